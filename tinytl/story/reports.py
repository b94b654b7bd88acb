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
    release : numpy array
        The day of the report's release: of the country's own rating, in a hole that of most others;
        NaN in a year without a report.
    repeated : tuple of str
        Countries with the years in which they have more than one report; the first one counts.
    """

    countries: Texts
    years: Places
    asked: tuple[int, int]
    dated: Dated
    record: Places
    release: Days
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
    release = np.tile(_usual(column, dated.start_day, len(axis)), (len(countries), 1))
    release[place, column] = dated.start_day[record[place, column]]
    repeated = tuple(f"{dated.text['country'][i]} {year[i]}" for i in again)
    asked = years or ((int(axis[0]), int(axis[-1])) if len(axis) else (1, 0))
    return Grid(countries, axis, asked, dated, record, release, repeated)


def _usual(column: Places, days: Days, count: int) -> Days:
    """The day on which most ratings of each year start; of several the first."""
    usual = np.full(count, np.nan)
    pairs, times = np.unique(np.column_stack([column, days]), axis=0, return_counts=True)
    order = np.lexsort((-pairs[:, 1], times))  # the most and the first is written last
    usual[pairs[order, 0].astype(int)] = pairs[order, 1]
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
    day_before = 1 if events.of_a_report else 0
    bounds = (_report_after(day - day_before, grid) for day in (events.least, events.most))
    return Counted(events, *bounds)


def _report_after(day: Days, grid: Grid) -> Days:
    """Year of the first release after a day in each country; infinite if there is none."""
    there = np.isfinite(grid.release)
    after = there & (grid.release > day[:, None])
    found = after.any(axis=1)
    if not found.any():
        return np.full(len(day), np.inf)
    year = np.where(found, grid.years[after.argmax(axis=1)], np.inf)
    start = there.argmax(axis=1)
    first = grid.release[np.arange(len(day)), start]
    early = found & (first > day) & (after.argmax(axis=1) == start)
    back = np.ceil((first - day) / YEAR) - 1
    return np.where(early, year - back, year)
