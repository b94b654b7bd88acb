"""What a chart shows in a notebook, by MIME type; only what the notebook asks for is computed.

The interactive chart comes in the types of plotly's renderers, which know Colab, Kaggle, Quarto and
others. An SVG and a line of text go with it for programs that run no JavaScript. A PDF is drawn if
the notebook is on its way to LaTeX or wants its matplotlib figures as PDF.
"""

from __future__ import annotations

import os
import sys
from base64 import b64encode
from collections.abc import Collection
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .draw import plotly_figure
from .draw.renderers import rendered
from .draw.svg import svg
from .errors import ExportError
from .formats import data_of

if TYPE_CHECKING:
    from .chart import Chart

SVG, PDF = "image/svg+xml", "application/pdf"
IMAGES = {"pdf": PDF, "png": "image/png", "svg": SVG}
"""Types of the pictures that a notebook may ask for, by the names of matplotlib and plotly."""
BROWSERS = {"browser": None, "firefox": "firefox", "chrome": "chrome", "chromium": "chromium"}
"""Renderers of plotly that open a page, with the browsers that they open."""
LATEX = ("latex", "pdf")
"""Formats of nbconvert that go through LaTeX, which shows no SVG."""


def mime_bundle(chart: Chart, renderer: str | None = None) -> dict[str, Any]:
    """Return what a chart shows, by MIME type.

    Parameters
    ----------
    chart : Chart
    renderer : str, optional
        Names of plotly's renderers, joined by ``+``; by default those that plotly is set to.

    Raises
    ------
    ExportError
        If plotly has no renderer of that name.
    """
    figure = chart._changed_figure or plotly_figure.fixed_dict(chart._fallback_font_scene)
    live, drawn = rendered(figure, renderer)
    return {**live, **pictures(chart, drawn), "text/plain": repr(chart)}


def pictures(chart: Chart, drawn: Collection[str] = ()) -> dict[str, str]:
    """Return the pictures of a chart, by MIME type: those that the notebook asks for, or an SVG.

    Parameters
    ----------
    chart : Chart
    drawn : collection of str
        Further formats, of `IMAGES`.
    """
    asked = {*drawn, *(_pictures_asked() or {"svg"})}
    found = {}
    for name in sorted(asked - {"svg"}):
        data = data_of(chart.scene, f"chart.{name}", chart._named)
        found[IMAGES[name]] = b64encode(data).decode()
    if "svg" in asked:  # Quarto would take an SVG for a PDF document, too, and then convert it
        found[SVG] = picture_of(chart)
    return found


def picture_of(chart: Chart) -> str:
    """Return the picture of a chart for a page, as SVG in the fonts of the reader."""
    return svg(chart.scene, chart._named, embed_fonts=False)


def show(self: Chart, renderer: str | None = None) -> None:
    """Show the chart as the output of a notebook's cell, or in a script as a page in the browser.

    Parameters
    ----------
    renderer : str, optional
        One of plotly's renderers, or several joined by ``+``: ``"notebook_connected+pdf"``.
        ``browser``, ``firefox``, ``chrome`` and ``chromium`` open the page that `save` writes. By
        default a notebook shows what ``plotly.io.renderers.default`` names.

    Raises
    ------
    ExportError
        If there is no such renderer or no browser.
    """
    if renderer is None:
        renderer = "" if hasattr(_shell(), "kernel") else "browser"
    if renderer not in BROWSERS:
        from IPython.display import display

        display(mime_bundle(self, renderer or None), raw=True)  # type: ignore[no-untyped-call]
        return
    import tempfile
    import webbrowser

    # the folder stays: the browser reads the page after this program has ended
    page = self.save(Path(tempfile.mkdtemp(prefix="tinytl-"), f"{self.stem}.html"))
    try:
        opened = webbrowser.get(BROWSERS[renderer]).open(page.as_uri())
    except webbrowser.Error:
        opened = False
    if not opened:
        raise ExportError(f"There is no browser here to show the chart; it is saved as {page}.")


def _shell() -> Any:
    """The shell of IPython that runs this program, if one does."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


# --- pictures --------------------------------------------------------------------------------


def _pictures_asked() -> set[str]:
    """The formats, of `IMAGES`, in which the notebook wants pictures; none for the usual SVG."""
    if (shell := _shell()) is None:
        return set()
    formats = _figure_formats(shell)
    if os.environ.get("QUARTO_FIG_FORMAT") == "pdf" or formats == {"pdf"}:
        return {"pdf"}
    return {"svg", "pdf"} if "pdf" in formats or _goes_to_latex() else set()


def _figure_formats(shell: Any) -> set[str]:
    """The formats of matplotlib's figures in a notebook.

    ``%config InlineBackend.figure_formats`` sets them, and a configuration file may.
    """
    chosen = set()
    for name, kind in IMAGES.items():
        try:
            shell.display_formatter.formatters[kind].lookup_by_type("matplotlib.figure.Figure")
            chosen.add(name)
        except KeyError:  # none, or matplotlib has not been loaded yet
            continue
    configured = shell.config.get("InlineBackend", {})
    return chosen or set(configured.get("figure_formats", ()))


def _goes_to_latex() -> bool:
    """Whether nbconvert runs this notebook to make LaTeX or PDF, by the command that it was.

    nbconvert tells the kernel nothing, and without Inkscape it fails on the first SVG that has no
    PDF beside it.
    """
    if (psutil := sys.modules.get("psutil")) is None:  # kernels load it
        return False
    try:
        command = psutil.Process().parent().cmdline()
    except (psutil.Error, AttributeError):
        return False
    words = " ".join(command).replace("=", " ").split()
    runs = any("nbconvert" in word for word in words[:3])
    return runs and any(option == "--to" and value in LATEX for option, value in pairwise(words))
