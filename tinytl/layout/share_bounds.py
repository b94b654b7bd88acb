"""The share in the lower half of a scale around an event, and what is open about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..table.scales import Scale
from .scene import Box, Label, Line, Mark
from .share_steps import PARTED, Steps, hatched, stepped, zero_day
from .theme import Theme


def _low_of(scale: Scale) -> int:
    """The rank of the best level of the lower half of a scale."""
    return next(rank for rank, code in enumerate(scale.levels) if scale.is_low(code))


def bounds_of(steps: Steps, theme: Theme, scale: Scale) -> Iterator[Mark]:
    """The share in the lower half as a line, over what dates and composition leave open."""
    rank, line = _low_of(scale), []
    for tally in steps.drawn:
        first, last = steps.days[tally.at]
        level = tally.levels[rank]
        (low, high), (least, most) = level.open, level.worst
        line.append((first, last, level.or_worse))
        if (least, most) != (low, high):
            said = f"{least:.0%} to {most:.0%} if countries that are not observed had any level"
            hover = steps.report(tally), f"Lower half: {said}".replace("%", " %")
            at = first, last, (least + most) / 2, most - least
            yield Box(*at, "", said=hover, role="worst")
            ends = steps.x(first), steps.x(last)
            heights = (1 - most) * steps.height, (1 - least) * steps.height
            yield from hatched(
                steps, (*ends, *heights), theme.paper, lambda y: 1 - y / steps.height
            )
        if low < high:
            said = f"Lower half: {low:.0%} to {high:.0%} as dates allow".replace("%", " %")
            at = first, last, (low + high) / 2, high - low
            yield Box(*at, "", said=(steps.report(tally), said), role="open")
            box = steps.x(first), steps.x(last), (1 - high) * steps.height, (1 - low) * steps.height
            for is_falling in (False, True):
                yield from hatched(
                    steps, box, theme.paper, lambda y: 1 - y / steps.height, is_falling=is_falling
                )
    yield from stepped(line, theme.paper, theme.weight + PARTED)
    yield from stepped(line, theme.ink, theme.weight, role="low")


def event_line(steps: Steps, theme: Theme) -> Iterator[Line]:
    """The event, between the last report before it and the first one after it."""
    day = zero_day(steps.days)
    if day is not None:
        ends = (day, 0.0), (day, 1.0)
        yield Line(ends, theme.paper, theme.guide + 2.4)
        yield Line(ends, theme.accent, theme.guide + 0.8, role="zero")


def told_shares(steps: Steps, theme: Theme, scale: Scale) -> Iterator[Label]:
    """The share in the lower half at both sides of the event, and at the ends where there is room.

    A label stands above the line and goes from its end of the axis, or from the event, inwards. As
    it keeps its distance from there, two labels only part when the reader zooms in.
    """
    rank, size = _low_of(scale), theme.size
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
        label = Label(None, (text,), day, True, theme.paper, theme.ink, offset=offset, top=top)
        yield replace(label, width=wide, height=size * 1.1, leader=(top, top, top))
