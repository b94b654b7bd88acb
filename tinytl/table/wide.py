"""Frames with a column a year as frames with a row a year."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from ..errors import RecordError

YEAR, VALUE = "year of the column", "value in the column"


def long(table: pd.DataFrame, wide: Any) -> pd.DataFrame:
    """A row a country and year, from a column a year.

    Parameters
    ----------
    table : pandas.DataFrame
    wide : bool, str or list of str
        Which columns hold the values of a year, as in `tidy`.

    Returns
    -------
    pandas.DataFrame
        The other columns, `YEAR` and `VALUE`.

    Raises
    ------
    RecordError
        If no such column has a year in its name.
    """

    def asked(column: Any) -> bool:
        if isinstance(wide, str):
            return wide in (column if isinstance(column, tuple) else str(column))
        return wide is True or column in wide

    years = {column: _year(column) for column in table.columns if asked(column)}
    rest = [column for column in table.columns if not years.get(column)]
    below = ("",) * (table.columns.nlevels - 1)  # of columns of several levels: named to the last
    year, value = ((YEAR, *below), (VALUE, *below)) if below else (YEAR, VALUE)
    parts = []
    for column in [column for column in table.columns if years.get(column)]:
        part = table[rest].copy()
        part[year], part[value] = years[column], table[column].astype(object)
        parts.append(part)
    if not parts:
        raise RecordError(f"tidy: wide is {wide!r}, but no such column has a year in its name.")
    return pd.concat(parts)


def _year(column: Any) -> str:
    """The last year in the name of a column."""
    text = " ".join(map(str, column)) if isinstance(column, tuple) else str(column)
    years = re.findall(r"(?<!\d)[12]\d{3}(?!\d)", text)
    return years[-1] if years else ""
