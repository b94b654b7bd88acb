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
the order of their dates. Numbers are narrow labels in the lowest rows; their leaders are so far
apart that the numbers fit beside each other.

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

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .rows_of_labels import EPS, Constraints, Labels, fill_rows, nearest_positions, row_positions

LONGEST_KNEE = 4.0
"""Widths of a number by which its leader moves aside before numbers stand in one more row."""


@dataclass(frozen=True)
class Placement:
    """
    Positions of labels, in the order of the input.

    Attributes
    ----------
    rows : tuple of int
        Row of each label; 0 is nearest to the axis.
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
    numbers: Collection[int] = (),
) -> Placement:
    """
    Place labels in few rows, near their anchors.

    Rows are filled from the axis up, and in each row the sum of squared offsets is as small as
    possible. The same input gives the same output. The order of the input matters for equal
    anchors only.

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
    numbers : collection of int
        Labels that are numbers: narrow, and in the rows next to the axis. Their leaders part so far
        that they fit in one row, or in more where a leader would move too far.

    Raises
    ------
    ValueError
        If a label is wider than the axis, or labels are so wide that the leader of another would
        cross each of them in any number of rows. The message names a label and what it lacks.

    Examples
    --------
    >>> place([20, 60, 60], [30, 40, 20], left=0, right=120)
    Placement(rows=(0, 1, 0), offsets=(0.0, 0.0, 10.0), shifts=(0.0, -1.25, 1.25), n_rows=2)
    >>> place([59, 60], [8, 8], left=0, right=120, numbers=[0, 1])
    Placement(rows=(0, 0), offsets=(-3.5, 3.5), shifts=(-3.5, 3.5), n_rows=1)
    """
    _check(anchors, widths, left, right)
    order = sorted(range(len(anchors)), key=lambda i: anchors[i])
    at, wide = [float(anchors[i]) for i in order], [float(widths[i]) for i in order]
    limits = Constraints(left, right, gap, min(apart, (right - left) / max(len(at), 1)), inset)
    small = {k for k, i in enumerate(order) if i in numbers}
    leaders = _number_leaders(at, wide, small, limits)
    if leaders is None:  # apart, and nearest to their anchors
        n = len(at)
        leaders = nearest_positions(at, [limits.apart] * n, [(left, right)] * n) or []
    wished = [leaders[k] if k in small else x for k, x in enumerate(at)]
    labels = Labels.on(leaders, wished, wide, limits)
    rows = fill_rows(labels, small)
    if -1 in rows:
        raise ValueError(_stuck(labels, order, rows))
    n_rows = max(rows, default=-1) + 1
    starts: dict[int, float] = {}
    for row in range(n_rows):
        starts |= row_positions(labels, rows, row)
    found = [(0, 0.0, 0.0)] * len(order)
    for k, i in enumerate(order):
        offset = starts[k] - labels.wish[k] + wished[k] - at[k]
        found[i] = rows[k], offset, leaders[k] - at[k]
    by_row, offsets, shifts = zip(*found, strict=True) if found else ((), (), ())
    return Placement(by_row, offsets, shifts, n_rows)


def _check(anchors: Sequence[float], widths: Sequence[float], left: float, right: float) -> None:
    for i, (x, w) in enumerate(zip(anchors, widths, strict=True)):
        if w > right - left:
            raise ValueError(f"label {i} is {w - (right - left):g} wider than the axis")
        if not left <= x <= right:
            raise ValueError(f"anchor {i} is at {x:g}, outside of {left:g} to {right:g}")


def _number_leaders(
    at: Sequence[float], widths: Sequence[float], small: Collection[int], limits: Constraints
) -> list[float] | None:
    """Leaders so far apart that all numbers fit in one row, or in two if that moves them too far.

    In two rows a number stands between the leaders of its neighbours, but none stands over the
    leader of a label, which passes both rows.
    """
    found: list[float] | None = None
    rest = set(range(len(at))) - set(small)
    between = {k for k in small if rest.isdisjoint((k - 1, k + 1))}
    for share, beside in ((1, limits.gap), (2, 2 * limits.clear + EPS)) if small else ():
        slots = [
            max((w + beside) / (share if k in between else 1), limits.apart)
            if k in small
            else limits.apart
            for k, w in enumerate(widths)
        ]
        walls = [(limits.left, limits.right - slot) for slot in slots]
        wish = [x - slot / 2 for x, slot in zip(at, slots, strict=True)]
        if starts := nearest_positions(wish, slots, walls):
            found = [x + slot / 2 for x, slot in zip(starts, slots, strict=True)]
            moved = max(abs(x - a) for x, a in zip(found, at, strict=True))
            if moved <= LONGEST_KNEE * max(widths[k] for k in small):
                break
    return found


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
