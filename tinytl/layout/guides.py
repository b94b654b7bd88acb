"""Guides: laws, events and governments that are drawn through all series of a chart.

A guide is one line from its mark down through the series, so that a reader sees what came before it
and what after. A date of several days is drawn over all of them, and a spell over all its days. On
the rows of an overview, guides are diamonds and thin bars instead.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..story.facts import Fact
from ..story.tracks import Track
from ..table.rules import SERIES_KINDS
from .frame import Frame, Page, clipped
from .scene import Area, Box, Dot, Line, Scene
from .theme import DASHED, DIAMOND, PAPER_EDGE

LINE_UP_TO = 3.0
"""Points up to which the days of a guide are one line; beyond they are a tint with two edges."""
EDGE = 0.7
"""Width of the edges of such a tint, in points."""
BOOK_GUIDE = "criminalization law"
"""What the key of Figure 9 calls its guides."""
RAISED = 5.0
"""Points from the line on which marks stand up to the middle of a diamond."""
GUIDE, CASING, BAND, SPELL, ZERO_LINE = "guide", "casing", "guide band", "guide spell", "zero"
"""Roles of the line of a guide, of the paper beside it, of the tints over dates and spells, and of
the line of the event from which years are counted."""


GROUND_LAYERS = {SPELL: 0, "tint": 1, "rule": 1, CASING: 2, BAND: 3}
"""Layers of what lies on the ground of an area, bottom to top; lines lie over all of these.

