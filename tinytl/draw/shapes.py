"""The shapes of a scene in points of the page, for the back-ends that draw a page as it is.

Here days and values become points, once for SVG and matplotlib. plotly keeps days and values,
because its reader zooms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from math import sqrt
from typing import NamedTuple

from ..layout.frame import LINE
from ..layout.scene import Area, Box, Dot, Line, Mark, Scene, Text
from ..layout.theme import DASHED, DOTTED, OUTLINE

HAIRLINE = 0.6
"""Width of grid lines and leaders, in points."""
TICK, MINOR = (0.28, 0.5), (0.16, 0.4)
"""Lengths in em of the ticks of an axis of time and of those between them, and their widths."""
BORDER = 0.5
"""Width of borders, in points."""
_CAP_HALF = 0.358
"""Half the height of capitals, in em: text whose capitals are centred looks centred."""


@dataclass(frozen=True)
class LabelBox(Box):
    """The box of a label; ``radius`` is that of its corners, in points."""

    radius: float = 0.0


Shape = Mark | Text
"""Lines, boxes and dots whose days and heights are points from the left and the top of the page."""


def on_page(mark: Mark, area: Area, scene: Scene) -> Mark:
    """Return a mark with points of the page in place of its days and heights."""
    x = float if area.fixed else scene.time_axis_of(area).x
    if isinstance(mark, Line):
        return replace(mark, points=tuple((x(day), area.y(y)) for day, y in mark.points))
    if isinstance(mark, Dot):
        return replace(mark, day=x(mark.day), y=area.y(mark.y))
    height = mark.height / abs(area.high - area.low) * area.height
    return replace(mark, first=x(mark.first), last=x(mark.last), y=area.y(mark.y), height=height)


def corners(dot: Dot) -> list[tuple[float, float]]:
    """The corners of a diamond: left, top, right, bottom; of a triangle: left, top, bottom."""
    x, y, half = dot.day, dot.y, dot.size / 2
    if dot.shape == "triangle":  # as plotly draws it
        side, high = x + half / 2, half * 2 / sqrt(3)
        return [(x - half, y), (side, y - high), (side, y + high)]
    return [(x - half, y), (x, y - half), (x + half, y), (x, y + half)]


class Style(NamedTuple):
    """How a mark is painted; widths, dash and gap are points."""

    fill: str
    stroke: str
    width: float
    dashes: tuple[float, float] | None


def style_of(mark: Mark) -> Style:
    """The colours, the width and the dashes of a mark; a mark without a border has no width."""
    if isinstance(mark, Line):
        on, off = DASHED if mark.dash == "dashed" else DOTTED
        dashes = (on * mark.width, off * mark.width) if mark.dash else None
        return Style("none", mark.colour, mark.width, dashes)
    width, dashes = BORDER, (BORDER * 4, BORDER * 3)
    if isinstance(mark, Dot):
        period = mark.size / 2 / sqrt(2)  # two on every side of a diamond
        width, dashes = OUTLINE, (0.6 * period, 0.4 * period)
        if mark.shape == "circle":
            return Style(mark.fill, mark.border, BORDER if mark.border else 0, None)
    return Style(mark.fill, mark.border, width if mark.border else 0, dashes if mark.dash else None)


def ruled_over(area: Area) -> tuple[float, float] | None:
    """Top and bottom of the grid of years, on the page: not above the marks of the first area."""
    if area.above is None:
        return (area.top, area.bottom) if area.has_values else None
    is_first = area.above == 0 and area.baseline is not None and not area.hangs
    return area.top + (area.baseline or 0 if is_first else -area.above), area.bottom


def ground(area: Area, scene: Scene) -> Iterator[Shape]:
    """Grid lines of values and years, then the background marks of the area."""
    across, colour = scene.time_axis_of(area), scene.theme.grid
    ruled = None if area.fixed else ruled_over(area)
    if scene.theme.has_grid and ruled:
        for value, _ in area.ticks if area.is_ruled else ():
            y = area.y(value)
            yield Line(((across.left, y), (across.right, y)), colour, HAIRLINE)
        for x in (across.x(day) for day, _ in across.ticks):
            yield Line(((x, ruled[0]), (x, ruled[1])), colour, HAIRLINE)
    yield from (on_page(mark, area, scene) for mark in area.ground)


def marks(area: Area, scene: Scene) -> Iterator[Shape]:
    """Leaders, then the marks to which they lead."""
    for label in area.labels:
        if label.leader:
            x = scene.time_axis_of(area).x(label.anchor)
            points = ((x + beside, area.top + y) for beside, y in label.leader_points)
            yield Line(tuple(points), scene.theme.leader_of(label.ink), HAIRLINE)
    for mark in area.marks:
        if isinstance(mark, Line) or mark.fill:  # a mark without a fill is a hover target only
            yield on_page(mark, area, scene)


def labels(area: Area, scene: Scene) -> Iterator[Shape]:
    """Labels: a box, if it has a fill, and lines of text."""
    size = scene.theme.size
    for label in area.labels:
        x = scene.time_axis_of(area).x(label.anchor) + label.offset
        y, half = area.top + label.top + label.height / 2, label.width / 2
        if label.fill:
            box = LabelBox(x - half, x + half, y, label.height, label.fill, label.border)
            yield replace(box, radius=size * 0.2)
        first = y - (len(label.lines) - 1) * size * LINE / 2
        for number, line in enumerate(label.lines):
            at = first + number * size * LINE
            date = label.date if number == 0 else ""
            if not date:
                yield Text(line, x, at, size, label.ink, "center", label.bold)
                continue
            begin = x - scene.theme.width_of(line, bold=label.bold) / 2
            yield Text(date, begin, at, size, label.tone, bold=label.bold)
            if rest := line.removeprefix(date).lstrip():
                begin += scene.theme.width_of(line.removesuffix(rest), bold=label.bold)
                yield Text(rest, begin, at, size, label.ink, bold=label.bold)


def beside(scene: Scene) -> Iterator[Shape]:
    """The ticks of the axes of time, and all text that is no label."""
    size, colour = scene.theme.size, scene.theme.muted
    for across in scene.columns:
        ticks = [(day, *MINOR) for day in across.minor]
        ticks += [(day, *TICK) for day, _ in across.ticks]
        for name, (day, high, width) in product(across.names_at, ticks):
            x, top = across.x(day), name - size * 0.75
            if across.has_marks and across.left - 0.1 <= x <= across.right + 0.1:
                yield Line(((x, top), (x, top + high * size)), colour, width)
    yield from scene.texts
    yield from scene.tick_texts


LAYERS = (ground, marks, labels)
"""Bottom to top; nothing of one area reaches over another, so areas may be drawn in turn."""


def baseline(text: Text) -> tuple[float, float]:
    """Return where the baseline of a text begins; the scene gives the middle of its capitals."""
    down = text.size * _CAP_HALF
    return (text.x + down, text.y) if text.upright else (text.x, text.y + down)
