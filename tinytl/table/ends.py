"""Ends of records: the start of the next one, or what comes after the last day."""

from __future__ import annotations

import re

import pandas as pd

from .dates import ONGOING, is_season_or_years, parse
from .rules import FAR


def until_next(cells: pd.DataFrame) -> pd.DataFrame:
    """Records that last until the next of their country, kind and category.

    A government that is named again goes on. Whatever changes a tier ends the rating before it, be
    it a report or a redetermination.
    """
    tiers = (cells["kind"] == "rating") & cells["category"].isin(("report", "redetermination"))
    series = cells["category"].mask(tiers, "")
    keys = list(zip(cells["country"], cells["kind"], series, cells["start"], strict=True))
    order = sorted(range(len(keys)), key=keys.__getitem__)  # pandas cannot sort every text
    labels, written = cells["label"].tolist(), cells["start as written"].tolist()
    kept = [
        row
        for before, row in zip([None, *order], order, strict=False)
        if before is None
        or keys[row][:3] != keys[before][:3]
        or keys[row][1] != "government"
        or labels[row] != labels[before]
    ]
    pairs = zip(kept, [*kept[1:], None], strict=True)
    after = [n if n is not None and keys[n][:3] == keys[row][:3] else None for row, n in pairs]
    cells = cells.iloc[kept]
    ends = [ONGOING if n is None else keys[n][3] for n in after]
    stood = ["" if n is None else written[n] for n in after]
    index = cells.index
    return cells.assign(
        **{
            "end": pd.Series(ends, index, dtype=object),
            "end as written": pd.Series(stood, index, dtype=object),
        }
    )


def after_last(end: str) -> str:
    """The day, month or year after an end that is the last of its kind."""
    whole = re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", end)
    if not whole or int(end[:4]) >= FAR - 1 or is_season_or_years(end):
        return end
    try:
        return parse(end).day_after.isoformat()[: len(end)]
    except (ValueError, OverflowError):  # said by the rules
        return end
