"""Convert frames of any library to pandas, and their cells to text.

Other libraries (polars, pyarrow, DuckDB, Dask, Ibis, PySpark) are read by narwhals, which plotly
requires. Of a lazy frame only the rows that a chart needs are collected.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from ..errors import RecordError
from .columns import Column
from .countries import country_in
from .country_column import OTHERS as OTHERS
from .country_column import read_countries, warn_of_unknown
from .dates import Date
from .header import COLUMNS, wrong_names
from .problems import group_problems

_EXPECTED = "expected a frame, of pandas, polars, pyarrow, DuckDB ..., as tl.read_csv gives it"


def to_pandas(frame: Any, country: str | None = None) -> pd.DataFrame:
    """Convert the nine columns of a frame to pandas; a frame of pandas is returned unchanged.

    Parameters
    ----------
    frame : frame
        Eager or lazy.
    country : str, optional
        Collect only the rows of this country of a lazy frame, and rows of `OTHERS` for the axes:
        the last year of the table, and the least and the largest value of each index.

    Raises
    ------
    RecordError
        If `frame` is no frame, lacks columns of the table, or is lazy and lacks the country.
    """
    if isinstance(frame, pd.DataFrame):
        _check(frame.columns.tolist())
        return frame
    import narwhals as nw

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of Dask
            table = nw.from_native(frame)
    except TypeError:
        raise RecordError(f"records is of type {type(frame).__name__}; {_EXPECTED}.") from None
    names = table.collect_schema().names()
    _check(names)
    table = table.select([name for name in COLUMNS if name in names])
    cells = _collected(table, country) if isinstance(table, nw.LazyFrame) else _cells(table)
    return pd.DataFrame(cells, dtype=object)


def _cells(table: Any) -> dict[str, list[Any]]:
    return {name: table[name].to_list() for name in table.columns}


def _check(names: Sequence[Any]) -> None:
    if wrong := wrong_names([name if isinstance(name, str) else repr(name) for name in names]):
        raise RecordError(*(f"records: {what}" for what in wrong))


def _collected(lazy: Any, country: str | None) -> dict[str, list[Any]]:
    import narwhals as nw

    def collect(some: Any) -> Any:
        return some.collect("polars" if some.implementation.is_polars() else "pandas")

    if country is None:
        return _cells(collect(lazy))
    cells = collect(lazy.select("country").unique())["country"].to_list()
    texts = tuple(cell_text(cell).strip() for cell in cells)
    there = read_countries(texts)
    warn_of_unknown(Column(texts, np.arange(len(texts))), "records", counted=False)
    code = country_in(there, country)
    named = [cell for cell, of in zip(cells, there, strict=True) if of == code]
    found = _cells(collect(lazy.filter(nw.col("country").is_in(named))))
    others = list(_bounds(lazy, collect))
    return {
        name: [*map(cell_text, column), *(row.get(name, "") for row in others)]
        for name, column in found.items()
    }


def _bounds(lazy: Any, collect: Any) -> Iterator[dict[str, str]]:
    """Rows of `OTHERS` with the last year of the table and the ends of each index."""
    import narwhals as nw

    columns = lazy.collect_schema().names()
    dates = (nw.col(name).cast(nw.String) for name in ("start", "end") if name in columns)
    begin_with_year = (nw.when(text.str.contains("^[0-9]{4}")).then(text) for text in dates)
    plain = (text.str.replace_all("[^0-9-]", "").max() for text in begin_with_year)
    found = _cells(collect(lazy.select(*plain)))
    last = max((cell for (cell,) in found.values() if isinstance(cell, str)), default="")
    if last:  # as text, a winter comes after the other dates of its year
        start = last[:7] if last[4:7] == "-24" else last[:4]
        yield {"country": OTHERS, "kind": "event", "start": start, "label": "the last year"}
    if {"value", "category"} <= set(columns):
        value = nw.col("value").cast(nw.Float64)
        index = lazy.filter(nw.col("kind").cast(nw.String) == "index").select("category", v=value)
        ends = index.group_by("category").agg(low=nw.col("v").min(), high=nw.col("v").max())
        for category, *numbers in collect(ends).select("category", "low", "high").rows():
            for number, year in zip(numbers, ("0001", "0002"), strict=True):
                yield {
                    "country": OTHERS, "kind": "index", "start": year, "value": cell_text(number),
                    "category": cell_text(category),
                }  # fmt: skip


def column_of(cells: pd.Series, place: str) -> Column:
    """The cells of a column of a frame as text; a missing value is empty.

    Parameters
    ----------
    cells : pandas.Series
    place : str
        The text before a row in messages: ``"records, row"``.

    Raises
    ------
    RecordError
        If some cells are neither text nor number nor date.
    """
    try:
        if isinstance(cells.dtype, np.dtype | pd.StringDtype) and cells.dtype.kind in "OTU":
            return Column.of([c if type(c) is str else cell_text(c) for c in cells.tolist()])
        codes, different = pd.factorize(cells, use_na_sentinel=False)
        found = Column.of([cell_text(cell) for cell in different.tolist()])
        return Column(found.texts, found.codes[codes])
    except TypeError:
        wrong = {
            n: f"{cells.name} is of type {type(cell).__name__}; expected text, a number or a date."
            for n, cell in enumerate(cells.tolist())
            if not _is_readable(cell)
        }
        problems = group_problems(place, list(wrong), cells.index.__getitem__, wrong.__getitem__)
        raise RecordError(*(sentence for _, sentence in problems)) from None


def _is_readable(cell: Any) -> bool:
    try:
        return isinstance(cell_text(cell), str)
    except TypeError:
        return False


def cell_text(cell: Any) -> str:
    """Convert a cell to text: 2004.0 to 2004, midnight to its day, a missing value to nothing.

    >>> cell_text(2004.0), cell_text(datetime(2003, 5, 15)), cell_text(None), cell_text(5.3)
    ('2004', '2003-05-15', '', '5.3')
    """
    if isinstance(cell, str):
        return str(cell)
    if isinstance(cell, Date):
        return cell.text
    if isinstance(cell, np.datetime64):
        return _as_precise(cell)
    if cell is None or cell is pd.NA or cell is pd.NaT or cell != cell:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else str(cell)
    if isinstance(cell, pd.Period):
        named = cell.freqstr in ("Y-DEC", "A-DEC", "M", "D", "B", "Q-DEC") or cell.freqstr.islower()
        return str(cell) if named else f"{cell.start_time.date()}/{cell.end_time.date()}"
    if isinstance(cell, date | bool | np.bool_):
        return str(cell)
    if isinstance(cell, int | float | np.integer | np.floating | Decimal):
        whole = float(cell).is_integer() and abs(float(cell)) < 1e15
        return str(int(cell)) if whole else str(cell)
    raise TypeError(cell)


def _as_precise(cell: np.datetime64) -> str:
    """A date of numpy as precise as its unit: a year for years, an interval for weeks."""
    if np.isnat(cell):
        return ""
    unit, count = np.datetime_data(cell.dtype)
    if unit in "YMD" and count == 1:
        return str(cell)
    if unit in "YMWD":
        day = np.timedelta64(1, "D")
        return f"{cell.astype('datetime64[D]')}/{(cell + 1).astype('datetime64[D]') - day}"
    try:
        return cell_text(pd.Timestamp(cell))
    except (ValueError, OverflowError):  # pandas knows fewer years
        return str(cell)
