"""The table: one row is one thing on a timeline, read from CSV, validated, its dates typed.

A table that is wrong is not half read: every problem of every row is collected, and one
`RecordError` lists them all with the line of the file, what was found there and what was expected.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from unicodedata import category

import pandas as pd

from ..errors import RecordError
from .countries import code_of, is_code, looks_like_code, name_of, nearest_code
from .dates import EXPECTED, ONGOING, parse
from .scales import TIP_TIERS, Scale

KINDS = ("event", "government", "index", "law", "rating")
REQUIRED = ("country", "kind", "start")
STATISTICS = Path(__file__).parents[2] / "data" / "statistics.csv"
COLUMNS = (*REQUIRED, "end", "label", "value", "category", "detail", "source")


def read_csv(path: str | os.PathLike[str], scale: Scale = TIP_TIERS) -> pd.DataFrame:
    """Read a table of ratings, indices, laws, governments and events.

    Parameters
    ----------
    path : path-like
        A CSV file: UTF-8, comma, a header line, one row a record. ``country``, ``kind`` and
        ``start`` must be there, the other columns of `COLUMNS` where a kind needs them; any
        further column is kept as it is.
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
    >>> records = tl.read_csv("data/timelines.csv")
    >>> law = records.query("country == 'KAZ' and label == 'Partial criminalization'").iloc[0]
    >>> str(law.start), law.start.earliest, law.start.latest
    ('2002-02', datetime.date(2002, 2, 1), datetime.date(2002, 2, 28))
    """
    name = Path(path).name
    data = Path(path).read_bytes()
    header, rows, problems = _parse(_decode(data, name), name)
    lines = pd.Index([line for line, _ in rows], name="line", dtype="int64")
    frame = pd.DataFrame([cells for _, cells in rows], lines, header, dtype=str)
    frame.attrs["table"] = name
    frame.attrs["sha256"] = hashlib.sha256(data).hexdigest()
    frame.attrs["sources"] = str(Path(path).absolute().with_name("sources.bib"))
    try:
        checked = validate(frame, scale)
    except RecordError as error:
        problems += error.problems
    if problems:
        raise RecordError(*sorted(problems, key=_line_of))
    return checked


def validate(records: pd.DataFrame, scale: Scale = TIP_TIERS) -> pd.DataFrame:
    """Check records and give them back typed; the frame passed in stays as it is.

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
    missing = [column for column in REQUIRED if column not in records]
    if missing:
        raise RecordError(_missing_columns(missing, records))
    text = _as_text(records)
    problems = _problems(text, scale)
    if problems:
        raise RecordError(*problems)
    text["start"] = pd.Series([parse(t) for t in text["start"]], text.index, dtype=object)
    ends = [parse(t) if t and t != ONGOING else t for t in text["end"]]
    text["end"] = pd.Series(ends, text.index, dtype=object)
    return text


def _as_text(records: pd.DataFrame) -> pd.DataFrame:
    """Copy a frame with the nine columns as text without blanks around, missing ones empty."""
    text = records.copy()
    for column in COLUMNS:
        if column in text:
            cells = ["" if pd.isna(cell) else str(cell).strip() for cell in text[column].array]
            text[column] = pd.Series(cells, text.index, dtype=str)
        else:
            text[column] = pd.Series("", text.index, dtype=str)
    return text


