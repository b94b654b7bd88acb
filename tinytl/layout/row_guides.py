"""Guides on the row of a country: laws and events as diamonds, what lasts as a thin bar.

A diamond stands at the upper edge of the highest bar, so that the level at its day can be seen. One
triangle at the left of a row stands for all that came before the first day shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..story.facts import Fact
from ..story.subjects import Subject
from ..table.scales import Scale
from .bars import hover_of
from .frame import clipped
from .marks import lasted
from .scene import Box, Dot, Mark
from .theme import DIAMOND_ON_ROW, OUTLINE, Theme

LEVEL = 0.19
"""Middle of a diamond in rows from the top of a row: a low bar is whole below it."""
WIDEST = 0.66
"""Width of a diamond in rows, at most."""
THIN = 0.2
"""Height in rows of what lasts, and of the outline of the days that a date may mean."""


def row_guides(
    row: Subject, at: float, scale: Scale, theme: Theme, *, row_pt: float, day_pt: float
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
    theme : Theme
    row_pt, day_pt : float
        Height of a row and width of a day, in points.

    Yields
    ------
    Box or Dot
        At the dates of the country; `on_axis` puts them on the axis.
    """
    y, size = round(at + LEVEL, 3), min(DIAMOND_ON_ROW, WIDEST * row_pt)
    facts = [fact for track in row.tracks[1:] for fact in track.facts]
    earlier = [fact for fact in facts if row.window.follows(fact)]
    later = [fact for fact in facts if fact not in earlier]
    if row.event and not row.event.to_the_day:
        said = row.name, row.event.when
        yield Box(row.event.first, row.event.last, y, THIN, theme.paper, theme.muted,
                  said=said, code=row.code)  # fmt: skip
    for fact in (fact for fact in later if fact.lasts):
        yield from _span(row, fact, y, scale, theme)
    points = [fact for fact in later if not fact.lasts]
    for fact in points:
        first, last = clipped(fact, row.window)
        if (last - first) * day_pt > size:
            yield Box(first, last, y, THIN, theme.paper, theme.accent)
    for fact in points:
        yield _diamond(row, fact, y, size, scale, theme)
    if earlier:
        yield _triangle(row, earlier, at + 0.5, size, scale, theme)


def is_filled(fact: Fact) -> bool:
    """Whether the sign of a guide is filled; that of a partial or strengthening law is hollow."""
    return not fact.category.startswith(("partial ", "strengthened "))


def _span(row: Subject, fact: Fact, y: float, scale: Scale, theme: Theme) -> Iterator[Box]:
    """A thin bar over the days on which a fact certainly lasted, an outline over all others."""
    window, hover = row.window, hover_of(row, fact, scale)
    first, last = clipped(fact, window)
    if fact.kind == "government":
        core = window.clip(*fact.certainly)
        first, last = window.clip(*fact.possibly)
    else:
        core = lasted(fact, window) or (first, first)
    dash = "dashed" if fact.doubtful else ""
    if core != (first, last) or dash:
        yield Box(first, last, y, THIN, theme.paper, theme.accent, dash=dash, **hover)
    if core[0] < core[1] and not dash:
        yield Box(*core, y, THIN, theme.accent, theme.paper, **hover)


def _diamond(row: Subject, fact: Fact, y: float, size: float, scale: Scale, theme: Theme) -> Dot:
    """A law or an event: half filled, or with a dashed outline, if its date is doubtful."""
    first, last = clipped(fact, row.window)
    shape = "half diamond" if fact.doubtful and is_filled(fact) else "diamond"
    dash = "dashed" if fact.doubtful and shape == "diamond" else ""
    fill = theme.accent if is_filled(fact) and not fact.doubtful else theme.paper
    wide = size if is_filled(fact) else size - OUTLINE
    hover = hover_of(row, fact, scale)
    day = (first + last) / 2
    return Dot(day, y, wide, fill, theme.accent, shape=shape, dash=dash, **hover)


def _triangle(
    row: Subject, facts: Sequence[Fact], y: float, size: float, scale: Scale, theme: Theme
) -> Dot:
    """The sign of what came before the first day shown; it names all of that."""
    told = "; ".join(hover_of(row, fact, scale)["said"][1] for fact in facts)
    fill = theme.accent if any(map(is_filled, facts)) else theme.paper
    own = {"said": (row.name, told), "code": row.code, "fact": facts[-1]}
    return Dot(row.window.first, y, size, fill, theme.accent, shape="triangle", **own)