What lasts lies below the tints of levels, which it would hide, and no casing over a line.
"""


@dataclass(frozen=True, order=True)
class _Span:
    """The days over which a guide is drawn: those that its date may mean, or those of a spell."""

    first: float
    last: float
    doubtful: bool
    is_spell: bool


def guides_in_area(
    tracks: Sequence[Track], number: int, area: Area, frame: Frame
) -> Iterator[Line | Box]:
    """The parts of all guides that lie in the area of a track, below its marks.

    Parameters
    ----------
    tracks : sequence of Track
        Top to bottom.
    number : int
        Which track the area is of.
    area : Area
    frame : Frame
    """
    series = [n for n, track in enumerate(tracks) if track.kind in SERIES_KINDS]
    if not series or (frame.is_figure9 and number not in series):
        return
    spans: dict[_Span, tuple[float, float]] = {}
    for guide in tracks[series[0]].guides:
        own = [n for n, track in enumerate(tracks) if guide in track.facts]
        span = _span(guide, frame)
        if span and min([*series, *own]) <= number <= max([*series, *own]):
            ends = (area.low, area.high)
            if own == [number] and number < series[0]:
                raised = 0.0 if tracks[number].kind == "government" else RAISED
                ends = (area.low, (area.baseline or 0.0) - raised)
            elif own == [number] and number > series[-1]:
                ends = (area.baseline or 0.0, area.high)
            spans[span] = max(spans.get(span, ends), ends, key=lambda ends: abs(ends[0] - ends[1]))
    tinted = -math.inf  # the second of two spells that meet has no tint, so that they differ
    for span, ends in sorted(spans.items()):
        if frame.is_figure9:
            yield _book_part(span, ends, frame)
            continue
        yield from _parts(span, ends, frame, has_tint=span.first != tinted)
        if span.is_spell:
            tinted = math.nan if span.first == tinted else span.last


def guide_line(guide: Fact, ends: tuple[float, float], frame: Frame) -> Iterator[Line | Box]:
    """A guide between two heights: a line as wide as its days, or a tint over them."""
    if span := _span(guide, frame):
        yield from _parts(span, ends, frame, has_tint=True)


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
    span: _Span, ends: tuple[float, float], frame: Frame, *, has_tint: bool
) -> Iterator[Line | Box]:
    """A line as wide as its days, or a tint over them with two edges, each on paper.

    Where the reader zooms in the days become wider than the line, so they have a tint as well.
    """
    theme, window, (low, high) = frame.theme, frame.window, ends
    wide = frame.x(span.last) - frame.x(span.first)
    is_line = wide <= LINE_UP_TO
    if span.first < span.last and has_tint:
        role, note = (SPELL, "lasts") if span.is_spell else (BAND, "on one of these days")
        place = (span.first, span.last, (low + high) / 2, abs(high - low))
        yield Box(*place, theme.accent_tint, note="" if is_line else f"guide, {note}", role=role)
    days: tuple[float, ...] = (span.first, span.last)
    if span.is_spell and not is_line:  # it may go on beyond the window
        days = tuple(day for day in days if window.first < day < window.last)
    for day in (sum(days) / 2,) if is_line else days:
        width = max(theme.guide, wide) if is_line else EDGE
        points = ((day, high), (day, low))
        yield Line(points, theme.paper, width + 2 * theme.casing, role=CASING)
        yield Line(points, theme.accent, width, "dashed" if span.doubtful else "", role=GUIDE)


def _book_part(span: _Span, ends: tuple[float, float], frame: Frame) -> Line | Box:
    """A dotted line at a day, or a band over several, as in the book."""
    theme, (low, high), name = frame.theme, ends, BOOK_GUIDE
    if span.first == span.last:
        points = ((span.first, low), (span.first, high))
        return Line(points, theme.accent, theme.guide, "dotted", role=GUIDE, note=name)
    border, dash = (theme.accent, "dashed") if span.doubtful else ("", "")
    note = f"{name}, {'doubtful' if span.doubtful else 'day unknown'}"
    place = (span.first, span.last, (low + high) / 2, abs(high - low))
    return Box(*place, theme.accent_tint, border, dash=dash, note=note, role=BAND)


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


def diamonds_on_series(tracks: Sequence[Track], area: Area, frame: Frame) -> Iterator[Dot]:
    """Diamonds on the upper edge of a series, of guides that no track shows."""
    first = next(track for track in tracks if track.kind in SERIES_KINDS)
    for guide in first.guides:
        span = _span(guide, frame)
        if span and not any(guide in track.facts for track in tracks):
            yield from diamond(guide, (span.first + span.last) / 2, area.high, frame.page)


# --- through the whole chart -----------------------------------------------------------------


def connect_guides(lay_out: Callable[[Page], Scene], page: Page) -> Scene:
    """Lay out a page; then guides and the grid go on from area to area, and years have ticks.

    Parameters
    ----------
    lay_out : callable
        Gives the scene for a page.
    page : Page
    """
    scene = lay_out(page)
    if page.is_figure9:
        return scene
    areas: list[Area] = []
    above: dict[str, Area] = {}
    for area in scene.areas:
        before = above.get(area.country)
        room = max(area.top - before.bottom, 0.0) if before else 0.0
        ground, labels = area.ground, area.labels
        if before:
            ground = tuple(_raised(mark, area, room, before) for mark in ground)
        if area.has_values:  # at the heights of their values, now that the area has its height
            labels = tuple(
                replace(label, top=area.y(float(label.fact.value)) - area.top - label.height / 2)
                for label in labels
            )
        areas.append(replace(area, above=room, ground=ground, labels=labels))
        above[area.country] = areas[-1]
    columns = tuple(replace(across, has_marks=True) for across in scene.columns)
    return replace(scene, areas=tuple(areas), columns=columns)


def _raised(mark: Line | Box, area: Area, room: float, before: Area) -> Line | Box:
    """A part of a guide that begins at the top of an area, up to its part in the area above.

    A dashed line goes on in its dashes.
    """
    if mark.role not in (GUIDE, CASING, BAND, SPELL, ZERO_LINE):
        return mark
    own = mark.role, _days_across(mark)
    part = next((m for m in before.ground if (m.role, _days_across(m)) == own), None)
    top = area.value(-room)
    if isinstance(mark, Line) and isinstance(part, Line):
        (day, _), end = mark.points
        (_, high), (_, low) = part.points
        phase = (part.phase + before.y(low) - before.y(high)) % (sum(DASHED) * mark.width)
        return replace(mark, points=((day, top), end), phase=phase if mark.dash else 0.0)
    if isinstance(mark, Box) and part:
        low = 2 * mark.y - area.high
        return replace(mark, y=(top + low) / 2, height=abs(top - low))
    return mark


def _days_across(mark: Line | Box) -> tuple[float, float]:
    if isinstance(mark, Box):
        return mark.first, mark.last
    days = [day for day, _ in mark.points]
    return min(days), max(days)
