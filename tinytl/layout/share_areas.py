"""The areas of a panel of shares: the numbers of countries, and the levels stacked as steps.

The upper area has the number of countries of each report and, hatched, how many ratings of a report
the table lacks. In the lower one the levels are stacked in their order, the worst at the bottom. A
report with fewer than `FEWEST` countries has no steps.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..story.tallies import FEWEST, Level, Tally
from ..table.scales import Scale
from .frame import LINE
from .scene import Area, Box, Label, Line, Mark
from .share_bounds import bounds_of, event_line, told_shares
from .share_steps import CAP, PARTED, Steps, hatched, stepped
from .theme import Theme

MOST_NAMES = 8
"""Countries that a tooltip names."""
HALVES = (0.25, 0.5, 0.75, 1.0)
"""The shares that are ruled."""


def share_areas(steps: Steps, theme: Theme, scale: Scale) -> list[Area]:
    """The areas of a panel: the strip and the steps."""
    high = steps.strip * theme.size
    marks = list(_missing(steps, high, theme)) if steps.found.whole else []
    place = high, high, 0.0, steps.top - high
    strip = Area(f"countries {steps.number}", "Countries in each report", *place)
    strip = replace(
        strip,
        marks=tuple(mark for mark in marks if not isinstance(mark, Label)),
        labels=(*_numbers(steps, theme), *(mark for mark in marks if isinstance(mark, Label))),
        column=steps.column,
    )
    bounds = steps.found.aligned and not scale.neutral and len(scale.levels) > 1
    place = steps.height, 0.0, 1.0, steps.top
    stack = Area(f"shares {steps.number}", "Share of countries", *place)
    stack = replace(
        stack,
        ticks=tuple((share, f"{share * 100:.0f} %") for share in (0.0, *HALVES)),
        marks=(
            *_levels(steps, theme, scale),
            *(_ruled(steps, theme) if theme.has_grid else ()),
            *(bounds_of(steps, theme, scale) if bounds else ()),
            *(event_line(steps, theme) if steps.found.aligned else ()),
        ),
        labels=tuple(told_shares(steps, theme, scale)) if bounds else (),
        column=steps.column,
        is_named=steps.column == 0,
    )
    return [strip, stack]


# --- the steps ---


def _levels(steps: Steps, theme: Theme, scale: Scale) -> Iterator[Mark]:
    """A box for each level of each report, then lines of paper between the levels."""
    tops: dict[int, list[tuple[float, float, float]]] = {}
    for tally in steps.tallies:
        first, last = steps.days[tally.at]
        if tally.observed < FEWEST:
            few = f"Fewer than {FEWEST} countries: nothing is drawn"
            yield Box(first, last, 0.5, 1.0, "", said=(steps.report(tally), few))
            continue
        base = 0.0
        for rank in reversed(range(len(tally.levels))):
            level = tally.levels[rank]
            middle, base = base + level.share / 2, base + level.share
            if level.share:
                fill, name = theme.level(rank, len(tally.levels)), scale.full_label(level.value)
                about = _about(level, tally, names=steps.has_names)
                said = f"{name}, {steps.report(tally)}", about
                # its border closes the seam that a screen shows between two fills
                box = Box(first, last, middle, level.share, fill, fill, note=name, role="share")
                where = f"{tally.group}|{tally.at}|{level.value}"
                yield replace(box, said=said, code=where)
            if rank:
                tops.setdefault(rank, []).append((first, last, base))
    for rank in sorted(tops, reverse=True):
        yield from stepped(tops[rank], theme.paper, PARTED)


def _ruled(steps: Steps, theme: Theme) -> Iterator[Line]:
    """Thin lines of paper at round shares."""
    if drawn := [steps.days[tally.at] for tally in steps.drawn]:
        for share in HALVES[:-1]:
            yield Line(((drawn[0][0], share), (drawn[-1][1], share)), theme.paper, 0.3)


def _about(level: Level, tally: Tally, *, names: bool) -> str:
    """The number and the share of a level, and which countries are new on it or left it."""
    n = f"{level.n:.1f}".removesuffix(".0")
    observed = f"{tally.observed:.1f}".removesuffix(".0")
    lines = [f"{n} of {observed} countries, {level.share:.1%}".replace("%", " %")]
    if level.least < level.most:
        lines[0] += f" ({level.least} to {level.most}, as dates allow)"
    for word, moved in (("New here", level.entered), ("No longer here", level.left)):
        if moved and names:
            more = f" and {len(moved) - MOST_NAMES} more" if len(moved) > MOST_NAMES else ""
            lines += textwrap.wrap(f"{word}: {', '.join(moved[:MOST_NAMES])}{more}", 64)
    return "\n".join(lines)


# --- the numbers above them ---


def _numbers(steps: Steps, theme: Theme) -> Iterator[Label]:
    """The number of countries of the last report and of as many before it as have room."""
    texts = [
        (str(tally.most), str(tally.least))
        if steps.found.has_ranges
        else (f"{tally.observed:.0f}",)
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
        at = Box(first, last, (low + top) / 2, low - top, "", said=(steps.report(tally), said))
        fits = steps.x(last) - steps.x(first) >= wide
        if tally.missing is not None:
            yield replace(at, fill=theme.paper, role="missing")
            box = steps.x(first), steps.x(last), top, low
            yield from hatched(steps, box, theme.muted, lambda y: y)
            if fits:
                half = (steps.day(wide) - steps.day(0)) / 2
                plate = middle - half, middle + half
                yield Box(*plate, at.y, size, theme.paper, said=at.said)
        else:
            yield at
        if fits:
            yield _label((text,), (first, last), at.y - size * LINE / 2, theme, theme.ink)


def _label(
    lines: tuple[str, ...], days: tuple[float, float], top: float, theme: Theme, ink: str
) -> Label:
    """A text in the middle of some days."""
    label = Label(None, lines, sum(days) / 2, ink=ink, top=top, days=days)
    wide, high = max(map(theme.width_of, lines)), theme.size * LINE * len(lines)
    return replace(label, width=wide, height=high)
