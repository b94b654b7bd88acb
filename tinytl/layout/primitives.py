"""What a scene is made of: lines, boxes, dots, labels and texts, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ..story.facts import Fact
from .frame import LINE


@dataclass(frozen=True)
class Line:
    """A line through points, each a day and a height.

    ``dash`` is empty, ``"dotted"`` or ``"dashed"`` and begins ``phase`` points in, ``role`` names
    what the line is, ``width`` is in points, ``note`` is its meaning in the key.
    """

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float
    dash: str = ""
    cap: str = "butt"
    role: str = ""
    fact: Fact | None = None
    note: str = ""
    phase: float = 0.0

    def shifted(self, days: float) -> Line:
        """The line some days further along the axis of time."""
        return replace(self, points=tuple((day + days, y) for day, y in self.points))


@dataclass(frozen=True)
class Box:
    """A rectangle over some days; ``y`` is its middle. Without a fill it is only a hover target.

    Its border may be dashed. Its tooltip is that of its fact, or `hover`: the country and the text;
    without both the ``note``. A click on it selects its fact, or the country `code`.
    """

    first: float
    last: float
    y: float
    height: float
    fill: str
    border: str = ""
    fact: Fact | None = None
    dash: str = ""
    note: str = ""
    hover: tuple[str, str] | None = None
    code: str = ""
    role: str = field(default="", repr=False)

    def shifted(self, days: float) -> Box:
        """The rectangle some days further along the axis of time."""
        return replace(self, first=self.first + days, last=self.last + days)


@dataclass(frozen=True)
class Dot:
    """A dot, ``size`` points across, otherwise as a `Box`.

    ``shape`` is ``"circle"``, ``"diamond"``, ``"half diamond"`` with its left half in the colour of
    the border, or ``"triangle"``, which points to the left. A diamond may have a dashed border.
    """

    day: float
    y: float
    size: float
    fill: str
    border: str = ""
    fact: Fact | None = None
    hover: tuple[str, str] | None = None
    code: str = ""
    shape: str = "circle"
    dash: str = ""

    def shifted(self, days: float) -> Dot:
        """The dot some days further along the axis of time."""
        return replace(self, day=self.day + days)


Mark = Line | Box | Dot


@dataclass(frozen=True)
class Label:
    """A text in a box at an offset from its date, on a leader.

    The box is centred at `anchor` (a day) plus `offset` (points). Its leader starts at the anchor,
    at the mark, and goes over a `knee` to the box, `shift` points beside the anchor. These heights
    and the `top` of the box are points from the top of the area. A text inside its mark has no
    leader, but the `days` of its mark; fill and border may be empty. The first line begins with the
    `date`, if there is one, in a lighter `tone`. A number has the facts that it stands for.
    """

    fact: Any  # a Fact; None for a label that is a number
    lines: tuple[str, ...]
    anchor: float
    bold: bool = False
    fill: str = ""
    ink: str = ""
    border: str = ""
    offset: float = 0.0
    top: float = 0.0
    width: float = 0.0
    height: float = 0.0
    shift: float = 0.0
    leader: tuple[float, float, float] | None = None
    days: tuple[float, float] | None = None
    date: str = ""
    tone: str = ""
    numbered: tuple[Fact, ...] = ()

    @property
    def leader_points(self) -> tuple[tuple[float, float], ...]:
        """The leader, each point with its distance from the anchor and its height, in points."""
        if self.leader is None:
            return ()
        mark, knee, box = self.leader
        return ((0.0, mark), (self.shift, knee), (self.shift, box))

    def shifted(self, days: float) -> Label:
        """The label some days further along the axis of time."""
        over = self.days and (self.days[0] + days, self.days[1] + days)
        return replace(self, anchor=self.anchor + days, days=over)


@dataclass(frozen=True)
class Text:
    """A line of text that belongs to no date; `x` and `y` (its middle) in points on the page.

    ``about`` is said when the pointer is on it. Where the screen is wider than the page it keeps
    its distance from the left end of a `column`, or from its right end. A text of a list has the
    fact that it is about, and the id of its area.
    """

    text: str
    x: float
    y: float
    size: float
    colour: str
    align: str = "left"
    bold: bool = False
    upright: bool = False
    about: str = ""
    column: int = 0
    from_right: bool = False
    fact: Fact | None = None
    area: str = ""


def in_lines(
    lines: Iterable[str], x: float, y: float, size: float, colour: str, **more: Any
) -> Iterator[Text]:
    """Lines of text under each other, the middle of the first at `y`."""
    for number, line in enumerate(lines):
        yield Text(line, x, y + number * size * LINE, size, colour, **more)
