"""The titles and headings of a page, and the room that they need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import pairwise

from ..errors import LayoutError
from ..story.tracks import Track
from ..table.rules import SERIES_KINDS
from ..table.scales import Scale
from .frame import LINE, Frame, Page, in_mm
from .labels.place import place
from .labels.wrap import filled
from .legend import legend_of
from .scene import Area, Text, in_lines
from .series import ticks_of

BOOK_HEADINGS = {"index": "Anti-TIP policy index", "rating": "TIP ranking"}
"""Headings of Figure 9 that are not the usual ones, by kind."""
WIDEST_HEADING = 8.0
"""Em of a heading above a series beside which the axis begins."""


def names_of(tracks: Sequence[Track], scale: Scale, page: Page) -> list[str]:
    """The heading of each track; a further lane of the same governments has none."""
    kinds = [track.kind for track in tracks]
    named = [
        (BOOK_HEADINGS.get(track.kind) if page.is_figure9 and kinds.count(track.kind) == 1 else "")
        or track.heading(scale)
        for track in tracks
    ]
    for number, (before, track) in enumerate(pairwise(tracks), start=1):
        same = (before.kind, before.category) == (track.kind, track.category)
        if same and track.kind == "government":
            named[number] = ""
    return named


def left_margin(tracks: Sequence[Track], scale: Scale, page: Page) -> float:
    """Where the axis of time begins, in points: after the widest tick and all headings.

    A heading above a series may reach over the axis only if it is wider than `WIDEST_HEADING`.

    Parameters
    ----------
    tracks : sequence of Track
    scale : Scale
    page : Page
    """
    size, width_of = page.theme.size, page.theme.width_of
    wide = [width_of(name) for track in tracks for _, name in ticks_of(track, scale)]
    if page.is_figure9:
        return size * 1.6 + max(wide, default=0) + size * 0.8
    for track, name in zip(tracks, names_of(tracks, scale, page), strict=True):
        if track.kind not in SERIES_KINDS:
            wide += [width_of(word, bold=True) for word in name.split()]
        elif (above := width_of(name, bold=True)) <= WIDEST_HEADING * size:
            wide.append(above)
    return page.margin + max([*wide, page.margin * 1.7]) + size * 0.8


def headings(areas: Sequence[Area], frame: Frame, height: float) -> Iterable[Text]:
    """Headings above series and beside lines of marks; with `side_headings` upright beside series.

    Parameters
    ----------
    areas : sequence of Area
        With their places down the page.
    frame : Frame
    height : float
        Of the page, in points.
    """
    size, ink = frame.theme.size, frame.theme.ink
    for area in areas:
        about = "\n".join(map(str, legend_of([area], frame.theme, frame.scale)))
        if not area.has_values:
            lines = _lines_beside(area, frame)
            middle = area.top + (area.baseline or 0) - (max(len(lines), 1) - 1) * size * LINE / 2
            left = frame.page.margin
            yield from in_lines(lines, left, middle, size, ink, bold=True, about=about)
        elif not frame.is_figure9:
            left, y = frame.page.margin, area.top - size * 1.15
            yield Text(area.name, left, y, size, ink, bold=True, about=about)
    if frame.is_figure9:
        yield from _upright_headings([area for area in areas if area.has_values], frame, height)


def _lines_beside(area: Area, frame: Frame) -> list[str]:
    room = frame.left - frame.page.margin - frame.theme.size * 0.8
    width_of = partial(frame.theme.width_of, bold=True)
    return [] if frame.is_figure9 else filled(area.name, room, width_of)


def reach_beside(area: Area, frame: Frame) -> tuple[float, float]:
    """Points by which the texts beside a line of marks reach above its area, and below it."""
    line, middle = frame.theme.size * LINE, area.baseline or 0.0
    lines = len(_lines_beside(area, frame))
    half = (lines - 1) * line / 2 + frame.theme.size * 0.1  # letters, less what areas are apart
    return max(half - middle, 0.0), max(middle + half - area.height, 0.0)


def _upright_headings(series: Sequence[Area], frame: Frame, height: float) -> Iterable[Text]:
    """Headings at the middle of their series, or as near as they fit: labels on an upright axis."""
    size, ink = frame.theme.size, frame.theme.ink
    middles = [area.top + area.height / 2 for area in series]
    lengths = [frame.theme.width_of(area.name, bold=True) for area in series]
    needed = sum(lengths) + size * 0.6 * len(series)
    if needed > height:
        foot = frame.page.foot
        raise LayoutError(
            f"The headings need {in_mm(needed + foot)} of height, the page has "
            f"{in_mm(height + foot)}: make it higher or draw fewer tracks."
        )
    found = place(middles, lengths, left=0, right=height, gap=size * 0.6)
    for area, middle, offset in zip(series, middles, found.offsets, strict=True):
        at = middle + offset
        yield Text(area.name, size * 0.7, at, size, ink, "center", bold=True, upright=True)
