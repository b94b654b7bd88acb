"""The ratings on the row of a country as bars.

A bar is as strong in colour and as high as its level is low, so that it is read in grey, too. Where
levels have no order, each has a lane in the row. Where there is no rating nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..story.facts import Fact
from ..story.subjects import Subject
from ..table.scales import Scale
from .frame import certain, fades, slices
from .scene import Box, Line, Mark
from .theme import Theme, bar_height, mixed
from .ticks import ZERO

BAR, BASE = 0.84, 0.97
"""Height of the highest bar, and where all bars stand below the top of a row, in rows."""
DOTTED_WIDTH = 0.8
"""Width in points of the line of what is no level."""


def on_axis(mark: Mark, row: Subject) -> Mark:
    """Put a mark that stands at its dates on the axis, which may count days from an event."""
    return mark.shifted(ZERO - row.event.day) if row.event else mark


def row_bars(row: Subject, at: float, scale: Scale, theme: Theme) -> Iterator[Mark]:
    """The ratings of a row: a bar for each level, a dotted line for what is no level.

    A bar fades over the days on which it may have begun or ended, into the bar next to it if there
    is one.

    Parameters
    ----------
    row : Subject
    at : float
        The place of the row from the top of its column, in rows.
    scale : Scale
    theme : Theme

    Yields
    ------
    Line or Box
        At the dates of the country; `on_axis` puts them on the axis.
    """
    spells, window = row.spells, row.window
    for before, spell, after in zip((None, *spells), spells, (*spells[1:], None), strict=False):
        if not window.shows(spell):
            continue
        hover = hover_of(row, spell, scale)
        bar = bar_of(spell, scale, theme)
        if bar is None:
            first, last = window.clip(*spell.possibly)
            middle = at + 0.5
            yield Line(((first, middle), (last, middle)), theme.muted, DOTTED_WIDTH, "dotted")
            yield Box(first, last, middle, 1.0, "", **hover)
            continue
        from_ = bar_of(before, scale, theme) if before and before.last == spell.first else None
        to = bar_of(after, scale, theme) if after and spell.last == after.first else None
        first, last = certain(spell, window)
        if spell.certainly[0] < spell.certainly[1] and first < last:
            yield replace(bar.box(at, first, last, **hover), border=bar.border)
            if bar.base:
                yield bar.edge(at, first, last, theme.edge)
        for first, last, share in fades(spell, window, met=bool(from_), meets=bool(to)):
            shade = replace(bar, fill=mixed(theme.paper, bar.fill, share))
            yield shade.box(at, first, last, role="fade", **hover)
        for other, days in ((from_, spell.began), (to, spell.ended)):
            if other is None:
                continue
            for first, last, over in slices(*days):
                share = over if other is from_ else 1 - over
                first, last = window.clip(first, last)
                if first < last and share > 0.5:  # the other half is the other spell's
                    yield other.towards(bar, share).box(at, first, last, role="fade", **hover)


@dataclass(frozen=True)
class Bar:
    """The look of a level on a row: its fill, its height and its middle in rows, and its edges.

    It has a `border` around it, or a line at its `base` only, or neither.
    """

    fill: str
    high: float
    middle: float
    border: str = ""
    base: str = ""

    def box(self, at: float, first: float, last: float, **hover: Any) -> Box:
        """The bar of a row over some days."""
        return Box(first, last, round(at + self.middle, 3), self.high, self.fill, **hover)

    def edge(self, at: float, first: float, last: float, width: float) -> Line:
        """The line at the base of the bar."""
        y = round(at + self.middle + self.high / 2, 3)
        return Line(((first, y), (last, y)), self.base, width, role="edge")

    def towards(self, other: Bar, share: float) -> Bar:
        """A bar on the way to another one."""
        high, middle = (
            round(a + (b - a) * share, 3)
            for a, b in ((self.high, other.high), (self.middle, other.middle))
        )
        return Bar(mixed(self.fill, other.fill, share), high, middle)


def bar_of(spell: Fact, scale: Scale, theme: Theme) -> Bar | None:
    """The bar of a level: stronger and higher for lower levels; a lane each on a neutral scale."""
    rank, count = scale.rank(spell.value), len(scale.levels)
    if rank is None:
        return None
    if scale.neutral:
        high = round(BAR / count, 3)
        fill = theme.level(rank, count) if scale.colours else theme.ink
        return Bar(fill, high, BASE - BAR + BAR * (rank + 0.5) / count)
    high = round(BAR * bar_height(rank, count), 3)
    lower, upper = theme.edges_of(rank, count)
    # where black edges tell levels apart in photocopies, the best level has a base only
    base = lower if not upper and any(above for _, above in theme.edges) else ""
    border = upper or ("" if base else lower)
    return Bar(theme.level(rank, count), high, BASE - high / 2, border=border, base=base)


def hover_of(row: Subject, fact: Fact, scale: Scale) -> dict[str, Any]:
    """The text on hover and the identity of a mark on a row."""
    said = row.name, f"{fact.name(scale)}, {fact.when}"
    return {"said": said, "code": row.code, "fact": fact}
