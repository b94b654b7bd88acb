"""The list of what numbers stand for: number, date and text in aligned columns."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ...story.facts import Fact
from ...table.dates import MONTHS, Date, in_short
from ..frame import LINE
from ..scene import Area, Text
from ..theme import Theme
from .wrap import broken, filled

MONTH = re.compile(rf"({'|'.join(month[:3] for month in MONTHS)})[a-z]+ (?=\d)")
GUTTER = 1.2
"""Em between two columns of the list."""
LEAST_ROOM = 11.0, 7.0
"""Least width of texts in em: in a column beside another, and beside a date."""
CAPTIONED = "Numbers: see caption"
"""What stands in place of a list for which a page has no room."""
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
    fact: Fact
    lines: Sequence[str] = ()

    @property
    def bold(self) -> bool:
        return self.fact.criminalizes


@dataclass(frozen=True)
class _Block:
    """The entries of a track, column by column, and where their dates and texts begin.

    In a narrow panel texts stand `below` their dates.
    """

    area: Area
    columns: Sequence[Sequence[_Entry]]
    at_date: float
    at_text: float
    below: int

    @property
    def height(self) -> int:
        """Lines of the highest column."""
        return max(sum(len(entry.lines) + self.below for entry in own) for own in self.columns)


def numbered_list(
    areas: Sequence[Area], theme: Theme, left: float, right: float, column: int = 0
) -> tuple[list[Text], float]:
    """List the numbered facts of some areas in as many columns as make it lowest.

    Parameters
    ----------
    areas : sequence of Area
        Of one panel, top to bottom. Each track has its own block of the list.
    theme : Theme
    left, right : float
        Points from the left of the page between which the list stands.
    column : int
        Of the panel, counted from 0.

    Returns
    -------
    texts : list of Text
        From the top of a page. Those of an entry have its fact and the id of its area.
    height : float
        Of the list, in points; 0 if all facts have labels.
    """
    texts, y, line = list[Text](), 0.0, theme.size * LINE
    numbered = [area for area in areas if any(number for number, _ in area.listed)]
    ways = _ways(numbered, theme, right - left) if numbered else [(0.0, [])]
    pitch, blocks = min(ways, key=lambda way: sum(block.height for block in way[1]))
    for block in blocks:
        if len(blocks) > 1:
            y += theme.size * SPACE if texts else 0.0
            texts.append(remark(block.area.name.rpartition(": ")[2], theme, left, y, column))
            y += line
        for n, entries in enumerate(block.columns):
            texts += _texts(entries, block, theme, left + n * pitch, y, column)
        y += block.height * line
    if any(not number for area in areas for number, _ in area.listed):
        what = "Others" if numbered else "Names"
        texts.append(remark(f"{what}: see caption", theme, left, y, column))
        y += line
    return texts, y


def remark(text: str, theme: Theme, left: float, top: float, column: int = 0) -> Text:
    """A line of a list that is no entry: its heading, or where else a reader finds names."""
    return Text(text, left, top + theme.size * LINE / 2, theme.size, theme.muted, column=column)


def _ways(areas: Sequence[Area], theme: Theme, wide: float) -> Iterator[tuple[float, list[_Block]]]:
    """The list in one column, in two and so on while texts have room; the distance of columns."""
    size = theme.size
    every = [[_Entry(n, date_of(fact), fact) for n, fact in a.listed if n] for a in areas]
    numbers = [theme.width_of(entry.number, bold=entry.bold) for own in every for entry in own]
    at_date = max(numbers) + size * SPACE
    for count in range(1, len(numbers) + 1):
        pitch = (wide + size * GUTTER) / count
        blocks = []
        for area, own in zip(areas, every, strict=True):
            at_text = at_date + max(theme.width_of(e.date) for e in own) + size * SPACE
            longest = max(theme.width_of(e.fact.with_party, bold=e.bold) for e in own)
            room = pitch - size * GUTTER - at_text
            if count > 1 and room < min(size * LEAST_ROOM[0], longest):
                return
            part = max(theme.width_of(p, bold=e.bold) for e in own for p in _parts(e.fact.label))
            if below := room < max(min(size * LEAST_ROOM[1], longest), part):
                at_text, room = at_date, pitch - size * GUTTER - at_date
            columns = _columns([*_wrapped(own, room, theme)], count, int(below))
            blocks.append(_Block(area, columns, at_date, at_text, int(below)))
        yield pitch, blocks


def _parts(text: str) -> list[str]:
    """The parts of a text that stay in one line: its words, or the parts of them at hyphens."""
    return text.replace("-", "- ").split() or [""]


def _wrapped(entries: Iterable[_Entry], room: float, theme: Theme) -> Iterator[_Entry]:
    """Entries with the lines of their texts; a word that is too long for a line is broken."""
    for entry in entries:
        width_of = partial(theme.width_of, bold=entry.bold)
        lines = filled(entry.fact.with_party, room, width_of) or [""]
        yield replace(
            entry, lines=[part for line in lines for part in broken(line, room, width_of)]
        )


def _columns(entries: Sequence[_Entry], count: int, below: int) -> list[list[_Entry]]:
    """Entries in columns of as few lines as possible, filled one after the other."""
    total = sum(len(entry.lines) + below for entry in entries)
    for most in range(math.ceil(total / count), total + 1):
        columns, used = [list[_Entry]()], 0
        for entry in entries:
            own = len(entry.lines) + below
            if columns[-1] and used + own > most:
                columns.append([])
                used = 0
            columns[-1].append(entry)
            used += own
        if len(columns) <= count:
            return columns
    raise AssertionError("one column holds all")


def _texts(
    entries: Sequence[_Entry], block: _Block, theme: Theme, left: float, top: float, column: int
) -> Iterator[Text]:
    """The texts of a column: numbers end at the same place, dates and texts begin at the same."""
    size, line, y = theme.size, theme.size * LINE, top + theme.size * LINE / 2
    for entry in entries:
        text = partial(Text, size=size, column=column, fact=entry.fact, area=block.area.id)
        strong = partial(text, colour=theme.ink, bold=entry.bold)
        yield strong(entry.number, left + block.at_date - size * SPACE, y, align="right")
        yield text(entry.date, left + block.at_date, y, colour=theme.muted)
        y += line * block.below
        for own in entry.lines:
            yield strong(own, left + block.at_text, y)
            y += line
