"""
Where labels go: numbers in, numbers out.

Labels stand in rows over an axis. Each is a box that hangs on a vertical *leader* of its own, which
comes from its *anchor*, where the fact is; anchors never move. Wanted are the fewest rows and, with
those, the least sum of squared offsets from the anchors; where that ties, low rows.

**Rules.** Leaders are `apart` from each other: where anchors are nearer, or equal, leaders *part*
in knees right above the marks, each by a *shift* in points, together as little as it takes; those
of equal anchors in the order of the input. A box holds its leader and stays between the walls, and
`gap` from its neighbours in the row. No leader passes through the box of a lower row, nor nearer to
it than half of `apart`. So the labels of a row read in the order of their dates.

**Zooming in is safe.** Proof: let all distances between anchors grow by a factor of at least one,
while rows, offsets, shifts and widths stay. Take any two labels, i left of j. Their leaders, their
boxes if they share a row, and the box of one with the leader of the other that passes it, are as
far apart as their anchors plus a constant, and i's is on the left: a box holds its leader, and the
other leader is beside the box. Anchors have the order of leaders, so their distance is not negative
and can only grow (equal ones stay equal): what was apart stays so. A knee is a straight line from
the anchor to the leader; at a share t of its height, two are (1 - t) times the distance of
the anchors plus t times that of the leaders apart, which is not negative: they never cross.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from .fill_rows import EXACT, fewest, peel, worths
from .geometry import Labels, Room, part, stretch, stretches
from .search import improve
from .select import most_important

QUICK = 4_000
"""Labels placed with the quick method, all in all, where nothing is proven."""


@dataclass(frozen=True)
class Placement:
    """
    Where the labels go, in the order of the input.

    Attributes
    ----------
    rows : tuple of int
        Row of each label; 0 is nearest to the axis, -1 is left out (only with `max_rows`).
    offsets, shifts : tuple of float
        Centre of each box, and its leader, minus the anchor, in the unit of the input.
    n_rows : int
        Rows in use.
    """

    rows: tuple[int, ...]
    offsets: tuple[float, ...]
    shifts: tuple[float, ...]
    n_rows: int


def place(
    anchors: Sequence[float],
    widths: Sequence[float],
    *,
    left: float,
    right: float,
    gap: float = 0.0,
    apart: float = 2.5,
    inset: float = 0.0,
    max_rows: int | None = None,
    importance: Sequence[float] | None = None,
    limit: int | None = None,
) -> Placement:
    """
    Place labels in the fewest rows, and there near their anchors.

    Up to `EXACT` labels no other way needs fewer rows; beyond, rows are filled from the axis up.
    Offsets are those of a local search. No clock, no chance: the same input gives the same output,
    and the order of the input matters for equal anchors only.

    Parameters
    ----------
    anchors, widths : sequences of float
        Where each label belongs on the axis, and how wide its box is (padding included).
    left, right : float
        The walls; anchors, leaders and boxes stay between them.
    gap : float
        Least distance of two boxes in a row.
    apart : float
        Least distance of two leaders; less where the axis has not that much for each.
    inset : float
        A leader meets its box at least this far from its ends, where neighbours allow.
    max_rows : int, optional
        Leave labels out so that the others fit into these rows.
    importance : sequence of float, optional
        Who stays if not all fit: the largest first, else the first of the input.
    limit : int, optional
        Rows beyond which all labels need not be placed at all.

    Raises
    ------
    ValueError
        If there are more rows than the limit, if a label is wider than the axis, or labels are so
        wide that each would be crossed by the leader of another in any number of rows; says which
        label lacks how much.

    Examples
    --------
    >>> place([20, 60, 60], [30, 40, 20], left=0, right=120)
    Placement(rows=(0, 1, 0), offsets=(0.0, 0.0, 10.0), shifts=(0.0, -1.25, 1.25), n_rows=2)
    """
    _check(anchors, widths, left, right)
    order = sorted(range(len(anchors)), key=lambda i: anchors[i])
    at, wide = [float(anchors[i]) for i in order], [float(widths[i]) for i in order]
    room = Room.of(left, right, gap, apart, inset, len(at) if max_rows is None else 1)
    leaders, ways = part(at, room), list[list[int]]()
    if max_rows is not None:
        worth = importance if importance is not None else [0.0] * len(at)
        turns = sorted(range(len(at)), key=lambda k: (-worth[order[k]], order[k]))
        few = most_important(at, wide, turns, max_rows, room)
        leaders, ways = [x for _, x, _ in few], [[row for _, _, row in few]]
        kept = [k for k, _, _ in few]
        order, at, wide = [order[k] for k in kept], [at[k] for k in kept], [wide[k] for k in kept]
    p = Labels.on(leaders, at, wide, room)
    if limit is not None and p.n > EXACT and max(peel(p)) >= limit:
        raise ValueError(f"more than {limit} rows")
    rows = _filled(p, order, ways)
    found = {}
    for row in set(rows):
        for a, members, b in stretches(rows, row, 0, p.n):
            for i, start in zip(members, stretch(p, a, members, b) or (), strict=True):
                found[order[i]] = row, start - p.wish[i], leaders[i] - at[i]
    each = [found.get(i, (-1, 0.0, 0.0)) for i in range(len(anchors))]
    return Placement(
        tuple(row for row, _, _ in each),
        tuple(offset for _, offset, _ in each),
        tuple(shift for _, _, shift in each),
        len(set(rows)),
    )


def _check(anchors: Sequence[float], widths: Sequence[float], left: float, right: float) -> None:
    for i, (x, w) in enumerate(zip(anchors, widths, strict=True)):
        if w > right - left:
            raise ValueError(f"label {i} is {w - (right - left):g} wider than the axis")
        if not left <= x <= right:
            raise ValueError(f"anchor {i} is at {x:g}, outside of {left:g} to {right:g}")


def _filled(p: Labels, order: Sequence[int], ways: Sequence[list[int]]) -> list[int]:
    """A row for each label: the best of the known ways, and of those that are found here."""
    if not p.n:
        return []
    runs = 3 if p.n <= EXACT else min(max(1, QUICK // p.n), 20)
    tried = [*ways, *(peel(p, worth) for worth in islice(worths(p), runs))]
    ways = [rows for rows in tried if min(rows) >= 0]
    if not ways:
        raise ValueError(_stuck(p, order, tried[0]))
    if p.n <= EXACT and (best := fewest(p, min(map(max, ways)) + 1)):
        ways = [best]
    least = min(map(max, ways))
    ways = [rows for n, rows in enumerate(ways) if max(rows) == least and rows not in ways[:n]]
    rows = improve(p, ways[:2])
    used = sorted(set(rows))
    return [used.index(row) for row in rows]


def _stuck(p: Labels, order: Sequence[int], rows: Sequence[int]) -> str:
    """Which of the labels that have no place lacks least, and how much."""
    rest = [i for i, row in enumerate(rows) if row < 0]
    walls = zip([0, *(i + 1 for i in rest)], rest, [*rest[1:], p.n], strict=False)
    lack, label = min((p.width[i] - (p.near[b] - p.far[a]), order[i]) for a, i, b in walls)
    return (
        f"{len(rest)} labels find no place in any number of rows: each is crossed by the leader of "
        f"another; label {label} lacks least, it is {lack:g} too wide"
    )
