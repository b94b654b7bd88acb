"""Make the nine columns of the table from a frame of any shape.

Data sets of the field come long (a row a country and year, or a spell) or wide (a column a year).
`tidy` reads both, changes no number, and checks the result by the rules of the table.
"""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

from ..errors import RecordError, expect, is_flag, one_each, with_hints
from .columns import Column
from .countries import code_of, is_code
from .country_column import read_countries, warn_of_unknown
from .date_forms import join_parts, to_edtf
from .dates import ONGOING
from .frames import cell_text, column_of
from .records import COLUMNS, check_options, validate
from .reshape import VALUE, YEAR, after_last, long, until_next
from .rules import KINDS, LABELED, SERIES_KINDS
from .scales import TIP_TIERS, Scale

Named: TypeAlias = Any  # of a column, of several, or a constant; None for nothing

_ROW = "records, row"


@with_hints
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
    scale: Scale | Sequence[Scale] = TIP_TIERS,
    country_codes: str = "iso",
    dayfirst: bool | None = None,
) -> pd.DataFrame:
    """Make the table of this package from a frame of any shape, by naming its columns.

    Each of `kind` to `source` is the name of a column or of a level of the index. A text that is
    neither is a constant, the same in every row: ``kind="rating"``, ``source="fh2024"``. The five
    kinds are constants too, and so is a `category` that names the column of the value or label:
    ``label="leader", category="leader"``. Ratings of a second scorecard, which are joined to others
    by `concat`, have the name of its scale as their category: ``scale=freedom, category="Freedom"``
    with ``freedom = tl.Scale(["F", "PF", "NF"], name="Freedom")``.

    A text that may be a misspelt column is an error: `start` and `value` are never constants,
    `country` only if it is a country, and `end`, `label` and `detail` only if they are not similar
    to the name of a column.

    Parameters
    ----------
    frame : frame
        Of pandas or any library that narwhals supports; it is not changed.
    kind, country, category, label, detail, source : str
        A column or a constant.
    start, end : str or list of str
        A column of years, EDTF texts or dates; or columns of years, months and days, as far as
        they are known: ``["year", "month"]``; months may be English names. With ``end="next"``
        each record lasts until the next one of its country, kind and category, and the last one
        still goes on; consecutive rows of a government become one term. A government or rating
        with an empty end still goes on.
    value : str
        A column, for ratings and indices; for governments that of their parties.
    wide : bool, str or list of str
        The columns that each hold the values of a year, which is the last in their names
        (``1996``, ``X1996``, ``1996 [YR1996]``), or of a quarter or a month (``2003Q2``,
        ``2003-05``): True for all such columns, a list of them, or a text that their names have in
        common: ``"CPI score"``; of columns in two levels, the name in one level: ``"Status"``. A
        name that can mean two years (``2020-21``) is an error.
    levels : dict
        New values by those of the frame, None for a missing value:
        ``{"F": "Free", 2.5: "2WL", -66: None}``.
    inclusive : bool
        Whether ends are the last day, month or year of a record, and not the first one after it.
    scale : Scale
        The levels that a rating may have.
    country_codes : {"iso", "iso2", "cow", "vdem", "worldbank"}
        The system of the country codes.
    dayfirst : bool, optional
        Whether ``3/5/2010``, ``03.05.2010`` and ``3-5-2010`` are 3 May (True) or 5 March (False);
        an error if not given, as in `read_csv`.

    Returns
    -------
    pandas.DataFrame
        As `read_csv` returns it, with the index of the frame, without duplicates and without rows
        that lack a start, or the value or label that their kind needs.

    Raises
    ------
    RecordError
        If a column is missing, or listing every problem of every row.

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
    scale = check_options(scale, country_codes, dayfirst, where="tidy: ")
    _check(inclusive, levels, wide, start)
    frame = _of_pandas(frame)
    index_levels = [name for name in frame.index.names if name is not None]
    table = frame.reset_index([name for name in index_levels if name not in frame.columns])
    if wide is not False:
        table, start, value = long(table, wide), YEAR, VALUE
    to_next = end == "next" and _column(table, "next") is None
    named: dict[str, Any] = {
        "country": country, "kind": kind, "start": start, "end": None if to_next else end,
        "label": label, "value": value, "category": category, "detail": detail, "source": source,
    }  # fmt: skip
    constants = {"kind": KINDS, "category": (value, label)}
    original = {
        name: _cells(table, name, asked, constants.get(name, ())) for name, asked in named.items()
    }
    texts = {name: list(map(str.strip, column)) for name, column in original.items()}
    for name in ("start", "end"):
        texts[name] = [to_edtf(text, dayfirst) for text in texts[name]]
    if inclusive:
        texts["end"] = list(map(after_last, texts["end"]))
    rated = scale.of(category) if isinstance(category, str) else scale
    renamed = _new_values(levels, rated if kind == "rating" else None)
    texts["value"] = [renamed.get(text, text) for text in texts["value"]]
    countries = Column.of(texts["country"])
    texts["country"] = countries.cells(read_countries(countries.texts, country_codes)).tolist()
    quoted = {name: f"{name} as written" for name in ("start", "end", "value")}
    every = texts | {column: original[name] for name, column in quoted.items()}
    cells = pd.DataFrame(every, table.index, dtype=object)
    cells = cells[_is_complete(cells, named)].drop_duplicates(list(COLUMNS))
    if to_next:
        cells = until_next(cells)
    if end is not None:
        goes_on = cells["kind"].isin(("government", "rating")) & (cells["end"] == "")
        cells.loc[goes_on, "end"] = ONGOING
    cells.attrs = dict(frame.attrs)
    written = {name: cells[column].tolist() for name, column in quoted.items()}
    tidied = validate(cells[list(COLUMNS)], scale, written)
    warn_of_unknown(countries, str(frame.attrs.get("table") or "tidy"), country_codes)
    return tidied


def _check(inclusive: Any, levels: Any, wide: Any, start: Any) -> None:
    """Refuse arguments of a wrong type, whatever columns the frame has."""
    expect(is_flag(inclusive), "tidy: inclusive", inclusive, "True or False")
    expect(isinstance(levels, Mapping | None), "tidy: levels", levels, "a dict, as in {'F': '1'}")
    listed = isinstance(wide, bool | Iterable)
    expect(listed, "tidy: wide", wide, "True, False, columns, or what their names have in common")
    parts = not isinstance(start, list) or bool(start)
    expect(parts, "tidy: start", start, "a column, or columns of years, months and days")


def _new_values(levels: Any, scale: Scale | None) -> dict[str, str]:
    """The value that each old value becomes, empty for none; of ratings a code of the scale."""
    found = one_each(
        "tidy: levels",
        (
            (cell_text(old).strip(), old, "" if new is None else cell_text(new).strip())
            for old, new in (levels or {}).items()
        ),
    )
    if scale and any(new and new not in scale.codes for new in found.values()):
        expect(False, "tidy: levels", levels, f"values of {scale.codes}, or None")
    return found


def _of_pandas(frame: Any) -> pd.DataFrame:
    if isinstance(frame, pd.DataFrame):
        return frame
    import narwhals as nw  # only for those who need it

    try:
        found: pd.DataFrame = nw.from_native(frame).lazy().collect().to_pandas()
    except TypeError:
        raise RecordError(f"tidy: {type(frame).__name__} is no frame; expected one.") from None
    return found


def _column(table: pd.DataFrame, name: Named) -> Any:
    """The column of a name: of columns in levels the only one with that name; None if none."""
    if isinstance(name, list):
        return None
    if name in table.columns:
        if isinstance(table[name], pd.DataFrame):
            raise RecordError(f"tidy: column {name!r} stands several times; expected it once.")
        return name
    columns: list[Any] = list(table.columns)
    inside = [c for c in columns if isinstance(c, tuple) and name in c]
    return inside[0] if len(inside) == 1 else None


def _cells(
    table: pd.DataFrame, name: str, asked: Named, constants: Sequence[Named] = ()
) -> list[str]:
    """The cells of one of the nine columns; dates of several columns are joined."""
    if asked is None and name != "start":
        return [""] * len(table)
    if asked in constants:
        return [asked] * len(table)
    if isinstance(asked, list):
        parts = (_cells(table, name, part) for part in asked)
        rows = zip(*parts, strict=True)
        if name in ("start", "end"):
            return list(map(join_parts, rows))
        return [", ".join(filter(None, cells)) for cells in rows]
    column = _column(table, asked)
    if column is not None:
        return list(column_of(table[column], _ROW).cells())
    columns = [str(column) for column in table.columns]
    near = difflib.get_close_matches(str(asked), columns, n=1, cutoff=0.75)
    near = [] if name in ("kind", "category", "source") else near
    is_constant = isinstance(asked, str) and name not in ("start", "value") and not near
    if not is_constant or (name == "country" and not (is_code(asked) or code_of(asked))):
        meant = f" Did you mean {near[0]!r}?" if near else ""
        raise RecordError(
            f"tidy: {name} is {asked!r}, but no column is called so; expected one of "
            f"{', '.join(columns[:20])}{' ...' if len(columns) > 20 else ''}.{meant}"
        )
    return [str(asked)] * len(table)


def _is_complete(cells: pd.DataFrame, named: Mapping[str, Named]) -> pd.Series:
    """Whether rows have a start, and the value or label of their kind if a column was named."""
    complete = cells["start"] != ""
    for column, kinds in (("value", SERIES_KINDS), ("label", LABELED)):
        if named[column] is not None:
            complete &= ~cells["kind"].isin(kinds) | (cells[column] != "")
    return complete
