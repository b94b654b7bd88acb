"""The ticks of an axis of time: years by name, or counted from an event."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from ..story.events import YEAR_DAYS
from ..story.subjects import Selection
from ..story.windows import Window
from .textwidth import text_width

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
ZERO = float(date(2000, 1, 1).toordinal())
"""The day of the event on an axis that counts from it: plotly has dates only, so 0 needs one."""
MOST_TICKS = 7
"""More ticks are not easier to read."""
ROOM = 1.5
"""Widths of a name from one tick to the next, at least."""


@dataclass(frozen=True)
class TimeAxis:
    """The axis of time of a column: which days lie between `left` and `right`, points on the page.

    Attributes
    ----------
    left, right : float
    window : Window
        All days that there are marks for.
    viewport : Window
        The days between left and right: the window, or where the reader has zoomed in, a part.
    ticks : tuple of (float, str)
        Days with the year that begins there.
    step : int
        Years between two ticks.
    names_at : tuple of float
        Heights on the page at which the years are written.
    counted : bool
        Whether it counts years from an event, which stands at `ZERO`, instead of naming them.
    """

    left: float
    right: float
    window: Window
    viewport: Window
    ticks: tuple[tuple[float, str], ...]
    step: int
    names_at: tuple[float, ...]
    counted: bool = False

    def x(self, day: float) -> float:
        """Points from the left of the page at which a day stands."""
        return self.left + self.viewport.share(day) * (self.right - self.left)


def time_axes(
    columns: Iterable[tuple[float, float, tuple[float, ...]]],
    window: Window,
    *,
    viewport: Window,
    counted: bool,
    size: float,
    step: int | None = None,
) -> tuple[TimeAxis, ...]:
    """The axes of some columns, each given by its left, its right and where its years are written.

    Parameters
    ----------
    columns : iterable of (float, float, tuple of float)
    window, viewport : Window
    counted : bool
        Whether years are counted from an event.
    size : float
        Of the type, in points.
    step : int, optional
        Years between two ticks, if they fit.
    """
    (left, right, _), *_ = columns = tuple(columns)
    step = year_step(window, right - left, size, step)
    ticks = counted_ticks(window, step) if counted else year_ticks(window, step)
    return tuple(
        TimeAxis(left, right, window, viewport, ticks, step, names_at=names_at, counted=counted)
        for left, right, names_at in columns
    )


def axis_window(selection: Selection) -> Window:
    """The days of the axis of a selection; where it counts from an event, around `ZERO`."""
    aligned = selection.tallies.aligned if selection.tallies else selection.counting is not None
    return selection.window.shifted(ZERO) if aligned else selection.window


def year_step(window: Window, width: float, size: float, asked: int | None = None) -> int:
    """Years between two ticks on so many points, in type of so many; as asked if they fit."""
    years = (window.last - window.first) / YEAR_DAYS
    most = min(MOST_TICKS, width / (text_width("2000", size) * ROOM))
    steps = (asked or STEPS[0], *STEPS)
    return next((step for step in steps if years / step <= most + 0.01), STEPS[-1])


def year_ticks(window: Window, step: int) -> tuple[tuple[float, str], ...]:
    """The days on which every so many years begin, with their names."""
    first, last = window.years
    years = range(first, min(last + 2, 9999))
    days = ((date(y, 1, 1).toordinal(), str(y)) for y in years if y % step == 0)
    return tuple((float(day), year) for day, year in days if window.first <= day <= window.last)


def written_years(
    columns: Sequence[TimeAxis], width: float, margin: float, width_of: Callable[[str], float]
) -> list[tuple[str, float, float]]:
    """The names of ticks with their middles, but those that would reach into its margin.

    Nor is one written that would run into the first one of the column at its right.
    """
    found: list[tuple[str, float, float]] = []
    free: dict[float, float] = {}
    for across in reversed(columns):
        right = dict(free)
        for y, (day, year) in product(reversed(across.names_at), reversed(across.ticks)):
            x, half = across.x(day), width_of(year) / 2
            if x - half >= margin and x + half <= right.get(y, width - margin):
                found.append((year, x, y))
                free[y] = x - half
    return found[::-1]


def counted_ticks(window: Window, step: int) -> tuple[tuple[float, str], ...]:
    """Every so many years before and after the event.

    >>> [name for _, name in counted_ticks(Window(ZERO - 400, ZERO + 400), 1)]
    ['−1', '0', '1']
    """
    first = math.ceil((window.first - ZERO) / YEAR_DAYS / step - 1e-6)
    last = math.floor((window.last - ZERO) / YEAR_DAYS / step + 1e-6)
    years = (number * step for number in range(first, last + 1))
    return tuple((ZERO + year * YEAR_DAYS, str(year).replace("-", "−")) for year in years)
