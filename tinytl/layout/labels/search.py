"""
Better rows for labels: local search.

One label is moved to another row, or two change places, for as long as that lowers the cost: the
squares of the offsets and, a little, the height of the leaders. Only rows from the old to the new
place of a label notice, and of those one stretch each, whose cost is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .geometry import EPS, INF, Labels, stretch, stretches

HEIGHT = 0.01
"""What a row of height costs a label, in squared units of offset: it decides where all ties."""
EFFORT = 60_000
"""Labels looked at before the search ends, all in all; a clock would not give the same twice."""


def improve(p: Labels, ways: Sequence[list[int]]) -> list[int]:
    """Improve each of some ways to fill as many rows, and take the best; thousands stay as is."""
    if p.n > EFFORT // 120:
        return ways[0]
    searches = [_Search(p, rows, EFFORT // len(ways)) for rows in ways]
    return min(searches, key=lambda search: search.run()).rows


class _Search:
    """The rows as they are, and as they are tried."""

    def __init__(self, p: Labels, rows: list[int], effort: int) -> None:
        self.p, self.rows, self.trial, self.effort = p, rows.copy(), rows.copy(), effort
        self.share = effort // p.n  # of one label, so that all have their turn
        self.costs: dict[tuple[int, ...], float] = {}

    def run(self) -> float:
        """Change for the better while there is something; the cost in the end."""
        busy = True
        while busy and self.effort > 0:
            busy = False
            for i in range(self.p.n):
                stop = self.effort - self.share
                for change in self.changes(i):
                    busy = self.better(change) or busy
                    if self.effort < stop:
                        break
        n, top = self.p.n, max(self.rows)
        squares = [self.cost(self.rows, row, 0, n) for row in range(top + 1)]
        return sum(squares) + HEIGHT * sum(self.rows)

    def changes(self, i: int) -> Iterator[dict[int, int]]:
        """Every other row for a label, and that of each label behind that it may touch."""
        for row in range(max(self.rows) + 1):
            if row != self.rows[i]:
                yield {i: row}
        for j in range(i + 1, self.p.n):
            if self.p.far[j] - self.p.far[i] > self.p.width[i] + self.p.width[j]:
                break
            if self.rows[i] != self.rows[j]:
                yield {i: self.rows[j], j: self.rows[i]}

    def better(self, change: Mapping[int, int]) -> bool:
        """Make a change if it lowers the cost."""
        rows, trial = self.rows, self.trial
        old = {i: rows[i] for i in change}
        for i, row in change.items():
            trial[i] = row
        spare = HEIGHT * sum([old[i] - row for i, row in change.items()]) - EPS
        ends = [*old.values(), *change.values()]
        touched = sorted(range(min(ends), max(ends) + 1), key=lambda row: row not in ends)
        for row in touched:
            a, b = self.around(row, min(change), max(change) + 1)
            cost = self.cost(trial, row, a, b)
            if cost < INF:
                spare += self.cost(rows, row, a, b)
            spare -= cost
            if spare == -INF:
                break
        changed, back = (trial, rows) if spare > 0 else (rows, trial)
        for i in change:
            back[i] = changed[i]
        return spare > 0

    def around(self, row: int, a: int, b: int) -> tuple[int, int]:
        """Leaders that pass a row on both sides of some labels."""
        rows, n = self.rows, self.p.n
        while a and rows[a - 1] <= row:
            a -= 1
        while b < n and rows[b] <= row:
            b += 1
        self.effort -= b - a + 10
        return a, b

    def cost(self, rows: Sequence[int], row: int, a: int, b: int) -> float:
        """Squares of the offsets of one row between two leaders that pass it, or walls."""
        total = 0.0
        for begin, members, end in stretches(rows, row, a, b):
            key = (begin, end, *members)
            if key not in self.costs:
                places = stretch(self.p, begin, members, end)
                wishes = [self.p.wish[i] for i in members]
                self.costs[key] = (
                    INF
                    if places is None
                    else sum([(x - wish) ** 2 for x, wish in zip(places, wishes, strict=True)])
                )
            total += self.costs[key]
        return total
