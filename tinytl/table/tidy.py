"""From the frames that people have to the nine columns: by naming what stands where.

Data sets of the field come long (a row a country and year, or a spell) or wide (a column a year);
`tidy` reads either, changes no number, and has the result checked by the rules of every table.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

import pandas as pd

from ..errors import RecordError
from .codes import SYSTEMS, read
from .countries import code_of, is_code
from .dates import ONGOING, parse
from .records import COLUMNS, validate
from .rules import KINDS, NAMED
from .scales import TIP_TIERS, Scale

Named: TypeAlias = Any  # of a column, of several, or a constant; None for nothing

YEAR, VALUE = "year of the column", "value in the column"


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
        they are known: ``["year", "month"]``. As `end`, ``"next"``: each record of a country lasts
        until its next one, the last one still does; a government that is named again goes on, so
        that a row a month or year becomes a term. An empty end of a government or rating is one
        that still goes on.
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
    country_codes : {"iso", "cow", "vdem", "worldbank"}
        Whose codes they are, where several have the same.

    Returns
    -------
    pandas.DataFrame
        As `read_csv` gives it, with the index of the frame. A row without a start, or without the
        value or the label that its kind needs, is a hole; what stands twice stands once.

    Raises
    ------
    RecordError
        For a column that is not there, or listing every problem of every row.

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
    """
    if country_codes not in SYSTEMS:
        raise RecordError(f"tidy: country_codes is {country_codes!r}; expected {list(SYSTEMS)}.")
    frame = _of_pandas(frame)
    table = frame.reset_index([name for name in frame.index.names if name is not None])
    if wide is not False:
        table, start, value = _long(table, wide), YEAR, VALUE
    named: dict[str, Any] = {
        "country": country, "kind": kind, "start": start, "end": end, "label": label,
        "value": value, "category": category, "detail": detail, "source": source,
    }  # fmt: skip
    lasts = end == "next" and _column(table, "next") is None
    if lasts:
        named["end"] = None
    fixed = {"kind": KINDS, "category": (value, label)}
    cells = pd.DataFrame(
        {
            name: [asked] * len(table)
            if asked is not None and asked in fixed.get(name, ())
            else _cells(table, name, asked)
            for name, asked in named.items()
        },
        table.index,
    )
    known = {_text(old): "" if new is None else str(new) for old, new in (levels or {}).items()}
    cells["value"] = [known.get(text, text) for text in cells["value"]]
    called = tuple(cells["country"].unique())
    meant = dict(zip(called, read(called, country_codes), strict=True))
    cells["country"] = cells["country"].map(meant)
    cells = cells[_is_whole(cells, named)].drop_duplicates()
    if lasts:
        cells = _until_next(cells)
    elif inclusive:
        cells["end"] = [_after(end) for end in cells["end"]]
    if end is not None:
        goes_on = cells["kind"].isin(("government", "rating")) & (cells["end"] == "")
        cells.loc[goes_on, "end"] = ONGOING
    cells.attrs = dict(frame.attrs)
    return validate(cells[list(COLUMNS)], scale)


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
        return name
    columns: list[Any] = list(table.columns)
    inside = [c for c in columns if isinstance(c, tuple) and name in c]
    return inside[0] if len(inside) == 1 else None


def _cells(table: pd.DataFrame, name: str, asked: Named) -> list[str]:
    """The cells of one of the nine columns, as texts."""
    if asked is None and name != "start":
        return [""] * len(table)
    if isinstance(asked, list):
        parts = [_cells(table, name, part) for part in asked]
        return [_dated(*cells) for cells in zip(*parts, strict=True)]
    column = _column(table, asked)
    if column is not None:
        texts = [_text(cell) for cell in table[column].tolist()]
        return [_as_date(text) for text in texts] if name in ("start", "end") else texts
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


def _text(cell: Any) -> str:
    """A cell as the table has it: 2004.0 is 2004, midnight is a day, what is missing is empty."""
    if isinstance(cell, str):
        return cell.strip()
    if pd.isna(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat()[:10] if isinstance(cell, date) else str(cell)


def _as_date(text: str) -> str:
    """A year of our era with its four digits; a day without its midnight."""
    return text.zfill(4) if text.isdigit() else re.sub(r"[ T]00:00(:00(\.0+)?)?$", "", text)


def _dated(year: str, *rest: str) -> str:
    """A date from its parts, as far as they are known."""
    known = [year] if year else []
    for part in rest:
        if not part.isdigit() or not int(part) or not known:
            break
        known.append(str(int(part)).zfill(2))
    return "-".join(known)


def _is_whole(cells: pd.DataFrame, named: Mapping[str, Named]) -> pd.Series:
    """Whether a row has what its kind is made of; what no column was named for is not missed."""
    whole = cells["start"] != ""
    for column, kinds in (("value", ("rating", "index")), ("label", NAMED)):
        if named[column] is not None:
            whole &= ~cells["kind"].isin(kinds) | (cells[column] != "")
    return whole


def _long(table: pd.DataFrame, wide: Any) -> pd.DataFrame:
    """A row a country and year, from a column a year."""

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


def _until_next(cells: pd.DataFrame) -> pd.DataFrame:
    """Records that last until the next one; a government that is named again goes on."""
    cells = cells.sort_values(["country", "kind", "category", "start"], kind="stable")
    terms = cells["kind"] == "government"
    cells["office"] = cells["category"].where(terms, "")
    office = ["country", "kind", "office"]
    cells = cells[~(terms & (cells.groupby(office)["label"].shift() == cells["label"]))]
    return cells.assign(end=cells.groupby(office)["start"].shift(-1).fillna(ONGOING))


def _after(end: str) -> str:
    """The day, month or year after an end that is the last of its kind."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", end):
        return end
    try:
        return parse(end).day_after.isoformat()[: len(end)]
    except (ValueError, OverflowError):  # said by the rules
        return end
