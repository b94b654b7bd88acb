"""Holes in a series: days for which the table has no value, and whose reports those would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .facts import Fact


@dataclass(frozen=True)
class Gap:
    """Days of the window without a value, and the reports, or the first and last year, it lacks."""

    first: float
    last: float
    kind: str
    years: tuple[int, ...]

    @property
    def reports(self) -> str:
        """Of which reports it lacks a rating: ``reports of 2016 to 2019``; empty for none."""
        ends = dict.fromkeys(map(str, self.years[:1] + self.years[-1:]))
        of = f"report{'s' if len(ends) > 1 else ''} of " if ends and self.kind == "report" else ""
        return of + " to ".join(ends)

    @property
    def said(self) -> str:
        """What the pointer is told."""
        what = "value" if self.kind == "index" else "rating"
        the = "the " if self.kind == "report" else ""
        return f"No {what} in the table" + (f" for {the}{self.reports}" if self.years else "")


def gaps_of(
    facts: Sequence[Fact], first: float, last: float, releases: Mapping[int, float]
) -> tuple[Gap, ...]:
    """Find the holes of a series between two days; none where values stand at points in time."""
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
