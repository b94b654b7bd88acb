"""Guides: laws, events and governments that are drawn through all series of a chart.

A guide is one line from its mark down through the series, so that a reader sees what came before it
and what after. A date of several days is drawn over all of them, and a spell over all its days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..story.facts import Fact
from ..story.tracks import Track
from ..story.windows import Window
from .frame import Frame, Page, clipped
from .scene import Area, Box, Dot, Line, Scene
from .theme import DIAMOND, PAPER_EDGE

LINE_UP_TO = 3.0
"""Points up to which the days of a guide are one line; beyond they are a tint with two edges."""
EDGE = 0.7
"""Width of the edges of such a tint, in points."""
RAISED = 5.0
"""Points from the line on which marks stand up to the middle of a diamond."""
GUIDE, CASING, BAND = "guide", "casing", "guide band"
"""Roles of the line of a guide, of the paper beside it, and of its tint."""


def through(tracks: Sequence[Track], number: int, area: Area, frame: Frame) -> list[Line | Box]:
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
    series = [n for n, track in enumerate(tracks) if track.kind in ("rating", "index")]
    if not series or (frame.look.joined and number not in series):
        return []
    parts = _book_parts if frame.look.joined else _parts
    spans: dict[tuple[Any, ...], tuple[float, float]] = {}
    for guide in tracks[series[0]].guides:
        own = [n for n, track in enumerate(tracks) if guide in track.facts]
        low, high = area.low, area.high
        if not min(*series, *own) <= number <= max(*series, *own):
            continue
        if own == [number] and number not in range(series[0], series[-1]):
            middle = area.baseline or 0.0  # it ends at its mark
            low, high = (low, middle) if number < series[0] else (middle, high)
        days = _days(guide, frame)
        if days:
            look = (days, guide.doubtful, guide.category if frame.look.joined else "")
            before = spans.get(look, (low, high))
            pick = (max, min) if area.low > area.high else (min, max)
            spans[look] = pick[0](low, before[0]), pick[1](high, before[1])
    marks = [
        mark for (days, doubtful, _), ends in sorted(spans.items())
        for mark in parts(days, doubtful, ends, frame)
    ]  # fmt: skip
    order = {CASING: 0, BAND: 1}  # no casing lies over a neighbour's line
    return sorted(marks, key=lambda mark: order.get(mark.role, 2))


def _days(guide: Fact, frame: Frame) -> tuple[float, float] | None:
    """The days of a window over which a guide is drawn; equal if it is one, None without any.

    A government and a law with an end are drawn over all their days, what goes on only where it
    began.
    """
    window = frame.window
    if not (guide.end or guide.ongoing):
        return clipped(guide, window)
    if not frame.look.joined and (guide.end or guide.kind == "government"):
        return clipped(guide, window)
    first, last = guide.start.earliest.toordinal(), guide.start.day_after.toordinal()
    if last <= window.first:
        return None
    return max(first, window.first), first if guide.start.to_the_day else min(last, window.last)


def _parts(
    days: tuple[float, float], doubtful: bool, ends: tuple[float, float], frame: Frame
) -> Iterator[Line | Box]:
    """A line as wide as its days, or a tint over them with two edges, each on paper.

    Where the reader zooms in the days become wider than the line, so they have a tint as well.
    """
    theme, (first, last), (low, high) = frame.theme, days, ends
    wide = frame.x(last) - frame.x(first)
    if first < last:
        middle, height = (low + high) / 2, abs(high - low)
        yield Box(first, last, middle, height, theme.accent_tint, role=BAND)
    is_line = wide <= LINE_UP_TO
    for day in ((first + last) / 2,) if is_line else days:
        width = max(theme.guide, wide) if is_line else EDGE
        points = ((day, high), (day, low))
        yield Line(points, theme.paper, width + 2 * theme.casing, role=CASING)
        yield Line(points, theme.accent, width, "dashed" if doubtful else "", role=GUIDE)


def _book_parts(
    days: tuple[float, float], doubtful: bool, ends: tuple[float, float], frame: Frame
) -> Iterator[Line | Box]:
    """A dotted line at a day, or a band over several, as in the book."""
    theme, (first, last), (low, high) = frame.theme, days, ends
    if first == last:
        points, note = ((first, low), (first, high)), frame.look.guide
        yield Line(points, theme.accent, theme.guide, "dotted", role=GUIDE, note=note)
        return
    border, dash = (theme.accent, "dashed") if doubtful else ("", "")
    note = f"{frame.look.guide}, {'doubtful' if doubtful else 'day unknown'}"
    box = (first, last, (low + high) / 2, abs(high - low), theme.accent_tint)
    yield Box(*box, border, dash=dash, note=note, role=BAND)


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
        Further attributes of the `Dot`: ``said`` and ``code``.
    """
    theme, filled = page.theme, fact.category == page.guides[0]
    yield Dot(day, y, size + 2 * PAPER_EDGE, theme.paper, shape="diamond")
    shape = "half diamond" if filled and fact.doubtful else "diamond"
    dash = "dashed" if fact.doubtful and not filled else ""
    fill = theme.accent if filled and not fact.doubtful else theme.paper
    yield Dot(day, y, size, fill, theme.accent, fact, shape=shape, dash=dash, **hover)


