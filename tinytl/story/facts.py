"""Facts: the records of a table with the days that they cover.

Days are proleptic ordinals and may have fractions. A rating covers the days from its report to the
next one, the value of an index its whole year, a law the days that its date may mean.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple

import pandas as pd

from ..table.dates import ONGOING, Date, in_words
from ..table.rules import SERIES_KINDS
from ..table.scales import TIP_TIERS, Scale
from ..table.spans import INF, SPELL_KINDS, Span, lanes, span_of, tighten

NAN = float("nan")
CRIMES = ("full criminalization", "partial criminalization", "strengthened criminalization")
"""The usual categories of laws that make trafficking a crime, the most complete first."""
_TEXTS = ("label", "value", "category", "detail", "source")
"""The columns that a fact has as they are."""


class Days(NamedTuple):
    """The start and the end of a fact, in whole days (proleptic ordinals).

    Attributes
    ----------
    start, end : float
        The middle of the days that the date may mean. The end is that of a half-open span: NaN for
        a point in time, and the day on which the table ends for an ongoing fact.
    start_min, start_max, end_min, end_max : float
        The first and the last day that the date may mean; ``end_max`` is NaN for an ongoing fact.
    """

    start: float
    start_min: float
    start_max: float
    end: float
    end_min: float
    end_max: float


@dataclass(frozen=True)
class Fact:
    """One record, with the days that it covers.

    Attributes
    ----------
    kind, label, value, category, detail, source : str
        The cells of the record.
    start : Date
    end : Date or None
        None for a point in time and for a spell that goes on.
    ongoing : bool
        Whether it still went on when the table was made.
    first, last : float
        The half-open span in days over which the fact is drawn; equal for a single certain day.
        An ongoing spell ends where the table does.
    began, ended : (float, float)
        The half-open days of a spell in which it may have begun and ended, given its neighbours;
        both equal for a certain day.
    scorecard : str
        Of a rating: the name of its scale, if that is a further one; else empty.
    """

    kind: str
    start: Date
    end: Date | None
    ongoing: bool
    label: str
    value: str
    category: str
    detail: str
    source: str
    first: float
    last: float
    began: tuple[float, float]
    ended: tuple[float, float]
    scorecard: str = ""

    @property
    def id(self) -> str:
        """An identifier of this fact among those of its country, the same in every figure."""
        end = self.end or (ONGOING if self.ongoing else "")
        return "|".join((self.kind, f"{self.start}/{end}", self.category, self.label or self.value))

    @property
    def series(self) -> str:
        """What facts of its kind share that follow each other: a scorecard, an office, an index."""
        if self.kind == "rating":
            return self.scorecard
        if self.kind == "government":
            return self.category.casefold()  # "leader" and "Leader" are one
        return self.category if self.kind == "index" else ""

    @property
    def of_a_report(self) -> bool:
        """Whether it is the rating of a report, which a redetermination between two is not."""
        return self.is_rating and self.category != "redetermination"

    @property
    def is_rating(self) -> bool:
        """Whether it is a rating of the first scorecard of its table."""
        return self.kind == "rating" and not self.scorecard

    @property
    def doubtful(self) -> bool:
        """Whether one of its dates is doubtful."""
        return self.start.doubtful or (self.end is not None and self.end.doubtful)

    @property
    def lasts(self) -> bool:
        """Whether it is a spell, not a point in time: it has an end, or it goes on."""
        return bool(self.end or self.ongoing)

    @property
    def vague(self) -> bool:
        """Whether it lasted from or to a date that is not known to the day."""
        return self.lasts and not self.precise

    @property
    def precise(self) -> bool:
        """Whether each of its dates is known to the day."""
        return self.start.to_the_day and (self.end is None or self.end.to_the_day)

    @cached_property
    def days(self) -> Days:
        """The days that its dates may mean; an ongoing fact ends where the table does."""
        is_whole = self.kind == "index" and not self.lasts and self.first < self.last
        if self.kind in SPELL_KINDS or is_whole:
            start = self.first // 1, *_inclusive(*self.began)
            end = self.last // 1, *_inclusive(*self.ended)
        else:
            start, end = _extent(self.start), (NAN, NAN, NAN)
            if self.end:
                middle, least, most = _extent(self.end)
                end = max(middle, start[0]), max(least, start[1]), most
        return Days(*start, *((self.last, self.last, NAN) if self.ongoing else end))

    @property
    def possibly(self) -> tuple[float, float]:
        """All days on which it may have held."""
        is_point = self.first == self.last
        ended = self.last if self.ongoing or is_point else self.ended[1]
        return self.first if is_point else self.began[0], ended

    @property
    def certainly(self) -> tuple[float, float]:
        """The days of a spell on which it held whatever its dates mean; the last first if none.

        A spell from 1991 to 1992 held on 31 December 1991: it began on that day at the latest.
        """
        first, last = self.began[1], min(self.ended[0], self.last)
        return (first - 1 if first == last and self.vague else first), last

    @property
    def criminalizes(self) -> bool:
        """Whether it is a law that makes trafficking a crime."""
        return "criminalization" in self.category

    @property
    def with_party(self) -> str:
        """Its label; of a government with its party, if it has one."""
        return f"{self.label} ({self.value})" if self.value else self.label

    def name(self, scale: Scale) -> str:
        """Its name in running text."""
        if self.label:
            return self.with_party
        if self.kind == "rating":
            return scale.of(self.scorecard).full_label(self.value)
        return f"{self.category}: {self.value}"

    @property
    def when(self) -> str:
        """The date in words, in its own precision."""
        if self.ongoing:
            return f"since {in_words(self.start)}"
        if self.end is None:
            return in_words(self.start)
        return f"{in_words(self.start)} to {in_words(self.end)}"


def facts_of(
    records: pd.DataFrame, horizon: float | None = None, scale: Scale = TIP_TIERS
) -> dict[str, tuple[Fact, ...]]:
    """Turn validated records, in any order, into the facts of each country.

    Parameters
    ----------
    records : pandas.DataFrame
    horizon : float, optional
        The day on which the table ends, for what is ongoing; from its dates if not given.
    scale : Scale
        Knows which ratings are of a further scorecard.
    """
    names = {other.name for other in scale.others}
    columns = ("kind", "start", "end", *_TEXTS)
    rows = zip(*(records[column].tolist() for column in columns), strict=True)
    found: dict[str, list[Fact]] = {}
    for country, row in zip(records["country"].tolist(), rows, strict=True):
        found.setdefault(country, []).append(_fact(names, *row))
    if horizon is None:
        horizon = horizon_of([fact for own in found.values() for fact in own])
    return {
        country: tuple(_ended(fact, horizon) for fact in _tightened(sorted(own, key=_order)))
        for country, own in sorted(found.items())
    }


def _ended(fact: Fact, horizon: float) -> Fact:
    """A fact that ends on the day `horizon` if it is ongoing, or with the year it began in."""
    if not fact.ongoing:
        return fact
    year_over = date(min(fact.start.latest.year, 9998) + 1, 1, 1).toordinal()
    return replace(fact, last=min(fact.last, max(horizon, float(year_over))))


def _tightened(facts: list[Fact]) -> list[Fact]:
    """Facts in the order of their days, with uncertain spells limited by their neighbours."""
    spells: dict[tuple[str, str], list[int]] = {}
    for n, fact in enumerate(facts):
        if fact.kind in SPELL_KINDS:
            spells.setdefault((fact.kind, fact.series), []).append(n)
    for own in spells.values():
        if not any(facts[n].vague for n in own):
            continue
        spans = [_span_of(facts[n]) for n in own]
        for lane in lanes(spans):
            found = tighten([spans[place] for place in lane])
            for place, (span, first, last) in zip(lane, found, strict=True):
                began, ended = ((a, a if a == b else b + 1) for a, b in (span[:2], span[2:]))
                fact = facts[own[place]]
                facts[own[place]] = replace(fact, first=first, last=last, began=began, ended=ended)
    return sorted(facts, key=lambda fact: fact.first)


def _span_of(fact: Fact) -> Span:
    return span_of(fact.start, fact.end) if fact.lasts else Span(*fact.began, *fact.ended)


def horizon_of(facts: Sequence[Fact]) -> float:
    """The day on which the table ends: after the last year or winter that its dates name.

    A report holds until the next one. Where all ratings are of reports, ratings and indices decide:
    a president who takes office in January does not show that the last report still holds.
    """
    categories = {fact.category for fact in facts if fact.is_rating}
    by_report = categories and categories <= {"report", "redetermination"}
    series = [fact for fact in facts if fact.kind in SERIES_KINDS] if by_report else facts
    dates = {when.text: when for fact in series for when in (fact.start, fact.end) if when}
    named = [when for text, when in dates.items() if text[:4].isdigit()]
    last = max((when.earliest.year for when in named), default=9998)
    ends = date(min(last, 9998) + 1, 1, 1), *(when.day_after for when in named)
    return float(max(ends).toordinal()) if last < 9998 else INF


def _fact(scorecards: Collection[str], kind: str, start: Date, end: Any, *cells: Any) -> Fact:
    """The fact of a row, over all days that it may have lasted; `cells` are those of `_TEXTS`."""
    category = cells[_TEXTS.index("category")]
    scorecard = category if kind == "rating" and category in scorecards else ""
    until = end if isinstance(end, Date) else None
    first = float(start.earliest.toordinal())
    if until:
        last = float((until.earliest if until.to_the_day else until.day_after).toordinal())
    elif end == ONGOING:
        last = INF
    else:
        last = first if start.to_the_day else float(start.day_after.toordinal())
    more = (*cells, first, last, _certain(first), _certain(last), scorecard)
    return Fact(kind, start, until, end == ONGOING, *more)


@cache
def _certain(day: float) -> tuple[float, float]:
    """The days that a certain day means; one value for all facts, which are many."""
    return day, day


def _order(fact: Fact) -> tuple[object, ...]:
    start, end = fact.start, fact.end.text if fact.end else ""
    days = start.earliest, start.latest, start.text, end
    return *days, fact.category, fact.label, fact.value, fact.detail, fact.source


def _inclusive(first: float, last: float) -> tuple[float, float]:
    """First and last day of a half-open span; of an empty one its day."""
    return first, max(first, last - 1)


def _extent(when: Date) -> tuple[float, float, float]:
    """The middle, the first and the last day that a date may mean."""
    return int(when.middle), when.earliest.toordinal(), when.latest.toordinal()
