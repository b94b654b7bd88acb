"""The ticks of an axis of time: years by name, or counted from an event."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from ..story.events import YEAR
from ..story.subjects import Selection
from ..story.tracks import Window
from .textwidth import text_width

if TYPE_CHECKING:
    from .scene import TimeAxis

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
ZERO = float(date(2000, 1, 1).toordinal())
"""The day of the event on an axis that counts from it: plotly has dates only, so 0 needs one."""
MOST_TICKS = 7
"""More ticks are not easier to read."""
ROOM = 1.5
"""Widths of a name from one tick to the next, at least."""


def axis_window(selection: Selection) -> Window:
    """The days of the axis of a selection; where it counts from an event, around `ZERO`."""
    return selection.window.shifted(ZERO) if selection.counting else selection.window


def year_step(window: Window, width: float, size: float, asked: int | None = None) -> int:
    """Years between two ticks on so many points, in type of so many; as asked if they fit."""
    years = (window.last - window.first) / YEAR
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
    columns: Sequence[TimeAxis], width: float, width_of: Callable[[str], float]
) -> list[tuple[str, float, float]]:
    """The names of ticks with their middles, but those that would leave the page.

    Nor is one written that would run into the first one of the column at its right.
    """
    found: list[tuple[str, float, float]] = []
    free: dict[float, float] = {}
    for across in reversed(columns):
        right = dict(free)
        for y, (day, year) in product(reversed(across.names_at), reversed(across.ticks)):
            x, half = across.x(day), width_of(year) / 2
            if x >= half and x + half <= right.get(y, width):
                found.append((year, x, y))
                free[y] = x - half
    return found[::-1]


def counted_ticks(window: Window, step: int) -> tuple[tuple[float, str], ...]:
    """Every so many years before and after the event.

    >>> [name for _, name in counted_ticks(Window(ZERO - 400, ZERO + 400), 1)]
    ['−1', '0', '1']
    """
    first = math.ceil((window.first - ZERO) / YEAR / step - 1e-6)
    last = math.floor((window.last - ZERO) / YEAR / step + 1e-6)
    years = (number * step for number in range(first, last + 1))
    return tuple((ZERO + year * YEAR, str(year).replace("-", "−")) for year in years)
