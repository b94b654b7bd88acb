"""The marks of an area as plotly traces, with their tooltips."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from os.path import commonprefix
from typing import Any, TypeVar

from ..layout.scene import Area, Box, Dot, Label, Line, Scene
from ..story.facts import Fact
from ..table.dates import MONTHS
from .axes import PX, escaped, iso
from .shapes import Style, style_of

CLEAR = "rgba(0,0,0,0)"
_UNSEEN = Style("", "", 0, None)
DIAMOND_TIPS = 1.3
"""Width of plotly's diamond from tip to tip, in its size."""
MANY_BOXES = 200
"""Boxes of an area from which on they are sorted into traces of one look."""
DAYS = ", %{base|%-d %B %Y} to %{x|%-d %B %Y}"
"""The days of a bar in a template of plotly."""
_LINE_LENGTH = 64
"""Most characters in a line of a tooltip."""
_DAY_MS = 86_400_000
_M = TypeVar("_M", Line, Box, Dot)


def traces(area: Area, scene: Scene) -> Iterable[dict[str, Any]]:
    """Return the traces of an area: lines, boxes, dots and the texts inside of boxes."""
    lines = [mark for mark in area.marks if isinstance(mark, Line)]
    for strokes in _grouped(lines, lambda line: (line.colour, line.width, line.dash)):
        yield _lines(strokes, area)
    boxes = [mark for mark in area.marks if isinstance(mark, Box)]
    # plotly takes a value for each box, or one for all: so many boxes are sorted by their looks
    several = len(boxes) > MANY_BOXES
    for bars in _grouped(boxes, partial(_kind, several=several)):
        yield _boxes(bars, area, scene)
    # the paper around a diamond has no tooltip, and lies below it
    dots = [mark for mark in area.marks if isinstance(mark, Dot)]
    dots.sort(key=lambda dot: dot.hover is not None or dot.fact is not None)
    for own in _grouped(dots, partial(_kind, several=several)):
        yield _dots(own, area, scene)
    if inside := [label for label in area.labels if label.days]:
        yield _texts(inside, area)


def _kind(mark: Box | Dot, *, several: bool) -> Any:
    """What marks of one trace have in common: a tooltip or none, and the look if there are many."""
    if not several:
        return mark.hover is None and mark.fact is None
    form = (
        (mark.height, _tells_its_days(mark)) if isinstance(mark, Box) else (mark.size, mark.shape)
    )
    return mark.hover is None, mark.fill, mark.border, mark.dash, form


def _grouped(marks: Iterable[_M], look: Callable[[_M], Any]) -> Iterable[list[_M]]:
    """Marks of the same look, in the order of the first of each look."""
    groups: dict[Any, list[_M]] = {}
    for mark in marks:
        groups.setdefault(look(mark), []).append(mark)
    return groups.values()


def _lines(lines: Sequence[Line], area: Area) -> dict[str, Any]:
    points = [point for line in lines for point in (*line.points, None)]
    trace = {"type": "scatter", "mode": "lines", "name": area.name}
    days, heights = [p and iso(p[0]) for p in points], [p and p[1] for p in points]
    return trace | {"x": days, "y": heights, "line": line_style(lines[0]), "hoverinfo": "skip"}


def line_style(line: Line) -> dict[str, Any]:
    """Return the look of a line, in a trace and in a shape."""
    _, colour, width, dashes = style_of(line)
    style: dict[str, Any] = {"color": colour, "width": width * PX}
    if dashes:
        style["dash"] = "1px,2.7px" if line.dash == "dotted" else dashes_px(dashes)
    return style


def dashes_px(dashes: Iterable[float]) -> str:
    """Dash and gap, given in points, as plotly has them."""
    return ",".join(f"{part * PX:.2f}px" for part in dashes)


def _boxes(boxes: Sequence[Box], area: Area, scene: Scene) -> dict[str, Any]:
    trace: dict[str, Any] = {"type": "bar", "orientation": "h"}
    trace["base"] = [iso(box.first) for box in boxes]
    trace["x"] = [round((box.last - box.first) * _DAY_MS) for box in boxes]
    trace |= {"y": [box.y for box in boxes], "width": _once([box.height for box in boxes])}
    return trace | {"marker": _look(boxes), **_tooltips(boxes, area, scene)}


def _dots(dots: Sequence[Dot], area: Area, scene: Scene) -> dict[str, Any]:
    trace: dict[str, Any] = {"type": "scatter", "mode": "markers"}
    trace |= {"x": [iso(dot.day) for dot in dots], "y": [dot.y for dot in dots]}
    sizes = [dot.size * PX / (DIAMOND_TIPS if _symbol(dot) == "diamond" else 1) for dot in dots]
    trace["marker"] = {**_look(dots), "size": _once(sizes), "opacity": 1}
    if any(dot.shape != "circle" for dot in dots):
        trace["marker"]["symbol"] = _once([_symbol(dot) for dot in dots])
        trace["cliponaxis"] = False  # half of one at the first day lies outside
    return trace | _tooltips(dots, area, scene)


