"""The table: one row is one thing on a timeline, read from CSV, validated, its dates typed.

A table that is wrong is not half read: every problem of every row is collected, and one
`RecordError` lists them all with the line of the file, what was found there and what was expected.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pandas as pd

from ..errors import RecordError
from .cells import cells_of
from .dates import ONGOING, Date, parse
from .known import Known
from .rules import problems_in
from .scales import TIP_TIERS, Scale
from .shipped import shipped

REQUIRED = ("country", "kind", "start")
COLUMNS = (*REQUIRED, "end", "label", "value", "category", "detail", "source")


def read_csv(path: str | os.PathLike[str] | None = None, scale: Scale = TIP_TIERS) -> pd.DataFrame:
    """Read a table of ratings, indices, laws, governments and events.

    Parameters
    ----------
    path : path-like, optional
        A CSV file: UTF-8, comma, a header line, one row a record. ``country``, ``kind`` and
        ``start`` must be there, the other columns of `COLUMNS` where a kind needs them; any
        further column is kept as it is. If not given, the table that comes with the package.
    scale : Scale
        The levels that a rating may have.

    Returns
    -------
    pandas.DataFrame
        The rows in the order of the file, indexed by their line in it. ``start`` is a `Date`,
        ``end`` a `Date`, ``".."`` or ``""``; all else is text, an empty cell is ``""``. Its
        ``attrs`` hold the name of the ``table``, the ``sha256`` of the file and the path of
        ``sources``, the BibTeX file beside it; set the last for another. What pandas makes of
        several frames may lack them: ``joined.attrs = records.attrs``.

    Raises
    ------
    RecordError
        Listing every problem of every row.

    Examples
    --------
    >>> import tinytl as tl
    >>> records = tl.read_csv()
    >>> law = records.query("country == 'KAZ' and label == 'Partial criminalization'").iloc[0]
    >>> str(law.start), law.start.earliest, law.start.latest
    ('2002-02', datetime.date(2002, 2, 1), datetime.date(2002, 2, 28))
    """
    path = shipped("timelines.csv") if path is None else path
    name = Path(path).name
    data = Path(path).read_bytes()
    lines, columns, problems = cells_of(data, name)
    frame = pd.DataFrame(columns, pd.Index(lines, name="line", dtype="int64"), dtype=str)
    frame.attrs["table"] = name
    frame.attrs["sha256"] = hashlib.sha256(data).hexdigest()
    frame.attrs["sources"] = str(Path(path).absolute().with_name("sources.bib"))
    try:
        records = _typed(frame, scale)
    except RecordError as error:
        problems += error.problems
    if problems:
        raise RecordError(*sorted(problems, key=_line_of))
    _known.keep(records, scale, records.copy(deep=False))
    return records


def validate(records: pd.DataFrame, scale: Scale = TIP_TIERS) -> pd.DataFrame:
    """Check records and give them back typed; the frame passed in stays as it is.

    A frame that was checked lately, or that `read_csv` gave, is not checked again as long as it
    is the same.

    Parameters
    ----------
    records : pandas.DataFrame
        Rows with the columns of `COLUMNS`, dates as EDTF text or as `Date`.
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
    return _known(records, scale).copy(deep=False)


def _typed(records: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    missing = [column for column in REQUIRED if column not in records]
    if missing:
        raise RecordError(_missing_columns(missing, records))
    text = {column: _as_text(records, column) for column in COLUMNS}
    place = f"{_table(records)}, {'line' if records.index.name == 'line' else 'row'}"
    if problems := problems_in(text, scale, records.index, place):
        raise RecordError(*problems)
    typed = records.copy(deep=False)
    for column, cells in text.items():
        if column in ("start", "end"):
            dates = [parse(cell) if cell not in ("", ONGOING) else cell for cell in cells]
            typed[column] = pd.Series(dates, typed.index, dtype=object)
        else:
            typed[column] = pd.Series(cells, typed.index, dtype=str)
    return typed


_known = Known(_typed)


def _as_text(records: pd.DataFrame, column: str) -> list[str]:
    """The cells of a column as text without blanks around, empty where there is none."""
    if column not in records:
        return [""] * len(records)
    return [
        cell.strip() if isinstance(cell, str) else _told(cell) for cell in records[column].tolist()
    ]


def _told(cell: Any) -> str:
    if isinstance(cell, Date):
        return cell.text
    return "" if pd.isna(cell) else str(cell).strip()


def _table(records: pd.DataFrame) -> str:
    return str(records.attrs.get("table", "records"))


def _missing_columns(missing: list[str], records: pd.DataFrame) -> str:
    found = ", ".join(map(str, records.columns))
    hint = " Is the file separated by semicolons? Save it with commas." if ";" in found else ""
    return (
        f"{_table(records)}, line 1: no column {', '.join(map(repr, missing))}; found "
        f"{found or 'nothing'}; expected {', '.join(COLUMNS)}.{hint}"
    )


def _line_of(problem: str) -> int:
    return int(problem.partition(", line ")[2].partition(":")[0])
