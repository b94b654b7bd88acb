"""What a whole table tells: the facts of each country, and what charts of all countries share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

import pandas as pd

from ..errors import RecordError
from ..table.cache import MAX_FRAMES
from ..table.codes import looks_like_code
from ..table.countries import code_of, country_in, name_of
from ..table.records import CheckedTable, check_table
from ..table.regions import MEMBERSHIPS, is_state, members, near_region
from ..table.rules import LABELED
from ..table.scales import TIP_TIERS, Scale
from ..table.sources import Origin
from ..table.spelling import fold, unaccented
from .facts import CRIMES, Days, Fact, facts_of

MAX_LACKING = 5
"""Countries of a region that a caption names if the table lacks them."""


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


@dataclass(frozen=True)
class Story:
    """What a table tells, read once, however many charts are drawn from it.

    Attributes
    ----------
    facts : mapping of str to tuple of Fact
        The facts of each country, in the order of their dates; the countries by their codes.
    spans : mapping of str to (float, float)
        The least and largest value of each index, by its category.
    releases : mapping of int to float
        The day of each year's report.
    scale : Scale
        The levels of its ratings.
    origin : Origin
        Where it comes from.
    records : pandas.DataFrame
        The table itself, checked.
    reported : mapping of int to int
        How many countries the report of each year rates, where that is known; read with the table,
        from ``reports.csv`` beside it.
    cited : dict of str to str
        Sources as author and years, by the cells of ``source`` that tooltips have named so far.
    """

    facts: Mapping[str, tuple[Fact, ...]]
    spans: Mapping[str, tuple[float, float]]
    releases: Mapping[int, float]
    scale: Scale
    origin: Origin
    records: pd.DataFrame = field(repr=False, compare=False)
    reported: Mapping[int, int] = field(default_factory=dict)
    cited: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def reports(self) -> dict[str, Reported]:
        """The reports about each country."""
        usual = sorted(releases_of(chain(*self.facts.values())).items())
        found = {}
        for code, facts in self.facts.items():
            ratings = [(fact.start.earliest.year, fact) for fact in facts if fact.of_a_report]
            given = dict(reversed(ratings))
            releases = {year: given.get(year, f).days for year, f in usual}
            further = (year for year, fact in ratings if given[year] is not fact)
            repeated = tuple(f"{code} {year}" for year in further)
            found[code] = Reported(code, given, releases, repeated, min(given, default=None))
        return found

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """The categories of its laws, events and governments, of which any may be a guide."""
        every = (fact for own in self.facts.values() for fact in own if fact.kind in LABELED)
        return tuple(sorted({fact.category for fact in every} - {""}))

    @cached_property
    def criminalizing(self) -> tuple[str, ...]:
        """The categories of laws that make trafficking a crime, the most complete first.

        All usual ones are named if the table has one, so that a part of it is drawn as the whole.
        """
        laws = (fact for own in self.facts.values() for fact in own if fact.criminalizes)
        have = {law.category for law in laws}
        return (*(CRIMES if have & {*CRIMES} else ()), *sorted(have - {*CRIMES}))

    def check_guides(self, guides: Sequence[str] | None) -> None:
        """Raise a `RecordError` for each category that no law, event or government has."""
        wrong = [name for name in guides or () if name not in self.categories]
        if wrong:
            raise RecordError(
                f"No law, event or government of category {', '.join(map(repr, wrong))} for "
                f"guides; there are {', '.join(map(repr, self.categories)) or 'none'}."
            )

    def guide_categories(self, guides: Sequence[str] | None) -> Sequence[str]:
        """The categories of guides: those of criminalization laws if none are asked for."""
        return self.criminalizing if guides is None else guides

    @property
    def rated_countries(self) -> list[str]:
        """The codes of those that have a rating."""
        return [c for c, own in self.facts.items() if any(fact.is_rating for fact in own)]

    @cached_property
    def of_first_scorecard(self) -> Story:
        """The story without the ratings of further scorecards, which one scale cannot compare."""
        if not self.scale.others:
            return self
        kept = {c: tuple(f for f in own if not f.scorecard) for c, own in self.facts.items()}
        return replace(self, facts=kept)

    def code(self, country: str) -> str:
        """The code of a country in the table, asked for by any usual name."""
        return country if country in self.facts else country_in(self.facts, country)

    def region(self, name: str) -> frozenset[str]:
        """The codes of a region by its name; none for a name that a country has."""
        codes = members(name)
        if not codes or code_of(name) or fold(name) in map(fold, self.facts):
            return frozenset()
        return codes

    def resolved_names(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names of countries as codes, names of regions as they are."""
        found: list[str] = []
        problems: list[str] = []
        for name in names:
            try:
                found.append(name if self.region(name) else self.code(name))
            except RecordError as error:
                known = f" Regions are those of the UN (M49), {', '.join(MEMBERSHIPS)}."
                near = looks_like_code(name) or near_region(name)
                problems.append(f"{error}{'' if near else known}")
        if problems:
            raise RecordError(*problems)
        return tuple(found)

    def codes_of(self, names: Iterable[str]) -> list[str]:
        """The codes of countries and of the countries of regions, each once.

        Parameters
        ----------
        names : iterable of str
            Codes and names of countries and names of regions. The countries of a region stand in
            the order of their names; those that the table lacks are left out (`lacking`).

        Raises
        ------
        RecordError
            For a name that is neither, a region without any country in the table, or a country
            that is named twice.
        """
        found: list[str] = []
        asked = self.resolved_names(names)
        for name in asked:
            if not (region := self.region(name)):
                found.append(name)
                continue
            own = sorted(region & self.facts.keys(), key=lambda code: unaccented(name_of(code)))
            if not own:
                raise RecordError(
                    f"No records of any country of {name!r}; expected a region of "
                    f"{', '.join(list(self.facts)[:5])}{' ...' if len(self.facts) > 5 else ''}."
                )
            found += own
        twice = sorted({name for name in asked if asked.count(name) > 1})
        if twice:
            raise RecordError(f"{', '.join(twice)}: asked for twice; expected each country once.")
        return list(dict.fromkeys(found))

    def lacking(self, names: Iterable[str]) -> tuple[str, ...]:
        """A sentence for each region of which the table lacks countries, for captions."""
        said = []
        for name in names:
            missing = self.region(name) - self.facts.keys()
            states = sorted(map(name_of, filter(is_state, missing)))
            listed, more = states[:MAX_LACKING], len(missing) - len(states[:MAX_LACKING])
            listed += [f"{more} other{'s' * (more > 1)}"] if more else []
            if missing:
                said.append(f"{name}: no records of {in_sentence(listed)}.")
        return tuple(said)


