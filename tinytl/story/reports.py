"""The grid of countries and reports, and the report in which an event counts first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .align import Events
from .extents import Cells, Dated, Days, Places, Texts, as_truth, at, places_of, years_of

YEAR = 365.2425
"""Days of a year on average."""


@dataclass(frozen=True)
class Grid:
    """Every country in every year, as tables with a row a country and a column a year.

    Attributes
    ----------
    countries : numpy array of str
        All of the table, in order.
    years : numpy array of int
        Without a break: those of the reports and those asked for.
    asked : (int, int)
    dated : Dated
        The ratings of the reports, without redeterminations.
    record : numpy array of int
        Which of them each cell has; -1 for a hole.
    release, release_min, release_max : numpy array
        The day of the report's release, and the first and the last that it may be: those of the
        country's own rating, in a hole those of most others; NaN in a year without a report.
    repeated : tuple of str
        Countries with the years in which they have more than one report; the first one counts.
    """

    countries: Texts
    years: Places
    asked: tuple[int, int]
    dated: Dated
    record: Places
    release: Days
    release_min: Days
    release_max: Days
    repeated: tuple[str, ...]

    def spread(self, column: Texts) -> Texts:
        """What is one for each country, in each of its cells."""
        return np.repeat(column, len(self.years))

    def values(self, column: Texts) -> Texts:
        """What the records have in each cell; None, in numbers NaN, in a hole."""
        return at(self.record, column)


def grid_of(cells: Cells, years: tuple[int, int] | None) -> Grid:
    """Lay out the ratings of the reports by country and year."""
    ratings = cells.of("rating")
    dated = ratings.where(ratings.text["category"] != "redetermination")
    countries = np.array(sorted(set(cells.text["country"])), dtype=object)
    year = years_of(dated.start_min)
    ends = [*np.unique(year), *(years or ())]
    axis = np.arange(min(ends), max(ends) + 1) if ends else np.arange(0)
    place = places_of(dated.text["country"], countries)
    column = year - axis[0] if len(axis) else year
    record = np.full((len(countries), len(axis)), -1)
    first = np.unique(place * (len(axis) + 1) + column, return_index=True)[1]
    record[place[first], column[first]] = first
    again = np.flatnonzero(record[place, column] != np.arange(len(dated)))
    release = np.where(record >= 0, record, _usual(column, dated.start_day, len(axis)))
    day, least, most = (
        at(release, days) for days in (dated.start_day, dated.start_min, dated.start_max)
    )
    repeated = tuple(f"{dated.text['country'][i]} {year[i]}" for i in again)
    asked = years or ((int(axis[0]), int(axis[-1])) if len(axis) else (1, 0))
    return Grid(countries, axis, asked, dated, record, day, least, most, repeated)


def _usual(column: Places, days: Days, count: int) -> Places:
    """A rating of each year that starts when most do, of several the earliest; -1 for none."""
    usual = np.full(count, -1)
    pairs = np.column_stack([column, days])
    _, first, times = np.unique(pairs, axis=0, return_index=True, return_counts=True)
    order = first[np.lexsort((days[first], -times, column[first]))]
    years, best = np.unique(column[order], return_index=True)
    usual[years] = order[best]
    return usual


@dataclass(frozen=True)
class Counted:
    """The report in which the event of each country counts first.

    Attributes
    ----------
    events : Events
    first, last : numpy array
        The first and the last year that it may be; infinite for none up to the last report.
    """

    events: Events
    first: Days
    last: Days

    @property
    def year(self) -> Days:
        """The year; NaN where the date does not tell, infinite for none."""
        return np.where(self.first == self.last, self.first, np.nan)

    def had(self, grid: Grid) -> pd.Series:
        """Whether it counts in each cell; NA where the date does not tell or no report came."""
        surely = self.last[:, None] <= grid.years
        known = (surely | (self.first[:, None] > grid.years)) & np.isfinite(grid.release)
        return as_truth(surely.ravel(), known.ravel())

    def unsure(self, name: str, grid: Grid) -> list[str]:
        """The countries of which it is not known in some year that was asked for."""
        first, last = grid.asked
        doubt = np.maximum(self.first, first) < np.minimum(self.last, last + 1)
        return [
            f"{grid.countries[i]} {self.events.date[i]} ({name})" for i in np.flatnonzero(doubt)
        ]


def counted(events: Events, grid: Grid) -> Counted:
    """Find the first report that was released after each event, as far as its date tells.

    A rating of the day of a release belongs to that report. Before the first report years are
    counted back from its day, so that a law of 1998 is not one of 2001.
    """
    if events.of_a_report:
        days = events.least - 1, events.most - 1
        first, last = (_report_after(day, grid.release_max, grid.years) for day in days)
    else:
        first = _report_after(events.least, grid.release_max, grid.years)
        last = _report_after(events.most, grid.release_min, grid.years)
    return Counted(events, first, last)


def _report_after(day: Days, release: Days, years: Places) -> Days:
    """Year of the first release after a day in each country; infinite if there is none."""
    there = np.isfinite(release)
    after = there & (release > day[:, None])
    found = after.any(axis=1)
    if not found.any():
        return np.full(len(day), np.inf)
    year = np.where(found, years[after.argmax(axis=1)], np.inf)
    start = there.argmax(axis=1)
    first = release[np.arange(len(day)), start]
    early = found & (first > day) & (after.argmax(axis=1) == start)
    back = np.ceil((first - day) / YEAR) - 1
    return np.where(early, year - back, year)
