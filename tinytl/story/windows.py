"""The days that a chart shows: the years asked for, or those of its facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from ..errors import RecordError
from ..table.dates import in_words, parse
from ..table.rules import SERIES_KINDS
from .facts import Fact

Years: TypeAlias = tuple[int | str, int | str] | None
"""The first and the last year or date (EDTF) that are asked for, if any are."""


@dataclass(frozen=True)
class Window:
    """The days that a chart shows, ``[first, last)``, and the years they stand for."""

    first: float
    last: float

    @classmethod
    def of_years(cls, first: int | str, last: int | str) -> Window:
        """The window from the first day of a year or a date (EDTF) to the last day of another.

        >>> Window.of_years("2019-06", "2021-03").when, Window.of_years(2000, 2014).when
        ('June 2019 to March 2021', '2000–2014')
        """
        texts = (f"{end:04}" if isinstance(end, int) else end for end in (first, last))
        begin, end = map(parse, texts)
        return cls(float(begin.earliest.toordinal()), float(end.day_after.toordinal()))

    def shifted(self, days: float) -> Window:
        """The window some days later."""
        return Window(self.first + days, self.last + days)

    def clip(self, first: float, last: float) -> tuple[float, float]:
        """The part of a span of days that lies in the window; the last first if none does."""
        return max(first, self.first), min(last, self.last)

    def share(self, day: float) -> float:
        """The position of a day in the window: 0 at its first day, 1 at its end."""
        return (day - self.first) / (self.last - self.first)

    @property
    def years(self) -> tuple[int, int]:
        """First and last year of the window."""
        return date.fromordinal(int(self.first)).year, date.fromordinal(int(self.last) - 1).year

    @property
    def when(self) -> str:
        """Its first and last year; months or days where it does not consist of whole years."""
        first, last = (date.fromordinal(int(day)) for day in (self.first, self.last - 1))
        after = last + timedelta(days=last < date.max)
        whole = (first.month, first.day, after.month, after.day) == (1, 1, 1, 1)
        if whole or last == date.max:
            return "–".join(map(str, dict.fromkeys(self.years)))
        size = len("2019-06") if first.day == after.day == 1 else len("2019-06-15")
        ends = (in_words(parse(str(day)[:size])) for day in (first, last))
        return " to ".join(dict.fromkeys(ends))

    def shows(self, fact: Fact) -> bool:
        """Whether any day of a fact lies in the window."""
        if fact.first == fact.last:
            return self.first <= fact.first < self.last
        first, last = fact.possibly
        return first < self.last and last > self.first

    def starts_after(self, fact: Fact) -> bool:
        """Whether a fact is a point in time before the first day of the window."""
        return not fact.lasts and fact.last <= self.first and not self.shows(fact)


def window_of(facts: Iterable[Fact], *, ongoing: bool = False) -> Window:
    """The window of a chart for which no years are asked: those of the ratings and indices.

    A law of 1997 or a president since 1990 does not stretch the axis before the first rating;
    without ratings and indices, all facts count.

    Parameters
    ----------
    facts : iterable of Fact
        One at least.
    ongoing : bool
        Whether ongoing facts count up to the end of the table, not only with their start.
    """
    every = tuple(facts)
    series = [f for f in every if f.kind in SERIES_KINDS] or every
    starts = [fact.possibly[0] for fact in series]
    ends = [
        fact.possibly[1] - 1
        for fact in series
        if (ongoing or not fact.ongoing) and fact.last < float("inf")
    ]
    first, last = min(starts), max([*starts, *ends])
    return Window.of_years(date.fromordinal(int(first)).year, date.fromordinal(int(last)).year)


def asked_window(
    facts: Sequence[Fact], years: Years, of: str, kinds: str, *, ongoing: bool = False
) -> Window:
    """The years asked for, or those of the facts.

    Parameters
    ----------
    facts : sequence of Fact
    years : (int, int) or (str, str), optional
    of, kinds : str
        Whose facts these are, and what kinds were expected, for errors.
    ongoing : bool
        As in `window_of`.

    Raises
    ------
    RecordError
        If there are no facts, or none in these years.
    """
    if not facts:
        raise RecordError(f"No records of {of} to draw; expected some of {kinds}.")
    have = window_of(facts, ongoing=ongoing)
    if years is None:
        return have
    window = Window.of_years(*years)
    if not any(map(window.shows, facts)):
        raise RecordError(
            f"No records of {of} in the years {years[0]} to {years[1]}; there are some from "
            f"{have.years[0]} to {have.years[1]}."
        )
    return window
