"""The notebook that runs an explorer: its page, and the picture for pages without widgets.

The page of a notebook names the cell that it sends to the kernel, and an explorer that it shows
tells how wide the page is. Programs that run a notebook without a page, such as nbconvert, do not
name cells, and keep only what is sent before the cell ends.
"""

from __future__ import annotations

import asyncio
import sys
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from html import escape
from typing import Any

from ..mime import SVG, picture_of, pictures

PICTURE_SECONDS = 1.0
"""Seconds after which a picture is drawn if a page shows the explorer itself at once."""

_DEAD = ".jp-OutputArea-child:has(+.jp-OutputArea-child .tl-still):not(:has(.tl))"
"""The output in which JupyterLab, Notebook and Voila report a missing widget."""


class AfterCell:
    """Calls a function once: some seconds from now, or before the next cell if that is sooner.

    While a cell runs, which may be for minutes, the kernel reads no message and no clock.

    Parameters
    ----------
    seconds : float
    act : callable

    Attributes
    ----------
    is_ahead : bool
        Whether it has neither been called nor cancelled.
    """

    def __init__(self, seconds: float, act: Callable[[], None]) -> None:
        self._events, self._act, self.is_ahead = _shell().events, act, True
        self._timer = asyncio.get_running_loop().call_later(seconds, self._go)
        self._events.register("pre_run_cell", self._go)

    def cancel(self) -> None:
        """Do not call it any more."""
        if self.is_ahead:
            self.is_ahead = False
            self._timer.cancel()
            self._events.unregister("pre_run_cell", self._go)

    def _go(self, _: Any = None) -> None:
        self.cancel()
        self._act()


def is_page_listening() -> bool:
    """Whether the cell that runs was sent by the page of a notebook."""
    shell = _shell()
    request: dict[str, Any] = shell.get_parent() if hasattr(shell, "get_parent") else {}
    return "cellId" in request.get("metadata", {})


def _shell() -> Any:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def show_explorer(explorer: Any) -> None:
    """Show an explorer, and a static picture for pages where no widget runs.

    JupyterLab shows one representation of each output. It prefers the widget, even if that is only
    the message "model not found". So the picture is a second output. A running widget hides the
    picture, and the picture hides the message of a missing widget. In a notebook that is not
    trusted, styles are removed and both are shown.
    """
    from IPython import display

    bundle = explorer._repr_mimebundle_()
    assert bundle is not None, "it has a view"
    display.display(bundle[0], raw=True)  # type: ignore[no-untyped-call]
    if not explorer._awaits_page:
        display.display(_still_of(explorer), raw=True)  # type: ignore[no-untyped-call]
        return
    empty = {"text/html": "", "text/plain": repr(explorer)}
    later = display.display(empty, raw=True, display_id=True)  # type: ignore[no-untyped-call]
    AfterCell(PICTURE_SECONDS, lambda: later.update(_still_of(explorer), raw=True))


def _still_of(explorer: Any) -> dict[str, str]:
    """The picture of the view and its code, by MIME type."""
    drawn: dict[str, str] = {}
    picture = ""
    with suppress(ValueError):  # nothing to draw
        chart = explorer.chart
        drawn = pictures(chart)
        picture = drawn.pop(SVG, "") or picture_of(chart)
    html = still(picture, repr(explorer), explorer._picture)
    return {**drawn, "text/html": html, "text/plain": repr(explorer)}


def still(picture: str, said: str, name: str) -> str:
    """A static picture as HTML for pages without widgets; its style hides the error message.

    A widget that has drawn its chart hides the picture, which is of the class `name`.
    """
    image = f"data:image/svg+xml;base64,{b64encode(picture.encode()).decode()}"
    return (
        f'<div class="tl-still {name}"><img alt="{escape(said)}" style="max-width:100%" '
        f'src="{image}">'
        "<p>A picture: the explorer needs Python. Run this cell in Jupyter to go on from here.</p>"
        f"<style>{_DEAD}{{display:none}}</style></div>"
    )
