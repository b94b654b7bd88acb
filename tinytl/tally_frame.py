"""Tally: one row for each report and level, with the number and the share of countries on it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from .charts_of_many import groups_of_view, names_of_view
from .errors import with_hints
from .numbers.columns import Columns, as_days, as_floats, as_frame, as_integers, as_strings
from .story.select import tallies_of
from .story.story import Story, story_of
from .story.tallies import Tallies
from .table.dates import Date
from .table.scales import TIP_TIERS, Scale
from .table.scorecards import as_scale
from .view import View

_LEVEL: Columns = {"group": as_strings, "value": as_strings, "rank": as_integers}
_COLUMNS: Columns = {
    "year": partial(pd.Series, dtype="int64"),
    "release_day": as_days,
    **_LEVEL,
    "n": as_integers,
    "share": as_floats,
    **dict.fromkeys(("rated", "reported", "missing"), as_integers),
}
_EVENT_COLUMNS: Columns = {
    "event_time": partial(pd.Series, dtype="int64"),
    **_LEVEL,
    "n": as_floats,
    **dict.fromkeys(("n_min", "n_max"), as_integers),
    **dict.fromkeys(("share", "or_worse", "or_worse_min", "or_worse_max"), as_floats),
    **dict.fromkeys(("worst_case_min", "worst_case_max", "observed"), as_floats),
    **dict.fromkeys(("observed_min", "observed_max"), as_integers),
    **dict.fromkeys(("entered", "left"), as_floats),
}


@with_hints
def tally(
    records: Any,
    countries: Sequence[str] | None = None,
    *,
    group: str | Mapping[str, str] | pd.Series | None = None,
    align: str | Mapping[str, str | Date] | None = None,
    window: tuple[int, int] = (-5, 5),
    years: tuple[int, int] | None = None,
    balanced: bool = False,
    scale: Scale | Sequence[Scale] = TIP_TIERS,
) -> pd.DataFrame:
    """Return the number and the share of countries on each level, by report or around an event.

    A country without a rating in a report counts on no level of that report: nothing is carried
    over a gap. Special cases are no level. Redeterminations between two reports do not count.

    Parameters
    ----------
    records : pandas.DataFrame
        Table as returned by `read_csv`, rows in any order. It is not changed. Its ratings tell in
        which years there is a report, so select countries with `countries`, not from the table.
    countries : sequence of str, optional
        Codes, names of countries, and regions or organizations, as in `compare`; by default all
        countries with a rating.
    group : str or mapping of str to str or pandas.Series of str, optional
        Groups that are counted apart, as in `overview`: ``"continent"``, ``"region"``, an
        organization beside all other countries, or the group of each country.
    align : str or mapping of str to str, optional
        Event of each country from which reports are counted, as in `compare`. A country counts if
        there is a report after its event and, before the first report, at most a year before it.
    window : (int, int), default (-5, 5)
        First and last report around the event; 0 is the first report after it.
    years : (int, int), optional
        First and last year of the reports that count. By default all count.
    balanced : bool, default False
        Whether to count only countries that are on a level in each of these reports. That keeps the
        composition constant, but such countries may differ from all others.
    scale : Scale or sequence of Scale, default TIP_TIERS
        Levels of the ratings; of several scorecards (see `timeline`) the first counts.

    Returns
    -------
    pandas.DataFrame
        One row for each report, group and level, in this order. Without `align`:

        ===========  ===========  =================================================================
        Column       Unit         Content
        ===========  ===========  =================================================================
        year         year         Year of the report.
        release_day  date         Release of the report, for most countries.
        group        text         Name of the group; NA without `group`.
        value        text         Level of the scale.
        rank         levels       0 for the best level.
        n            countries    Countries on the level.
        share        0 to 1       ``n`` of the countries on any level; NA if there is none. The
                                  shares of a report and group sum to 1.
        rated        countries    Countries with a rating in this report, special cases too.
        reported     countries    Countries that the report rates, from the file ``reports.csv``
                                  beside the table; NA if that is not known, and with `countries`,
                                  `group` or `balanced`.
        missing      countries    ``reported`` less ``rated``: ratings that the table lacks; NA if
                                  ``reported`` is.
        ===========  ===========  =================================================================

        With `align`:

        ==============  =========  ================================================================
        Column          Unit       Content
        ==============  =========  ================================================================
        event_time      reports    0 is the first report after the event, -1 the last before it.
        group           text       As above.
        value           text       As above.
        rank            levels     As above.
        n               countries  Countries on the level. Where the date of an event may lie on
                                   either side of a release, the country counts in each possible
                                   report with the share of its days.
        n_min           countries  Fewest that the dates of the events allow.
        n_max           countries  Most that the dates allow.
        share           0 to 1     As above, of ``observed``.
        or_worse        0 to 1     Share of countries on this level or a worse one.
        or_worse_min    0 to 1     Lowest ``or_worse`` that the dates allow.
        or_worse_max    0 to 1     Highest ``or_worse`` that the dates allow.
        worst_case_min  0 to 1     Lowest ``or_worse`` if also each country of the group that was
                                   not observed may have been on any level.
        worst_case_max  0 to 1     Highest ``or_worse`` in that case.
        observed        countries  Countries on any level, counted as ``n``.
        observed_min    countries  Fewest that the dates allow.
        observed_max    countries  Most that the dates allow.
        entered         countries  Countries on a level that were on none in the report before,
                                   counted as ``n``.
        left            countries  Countries on no level that were on one in the report before,
                                   counted as ``n``. ``observed`` is that of the report before plus
                                   ``entered`` minus ``left``.
        ==============  =========  ================================================================

        The bounds hold for each report by itself: they are no confidence intervals.

        ``attrs`` holds the number of ``countries`` that could be counted and how many of them are
        ``kept`` (fewer only with `balanced`), and the name of the ``table`` and its ``sha256``.

    Raises
    ------
    RecordError
        If `records` has wrong rows, all of which are listed, if there is no such country, group or
        event, or if no country or report is left.

    Warns
    -----
    UserWarning
        If a year has several reports about a country, of which the first counts.

    See Also
    --------
    shares : Draw these numbers.
    panel : One row for each country and year.

    Examples
    --------
    >>> import tinytl as tl
    >>> records = tl.read_csv()
    >>> tl.tally(records, years=(2024, 2025))[["year", "value", "n", "share", "rated"]].round(2)
       year value    n  share  rated
    0  2024     1   33   0.18    185
    1  2024     2   98   0.53    185
    2  2024   2WL   32   0.17    185
    3  2024     3   21   0.11    185
    4  2025     1   33   0.18    188
    5  2025     2  106   0.58    188
    6  2025   2WL   25   0.14    188
    7  2025     3   20   0.11    188

    The share in the lower half around a law, with what imprecise dates leave open:

    >>> around = tl.tally(records, align="full criminalization", window=(-1, 1))
    >>> low = around.query("value == '2WL'").reset_index(drop=True)
    >>> low[["event_time", "or_worse", "or_worse_min", "or_worse_max", "observed_min"]].round(2)
       event_time  or_worse  or_worse_min  or_worse_max  observed_min
    0          -1      0.54          0.53          0.55           111
    1           0      0.29          0.29          0.31           117
    2           1      0.32          0.31          0.32           120
    >>> around.attrs["countries"]
    125
    """
    view = View(
        names_of_view(countries), group=groups_of_view(group), align=align, window=window,
        years=years, balanced=balanced, scale=as_scale(scale), kind="shares",
    )  # fmt: skip
    story = story_of(records, scale)
    found = tallies_of(story, view, story.codes_of(view.countries))
    rows = _event_rows(found) if found.aligned else _rows(found, story)
    frame = as_frame(rows, _EVENT_COLUMNS if found.aligned else _COLUMNS, story)
    frame.attrs |= {"countries": found.countries, "kept": found.kept}
    if found.repeated:
        told = f"A tally has one report a year; the first one counts: {', '.join(found.repeated)}."
        warnings.warn(told, stacklevel=3)  # where it is called
    return frame


def _rows(found: Tallies, story: Story) -> Iterator[tuple[Any, ...]]:
    """The cells of `_COLUMNS`, report by report."""
    for tally in sorted(found.every, key=lambda tally: tally.at):
        day, group = story.releases[tally.at], tally.group or None
        counts = tally.rated, tally.reported, tally.missing
        for rank, level in enumerate(tally.levels):
            yield tally.at, day, group, level.value, rank, level.n, level.share, *counts


def _event_rows(found: Tallies) -> Iterator[tuple[Any, ...]]:
    """The cells of `_EVENT_COLUMNS`, report by report."""
    for tally in sorted(found.every, key=lambda tally: tally.at):
        observed = tally.observed, tally.least, tally.most, tally.entered, tally.left
        for rank, level in enumerate(tally.levels):
            where = tally.at, tally.group or None, level.value, rank
            counted = level.n, level.least, level.most, level.share, level.or_worse
            yield *where, *counted, *level.open, *level.worst, *observed
