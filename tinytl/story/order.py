"""The order of many countries: by name, by how they were rated, or each beside its likes."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from ..errors import RecordError
from ..table.codes import unaccented
from ..table.countries import name_of
from .events import Event
from .facts import Story
from .reports import reported

Days: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.int64]

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
        ``name``; ``mean``, ``latest`` or ``first``: the rank of their ratings in the reports, the
        best first and those without one last; ``similar``: each beside those whose ratings were
        most like its own; ``event``: the day of their event, the first on top; or the countries
        themselves, which stand first in their order. Ties are in the order of the names.
    events : mapping of str to Event, optional
        Of the countries that have one.

    Raises
    ------
    RecordError
        For another word, a country that is not there, or ``event`` without events.
    """
    by_name = sorted(codes, key=lambda code: unaccented(name_of(code)))
    if not isinstance(sort, str):
        first = [story.code(country) for country in sort]
        places = {code: place for place, code in enumerate(first)}
        return sorted(by_name, key=lambda code: places.get(code, len(first)))
    if sort not in SORTS or (sort == "event" and events is None):
        raise RecordError(
            f"sort is {sort!r}; expected one of {', '.join(SORTS[:-1])}, 'event' together with "
            "align, or a list of countries."
        )
    if sort == "name":
        return by_name
    if sort == "event":
        days = {code: event.day for code, event in (events or {}).items()}
        return sorted(by_name, key=lambda code: days.get(code, np.inf))
    ranks = _ranks(story, by_name)
    if sort != "similar":
        return [by_name[place] for place in np.argsort(_summary(ranks, sort), kind="stable")]
    by_mean = np.argsort(_summary(ranks, "mean"), kind="stable")
    return [by_name[place] for place in by_mean[_path(distances(ranks[by_mean]))]]


def _ranks(story: Story, codes: Sequence[str]) -> Days:
    """The rank of each country (rows) in each report (columns); NaN for none."""
    reports, rank = reported(story), story.scale.rank
    given = [reports[code].given for code in codes]
    rows = [
        [rank(own[y].value) if y in own else None for y in sorted(story.releases)] for own in given
    ]
    return np.array(rows, dtype=float).reshape(len(codes), len(story.releases))


def _summary(ranks: Days, sort: str) -> Days:
    """The mean, the first or the last rank of each row; infinite for a row without one."""
    there = ~np.isnan(ranks)
    if not ranks.size:
        return np.full(len(ranks), np.inf)
    if sort == "mean":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # of a row without one
            found = np.nanmean(ranks, axis=1)
    else:
        place = there.argmax(axis=1)
        if sort == "latest":
            place = ranks.shape[1] - 1 - there[:, ::-1].argmax(axis=1)
        found = ranks[np.arange(len(ranks)), place]
    return np.asarray(np.where(there.any(axis=1), found, np.inf), dtype=float)


def distances(ranks: Days) -> Days:
    """The mean difference in rank of each two rows, over the reports that rate both.

    Those that no report rates together are as far apart as can be.
    """
    there = (~np.isnan(ranks)).astype(float)
    known = np.nan_to_num(ranks)
    total = np.zeros((len(ranks), len(ranks)))
    for column, seen in zip(known.T, there.T, strict=True):
        total += np.abs(column[:, None] - column) * seen[:, None] * seen
    common = there @ there.T
    farthest = known.max(initial=0.0) + 1
    return np.asarray(np.where(common > 0, total / np.maximum(common, 1), farthest), dtype=float)


def _path(far: Days) -> Places:
    """A short path through all places, from the order given, by 2-opt.

    As long as turning round a part of the path makes it shorter, the best such turn from each place
    is made. (Croes, "A method for solving traveling-salesman problems", 1958.) The last row and
    column that are added stand for both ends, to which it is nowhere far.
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
