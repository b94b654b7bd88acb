"""The tracks of one country among others, with the event from which its years are counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..story.events import Event
from ..story.subjects import Subject
from .frame import Frame
from .headings import names_of
from .marks import guides, laws_and_events
from .page import TRACK_LAYOUTS
from .scene import Area, Box, Line
from .ticks import ZERO


def areas_of(subject: Subject, column: int, frame: Frame) -> tuple[Area, ...]:
    """The tracks of a country in its column, each with the event behind it.

    They are laid out at their dates, then put on the axis, which counts days from the event.
    """
    event, origin = subject.event, 0.0
    if event:
        origin = event.day - ZERO
        days = frame.window.shifted(origin), frame.viewport.shifted(origin)
        frame = replace(frame, window=days[0], viewport=days[1])
    areas = []
    for track, heading in zip(
        subject.tracks, names_of(subject.tracks, frame.scale, frame.page), strict=True
    ):
        area = TRACK_LAYOUTS.get(track.kind, laws_and_events)(track, heading, frame)
        lines = guides(subject.tracks, area, frame) if area.has_values else area.ground
        behind = tuple(_event(event, area, frame)) if event else ()
        named = replace(
            area,
            id=f"{subject.code} {area.id}",
            name=f"{subject.name}: {area.name}",
            ground=(*behind, *lines),
            column=column,
            is_named=column == 0,
        )
        areas.append(named.shifted(-origin) if origin else named)
    return tuple(areas)


def _event(event: Event, area: Area, frame: Frame) -> Iterator[Line | Box]:
    """A bold line where the event is, a band over all days that it may have been."""
    theme, window = frame.theme, frame.window
    if event.to_the_day:
        ends = ((event.day, area.low), (event.day, area.high))
        yield Line(ends, theme.ink, 1.2, role="zero")
    else:
        first, last = window.clip(event.first, event.last)
        middle, high = (area.low + area.high) / 2, abs(area.high - area.low)
        yield Box(first, last, middle, high, theme.band)
