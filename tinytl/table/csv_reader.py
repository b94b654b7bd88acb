"""From bytes to cells: what a CSV file holds, before anyone asks what it means."""

from __future__ import annotations

import csv
import gc
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any, NoReturn

import numpy as np

from ..errors import RecordError
from .columns import Codes, Column, Places
from .header import SEPARATORS, separator_of, wrong_names
from .problems import Problem, grouped

CHUNK = 2_000
"""Rows that are split at a time."""
_BREAK = re.compile("\r\n?|\n")

_SIGNATURES = (
    (rb"PK\x03\x04|\xd0\xcf\x11\xe0", "a workbook", "save its sheet as 'CSV UTF-8'"),
    (rb"BZh|\xfd7zXZ|\x28\xb5\x2f\xfd|7z\xbc", "packed", "unpack it, or pack it with gzip"),
    (rb"PAR1|ARROW1|SQLite", "no text but a table of another kind",
     "read it with pandas, polars or DuckDB and pass on the frame"),
    (rb"%PDF|\x89PNG|\xff\xd8", "no table", "name a CSV file"),
    (rb"\xff\xfe|\xfe\xff|(?s:.{0,3}\x00)", "in UTF-16", "save it again as 'CSV UTF-8'"),
    (rb"\s*<(?i:!doctype|html|\?xml)", "a page of the web",
     "open its address in a browser and save the table itself as CSV"),
    (rb"\s*[{\[]", "JSON", "read it with pandas.read_json and pass on the frame"),
)  # fmt: skip


def cells_of(
    data: bytes, name: str, sep: str | None = None
) -> tuple[Codes, dict[str, Column], list[Problem]]:
    """Read CSV in UTF-8, with or without the mark that spreadsheets put in front, or gzip of it.

    Parameters
    ----------
    data : bytes
    name : str
        Of the file, for what is said of it.
    sep : str, optional
        The character between cells; that of the header if not given.

    Returns
    -------
    lines : numpy array of int
        The line of the file on which each row begins.
    columns : dict of str to Column
        The cells of each column, by its header.
    problems : list of Problem
        What is no row of such a table, with its line.

    Raises
    ------
    RecordError
        If the file is no such text, or its first line no header of such a table.
    """
    data = _unpacked(data, name)
    for signature, what, remedy in _SIGNATURES:
        if re.match(signature, data):
            raise RecordError(f"{name} is {what}; expected CSV in UTF-8: {remedy}.")
    collects = gc.isenabled()
    gc.disable()  # it would look at each of millions of cells, again and again
    try:
        text = io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", newline="")
        sep = sep or separator_of(list(islice(text, 10)))
        text.seek(0)
        return _split(text, name, sep)
    except UnicodeDecodeError:
        _undecodable(data, name)
    finally:
        if collects:
            gc.enable()


