"""A figure in the MIME types of plotly's renderers, which know Colab, Kaggle, Quarto and others."""

from __future__ import annotations

import os
import sys
from copy import copy
from pathlib import Path
from typing import Any

from ..errors import ExportError
from .plotly_figure import CONFIG

PLOTLY = "application/vnd.plotly.v1+json"
HOSTS = (
    "PLOTLY_RENDERER",
    "COLAB_NOTEBOOK_ID",
    "AZURE_NOTEBOOKS_HOST",
    "COCALC_PROJECT_ID",
    "DATABRICKS_RUNTIME_VERSION",
)
"""Variables of the environment by which plotly chooses a renderer for a host."""


def rendered(figure: dict[str, Any], names: str | None) -> tuple[dict[str, Any], set[str]]:
    """Return a figure by MIME type, and the formats of the pictures that are asked for.

    Parameters
    ----------
    figure : dict
        With ``data`` and ``layout``.
    names : str or None
        Of renderers, joined by ``+``; None for those that plotly is set to.

    Returns
    -------
    bundle : dict
        The figure, by MIME type.
    formats : set of str
        ``pdf``, ``png`` and ``svg``, which plotly would draw with a browser.

    Raises
    ------
    ExportError
        If plotly has no renderer of that name.
    """
    renderers = _renderers(names)
    if not renderers:
        return {PLOTLY: {**figure, "config": CONFIG}}, set()
    bundle: dict[str, Any] = {}
    formats = set()
    for renderer in renderers:
        if hasattr(renderer, "b64_encode"):  # a picture
            formats.add(renderer.format if renderer.format in ("pdf", "svg") else "png")
            continue
        own = copy(renderer)
        own.config = {**(getattr(renderer, "config", None) or {}), **CONFIG}
        bundle |= own.to_mimebundle(dict(figure))
    return bundle, formats


def _renderers(names: str | None) -> list[Any]:
    """The renderers that return MIME types; none stands for the one that Jupyter has.

    Importing them takes longer than drawing a chart, so plotly is asked only if it may answer
    something else.
    """
    if names is None and "plotly.io" not in sys.modules:
        told = any(name in os.environ for name in HOSTS) or Path("/kaggle/input").exists()
        if not told:
            return []
    from plotly.io import renderers
    from plotly.io.base_renderers import MimetypeRenderer

    if names is None:
        renderers._activate_pending_renderers(MimetypeRenderer)
    asked = (renderers.default or "") if names is None else names
    if not isinstance(asked, str):
        raise ExportError(f"renderer is {asked!r:.80}; expected names, as in 'colab+pdf'.")
    try:
        chosen = [renderers[name] for name in asked.split("+") if name]
    except KeyError as error:
        known = ", ".join(renderers)
        raise ExportError(f"renderer is {names!r:.80}; {error} is none of {known}.") from None
    own = [renderer for renderer in chosen if isinstance(renderer, MimetypeRenderer)]
    for renderer in own if names is not None else ():
        renderer.activate()
    return own
