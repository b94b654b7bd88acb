"""The areas of a panel of shares: the numbers of countries, and the levels stacked as steps.

The upper area has the number of countries of each report and, hatched, how many ratings of a report
the table lacks. In the lower one the levels are stacked in their order, the worst at the bottom. A
report with fewer than `FEWEST` countries has no steps. Around an event a line marks the share in
the lower half of the scale, over what dates and composition leave open.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..story.tallies import FEWEST, Level, Tally
from .frame import LINE
from .scene import Area, Box, Label, Line, Mark
from .share_panel import CAP, SharePanel

PARTED = 0.9
"""Width in points of the line of paper between two levels."""
MOST_NAMES = 8
"""Countries that a tooltip names."""
HALVES = (0.25, 0.5, 0.75, 1.0)
"""The shares that are ruled."""


def share_areas(panel: SharePanel) -> list[Area]:
    """The areas of a panel: the strip and the steps."""
    place = panel.strip, panel.strip, 0.0, panel.top - panel.strip
    name = "Countries in each report"
    strip = Area(f"countries {panel.number}", name, *place, column=panel.column)
    missing = [*_missing(panel, strip)] if panel.found.whole else []
    labels = *_numbers(panel), *(mark for mark in missing if isinstance(mark, Label))
    marks = tuple(mark for mark in missing if not isinstance(mark, Label))
    return [replace(strip, marks=marks, labels=labels), _stack(panel)]


def _stack(panel: SharePanel) -> Area:
    """The levels of each report and, around an event, the share in the lower half."""
    place = panel.height, 0.0, 1.0, panel.top
    ticks = tuple((share, f"{share * 100:.0f} %") for share in (0.0, *HALVES))
    area = Area(f"shares {panel.number}", "Share of countries", *place, ticks=ticks)
    scale, marks = panel.scale, [*_levels(panel), *_ruled(panel)]
    labels: tuple[Label, ...] = ()
    if panel.found.aligned and scale.lower_half:
        rank = scale.levels.index(scale.lower_half[0])
        marks += _lower_half(panel, area, rank)
        labels = tuple(_told_shares(panel, rank))
    marks += _event_line(panel)
    area = replace(area, column=panel.column, is_named=panel.is_first)
    return replace(area, marks=tuple(marks), labels=labels)


# --- the steps ---


def _levels(panel: SharePanel) -> Iterator[Mark]:
    """A box for each level of each report, then lines of paper between the levels."""
    tops: dict[int, list[tuple[float, float, float]]] = {}
    for tally in panel.tallies:
        first, last = panel.days[tally.at]
        if tally.observed < FEWEST:
            few = f"Fewer than {FEWEST} countries: nothing is drawn"
            yield Box(first, last, 0.5, 1.0, "", hover=(panel.report(tally), few))
            continue
        base, count = 0.0, len(tally.levels)
        for rank, level in reversed([*enumerate(tally.levels)]):
            middle, base = base + level.share / 2, base + level.share
            if level.share:
                fill, name = panel.theme.level(rank, count), panel.scale.full_label(level.value)
                about = _about(level, tally, has_countries=panel.has_countries)
                said = f"{name}, {panel.report(tally)}", about
                # its border closes the seam that a screen shows between two fills
                box = Box(first, last, middle, level.share, fill, fill, note=name, role="share")
                where = f"{tally.group}|{tally.at}|{level.value}"
                yield replace(box, hover=said, code=where)
            if rank:
                tops.setdefault(rank, []).append((first, last, base))
    for rank in sorted(tops, reverse=True):
        yield from _stepped(tops[rank], panel.theme.paper, PARTED)


def _ruled(panel: SharePanel) -> Iterator[Line]:
    """Thin lines of paper at round shares."""
    if panel.drawn and panel.theme.has_grid:
        first, last = panel.days[panel.drawn[0].at][0], panel.days[panel.drawn[-1].at][1]
        for share in HALVES[:-1]:
            yield Line(((first, share), (last, share)), panel.theme.paper, 0.3)


def _stepped(
    steps: Sequence[tuple[float, float, float]], colour: str, width: float, role: str = ""
) -> Iterator[Line]:
    """Lines along steps, each with its first and last day and its height; none over a gap."""
    points: list[tuple[float, float]] = []
    for first, last, height in steps:
        if points and points[-1][0] != first:
            yield Line(tuple(points), colour, width, role=role)
            points = []
        points += [(first, height), (last, height)]
    if points:
        yield Line(tuple(points), colour, width, role=role)


def _about(level: Level, tally: Tally, *, has_countries: bool) -> str:
    """The number and the share of a level, and which countries are new on it or left it."""
    n, observed = (f"{count:.1f}".removesuffix(".0") for count in (level.n, tally.observed))
    lines = [f"{n} of {observed} countries, {level.share:.1%}".replace("%", " %")]
    if level.least < level.most:
        lines[0] += f" ({level.least} to {level.most}, as dates allow)"
    for word, moved in (("New here", level.entered), ("No longer here", level.left)):
        if moved and has_countries:
            more = f" and {len(moved) - MOST_NAMES} more" if len(moved) > MOST_NAMES else ""
            lines += textwrap.wrap(f"{word}: {', '.join(moved[:MOST_NAMES])}{more}", 64)
    return "\n".join(lines)


# --- around an event ---


def _lower_half(panel: SharePanel, area: Area, rank: int) -> Iterator[Mark]:
    """The share in the lower half as a line, over what dates and composition leave open."""
    theme, line = panel.theme, []
    for tally in panel.drawn:
        level, days = tally.levels[rank], panel.days[tally.at]
        line.append((*days, level.or_worse))
        worst = level.worst if level.worst != level.open else (0.0, 0.0)
        why = "if countries that are not observed had any level"
        for role, (low, high), by, ways in (
            ("worst", worst, why, (False,)),
            ("open", level.open, "as dates allow", (False, True)),
        ):
            if low < high:
                said = f"Lower half: {low:.0%} to {high:.0%} {by}".replace("%", " %")
                place = *days, (low + high) / 2, high - low
                box = Box(*place, "", hover=(panel.report(tally), said), role=role)
                yield box
                for way in ways:
                    yield from panel.hatched(box, area, theme.paper, is_falling=way)
    yield from _stepped(line, theme.paper, theme.weight + PARTED)
    yield from _stepped(line, theme.ink, theme.weight, role="low")


def _event_line(panel: SharePanel) -> Iterator[Line]:
    """The event, between the last report before it and the first one after it."""
    if panel.zero is not None:
        ends, theme = ((panel.zero, 0.0), (panel.zero, 1.0)), panel.theme
        yield Line(ends, theme.paper, theme.guide + 2.4)
        yield Line(ends, theme.accent, theme.guide + 0.8, role="zero")


def _told_shares(panel: SharePanel, rank: int) -> Iterator[Label]:
    """The share in the lower half at both sides of the event, and at the ends where there is room.

    A label stands above the line and goes from its end of the axis, or from the event, inwards. As
    it keeps its distance from there, two labels only part when the reader zooms in.
    """
    theme, size, zero = panel.theme, panel.theme.size, panel.zero
    drawn = {tally.at: tally for tally in panel.drawn}
    if not drawn:
        return
    start, end = panel.days[min(drawn)][0], panel.days[max(drawn)][1]
    sides = [(-1, zero, -1), (0, zero, 1), (min(drawn), start, 1), (max(drawn), end, -1)]
    taken: list[tuple[float, float]] = []
    for at, day, side in sides:
        if at not in drawn or day is None:
            continue
        text = f"{drawn[at].levels[rank].or_worse * 100:.0f} %"
        wide = theme.width_of(text, bold=True) + size * 0.3
        offset = side * (wide / 2 + (2.5 if day == zero else 0.5))
        left, right = (panel.axis.x(day) + offset + half * wide for half in (-0.5, 0.5))
        inside = panel.axis.x(start) <= left and right <= panel.axis.x(end)
        if not inside or any(left < b and a < right for a, b in taken):
            continue
        taken.append((left, right))
        spans = [(*panel.ends(tally), tally.levels[rank].or_worse) for tally in panel.drawn]
        most = max(share for first, last, share in spans if first < right and left < last)
        top = max((1 - most) * panel.height - size * 1.4, 0.0)
        label = Label(None, (text,), day, True, theme.paper, theme.ink, offset=offset, top=top)
        yield replace(label, width=wide, height=size * 1.1, leader=(top, top, top))


# --- the numbers above the steps ---


def _numbers(panel: SharePanel) -> Iterator[Label]:
    """The number of countries of the last report and of as many before it as have room."""
    theme, has_ranges = panel.theme, panel.found.has_ranges
    texts, spans = [], []
    for tally in panel.tallies:
        lines = (str(tally.most), str(tally.least)) if has_ranges else (f"{tally.observed:.0f}",)
        # in the middle of the report, but inside the axis
        wide = max(map(theme.width_of, lines)) + 0.3
        middle = sum(panel.ends(tally)) / 2
        left = max(min(middle - wide / 2, panel.axis.right - wide), panel.axis.left)
        texts.append(lines)
        spans.append((left, left + wide))

    def fit(chosen: Sequence[int]) -> bool:
        return all(spans[m][0] - spans[n][1] >= theme.size * 0.35 for n, m in pairwise(chosen))

    last = len(spans) - 1
    ways = ([n for n in range(len(spans)) if (last - n) % step == 0] for step in range(1, last + 1))
    chosen = next((way for way in ways if fit(way)), [last])
    if chosen[0] and fit([0, chosen[0]]):
        chosen = [0, *chosen]
    for n in chosen:
        tally, (left, right) = panel.tallies[n], map(panel.day, spans[n])
        first, end = panel.days[tally.at]
        middle = panel.day(sum(spans[n]) / 2)
        half = min(middle - min(first, left), max(end, right) - middle)
        ink = theme.muted if tally.observed < FEWEST else theme.ink
        days = middle - half, middle + half
        yield _label(panel, texts[n], days, theme.size * 0.1, ink)


def _missing(panel: SharePanel, area: Area) -> Iterator[Mark | Label]:
    """Hatched boxes over reports of which ratings are missing, with their number."""
    theme, size = panel.theme, panel.theme.size
    for tally in panel.tallies:
        first, last = panel.days[tally.at]
        if first >= last or tally.missing == 0:
            continue
        text, told = "?", "How many countries it rates is not known"
        wide, (left, right) = theme.width_of(text), panel.ends(tally)
        if tally.missing is not None:
            text = f"−{tally.missing}"
            told = f"{tally.missing} of its {tally.reported} ratings are missing in the table"
            wide = theme.width_of(text) + size * 0.1
        place = area.height - size * CAP / 2, size * CAP
        box = Box(first, last, *place, "", hover=(panel.report(tally), told))
        fits = right - left >= wide
        if tally.missing is None:
            yield box
        else:
            yield replace(box, fill=theme.paper, role="missing")
            yield from panel.hatched(box, area, theme.muted)
            if fits:
                middle, half = (first + last) / 2, (panel.day(wide) - panel.day(0)) / 2
                yield Box(middle - half, middle + half, box.y, size, theme.paper, hover=box.hover)
        if fits:
            yield _label(panel, (text,), (first, last), box.y - size * LINE / 2, theme.ink)


def _label(
    panel: SharePanel, lines: tuple[str, ...], days: tuple[float, float], top: float, ink: str
) -> Label:
    """A text in the middle of some days."""
    label = Label(None, lines, sum(days) / 2, ink=ink, top=top, days=days)
    wide = max(map(panel.theme.width_of, lines))
    return replace(label, width=wide, height=panel.theme.size * LINE * len(lines))
