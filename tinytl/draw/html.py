"""A chart as a web page: it stands alone, is read by all, prints, and fits a phone.

The chart scrolls sideways in a box of its own where it is wider than the window, since its labels
were placed for its width; on paper it shrinks. What it shows stands below in words and as a table,
both closed at first.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from ..layout.scene import Scene
from . import webfonts
from .about import About
from .axes import PX
from .screen import CONFIG, figure_dict

PAGE, STYLE = (Path(__file__).with_name(f"page.{ending}") for ending in ("html", "css"))
PRINTED_PX = 720
"""Width of a sheet of A4 without its margins, in whole steps of 10 px."""
COLUMNS = ("Track", "Date", "What", "Detail", "Source")


def page(
    scene: Scene,
    about: About,
    *,
    caption: str,
    rows: Iterable[Sequence[str]],
    name: str,
    cdn: bool = False,
    figure: dict[str, Any] | None = None,
) -> str:
    """Write the page.

    Parameters
    ----------
    scene : Scene
    about : About
    caption : str
    rows : iterable of sequence of str
        Cells under `COLUMNS`, for the table.
    name : str
        Of the file that the camera button saves.
    cdn : bool
        Whether plotly.js is fetched from the internet; else the page holds it and opens offline.
    figure : dict, optional
        What is shown in place of the scene: its figure, changed by its owner.

    Returns
    -------
    str
    """
    shown = webfonts.dressed(figure or figure_dict(scene, buttons=True))
    wide = shown["layout"].get("width")
    told = {
        "title": escape(about.title), "short": escape(about.short), "caption": escape(caption),
        "data": escape(about.data), "made_by": escape(about.made_by),
        "words": "\n".join(f"<p>{escape(line)}</p>" for line in about.description.splitlines()),
        "chart": _chart(shown, scene, name), "table": _table(about.title, rows),
        "fluid": "false" if wide else "true", "width": f"{wide or scene.width * PX:.0f}",
    }  # fmt: skip
    style = f"{webfonts.style(''.join(told.values()))}\n{_style(scene)}"
    # the page shows no letters of the library, so the font need not have them
    return Template(PAGE.read_text("utf-8")).substitute(told, style=style, library=library(cdn=cdn))


def _chart(shown: dict[str, Any], scene: Scene, name: str) -> str:
    """Draw the figure as soon as its font is there: plotly measures text once and keeps that."""
    camera = {"format": "svg", "filename": name}
    config = {**CONFIG, "responsive": True, "toImageButtonOptions": camera}
    figure, layout = {**shown, "config": config}, shown["layout"]
    wide = f"{layout['width']:g}px" if layout.get("width") else "100%"
    high = layout.get("height") or scene.height * PX
    return f"""<div id="timeline" style="width:{wide};height:{high:g}px"></div>
<script>
const figure = {scripted(figure)};
// plotly would take each touch for a zoom, and a finger could not scroll a chart wider than a phone
if (matchMedia("(pointer: coarse)").matches) figure.layout.dragmode = false;
const load = (weight) => document.fonts.load(`${{weight}} 12px "{webfonts.FAMILY}"`);
const fonts = [400, 700].map(load);
const drawn = Promise.allSettled(fonts).then(() => Plotly.newPlot("timeline", figure));
</script>"""


def scripted(figure: dict[str, Any]) -> str:
    """Write a figure into a script, which no text in it ends."""
    return json.dumps(figure, ensure_ascii=False).replace("<", "\\u003c")


def library(*, cdn: bool = False) -> str:
    """Write the script that is plotly.js, or that fetches it."""
    from plotly.offline import get_plotlyjs, get_plotlyjs_version

    source: str = get_plotlyjs()
    if not cdn:
        return f"<script>{source}</script>"
    digest = b64encode(sha256(source.encode()).digest()).decode()
    return (
        f'<script src="https://cdn.plot.ly/plotly-{get_plotlyjs_version()}.min.js" '
        f'integrity="sha256-{digest}" crossorigin="anonymous"></script>'
    )


def _table(title: str, rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f'<div class="table" role="group" aria-label="Table" tabindex="0">\n<table>\n'
        f"<caption>{escape(title)}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )


def _style(scene: Scene) -> str:
    theme, least = scene.theme, f"{scene.width * PX:.0f}px" if scene.fluid else "0"
    fit = min(1.0, PRINTED_PX / (scene.width * PX))
    own = {"font": webfonts.STACK, "ink": theme.ink, "paper": theme.paper, "muted": theme.muted,
           "line": theme.plain[2], "least": least, "fit": f"{fit:.4f}"}  # fmt: skip
    said = ";".join(f"--{name}:{value}" for name, value in own.items())
    return f":root{{{said}}}\n{STYLE.read_text(encoding='utf-8')}"
