"""The table: one row is one thing on a timeline, read from CSV, validated, its dates typed.

A table that is wrong is not half read: every problem of every row is collected, and one
`RecordError` lists them all with the line of the file, what was found there and what was expected.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd

from ..disk import at_home
from ..errors import RecordError, expect
from .cache import FrameCache
from .codes import SYSTEMS
from .columns import Column
from .country_column import read, warn_of_unknown
from .csv_reader import cells_of
from .date_forms import to_edtf
from .dates import ONGOING, Date, parse
from .frames import column_of, to_pandas
from .header import COLUMNS as COLUMNS
from .header import REQUIRED as REQUIRED
from .problems import Problem, short
from .release import release_of, reports_of
from .rules import problems_in
from .scales import TIP_TIERS, Scale
from .shipped import shipped


def read_csv(
    path: str | os.PathLike[str] | IO[Any] | Sequence[str | os.PathLike[str]] | None = None,
    scale: Scale = TIP_TIERS,
    country_codes: str = "iso",
    *,
    sep: str | None = None,
    dayfirst: bool | None = None,
) -> pd.DataFrame:
    r"""Read a table of ratings, indices, laws, governments and events.

    Parameters
    ----------
    path : path-like, open file or list of path-like, optional
        A CSV file: UTF-8, a header line, one row a record; also packed with gzip.
        ``country``, ``kind`` and ``start`` must be there, the other columns of `COLUMNS` where a
        kind needs them; any further column is kept as it is. Several files make one table. If not
        given, the table that comes with the package.
    scale : Scale
        The levels that a rating may have.
    country_codes : {"iso", "iso2", "cow", "vdem", "worldbank"}
        Whose codes the countries have where they are not those of ISO: AUS is Austria in the
        Correlates of War.
    sep : str, optional
        The character between cells. If not given, it is that of comma, semicolon, tab and bar with
        which the header has the names of the columns. Numbers have a decimal point in any case.
    dayfirst : bool, optional
        Whether ``3/5/2010``, ``03.05.2010`` and ``3-5-2010`` are 3 May (True) or 5 March (False).
        If not given, each such date is an error, since it can mean two things. ``5 May 2003`` and
        ``May 2003`` are read in any case, a year of two digits in none.

    Returns
    -------
    pandas.DataFrame
        The rows in the order of the file, indexed by their line in it. ``start`` is a `Date`,
        ``end`` a `Date`, ``".."`` or ``""``; all else is text, an empty cell is ``""``. Its
        ``attrs`` hold the name of the ``table``, the ``sha256`` of the file, the ``release`` that
        a ``datapackage.json`` beside it names, the path of ``sources``, the BibTeX file beside it
        (set another if you like), and in ``reports`` how many countries the report of each year
        rates, if a ``reports.csv`` beside it says so. Of several tables `concat` keeps them all.

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
    if not isinstance(country_codes, str) or country_codes not in SYSTEMS:
        raise RecordError(
            f"country_codes is {country_codes!r:.60}; expected one of {', '.join(SYSTEMS)}."
        )
    expect(isinstance(scale, Scale), "scale", scale, "a tl.Scale")
    expect(dayfirst in (None, True, False), "dayfirst", dayfirst, "True, False or None")
    expect(
        sep is None or (isinstance(sep, str) and len(sep) == 1 and sep not in '"\r\n'),
        "sep", sep, "one character that stands between cells, such as ';'",
    )  # fmt: skip
    if isinstance(path, list | tuple):
        from .concat import concat

        each = partial(read_csv, scale=scale, country_codes=country_codes, sep=sep)
        return concat([each(one, dayfirst=dayfirst) for one in path], scale)
    name, data, sources = _opened(shipped("timelines.csv") if path is None else path)
    lines, columns, problems = cells_of(data, name, sep)
    index = pd.Index(lines, name="line", dtype="int64")
    known = {column: columns[column] for column in COLUMNS if column in columns}
    cells, wrong = _checked(known, scale, index, f"{name}, line", country_codes, dayfirst, name)
    if problems := problems + [(int(lines[position]), said) for position, said in wrong]:
        raise RecordError(*(said for _, said in sorted(problems)))
    others = {
        column: pd.Series(found.cells(), index, dtype=str)
        for column, found in columns.items()
        if column not in cells
    }
    order = dict.fromkeys([*columns, *COLUMNS])
    records = pd.DataFrame({column: (cells | others)[column] for column in order}, copy=False)
    records.attrs |= {"table": name, "sha256": hashlib.sha256(data).hexdigest(), "sources": sources}
    beside = Path(sources).with_name(name) if sources else None
    records.attrs["release"] = release_of(beside) if beside else ""
    if beside and (reports := reports_of(beside)):
        records.attrs["reports"] = reports
    _known.keep(records, scale, records.copy(deep=False))
    return records


