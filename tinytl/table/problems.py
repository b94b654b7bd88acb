"""Sentences of error messages: equal problems of many rows in one sentence, with an example.

Equal mistakes share a cause, so that a table with twenty thousand of them needs one line of an
error; the remedy is that of the first cell.

>>> why_not_a_number("5,3")[0], nearest("Lawn", ["law", "event"])
('a comma for the decimal point', 'law')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from difflib import get_close_matches
from numbers import Real
from typing import Any, TypeAlias

from ..errors import RecordError, expect, quoted

Problem: TypeAlias = tuple[int, str]
"""The position of a problem, by which problems are sorted, and a sentence about it."""

MAX_SINGLE = 3
"""Up to how many equal problems get a sentence each."""
MISSING = {"na", "n/a", "nan", "nat", "none", "null", "-", "--", "?", "unknown", "tbd", "missing"}
"""Codes for missing values."""
JOINERS = "\u200c\u200d\u200e\u200f"
"""Invisible characters that are needed in Persian, Hindi, Hebrew or an emoji."""


def group_problems(
    where: str, positions: Sequence[int], place: Callable[[int], Any], message: Callable[[int], str]
) -> list[Problem]:
    """Describe an equal problem of some rows: a sentence each, or one for more than three rows.

    Parameters
    ----------
    where : str
        The text before a name of a row: ``"timelines.csv, line"``.
    positions : sequence of int
        The rows, in order.
    place : callable
        From the position of a row to its name, such as the line of a file.
    message : callable
        From the position of a row to what is wrong there.
    """
    if len(positions) <= MAX_SINGLE:
        return [(row, f"{where} {short(place(row))}: {message(row)}".lstrip()) for row in positions]
    first, last = positions[0], positions[-1]
    span = f"{where and f'{where}s '}{short(place(first))}-{short(place(last))}"
    return [(first, f"{span}: {len(positions):,} times, at first: {message(first)}")]


def raise_problems(problems: Iterable[Problem]) -> None:
    """Raise one `RecordError` of all problems in the order of their positions, if there are any."""
    if sentences := [sentence for _, sentence in sorted(problems)]:
        raise RecordError(*sentences)


def short(text: object, most: int = 60) -> str:
    """A text, cut after `most` characters."""
    whole = str(text)
    return whole if len(whole) <= most else f"{whole[:most]}…"


def unseen(text: str) -> str:
    """Describe the first invisible character of a text; empty if there is none."""
    for place, character in enumerate(text):
        if unicodedata.category(character) == "Cs":
            return f"half of a character (U+{ord(character):04X}) after {short(text[:place])!r}"
        if unicodedata.category(character) == "Cf" and character not in JOINERS:
            name = unicodedata.name(character, "unnamed")
            return (
                f"the invisible character U+{ord(character):04X} ({name}) after "
                f"{short(text[:place])!r}"
            )
    return ""


def is_name(value: object) -> bool:
    """Whether a value can be a code or a label: a number, or a line of text that can be seen."""
    if not isinstance(value, str):
        return isinstance(value, Real) and value == value  # NaN is no number
    return value.strip() == value != "" and len(value.splitlines()) == 1 and not unseen(value)


def read_names(argument: str, values: Any) -> tuple[str, ...]:
    """The codes or labels that an argument lists; a `RecordError` for all that are none."""
    unordered = isinstance(values, str | bytes | Mapping | Set)
    expect(isinstance(values, Iterable) and not unordered, argument, values, "a list of texts")
    names = list(values)
    if wrong := [quoted(name) for name in names if not is_name(name)]:
        raise RecordError(
            f"{argument} has {', '.join(wrong)}; expected texts of one line, not blank and without "
            "spaces around them."
        )
    return tuple(map(str, names))


def why_not_a_number(text: str) -> tuple[str, str]:
    """Why a text is no number, and what to write; both empty if the cause is unknown."""
    if re.fullmatch(r"-?\d+,\d+", text) and not re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", text):
        return (
            "a comma for the decimal point",
            f"write {text.replace(',', '.')} (of a whole file: pandas.read_csv(..., decimal=',') "
            "and pass on the frame)",
        )
    if re.fullmatch(r"-?[1-9]\d{0,2}([ ,']\d{3})+(\.\d+)?", text):
        return "thousands set apart", "write " + re.sub("[ ,']", "", text)
    if found := re.fullmatch(r"[$€£]?\s*(-?\d+(?:\.\d+)?)\s*[%$€£]?", text):
        return "a unit", f"write {found[1]}"
    if text.casefold() in MISSING | {"inf", "-inf", ".."}:
        return "a code for what is missing", "leave the row out"
    return "", ""


def nearest(text: str, known: Sequence[str]) -> str:
    """The known word that is most like a text; empty if none is similar."""
    folded = {word.casefold(): word for word in known}
    near = get_close_matches(text.casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else ""
