"""The strip below the rows of an overview: how complete each report is in the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..story.subjects import Selection
from ..story.windows import Window
from .frame import Page
from .scene import Area, Box, Line, Mark, Text
from .theme import Theme
from .ticks import TimeAxis, axis_window, time_axes

HEIGHT, YEARS = 2.4, 1.8
"""Heights in em: of the bars, and of the years below them."""
HATCH = 3
"""Strokes through what is missing of a report."""


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


def report_strip(
    selection: Selection, page: Page, left: float, right: float, top: float
) -> Strip | None:
    """Draw how many countries each report rates and how many of these the table has.

    Parameters
    ----------
    selection : Selection
    page : Page
        Its theme has the type size of the rows.
    left, right, top : float
        In points: the ends of its axis of time, and where it begins.

    Returns
    -------
    Strip or None
        None if the rows are a selection of countries, or their ratings are not those of reports.
    """
    if selection.countries or not selection.reports:
        return None
    size, window = page.theme.size, axis_window(selection)
    years_at = top + size * (HEIGHT + YEARS / 2)
    (axis,) = time_axes(
        [(left, right, (years_at,))], window, viewport=window, counted=False, size=size
    )
    most = max(report.rated for report in selection.reports)
    area = Area(
        "reports 1",
        "Countries in each report",
        size * HEIGHT,
        0.0,
        most * 1.02,
        top,
        ticks=((float(most), str(most)),),
        marks=tuple(_bars(selection, window, page.theme)),
        is_ruled=False,
    )
    return Strip(size * (HEIGHT + YEARS), axis, (area,))


def _bars(selection: Selection, window: Window, theme: Theme) -> Iterator[Mark]:
    """The countries of each report that the table has; those that it lacks are hatched."""
    for report in selection.reports:
        first, last = window.clip(report.first, report.last)
        if first >= last:
            continue
        said = f"Report of {report.year}", f"{report.known} of {report.rated} countries known"
        missing = report.known, report.rated, theme.paper
        for low, high, fill in ((0, report.known, theme.band), missing):
            if low < high:
                y = (low + high) / 2
                yield Box(first, last, y, high - low, fill, theme.extent, said=said)
        if report.known < report.rated:
            yield from _hatch(first, last, report.known, report.rated, theme)


def _hatch(first: float, last: float, low: float, high: float, theme: Theme) -> Iterator[Line]:
    for n in range(HATCH):
        a, b = (first + (last - first) * share / HATCH for share in (n, n + 1))
        yield Line(((a, low), (b, high)), theme.muted, 0.5)
