"""From the frames that people have to the nine columns: by naming what stands where.

Data sets of the field come long (a row a country and year, or a spell) or wide (a column a year);
`tidy` reads either, changes no number, and has the result checked by the rules of every table.
"""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

from ..errors import RecordError, expect
from .codes import SYSTEMS
from .columns import Column
from .countries import code_of, is_code
from .country_column import read, warn_of_unknown
from .date_forms import WrongPart, dated, to_edtf
from .dates import ONGOING
from .ends import after_last, until_next
from .frames import as_text, column_of
from .problems import grouped
from .records import COLUMNS, validate_texts
from .rules import KINDS, NAMED
from .scales import TIP_TIERS, Scale
from .wide import VALUE, YEAR, long

Named: TypeAlias = Any  # of a column, of several, or a constant; None for nothing

_ROW = "records, row"


def tidy(
    frame: Any,
    *,
    kind: str,
    country: Named,
    start: Named = None,
    end: Named = None,
    value: Named = None,
    label: Named = None,
    category: Named = None,
    detail: Named = None,
    source: Named = None,
    wide: bool | str | Sequence[Hashable] = False,
    levels: Mapping[Any, str | None] | None = None,
    inclusive: bool = False,
    scale: Scale = TIP_TIERS,
    country_codes: str = "iso",
    dayfirst: bool | None = None,
) -> pd.DataFrame:
    """Make the table of this package from a frame of any shape, by naming its columns.

    Each of `kind` to `source` is the name of a column or of a level of the index; a text that is
    neither is a constant, the same in every row: ``kind="rating"``, ``source="fh2024"``. So is any
    of the five kinds as `kind`, and a `category` that names the column of the value or label:
    ``label="leader", category="leader"``. What may be a misspelt column is refused: `start` and
    `value` are never constants, `country` only if it is a country, `end`, `label` and `detail` not
    if they come near to the name of a column.

    Parameters
    ----------
    frame : frame
        Of pandas or any library that narwhals knows; it is not changed.
    kind, country, category, label, detail, source : str
        A column or a constant.
    start, end : str or list of str
        A column of years, EDTF texts or dates; or columns of years, months and days, as far as
        they are known: ``["year", "month"]``; months may be English names. As `end`, ``"next"``:
        each record lasts until the next one of its country, kind and category, the last one still
        does; a government that is named again goes on, so that a row a month or year becomes a
        term. An empty end of a government or rating is one that still goes on.
    value : str
        A column; of the ratings and indices only.
    wide : bool, str or list of str
        The columns that each hold the values of a year, which is the last in their names
        (``1996``, ``X1996``, ``1996 [YR1996]``): True for all such, their list, or what the names
        have in common: ``"CPI score"``; of columns in two levels, ``"Status"`` is one of them.
    levels : dict
        What values are called here: ``{"F": "Free", 2.5: "2WL", -66: None}``; None for what is
        missing.
    inclusive : bool
        Whether ends are the last day, month or year that a thing lasted; else the first after it.
    scale : Scale
        The levels that a rating may have.
    country_codes : {"iso", "iso2", "cow", "vdem", "worldbank"}
        Whose codes they are, where several have the same.
    dayfirst : bool, optional
        Whether ``3/5/2010``, ``03.05.2010`` and ``3-5-2010`` are 3 May (True) or 5 March (False);
        an error if not given, as in `read_csv`.

    Returns
    -------
    pandas.DataFrame
        As `read_csv` gives it, with the index of the frame. A row without a start, or without the
        value or the label that its kind needs, is a hole; what stands twice stands once.

    Raises
    ------
    RecordError
        For a column that is not there, or listing every problem of every row.

    Warns
    -----
    RecordWarning
        If some names of countries are no known country, while others are.

    Examples
    --------
    >>> import tinytl as tl
    >>> import pandas as pd
    >>> leaders = pd.DataFrame({"iso": "KAZ", "year": [2018, 2019, 2020], "who": ["A", "B", "B"]})
    >>> terms = tl.tidy(
    ...     leaders, kind="government", country="iso", start="year", label="who", end="next"
    ... )
    >>> terms[["start", "end", "label"]].astype(str).to_numpy().tolist()
    [['2018', '2019', 'A'], ['2019', '..', 'B']]

    Days as a spreadsheet writes them, and months in words:

    >>> laws = pd.DataFrame({"who": ["Viet-Nam", "DRC"], "when": ["03.05.2010", "May 2011"]})
    >>> laws = tl.tidy(
    ...     laws, kind="law", country="who", start="when", label="A law", dayfirst=True
    ... )
    >>> laws[["country", "start"]].astype(str).to_numpy().tolist()
    [['VNM', '2010-05-03'], ['COD', '2011-05']]
    """
    if country_codes not in SYSTEMS:
        raise RecordError(f"tidy: country_codes is {country_codes!r}; expected {list(SYSTEMS)}.")
    expect(isinstance(scale, Scale), "tidy: scale", scale, "a tl.Scale")
    expect(dayfirst in (None, True, False), "tidy: dayfirst", dayfirst, "True, False or None")
    frame = _of_pandas(frame)
    levels_of = [name for name in frame.index.names if name is not None]
    table = frame.reset_index([name for name in levels_of if name not in frame.columns])
    if wide is not False:
        table, start, value = long(table, wide), YEAR, VALUE
    named: dict[str, Any] = {
        "country": country, "kind": kind, "start": start, "end": end, "label": label,
        "value": value, "category": category, "detail": detail, "source": source,
    }  # fmt: skip
    lasts = end == "next" and _column(table, "next") is None
    if lasts:
        named["end"] = None
    stood = _named_cells(table, named)
    texts = {name: list(map(str.strip, column)) for name, column in stood.items()}
    for name in ("start", "end"):
        texts[name] = _dates(table, name, named[name], texts[name], dayfirst)
    if inclusive and not lasts:
        texts["end"] = list(map(after_last, texts["end"]))
    called = {as_text(old).strip(): new for old, new in (levels or {}).items()}
    known = {old: "" if new is None else str(new) for old, new in called.items()}
    texts["value"] = [known.get(text, text) for text in texts["value"]]
    countries = Column.of(texts["country"])
    codes = read(countries.texts, country_codes)
    texts["country"] = countries.cells(codes).tolist()
    written = {name: f"{name} as written" for name in ("start", "end", "value")}
    every = texts | {column: stood[name] for name, column in written.items()}
    cells = pd.DataFrame(every, table.index, dtype=object)
    cells = cells[_is_whole(cells, named)].drop_duplicates(list(COLUMNS))
    if lasts:
        cells = until_next(cells)
    if end is not None:
        goes_on = cells["kind"].isin(("government", "rating")) & (cells["end"] == "")
        cells.loc[goes_on, "end"] = ONGOING
    cells.attrs = dict(frame.attrs)
    quoted = {name: cells[column].tolist() for name, column in written.items()}
    tidied = validate_texts(cells[list(COLUMNS)], scale, quoted)
    warn_of_unknown(countries, str(frame.attrs.get("table") or "tidy"), country_codes)
    return tidied


