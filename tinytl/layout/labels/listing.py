"""The list of what numbers stand for: number, date and text in aligned columns."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ...story.facts import Fact
from ...table.dates import in_short
from ..frame import LINE
from ..scene import Area, Text
from ..theme import Theme
from .wrap import filled

GUTTER = 1.6
"""Em between two columns of the list."""
LEAST_ROOM = 11.0
"""Least width of the texts of a column, in em."""
SPACE = 0.5
"""Em between a number, its date and its text, and between the lists of two tracks."""


def date_of(fact: Fact) -> str:
    """The date of a fact for labels and lists, in its own precision.

    A spell has both dates, or the first if it goes on.
    """
    if fact.ongoing:
        return f"since {in_short(fact.start)}"
    return in_short(fact.start) + (f"–{in_short(fact.end)}" if fact.end else "")


@dataclass(frozen=True)
class _Entry:
    number: str
    date: str
    text: str
    fact: Fact
    area: str


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
    blocks = [(area, _entries(area)) for area in areas]
    blocks = [(area, entries) for area, entries in blocks if entries]
    size, texts, y = theme.size, list[Text](), top
    for area, entries in blocks:
        if len(blocks) > 1:
            y += size * SPACE if texts else 0.0
            name = area.name.rpartition(": ")[2]
            texts.append(Text(name, left, y + size * LINE / 2, size, theme.muted, column=column))
            y += size * LINE
        found, height = _block(entries, theme, left, right, y, column)
        texts += found
        y += height
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


def _block(
    entries: Sequence[_Entry], theme: Theme, left: float, right: float, top: float, column: int
) -> tuple[list[Text], float]:
    """The list of one track, in the number of columns that makes it lowest."""
    size, wide = theme.size, right - left
    number = max(theme.width_of(entry.number, bold=entry.fact.criminalizes) for entry in entries)
    date = max(theme.width_of(entry.date) for entry in entries)
    before = number + date + 2 * size * SPACE
    most = max(1, int((wide + size * GUTTER) / (before + size * (LEAST_ROOM + GUTTER))))
    best: tuple[int, float, list[list[tuple[_Entry, list[str]]]]] | None = None
    for count in range(1, min(most, len(entries)) + 1):
        pitch = (wide + size * GUTTER) / count
        room = pitch - size * GUTTER - before
        columns = _columns([(entry, _lines(entry, room, theme)) for entry in entries], count)
        lines = max(sum(len(lines) for _, lines in own) for own in columns)
        if best is None or lines < best[0]:
            best = lines, pitch, columns
    assert best, "a block has entries"
    lines, pitch, columns = best
    texts = [
        text
        for n, own in enumerate(columns)
        for text in _texts(own, theme, left + n * pitch, number, before, top, column)
    ]
    return texts, lines * size * LINE


def _lines(entry: _Entry, room: float, theme: Theme) -> list[str]:
    return filled(entry.text, room, partial(theme.width_of, bold=entry.fact.criminalizes)) or [""]


def _columns(
    entries: Sequence[tuple[_Entry, list[str]]], count: int
) -> list[list[tuple[_Entry, list[str]]]]:
    """Entries in columns of as few lines as possible, filled one after the other."""
    total = sum(len(lines) for _, lines in entries)
    for most in range(math.ceil(total / count), total + 1):
        columns: list[list[tuple[_Entry, list[str]]]] = [[]]
        for entry, lines in entries:
            used = sum(len(own) for _, own in columns[-1])
            if columns[-1] and used + len(lines) > most:
                columns.append([])
            columns[-1].append((entry, lines))
        if len(columns) <= count:
            return columns
    raise AssertionError("one column holds all")


def _texts(
    own: Sequence[tuple[_Entry, list[str]]],
    theme: Theme,
    left: float,
    number: float,
    before: float,
    top: float,
    column: int,
) -> Iterator[Text]:
    """The texts of a column: numbers end at the same place, dates and texts begin at the same."""
    size, y = theme.size, top + theme.size * LINE / 2
    for entry, lines in own:
        text = partial(Text, size=size, column=column, fact=entry.fact, area=entry.area)
        strong = partial(text, colour=theme.ink, bold=entry.fact.criminalizes)
        yield strong(entry.number, left + number, y, align="right")
        yield text(entry.date, left + number + size * SPACE, y, colour=theme.muted)
        for line in lines:
            yield strong(line, left + before, y)
            y += size * LINE
