"""Label placement: time, rows and movement, against one label after the other.

The baseline, measured in the same run, takes labels from left to right and puts each into the
lowest row where it fits over its anchor or right of it: what most charts do, when they do anything.
"""

import random
import statistics
import time

from tinytl.layout import placement as labels
from tinytl.layout.placement import Placement, place, score

ROOM = {"gap": 4.0, "clearance": 2.0, "inset": 3.0}
RUNS = 5


def instance(n, per_label, equal, seed):
    """Labels of 40 to 160 px, so many px of axis for each; a part of them on equal anchors."""
    chance = random.Random(seed)
    span = n * per_label
    anchors = [chance.uniform(0, span) for _ in range(n)]
    anchors = [chance.choice(anchors) if chance.random() < equal else x for x in anchors]
    return anchors, [chance.uniform(40, 160) for _ in range(n)], span


def first_fit(anchors, widths, span):
    """Baseline: boxes only, leaders may run through labels."""
    ends, rows, offsets = [], {}, {}
    for i in sorted(range(len(anchors)), key=lambda i: anchors[i]):
        low, high = anchors[i] - widths[i], min(anchors[i], span - widths[i])
        ideal = max(0.0, low, min(anchors[i] - widths[i] / 2, high))
        starts = [max(ideal, end + ROOM["gap"]) for end in ends]
        row = next((r for r, start in enumerate(starts) if start <= high), len(ends))
        start = starts[row] if row < len(ends) else ideal
        ends[row : row + 1] = [start + widths[i]]
        rows[i], offsets[i] = row, start + widths[i] / 2 - anchors[i]
    order = range(len(anchors))
    return Placement(tuple(map(rows.get, order)), tuple(map(offsets.get, order)), len(ends))


def timed(function, *arguments, **options):
    """Milliseconds and the result, None if the labels have no place."""
    start = time.perf_counter()
    try:
        result = function(*arguments, **options)
    except ValueError:
        result = None
    return (time.perf_counter() - start) * 1000, result


def runs(n, per_label, equal, method):
    """Median milliseconds, rows, rms offset, crossings over instances that have a placement."""
    found = []
    for seed in range(RUNS if n <= 1000 else 1):
        anchors, widths, span = instance(n, per_label, equal, seed)
        labels.EXACT_UP_TO = 60 if method == "exact" else 0
        if method == "first fit":
            ms, placement = timed(first_fit, anchors, widths, span)
        else:
            ms, placement = timed(place, anchors, widths, left=0.0, right=span, **ROOM)
        if placement:
            rms = (sum(by * by for by in placement.offsets) / n) ** 0.5
            crossings = score(anchors, widths, placement).crossings if n <= 100 else None
            found.append((ms, placement.n_rows, rms, crossings))
    return len(found), [
        statistics.median(values) if None not in values else None
        for values in zip(*found, strict=True)
    ]


def main():
    print("labels  axis px  equal  method     placed       ms   x base   rows  rms px  crossings")
    shapes = [(7, 60), (20, 40), (45, 40), (60, 40), (45, 24), (60, 30)]
    for equal, (n, per_label) in [(e, s) for e in (0.0, 0.2) for s in shapes]:
        row(n, per_label, equal, ("first fit", "quick", "exact"))
    for n in (100, 300, 1000, 3000, 10_000):
        row(n, 40, 0.0, ("first fit", "quick"))


def row(n, per_label, equal, methods):
    base = None
    for method in methods:
        placed, values = runs(n, per_label, equal, method)
        if not placed:
            print(f"{n:6}  {n * per_label:7}  {equal:5}  {method:9}       0")
            continue
        ms, rows, rms, crossings = values
        base = base or ms
        through = "" if crossings is None else f"{crossings:9.0f}"
        print(
            f"{n:6}  {n * per_label:7}  {equal:5}  {method:9}  {placed:6} {ms:8.1f}"
            f" {ms / base:8.0f}  {rows:5.0f}  {rms:6.1f}  {through}"
        )


if __name__ == "__main__":
    main()
