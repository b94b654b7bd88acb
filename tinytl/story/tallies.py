"""How many countries are on each level: in each report, or in the reports around an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .facts import Fact

FEWEST = 5
"""Countries in a report of which shares are drawn."""


def report_name(place: int) -> str:
    """What a report is called by its place from the first one after an event.

    >>> report_name(-1), report_name(0), report_name(2)
    ('−1', '0', '+2')
    """
    return f"{place:+d}".replace("-", "−") if place else "0"


@dataclass(frozen=True)
class Level:
    """The countries on a level in a report.

    Attributes
    ----------
    value : str
    n, least, most : float
        How many there are, and the bounds that the dates of events leave open.
    share : float
        Of the countries that are on any level; NaN if none is.
    or_worse, open, worst : float, (float, float) and (float, float)
        The share on this level or a worse one, its bounds by the dates of events, and its bounds
        if in addition each country that was not observed may have been on any level.
    countries : tuple of str
        The codes of those that are, or may be, on it.
    entered, left : tuple of str
        The names of countries that were not on it in the report before, and that were.
    """

    value: str
    n: float
    least: int
    most: int
    share: float
    or_worse: float
    open: tuple[float, float]
    worst: tuple[float, float]
    countries: tuple[str, ...]
    entered: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True)
class Tally:
    """The countries of a group in a report.

    Attributes
    ----------
    group : str
        Empty for all countries.
    at : int
        The year of the report, or its place counted from the first report after the event.
    levels : tuple of Level
        Best to worst.
    observed, least, most : float
        How many countries are on a level, and the bounds that the dates of events leave open.
    rated : int
        How many countries have a rating, which may be a special case.
    reported : int or None
        How many countries the report rates, where that is known.
    entered, left : float
        Countries on a level that were on none in the report before, and the other way round.
    """

    group: str
    at: int
    levels: tuple[Level, ...]
    observed: float
    least: int
    most: int
    rated: int
    reported: int | None
    entered: float
    left: float

    @property
    def missing(self) -> int | None:
        """How many ratings of the report the table lacks; None where that is not known."""
        return None if self.reported is None else max(self.reported - self.rated, 0)


@dataclass(frozen=True)
class Tallies:
    """The tallies of all reports.

    Attributes
    ----------
    groups : mapping of str to tuple of Tally
        In order.
    countries, kept : int
        How many countries could be counted, and how many are.
    facts : mapping of str to tuple of Fact
        The ratings that are counted, by the codes of these countries.
    days : mapping of int to (float, float)
        The first day of each report and that of the next, if reports are not aligned.
    balanced : bool
        Whether only countries observed in all of these reports are kept.
    event : str
        The event from which reports are counted, if they are.
    whole : bool
        Whether all countries of the table are counted, in one group.
    repeated : tuple of str
        Each further rating of a country in one year, which does not count.
    """

    groups: Mapping[str, tuple[Tally, ...]]
    countries: int
    kept: int
    facts: Mapping[str, tuple[Fact, ...]]
    days: Mapping[int, tuple[float, float]]
    balanced: bool = False
    event: str = ""
    whole: bool = False
    repeated: tuple[str, ...] = ()

    @property
    def aligned(self) -> bool:
        """Whether reports are counted from an event."""
        return bool(self.event)

    @cached_property
    def has_ranges(self) -> bool:
        """Whether dates leave open how many countries are observed."""
        return any(tally.least < tally.most for tally in self.every)

    @cached_property
    def every(self) -> list[Tally]:
        """The tallies of all groups."""
        return [tally for own in self.groups.values() for tally in own]
