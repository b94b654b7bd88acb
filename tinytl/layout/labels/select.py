"""
Few rows: which labels stay, the most important first, each with its leader and its row.

Of a row one number before each label is enough: where the next box may begin at least. One label
more changes these numbers from its neighbours on, as far as boxes push each other and no further;
it does not fit if some box would be pushed beyond its leader, or onto another one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from .fill_rows import EXACT, fewest, peel
from .geometry import EPS, Labels, Room, part

ANEW = 2_000
"""Labels placed anew, all in all, for those that find no room between the others as they stand."""

Entry = tuple[int, float, int]
"""A label, its leader and its row."""


def most_important(
    anchors: Sequence[float],
    widths: Sequence[float],
    turns: Sequence[int],
    max_rows: int,
    room: Room,
    *,
    anew: int = ANEW,
) -> list[Entry]:
    """
    Which labels stay in `max_rows` rows, from left to right.

    All if that is found to be possible. Else each in its turn stays where it finds room in a row
    between those that stay; for the first ones that do not, all are placed anew, which may make
    room.

    Parameters
    ----------
    anchors, widths : sequences of float
        From left to right.
    turns : sequence of int
        The most important label first.
    """
    few = _Few(anchors, widths, max_rows, room)
    if not few.renew(turns):
        for i in turns:
            if not few.add(i) and anew > 0:
                anew -= len(few.entries) + 1
                few.renew([i])
    return few.entries


class _Few:
    """Labels that stay, from left to right."""

    def __init__(
        self, anchors: Sequence[float], widths: Sequence[float], max_rows: int, room: Room
    ) -> None:
        self.anchors, self.widths, self.room = anchors, widths, room
        self.inset = min(room.inset, room.clear)
        self.entries: list[Entry] = []
        self.starts = [[room.left] for _ in range(max_rows)]  # by row, before each label

    def add(self, i: int) -> bool:
        """Put a label into the highest row that takes it, if there is one."""
        first, end, labels, leaders = self._parted(i)
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

    def renew(self, more: Sequence[int]) -> bool:
        """Place all anew, with some labels more, if they fit."""
        labels, most = sorted([*more, *(k for k, _, _ in self.entries)]), len(self.starts)
        anchors, widths = [self.anchors[k] for k in labels], [self.widths[k] for k in labels]
        leaders = part(anchors, self.room)
        if len(leaders) < len(labels):
            return False
        p = Labels.on(leaders, anchors, widths, self.room)
        rows = peel(p, limit=most)
        if -1 in rows:
            rows = (fewest(p, most + 1) or rows) if p.n <= EXACT else rows
        entries = list(zip(labels, leaders, rows, strict=True))
        new = _Few(self.anchors, self.widths, most, self.room)
        walks = [new._walk(row, 0, entries, 0) for row in range(most)]
        if -1 in rows or not all(walks):
            return False
        self.entries, self.starts = entries, [[self.room.left, *walk] for walk in walks]
        return True

    def _parted(self, i: int) -> tuple[int, int, list[int], list[float]]:
        """Which entries a label parts, from the first to before the end, with it; their leaders."""
        entries, room = self.entries, self.room
        first = end = bisect_left(entries, (i,))
        labels = [i]
        while True:
            leaders = part([self.anchors[k] for k in labels], room)
            if leaders and first and entries[first - 1][1] > leaders[0] - room.apart + EPS:
                first -= 1
                labels.insert(0, entries[first][0])
            elif (
                leaders and end < len(entries) and entries[end][1] < leaders[-1] + room.apart - EPS
            ):
                labels.append(entries[end][0])
                end += 1
            else:
                return first, end, labels, leaders

    def _walk(self, row: int, first: int, run: Sequence[Entry], end: int) -> list[float]:
        """
        Where boxes may begin in a row, with a run of labels in place of ``entries[first:end]``.

        From behind its first label to where all is as before; empty if something does not fit.
        """
        starts, room, new = self.starts[row], self.room, []
        start, entries = starts[first], self.entries
        for number in range(len(run) + len(entries) - end):
            at = number - len(run) + end
            if number >= len(run) and start == starts[at]:
                break
            i, x, place = run[number] if number < len(run) else entries[at]
            if place == row:
                least, most = room.bounds(x, self.widths[i], self.inset)
                start = max(start, least)
                if start > most + EPS / 2:
                    return []
                start += self.widths[i] + room.gap
            elif place > row:
                if start > x - room.clear + room.gap + EPS / 2:
                    return []
                start = x + room.clear
            new.append(start)
        return new
