"""Change the shape of a frame: from columns of years to rows, and from starts to ends."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from ..errors import RecordError
from .date_forms import to_edtf
from .dates import ONGOING, date_or_none, is_season_or_years
from .rules import FAR

YEAR, VALUE = "year of the column", "value in the column"


def long(table: pd.DataFrame, wide: Any) -> pd.DataFrame:
    """Turn a frame with a column a year into a frame with a row a year.

    Parameters
    ----------
    table : pandas.DataFrame
    wide : bool, str or list of str
        The columns that hold the values of a year, as in `tidy`.

    Returns
    -------
    pandas.DataFrame
        The other columns, `YEAR` and `VALUE`.

    Raises
    ------
    RecordError
        If no such column has a year in its name, or a name can mean several years.
    """

    def is_asked(column: Any) -> bool:
        if isinstance(wide, str):
            return wide in (column if isinstance(column, tuple) else str(column))
        return wide is True or column in wide

    years = {column: _year(column) for column in table.columns if is_asked(column)}
    if unclear := [" ".join(_texts(c)) for c, year in years.items() if year is None]:
        raise RecordError(
            f"tidy: columns {', '.join(map(repr, unclear))} can mean several years or a part of "
            "one; expected one date in each name, as in '2020' or '2020-03'. Rename them, or list "
            "in wide= the columns to read."
        )
    rest = [column for column in table.columns if not years.get(column)]
    below = ("",) * (table.columns.nlevels - 1)  # a name has as many levels as the columns
    year, value = ((YEAR, *below), (VALUE, *below)) if below else (YEAR, VALUE)
    parts = []
    for column in filter(years.get, table.columns):
        part = table[rest].copy()
        part[year], part[value] = years[column], table[column].astype(object)
        parts.append(part)
    if not parts:
        raise RecordError(f"tidy: wide is {wide!r}, but no such column has a year in its name.")
    return pd.concat(parts)


def _texts(column: Any) -> list[str]:
    """The name of a column, in its levels."""
    return [*map(str, column)] if isinstance(column, tuple) else [str(column)]


def _year(column: Any) -> str | None:
    """The date that the name of a column is, or the last year in it; None if that is unclear."""
    for text in map(to_edtf, _texts(column)):
        if re.match("[12][0-9]{3}-", text) and date_or_none(text) and not is_season_or_years(text):
            return text
    text = " ".join(_texts(column))
    years = [*re.finditer(r"(?<!\d)[12]\d{3}(?!\d)", text)]
    if not years:
        return ""
    before, after = text[: years[-1].start()], text[years[-1].end() :]
    part_of_more = re.match(r" ?[-/–] ?\d|\.(?!0+$)\d|[ -]?[QqMmHhWw]\d", after)
    return None if part_of_more or re.search(r"\d ?[-/–.] ?$", before) else years[-1][0]


def until_next(cells: pd.DataFrame) -> pd.DataFrame:
    """End each record at the start of the next one of its country, kind and category.

    Consecutive rows of the same government become one. Reports and redeterminations are one series
    of ratings: each ends the one before it. The last record of a series still goes on.

    Parameters
    ----------
    cells : pandas.DataFrame
        Columns of texts, among them ``start as written`` and ``end as written``.
    """
    tiers = (cells["kind"] == "rating") & cells["category"].isin(("report", "redetermination"))
    series = cells["category"].mask(tiers, "")
    keys = list(zip(cells["country"], cells["kind"], series, cells["start"], strict=True))
    labels = list(zip(cells["label"], cells["value"], strict=True))  # a government and its party
    written = cells["start as written"].tolist()

    def follows(row: int, before: int) -> bool:
        return keys[row][:3] == keys[before][:3]

    kept: list[int] = []
    order = sorted(range(len(keys)), key=keys.__getitem__)  # pandas cannot sort every text
    for row in order:
        goes_on = kept and keys[row][1] == "government" and follows(row, kept[-1])
        if not goes_on or labels[row] != labels[kept[-1]]:
            kept.append(row)
    ends, quoted = [ONGOING] * len(kept), [""] * len(kept)
    for place in reversed(range(len(kept) - 1)):
        row, after = kept[place : place + 2]
        if follows(after, row):
            # laws and events of one day last until the next day that has one
            of_one_day = keys[row][1] in ("law", "event") and keys[row][3] == keys[after][3]
            ends[place] = ends[place + 1] if of_one_day else keys[after][3]
            quoted[place] = quoted[place + 1] if of_one_day else written[after]
    cells = cells.iloc[kept].copy()
    for column, texts in (("end", ends), ("end as written", quoted)):
        cells[column] = pd.Series(texts, cells.index, dtype=object)
    return cells


def after_last(end: str) -> str:
    """The day, month or year after an inclusive end; other texts unchanged."""
    whole = re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", end)
    if not whole or int(end[:4]) >= FAR - 1 or is_season_or_years(end):
        return end
    last = date_or_none(end)
    return last.day_after.isoformat()[: len(end)] if last else end
