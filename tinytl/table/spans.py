"""Extents of spells with uncertain dates, narrowed by those of their neighbours.

A spell that ended "in November 2019" and one that began on 12 November 2019 meet on the 12th. A
spell "from September 2003 to 2003" ended after it began. Two rules narrow the extents of dates: a
spell lasts at least a day, and two spells that may meet do meet. All code that checks, draws or
counts spells uses the narrowed extents. If no day is left, the dates contradict each other. Days
are proleptic ordinals; the end of a spell that still goes on is infinite.

>>> from .dates import parse
>>> first = span_of(parse("2006-01-22"), parse("2019-11"))
>>> second = span_of(parse("2019-11-12"), None)
>>> (met, *_), _ = tighten([first, second])
>>> met.ended_min == met.ended_max == parse("2019-11-12").middle
True
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from .dates import Date

INF = float("inf")
SPELL_KINDS = ("rating", "government")
"""Kinds of records that last from their start to their end."""


class Span(NamedTuple):
    """The first and the last day on which a spell may have begun, and may have ended."""

    begun_min: float
    begun_max: float
    ended_min: float
    ended_max: float

    @property
    def possible(self) -> bool:
        """Whether the spell can have lasted a day."""
        return self.begun_min <= self.begun_max


def span_of(start: Date, end: Date | None) -> Span:
    """The span of a spell that lasts at least a day; one without an end still goes on."""
    begun_min, begun_max = start.earliest.toordinal(), start.latest.toordinal()
    ended_min, ended_max = INF, INF
    if end:
        ended_min, ended_max = end.earliest.toordinal(), end.latest.toordinal()
    return Span(begun_min, min(begun_max, ended_max - 1), max(ended_min, begun_min + 1), ended_max)


def after(end: float, span: Span) -> float:
    """The first day on which a spell may have ended if it began on the day `end` or later."""
    return max(span.ended_min, max(span.begun_min, end) + 1)


def turn(span: Span) -> tuple[float, ...]:
    """Sort key under which two spells come in the only order that their dates allow, if any."""
    return span.begun_max + span.ended_min, span.begun_max


SORT_KEYS: tuple[Callable[[Span], tuple[float, ...]], ...] = (
    turn,
    lambda span: (span.ended_min, span.begun_max),
    lambda span: (sum(span),),
    lambda span: (span.begun_max, span.ended_min),
)
"""Sort keys that are tried in turn: for many uncertain dates, no single key always succeeds."""


def lanes(spans: Sequence[Span]) -> list[list[int]]:
    """Distribute spells over the fewest lanes, so that those of a lane may follow each other.

    Parameters
    ----------
    spans : sequence of Span

    Returns
    -------
    list of list of int
        For each lane the positions of its spells, in order.
    """
    best = _lanes(spans, turn)
    for other in SORT_KEYS[1:] if len(best) > 1 else ():
        best = min(best, _lanes(spans, other), key=len)
    return best


def _lanes(spans: Sequence[Span], turn: Callable[[Span], tuple[float, ...]]) -> list[list[int]]:
    found: list[list[int]] = []
    ends: list[float] = []
    for i in sorted(range(len(spans)), key=lambda i: turn(spans[i])):
        lane = next((n for n, end in enumerate(ends) if end <= spans[i].begun_max), len(ends))
        if lane == len(ends):
            found.append([])
            ends.append(-INF)
        found[lane].append(i)
        ends[lane] = after(ends[lane], spans[i])
    return found


def tighten(lane: Sequence[Span]) -> list[tuple[Span, float, float]]:
    """Narrow the dates of spells that follow each other, and choose the days at which to draw them.

    Parameters
    ----------
    lane : sequence of Span
        The spells of one of `lanes`, in order.

    Returns
    -------
    list of (Span, float, float)
        The narrowed span of each spell, and the days of its begin and end: the middles of their
        extents; dates with overlapping extents are spread over them, so that each spell has a
        width.
    """
    bounds: list[list[float]] = []
    begins = []
    for span in lane:
        if bounds and span.begun_min <= bounds[-1][1]:
            low, high = bounds[-1]
            bounds[-1] = [max(low, span.begun_min), min(high, span.begun_max)]
        else:
            bounds.append([span.begun_min, span.begun_max])
        begins.append(len(bounds) - 1)
        bounds.append([span.ended_min, span.ended_max])
    for bound, following in pairwise(bounds):
        following[0] = max(following[0], bound[0] + 1)
    for bound, before in pairwise(reversed(bounds)):
        before[1] = min(before[1], bound[1] - 1)
    days = _days(bounds)
    return [(Span(*bounds[n], *bounds[n + 1]), days[n], days[n + 1]) for n in begins]


def _days(bounds: Sequence[Sequence[float]]) -> list[float]:
    days: list[float] = []
    for n, (low, high) in enumerate(bounds):
        if low == high:
            days.append(low)
            continue
        rivals = 1
        while n + rivals < len(bounds):
            least, most = bounds[n + rivals]
            if least == most or most > high + rivals:
                break
            rivals += 1
        free = max(low, days[-1]) if days else low
        days.append(free + (high + 1 - free) / (rivals + 1))
    return days
