"""The row of a country: its ratings as bars, and what is marked on them.

A bar is as strong in colour and as high as its level is low, so that it is read in grey, too. Where
levels have no order, each has a lane in the row. Where there is no rating nothing is drawn.

Laws and events are diamonds, what lasts is a thin bar. A diamond stands at the upper edge of the
highest bar, so that the level at its day can be seen. One triangle at the left of a row stands for
all that came before the first day shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..story.facts import Fact
from ..story.subjects import Subject
from ..table.scales import Scale
from .frame import Frame, certain, clipped, fades, is_sure, slices
from .guides import diamond
from .marks import lasted
from .scene import Box, Dot, Line, Mark
from .theme import DIAMOND_ON_ROW, OUTLINE, PAPER_EDGE, Theme, bar_height, mixed

BAR, BASE = 0.84, 0.97
"""Height of the highest bar, and where all bars stand below the top of a row, in rows."""
DOTTED_WIDTH = 0.8
"""Width in points of the line of what is no level."""
GUIDE_LEVEL = 0.19
"""Middle of a diamond in rows from the top of a row: a low bar is whole below it."""
WIDEST = 0.66
"""Width of a diamond in rows, at most."""
LASTING_HEIGHT = 0.2
"""Height in rows of what lasts, and of the outline of the days that a date may mean."""
LASTING, OUTLINED = "lasting", "outlined"
"""Roles of boxes: a guide that lasts, the days that a date may mean."""


def hover_of(row: Subject, fact: Fact, scale: Scale) -> dict[str, Any]:
    """The text on hover and the identity of a mark on a row."""
    said = row.name, f"{fact.name(scale)}, {fact.when}"
    return {"hover": said, "code": row.code, "fact": fact}


# --- ratings ---


def row_bars(row: Subject, at: float, frame: Frame) -> Iterator[Mark]:
    """The ratings of a row: a bar for each level, a dotted line for what is no level.

    A bar fades over the days on which it may have begun or ended, into the bar next to it if there
    is one.

    Parameters
    ----------
    row : Subject
    at : float
        The place of the row from the top of its column, in rows.
    frame : Frame
        Of the column.

    Yields
    ------
    Line or Box
        At the dates of the country.
    """
    spells, window, scale, theme = row.spells, row.window, frame.scale, frame.theme
    bars = [bar_of(spell, scale, theme) for spell in spells]
    for n, (spell, bar) in enumerate(zip(spells, bars, strict=True)):
        if not window.shows(spell):
            continue
        hover = hover_of(row, spell, scale)
        if bar is None:
            first, last = window.clip(*spell.possibly)
            middle = at + 0.5
            yield Line(((first, middle), (last, middle)), theme.muted, DOTTED_WIDTH, "dotted")
            yield Box(first, last, middle, 1.0, "", **hover)
            continue
        from_ = bars[n - 1] if n and spells[n - 1].last == spell.first else None
        to = bars[n + 1] if n + 1 < len(bars) and spell.last == spells[n + 1].first else None
        first, last = certain(spell, window)
        if is_sure(spell) and first < last:
            yield bar.box(at, first, last, border=bar.border, **hover)
            if bar.base:
                y = round(at + bar.middle + bar.high / 2, 3)
                yield Line(((first, y), (last, y)), bar.base, theme.edge, role="edge")
        if spell.possibly == spell.certainly:
            continue
        for first, last, share in fades(spell, window, met=bool(from_), meets=bool(to)):
            shade = replace(bar, fill=mixed(theme.paper, bar.fill, share))
            yield shade.box(at, first, last, role="fade", **hover)
        for other, days in ((from_, spell.began), (to, spell.ended)):
            for first, last, over in slices(*days) if other else ():
                share = over if other is from_ else 1 - over
                first, last = window.clip(first, last)
                if other and first < last and share > 0.5:  # the other half is the other spell's
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

    def box(self, at: float, first: float, last: float, **more: Any) -> Box:
        """The bar of a row over some days."""
        return Box(first, last, round(at + self.middle, 3), self.high, self.fill, **more)

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
        fill = theme.level(rank, count) if scale.colours else theme.ink
        return Bar(fill, round(BAR / count, 3), BASE - BAR + BAR * (rank + 0.5) / count)
    high = round(BAR * bar_height(rank, count), 3)
    lower, upper = theme.edges_of(rank, count)
    # where black edges tell levels apart in photocopies, the best level has a base only
    base = lower if not upper and any(above for _, above in theme.edges) else ""
    border = upper or ("" if base else lower)
    return Bar(theme.level(rank, count), high, BASE - high / 2, border=border, base=base)


# --- guides ---


def row_guides(row: Subject, at: float, frame: Frame, row_pt: float) -> Iterator[Mark]:
    """The laws, events and governments that are marked on a row, and the event of its years.

    A diamond stands in the middle of the days that its date may mean; an outline shows these days
    where they are wider than the diamond. Parameters are those of `row_bars`, and ``row_pt`` is the
    height of a row in points.

    Yields
    ------
    Box or Dot
        At the dates of the country.
    """
    y, size, page = round(at + GUIDE_LEVEL, 3), min(DIAMOND_ON_ROW, WIDEST * row_pt), frame.page
    theme = page.theme
    yield from lasting_guides(row, y, LASTING_HEIGHT, frame)
    points = {fact: clipped(fact, row.window) for fact in point_guides(row)}
    day_pt = (frame.right - frame.left) / (frame.viewport.last - frame.viewport.first)
    wide = [days for days in points.values() if (days[1] - days[0]) * day_pt > size]
    if row.event and not row.event.to_the_day and (row.event.first, row.event.last) not in wide:
        days, said = (row.event.first, row.event.last), (row.name, row.event.when)
        box = Box(*days, y, LASTING_HEIGHT, theme.paper, theme.muted, hover=said, code=row.code)
        yield replace(box, role=OUTLINED)
    for first, last in wide:
        yield Box(first, last, y, LASTING_HEIGHT, theme.paper, theme.accent, role=OUTLINED)
    for fact, (first, last) in points.items():
        own = size if fact.category == page.guides[0] else size - OUTLINE
        hover = hover_of(row, fact, frame.scale)
        yield from diamond(page=page, day=(first + last) // 2, y=y, size=own, **hover)
    yield from earlier_guides(row, at + 0.5, size, frame)


def point_guides(row: Subject) -> list[Fact]:
    """The guides of a row that are points in time, from its first day on."""
    return [fact for fact in row.marked if not fact.lasts and not row.window.starts_after(fact)]


def lasting_guides(row: Subject, y: float, height: float, frame: Frame) -> Iterator[Box]:
    """The guides of a row that last, as thin bars: hollow over the days that are not certain.

    `y` is their middle, in rows as their `height`.
    """
    window, theme = row.window, frame.theme
    for fact in (fact for fact in row.marked if fact.lasts):
        whole, core = clipped(fact, window), lasted(fact, window)
        if fact.kind == "government":
            whole, core = window.clip(*fact.possibly), window.clip(*fact.certainly)
        is_certain = core is not None and core[0] < core[1] and not fact.doubtful
        hover = {**hover_of(row, fact, frame.scale), "role": LASTING}
        dash = "dashed" if fact.doubtful else ""
        if core != whole or not is_certain:
            yield Box(*whole, y, height, theme.paper, theme.accent, dash=dash, **hover)
        if core and is_certain:
            yield Box(*core, y, height, theme.accent, theme.paper, **hover)


def earlier_guides(row: Subject, y: float, size: float, frame: Frame) -> Iterator[Dot]:
    """A triangle for the guides before the first day of a row; it names all of them.

    It is filled if one of them is of the first category, as diamonds are. `y` is its middle in
    rows, `size` is in points.
    """
    facts = [fact for fact in row.marked if row.window.starts_after(fact)]
    if facts:
        theme, day = frame.theme, row.window.first
        said = row.name, "; ".join(hover_of(row, fact, frame.scale)["hover"][1] for fact in facts)
        is_filled = any(fact.category == frame.page.guides[0] for fact in facts)
        fill = theme.accent if is_filled else theme.paper
        yield Dot(day, y, size + 2 * PAPER_EDGE, theme.paper, shape="triangle")
        yield Dot(day, y, size - OUTLINE, fill, theme.accent, facts[-1], said, row.code, "triangle")
