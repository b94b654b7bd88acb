"""Guides: laws, events and governments that are drawn through all series of a chart.

A guide is one line from its mark down through the series, so that a reader sees what came before it
and what after. A date of several days is drawn over all of them, and a spell over all its days. On
the rows of an overview, guides are diamonds and thin bars instead.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any, TypeAlias

from ..story.events import Event
from ..story.facts import Fact
from ..story.tracks import Track
from ..table.rules import SERIES_KINDS
from .frame import Frame, Page, clipped
from .scene import Area, Box, Dot, Line, Mark
from .theme import DASHED, DIAMOND, PAPER_EDGE

LINE_UP_TO = 3.0
"""Points up to which the days of a guide are one line; beyond they are a tint with two edges."""
EDGE = 0.7
"""Width of the edges of such a tint, in points."""
BOOK_GUIDE = "criminalization law"
"""What the key of Figure 9 calls its guides."""
ZERO_WIDTH = 1.2
"""Width of the line of the event from which years are counted, in points."""
RAISED = 5.0
"""Points from the line on which marks stand up to the middle of a diamond."""
GUIDE, CASING, BAND, SPELL, ZERO_LINE = "guide", "casing", "guide band", "guide spell", "zero"
"""Roles of the line of a guide, of the paper beside it, of the tints over dates and spells, and of
the line of the event from which years are counted."""


GROUND_LAYERS = {SPELL: 0, "tint": 1, "rule": 1, CASING: 2, BAND: 3}
"""Layers of what lies on the ground of an area, bottom to top; lines lie over all of these.

