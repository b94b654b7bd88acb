"""Spells: the longest runs of one value, with their gaps, doubts and open ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import isnan
from operator import attrgetter
from typing import Any

import pandas as pd

from ..errors import RecordError, expect, is_flag, with_hints
from ..story.facts import NAN, Fact
from ..story.spells import POINT_KINDS, spells_of, value_of
from ..story.story import Story, story_of
from ..table.countries import name_of
from ..table.rules import KINDS, SERIES_KINDS
from ..table.scales import TIP_TIERS, Scale
from .columns import Columns, as_days, as_frame, as_integers, as_strings, cited

_COLUMNS: Columns = {
    **dict.fromkeys(("country", "name", "kind", "category", "value"), as_strings),
    "rank": as_integers,
    **dict.fromkeys(("start", "end"), as_strings),
    **dict.fromkeys(("start_day", "start_min", "start_max"), as_days),
    **dict.fromkeys(("end_day", "end_min", "end_max"), as_days),
    **dict.fromkeys(("days", "days_min", "days_max", "order"), as_integers),
    **dict.fromkeys(("gap_before", "gap_before_min", "gap_before_max"), as_integers),
    "gap_within": as_integers,
    "censored": as_strings,
    "n_records": as_integers,
    "source": as_strings,
}
_UNKNOWN = NAN, NAN, NAN
"""The days of a gap that nobody can know."""


@with_hints
def spells(
    records: pd.DataFrame,
    kind: str = "rating",
    *,
    across_gaps: bool = False,
    scale: Scale | Sequence[Scale] = TIP_TIERS,
) -> pd.DataFrame:
    """Return one row for each spell: the longest run of one value in a country.

    A rating that the next report repeats continues the spell. A missing report leaves a gap, which
    ends the spell. A government continues where the same one follows without a gap. Each law and
    each event is a row of its own.

    Parameters
    ----------
    records : pandas.DataFrame
        Table as returned by `read_csv`, whole or filtered, rows in any order. It is not changed.
    kind : {"rating", "index", "law", "government", "event"}, default "rating"
        Kind of record.
    across_gaps : bool, default False
        Whether a run of one value of a rating or an index continues across a gap. The column
        ``gap_within`` then tells how many days of the spell are gaps.
    scale : Scale or sequence of Scale, default TIP_TIERS
        Levels of the ratings; of several scorecards (see `timeline`) each has its own spells.

    Returns
    -------
    pandas.DataFrame
        Shape (number of spells, 25), sorted by country, for governments and indices by category,
        then by start.

        ===============  ==============  ==========================================================
        Column           Unit            Content
        ===============  ==============  ==========================================================
        country          ISO 3166-1      Code, or the name as written in the table.
        name             text            Usual name of the country.
        kind             text            Kind of record.
        category         text            Category of the first record.
        value            text            Level of the rating, value of the index, or label.
        rank             levels          0 for the best level; NA for what is no level.
        start            EDTF            Start of the first record.
        end              EDTF            End of the last record; ``..`` if it goes on; empty for a
                                         point in time and for a record that covers its start.
        start_day        date            Middle of the days that ``start`` may mean.
        start_min        date            First day that ``start`` may mean.
        start_max        date            Last day that ``start`` may mean.
        end_day          date            Middle of the days that ``end`` may mean: the first day on
                                         which the value no longer holds. NaT for a point in time.
                                         If the spell goes on, the day on which the table ends.
        end_min          date            First day that ``end`` may mean.
        end_max          date            Last day that ``end`` may mean; NaT if the spell goes on.
        days             days            ``end_day`` minus ``start_day``; NA for a point in time.
        days_min         days            Shortest duration that the dates allow.
        days_max         days            Longest duration that the dates allow; NA if the spell
                                         goes on.
        order            count           1, 2, 3 ... within the country, for governments and
                                         indices within country and category.
        gap_before       days            Gap since the spell before; 0 if there is none; NA for the
                                         first spell, a law and an event.
        gap_before_min   days            Shortest gap that the dates allow.
        gap_before_max   days            Longest gap that the dates allow.
        gap_within       days            Gaps inside the spell, 0 unless `across_gaps`; NA for a
                                         point in time.
        censored         text            ``left``: follows a gap, so the start was not observed;
                                         ``right``: goes on, or the end was not observed, because a
                                         gap or the last record of a rating or an index follows;
                                         ``both``; empty if both ends were observed.
        n_records        count           Number of records in the spell.
        source           citation keys   Sources of the first and the last record.
        ===============  ==============  ==========================================================

        ``attrs`` holds the name of the ``table`` and its ``sha256``, if it has them.

    Raises
    ------
    RecordError
        If `records` has wrong rows, all of which are listed, or if there is no such `kind`.

    See Also
    --------
    changes : One row for each change from one spell of ratings to the next.
    panel : One row for each country and year.

    Notes
    -----
    A spell is half open: it includes ``start_day`` and excludes ``end_day``. The table ends with
    the last year that it names, so what goes on lasts until then.

    ``to_csv``, ``to_parquet`` and ``to_stata`` accept the frame as it is. Stata calls ``end``
    ``_end`` and needs ``version=118`` for letters beyond ASCII.

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
    story = story_of(records, scale)
    return as_frame(_rows(story, kind, across_gaps), _COLUMNS, story)


