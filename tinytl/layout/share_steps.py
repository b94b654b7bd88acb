"""Shares of countries as steps from report to report: one panel of shares, or a strip.

A strip above the steps has the number of countries of each report and, hatched, how many ratings
of a report the table lacks. Below it the levels are stacked in their order, the worst at the
bottom. A report with fewer than `FEWEST` countries has no steps.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..story.tallies import Level, Tally
from ..table.scales import Scale
from .frame import LINE
from .labels.geometry import nearest_positions
from .scene import Area, Box, Label, Line, Mark, Text
from .theme import Theme
from .ticks import ZERO, TimeAxis

FEWEST = 5
"""Countries in a report of which shares are drawn."""
CAP = 1.25
"""Height in em of the row of what is missing of reports."""
HATCH_GAP = 3.6
"""Points from stroke to stroke of a hatched area."""
PARTED = 0.9
"""Width in points of the line of paper between two levels."""
MOST_NAMES = 8
"""Countries that a tooltip names."""
HALVES = (0.25, 0.5, 0.75, 1.0)
"""The shares that are ruled."""


def strip_height(*, ranges: bool, whole: bool) -> float:
    """Height in em of what stands above the steps."""
    return LINE * (2 if ranges else 1) + 0.4 + (CAP if whole else 0.3)


@dataclass(frozen=True)
class Steps:
    """The tallies of a group, and their place on a page.

    Attributes
    ----------
    tallies : tuple of Tally
    days : mapping of int to (float, float)
        Of each report, the days on the axis over which it is drawn.
    axis : TimeAxis
    column, number : int
        Of the axis among those of the page; of the panel, for its identifiers.
    top, height : float
        Of the stack of levels, in points on the page.
    aligned : bool
        Whether reports are counted from an event.
    ranges : bool
        Whether the number of countries is given as most and least.
    whole : bool
        Whether missing ratings are told.
    is_first : bool
        Whether it stands at the left, where the shares are named.
    """

    tallies: Sequence[Tally]
    days: Mapping[int, tuple[float, float]]
    axis: TimeAxis
    column: int
    number: int
    top: float
    height: float
    aligned: bool = False
    ranges: bool = False
    whole: bool = False
    is_first: bool = True

    @property
    def drawn(self) -> list[Tally]:
        """The reports that have shares."""
        return [tally for tally in self.tallies if tally.observed >= FEWEST]

    @property
    def strip(self) -> float:
        """Height in em of what stands above the stack."""
        return strip_height(ranges=self.ranges, whole=self.whole)

    def x(self, day: float) -> float:
        """Points from the left of the page."""
        return self.axis.x(day)

    def day(self, x: float) -> float:
        """The day at so many points from the left of the page."""
        axis = self.axis
        share = (x - axis.left) / (axis.right - axis.left)
        return axis.viewport.first + share * (axis.viewport.last - axis.viewport.first)


def share_areas(steps: Steps, theme: Theme, scale: Scale) -> list[Area]:
    """The areas of a panel: the strip and the steps."""
    high = steps.strip * theme.size
    marks = list(_missing(steps, high, theme)) if steps.whole else []
    strip = Area(
        f"countries {steps.number}",
        "Countries in each report",
        high,
        high,
        0.0,
        steps.top - high,
        marks=tuple(mark for mark in marks if not isinstance(mark, Label)),
        labels=(*_numbers(steps, theme), *(mark for mark in marks if isinstance(mark, Label))),
        column=steps.column,
    )
    bounds = steps.aligned and not scale.neutral and len(scale.levels) > 1
    stack = Area(
        f"shares {steps.number}",
        "Share of countries",
        steps.height,
        0.0,
        1.0,
        steps.top,
        ticks=tuple((share, f"{share * 100:.0f} %") for share in (0.0, *HALVES)),
        marks=(
            *_levels(steps, theme, scale),
            *(_ruled(steps, theme) if theme.has_grid else ()),
            *(_bounds(steps, theme, scale) if bounds else ()),
            *(_zero(steps, theme) if steps.aligned else ()),
        ),
        labels=tuple(_told(steps, theme, scale)) if bounds else (),
        column=steps.column,
        is_named=steps.is_first,
    )
    return [strip, stack]


# --- the steps -------------------------------------------------------------------------------


def _levels(steps: Steps, theme: Theme, scale: Scale) -> Iterator[Mark]:
    """A box for each level of each report, then lines of paper between the levels."""
    tops: dict[int, list[tuple[float, float, float]]] = {}
    for tally in steps.tallies:
        first, last = steps.days[tally.at]
        if tally.observed < FEWEST:
            few = f"Fewer than {FEWEST} countries: nothing is drawn"
            yield Box(first, last, 0.5, 1.0, "", said=(_report(tally), few))
            continue
        base = 0.0
        for rank in reversed(range(len(tally.levels))):
            level = tally.levels[rank]
            fill = theme.level(rank, len(tally.levels))
            said = f"{scale.full_label(level.value)}, {_report(tally)}", _about(level, tally)
            middle, base = base + level.share / 2, base + level.share
            if level.share:
                name = scale.full_label(level.value)
                yield Box(
                    first, last, middle, level.share, fill, said=said, note=name, role="share"
                )
            if rank:
                tops.setdefault(rank, []).append((first, last, base))
    for rank in sorted(tops, reverse=True):
        yield from _stepped(tops[rank], theme.paper, PARTED)


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


def _ruled(steps: Steps, theme: Theme) -> Iterator[Line]:
    """Thin lines of paper at round shares."""
    if drawn := [steps.days[tally.at] for tally in steps.drawn]:
        for share in HALVES[:-1]:
            yield Line(((drawn[0][0], share), (drawn[-1][1], share)), theme.paper, 0.3)


def _report(tally: Tally) -> str:
    """What a tooltip calls a report."""
    group = f"{tally.group}, " if tally.group else ""
    if tally.reported is not None or tally.at > 999:
        return f"{group}report of {tally.at}"
    return f"{group}report {tally.at:+d}".replace("-", "−").replace("+0", "0")


def _about(level: Level, tally: Tally) -> str:
    """The number and the share of a level, and which countries are new on it or left it."""
    n = f"{level.n:.1f}".removesuffix(".0")
    observed = f"{tally.observed:.1f}".removesuffix(".0")
    lines = [f"{n} of {observed} countries, {level.share:.1%}".replace("%", " %")]
    if level.least < level.most:
        lines[0] += f" ({level.least} to {level.most}, as dates allow)"
    for word, names in (("New here", level.entered), ("No longer here", level.left)):
        if names:
            more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
            lines += textwrap.wrap(f"{word}: {', '.join(names[:MOST_NAMES])}{more}", 64)
    return "\n".join(lines)


# --- the strip -------------------------------------------------------------------------------


def _numbers(steps: Steps, theme: Theme) -> Iterator[Label]:
    """The number of countries of the last report and of as many before it as have room."""
    texts = [
        (str(tally.most), str(tally.least)) if steps.ranges else (f"{tally.observed:.0f}",)
        for tally in steps.tallies
    ]
    spans = [
        _span(steps, tally.at, theme, *lines)
        for tally, lines in zip(steps.tallies, texts, strict=True)
    ]
    least = theme.size * 0.35

    def fit(chosen: Sequence[int]) -> bool:
        return all(spans[m][0] - spans[n][1] >= least for n, m in pairwise(chosen))

    last, chosen = len(spans) - 1, [len(spans) - 1]
    for step in range(1, len(spans)):
        chosen = [n for n in range(len(spans)) if (last - n) % step == 0]
        if fit(chosen):
            break
    if chosen[0] and fit([0, chosen[0]]):
        chosen = [0, *chosen]
    for n in chosen:
        left, right = spans[n]
        first, end = steps.days[steps.tallies[n].at]
        days = min(first, steps.day(left)), max(end, steps.day(right))
        middle = steps.day((left + right) / 2)
        half = min(middle - days[0], days[1] - middle)
        few = steps.tallies[n].observed < FEWEST
        ink = theme.muted if few else theme.ink
        yield _label(texts[n], (middle - half, middle + half), theme.size * 0.1, theme, ink)


def _span(steps: Steps, at: int, theme: Theme, *lines: str) -> tuple[float, float]:
    """The points across of the text of a report: in its middle, but inside the axis."""
    wide = max(map(theme.width_of, lines)) + 0.3
    middle = sum(map(steps.x, steps.days[at])) / 2
    left = max(min(middle - wide / 2, steps.axis.right - wide), steps.axis.left)
    return left, left + wide


def _label(
    lines: tuple[str, ...], days: tuple[float, float], top: float, theme: Theme, ink: str
) -> Label:
    """A text in the middle of some days."""
    high = theme.size * LINE * len(lines)
    wide = max(map(theme.width_of, lines))
    middle = sum(days) / 2
    return Label(
        None, lines, middle, False, "", ink, "", top=top, width=wide, height=high, days=days
    )  # fmt: skip


def _missing(steps: Steps, high: float, theme: Theme) -> Iterator[Mark | Label]:
    """Hatched boxes over reports of which ratings are missing, with their number."""
    size = theme.size
    low, top = high, high - size * CAP
    for tally in steps.tallies:
        first, last = steps.days[tally.at]
        if first >= last or tally.missing == 0:
            continue
        text = "?" if tally.missing is None else f"−{tally.missing}"
        said = f"{tally.missing} of its {tally.reported} ratings are missing in the table"
        if tally.missing is None:
            said = "How many countries it rates is not known"
        middle, wide = (first + last) / 2, theme.width_of(text) + size * 0.1 * (text != "?")
        at = Box(first, last, (low + top) / 2, low - top, "", said=(_report(tally), said))
        fits = steps.x(last) - steps.x(first) >= wide
        if tally.missing is not None:
            yield Box(
                first, last, at.y, at.height, theme.paper, said=at.said, role="missing"
            )  # fmt: skip
            box = steps.x(first), steps.x(last), top, low
            yield from _hatched(steps, box, theme.muted, lambda y: y)
            if fits:
                half = (steps.day(wide) - steps.day(0)) / 2
                plate = middle - half, middle + half
                yield Box(*plate, at.y, size, theme.paper, said=at.said)
        else:
            yield at
        if fits:
            yield _label((text,), (first, last), at.y - size * LINE / 2, theme, theme.ink)


def _hatched(
    steps: Steps,
    box: tuple[float, float, float, float],
    colour: str,
    height: Callable[[float], float],
) -> Iterator[Line]:
    """Strokes through a box, given by its left, right, top and bottom in points.

    ``height`` turns points from the top of the area into its values.
    """
    left, right, top, low = box
    for n in range(math.ceil((left + top) / HATCH_GAP), math.floor((right + low) / HATCH_GAP) + 1):
        c = n * HATCH_GAP
        a, b = max(left, c - low), min(right, c - top)
        if b - a > 0.3:
            ends = (steps.day(a), height(c - a)), (steps.day(b), height(c - b))
            yield Line(ends, colour, 0.5, role="hatch")


# --- around an event -------------------------------------------------------------------------


def low_of(scale: Scale) -> int:
    """The rank of the best level of the lower half of a scale."""
    return next(rank for rank, code in enumerate(scale.levels) if scale.is_low(code))


def _bounds(steps: Steps, theme: Theme, scale: Scale) -> Iterator[Mark]:
    """The share in the lower half as a line, over what dates and composition leave open."""
    rank, line = low_of(scale), []
    for tally in steps.drawn:
        first, last = steps.days[tally.at]
        level = tally.levels[rank]
        (low, high), (least, most) = level.open, level.worst
        line.append((first, last, level.or_worse))
        if (least, most) != (low, high):
            said = f"{least:.0%} to {most:.0%} if countries that are not observed had any level"
            hover = _report(tally), f"Lower half: {said}".replace("%", " %")
            yield Box(
                first, last, (least + most) / 2, most - least, "", said=hover, role="worst"
            )  # fmt: skip
            box = (
                steps.x(first),
                steps.x(last),
                (1 - most) * steps.height,
                (1 - least) * steps.height,
            )
            yield from _hatched(steps, box, theme.paper, lambda y: 1 - y / steps.height)
        if low < high:
            said = f"Lower half: {low:.0%} to {high:.0%} as dates allow".replace("%", " %")
            yield Box(
                first, last, (low + high) / 2, high - low, theme.paper,
                said=(_report(tally), said), role="open",
            )  # fmt: skip
    yield from _stepped(line, theme.ink, theme.weight, role="low")


def _zero(steps: Steps, theme: Theme) -> Iterator[Line]:
    """The event, between the last report before it and the first one after it."""
    day = zero_day(steps.days)
    if day is not None:
        ends = (day, 0.0), (day, 1.0)
        yield Line(ends, theme.paper, theme.guide + 2.4)
        yield Line(ends, theme.accent, theme.guide + 0.8, role="zero")


def zero_day(days: Mapping[int, tuple[float, float]]) -> float | None:
    """The day at which the event is drawn; None if it is not in the window."""
    return days[0][0] if 0 in days and -1 in days else None


def _told(steps: Steps, theme: Theme, scale: Scale) -> Iterator[Label]:
    """The share in the lower half at both sides of the event, and at the ends where there is room.

    A label stands above the line and goes from its end of the axis, or from the event, inwards. As
    it keeps its distance from there, two labels only part when the reader zooms in.
    """
    rank, size = low_of(scale), theme.size
    drawn = {tally.at: tally for tally in steps.drawn}
    zero = zero_day(steps.days)
    sides = [(-1, zero, -1), (0, zero, 1)] if zero is not None else []
    if drawn:
        first, last = min(drawn), max(drawn)
        sides += [(first, steps.days[first][0], 1), (last, steps.days[last][1], -1)]
    taken: list[tuple[float, float]] = []
    for at, day, side in sides:
        if at not in drawn:
            continue
        text = f"{drawn[at].levels[rank].or_worse * 100:.0f} %"
        wide = theme.width_of(text, bold=True) + size * 0.3
        offset = side * (wide / 2 + (2.5 if day == zero else 0.5))
        left, right = (steps.x(day) + offset + half * wide for half in (-0.5, 0.5))
        inside = steps.x(steps.days[first][0]) <= left and right <= steps.x(steps.days[last][1])
        if not inside or any(left < b and a < right for a, b in taken):
            continue
        taken.append((left, right))
        below = [
            tally.levels[rank].or_worse
            for tally in drawn.values()
            if steps.x(steps.days[tally.at][0]) < right and left < steps.x(steps.days[tally.at][1])
        ]
        top = max((1 - max(below)) * steps.height - size * 1.4, 0.0)
        yield Label(
            None, (text,), day, True, theme.paper, theme.ink, "", offset=offset, top=top,
            width=wide, height=size * 1.1, leader=(top, top, top),
        )  # fmt: skip


# --- names -----------------------------------------------------------------------------------


def names_width(theme: Theme, scale: Scale, *, named: bool = True) -> float:
    """Width of what stands at the right end of the steps, in points."""
    names = [f"100 % {label}" if named else "100 %" for label in scale.labels]
    return max(map(theme.width_of, names)) + theme.size


def end_names(steps: Steps, theme: Theme, scale: Scale, *, named: bool = True) -> Iterator[Text]:
    """The share of each level in the last report, at the right end of the steps."""
    if not steps.drawn:
        return
    last, size = steps.drawn[-1], theme.size
    x, base = steps.axis.right + size * 0.5, 1.0
    wishes, texts = [], []
    for level, label in zip(last.levels, scale.labels, strict=True):
        middle, base = base - level.share / 2, base - level.share
        if level.share:
            wishes.append(steps.top + (1 - middle) * steps.height)
            texts.append(f"{level.share * 100:.0f} %{f' {label}' if named else ''}")
    ends = steps.top + size * 0.4, steps.top + steps.height - size * 0.4
    room = [size * LINE] * len(texts)
    found = nearest_positions(wishes, room, [ends] * len(texts)) or wishes
    for text, y in zip(texts, found, strict=True):
        yield Text(text, x, y, size, theme.ink, column=steps.column, from_right=True)
    if named:
        called = str(last.at) if not steps.aligned else f"{last.at:+d}".replace("-", "−")
        y = steps.top - size * (steps.strip - 0.7)
        yield Text(
            f"in {called}" if not steps.aligned else f"at {called}", x, y, size, theme.muted,
            column=steps.column, from_right=True,
        )  # fmt: skip


def row_names(steps: Steps, theme: Theme) -> Iterator[Text]:
    """What the numbers above the steps are, at their left."""
    size, x = theme.size, steps.axis.left - theme.size * 0.5
    top = steps.top - size * steps.strip
    for n, text in enumerate(("n most", "least") if steps.ranges else ("n",)):
        y = top + size * (0.1 + LINE * (n + 0.5))
        yield Text(text, x, y, size, theme.muted, "right", column=steps.column)


def aligned_days(at: Iterable[int], width: float) -> dict[int, tuple[float, float]]:
    """Equal spans of days for reports that are counted from an event."""
    return {k: (ZERO + (k - 0.5) * width, ZERO + (k + 0.5) * width) for k in at}
