"""The areas of the tracks of a country, alone or in a panel among others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ..errors import LayoutError
from ..story.events import Event
from ..story.facts import Fact
from ..story.subjects import Subject
from ..story.tracks import Track
from .frame import Frame, clipped
from .headings import names_of
from .marks import fits_inside, governments, guides, laws_and_events
from .scene import Area, Box, Line
from .series import index, ratings
from .ticks import ZERO

LAYOUTS = {"rating": ratings, "index": index, "government": governments}
"""The function that lays out a kind of track; laws and events have the same one."""

NUMBER_ROWS = 3
"""Rows of numbers in a track that are easy to read."""
MOST_LABELS = 150
"""Labels in a track that are tried; more are not read, however many rows they may have."""
LEAST_WIDTHS = 2.0, 0.5
"""Em that a label and a number take at least: more of them than fit are not tried."""


def areas_of(tracks: Sequence[Track], frame: Frame) -> Iterator[Area]:
    """Lay out each track; series have the guides behind them.

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
    frame = replace(frame, numbers=numbers_of(tracks, frame))
    for track, name in zip(tracks, names, strict=True):
        area = _area(track, name, frame)
        if area.has_values:
            yield replace(area, ground=guides(tracks, area, frame))
        else:
            numbered = sorted(filter(frame.numbers.__contains__, track.facts), key=_order(frame))
            listed = tuple((frame.numbers[fact], fact) for fact in numbered)
            yield replace(area, listed=() if frame.page.labels == "none" else listed)


def _area(track: Track, name: str, frame: Frame) -> Area:
    return LAYOUTS.get(track.kind, laws_and_events)(track, name, frame)


def _order(frame: Frame) -> Callable[[Fact], tuple[float, float]]:
    """The order of numbers: that in which marks stand on the axis."""
    return lambda fact: (sum(clipped(fact, frame.window)), fact.first)


def numbers_of(tracks: Sequence[Track], frame: Frame) -> dict[Fact, str]:
    """The facts that have a number in place of a label, with their numbers.

    Numbers run from track to track, in each in the order of the dates, and do not change when the
    reader zooms. With ``labels="auto"`` a track has labels if they fit in few rows. Otherwise only
    its guides have, and what is no guide is numbered; a track in which even the numbers do not fit
    is named by the caption only.

    Parameters
    ----------
    tracks : sequence of Track
    frame : Frame

    Returns
    -------
    dict of Fact to str
        An empty number for a fact without any.
    """
    whole = replace(frame, viewport=frame.window)
    found: dict[Fact, str] = {}
    for track in tracks:
        if track.kind not in ("rating", "index"):
            found |= _numbers_of(track, whole, len(set(found.values()) - {""}))
    return found


def _numbers_of(track: Track, frame: Frame, used: int) -> dict[Fact, str]:
    """The numbers of a track, after those that are used."""
    mode, guided = frame.page.labels, frame.page.guides
    facts = sorted(filter(frame.window.shows, track.facts), key=_order(frame))
    if mode in ("direct", "none"):
        return {} if mode == "direct" else dict.fromkeys(facts, "")
    if track.kind == "government":
        facts = [fact for fact in facts if not fits_inside(fact.label, fact, frame)]
    others = [fact for fact in facts if fact.category not in guided]
    trials: list[dict[Fact, str]] = [{}] if mode == "auto" else []
    trials += [{f: str(n) for n, f in enumerate(some, used + 1)} for some in (others, facts)]
    trials += [dict.fromkeys(others, "")]
    found = (trial for trial in trials if _fits(track, replace(frame, numbers=trial), facts))
    return next(found, dict.fromkeys(facts, ""))


def _fits(track: Track, frame: Frame, facts: Sequence[Fact]) -> bool:
    """Whether the labels and the numbers of a track fit in few rows."""
    numbered = {(fact.first, fact.last) for fact in facts if frame.numbers.get(fact)}
    labels = sum(fact not in frame.numbers for fact in facts)
    if labels > MOST_LABELS:
        return False
    rows = frame.page.most_rows, NUMBER_ROWS
    for count, most, least in zip((labels, len(numbered)), rows, LEAST_WIDTHS, strict=True):
        if count * least * frame.theme.size > most * frame.page.width:
            return False
    try:
        hung = [label for label in _area(track, "", frame).labels if label.leader]
    except LayoutError:
        return False
    tops = ({own.top for own in hung if bool(own.numbered) == small} for small in (False, True))
    return all(len(own) <= most for own, most in zip(tops, rows, strict=True))


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
    """A bold line where the event is, a band over all days that it may have been."""
    theme, window = frame.theme, frame.window
    if event.to_the_day:
        ends = ((event.day, area.low), (event.day, area.high))
        yield Line(ends, theme.ink, 1.2, role="zero")
    else:
        first, last = window.clip(event.first, event.last)
        middle, high = (area.low + area.high) / 2, abs(area.high - area.low)
        yield Box(first, last, middle, high, theme.band)
