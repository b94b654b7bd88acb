"""
Labels on leaders, and one row of them set.

The leaders of the labels in higher rows cut a row into *stretches* that have nothing to do with
each other, and within a stretch boxes only push their neighbours. How rows are filled, and how they
are made better, rests on these two facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

INF, EPS = float("inf"), 1e-9


@dataclass(frozen=True)
class Room:
    """Walls, and what labels keep free: between boxes, between leaders, at the ends of a box."""

    left: float
    right: float
    gap: float
    apart: float
    inset: float

    @classmethod
    def of(
        cls, left: float, right: float, gap: float, apart: float, inset: float, leaders: int
    ) -> Room:
        """Room for so many leaders: nearer to each other than wanted if there has to be."""
        return cls(left, right, gap, min(apart, (right - left) / max(leaders, 1)), inset)

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
    [-2.0, 4.0, 30.0]
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
