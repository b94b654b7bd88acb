"""The strip below the rows of an overview: the share of countries on each level, by report."""

from __future__ import annotations

from dataclasses import dataclass

from ..story.subjects import Selection
from ..table.scales import Scale
from .frame import MARGIN, Page
from .scene import Area, Text
from .share_areas import share_areas
from .share_names import end_names, names_width, row_names
from .share_steps import Steps, strip_height
from .ticks import TimeAxis, axis_window, time_axes

STRIP_HEADING, STRIP_HEIGHT, STRIP_YEARS = 2.0, 8.0, 1.8
"""Heights in em: of the heading, of the steps, and of the years below them."""


@dataclass(frozen=True)
class Strip:
    """What stands below rows, over the whole width of a page.

    Attributes
    ----------
    height : float
        In points, years included.
    axis : TimeAxis
        Of all its areas, whose ``column`` the page sets.
    areas : tuple of Area
    texts : tuple of Text
    """

    height: float
    axis: TimeAxis
    areas: tuple[Area, ...]
    texts: tuple[Text, ...] = ()


def strip_em(selection: Selection) -> float:
    """Height of the strip in em, years included; 0 without one."""
    found = selection.tallies
    return STRIP_HEADING + strip_height(found) + STRIP_HEIGHT + STRIP_YEARS if found else 0


def share_strip(
    selection: Selection, page: Page, scale: Scale, left: float, right: float, top: float
) -> Strip | None:
    """Draw the shares of all countries once, below all columns of rows.

    Parameters
    ----------
    selection : Selection
    page : Page
        Its theme has the type size of the rows.
    scale : Scale
    left, right, top : float
        In points: the ends of the axes of the rows, and where it begins. It leaves room for its
        names at the right.

    Returns
    -------
    Strip or None
        None if the rows are a selection of countries, or their ratings are not those of reports.
    """
    found = selection.tallies
    if found is None:
        return None
    theme, size, window = page.theme, page.theme.size, axis_window(selection)
    (tallies,) = found.groups.values()
    days = {year: window.clip(*days) for year, days in found.days.items()}
    above = size * (STRIP_HEADING + strip_height(found))
    years_at = top + above + size * (STRIP_HEIGHT + STRIP_YEARS / 2)
    ends = max(left, theme.width_of("100 %") + size), page.width - names_width(theme, scale)
    (axis,) = time_axes([(*ends, (years_at,))], window, None, size)
    shown = [tally for tally in tallies if days[tally.at][0] < days[tally.at][1]]
    place = 0, 1, top + above, size * STRIP_HEIGHT
    steps = Steps(found, shown, days, axis, *place, has_names=False)
    heading = f"Share of countries by {scale.name}, from report to report"
    texts = (
        Text(heading, size * MARGIN, top + size, size, theme.ink, bold=True),
        *row_names(steps, theme),
        *end_names(steps, theme, scale),
    )
    areas = tuple(share_areas(steps, theme, scale))
    return Strip(size * strip_em(selection), axis, areas, texts)
