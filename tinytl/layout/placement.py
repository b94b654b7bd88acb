"""
Text widths, and label placement in rows: numbers in, numbers out.

Labels stand in rows parallel to an axis. Each hangs on a vertical *leader* from its *anchor* (where
the fact is, never moved) and sits at an *offset* from it. Wanted are the fewest rows and, within
those, the least sum of squared offsets, so that no box meets a box and no leader runs through one.

**Rules.** A box contains its own anchor and stays between the walls. Boxes of one row keep the
order of their anchors and are `gap` apart. A leader passes the rows below its label in a corridor
of `clearance` to each side, which ends half way to the next anchor where anchors are nearer than
that: leaders a pixel apart have no room for more, and so any two can be told apart. (Two boxes with
a corridor between them need no further gap.) Labels of equal anchors share one leader: they stand
in different rows, first of the table on top, and only the rest of the world has to avoid it.

**Fewest rows** is multirow boundary labeling. From Gemsa, Haunert and Nöllenburg [1]_ comes the
idea that the leaders of one row's labels cut all rows below into intervals that have nothing to do
with each other. So a table over (rows, left leader, right leader) tells how many rows the labels
between two leaders need: some row on top is a chain of labels, each interval between neighbours of
the chain needs fewer rows, and of a chain one number matters, how far right a box may reach
so that the rest still fits. Ours are the unequal widths with walls, equal anchors, and the squares:
the same table carries a lower bound of the cost, and a depth-first search over rows, top row first,
keeps what can still beat the best found. The offsets of one row are a least squares fit in a chain
of distances, isotonic regression: pool neighbours that meet [2]_, each block at its mean, clipped.

**Zooming in is safe.** Proof: let all distances between anchors grow by a factor of at least one
while offsets, widths and rows stay. For two boxes of a row, and for a box and a foreign leader
beside it, the distance is that of two unequal anchors plus a constant, in their order, so it grows;
equal anchors stay equal, and with them everything that hangs on their leader keeps its distances.
So no two boxes and no leader and box that were apart can ever meet, whatever part is in view.

.. [1] A. Gemsa, J.-H. Haunert, M. Nöllenburg, "Multirow boundary-labeling algorithms for panorama
   images", ACM Transactions on Spatial Algorithms and Systems 1(1), 2015.
.. [2] M. J. Best, N. Chakravarti, "Active set algorithms for isotonic regression; a unifying
   framework", Mathematical Programming 47, 1990.
"""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np

EXACT_UP_TO = 60  # labels; more are placed by `_peel` alone
SEARCH_STEPS = 500  # boxes tried before the search takes the first way that fits
GOLDEN = (5**0.5 - 1) / 2  # its multiples scatter evenly
INF = float("inf")
EPS = 1e-9
FONTS = Path(__file__).parents[1] / "fonts"


# Text widths -------------------------------------------------------------------------------------


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """
    Advance width of one line of text in Liberation Sans, which has the metrics of Arial.

    Exact (kerning included) for Latin, Greek and Cyrillic. For other
    scripts a bound from above, as another font will draw them: 1 em for wide East Asian
    characters, 1.4 em for the rest.

    Parameters
    ----------
    text : str
        One line; composed and decomposed diacritics measure the same (NFC).
    size : float
        Type size; the width has its unit.

    Examples
    --------
    >>> round(text_width("Full criminalization", 12), 2)
    98.7
    >>> text_width("AV", 10) < text_width("A", 10) + text_width("V", 10)
    True
    """
    return _width_em(text, bold) * size


@lru_cache(maxsize=8192)
def _width_em(text: str, bold: bool) -> float:
    glyphs, advances, kerning, em = metrics(bold)
    total, before = 0.0, -1
    for char in unicodedata.normalize("NFC", text):
        if unicodedata.category(char) in ("Mn", "Me", "Cf"):  # marks and joiners take no room
            continue
        glyph = glyphs.get(ord(char), -1)
        wide = unicodedata.east_asian_width(char) in "WF" and ord(char) < 0x1F000
        missing = em if wide else 1.4 * em
        total += advances[glyph] + kerning.get((before, glyph), 0) if glyph >= 0 else missing
        before = glyph
    return total / em


@lru_cache(maxsize=2)
def metrics(bold: bool) -> tuple[dict[int, int], list[int], dict[tuple[int, int], int], int]:
    """Glyphs by code point, advances, kerning pairs, units per em, as in the OpenType standard."""
    data = (FONTS / f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf").read_bytes()

    # Read here rather than by fontTools, whose import alone takes longer than all of this.
    def numbers(code: str, at: int, count: int = 1) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}{code}", data, at)

    tables = {
        data[at : at + 4]: numbers("I", at + 8)[0]
        for at in range(12, 12 + 16 * numbers("H", 4)[0], 16)
    }
    count = numbers("H", tables[b"hhea"] + 34)[0]
    advances = list(numbers("H", tables[b"hmtx"], 2 * count)[::2])
    advances += advances[-1:] * (numbers("H", tables[b"maxp"] + 4)[0] - count)
    kern = tables[b"kern"] + 4
    pairs = struct.iter_unpack(">HHh", data[kern + 14 : kern + 14 + 6 * numbers("H", kern + 6)[0]])
    kerning = {(a, b): value for a, b, value in pairs}
    em = numbers("H", tables[b"head"] + 18)[0]
    return _glyphs(numbers, tables[b"cmap"]), advances, kerning, em


