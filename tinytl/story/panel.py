"""Country by report: one row for each country in each year, for models; holes are rows."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..errors import RecordError, expect, is_pair
from ..table.dates import Date
from ..table.regions import region_of
from ..table.scales import TIP_TIERS, Scale
from .align import events_of, first_of, is_low
from .changes import directions
from .extents import (
    Cells,
    Days,
    Truth,
    as_days,
    as_integers,
    as_text,
    as_truth,
    cells_of,
    framed,
    names_of,
    places_of,
    ranks_of,
    years_of,
)
from .reports import Counted, Grid, counted, grid_of

CRIMES = ("partial", "full")


def panel(
    records: pd.DataFrame,
    *,
    align: str | Mapping[str, str | Date] | None = None,
    window: tuple[int, int] = (-5, 5),
    years: tuple[int, int] | None = None,
    index: str | None = None,
    scale: Scale = TIP_TIERS,
) -> pd.DataFrame:
    """Every country of a table in every year of its reports: a complete grid.

    A law counts in a year only if it was enacted before that year's report was released, as in the
    codebook of *Scorecard Diplomacy*. Where its date may lie on either side of the release the cell
    is NA, and one warning lists them.

    Parameters
    ----------
    records : pandas.DataFrame
        As `read_csv` gives it, in any order; it is not changed. Its ratings tell which years have
        a report: choose countries from the panel, not before.
    align : str or mapping of str to str, optional
        An event of each country to count from, as in `compare`.
    window : (int, int)
        ``event_time`` is given from the one to the other; no row is left out.
    years : (int, int), optional
        First and last year; by default those of the first and the last report.
    index : str, optional
        The category of an index; needed only where the table has several.
    scale : Scale
        The levels of the ratings.

    Returns
    -------
    pandas.DataFrame
        Sorted by country and year; its ``attrs`` hold the ``table`` and its ``sha256``.

        ================  =======================================================================
        country, name     code, or name as it stands in the table; its usual name
        region            subregion of the UN (M49); NA for what is no country's code
        year              of the report
        release_day       day of its release; NaT in a year without a report
        rated             whether the report rates the country, with a Special Case or a level;
                          False in years before the first report; NA: not known, a hole
        value, rank       the rating of the report, not as redetermined later; 0 for the best
                          level, NA for what is none
        value_lag1, _2    the value one and two years before; NA where that year is a hole
        direction         against ``value_lag1``: ``upgrade``, ``downgrade``, ``same``,
                          ``unranked`` (one of the two is no level); NA if one is not known
        in_report         whether the table has this rating: as `rated`, False for a hole
        first_rated       year of the first report that rates the country; NA if none does
        years_since_first year less ``first_rated``: negative before it
        low               whether the rating is in the lower half of the scale (Watch List, Tier
                          3); NA for holes and Special Cases
        index             value of the index for the calendar year; NA if there is none
        partial, full     whether partial and full criminalization counted in this report; NA if
                          the date does not tell, and in a year without a report
        partial_year,     the year in which it first counted; NA if it never did, or the date
        full_year         does not tell
        source            citation keys of the rating
        ================  =======================================================================

        With `align` also these, the event in the place of the law:

        ================  =======================================================================
        event_day         the middle of what its date may mean; NaT for a country without one
        event_date        its date as it stands in the table (EDTF)
        event_precision   ``day``, ``month``, ``season``, ``year`` or ``longer``
        cohort            year of the first report that came after the event (a rating: of its
                          own report); 0 if there is none; NA if the date does not tell
        treated           whether the event was before the release; NA if the date does not tell
        event_time        year less ``cohort``, inside the `window`; NA outside and without one
        event_time_days,  ``release_day`` less ``event_day``, and the least and the most that the
        _min, _max        dates may mean; NA where ``event_time`` is outside the window
        at_risk           rated in an earlier year, and no event up to the release before this; NA
                          if the date of the event does not tell
        event             the event came between the release before and this one; False if not
                          at risk; NA if the date does not tell
        tstart, tstop     years at risk at the release before and at this one; NA if not at risk
        ================  =======================================================================

    Raises
    ------
    RecordError
        Listing every problem of every row; or for an event or an index that there is not.

    Examples
    --------
    >>> import tinytl as tl
    >>> kaz = tl.read_csv("data/timelines.csv").query("country == 'KAZ'")
    >>> tl.panel(kaz, years=(2003, 2005))[["year", "value", "value_lag1", "direction", "full_year"]]
       year value value_lag1  direction  full_year
    0  2003     3          2  downgrade       2003
    1  2004   2WL          3    upgrade       2003
    2  2005     2        2WL    upgrade       2003
    """
    ordered = years is None or (is_pair(years, 1, 9998) and years[0] <= years[1])
    expect(ordered, "years", years, "two years, as in (2001, 2014), the earlier first")
    between = is_pair(window, -9998, 9998) and window[0] < window[1]
    expect(between, "window", window, "years before and after the event, as in (-5, 5)")
    expect(index is None or isinstance(index, str), "index", index, "the category of an index")
    cells = cells_of(records, scale)
    grid = grid_of(cells, years)
    columns = _ratings(grid, scale)
    columns["index"] = _index(grid, cells, index)
    unsure: list[str] = []
    for crime in CRIMES:
        name = f"{crime} criminalization"
        law = counted(first_of(cells, name, grid.countries), grid)
        columns[crime] = law.had(grid)
        columns[f"{crime}_year"] = as_integers(grid.spread(law.year))
        unsure += law.unsure(name, grid)
    columns["source"] = as_text(grid.values(grid.dated.text["source"]).ravel())
    if align is not None:
        event = counted(events_of(cells, align, grid.countries, scale), grid)
        columns |= _aligned(event, grid, window)
        unsure += event.unsure(align if isinstance(align, str) else "event", grid)
    _warn(list(dict.fromkeys(unsure)), grid.repeated)
    frame = framed(columns, cells.origin)
    return frame[frame["year"].between(*grid.asked)].reset_index(drop=True)


def _warn(unsure: Sequence[str], repeated: Sequence[str]) -> None:
    if unsure:
        told = (
            f"{len(unsure)} dates may lie on either side of a report's release; whether they count "
            f"in that year is NA: {', '.join(unsure)}."
        )
        warnings.warn(told, stacklevel=3)
    if repeated:
        told = f"A panel has one report a year; the first one counts: {', '.join(repeated)}."
        warnings.warn(told, stacklevel=3)


def _ratings(grid: Grid, scale: Scale) -> dict[str, pd.Series]:
    """The columns that tell of the countries and of their ratings."""
    there = grid.record >= 0
    value = grid.values(grid.dated.text["value"])
    rank = grid.values(ranks_of(grid.dated.text["value"], scale))
    lags = [_lag(value, years, None) for years in (1, 2)]
    known = there & _lag(there, 1, False)
    moved = directions(lags[0], value, rank - _lag(rank, 1, np.nan))
    begun = np.maximum.accumulate(there.any(axis=0))  # whether there was any report yet
    first = _first_year(there, grid)
    year = np.tile(grid.years, len(grid.countries))
    regions = [region_of(country) for country in grid.countries]
    return {
        "country": as_text(grid.spread(grid.countries)),
        "name": as_text(grid.spread(names_of(grid.countries))),
        "region": as_text(grid.spread(np.array(regions, dtype=object))),
        "year": pd.Series(year),
        "release_day": as_days(grid.release.ravel()),
        "rated": as_truth(there.ravel(), (there | ~begun).ravel()),
        "value": as_text(value.ravel()),
        "rank": as_integers(rank.ravel()),
        "value_lag1": as_text(lags[0].ravel()),
        "value_lag2": as_text(lags[1].ravel()),
        "direction": as_text(np.where(known, moved, np.array(None)).ravel()),
        "in_report": as_truth(there.ravel()),
        "first_rated": as_integers(grid.spread(first)),
        "years_since_first": as_integers(year - grid.spread(first)),
        "low": as_truth(is_low(rank, scale).ravel() == 1, np.isfinite(rank).ravel()),
    }


def _lag(cells: Any, years: int, nothing: object) -> Any:
    """What stood in each row some years before: of the same country, and nothing from a hole."""
    before = np.full_like(cells, nothing)
    before[:, years:] = cells[:, : max(cells.shape[1] - years, 0)]
    return before


def _first_year(there: Truth, grid: Grid) -> Days:
    """The first year in which each country is rated; NaN if it never is."""
    if not len(grid.years):
        return np.full(len(grid.countries), np.nan)
    return np.where(there.any(axis=1), grid.years[there.argmax(axis=1)], np.nan)


def _index(grid: Grid, cells: Cells, name: str | None) -> pd.Series:
    """The value of an index in each calendar year; of several in a year the last."""
    dated = cells.of("index")
    known = sorted(set(dated.text["category"]))
    if name not in known and (name is not None or len(known) > 1):
        raise RecordError(
            f"index is {name!r}; expected one of {', '.join(map(repr, known)) or 'none'}."
        )
    dated = dated.where(dated.text["category"] == (name if name is not None else "".join(known)))
    column = years_of(dated.start_min) - grid.years[:1].sum()
    inside = (column >= 0) & (column < len(grid.years))
    place = places_of(dated.text["country"], grid.countries)
    values = np.full(grid.record.shape, np.nan)
    values[place[inside], column[inside]] = dated.text["value"][inside].astype(float)
    return pd.Series(pd.arrays.FloatingArray(values.ravel(), np.isnan(values.ravel())))


def _aligned(event: Counted, grid: Grid, window: tuple[int, int]) -> dict[str, pd.Series]:
    """The columns that count from an event."""
    events, years = event.events, grid.years
    time = years - np.where(np.isinf(event.year), np.nan, event.year)[:, None]
    outside = (time < window[0]) | (time > window[1])
    time[outside] = np.nan
    days = [
        np.where(outside, np.nan, release - day[:, None]).ravel()
        for release, day in (
            (grid.release, events.day),
            (grid.release_min, events.most),
            (grid.release_max, events.least),
        )
    ]
    since = years - _first_year(grid.record >= 0, grid)[:, None]
    first, last = event.first[:, None], event.last[:, None]
    rated = since > 0
    at_risk, had = rated & (first >= years), rated & (last < years) | ~rated
    now = at_risk & (first == last) & (first == years)
    later = (first > years) | (last < years) | (first == last) | ~rated
    ticks = np.where(at_risk, since, np.nan).ravel()
    return {
        "event_day": as_days(grid.spread(events.day)),
        "event_date": as_text(grid.spread(events.date)),
        "event_precision": as_text(grid.spread(events.precision)),
        "cohort": as_integers(grid.spread(np.where(np.isinf(event.year), 0, event.year))),
        "treated": event.had(grid),
        "event_time": as_integers(time.ravel()),
        "event_time_days": as_integers(days[0]),
        "event_time_days_min": as_integers(days[1]),
        "event_time_days_max": as_integers(days[2]),
        "at_risk": as_truth(at_risk.ravel(), (at_risk | had).ravel()),
        "event": as_truth(now.ravel(), later.ravel()),
        "tstart": as_integers(ticks - 1),
        "tstop": as_integers(ticks),
    }
