"""Panel: one row for each country in each year of the reports, for models; gaps are rows too."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from functools import partial
from math import inf
from typing import Any

import pandas as pd

from ..errors import RecordError, expect, is_pair, with_hints
from ..story.events import Event, events_of, first_of
from ..story.facts import NAN
from ..story.reports import FirstReport, first_report_of
from ..story.story import Reported, Story, story_of
from ..table.codes import region_of
from ..table.countries import name_of
from ..table.dates import Date
from ..table.scales import TIP_TIERS, Scale
from .columns import Columns, as_days, as_floats, as_frame, as_integers, as_strings, as_truth

_CRIMES = ("partial criminalization", "full criminalization")
_COLUMNS: Columns = {
    **dict.fromkeys(("country", "name", "region"), as_strings),
    "year": partial(pd.Series, dtype="int64"),
    "release_day": as_days,
    "rated": as_truth,
    "value": as_strings,
    "rank": as_integers,
    **dict.fromkeys(("value_lag1", "value_lag2", "direction"), as_strings),
    "in_report": as_truth,
    **dict.fromkeys(("first_rated", "years_since_first"), as_integers),
    "low": as_truth,
    "index": as_floats,
    "partial": as_truth,
    "partial_year": as_integers,
    "full": as_truth,
    "full_year": as_integers,
    "source": as_strings,
}
_EVENT_COLUMNS: Columns = {
    "event_day": as_days,
    **dict.fromkeys(("event_date", "event_precision"), as_strings),
    "cohort": as_integers,
    "treated": as_truth,
    "event_time": as_integers,
    **dict.fromkeys(("event_time_days", "event_time_days_min", "event_time_days_max"), as_integers),
    **dict.fromkeys(("at_risk", "event"), as_truth),
    **dict.fromkeys(("tstart", "tstop"), as_integers),
}


@with_hints
def panel(
    records: pd.DataFrame,
    *,
    align: str | Mapping[str, str | Date] | None = None,
    window: tuple[int, int] = (-5, 5),
    years: tuple[int, int] | None = None,
    index: str | None = None,
    scale: Scale | Sequence[Scale] = TIP_TIERS,
) -> pd.DataFrame:
    """Return one row for each country in each year of the reports: a complete grid.

    A law counts in a year only if it was enacted before that year's report was released, as in the
    codebook of *Scorecard Diplomacy*. If its date does not tell, the cell is NA, and one warning
    lists these dates.

    Parameters
    ----------
    records : pandas.DataFrame
        Table as returned by `read_csv`, rows in any order. It is not changed. Its ratings tell in
        which years there is a report, so select countries from the panel, not from the table.
    align : str or mapping of str to str, optional
        Event of each country from which years are counted, as in `compare`.
    window : (int, int), default (-5, 5)
        First and last year around the event for which ``event_time`` is given. No row is left out.
    years : (int, int), optional
        First and last year of the panel. By default those of the first and the last report.
    index : str, optional
        Category of the index in the column ``index``. Required if the table has several.
    scale : Scale or sequence of Scale, default TIP_TIERS
        Levels of the ratings; of several scorecards (see `timeline`) the first counts.

    Returns
    -------
    pandas.DataFrame
        Shape (countries x years, 21), or 34 columns with `align`; sorted by country and year.

        ===================  =============  =======================================================
        Column               Unit           Content
        ===================  =============  =======================================================
        country              ISO 3166-1     Code, or the name as written in the table.
        name                 text           Usual name of the country.
        region               text           Subregion of the UN (M49); NA if ``country`` is no
                                            code.
        year                 year           Year of the report.
        release_day          date           Release of the report; NaT in a year without one.
        rated                boolean        Whether the report rates the country; False before the
                                            first report; NA in a gap.
        value                text           Rating of the report, not as redetermined later.
        rank                 levels         0 for the best level; NA for what is no level.
        value_lag1           text           ``value`` one year before; NA if that is a gap.
        value_lag2           text           ``value`` two years before; NA if that is a gap.
        direction            text           From ``value_lag1`` to ``value``: ``upgrade``,
                                            ``downgrade``, ``same``, or ``unranked`` if one of the
                                            two is no level; NA if one is not known.
        in_report            boolean        As ``rated``, but False in a gap.
        first_rated          year           First report that rates the country; NA if none does.
        years_since_first    years          ``year`` minus ``first_rated``, negative before it.
        low                  boolean        Whether the rating is in the lower half of the scale
                                            (Watch List, Tier 3); NA if it is no level.
        index                as in table    Value of the index in the calendar year, the last if
                                            there are several; NA if there is none.
        partial              boolean        Whether partial criminalization counts in this report;
                                            NA if its date does not tell, or without a report.
        partial_year         year           Year in which it first counts; NA if it never does, or
                                            if its date does not tell.
        full                 boolean        As ``partial``, for full criminalization.
        full_year            year           As ``partial_year``, for full criminalization.
        source               citation keys  Sources of the rating.
        event_day            date           Middle of the days that the event may have been; NaT
                                            if the country has no event.
        event_date           EDTF           Date of the event as written in the table.
        event_precision      text           ``day``, ``month``, ``season``, ``quarter``, ``year`` or
                                            ``longer``.
        cohort               year           First report released after the event, for a rating
                                            its own report; 0 if there is none; NA if the date
                                            does not tell.
        treated              boolean        Whether the event came before the release; NA if the
                                            date does not tell, or without a report.
        event_time           years          ``year`` minus ``cohort`` inside the `window`; else NA.
        event_time_days      days           ``release_day`` minus ``event_day``; NA where
                                            ``event_time`` is outside the `window`.
        event_time_days_min  days           Fewest days that the dates allow.
        event_time_days_max  days           Most days that the dates allow.
        at_risk              boolean        Whether an earlier report rates the country and the
                                            event had not come by the release before this one; NA
                                            if its date does not tell.
        event                boolean        Whether the event came between the release before and
                                            this one; False if not at risk; NA if its date does
                                            not tell.
        tstart               years          Years at risk at the release before; NA if not at risk.
        tstop                years          Years at risk at this release; NA if not at risk.
        ===================  =============  =======================================================

        ``attrs`` holds the name of the ``table`` and its ``sha256``, if it has them.

    Raises
    ------
    RecordError
        If `records` has wrong rows, all of which are listed, or if there is no such event or
        index.

    Warns
    -----
    UserWarning
        If dates do not tell in which report they count, or if a year has several reports, of which
        the first counts. The warning lists them.

    See Also
    --------
    spells : One row for each spell.
    changes : One row for each change of rating.

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
    story = story_of(records, scale)
    scale = story.scale
    values, reports = _index_values(story, index), story.reports
    first, last = years or (min(story.releases, default=1), max(story.releases, default=0))
    events: list[tuple[str, Mapping[str, Event | None]]] = [
        (crime, {code: first_of(own, crime) for code, own in story.facts.items()})
        for crime in _CRIMES
    ]
    if align is not None:
        events.append((align if isinstance(align, str) else "event", events_of(story, align)))
    first_reports = {
        code: [first_report_of(found.get(code), own.releases) for _, found in events]
        for code, own in reports.items()
    }
    rows = (
        _row(own, year, values.get((code, year)), first_reports[code], window, scale)
        for code, own in reports.items()
        for year in range(first, last + 1)
    )
    frame = as_frame(rows, _COLUMNS if align is None else {**_COLUMNS, **_EVENT_COLUMNS}, story)
    unsure = [
        f"{code} {event.text} ({name})"
        for n, (name, _) in enumerate(events)
        for code, own in first_reports.items()
        if (event := own[n].event) and own[n].is_unsure(first, last)
    ]
    _warn(list(dict.fromkeys(unsure)), [told for own in reports.values() for told in own.repeated])
    return frame


