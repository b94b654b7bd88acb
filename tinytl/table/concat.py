"""Put several tables together, and keep the file, checksum and sources of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from ..errors import RecordError, expect, with_hints
from .codes import states
from .columns import Column
from .country_column import warn_of_unknown
from .header import REQUIRED
from .records import before_rows, validate
from .scales import TIP_TIERS, Scale


@with_hints
def concat(
    tables: Iterable[pd.DataFrame], scale: Scale | Sequence[Scale] = TIP_TIERS
) -> pd.DataFrame:
    """Put the rows of several tables into one table, and check them together.

    Captions, references and saved files name the file, the checksum and the sources of each table;
    error messages name the file and the line: ``mine.csv, line 3``.

    Parameters
    ----------
    tables : iterable of pandas.DataFrame
        As `read_csv` or `tidy` returns them, whole or filtered; they are not changed.
    scale : Scale or sequence of Scale
        The levels that a rating may have; of several scorecards, a scale for each: see `timeline`.

    Returns
    -------
    pandas.DataFrame
        As `read_csv` returns it, in the order of the tables, indexed by file and line.

    Raises
    ------
    RecordError
        Listing every problem of every row, such as two ratings of a country at one time.

    Warns
    -----
    RecordWarning
        If all names of a table are no known country, while those of another are.

    Examples
    --------
    >>> import tinytl as tl
    >>> import pandas as pd
    >>> records = tl.read_csv("data/timelines.csv")
    >>> mine = pd.DataFrame({"iso": ["KAZ"], "day": ["2019-03-19"], "what": ["President resigns"]})
    >>> mine = tl.tidy(mine, kind="event", country="iso", start="day", label="what")
    >>> both = tl.concat([records, mine])
    >>> both.index[0], both.index[-1], both.attrs["table"]
    ('timelines.csv, line 2', 'table 2, row 0', 'timelines.csv, table 2')
    """
    expect(isinstance(tables, Iterable), "tables", tables, "a list of tables")
    every = list(tables)
    if not every or not all(isinstance(table, pd.DataFrame) for table in every):
        raise RecordError("concat: expected a list of tables, as read_csv and tidy give them.")
    names, placed = [], []
    for number, table in enumerate(every, start=1):
        if lacking := [column for column in REQUIRED if column not in table]:
            raise RecordError(f"concat: table {number} has no column {', '.join(lacking)}.")
        names.append(str(table.attrs.get("table") or f"table {number}"))
        before = before_rows(table, names[-1])
        places = [f"{before} {row}".removeprefix(" ") for row in table.index]
        placed.append(table.set_axis(pd.Index(places, name="place", dtype=object)))
        placed[-1].attrs = {}
    joined = pd.concat(placed).fillna("")
    parts = [part for table in every for part in table.attrs.get("parts") or [table.attrs]]
    joined.attrs = {
        "table": ", ".join(dict.fromkeys(names)),
        "sha256": ", ".join(dict.fromkeys(part["sha256"] for part in parts if "sha256" in part)),
        "parts": [dict(part) for n, part in enumerate(parts) if part not in parts[:n]],
    }
    checked = validate(joined, scale)
    _warn_of_new(every, checked)
    return checked


def _warn_of_new(tables: Sequence[pd.DataFrame], joined: pd.DataFrame) -> None:
    """Warn of unknown names in tables that have no known country, if another table has one."""
    countries = [str(country) for country in joined["country"]]
    known = [country for country in countries if country in states()]
    alone = [table["country"].map(str) for table in tables]
    new = [name for names in alone if not states() & set(names) for name in names]
    if new and known:
        column = Column.of([*new, *known])
        warn_of_unknown(column, str(joined.attrs["table"]))
