"""
Labels in rows over an axis: one row set, all rows filled, and the fewest rows there are.

The leaders of the labels in higher rows cut a row into *stretches* that have nothing to do with
each other, and within a stretch boxes only push their neighbours. All that is here, and the search
for better rows, rests on these two facts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

INF, EPS = float("inf"), 1e-9
EXACT = 60
"""Labels up to which the fewest rows are looked for with proof."""


@dataclass(frozen=True)
class Room:
    """Walls, and what labels keep free: between boxes, between leaders, at the ends of a box."""

    left: float
    right: float
    gap: float
    apart: float
    inset: float

    @property
    def clear(self) -> float:
        """Least distance of a box from the leader of another label."""
        return self.apart / 2

    def bounds(self, leader: float, width: float, inset: float) -> tuple[float, float]:
        """Where a box may begin: between the walls, its leader inside and `inset` from its ends."""
        inset = min(inset, width / 2)
        least = min(leader + inset, self.right) - width
        most = max(leader - inset, self.left)
        return max(least, self.left), min(most, self.right - width)


@dataclass(frozen=True)
class Labels:
    """
    Labels on leaders that are apart, from left to right. The place of a box is its left edge.

    Attributes
    ----------
    wish, width : list of float
        Where each box would like to begin; its width, with the gap that follows it.
    bounds, inner : list of (float, float)
        The least and the most it may begin at, and so that its leader meets it well inside.
    far, near : list of float
        Between the leaders of the labels ``a - 1`` and ``b`` a box begins at ``far[a]`` at least,
        and ends, with its gap, at ``near[b]`` at most; the first and the last are the walls.
    """

    wish: list[float]
    width: list[float]
    bounds: list[tuple[float, float]]
    inner: list[tuple[float, float]]
    far: list[float]
    near: list[float]

    @classmethod
    def on(
        cls, leaders: Sequence[float], anchors: Sequence[float], widths: Sequence[float], room: Room
    ) -> Labels:
        """Labels whose leaders have their places."""
        least_inset, both = min(room.inset, room.clear), list(zip(leaders, widths, strict=True))
        return cls(
            [x - w / 2 for x, w in zip(anchors, widths, strict=True)],
            [w + room.gap for w in widths],
            [room.bounds(x, w, least_inset) for x, w in both],
            [room.bounds(x, w, room.inset) for x, w in both],
            [room.left, *(x + room.clear for x in leaders)],
            [*(x - room.clear + room.gap for x in leaders), room.right + room.gap],
        )

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.wish)


def part(anchors: Sequence[float], room: Room) -> list[float]:
    """Leaders nearest to their anchors, in squares, that are apart; none if there is no room."""
    n, walls = len(anchors), (room.left, room.right)
    return settle(anchors, [room.apart] * n, [walls] * n) or []


# --- one row ---------------------------------------------------------------------------------


def settle(
    wish: Sequence[float], width: Sequence[float], bounds: Sequence[tuple[float, float]]
) -> list[float] | None:
    """
    Places of boxes side by side, nearest to their wishes in squares; None if they do not fit.

    Isotonic regression [1]_: neighbours that meet are pooled, each pool at its mean, clipped.

    .. [1] M. J. Best, N. Chakravarti, "Active set algorithms for isotonic regression; a unifying
       framework", Mathematical Programming 47, 1990.

    Examples
    --------
    >>> settle([0, 2, 30], [6, 6, 6], [(-9, 9), (-9, 9), (0, 99)])
    [-2.0, 4.0, 30]
    """
    shift, floor, shifts, bottoms = 0.0, -INF, [], []
    for (least, _), wide in zip(bounds, width, strict=True):
        floor = max(floor, least - shift)
        shifts.append(shift)
        bottoms.append(floor)
        shift += wide
    top, tops = INF, [0.0] * len(shifts)
    for m in reversed(range(len(shifts))):
        top = tops[m] = min(top, bounds[m][1] - shifts[m])
        if bottoms[m] > top + EPS:
            return None
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
    """Places of a row's boxes between the leaders of ``a - 1`` and ``b``; None: they do not fit."""
    far, near = p.far[a], p.near[b]
    wish, width = [p.wish[i] for i in members], [p.width[i] for i in members]
    for bounds in (p.inner, p.bounds):
        narrowed = [
            (max(bounds[i][0], far), min(bounds[i][1], near - w))
            for i, w in zip(members, width, strict=True)
        ]
        if places := settle(wish, width, narrowed):
            return places
    return None


def stretches(rows: Sequence[int], row: int, a: int, b: int) -> list[tuple[int, list[int], int]]:
    """What a row holds of the labels ``a`` to ``b - 1``, cut at the leaders that pass it."""
    cuts: list[tuple[int, list[int], int]] = []
    members: list[int] = []
    for i in range(a, b):
        if rows[i] == row:
            members.append(i)
        elif rows[i] > row:
            cuts.append((a, members, i))
            a, members = i + 1, []
    return [cut for cut in [*cuts, (a, members, b)] if cut[1]]


# --- all rows --------------------------------------------------------------------------------


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


# --- the fewest rows -------------------------------------------------------------------------


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