def _glyphs(numbers: Callable[..., tuple[int, ...]], cmap: int) -> dict[int, int]:
    """The Unicode character map: format 4, segments of code points."""
    starts = [
        cmap + numbers("I", cmap + 8 + 8 * i)[0]
        for i in range(numbers("H", cmap + 2)[0])
        if numbers("H", cmap + 4 + 8 * i, 2) == (3, 1)
    ]
    at = starts[0]
    n = numbers("H", at + 6)[0] // 2
    ends, firsts = numbers("H", at + 14, n), numbers("H", at + 16 + 2 * n, n)
    deltas, ranges = numbers("H", at + 16 + 4 * n, n), numbers("H", at + 16 + 6 * n, n)
    found: dict[int, int] = {}
    for i in range(n - 1):  # the last segment only marks the end
        for code in range(firsts[i], ends[i] + 1):
            glyph = code
            if ranges[i]:
                place = at + 16 + 6 * n + 2 * i + ranges[i] + 2 * (code - firsts[i])
                glyph = numbers("H", place)[0]
            if glyph:
                found[code] = (glyph + deltas[i]) % 65536
    return found


# Placement ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Placement:
    """
    Where the labels go, in the order of the input.

    Attributes
    ----------
    rows : tuple of int
        Row of each label; 0 is nearest the axis, -1 is left out (only with `max_rows`).
    offsets : tuple of float
        Centre of each label minus its anchor, in the unit of the input; 0 if left out.
    n_rows : int
        Rows in use.
    """

    rows: tuple[int, ...]
    offsets: tuple[float, ...]
    n_rows: int


def place(
    anchors: Sequence[float],
    widths: Sequence[float],
    *,
    left: float,
    right: float,
    gap: float = 0.0,
    clearance: float = 0.0,
    inset: float = 0.0,
    max_rows: int | None = None,
    importance: Sequence[float] | None = None,
) -> Placement:
    """
    Place labels in the fewest rows, and in those with the least sum of squared offsets.

    Up to `EXACT_UP_TO` labels the number of rows is the least there is. (Where anchors are equal,
    proving that one row less is impossible may need a search, which is cut off after some
    `SEARCH_STEPS`: with many equal anchors the last row may be one too many.) The sum of squares is
    the least over all ways to fill those rows if the search ends within `SEARCH_STEPS`, as it does
    for a dozen labels and often for 20; else it is that of the best way found until then. More
    labels are placed row by row, see `_peel`. No clock, no chance: the same input gives the same
    output, and the order of the input matters for equal anchors only.

    Parameters
    ----------
    anchors, widths : sequences of float
        Where each label belongs on the axis, and how wide its box is (padding included).
    left, right : float
        The walls; anchors and boxes stay between them.
    gap : float
        Least distance of two boxes in a row.
    clearance : float
        Least distance of a box from a leader of another anchor, see the rules above.
    inset : float
        A leader meets its box at least this far from its ends (where walls and neighbours allow).
    max_rows : int, optional
        Leave labels out so that the others fit into these rows.
    importance : sequence of float, optional
        Who stays if not all fit: one after the other, the largest first (else the first), each that
        fits with those that stay. So none that was left out could be added.

    Raises
    ------
    ValueError
        If a label is wider than the axis, or labels are so wide that each would be crossed by the
        leader of another in any number of rows; says which label lacks how much.

    Examples
    --------
    >>> place([20, 60, 60, 90], [30, 40, 20, 60], left=0, right=120)
    Placement(rows=(0, 1, 0, 0), offsets=(0.0, 0.0, -10.0, 0.0), n_rows=2)
    """
    problem = _Problem.of(anchors, widths, left, right, gap, clearance, inset)
    if max_rows is not None:
        wishes = importance if importance is not None else [0.0] * len(anchors)
        problem = _most_important(problem, wishes, max_rows)
    rows = _fill_rows(problem)
    offsets = _settle_rows(problem, rows)
    rows = _lowered(problem, rows, offsets)
    found = {i: (row, by) for i, row, by in zip(problem.order, rows, offsets, strict=True)}
    both = [found.get(i, (-1, 0.0)) for i in range(len(anchors))]
    return Placement(
        tuple(row for row, _ in both), tuple(by for _, by in both), max(rows, default=-1) + 1
    )


