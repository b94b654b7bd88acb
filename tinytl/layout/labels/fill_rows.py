"""
Rows for labels: filled from the axis up, and the fewest there are.

The first is quick and mostly enough; the second proves how few rows can hold all labels.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count

from .geometry import EPS, INF, Labels

EXACT = 60
"""Labels up to which the fewest rows are looked for with proof."""
GOLDEN = (5**0.5 - 1) / 2  # its multiples scatter evenly

_Link = tuple[int, "_Link"] | None  # a label, and those before it
_Chain = tuple[float, float, float, _Link]  # its end, minus its worth, where a box may follow


def peel(p: Labels, worth: Sequence[float] = (), limit: int | None = None) -> list[int]:
    """
    Fill rows from the axis up, each with as many labels as can be; -1 for what has no place.

    A row takes what fits between the leaders of all that it leaves. With fewer labels left there is
    only more room, so if any number of rows can hold all labels, these do. Labels may be worth a
    little more or less than one, which decides between equal numbers.
    """
    rows, left, worth = [-1] * p.n, list(range(p.n)), worth or [1.0] * p.n
    for row in range(p.n if limit is None else limit):
        taken = _best_row(p, left, worth)
        for i in taken:
            rows[i] = row
        left = [i for i in left if rows[i] < 0]
        if not left or not taken:
            break
    return rows


def worths(p: Labels) -> Iterator[list[float]]:
    """What labels may be worth to `peel`: more if wide, more if narrow, then scattered evenly."""
    total = sum(p.width) + 1
    yield from ([1 + sign * w / total for w in p.width] for sign in (1, -1))
    yield from ([1 + i * run * GOLDEN % 1 / p.n for i in range(p.n)] for run in count())


def _best_row(p: Labels, left: Sequence[int], worth: Sequence[float]) -> list[int]:
    """Labels for a row, chosen from left to right; the leaders of the others pass it."""
    chains: list[_Chain] = [(-INF, 0.0, p.far[0], None)]
    for i in left:
        near, far, wide, (least, most) = p.near[i] + EPS, p.far[i + 1], p.width[i], p.bounds[i]
        longer = [
            ((start if start > least else least) + wide, minus - worth[i], link)
            for _, minus, start, link in chains
            if start <= most + EPS
        ]
        longer.sort(key=_end_and_worth)
        passed = min([chain for chain in chains if chain[0] <= near], key=_worth, default=None)
        chains, best = ([(-INF, passed[1], far, passed[3])], INF) if passed else ([], INF)
        for end, minus, link in longer:  # one that ends further right has to be worth more
            if minus < best:
                best = minus
                chains.append((end, minus, end, (i, link)))
    chosen, link = [], min(chains, key=_worth)[3]
    while link:
        chosen.append(link[0])
        link = link[1]
    return chosen


def _worth(chain: _Chain) -> float:
    return chain[1]


def _end_and_worth(step: tuple[float, float, _Link]) -> tuple[float, float]:
    return step[:2]


_Top = tuple[int, int, dict[int, int]]  # how many rows, last label of the top one, label before


def fewest(p: Labels, limit: int) -> list[int] | None:
    """
    Rows for all labels, as few as there can be; None if that takes `limit` rows or more.

    What the labels ``a`` to ``b - 1`` need between the leaders of ``a - 1`` and ``b`` depends on
    them alone: on top a chain of labels, and fewer rows between any two neighbours of it [1]_. Of a
    chain only its end matters, the further left the better; so chains grow in the order of their
    ends, as in Dijkstra's shortest paths, and each label is reached once. Sets of leaders are the
    bits of a number.

    .. [1] A. Gemsa, J.-H. Haunert, M. Nöllenburg, "Multirow boundary-labeling algorithms for
       panorama images", ACM Transactions on Spatial Algorithms and Systems 1(1), 2015.
    """
    known = [1 << a for a in range(p.n + 1)]  # known[a]: all b such that fewer rows do
    tops: dict[tuple[int, int], _Top] = {}
    for k in range(1, limit):
        new = [_reached(p, known, a, k, tops) for a in range(p.n)]
        if not any(new):
            return None
        known = [old | more for old, more in zip(known, [*new, 0], strict=True)]
        if known[0] >> p.n & 1:
            return _traced(tops, p.n)
    return None


def _reached(
    p: Labels, known: Sequence[int], a: int, k: int, tops: dict[tuple[int, int], _Top]
) -> int:
    """All ``b`` such that the labels a to b - 1 need k rows; notes the top row of each."""
    before: dict[int, int] = {}
    ends, open_, wanted, found = [(p.far[a], a - 1)], (1 << p.n) - 1, ~known[a], 0
    while ends:
        end, last = heappop(ends)
        if last >= a:
            here = known[last + 1] & wanted & -(1 << bisect_left(p.near, end - EPS))
            wanted, found = wanted & ~here, found | here
            for b in _bits(here):
                tops[a, b] = k, last, before
        for m in _bits(known[last + 1] & open_):
            start = max(end, p.bounds[m][0])
            if start <= p.bounds[m][1] + EPS:
                before[m] = last
                heappush(ends, (start + p.width[m], m))
        open_ &= ~known[last + 1]
    return found


def _bits(number: int) -> Iterator[int]:
    while number:
        yield (number & -number).bit_length() - 1
        number &= number - 1


def _traced(tops: Mapping[tuple[int, int], _Top], n: int) -> list[int]:
    """The rows that lead to a top row over all labels."""
    rows, parts = [0] * n, [(0, n)]
    for a, b in parts:  # grows meanwhile
        k, last, before = tops[a, b]
        while last >= a:
            rows[last] = k - 1
            parts += [(last + 1, b)] if last + 1 < b else []
            b, last = last, before[last]
        parts += [(a, b)] if a < b else []
    return rows
