"""From bytes to cells: what a CSV file holds, before anyone asks what it means."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from ..errors import RecordError


def cells_of(data: bytes, name: str) -> tuple[list[int], dict[str, Sequence[str]], tuple[str, ...]]:
    """Read CSV in UTF-8, with or without the mark that spreadsheets put in front.

    Parameters
    ----------
    data : bytes
    name : str
        Of the file, for what is said of it.

    Returns
    -------
    lines : list of int
        The line of the file on which each row begins.
    columns : dict of str to sequence of str
        The cells of each column, by its header.
    problems : tuple of str
        What is no row of such a table, a sentence each.

    Raises
    ------
    RecordError
        If the bytes are not UTF-8, or two columns have one name.
    """
    header, lines, rows, problems = _parse(_decode(data, name), name)
    columns = zip(*rows, strict=True) if rows else ((),) * len(header)
    return lines, dict(zip(header, columns, strict=True)), tuple(problems)


def _decode(data: bytes, name: str) -> str:
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


def _parse(text: str, name: str) -> tuple[list[str], list[int], list[list[str]], list[str]]:
    """Split CSV text into its header, its rows with their lines, and what cannot be read."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    lines: list[int] = []
    rows: list[list[str]] = []
    problems: list[str] = []
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return header, lines, rows, problems
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
                lines.append(line)
                rows.append(cells)
            else:
                problems.append(
                    f"{name}, line {line}: {len(cells)} cells; expected {len(header)}: put a text "
                    "with a comma in it into quotes."
                )
