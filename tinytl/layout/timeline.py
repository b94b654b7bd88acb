"""Tracks on a page, top to bottom: margins, headings, heights, years."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..errors import LayoutError
from ..story.facts import Fact
from ..story.subjects import Selection, Tooltip
from ..table.scales import Scale
from .areas import areas_of
from .frame import LINE, MARGIN, POINTS, Frame, Page, in_mm, whole_px
from .headings import headings, left_margin, reach_beside
from .labels.listing import CAPTIONED, listing, remark
from .scene import Area, Scene, Text
from .ticks import TimeAxis, time_axes
from .titles import title_room, titles

BOOK_STEP = 5
"""Years between two ticks of Figure 9."""
ABOVE_LIST = 0.6
"""Em above the list."""
LEAST_AXIS = 4.0
"""Least width of the axis of time, in em."""
LEAST_SERIES = 0.7
"""How far a fixed height may press a series, as a share of its natural height."""


def lay_out_timeline(selection: Selection, scale: Scale, page: Page) -> Scene:
    """Lay the tracks of one country out on a page, top to bottom.

    Parameters
    ----------
    selection : Selection
    scale : Scale
        Of the ratings.
    page : Page

    Returns
    -------
    Scene

    Raises
    ------
    LayoutError
        If a label is wider than the page, or the tracks need more height than there is; the
        message says how many millimetres are missing.
    """
    window, tracks = selection.window, selection.subjects[0].tracks
    size = page.theme.size
    # browsers have whole pixels: with these margins both back-ends have the same scale of days
    left = whole_px(left_margin(tracks, scale, page))
    beyond = whole_px(page.margin * 0.7 + size * 1.3)  # half of the last year, and the margin
    right = round(page.width / POINTS["px"]) * POINTS["px"] - beyond
    check_width(page, right - left)
    frame = Frame(page, scale, window, page.viewport or window, left, right)
    areas = [
        area
        if area.has_values
        else replace(area, height=whole_px(area.height + reach_beside(area, frame)[1]))
        for area in areas_of(tracks, frame)
    ]
    areas, listed, height = _with_list(areas, frame)
    under = [area.bottom for area in areas if area.has_values and page.is_figure9]
    years_at = under or [max(area.bottom for area in areas)]
    ends = [(left, right, tuple(bottom + size * 0.9 for bottom in years_at))]
    axes = time_axes(ends, window, page.viewport, size, step=BOOK_STEP if page.is_figure9 else None)
    texts = (*titles(page), *headings(areas, frame, height), *listed)
    _check_texts(texts, page)
    return scene_on(page, scale, height, axes, areas, texts, selection.tooltips)


def check_width(page: Page, plot: float) -> None:
    """Refuse a page whose axis has no room for two years; `plot` is its width in points."""
    least = LEAST_AXIS * page.theme.size
    if plot < least:
        need = page.width + least - plot + POINTS["px"]  # widths are rounded to pixels
        raise LayoutError(
            f"The page is {in_mm(page.width)} wide; expected {in_mm(need)} at least in this theme."
        )


def scene_on(
    page: Page,
    scale: Scale,
    height: float,
    columns: Iterable[TimeAxis],
    areas: Iterable[Area],
    texts: Iterable[Text],
    tooltips: Mapping[Fact, Tooltip],
) -> Scene:
    """A scene on a page, which is as high as is needed if it has no height."""
    return Scene(
        width=page.width,
        height=page.height or whole_px(height),
        fluid=page.fluid,
        columns=tuple(columns),
        areas=tuple(areas),
        texts=tuple(texts),
        theme=page.theme,
        scale=scale,
        tooltips=tooltips,
    )


def _check_texts(texts: Sequence[Text], page: Page) -> None:
    def needs(text: Text) -> float:
        return text.x + page.theme.width_of(text.text, size=text.size, bold=text.bold) + page.margin

    widest = max((text for text in texts if not text.upright), key=needs, default=None)
    if widest and needs(widest) > page.width:
        raise LayoutError(
            f"{widest.text!r} needs {in_mm(needs(widest))}, the page has {in_mm(page.width)}: "
            "shorten it or make the page wider."
        )


# --- down the page ---------------------------------------------------------------------------


def _with_list(areas: Sequence[Area], frame: Frame) -> tuple[list[Area], list[Text], float]:
    """Put areas under each other, and below them the list of what their numbers stand for.

    If a fixed height has no room for the list, a note stands in its place.
    """
    theme, page, line = frame.theme, frame.page, frame.theme.size * LINE
    bottom = theme.size * MARGIN
    texts, room = listing(areas, theme, page.margin, page.width - page.margin)
    try:
        needed = room + theme.size * ABOVE_LIST + bottom if room else 0.0
        stacked, height = _stack(areas, frame, needed)
    except LayoutError:
        if not (room and page.height):
            raise
        texts, room = [remark(CAPTIONED, theme, page.margin, 0.0)], line
        stacked, height = _stack(areas, frame, line + bottom)
    down = height - room - bottom
    return stacked, [replace(text, y=down + text.y) for text in texts], height


def _stack(areas: Sequence[Area], frame: Frame, list_height: float) -> tuple[list[Area], float]:
    """Put areas under each other; series share what a fixed height leaves, or what it lacks."""
    size, height = frame.theme.size, frame.page.height
    above = [whole_px(_space_above(area, n, frame)) for n, area in enumerate(areas)]
    series, years = [area for area in areas if area.has_values], whole_px(size * 1.7)
    under_each = years if frame.is_figure9 else 0.0
    top = whole_px(title_room(frame.page))
    fixed = top + sum(above) + under_each * len(series)
    fixed += (size * 0.5 if under_each and series else years) + list_height
    fixed += sum(area.height for area in areas if not area.has_values)
    flexible = sum(area.height for area in series)
    page = whole_px(fixed + flexible) if height is None else height
    needed = fixed + LEAST_SERIES * flexible
    if page < needed:
        foot = frame.page.foot
        raise LayoutError(
            f"The tracks need {in_mm(needed + foot)} of height, the page has {in_mm(page + foot)}: "
            f"{in_mm(needed - page)} are missing. Make it higher or wider, draw fewer tracks, or "
            "ask for numbers in place of labels with labels='numbers'"
            f"{', or for a smaller size' if frame.page.is_sized else ''}."
        )
    factor = (page - fixed) / flexible if flexible else 1.0
    stacked, y = [], top
    for area, space in zip(areas, above, strict=True):
        y += space
        tall = math.floor(area.height * factor / POINTS["px"]) * POINTS["px"]
        stacked.append(replace(area, top=y, height=tall if area.has_values else area.height))
        y += stacked[-1].height
        y += under_each if area.has_values else 0.0
    return stacked, page


def _space_above(area: Area, number: int, frame: Frame) -> float:
    size = frame.theme.size
    if area.has_values:
        return size * (1.0 if frame.is_figure9 else 2.5)
    return size * (1.0 if number else 0.2) + reach_beside(area, frame)[0]
