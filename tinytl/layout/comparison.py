"""Countries beside and under each other: a panel each, all on the same days and values.

Panels share what they can. In a row of panels the same height is the same level, so levels are
named once, at the left; a row has the tracks in which one of its countries has something, and is
only as high as these need. Years are written once, below the last panel of each column.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..errors import LayoutError
from ..story.subjects import Selection, Subject
from ..table.scales import Scale
from .frame import LINE, POINTS, Frame, Page, in_mm, whole_px
from .headings import left_margin
from .labels.listing import CAPTIONED, remark
from .labels.wrap import filled
from .panel_rows import PanelRow
from .scene import Area, Scene, Text, in_lines
from .ticks import axis_window, time_axes
from .timeline import LEAST_SERIES, check_width, scene_on
from .titles import title_room, titles

PANEL_GAP = 1.8
"""Em between two columns."""
NARROWEST = 13.0
"""Least width of a panel, in em."""
DIRECT_ROWS = 1
"""Rows of labels beyond which a panel among others in its row has numbers."""
BETWEEN = 1.4
"""Em between two rows."""
YEARS_BELOW = 0.9
"""Em from the last track of a column to the middle of its years."""
BOTTOM = 0.55
"""Em below the last row."""


def lay_out_comparison(selection: Selection, scale: Scale, page: Page) -> Scene:
    """Lay countries out in panels, row by row.

    Parameters
    ----------
    selection : Selection
    scale : Scale
    page : Page
        If it has no number of columns, there is one up to four countries, two up to eight, then
        three, or fewer on a narrow page.

    Raises
    ------
    LayoutError
        If the page is too narrow for a panel, or too low for all.
    """
    window, size = axis_window(selection), page.theme.size
    frame = Frame(page, scale, window, page.viewport or window, 0, 0)
    frames = _frames(selection.subjects, frame)
    axis = _axis_name(selection, frames[0])
    y, texts, areas = title_room(page), titles(page), list[Area]()
    years_at = [0.0] * len(frames)
    ways = _ways(selection.subjects, frames, size * LINE * len(axis))
    rows, factor, note = _fitted(ways, y, page)
    for row in rows:
        own, written, bottom = row.drawn(y, factor)
        areas += own
        texts += written
        years_at[: len(row.panels)] = [bottom + size * YEARS_BELOW] * len(row.panels)
        y = bottom + row.below + size * BETWEEN
    y += size * (BOTTOM - BETWEEN)
    texts += [replace(text, y=max(years_at) + text.y) for text in axis]
    if note:
        texts.append(remark(CAPTIONED, page.theme, page.margin, y - size * BOTTOM))
    ends = [(f.left, f.right, (at,)) for f, at in zip(frames, years_at, strict=True)]
    axes = time_axes(ends, window, page.viewport, size, aligned=selection.counting is not None)
    return scene_on(page, scale, y + note, axes, areas, texts, selection.tooltips)


def _frames(panels: Sequence[Subject], frame: Frame) -> list[Frame]:
    """The frame of each column; labels stay out of the next column."""
    page, tracks, size = frame.page, panels[0].tracks, frame.theme.size
    margin = whole_px(left_margin(tracks, frame.scale, page))
    half, (first, last) = size * PANEL_GAP / 2, frame.edges

    def width(n: int) -> float:
        return (page.width - margin - page.margin * 0.7 - size * (1.3 + (n - 1) * PANEL_GAP)) / n

    usual = 1 if len(panels) <= 4 else 2 if len(panels) <= 8 else 3
    n = min(page.columns or usual, len(panels))
    while n > 1 and width(n) < NARROWEST * size:
        if page.columns:
            need = page.width + n * (NARROWEST * size - width(n))
            raise LayoutError(
                f"{n} columns need {in_mm(need)} of width, the page has {in_mm(page.width)}: "
                "choose fewer, or make the page wider."
            )
        n -= 1
    check_width(page, width(n) - POINTS["px"])
    frames = []
    for column in range(n):
        left = whole_px(margin + column * (width(n) + 2 * half))
        right = math.floor((left + width(n)) / POINTS["px"]) * POINTS["px"]
        wall = left - half + 0.5 if column else first
        walls = wall, right + half - 0.5 if column < n - 1 else last
        rows = DIRECT_ROWS if n > 1 else None
        frames.append(replace(frame, left=left, right=right, walls=walls, direct_rows=rows))
    return frames


# --- down the page -------------------------------------------------------------------------------


def _ways(
    panels: Sequence[Subject], frames: Sequence[Frame], axis: float
) -> Iterator[tuple[list[PanelRow], float]]:
    """The rows of a page, each way lower than the one before, and points for a note below them.

    First without the lists, which are in the caption then, as the note says; then with fewer rows
    of labels. `axis` is the height of the name of the axis.
    """
    page, n = frames[0].page, len(frames)
    chunks = [panels[start : start + n] for start in range(0, len(panels), n)]
    for most in range(page.most_rows, -1, -1) if page.labels == "auto" else (page.max_rows,):
        own = [replace(frame, page=replace(page, max_rows=most)) for frame in frames]
        rows = []
        for chunk, after in zip(chunks, [*chunks[1:], ()], strict=True):
            room = page.theme.size * (YEARS_BELOW + 0.4) + (0.0 if after else axis)
            ends = len(after) < len(chunk)  # a column, with its years
            rows.append(PanelRow.of(chunk, own, room if ends else 0.0))
        yield rows, 0.0
        listed = any(texts for row in rows for texts, _ in row.lists)
        yield [replace(row, lists=[]) for row in rows], page.theme.size * LINE * listed


def _fitted(
    ways: Iterator[tuple[list[PanelRow], float]], top: float, page: Page
) -> tuple[list[PanelRow], float, float]:
    """The first way that a page holds, the factor of the height of its series, and its note.

    If the page grows with its rows and none fits, the first way of all.
    """
    tallest = math.inf if page.fluid else page.tallest - POINTS["px"]  # heights are rounded up
    most, size = page.height or tallest, page.theme.size
    found = []
    for rows, note in ways:
        fixed = top + note + size * (BETWEEN * (len(rows) - 1) + BOTTOM)
        fixed += sum(row.fixed for row in rows)
        flexible = sum(row.flexible for row in rows)
        least = fixed + LEAST_SERIES * flexible
        fills = flexible and (page.height or most < fixed + flexible)
        factor = max((most - fixed) / flexible, LEAST_SERIES) if fills else 1.0
        found.append((rows, factor, note))
        if least <= most:
            return found[-1]
    if page.height is None:
        return found[0]
    raise LayoutError(
        f"The panels need {in_mm(least + page.foot)} of height, the page has "
        f"{in_mm(most + page.foot)}: "
        f"{in_mm(least - most)} are missing. Make it higher or wider, draw fewer tracks or "
        "countries, or more columns."
    )


def _axis_name(selection: Selection, frame: Frame) -> list[Text]:
    """What years are counted from, in lines below the years of the first column."""
    if selection.counting is None:
        return []
    theme, size = frame.theme, frame.theme.size
    name = f"Years from {selection.counting.event}"
    lines = filled(name, frame.page.width - frame.left - frame.page.margin, theme.width_of)
    return [*in_lines(lines, frame.left, size * LINE, size, theme.muted)]
