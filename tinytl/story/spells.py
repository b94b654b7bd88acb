"""What lasted: the longest runs of one value, told with their holes, doubts and open ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..errors import RecordError, expect, is_flag
from ..table.rules import KINDS
from ..table.scales import TIP_TIERS, Scale
from .extents import (
    Cells,
    Dated,
    Days,
    Places,
    Texts,
    Truth,
    as_days,
    as_integers,
    as_text,
    at,
    cells_of,
    framed,
    joined,
    names_of,
    ranks_of,
)

SERIES = ("rating", "index")
"""Kinds that are read from report to report: where a value is missing there is a hole."""
NAMED = ("government", "law", "event")
"""Kinds that have a label and no value."""
POINTS = ("law", "event")
"""Kinds of which each record stands alone."""


@dataclass(frozen=True)
class Runs:
    """Records of one kind in order, and which of them make a spell.

    Attributes
    ----------
    dated : Dated
    first, last : numpy array of int
        The records with which each spell begins and ends.
    joins : numpy array of bool
        Whether the spell before it is of the same group.
    """

    dated: Dated
    first: Places
    last: Places
    joins: Truth

    def gap(self, end: Days, start: Days) -> Days:
        """Days from the end of the spell before to the start of each; NaN for a first one."""
        before = np.concatenate(([np.nan], end[self.last[:-1]])) if len(self.last) else end
        return np.where(self.joins, np.maximum(start[self.first] - before, 0), np.nan)

    def gaps(self) -> tuple[Days, Days, Days]:
        """The `gap` before each spell, and the least and the most that the dates may mean."""
        d = self.dated
        same = np.zeros(len(self.first), dtype=bool)
        same[1:] = d.text["end"][self.last[:-1]] == d.text["start"][self.first[1:]]
        most = np.where(same & self.joins, 0, self.gap(d.end_min, d.start_max))
        return self.gap(d.end_day, d.start_day), self.gap(d.end_max, d.start_min), most


def spells(
    records: pd.DataFrame,
    kind: str = "rating",
    *,
    across_gaps: bool = False,
    scale: Scale = TIP_TIERS,
) -> pd.DataFrame:
    """One row a spell: the longest run of one value of a country, half open in time.

    A rating that is given again by the next report goes on; where a report is missing there is a
    hole, and the spell ends. Governments go on as long as one follows at once on itself. Laws and
    events stand alone.

    Parameters
    ----------
    records : pandas.DataFrame
        As `read_csv` gives it, whole or filtered, in any order; it is not changed.
    kind : str
        ``rating``, ``index``, ``law``, ``government`` or ``event``.
    across_gaps : bool
        Whether a run of one value goes on over a hole; ``gap_within`` says how much of it is one.
    scale : Scale
        The levels of the ratings.

    Returns
    -------
    pandas.DataFrame
        Sorted by country (governments and indices: and category) and start; its ``attrs`` hold
        the ``table`` and its ``sha256``.

        ==================  =====================================================================
        country, name       code, or name as it stands in the table; its usual name
        kind, category      as in the table; of the first record
        value, rank         level, number or label; 0 for the best level, NA for what is none
        start, end          EDTF, of the first and the last record; empty end: a point or, for a
                            whole year, the end of it; ``..``: still so
        start_day, end_day  day, the middle of what the date may mean; the end is the first day on
                            which it no longer holds; NaT for a point; for what goes on the day
                            on which the last year of the table is over
        start_min/max,      first and last day that the date may mean; ``end_max`` NaT for what
        end_min/max         goes on
        days, days_min/max  ``end_day`` less ``start_day``, and the least and the most that the
                            dates may mean; NA for a point, ``days_max`` for what goes on
        order               1, 2, 3 ... within the country (governments and indices: and category)
        gap_before,         days since the spell before, 0 if there was no hole; NA for the first
        gap_before_min/max  and for laws and events
        gap_within          days of holes inside (0 unless `across_gaps`); NA for a point
        censored            ``left``: starts after a hole, the true start was not seen; ``right``:
                            goes on, or ends in a hole or with the last record of a rating or an
                            index; ``both``; else empty
        n_records           records that it is made of
        source              citation keys of its first and its last record
        ==================  =====================================================================

    Raises
    ------
    RecordError
        Listing every problem of every row, or for a kind that there is not.

    Notes
    -----
    ``to_csv``, ``to_parquet`` and ``to_stata`` take the frame as it is; Stata calls ``end``
    ``_end``, and knows the letters of all labels from ``version=118``.

    Examples
    --------
    >>> import tinytl as tl
    >>> kaz = tl.read_csv("data/timelines.csv").query("country == 'KAZ'")
    >>> tl.spells(kaz)[["value", "start", "end", "days", "n_records"]].head(3)
      value       start         end  days  n_records
    0     3  2001-07-12  2002-06-05   328          1
    1     2  2002-06-05  2003-06-11   371          1
    2     3  2003-06-11  2003-09-09    90          1
    """
    expect(is_flag(across_gaps), "across_gaps", across_gaps, "True or False")
    if kind not in KINDS:
        raise RecordError(f"No kind {kind!r}; expected one of {', '.join(KINDS)}.")
    runs = runs_of(cells_of(records, scale), kind, across_gaps)
    return framed(_columns(runs, kind, scale), runs.dated.origin)


def runs_of(cells: Cells, kind: str, across_gaps: bool = False) -> Runs:
    """The records of a kind, and where one spell ends and the next begins."""
    dated = cells.of(kind, by_category=kind in ("government", "index"))
    joins = np.zeros(len(dated), dtype=bool)
    joins[1:] = np.diff(dated.group) == 0
    goes_on = joins.copy()
    value = dated.text["label" if kind in NAMED else "value"]
    goes_on[1:] &= value[1:] == value[:-1]
    if not across_gaps or kind not in SERIES:
        goes_on[1:] &= dated.start_day[1:] <= dated.end_day[:-1]
    if kind in POINTS:
        goes_on[:] = False
    first = np.flatnonzero(~goes_on)
    last = np.append(first[1:], len(dated))[: len(first)] - 1
    return Runs(dated, first, last, joins[first])


def _columns(runs: Runs, kind: str, scale: Scale) -> dict[str, object]:
    d, first, last = runs.dated, runs.first, runs.last
    text = {column: cells[first] for column, cells in d.text.items()}
    value = text["label" if kind in NAMED else "value"]
    nothing = np.full(len(first), np.nan)
    gap, gap_min, gap_max = (nothing,) * 3 if kind in POINTS else runs.gaps()
    least = np.maximum(d.end_min[last] - d.start_max[first], 0)
    days = np.maximum(d.end_day[last] - d.start_day[first], least)
    return {
        "country": as_text(text["country"]),
        "name": as_text(names_of(text["country"])),
        "kind": as_text(text["kind"]),
        "category": as_text(text["category"]),
        "value": as_text(value),
        "rank": as_integers(ranks_of(value, scale) if kind == "rating" else nothing),
        "start": as_text(text["start"]),
        "end": as_text(d.text["end"][last]),
        "start_day": as_days(d.start_day[first]),
        "start_min": as_days(d.start_min[first]),
        "start_max": as_days(d.start_max[first]),
        "end_day": as_days(d.end_day[last]),
        "end_min": as_days(d.end_min[last]),
        "end_max": as_days(d.end_max[last]),
        "days": as_integers(days),
        "days_min": as_integers(least),
        "days_max": as_integers(d.end_max[last] - d.start_min[first]),
        "order": as_integers(_order(runs)),
        "gap_before": as_integers(gap),
        "gap_before_min": as_integers(gap_min),
        "gap_before_max": as_integers(gap_max),
        "gap_within": as_integers(_within(runs)),
        "censored": as_text(_censored(runs, kind, gap)),
        "n_records": as_integers(last - first + 1),
        "source": as_text(joined(d.text["source"][first], d.text["source"][last])),
    }


def _order(runs: Runs) -> Places:
    place = np.arange(len(runs.first))
    return place - np.maximum.accumulate(np.where(runs.joins, 0, place)) + 1


def _within(runs: Runs) -> Days:
    """Days of the holes inside each spell; NaN for a point."""
    d = runs.dated
    holes = np.zeros(len(d) + 1)
    holes[2:] = np.cumsum(
        np.maximum(d.start_day[1:] - np.nan_to_num(d.end_day[:-1], nan=np.inf), 0)
    )
    inside = holes[runs.last + 1] - holes[runs.first + 1]
    return np.where(np.isnan(d.end_day[runs.last]), np.nan, inside)


def _censored(runs: Runs, kind: str, gap: Days) -> Texts:
    """Which end of a spell was not seen."""
    right = np.isnan(runs.dated.end_max[runs.last]) & ~np.isnan(runs.dated.end_day[runs.last])
    left = np.zeros(len(right), dtype=bool)
    if kind in SERIES:
        left = gap > 0
        right |= np.append(gap, np.nan)[1:] != 0  # no other follows at once
    words: Texts = np.array(["", "left", "right", "both"], dtype=object)
    return at(left + 2 * right, words)
