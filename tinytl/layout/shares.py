"""Shares of countries over time or around an event: a panel for each group, on shared axes.

Below the rows of an overview stands one panel of all countries.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..errors import LayoutError
from ..story.subjects import Selection
from ..story.tallies import Tallies, report_name
from .frame import LINE, MARGIN, Page, in_mm, whole_px
from .scene import Area, Scene, Text
from .share_areas import share_areas
from .share_panel import SharePanel, aligned_days, end_names, names_width, row_names, strip_height
from .theme import faded
from .ticks import TimeAxis, axis_window, time_axes
from .titles import title_room, titles

LEAST_PLOT, LEAST_HEIGHT = 8.0, 3.5
"""Least width and height of the steps of a panel, in em."""
MOST_COLUMNS = 5
"""Panels beside each other, if the caller does not say how many."""
SHAPES = (0.36, 0.95)
"""Height of the steps as a share of their width: of one panel alone, of one of several."""
STRIP_HEADING, STRIP_HEIGHT, STRIP_YEARS = 2.0, 8.0, 1.8
"""Heights in em below an overview: of the heading, of the steps, and of the years below them."""


@dataclass(frozen=True)
class PanelGrid:
    """The places of panels, in points.

    Attributes
    ----------
    lefts, plot : tuple of float, float
        Where the steps of each column begin, and their width.
    tops, stack : tuple of float, float
        Where the steps of each row begin, and their height.
    bottom : float
        Where the last row ends.
    """

    lefts: tuple[float, ...]
    plot: float
    tops: tuple[float, ...]
    stack: float
    bottom: float


def lay_out_shares(selection: Selection, page: Page) -> Scene:
    """Lay out the shares of countries on each level.

    Parameters
    ----------
    selection : Selection
    page : Page

    Raises
    ------
    LayoutError
        If the panels do not fit on the page.
    """
    theme, found, highlighted = page.theme, selection.tallies, selection.highlighted
    assert found is not None
    grid = _grid(found, page)
    n = len(grid.lefts)
    at = [tally.at for tally in found.every]
    days = aligned_days(range(min(at), max(at) + 1)) if found.aligned else found.days
    axes = _axes(selection, grid, days, page)
    areas: list[Area] = []
    texts = titles(page)
    for number, (name, tallies) in enumerate(found.groups.items()):
        column = number % n
        back = bool(highlighted) and name not in highlighted
        own = faded(theme) if back else theme
        place = column, number + 1, grid.tops[number // n], grid.stack
        ends = {"is_first": column == 0, "is_last": column == n - 1}
        panel = SharePanel(found, tallies, days, axes[column], *place, own, page.scale, **ends)
        areas += (replace(area, is_faded=back) for area in share_areas(panel))
        texts += (*end_names(panel), *row_names(panel, theme.muted))
        if name:
            y, left = panel.top - panel.strip - theme.size * 0.8, grid.lefts[column]
            texts.append(Text(name, left, y, theme.size, own.ink, bold=not back, column=column))
    text = f"Reports from {found.event}"
    for column, axis in enumerate(axes if found.aligned else ()):
        if column == 0 or theme.width_of(text) <= grid.plot:
            y = axis.names_at[-1] + theme.size * LINE
            texts.append(Text(text, axis.left, y, theme.size, theme.muted, column=column))
    height = page.height or whole_px(grid.bottom)
    return Scene(page, height, axes, tuple(areas), tuple(texts), selection.tooltips)


def _grid(found: Tallies, page: Page) -> PanelGrid:
    """Find the places of the panels."""
    theme, size, panels = page.theme, page.theme.size, len(found.groups)
    left = max(theme.width_of("100 %"), theme.width_of("n most")) + size
    last = names_width(theme, page.scale)
    between = names_width(theme, page.scale, named=False) + size * 0.6

    def plot_of(n: int) -> float:
        return (page.width - left - last - (n - 1) * between) / n

    fitting = [n for n in range(1, MOST_COLUMNS + 1) if plot_of(n) >= LEAST_PLOT * size]
    most = page.columns or max(fitting, default=1)
    n = min(panels, page.columns or math.ceil(panels / math.ceil(panels / most)))
    plot = plot_of(n)
    if plot < LEAST_PLOT * size:
        need = page.width + n * (LEAST_PLOT * size - plot)
        raise LayoutError(
            f"{f'{n} panels beside each other need' if n > 1 else 'A panel needs'} {in_mm(need)} "
            f"of width, the page has {in_mm(page.width)}: make it wider"
            f"{', or choose fewer columns' if n > 1 else ''}."
        )
    rows = math.ceil(panels / n)
    above = (size * 1.7 if any(found.groups) else 0.0) + size * strip_height(found)
    years = size * (1.7 + (1.4 if found.aligned else 0.0) + (0.6 if rows > 1 else 0.0))
    top = whole_px(title_room(page))
    stack = max(plot * SHAPES[panels > 1], 9.0 * size)
    if page.height:
        stack = (page.height - top) / rows - above - years
        if stack < LEAST_HEIGHT * size:
            need = top + rows * (above + years + LEAST_HEIGHT * size)
            raise LayoutError(
                f"{rows} rows of panels need {in_mm(need + page.foot)} of height, the page has "
                f"{in_mm(page.height + page.foot)}: make it higher, or choose fewer groups."
            )
    lefts = tuple(whole_px(left + k * (plot + between)) for k in range(n))
    pitch = above + stack + years
    tops = tuple(top + row * pitch + above for row in range(rows))
    return PanelGrid(lefts, plot, tops, stack, top + rows * pitch)


def _axes(
    selection: Selection, grid: PanelGrid, days: Mapping[int, tuple[float, float]], page: Page
) -> tuple[TimeAxis, ...]:
    """The axis of each column, with names below each of its panels."""
    found, size, n = selection.tallies, page.theme.size, len(grid.lefts)
    assert found is not None
    columns = []
    for column, left in enumerate(grid.lefts):
        tops = grid.tops[: math.ceil((len(found.groups) - column) / n)]
        names_at = tuple(top + grid.stack + size * 0.9 for top in tops)
        columns.append((left, left + grid.plot, names_at))
    axes = time_axes(columns, axis_window(selection), page.viewport, size, aligned=found.aligned)
    if not found.aligned:
        return axes
    step = max(1, math.ceil(page.theme.width_of("+10") * 1.3 * len(days) / grid.plot))
    ticks = tuple((sum(days[k]) / 2, report_name(k)) for k in days if k % step == 0)
    return tuple(replace(axis, ticks=ticks, step=step, minor=()) for axis in axes)


# --- below the rows of an overview ---


def strip_em(selection: Selection) -> float:
    """Height of the strip in em, years included; 0 without one."""
    found = selection.tallies
    return STRIP_HEADING + strip_height(found) + STRIP_HEIGHT + STRIP_YEARS if found else 0


def share_strip(
    selection: Selection, page: Page, axes: Sequence[TimeAxis], top: float
) -> tuple[TimeAxis, list[Area], list[Text]]:
    """Draw the shares of all countries once, below all columns of rows.

    Parameters
    ----------
    selection : Selection
        With its tallies.
    page : Page
        Its theme has the type size of the rows.
    axes : sequence of TimeAxis
        Of the rows; the strip goes from the first to the last, and leaves room for its names.
    top : float
        Where it begins, in points.

    Returns
    -------
    axis, areas, texts
        The axis comes after those of the rows.
    """
    found, theme, size = selection.tallies, page.theme, page.theme.size
    assert found is not None
    window, column = axis_window(selection), len(axes)
    ((_, tallies),) = found.groups.items()
    days = {year: window.clip(*days) for year, days in found.days.items()}
    stack = top + size * (STRIP_HEADING + strip_height(found))
    years_at = stack + size * (STRIP_HEIGHT + STRIP_YEARS / 2)
    left = max(axes[0].left, theme.width_of("100 %") + size)
    ends = left, page.width - names_width(theme, page.scale), (years_at,)
    (axis,) = time_axes([ends], window, None, size)
    shown = [tally for tally in tallies if days[tally.at][0] < days[tally.at][1]]
    place = column, 1, stack, size * STRIP_HEIGHT
    panel = SharePanel(found, shown, days, axis, *place, theme, page.scale, has_countries=False)
    heading = f"Share of countries by {page.scale.name}, from report to report"
    texts = [
        Text(heading, size * MARGIN, top + size, size, theme.ink, bold=True, column=column),
        *row_names(panel, theme.muted),
        *end_names(panel),
    ]
    return axis, share_areas(panel), texts
