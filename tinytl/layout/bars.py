"""The marks on the row of a country: ratings as bars, laws and events, and its own event.

A rating is as dark and as high as its level is low, so that it is read in grey, too. Where levels
have no order, each has a lane in the row. Where there is no rating nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..story.facts import Fact
from ..story.subjects import Subject
from ..table.scales import Scale
from .frame import certain, clipped, fades, slices
from .marks import lasted
from .scene import Box, Dot, Line, Mark
from .shift import shifted
from .theme import Theme, mixed
from .ticks import ZERO

BAR = 0.84
"""Height of the lowest level, in rows."""


def on_axis(mark: Mark, row: Subject) -> Mark:
    """Put a mark that stands at its dates on the axis, which may count days from an event."""
    return shifted(mark, ZERO - row.event.day) if row.event else mark


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
        hover = _hover(row, spell, scale)
        bar = _bar(spell, scale, theme)
        if bar is None:
            first, last = window.clip(*spell.possibly)
            middle = at + 0.5
            yield Line(((first, middle), (last, middle)), theme.muted, 0.8, "dotted")
            yield Box(first, last, middle, 1.0, "", **hover)
            continue
        from_ = _bar(before, scale, theme) if before and before.last == spell.first else None
        to = _bar(after, scale, theme) if after and spell.last == after.first else None
        first, last = certain(spell, window)
        if spell.certainly[0] < spell.certainly[1] and first < last:
            yield bar.box(at, first, last, **hover)
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
class _Bar:
    """The look of a level on a row: its fill, and its height and its middle in rows."""

    fill: str
    high: float
    middle: float

    def box(self, at: float, first: float, last: float, **hover: Any) -> Box:
        """The bar of a row over some days."""
        return Box(first, last, round(at + self.middle, 3), self.high, self.fill, **hover)

    def towards(self, other: _Bar, share: float) -> _Bar:
        """A bar on the way to another one."""
        high, middle = (
            round(a + (b - a) * share, 3)
            for a, b in ((self.high, other.high), (self.middle, other.middle))
        )
        return _Bar(mixed(self.fill, other.fill, share), high, middle)


def _bar(spell: Fact, scale: Scale, theme: Theme) -> _Bar | None:
    """The bar of a level: darker and higher for lower levels; a lane each on a neutral scale."""
    rank, count = scale.rank(spell.value), len(scale.levels)
    if rank is None:
        return None
    if scale.neutral:
        high = round(BAR / count, 3)
        return _Bar(theme.ink, high, (1 - BAR) / 2 + BAR * (rank + 0.5) / count)
    high = round(BAR * (rank + 1) / count, 3)
    return _Bar(theme.level(rank, count), high, (1 + BAR) / 2 - high / 2)


def row_marks(row: Subject, at: float, size: float, scale: Scale, theme: Theme) -> Iterator[Mark]:
    """Laws and events on a row: a dot `size` points across, a hollow bar over several days.

    The event from which years are counted has a hollow bar if its day is not known. Parameters are
    those of `row_bars`.
    """
    middle, window = at + 0.5, row.window
    for fact in (fact for track in row.tracks[1:] for fact in track.facts):
        first, last = clipped(fact, window)
        hover = _hover(row, fact, scale)
        if fact.first == fact.last:
            fill = theme.paper if fact.doubtful else theme.ink
            border = theme.ink if fact.doubtful else theme.paper
            yield Dot(first, middle, size, fill, border, **hover)
            continue
        dash, core = "dashed" if fact.doubtful else "", lasted(fact, window)
        if core != (first, last) or dash:
            yield Box(first, last, middle, 0.36, theme.paper, theme.ink, dash=dash, **hover)
        if core:
            yield Box(*core, middle, 0.36, theme.ink, **hover)
    if row.event and not row.event.to_the_day:
        said = row.name, row.event.when
        first, last = row.event.first, row.event.last
        yield Box(first, last, middle, 0.36, theme.paper, theme.ink, said=said, code=row.code)


def _hover(row: Subject, fact: Fact, scale: Scale) -> dict[str, Any]:
    """The text on hover and the identity of a mark."""
    said = row.name, f"{fact.name(scale)}, {fact.when}"
    return {"said": said, "code": row.code, "fact": fact}
