"""Ratings and indices: values over time, as steps, with their levels named at the side."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..errors import LayoutError
from ..story.tracks import Track
from ..table.axis import Axis
from ..table.dates import in_short
from ..table.scales import Scale
from .frame import Frame, certain, clipped, slices
from .scene import Area, Box, Dot, Label, Line
from .steps import Value, are_crowded, dense, fading, joins_of, runs, strokes
from .theme import in_colours_of, mixed

ALONE = 2.2
"""Diameter of a value that stands alone, in widths of the line."""
THINNER = 0.6
"""Weight of the line of an index with closer values, as a share of the usual weight."""
UNRANKED = 0.9
"""Width of the dotted line of a value outside of the order of levels, in points."""
HIT_RADIUS = 7.5
"""Diameter of the hover target of a value on a line, in points."""


def ticks_of(track: Track, scale: Scale) -> list[tuple[float, str]]:
    """Values that a series names at its side; none for a track of marks."""
    if track.kind == "rating":
        return _levels(track, scale)
    if track.kind != "index":
        return []
    axis, (low, high) = scale.axis(track.category) or Axis(), _ends(track, scale)
    first, last = (-math.inf if axis.low is None else low, math.inf if axis.high is None else high)
    return [(tick, f"{tick:g}") for tick in round_ticks(low, high) if first <= tick <= last]


def _ends(track: Track, scale: Scale) -> tuple[float, float]:
    """The ends of the axis of an index: as asked, else all values of the table and 0."""
    given = scale.axis(track.category)
    axis, own = given or Axis(), [float(fact.value) for fact in track.facts]
    numbers = [*own, *(track.span or ()), *([] if given and own else [0.0])]
    low = min(numbers) if axis.low is None else axis.low
    high = max(numbers) if axis.high is None else axis.high
    if own and (min(own) < low or max(own) > high):
        raise LayoutError(
            f"The axis of {track.category!r} goes from {low:g} to {high:g}, its values from "
            f"{min(own):g} to {max(own):g}: give it other ends."
        )
    return low, high


def _levels(track: Track, scale: Scale) -> list[tuple[float, str]]:
    """Lanes from the top: the levels, and below them what is no level, if the track has it."""
    scale = scale.of(track.category)
    lanes = [(float(rank), scale.label(code)) for rank, code in enumerate(scale.levels)]
    seen = {fact.value for fact in track.facts} | track.values
    extra = [label for code, label in scale.unranked if code in seen]
    return lanes + [(len(lanes) + 0.3 + number, label) for number, label in enumerate(extra)]


def ratings(track: Track, frame: Frame) -> Area:
    """A lane a level, the best on top; nothing is drawn between lanes but upright steps."""
    scale = frame.scale.of(track.category)
    if scale is not frame.scale:
        theme = in_colours_of(frame.theme, scale)
        frame = replace(frame, page=replace(frame.page, theme=theme, scale=scale))
    theme, lanes = frame.theme, ticks_of(track, scale)
    row = {label: y for y, label in lanes}
    values, ranked = list[Value](), list[Value]()
    for fact in track.facts:
        days = (clipped if frame.is_figure9 else certain)(fact, frame.window)
        is_ranked = scale.rank(fact.value) is not None
        ink = theme.ink if is_ranked else theme.muted
        values.append(Value(fact, *days, row[scale.label(fact.value)], ink))
        ranked += values[-1:] * is_ranked
    low, high = lanes[-1][0] + 0.25, -0.25 if frame.is_figure9 else -0.5
    name, height = f"rating {track.category}".strip(), (low - high) * theme.size * 1.35
    area = Area(name, "", height, low, high, ticks=tuple(lanes))
    weights = (theme.weight, theme.weight if frame.is_figure9 else theme.riser)
    if are_crowded(ranked, frame):
        weights = (theme.riser, theme.riser * THINNER)
    marks = _marks(track, values, ranked, area, frame, weights, scale.bridged)
    return replace(area, ground=tuple(_tints(ranked, area, frame)), marks=tuple(marks))


def _tints(values: Sequence[Value], area: Area, frame: Frame) -> Iterator[Box]:
    """The tint of each level, from the top of the track down to its line.

    It fades as the line does, and follows a slope in steps.
    """
    scale, theme = frame.scale, frame.theme
    if frame.is_figure9 or not theme.tints or (scale.neutral and not scale.colours):
        return
    fill = {v.value: theme.tint(scale.rank(v.fact.value), len(scale.levels)) for v in values}
    parts = [(a, b, value, fill[value]) for a, b, value, _ in strokes(values, sure_only=True)]
    for v, first, last, share in fading(values, frame):
        parts.append((first, last, v.value, mixed(theme.paper, fill[v.value], share)))
    for a, b in joins_of(values, frame):
        for first, last, over in slices(a.last, b.first) if a.last < b.first else ():
            shade = mixed(fill[a.value], fill[b.value], over)
            parts.append((first, last, a.value + (b.value - a.value) * over, shade))
    for first, last, value, shade in parts:
        middle, high = (area.high + value) / 2, abs(value - area.high)
        yield Box(first, last, middle, high, shade, role="tint")


def index(track: Track, frame: Frame) -> Area:
    """An axis of numbers, the same for all countries of the table."""
    ticks, axis = ticks_of(track, frame.scale), frame.scale.axis(track.category) or Axis()
    low = ticks[0][0] if axis.low is None else axis.low
    high = ticks[-1][0] if axis.high is None else axis.high
    if axis.lower_is_better:
        low, high = high, low
    margin, theme = (high - low) * 0.03, frame.theme  # so that the outermost lines are inside
    values = [
        Value(fact, *clipped(fact, frame.window), float(fact.value), theme.ink)
        for fact in track.facts
    ]
    name, height = f"index {track.category}".strip(), theme.size * 5.5
    area = Area(name, "", height, low - margin, high + margin, ticks=tuple(ticks))
    weights = theme.index, theme.index
    marks = _marks(track, values, values, area, frame, weights, axis.bridged)
    return replace(area, marks=tuple(marks), labels=tuple(_end(values, axis, frame)))


def _end(values: Sequence[Value], axis: Axis, frame: Frame) -> Iterator[Label]:
    """The last value of an index, with its year, at the end of its line if there is room."""
    if not values or frame.is_figure9:
        return
    last, size = values[-1], frame.theme.size
    best = axis.low if axis.lower_is_better else axis.high
    of = "" if best is None else f" of {best:g}"
    text = f"{last.value:g}{of} in {in_short(last.fact.start)}"
    wide, gap = frame.theme.width_of(text) + size * 0.3, size * 0.3
    x, ink = frame.x(last.last), frame.theme.muted
    if frame.left <= x and x + gap + wide <= frame.right:
        label = Label(last.fact, (text,), last.last, ink=ink, offset=gap + wide / 2)
        yield replace(label, width=wide, height=size * 1.3)


def _marks(
    track: Track,
    values: Sequence[Value],
    ranked: Sequence[Value],
    area: Area,
    frame: Frame,
    weights: tuple[float, float],
    bridged: bool,
) -> Iterator[Line | Box | Dot]:
    """The line, with thin risers, and what the pointer feels: all days of each value and gap."""
    theme, (weight, riser) = frame.theme, weights
    within = dense(values, frame)
    weight *= THINNER if within else 1
    joins = joins_of(ranked, frame, within)
    steps = any(value.first < value.last for value in values) and not frame.is_figure9
    for run in runs(joins):
        wide = riser if steps and not within else weight
        yield Line(run, theme.ink, wide, cap="round", role="joined" if within and not steps else "")
    joined = {a.fact for a, _ in joins} if bridged else set()
    for a, b in pairwise(ranked) if bridged else ():
        if a.fact not in joined and a.last < b.first:
            ends = ((a.fact.possibly[1], a.value), (b.fact.possibly[0], b.value))
            yield Line(ends, theme.muted, weight * 0.5, "dotted", role="bridge")
    for first, last, value, colour in strokes(values, sure_only=True):
        # a day is shorter than its line is wide: round ends show it
        short = frame.x(last) - frame.x(first) < weight and not within
        points = ((first, value), (last, value))
        if colour == theme.ink:
            yield Line(points, colour, weight, cap="round" if short else "butt")
        else:  # a value outside of the order of levels
            yield Line(points, colour, min(weight, UNRANKED), "dotted", role="unranked")
    for v, first, last, share in () if frame.is_figure9 else fading(values, frame):
        points = ((first, v.value), (last, v.value))
        yield Line(points, mixed(theme.paper, v.colour, share), theme.weight, role="fade")
    middle, height = (area.low + area.high) / 2, abs(area.high - area.low)
    led_to = {end for a, b in joins for end in ((a.last, a.value), (b.first, b.value))}
    for v in values:
        alone = v.first == v.last and (v.first, v.value) not in led_to
        if steps and v.fact.first < v.fact.last:
            first, last = frame.window.clip(*v.fact.possibly)
            yield Box(first, last, middle, height, "", fact=v.fact)
        if alone or not steps or v.fact.first == v.fact.last:
            wide, colour = (weight * ALONE, v.colour) if alone else (HIT_RADIUS, "")
            yield Dot(v.first, v.value, wide, colour, colour, v.fact)
    for gap in track.gaps:
        yield Box(gap.first, gap.last, middle, height, "", note=gap.tooltip)


def round_ticks(low: float, high: float) -> list[float]:
    """Three to five round numbers that hold the values between them.

    >>> round_ticks(0, 13)
    [0.0, 5.0, 10.0, 15.0]
    """
    low, high = (low, high) if low < high else (low, low + 1)
    least = math.floor(math.log10(high - low)) - 1
    steps = (digit * 10.0**power for power in range(least, least + 4) for digit in (1, 2, 5))
    step = next(step for step in steps if math.ceil(high / step) - math.floor(low / step) <= 4)
    return [step * number for number in range(math.floor(low / step), math.ceil(high / step) + 1)]
