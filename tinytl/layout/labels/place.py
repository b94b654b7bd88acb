"""
Place labels above an axis: numbers in, numbers out.

Labels stand in rows above an axis. Each is a box on a vertical *leader* of its own. The leader
comes from the label's *anchor*, the position of the fact on the axis. Anchors never move. Labels
need few rows, and stand near their anchors.

**Rules.** Leaders are `apart` from each other. Where anchors are closer, or equal, the leaders
separate in knees right above the marks, each by a *shift*. The sum of the squared shifts is as
small as possible, and leaders of equal anchors keep the order of the input. A box contains its
leader, stays between the walls, and keeps `gap` from its neighbours in the row. No leader passes
through the box of a lower row, or closer to it than half of `apart`. So the labels of a row read in
the order of their dates.

**Zooming in is safe.** Proof. Let each distance between two anchors grow by a factor of at least
one, while rows, offsets, shifts and widths stay. Take two labels, i left of j, and two of their
parts that must not meet: their leaders, their boxes if they share a row, or the box of one and the
leader of the other that passes it. The distance of these parts is the distance of the anchors plus
a constant, and i's part is on the left, because a box contains its leader and the other leader is
beside the box. Anchors have the order of their leaders, so their distance is not negative and can
only grow (equal anchors stay equal). So the parts stay apart. A knee is a straight line from anchor
to leader. At a share t of its height, two knees are (1 - t) times the distance of the anchors plus
t times that of the leaders apart, which is not negative. So knees never cross.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from .fill_rows import fill_rows, tie_breaks
from .geometry import Constraints, Labels, row_positions, spread_leaders
from .select import select

TRIES = 20
"""Number of ways to fill the rows that are compared; fewer where there are many labels."""
PLACE_BUDGET = 4_000
"""Total number of labels placed in all tries."""


@dataclass(frozen=True)
class Placement:
    """
    Positions of labels, in the order of the input.

    Attributes
    ----------
    rows : tuple of int
        Row of each label; 0 is nearest to the axis, -1 is left out (only with `max_rows`).
    offsets, shifts : tuple of float
        Centre of each box, and its leader, minus the anchor, in the unit of the input.
    n_rows : int
        Number of rows in use.
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
) -> Placement:
    """
    Place labels in few rows, near their anchors.

    Rows are filled from the axis up in several ways. The way with the fewest rows is taken, and
    among those the one with the least sum of squared offsets. The same input gives the same output.
    The order of the input matters for equal anchors only.

    Parameters
    ----------
    anchors, widths : sequences of float
        Position of each label on the axis, and the width of its box with its padding.
    left, right : float
        The walls; anchors, leaders and boxes stay between them.
    gap : float
        Least distance of two boxes in a row.
    apart : float
        Least distance of two leaders; less where the axis has no room for it.
    inset : float
        A leader meets its box at least this far from its ends, where neighbours allow.
    max_rows : int, optional
        Leave labels out so that the others fit into these rows.
    importance : sequence of float, optional
        Which labels stay if not all fit: the largest values first, else the first of the input.

    Raises
    ------
    ValueError
        If a label is wider than the axis, or labels are so wide that the leader of another would
        cross each of them in any number of rows. The message names a label and what it lacks.

    Examples
    --------
    >>> place([20, 60, 60], [30, 40, 20], left=0, right=120)
    Placement(rows=(0, 1, 0), offsets=(0.0, 0.0, 10.0), shifts=(0.0, -1.25, 1.25), n_rows=2)
    """
    _check(anchors, widths, left, right)
    order = sorted(range(len(anchors)), key=lambda i: anchors[i])
    at, wide = [float(anchors[i]) for i in order], [float(widths[i]) for i in order]
    limits = Constraints.of(left, right, gap, apart, inset, len(at) if max_rows is None else 1)
    if max_rows is None:
        leaders, ways = spread_leaders(at, limits), list[list[int]]()
    else:
        worth = importance if importance is not None else [0.0] * len(at)
        turns = sorted(range(len(at)), key=lambda k: (-worth[order[k]], order[k]))
        kept = select(at, wide, turns, max_rows, limits)
        leaders, ways = [x for _, x, _ in kept], [[row for _, _, row in kept]]
        order = [order[k] for k, _, _ in kept]
        at, wide = [at[k] for k, _, _ in kept], [wide[k] for k, _, _ in kept]
    labels = Labels.on(leaders, at, wide, limits)
    rows, starts = _best(labels, order, ways)
    found = {
        i: (rows[k], starts[k] - labels.wish[k], leaders[k] - at[k]) for k, i in enumerate(order)
    }
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


def _best(
    labels: Labels, order: Sequence[int], ways: Sequence[list[int]]
) -> tuple[list[int], dict[int, float]]:
    """Rows and positions of all labels: the best of the given ways and of some found here."""
    if not labels.n:
        return [], {}
    tries = min(max(1, PLACE_BUDGET // labels.n), TRIES)
    tried = [*ways, *(fill_rows(labels, weights) for weights in islice(tie_breaks(labels), tries))]
    complete = [rows for n, rows in enumerate(tried) if min(rows) >= 0 and rows not in tried[:n]]
    if not complete:
        raise ValueError(_stuck(labels, order, tried[0]))
    least = min(map(max, complete))
    _, rows, positions = min(
        (_scored(labels, rows) for rows in complete if max(rows) == least), key=lambda way: way[0]
    )
    return rows, positions


def _scored(labels: Labels, rows: list[int]) -> tuple[float, list[int], dict[int, float]]:
    """Sum of squared offsets of a way to fill rows; the way, without empty rows; the positions."""
    used = sorted(set(rows))
    positions: dict[int, float] = {}
    for row in used:
        positions |= row_positions(labels, rows, row)
    squared = sum((at - labels.wish[i]) ** 2 for i, at in positions.items())
    return squared, [used.index(row) for row in rows], positions


def _stuck(labels: Labels, order: Sequence[int], rows: Sequence[int]) -> str:
    """Say which of the labels that have no place lacks least, and how much."""
    rest = [i for i, row in enumerate(rows) if row < 0]
    walls = zip([0, *(i + 1 for i in rest)], rest, [*rest[1:], labels.n], strict=False)
    lack, label = min(
        (labels.width[i] - (labels.near[b] - labels.far[a]), order[i]) for a, i, b in walls
    )
    return (
        f"{len(rest)} labels find no place in any number of rows: each is crossed by the leader of "
        f"another; label {label} lacks least, it is {lack:g} too wide"
    )
