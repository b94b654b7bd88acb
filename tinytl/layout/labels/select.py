"""
Choose which labels to keep when the number of rows is limited, by importance.

A row is described by one number before each label: the least position of the next box. One more
label changes these numbers only as far as boxes push each other. The label does not fit if a box
would be pushed away from its leader, or onto the leader of another label.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from .fill_rows import fill_rows
from .geometry import EPS, Constraints, Labels, spread_leaders

REPACK_BUDGET = 2_000
"""Total number of labels placed again to make room for labels that do not fit as rows stand."""

Placed = tuple[int, float, int]
"""A label, its leader and its row."""


def select(
    anchors: Sequence[float],
    widths: Sequence[float],
    order: Sequence[int],
    max_rows: int,
    limits: Constraints,
    *,
    budget: int = REPACK_BUDGET,
) -> list[Placed]:
    """
    Choose the labels that stay in `max_rows` rows.

    All labels stay if `fill_rows` places them all. Otherwise, in the order of importance, a label
    stays if it fits between those that stay already. For the first labels that do not fit, all
    labels that stay are placed again with the new one, which may make room.

    Parameters
    ----------
    anchors, widths : sequences of float
        From left to right.
    order : sequence of int
        The labels, the most important first.
    max_rows : int
    limits : Constraints
    budget : int
        See `REPACK_BUDGET`.

    Returns
    -------
    list of Placed
        The labels that stay, from left to right.
    """
    kept = _Kept(anchors, widths, max_rows, limits)
    if not kept.repack(order):
        for i in order:
            if not kept.add(i) and budget > 0:
                budget -= len(kept.entries) + 1
                kept.repack([i])
    return kept.entries


class _Kept:
    """The labels that stay, from left to right."""

    def __init__(
        self, anchors: Sequence[float], widths: Sequence[float], max_rows: int, limits: Constraints
    ) -> None:
        self.anchors, self.widths, self.limits = anchors, widths, limits
        self.inset = min(limits.inset, limits.clear)
        self.entries: list[Placed] = []
        self.starts = [[limits.left] for _ in range(max_rows)]  # by row, before each label

    def add(self, i: int) -> bool:
        """Put a label into the highest row where it fits; return whether there is one."""
        first, end, labels, leaders = self._moved_by(i)
        rows = {old: row for old, _, row in self.entries[first:end]}
        for own in reversed(range(len(self.starts) if leaders else 0)):
            rows[i] = own
            run = [(k, x, rows[k]) for k, x in zip(labels, leaders, strict=True)]
            walks: dict[int, list[float]] = {}
            for row in sorted(range(len(self.starts)), key=own.__ne__):
                walk = self._walk(row, first, run, end)
                if not walk:
                    break
                walks[row] = walk
            if len(walks) == len(self.starts):
                self.entries[first:end] = run
                for row, walk in walks.items():
                    self.starts[row][first + 1 : first + len(walk)] = walk
                return True
        return False

    def repack(self, more: Sequence[int]) -> bool:
        """Place all labels again with some more; change nothing if they do not fit."""
        chosen, count = sorted([*more, *(k for k, _, _ in self.entries)]), len(self.starts)
        anchors, widths = [self.anchors[k] for k in chosen], [self.widths[k] for k in chosen]
        leaders = spread_leaders(anchors, self.limits)
        if len(leaders) < len(chosen):
            return False
        rows = fill_rows(Labels.on(leaders, anchors, widths, self.limits), limit=count)
        if -1 in rows:
            return False
        entries = list(zip(chosen, leaders, rows, strict=True))
        new = _Kept(self.anchors, self.widths, count, self.limits)
        walks = [new._walk(row, 0, entries, 0) for row in range(count)]
        if not all(walks):
            return False
        self.entries, self.starts = entries, [[self.limits.left, *walk] for walk in walks]
        return True

    def _moved_by(self, i: int) -> tuple[int, int, list[int], list[float]]:
        """Find the entries whose leaders a label moves: first, end, labels with it, leaders."""
        entries, limits = self.entries, self.limits
        first = end = bisect_left(entries, (i,))
        labels = [i]
        while True:
            leaders = spread_leaders([self.anchors[k] for k in labels], limits)
            if leaders and first and entries[first - 1][1] > leaders[0] - limits.apart + EPS:
                first -= 1
                labels.insert(0, entries[first][0])
            elif (
                leaders
                and end < len(entries)
                and entries[end][1] < leaders[-1] + limits.apart - EPS
            ):
                labels.append(entries[end][0])
                end += 1
            else:
                return first, end, labels, leaders

    def _walk(self, row: int, first: int, run: Sequence[Placed], end: int) -> list[float]:
        """
        Least positions of boxes in a row, with a run of labels in place of ``entries[first:end]``.

        The walk stops where all is as before. It is empty if something does not fit.
        """
        starts, limits, new = self.starts[row], self.limits, []
        start, entries = starts[first], self.entries
        for number in range(len(run) + len(entries) - end):
            at = number - len(run) + end
            if number >= len(run) and start == starts[at]:
                break
            i, x, own = run[number] if number < len(run) else entries[at]
            if own == row:
                least, most = limits.bounds(x, self.widths[i], self.inset)
                start = max(start, least)
                if start > most + EPS / 2:
                    return []
                start += self.widths[i] + limits.gap
            elif own > row:
                if start > x - limits.clear + limits.gap + EPS / 2:
                    return []
                start = x + limits.clear
            new.append(start)
        return new
