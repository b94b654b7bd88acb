"""Read and validate the table: one row is one thing on a timeline.

A table with mistakes is not read in part: one `RecordError` lists every problem of every row, with
the line of the file, what was found there and what was expected.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

import numpy as np
import pandas as pd

from ..errors import expect, is_flag, with_hints
from .cache import FrameCache
from .codes import SYSTEMS
from .columns import Column
from .country_column import read_countries, warn_of_unknown
from .csv_reader import cells_of, opened
from .data_package import beside_files, shipped
from .date_forms import to_edtf
from .dates import ONGOING, Date, parse
from .frames import column_of, to_pandas
from .header import COLUMNS as COLUMNS
from .header import REQUIRED as REQUIRED
from .problems import Problem, raise_problems
from .rules import problems_in
from .scales import TIP_TIERS, Scale
from .scorecards import as_scale, own_ratings
from .sources import Origin, origin_of


@with_hints
def read_csv(
    path: str | os.PathLike[str] | IO[Any] | Sequence[str | os.PathLike[str]] | None = None,
    scale: Scale | Sequence[Scale] = TIP_TIERS,
    country_codes: str = "iso",
    *,
    sep: str | None = None,
    dayfirst: bool | None = None,
) -> pd.DataFrame:
    r"""Read a table of ratings, indices, laws, governments and events.

    Parameters
    ----------
    path : path-like, open file or list of path-like, optional
        A CSV file: UTF-8, a header line, one row a record; also packed with gzip. The columns
        ``country``, ``kind`` and ``start`` are required, the other columns of `COLUMNS` where a
        kind needs them; any further column is kept unchanged. Several files make one table. If not
        given, the table that comes with the package.
    scale : Scale or sequence of Scale
        The levels that a rating may have; of several scorecards, a scale for each: see `timeline`.
    country_codes : {"iso", "iso2", "cow", "vdem", "worldbank"}
        The system of the country codes: AUS is Austria in the Correlates of War.
    sep : str, optional
        The character between cells. If not given, the one of comma, semicolon, tab and bar that
        separates the names of the columns in the header. Numbers always have a decimal point.
    dayfirst : bool, optional
        Whether ``3/5/2010``, ``03.05.2010`` and ``3-5-2010`` are 3 May (True) or 5 March (False).
        If not given, each such date is an error, since it can mean two things. ``5 May 2003`` and
        ``May 2003`` are always read, a year of two digits never.

    Returns
    -------
    pandas.DataFrame
        The rows in the order of the file, indexed by their line in it. ``start`` is a `Date`,
        ``end`` a `Date`, ``".."`` or ``""``; all else is text, an empty cell is ``""``. Its
        ``attrs`` hold the name of the ``table``, the ``sha256`` of the file, the ``release`` that
        a ``datapackage.json`` beside it names, the path of ``sources``, a BibTeX file (that beside
        the table, unless you set another), and in ``reports`` how many countries the report of each
        year rates, if a ``reports.csv`` beside the table has it. `concat` keeps all of them.

    Raises
    ------
    RecordError
        Listing every problem of every row.

    Warns
    -----
    RecordWarning
        If some names in ``country`` are no known country, while others are.

    Examples
    --------
    >>> import tinytl as tl
    >>> records = tl.read_csv()
    >>> law = records.query("country == 'KAZ' and label == 'Partial criminalization'").iloc[0]
    >>> str(law.start), law.start.earliest, law.start.latest
    ('2002-02', datetime.date(2002, 2, 1), datetime.date(2002, 2, 28))

    The table of a European spreadsheet:

    >>> import io
    >>> file = io.StringIO('country;kind;start;label\nViet-Nam;law;03.05.2010;"A law; in two"\n')
    >>> tl.read_csv(file, dayfirst=True).iloc[0][["country", "start"]].astype(str).tolist()
    ['VNM', '2010-05-03']
    """
    scale = check_options(scale, country_codes, dayfirst)
    separates = isinstance(sep, str) and len(sep) == 1 and sep not in '"\r\n'
    one = "one character that stands between cells, such as ';'"
    expect(sep is None or separates, "sep", sep, one)
    if isinstance(path, list | tuple):
        expect(len(path) > 0, "path", path, "a file's name, an open file, or a list of them")
        from .concat import concat

        each = partial(read_csv, scale=scale, country_codes=country_codes, sep=sep)
        return concat([each(one, dayfirst=dayfirst) for one in path], scale)
    name, data, file = opened(shipped("timelines.csv") if path is None else path)
    lines, columns, problems = cells_of(data, name, sep)
    index = pd.Index(lines, name="line", dtype="int64")
    cells, wrong = _normalized(
        columns, columns, scale, index, f"{name}, line", country_codes, dayfirst
    )
    raise_problems(problems + [(int(lines[position]), sentence) for position, sentence in wrong])
    warn_of_unknown(columns["country"], name, country_codes)
    series = {name: _series(name, column, index) for name, column in (columns | cells).items()}
    records = pd.DataFrame(series, copy=False)
    records.attrs |= {
        "table": name,
        "sha256": hashlib.sha256(data).hexdigest(),
        **beside_files(file),
    }
    _check_once.keep(records, scale, CheckedTable.of(records.copy(deep=False), scale))
    return records


def check_options(scale: Any, country_codes: Any, dayfirst: Any, where: str = "") -> Scale:
    """Refuse wrong options of `read_csv` and `tidy`; `where` comes before their names.

    Returns
    -------
    Scale
        One for the table, of one or several scales.

    Raises
    ------
    RecordError
        Quoting the first wrong option, with what was expected.
    """
    named = isinstance(country_codes, str) and country_codes in SYSTEMS
    expect(named, f"{where}country_codes", country_codes, f"one of {', '.join(SYSTEMS)}")
    ordered = dayfirst is None or is_flag(dayfirst)
    expect(ordered, f"{where}dayfirst", dayfirst, "True, False or None")
    return as_scale(scale)


def validate(
    records: Any,
    scale: Scale | Sequence[Scale] = TIP_TIERS,
    written: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """Check records and return them typed; the frame passed in is not changed.

    A frame that was checked before, or that `read_csv` returned, is not checked again as long as
    it stays the same (`FrameCache`).

    Parameters
    ----------
    records : frame
        Of any library: rows with the columns of `COLUMNS`, dates as EDTF text, dates or `Date`.
    scale : Scale
        The levels that a rating may have.
    written : dict, optional
        By column, the original text of each row, if `tidy` converted it: errors quote it.

    Returns
    -------
    pandas.DataFrame
        A new frame with the same rows and index, as `read_csv` returns it.

    Raises
    ------
    RecordError
        Listing every problem of every row.
    """
    if written is None:
        return check_table(records, scale).records.copy(deep=False)
    table = _check(records, as_scale(scale), written)
    _check_once.keep(table.records, table.scale, table)
    return table.records.copy(deep=False)


@dataclass(frozen=True, eq=False)
class CheckedTable:
    """A table that keeps all rules: the same object for as long as its frame stays the same.

    Attributes
    ----------
    records : pandas.DataFrame
        The rows as `read_csv` returns them, which nobody may change.
    of_scales : pandas.DataFrame
        The same without the ratings of scorecards for which there is no scale.
    scale : Scale
        The levels that a rating may have.
    origin : Origin
        The file from which the rows come, and the BibTeX files of their sources.
    """

    records: pd.DataFrame
    of_scales: pd.DataFrame
    scale: Scale
    origin: Origin

    @classmethod
    def of(cls, records: pd.DataFrame, scale: Scale) -> CheckedTable:
        """Make one of rows that have been checked."""
        return cls(records, own_ratings(records, scale), scale, origin_of(records))


def check_table(
    records: Any, scale: Scale | Sequence[Scale] = TIP_TIERS, country: str | None = None
) -> CheckedTable:
    """Check a frame of any library, as `validate` does; of a lazy one `country` alone, if given."""
    return _check_once(to_pandas(records, country), scale)


def _check(
    records: pd.DataFrame, scale: Scale, written: Mapping[str, Sequence[str]] | None = None
) -> CheckedTable:
    table_name = records.attrs.get("table") or "records"
    place = before_rows(records, table_name)
    columns = {name: column_of(records[name], place) for name in COLUMNS if name in records}
    quoted = columns | {name: Column.of(texts) for name, texts in (written or {}).items()}
    cells, problems = _normalized(columns, quoted, scale, records.index, place)
    raise_problems(problems)
    if written is None and not all(isinstance(start, Date) for start in records["start"]):
        warn_of_unknown(columns["country"], table_name)
    typed = records.copy(deep=False)
    for name, column in cells.items():
        typed[name] = _series(name, column, records.index)
    return CheckedTable.of(typed, scale)


def before_rows(records: pd.DataFrame, table: str) -> str:
    """The text before the name of a row in messages; none if `concat` has named rows in full."""
    if records.index.name == "place":
        return ""
    return f"{table}, {'line' if records.index.name == 'line' else 'row'}"


_check_once = FrameCache(_check)


def _normalized(
    columns: Mapping[str, Column],
    quoted: Mapping[str, Column],
    scale: Scale,
    index: pd.Index[Any],
    where: str,
    country_codes: str = "iso",
    dayfirst: bool | None = None,
) -> tuple[dict[str, Column], list[Problem]]:
    """Bring the cells of the nine columns into one form, and list their problems.

    Messages quote the cells of `quoted`.
    """
    nothing = Column(("",), np.zeros(len(index), dtype=np.int64))
    cells = {}
    for name in COLUMNS:
        column = columns.get(name, nothing)
        column = column.changed(map(str.strip, column.texts))
        texts: Iterable[str] = column.texts
        if name == "country":
            texts = read_countries(column.texts, country_codes)
        elif name in ("start", "end"):
            texts = (to_edtf(text, dayfirst) for text in texts)
        elif name == "value":
            codes = {code for one in (scale, *scale.others) for code in one.codes}
            whole = ((text, text.removesuffix(".0")) for text in texts)
            texts = (number if number in codes else text for text, number in whole)
        cells[name] = column.changed(texts)
    return cells, problems_in(cells, quoted, scale, index, where)


def _series(name: str, column: Column, index: pd.Index[Any]) -> pd.Series:
    if name not in ("start", "end"):
        return pd.Series(column.cells(), index, dtype=str)
    dates = (text if text in ("", ONGOING) else parse(text) for text in column.texts)
    return pd.Series(column.cells(dates), index, dtype=object)
