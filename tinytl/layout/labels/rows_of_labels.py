"""
The geometry of labels on leaders: the row of each label, and the places of the boxes of a row.

The leaders of labels in higher rows cut a row into segments. Segments do not affect each other, and
within a segment a box only pushes its neighbours. Row filling relies on this.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import inf

EPS = 1e-9
_Link = tuple[int, "_Link"] | None  # a label, and those before it
_Chain = tuple[float, int, float, _Link]  # its end, minus its labels, where a box may follow


@dataclass(frozen=True)
class Constraints:
    """Walls and least distances: between boxes, between leaders, from a leader to a box's end."""

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
        """Least and greatest left edge of a box that contains its leader, between the walls."""
        inset = min(inset, width / 2)
        least = min(leader + inset, self.right) - width
        most = max(leader - inset, self.left)
        return max(least, self.left), min(most, self.right - width)


@dataclass(frozen=True)
class Labels:
    """
    Labels on leaders, from left to right. The position of a box is its left edge.

    Attributes
    ----------
    wish, width : list of float
        Preferred position of each box, centred on its anchor; its width with the gap after it.
    bounds, inner : list of (float, float)
        Least and greatest position of each box; the same, so that the leader meets it well inside.
    far, near : list of float
        Between the leaders of the labels ``a - 1`` and ``b``, boxes begin at ``far[a]`` or later
        and end, with their gap, at ``near[b]`` or earlier. The first and the last are the walls.
    """

    wish: list[float]
    width: list[float]
    bounds: list[tuple[float, float]]
    inner: list[tuple[float, float]]
    far: list[float]
    near: list[float]

    @classmethod
    def on(
        cls,
        leaders: Sequence[float],
        anchors: Sequence[float],
        widths: Sequence[float],
        limits: Constraints,
    ) -> Labels:
        """Labels whose leaders are placed."""
        least_inset, both = min(limits.inset, limits.clear), list(zip(leaders, widths, strict=True))
        return cls(
            [x - w / 2 for x, w in zip(anchors, widths, strict=True)],
            [w + limits.gap for w in widths],
            [limits.bounds(x, w, least_inset) for x, w in both],
            [limits.bounds(x, w, limits.inset) for x, w in both],
            [limits.left, *(x + limits.clear for x in leaders)],
            [*(x - limits.clear + limits.gap for x in leaders), limits.right + limits.gap],
        )

    @property
    def n(self) -> int:
        """Number of labels."""
        return len(self.wish)


def nearest_positions(
    wish: Sequence[float], width: Sequence[float], bounds: Sequence[tuple[float, float]]
) -> list[float] | None:
    """
    Positions of boxes side by side with the least sum of squared distances from their wishes.

    This is isotonic regression with bounds [1]_: boxes that would overlap form a pool, which moves
    to its mean.

    Returns
    -------
    list of float or None
        None if the boxes do not fit.

    References
    ----------
    .. [1] M. J. Best, N. Chakravarti, "Active set algorithms for isotonic regression; a unifying
       framework", Mathematical Programming 47, 1990.

    Examples
    --------
    >>> nearest_positions([0, 2, 30], [6, 6, 6], [(-9, 9), (-9, 9), (0, 99)])
    [-2.0, 4.0, 30.0]
    """
    shift, floor, shifts, bottoms = 0.0, -inf, [], []
    for (least, _), wide in zip(bounds, width, strict=True):
        floor = max(floor, least - shift)
        shifts.append(shift)
        bottoms.append(floor)
        shift += wide
    top, tops = inf, [0.0] * len(shifts)
    for m in reversed(range(len(shifts))):
        top = tops[m] = min(top, bounds[m][1] - shifts[m])
        if bottoms[m] > top + EPS:
            return None
    pools: list[tuple[float, float, int, float]] = []  # position, sum of wishes, boxes, ceiling
    for m, shift in enumerate(shifts):
        total, count, top = wish[m] - shift, 1, tops[m]
        at = min(max(total, bottoms[m]), top)
        while pools and pools[-1][0] > at:
            _, more, others, top = pools.pop()
            total, count = total + more, count + others
            at = min(max(total / count, bottoms[m]), top)
        pools.append((at, total, count, top))
    positions = [at for at, _, count, _ in pools for _ in range(count)]
    return [at + shift for at, shift in zip(positions, shifts, strict=True)]


