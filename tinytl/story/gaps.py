"""Gaps in a series: days without a value in the table, and the reports that are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .facts import Fact


@dataclass(frozen=True)
class Gap:
    """Days without a value, with the years of the missing reports, or the first and last year."""

    first: float
    last: float
    kind: str
    years: tuple[int, ...]

    @property
    def reports(self) -> str:
        """The missing reports in words, such as ``reports of 2016 to 2019``; empty if none."""
        ends = dict.fromkeys(map(str, self.years[:1] + self.years[-1:]))
        of = f"report{'s' if len(ends) > 1 else ''} of " if ends and self.kind == "report" else ""
        return of + " to ".join(ends)

    @property
    def said(self) -> str:
        """The text of its tooltip."""
        what = "value" if self.kind == "index" else "rating"
        the = "the " if self.kind == "report" else ""
        return f"No {what} in the table" + (f" for {the}{self.reports}" if self.years else "")


def gaps_of(
    facts: Sequence[Fact], first: float, last: float, releases: Mapping[int, float]
) -> tuple[Gap, ...]:
    """Find the gaps of a series between two days; values at points in time have none.

    Parameters
    ----------
    facts : sequence of Fact
        The series, in order.
    first, last : float
        The two days.
    releases : mapping of int to float
        The day of each year's report, to name the missing reports of ratings.
    """
    if not facts or any(fact.first == fact.last for fact in facts):
        return ()
    of = "report" if any(fact.category == "report" for fact in facts) else facts[0].kind
    found, free = [], first
    for begin, end in (*(fact.possibly for fact in facts), (last, last)):
        if begin > free:
            if of == "index":
                years = [date.fromordinal(int(day)).year for day in (free, begin - 1)]
            else:
                years = sorted(year for year, day in releases.items() if free <= day < begin)
            found.append(Gap(free, begin, of, tuple(years)))
        free = max(free, end)
    return tuple(found)
