"""The reports: whose ratings each gives, and in which of them an event counts first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from math import ceil
from typing import NamedTuple

from .days import Days, days_of
from .events import YEAR, Event
from .facts import Fact, Story, releases_of

INF = float("inf")


@dataclass(frozen=True)
class Reported:
    """The reports about a country; redeterminations are left out.

    Attributes
    ----------
    code : str
    given : dict of int to Fact
        The rating of each year's report that rates the country, the first if there are several.
    releases : dict of int to Days
        The release of each report of the table, in order: the start of the country's own rating,
        else of most others.
    repeated : tuple of str
        The country and the year of each further rating.
    first_rated : int or None
        The year of the first report that rates the country.
    """

    code: str
    given: dict[int, Fact]
    releases: dict[int, Days]
    repeated: tuple[str, ...]
    first_rated: int | None


def reported(story: Story) -> dict[str, Reported]:
    """The reports about each country of a table."""
    usual = sorted(releases_of(chain(*story.facts.values())).items())
    found = {}
    for code, facts in story.facts.items():
        ratings = [(fact.start.earliest.year, fact) for fact in facts if fact.of_a_report]
        given = dict(reversed(ratings))
        releases = {year: days_of(given.get(year, f), story.horizon) for year, f in usual}
        further = (year for year, fact in ratings if given[year] is not fact)
        repeated = tuple(f"{code} {year}" for year in further)
        found[code] = Reported(code, given, releases, repeated, min(given, default=None))
    return found


class Counted(NamedTuple):
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


def counted_in(event: Event | None, releases: Mapping[int, Days]) -> Counted:
    """Find the first report released after an event, as far as the date of the event tells.

    A rating counts in its own report. Before the first report, years are counted back from its
    release, so that a law of 1998 is not one of 2001.

    Parameters
    ----------
    event : Event or None
    releases : mapping of int to Days
        The day of the release of each report, in order.
    """
    if event is None:
        return Counted(None, INF, INF)
    latest = {year: days.start_max for year, days in releases.items()}
    least, most = event.first, event.last - 1
    if event.of_a_report:
        return Counted(event, _year_after(least - 1, latest), _year_after(most - 1, latest))
    earliest = {year: days.start_min for year, days in releases.items()}
    return Counted(event, _year_after(least, latest), _year_after(most, earliest))


def _year_after(day: float, releases: Mapping[int, float]) -> float:
    """The year of the first release after a day; infinite if there is none."""
    for place, (year, release) in enumerate(releases.items()):
        if release > day:
            return year - (ceil((release - day) / YEAR) - 1 if place == 0 else 0)
    return INF
