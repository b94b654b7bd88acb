"""A scene on a matplotlib figure.

The canvas is one page in points with its origin at the top left, as in the scene, so that nothing
is computed twice: every artist is told where it goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..layout.frame import LINE
from ..layout.scene import Area, Box, Dot, Label, Line, Scene, Text
from . import letters

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DASHES = (4, 3)
"""Dash and gap of a dashed outline, in widths of the line."""
CAP_HALF = 0.358
"""Half the height of capitals, in em: text whose capitals are centred looks centred."""


def draw(scene: Scene) -> Figure:
    """Draw a scene on a matplotlib figure of its size."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(scene.width / 72, scene.height / 72), facecolor=scene.theme.paper)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, scene.width), ylim=(scene.height, 0))
    axes.axis("off")
    pen = _Pen(axes, scene)
    for area in scene.areas:
        pen.grid(area)
        for line in area.ground:
            pen.mark(line, area)
    for area in scene.areas:
        for label in area.labels:
            pen.leader(label, area)
        for mark in area.marks:
            pen.mark(mark, area)
    for area in scene.areas:
        for label in area.labels:
            pen.label(label, area)
    for text in (*scene.texts, *scene.tick_texts):
        pen.text(text)
    return figure


def _edge(border: str, dash: str) -> dict[str, Any]:
    """The outline of a box, as matplotlib has it."""
    return {
        "ec": border or "none",
        "lw": 0.5 if border else 0,
        "ls": (0, DASHES) if dash else "-",
    }


class _Pen:
    """Draws primitives in points from the top left of the page."""

    def __init__(self, axes: Axes, scene: Scene) -> None:
        self.axes, self.scene, self.theme, self.order = axes, scene, scene.theme, 0

    def _add(self, artist: Any) -> None:
        self.order += 1  # later is on top, whatever kind of artist it is
        artist.set(zorder=self.order, clip_on=False)
        self.axes.add_artist(artist)

    def grid(self, area: Area) -> None:
        """The lines of the axes, where the area has values."""
        across, style = self.scene.across, (self.theme.grid, 0.6)
        if area.has_values and self.theme.has_grid:
            for value, _ in area.ticks:
                y = area.y(value)
                self.stroke([(across.left, y), (across.right, y)], *style)
            for x in (across.x(day) for day, _ in across.ticks):
                self.stroke([(x, area.top), (x, area.bottom)], *style)

    def mark(self, mark: Line | Box | Dot, area: Area) -> None:
        """Any primitive of an area."""
        if isinstance(mark, Line):
            self.line(mark, area)
        elif mark.fill and isinstance(mark, Box):
            self.box(mark, area)
        elif mark.fill and isinstance(mark, Dot):
            self.dot(mark, area)

    def line(self, line: Line, area: Area) -> None:
        at = [(self.scene.across.x(day), area.y(y)) for day, y in line.points]
        self.stroke(at, line.colour, line.width, line.dash, line.cap)

    def stroke(
        self, points: Sequence[tuple[float, float]], colour: str, width: float, dash: str = "",
        cap: Any = "butt",
    ) -> None:  # fmt: skip
        from matplotlib.lines import Line2D

        style: Any = (0, (1, 2)) if dash else "-"
        self._add(Line2D(*zip(*points, strict=True), color=colour, lw=width, ls=style,
                         solid_capstyle=cap, dash_capstyle="butt"))  # fmt: skip

    def box(self, box: Box, area: Area) -> None:
        from matplotlib.patches import Rectangle

        left, right = self.scene.across.x(box.first), self.scene.across.x(box.last)
        high = box.height / abs(area.high - area.low) * area.height
        edge = _edge(box.border, box.dash)
        corner = (left, area.y(box.y) - high / 2)
        self._add(Rectangle(corner, right - left, high, fc=box.fill, **edge))

    def dot(self, dot: Dot, area: Area) -> None:
        from matplotlib.patches import Ellipse

        at = self.scene.across.x(dot.day), area.y(dot.y)
        self._add(Ellipse(at, dot.size, dot.size, fc=dot.fill, ec=dot.border, lw=0.5))

    def leader(self, label: Label, area: Area) -> None:
        x = self.scene.across.x(label.anchor)
        if at := [(x + beside, area.top + y) for beside, y in label.leader_points]:
            self.stroke(at, self.theme.leader, 0.6)

    def label(self, label: Label, area: Area) -> None:
        from matplotlib.patches import FancyBboxPatch

        size = self.theme.size
        x, y = self.scene.across.x(label.anchor) + label.offset, area.top + label.top
        if label.fill:
            style = f"round,pad=0,rounding_size={size * 0.2}"
            corner = (x - label.width / 2, y)
            edge = _edge(label.border, label.dash)
            self._add(FancyBboxPatch(corner, label.width, label.height, boxstyle=style,
                                     mutation_aspect=1, fc=label.fill, **edge))  # fmt: skip
        middle = y + label.height / 2 - (len(label.lines) - 1) * size * LINE / 2
        for number, line in enumerate(label.lines):
            at = middle + number * size * LINE
            self.text(Text(line, x, at, size, label.ink, "center", label.bold))

    def text(self, text: Text) -> None:
        from matplotlib.text import Text as Artist

        x, y, baseline = text.x, text.y, text.size * CAP_HALF
        x, y = (x + baseline, y) if text.upright else (x, y + baseline)
        font = letters.font(text.text, text.bold, text.size)
        self._add(Artist(x, y, text.text, fontproperties=font, color=text.colour, ha=text.align,
                         va="baseline", rotation=90 if text.upright else 0,
                         rotation_mode="anchor", parse_math=False))  # fmt: skip
