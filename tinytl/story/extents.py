"""Records in columns of days: for each the days that its start and its end may mean.

The numbers count a million records, so nothing here looks at one row: each distinct text is read
once. Days are proleptic ordinals in floats, NaN where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..table.countries import name_of
from ..table.dates import ONGOING, Date, parse
from ..table.frames import to_pandas
from ..table.meeting import INF, SPELL_KINDS, lanes, narrowed, settled
from ..table.records import validate
from ..table.scales import Scale

Days: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.int64]
Texts: TypeAlias = npt.NDArray[Any]
Truth: TypeAlias = npt.NDArray[np.bool_]

UNIX = date(1970, 1, 1).toordinal()
TEXTS = ("country", "kind", "category", "label", "value", "start", "end", "source", "detail")
EXTENTS = ("start_day", "start_min", "start_max", "end_day", "end_min", "end_max")


@dataclass(frozen=True)
class Dated:
    """Records in the order of their countries and dates, a column each.

    Attributes
    ----------
    text : dict of str to numpy array of str
        The cells of the table, dates as EDTF.
    start_day, end_day : numpy array
        The middle of what the date may mean, in whole days. The end is that of a half-open span;
        NaN for a point in time, the `horizon` for what goes on.
    start_min, start_max, end_min, end_max : numpy array
        First and last day that the date may mean; ``end_max`` is NaN for what goes on.
    group : numpy array of int
        The same for records of one country (and, where asked for, of one category).
    origin : dict
        The ``attrs`` of the records.
    """

    text: dict[str, Texts]
    start_day: Days
    start_min: Days
    start_max: Days
    end_day: Days
    end_min: Days
    end_max: Days
    group: Places
    origin: dict[str, Any]

    def __len__(self) -> int:
        return len(self.group)

    def where(self, among: Truth) -> Dated:
        """Some of the records, in the same order."""
        text = {column: cells[among] for column, cells in self.text.items()}
        days = {name: getattr(self, name)[among] for name in EXTENTS}
        return Dated(text, **days, group=self.group[among], origin=self.origin)


@dataclass(frozen=True)
class Cells:
    """Checked records as plain texts, with the day on which the last year of the series is over."""

    text: dict[str, Texts]
    horizon: float
    origin: dict[str, Any]

    def of(self, *kinds: str, by_category: bool = False) -> Dated:
        """The records of some kinds, in order whatever the order of the rows."""
        chosen = np.flatnonzero(is_among(self.text["kind"], kinds))
        text = {column: cells[chosen] for column, cells in self.text.items()}
        days = _settled(text, _extents(text, self.horizon))
        codes = {column: codes_of(text[column])[0] for column in TEXTS}
        groups = ("country", "category") if by_category else ("country",)
        keys = [codes[name] for name in groups]
        order = np.lexsort(
            (
                *(codes[name] for name in ("source", "detail", "value", "label", "category")),
                *(codes[name] for name in ("end", "start")),
                *(days[2], days[1], *reversed(keys)),
            )
        )
        moved = np.zeros(len(order), dtype=bool)
        for key in keys:
            moved[1:] |= np.diff(key[order]) != 0
        return Dated(
            {column: cells[order] for column, cells in text.items()},
            **{name: column[order] for name, column in zip(EXTENTS, days, strict=True)},
            group=np.cumsum(moved),
            origin=self.origin,
        )


def cells_of(records: Any, scale: Scale) -> Cells:
    """Check records and take their cells as plain texts; the frame stays as it is.

    Raises
    ------
    RecordError
        Listing every problem of every row.
    """
    records = to_pandas(records)
    checked = validate(records, scale)
    text = {}
    for column in TEXTS:
        cells = checked[column].tolist()
        if column in ("start", "end"):
            cells = [cell.text if isinstance(cell, Date) else cell for cell in cells]
        text[column] = np.array(cells, dtype=object)
    series = is_among(text["kind"], ("rating", "index"))
    series |= not series.any()
    dates = {*text["start"][series], *text["end"][series]} - {"", ONGOING}
    last = max((parse(when).latest.year for when in dates), default=1)
    noted = records.attrs
    origin: dict[str, Any] = {key: noted[key] for key in ("table", "sha256") if key in noted}
    return Cells(text, float(date(last, 12, 31).toordinal() + 1), origin)


def codes_of(cells: Texts) -> tuple[Places, Texts]:
    """The place of each text among those that there are, in order, and those."""
    codes, known = pd.factorize(cells, sort=True)
    return codes.astype(np.int64), np.asarray(known, dtype=object)


def places_of(cells: Texts, known: Texts) -> Places:
    """The place of each text among those known, each once; -1 for one that is not."""
    return np.asarray(pd.Index(known).get_indexer(pd.Index(cells)), dtype=np.int64)


def is_among(cells: Texts, known: Iterable[str]) -> Truth:
    """Whether each text is one of some (numpy compares objects with each of them)."""
    return np.asarray(pd.Index(cells).isin(list(known)), dtype=bool)


def at(places: Places, column: Texts) -> Texts:
    """The cells of a column at some places; None, in numbers NaN, at -1."""
    nothing: Texts = np.array([None], dtype=column.dtype)
    return np.concatenate([column, nothing])[places]


def _extents(text: dict[str, Texts], horizon: float) -> tuple[Days, ...]:
    kinds, starts, ends = (codes_of(text[column]) for column in ("kind", "start", "end"))
    code = (kinds[0] * len(starts[1]) + starts[0]) * len(ends[1]) + ends[0]
    distinct, first, place = np.unique(code, return_index=True, return_inverse=True)
    rows = [_extent(text["kind"][i], text["start"][i], text["end"][i], horizon) for i in first]
    table = np.array(rows, dtype=float).reshape(len(distinct), len(EXTENTS))
    return tuple(table[place, column] for column in range(len(EXTENTS)))


def _extent(kind: str, start: str, end: str, horizon: float) -> tuple[float, ...]:
    """The days of `EXTENTS` of one record."""
    begun, whole = parse(start), kind == "index" or re.fullmatch(r"\d{4}", start)
    if end == "" and whole and kind in ("rating", "index") and not begun.to_the_day:
        # A rating of a whole year covers it, and so does a value of an index, from day to day.
        first, last = _ordinal(begun.earliest), _ordinal(begun.day_after)
        return first, first, first, last, last, last
    days = _middle(begun), _ordinal(begun.earliest), _ordinal(begun.latest)
    if end == "":
        return *days, np.nan, np.nan, np.nan
    if end == ONGOING:
        until = max(horizon, begun.latest.replace(month=12, day=31).toordinal() + 1.0)
        return *days, until, until, np.nan
    ended = parse(end)
    least, most = max(_ordinal(ended.earliest), days[1]), _ordinal(ended.latest)
    return *days, max(_middle(ended), days[0]), least, most


def _settled(text: dict[str, Texts], days: tuple[Days, ...]) -> tuple[Days, ...]:
    """The days of spells whose dates are in doubt, which meet where they may."""
    _, start_min, start_max, end_day, end_min, end_max = days
    spell = is_among(text["kind"], SPELL_KINDS) & ~np.isnan(end_day)
    vague = spell & ((start_min < start_max) | (end_min < end_max))
    if not vague.any():
        return days
    category = np.where(text["kind"] == "rating", "", text["category"])
    several = pd.MultiIndex.from_arrays([text["kind"], category, text["country"]])
    group = pd.factorize(several)[0]
    wanted = np.flatnonzero(spell & np.isin(group, group[vague]))
    wanted = wanted[np.argsort(group[wanted], kind="stable")]
    goes_on = np.isnan(end_max)
    least, most = (np.where(goes_on, INF, end) for end in (end_min, end_max))
    found = np.array(days)
    for own in np.split(wanted, np.flatnonzero(np.diff(group[wanted])) + 1):
        bounds = (column[own].tolist() for column in (start_min, start_max, least, most))
        spans = [narrowed(*cells) for cells in zip(*bounds, strict=True)]
        for lane in lanes(spans):
            rows = [
                (first // 1, *span[:2], last // 1 if last < INF else last, *span[2:])
                for span, first, last in settled([spans[place] for place in lane])
            ]
            found[:, own[lane]] = np.transpose(rows)
    found[3:, goes_on] = np.array(days)[3:, goes_on]
    return tuple(found)


def _ordinal(day: date) -> float:
    return float(day.toordinal())


def _middle(when: Date) -> float:
    """The day in the middle of what a date may mean."""
    return float(int(when.middle))


# --- columns of a frame -------------------------------------------------------------------------


def as_days(ordinals: Days) -> pd.Series:
    """Ordinals as dates, NaN as NaT.

    In milliseconds: nanoseconds end in 2262, and Parquet has no seconds.
    """
    return pd.Series(_dates(ordinals).astype("datetime64[ms]"))


def years_of(ordinals: Days) -> Places:
    """The years of some days."""
    return _dates(ordinals).astype("datetime64[Y]").astype(np.int64) + 1970


def _dates(ordinals: Days) -> npt.NDArray[np.datetime64]:
    known = np.isfinite(ordinals)
    dates = np.where(known, ordinals - UNIX, 0).astype(np.int64).astype("datetime64[D]")
    dates[~known] = np.datetime64("NaT", "D")
    return dates


def as_integers(numbers: Iterable[float]) -> pd.Series:
    """Whole numbers, NaN as NA."""
    values = np.asarray(numbers, dtype=float)
    known = np.isfinite(values)
    array = pd.arrays.IntegerArray(np.where(known, values, 0).astype(np.int64), ~known)
    return pd.Series(array)


def as_truth(true: Truth, known: Truth | None = None) -> pd.Series:
    """True and False, NA where it is not known."""
    unknown = np.zeros(len(true), dtype=bool) if known is None else ~known
    return pd.Series(pd.arrays.BooleanArray(true & ~unknown, unknown))


def as_text(cells: Sequence[str | None] | Texts) -> pd.Series:
    """Texts, None as NA."""
    return pd.Series(np.asarray(cells, dtype=object), dtype="str")


def names_of(countries: Texts) -> Texts:
    """The usual names of countries."""
    codes, known = codes_of(countries)
    return np.array([name_of(country) for country in known], dtype=object)[codes]


def ranks_of(values: Texts, scale: Scale) -> Days:
    """The rank of each value, 0 for the best; NaN for what is no level."""
    codes, known = codes_of(values)
    ranks = [np.nan if (rank := scale.rank(value)) is None else rank for value in known]
    return np.array(ranks, dtype=float)[codes]


def joined(first: Texts, second: Texts) -> Texts:
    """The citation keys of two cells, each once."""
    pairs = [
        one if one == other else f"{one};{other}" for one, other in zip(first, second, strict=True)
    ]
    codes, known = codes_of(np.array(pairs, dtype=object))
    once = [dict.fromkeys(key.strip() for key in pair.split(";") if key.strip()) for pair in known]
    return np.array(["; ".join(keys) for keys in once], dtype=object)[codes]


def framed(columns: dict[str, Any], origin: dict[str, Any]) -> pd.DataFrame:
    """A frame of its own, which knows the table that its numbers come from."""
    frame = pd.DataFrame(columns)
    frame.attrs.update(origin)
    return frame
