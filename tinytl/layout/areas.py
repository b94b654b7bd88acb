"""The areas of the tracks of a country, alone or in a panel among others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..story.events import Event
from ..story.subjects import Subject
from ..story.tracks import Track
from .frame import Frame
from .headings import names_of
from .marks import governments, guides, laws_and_events
from .scene import Area, Box, Line
from .series import index, ratings
from .ticks import ZERO

LAYOUTS = {"rating": ratings, "index": index, "government": governments}
"""The function that lays out a kind of track; laws and events have the same one."""

ZERO_WIDTH = 1.2
"""Width of the line of the event from which years are counted, in points."""


def areas_of(tracks: Sequence[Track], frame: Frame) -> Iterator[Area]:
    """Lay out each track; series have the criminalization laws behind them.

    Parameters
    ----------
    tracks : sequence of Track
        Of one country.
    frame : Frame

    Yields
    ------
    Area
        Without its place down the page.
    """
    names = names_of(tracks, frame.scale, frame.page)
    for track, name in zip(tracks, names, strict=True):
        area = LAYOUTS.get(track.kind, laws_and_events)(track, name, frame)
        yield replace(area, ground=guides(tracks, area, frame)) if area.has_values else area


def panel_areas(subject: Subject, column: int, frame: Frame) -> tuple[Area, ...]:
    """Lay out the tracks of a country in its column, each with the event behind it.

    They are laid out at their dates, then put on the axis, which counts days from the event.

    Parameters
    ----------
    subject : Subject
    column : int
        Counted from 0.
    frame : Frame
        Of the column, with the days of its axis.
    """
    event, origin = subject.event, 0.0
    if event:
        origin = event.day - ZERO
        days = frame.window.shifted(origin), frame.viewport.shifted(origin)
        frame = replace(frame, window=days[0], viewport=days[1])
    areas = []
    for area in areas_of(subject.tracks, frame):
        behind = tuple(_event(event, area, frame)) if event else ()
        named = replace(
            area,
            id=f"{subject.code} {area.id}",
            name=f"{subject.name}: {area.name}",
            ground=(*behind, *area.ground),
            column=column,
            is_named=column == 0,
        )
        areas.append(named.shifted(-origin) if origin else named)
    return tuple(areas)


def _event(event: Event, area: Area, frame: Frame) -> Iterator[Line | Box]:
    """A bold line where the event is, before a band over all days that it may have been."""
    theme, window = frame.theme, frame.window
    if not event.to_the_day:
        first, last = window.clip(event.first, event.last)
        middle, high = (area.low + area.high) / 2, abs(area.high - area.low)
        yield Box(first, last, middle, high, theme.accent_tint)
    ends = ((event.day, area.low), (event.day, area.high))
    yield Line(ends, theme.accent, ZERO_WIDTH, role="zero")
