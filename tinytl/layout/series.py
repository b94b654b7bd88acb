"""Ratings and indices: values over time, as steps, with their levels named at the side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ..errors import LayoutError
from ..story.tracks import Track
from ..table.dates import in_short
from ..table.scales import Axis, Scale
from .fading import in_colours_of
from .frame import Frame, certain, clipped, slices
from .scene import Area, Box, Dot, Label, Line
from .steps import Value, are_crowded, dense, fading, joins_of, runs, strokes
from .theme import mixed

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
    if track.kind == "index":
        low, high = _ends(track, scale)
        axis = scale.axis(track.category) or Axis()
        inside = (-math.inf if axis.low is None else low, math.inf if axis.high is None else high)
        ticks = (tick for tick in round_ticks(low, high) if inside[0] <= tick <= inside[1])
        return [(tick, f"{tick:g}") for tick in ticks]
    return []


def _ends(track: Track, scale: Scale) -> tuple[float, float]:
    """The ends of the axis of an index: as asked, else all values of the table and 0."""
    axis = scale.axis(track.category)
    own = [float(fact.value) for fact in track.facts]
    numbers = [*own, *(track.span or ()), *([] if axis and own else [0.0])]
    asked = (axis.low, axis.high) if axis else (None, None)
    low, high = (
        reach(numbers) if end is None else end for reach, end in zip((min, max), asked, strict=True)
    )
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


def ratings(track: Track, heading: str, frame: Frame) -> Area:
    """A lane a level, the best on top; nothing is drawn between lanes but upright steps."""
    scale = frame.scale.of(track.category)
    theme = in_colours_of(frame.theme, scale)
    frame = replace(frame, scale=scale, page=replace(frame.page, theme=theme))
    lanes = ticks_of(track, scale)
    row = {label: y for y, label in lanes}
    values = [
        Value(
            fact,
            *(clipped if frame.is_figure9 else certain)(fact, frame.window),
            row[scale.label(fact.value)],
            theme.muted if scale.rank(fact.value) is None else theme.ink,
        )
        for fact in track.facts
    ]
    ranked = [value for value in values if scale.rank(value.fact.value) is not None]
    low, high = lanes[-1][0] + 0.25, -0.25 if frame.is_figure9 else -0.5
    name, height = f"rating {track.category}".strip(), (low - high) * theme.size * 1.35
    area = Area(name, heading, height, low, high, ticks=tuple(lanes))
    weights = (theme.weight, theme.weight if frame.is_figure9 else theme.riser)
    if are_crowded(ranked, frame):
        weights = (theme.riser, theme.riser * THINNER)
    marks = (*_marks(values, ranked, area, frame, weights, scale.bridged), *_gaps(track, area))
    tints = () if frame.is_figure9 else tuple(_tints(ranked, area, frame))
    return replace(area, ground=tints, marks=marks)


def _tints(values: Sequence[Value], area: Area, frame: Frame) -> Iterable[Box]:
    """The tint of each level, from the top of the track down to its line.

    It fades as the line does, and follows a slope in steps.
    """
    scale, paper = frame.scale, frame.theme.paper

    def tint(v: Value) -> str:
        if scale.neutral and not scale.colours:
            return ""
        return frame.theme.tint(scale.rank(v.fact.value), len(scale.levels))

    def box(first: float, last: float, value: float, fill: str) -> Iterable[Box]:
        if fill and first < last:
            middle, high = (area.high + value) / 2, abs(value - area.high)
            yield Box(first, last, middle, high, fill, role="tint")

    sure = [v for v in values if v.fact.certainly[0] < v.fact.certainly[1]]
    fill = {v.value: tint(v) for v in values}
    for first, last, value, _ in strokes(sure):
        yield from box(first, last, value, fill[value])
    for v, first, last, share in fading(values, frame):
        yield from box(first, last, v.value, fill[v.value] and mixed(paper, fill[v.value], share))
    for a, b in joins_of(values, frame):
        for first, last, over in slices(a.last, b.first):
            shade = fill[a.value] and fill[b.value] and mixed(fill[a.value], fill[b.value], over)
            yield from box(first, last, a.value + (b.value - a.value) * over, shade)


def index(track: Track, heading: str, frame: Frame) -> Area:
    """An axis of numbers, the same for all countries of the table."""
    ticks, axis = ticks_of(track, frame.scale), frame.scale.axis(track.category) or Axis()
    low, high = ticks[0][0], ticks[-1][0]
    low, high = (low if axis.low is None else axis.low), (high if axis.high is None else axis.high)
    if axis.lower_is_better:
        low, high = high, low
    margin = (high - low) * 0.03  # so that the outermost lines are inside
    values = [
        Value(fact, *clipped(fact, frame.window), float(fact.value), frame.theme.ink)
        for fact in track.facts
    ]
    name, height = f"index {track.category}".strip(), frame.theme.size * 5.5
    area = Area(name, heading, height, low - margin, high + margin, ticks=tuple(ticks))
    weights = (frame.theme.index, frame.theme.index)
    marks = (*_marks(values, values, area, frame, weights, axis.bridged), *_gaps(track, area))
    return replace(area, marks=marks, labels=tuple(_end(values, area, axis, frame)))


def _end(values: Sequence[Value], area: Area, axis: Axis, frame: Frame) -> Iterable[Label]:
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


def _gaps(track: Track, area: Area) -> Iterable[Box]:
    """Boxes without a fill over the gaps, for their tooltips."""
    middle, height = (area.low + area.high) / 2, abs(area.high - area.low)
    for gap in track.gaps:
        yield Box(gap.first, gap.last, middle, height, "", note=gap.said)


def _marks(
    values: Sequence[Value],
    joinable: Sequence[Value],
    area: Area,
    frame: Frame,
    weights: tuple[float, float],
    bridged: bool,
) -> Iterable[Line | Box | Dot]:
    """The line, with thin risers, and what the pointer feels: all days of each value."""
    ink, (weight, riser) = frame.theme.ink, weights
    within = dense(values, frame)
    weight *= THINNER if within else 1
    joins = joins_of(joinable, frame, within)
    steps = any(value.first < value.last for value in values) and not frame.is_figure9
    for run in runs(joins):
        wide = riser if steps and not within else weight
        yield Line(run, ink, wide, cap="round", role="joined" if within and not steps else "")
    joined = {a.fact for a, _ in joins}
    for a, b in pairwise(joinable):
        if bridged and a.fact not in joined and a.last < b.first:
            ends = ((a.fact.possibly[1], a.value), (b.fact.possibly[0], b.value))
            yield Line(ends, frame.theme.muted, weight * 0.5, "dotted", role="bridge")
    sure = [v for v in values if v.fact.certainly[0] < v.fact.certainly[1]]
    for first, last, value, colour in strokes(sure):
        # a day is shorter than its line is wide: round ends show it
        short = frame.x(last) - frame.x(first) < weight and not within
        points = ((first, value), (last, value))
        if colour == ink:
            yield Line(points, ink, weight, cap="round" if short else "butt")
        else:  # a value outside of the order of levels
            yield Line(points, colour, min(weight, UNRANKED), "dotted", role="unranked")
    if not frame.is_figure9:
        yield from _faded(values, frame)
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


def _faded(values: Sequence[Value], frame: Frame) -> Iterable[Line]:
    """The line on the days on which each value may have held."""
    for v, first, last, share in fading(values, frame):
        colour = mixed(frame.theme.paper, v.colour, share)
        yield Line(((first, v.value), (last, v.value)), colour, frame.theme.weight, role="fade")


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
