"""Guides on the row of a country: laws and events as diamonds, what lasts as a thin bar.

A diamond stands at the upper edge of the highest bar, so that the level at its day can be seen. One
triangle at the left of a row stands for all that came before the first day shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..story.facts import Fact
from ..story.subjects import Subject
from ..table.scales import Scale
from .bars import hover_of
from .frame import Page, clipped
from .guides import diamond
from .legend import LASTING, OUTLINED
from .marks import lasted
from .scene import Box, Dot, Mark
from .theme import DIAMOND_ON_ROW, OUTLINE, PAPER_EDGE, Theme

GUIDE_LEVEL = 0.19
"""Middle of a diamond in rows from the top of a row: a low bar is whole below it."""
WIDEST = 0.66
"""Width of a diamond in rows, at most."""
LASTING_HEIGHT = 0.2
"""Height in rows of what lasts, and of the outline of the days that a date may mean."""


def row_guides(
    row: Subject, at: float, scale: Scale, page: Page, *, row_pt: float, day_pt: float
) -> Iterator[Mark]:
    """The laws, events and governments that are marked on a row, and the event of its years.

    A diamond stands in the middle of the days that its date may mean; an outline shows these days
    where they are wider than the diamond.

    Parameters
    ----------
    row : Subject
    at : float
        The place of the row from the top of its column, in rows.
    scale : Scale
    page : Page
        Its theme has the type size of the rows.
    row_pt, day_pt : float
        Height of a row and width of a day, in points.

    Yields
    ------
    Box or Dot
        At the dates of the country; `on_axis` puts them on the axis.
    """
    y, size, theme = round(at + GUIDE_LEVEL, 3), min(DIAMOND_ON_ROW, WIDEST * row_pt), page.theme
    yield from lasting_guides(row, y, LASTING_HEIGHT, scale, theme)
    points = {fact: clipped(fact, row.window) for fact in point_guides(row)}
    wide = [days for days in points.values() if (days[1] - days[0]) * day_pt > size]
    if row.event and not row.event.to_the_day and (row.event.first, row.event.last) not in wide:
        days, said = (row.event.first, row.event.last), (row.name, row.event.when)
        box = Box(*days, y, LASTING_HEIGHT, theme.paper, theme.muted, said=said, code=row.code)
        yield replace(box, role=OUTLINED)
    for first, last in wide:
        yield Box(first, last, y, LASTING_HEIGHT, theme.paper, theme.accent, role=OUTLINED)
    for fact, (first, last) in points.items():
        own = size if fact.category == page.guides[0] else size - OUTLINE
        hover = hover_of(row, fact, scale)
        yield from diamond(page=page, day=(first + last) // 2, y=y, size=own, **hover)
    yield from earlier_guides(row, at + 0.5, size, scale, page)


def point_guides(row: Subject) -> list[Fact]:
    """The guides of a row that are points in time, from its first day on."""
    facts = (fact for track in row.tracks[1:] for fact in track.facts)
    return [fact for fact in facts if not fact.lasts and not row.window.follows(fact)]


def lasting_guides(
    row: Subject, y: float, height: float, scale: Scale, theme: Theme
) -> Iterator[Box]:
    """The guides of a row that last, as thin bars: hollow over the days that are not certain.

    Parameters
    ----------
    row : Subject
    y, height : float
        Middle and height of the bars, in rows.
    scale : Scale
    theme : Theme
    """
    window = row.window
    for fact in (fact for track in row.tracks[1:] for fact in track.facts if fact.lasts):
        whole, core = clipped(fact, window), lasted(fact, window)
        if fact.kind == "government":
            whole, core = window.clip(*fact.possibly), window.clip(*fact.certainly)
        is_certain = core is not None and core[0] < core[1] and not fact.doubtful
        hover = {**hover_of(row, fact, scale), "role": LASTING}
        dash = "dashed" if fact.doubtful else ""
        if core != whole or not is_certain:
            yield Box(*whole, y, height, theme.paper, theme.accent, dash=dash, **hover)
        if core and is_certain:
            yield Box(*core, y, height, theme.accent, theme.paper, **hover)


def earlier_guides(row: Subject, y: float, size: float, scale: Scale, page: Page) -> Iterator[Dot]:
    """A triangle for the guides before the first day of a row; it names all of them.

    It is filled if one of them is of the first category, as diamonds are.

    Parameters
    ----------
    row : Subject
    y, size : float
        Its middle in rows, and its size in points.
    scale : Scale
    page : Page
    """
    facts = [fact for track in row.tracks[1:] for fact in track.facts if row.window.follows(fact)]
    if not facts:
        return
    theme, day = page.theme, row.window.first
    said = row.name, "; ".join(hover_of(row, fact, scale)["said"][1] for fact in facts)
    fill = theme.accent if any(f.category == page.guides[0] for f in facts) else theme.paper
    yield Dot(day, y, size + 2 * PAPER_EDGE, theme.paper, shape="triangle")
    yield Dot(day, y, size - OUTLINE, fill, theme.accent, facts[-1], said, row.code, "triangle")
