"""The areas of the tracks of a country, alone or in a panel among others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ..errors import LayoutError
from ..story.events import Event
from ..story.facts import Fact
from ..story.subjects import Subject
from ..story.tracks import Track
from ..table.rules import SERIES_KINDS
from .frame import Frame, clipped
from .guides import (
    BAND,
    CASING,
    GROUND_LAYERS,
    GUIDE,
    RAISED,
    ZERO_LINE,
    diamonds_on_series,
    guides_in_area,
)
from .headings import names_of
from .marks import fits_inside, governments, laws_and_events
from .scene import Area, Box, Line, Mark
from .series import index, ratings
from .ticks import ZERO

LAYOUTS = {"rating": ratings, "index": index, "government": governments}
"""The function that lays out a kind of track; laws and events have the same one."""

ZERO_WIDTH = 1.2
"""Width of the line of the event from which years are counted, in points."""
NUMBER_ROWS = 3
"""Rows of numbers in a track that are easy to read."""
MOST_LABELS = 150
"""Labels in a track that are tried; more are not read, however many rows they may have."""
LEAST_WIDTHS = 2.0, 0.5
"""Em that a label and a number take at least: more of them than fit are not tried."""


def areas_of(tracks: Sequence[Track], frame: Frame, event: Event | None = None) -> Iterator[Area]:
    """Lay out each track, with the guides behind it.

    Parameters
    ----------
    tracks : sequence of Track
        Of one country.
    frame : Frame
    event : Event, optional
        From which years are counted: the axis draws it, so it is no guide, and names it, so that
        its mark has no label if that says no more.

    Yields
    ------
    Area
        Without its place down the page.
    """
    names = names_of(tracks, frame.page)
    zero = event.fact if event and event.is_category else None
    others = [_without(track, event.fact if event else None) for track in tracks]
    numbers, tried = _numbered([_without(track, zero) for track in tracks], frame)
    if event or frame.viewport != frame.window:
        tried = {}
    frame = replace(frame, numbers=numbers if zero is None else {**numbers, zero: ""})
    first = next((n for n, track in enumerate(tracks) if track.kind in SERIES_KINDS), -1)
    for number, (track, name) in enumerate(zip(tracks, names, strict=True)):
        area = tried.get(number) or _area(track, frame)
        lines = [*guides_in_area(others, number, area, frame)]
        top = area.high
        if number == 0 and not area.hangs and area.baseline is not None:
            is_diamond = event and event.fact and event.fact.category in frame.page.guides
            top = area.baseline - (RAISED if is_diamond else 0.0)
        behind = (*area.ground, *lines, *(_event(event, top, area, frame) if event else ()))
        ground = sorted(behind, key=lambda mark: GROUND_LAYERS.get(mark.role, len(GROUND_LAYERS)))
        more = diamonds_on_series(others, area, frame) if number == first else ()
        marks = (*(_unseen(mark) if lines or zero else mark for mark in area.marks), *more)
        has_list = bool(numbers) and frame.page.labels != "none"
        numbered = [fact for fact in track.facts if fact in numbers] if has_list else []
        listed = tuple((numbers[fact], fact) for fact in sorted(numbered, key=_order(frame)))
        yield replace(area, name=name, ground=tuple(ground), marks=marks, listed=listed)


def _without(track: Track, fact: Fact | None) -> Track:
    """A track without a fact, also among its guides."""
    if fact is None:
        return track
    facts, guides = (tuple(f for f in own if f != fact) for own in (track.facts, track.guides))
    return replace(track, facts=facts, guides=guides)


def _unseen(mark: Mark) -> Mark:
    """The bar over the days of a guide without its look: the line of the guide shows these days."""
    if isinstance(mark, Box) and mark.role == GUIDE:
        return replace(mark, fill="", border="", dash="")
    return mark


def _area(track: Track, frame: Frame) -> Area:
    return LAYOUTS.get(track.kind, laws_and_events)(track, frame)


def _order(frame: Frame) -> Callable[[Fact], tuple[float, float]]:
    """The order of numbers: that in which marks stand on the axis."""
    return lambda fact: (sum(clipped(fact, frame.window)), fact.first)


def _numbered(tracks: Sequence[Track], frame: Frame) -> tuple[dict[Fact, str], dict[int, Area]]:
    """The facts that have a number in place of a label, and the areas that were tried with them.

    Numbers run from track to track, in each in the order of the dates, and do not change when the
    reader zooms. With ``labels="auto"`` a track has labels if they fit in few rows. Otherwise only
    its guides have, and what is no guide is numbered; a track in which even the numbers do not fit
    is named by the caption only.

    Returns
    -------
    numbers : dict of Fact to str
        An empty number for a fact without any.
    areas : dict of int to Area
        By the place of their tracks, over all days of the window.
    """
    whole = replace(frame, viewport=frame.window)
    numbers, areas = dict[Fact, str](), dict[int, Area]()
    for place, track in enumerate(tracks):
        if track.kind not in SERIES_KINDS:
            used = len(set(numbers.values()) - {""})
            own, area = _numbers_of(track, whole, used)
            numbers |= own
            if area:
                areas[place] = area
    return numbers, areas


def _numbers_of(track: Track, frame: Frame, used: int) -> tuple[dict[Fact, str], Area | None]:
    """The numbers of a track, after those that are used, and its area if it was laid out."""
    mode, guided = frame.page.labels, frame.page.guides
    facts = sorted(filter(frame.window.shows, track.facts), key=_order(frame))
    if mode in ("direct", "none"):
        return ({} if mode == "direct" else dict.fromkeys(facts, "")), None
    if track.kind == "government":
        facts = [fact for fact in facts if not fits_inside(fact.label, fact, frame)]
    others = [fact for fact in facts if fact.category not in guided]
    if mode == "auto" and (area := _fitting(track, frame, facts, frame.direct_rows)):
        return {}, area
    trials = [{f: str(n) for n, f in enumerate(some, used + 1)} for some in (others, facts)]
    for trial in (*trials, dict.fromkeys(others, "")):
        if area := _fitting(track, replace(frame, numbers=trial), facts):
            return trial, area
    return dict.fromkeys(facts, ""), None


def _fitting(
    track: Track, frame: Frame, facts: Sequence[Fact], direct_rows: int | None = None
) -> Area | None:
    """The area of a track if its labels and its numbers fit in few rows."""
    numbered = {(fact.first, fact.last) for fact in facts if frame.numbers.get(fact)}
    labels = sum(fact not in frame.numbers for fact in facts)
    if labels > MOST_LABELS:
        return None
    most = frame.page.most_rows
    rows = (most if direct_rows is None else min(most, direct_rows)), NUMBER_ROWS
    for count, most, least in zip((labels, len(numbered)), rows, LEAST_WIDTHS, strict=True):
        if count * least * frame.theme.size > most * frame.page.width:
            return None
    try:
        area = _area(track, frame)
    except LayoutError:
        return None
    hung = [label for label in area.labels if label.leader]
    tops = ({own.top for own in hung if bool(own.numbered) == small} for small in (False, True))
    return area if all(len(own) <= most for own, most in zip(tops, rows, strict=True)) else None


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
    for area in areas_of(subject.tracks, frame, event):
        name, code = f"{subject.name}: {area.name}", subject.code
        named = replace(area, id=f"{code} {area.id}", name=name, country=code)
        back = subject.emphasis == "faded"
        named = replace(named, column=column, is_named=column == 0, is_faded=back)
        areas.append(named.shifted(-origin) if origin else named)
    return tuple(areas)


def _event(event: Event, top: float, area: Area, frame: Frame) -> Iterator[Line | Box]:
    """A bold line where the event is, before a band over all days that it may have been.

    It begins at the `top` of an area: in the first one at its marks, so that labels stay free.
    """
    theme, window = frame.theme, frame.window
    if not event.to_the_day:
        first, last = window.clip(event.first, event.last)
        middle, high = (area.low + top) / 2, abs(top - area.low)
        note = "the event, day unknown"
        yield Box(first, last, middle, high, theme.accent_tint, note=note, role=BAND)
    ends = ((event.day, top), (event.day, area.low))
    yield Line(ends, theme.paper, ZERO_WIDTH + 2 * theme.casing, role=CASING)
    dash = "dashed" if event.fact and event.fact.doubtful else ""
    yield Line(ends, theme.accent, ZERO_WIDTH, dash, role=ZERO_LINE)
