"""Where labels go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .rows import Labels, fewest, peel, settle
from .search import improve

EXACT = 60


@dataclass(frozen=True)
class Placement:
    rows: tuple[int, ...]
    offsets: tuple[float, ...]
    shifts: tuple[float, ...]
    n_rows: int


def place(anchors, widths, *, left, right, gap=0.0, apart=2.5, inset=0.0, max_rows=None, importance=None):
    n = len(anchors)
    order = sorted(range(n), key=lambda i: anchors[i])
    at, wide = [float(anchors[i]) for i in order], [float(widths[i]) for i in order]
    x, p = parted(at, wide, left, right, gap, apart, inset)
    rows = fill(p)
    from .rows import stretch, stretches
    found = [(-1, 0.0, 0.0)] * n
    for row in range(max(rows, default=-1) + 1):
        for a, members, b in stretches(rows, row, 0, n):
            for i, edge in zip(members, stretch(p, a, members, b)):
                found[order[i]] = row, edge - p.wish[i], x[i] - at[i]
    return Placement(*(tuple(f[k] for f in found) for k in range(3)), max(rows, default=-1) + 1)


def parted(at, wide, left, right, gap, apart, inset):
    n = len(at)
    apart = min(apart, (right - left) / max(n, 1))
    x = settle(at, [apart] * n, [left] * n, [right] * n)
    clear = apart / 2
    far = [left, *(v + clear for v in x)]
    near = [*(v - clear + gap for v in x), right + gap]
    def bounds(inset):
        ins = [min(inset, w / 2) for w in wide]
        return ([max(left, min(v + i, right) - w) for v, w, i in zip(x, wide, ins)],
        [min(right - w, max(v - i, left)) for v, w, i in zip(x, wide, ins)])
    return x, Labels([a - w / 2 for a, w in zip(at, wide)], [w + gap for w in wide], *bounds(min(clear, inset)), far, near, *bounds(inset))


def fill(p):
    if not p.n:
        return []
    total = sum(p.width) + 1
    ways = []
    for sign in (0, 1, -1):
        rows = peel(p, [1 + sign * w / total for w in p.width])
        if min(rows) < 0:
            raise ValueError("stuck")
        ways.append(rows)
    if p.n <= EXACT:
        best = fewest(p, min(max(r) for r in ways) + 1)
        if best:
            ways.append(best)
    k = min(max(r) for r in ways)
    return improve(p, [r for r in ways if max(r) == k])
