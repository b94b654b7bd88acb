"""Shares of countries over time or around an event: a panel for each group, on shared axes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..errors import LayoutError
from ..story.subjects import Selection
from ..story.tallies import Tallies, place_name
from ..story.windows import Window
from ..table.scales import Scale
from .fading import faded
from .frame import LINE, Page, in_mm, whole_px
from .page import scene_on
from .scene import Area, Scene, Text
from .share_areas import share_areas
from .share_names import end_names, names_width, row_names
from .share_steps import Steps, aligned_days, strip_height
from .theme import Theme
from .ticks import TimeAxis, axis_window, time_axes
from .titles import title_room, titles

LEAST_PLOT, LEAST_HEIGHT = 8.0, 3.5
"""Least width and height of the steps of a panel, in em."""
MOST_COLUMNS = 5
"""Panels beside each other, if the caller does not say how many."""
SHAPES = (0.36, 0.95)
"""Height of the steps as a share of their width: of one panel alone, of one of several."""


@dataclass(frozen=True)
class PanelGrid:
    """The places of panels, in points.

    Attributes
    ----------
    columns, rows : int
    lefts : tuple of float
        Where the steps of each column begin.
    plot : float
        Their width.
    heading, strip, years : float
        Heights in a row: of the name of the group, of what stands above the steps and below them.
    top, stack : float
        Where the first row begins; the height of the steps.
    """

    columns: int
    rows: int
    lefts: tuple[float, ...]
    plot: float
    heading: float
    strip: float
    years: float
    top: float
    stack: float

    @property
    def pitch(self) -> float:
        """From row to row."""
        return self.heading + self.strip + self.stack + self.years

    def stack_top(self, number: int) -> float:
        """Where the steps of a panel begin."""
        return self.top + number // self.columns * self.pitch + self.heading + self.strip


def lay_out_shares(selection: Selection, scale: Scale, page: Page) -> Scene:
    """Lay out the shares of countries on each level.

    Parameters
    ----------
    selection : Selection
    scale : Scale
    page : Page

    Raises
    ------
    LayoutError
        If the panels do not fit on the page.
    """
    theme, found, highlighted = page.theme, selection.tallies, selection.highlighted
    assert found is not None
    grid = _grid(found, page, scale)
    days = aligned_days(range(*_ends(found))) if found.aligned else found.days
    axes = _axes(found, grid, axis_window(selection), page)
    areas: list[Area] = []
    texts = titles(page)
    for number, (name, tallies) in enumerate(found.groups.items()):
        column = number % grid.columns
        top = grid.stack_top(number)
        place = column, number + 1, top, grid.stack
        steps = Steps(found, tallies, days, axes[column], *place)
        back = bool(highlighted) and name not in highlighted
        own = faded(theme) if back else theme
        areas += (replace(area, is_faded=back) for area in share_areas(steps, own, scale))
        texts += end_names(steps, own, scale, named=column == grid.columns - 1)
        texts += row_names(steps, theme) if column == 0 else ()
        if name:
            y, left = top - grid.strip - theme.size * 0.8, grid.lefts[column]
            texts.append(Text(name, left, y, theme.size, own.ink, bold=not back, column=column))
    texts += _axis_names(selection, grid, theme)
    height = grid.top + grid.rows * grid.pitch
    return scene_on(page, scale, height, axes, areas, texts, selection.tooltips)


def _ends(found: Tallies) -> tuple[int, int]:
    """The first report and the one after the last."""
    at = [tally.at for tally in found.every]
    return min(at), max(at) + 1


def _grid(found: Tallies, page: Page, scale: Scale) -> PanelGrid:
    """Find the places of the panels."""
    theme, size, panels = page.theme, page.theme.size, len(found.groups)
    left = max(theme.width_of("100 %"), theme.width_of("n most")) + size
    last = names_width(theme, scale, named=True)
    between = names_width(theme, scale, named=False) + size * 0.6

    def plot_of(n: int) -> float:
        return (page.width - left - last - (n - 1) * between) / n

    fitting = [n for n in range(1, MOST_COLUMNS + 1) if plot_of(n) >= LEAST_PLOT * size]
    most = page.columns or max(fitting, default=1)
    n = min(panels, page.columns or math.ceil(panels / math.ceil(panels / most)))
    plot = plot_of(n)
    if plot < LEAST_PLOT * size:
        have = f"{n} panels beside each other have" if n > 1 else "A panel has"
        raise LayoutError(
            f"{have} {in_mm(max(plot, 0))}{' each, they need' if n > 1 else ', it needs'} "
            f"{in_mm(LEAST_PLOT * size)}: make the page wider than {in_mm(page.width)}"
            f"{', or choose fewer columns' if n > 1 else ''}."
        )
    rows = math.ceil(panels / n)
    heading = size * 1.7 if any(found.groups) else 0.0
    strip = size * strip_height(found)
    years = size * (1.7 + (1.4 if found.aligned else 0.0) + (0.6 if rows > 1 else 0.0))
    top = whole_px(title_room(page))
    stack = max(plot * SHAPES[panels > 1], 9.0 * size)
    if page.height:
        stack = (page.height - top) / rows - heading - strip - years
        if stack < LEAST_HEIGHT * size:
            need = top + rows * (heading + strip + years + LEAST_HEIGHT * size)
            raise LayoutError(
                f"{rows} rows of panels need {in_mm(need)} of height, the page has "
                f"{in_mm(page.height)}: make it higher, or choose fewer groups."
            )
    lefts = tuple(whole_px(left + k * (plot + between)) for k in range(n))
    return PanelGrid(n, rows, lefts, plot, heading, strip, years, top, stack)


def _axes(found: Tallies, grid: PanelGrid, window: Window, page: Page) -> tuple[TimeAxis, ...]:
    """The axis of each column, with names below each of its panels."""
    size, panels = page.theme.size, len(found.groups)
    columns = []
    for column, left in enumerate(grid.lefts):
        tops = map(grid.stack_top, range(column, panels, grid.columns))
        names_at = tuple(top + grid.stack + size * 0.9 for top in tops)
        columns.append((left, left + grid.plot, names_at))
    if not found.aligned:
        return time_axes(columns, window, page.viewport, size)
    first, end = _ends(found)
    step = _report_step(end - first, grid.plot, page.theme)
    days = aligned_days(range(first, end))
    ticks = tuple((sum(days[k]) / 2, place_name(k)) for k in days if k % step == 0)
    viewport = page.viewport or window
    return tuple(
        TimeAxis(left, right, window, viewport, ticks, step, names_at=names_at, counted=True)
        for left, right, names_at in columns
    )


def _report_step(reports: int, width: float, theme: Theme) -> int:
    """Every how many reports are named."""
    wide = theme.width_of("+10") * 1.3
    return max(1, math.ceil(wide * reports / width))


def _axis_names(selection: Selection, grid: PanelGrid, theme: Theme) -> Iterator[Text]:
    """What the axis of each lowest panel counts, if reports are counted from an event."""
    found = selection.tallies
    if found is None or not found.aligned:
        return
    panels = len(found.groups)
    for column, left in enumerate(grid.lefts):
        number = max(range(column, panels, grid.columns))
        y = grid.stack_top(number) + grid.stack + theme.size * (0.9 + LINE)
        text = f"Reports from {found.event}"
        if theme.width_of(text) > grid.plot and column:
            continue
        yield Text(text, left, y, theme.size, theme.muted, column=column)
