"""Problems of many rows in few sentences: what is equal is told once, with an example."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any, TypeAlias

Problem: TypeAlias = tuple[int, str]
"""Where it stands, to sort problems by, and what is said of it."""

FEW = 3
"""Equal problems that are still told one by one."""
JOINERS = "\u200c\u200d\u200e\u200f"
"""Invisible characters that Persian, Hindi, Hebrew or an emoji may need."""


def grouped(where: str, positions: Any, places: Any, said: Callable[[Any], str]) -> list[Problem]:
    """Tell an equal problem of some rows: each by itself, or from the fourth on all at once.

    Parameters
    ----------
    where : str
        What stands before a place: ``"timelines.csv, line"``.
    positions : array of int
        The rows, in order.
    places : sequence
        What all rows are called.
    said : callable
        What is said of a row, by its position.
    """
    if len(positions) <= FEW:
        return [(int(p), f"{where} {short(places[p])}: {said(p)}".lstrip()) for p in positions]
    first, last = positions[0], positions[-1]
    span = f"{where and f'{where}s '}{short(places[first])}-{short(places[last])}"
    return [(int(first), f"{span}: {len(positions):,} times, at first: {said(first)}")]


def short(text: object, most: int = 60) -> str:
    """The beginning of a long text."""
    told = str(text)
    return told if len(told) <= most else f"{told[:most]}…"


def unseen(text: str) -> str:
    """What is said of the first character of a text that nobody sees; nothing if all are seen."""
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
