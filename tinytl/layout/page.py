"""Tracks on a page, top to bottom: margins, headings, heights, years."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ..errors import LayoutError
from ..story.facts import Fact
from ..story.subjects import Selection, Tooltip
from ..table.scales import Scale
from .areas import areas_of
from .frame import LINE, MARGIN, POINTS, Frame, Page, in_mm, whole_px
from .headings import headings, left_margin, names_of, reach_beside
from .labels.listing import caption_note, listing
from .scene import Area, Scene, Text
from .ticks import TimeAxis, time_axes
from .titles import title_room, titles

ABOVE_LIST = 0.6
"""Em above the list."""
LEAST_SERIES = 0.7
"""How far a fixed height may press a series, as a share of its natural height."""


def lay_out_tracks(selection: Selection, scale: Scale, page: Page) -> Scene:
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
    names = names_of(tracks, scale, page)
    # browsers have whole pixels: with these margins both back-ends have the same scale of days
    left = whole_px(left_margin(tracks, names, scale, page))
    beyond = whole_px(page.margin * 0.7 + size * 1.3)  # half of the last year, and the margin
    right = round(page.width / POINTS["px"]) * POINTS["px"] - beyond
    if right - left < 4 * size:
        raise LayoutError(
            f"The page is {in_mm(page.width)} wide; expected {in_mm(left + 5 * size)} at least in "
            "this theme."
        )
    frame = Frame(page, scale, window, page.viewport or window, left, right)
    areas = [
        area
        if area.has_values
        else replace(area, height=whole_px(area.height + reach_beside(area, frame)[1]))
        for area in areas_of(tracks, frame)
    ]
    areas, listed, height = _with_list(areas, frame)
    ends = [(left, right, _years_at(areas, frame))]
    axes = time_axes(ends, window, page.viewport, size, step=page.look.year_step)
    texts = (*titles(page), *headings(areas, frame, height), *listed)
    _check_texts(texts, page)
    return scene_on(page, scale, height, axes, areas, texts, selection.tooltips)


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
    for text in texts:
        wide = text.x + page.theme.width_of(text.text, size=text.size, bold=text.bold)
        if not text.upright and wide > page.width - page.margin:
            raise LayoutError(
                f"{text.text!r} needs {in_mm(wide)}, the page has {in_mm(page.width)}: shorten it "
                "or make the page wider."
            )


# --- down the page ---------------------------------------------------------------------------


def _with_list(areas: Sequence[Area], frame: Frame) -> tuple[list[Area], list[Text], float]:
    """Put areas under each other, and below them the list of what their numbers stand for.

    If a fixed height has no room for the list, a note stands in its place.
    """
    theme, page, space = frame.theme, frame.page, frame.theme.size * ABOVE_LIST
    bottom = theme.size * MARGIN
    right = page.width - page.margin
    below = partial(listing, areas, theme, left=page.margin, right=right)
    _, room = below(top=0.0)
    try:
        stacked, height = _stack(areas, frame, room + space + bottom if room else 0.0)
        return stacked, below(top=height - room - bottom)[0], height
    except LayoutError:
        if not (room and page.height):
            raise
    stacked, height = _stack(areas, frame, theme.size * LINE + bottom)
    note = caption_note("Numbers", theme, page.margin, height - theme.size * LINE - bottom)
    return stacked, [note], height


def _stack(areas: Sequence[Area], frame: Frame, list_height: float) -> tuple[list[Area], float]:
    """Put areas under each other; series share what a fixed height leaves, or what it lacks."""
    size, look, height = frame.theme.size, frame.look, frame.page.height
    above = [whole_px(_space_above(area, n, frame)) for n, area in enumerate(areas)]
    years = whole_px(size * 1.7)
    under_each = years * sum(area.has_values for area in areas) if look.years_below_each else 0.0
    bottom = (size * 0.5 if under_each else years) + list_height
    top = whole_px(title_room(frame.page))
    fixed = top + sum(above) + under_each + bottom
    fixed += sum(area.height for area in areas if not area.has_values)
    flexible = sum(area.height for area in areas if area.has_values)
    page = whole_px(fixed + flexible) if height is None else height
    needed = fixed + LEAST_SERIES * flexible
    if page < needed:
        raise LayoutError(
            f"The tracks need {in_mm(needed)} of height, the page has {in_mm(page)}: "
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
        y += years if area.has_values and look.years_below_each else 0.0
    return stacked, page


def _space_above(area: Area, number: int, frame: Frame) -> float:
    size = frame.theme.size
    if area.has_values:
        return size * (1.0 if frame.look.side_headings else 2.5)
    return size * (1.0 if number else 0.2) + reach_beside(area, frame)[0]


def _years_at(areas: Sequence[Area], frame: Frame) -> tuple[float, ...]:
    size = frame.theme.size
    if frame.look.years_below_each and any(area.has_values for area in areas):
        return tuple(area.bottom + size * 0.9 for area in areas if area.has_values)
    return (max(area.bottom for area in areas) + size * 0.9,)
