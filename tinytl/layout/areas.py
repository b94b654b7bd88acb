"""The areas of the tracks of a country, alone or in a panel among others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..story.events import Event
from ..story.subjects import Subject
from ..story.tracks import Track
from .frame import Frame
from .guides import BAND, GUIDE, days_of, elsewhere, through
from .headings import names_of
from .marks import governments, laws_and_events
from .scene import Area, Box, Line
from .series import index, ratings
from .ticks import ZERO

LAYOUTS = {"rating": ratings, "index": index, "government": governments}
"""The function that lays out a kind of track; laws and events have the same one."""


def areas_of(tracks: Sequence[Track], frame: Frame) -> Iterator[Area]:
    """Lay out each track, with the guides behind it.

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
    first = next((n for n, track in enumerate(tracks) if track.kind in ("rating", "index")), -1)
    for number, (track, name) in enumerate(zip(tracks, names, strict=True)):
        area = LAYOUTS.get(track.kind, laws_and_events)(track, name, frame)
        ground = (*area.ground, *through(tracks, number, area, frame))
        more = elsewhere(tracks, area, frame) if number == first else ()
        yield replace(area, ground=ground, marks=(*area.marks, *more))


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
        behind = () if event is None or _is_guide(event, area) else _event(event, area, frame)
        named = replace(
            area,
            id=f"{subject.code} {area.id}",
            name=f"{subject.name}: {area.name}",
            ground=(*behind, *area.ground),
            column=column,
            country=subject.code,
            is_named=column == 0,
        )
        areas.append(named.shifted(-origin) if origin else named)
    return tuple(areas)


def _is_guide(event: Event, area: Area) -> bool:
    """Whether a guide is drawn where the event is."""
    if event.to_the_day:
        return any(m.role == GUIDE and days_of(m)[0] == event.day for m in area.ground)
    days = (event.first, event.last)
    return any(m.role == BAND and days_of(m) == days for m in area.ground)


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
