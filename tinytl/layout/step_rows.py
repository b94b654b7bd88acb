"""High rows of an overview: a step line on tints, with guides as lines, each with its year.

A row is drawn as the ratings of a timeline are, only lower, and its tints fill the whole height of
the row: the levels are read as colours from afar, and as heights of the line from near.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..story.facts import Fact
from ..story.subjects import Subject
from ..story.tracks import Track
from ..table.dates import in_short
from ..table.scales import Scale
from .bar_rows import earlier_guides, hover_of, lasting_guides, point_guides
from .frame import Frame, Page, clipped, shift_of
from .guides import LINE_UP_TO, diamond, guide_line
from .legend import STEP, STEP_ROW
from .scene import Area, Box, Label, Line, Mark
from .series import ratings
from .theme import DIAMOND_IN_PANEL

TOP, HEIGHT, MIDDLE = 0.31, 0.69, 0.655
"""Where the tints of a row begin, their height and their middle, in rows."""
LEVEL = 0.16
"""Middle of the diamonds and their years in rows from the top of a row."""
CHANGE = 0.8
"""Width of the line at which a guide that lasts begins, in points."""
LASTING_AT, LASTING_SHARE = 0.3, 0.05
"""Middle and height in rows of guides that last, between the years and the tints."""
GAP, LAST = 0.3, 0.6
"""Spaces in em beside a year, and before the name of the last level."""


def step_row(row: Subject, at: float, values: frozenset[str], frame: Frame, row_pt: float) -> Area:
    """Draw the row of a country as a step line on tints.

    Parameters
    ----------
    row : Subject
    at : float
        The place of the row from the top of its column, in rows.
    values : frozenset of str
        The values of all rows, each of which has a height in the row.
    frame : Frame
        The column, at the dates of the country.
    row_pt : float
        Height of a row in points.

    Returns
    -------
    Area
        Its ground, marks and labels, with heights in rows of the column.
    """
    shown = tuple(spell for spell in row.spells if row.window.shows(spell))
    step = replace(frame, page=replace(frame.page, theme=replace(frame.theme, weight=STEP)))
    series = ratings(Track("rating", "", shown, values=values), step)
    ground: list[Line | Box] = [
        replace(box, y=at + MIDDLE, height=HEIGHT) for box in series.ground if isinstance(box, Box)
    ]
    marks = [_placed(mark, series, row, at, frame.scale) for mark in series.marks]
    spells = [*lasting_guides(row, at + LASTING_AT, LASTING_SHARE, frame)]
    marks += spells
    for day in sorted({box.first for box in spells if box.first > row.window.first}):
        ends = (day, at + LASTING_AT), (day, at + 1.0)  # to the end of those of points in time
        ground.append(Line(ends, frame.theme.accent, CHANGE))
    for fact in point_guides(row):
        day, y = sum(clipped(fact, row.window)) / 2, at + LEVEL
        ground += guide_line(fact, at + 1.0, y, frame)
        hover = hover_of(row, fact, frame.scale)
        marks += diamond(page=frame.page, day=day, y=y, size=DIAMOND_IN_PANEL, **hover)
    marks += earlier_guides(row, at + MIDDLE, DIAMOND_IN_PANEL, frame)
    labels = (*_years(row, at, frame, row_pt), *_last(row, at, frame, row_pt))
    drawn = Area("", "", 1.0, 1.0, 0.0, ground=tuple(ground), marks=tuple(marks), labels=labels)
    return drawn.shifted(shift_of(row))


def last_room(rows: Iterable[Subject], page: Page) -> float:
    """Points at the right of rows that the names of their last levels take at most."""
    names = {page.scale.label(spell.value) for row in rows for spell in _lasting(row)}
    return max(map(page.theme.width_of, names), default=0.0) + page.theme.size * LAST


def _placed(mark: Mark, series: Area, row: Subject, at: float, scale: Scale) -> Mark:
    """A mark of a series with its height in rows of the column, and the text of a row on hover."""
    share = HEIGHT / (series.low - series.high)
    top = at + TOP - series.high * share
    if isinstance(mark, Line):
        return replace(mark, points=tuple((day, top + y * share) for day, y in mark.points))
    hover = hover_of(row, mark.fact, scale) if mark.fact else {}
    mark = replace(mark, y=top + mark.y * share, **hover)
    if isinstance(mark, Box):
        return replace(mark, height=mark.height * share, role=STEP_ROW if mark.fact else mark.role)
    return mark


def _years(row: Subject, at: float, frame: Frame, row_pt: float) -> Iterator[Label]:
    """The year of each guide at the right of its diamond, or at the left where the next is near."""
    theme, size = frame.theme, frame.theme.size
    free, end = frame.edges
    places = []
    for fact in point_guides(row):
        first, last = clipped(fact, row.window)
        x, band = frame.x((first + last) / 2), frame.x(last) - frame.x(first)
        # half the width of the diamond, or of the band over its days if that is wider
        half = max(DIAMOND_IN_PANEL, band if band > LINE_UP_TO else 0.0) / 2 + size * GAP
        places.append((fact, (first + last) / 2, x, half))
    ends = [*(x - half for *_, x, half in places[1:]), end]
    for (fact, day, x, half), end in zip(places, ends, strict=False):
        text, bold = _year(fact), fact.category == frame.page.guides[0]
        wide = theme.width_of(text, bold=bold)
        right, left = x + half + wide <= end, x - half - wide >= free
        free = x + half + (wide + size * GAP if right else 0)
        if right or left:
            offset = (half + wide / 2) * (1 if right else -1)
            label = Label(fact, (text,), day, bold, ink=theme.accent, offset=offset)
            yield replace(label, top=(at + LEVEL) * row_pt - size / 2, width=wide, height=size)


def _year(fact: Fact) -> str:
    """The year of a date; a date of several years is written as it is known."""
    first, last = fact.start.earliest.year, fact.start.latest.year
    return f"{first}{'?' * fact.doubtful}" if first == last else in_short(fact.start)


def _last(row: Subject, at: float, frame: Frame, row_pt: float) -> Iterator[Label]:
    """The name of the level on the last day shown, at the right of the row."""
    theme, size = frame.theme, frame.theme.size
    for spell in _lasting(row):
        text = frame.scale.label(spell.value)
        wide, top = theme.width_of(text), (at + MIDDLE) * row_pt - size / 2
        label = Label(spell, (text,), row.window.last, ink=theme.muted, top=top)
        yield replace(label, offset=size * LAST + wide / 2, width=wide, height=size)


def _lasting(row: Subject) -> list[Fact]:
    """The spell of a row that goes on to the last day shown, if there is one."""
    shown = [spell for spell in row.spells if row.window.shows(spell)]
    return [spell for spell in shown[-1:] if spell.possibly[1] >= row.window.last]
