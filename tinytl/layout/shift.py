"""Move marks and areas along the axis of time, from their dates to days from an event."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from .scene import Area, Dot, Line, Mark

_M = TypeVar("_M", bound=Mark)


def shifted(mark: _M, days: float) -> _M:
    """A mark some days further along the axis of time."""
    if isinstance(mark, Line):
        return replace(mark, points=tuple((day + days, y) for day, y in mark.points))
    if isinstance(mark, Dot):
        return replace(mark, day=mark.day + days)
    return replace(mark, first=mark.first + days, last=mark.last + days)


def shifted_area(area: Area, days: float) -> Area:
    """An area with all that it holds some days further along the axis of time."""
    labels = (
        replace(
            label,
            anchor=label.anchor + days,
            days=label.days and (label.days[0] + days, label.days[1] + days),
        )
        for label in area.labels
    )
    return replace(
        area,
        ground=tuple(shifted(mark, days) for mark in area.ground),
        marks=tuple(shifted(mark, days) for mark in area.marks),
        labels=tuple(labels),
    )
