"""Several scorecards in one table: which scale each rating belongs to.

A rating belongs to the scale whose name is its category, any other rating to the first scale. A
country has one rating at a time on each scale.
"""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from ..errors import RecordError, RecordWarning, expect
from .columns import Column, Mask, Rows
from .dates import ONGOING, date_or_none
from .scales import Scale
from .spans import INF, Span, after, lanes, span_of, turn


def as_scale(scale: Any) -> Scale:
    """One scale for a table: the first of several, which knows the others.

    Parameters
    ----------
    scale : Scale or sequence of Scale

    Raises
    ------
    RecordError
        If it is neither, or two scales have the same name.

    Examples
    --------
    >>> from tinytl import TIP_TIERS
    >>> freedom = Scale(["F", "PF", "NF"], name="Freedom")
    >>> both = as_scale([TIP_TIERS, freedom])
    >>> both.name, both.of("Freedom").name, both.of("report").name
    ('TIP tier', 'Freedom', 'TIP tier')
    """
    if isinstance(scale, Scale):
        return scale
    listed = isinstance(scale, list | tuple) and len(scale) > 0
    right = listed and all(isinstance(one, Scale) and not one.others for one in scale)
    expect(right, "scale", scale, "a tl.Scale, or a list of them")
    names = [one.name for one in scale]
    if len(set(names)) < len(names):
        raise RecordError(f"scale has the names {', '.join(names)}; expected each once: name=.")
    axes = {name: axis for one in reversed(scale) for name, axis in one.axes}
    joined: Scale = scale[0].with_axes(axes)
    object.__setattr__(joined, "others", tuple(scale[1:]))
    return joined


def is_of_scales(rows: Rows, scale: Scale) -> Mask:
    """Mask of the ratings that the scales rate.

    A rating belongs to the scale whose name is its category, any other to the first. But if some
    have the name of the first, ratings with no such name are of scorecards that are not asked for.
    """
    ratings = rows.is_kind("rating")
    names = {scale.name, *(other.name for other in scale.others)}
    named = ~rows.violates(names.__contains__, "category")
    first = ~rows.violates(scale.name.__eq__, "category")
    return ratings & named if (ratings & first).any() else ratings


def overlapping_ratings(rows: Rows, scale: Scale) -> Mask:
    """Mask of ratings that certainly start before the former rating on that scale ended."""
    dates, of_dates = rows.of("start", "end")
    spans = [_span(*pair) for pair in dates]
    series: dict[tuple[int, str], list[tuple[Span, int]]] = {}
    country, category = rows.columns["country"].codes, rows.columns["category"]
    scorecard = [scale.of(text).name for text in category.texts]
    for position in np.flatnonzero(is_of_scales(rows, scale) & ~rows.is_duplicate).tolist():
        if span := spans[of_dates[position]]:
            key = country[position], scorecard[category.codes[position]]
            series.setdefault(key, []).append((span, position))
    found = np.zeros_like(rows.is_duplicate)
    for own in series.values():
        if len(lanes([span for span, _ in own])) == 1:
            continue
        ended, before = -INF, own[0]
        for spell in sorted(own, key=lambda spell: turn(spell[0])):
            if ended > spell[0].begun_max:
                found[max(before, spell)[1]] = True
            ended, before = after(ended, spell[0]), spell
    return found


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


def own_ratings(records: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Checked records without the ratings of scorecards for which there is no scale.

    Warns
    -----
    RecordWarning
        If ratings are left out and one of several scales has none: its name may be misspelt.
    """
    columns = {name: Column.of(records[name].tolist()) for name in ("kind", "category")}
    rows = Rows(columns)
    foreign = rows.is_kind("rating") & ~is_of_scales(rows, scale)
    if not foreign.any():
        return records
    named = {str(category) for category in records["category"][rows.is_kind("rating")].unique()}
    unused = [other.name for other in scale.others if other.name not in named]
    if unused:
        left = sorted(named - {scale.name, *(other.name for other in scale.others)})
        told = (
            f"No rating has the category {', '.join(map(repr, unused))} of a scale. Ratings of "
            f"{', '.join(map(repr, left))} are left out: there is no scale of that name."
        )
        warnings.warn(RecordWarning(told), stacklevel=2)
    return records[~foreign]