def _opened(path: Any) -> tuple[str, bytes, str | None]:
    """The name of a table, its bytes, and where its sources stand."""
    name = getattr(path, "name", "") if hasattr(path, "read") else path
    if isinstance(name, str) and re.match(r"[a-zA-Z][\w+.-]+://", name):
        raise RecordError(
            f"{short(name)!r} is an address; expected a file: download it first, or pass its "
            "bytes as io.BytesIO."
        )
    try:
        if isinstance(path, str) and re.search("[\r\n]", path):
            raise RecordError("path is the text of a table; expected its file: io.StringIO(text).")
        if hasattr(path, "read"):
            data = path.read()
            data = data.encode(errors="surrogatepass") if isinstance(data, str) else bytes(data)
            if not isinstance(name, str) or not Path(name).is_file():
                return "table", data, None
        else:
            name = at_home(Path(path))
            data = name.read_bytes()
    except TypeError:
        found = f"path is of type {type(path).__name__}"
        raise RecordError(f"{found}; expected a file's name, or an open file.") from None
    except (OSError, ValueError) as error:
        if isinstance(error, RecordError):
            raise
        why = getattr(error, "strerror", None) or error
        raise RecordError(f"{short(path)!r} cannot be read: {why}; expected a CSV file.") from error
    return Path(name).name, data, str(Path(name).absolute().with_name("sources.bib"))


def validate(records: Any, scale: Scale = TIP_TIERS) -> pd.DataFrame:
    """Check records and give them back typed; the frame passed in stays as it is.

    A frame that was checked lately, or that `read_csv` gave, is not checked again as long as it
    is the same.

    Parameters
    ----------
    records : frame
        Of any library: rows with the columns of `COLUMNS`, dates as EDTF text, dates or `Date`.
    scale : Scale
        The levels that a rating may have.

    Returns
    -------
    pandas.DataFrame
        A new frame with the same rows and index, as `read_csv` returns it.

    Raises
    ------
    RecordError
        Listing every problem of every row.
    """
    return _known(to_pandas(records), scale).copy(deep=False)


def _typed(
    records: pd.DataFrame, scale: Scale, written: Mapping[str, Sequence[str]] | None = None
) -> pd.DataFrame:
    """A checked frame; what is wrong is told with the cells as they were `written`."""
    table = records.attrs.get("table") or "records"
    place = f"{table}, {'line' if records.index.name == 'line' else 'row'}"
    place = "" if records.index.name == "place" else place  # of several tables, which knows itself
    columns = {name: column_of(records[name], place) for name in COLUMNS if name in records}
    told = {name: Column.of(texts) for name, texts in (written or {}).items()}
    known = written is not None or all(isinstance(start, Date) for start in records["start"])
    cells, problems = _checked(
        columns, scale, records.index, place, table="" if known else table, written=told
    )
    if problems:
        raise RecordError(*(said for _, said in problems))
    typed = records.copy(deep=False)
    for column, series in cells.items():
        typed[column] = series
    return typed


_known = FrameCache(_typed)


def checked(
    records: pd.DataFrame, scale: Scale, written: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """A frame of texts as `validate` gives it, known as checked from then on.

    Parameters
    ----------
    records : pandas.DataFrame
        The nine columns.
    scale : Scale
    written : dict
        By column, what stood in each row before it was made into that; errors quote it.
    """
    typed = _typed(records, scale, written)
    _known.keep(typed, scale, typed.copy(deep=False))
    return typed


def _checked(
    columns: Mapping[str, Column],
    scale: Scale,
    index: pd.Index[Any],
    where: str,
    country_codes: str = "iso",
    dayfirst: bool | None = None,
    table: str = "",
    written: Mapping[str, Column] | None = None,
) -> tuple[dict[str, pd.Series], list[Problem]]:
    """The nine columns, typed; or what is wrong with them."""
    nothing = Column(("",), np.zeros(len(index), dtype=np.int64))
    cells = {}
    for name in COLUMNS:
        column = columns.get(name, nothing)
        column = column.changed(map(str.strip, column.texts))
        texts = column.texts
        if name == "country":
            texts = tuple(read(texts, country_codes))
            if table:
                warn_of_unknown(column, texts, table)
        elif name in ("start", "end"):
            texts = tuple(to_edtf(text, dayfirst) for text in texts)
        elif name == "value":
            whole = ((text, text.removesuffix(".0")) for text in texts)
            texts = tuple(number if number in scale.codes else text for text, number in whole)
        cells[name] = column.changed(texts)
    if problems := problems_in(cells, {**columns, **(written or {})}, scale, index, where):
        return {}, problems
    return {name: _series(name, column, index) for name, column in cells.items()}, []


def _series(name: str, column: Column, index: pd.Index[Any]) -> pd.Series:
    if name not in ("start", "end"):
        return pd.Series(column.cells(), index, dtype=str)
    dates = (text if text in ("", ONGOING) else parse(text) for text in column.texts)
    return pd.Series(column.cells(dates), index, dtype=object)
