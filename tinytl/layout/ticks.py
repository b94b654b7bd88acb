"""The ticks of an axis of time: years by name, months in a short window, or years from an event."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from ..story.events import YEAR_DAYS
from ..story.subjects import Selection
from ..story.windows import Window
from ..table.dates import MONTHS
from .textwidth import text_width

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
ZERO = float(date(2000, 1, 1).toordinal())
"""The day of the event on an axis that counts from it: plotly has dates only, so 0 needs one."""
MOST_TICKS = 7
"""More ticks are not easier to read."""
MONTHS_BELOW = 3.0
"""Years of a window that has months for ticks."""
LEAST_MINOR = 3.0
"""Least points between two minor ticks."""
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
    aligned : bool
        Whether it counts years from an event, which stands at `ZERO`, instead of naming them.
    minor : tuple of float
        Days between ticks at which a year begins, or a month in a short window.
    has_marks : bool
        Whether ticks are drawn as short lines.
    """

    left: float
    right: float
    window: Window
    viewport: Window
    ticks: tuple[tuple[float, str], ...]
    step: int
    names_at: tuple[float, ...]
    aligned: bool = False
    minor: tuple[float, ...] = ()
    has_marks: bool = False

    @property
    def names_months(self) -> bool:
        """Whether some of its ticks are months."""
        return any(name.isalpha() for _, name in self.ticks)

    def x(self, day: float) -> float:
        """Points from the left of the page at which a day stands."""
        return self.left + self.viewport.share(day) * (self.right - self.left)


def time_axes(
    columns: Iterable[tuple[float, float, tuple[float, ...]]],
    window: Window,
    viewport: Window | None,
    size: float,
    *,
    aligned: bool = False,
    step: int | None = None,
    has_marks: bool = False,
) -> tuple[TimeAxis, ...]:
    """The axes of some columns, each given by its left, its right and where its years are written.

    Parameters
    ----------
    columns : iterable of (float, float, tuple of float)
    window, viewport : Window
        The days drawn, and those in sight; all of them if None.
    size : float
        Of the type, in points.
    aligned : bool
        Whether years are counted from an event.
    step : int, optional
        Years between two ticks, if they fit.
    has_marks : bool
        Whether ticks are drawn as short lines.
    """
    (left, right, _), *_ = columns = tuple(columns)
    width = right - left
    every = year_step(window, width, size, step)
    if aligned:
        ticks, fine = counted_ticks(window, every), counted_ticks(window, 1)
    elif _years(window) < MONTHS_BELOW and step is None:
        ticks, fine = month_ticks(window, width, size), dated_ticks(window, 1)
    else:
        ticks, fine = dated_ticks(window, 12 * every), dated_ticks(window, 12)
    minor = tuple(day for day, _ in fine if day not in dict(ticks))
    if width / max(len(fine), 1) < LEAST_MINOR:
        minor = ()
    axis = TimeAxis(left, right, window, viewport or window, ticks, every, ())
    axis = replace(axis, aligned=aligned, minor=minor, has_marks=has_marks)
    return tuple(replace(axis, left=a, right=b, names_at=names_at) for a, b, names_at in columns)


def axis_window(selection: Selection) -> Window:
    """The days of the axis of a selection; where it counts from an event, around `ZERO`."""
    aligned = selection.tallies.aligned if selection.tallies else selection.counting is not None
    return selection.window.shifted(ZERO) if aligned else selection.window


def year_step(window: Window, width: float, size: float, asked: int | None = None) -> int:
    """Years between two ticks on so many points, in type of so many; as asked if they fit."""
    years = _years(window)
    most = min(MOST_TICKS, width / (text_width("2000", size) * ROOM))
    steps = (asked or STEPS[0], *STEPS)
    return next((step for step in steps if years / step <= most + 0.01), STEPS[-1])


def _years(window: Window) -> float:
    return (window.last - window.first) / YEAR_DAYS


def dated_ticks(window: Window, months: int) -> tuple[tuple[float, str], ...]:
    """The days on which every so many months begin; January has the name of its year."""
    first, last = window.years
    found = []
    for n in range(-(-first * 12 // months) * months, min(last + 2, 9999) * 12, months):
        year, month = divmod(n, 12)
        day = float(date(year, month + 1, 1).toordinal())
        if window.first <= day <= window.last:
            found.append((day, MONTHS[month][:3] if month else str(year)))
    return tuple(found)


def month_ticks(window: Window, width: float, size: float) -> tuple[tuple[float, str], ...]:
    """The months and years that fit on so many points, in type of so many.

    >>> [name for _, name in month_ticks(Window.of_years(2003, 2004), 200, 7)]
    ['2003', 'Apr', 'Jul', 'Oct', '2004', 'Apr', 'Jul', 'Oct', '2005']
    """
    most = min(2 * MOST_TICKS, width / (text_width("2000", size) * ROOM))
    steps = (step for step in (1, 3, 6, 12) if _years(window) * 12 / step <= most + 0.01)
    return dated_ticks(window, next(steps, 12))


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
