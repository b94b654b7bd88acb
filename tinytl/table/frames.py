"""Frames of any library: their cells as text, and of a large table only what a chart needs.

Through narwhals, which plotly brings along: pandas, polars, pyarrow, DuckDB, Dask, Ibis, PySpark.
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
from .country_column import read, warn_of_unknown
from .dates import Date
from .header import COLUMNS, wrong_names
from .problems import grouped

EXPECTED = "expected a frame, of pandas, polars, pyarrow, DuckDB ..., as tl.read_csv gives it"


def to_pandas(frame: Any, country: str | None = None) -> pd.DataFrame:
    """The nine columns of a frame of any library as a frame of pandas; one of pandas as it is.

    Parameters
    ----------
    frame : frame
        Eager or lazy.
    country : str, optional
        Of a lazy frame collect the rows of this country, and of all what its axes depend on: the
        last year of the table, the least and the largest value of each index.

    Raises
    ------
    RecordError
        If it is no frame, has not the columns of the table, or a lazy one not that country.
    """
    if not isinstance(frame, pd.DataFrame):
        import narwhals as nw

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", FutureWarning)  # Dask's part may move elsewhere
                known = nw.from_native(frame)
        except TypeError:
            raise RecordError(f"records is of type {type(frame).__name__}; {EXPECTED}.") from None
        names = known.collect_schema().names()
        _check(names)
        chosen = known.select([name for name in COLUMNS if name in names])
        if isinstance(chosen, nw.LazyFrame):
            return pd.DataFrame(_collected(chosen, country), dtype=object)
        cells = {name: chosen[name].to_list() for name in chosen.columns}
        return pd.DataFrame(cells, dtype=object)
    _check(frame.columns.tolist())
    return frame


def _check(names: Sequence[Any]) -> None:
    if wrong := wrong_names([name if isinstance(name, str) else repr(name) for name in names]):
        raise RecordError(*(f"records: {what}" for what in wrong))


def _collected(lazy: Any, country: str | None) -> dict[str, list[Any]]:
    import narwhals as nw

    def collect(some: Any) -> Any:
        return some.collect("polars" if some.implementation.is_polars() else "pandas")

    if country is None:
        frame = collect(lazy)
        return {name: frame[name].to_list() for name in frame.columns}
    cells = collect(lazy.select("country").unique())["country"].to_list()
    texts = tuple(as_text(cell).strip() for cell in cells)
    there = read(texts)
    warn_of_unknown(Column(texts, np.arange(len(texts))), "records", counted=False)
    code = country_in(there, country)
    named = [cell for cell, of in zip(cells, there, strict=True) if of == code]
    frame = collect(lazy.filter(nw.col("country").is_in(named)))
    text = {name: [*map(as_text, frame[name].to_list())] for name in frame.columns}
    for row in _bounds(lazy, collect):
        for name, column in text.items():
            column.append(row.get(name, ""))
    return text


def _bounds(lazy: Any, collect: Any) -> Iterator[dict[str, str]]:
    """Records of no country for what a chart must know of all: the last year, ends of indices."""
    import narwhals as nw

    columns = lazy.collect_schema().names()
    dates = [name for name in ("start", "end") if name in columns]
    years = {"": "^[0-9]{4}", "-24": "^[0-9]{4}-24"}  # a winter ends in the year after
    found = collect(lazy.select(*(
        nw.when(cell.str.contains(form)).then(cell.str.slice(0, 4)).max().alias(f"{name}/{season}")
        for name in dates
        for cell in [nw.col(name).cast(nw.String)]
        for season, form in years.items()
    )))  # fmt: skip
    last = [
        f"{year}{name.partition('/')[2]}"
        for name in found.columns
        for year in found[name].to_list()
        if isinstance(year, str)  # Dask has NaN for none
    ]
    if last:
        yield {"country": OTHERS, "kind": "event", "start": max(last), "label": "the last year"}
    if {"value", "category"} <= set(columns):
        value = nw.col("value").cast(nw.Float64)
        index = lazy.filter(nw.col("kind").cast(nw.String) == "index").select("category", v=value)
        ends = index.group_by("category").agg(low=nw.col("v").min(), high=nw.col("v").max())
        for category, *numbers in collect(ends).select("category", "low", "high").rows():
            for number, year in zip(numbers, ("0001", "0002"), strict=True):
                yield {
                    "country": OTHERS, "kind": "index", "start": year, "value": as_text(number),
                    "category": as_text(category),
                }  # fmt: skip


def column_of(cells: pd.Series, place: str) -> Column:
    """The cells of a column of a frame as text; what is missing is empty.

    Raises
    ------
    RecordError
        If some are neither text nor number nor date.
    """
    try:
        if isinstance(cells.dtype, np.dtype | pd.StringDtype) and cells.dtype.kind in "OTU":
            return Column.of([c if type(c) is str else as_text(c) for c in cells.tolist()])
        codes, different = pd.factorize(cells, use_na_sentinel=False)
        found = Column.of([as_text(cell) for cell in different.tolist()])
        return Column(found.texts, found.codes[codes])
    except TypeError:
        wrong = [n for n, cell in enumerate(cells.tolist()) if not _is_readable(cell)]
        raise RecordError(
            *(
                sentence
                for _, sentence in grouped(
                    place, wrong, cells.index,
                    lambda n: f"{cells.name} is of type {type(cells.iloc[n]).__name__}; expected "
                    "text, a number or a date.",
                )
            )
        ) from None  # fmt: skip


def _is_readable(cell: Any) -> bool:
    try:
        as_text(cell)
    except TypeError:
        return False
    return True


def as_text(cell: Any) -> str:
    """A cell as the table has it: 2004.0 is 2004, midnight a day, what is missing empty.

    >>> as_text(2004.0), as_text(datetime(2003, 5, 15)), as_text(None), as_text(5.3)
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
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, pd.Period):
        named = (
            cell.freqstr in ("Y-DEC", "M", "D", "B") or cell.freqstr.islower() or "Q" in str(cell)
        )
        return str(cell) if named else f"{cell.start_time.date()}/{cell.end_time.date()}"
    if isinstance(cell, bool | np.bool_):
        return str(cell)
    if isinstance(cell, int | float | np.integer | np.floating | Decimal):
        whole = float(cell).is_integer() and abs(float(cell)) < 1e15
        return str(int(cell)) if whole else str(cell)
    raise TypeError(cell)


def _as_precise(cell: np.datetime64) -> str:
    """A date of numpy in its own unit: of years a year, of weeks an interval."""
    if np.isnat(cell):
        return ""
    unit, count = np.datetime_data(cell.dtype)
    if unit in "YMD" and count == 1:
        return str(cell)
    if unit in "YMWD":
        day = np.timedelta64(1, "D")
        return f"{cell.astype('datetime64[D]')}/{(cell + 1).astype('datetime64[D]') - day}"
    try:
        return as_text(pd.Timestamp(cell))
    except (ValueError, OverflowError):  # pandas knows fewer years
        return str(cell)
