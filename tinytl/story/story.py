"""What a whole table tells: the facts of each country, and what charts of all countries share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from ..errors import RecordError
from ..table.cache import FrameCache
from ..table.countries import country_in
from ..table.frames import to_pandas
from ..table.records import validate
from ..table.scales import TIP_TIERS, Scale
from ..table.sources import Origin, origin_of
from .facts import Fact, facts_of


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
        The table itself.
    reported : mapping of int to int
        How many countries the report of each year rates, where that is known; read with the table,
        from ``reports.csv`` beside it.
    """

    facts: Mapping[str, tuple[Fact, ...]]
    spans: Mapping[str, tuple[float, float]]
    releases: Mapping[int, float]
    scale: Scale
    origin: Origin
    records: pd.DataFrame = field(repr=False, compare=False)
    reported: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """The categories of its laws, events and governments, of which any may be a guide."""
        kinds = ("law", "event", "government")
        every = (fact for own in self.facts.values() for fact in own if fact.kind in kinds)
        return tuple(sorted({fact.category for fact in every} - {""}))

    @cached_property
    def criminalizing(self) -> tuple[str, ...]:
        """The categories of laws that make trafficking a crime."""
        laws = (fact for own in self.facts.values() for fact in own if fact.criminalizes)
        return tuple(sorted({law.category for law in laws}))

    def check_guides(self, guides: Sequence[str] | None) -> None:
        """Raise a `RecordError` for each category that no law, event or government has."""
        wrong = [name for name in guides or () if name not in self.categories]
        if wrong:
            raise RecordError(
                f"No law, event or government of category {', '.join(map(repr, wrong))} for "
                f"guides; there are {', '.join(map(repr, self.categories)) or 'none'}."
            )

    @property
    def rated_countries(self) -> list[str]:
        """The codes of those that have a rating."""
        return [c for c, own in self.facts.items() if any(fact.kind == "rating" for fact in own)]

    def code(self, country: str) -> str:
        """The code of a country in the table, asked for by any usual name."""
        return country if country in self.facts else country_in(self.facts, country)

    def distinct_codes(self, countries: Iterable[str]) -> list[str]:
        """The codes of some countries; a `RecordError` if there are none, or one comes twice."""
        codes = [self.code(country) for country in countries]
        if not codes:
            raise RecordError("There is no country to draw; expected some, as in ['KAZ', 'UZB'].")
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise RecordError(f"{', '.join(twice)}: asked for twice; expected each country once.")
        return codes


def story_of(records: Any, scale: Scale = TIP_TIERS) -> Story:
    """What a table tells: checked and put in order once for as long as it is the same.

    Parameters
    ----------
    records : pandas.DataFrame
        As `read_csv` gives it, whole or filtered; it is not changed.
    scale : Scale
        The levels of the ratings.

    Raises
    ------
    RecordError
        Listing every problem of every row, whichever country it is about.
    """
    return _known(to_pandas(records), scale)


def _story(records: pd.DataFrame, scale: Scale) -> Story:
    facts = facts_of(validate(records, scale))
    every = [fact for own in facts.values() for fact in own]
    kept = records.copy(deep=False)  # costs nothing; whoever changes theirs does not change it
    releases = {year: fact.first for year, fact in releases_of(every).items()}
    origin = origin_of(records)
    told = {year: n for of in (*origin.parts, origin) for year, n in of.reports.items()}
    reported = {year: n for year, n in sorted(told.items()) if year in releases}
    return Story(facts, spans_of(every), releases, scale, origin, kept, reported)


_known = FrameCache(_story)


def spans_of(facts: Iterable[Fact]) -> dict[str, tuple[float, float]]:
    """The least and largest value of each index, by its category."""
    values: dict[str, list[float]] = {}
    for fact in facts:
        if fact.kind == "index":
            values.setdefault(fact.category, []).append(float(fact.value))
    return {name: (min(values[name]), max(values[name])) for name in sorted(values)}


def releases_of(facts: Iterable[Fact]) -> dict[int, Fact]:
    """Of each year's report a rating that starts on the day on which most do: its release."""
    days: Counter[float] = Counter()
    first: dict[float, Fact] = {}
    for fact in facts:
        if fact.of_a_report:
            days[fact.first] += 1
            first.setdefault(fact.first, fact)
    found: dict[int, Fact] = {}
    for day, _ in sorted(days.items(), key=lambda pair: (-pair[1], pair[0])):
        found.setdefault(first[day].start.earliest.year, first[day])
    return found
