"""One event a country, to count years from: a first law, a first downgrade, a date of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..errors import RecordError, expect
from ..table.countries import country_in
from ..table.dates import EXPECTED, Date, parse
from ..table.scales import Scale
from .changes import directions
from .extents import Cells, Dated, Days, Texts, Truth, is_among, places_of, ranks_of
from .spells import NAMED, runs_of

PRECISIONS = ((1, "day"), (31, "month"), (92, "season"), (366, "year"))
"""What a date is known to, by the most days that it may then mean; beyond, "longer"."""


EVENTS = {
    "rated": "first rating",
    "low": "first rating in the lower half",
    "upgrade": "first upgrade",
    "downgrade": "first downgrade",
}
"""Words for the first rating of a kind: the short one, and the one that charts write."""


def word_of(align: str, scale: Scale) -> tuple[str, str] | None:
    """The short word and the written one for an event that is a rating, asked for by either.

    >>> from tinytl import TIP_TIERS
    >>> word_of("first downgrade", TIP_TIERS), word_of("rating:2WL", TIP_TIERS)
    (('downgrade', 'first downgrade'), ('2WL', 'first rating as Tier 2 Watch List'))
    """
    levels = {code: f"first rating as {scale.full_label(code)}" for code in scale.codes}
    if align.startswith("rating:"):
        return next((pair for pair in levels.items() if f"rating:{pair[0]}" == align), None)
    return next((pair for pair in (*EVENTS.items(), *levels.items()) if align in pair), None)


@dataclass(frozen=True)
class Events:
    """The event of each country, in the order of the countries asked for.

    Attributes
    ----------
    date : numpy array of str or None
        EDTF; None for a country without one.
    day, least, most : numpy array
        The middle, the first and the last day that the event may have been; NaN without one. Of
        several dates in doubt, the least and the most that their first may mean.
    of_a_report : bool
        Whether it is a rating, so that one of the day of a release belongs to that report.
    """

    date: Texts
    day: Days
    least: Days
    most: Days
    of_a_report: bool = False

    @property
    def precision(self) -> Texts:
        """What each date is known to: day, month, season, year or longer; None without one."""
        length = self.most - self.least + 1
        words = np.array([*(word for _, word in PRECISIONS), "longer", None], dtype=object)
        place = np.searchsorted([days for days, _ in PRECISIONS], length)
        return words[np.where(np.isnan(length), len(PRECISIONS) + 1, place)]


def events_of(
    cells: Cells, align: str | Mapping[str, str | Date], countries: Texts, scale: Scale
) -> Events:
    """The event of each country that its years are counted from.

    Parameters
    ----------
    cells : Cells
        The whole table.
    align : str or mapping of str to str
        As in `tinytl.compare`.
    countries : numpy array of str
    scale : Scale

    Raises
    ------
    RecordError
        If there is no such event, country or date.
    """
    expect(isinstance(align, str | Mapping), "align", align, "an event or the date of each country")
    if not isinstance(align, str):
        return _given(align, countries)
    if align and align in cells.text["category"][is_among(cells.text["kind"], NAMED)]:
        return first_of(cells, align, countries)
    return _first(cells.of("rating"), _ratings(cells, align, scale), countries, of_a_report=True)


def first_of(cells: Cells, category: str, countries: Texts) -> Events:
    """The first law, event or government of a category in each country, if it has any."""
    dated = cells.of(*NAMED)
    return _first(dated, dated.text["category"] == category, countries)


def is_low(ranks: Days, scale: Scale) -> Days:
    """1 for a rank in the lower half of the scale, 0 for another; NaN for what is no level."""
    return np.where(np.isnan(ranks), np.nan, ranks >= len(scale.levels) / 2)


def _ratings(cells: Cells, align: str, scale: Scale) -> Truth:
    """Which ratings, in the order of `Cells.of`, are an event by a word or a value."""
    runs = runs_of(cells, "rating")
    values, ranks = runs.dated.text["value"], ranks_of(runs.dated.text["value"], scale)
    found = word_of(align, scale)
    if found is None:
        known = sorted({*cells.text["category"][is_among(cells.text["kind"], NAMED)]})
        words = (*EVENTS, *EVENTS.values(), *scale.codes)
        raise RecordError(
            f"align is {align!r}; expected a category ({', '.join(filter(None, known)) or 'none'}),"
            f" one of {', '.join(words)}, or the date of each country: {{'KAZ': '2003-05'}}."
        )
    word, written = found
    if written not in EVENTS.values():
        return np.equal(values, word).astype(bool)
    if word == "rated":
        return np.ones(len(values), dtype=bool)
    if word == "low":
        return np.equal(is_low(ranks, scale), 1)
    moved = runs.first[runs.joins]
    there = np.zeros(len(values), dtype=bool)
    steps = ranks[moved] - ranks[moved - 1]
    there[moved] = directions(values[moved - 1], values[moved], steps) == word
    return there


def _first(dated: Dated, among: Truth, countries: Texts, of_a_report: bool = False) -> Events:
    """The first of some records of each country."""
    chosen = np.flatnonzero(among)
    own = dated.text["country"][chosen]
    place = places_of(own, countries)
    date = np.full(len(countries), None, dtype=object)
    least, most = (np.full(len(countries), np.inf) for _ in range(2))
    known, first = np.unique(place, return_index=True)
    date[known] = dated.text["start"][chosen[first]]
    begun = dated.start_min.copy()
    if of_a_report:  # what came after a hole may have come in the report that is missing
        after = np.flatnonzero(np.diff(dated.group, prepend=-1) == 0)
        begun[after] = np.minimum(begun[after], dated.end_min[after - 1])
    np.minimum.at(least, place, begun[chosen])
    np.minimum.at(most, place, dated.start_max[chosen])
    return _events(date, least, most, of_a_report)


def _given(align: Mapping[str, str | Date], countries: Texts) -> Events:
    """The dates that someone gives."""
    date = np.full(len(countries), None, dtype=object)
    least, most = (np.full(len(countries), np.inf) for _ in range(2))
    problems = []
    for name, text in align.items():
        try:
            when = parse(str(text))
        except ValueError:
            problems.append(f"align[{name!r}] is {str(text)!r}; expected {EXPECTED}.")
            continue
        place = int(np.searchsorted(countries, country_in(countries.tolist(), name)))
        date[place] = when.text
        least[place], most[place] = when.earliest.toordinal(), when.latest.toordinal()
    if problems:
        raise RecordError(*problems)
    return _events(date, least, most, of_a_report=False)


def _events(date: Texts, least: Days, most: Days, of_a_report: bool) -> Events:
    least[np.isinf(least)] = np.nan
    most[np.isinf(most)] = np.nan
    middle = np.where(least == most, least, (least + most + 1) // 2)
    return Events(date, middle, least, most, of_a_report)
