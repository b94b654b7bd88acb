"""What changed: each step from one spell to the next, and the laws and the leader around it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

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
    cells_of,
    framed,
    joined,
    names_of,
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
    >>> moved.loc[within & moved["country"].isin(["MOZ"]), ["date", "next_law", "days_to_law"]]
               date              next_law  days_to_law
    718  2007-06-12  Full criminalization          303
    """
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
    among = np.array([laws in category for category in cells.text["category"]], dtype=bool)
    return Cells({k: v[among] for k, v in cells.text.items()}, cells.horizon, {}).of("law")


def _on_one_line(countries: Texts, known: Texts, days: Days) -> Days:
    """Days of all countries on one line, so that one search finds all; NaN for unknown ones."""
    place = pd.Index(known).get_indexer(pd.Index(countries, dtype=object)).astype(float)
    return np.where(place < 0, np.nan, place * FAR + days)


def _laws(laws: Dated, d: Dated, new: Places) -> dict[str, pd.Series]:
    """The last law that may have come before each change, and the first that may follow it."""
    known = np.unique(laws.text["country"])
    country = d.text["country"]
    columns = {}
    for which, side, text, ends in (
        ("last_law", "left", "days_since_law", laws.start_min),
        ("next_law", "left", "days_to_law", laws.start_max),
    ):
        line = _on_one_line(laws.text["country"], known, ends)
        order = np.argsort(line, kind="stable")
        asked = d.start_max if which == "last_law" else d.start_min
        place = np.searchsorted(
            line[order], _on_one_line(country[new], known, asked[new]), side=side
        )
        place -= which == "last_law"
        inside = (place >= 0) & (place < len(line))
        law = order[np.where(inside, place, 0)] if len(line) else np.zeros(len(new), dtype=int)
        found = inside.copy()
        if len(line):
            found &= laws.text["country"][law] == country[new]
            columns[which] = as_text(np.where(found, laws.text["label"][law], None))
        else:
            columns[which] = as_text([None] * len(new))
    return columns
