"""A panel of shares: the reports of a group on an axis of time, and the texts beside them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..story.events import YEAR_DAYS
from ..story.tallies import FEWEST, Tallies, Tally, report_name
from ..table.scales import Scale
from .frame import LINE
from .labels.rows_of_labels import nearest_positions
from .scene import Area, Box, Line, Text
from .theme import Theme
from .ticks import ZERO, TimeAxis

CAP = 1.25
"""Height in em of the row of what is missing of reports."""
HATCH_GAP = 3.6
"""Points from stroke to stroke of a hatched area."""


def strip_height(found: Tallies) -> float:
    """Height in em of what stands above the steps."""
    return LINE * (2 if found.has_ranges else 1) + 0.4 + (CAP if found.whole else 0.3)


def aligned_days(at: Iterable[int]) -> dict[int, tuple[float, float]]:
    """Equal spans of days for reports that are counted from an event."""
    return {k: (ZERO + (k - 0.5) * YEAR_DAYS, ZERO + (k + 0.5) * YEAR_DAYS) for k in at}


@dataclass(frozen=True)
class SharePanel:
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
    theme, scale : Theme, Scale
    is_first, is_last : bool
        Whether it is at the left and at the right of its page, where numbers and levels are named.
    has_countries : bool
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
    theme: Theme
    scale: Scale
    is_first: bool = True
    is_last: bool = True
    has_countries: bool = True

    @property
    def drawn(self) -> list[Tally]:
        """The reports that have shares."""
        return [tally for tally in self.tallies if tally.observed >= FEWEST]

    @property
    def zero(self) -> float | None:
        """The day at which the event is drawn; None if it is not in the window."""
        is_inside = self.found.aligned and 0 in self.days and -1 in self.days
        return self.days[0][0] if is_inside else None

    @property
    def strip(self) -> float:
        """Height in points of what stands above the stack."""
        return strip_height(self.found) * self.theme.size

    def called(self, tally: Tally) -> str:
        """What texts call a report."""
        return report_name(tally.at) if self.found.aligned else f"{tally.at}"

    def report(self, tally: Tally) -> str:
        """What a tooltip calls a report."""
        group = f"{tally.group}, " if tally.group else ""
        return f"{group}report {'' if self.found.aligned else 'of '}{self.called(tally)}"

    def ends(self, tally: Tally) -> tuple[float, float]:
        """Where a report begins and ends, in points from the left of the page."""
        first, last = self.days[tally.at]
        return self.axis.x(first), self.axis.x(last)

    def day(self, x: float) -> float:
        """The day at so many points from the left of the page."""
        axis = self.axis
        share = (x - axis.left) / (axis.right - axis.left)
        return axis.viewport.first + share * (axis.viewport.last - axis.viewport.first)

    def hatched(
        self, box: Box, area: Area, colour: str, *, is_falling: bool = False
    ) -> Iterator[Line]:
        """Strokes through a box of an area, which rise from the left to the right, or fall."""
        left, right = self.axis.x(box.first), self.axis.x(box.last)
        edges = (box.y + box.height * half for half in (-0.5, 0.5))
        top, low = sorted(area.y(edge) - area.top for edge in edges)
        first, last = (left + top) / HATCH_GAP, (right + low) / HATCH_GAP
        for n in range(math.ceil(first), math.floor(last) + 1):
            c = n * HATCH_GAP
            a, b = max(left, c - low), min(right, c - top)
            if b - a > 0.3:
                x, y = (left + right - a, left + right - b) if is_falling else (a, b)
                ends = (self.day(x), area.value(c - a)), (self.day(y), area.value(c - b))
                yield Line(ends, colour, 0.5, role="hatch")


# --- the texts beside the steps ---


def names_width(theme: Theme, scale: Scale, *, named: bool = True) -> float:
    """Width of what stands at the right end of the steps, in points."""
    names = [f"100 % {label}" if named else "100 %" for label in scale.labels]
    return max(map(theme.width_of, names)) + theme.size


def end_names(panel: SharePanel) -> Iterator[Text]:
    """The share of each level in the last report, at the right end of the steps."""
    if not panel.drawn:
        return
    last, size, named = panel.drawn[-1], panel.theme.size, panel.is_last
    x, base = panel.axis.right + size * 0.5, 1.0
    wishes, texts = [], []
    for level, label in zip(last.levels, panel.scale.labels, strict=True):
        middle, base = base - level.share / 2, base - level.share
        if level.share or named:
            wishes.append(panel.top + (1 - middle) * panel.height)
            texts.append(f"{level.share * 100:.0f} %{f' {label}' if named else ''}")
    ends = panel.top + size * 0.4, panel.top + panel.height - size * 0.4
    room = [size * LINE] * len(texts)
    found = nearest_positions(wishes, room, [ends] * len(texts)) or wishes
    inks = [panel.theme.ink] * len(texts)
    if named:
        texts.append(f"{'at' if panel.found.aligned else 'in'} {panel.called(last)}")
        found = [*found, panel.top - panel.strip + size * 0.7]
        inks.append(panel.theme.muted)
    for text, y, ink in zip(texts, found, inks, strict=True):
        yield Text(text, x, y, size, ink, column=panel.column, from_right=True)


def row_names(panel: SharePanel, ink: str) -> Iterator[Text]:
    """What the numbers above the steps are, at the left of the first panel of a row."""
    size, x = panel.theme.size, panel.axis.left - panel.theme.size * 0.5
    names = ("n most", "least") if panel.found.has_ranges else ("n",)
    for n, text in enumerate(names if panel.is_first else ()):
        y = panel.top - panel.strip + size * (0.1 + LINE * (n + 0.5))
        yield Text(text, x, y, size, ink, "right", column=panel.column)