What lasts lies below the tints of levels, which it would hide, and no casing over a line.
"""


End: TypeAlias = tuple[int, int, float]
"""The number of an area, 0 if a path goes to its edge, and a height in it."""
Path: TypeAlias = tuple[Callable[[float, float, float], Iterator[Line | Box]], End, End]
"""What draws a part of a path between two heights, and where the path begins and ends."""


@dataclass(frozen=True, order=True)
class _Span:
    """The days over which a guide is drawn: those that its date may mean, or those of a spell."""

    first: float
    last: float
    doubtful: bool
    is_spell: bool


def draw_guides(
    areas: Sequence[Area], tracks: Sequence[Track], frame: Frame, event: Event | None = None
) -> list[Area]:
    """Draw the guides of a country behind its areas, which have their places on the page.

    What goes on through several areas goes on through the space between them, as the grid does.

    Parameters
    ----------
    areas : sequence of Area
        Top to bottom, one for each track.
    tracks : sequence of Track
    frame : Frame
    event : Event, optional
        From which years are counted: the axis draws it, so it is no guide.
    """
    if not frame.is_figure9:
        rooms = (max(b.top - a.bottom, 0.0) for a, b in pairwise(areas))
        areas = [replace(area, above=n) for area, n in zip(areas, (0.0, *rooms), strict=True)]
    tracks = [track.without(event.fact) for track in tracks] if event else tracks
    series = [n for n, track in enumerate(tracks) if track.kind in SERIES_KINDS]
    guides = tracks[series[0]].guides if series else ()
    paths = [*_guide_paths(guides, areas, tracks, series, frame)]
    paths += [_event_path(event, areas, frame)] if event else []
    behind = [[*area.ground] for area in areas]
    for parts, (start, _, top), (end, _, bottom) in paths:
        done = 0.0
        for n, area in enumerate(areas[start : end + 1], start):
            high = top if n == start else area.value(-(area.above or 0.0))
            low = bottom if n == end else area.low
            if n in series or not frame.is_figure9:
                behind[n] += parts(low, high, done)
            done += area.y(low) - area.y(high)
    seen = {*guides, event and event.fact}
    found = []
    for area, ground in zip(areas, behind, strict=True):
        ground.sort(key=lambda mark: GROUND_LAYERS.get(mark.role, len(GROUND_LAYERS)))
        marks = [_unseen(mark) if mark.fact in seen else mark for mark in area.marks]
        if series and area is areas[series[0]]:
            shown = {fact for track in tracks for fact in track.facts}
            others = [(guide, _span(guide, frame)) for guide in guides if guide not in shown]
            for guide, span in others:  # on its upper edge
                day = span and (span.first + span.last) / 2
                marks += diamond(guide, day, area.high, frame.page) if day else ()
        labels = area.labels
        if area.has_values:  # at the heights of their values, now that the area has its height
            labels = tuple(
                replace(label, top=area.y(float(label.fact.value)) - area.top - label.height / 2)
                for label in labels
            )
        found.append(replace(area, ground=tuple(ground), marks=tuple(marks), labels=labels))
    return found


def _guide_paths(
    guides: Sequence[Fact],
    areas: Sequence[Area],
    tracks: Sequence[Track],
    series: Sequence[int],
    frame: Frame,
) -> Iterator[Path]:
    """The paths of guides, from the mark of each through all series; of the same days, one."""
    ends: dict[_Span, tuple[End, End]] = {}
    for guide in guides:
        start, end = (series[0], 0, areas[series[0]].high), (series[-1], 0, areas[series[-1]].low)
        for n, track in enumerate(tracks if not frame.is_figure9 else ()):
            mark = areas[n].baseline or 0.0
            if guide in track.facts and n < series[0]:
                start = n, 1, mark - (0.0 if track.kind == "government" else RAISED)
            elif guide in track.facts and n > series[-1]:
                end = n, -1, mark
        if span := _span(guide, frame):
            first, last = ends.get(span, (start, end))
            ends[span] = min(first, start), max(last, end)
    tinted = -math.inf  # the second of two spells that meet has no tint, so that they differ
    for span, (start, end) in sorted(ends.items()):
        part = _book_part if frame.is_figure9 else partial(_parts, has_tint=span.first != tinted)
        yield partial(part, span, frame), start, end
        if span.is_spell:
            tinted = math.nan if span.first == tinted else span.last


def _event_path(event: Event, areas: Sequence[Area], frame: Frame) -> Path:
    """The path of the event through all areas, from the marks of the first one down."""
    area, top = areas[0], areas[0].high
    if not area.hangs and area.baseline is not None:
        is_diamond = event.fact and event.fact.category in frame.page.guides
        top = area.baseline - (RAISED if is_diamond else 0.0)
    return partial(_event, event, frame), (0, 0, top), (len(areas) - 1, 0, areas[-1].low)


def _unseen(mark: Mark) -> Mark:
    """The bar over the days of a guide without its look: the line of the guide shows these days."""
    if isinstance(mark, Box) and mark.role == GUIDE:
        return replace(mark, fill="", border="", dash="")
    return mark


def _event(
    event: Event, frame: Frame, low: float, high: float, done: float
) -> Iterator[Line | Box]:
    """A bold line where the event is, before a band over all days that it may have been."""
    theme = frame.theme
    if not event.to_the_day:
        place = *frame.window.clip(event.first, event.last), (low + high) / 2, abs(high - low)
        yield Box(*place, theme.accent_tint, note="the event, day unknown", role=BAND)
    ends = ((event.day, high), (event.day, low))
    yield Line(ends, theme.paper, ZERO_WIDTH + 2 * theme.casing, role=CASING)
    dash = "dashed" if event.fact and event.fact.doubtful else ""
    yield _dashed(Line(ends, theme.accent, ZERO_WIDTH, dash, role=ZERO_LINE), done)


def _dashed(line: Line, done: float) -> Line:
    """A line whose dashes go on after so many points."""
    return replace(line, phase=done % (sum(DASHED) * line.width)) if line.dash else line


def guide_line(guide: Fact, low: float, high: float, frame: Frame) -> Iterator[Line | Box]:
    """A guide between two heights: a line as wide as its days, or a tint over them."""
    if span := _span(guide, frame):
        yield from _parts(span, frame, low, high, has_tint=True)


def _span(guide: Fact, frame: Frame) -> _Span | None:
    """The days of a window over which a guide is drawn; None without any.

    A government and a law with an end are drawn over all their days, what goes on only where it
    began.
    """
    window = frame.window
    is_spell = not frame.is_figure9 and bool(guide.end or guide.kind == "government")
    if is_spell or not (guide.end or guide.ongoing):
        return _Span(*clipped(guide, window), guide.doubtful, is_spell)
    first, last = guide.start.earliest.toordinal(), guide.start.day_after.toordinal()
    if last <= window.first:
        return None
    last = first if guide.start.to_the_day else last
    return _Span(max(first, window.first), min(last, window.last), guide.doubtful, is_spell=False)


def _parts(
    span: _Span, frame: Frame, low: float, high: float, done: float = 0.0, *, has_tint: bool
) -> Iterator[Line | Box]:
    """A line as wide as its days, or a tint over them with two edges, each on paper.

    It ends at the height `low` and begins at `high`; dashes go on after the points `done` above.

    Where the reader zooms in the days become wider than the line, so they have a tint as well.
    """
    theme, window = frame.theme, frame.window
    wide = frame.x(span.last) - frame.x(span.first)
    is_line = wide <= LINE_UP_TO
    if span.first < span.last and has_tint:
        role, note = (SPELL, "lasts") if span.is_spell else (BAND, "on one of these days")
        days_and_heights = span.first, span.last, (low + high) / 2, abs(high - low)
        yield Box(
            *days_and_heights,
            theme.accent_tint,
            note="" if is_line else f"guide, {note}",
            role=role,
        )
    days: tuple[float, ...] = (span.first, span.last)
    if span.is_spell and not is_line:  # it may go on beyond the window
        days = tuple(day for day in days if window.first < day < window.last)
    for day in (sum(days) / 2,) if is_line else days:
        width = max(theme.guide, wide) if is_line else EDGE
        points = ((day, high), (day, low))
        yield Line(points, theme.paper, width + 2 * theme.casing, role=CASING)
        dash = "dashed" if span.doubtful else ""
        yield _dashed(Line(points, theme.accent, width, dash, role=GUIDE), done)


def _book_part(
    span: _Span, frame: Frame, low: float, high: float, _: float
) -> Iterator[Line | Box]:
    """A dotted line at a day, or a band over several, as in the book."""
    theme, name = frame.theme, BOOK_GUIDE
    if span.first == span.last:
        points = ((span.first, low), (span.first, high))
        yield Line(points, theme.accent, theme.guide, "dotted", role=GUIDE, note=name)
        return
    border, dash = (theme.accent, "dashed") if span.doubtful else ("", "")
    note = f"{name}, {'doubtful' if span.doubtful else 'day unknown'}"
    place = (span.first, span.last, (low + high) / 2, abs(high - low))
    yield Box(*place, theme.accent_tint, border, dash=dash, note=note, role=BAND)


def diamond(
    fact: Fact, day: float, y: float, page: Page, *, size: float = DIAMOND, **hover: Any
) -> Iterator[Dot]:
    """The mark of a guide on an edge of paper: filled if its category is the first of the guides.

    Other categories are hollow. A doubtful one is half filled, or if it is hollow dashed.

    Parameters
    ----------
    fact : Fact
    day, y : float
        Its place.
    page : Page
    size : float
        From tip to tip, in points.
    **hover
        Further attributes of the `Dot`: ``hover`` and ``code``.
    """
    theme, filled = page.theme, fact.category == page.guides[0]
    size *= theme.enlarged
    yield Dot(day, y, size + 2 * PAPER_EDGE, theme.paper, shape="diamond")
    shape = "half diamond" if filled and fact.doubtful else "diamond"
    dash = "dashed" if fact.doubtful and not filled else ""
    fill = theme.accent if filled and not fact.doubtful else theme.paper
    yield Dot(day, y, size, fill, theme.accent, fact, shape=shape, dash=dash, **hover)
