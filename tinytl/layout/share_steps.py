"""Steps from report to report: where they are drawn, their outlines and hatching."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..story.events import YEAR_DAYS
from ..story.tallies import FEWEST, Tallies, Tally, place_name
from .frame import LINE
from .scene import Line
from .ticks import ZERO, TimeAxis

CAP = 1.25
"""Height in em of the row of what is missing of reports."""
PARTED = 0.9
"""Width in points of the line of paper between two levels."""
HATCH_GAP = 3.6
"""Points from stroke to stroke of a hatched area."""


def strip_height(found: Tallies) -> float:
    """Height in em of what stands above the steps."""
    return LINE * (2 if found.has_ranges else 1) + 0.4 + (CAP if found.whole else 0.3)


@dataclass(frozen=True)
class Steps:
    """The tallies of a group, and their place on a page.

    Attributes
    ----------
    found : Tallies
        Those of all groups, which have steps of the same kind.
    tallies : tuple of Tally
        Those of the group.
    days : mapping of int to (float, float)
        Of each report, the days on the axis over which it is drawn.
    axis : TimeAxis
    column, number : int
        Of the axis among those of the page; of the panel, for its identifiers.
    top, height : float
        Of the stack of levels, in points on the page.
    has_names : bool
        Whether tooltips name the countries that moved.
    """

    found: Tallies
    tallies: Sequence[Tally]
    days: Mapping[int, tuple[float, float]]
    axis: TimeAxis
    column: int
    number: int
    top: float
    height: float
    has_names: bool = True

    @property
    def drawn(self) -> list[Tally]:
        """The reports that have shares."""
        return [tally for tally in self.tallies if tally.observed >= FEWEST]

    @property
    def strip(self) -> float:
        """Height in em of what stands above the stack."""
        return strip_height(self.found)

    def called(self, tally: Tally) -> str:
        """What texts call a report."""
        return place_name(tally.at) if self.found.aligned else f"{tally.at}"

    def report(self, tally: Tally) -> str:
        """What a tooltip calls a report."""
        group = f"{tally.group}, " if tally.group else ""
        return f"{group}report {'' if self.found.aligned else 'of '}{self.called(tally)}"

    def x(self, day: float) -> float:
        """Points from the left of the page."""
        return self.axis.x(day)

    def day(self, x: float) -> float:
        """The day at so many points from the left of the page."""
        axis = self.axis
        share = (x - axis.left) / (axis.right - axis.left)
        return axis.viewport.first + share * (axis.viewport.last - axis.viewport.first)


def aligned_days(at: Iterable[int]) -> dict[int, tuple[float, float]]:
    """Equal spans of days for reports that are counted from an event."""
    return {k: (ZERO + (k - 0.5) * YEAR_DAYS, ZERO + (k + 0.5) * YEAR_DAYS) for k in at}


def zero_day(days: Mapping[int, tuple[float, float]]) -> float | None:
    """The day at which the event is drawn; None if it is not in the window."""
    return days[0][0] if 0 in days and -1 in days else None


def stepped(
    steps: Sequence[tuple[float, float, float]], colour: str, width: float, role: str = ""
) -> Iterator[Line]:
    """Lines along steps, each with its first and last day and its height; none over a gap."""
    points: list[tuple[float, float]] = []
    for first, last, height in steps:
        if points and points[-1][0] != first:
            yield Line(tuple(points), colour, width, role=role)
            points = []
        points += [(first, height), (last, height)]
    if points:
        yield Line(tuple(points), colour, width, role=role)


def hatched(
    steps: Steps,
    box: tuple[float, float, float, float],
    colour: str,
    height: Callable[[float], float],
    *,
    is_falling: bool = False,
) -> Iterator[Line]:
    """Strokes through a box, given by its left, right, top and bottom in points.

    ``height`` turns points from the top of the area into its values. Strokes rise from the left to
    the right, or fall.
    """
    left, right, top, low = box
    for n in range(math.ceil((left + top) / HATCH_GAP), math.floor((right + low) / HATCH_GAP) + 1):
        c = n * HATCH_GAP
        a, b = max(left, c - low), min(right, c - top)
        if b - a > 0.3:
            x, y = (left + right - a, left + right - b) if is_falling else (a, b)
            ends = (steps.day(x), height(c - a)), (steps.day(y), height(c - b))
            yield Line(ends, colour, 0.5, role="hatch")
