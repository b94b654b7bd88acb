"""One country among others: its tracks, and the event from which its years are counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..story.events import ZERO, Event
from ..story.tracks import Track
from .frame import Frame
from .marks import dated, guides
from .page import KINDS, names_of
from .scene import Area, Box, Line


@dataclass(frozen=True)
class Panel:
    """A country with its tracks, the same kinds in each panel, and the event it is counted from."""

    code: str
    name: str
    tracks: tuple[Track, ...]
    event: Event | None = None


def areas_of(panel: Panel, column: int, frame: Frame) -> tuple[Area, ...]:
    """The tracks of one panel in its column, each with the event behind it."""
    headings = names_of(panel.tracks, frame.scale, frame.page)
    areas = []
    for track, heading in zip(panel.tracks, headings, strict=True):
        area = KINDS.get(track.kind, dated)(track, heading, frame)
        lines = guides(panel.tracks, area, frame) if area.has_values else area.ground
        event = tuple(_event(panel.event, area, frame)) if panel.event else ()
        areas.append(
            replace(
                area,
                id=f"{panel.code} {area.id}",
                name=f"{panel.name}: {area.name}",
                ground=(*event, *lines),
                column=column,
                is_named=column == 0,
            )
        )
    return tuple(areas)


def _event(event: Event, area: Area, frame: Frame) -> Iterator[Line | Box]:
    """A bold line where the event is, a band over all days that it may have been."""
    theme, window = frame.theme, frame.window
    if event.to_the_day:
        yield Line(((ZERO, area.low), (ZERO, area.high)), theme.ink, 1.2, role="zero")
    else:
        first, last = max(event.band[0], window.first), min(event.band[1], window.last)
        middle, high = (area.low + area.high) / 2, abs(area.high - area.low)
        yield Box(first, last, middle, high, theme.band)
