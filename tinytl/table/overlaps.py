"""Conditions on the whole table: one rating at a time, one value of an index a date."""

from __future__ import annotations

from functools import cache

import numpy as np

from .columns import Codes, Rows, repeated
from .dates import ONGOING, date_or_none
from .scales import Scale
from .scorecards import is_of_scales
from .spans import INF, Span, after, lanes, span_of, turn


def overlapping_ratings(rows: Rows, scale: Scale) -> Codes:
    """Ratings that certainly start before the country's former rating on that scale ended."""
    dates, of_dates = rows.of("start", "end")
    spans = [_span(*pair) for pair in dates]
    series: dict[tuple[int, str], list[tuple[Span, int]]] = {}
    country, category = rows.columns["country"].codes, rows.columns["category"]
    scorecard = [scale.of(text).name for text in category.texts]
    for position in np.flatnonzero(is_of_scales(rows, scale) & ~rows.is_duplicate).tolist():
        if span := spans[of_dates[position]]:
            key = country[position], scorecard[category.codes[position]]
            series.setdefault(key, []).append((span, position))
    found = []
    for own in series.values():
        if len(lanes([span for span, _ in own])) == 1:
            continue
        ended, before = -INF, own[0]
        for spell in sorted(own, key=lambda spell: turn(spell[0])):
            if ended > spell[0].begun_max:
                found.append(max(before, spell)[1])
            ended, before = after(ended, spell[0]), spell
    return np.unique(np.array(found, dtype=np.int64))


@cache
def _span(start: str, end: str) -> Span | None:
    """The span of a rating; None if a date cannot be read, or the dates contradict each other."""
    first, last = date_or_none(start), date_or_none(end)
    if first is None or (last is None and end not in ("", ONGOING)):
        return None
    if end == "":
        whole = float(first.earliest.toordinal()), float(first.day_after.toordinal())
        return Span(whole[0], whole[0], whole[1], whole[1])
    span = span_of(first, last)
    return span if span.possible else None


def repeated_index_dates(rows: Rows) -> Codes:
    """Rows with a second value of an index for one date; duplicates of a row do not count."""
    index = np.flatnonzero(rows.is_kind("index"))
    again = repeated(rows.of("country", "start", "category")[1][index])
    return index[again & ~rows.is_duplicate[index]]