def fill_rows(labels: Labels, first: Collection[int] = ()) -> list[int]:
    """
    Fill rows from the axis up, each with as many labels as possible.

    A row holds what fits between the leaders of all labels that it leaves to higher rows. Fewer
    labels in the rows above only leave more room. So if any number of rows can hold all labels,
    these rows do.

    Parameters
    ----------
    labels : Labels
    first : collection of int
        Labels that stand below all others, where they fit.

    Returns
    -------
    list of int
        Row of each label, 0 next to the axis; -1 for labels that fit in no row.
    """
    rows, left, row = [-1] * labels.n, list(range(labels.n)), 0
    for own in (set(first), set(left)):
        while taken := _best_row(labels, left, own):
            for i in taken:
                rows[i] = row
            left, row = [i for i in left if rows[i] < 0], row + 1
    return rows


def _best_row(labels: Labels, left: Sequence[int], own: Collection[int]) -> list[int]:
    """Choose the labels of a row by dynamic programming; the leaders of the others pass it."""
    chains: list[_Chain] = [(-inf, 0, labels.far[0], None)]
    for i in left:
        near, far, wide = labels.near[i] + EPS, labels.far[i + 1], labels.width[i]
        least, most = labels.bounds[i]
        longer = [
            ((start if start > least else least) + wide, minus - 1, link)
            for _, minus, start, link in (chains if i in own else ())
            if start <= most + EPS
        ]
        longer.sort(key=_end_and_count)
        passed = min([chain for chain in chains if chain[0] <= near], key=_count, default=None)
        chains, best = ([(-inf, passed[1], far, passed[3])], inf) if passed else ([], inf)
        for end, minus, link in longer:  # a chain that ends further right must have more labels
            if minus < best:
                best = minus
                chains.append((end, minus, end, (i, link)))
    chosen, link = [], min(chains, key=_count)[3]
    while link:
        chosen.append(link[0])
        link = link[1]
    return chosen


def _count(chain: _Chain) -> int:
    return chain[1]


def _end_and_count(step: tuple[float, int, _Link]) -> tuple[float, int]:
    return step[:2]


def row_positions(labels: Labels, rows: Sequence[int], row: int) -> dict[int, float]:
    """Position of each box of a row, given the row of every label."""
    positions: dict[int, float] = {}
    for a, members, b in _segments(rows, row):
        positions |= zip(members, _segment_positions(labels, a, members, b), strict=True)
    return positions


def _segment_positions(labels: Labels, a: int, members: Sequence[int], b: int) -> list[float]:
    """Positions of the boxes between the leaders of ``a - 1`` and ``b``."""
    far, near = labels.far[a], labels.near[b]
    wish, width = [labels.wish[i] for i in members], [labels.width[i] for i in members]
    for bounds in (labels.inner, labels.bounds):
        narrowed = [
            (max(bounds[i][0], far), min(bounds[i][1], near - w))
            for i, w in zip(members, width, strict=True)
        ]
        if positions := nearest_positions(wish, width, narrowed):
            return positions
    raise AssertionError("a row holds only labels that fit")


def _segments(rows: Sequence[int], row: int) -> list[tuple[int, list[int], int]]:
    """The labels of a row, cut where the leader of a label in a higher row passes."""
    cuts: list[tuple[int, list[int], int]] = []
    a, members = 0, list[int]()
    for i, own in enumerate(rows):
        if own == row:
            members.append(i)
        elif own > row:
            cuts.append((a, members, i))
            a, members = i + 1, []
    return [cut for cut in [*cuts, (a, members, len(rows))] if cut[1]]
