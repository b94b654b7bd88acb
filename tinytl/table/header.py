"""The header of the table: its separator, and what is wrong with the names of the columns."""

from __future__ import annotations

import csv
import difflib
import re
from collections import Counter
from collections.abc import Sequence

from .dates import date_or_none
from .problems import short, unseen

REQUIRED = ("country", "kind", "start")
COLUMNS = (*REQUIRED, "end", "label", "value", "category", "detail", "source")
KINDS = ("event", "government", "index", "law", "rating")

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_TOP = 10
"""Number of first lines among which the header is expected."""


def separator_of(lines: Sequence[str]) -> str:
    """The separator that splits a line into the most names of columns; a comma if none does.

    >>> separator_of(['country;kind;start;"a, b, c"']), separator_of(["sep=|", "country|start"])
    (';', '|')
    """
    if found := re.match('"?sep=([;,|\t])"?[;,|\t]*\r?\n?$', lines[0] if lines else ""):
        return found[1]

    def names(separator: str) -> int:
        rows = csv.reader(lines[:_TOP], delimiter=separator)
        try:
            return max(len({c.strip().casefold() for c in row} & {*COLUMNS}) for row in rows)
        except (csv.Error, ValueError):
            return 0

    return max(SEPARATORS, key=names)


def wrong_names(names: Sequence[str]) -> list[str]:
    """Describe what is wrong with the names of the columns, in a sentence each."""
    sentences = []
    for name in names:
        if hidden := unseen(name):
            sentences.append(f"column {short(name)!r} has {hidden}; expected a name without it.")
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    if twice and set(REQUIRED) <= set(names):
        sentences.append(
            f"column {', '.join(map(repr, map(short, twice)))} stands twice; expected each once."
        )
    absent = [column for column in COLUMNS if column not in names]
    near = _near(names, absent)
    missing = [name for name in absent if name in REQUIRED and name not in near.values()]
    if missing:
        found = short(", ".join(map(str, names)), 300) or "nothing"
        sentences.append(
            f"no column {', '.join(map(repr, missing))}; found {found}; expected "
            f"{', '.join(COLUMNS)}.{_cause(names)}"
        )
    sentences += [
        f"column {short(name)!r} is not known; expected {column!r}: rename it (any other further "
        "column is kept)."
        for name, column in near.items()
    ]
    return sentences


def _near(names: Sequence[str], absent: Sequence[str]) -> dict[str, str]:
    """By misspelt name, the absent column that was probably meant."""
    longest = 2 * max(map(len, COLUMNS))
    lowered = {
        name: name.strip().casefold()
        for name in names
        if name not in COLUMNS and len(name) < longest
    }
    texts, meant = list(dict.fromkeys(lowered.values())), dict[str, str]()
    for column in reversed(absent):
        meant |= dict.fromkeys(
            difflib.get_close_matches(column, texts, len(texts) or 1, 0.8), column
        )
    return {name: meant[text] for name, text in lowered.items() if text in meant}


def _cause(names: Sequence[str]) -> str:
    for mark, what in SEPARATORS.items():
        if len(names) == 1 and mark in names[0]:
            return (
                f" Each line is one cell: pass sep={mark!r} if cells are separated by a {what}, "
                "and take lines out of quotes."
            )
    if any(name.strip() in KINDS or date_or_none(name.strip()) for name in names):
        return f" Line 1 is a record, there is no header: put one above: {','.join(COLUMNS)}"
    return (
        " Of a table of another shape tl.tidy makes one: name its columns there." if names else ""
    )
