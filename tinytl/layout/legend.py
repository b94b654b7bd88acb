"""The legend of a chart: exactly the marks that are drawn, each with its meaning.

It is made from the scene of any chart, and each sign in it is a small copy of a mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise, product

from ..story.facts import Fact
from ..table.scales import Scale
from .bar_rows import LASTING, OUTLINED, bar_of
from .frame import LIGHTEST, slices
from .scene import Area, Box, Dot, Line, Mark
from .theme import Theme, mixed

SHARES = {
    "share": ("area", ""),
    "missing": ("hatched cap", "ratings of the report that the table lacks"),
    "open": ("cross-hatched band", "left open by the dates of the event"),
    "worst": ("hatched band", "left open by countries that are not observed"),
}
"""Marks of shares and their meanings, by the roles of their boxes."""
LINES = {
    "low": ("line", "share in the lower half of the levels"),
    "joined": ("line", "joins values of single days"),
    "bridge": ("dotted line", "no value in between"),
}
"""Lines and their meanings, by their roles."""
STEP_ROW = "step row"
"""Role of boxes: a spell of a step row, which the legend calls a tile."""
STEP = 1.2
"""Width of the step line of a step row, in points."""
DOUBTFUL = ", doubtful"
SIGN_WIDTH = 2.0
"""Of a sign, in em."""


@dataclass(frozen=True)
class Entry:
    """A kind of mark and its meaning; its sign is drawn in em around the origin."""

    mark: str
    meaning: str
    sign: tuple[Mark, ...] = field(default=(), repr=False, compare=False)

    def __str__(self) -> str:
        """Say it in words."""
        return f"{self.mark} = {self.meaning}"


def legend_of(areas: Iterable[Area], theme: Theme, scale: Scale) -> tuple[Entry, ...]:
    """The entries for the marks of some areas: levels in their order, then all others."""
    drawn = sorted((a for a in areas if not a.fixed), key=lambda area: area.is_faded)
    levels = product(("bar", "tile", "area"), scale.full_labels)
    order = {level: n % len(scale.full_labels) for n, level in enumerate(levels)}
    once: dict[tuple[str, str], Entry] = {}
    for entry in (entry for area in drawn for entry in _entries(area, theme, scale)):
        of_category = "diamond" in entry.mark
        key = entry.mark, "" if of_category else entry.meaning
        before = once.setdefault(key, entry)
        others, own = (e.meaning.removesuffix(DOUBTFUL) for e in (before, entry))
        if of_category and own not in others.split(" or "):
            once[key] = replace(before, meaning=f"{others} or {entry.meaning}")
    # of an overview, the strip of shares below has the colours of its bars
    every = [e for e in once.values() if e.mark != "area" or ("bar", e.meaning) not in once]
    return tuple(sorted(every, key=lambda e: order.get((e.mark, e.meaning), len(order))))


def _entries(area: Area, theme: Theme, scale: Scale) -> Iterator[Entry]:
    for ground in area.ground:
        yield from _of_ground(ground)
    for mark in area.marks:
        if isinstance(mark, Line):
            yield from _of_line(mark, area, theme)
        elif isinstance(mark, Box):
            yield from _of_box(mark, area, theme, scale)
        elif mark.fact and "diamond" in mark.shape:
            yield _diamond(mark, mark.fact, theme)
        elif mark.fact and mark.shape == "triangle":
            yield Entry("triangle", "before the first day shown", (_accented(mark, theme),))
        elif mark.fact and mark.fill and not area.has_values:
            day = "a day" if mark.fact.start.to_the_day else "1 January of a year"
            hollow, doubt = ("hollow ", DOUBTFUL) if mark.fill == theme.paper else ("", "")
            yield Entry(f"{hollow}dot", f"{day}{doubt}", (_at(mark),))


def _of_ground(mark: Line | Box) -> Iterator[Entry]:
    if isinstance(mark, Box) and mark.note:
        yield Entry("dashed band" if mark.dash else "band", mark.note, (_at(mark, 1.2),))
    if isinstance(mark, Line) and (mark.role == "zero" or mark.note):
        upright = replace(mark, points=((SIGN_WIDTH / 2, -0.6), (SIGN_WIDTH / 2, 0.6)))
        is_zero, dotted = mark.role == "zero", f"{mark.note}, to the day"
        yield Entry(
            *(("bold line", "the event") if is_zero else ("dotted line", dotted)), (upright,)
        )


def _diamond(dot: Dot, fact: Fact, theme: Theme) -> Entry:
    """The mark of a guide, which means its category."""
    filled = dot.fill != theme.paper or dot.shape == "half diamond"
    usual, doubtful = ("filled", "half-filled") if filled else ("hollow", "dashed")
    meaning = f"{fact.category}{DOUBTFUL if fact.doubtful else ''}"
    kind = doubtful if fact.doubtful else usual
    return Entry(f"{kind} diamond", meaning, (_accented(dot, theme),))


def _accented(dot: Dot, theme: Theme) -> Mark:
    """The sign of a guide, as no row that stands back has it."""
    fill = theme.paper if dot.fill == theme.paper else theme.accent
    return replace(_at(dot), fill=fill, border=theme.accent)


def _of_line(line: Line, area: Area, theme: Theme) -> Iterator[Entry]:
    if line.role == "zero":
        yield from _of_ground(line)
    elif line.role == "fade":
        yield _fade(theme, 0.0, line.width)
    elif line.dash or line.role in LINES:
        kind, meaning = LINES.get(line.role, ("dotted line", "not ranked"))
        yield Entry(kind, meaning, (replace(line, points=((0.0, 0.0), (SIGN_WIDTH, 0.0))),))
    if any(a[0] != b[0] and a[1] != b[1] for a, b in pairwise(line.points)) and any(
        isinstance(mark, Box) and mark.fact for mark in area.marks
    ):
        slope = ((0.0, 0.5), (0.4, 0.5), (1.6, -0.5), (SIGN_WIDTH, -0.5))
        yield Entry("slope", "changes on one of these days", (replace(line, points=slope),))


def _of_shares(box: Box, theme: Theme, scale: Scale) -> Entry:
    """A level, or what is missing of a report or open around an event."""
    if box.role == "share":
        fill = theme.level(scale.full_labels.index(box.note), len(scale.levels))
        return Entry("area", box.note, (replace(_at(box, 0.8), fill=fill, border=fill),))
    is_open = box.role != "missing"
    ground, ink = (theme.muted, theme.paper) if is_open else (theme.paper, theme.muted)
    strokes = [Line(((x, 0.4), (x + 0.5, -0.4)), ink, 0.5) for x in (0.0, 0.5, 1.0, 1.5)]
    if box.role == "open":
        strokes += [Line(((x, -0.4), (x + 0.5, 0.4)), ink, 0.5) for x in (0.0, 0.5, 1.0, 1.5)]
    return Entry(*SHARES[box.role], (_at(Box(0, 1, 0, 0.8, ground), 0.8), *strokes))


def _fade(theme: Theme, high: float, width: float) -> Entry:
    """Days on which a spell may have begun or ended: a line or, with a height, a bar."""
    sign: list[Mark] = []
    for first, last, over in slices(0.0, SIGN_WIDTH):
        shade = mixed(theme.paper, theme.ink, max(over, LIGHTEST))
        line = Line(((first, 0.0), (last, 0.0)), shade, width)
        sign.append(Box(first, last, 0, high, shade) if high else line)
    return Entry("fade", "begins or ends on one of these days", tuple(sign))


def _of_box(box: Box, area: Area, theme: Theme, scale: Scale) -> Iterator[Entry]:
    if box.role in SHARES:
        yield _of_shares(box, theme, scale)
    elif box.note:
        if _is_inside(box, area):
            ends = (((0.0, 0.0), (0.6, 0.0)), ((1.4, 0.0), (SIGN_WIDTH, 0.0)))
            lines = tuple(Line(end, theme.ink, theme.weight) for end in ends)
            yield Entry("gap", "nothing in the table", lines)
    elif box.role == OUTLINED:
        yield Entry("thin outline", "on one of these days", (_at(box, 0.25),))
    elif box.fact and box.role == LASTING:
        kind, unsure = ("hollow bar", ", unsure") if box.fill == theme.paper else ("thin bar", "")
        yield Entry(kind, f"{box.fact.category}{unsure}", (_at(box, 0.25),))
    elif box.fact and box.role == STEP_ROW:
        yield from _step_row(box.fact, theme, scale)
    elif not box.fill or box.fact is None:
        return
    elif box.role == "fade":
        yield _fade(theme, 0.8, 0.0)
    elif box.fact.kind == "rating":
        if bar := bar_of(box.fact, scale, theme):  # as no row that stands back has it
            own = bar.box(-0.5 if scale.neutral else -bar.middle, 0, SIGN_WIDTH)
            yield Entry("bar", box.fact.name(scale), (replace(own, border=bar.border),))
    elif box.fact.kind == "government":
        if box.fact.value:
            shades = (Box(n, n + 1, 0, 0.8, fill) for n, (fill, _) in enumerate(theme.bars[:2]))
            yield Entry("other shade", "another party than before", tuple(shades))
        parts = [mark for mark in area.marks if isinstance(mark, Box) and mark.fact is box.fact]
        wide = SIGN_WIDTH / len(parts)
        sign = tuple(_at(part, 0.8, n * wide, wide) for n, part in enumerate(parts))
        if box.dash:
            yield Entry("dashed bar", "term of which no day is certain", sign)
        elif len(parts) > 1:
            yield Entry("fade", "begins or ends on one of these days", sign)
    else:
        kind, meaning = (
            ("hollow bar", "one of these days") if box.border else ("filled bar", "lasts")
        )
        if box.border and box.dash:
            kind, meaning = "dashed bar", f"{meaning}{DOUBTFUL}"
        yield Entry(kind, meaning, (_at(box, 0.4),))


def _is_inside(gap: Box, area: Area) -> bool:
    """Whether a gap has values at both sides; else nothing is drawn that a key could explain."""
    marks = (mark for mark in area.marks if isinstance(mark, Box | Dot) and mark.fact)
    days = [mark.day if isinstance(mark, Dot) else mark.first for mark in marks]
    return any(day < gap.first for day in days) and any(day > gap.first for day in days)


def _step_row(spell: Fact, theme: Theme, scale: Scale) -> Iterator[Entry]:
    """A level on a high row: its tint, and its line at the height that it has there."""
    rank, count = scale.rank(spell.value), len(scale.levels)
    if rank is None:
        return
    y = (rank + 0.5) / count - 0.5
    line = Line(((0.0, y), (SIGN_WIDTH, y)), theme.ink, STEP)
    fill = "" if scale.neutral else theme.tint(rank, count)
    tint = (Box(0, SIGN_WIDTH, 0, 1.0, fill),) if fill else ()
    yield Entry("tile", scale.full_label(spell.value), (*tint, line))


def _at(mark: Box | Dot, high: float = 0, left: float = 0, wide: float = SIGN_WIDTH) -> Box | Dot:
    """A mark as a sign."""
    if isinstance(mark, Dot):
        return replace(mark, day=SIGN_WIDTH / 2, y=0, fact=None)
    return replace(mark, first=left, last=left + wide, y=0, height=high, fact=None)
