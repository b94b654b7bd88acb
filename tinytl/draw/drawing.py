"""A layout on a matplotlib figure.

The canvas is one page in points with its origin at the top left, as in the layout, so that nothing
is computed twice: every artist is told where it goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..layout.page import LINE, Label, Layout, Mark, Panel, Text
from . import letters

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DOT = 2.2
"""Diameter of a value that stands alone, in widths of the line."""
CAP_HALF = 0.358
"""Half the height of capitals, in em: text whose capitals are centred looks centred."""


def draw(layout: Layout) -> Figure:
    """Draw a layout on a matplotlib figure of its size."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(layout.width / 72, layout.height / 72), facecolor=layout.theme.paper)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, layout.width), ylim=(layout.height, 0))
    axes.axis("off")
    pen = _Pen(axes, layout)
    for panel in layout.panels:
        _grid(pen, panel)
    for panel in layout.panels:
        for label in panel.labels:
            _leaders(pen, panel, label)
        _data(pen, panel)
    for panel in layout.panels:
        for label in panel.labels:
            _label(pen, panel, label)
    for text in (*layout.texts, *_ticks(layout)):
        pen.text(text)
    return figure


class _Pen:
    """Draws lines, boxes and text in points from the top left of the page."""

    def __init__(self, axes: Axes, layout: Layout) -> None:
        self.axes, self.layout, self.order = axes, layout, 0

    def _add(self, artist: Any) -> None:
        self.order += 1  # later is on top, whatever kind of artist it is
        artist.set(zorder=self.order, clip_on=False)
        self.axes.add_artist(artist)

    def line(
        self, x0: float, y0: float, x1: float, y1: float, colour: str, width: float,
        *, dotted: bool = False, cap: Literal["butt", "round"] = "butt",
    ) -> None:  # fmt: skip
        from matplotlib.lines import Line2D

        style: Any = (0, (1, 2)) if dotted else "-"
        self._add(Line2D([x0, x1], [y0, y1], color=colour, lw=width, ls=style,
                         solid_capstyle=cap, dash_capstyle="butt"))  # fmt: skip

    def box(
        self, x: float, y: float, width: float, height: float, fill: str,
        *, border: str = "none", round_by: float = 0.0,
    ) -> None:  # fmt: skip
        from matplotlib.patches import FancyBboxPatch, Rectangle

        style: dict[str, Any] = {"fc": fill, "ec": border, "lw": 0.5 if border != "none" else 0}
        if round_by:
            shape = f"round,pad=0,rounding_size={round_by}"
            self._add(
                FancyBboxPatch((x, y), width, height, boxstyle=shape, mutation_aspect=1, **style)
            )
        else:
            self._add(Rectangle((x, y), width, height, **style))

    def dot(self, x: float, y: float, diameter: float, fill: str, border: str) -> None:
        from matplotlib.patches import Ellipse

        self._add(Ellipse((x, y), diameter, diameter, fc=fill, ec=border, lw=0.5))

    def text(self, text: Text) -> None:
        from matplotlib.text import Text as Artist

        x, y, baseline = text.x, text.y, text.size * CAP_HALF
        x, y = (x + baseline, y) if text.upright else (x, y + baseline)
        font = letters.font(text.text, text.bold, text.size)
        self._add(Artist(x, y, text.text, fontproperties=font, color=text.colour, ha=text.align,
                         va="baseline", rotation=90 if text.upright else 0,
                         rotation_mode="anchor", parse_math=False))  # fmt: skip


def _grid(pen: _Pen, panel: Panel) -> None:
    layout, theme = pen.layout, pen.layout.theme
    if panel.is_series:
        for value, _ in panel.ticks if theme.has_grid else ():
            pen.line(layout.left, panel.y(value), layout.right, panel.y(value), theme.grid, 0.6)
        for day, _ in layout.year_ticks if theme.has_grid else ():
            pen.line(layout.x(day), panel.top, layout.x(day), panel.bottom, theme.grid, 0.6)
        for x in map(layout.x, panel.guides):
            pen.line(x, panel.top, x, panel.bottom, theme.guide, 0.7, dotted=True)
    elif panel.ruled:
        y = panel.top + (panel.baseline or 0)
        pen.line(layout.left, y, layout.right, y, theme.rule, 0.6)


def _data(pen: _Pen, panel: Panel) -> None:
    layout, theme = pen.layout, pen.layout.theme
    for first, a, last, b in panel.joins:
        if a == b and first == last:
            continue
        upright = first == last
        pen.line(layout.x(first), panel.y(a), layout.x(last), panel.y(b), theme.ink,
                 theme.weight * (0.5 if upright else 1), cap="round")  # fmt: skip
    for value in panel.strokes:
        y = panel.y(value.value)
        pen.line(layout.x(value.first), y, layout.x(value.last), y, value.colour, theme.weight)
    for value in panel.alone:
        at = layout.x(value.first), panel.y(value.value)
        pen.dot(*at, theme.weight * DOT, value.colour, value.colour)
    for mark in panel.marks:
        _mark(pen, panel, mark)


def _mark(pen: _Pen, panel: Panel, mark: Mark) -> None:
    layout, middle = pen.layout, panel.top + mark.y
    left, right = layout.x(mark.first), layout.x(mark.last)
    if mark.shape == "dot":
        pen.dot((left + right) / 2, middle, mark.height, mark.fill, layout.theme.paper)
    else:
        border = layout.theme.paper if mark.shape == "bar" else "none"
        pen.box(left, middle - mark.height / 2, right - left, mark.height, mark.fill, border=border)


def _leaders(pen: _Pen, panel: Panel, label: Label) -> None:
    x = pen.layout.x(label.anchor)
    for y0, y1 in label.leaders:
        pen.line(x, panel.top + y0, x, panel.top + y1, pen.layout.theme.leader, 0.6)


def _label(pen: _Pen, panel: Panel, label: Label) -> None:
    theme = pen.layout.theme
    fill, ink, border = label.colours
    x = pen.layout.x(label.anchor) + label.offset
    y = panel.top + label.top
    if fill:
        pen.box(x - label.width / 2, y, label.width, label.height, fill, border=border,
                round_by=theme.size * 0.2)  # fmt: skip
    middle = y + label.height / 2 - (len(label.lines) - 1) * theme.size * LINE / 2
    for number, line in enumerate(label.lines):
        at = middle + number * theme.size * LINE
        pen.text(Text(line, x, at, theme.size, ink, "center", label.bold))


def texts(layout: Layout) -> list[Text]:
    """All that is written, labels line by line."""
    size = layout.theme.size
    labels = [
        Text(line, 0, 0, size, "", bold=label.bold)
        for panel in layout.panels
        for label in panel.labels
        for line in label.lines
    ]
    return [*labels, *layout.texts, *_ticks(layout)]


def _ticks(layout: Layout) -> list[Text]:
    theme = layout.theme
    names = [
        Text(name, layout.left - theme.size * 0.5, panel.y(value), theme.size, theme.muted, "right")
        for panel in layout.panels
        for value, name in panel.ticks
    ]
    years = [
        Text(year, layout.x(day), y, theme.size, theme.muted, "center")
        for y in layout.years_at
        for day, year in layout.year_ticks
    ]
    return names + years
