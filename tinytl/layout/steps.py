"""Values over time as steps: which neighbours a line joins, and how a value fades."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..story.facts import Fact
from .frame import Frame, fades, is_sure

LEAST_STEP = 3.0
"""Least points between the values of an index that are drawn as dots or steps."""


@dataclass(frozen=True)
class Value:
    """A value over the half-open span of days that it holds for."""

    fact: Fact
    first: float
    last: float
    value: float
    colour: str


def fading(values: Sequence[Value], frame: Frame) -> Iterable[tuple[Value, float, float, float]]:
    """Each value over the days on which it may have held, where no other takes over from or to it.

    Each slice of these days comes with the share of the colour that it has.
    """
    for before, v, after in zip([None, *values], values, [*values[1:], None], strict=False):
        met, meets = bool(before and meet(before, v)), bool(after and meet(v, after))
        for first, last, share in fades(v.fact, frame.window, met=met, meets=meets):
            yield v, first, last, share


def meet(a: Value, b: Value) -> bool:
    """Whether one ends as the other starts, on a date that is known to the day or not."""
    return a.last == b.first or a.fact.last == b.fact.first


def dense(values: Sequence[Value], frame: Frame) -> float:
    """Most days between two values of an index that a line joins; 0 where each has room for a dot.

    That is half as much again as nine tenths of the steps have: what is further apart is a gap.
    """
    steps = sorted(b.first - a.first for a, b in pairwise(values))
    if not steps or values[0].fact.kind != "index" or frame.is_figure9:
        return 0.0
    day = (frame.right - frame.left) / (frame.viewport.last - frame.viewport.first)
    return steps[len(steps) * 9 // 10] * 1.5 if steps[len(steps) // 2] * day < LEAST_STEP else 0.0


def joins_of(values: Sequence[Value], frame: Frame, within: float = 0) -> list[tuple[Value, Value]]:
    """Neighbours that a line joins: upright where one ends as the next starts; never over a gap.

    Where two meet on a date that is not known to the day, the line slopes over all its days. In the
    book values stand at 1 January and are joined if their years follow each other; so are values of
    a day each that stand within some days, where they have no room for dots.
    """

    def are_joined(a: Value, b: Value) -> bool:
        apart = b.first - a.last
        if frame.is_figure9:
            return apart <= 366
        days = a.first == a.last and b.first == b.last and apart <= within
        return days or meet(a, b)

    return [(a, b) for a, b in pairwise(values) if a.last <= b.first and are_joined(a, b)]


def runs(joins: Sequence[tuple[Value, Value]]) -> list[tuple[tuple[float, float], ...]]:
    """The joins as lines, one as long as each goes on where the one before ended."""
    found: list[list[tuple[float, float]]] = []
    for a, b in joins:
        start, end = (a.last, a.value), (b.first, b.value)
        if start == end:
            continue
        if found and found[-1][-1] == start:
            found[-1].append(end)
        else:
            found.append([start, end])
    return [tuple(run) for run in found]


def are_crowded(values: Sequence[Value], frame: Frame) -> bool:
    """Whether half of the levels last too briefly for a thick line, as where they change daily."""
    wide = sorted(frame.x(last) - frame.x(first) for first, last, *_ in strokes(values))
    return bool(wide) and wide[len(wide) // 2] < LEAST_STEP


def strokes(
    values: Iterable[Value], *, sure_only: bool = False
) -> list[tuple[float, float, float, str]]:
    """First and last day, value and colour of each run of one value without a gap.

    With `sure_only` without the values of which no day is certain.
    """
    found: list[tuple[float, float, float, str]] = []
    before: Value | None = None
    for v in values:
        if sure_only and not is_sure(v.fact):
            continue
        if before and before.value == v.value and meet(before, v):
            found[-1] = found[-1][0], v.last, *found[-1][2:]
        else:
            found.append((v.first, v.last, v.value, v.colour))
        before = v
    return [run for run in found if run[0] < run[1]]
