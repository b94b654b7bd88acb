"""Sentences of error messages: equal problems of many rows in one sentence, with an example."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from ..errors import RecordError

Problem: TypeAlias = tuple[int, str]
"""The position of a problem, by which problems are sorted, and a sentence about it."""

MAX_SINGLE = 3
"""Up to how many equal problems get a sentence each."""
JOINERS = "\u200c\u200d\u200e\u200f"
"""Invisible characters that are needed in Persian, Hindi, Hebrew or an emoji."""


def group_problems(
    where: str, positions: Any, places: Any, message: Callable[[Any], str]
) -> list[Problem]:
    """Describe an equal problem of some rows: a sentence each, or one for more than three rows.

    Parameters
    ----------
    where : str
        The text before a name of a row: ``"timelines.csv, line"``.
    positions : array of int
        The rows, in order.
    places : sequence
        The names of all rows, such as lines of a file.
    message : callable
        From the position of a row to what is wrong there.
    """
    if len(positions) <= MAX_SINGLE:
        return [(int(p), f"{where} {short(places[p])}: {message(p)}".lstrip()) for p in positions]
    first, last = positions[0], positions[-1]
    span = f"{where and f'{where}s '}{short(places[first])}-{short(places[last])}"
    return [(int(first), f"{span}: {len(positions):,} times, at first: {message(first)}")]


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