def _of_pandas(frame: Any) -> pd.DataFrame:
    if isinstance(frame, pd.DataFrame):
        return frame
    import narwhals as nw  # only for whom it is needed

    try:
        found: pd.DataFrame = nw.from_native(frame).lazy().collect().to_pandas()
    except TypeError:
        raise RecordError(f"tidy: {type(frame).__name__} is no frame; expected one.") from None
    return found


def _column(table: pd.DataFrame, name: Named) -> Any:
    """The column of a name; of columns in levels one that has it in any; None if there is none."""
    if isinstance(name, list):
        return None
    if name in table.columns:
        if isinstance(table[name], pd.DataFrame):
            raise RecordError(f"tidy: column {name!r} stands several times; expected it once.")
        return name
    columns: list[Any] = list(table.columns)
    inside = [c for c in columns if isinstance(c, tuple) and name in c]
    return inside[0] if len(inside) == 1 else None


def _named_cells(table: pd.DataFrame, named: Mapping[str, Named]) -> dict[str, list[str]]:
    """The nine columns as texts; a date of several columns is their texts with commas."""
    fixed = {"kind": KINDS, "category": (named["value"], named["label"])}
    return {
        name: [asked] * len(table)
        if asked is not None and asked in fixed.get(name, ())
        else _cells(table, name, asked)
        for name, asked in named.items()
    }


def _cells(table: pd.DataFrame, name: str, asked: Named) -> list[str]:
    """The cells of one of the nine columns, as texts."""
    if asked is None and name != "start":
        return [""] * len(table)
    if isinstance(asked, list):
        parts = (_cells(table, name, part) for part in asked)
        return [", ".join(filter(None, cells)) for cells in zip(*parts, strict=True)]
    column = _column(table, asked)
    if column is not None:
        return list(column_of(table[column], _ROW).cells())
    columns = [str(column) for column in table.columns]
    near = difflib.get_close_matches(str(asked), columns, n=1, cutoff=0.75)
    near = [] if name in ("kind", "category", "source") else near
    constant = isinstance(asked, str) and name not in ("start", "value") and not near
    if not constant or (name == "country" and not (is_code(asked) or code_of(asked))):
        meant = f" Did you mean {near[0]!r}?" if near else ""
        raise RecordError(
            f"tidy: {name} is {asked!r}, but no column is called so; expected one of "
            f"{', '.join(columns[:20])}{' ...' if len(columns) > 20 else ''}.{meant}"
        )
    return [str(asked)] * len(table)


def _dates(
    table: pd.DataFrame, name: str, asked: Named, texts: list[str], dayfirst: bool | None
) -> list[str]:
    """The cells of `start` or `end` as EDTF, where they can mean one thing only."""
    if not isinstance(asked, list) or len(asked) == 1:
        return [to_edtf(text, dayfirst) for text in texts]
    dates, problems = [], []
    parts = [_cells(table, name, part) for part in asked]
    wrong: dict[str, dict[int, str]] = {}
    for row, cells in enumerate(zip(*parts, strict=True)):
        try:
            dates.append(dated(tuple(map(str.strip, cells))))
        except WrongPart as error:
            cell = repr(cells[error.place]) if cells[error.place].strip() else "empty"
            told = f"column {asked[error.place]!r} is {cell}; expected {error.expected}."
            wrong.setdefault(f"{error.place} {error.expected}", {})[row] = f"{name}: {told}"
            dates.append("")
    for equal in wrong.values():
        problems += grouped(_ROW, list(equal), table.index, equal.__getitem__)
    if problems:
        raise RecordError(*(said for _, said in sorted(problems)))
    return dates


def _is_whole(cells: pd.DataFrame, named: Mapping[str, Named]) -> pd.Series:
    """Whether a row has what its kind is made of; what no column was named for is not missed."""
    whole = cells["start"] != ""
    for column, kinds in (("value", ("rating", "index")), ("label", NAMED)):
        if named[column] is not None:
            whole &= ~cells["kind"].isin(kinds) | (cells[column] != "")
    return whole
