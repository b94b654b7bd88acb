"""Spells: the facts of one kind that follow each other with one value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ..table.rules import LABELED, SERIES_KINDS
from .facts import Fact

POINT_KINDS = ("law", "event")
"""Kinds of which each record stands alone."""


def spells_of(facts: Sequence[Fact], *, across_gaps: bool = False) -> list[Sequence[Fact]]:
    """Split facts of one country and kind into unbroken runs of one value.

    Parameters
    ----------
    facts : sequence of Fact
        In order; of governments and indices those of one category.
    across_gaps : bool
        Whether a run of one value of a rating or an index goes on over a gap.

    Returns
    -------
    list of sequence of Fact
        Laws and events one by one.
    """

    def goes_on(before: Fact, fact: Fact) -> bool:
        same = (value_of(fact), fact.value) == (value_of(before), before.value)
        over = across_gaps and fact.kind in SERIES_KINDS
        return (
            same and fact.kind not in POINT_KINDS and (over or fact.days.start <= before.days.end)
        )

    starts = [n for n in range(len(facts)) if not n or not goes_on(facts[n - 1], facts[n])]
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
    return tuple(_merged(spell) for spell in spells_of([*facts]))


def _merged(facts: Sequence[Fact]) -> Fact:
    """Facts that follow each other as one."""
    first, last = facts[0], facts[-1]
    if first is last:
        return first
    source = "; ".join(dict.fromkeys(fact.source for fact in facts if fact.source))
    whole = replace(first, end=last.end, ongoing=last.ongoing, last=last.last, ended=last.ended)
    return replace(whole, source=source, detail="", category="")
