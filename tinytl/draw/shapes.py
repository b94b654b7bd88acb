"""A scene in points of the page: what paper and SVG draw, with three shapes and text.

Here days and values become points, once for all back-ends that draw a page as it stands; the
screen keeps days and values, because its reader zooms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..layout.frame import LINE
from ..layout.scene import Area, Box, Dot, Line, Scene, Text

HAIR = 0.6
"""Width of grid lines and leaders, in points."""
BORDER = 0.5
"""Width of borders, in points."""
DASHES = (4, 3)
"""Dash and gap of a dashed border, in its widths."""
_CAP_HALF = 0.358
"""Half the height of capitals, in em: text whose capitals are centred looks centred."""


@dataclass(frozen=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = HAIR
    dash: str = ""
    cap: str = "butt"


@dataclass(frozen=True)
class Rectangle:
    """A rectangle by its top left corner; its own corners are round by `radius`."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    border: str = ""
    radius: float = 0.0
    dash: str = ""


@dataclass(frozen=True)
class Disc:
    """A disc by its middle."""

    x: float
    y: float
    size: float
    fill: str
    border: str


Shape = Stroke | Rectangle | Disc | Text


def ground(area: Area, scene: Scene) -> Iterator[Shape]:
    """Grid lines where the area has values, then what else lies below everything."""
    across, colour = scene.time_axis_of(area), scene.theme.grid
    if area.has_values and scene.theme.has_grid:
        for value, _ in area.ticks if area.is_ruled else ():
            y = area.y(value)
            yield Stroke(((across.left, y), (across.right, y)), colour)
        for x in (across.x(day) for day, _ in across.ticks):
            yield Stroke(((x, area.top), (x, area.bottom)), colour)
    yield from (_flat(line, area, scene) for line in area.ground)


def marks(area: Area, scene: Scene) -> Iterator[Shape]:
    """Leaders, then the marks on which they stand."""
    across = scene.time_axis_of(area)
    for label in area.labels:
        if label.leader:
            x = across.x(label.anchor)
            points = ((x + beside, area.top + y) for beside, y in label.leader_points)
            yield Stroke(tuple(points), scene.theme.leader)
    for mark in area.marks:
        if isinstance(mark, Line) or mark.fill:  # else it is there for the pointer only
            yield _flat(mark, area, scene)


def labels(area: Area, scene: Scene) -> Iterator[Shape]:
    """Labels: a box, if it is seen, and lines of text."""
    size, across = scene.theme.size, scene.time_axis_of(area)
    for label in area.labels:
        x, top = across.x(label.anchor) + label.offset, area.top + label.top
        if label.fill:
            yield Rectangle(x - label.width / 2, top, label.width, label.height,
                            label.fill, label.border, size * 0.2, label.dash)  # fmt: skip
        middle = top + label.height / 2 - (len(label.lines) - 1) * size * LINE / 2
        for number, line in enumerate(label.lines):
            at = middle + number * size * LINE
            yield Text(line, x, at, size, label.ink, "center", label.bold)


def texts(scene: Scene) -> Iterator[Text]:
    """All text that is no label."""
    yield from scene.texts
    yield from scene.tick_texts


LAYERS = (ground, marks, labels)
"""Bottom to top; nothing of one area reaches over another, so areas may be drawn in turn."""


def _flat(mark: Line | Box | Dot, area: Area, scene: Scene) -> Shape:
    x = float if area.fixed else scene.time_axis_of(area).x
    if isinstance(mark, Line):
        points = tuple((x(day), area.y(y)) for day, y in mark.points)
        return Stroke(points, mark.colour, mark.width, mark.dash, mark.cap)
    if isinstance(mark, Dot):
        return Disc(x(mark.day), area.y(mark.y), mark.size, mark.fill, mark.border)
    left, high = x(mark.first), mark.height / abs(area.high - area.low) * area.height
    top = area.y(mark.y) - high / 2
    return Rectangle(left, top, x(mark.last) - left, high, mark.fill, mark.border, 0.0, mark.dash)


def baseline(text: Text) -> tuple[float, float]:
    """Where a text begins to be written: its place is the middle of its capitals."""
    down = text.size * _CAP_HALF
    return (text.x + down, text.y) if text.upright else (text.x, text.y + down)
