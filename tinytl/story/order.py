"""Sort countries: by name, by rating, by event, or so that neighbours have similar ratings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from ..errors import RecordError
from ..table.countries import short_name_of
from ..table.spelling import unaccented
from .events import Event
from .facts import Fact
from .reports import has_reports
from .story import Story

_Floats: TypeAlias = npt.NDArray[np.float64]
_Ints: TypeAlias = npt.NDArray[np.int64]

SORTS = ("name", "mean", "latest", "first", "similar", "event")


def ordered(
    story: Story,
    codes: Sequence[str],
    sort: str | Sequence[str],
    events: Mapping[str, Event] | None = None,
) -> list[str]:
    """Put countries in an order.

    Parameters
    ----------
    story : Story
    codes : sequence of str
        Countries, by their codes.
    sort : str or sequence of str
        ``name``; ``mean``, ``latest`` or ``first``: the rank of their ratings in the reports, or on
        all days where these are of no reports, the best first and those without one last;
        ``similar``: countries with similar ratings next to each other; ``event``: by the day of
        the event; or a list of countries and regions, which come first. Names are the short
        ones that rows print, accents aside; ties are sorted by them.
    events : mapping of str to Event, optional
        Of the countries that have one.

    Raises
    ------
    RecordError
        For another word, a country that is not there, or ``event`` without events.
    """
    by_name = sorted(codes, key=lambda code: unaccented(short_name_of(code)))
    if not isinstance(sort, str):
        first = story.codes_of(sort)
        places = {code: place for place, code in enumerate(first)}
        return sorted(by_name, key=lambda code: places.get(code, len(first)))
    if sort == "event" and events is None:
        raise RecordError(
            f"sort is 'event'; expected one of {', '.join(SORTS[:-1])}, 'event' together with "
            "align, or a list of countries."
        )
    if sort == "name":
        return by_name
    if sort == "event":
        day_of = {code: event.day for code, event in (events or {}).items()}
        return sorted(by_name, key=lambda code: day_of.get(code, np.inf))
    neutral = story.scale.neutral
    if sort == "mean" and neutral:
        raise RecordError(
            "sort is 'mean'; the levels of a neutral scale have none: expected 'latest', 'first', "
            "'similar' or 'name'."
        )
    ranks, lengths = _ranks(story, by_name)
    by = sort if sort != "similar" else "first" if neutral else "mean"
    order = np.argsort(_summary(ranks, lengths, by), kind="stable")
    if sort == "similar":
        order = order[_path(distances(ranks[order], lengths, neutral))]
    return [by_name[place] for place in order]


def by_similarity(story: Story, country: str, codes: Sequence[str]) -> list[str]:
    """Countries by how little their ratings differ from those of one, the most similar first."""
    every = list(dict.fromkeys([country, *codes]))
    ranks, lengths = _ranks(story, every)
    far = distances(ranks, lengths, story.scale.neutral)[0]
    return [every[place] for place in np.argsort(far, kind="stable")]


def _ranks(story: Story, codes: Sequence[str]) -> tuple[_Floats, _Floats]:
    """The rank of each country (rows) in each report (columns), NaN for none, each of weight 1.

    If ratings are of no reports, a column has the days between two on which some rating changes;
    their number is its weight.
    """
    held: list[tuple[int, Fact, Any]]
    if has_reports(story):
        years, reports = sorted(story.releases), story.reports
        given = ((n, of) for n, code in enumerate(codes) for of in reports[code].given.items())
        held = [(n, fact, years.index(year)) for n, (year, fact) in given]
        weights = np.ones(len(years))
    else:
        rated = [(n, f) for n, c in enumerate(codes) for f in story.facts[c] if f.kind == "rating"]
        ends = np.unique([day for _, fact in rated for day in (fact.first, fact.last)])
        days = (np.searchsorted(ends, (fact.first, fact.last)) for _, fact in rated)
        held = [(*pair, slice(*of)) for pair, of in zip(rated, days, strict=True)]
        weights = np.minimum(np.diff(ends), 1e7)
    ranks = np.full((len(codes), len(weights)), np.nan)
    for row, fact, columns in held:
        rank = story.scale.rank(fact.value)
        ranks[row, columns] = np.nan if rank is None else rank
    return ranks, weights


def _summary(ranks: _Floats, days: _Floats, sort: str) -> _Floats:
    """The mean, the first or the last rank of each row; infinite for a row without one."""
    ranks = ranks[:, ::-1] if sort == "latest" else ranks
    there = ~np.isnan(ranks)
    if not ranks.size:
        return np.full(len(ranks), np.inf)
    if sort == "mean":
        known = np.maximum((there * days).sum(axis=1), 1e-9)
        found = (np.nan_to_num(ranks) * days).sum(axis=1) / known
    else:
        found = ranks[np.arange(len(ranks)), there.argmax(axis=1)]
    return np.asarray(np.where(there.any(axis=1), found, np.inf), dtype=float)


def distances(ranks: _Floats, days: _Floats, neutral: bool = False) -> _Floats:
    """The mean difference in rank of each two rows, over the reports or days that rate both.

    Levels without an order differ by 1. Two rows that are never rated together have the greatest
    distance.
    """
    there = (~np.isnan(ranks)).astype(float)
    known = np.nan_to_num(ranks)
    total = np.zeros((len(ranks), len(ranks)))
    for column, seen, long in zip(known.T, there.T, days, strict=True):
        apart = np.abs(column[:, None] - column)
        total += (np.minimum(apart, 1) if neutral else apart) * seen[:, None] * seen * long
    common = (there * days) @ there.T
    farthest = known.max(initial=0.0) + 1
    return np.asarray(np.where(common > 0, total / np.maximum(common, 1), farthest), dtype=float)


def _path(far: _Floats) -> _Ints:
    """A short path through all places, from the order given, by 2-opt.

    A part of the path is reversed as long as that makes the path shorter. (Croes, "A method for
    solving traveling-salesman problems", 1958.) An added row and column stand for both ends, at a
    distance of 0 from every place.
    """
    n = len(far)
    open_ended = np.zeros((n + 1, n + 1))
    open_ended[:n, :n] = far
    path = np.concatenate(([n], np.arange(n), [n]))
    shorter = n > 2
    while shorter:
        shorter = False
        for i in range(1, n):
            before, first = path[i - 1], path[i]
            lasts, afters = path[i + 1 : n + 1], path[i + 2 :]
            now = open_ended[before, first] + open_ended[lasts, afters]
            gain = now - open_ended[before, lasts] - open_ended[first, afters]
            best = int(gain.argmax())
            if gain[best] > 1e-9:
                j = i + 2 + best
                path[i:j] = path[i:j][::-1].copy()
                shorter = True
    return path[1:-1]