def _rows(story: Story, kind: str, across_gaps: bool) -> Iterator[tuple[Any, ...]]:
    for country, facts in story.facts.items():
        for own in _series(facts, kind):
            runs = spells_of(own, across_gaps=across_gaps)
            gaps = [_UNKNOWN, *(gap(a[-1], b[0]) for a, b in pairwise(runs)), _UNKNOWN]
            for order, run in enumerate(runs):
                fact, scale = run[0], story.scale.of(run[0].scorecard)
                rank = scale.rank(fact.value) if kind == "rating" else None
                what = (country, name_of(country), kind, fact.category, value_of(fact), rank)
                censored = _censored(run, gaps[order][0], gaps[order + 1][0])
                how_sure = (_within(run), censored, len(run), cited(fact, run[-1]))
                yield *what, *_days(run), order + 1, *gaps[order], *how_sure


def _series(facts: Sequence[Fact], kind: str) -> list[list[Fact]]:
    """The facts of a kind: of ratings those of each scorecard, of others those of each category."""
    own = [fact for fact in facts if fact.kind == kind]
    if kind in POINT_KINDS:
        return [own]
    series = attrgetter("scorecard" if kind == "rating" else "category")
    return [list(same) for _, same in groupby(sorted(own, key=series), key=series)]


def gap(before: Fact, after: Fact) -> tuple[float, float, float]:
    """Days from the end of one fact to the start of the next, with the least and the most.

    They are NaN for points in time.
    """
    if before.kind in POINT_KINDS:
        return _UNKNOWN
    ended, begun = before.days, after.days
    meets = before.end is not None and before.end.text == after.start.text
    return (
        max(begun.start - ended.end, 0),
        max(begun.start_min - ended.end_max, 0),
        0 if meets else max(begun.start_max - ended.end_min, 0),
    )


def _days(run: Sequence[Fact]) -> tuple[Any, ...]:
    """The columns from ``start`` to ``days_max`` of a spell."""
    first, last = run[0], run[-1]
    end = ".." if last.ongoing else last.end.text if last.end else ""
    start, start_min, start_max = first.days[:3]
    end_day, end_min, end_max = last.days[3:]
    least = max(end_min - start_max, 0)
    dates = (first.start.text, end, start, start_min, start_max, end_day, end_min, end_max)
    return *dates, max(end_day - start, least), least, end_max - start_min


def _within(run: Sequence[Fact]) -> float:
    """Days of the gaps inside a spell; NaN for a point in time."""
    if isnan(run[-1].days.end):
        return NAN
    return sum(max(0, after.days.start - before.days.end) for before, after in pairwise(run))


def _censored(run: Sequence[Fact], gap_before: float, gap_after: float) -> str:
    """Which ends of a spell were not observed."""
    series = run[0].kind in SERIES_KINDS
    left, right = series and gap_before > 0, run[-1].ongoing or (series and gap_after != 0)
    return ("", "left", "right", "both")[left + 2 * right]
