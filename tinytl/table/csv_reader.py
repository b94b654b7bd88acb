"""Read the bytes of a CSV file into columns of texts, with the line of each row."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from ..disk import at_home
from ..errors import RecordError
from .columns import Codebook, Codes, Column
from .header import SEPARATORS, separator_of, wrong_names
from .problems import Problem, group_problems, short

CHUNK = 500
"""Rows that are held as lists at a time; with more, the garbage collector costs half the time."""

_OTHER = re.compile(rb"PK\x03\x04|\xd0\xcf\x11\xe0|\xff\xfe|\xfe\xff|(?s:.{0,3}\x00)")
"""First bytes of the workbooks and texts that spreadsheets save beside CSV in UTF-8."""


def opened(path: Any) -> tuple[str, bytes, Path | None]:
    """The name of a table, its bytes, and its path; None for a buffer."""
    name = getattr(path, "name", "") if hasattr(path, "read") else path
    if isinstance(name, str) and re.match(r"[a-zA-Z][\w+.-]+://", name):
        raise RecordError(
            f"{short(name)!r} is an address; expected a file: download it first, or pass its "
            "bytes as io.BytesIO."
        )
    if isinstance(path, str) and re.search("[\r\n]", path):
        raise RecordError("path is the text of a table; expected its file: io.StringIO(text).")
    try:
        if not hasattr(path, "read"):
            file = at_home(Path(path))
            return file.name, file.read_bytes(), file
        data = path.read()
        data = data.encode(errors="surrogatepass") if isinstance(data, str) else bytes(data)
        named = isinstance(name, str) and Path(name).is_file()
        return (Path(name).name, data, Path(name)) if named else ("table", data, None)
    except TypeError:
        found = f"path is of type {type(path).__name__}"
        raise RecordError(f"{found}; expected a file's name, or an open file.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise RecordError(f"{short(path)!r} cannot be read: {why}; expected a CSV file.") from error


def cells_of(
    data: bytes, name: str, sep: str | None = None
) -> tuple[Codes, dict[str, Column], list[Problem]]:
    """Read CSV in UTF-8, with or without a byte order mark, also packed with gzip.

    Parameters
    ----------
    data : bytes
    name : str
        The name of the file, for messages.
    sep : str, optional
        The character between cells; found in the header if not given.

    Returns
    -------
    lines : numpy array of int
        The line of the file on which each row begins.
    columns : dict of str to Column
        The cells of each column, by its header.
    problems : list of Problem
        Lines that are no row of such a table.

    Raises
    ------
    RecordError
        If the file is no such text, or its first line no header of such a table.
    """
    if data.startswith(b"\x1f\x8b"):
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error) as error:
            raise RecordError(f"{name} is no complete gzip file ({error}); expected one.") from None
    if _OTHER.match(data):
        raise RecordError(
            f"{name} is a workbook, or in UTF-16; expected CSV in UTF-8: save its sheet as "
            "'CSV UTF-8'."
        )
    try:
        text = io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", newline="")
        sep = sep or separator_of(list(islice(text, 10)))
        text.seek(0)
        return _split(text, name, sep)
    except UnicodeDecodeError:
        raise RecordError(*_encoding_problems(data, name)) from None


def _encoding_problems(data: bytes, name: str) -> list[str]:
    """Name each line that is not UTF-8."""
    wrong: dict[int, str] = {}
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            half = line[error.start : error.start + 3]
            wrong[number] = (
                f"byte 0x{half[0]:02x} is not UTF-8; expected a file in UTF-8: save it again as "
                "'CSV UTF-8'."
            )
            if re.fullmatch(b"\xed[\xa0-\xbf][\x80-\xbf]", half):
                code = f"U+{ord(half.decode('utf-8', 'surrogatepass')):04X}"
                wrong[number] = f"half of a character ({code}); expected a whole one: delete it."
    return [sentence for _, sentence in _of_lines(wrong, name)]


def _of_lines(wrong: dict[int, str], name: str) -> list[Problem]:
    """The problems of some lines, equal ones in one sentence."""
    return group_problems(f"{name}, line", list(wrong), str, wrong.__getitem__)


def _split(
    text: io.TextIOWrapper, name: str, sep: str
) -> tuple[Codes, dict[str, Column], list[Problem]]:
    problems: list[Problem] = []
    rows = _numbered(csv.reader(text, strict=True, delimiter=sep), name, problems)
    first = next((row for _, row in rows if _has_content(row)), [])
    named = max((n for n, cell in enumerate(first, start=1) if cell.strip()), default=0)
    header = [cell.strip() for cell in first[:named]]
    if named < len(first):  # a spreadsheet also saves empty columns at the right
        rows = ((line, row if any(row[named:]) else row[:named]) for line, row in rows)
    if wrong := wrong_names(header):
        raise RecordError(*(f"{name}, line 1: {what}" for what in wrong))
    codebooks = [Codebook() for _ in header]
    parts: list[list[Codes]] = [[] for _ in header]
    starts, unfit = list[int](), dict[int, str]()
    expected = f"expected {named}: put a text with a {_named(sep)} in it into quotes."
    while chunk := list(islice(rows, CHUNK)):
        fitting = [(line, row) for line, row in chunk if len(row) == named and _is_filled(row)]
        if len(fitting) < len(chunk):
            others = ((line, row) for line, row in chunk if len(row) != named and _is_filled(row))
            unfit |= {line: f"{len(row)} cells; {expected}" for line, row in others}
        if not fitting:
            continue
        starts += [line for line, _ in fitting]
        columns = zip(*(row for _, row in fitting), strict=True)
        for codebook, part, cells in zip(codebooks, parts, columns, strict=True):
            part.append(codebook.of(cells))
    none = np.zeros(0, dtype=np.int64)
    found = {
        column: Column(tuple(codebook), np.concatenate([none, *part]))
        for column, codebook, part in zip(header, codebooks, parts, strict=True)
    }
    return np.array(starts, dtype=np.int64), found, problems + _of_lines(unfit, name)


def _numbered(reader: Any, name: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Rows with the lines on which they begin; adds what cannot be read to `problems`."""
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = (
                f"{name}, line {line}: not readable as CSV ({error}); expected a text with a "
                f"{_named(reader.dialect.delimiter)} or a quote in it to stand in quotes, quotes "
                "inside it doubled."
            )
            problems.append((line, message))


def _named(sep: str) -> str:
    return SEPARATORS.get(sep, repr(sep))


def _is_filled(row: list[str]) -> bool:
    """Whether any cell of a row is not blank."""
    return any(row) and (row[0].strip() != "" or any(map(str.strip, row)))


def _has_content(row: list[str]) -> bool:
    """Whether a row has content; the line ``sep=;`` of a spreadsheet has none."""
    return any(row) and not (re.fullmatch("sep=.?", row[0]) and not any(row[1:]))
