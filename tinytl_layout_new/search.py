"""Better rows for labels: local search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .rows import INF, EPS, Labels, stretch, stretches

TRIES = 30_000
HIGHER = 0.01


def improve(p: Labels, ways: Sequence[list[int]]) -> list[int]:
    search = Search(p)
    done = [search.run(rows) for rows in ways]
    return min(done)[1]


class Search:
    def __init__(self, p: Labels) -> None:
        self.p, self.known = p, {}

    def cost(self, rows, changed: Sequence[int], row: int) -> float:
        a, b = min(changed), max(changed) + 1
        while a and (rows[a - 1] <= row):
            a -= 1
        while b < self.p.n and rows[b] <= row:
            b += 1
        total = 0.0
        for part in stretches(rows, row, a, b):
            if part not in self.known:
                places = stretch(self.p, *part)
                self.known[part] = INF if places is None else sum([(at - self.p.wish[i]) ** 2 for i, at in zip(part[1], places)])
            total += self.known[part]
            if total == INF:
                break
        return total

    def total(self, rows):
        return sum(self.cost(rows, (0, self.p.n - 1), r) for r in range(max(rows) + 1)) + HIGHER * sum(rows)

    def run(self, rows):
        rows = rows.copy()
        top = max(rows) + 1
        busy = True
        while busy:
            busy = False
            for change in self.changes(rows, top):
                if self.better(rows, change):
                    busy = True
        return self.total(rows), rows

    def better(self, rows, change) -> bool:
        ends = [*change.values(), *(rows[i] for i in change)]
        touched = range(min(ends), max(ends) + 1)
        labels = [*change]
        spare = HIGHER * sum([rows[i] - row for i, row in change.items()]) - EPS
        for r in touched:
            spare += self.cost(rows, labels, r)
        old = [rows[i] for i in labels]
        for i, row in change.items():
            rows[i] = row
        for r in touched:
            spare -= self.cost(rows, labels, r)
            if spare < 0:
                for i, row in zip(labels, old):
                    rows[i] = row
                return False
        return True

    def changes(self, rows, top) -> Iterator[dict[int, int]]:
        p = self.p
        for i in range(p.n):
            for r in range(top):
                if r != rows[i]:
                    yield {i: r}
            for j in range(i + 1, p.n):
                if p.far[j] - p.far[i] > (p.width[i] + p.width[j]):
                    break
                if rows[i] != rows[j]:
                    yield {i: rows[j], j: rows[i]}