def _unpacked(data: bytes, name: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise RecordError(f"{name} is no complete gzip file ({error}); expected one.") from None


def _undecodable(data: bytes, name: str) -> NoReturn:
    wrong: dict[int, str] = {}
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            half = line[error.start : error.start + 3]
            if re.fullmatch(b"\xed[\xa0-\xbf][\x80-\xbf]", half):
                code = ord(half.decode("utf-8", "surrogatepass"))
                wrong[number] = (
                    f"half of a character (U+{code:04X}); expected a whole one: delete it."
                )
            else:
                wrong[number] = (
                    f"byte 0x{line[error.start]:02x} is not UTF-8; expected a file in UTF-8: save "
                    "it again as 'CSV UTF-8'."
                )
    lines = list(wrong)
    told = grouped(f"{name}, line", range(len(wrong)), lines, lambda n: wrong[lines[n]])
    raise RecordError(*(sentence for _, sentence in told))


def _split(
    text: io.TextIOWrapper, name: str, sep: str
) -> tuple[Codes, dict[str, Column], list[Problem]]:
    """Split CSV into its columns, the lines of its rows, and what cannot be read."""
    reader = csv.reader(text, strict=True, delimiter=sep)
    problems: list[Problem] = []
    header: list[str] = []
    unnamed = 0
    places: list[Places] = []
    parts: list[list[Codes]] = []
    starts: list[Codes] = [np.zeros(0, dtype=np.int64)]
    odd: dict[int, int] = {}  # by its line, the number of cells of a row that has too many or few
    for lines, rows in _chunks(reader, name, problems):
        blank = 0 if header else next((n for n, row in enumerate(rows) if _tells(row)), len(rows))
        rows, lines = rows[blank:], lines[blank:]
        if not header and rows:
            named = max((n for n, cell in enumerate(rows[0], start=1) if cell.strip()), default=0)
            header, unnamed = [cell.strip() for cell in rows[0][:named]], len(rows[0]) - named
            rows, lines = rows[1:], lines[1:]
            if wrong := wrong_names(header, rows[:10]):
                raise RecordError(*(f"{name}, line 1: {what}" for what in wrong))
            places, parts = [Places() for _ in header], [[] for _ in header]
        if unnamed:  # columns of a spreadsheet in which nothing stands
            rows = [row if any(row[len(header) :]) else row[: len(header)] for row in rows]
        if set(map(len, rows)) != {len(header)} or "" in {row[0].strip() for row in rows}:
            full = [any(map(str.strip, row)) for row in rows]
            fits = [len(row) == len(header) for row in rows]
            bad = (n for n, row in enumerate(rows) if full[n] and not fits[n])
            odd |= {int(lines[n]): len(rows[n]) for n in bad}
            kept = [n for n in range(len(rows)) if full[n] and fits[n]]
            rows, lines = [rows[n] for n in kept], lines[kept]
        starts.append(lines)
        for place, part, cells in zip(places, parts, zip(*rows, strict=True), strict=False):
            part.append(place.of(cells))
    if not header:
        raise RecordError(f"{name}, line 1: {wrong_names([])[0]}")
    problems += _odd(odd, len(header), name, sep)
    columns = (
        Column(tuple(place), np.concatenate([np.zeros(0, dtype=np.int64), *part]))
        for place, part in zip(places, parts, strict=True)
    )
    return np.concatenate(starts), dict(zip(header, columns, strict=True)), problems


def _tells(row: list[str]) -> bool:
    """Whether a row says anything; a spreadsheet's first line, sep=;, does not."""
    return any(row) and not (re.fullmatch("sep=.?", row[0]) and not any(row[1:]))


def _chunks(
    reader: Any, name: str, problems: list[Problem]
) -> Iterator[tuple[Codes, list[list[str]]]]:
    """Some rows at a time, with the lines on which they begin."""
    while True:
        rows: list[list[str]] = []
        before, broken = reader.line_num, ""
        try:
            rows.extend(islice(reader, CHUNK))  # keeps what came before an error
        except csv.Error as error:
            broken = str(error)
        heights = np.ones(len(rows) + 1, dtype=np.int64)
        if broken or reader.line_num - before != len(rows):
            heights[1:] = [1 + sum(len(_BREAK.findall(cell)) for cell in row) for row in rows]
        lines = before + np.cumsum(heights)
        if broken:
            what = SEPARATORS.get(reader.dialect.delimiter, "separator")
            said = (
                f"{name}, line {lines[-1]}: not readable as CSV ({broken}); expected a text with a "
                f"{what} or a quote in it to stand in quotes, quotes inside it doubled."
            )
            problems.append((int(lines[-1]), said))
        elif not rows:
            return
        yield lines[:-1], rows


def _odd(odd: dict[int, int], expected: int, name: str, sep: str) -> list[Problem]:
    what = SEPARATORS.get(sep, repr(sep))
    lines = list(odd)
    told = grouped(
        f"{name}, line", range(len(odd)), lines,
        lambda n: f"{odd[lines[n]]} cells; expected {expected}: put a text with a {what} in it "
        "into quotes.",
    )  # fmt: skip
    return [(lines[n], sentence) for n, sentence in told]
