"""
Labels in rows: the fewest rows there are, and one row set.

The leaders of one row's labels cut each row below into *stretches* that have nothing to do with each
other, and between two neighbouring cuts boxes only push each other. Both facts carry all that is
here and the search in `search`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

INF, EPS = float("inf"), 1e-9


@dataclass(frozen=True)
class Labels:
    """
    Labels on leaders, from left to right. A place is that of the left edge of a box.

    Attributes
    ----------
    wish, width : list of float
        Where each box would like to begin, and its width with the gap that follows.
    least, most : list of float
        Where it may begin at the outmost: its leader inside, itself between the walls.
    far, near : list of float
        Between leaders ``a - 1`` and ``b`` a box begins at ``far[a]`` at least, and ends, gap
        included, at ``near[b]`` at most; the first and the last are the walls.
    """

    wish: list[float]
    width: list[float]
    least: list[float]
    most: list[float]
    far: list[float]
    near: list[float]
    wish_least: list[float]
    wish_most: list[float]

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.wish)


def settle(
    wish: Sequence[float], width: Sequence[float], low: Sequence[float], high: Sequence[float]
) -> list[float] | None:
    """
    Places of boxes in a row, nearest to their wishes in squares; None if they do not fit.

    Isotonic regression [1]_: neighbours that meet are pooled, each pool at its mean, clipped.

    .. [1] M. J. Best, N. Chakravarti, "Active set algorithms for isotonic regression; a unifying
       framework", Mathematical Programming 47, 1990.

    Examples
    --------
    >>> settle([0, 2], [6, 6], [-9, -9], [9, 9])
    [-2.0, 4.0]
    """
    before, floor, bottoms, shifts = 0.0, -INF, [], []
    for least, wide in zip(low, width, strict=True):
        floor = max(floor, least - before)
        bottoms.append(floor)
        shifts.append(before)
        before += wide
    ceiling, tops = INF, []
    for most, shift, floor in zip(reversed(high), reversed(shifts), reversed(bottoms), strict=True):
        ceiling = min(ceiling, most - shift)
        tops.append(ceiling)
        if floor > ceiling + EPS:
            return None
    tops.reverse()
    pools: list[tuple[float, float, int, float]] = []  # place, sum of wishes, boxes, ceiling
    for m, shift in enumerate(shifts):
        total, count, top = wish[m] - shift, 1, tops[m]
        at = min(max(total, bottoms[m]), top)
        while pools and pools[-1][0] > at:
            _, more, others, top = pools.pop()
            total, count = total + more, count + others
            at = min(max(total / count, bottoms[m]), top)
        pools.append((at, total, count, top))
    places = [at for at, _, count, _ in pools for _ in range(count)]
    return [at + shift for at, shift in zip(places, shifts, strict=True)]


def stretch(p: Labels, a: int, members: Sequence[int], b: int) -> list[float] | None:
    """Places of some labels of one row between the leaders ``a - 1`` and ``b``; None: no fit."""
    far, near = p.far[a], p.near[b]
    wish, width = [p.wish[i] for i in members], [p.width[i] for i in members]
    low = [max(p.least[i], far) for i in members]
    high = [min(p.most[i], near - p.width[i]) for i in members]
    inner = (
        [max(v, p.wish_least[i]) for i, v in zip(members, low, strict=True)],
        [min(v, p.wish_most[i]) for i, v in zip(members, high, strict=True)],
    )
    return settle(wish, width, *inner) or settle(wish, width, low, high)


def stretches(
    rows: Sequence[int], row: int, a: int, b: int
) -> list[tuple[int, tuple[int, ...], int]]:
    """What a row holds between the leaders ``a - 1`` and ``b``, cut at leaders that pass it."""
    cuts, members = [], []
    for i in range(a, b):
        if rows[i] == row:
            members.append(i)
        elif rows[i] > row:
            if members:
                cuts.append((a, tuple(members), i))
                members = []
            a = i + 1
    return [*cuts, (a, tuple(members), b)] if members else cuts


def peel(p: Labels, worth: Sequence[float]) -> list[int]:
    """
    Fill rows from the axis up: each with the labels of most worth that fit between the others'
    leaders. With fewer labels left there is only more room, so if any number of rows can do, this
    ends with a row for each; where it cannot go on, the rest has -1.
    """
    rows, left = [-1] * p.n, list(range(p.n))
    for row in range(p.n):
        taken = _best_row(p, left, worth)
        for i in taken:
            rows[i] = row
        left = [i for i in left if rows[i] < 0]
        if not left or not taken:
            break
    return rows


def _best_row(p: Labels, left: Sequence[int], worth: Sequence[float]) -> list[int]:
    """Labels of most worth for a row that all others pass, chosen from left to right."""
    # A chain: where it ends, minus its worth, where the next box may begin, its labels from behind.
    chains: list[tuple[float, float, float, _Link]] = [(-INF, 0.0, p.far[0], None)]
    for i in left:
        near, far, least, wide, last = p.near[i], p.far[i + 1], p.least[i], p.width[i], p.most[i]
        longer = sorted(
            [
                ((least if least > start else start) + wide, minus - worth[i], link)
                for _, minus, start, link in chains
                if start <= last + EPS
            ],
            key=_end_and_worth,
        )
        passed = min([c for c in chains if c[0] <= near + EPS], key=_worth, default=None)
        chains, best = ([(-INF, passed[1], far, passed[3])], INF) if passed else ([], INF)
        for end, minus, link in longer:  # of those that end further right only the better ones
            if minus < best:
                best = minus
                chains.append((end, minus, end, (i, link)))
    chosen, link = [], min(chains, key=_worth)[3]
    while link:
        chosen.append(link[0])
        link = link[1]
    return chosen


_Link = tuple[int, "_Link"] | None


def _worth(chain: tuple[float, float, float, _Link]) -> float:
    return chain[1]


def _end_and_worth(step: tuple[float, float, _Link]) -> tuple[float, float]:
    return step[:2]


def fewest(p: Labels, limit: int) -> list[int] | None:
    """
    Rows for all labels, as few as there can be; None if it takes `limit` rows or more.

    What labels ``a`` to ``b - 1`` need between the leaders ``a - 1`` and ``b`` depends on them
    alone: on top a chain of labels, and less than that between any two neighbours of the chain
    [1]_. Of a chain only its end matters, the further left the better; so chains grow in the order
    of their ends, as in Dijkstra's shortest paths, and each label is reached once. Sets of leaders
    are the bits of a number.

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


_Top = tuple[int, int, dict[int, int]]  # rows, the last label of the top one, label before each


def _reached(
    p: Labels, known: Sequence[int], a: int, k: int, tops: dict[tuple[int, int], _Top]
) -> int:
    """All ``b`` such that labels a to b - 1 need k rows; their top rows are added to `tops`."""
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
            start = max(end, p.least[m])
            if start <= p.most[m] + EPS:
                before[m] = last
                heappush(ends, (start + p.width[m], m))
        open_ &= ~known[last + 1]
    return found


def _bits(number: int) -> Iterator[int]:
    while number:
        yield (number & -number).bit_length() - 1
        number &= number - 1


def _traced(tops: Mapping[tuple[int, int], _Top], n: int) -> list[int]:
    rows, parts = [0] * n, [(0, n)]
    for a, b in parts:  # which grow
        k, last, before = tops[a, b]
        while last >= a:
            rows[last] = k - 1
            parts += [(last + 1, b)] if last + 1 < b else []
            b, last = last, before[last]
        parts += [(a, b)] if a < b else []
    return rows