def _warn(unsure: Sequence[str], repeated: Sequence[str]) -> None:
    if unsure:
        told = (
            f"{len(unsure)} date{'s' * (len(unsure) > 1)} may lie on either side of a report's "
            f"release; whether {'they count' if len(unsure) > 1 else 'it counts'} in that year is "
            f"NA: {', '.join(unsure)}."
        )
        warnings.warn(told, stacklevel=4)
    if repeated:
        told = f"A panel has one report a year; the first one counts: {', '.join(repeated)}."
        warnings.warn(told, stacklevel=4)


def _index_values(story: Story, name: str | None) -> dict[tuple[str, int], float]:
    """The value of an index by country and calendar year, the last if there are several."""
    every = [(code, f) for code, own in story.facts.items() for f in own if f.kind == "index"]
    known = sorted({fact.category for _, fact in every})
    if name not in known and (name is not None or len(known) > 1):
        raise RecordError(
            f"index is {name!r}; expected one of {', '.join(map(repr, known)) or 'none'}."
        )
    chosen = ((code, fact) for code, fact in every if name is None or fact.category == name)
    return {(code, fact.start.earliest.year): float(fact.value) for code, fact in chosen}


def _row(
    own: Reported,
    year: int,
    index: float | None,
    first_reports: Sequence[FirstReport],
    window: tuple[int, int],
    scale: Scale,
) -> tuple[Any, ...]:
    """The cells of a country in a year."""
    given, released, first = own.given, own.releases.get(year), own.first_rated
    fact = given.get(year)
    value, before, earlier = (
        given[y].value if y in given else None for y in (year, year - 1, year - 2)
    )
    no_report_yet = year < next(iter(own.releases), inf)
    partial, full, *events = first_reports
    where = (own.code, name_of(own.code), region_of(own.code), year, released and released.start)
    rated = True if fact else False if no_report_yet else None
    direction = scale.direction(before, value) if before and value else None
    rating = (rated, value, fact and scale.rank(fact.value), before, earlier, direction)
    since = (fact is not None, first, first and year - first, fact and scale.is_low(fact.value))
    crimes = [cell for c in (partial, full) for cell in (c.had(year) if released else None, c.year)]
    aligned = [cell for event in events for cell in _aligned(event, own, year, window)]
    return *where, *rating, *since, index, *crimes, fact and fact.source, *aligned


def _aligned(
    first_report: FirstReport, own: Reported, year: int, window: tuple[int, int]
) -> tuple[Any, ...]:
    """The cells of `_EVENT_COLUMNS`."""
    event, released, cohort = first_report.event, own.releases.get(year), first_report.year
    time = year - cohort if cohort is not None and cohort < inf else None
    outside = time is not None and not window[0] <= time <= window[1]
    days: tuple[float, ...] = NAN, NAN, NAN
    if event and released and not outside:
        least, most = released.start_min - event.last + 1, released.start_max - event.first
        days = (released.start - event.day, least, most)
    since = year - own.first_rated if own.first_rated else 0
    at_risk = first_report.first >= year or (False if first_report.last < year else None)
    came = (
        None
        if cohort is None and first_report.first <= year <= first_report.last
        else cohort == year
    )
    when = (event and event.day, event and event.text, event and event.precision)
    treated = first_report.had(year) if released else None
    study = (0 if cohort == inf else cohort, treated, None if outside else time, *days)
    risk = (since > 0 and at_risk, since > 0 and came)
    interval = (since - 1, since) if since > 0 and at_risk else (None, None)
    return *when, *study, *risk, *interval