def story_of(records: Any, scale: Scale | Sequence[Scale] = TIP_TIERS) -> Story:
    """What a table tells: checked and put in order once for as long as it is the same.

    Parameters
    ----------
    records : pandas.DataFrame
        As `read_csv` gives it, whole or filtered; it is not changed.
    scale : Scale or sequence of Scale
        The levels of the ratings; of several scorecards, a scale for each.

    Raises
    ------
    RecordError
        Listing every problem of every row, whichever country it is about.
    """
    return story_in(check_table(records, scale))


@lru_cache(maxsize=MAX_FRAMES)
def story_in(table: CheckedTable) -> Story:
    """What a checked table tells, put in order once."""
    origin = table.origin
    facts = facts_of(table.of_scales, None, table.scale)
    every = [fact for own in facts.values() for fact in own]
    releases = {year: fact.first for year, fact in releases_of(every).items()}
    told = {year: n for of in (*origin.parts, origin) for year, n in of.reports.items()}
    if len(table.of_scales) < len(table.records):  # then they may be of those left out
        told = {}
    reported = {year: n for year, n in sorted(told.items()) if year in releases}
    return Story(facts, spans_of(every), releases, table.scale, origin, table.records, reported)


def in_sentence(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> in_sentence(["Kazakhstan", "Armenia", "Israel"])
    'Kazakhstan, Armenia and Israel'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def spans_of(facts: Iterable[Fact]) -> dict[str, tuple[float, float]]:
    """The least and largest value of each index, by its category."""
    values: dict[str, list[float]] = {}
    for fact in facts:
        if fact.kind == "index":
            values.setdefault(fact.category, []).append(float(fact.value))
    return {name: (min(values[name]), max(values[name])) for name in sorted(values)}


def releases_of(facts: Iterable[Fact]) -> dict[int, Fact]:
    """Of each year's report a rating that starts on the day on which most do: its release."""
    rated = [fact for fact in facts if fact.of_a_report]
    shared = Counter(fact.first for fact in rated)
    found: dict[int, Fact] = {}
    for fact in sorted(rated, key=lambda fact: (-shared[fact.first], fact.first)):
        found.setdefault(fact.start.earliest.year, fact)
    return found