@dataclass(frozen=True)
class _Problem:
    """Labels sorted by anchor. Places are those of left edges of boxes."""

    order: list[int]  # index in the input
    x: list[float]
    w: list[float]
    least: list[float]  # furthest left a box may start, for its own anchor and the walls
    most: list[float]
    corridor: list[tuple[float, float]]  # what each leader keeps free
    walls: tuple[float, float]
    gap: float

    @classmethod
    def of(
        cls,
        anchors: Sequence[float],
        widths: Sequence[float],
        left: float,
        right: float,
        gap: float,
        clearance: float,
        inset: float,
    ) -> _Problem:
        for i, (x, w) in enumerate(zip(anchors, widths, strict=True)):
            if w > right - left:
                raise ValueError(f"label {i} is {w - (right - left):g} wider than the axis")
            if not left <= x <= right:
                raise ValueError(f"anchor {i} is at {x:g}, outside of {left:g} to {right:g}")
        order = sorted(range(len(anchors)), key=lambda i: anchors[i])
        sorted_x, sorted_w = [float(anchors[i]) for i in order], [float(widths[i]) for i in order]
        ladder = [-INF, *sorted(set(sorted_x)), INF]
        half = {
            b: ((b - a) / 2, (c - b) / 2)
            for a, b, c in zip(ladder, ladder[1:], ladder[2:], strict=False)
        }
        least, most, corridor = [], [], []
        for x, w in zip(sorted_x, sorted_w, strict=True):
            before, after = half[x]
            corridor.append((x - min(clearance, before), x + min(clearance, after)))
            least.append(max(left, min(x + min(inset, after, w / 2), right) - w))
            most.append(min(max(x - min(inset, before, w / 2), left), right - w))
        return cls(order, sorted_x, sorted_w, least, most, corridor, (left, right), gap)

    def only(self, keep: Sequence[int]) -> _Problem:
        """The same with some labels; corridors stay, so what fits still fits with fewer labels."""
        names = ("order", "x", "w", "least", "most", "corridor")
        lists: dict[str, Any] = {name: [getattr(self, name)[i] for i in keep] for name in names}
        return replace(self, **lists)

    @property
    def n(self) -> int:
        return len(self.x)

    @property
    def ideal(self) -> list[float]:
        return [x - w / 2 for x, w in zip(self.x, self.w, strict=True)]

    def groups(self) -> tuple[list[int], list[int]]:
        """First and last label on the leader of each label."""
        first, last = list(range(self.n)), list(range(self.n))
        for i in range(1, self.n):
            if self.x[i] == self.x[i - 1]:
                first[i] = first[i - 1]
        for i in reversed(range(self.n - 1)):
            if self.x[i] == self.x[i + 1]:
                last[i] = last[i + 1]
        return first, last


def _settle(
    ideal: Sequence[float],
    w: Sequence[float],
    least: Sequence[float],
    most: Sequence[float],
    gaps: Sequence[float],
) -> list[float] | None:
    """Left edges of one row of boxes, nearest to `ideal` in squares; None if they cannot fit."""
    shift: list[float] = []
    low: list[float] = []
    total = 0.0
    for i, (width, space) in enumerate(zip(w, gaps, strict=True)):
        shift.append(total)
        low.append(max(least[i] - total, low[-1] if low else -INF))
        total += width + space
    high, top = [0.0] * len(w), INF
    for i in reversed(range(len(w))):
        top = high[i] = min(top, most[i] - shift[i])
        if low[i] > top + EPS:
            return None
    blocks: list[tuple[float, float, int, float, float]] = []  # place, sum, count, low, high
    for i in range(len(w)):
        start, count, floor, ceiling = ideal[i] - shift[i], 1, low[i], high[i]
        place_at = min(max(start, floor), ceiling)
        while blocks and blocks[-1][0] > place_at:
            _, more, others, _, ceiling = blocks.pop()
            start, count = start + more, count + others
            place_at = min(max(start / count, floor), ceiling)
        blocks.append((place_at, start, count, floor, ceiling))
    places = [block[0] for block in blocks for _ in range(block[2])]
    return [at + by for at, by in zip(places, shift, strict=True)]


def _settle_rows(p: _Problem, rows: Sequence[int]) -> list[float]:
    """Offsets for given rows: in each row least squares between the leaders of higher rows."""
    first, last = p.groups()
    offsets, ideal = [0.0] * p.n, p.ideal
    for row in range(max(rows, default=-1) + 1):
        members = [i for i in range(p.n) if rows[i] == row]
        lo, hi, wall = {}, {}, {}
        passing = [i for i in range(p.n) if rows[i] > row]
        at = 0  # the first leader not left of the label
        for i in members:
            while at < len(passing) and passing[at] < first[i]:
                at += 1
            beyond = at
            while beyond < len(passing) and passing[beyond] <= last[i]:
                beyond += 1
            a = p.corridor[passing[at - 1]][1] if at else p.walls[0]
            b = p.corridor[passing[beyond]][0] if beyond < len(passing) else p.walls[1]
            lo[i], hi[i] = max(p.least[i], a), min(p.most[i], b - p.w[i])
            wall[i] = p.x[passing[beyond]] if beyond < len(passing) else INF
        gaps = [p.gap if wall[i] >= p.x[j] else 0.0 for i, j in pairwise([*members, -1])]
        edges = _settle(
            [ideal[i] for i in members],
            [p.w[i] for i in members],
            [lo[i] for i in members],
            [hi[i] for i in members],
            gaps,
        )
        assert edges is not None, "the rows were filled so that they fit"
        for i, edge in zip(members, edges, strict=True):
            offsets[i] = edge - ideal[i]
    return offsets


