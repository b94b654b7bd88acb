"""What carries facts on the screen, as traces: lines, boxes, dots, and what is said on hover."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from os.path import commonprefix
from typing import Any

from ..layout.scene import Area, Box, Dot, Line, Scene
from ..story.facts import Fact
from .axes import PX, escaped, iso
from .shapes import BORDER

CLEAR = "rgba(0,0,0,0)"
DOTS = "1px,2.7px"
MANY = 200
WIDE = 64
"""Most characters in a line of what is said on hover."""
_DAY_MS = 86_400_000


def traces(area: Area, scene: Scene) -> Iterable[dict[str, Any]]:
    """Lines of one look in one trace, then boxes, then dots: what carries facts."""
    looks: dict[tuple[str, float, str], list[Line]] = {}
    for mark in area.marks:
        if isinstance(mark, Line):
            looks.setdefault((mark.colour, mark.width, mark.dash), []).append(mark)
    for (colour, width, dash), lines in looks.items():
        points = [point for line in lines for point in (*line.points, None)]
        yield {
            "type": "scatter", "mode": "lines", "name": area.name,
            "x": [point and iso(point[0]) for point in points],
            "y": [point and point[1] for point in points],
            "line": {"color": colour, "width": width * PX, **({"dash": DOTS} if dash else {})},
            "hoverinfo": "skip",
        }  # fmt: skip
    for boxes in _alike([mark for mark in area.marks if isinstance(mark, Box)]):
        yield {
            "type": "bar", "orientation": "h", "base": [iso(box.first) for box in boxes],
            "x": [round((box.last - box.first) * _DAY_MS) for box in boxes],
            "y": [box.y for box in boxes], "width": _once([box.height for box in boxes]),
            "marker": _look(boxes), **_said(boxes, area, scene),
        }  # fmt: skip
    if dots := [mark for mark in area.marks if isinstance(mark, Dot)]:
        yield {
            "type": "scatter", "mode": "markers",
            "x": [iso(dot.day) for dot in dots], "y": [dot.y for dot in dots],
            "marker": {**_look(dots), "size": _once([dot.size * PX for dot in dots]), "opacity": 1},
            **_said(dots, area, scene),
        }  # fmt: skip
    if inside := [label for label in area.labels if label.leader is None]:
        yield {  # unlike an annotation it ends where the area ends
            "type": "scatter", "mode": "text", "name": area.name,
            "x": [iso(label.anchor) for label in inside],
            "y": [label.top + label.height / 2 for label in inside],
            "text": ["<br>".join(map(escaped, label.lines)) for label in inside],
            "textfont": {"color": [label.ink for label in inside]}, "hoverinfo": "skip",
            "meta": [[*map(iso, label.days or ())] for label in inside],  # for the script of a page
        }  # fmt: skip


def _alike(boxes: Sequence[Box]) -> Iterable[list[Box]]:
    """Boxes for one trace; many are sorted by their looks, whose values are then said once."""
    parts: dict[tuple[Any, ...], list[Box]] = {}
    for box in boxes:
        look = (box.fill, box.border, box.height, box.dash) if len(boxes) > MANY else ()
        parts.setdefault(look, []).append(box)
    return parts.values()


def _once(values: list[Any]) -> Any:
    """One value for all marks of a trace, if they have the same."""
    return values[0] if len(values) > 1 and len(set(values)) == 1 else values


def _look(marks: Sequence[Box | Dot]) -> dict[str, Any]:
    """Fills and borders, one a mark; what has none is there for the pointer only."""
    seen = [not (isinstance(mark, Box) and mark.dash) for mark in marks]  # dashed ones are shapes
    fills = [mark.fill if own else "" for mark, own in zip(marks, seen, strict=True)]
    borders = [mark.border if own else "" for mark, own in zip(marks, seen, strict=True)]
    widths = [BORDER * PX if border else 0 for border in borders]
    line = {"width": _once(widths), "color": _once([border or CLEAR for border in borders])}
    return {"color": _once([fill or CLEAR for fill in fills]), "line": line}


def _said(marks: Sequence[Box | Dot], area: Area, scene: Scene) -> dict[str, Any]:
    """What the pointer is told of each; of whom and what apart, where a scene gives both."""
    own = {
        "name": area.name,
        "customdata": [mark.code or (mark.fact.key if mark.fact else "") for mark in marks],
    }
    told = [mark.said for mark in marks if mark.said]
    if len(told) < len(marks):
        texts = [hover(m.fact, scene, getattr(m, "note", "")) for m in marks]
        return {**own, "hovertext": texts, "hoverinfo": "text"}
    # said once: most of a trace are of one level
    shared = commonprefix([what for _, what in told])  # noqa: RUF071 - texts, not paths
    return {
        **own,
        "hovertext": [escaped(who) for who, _ in told],
        "text": [escaped(what.removeprefix(shared)) for _, what in told],
        **({"textposition": "none"} if isinstance(marks[0], Box) else {}),
        "hovertemplate": f"<b>%{{hovertext}}</b><br>{escaped(shared)}%{{text}}<extra></extra>",
    }


def hover(fact: Fact | None, scene: Scene, note: str = "") -> str:
    """What the pointer is told: what, when in its own precision, detail, sources; else the note."""
    if fact is None:
        return _markup(note)
    name, when, detail, cited = map(_markup, scene.tooltips[fact])
    return "<br>".join(filter(None, (f"<b>{name}</b>", when, detail, cited and f"<i>{cited}</i>")))


def _markup(text: str) -> str:
    """Break long text, and keep plotly from reading markup in it."""
    short = len(text) <= WIDE and text.isprintable()
    lines = [text] if short else textwrap.wrap(text, WIDE)  # which takes its time
    return "<br>".join(map(escaped, lines))