def _symbol(dot: Dot) -> str:
    return {"circle": "circle", "triangle": "triangle-left"}.get(dot.shape, "diamond")


def _texts(labels: Sequence[Label], area: Area) -> dict[str, Any]:
    """Texts inside of boxes; unlike an annotation, a trace ends where its area ends."""
    trace: dict[str, Any] = {"type": "scatter", "mode": "text", "name": area.name}
    trace["x"] = [iso(label.anchor) for label in labels]
    trace["y"] = [label.top + label.height / 2 for label in labels]
    trace["text"] = ["<br>".join(map(escaped, label.lines)) for label in labels]
    trace |= {"textfont": {"color": [label.ink for label in labels]}, "hoverinfo": "skip"}
    days = [[*map(iso, label.days or ())] for label in labels]
    return trace | {"meta": days}  # for the script of a page


def _once(values: list[Any]) -> Any:
    """One value for all marks of a trace, if they have the same."""
    return values[0] if len(values) > 1 and len(set(values)) == 1 else values


def _look(marks: Sequence[Box | Dot]) -> dict[str, Any]:
    """Fills and borders, one a mark; a mark without them is a hover target only."""
    # bars have no dashes, so dashed boxes are drawn as shapes
    styles = [_UNSEEN if mark.dash else style_of(mark) for mark in marks]
    look: dict[str, Any] = {"color": _once([style.fill or CLEAR for style in styles])}
    if all(mark.hover for mark in marks) and not any(style.stroke for style in styles):
        return look  # of rows, which are many
    line = {"width": _once([style.width and style.width * PX for style in styles])}
    line["color"] = _once([style.stroke or CLEAR for style in styles])
    return {**look, "line": line}


def _tooltips(marks: Sequence[Box | Dot], area: Area, scene: Scene) -> dict[str, Any]:
    """The tooltip and the id of each mark; name and text apart where the marks give both."""
    told = [mark.hover for mark in marks if mark.hover]
    if not told and not any(mark.fact or getattr(mark, "note", "") for mark in marks):
        return {"hoverinfo": "skip"}
    own: dict[str, Any] = {"name": area.name}
    own["customdata"] = [mark.code or (mark.fact.id if mark.fact else "") for mark in marks]
    if len(told) < len(marks):
        texts = [hover(m.fact, scene, getattr(m, "note", "")) for m in marks]
        return {**own, "hovertext": texts, "hoverinfo": "text"}
    own["hovertext"] = [escaped(who) for who, _ in told]
    # plotly writes the days of a bar itself, and what all texts begin with is written once
    days = all(map(_tells_its_days, marks))
    texts = [
        what.removesuffix(_days(m)) if days else what
        for m, (_, what) in zip(marks, told, strict=True)
    ]
    shared = commonprefix(texts)  # noqa: RUF071 - texts, not paths
    rest = [_lines_of(text.removeprefix(shared)) for text in texts]
    if any(rest):
        own |= {"text": rest, **({"textposition": "none"} if isinstance(marks[0], Box) else {})}
    parts = f"<b>%{{hovertext}}</b><br>{_lines_of(shared)}", "%{text}" * any(rest), DAYS * days
    return own | {"hovertemplate": f"{''.join(parts)}<extra></extra>"}


def _tells_its_days(mark: Box | Dot) -> bool:
    """Whether the tooltip of a box ends with the days over which it is drawn."""
    return isinstance(mark, Box) and bool(mark.hover and mark.hover[1].endswith(_days(mark)))


def _days(mark: Box | Dot) -> str:
    """The first and the last day of a box as a tooltip says them, which is what `DAYS` gives."""
    if not isinstance(mark, Box) or mark.first % 1 or mark.last % 1:
        return "no days"
    days = (date.fromordinal(int(day)) for day in (mark.first, mark.last))
    first, last = (f"{day.day} {MONTHS[day.month - 1]} {day.year:04}" for day in days)
    return f", {first} to {last}"


def hover(fact: Fact | None, scene: Scene, note: str = "") -> str:
    """What a tooltip says: what, when in its own precision, detail, sources; else the note."""
    if fact is None:
        return _markup(note)
    told = scene.tooltips.get(fact) or (fact.name(scene.page.scale), fact.when, "", "")  # on a row
    name, when, detail, cited = map(_markup, told)
    return "<br>".join(filter(None, (f"<b>{name}</b>", when, detail, cited and f"<i>{cited}</i>")))


def _lines_of(text: str) -> str:
    """A text whose lines are broken already, without markup."""
    return escaped(text).replace("\n", "<br>")


def _markup(text: str) -> str:
    """Break long text, and keep plotly from reading markup in it."""
    short = len(text) <= _LINE_LENGTH and text.isprintable()
    lines = [text] if short else textwrap.wrap(text, _LINE_LENGTH)  # which takes its time
    return "<br>".join(map(escaped, lines))
