"""Judges of label placement: independent of it, slow, and sure.

`Scene` says what the rules are; `least_rows` tries all there is; `fewest_rows` proves the number
for dozens of labels; `score` looks at boxes and leaders alone.
"""

import itertools
import math
from dataclasses import dataclass
from functools import cache, cached_property

INF = math.inf
EPS = 1e-9


@dataclass(frozen=True)
class Scene:
    """Labels from left to right, their leaders parted, and the room they have."""

    order: tuple[int, ...]  # index in the input
    leaders: tuple[float, ...]
    anchors: tuple[float, ...]
    widths: tuple[float, ...]
    left: float
    right: float
    gap: float
    apart: float
    inset: float

    @classmethod
    def of(cls, anchors, widths, *, left, right, gap=0.0, apart=2.5, inset=0.0):
        order = sorted(range(len(anchors)), key=lambda i: (anchors[i], i))
        apart = min(apart, (right - left) / max(1, len(order)))
        at = [anchors[i] for i in order]
        leaders = tuple(parted(at, left, right, apart))
        wide = tuple(widths[i] for i in order)
        return cls(tuple(order), leaders, tuple(at), wide, left, right, gap, apart, inset)

    @cached_property
    def within(self):
        """Where the box of each label may begin, whatever stands around it."""
        found = []
        for x, w in zip(self.leaders, self.widths, strict=True):
            inset = min(self.inset, self.apart / 2, w / 2)
            least = max(self.left, min(x + inset, self.right) - w)
            found.append((least, min(self.right - w, max(x - inset, self.left))))
        return found

    def row_fits(self, row, passing):
        """Whether boxes fit into a row, pushed to the left as far as they go."""
        end, free = -INF, self.left
        for i in sorted([*row, *passing]):
            if i in row:
                least, most = self.within[i]
                start = max(least, free)
                if start > most + EPS:
                    return False
                end = start + self.widths[i]
                free = end + self.gap
            elif end > self.leaders[i] - self.apart / 2 + EPS:
                return False
            else:
                free = self.leaders[i] + self.apart / 2
        return True


def parted(at, left, right, apart):
    """Sorted anchors moved apart with the least squares: min-max formula of isotonic regression."""
    n = len(at)
    y = [x - k * apart for k, x in enumerate(at)]
    total = [0.0, *itertools.accumulate(y)]
    top = right - (n - 1) * apart

    def mean(a, b):
        return (total[b + 1] - total[a]) / (b - a + 1)

    return [
        k * apart
        + min(max(max(min(mean(a, b) for b in range(k, n)) for a in range(k + 1)), left), top)
        for k in range(n)
    ]


def least_rows(scene):
    """Fewest rows over all ways to put labels into rows, None if there is none."""
    everyone = frozenset(range(len(scene.order)))

    @cache
    def least(rest):  # the others stand higher, so their leaders pass
        if not rest:
            return 0
        best, passing = INF, everyone - rest
        for size in range(len(rest), 0, -1):
            for row in itertools.combinations(sorted(rest), size):
                below = least(rest.difference(row)) if best > 1 else INF
                if below + 1 < best and scene.row_fits(row, passing):
                    best = below + 1
        return best

    found = least(everyone)
    return None if found == INF else found


def fewest_rows(scene):
    """Fewest rows by a table over pairs of leaders, None if no number will do."""
    n = len(scene.order)
    clear, walls = scene.apart / 2, (scene.left, scene.right)
    far = [walls[0], *(x + clear for x in scene.leaders)]
    near = [*(x - clear for x in scene.leaders), walls[1]]
    within = scene.within
    need = [[0 if a == b else INF for b in range(n + 1)] for a in range(n + 1)]
    for k in range(1, n + 1):
        found = []
        for a in range(n):
            ends = {}  # of chains between leader a - 1 and what follows, by their last label
            for m in range(a, n):
                starts = [end + scene.gap for i, end in ends.items() if need[i + 1][m] < k]
                starts += [far[a]] if need[a][m] < k else []
                start = max(min(starts, default=INF), within[m][0])
                if start <= within[m][1] + EPS:
                    ends[m] = start + scene.widths[m]
            for b in range(a + 1, n + 1):
                fits = (need[m + 1][b] < k and end <= near[b] + EPS for m, end in ends.items())
                if need[a][b] == INF and any(fits):
                    found.append((a, b))
        for a, b in found:
            need[a][b] = k
        if need[0][n] < INF or not found:
            break
    return None if need[0][n] == INF else need[0][n]


