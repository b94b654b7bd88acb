"""What changed: each step from one spell to the next, and the laws and the leader around it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..errors import expect
from ..table.scales import TIP_TIERS, Scale
from .extents import (
    Cells,
    Dated,
    Days,
    Places,
    Texts,
    as_days,
    as_integers,
    as_text,
    at,
    cells_of,
    framed,
    is_among,
    joined,
    names_of,
    places_of,
    ranks_of,
)
from .spells import runs_of

FAR = 4e6
"""More days than any two dates lie apart: sets countries apart on one line of numbers."""


def changes(
    records: pd.DataFrame, *, laws: str = "criminalization", scale: Scale = TIP_TIERS
) -> pd.DataFrame:
    """One row a change of rating: the step between two neighboring spells of a country.

    Also where a hole lies between them, even if the rating was the same before and after: what
    happened in it was not seen.

    Parameters
    ----------
    records : pandas.DataFrame
        As `read_csv` gives it, whole or filtered, in any order; it is not changed.
    laws : str
        What the category of a law must contain to count; empty for all of them.
    scale : Scale
        The levels of the ratings.

    Returns
    -------
    pandas.DataFrame
        Sorted by country and day; its ``attrs`` hold the ``table`` and its ``sha256``.

        =====================  ==================================================================
        country, name          code, or name as it stands in the table; its usual name
        day, date              when the new rating began: the middle of what the date may mean,
                               and the date as it stands in the table (EDTF)
        from_value, to_value   the rating before and after
        from_rank, to_rank     0 for the best level; NA for what is no level
        steps                  levels moved, positive = worse; NA if one of the two is no level
        direction              ``upgrade``, ``downgrade``; ``same`` (after a hole); ``unranked``:
                               one of the two is no level
        by                     category of the new rating: ``report`` or ``redetermination``
        gap_days, _min, _max   days of the hole between the two; 0 = the change was seen
        last_law, next_law     label of the last law that may have come before that day, and of
                               the first that may have come on or after it: a law whose date does
                               not tell is both; NA if there is none
        days_since_law,        days from that law to the change, and from the change to that law;
        days_to_law,           where the dates do not tell the order, ``_min`` is negative
        _min and _max of each
        leader                 who was in office (category ``leader``, where a country has none any
                               government); NA if the table does not say, or the dates do not tell
        source                 citation keys of the records before and after
        =====================  ==================================================================

    Raises
    ------
    RecordError
        Listing every problem of every row.

    Examples
    --------
    A law within a year of a downgrade: sure where it holds for every day that the dates may mean.

    >>> import tinytl as tl
    >>> moved = tl.changes(tl.read_csv("data/timelines.csv")).query("direction == 'downgrade'")
    >>> within = (moved["days_to_law_min"] >= 0) & (moved["days_to_law_max"] <= 365)
    >>> (moz,) = moved[within].query("country == 'MOZ'").itertuples()
    >>> moz.date, moz.next_law, int(moz.days_to_law)
    ('2007-06-12', 'Full criminalization', 303)
    """
    expect(isinstance(laws, str), "laws", laws, "a part of a category")
    cells = cells_of(records, scale)
    runs = runs_of(cells, "rating")
    d = runs.dated
    moved = np.flatnonzero(runs.joins)
    old, new = runs.last[moved - 1], runs.first[moved]
    ranks = ranks_of(d.text["value"], scale)
    steps = ranks[new] - ranks[old]
    country = d.text["country"][new]
    gap, gap_min, gap_max = runs.gaps()
    columns = {
        "country": as_text(country),
        "name": as_text(names_of(country)),
        "day": as_days(d.start_day[new]),
        "date": as_text(d.text["start"][new]),
        "from_value": as_text(d.text["value"][old]),
        "to_value": as_text(d.text["value"][new]),
        "from_rank": as_integers(ranks[old]),
        "to_rank": as_integers(ranks[new]),
        "steps": as_integers(steps),
        "direction": as_text(directions(d.text["value"][old], d.text["value"][new], steps)),
        "by": as_text(d.text["category"][new]),
        "gap_days": as_integers(gap[moved]),
        "gap_days_min": as_integers(gap_min[moved]),
        "gap_days_max": as_integers(gap_max[moved]),
    }
    columns |= _laws(_chosen(cells, laws), d, new)
    columns["leader"] = as_text(_leaders(cells, d, new))
    columns["source"] = as_text(joined(d.text["source"][old], d.text["source"][new]))
    return framed(columns, d.origin)


def directions(old: Texts, new: Texts, steps: Days) -> Texts:
    """What each step is called; `steps` is NaN where one of the two values is no level."""
    found = np.where(steps > 0, "downgrade", np.where(steps < 0, "upgrade", "unranked"))
    return np.where(old == new, "same", found).astype(object)


def _chosen(cells: Cells, laws: str) -> Dated:
    """The laws whose category contains a text."""
    every = cells.of("law")
    return every.where(np.array([laws in name for name in every.text["category"]], dtype=bool))


def _laws(laws: Dated, d: Dated, new: Places) -> dict[str, pd.Series]:
    """The last law that may have come before each change, the first that may follow, and when."""
    country = d.text["country"][new]
    last = _nearest(laws, laws.start_min, country, d.start_max[new], following=False)
    following = _nearest(laws, laws.start_max, country, d.start_min[new], following=True)
    columns = {}
    for name, law, sign in (("last_law", last, 1), ("next_law", following, -1)):
        start, least, most = (
            at(law, days) for days in (laws.start_day, laws.start_min, laws.start_max)
        )
        days = sign * (d.start_day[new] - start)
        bounds = sign * (d.start_min[new] - most), sign * (d.start_max[new] - least)
        words = "days_since_law" if name == "last_law" else "days_to_law"
        columns[name] = as_text(at(law, laws.text["label"]))
        columns[words] = as_integers(days)
        columns[f"{words}_min"] = as_integers(np.minimum(*bounds))
        columns[f"{words}_max"] = as_integers(np.maximum(*bounds))
    return columns


def _leaders(cells: Cells, d: Dated, new: Places) -> Texts:
    """Who was surely in office on the day of each change."""
    offices = cells.of("government")
    country = offices.text["country"]
    leads = offices.text["category"] == "leader"
    among = np.flatnonzero(leads | ~is_among(country, country[leads]))
    began = np.full(len(offices), np.inf)
    began[among] = offices.start_day[among]
    asked = d.text["country"][new]
    found = _nearest(offices, began, asked, d.start_day[new] + 1, following=False)
    surely = at(found, offices.start_max) <= d.start_min[new]
    surely &= at(found, offices.end_min) > d.start_max[new]
    return at(np.where(surely, found, -1), offices.text["label"])


def _nearest(dated: Dated, days: Days, countries: Texts, asked: Days, *, following: bool) -> Places:
    """Of each country the last record before a day, or the first on or after it; -1 for none."""
    if not len(dated):
        return np.full(len(countries), -1)
    known = np.asarray(pd.unique(dated.text["country"]))
    # All countries on one line, so that one search finds all.
    line = places_of(dated.text["country"], known) * FAR + np.minimum(days, FAR - 1)
    order = np.argsort(line, kind="stable")
    wanted = places_of(countries, known) * FAR + asked
    place = np.searchsorted(line[order], wanted) - (not following)
    record = order[np.clip(place, 0, len(order) - 1)]
    there = (place >= 0) & (place < len(order)) & (dated.text["country"][record] == countries)
    return np.where(there, record, -1)