def country_in(records: pd.DataFrame, country: str) -> str:
    """The text under which a country stands in the table."""
    if "country" not in records:
        raise RecordError(
            f"No column 'country' in the records; found {', '.join(map(str, records))}."
        )
    there = sorted(map(str, records["country"].dropna().unique()))
    if country in there:
        return country
    code = code_of(country) if isinstance(country, str) and country else None
    if code in there:
        return str(code)
    names = {name_of(known): known for known in there}
    near = difflib.get_close_matches(str(country), [*names, *there], n=1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    listed = (
        ", ".join(there)
        if len(there) <= 15
        else f"{len(there)} countries, {there[0]} to {there[-1]}"
    )
    raise RecordError(
        f"No records of {country!r}; expected a code (ISO 3166-1 alpha-3) or a name of "
        f"{listed or 'none'}.{meant}"
    )


def statistics(country: str, path: str | os.PathLike[str] = STATISTICS) -> pd.DataFrame:
    """Numbers of one country, with their units, sources and what must be known to read them.

    Parameters
    ----------
    country : str
        Code (``"KAZ"``) or name (``"Kazakhstan"``).
    path : path-like
        A table like ``data/statistics.csv``, which is taken if none is given.

    Returns
    -------
    pandas.DataFrame
        Columns ``indicator``, ``period`` (an EDTF date or interval), ``value`` (a number in
        ``unit``), ``unit``, ``source`` and ``remark``, in the order of the table.

    Raises
    ------
    RecordError
        If there are no numbers of that country.

    Examples
    --------
    >>> import tinytl as tl
    >>> numbers = tl.statistics("KAZ").set_index("indicator")
    >>> numbers.loc["Average GDP per capita", "period"], numbers.value.iloc[0].item()
    ('2001/2013', 954.94)
    """
    if not Path(path).exists():
        raise RecordError(f"No table {Path(path).name!r} there; expected path= to name one.")
    text = dict.fromkeys(("country", "indicator", "period", "unit", "source", "remark"), str)
    table = pd.read_csv(path, dtype=text, keep_default_na=False)
    own = table[table["country"] == country_in(table, country)]
    return own.drop(columns="country").reset_index(drop=True)


# --- the rules -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """One thing that must hold in each row: what to test, and what to say where it does not."""

    column: str
    holds: Callable[[pd.DataFrame], pd.Series]
    expected: Callable[[pd.Series], str]


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False


def _each(cells: pd.Series, holds: Callable[[str], bool]) -> pd.Series:
    return pd.Series([holds(cell) for cell in cells], cells.index, dtype=bool)


def _is_dated(start: str, end: str) -> bool:
    return _is_date(start) and (end in ("", ONGOING) or _is_date(end))


def _ends_after_it_starts(rows: pd.DataFrame) -> pd.Series:
    later = [
        end in ("", ONGOING)
        or not _is_dated(start, end)
        or parse(end).latest > parse(start).earliest
        for start, end in zip(rows["start"], rows["end"], strict=True)
    ]
    return pd.Series(later, rows.index, dtype=bool)


def _is_one_line(rows: pd.DataFrame) -> pd.Series:
    breaks = ("Cc", "Zl", "Zp")  # control characters, separators of lines and paragraphs
    return _each(rows["label"], lambda label: all(category(c) not in breaks for c in label))


def _code_expected(row: pd.Series) -> str:
    near = nearest_code(row["country"])
    meant = f"; did you mean {near!r}?" if near else "."
    return f"an ISO 3166-1 alpha-3 code, or a name that is not three capitals{meant}"


def _kind_in(*kinds: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda rows: rows["kind"].isin(kinds)


def _rules(scale: Scale) -> tuple[Rule, ...]:
    """What must hold, in the order in which the problems of one row are worth reading."""
    named = _kind_in("law", "government", "event")
    rating, index, government = _kind_in("rating"), _kind_in("index"), _kind_in("government")
    levels = ", ".join(scale.codes)

    def known_code(rows: pd.DataFrame) -> pd.Series:
        return _each(rows["country"], lambda c: not looks_like_code(c) or is_code(c))

    def dates_in(column: str) -> Callable[[pd.DataFrame], pd.Series]:
        return lambda rows: _each(rows[column], lambda t: t in ("", ONGOING) or _is_date(t))

    return (
        Rule("country", lambda r: r["country"] != "", lambda _: "a country"),
        Rule("country", known_code, _code_expected),
        Rule("kind", _kind_in(*KINDS), lambda _: "one of " + ", ".join(KINDS)),
        Rule("start", lambda r: ~r["start"].isin(["", ONGOING]), lambda _: EXPECTED),
        Rule("start", dates_in("start"), lambda _: EXPECTED),
        Rule("end", dates_in("end"), lambda _: f"{EXPECTED}, '..' if it still goes on, or nothing"),
        Rule("end", _ends_after_it_starts, lambda r: f"a date after the start, {r['start']}"),
        Rule(
            "end",
            lambda r: ~government(r) | (r["end"] != ""),
            lambda _: "the day on which the government ended, or '..' if it is in office",
        ),
        Rule(
            "end",
            lambda r: ~rating(r) | (r["end"] != "") | r["start"].str.fullmatch(r"\d{4}"),
            lambda _: "the release of the next report, or '..' (only a whole year needs no end)",
        ),
        Rule(
            "label",
            lambda r: ~named(r) | (r["label"] != ""),
            lambda r: f"a name for the {r['kind']}",
        ),
        Rule("label", _is_one_line, lambda _: "a text without line breaks or control characters"),
        Rule(
            "value",
            lambda r: ~rating(r) | r["value"].isin(scale.codes),
            lambda _: f"one of {levels} ({scale.name})",
        ),
        Rule("value", lambda r: ~index(r) | _each(r["value"], _is_number), lambda _: "a number"),
        Rule(
            "value",
            lambda r: ~named(r) | (r["value"] == ""),
            lambda r: f"nothing: a {r['kind']} has no value",
        ),
        Rule("line", lambda r: ~r.duplicated(list(COLUMNS)), lambda _: "each record once"),
        Rule(
            "start",
            _one_rating_at_a_time,
            lambda _: "one rating at a time: end the earlier one first",
        ),
        Rule("start", _one_index_value_a_date, lambda _: "one value a date for each index"),
    )


def _one_rating_at_a_time(rows: pd.DataFrame) -> pd.Series:
    """Whether a rating starts after the country's former one ended; repeated rows are not it."""
    holds = pd.Series(True, rows.index)
    ratings = rows[(rows["kind"] == "rating") & ~rows.duplicated(list(COLUMNS))]
    pairs = zip(ratings["start"], ratings["end"], strict=True)
    readable = [_is_dated(start, end) for start, end in pairs]
    ratings = ratings[pd.Series(readable, ratings.index, dtype=bool)]
    for _, country in ratings.groupby("country", sort=False):
        spells = sorted(
            (parse(start).earliest, _end_of(start, end), line)
            for start, end, line in zip(
                country["start"], country["end"], country.index, strict=True
            )
        )
        for (_, end, _), (start, _, line) in pairwise(spells):
            holds[line] &= start >= end
    return holds


def _one_index_value_a_date(rows: pd.DataFrame) -> pd.Series:
    index = rows["kind"] == "index"
    again = rows.duplicated(["country", "start", "category"]) & ~rows.duplicated(list(COLUMNS))
    return ~(index & again)


def _end_of(start: str, end: str) -> date:
    if end == ONGOING:
        return parse("9998").latest
    return parse(end).earliest if end else parse(start).day_after


def _problems(text: pd.DataFrame, scale: Scale) -> list[str]:
    """Every broken rule of every row, as a sentence; pandera runs the rules and collects."""
    import pandera.pandas as pa  # half a second: only once a table is read

    rules = {str(number): rule for number, rule in enumerate(_rules(scale))}
    numbered = text.reset_index(drop=True)  # the caller's index may hold anything, twice
    schema = pa.DataFrameSchema(
        {column: pa.Column(str) for column in COLUMNS},
        checks=[pa.Check(rule.holds, name=number) for number, rule in rules.items()],
    )
    try:
        schema.validate(numbered, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases[["index", "check"]].drop_duplicates()
        found = sorted((int(i), int(check)) for i, check in cases.itertuples(index=False))
        return list(_sentences(found, numbered, text.index, list(rules.values()), _table(text)))
    return []


def _sentences(
    found: list[tuple[int, int]],
    rows: pd.DataFrame,
    labels: pd.Index,
    rules: list[Rule],
    table: str,
) -> Iterator[str]:
    """Say each problem; of one cell only the first, the others mostly follow from it."""
    place = "line" if labels.name == "line" else "row"
    told = set()
    for position, number in found:
        rule = rules[number]
        if (position, rule.column) in told:
            continue
        told.add((position, rule.column))
        row = rows.iloc[position]
        if rule.column == "line":
            subject, value = "this", "a record that stands twice"
        else:
            subject, value = rule.column, _quoted(str(row[rule.column]))
        expected = rule.expected(row)
        stop = "" if expected.endswith((".", "?")) else "."
        where = f"{table}, {place} {labels[position]}"
        yield f"{where}: {subject} is {value}; expected {expected}{stop}"


def _quoted(cell: str) -> str:
    return repr(cell) if cell else "empty"


def _table(records: pd.DataFrame) -> str:
    return str(records.attrs.get("table", "records"))


def _missing_columns(missing: list[str], records: pd.DataFrame) -> str:
    found = ", ".join(map(str, records.columns))
    hint = " Is the file separated by semicolons? Save it with commas." if ";" in found else ""
    return (
        f"{_table(records)}, line 1: no column {', '.join(map(repr, missing))}; found "
        f"{found or 'nothing'}; expected {', '.join(COLUMNS)}.{hint}"
    )


# --- from bytes to cells ---------------------------------------------------------------------


def _decode(data: bytes, name: str) -> str:
    """Decode UTF-8, with or without the mark that spreadsheets put in front."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RecordError(*_undecodable(data, name)) from None


def _undecodable(data: bytes, name: str) -> Iterator[str]:
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            yield (
                f"{name}, line {number}: byte 0x{line[error.start]:02x} is not UTF-8; expected a "
                "file in UTF-8: save it again as 'CSV UTF-8'."
            )


def _parse(text: str, name: str) -> tuple[list[str], list[tuple[int, list[str]]], list[str]]:
    """Split CSV text into its header, its rows with their lines, and what cannot be read."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    problems: list[str] = []
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return header, rows, problems
        except csv.Error as error:
            problems.append(
                f"{name}, line {line}: not readable as CSV ({error}); expected a text with a "
                "comma or a quote in it to stand in quotes, quotes inside it doubled."
            )
            continue
        if not header:
            header = [cell.strip() for cell in cells]
            if repeated := sorted({c for c in header if header.count(c) > 1}):
                raise RecordError(
                    f"{name}, line 1: column {', '.join(map(repr, repeated))} stands twice; "
                    "expected each column once."
                )
        elif any(cell.strip() for cell in cells):
            if len(cells) == len(header):
                rows.append((line, cells))
            else:
                problems.append(
                    f"{name}, line {line}: {len(cells)} cells; expected {len(header)}: put a text "
                    "with a comma in it into quotes."
                )


def _line_of(problem: str) -> int:
    return int(problem.partition(", line ")[2].partition(":")[0])
