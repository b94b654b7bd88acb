"""A chart as a web page: complete, accessible, printable, and readable on a phone.

A chart that is wider than the window scrolls sideways, since its labels were placed for its width;
printed, it shrinks. Below the chart are its alternative text and its data as a table, both closed
at first.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from html import escape
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import Any

from ..layout.scene import Scene
from . import webfonts
from .about import About
from .axes import PX
from .plotly_figure import config_of, figure_dict

_PAGE, _STYLE = (Path(__file__).with_name(f"page.{ending}") for ending in ("html", "css"))
PRINTED_PX = 720
"""Width of a sheet of A4 without its margins, in whole steps of 10 px."""


def page(
    scene: Scene,
    about: About,
    rows: Iterable[Sequence[str]],
    *,
    caption: str,
    name: str,
    cdn: bool = False,
    figure: dict[str, Any] | None = None,
) -> str:
    """Write the page.

    Parameters
    ----------
    scene : Scene
    about : About
    rows : iterable of sequence of str
        The table: track, date, what, detail and source of each fact.
    caption : str
    name : str
        Of the file that the camera button of plotly saves.
    cdn : bool
        Whether plotly.js is fetched from the internet; else the page contains it.
    figure : dict, optional
        The figure of the scene, if its owner has changed it.

    Returns
    -------
    str
    """
    shown = webfonts.dressed(figure or figure_dict(scene, buttons=True))
    layout, theme, width = shown["layout"], scene.theme, scene.width * PX
    wide, high = layout.get("width"), layout.get("height") or scene.height * PX
    texts = {"title": about.title, "short": about.short, "caption": caption, "data": about.data}
    texts = {key: escape(text) for key, text in {**texts, "made_by": about.made_by}.items()}
    texts["words"] = "\n".join(f"<p>{escape(line)}</p>" for line in about.description.splitlines())
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    texts["rows"] = "\n".join(f"<tr>{row}</tr>" for row in cells)
    texts["figure"] = scripted({**shown, "config": config_of(name, responsive=True)})
    # the script of plotly contains no text of the page, so the font need not have its characters
    fonts = webfonts.style("".join(texts.values()))
    texts |= {"library": plotly_script(cdn=cdn), "fonts": fonts, "family": webfonts.FAMILY}
    texts |= {"css_width": f"{wide:g}px" if wide else "100%", "height": f"{high:g}"}
    texts |= {"fluid": "false" if wide else "true", "width": f"{wide or width:.0f}"}
    texts["columns"] = str(sum(area.id.startswith("rows ") for area in scene.areas))
    texts |= {"font": webfonts.STACK, "ink": theme.ink, "paper": theme.paper, "muted": theme.muted}
    texts |= {"line": theme.leader, "least": f"{width:.0f}px" if scene.fluid else "0"}
    texts |= {"fit": f"{min(1.0, PRINTED_PX / width):.4f}", "css": _STYLE.read_text("utf-8")}
    return Template(_PAGE.read_text("utf-8")).substitute(texts)


def division(figure: dict[str, Any], said: str, *, library: str = "", picture: str = "") -> str:
    """Write a ``<div>`` with an interactive figure, for a page of somebody else.

    Parameters
    ----------
    figure : dict
        With ``data``, ``layout`` and ``config``.
    said : str
        What it shows.
    library : str
        The script element of plotly.js, unless the page has it.
    picture : str
        An SVG for readers without scripts.
    """
    said = escape(said)
    source = b64encode(picture.encode()).decode()
    still = f'<img alt="{said}" src="data:image/svg+xml;base64,{source}">' if picture else said
    return f"""<div role="group" aria-label="{said}" style="overflow-x:auto">{library}
<div></div>
<noscript>{still}</noscript>
<script>Plotly.newPlot(document.currentScript.parentElement.querySelector("div"),
{scripted(figure)})</script></div>"""


def scripted(figure: dict[str, Any]) -> str:
    """Write a figure as JavaScript in which no text can end the script element."""
    return json.dumps(figure, ensure_ascii=False).replace("<", "\\u003c")


def plotly_script(*, cdn: bool = False) -> str:
    """Write the script element that contains plotly.js, or fetches it from the internet."""
    if not cdn:
        return f"<script>{_plotlyjs().decode()}</script>"
    version, integrity = plotly_version()
    return (
        f'<script src="https://cdn.plot.ly/plotly-{version}.min.js" '
        f'integrity="{integrity}" crossorigin="anonymous"></script>'
    )


def _plotlyjs() -> bytes:
    """plotly.js as it comes with plotly, whose import takes longer than drawing a chart."""
    package = find_spec("plotly")
    assert package and package.origin, "it is required"
    return Path(package.origin).with_name("package_data").joinpath("plotly.min.js").read_bytes()


@lru_cache(maxsize=1)
def plotly_version() -> tuple[str, str]:
    """The version of plotly.js, and its checksum as browsers compare it."""
    from plotly.offline import get_plotlyjs_version

    digest = sha256(_plotlyjs()).digest()
    return get_plotlyjs_version(), f"sha256-{b64encode(digest).decode()}"
