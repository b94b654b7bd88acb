"""Label placement: time, rows and movement, against one label after the other.

The baseline, measured in the same run, takes labels from left to right and puts each into the
lowest row where it fits over its anchor or right of it: what most charts do, when they do anything.
Promised are 60 labels in 100 ms, and 10,000 with room in 2 s.
"""

import random
import statistics
import sys
import time
from pathlib import Path

from tinytl.layout.labels.place import Placement, place

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from judge import score

ROOM = {"gap": 4.0, "inset": 3.0}
RUNS = 5


def instance(n, span, equal, seed):
    """Labels of 40 to 160 px on an axis of so many px; a part of them on equal anchors."""
    chance = random.Random(seed)
    anchors = [chance.uniform(0, span) for _ in range(n)]
    anchors = [chance.choice(anchors) if chance.random() < equal else x for x in anchors]
    return anchors, [chance.uniform(40, 160) for _ in range(n)]


def first_fit(anchors, widths, *, left, right, gap, inset):
    """Baseline: boxes only, leaders may run through labels."""
    ends, rows, offsets = [], {}, {}
    for i in sorted(range(len(anchors)), key=lambda i: anchors[i]):
        low, high = anchors[i] - widths[i], min(anchors[i], right - widths[i])
        ideal = max(left, low, min(anchors[i] - widths[i] / 2, high))
        starts = [max(ideal, end + gap) for end in ends]
        row = next((r for r, start in enumerate(starts) if start <= high), len(ends))
        start = starts[row] if row < len(ends) else ideal
        ends[row : row + 1] = [start + widths[i]]
        rows[i], offsets[i] = row, start + widths[i] / 2 - anchors[i]
    order, no = range(len(anchors)), (0.0,) * len(anchors)
    return Placement(tuple(map(rows.get, order)), tuple(map(offsets.get, order)), no, len(ends))


def timed(function, *arguments, **options):
    """Milliseconds and the result, None if the labels have no place."""
    start = time.perf_counter()
    try:
        result = function(*arguments, **options)
    except ValueError:
        result = None
    return (time.perf_counter() - start) * 1000, result


def measured(method, n, span, equal):
    """Median and most milliseconds, labels placed, rows, rms offset, crossings."""
    found = []
    for seed in range(RUNS if n <= 1000 else 1):
        anchors, widths = instance(n, span, equal, seed)
        ms, placement = timed(method, anchors, widths, left=0.0, right=span, **ROOM)
        if placement:
            shown = n - placement.rows.count(-1)
            rms = (sum(by * by for by in placement.offsets) / shown) ** 0.5
            through = score(anchors, widths, placement).crossings if n <= 500 else float("nan")
            found.append((ms, shown, placement.n_rows, rms, through))
    columns = list(zip(*found, strict=True))
    return [max(columns[0]), *map(statistics.median, columns)] if found else None


def line(name, n, span, equal, values):
    start = f"{n:6}  {span:7.0f}  {equal:5}  {name:12}"
    if values is None:
        print(f"{start}  no place")
        return
    most, ms, shown, rows, rms, through = values
    print(f"{start} {ms:8.1f} {most:8.1f}  {shown:6.0f} {rows:5.0f}  {rms:6.1f}  {through:9.0f}")


def main():
    print("labels  axis px  equal  method        ms  at most  placed  rows  rms px  crossings")
    shapes = [(7, 60), (20, 40), (45, 40), (60, 40), (45, 24), (60, 30), (60, 24)]
    for equal, (n, each) in [(e, s) for e in (0.0, 0.2) for s in shapes]:
        for name, method in (("first fit", first_fit), ("place", place)):
            line(name, n, n * each, equal, measured(method, n, n * each, equal))
    for n in (100, 300, 1000, 3000, 10_000):
        for name, method in (("first fit", first_fit), ("place", place)):
            line(name, n, 40 * n, 0.0, measured(method, n, 40 * n, 0.0))


if __name__ == "__main__":
    main()
