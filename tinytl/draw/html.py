"""A chart as a web page: complete, accessible, printable, and readable on a phone.

A chart that is wider than the window scrolls sideways, since its labels were placed for its width;
printed, it shrinks. Below the chart are its alternative text and its data as a table, both closed
at first.
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

_PAGE, _STYLE = (Path(__file__).with_name(f"page.{ending}") for ending in ("html", "css"))
PRINTED_PX = 720
"""Width of a sheet of A4 without its margins, in whole steps of 10 px."""
TABLE_HEAD = ("Track", "Date", "What", "Detail", "Source")


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
        Cells under `TABLE_HEAD`, for the table.
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
    wide = shown["layout"].get("width")
    lines = (f"<p>{escape(line)}</p>" for line in about.description.splitlines())
    texts = {"title": about.title, "short": about.short, "caption": caption, "data": about.data}
    texts = {key: escape(text) for key, text in {**texts, "made_by": about.made_by}.items()}
    texts |= {"words": "\n".join(lines), "chart": _chart(shown, scene, name)}
    texts |= {"table": _table(about.title, rows), "fluid": "false" if wide else "true"}
    texts |= {"width": f"{wide or scene.width * PX:.0f}"}
    style = f"{webfonts.style(''.join(texts.values()))}\n{_style(scene)}"
    # the page shows no text of the library, so the font need not have its characters
    return Template(_PAGE.read_text("utf-8")).substitute(
        texts, style=style, library=plotly_script(cdn=cdn)
    )


def _chart(shown: dict[str, Any], scene: Scene, name: str) -> str:
    """Write a script that draws the figure once its font is loaded: plotly measures text once."""
    camera, layout = {"format": "svg", "filename": name}, shown["layout"]
    config = {**CONFIG, "responsive": True, "toImageButtonOptions": camera}
    wide = f"{layout['width']:g}px" if layout.get("width") else "100%"
    high = layout.get("height") or scene.height * PX
    return f"""<div id="timeline" style="width:{wide};height:{high:g}px"></div>
<script>
const figure = {scripted({**shown, "config": config})};
// plotly would take each touch for a zoom, and a finger could not scroll a chart wider than a phone
if (matchMedia("(pointer: coarse)").matches) figure.layout.dragmode = false;
const load = (weight) => document.fonts.load(`${{weight}} 12px "{webfonts.FAMILY}"`);
const fonts = [400, 700].map(load);
const drawn = Promise.allSettled(fonts).then(() => Plotly.newPlot("timeline", figure));
</script>"""


def scripted(figure: dict[str, Any]) -> str:
    """Write a figure as JavaScript in which no text can end the script element."""
    return json.dumps(figure, ensure_ascii=False).replace("<", "\\u003c")


def plotly_script(*, cdn: bool = False) -> str:
    """Write the script element that contains plotly.js, or fetches it from the internet."""
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
    head = "".join(f'<th scope="col">{name}</th>' for name in TABLE_HEAD)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f'<div class="table" role="group" aria-label="Table" tabindex="0">\n<table>\n'
        f"<caption>{escape(title)}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )


def _style(scene: Scene) -> str:
    theme, width = scene.theme, scene.width * PX
    own = {"font": webfonts.STACK, "ink": theme.ink, "paper": theme.paper, "muted": theme.muted}
    own |= {"line": theme.plain[2], "least": f"{width:.0f}px" if scene.fluid else "0"}
    own |= {"fit": f"{min(1.0, PRINTED_PX / width):.4f}"}
    variables = ";".join(f"--{name}:{value}" for name, value in own.items())
    return f":root{{{variables}}}\n{_STYLE.read_text(encoding='utf-8')}"