def _lowered(p: _Problem, rows: Sequence[int], offsets: Sequence[float]) -> list[int]:
    """Let each label sink, where it is, to the lowest row that is free: no leader is too long."""
    low = [at + by for at, by in zip(p.ideal, offsets, strict=True)]
    high = [at + w for at, w in zip(low, p.w, strict=True)]
    now = list(rows)
    reach = 2 * max(p.w, default=0.0) + p.gap  # labels further away than this cannot meet
    for i in sorted(range(p.n), key=lambda i: now[i]):
        least, taken = 0, set()
        for j in range(bisect_left(p.x, p.x[i] - reach), bisect_right(p.x, p.x[i] + reach)):
            if p.x[j] == p.x[i]:  # a stack keeps its order
                least = max(least, now[j] + 1) if now[j] < now[i] else least
            elif low[i] < p.corridor[j][1] and high[i] > p.corridor[j][0]:
                least = max(least, now[j])
            if j != i and low[i] < high[j] + p.gap and low[j] < high[i] + p.gap:
                taken.add(now[j])
        now[i] = next((row for row in range(least, now[i]) if row not in taken), now[i])
    used = sorted(set(now))
    place_of = {row: number for number, row in enumerate(used)}
    return [place_of[row] for row in now]


def _fill_rows(p: _Problem) -> list[int]:
    """A row for each label."""
    if not p.n:
        return []
    if p.n > EXACT_UP_TO:
        return _quick_rows(p, min(30, max(2, 2000 // p.n)))
    distinct = len(set(p.x)) == p.n  # then the tables need no good guess
    return _exact_rows(p, _quick_rows(p, 1 if distinct else 12))


def _most_important(p: _Problem, importance: Sequence[float], max_rows: int) -> _Problem:
    """The problem with only those labels that stay."""
    keep: list[int] = []
    for i in sorted(range(p.n), key=lambda i: (-importance[p.order[i]], p.order[i])):
        trial = sorted([*keep, i])
        try:
            rows = _fill_rows(p.only(trial))
        except ValueError:
            continue
        if max(rows) < max_rows:
            keep = trial
    return p.only(keep)


# Quick: row by row -------------------------------------------------------------------------------


def _quick_rows(p: _Problem, runs: int = 2) -> list[int]:
    """The best of some runs of `_peel` from either side, which differ in the labels they favour."""
    best: list[int] = []
    for run, (problem, back) in product(range(runs), _mirrored(p)):
        found = [0] * p.n
        for i, row in zip(back, _peel(problem, _worth(problem, run)), strict=True):
            found[i] = row
        if not best or max(found) < max(best):
            best = found
    return best


def _worth(p: _Problem, run: int) -> list[float]:
    """
    One and a little: first for wide labels, then for narrow ones, then scattered.

    All of that is less than one label together, so it decides only between rows of as many labels.
    """
    if run < 2:
        total = sum(p.w) + 1
        return [1 + (1 - 2 * run) * w / total for w in p.w]
    return [1 + i * run * GOLDEN % 1 / p.n for i in range(p.n)]


def _mirrored(p: _Problem) -> list[tuple[_Problem, list[int]]]:
    """The problem as it is and seen from behind, with the places of its labels in the first."""
    back = sorted(range(p.n), key=lambda i: -p.x[i])  # stable: equal anchors keep their order
    turned = replace(
        p,
        order=[p.order[i] for i in back],
        x=[-p.x[i] for i in back],
        w=[p.w[i] for i in back],
        least=[-p.most[i] - p.w[i] for i in back],
        most=[-p.least[i] - p.w[i] for i in back],
        corridor=[(-p.corridor[i][1], -p.corridor[i][0]) for i in back],
        walls=(-p.walls[1], -p.walls[0]),
    )
    return [(p, list(range(p.n))), (turned, back)]


def _peel(p: _Problem, worth: Sequence[float]) -> list[int]:
    """
    Fill rows from the axis upwards.

    Each takes as many labels as fit between the leaders of those that remain. With
    fewer labels left there is only more room, so this ends with all labels placed, or with labels
    that no number of rows can help.
    """
    first, _ = p.groups()
    stacks: list[list[int]] = []
    for i in range(p.n):
        if first[i] == i:
            stacks.append([])
        stacks[-1].append(i)
    rows, row = [0] * p.n, 0
    while stacks:
        taken = set(_best_row(p, stacks, worth))
        if not taken:
            raise ValueError(_stuck(p, stacks))
        for i in taken:
            rows[i] = row
        stacks = [s for s in ([i for i in s if i not in taken] for s in stacks) if s]
        row += 1
    return rows


_Link = tuple[int, "_Link | None"]  # a chain's last label, the ones before
_Chain = tuple[float, float, float, _Link | None]  # its end, minus its worth, next start, labels


def _best_row(p: _Problem, stacks: list[list[int]], worth: Sequence[float]) -> list[int]:
    """Chain of most worth that fits; from left to right, a stack's last label goes or stays."""
    passed: list[_Chain] = [(-INF, 0.0, p.walls[0], None)]
    taken: list[_Chain] = []
    for stack in stacks:
        i, (near, far) = stack[-1], p.corridor[stack[-1]]
        steps: list[_Chain] = []
        for end, minus, start, link in passed + taken:
            if len(stack) == 1 or end <= near + EPS:
                reach = max(p.least[i], start) + p.w[i]
                after = reach + p.gap if len(stack) == 1 else max(reach + p.gap, far)
                if reach <= p.most[i] + p.w[i] + EPS:
                    steps.append((reach, minus - worth[i], after, (i, link)))
        fits = [chain for chain in passed + taken if chain[0] <= near + EPS]
        best = min(fits, key=lambda c: c[1], default=None)
        passed = [(-INF, best[1], far, best[3])] if best else []
        taken = []
        for step in sorted(steps, key=lambda c: c[:2]):  # only the better may end further right
            if not taken or step[1] < taken[-1][1]:
                taken.append(step)
    link = min(passed + taken, key=lambda c: c[1])[3]
    chosen = []
    while link:
        chosen.append(link[0])
        link = link[1]
    return chosen


def _stuck(p: _Problem, stacks: list[list[int]]) -> str:
    """Which of the labels that cannot be placed lacks least, and how much."""
    fars = [p.walls[0], *(p.corridor[s[-1]][1] for s in stacks)]
    nears = [*(p.corridor[s[-1]][0] for s in stacks[1:]), p.walls[1]]
    lack, i = min(
        (p.w[s[-1]] - (near - far), p.order[s[-1]])
        for s, far, near in zip(stacks, fars, nears, strict=False)
    )
    left = sum(map(len, stacks))
    return (
        f"{left} labels find no place in any number of rows: each is crossed by the leader of "
        f"another; label {i} lacks least, it is {lack:g} too wide"
    )


# Exact: tables over intervals of leaders, then a search ------------------------------------------


class _Tables:
    """
    What k rows can do for the labels strictly between two leaders.

    Between leaders p and q (0 and n + 1 are the walls, label i is i + 1), labels `need[p, q]` rows
    and cost at least `cost[k][p, q]`. For a label m of the top row, `reach[k][m, q]` is how far
    right its box may end so that the rest up to q still fits, and `rest[k][m, q]` what that rest
    costs at least.

    Equal anchors: those below the first of a stack belong to the interval on its right, and their
    boxes may pass its leader, whatever stands there. This can only make the bounds lower.

    Costs are bounded twice, the better one holds: each box alone between its two leaders; or half
    of each box with its left neighbour and half with its right one, who push each other apart.
    """

    def __init__(self, p: _Problem) -> None:
        n = self.n = p.n
        w, least, most, ideal = (np.array([0.0, *v, 0.0]) for v in (p.w, p.least, p.most, p.ideal))
        far = np.array([p.walls[0], *(c[1] for c in p.corridor), INF])
        near = np.array([-INF, *(c[0] for c in p.corridor), p.walls[1]])
        x = np.array([-INF, *p.x, INF])
        order = np.arange(n + 2)
        ahead = order[:, None] < order
        mate = (x[:, None] == x) & (order - order[:, None] == 1)
        head = np.array([False, *(f == i for i, f in enumerate(p.groups()[0])), False])
        self.gap, self.w, self.least, self.most, self.near = p.gap, w, least, most, near
        self.follows = ahead & head & (x[:, None] != x)  # in a row, after a label
        self.enters = ahead & (head | mate) & (order <= n)  # in a row, after a leader
        self.first_end = np.where(mate, least, np.maximum(least, far[:, None])) + w
        pushed_left = np.maximum(0, ideal - most) ** 2
        self.alone = pushed_left + np.maximum(0, least - ideal) ** 2
        self.after = np.maximum(0, self.first_end - w - ideal) ** 2 + pushed_left
        room = np.minimum(most[:, None], near - w[:, None])
        self.before = np.maximum(0, ideal[:, None] - room) ** 2 - pushed_left[:, None]
        overlap = np.maximum(0, (ideal + w + p.gap)[:, None] - ideal)
        self.pushed = np.maximum(overlap**2 / 4, (self.alone[:, None] + self.alone) / 2)
        self.ahead = ahead
        self.need = np.where(order - order[:, None] == 1, 0, n + 1)
        self.cost = [np.where(self.need == 0, 0.0, INF)]
        self.reach, self.rest = [np.where(self.need == 0, near, -INF)], [self.cost[0]]

    @property
    def rows(self) -> int:
        return len(self.cost) - 1

    def add_row(self) -> None:
        """One row more, on top of those so far."""
        k, below = self.rows + 1, self.cost[-1]
        fits = self.need < k
        reach, rest, cost = np.where(fits, self.near, -INF), below.copy(), below.copy()
        tail = np.stack((below + self.before, below + (self.before + self.alone[:, None]) / 2))
        for m in range(len(below) - 2, -1, -1):
            inner, on = below[m, :, None], slice(m + 1, None)  # on: the leaders q beyond m
            (nexts,) = np.nonzero(fits[m] & self.enters[m])
            if len(nexts):  # m is a leader from above
                fits_in = (self.first_end[m, nexts, None] <= reach[nexts, on] + EPS).any(axis=0)
                after = self.after[m, nexts, None]
                halves = tail[:, nexts, on] + inner[nexts] + np.stack((after, after / 2))
                cost[m, on] = np.minimum(cost[m, on], halves.min(axis=1).max(axis=0))
                self.need[m, on] = np.minimum(self.need[m, on], np.where(fits_in, k, self.n + 1))
            (nexts,) = np.nonzero(fits[m] & self.follows[m])
            if len(nexts) and m:  # m is a label of this row
                start = np.minimum(self.most[nexts, None], reach[nexts, on] - self.w[nexts, None])
                start[start < self.least[nexts, None] - EPS] = -INF
                reach[m, on] = np.maximum(reach[m, on], start.max(axis=0) - self.gap)
                alone, pushed = self.alone[nexts, None], self.pushed[m, nexts, None]
                go_on = tail[:, nexts, on] + inner[nexts]
                full, half = (go_on + np.stack((alone, pushed))).min(axis=1)
                other = (go_on[1] + alone / 2).min(axis=0)
                rest[m, on] = np.minimum(rest[m, on], np.maximum(full, other))
                tail[:, m, on] = np.minimum(tail[:, m, on], (full, half))
        self.cost.append(np.where(self.ahead & (self.need <= k), cost, INF))
        self.reach.append(reach)
        self.rest.append(rest)


_Plan = (
    tuple[tuple[int, ...], tuple["_Plan | None", ...]] | tuple[()]
)  # top row, then the parts below it


class _Search:
    """Depth first, top row first, the most promising next box first; equal parts only once."""

    def __init__(self, p: _Problem, tables: _Tables, steps: int) -> None:
        self.p, self.steps_left, self.limit = p, steps, 4 * SEARCH_STEPS
        self.first, self.last = p.groups()
        self.ideal = p.ideal
        self.cost = [t.tolist() for t in tables.cost]  # lists are quicker for single numbers
        self.rest = [t.tolist() for t in tables.rest]
        self.reach = [t.tolist() for t in tables.reach]
        self.known: dict[tuple[int, tuple[int, ...]], tuple[float, _Plan | None]] = {}

    def solve(self, k: int, labels: tuple[int, ...]) -> tuple[float, _Plan | None]:
        """Least cost of these labels in k rows, and the plan; all others here stand higher."""
        if not labels:
            return 0.0, ()
        if k == 0:
            return INF, None
        if (k, labels) not in self.known:
            self.known[k, labels] = _TopRow(self, k, labels).best
        return self.known[k, labels]

    def at_least(self, k: int, labels: Sequence[int]) -> float:
        """Lower bound of the cost: that of each run of neighbours between its leaders."""
        total, start = 0.0, 0
        for t in range(1, len(labels) + 1):
            if t == len(labels) or labels[t] != labels[t - 1] + 1:
                total += self.cost[k][labels[start]][labels[t - 1] + 2]
                start = t
        return total


class _TopRow:
    """All ways to fill the top row of k with some of these labels."""

    def __init__(self, search: _Search, k: int, labels: tuple[int, ...]) -> None:
        self.search, self.p, self.k, self.labels = search, search.p, k, labels
        self.best: tuple[float, _Plan | None] = (INF, None)
        self._walls()
        inside = set(labels)
        self.heads = [search.first[i] == i or i - 1 not in inside for i in labels]
        self.run_end, self.later = [0] * len(labels), [0.0] * len(labels)
        for t in reversed(range(len(labels))):
            if t == len(labels) - 1 or labels[t + 1] != labels[t] + 1:
                end, later = labels[t] + 2, search.at_least(k, labels[t + 1 :])
            self.run_end[t], self.later[t] = end, later
        self._grow((), 0.0, 0.0, 0, -INF)

    def _walls(self) -> None:
        """Bounds of each box by the nearest leaders from above, and the anchor of the right one."""
        p, first, last, inside = self.p, self.search.first, self.search.last, set(self.labels)
        self.lo, self.hi, self.wall = {}, {}, {}
        start = first[self.labels[0]]
        far = p.corridor[start - 1][1] if start else p.walls[0]
        for i in self.labels:
            if first[i] and first[first[i] - 1] not in inside:
                far = p.corridor[first[i] - 1][1]
            self.lo[i] = max(p.least[i], far)
        near, x = p.walls[1], INF
        for i in reversed(self.labels):
            after = last[i] + 1
            if after < p.n and after not in inside:
                near, x = p.corridor[after][0], p.x[after]
            self.hi[i], self.wall[i] = min(p.most[i], near - p.w[i]), x

    def _grow(self, row: tuple[int, ...], cost: float, below: float, t: int, end: float) -> None:
        """Go on with a row: close it, or add one of the labels from place t on."""
        search, k, labels = self.search, self.k, self.labels
        closed = cost + below + search.at_least(k - 1, labels[t:])
        ways = [(closed, -1, 0.0, 0.0, 0.0)]
        for u, skipped in self._skips(t, below):
            i = labels[u]
            ahead = skipped + search.rest[k][i + 1][self.run_end[u]] + self.later[u]
            if cost + ahead >= self.best[0] - EPS or (row and self.p.x[i] == self.p.x[row[-1]]):
                continue
            start = max(self.lo[i], end + self._gap(row[-1], i)) if row else self.lo[i]
            reach = min(self.hi[i] + self.p.w[i], search.reach[k][i + 1][self.run_end[u]])
            if start + self.p.w[i] > reach + EPS:
                continue
            search.steps_left -= 1
            now = self._cost((*row, i))
            ways.append((now + ahead, u, now, skipped, start + self.p.w[i]))
        for bound, u, now, skipped, reached in sorted(ways):
            if bound >= self.best[0] - EPS or self._spent():
                return
            if u < 0:
                self._close(row, cost)
            else:
                self._grow((*row, labels[u]), now, skipped, u + 1, reached)

    def _skips(self, t: int, below: float) -> Iterator[tuple[int, float]]:
        """Places of the labels that may come next, and what those before them cost, left below."""
        cost, labels, start = self.search.cost[self.k - 1], self.labels, t
        for u in range(t, len(labels)):
            if u > start and labels[u] != labels[u - 1] + 1:
                below += cost[labels[start]][labels[u - 1] + 2]
                start = u
            skipped = below + (cost[labels[start]][labels[u - 1] + 2] if u > start else 0.0)
            if skipped < self.best[0] and self.heads[u]:
                yield u, skipped

    def _spent(self) -> bool:
        left = self.search.steps_left
        return left < 0 and (self.best[1] is not None or left < -self.search.limit)

    def _gap(self, i: int, j: int) -> float:
        return self.p.gap if self.wall[i] >= self.p.x[j] else 0.0

    def _cost(self, row: tuple[int, ...]) -> float:
        ideal = [self.search.ideal[i] for i in row]
        edges = _settle(
            ideal,
            [self.p.w[i] for i in row],
            [self.lo[i] for i in row],
            [self.hi[i] for i in row],
            [*(self._gap(i, j) for i, j in pairwise(row)), 0.0],
        )
        if edges is None:
            return INF
        return sum([(a - b) ** 2 for a, b in zip(edges, ideal, strict=True)])

    def _close(self, row: tuple[int, ...], cost: float) -> None:
        """The row is full: solve what is below, in parts that its leaders divide."""
        parts: list[list[int]] = [[]]
        for i in self.labels:
            if i not in row:
                parts[-1].append(i)
            elif self.search.last[i] == i:  # a stack that goes on below does not divide
                parts.append([])
        bounds = [self.search.at_least(self.k - 1, part) for part in parts]
        total = cost + sum(bounds)
        plans: list[_Plan | None] = []
        for part, bound in zip(parts, bounds, strict=True):
            if total >= self.best[0] - EPS:
                return
            solved, plan = self.search.solve(self.k - 1, tuple(part))
            total += solved - bound
            plans.append(plan)
        if total < self.best[0] - EPS:
            self.best = total, (row, tuple(plans))


def _exact_rows(p: _Problem, quick: list[int]) -> list[int]:
    """Fewest rows, then least cost; `quick` is a way that fits."""
    tables = _Tables(p)
    while tables.need[0, p.n + 1] > tables.rows:
        tables.add_row()
    k, best = max(quick) + 1, quick
    if len(set(p.x)) < p.n:  # then `need` is a lower bound only: go down until it fits no more
        least = tables.rows
        while tables.rows < k:
            tables.add_row()
        while k > least and (found := _search(p, tables, k - 1, 0)):
            k, best = k - 1, found
    return _search(p, tables, min(k, tables.rows), SEARCH_STEPS) or best


def _search(p: _Problem, tables: _Tables, k: int, steps: int) -> list[int] | None:
    _, plan = _Search(p, tables, steps).solve(k, tuple(range(p.n)))
    if plan is None:
        return None
    rows = [0] * p.n
    todo: list[tuple[int, _Plan | None]] = [(k - 1, plan)]
    while todo:
        row, part = todo.pop()
        if part:
            for i in part[0]:
                rows[i] = row
            todo += [(row - 1, below) for below in part[1]]
    return rows


# Lines -------------------------------------------------------------------------------------------


def wrap_choice(
    anchors: Sequence[float],
    widths: Sequence[float],
    wrapped: Sequence[float | None],
    *,
    left: float,
    right: float,
    gap: float = 0.0,
    clearance: float = 0.0,
    inset: float = 0.0,
    overhead: float = 0.0,
) -> tuple[bool, ...]:
    """
    Which labels to set in two lines, so that the rows are lowest; none if none saves.

    A row is as high as its highest label.

    Tried are none, all, and the 1, 2, 4, 8... labels that wrapping makes narrower by most, each
    with the quick method of `place`. Where labels fit at all only if some wrap, some do.

    Parameters
    ----------
    widths, wrapped : sequences of float
        Widths in one line and in two (None: cannot wrap).
    overhead : float
        Height that a row has besides its lines (padding and space between rows), in lines.
    """
    saved = {i: widths[i] - w for i, w in enumerate(wrapped) if w is not None and w < widths[i]}
    apart = {
        i
        for i, x in enumerate(anchors)
        if all(
            i == j or abs(x - other) >= widths[i] + widths[j] + gap
            for j, other in enumerate(anchors)
        )
    }  # these meet no other label wherever they go
    able = sorted(saved.keys() - apart, key=lambda i: (-saved[i], i))
    best: tuple[float, set[int]] = (INF, set())
    for count in sorted({0, *(2**k for k in range(len(able).bit_length())), len(able)}):
        chosen = set(able[:count])
        now = [widths[i] - (saved[i] if i in chosen else 0.0) for i in range(len(widths))]
        try:
            problem = _Problem.of(anchors, now, left, right, gap, clearance, inset)
            rows = _quick_rows(problem)
        except ValueError:
            continue
        high = {row for i, row in zip(problem.order, rows, strict=True) if i in chosen}
        height = (max(rows, default=-1) + 1) * (1 + overhead) + len(high)
        if height < best[0]:
            best = height, chosen
    return tuple(i in best[1] for i in range(len(widths)))


# Score -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Score:
    """
    How good a placement is, from boxes and leaders alone.

    Attributes
    ----------
    n_rows : int
    displacement : float
        Sum of the offsets' lengths.
    squared : float
        Sum of their squares.
    overlaps : int
        Pairs of boxes in a row that overlap, or are nearer than `gap` with no leader between.
    crossings : int
        Pairs of a leader and a label of another anchor below its own, where the leader runs
        through the label, or nearer to it than the clearance that the anchors allow.
    """

    n_rows: int
    displacement: float
    squared: float
    overlaps: int
    crossings: int


def score(
    anchors: Sequence[float],
    widths: Sequence[float],
    placement: Placement,
    *,
    gap: float = 0.0,
    clearance: float = 0.0,
) -> Score:
    """Score a placement; `overlaps` and `crossings` of a good one are 0."""
    row = placement.rows
    shown = [i for i in range(len(row)) if row[i] >= 0]
    lo = {i: anchors[i] + placement.offsets[i] - widths[i] / 2 for i in shown}
    hi = {i: lo[i] + widths[i] for i in shown}
    free = {}  # what each leader keeps free to its left and right
    for x in set(anchors):
        before = min((x - other for other in anchors if other < x), default=INF)
        after = min((other - x for other in anchors if other > x), default=INF)
        free[x] = min(clearance, before / 2), min(clearance, after / 2)
    slack = 1e-6  # of the unit: rounding is no overlap
    overlaps = crossings = 0
    for i, j in product(shown, shown):
        x = anchors[j]
        if row[i] == row[j] and i < j:
            a, b = sorted((i, j), key=lambda k: lo[k])
            apart = lo[b] - hi[a] + slack
            if apart < gap:
                inside = [k for k in shown if hi[a] - slack <= anchors[k] <= lo[b] + slack]
                overlaps += apart < 0 or not any(row[k] > row[i] for k in inside)
        if row[i] < row[j] and x != anchors[i]:
            crossings += lo[i] - free[x][1] + slack < x < hi[i] + free[x][0] - slack
    moved = [abs(placement.offsets[i]) for i in shown]
    return Score(placement.n_rows, sum(moved), sum(by * by for by in moved), overlaps, crossings)
