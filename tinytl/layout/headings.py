"""The names of tracks as headings, and the room that they need at the left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ..errors import LayoutError
from ..story.tracks import Track
from ..table.rules import SERIES_KINDS
from .frame import Frame, Page, in_mm
from .labels.place import place
from .scene import Area, Text
from .series import ticks_of

BOOK_HEADINGS = {"index": "Anti-TIP policy index", "rating": "TIP ranking"}
"""Headings of Figure 9 that are not the usual ones, by kind."""
WIDEST_HEADING = 8.0
"""Em of a heading above a series beside which the axis begins."""


def names_of(tracks: Sequence[Track], page: Page) -> list[str]:
    """The heading of each track; a further lane of the same governments has none."""
    kinds = [track.kind for track in tracks]
    named = [
        (BOOK_HEADINGS.get(track.kind) if page.is_figure9 and kinds.count(track.kind) == 1 else "")
        or track.heading(page.scale)
        for track in tracks
    ]
    for number, (before, track) in enumerate(pairwise(tracks), start=1):
        same = (before.kind, before.category) == (track.kind, track.category)
        if same and track.kind == "government":
            named[number] = ""
    return named


def left_margin(tracks: Sequence[Track], page: Page) -> float:
    """Where the axis of time begins, in points: after the widest tick and all headings.

    A heading above a series may reach over the axis only if it is wider than `WIDEST_HEADING`.

    Parameters
    ----------
    tracks : sequence of Track
    page : Page
    """
    size, width_of = page.theme.size, page.theme.width_of
    wide = [width_of(name) for track in tracks for _, name in ticks_of(track, page.scale)]
    if page.is_figure9:
        return size * 1.6 + max(wide, default=0) + size * 0.8
    for track, name in zip(tracks, names_of(tracks, page), strict=True):
        if track.kind not in SERIES_KINDS:
            wide += [width_of(word, bold=True) for word in name.split()]
        elif (above := width_of(name, bold=True)) <= WIDEST_HEADING * size:
            wide.append(above)
    return page.margin + max([*wide, page.margin * 1.7]) + size * 0.8


def upright_headings(areas: Iterable[Area], frame: Frame, height: float) -> Iterable[Text]:
    """Headings at the middle of their series, or as near as they fit: labels on an upright axis."""
    size, ink = frame.theme.size, frame.theme.ink
    series = [area for area in areas if area.has_values]
    middles = [area.top + area.height / 2 for area in series]
    lengths = [frame.theme.width_of(area.name, bold=True) for area in series]
    needed = sum(lengths) + size * 0.6 * len(series)
    if needed > height:
        raise LayoutError(
            f"The headings need {in_mm(needed)} of height, the page has {in_mm(height)}: make it "
            "higher or draw fewer tracks."
        )
    found = place(middles, lengths, left=0, right=height, gap=size * 0.6)
    for area, middle, offset in zip(series, middles, found.offsets, strict=True):
        at = middle + offset
        yield Text(area.name, size * 0.7, at, size, ink, "center", bold=True, upright=True)
