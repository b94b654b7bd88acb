"""The list of what numbers stand for: number, date and text in aligned columns."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from ...story.facts import Fact
from ...table.dates import MONTHS, Date, in_short
from ..frame import LINE
from ..scene import Area, Text
from ..theme import Theme
from .wrap import filled

MONTH = re.compile(rf"({'|'.join(month[:3] for month in MONTHS)})[a-z]+ (?=\d)")
GUTTER = 1.6
"""Em between two columns of the list."""
LEAST_ROOM = 11.0
"""Least width of the texts of a column, in em."""
SPACE = 0.5
"""Em between a number, its date and its text, and between the lists of two tracks."""


def date_of(fact: Fact) -> str:
    """The date of a fact for labels and lists, in its own precision.

    Months have three letters. A spell has both dates, or the first if it goes on.
    """
    if fact.ongoing:
        return f"since {_short(fact.start)}"
    return _short(fact.start) + (f"–{_short(fact.end)}" if fact.end else "")


def _short(when: Date) -> str:
    return MONTH.sub(r"\1 ", in_short(when))


@dataclass(frozen=True)
class _Entry:
    number: str
    date: str
    text: str
    fact: Fact
    area: str


_Columns: TypeAlias = list[list[tuple[_Entry, list[str]]]]
"""Entries, each with the lines of its text, column by column."""


@dataclass(frozen=True)
class _Grid:
    """Number of columns, the distance of two; widths of numbers, of all before a text, of texts."""

    count: int
    pitch: float
    number: float
    before: float
    room: float


def listing(
    areas: Iterable[Area],
    theme: Theme,
    *,
    left: float,
    right: float,
    top: float,
    column: int = 0,
) -> tuple[list[Text], float]:
    """List the numbered facts of some areas in as many columns as make it lowest.

    Parameters
    ----------
    areas : iterable of Area
        Of one panel, top to bottom. Each track has its own block of the list.
    theme : Theme
    left, right : float
        Points from the left of the page between which the list stands.
    top : float
        Points from the top of the page at which it begins.
    column : int
        Of the panel, counted from 0.

    Returns
    -------
    texts : list of Text
        Each with the fact that it is about.
    height : float
        Of the list, in points; 0 if no fact has a number.
    """
    blocks = [(area.name, own) for area in areas if (own := _entries(area))]
    if not blocks:
        return [], 0.0
    size, line = theme.size, theme.size * LINE
    grids = _grids([entry for _, own in blocks for entry in own], theme, left, right)
    laid_out = [
        (grid, [(name, _columns(own, grid, theme)) for name, own in blocks]) for grid in grids
    ]
    grid, found = min(laid_out, key=lambda way: sum(_height(own) for _, own in way[1]))
    texts, y = list[Text](), top
    for name, columns in found:
        if len(blocks) > 1:
            y += size * SPACE if texts else 0.0
            heading = name.rpartition(": ")[2]
            texts.append(Text(heading, left, y + line / 2, size, theme.muted, column=column))
            y += line
        for n, entries in enumerate(columns):
            texts += _texts(entries, theme, grid, left + n * grid.pitch, y, column)
        y += _height(columns) * line
    return texts, y - top


def caption_note(theme: Theme, left: float, bottom: float) -> Text:
    """What a chart says that has no room for its list."""
    return Text(
        "Numbers: see caption", left, bottom - theme.size * LINE / 2, theme.size, theme.muted
    )


def _entries(area: Area) -> list[_Entry]:
    return [
        _Entry(number, date_of(fact), fact.label, fact, area.id)
        for number, fact in area.listed
        if number
    ]


def _grids(entries: Sequence[_Entry], theme: Theme, left: float, right: float) -> Iterator[_Grid]:
    """One column, two columns and so on, while texts have room."""
    size, wide = theme.size, right - left
    number = max(theme.width_of(entry.number, bold=entry.fact.criminalizes) for entry in entries)
    before = number + max(theme.width_of(entry.date) for entry in entries) + 2 * size * SPACE
    for count in range(1, len(entries) + 1):
        pitch = (wide + size * GUTTER) / count
        room = pitch - size * GUTTER - before
        if count > 1 and room < size * LEAST_ROOM:
            return
        yield _Grid(count, pitch, number, before, room)


def _columns(entries: Sequence[_Entry], grid: _Grid, theme: Theme) -> _Columns:
    """Entries with their lines, in columns of as few lines as possible, filled one by one."""
    lines = [
        filled(entry.text, grid.room, partial(theme.width_of, bold=entry.fact.criminalizes)) or [""]
        for entry in entries
    ]
    total = sum(map(len, lines))
    for most in range(math.ceil(total / grid.count), total + 1):
        columns: _Columns = [[]]
        for entry, own in zip(entries, lines, strict=True):
            if columns[-1] and _height(columns[-1:]) + len(own) > most:
                columns.append([])
            columns[-1].append((entry, own))
        if len(columns) <= grid.count:
            return columns
    raise AssertionError("one column holds all")


def _height(columns: _Columns) -> int:
    """Lines of the highest column."""
    return max(sum(len(lines) for _, lines in own) for own in columns)


def _texts(
    own: Sequence[tuple[_Entry, list[str]]],
    theme: Theme,
    grid: _Grid,
    left: float,
    top: float,
    column: int,
) -> Iterator[Text]:
    """The texts of a column: numbers end at the same place, dates and texts begin at the same."""
    size, y = theme.size, top + theme.size * LINE / 2
    for entry, lines in own:
        text = partial(Text, size=size, column=column, fact=entry.fact, area=entry.area)
        strong = partial(text, colour=theme.ink, bold=entry.fact.criminalizes)
        yield strong(entry.number, left + grid.number, y, align="right")
        yield text(entry.date, left + grid.number + size * SPACE, y, colour=theme.muted)
        for line in lines:
            yield strong(line, left + grid.before, y)
            y += size * LINE
