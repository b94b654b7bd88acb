"""The labels, numbers and texts of a scene as annotations of plotly."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..layout.scene import Area, Label, Scene, Text
from ..layout.textwidth import THIRD, measured
from .axes import PX, escaped, iso, ref, up
from .traces import CLEAR, hover

TALL, SPACING = 1.17, 1.3
"""Heights in em in plotly's text: of a line, ascender to descender; from one line to the next."""


def annotations_of(scene: Scene) -> Iterable[dict[str, Any]]:
    """The labels on leaders, area by area, then the texts."""
    for area in scene.areas:
        yield from (_label(label, area, scene) for label in _noted(area))
    for text in scene.texts:
        yield _text(text, scene)
    for number, across in enumerate(scene.columns):
        for y in across.names_at[:-1]:  # the axis itself has the last
            for day, year in across.ticks:
                at = Text(year, 0, y, scene.theme.size, scene.theme.muted, "center")
                yield {**_text(at, scene), "xref": ref("x", number), "x": iso(day), "xshift": 0}


def _noted(area: Area) -> list[Label]:
    """The labels that are annotations: not those inside of boxes."""
    return [label for label in area.labels if not label.days]


def _label(label: Label, area: Area, scene: Scene) -> dict[str, Any]:
    """A label, whose box plotly fits to the text: in a wider font no glyph is cut.

    plotly pads all sides alike, and cuts what does not fit the height that is left. So spaces make
    most of the padding beside the text, and the pad is only what there is room for above and below.
    """
    size, edge, side = scene.theme.size, 1 if label.border else 0, ""
    if label.fill and not label.numbered:
        side = THIRD
    widths = (scene.theme.width_of(side + line + side, bold=label.bold) for line in label.lines)
    known = all(map(measured, label.lines))  # else the box keeps the room that was reserved
    high = size * (TALL + SPACING * (len(label.lines) - 1))
    room = min(label.width - max(widths), label.height - high) * PX - edge
    pad = max(0, room) / 2 if known else 0
    lines = [escaped(line) for line in label.lines]
    if label.date:
        date = escaped(label.date)
        said = f'<span style="color:{label.tone}">{date}</span>{lines[0].removeprefix(date)}'
        lines[0] = said
    note: dict[str, Any] = {"text": "<br>".join(f"{side}{line}{side}" for line in lines)}
    note |= {"xref": ref("x", area.column), "x": iso(label.anchor), "xshift": label.offset * PX}
    note |= {"xanchor": "center", **_height(area.top + label.top + label.height / 2, scene)}
    # plotly draws the border outside of the width and the height
    note |= {} if known else {"width": label.width * PX - edge}
    note |= {"height": label.height * PX - edge - 2 * pad, "borderwidth": edge, "borderpad": pad}
    note |= {
        "showarrow": False,
        "bordercolor": label.border or CLEAR,
        "bgcolor": label.fill or CLEAR,
    }
    about = hover(label.fact, scene)
    if len(label.numbered) > 1:  # what else there is to say of each stands in the list
        named = (scene.tooltips[fact] for fact in label.numbered)
        about = "<br>".join(f"<b>{escaped(one.name)}</b>, {escaped(one.when)}" for one in named)
    note |= {"font": _font(size, label.ink, label.bold), "hovertext": about}
    return note | {"captureevents": True, "name": "label"}


def _text(text: Text, scene: Scene) -> dict[str, Any]:
    """A text, which keeps its distance from the left end of its column, or from its right end."""
    across = scene.columns[text.column]
    end = across.right if text.from_right or text.x == across.right else across.left
    share = (end - scene.time_axis.left) / (scene.right - scene.time_axis.left)
    note: dict[str, Any] = {"text": escaped(text.text), "showarrow": False, "name": "text"}
    if text.fact:
        note |= {"captureevents": True, "name": "line"}
        if text.text in text.fact.label:
            note["hovertext"] = hover(text.fact, scene)
    elif text.about:
        note |= {"hovertext": escaped(text.about).replace("\n", "<br>"), "captureevents": True}
    note |= {"xref": "paper", "x": share, "xshift": (text.x - end) * PX, "xanchor": text.align}
    note |= {**_height(text.y, scene), "borderpad": 0, "textangle": -90 if text.upright else 0}
    return note | {"font": _font(text.size, text.colour, text.bold)}


def _height(y: float, scene: Scene) -> dict[str, Any]:
    return {"yref": "paper", "y": up(y, scene), "yanchor": "middle"}


def _font(size: float, colour: str, bold: bool) -> dict[str, Any]:
    return {"size": size * PX, "color": colour, "weight": 700 if bold else 400}


def facts_noted(scene: Scene) -> Iterable[list[tuple[str, str]]]:
    """The facts of each annotation but the years: the ids of their areas, and their keys."""
    for area in scene.areas:
        for label in _noted(area):
            yield [(area.id, fact.id) for fact in label.numbered or (label.fact,) if fact]
    for text in scene.texts:
        yield [(text.area, text.fact.id)] if text.fact else []
