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
from .frame import certain, clipped, fades, mixed, slices
from .marks import lasted
from .scene import Box, Dot, Line, Mark, shifted
from .theme import Theme
from .ticks import ZERO

BAR = 0.84
"""Height of the lowest level, in rows."""


def on_axis(mark: Mark, row: Subject) -> Mark:
    """A mark at its dates, where the axis of days has it."""
    return shifted(mark, ZERO - row.event.day) if row.event else mark


def row_bars(row: Subject, at: float, scale: Scale, theme: Theme) -> Iterator[Mark]:
    """What lasted, each level with a look of its own; what is no level as a dotted line.

    Over days on which a spell may have begun or ended it fades, into that which it meets if any.
    """
    spells, window = row.spells, row.window
    for before, spell, after in zip((None, *spells), spells, (*spells[1:], None), strict=False):
        if not window.shows(spell):
            continue
        told: dict[str, Any] = {"said": _said(row, spell, scale), "code": row.code, "fact": spell}
        bar = _bar(spell, scale, theme)
        if bar is None:
            first, last = window.clip(*spell.possibly)
            middle = at + 0.5
            yield Line(((first, middle), (last, middle)), theme.muted, 0.8, "dotted")
            yield Box(first, last, middle, 1.0, "", **told)
            continue
        from_ = _bar(before, scale, theme) if before and before.last == spell.first else None
        to = _bar(after, scale, theme) if after and spell.last == after.first else None
        first, last = certain(spell, window)
        if spell.certainly[0] < spell.certainly[1] and first < last:
            yield bar.box(at, first, last, **told)
        for first, last, share in fades(spell, window, met=bool(from_), meets=bool(to)):
            shade = replace(bar, fill=mixed(theme.paper, bar.fill, share))
            yield shade.box(at, first, last, role="fade", **told)
        for other, days in ((from_, spell.began), (to, spell.ended)):
            if other is None:
                continue
            for first, last, over in slices(*days):
                share = over if other is from_ else 1 - over
                first, last = window.clip(first, last)
                if first < last and share > 0.5:  # the other half is the other spell's
                    yield other.towards(bar, share).box(at, first, last, role="fade", **told)


@dataclass(frozen=True)
class _Bar:
    """How a level is drawn on a row: its fill, its height and its middle, in rows."""

    fill: str
    high: float
    middle: float

    def box(self, at: float, first: float, last: float, **told: Any) -> Box:
        """The bar of a row over some days."""
        return Box(first, last, round(at + self.middle, 3), self.high, self.fill, **told)

    def towards(self, other: _Bar, share: float) -> _Bar:
        """A bar on the way to another one."""
        high, middle = (
            round(a + (b - a) * share, 3)
            for a, b in ((self.high, other.high), (self.middle, other.middle))
        )
        return _Bar(mixed(self.fill, other.fill, share), high, middle)


def _bar(spell: Fact, scale: Scale, theme: Theme) -> _Bar | None:
    """As dark and as high as its level is low; where levels have no order, a lane a level."""
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

    So is the event from which its years are counted, where its day is not known.
    """
    middle, window = at + 0.5, row.window
    for fact in (fact for track in row.tracks[1:] for fact in track.facts):
        first, last = clipped(fact, window)
        told: dict[str, Any] = {"said": _said(row, fact, scale), "code": row.code, "fact": fact}
        if fact.first == fact.last:
            fill = theme.paper if fact.doubtful else theme.ink
            border = theme.ink if fact.doubtful else theme.paper
            yield Dot(first, middle, size, fill, border, **told)
            continue
        dash, core = "dashed" if fact.doubtful else "", lasted(fact, window)
        if core != (first, last) or dash:
            yield Box(first, last, middle, 0.36, theme.paper, theme.ink, dash=dash, **told)
        if core:
            yield Box(*core, middle, 0.36, theme.ink, **told)
    if row.event and not row.event.to_the_day:
        said = row.name, row.event.when
        first, last = row.event.first, row.event.last
        yield Box(first, last, middle, 0.36, theme.paper, theme.ink, said=said, code=row.code)


def _said(row: Subject, fact: Fact, scale: Scale) -> tuple[str, str]:
    return row.name, f"{fact.name(scale)}, {fact.when}"
