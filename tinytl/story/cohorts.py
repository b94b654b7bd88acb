"""The first report after an event: of a country whose date leaves it open each possible one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ..table.scales import Scale
from .events import YEAR_DAYS, Event
from .facts import Fact
from .reports import Reported, counted_in

Outcomes: TypeAlias = Mapping[str | None, float]
"""The values that a country may have in a report, each with its weight; None for no value."""


@dataclass(frozen=True)
class Cohorts:
    """A country with its ratings by the place of their report, and its possible first reports.

    ``first`` has the place of each possible first report after its event, with the share of the
    days of the event; of a country that is not aligned only the place 0.
    """

    code: str
    ratings: Mapping[int, Fact]
    first: Mapping[int, float] = field(default_factory=lambda: {0: 1.0})

    def value(self, place: int) -> str | None:
        """Its rating in a report; None without one."""
        return self.ratings[place].value if place in self.ratings else None

    def outcomes(self, at: int) -> Outcomes:
        """The values that it may have at a place, each with its weight; None for no value."""
        if [*self.first.values()] == [1.0]:
            return {self.value(next(iter(self.first)) + at): 1.0}
        found: dict[str | None, float] = {}
        for first, weight in self.first.items():
            value = self.value(first + at)
            found[value] = found.get(value, 0.0) + weight
        rest = 1 - sum(self.first.values())
        return found if rest < 1e-9 else {**found, None: found.get(None, 0.0) + rest}


def cohorts_of(
    own: Reported, years: Sequence[int], shown: Sequence[int], event: Event | None, aligned: bool
) -> Cohorts | None:
    """Find the possible cohorts of a country; None if it has no first report after its event.

    Parameters
    ----------
    own : Reported
    years, shown : sequence of int
        Of all reports, and of those that count.
    event : Event or None
    aligned : bool
        Whether reports are counted from the event.
    """
    places = {year: place for place, year in enumerate(years)}
    given = {places[year]: own.given[year] for year in shown if year in own.given}
    if not aligned:
        return Cohorts(own.code, given)
    if event is None:
        return None
    counted = counted_in(event, own.releases)
    possible = [year for year in years if counted.first <= year <= counted.last]
    weights, late = {}, float(event.of_a_report)
    for year in possible:
        released = own.releases[year].start + late
        place = places[year]
        before = own.releases[years[place - 1]].start + late if place else released - YEAR_DAYS
        days = min(released, event.last) - max(before, event.first)
        weights[place] = max(days, 0.0) / (event.last - event.first)
    return Cohorts(own.code, given, weights) if possible else None


def is_level(value: str | None, scale: Scale) -> bool:
    """Whether a country with this value is on a level: not without a rating, no special case."""
    return value is not None and scale.rank(value) is not None


def observed_throughout(country: Cohorts, at: Iterable[int], scale: Scale) -> bool:
    """Whether a country is on a level in all of these reports, whatever its dates mean."""
    return all(is_level(value, scale) for place in at for value in country.outcomes(place))


@dataclass(frozen=True)
class Known:
    """What is known of all countries in a report.

    ``sure`` counts countries with one possible value, ``open`` has the others.
    """

    levels: frozenset[str]
    total: int
    sure: Counter[str | None]
    open: tuple[Outcomes, ...]

    @classmethod
    def of(cls, every: Sequence[Outcomes], scale: Scale) -> Known:
        """Sort the possible values of all countries."""
        sure = Counter(value for own in every if len(own) == 1 for value in own)
        opened = tuple(own for own in every if len(own) > 1)
        return cls(frozenset(scale.levels), len(every), sure, opened)

    @property
    def ranked(self) -> int:
        """Countries that are surely on a level, and on which."""
        return self.surely(self.levels)

    @property
    def observed(self) -> float:
        """Countries on a level, each with its weight."""
        return self.weight(self.levels)

    def surely(self, values: Iterable[str]) -> int:
        """Countries of which the one possible value is one of these."""
        return sum(self.sure[value] for value in values)

    def weight(self, values: Iterable[str]) -> float:
        """Countries with one of these values, each with its weight."""
        chosen = set(values)
        return self.surely(chosen) + sum(
            w for own in self.open for v, w in own.items() if v in chosen
        )
