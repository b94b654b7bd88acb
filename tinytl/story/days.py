"""The days that the dates of a fact may mean, and the facts that make up one spell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

from ..table.dates import Date
from ..table.rules import LABELED, SERIES_KINDS
from ..table.spans import SPELL_KINDS
from .facts import Fact

NAN = float("nan")
POINT_KINDS = ("law", "event")
"""Kinds of which each record stands alone."""


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


class Dated(NamedTuple):
    """A fact with its days."""

    fact: Fact
    days: Days


def with_days(facts: Iterable[Fact]) -> list[Dated]:
    """Facts with their days."""
    return [Dated(fact, days_of(fact)) for fact in facts]


def days_of(fact: Fact) -> Days:
    """The days of a fact; an ongoing one ends where the table does."""
    if fact.kind in SPELL_KINDS or _covers_its_start(fact):
        start = fact.first // 1, *_inclusive(*fact.began)
        end = fact.last // 1, *_inclusive(*fact.ended)
    else:
        start, end = _extent(fact.start), (NAN, NAN, NAN)
        if fact.end:
            middle, least, most = _extent(fact.end)
            end = max(middle, start[0]), max(least, start[1]), most
    if fact.ongoing:
        end = fact.last, fact.last, NAN
    return Days(*start, *end)


def _covers_its_start(fact: Fact) -> bool:
    """Whether it is a value of an index for a whole year or month."""
    return fact.kind == "index" and not (fact.end or fact.ongoing) and fact.first < fact.last


def _inclusive(first: float, last: float) -> tuple[float, float]:
    """First and last day of a half-open span; of an empty one its day."""
    return first, max(first, last - 1)


def _extent(when: Date) -> tuple[float, float, float]:
    """The middle, the first and the last day that a date may mean."""
    return int(when.middle), when.earliest.toordinal(), when.latest.toordinal()


def spells_of(facts: Sequence[Dated], *, across_gaps: bool = False) -> list[Sequence[Dated]]:
    """Split facts of one country and kind into the longest runs of one value without a gap.

    Parameters
    ----------
    facts : sequence of Dated
        In order; of governments and indices those of one category.
    across_gaps : bool
        Whether a run of one value of a rating or an index goes on over a gap.

    Returns
    -------
    list of sequence of Dated
        Laws and events one by one.
    """
    starts = []
    for n, (fact, days) in enumerate(facts):
        before = facts[n - 1] if n and fact.kind not in POINT_KINDS else None
        if (
            before is None
            or (value_of(fact), fact.value) != (value_of(before.fact), before.fact.value)
            or not (days.start <= before.days.end or (across_gaps and fact.kind in SERIES_KINDS))
        ):
            starts.append(n)
    return [facts[first:last] for first, last in pairwise([*starts, len(facts)])]


def value_of(fact: Fact) -> str:
    """The value that the next fact may continue; the label of a government, law or event."""
    return fact.label if fact.kind in LABELED else fact.value


def merge_spells(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Join ratings of one value that follow each other without a gap into one fact.

    Parameters
    ----------
    facts : iterable of Fact
        The ratings of a country, in order.

    Returns
    -------
    tuple of Fact
        Each with the sources of all its ratings, without detail and category.
    """
    return tuple(_merged([fact for fact, _ in spell]) for spell in spells_of(with_days(facts)))


def _merged(facts: Sequence[Fact]) -> Fact:
    """Facts that follow each other as one."""
    first, last = facts[0], facts[-1]
    if first is last:
        return first
    source = reduce(
        lambda a, b: "; ".join(dict.fromkeys(filter(None, (a, b)))), (f.source for f in facts)
    )
    whole = replace(first, end=last.end, ongoing=last.ongoing, last=last.last, ended=last.ended)
    return replace(whole, source=source, detail="", category="")
