"""A scene: what is to be drawn, as plain values, in days across and points down.

All that may be drawn is one of these few primitives, so a new kind of chart needs no new drawing.
A mark never moves: across, everything keeps its *days*, and a label is its date plus an offset in
points. Down, it stands in values where its area has an axis, else in points from the area's top.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..story.facts import Fact
from ..story.subjects import Tooltip
from .frame import MARGIN, Page
from .primitives import Box, Dot, Label, Line, Mark, Text, in_lines
from .theme import Theme
from .ticks import TimeAxis, written_years

__all__ = ["Area", "Box", "Dot", "Label", "Line", "Mark", "Scene", "Text", "in_lines"]


@dataclass(frozen=True)
class Area:
    """A part of the page with an axis of days and a vertical axis; mostly a track.

    Attributes
    ----------
    id, name : str
        For a program; for a reader.
    top, height : float
        Points from the top of the page.
    low, high : float
        Values at its bottom and at its top; where it has no values, points from its top.
    ticks : tuple of (float, str)
        Values with their names; where there are any, there is a grid.
    ground : tuple of Line or Box
        What lies below everything else and stands for no fact of this area.
    marks : tuple of Line, Box or Dot
        In the order in which they are drawn.
    labels : tuple of Label
        Above all marks.
    baseline : float or None
        Where marks stand in a row, in points from the top.
    listed : tuple of (str, Fact)
        Facts without a label, each with its number; an empty one if not even that has room, so
        that only the caption names it.
    fixed : bool
        Whether its days are points from the left of the page, which do not zoom.
    column : int
        Which axis of time it has.
    is_named, is_ruled : bool
        Whether the names of its values are written beside it, and whether they have grid lines.
    ink, stressed : str, tuple of float
        Colour of the names of its values, the muted one if empty; values whose names are bold.
    gap : float
        Em between these names and the axis.
    country, is_faded : str, bool
        The code of its country, where there are several; whether it stands back behind others.
    above : float or None
        Points up to the area above, through which guides and years go on; None if they do not.
    """

    id: str
    name: str
    height: float
    low: float
    high: float
    top: float = 0.0
    ticks: tuple[tuple[float, str], ...] = ()
    ground: tuple[Line | Box, ...] = ()
    marks: tuple[Mark, ...] = ()
    labels: tuple[Label, ...] = ()
    baseline: float | None = None
    listed: tuple[tuple[str, Fact], ...] = ()
    fixed: bool = False
    column: int = 0
    is_named: bool = True
    is_ruled: bool = True
    ink: str = ""
    gap: float = 0.5
    country: str = ""
    stressed: tuple[float, ...] = ()
    is_faded: bool = False
    above: float | None = None

    @property
    def has_values(self) -> bool:
        """Whether the area has an axis of values."""
        return bool(self.ticks)

    @property
    def hangs(self) -> bool:
        """Whether labels hang below its marks."""
        return self.id.removeprefix(f"{self.country} ").startswith("government")

    @property
    def bottom(self) -> float:
        """Points from the top of the page."""
        return self.top + self.height

    def value(self, y: float) -> float:
        """What stands so many points below the top of the area: the inverse of `y`."""
        return self.high - y / self.height * (self.high - self.low)

    def y(self, value: float) -> float:
        """Points from the top of the page at which a value stands."""
        return self.top + (self.high - value) / (self.high - self.low) * self.height

    def shifted(self, days: float) -> Area:
        """The area with all that it holds some days further along the axis of time."""
        if not days:
            return self
        ground = tuple(mark.shifted(days) for mark in self.ground)
        marks = tuple(mark.shifted(days) for mark in self.marks)
        labels = tuple(label.shifted(days) for label in self.labels)
        return replace(self, ground=ground, marks=marks, labels=labels)


@dataclass(frozen=True)
class Scene:
    """A chart, ready to draw.

    Attributes
    ----------
    page : Page
    height : float
        In points; that of the page, or what is needed if it has none.
    columns : tuple of TimeAxis
        One axis of time, or several of the same days beside each other, left to right.
    areas : tuple of Area
        Top to bottom, column by column.
    texts : tuple of Text
    tooltips : mapping of Fact to Tooltip
        The texts that are shown on pointing at a fact.
    """

    page: Page
    height: float
    columns: tuple[TimeAxis, ...]
    areas: tuple[Area, ...]
    texts: tuple[Text, ...]
    tooltips: Mapping[Fact, Tooltip] = field(default_factory=dict, repr=False, compare=False)

    @property
    def width(self) -> float:
        """Of the page, in points."""
        return self.page.width

    @property
    def fluid(self) -> bool:
        """Whether the screen may draw it wider."""
        return self.page.fluid

    @property
    def theme(self) -> Theme:
        """Of the page."""
        return self.page.theme

    @property
    def time_axis(self) -> TimeAxis:
        """The first axis of time; all have the same days."""
        return self.columns[0]

    @property
    def right(self) -> float:
        """The right end of all axes of time, in points from the left of the page."""
        return max(axis.right for axis in self.columns)

    def time_axis_of(self, area: Area) -> TimeAxis:
        """The axis of time of an area."""
        return self.columns[area.column]

    @property
    def tick_texts(self) -> Iterator[Text]:
        """The names of values and years, where paper has them."""
        size, colour = self.theme.size, self.theme.muted
        for area in self.areas:
            left = self.time_axis_of(area).left - size * area.gap
            for value, name in area.ticks if area.is_named else ():
                ink, bold = area.ink or colour, value in area.stressed
                ink = self.theme.ink if bold else ink
                yield Text(name, left, area.y(value), size, ink, "right", bold=bold)
        margin = size * MARGIN
        for year, x, y in written_years(self.columns, self.width, margin, self.theme.width_of):
            yield Text(year, x, y, size, colour, "center")

    @property
    def written(self) -> Iterator[Text]:
        """All texts, labels line by line; of labels only the text and its size."""
        for area in self.areas:
            for label in area.labels:
                for line in label.lines:
                    yield Text(line, 0, 0, self.theme.size, label.ink, bold=label.bold)
        yield from self.texts
        yield from self.tick_texts
