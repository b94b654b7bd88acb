"""Count the countries of a table by level: those asked for, in groups, by report or by event.

A country whose event may lie on either side of a release has several possible first reports. It
counts in each of them with the share of its days, so that the share stays inside its own bounds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from math import fsum, isnan, nan
from operator import itemgetter
from typing import TypeAlias

from ..errors import RecordError
from ..table.countries import name_of
from ..table.scales import Scale
from .events import YEAR_DAYS, Align, Event, event_name, events_of
from .facts import Fact
from .reports import days_of_reports, first_report_of
from .rows import group_names
from .story import Reported, Story
from .tallies import Level, Tallies, Tally

Outcomes: TypeAlias = Mapping[str | None, float]
"""The values that a country may have in a report, each with its weight; None for no value."""


def count_levels(
    story: Story,
    countries: Sequence[str] = (),
    *,
    group: str | Mapping[str, str] | None = None,
    align: Align = None,
    window: tuple[int, int] = (-5, 5),
    years: tuple[int, int] | None = None,
    balanced: bool = False,
) -> Tallies:
    """Count the countries on each level in each report.

    Parameters
    ----------
    story : Story
    countries : sequence of str
        Their codes; all that are rated if there are none.
    group, align, window, years, balanced
        As in `tinytl.tally`.

    Raises
    ------
    RecordError
        If there is nothing to count.
    """
    whole, story = story, story.of_first_scorecard
    every, reports = sorted(story.releases), story.reports
    shown = [year for year in every if years is None or years[0] <= year <= years[1]]
    if not shown:
        have = f"from {every[0]} to {every[-1]}" if every else "none"
        raise RecordError(f"No report in {years or 'the table'}; there are {have}.")
    codes = tuple(countries) or tuple(story.rated_countries)
    aligned = align is not None
    events = {} if align is None else events_of(whole, align, codes)
    at = [(every.index(year), year) for year in shown]
    if aligned:
        at = [(place, place) for place in range(window[0], window[1] + 1)]
    places, levels = [place for place, _ in at], {*story.scale.levels}
    asked = frozenset(shown)
    found = [CountryReports.of(reports[code], asked, events.get(code), aligned) for code in codes]
    kept = {
        own.code: own
        for own in found
        if own.first
        and not (balanced and any(not own.outcomes(place).keys() <= levels for place in places))
    }
    able = sum(bool(own.first) for own in found)
    event = event_name(whole, align, codes) if aligned else ""
    if not kept:
        why = f"has {event} and a report after it" if aligned else "is rated"
        if able:
            why = f"is on a level in all {len(at)} reports; {able} are in some"
        raise RecordError(f"No country {why}.")
    complete = not (aligned or countries or balanced or group)
    known = story.reported if complete else {}
    grouped = groupby(group_names(kept, group, story).items(), key=itemgetter(1))
    return Tallies(
        {
            name: tuple(_tallies(name, [kept[code] for code, _ in own], at, known, story.scale))
            for name, own in grouped
        },
        countries=able,
        kept=len(kept),
        facts={code: own.ratings_in(places) for code, own in kept.items()},
        days={} if aligned else days_of_reports(story),
        balanced=balanced,
        event=event,
        whole=complete,
        repeated=tuple(told for code in kept for told in reports[code].repeated),
    )


@dataclass(frozen=True)
class CountryReports:
    """A country with its ratings by the place of their report, and its possible first reports.

    ``first`` has the place of each possible first report after its event, with the share of the
    days of the event; nothing if there is none; of a country that is not aligned the place 0.
    """

    code: str
    ratings: Mapping[int, Fact]
    first: Mapping[int, float]

    @classmethod
    def of(
        cls, own: Reported, shown: Set[int], event: Event | None, aligned: bool
    ) -> CountryReports:
        """Find the possible first reports of a country after its event, if reports are aligned."""
        years = [*own.releases]
        ratings = {
            place: own.given[year]
            for place, year in enumerate(years)
            if year in own.given and year in shown
        }
        if event is None:
            return cls(own.code, ratings, {} if aligned else {0: 1.0})
        first, late, weights = first_report_of(event, own.releases), float(event.of_a_report), {}
        starts = [days.start + late for days in own.releases.values()]
        for place, (before, released) in enumerate(
            zip((starts[0] - YEAR_DAYS, *starts), starts, strict=False)
        ):
            if first.first <= years[place] <= first.last:
                days = min(released, event.last) - max(before, event.first)
                weights[place] = max(days, 0.0) / (event.last - event.first)
        return cls(own.code, ratings, weights)

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

    def ratings_in(self, places: Sequence[int]) -> tuple[Fact, ...]:
        """Its ratings that count in some of these reports, in order."""
        shown = {first + place for first in self.first for place in places}
        return tuple(fact for place, fact in self.ratings.items() if place in shown)


# --- the countries of a group in a report ---


def _tallies(
    group: str,
    countries: Sequence[CountryReports],
    at: Sequence[tuple[int, int]],
    reported: Mapping[int, int],
    scale: Scale,
) -> Iterable[Tally]:
    """Count the countries of a group.

    ``at`` has the place of each report, and what it is called; ``reported`` how many countries it
    rates, where that is known.
    """
    levels = frozenset(scale.levels)
    names = [name_of(country.code) for country in countries]
    places = {place - before for place, _ in at for before in (0, 1)}
    every = {place: [own.outcomes(place) for own in countries] for place in places}
    # each possible first report with its share, and the reports that have its country on a level
    firsts = []
    for country in countries:
        ranked = {place for place, fact in country.ratings.items() if fact.value in levels}
        firsts += [(first, share, ranked) for first, share in country.first.items()]
    for place, called in at:
        before, now = every[place - 1], every[place]
        on: dict[str | None, dict[str, float]] = {}
        for country, own in zip(countries, now, strict=True):
            for value, share in own.items():
                on.setdefault(value, {})[country.code] = share
        possible = Counter(map(frozenset, now))
        moved = [pair for pair in zip(names, before, now, strict=True) if pair[1] != pair[2]]
        observed = _weight(on, levels)
        entered, left = (
            sum(share for n, share, ranked in firsts if n + a in ranked and n + b not in ranked)
            for a, b in ((place, place - 1), (place - 1, place))
        )
        sure = (n for values, n in possible.items() if len(values) == 1 and None not in values)
        yield Tally(
            group,
            called,
            tuple(_levels(possible, on, observed, moved, scale)),
            observed,
            least=sum(n for values, n in possible.items() if values <= levels),
            most=sum(n for values, n in possible.items() if values & levels),
            rated=sum(sure),
            reported=reported.get(called),
            entered=entered,
            left=left,
        )


def _levels(
    possible: Mapping[frozenset[str | None], int],
    on: Mapping[str | None, Mapping[str, float]],
    observed: float,
    moved: Sequence[tuple[str, Outcomes, Outcomes]],
    scale: Scale,
) -> Iterable[Level]:
    """Count the countries on each level.

    Parameters
    ----------
    possible : mapping of frozenset to int
        How many countries may have just these values.
    on : mapping of str to mapping of str to float
        The countries that may have each value, with the share of their days.
    observed : float
        How many are on a level.
    moved : sequence of (str, Outcomes, Outcomes)
        The countries that differ from the report before: the name, and the values then and now.
    scale : Scale
    """
    for rank, value in enumerate(scale.levels):
        worse = {*scale.levels[rank:]}
        n, low = _weight(on, {value}), _weight(on, worse)
        dates, worst = _bounds(possible, worse, {*scale.levels})
        yield Level(
            value,
            n,
            least=possible.get(frozenset((value,)), 0),
            most=sum(count for values, count in possible.items() if value in values),
            share=n / observed if observed else nan,
            or_worse=low / observed if observed else nan,
            open=dates,
            worst=worst,
            countries=tuple(on.get(value, ())),
            entered=tuple(
                name for name, old, new in moved if {*new} == {value} and value not in old
            ),
            left=tuple(name for name, old, new in moved if {*old} == {value} and value not in new),
        )


def _weight(on: Mapping[str | None, Mapping[str, float]], values: Iterable[str]) -> float:
    """How many countries have one of these values, each counted with the share of its days."""
    return fsum(share for value in values for share in on.get(value, {}).values())


def _bounds(
    possible: Mapping[frozenset[str | None], int], worse: set[str], levels: set[str]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """The least and the greatest share of countries on some of the levels.

    First those that the dates of events leave open. Where nobody may be observed at one bound, all
    shares that there can be are that of the other. Then those if in addition each country that was
    not observed may have been on any level.
    """
    # what a country may add, from the least to the most: to these levels, and to those observed
    options = [
        (n, sorted({(v in worse, v in levels) for v in values}, key=lambda o: (o[0], not o[1])))
        for values, n in possible.items()
    ]
    shares = []
    for end in (0, -1):
        observed = sum(n * own[end][1] for n, own in options)
        on = sum(n * own[end][0] for n, own in options)
        shares.append(on / observed if observed else nan)
    least, most = shares
    total = sum(possible.values())
    always = sum(n for n, own in options if own[0][0])
    never = sum(n for n, own in options if own == [(False, True)])
    dates = (most if isnan(least) else least), (least if isnan(most) else most)
    return dates, (always / total, (total - never) / total)
