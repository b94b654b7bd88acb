"""Years counted from an event: the day of it in each country, and its facts moved to that axis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from ..errors import RecordError
from ..table.dates import Date, in_short, parse
from .align import events_of
from .facts import Fact, Story
from .reports import YEAR
from .tracks import Window

ZERO = float(date(2000, 1, 1).toordinal())
"""Where the event of every country stands on the axis of days."""


@dataclass(frozen=True)
class Event:
    """When the event was from which the years of a country are counted.

    Attributes
    ----------
    when : str
        Its date in short; where it may have come before that, only how far that is known.
    day : float
        The middle of the days that it may have been.
    first, last : float
        The half-open span of these days.
    """

    when: str
    day: float
    first: float
    last: float

    @property
    def to_the_day(self) -> bool:
        """Whether it is known to the day."""
        return self.last - self.first == 1

    @property
    def band(self) -> tuple[float, float]:
        """The days that it may have been, on the axis that counts from it; equal if it is one."""
        if self.to_the_day:
            return ZERO, ZERO
        return ZERO + self.first - self.day, ZERO + self.last - self.day

    def window(self, around: Window) -> Window:
        """The days of its country that are drawn, where so many around the event are."""
        return Window(*(days - ZERO + self.day for days in (around.first, around.last)))

    def moved(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """Facts of its country on the axis that counts from it."""
        return tuple(fact.by(ZERO - self.day) for fact in facts)


def events_in(
    story: Story, align: str | Mapping[str, str | Date], codes: Sequence[str]
) -> dict[str, Event]:
    """The event of each country that has it.

    Parameters
    ----------
    story : Story
    align : str or mapping of str to str
        As in `tinytl.panel`.
    codes : sequence of str
        Countries, by their codes.

    Raises
    ------
    RecordError
        If there is no such event, country or date.
    """
    own = set(codes)
    if not isinstance(align, str):  # a mapping of more countries than are drawn serves, too
        align = {name: when for name, when in align.items() if story.code(name) in own}
    there = np.array(sorted(story.facts), dtype=object)
    found = events_of(story.cells, align, there, story.scale)
    rows = zip(there, found.date, found.day, found.least, found.most, strict=True)
    return {
        code: Event(_in_short(when, least, most), float(day), float(least), float(most) + 1)
        for code, when, day, least, most in rows
        if when is not None and code in own
    }


def _in_short(when: str, least: float, most: float) -> str:
    """A date in short; "up to" where the event may have come in a hole before it."""
    known = parse(when)
    early = least < known.earliest.toordinal()
    return f"up to {in_short(known)}" if early else in_short(known)


def window_around(window: object) -> Window:
    """The days of so many years before and after an event.

    >>> around = window_around((-5, 5))
    >>> round(around.first - ZERO), round(around.last - ZERO)
    (-1826, 1826)

    Raises
    ------
    RecordError
        For what is not two whole numbers in order.
    """
    if isinstance(window, (tuple, list)) and len(window) == 2:
        first, last = window
        if isinstance(first, int) and isinstance(last, int) and -500 <= first < last <= 500:
            return Window(ZERO + first * YEAR, ZERO + last * YEAR)
    raise RecordError(
        f"window is {window!r}; expected years before and after the event, as in (-5, 5)."
    )


def is_cut(facts: Sequence[Fact], event: Event, window: Window) -> bool:
    """Whether the ratings of a country do not reach over all years of the window."""
    rated = [fact.by(ZERO - event.day) for fact in facts if fact.kind == "rating"]
    if not rated:
        return True
    first, last = min(fact.first for fact in rated), max(fact.last for fact in rated)
    return first > window.first or last < window.last


def ongoing_until(facts: Iterable[Fact], horizon: float) -> tuple[Fact, ...]:
    """Facts of which what is still so ends where the table does, or with the year it began in."""

    def until(fact: Fact) -> Fact:
        year_over = fact.start.latest.replace(month=12, day=31).toordinal() + 1.0
        return replace(fact, last=min(fact.last, max(horizon, year_over)))

    return tuple(until(fact) if fact.ongoing else fact for fact in facts)
