"""Ratings and indices: values over time, as steps, with their levels named at the side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..story.facts import Fact
from ..story.tracks import Track
from ..table.scales import Scale
from .frame import Frame, Look, clipped
from .scene import Area, Box, Dot, Line

ALONE = 2.2
"""Diameter of a value that stands alone, in widths of the line."""
FELT = 7.5
"""Points around a value in which the pointer feels it, where a line leads to it."""


@dataclass(frozen=True)
class _Value:
    """A value over the half-open span of days that it holds for."""

    fact: Fact
    first: float
    last: float
    value: float
    colour: str


def ticks_of(track: Track, scale: Scale) -> list[tuple[float, str]]:
    """Values that a series names at its side; none for a track of marks."""
    if track.kind == "rating":
        return _levels(track, scale)
    if track.kind == "index":
        numbers = [0.0, *(float(fact.value) for fact in track.facts), *(track.span or ())]
        ticks = round_ticks(min(numbers), max(numbers))
        return [(tick, f"{tick:g}") for tick in ticks]
    return []


def _levels(track: Track, scale: Scale) -> list[tuple[float, str]]:
    """Lanes from the top: the levels, and below them what is no level, if the track has it."""
    lanes = [(float(rank), scale.label(code)) for rank, code in enumerate(scale.levels)]
    seen = {fact.value for fact in track.facts} | track.values
    extra = [label for code, label in scale.unranked if code in seen]
    return lanes + [(len(lanes) + 0.3 + number, label) for number, label in enumerate(extra)]


def ratings(track: Track, heading: str, frame: Frame) -> Area:
    """A lane a level, the best on top; nothing is drawn between lanes but upright steps."""
    scale, theme = frame.scale, frame.theme
    lanes = ticks_of(track, scale)
    row = {label: y for y, label in lanes}
    values = [
        _Value(
            fact,
            *_certain(fact, frame),
            row[scale.label(fact.value)],
            theme.level(scale.rank(fact.value), len(scale.levels)),
        )
        for fact in track.facts
    ]
    ranked = [value for value in values if scale.rank(value.fact.value) is not None]
    low, high = lanes[-1][0] + 0.25, -0.25
    area = Area("rating", heading, (low - high) * theme.size * 1.35, low, high, ticks=tuple(lanes))
    return replace(area, marks=tuple(_marks(values, ranked, area, frame)))


def index(track: Track, heading: str, frame: Frame) -> Area:
    """An axis of numbers, the same for all countries of the table."""
    ticks = ticks_of(track, frame.scale)
    low, high = ticks[0][0], ticks[-1][0]
    margin = (high - low) * 0.03  # so that the outermost lines are inside
    values = [
        _Value(fact, *clipped(fact, frame.window), float(fact.value), frame.theme.ink)
        for fact in track.facts
    ]
    area = Area(
        f"index {track.category}".strip(),
        heading,
        frame.theme.size * 5.5,
        low - margin,
        high + margin,
        ticks=tuple(ticks),
    )
    return replace(area, marks=tuple(_marks(values, values, area, frame)))


def _marks(
    values: Sequence[_Value], joinable: Sequence[_Value], area: Area, frame: Frame
) -> Iterable[Line | Box | Dot]:
    """The line, its levels in colour, and what the pointer feels: all days of each value."""
    ink, weight = frame.theme.ink, frame.theme.weight
    joins = _joins(joinable, frame.look)
    steps = any(value.first < value.last for value in values) and not frame.look.joined
    for run in _runs(joins):
        yield Line(run, ink, weight * (0.5 if steps else 1), cap="round")
    for first, last, value, colour in _strokes(values):
        yield Line(((first, value), (last, value)), colour, weight)
    middle, height = (area.low + area.high) / 2, abs(area.high - area.low)
    led_to = {end for a, b in joins for end in ((a.last, a.value), (b.first, b.value))}
    for v in values:
        alone = v.first == v.last and (v.first, v.value) not in led_to
        if steps:
            yield Box(*clipped(v.fact, frame.window), middle, height, "", fact=v.fact)
        if alone or not steps:
            yield Dot(v.first, v.value, weight * ALONE if alone else FELT,
                      v.colour if alone else "", v.colour if alone else "", v.fact)  # fmt: skip


def _certain(fact: Fact, frame: Frame) -> tuple[float, float]:
    """The days on which a rating certainly held, inside the window; all of its days if none."""
    first, last = fact.certainly if frame.look.doubts else (fact.first, fact.last)
    if first >= last:
        return clipped(fact, frame.window)
    return max(first, frame.window.first), min(last, frame.window.last)


def _joins(values: Sequence[_Value], look: Look) -> list[tuple[_Value, _Value]]:
    """Neighbours that a line joins: upright where one ends as the next starts; over no hole.

    Where two meet on a date that is not known to the day, the line slopes over all its days. In the
    book values stand at 1 January and are joined if their years follow each other.
    """

    def meet(a: _Value, b: _Value) -> bool:
        if look.joined:
            return 0 <= b.first - a.last <= 366
        return a.last == b.first or (a.fact.end is not None and a.fact.end == b.fact.start)

    return [(a, b) for a, b in pairwise(values) if a.last <= b.first and meet(a, b)]


def _runs(joins: Sequence[tuple[_Value, _Value]]) -> list[tuple[tuple[float, float], ...]]:
    """The joins as lines, one as long as each goes on where the one before ended."""
    runs: list[list[tuple[float, float]]] = []
    for a, b in joins:
        start, end = (a.last, a.value), (b.first, b.value)
        if start == end:
            continue
        if runs and runs[-1][-1] == start:
            runs[-1].append(end)
        else:
            runs.append([start, end])
    return [tuple(run) for run in runs]


def _strokes(values: Sequence[_Value]) -> list[tuple[float, float, float, str]]:
    """First and last day, value and colour of each run of the same value without a hole."""
    runs: list[tuple[float, float, float, str]] = []
    for v in values:
        before = runs[-1] if runs else None
        if before and before[1:3] == (v.first, v.value):
            runs[-1] = before[0], v.last, *before[2:]
        else:
            runs.append((v.first, v.last, v.value, v.colour))
    return [run for run in runs if run[0] < run[1]]


def round_ticks(low: float, high: float) -> list[float]:
    """Three to five round numbers that hold the values between them.

    >>> round_ticks(0, 13)
    [0.0, 5.0, 10.0, 15.0]
    """
    low, high = (low, high) if low < high else (low, low + 1)
    least = math.floor(math.log10(high - low)) - 1
    steps = (digit * 10.0**power for power in range(least, least + 4) for digit in (1, 2, 5))
    step = next(step for step in steps if math.ceil(high / step) - math.floor(low / step) <= 4)
    return [step * number for number in range(math.floor(low / step), math.ceil(high / step) + 1)]
