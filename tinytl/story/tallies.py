"""Count countries by level: in each report, or in the reports around an event of each country.

A country whose event may lie on either side of a release has several possible first reports. It
counts in each of them with the share of its days, so that the share stays inside its own bounds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan

from ..table.countries import name_of
from ..table.scales import Scale
from .cohorts import Cohorts, Known, Outcomes
from .facts import Fact

FEWEST = 5
"""Countries in a report of which shares are drawn."""


def place_name(place: int) -> str:
    """What a report is called by its place from the first one after an event.

    >>> place_name(-1), place_name(0), place_name(2)
    ('−1', '0', '+2')
    """
    return f"{place:+d}".replace("-", "−") if place else "0"


@dataclass(frozen=True)
class Level:
    """The countries on a level in a report.

    Attributes
    ----------
    value : str
    n, least, most : float
        How many there are, and the bounds that the dates of events leave open.
    share : float
        Of the countries that are on any level; NaN if none is.
    or_worse, open, worst : float, (float, float) and (float, float)
        The share on this level or a worse one, its bounds by the dates of events, and its bounds
        if in addition each country that was not observed may have been on any level.
    countries : tuple of str
        The codes of those that are, or may be, on it.
    entered, left : tuple of str
        The names of countries that were not on it in the report before, and that were.
    """

    value: str
    n: float
    least: int
    most: int
    share: float
    or_worse: float
    open: tuple[float, float]
    worst: tuple[float, float]
    countries: tuple[str, ...]
    entered: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True)
class Tally:
    """The countries of a group in a report.

    Attributes
    ----------
    group : str
        Empty for all countries.
    at : int
        The year of the report, or its place counted from the first report after the event.
    levels : tuple of Level
        Best to worst.
    observed, least, most : float
        How many countries are on a level, and the bounds that the dates of events leave open.
    rated : int
        How many countries have a rating, which may be a special case.
    reported : int or None
        How many countries the report rates, where that is known.
    entered, left : float
        Countries on a level that were on none in the report before, and the other way round.
    """

    group: str
    at: int
    levels: tuple[Level, ...]
    observed: float
    least: int
    most: int
    rated: int
    reported: int | None
    entered: float
    left: float

    @property
    def missing(self) -> int | None:
        """How many ratings of the report the table lacks; None where that is not known."""
        return None if self.reported is None else max(self.reported - self.rated, 0)


@dataclass(frozen=True)
class Tallies:
    """The tallies of all reports.

    Attributes
    ----------
    groups : mapping of str to tuple of Tally
        In order.
    countries, kept : int
        How many countries could be counted, and how many are.
    facts : mapping of str to tuple of Fact
        The ratings that are counted, by the codes of these countries.
    days : mapping of int to (float, float)
        The first day of each report and that of the next, if reports are not aligned.
    balanced : bool
        Whether only countries observed in all of these reports are kept.
    event : str
        The event from which reports are counted, if they are.
    whole : bool
        Whether all countries of the table are counted, in one group.
    repeated : tuple of str
        Each further rating of a country in one year, which does not count.
    """

    groups: Mapping[str, tuple[Tally, ...]]
    countries: int
    kept: int
    facts: Mapping[str, tuple[Fact, ...]]
    days: Mapping[int, tuple[float, float]]
    balanced: bool = False
    event: str = ""
    whole: bool = False
    repeated: tuple[str, ...] = ()

    @property
    def aligned(self) -> bool:
        """Whether reports are counted from an event."""
        return bool(self.event)

    @property
    def has_ranges(self) -> bool:
        """Whether dates leave open how many countries are observed."""
        return any(tally.least < tally.most for tally in self.every)

    @property
    def every(self) -> list[Tally]:
        """The tallies of all groups."""
        return [tally for own in self.groups.values() for tally in own]


def tallies_of(
    group: str,
    countries: Sequence[Cohorts],
    at: Sequence[tuple[int, int]],
    reported: Mapping[int, int],
    scale: Scale,
) -> tuple[Tally, ...]:
    """Count the countries of a group.

    Parameters
    ----------
    group : str
        Its name.
    countries : sequence of Cohorts
    at : sequence of (int, int)
        The place of each report, and what it is called.
    reported : mapping of int to int
        How many countries a report rates, where that is known.
    scale : Scale
    """
    places = sorted({place - before for place, _ in at for before in (0, 1)})
    every = {place: [country.outcomes(place) for country in countries] for place in places}
    names = [name_of(country.code) for country in countries]
    found = []
    for place, called in at:
        known = Known.of(every[place], scale)
        entered, left = (_flow(countries, place, *ways, scale) for ways in ((0, 1), (1, 0)))
        moved = _moved(names, every[place - 1], every[place])
        on: dict[str | None, list[str]] = {}
        for country, own in zip(countries, every[place], strict=True):
            for value in own:
                on.setdefault(value, []).append(country.code)
        levels = tuple(
            _level(value, known, on.get(value, ()), moved, scale) for value in scale.levels
        )
        tally = Tally(
            group,
            called,
            levels,
            known.observed,
            least=known.ranked
            + sum(None not in own and own.keys() <= known.levels for own in known.open),
            most=known.ranked + sum(not known.levels.isdisjoint(own) for own in known.open),
            rated=sum(n for value, n in known.sure.items() if value is not None),
            reported=reported.get(called),
            entered=entered,
            left=left,
        )
        found.append(tally)
    return tuple(found)


def _flow(countries: Sequence[Cohorts], place: int, here: int, there: int, scale: Scale) -> float:
    """Countries on a level so many reports before a place, and on none so many before it."""
    ranked = {*scale.levels}
    return sum(
        weight
        for country in countries
        for first, weight in country.first.items()
        if country.value(first + place - here) in ranked
        and country.value(first + place - there) not in ranked
    )


def _moved(
    names: Sequence[str], before: Sequence[Outcomes], after: Sequence[Outcomes]
) -> dict[tuple[str | None, bool], list[str]]:
    """The countries that surely have a value in one report and surely not in the other.

    The keys are the value, and whether it is the later report that has it.
    """
    found: dict[tuple[str | None, bool], list[str]] = {}
    for name, old, new in zip(names, before, after, strict=True):
        if old == new:
            continue
        for own, other, is_new in ((new, old, True), (old, new, False)):
            (value, *more) = own
            if not more and value not in other:
                found.setdefault((value, is_new), []).append(name)
    return found


def _level(
    value: str,
    known: Known,
    countries: Sequence[str],
    moved: Mapping[tuple[str | None, bool], Sequence[str]],
    scale: Scale,
) -> Level:
    """Count the countries on a level."""
    worse = {*scale.levels[scale.levels.index(value) :]}
    better = known.levels - worse
    n, low, observed = known.weight([value]), known.weight(worse), known.observed
    # what a country may add: to those at this level or worse, and to those that are observed
    options = [{(v in worse, v in known.levels) for v in own} for own in known.open]
    ups = [max(own, key=lambda o: (o[0], not o[1])) for own in options]
    downs = [min(own, key=lambda o: (o[0], not o[1])) for own in options]
    sure, above = known.surely(worse), known.surely(better)
    never = above + sum(own == {(False, True)} for own in options)
    always = sure + sum(down[0] for down in downs)
    total = known.total
    return Level(
        value,
        n,
        least=known.sure[value],
        most=known.sure[value] + sum(value in own for own in known.open),
        share=n / observed if observed else nan,
        or_worse=low / observed if observed else nan,
        open=_bounds(sure, above, downs, ups),
        worst=(always / total, (total - never) / total) if total else (nan, nan),
        countries=tuple(countries),
        entered=tuple(moved.get((value, True), ())),
        left=tuple(moved.get((value, False), ())),
    )


def _bounds(
    sure: int, above: int, downs: Sequence[tuple[bool, bool]], ups: Sequence[tuple[bool, bool]]
) -> tuple[float, float]:
    """The least and the greatest share of those that count among those that are observed.

    Where nobody may be observed at one bound, all shares that there can be are that of the other.
    """
    least, most = (
        (sure + sum(counts for counts, _ in own)) / observed
        if (observed := sure + above + sum(is_observed for _, is_observed in own))
        else nan
        for own in (downs, ups)
    )
    return (most if least != least else least), (least if most != most else most)
