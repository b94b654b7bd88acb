"""The reports of a table: their days, and the first in which an event counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import ceil, inf
from typing import NamedTuple

from .events import YEAR_DAYS, Event
from .facts import Days
from .story import Story


class FirstReport(NamedTuple):
    """An event, and the first and the last year in whose report it may count first.

    The years are infinite if there is no event or no report after it.
    """

    event: Event | None
    first: float
    last: float

    @property
    def year(self) -> float | None:
        """The year in whose report it counts first; None if the date does not tell."""
        return self.first if self.first == self.last else None

    def had(self, year: int) -> bool | None:
        """Whether it counts in a year; None if the date does not tell."""
        return True if self.last <= year else False if self.first > year else None

    def is_unsure(self, first: int, last: int) -> bool:
        """Whether that is not known in some of these years."""
        return max(self.first, first) < min(self.last, last + 1)


def first_report_of(event: Event | None, releases: Mapping[int, Days]) -> FirstReport:
    """Find the first report released after an event, and whether its date leaves that open.

    A rating counts in its own report. Before the first report, years are counted back from its
    release, so that a law of 1998 is not one of 2001.

    Parameters
    ----------
    event : Event or None
    releases : mapping of int to Days
        The day of the release of each report, in order.
    """
    if event is None:
        return FirstReport(None, inf, inf)
    latest = {year: days.start_max for year, days in releases.items()}
    least, most = event.first, event.last - 1
    if event.of_a_report:
        return FirstReport(event, _year_after(least - 1, latest), _year_after(most - 1, latest))
    earliest = {year: days.start_min for year, days in releases.items()}
    return FirstReport(event, _year_after(least, latest), _year_after(most, earliest))


def _year_after(day: float, releases: Mapping[int, float]) -> float:
    """The year of the first release after a day; infinite if there is none."""
    for place, (year, release) in enumerate(releases.items()):
        if release > day:
            return year - (ceil((release - day) / YEAR_DAYS) - 1 if place == 0 else 0)
    return inf


def has_reports(story: Story) -> bool:
    """Whether all ratings of a table are those of reports, each for all countries at once."""
    ratings = (f for own in story.facts.values() for f in own if f.kind == "rating")
    return {fact.category for fact in ratings} in ({"report"}, {"report", "redetermination"})


def days_of_reports(story: Story) -> dict[int, tuple[float, float]]:
    """The days of each year's report: from its release to the next one, or to the end of the year.

    The last report lasts for a year from its release.
    """
    starts, latest = story.releases, max(story.releases, default=0)

    def end(year: int) -> float:
        if year == latest:
            return starts[year] + YEAR_DAYS
        return starts.get(year + 1, float(date(year + 1, 1, 1).toordinal()))

    return {year: (starts[year], end(year)) for year in sorted(starts)}