def elsewhere(tracks: Sequence[Track], area: Area, frame: Frame) -> Iterator[Dot]:
    """Diamonds on the upper edge of a series, of guides that no track shows."""
    drawn = {fact for track in tracks for fact in track.facts}
    first = next(track for track in tracks if track.kind in ("rating", "index"))
    for guide in first.guides:
        days = None if guide in drawn else _days(guide, frame)
        if days:
            yield from diamond(guide, sum(days) / 2, area.high, frame.page)


# --- through the whole chart -----------------------------------------------------------------


def connected(
    lay_out: Callable[..., Scene], page: Page, *, viewport: Window | None = None
) -> Scene:
    """Lay out a page; then guides and years go on from area to area of each country.

    Parameters
    ----------
    lay_out : callable
        Gives the scene for a page and a viewport.
    page : Page
    viewport : Window, optional
        Where the reader has zoomed in.
    """
    scene = lay_out(page, viewport=viewport)
    if page.look.joined:
        return scene
    areas: list[Area] = []
    above: dict[str, Area] = {}
    for area in scene.areas:
        before = above.get(area.country)
        room = max(area.top - before.bottom, 0.0) if before else 0.0
        ground = [_raised(mark, area, room, before) for mark in area.ground]
        above[area.country] = area
        labels = area.labels
        if area.has_values:  # at the heights of their values, now that the area has its height
            labels = tuple(
                replace(label, top=area.y(float(label.fact.value)) - area.top - label.height / 2)
                for label in labels
            )
        areas.append(replace(area, above=room, ground=tuple(ground), labels=labels))
    return replace(scene, areas=tuple(areas))


def _raised(mark: Line | Box, area: Area, room: float, before: Area | None) -> Line | Box:
    """A part of a guide that begins at the top of an area, up to its part in the area above."""
    if before is None or mark.role not in (GUIDE, CASING, BAND):
        return mark
    days = days_of(mark)
    if not any(m.role == mark.role and days_of(m) == days for m in before.ground):
        return mark
    top = area.value(-room)
    if isinstance(mark, Line):
        (day, _), end = mark.points
        return replace(mark, points=((day, top), end))
    low = 2 * mark.y - area.high
    return replace(mark, y=(top + low) / 2, height=abs(top - low))


def days_of(mark: Line | Box) -> tuple[float, float]:
    """First and last day of a part of a guide."""
    if isinstance(mark, Box):
        return mark.first, mark.last
    days = [day for day, _ in mark.points]
    return min(days), max(days)
