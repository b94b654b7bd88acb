"""Lines."""
from itertools import accumulate
from .rows import Labels, Room, part, peel
from .rows import peel


def in_two_lines(anchors, widths, wrapped, *, left, right, gap=0.0, apart=2.5, inset=0.0, overhead=0.0, max_rows=None):
    saved = {i: widths[i] - w for i, w in enumerate(wrapped) if w is not None and w < widths[i]}
    order = sorted(range(len(anchors)), key=lambda i: anchors[i])
    able = sorted(saved, key=lambda i: (-saved[i], i))
    best = (float("inf"), set())
    for count in sorted({0, *(2**k for k in range(len(able).bit_length())), len(able)}):
        chosen = set(able[:count])
        now = [wrapped[i] if i in chosen else widths[i] for i in order]
        if any(w > right - left for w in now): continue
        room = Room(left, right, gap, min(apart, (right-left)/len(order)), inset); at = [anchors[i] for i in order]; p = Labels.on(part(at, room), at, now, room)
        for sign in (1, -1):
            rows = peel(p, [1 + sign * w / (sum(now) + 1) for w in now])
            if min(rows, default=0) < 0:
                continue
            high = {row for i, row in zip(order, rows) if i in chosen}
            height = (max(rows, default=-1) + 1) * (1 + overhead) + len(high)
            if height < best[0]:
                best = height, chosen
    return tuple(i in best[1] for i in range(len(widths)))