def least_squares(scene, n_rows):
    """Least sum of squared offsets over all ways to use so many rows."""
    everyone = range(len(scene.order))
    return min(
        squares(scene, rows) for rows in itertools.product(range(n_rows), repeat=len(everyone))
    )


def squares(scene, rows):
    """Least sum of squared offsets for given rows, infinite if they cannot be."""
    total = 0.0
    for row in set(rows):
        members = [i for i, r in enumerate(rows) if r == row]
        passing = [i for i, r in enumerate(rows) if r > row]
        if not scene.row_fits(members, passing):
            return INF
        total += _row_squares(scene, members, passing)
    return total


def _row_squares(scene, members, passing):
    x, clear = scene.leaders, scene.apart / 2
    lo, hi, shift, before = [], [], [0.0], None
    for i in members:
        w = scene.widths[i]
        beside = [x[j] + clear for j in passing if j < i]
        beyond = [x[j] - clear - w for j in passing if j > i]
        least, most = scene.within[i]
        lo.append(max([least, *beside]))
        hi.append(min([most, *beyond]))
        if before is not None:
            between = any(before < j < i for j in passing)
            shift.append(shift[-1] + scene.widths[before] + (0.0 if between else scene.gap))
        before = i
    n = len(members)
    wish = [
        scene.anchors[i] - scene.widths[i] / 2 - by for i, by in zip(members, shift, strict=True)
    ]
    lo = list(itertools.accumulate((a - by for a, by in zip(lo, shift, strict=True)), max))
    hi = list(
        itertools.accumulate((b - by for b, by in zip(hi[::-1], shift[::-1], strict=True)), min)
    )[::-1]
    best = [
        min(
            max(min(max(sum(wish[a : b + 1]) / (b - a + 1), lo[b]), hi[a]) for a in range(k + 1))
            for b in range(k, n)
        )
        for k in range(n)
    ]
    return sum((a - b) ** 2 for a, b in zip(best, wish, strict=True))


@dataclass(frozen=True)
class Score:
    """
    How good a placement is, from boxes and leaders alone.

    Attributes
    ----------
    n_rows : int
    displacement, squared : float
        Sum of the offsets' lengths, and of their squares.
    nearest : float
        Least distance of two leaders.
    overlaps : int
        Pairs of boxes in a row that overlap, or are nearer than `gap` with no leader between.
    crossings : int
        Pairs of a leader and a label of a lower row, where the leader runs through the label, or
        nearer to it than half of `apart`; and pairs of leaders whose knees cross.
    """

    n_rows: int
    displacement: float
    squared: float
    nearest: float
    overlaps: int
    crossings: int


def score(anchors, widths, placement, *, gap=0.0, apart=0.0):
    """Score a placement; `overlaps` and `crossings` of a good one are 0."""
    row = placement.rows
    shown = sorted((i for i in range(len(row)) if row[i] >= 0), key=lambda i: (anchors[i], i))
    x = {i: anchors[i] + placement.shifts[i] for i in shown}
    lo = {i: anchors[i] + placement.offsets[i] - widths[i] / 2 for i in shown}
    hi = {i: lo[i] + widths[i] for i in shown}
    slack = 1e-6  # of the unit: rounding is no overlap
    overlaps = crossings = 0
    for i, j in itertools.combinations(shown, 2):
        crossings += x[i] > x[j]
        if row[i] == row[j]:
            a, b = sorted((i, j), key=lambda k: lo[k])
            room = lo[b] - hi[a] + slack
            if room < gap:
                between = any(row[k] > row[i] and hi[a] < x[k] < lo[b] for k in shown)
                overlaps += room < 0 or not between
        else:
            low, high = (i, j) if row[i] < row[j] else (j, i)
            clear = apart / 2 - slack
            crossings += lo[low] - clear < x[high] < hi[low] + clear
    moved = [abs(placement.offsets[i]) for i in shown]
    nearest = min((x[j] - x[i] for i, j in itertools.pairwise(shown)), default=INF)
    return Score(
        placement.n_rows, sum(moved), sum(by * by for by in moved), nearest, overlaps, crossings
    )
