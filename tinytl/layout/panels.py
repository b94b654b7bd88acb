"""Countries beside and under each other: a panel each, all on the same days and values.

A timeline is one panel. Panels share what they can. In a row of panels the same height is the same
level, so levels are named once, at the left; a row has the tracks in which one of its countries has
something, and is only as high as these need. Years are written once, below the last panel of each
column.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..errors import LayoutError
from ..story.subjects import Selection, Subject
from ..story.tracks import Track
from ..table.rules import SERIES_KINDS
from .frame import LINE, POINTS, Frame, Page, in_mm, whole_px
from .labels.numbered_list import CAPTIONED, remark
from .labels.place import place
from .labels.wrap import filled
from .panel_rows import SEVERAL, SINGLE, PanelRow, Spacing, headings_of
from .scene import Area, Scene, Text, in_lines
from .series import ticks_of
from .ticks import axis_window, time_axes
from .titles import title_room, titles

PANEL_GAP = 1.8
"""Em between two columns."""
NARROWEST = 4.0, 13.0
"""Least width of a panel alone and of one among others, in em."""
DIRECT_ROWS = 1
"""Rows of labels beyond which a panel among others in its row has numbers."""
BETWEEN = 1.4
"""Em between two rows."""
YEARS_BELOW = 0.9
"""Em from the last track of a column to the middle of its years."""
WIDEST_HEADING = 8.0
"""Em of a heading above a series beside which the axis begins."""
BOOK_STEP = 5
"""Years between two ticks of Figure 9."""
_NUMBERS = ", or ask for numbers in place of labels with labels='numbers'"
LEAST_SERIES = 0.7
"""How far a page that is too low may press a series, as a share of its natural height."""


def lay_out_panels(selection: Selection, page: Page, *, is_alone: bool) -> Scene:
    """Lay countries out in panels, row by row.

    Parameters
    ----------
    selection : Selection
    page : Page
        If it has no number of columns, there is one up to four countries, two up to eight, then
        three, or fewer on a narrow page.
    is_alone : bool
        Whether the chart is that of one country, whose name its title has.

    Raises
    ------
    LayoutError
        If a label or a heading is wider than the page, or if the page is too narrow for a panel, or
        too low for all; the message says how many millimetres are missing.
    """
    window, size = axis_window(selection), page.theme.size
    frames = _frames(selection.subjects, Frame(page, window, page.viewport or window, 0, 0))
    space, axis = SINGLE if is_alone else SEVERAL, _axis_texts(selection, frames[0])
    y, texts, areas = whole_px(title_room(page)), titles(page), list[Area]()
    years_at: list[tuple[float, ...]] = [()] * len(frames)
    ways = _arrangements(selection.subjects, frames, space, size * LINE * len(axis))
    rows, factor, height, has_note = _fitted(ways, space, y, page)
    for row in rows:
        own, written, bottom = row.drawn(y, factor)
        areas += own
        texts += written
        under = [area.bottom for area in own if page.is_figure9 and area.has_values] or [bottom]
        names_at = tuple(end + size * YEARS_BELOW for end in under)
        years_at[: len(row.panels)] = [names_at] * len(row.panels)
        y = bottom + row.below + size * BETWEEN
    y += size * (space.bottom - BETWEEN)
    texts += [replace(text, y=max(years_at)[-1] + text.y) for text in axis]
    if has_note:
        texts.append(remark(CAPTIONED, page.theme, page.margin, y - size * space.bottom))
    if page.is_figure9:
        texts += _upright_headings(areas, frames[0], height)
    _check_texts(texts, page)
    ends = [(f.left, f.right, at) for f, at in zip(frames, years_at, strict=True)]
    aligned, step = selection.counting is not None, BOOK_STEP if page.is_figure9 else None
    axes = time_axes(ends, window, page.viewport, size, aligned=aligned, step=step)
    axes = tuple(replace(axis, has_marks=not page.is_figure9) for axis in axes)
    return Scene(page, height, axes, tuple(areas), tuple(texts), selection.tooltips)


def _frames(panels: Sequence[Subject], frame: Frame) -> list[Frame]:
    """The frame of each column; labels stay out of the next column."""
    page, size = frame.page, frame.theme.size
    # browsers have whole pixels: with these margins both back-ends have the same scale of days
    margin = whole_px(_left_margin(panels[0].tracks, page))
    right = round(page.width / POINTS["px"]) * POINTS["px"]
    right -= whole_px(page.margin * 0.7 + size * 1.3)  # half of the last year, and the margin
    half, (first, last) = size * PANEL_GAP / 2, frame.edges

    def width(n: int) -> float:
        return (right - margin - size * (n - 1) * PANEL_GAP) / n

    usual = 1 if len(panels) <= 4 else 2 if len(panels) <= 8 else 3
    n = min(page.columns or usual, len(panels))
    while n > 1 and width(n) < NARROWEST[1] * size:
        if page.columns:
            need = page.width + n * (NARROWEST[1] * size - width(n))
            raise LayoutError(
                f"{n} columns need {in_mm(need)} of width, the page has {in_mm(page.width)}: "
                "choose fewer, or make the page wider."
            )
        n -= 1
    if width(n) < NARROWEST[0] * size:
        # widths are rounded to pixels
        need = page.width + NARROWEST[0] * size - width(n) + POINTS["px"]
        raise LayoutError(
            f"The page is {in_mm(page.width)} wide; expected {in_mm(need)} at least in this theme."
        )
    frames = []
    for column in range(n):
        left = whole_px(margin + column * (width(n) + 2 * half))
        end = math.floor((left + width(n)) / POINTS["px"] + 1e-6) * POINTS["px"]
        wall = left - half + 0.5 if column else first
        walls = (wall, end + half - 0.5 if column < n - 1 else last) if n > 1 else None
        rows = DIRECT_ROWS if n > 1 else None
        frames.append(replace(frame, left=left, right=end, walls=walls, direct_rows=rows))
    return frames


def _left_margin(tracks: Sequence[Track], page: Page) -> float:
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
    for track, name in zip(tracks, headings_of(tracks, page), strict=True):
        if track.kind not in SERIES_KINDS:
            wide += [width_of(word, bold=True) for word in name.split()]
        elif (above := width_of(name, bold=True)) <= WIDEST_HEADING * size:
            wide.append(above)
    return page.margin + max([*wide, page.margin * 1.7]) + size * 0.8


def _axis_texts(selection: Selection, frame: Frame) -> list[Text]:
    """What years are counted from, in lines below the years of the first column."""
    if selection.counting is None:
        return []
    theme, size = frame.theme, frame.theme.size
    name = f"Years from {selection.counting.event}"
    lines = filled(name, frame.page.width - frame.left - frame.page.margin, theme.width_of)
    return [*in_lines(lines, frame.left, size * LINE, size, theme.muted)]


def _upright_headings(areas: Iterable[Area], frame: Frame, height: float) -> Iterable[Text]:
    """Headings at the middle of their series, or as near as they fit: labels on an upright axis."""
    size, ink = frame.theme.size, frame.theme.ink
    series = [area for area in areas if area.has_values]
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


def _check_texts(texts: Sequence[Text], page: Page) -> None:
    def needs(text: Text) -> float:
        return text.x + page.theme.width_of(text.text, size=text.size, bold=text.bold) + page.margin

    widest = max((text for text in texts if text.align == "left"), key=needs, default=None)
    if widest and needs(widest) > page.width:
        raise LayoutError(
            f"{widest.text!r} needs {in_mm(needs(widest))}, the page has {in_mm(page.width)}: "
            "shorten it or make the page wider."
        )


# --- down the page -------------------------------------------------------------------------------


def _arrangements(
    panels: Sequence[Subject], frames: Sequence[Frame], space: Spacing, axis: float
) -> Iterator[tuple[list[PanelRow], float]]:
    """The rows of a page, each way lower than the one before, and points for a note below them.

    First with the lists, then without them, which are in the caption then, as the note says; then
    both with fewer rows of labels. `axis` is the height of the name of the axis.
    """
    page, n, size = frames[0].page, len(frames), frames[0].theme.size
    chunks = [panels[start : start + n] for start in range(0, len(panels), n)]
    for most in range(page.most_rows, -1, -1) if page.labels == "auto" else (page.max_rows,):
        own = [replace(frame, page=replace(page, max_rows=most)) for frame in frames]
        rows = []
        for chunk, after in zip(chunks, [*chunks[1:], ()], strict=True):
            room = whole_px(size * space.years) + (0.0 if after else axis)
            ends = len(after) < len(chunk)  # a column, with its years
            rows.append(PanelRow.of(chunk, own, space, room if ends else 0.0))
        yield rows, 0.0
        listed = any(texts for row in rows for texts, _ in row.lists)
        note = size * (LINE + space.below_list) if listed else 0.0
        yield [replace(row, lists=[]) for row in rows], note


def _fitted(
    ways: Iterator[tuple[list[PanelRow], float]], space: Spacing, top: float, page: Page
) -> tuple[list[PanelRow], float, float, bool]:
    """The first way that a page holds, or the first of all if none does and the page may grow.

    After its rows come the factor of the height of its series, the height of the page in points,
    and whether it has a note in place of its lists.
    """
    tallest = math.inf if page.fluid else page.tallest - POINTS["px"]  # heights are rounded up
    most, size = page.height or tallest, page.theme.size
    first = None
    for rows, note in ways:
        fixed = top + note + size * (BETWEEN * (len(rows) - 1) + space.bottom)
        fixed += sum(row.fixed for row in rows)
        flexible = sum(row.flexible for row in rows)
        least = fixed + LEAST_SERIES * flexible
        natural = whole_px(fixed + flexible)
        first = first or (rows, 1.0, natural, bool(note))
        if least <= most:
            have = page.height or min(most, natural)
            factor = max((have - fixed) / flexible, LEAST_SERIES) if flexible else 1.0
            return rows, factor, page.height or whole_px(have), bool(note)
    if first and page.height is None:
        return first
    what, advice = (
        ("panels", "draw fewer tracks or countries, or more columns")
        if space is SEVERAL
        else (
            "tracks",
            f"or draw fewer tracks{_NUMBERS if page.labels == 'direct' else ''}"
            f"{', or ask for a smaller size' if page.is_sized else ''}",
        )
    )
    raise LayoutError(
        f"The {what} need {in_mm(least + page.foot)} of height, "
        f"the page has {in_mm(most + page.foot)}: "
        f"{in_mm(least - most)} are missing. Make it higher or wider, {advice}."
    )
