"""Laws and events as marks on a line, governments as bars, each with its labels.

A guide has a diamond above the line, all else a dark mark on it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..story.facts import Fact
from ..story.tracks import Track
from ..story.windows import Window
from .frame import Frame, clipped, slices, whole_px
from .guides import GUIDE, RAISED, diamond
from .labels.numbered_list import date_of
from .labels.track_labels import label_rows
from .scene import Area, Box, Dot, Label, Line
from .theme import DIAMOND, PAPER_EDGE, mixed

OUTLINE_STEP = 0.28
"""How far, in em, outlines are moved apart where days that dates may mean overlap."""
MOST_STEPS = 3
LEAST = 0.75
"""Points below which a bar has a border, so that a day in office can be seen."""
TONE = 0.25
"""How far the colour of dates in labels is on its way from that of the text to the ground."""
START = 0.8
"""Width of the tick where a government began, in points."""
THIN = 1.5
"""Points below which a bar is too thin to separate its neighbours."""


def laws_and_events(track: Track, frame: Frame) -> Area:
    """Laws and events: marks on a line, labels above it."""
    size, theme, steps = frame.theme.size, frame.theme, _outline_steps(track.facts)
    wanted = [_label(fact, frame) for fact in track.facts if frame.viewport.shows(fact)]
    stem = size * 0.9 + size * OUTLINE_STEP * max(steps, default=0)
    if any(_is_guide(fact, frame) for fact in track.facts):
        stem = max(stem, RAISED + DIAMOND * theme.enlarged / 2 + 2 * PAPER_EDGE)
    stem = whole_px(stem)
    labels, high = label_rows(wanted, frame, stem=stem, upwards=True)
    baseline = high + stem
    labels = [_to_diamond(label, baseline - RAISED, frame) for label in labels]
    height = whole_px(baseline + size * 0.4)
    ends = (frame.window.first, baseline), (frame.window.last, baseline)
    ground = () if frame.is_figure9 else (Line(ends, theme.rule, 0.6, role="rule"),)
    marks = [
        mark
        for fact, step in zip(track.facts, steps, strict=True)
        for mark in _marks(fact, baseline - step * size * OUTLINE_STEP, baseline - RAISED, frame)
    ]
    # a day shows over what may be any day, and a guide over all else
    marks.sort(key=lambda mark: isinstance(mark, Dot) + ("diamond" in getattr(mark, "shape", "")))
    area = Area(track.kind, "", height, height, 0, baseline=baseline, marks=tuple(marks))
    return replace(area, ground=ground, labels=tuple(labels))


def _label(fact: Fact, frame: Frame) -> Label:
    """The label of a law or an event, with its date."""
    theme, bold = frame.theme, fact.category in frame.page.guides
    middle = sum(clipped(fact, frame.window)) / 2
    anchor = min(max(middle, frame.viewport.first), frame.viewport.last)
    fill, ink, border = theme.guide_label if bold else theme.other_label
    tone = ink if theme.is_faded else mixed(ink, fill, TONE)
    label = Label(fact, (fact.label,), anchor, bold, fill, ink, border)
    return label if frame.is_figure9 else replace(label, date=date_of(fact), tone=tone)


def _to_diamond(label: Label, raised: float, frame: Frame) -> Label:
    """The label of a guide with its leader to the diamond, unless it has its knee below that."""
    if label.leader is None or not _is_guide(label.fact, frame):
        return label
    _, knee, box = label.leader
    knee = knee if label.shift else min(knee, raised)
    return replace(label, leader=(raised, knee, box)) if knee <= raised else label


def _outline_steps(facts: Sequence[Fact]) -> list[int]:
    """How many steps the outline of each fact is moved up, so that overlapping outlines show."""
    free: list[float] = []  # the day from which each height is free again
    steps = []
    for fact in facts:
        step = 0
        if fact.first < fact.last:
            step = next((n for n, day in enumerate(free) if day <= fact.first), len(free))
            free[step : step + 1] = [fact.last]
        steps.append(step % (MOST_STEPS + 1))
    return steps


def _is_guide(fact: Fact, frame: Frame) -> bool:
    """Whether a fact has a diamond; in the book there is none."""
    return fact.category in frame.page.guides and not frame.is_figure9


def _marks(fact: Fact, y: float, raised: float, frame: Frame) -> Iterable[Box | Dot]:
    """A dot for a day, a hollow bar over the days that a date may mean, a filled one for a time.

    A guide has a diamond at `raised`.
    """
    theme, size, window = frame.theme, frame.theme.size, frame.window
    first, last = clipped(fact, window)
    dark, role = theme.extent, ""
    if _is_guide(fact, frame):
        yield from diamond(fact, (first + last) / 2, raised, frame.page)
        if fact.first == fact.last:
            return
        dark, role = theme.accent, "" if fact.end or fact.ongoing else GUIDE
    dash = "dashed" if fact.doubtful and not frame.is_figure9 else ""
    if fact.first == fact.last:
        ink = theme.ink if frame.is_figure9 else theme.leader
        hollow = (theme.paper, ink) if dash else (ink, theme.paper)
        yield Dot(first, y, size * 0.55, *hollow, fact)
        return
    core = lasted(fact, window)
    if core != (first, last) or dash:
        yield Box(first, last, y, size * 0.4, theme.paper, dark, fact=fact, dash=dash, role=role)
    if core:
        yield Box(*core, y, size * 0.4, dark, fact=fact)
    if frame.x(last) - frame.x(first) < size * 0.55:  # too thin for the pointer
        yield Dot((first + last) / 2, y, size * 0.55, "", fact=fact)


def lasted(fact: Fact, window: Window) -> tuple[float, float] | None:
    """The days inside a window on which a law or an event certainly lasted, if there are any."""
    if not (fact.end or fact.ongoing):
        return None
    start = fact.start.earliest if fact.start.to_the_day else fact.start.day_after
    last = fact.end.earliest.toordinal() if fact.end else fact.last
    first, last = window.clip(start.toordinal(), last)
    return (first, last) if first < last else None


def governments(track: Track, frame: Frame) -> Area:
    """Governments as bars, with names inside where they fit, or below."""
    size, theme, book = frame.theme.size, frame.theme, frame.is_figure9
    thick = whole_px(size * (0.8 if book else 1.7))
    fills = _fills(track.facts, frame)
    bars = _bars(track.facts, [fill for fill, _ in fills], thick, frame)
    inside, below = list[Label](), list[Label]()
    for fact, (_, ink) in zip(track.facts, fills, strict=True):
        if not frame.viewport.shows(fact):
            continue
        name, middle = frame.numbers.get(fact, fact.label), sum(clipped(fact, frame.viewport)) / 2
        full = fact.name(frame.scale)  # with its party
        if name == fact.label and fits_inside(full, fact, frame):
            name = full
        if fits_inside(name, fact, frame):
            days, wide = clipped(fact, frame.window), theme.width_of(name) + size * 0.6
            label = Label(fact, (name,), middle, ink=ink, days=days, width=wide, height=thick)
            inside.append(replace(label, numbered=(fact,) if fact in frame.numbers else ()))
        else:
            colours = theme.guide_label if book else theme.other_label
            below.append(Label(fact, (full,), middle, book, *colours))
    stem = whole_px(size * 0.6) if below else 0.0
    hung, deep = label_rows(below, frame, stem=stem, upwards=False, start=thick)
    height = whole_px(thick + (stem + deep if hung else 0.0))
    marks = (*bars, *(() if book else _starts(track.facts, thick, frame)))
    name = f"government {track.category}".strip()
    area = Area(name, "", height, height, 0, baseline=thick / 2, marks=marks)
    return replace(area, labels=(*inside, *hung))


def fits_inside(name: str, fact: Fact, frame: Frame) -> bool:
    """Whether a name has room inside the bar of a government."""
    first, last = clipped(fact, frame.viewport)
    wide = frame.theme.width_of(name) + frame.theme.size * 0.6
    return bool(name) and not frame.is_figure9 and wide <= frame.x(last) - frame.x(first)


def _starts(facts: Sequence[Fact], thick: float, frame: Frame) -> Iterator[Line]:
    """A tick where a government began, if the day is known."""
    for fact in facts:
        if fact.began[0] == fact.began[1] and fact.first > frame.window.first:
            ends = (fact.first, 0.0), (fact.first, thick)
            yield Line(ends, frame.theme.muted, START, role="start")


def _bars(facts: Sequence[Fact], fills: Sequence[str], thick: float, frame: Frame) -> list[Box]:
    """A bar for each government, which fades over the days on which it may begin or end."""
    paper, book = frame.theme.paper, frame.is_figure9
    parts: list[tuple[float, float, Fact, str, str, str]] = []
    drawn = -math.inf  # up to this day
    for n, (fact, fill) in enumerate(zip(facts, fills, strict=True)):
        first, last = (fact.first, fact.last) if book else fact.certainly
        before = facts[n - 1] if n and facts[n - 1].last == fact.first else None
        meets = n + 1 < len(facts) and facts[n + 1].first == fact.last
        outline = fill if book else frame.theme.extent
        if first >= last:  # nothing of it is certain
            first, last = max(fact.began[0], drawn), fact.last if meets else fact.ended[1]
            parts.append((first, last, fact, paper, outline, "dashed"))
            drawn = last
            continue
        thin = frame.x(last) - frame.x(first) < LEAST
        parts.append((first, last, fact, fill, outline if thin else "", ""))
        if not book and fact.began[0] < fact.began[1]:
            left = fills[n - 1] if before else paper
            for a, b, over in slices(max(fact.began[0], drawn), first):
                of = before if before and over < 0.5 else fact  # whose colour it has more of
                parts.append((a, b, of, mixed(left, fill, over), "", ""))
        if not book and fact.ended[0] < fact.ended[1] and not meets:
            for a, b, over in slices(*fact.ended):
                parts.append((a, b, fact, mixed(fill, paper, over), "", ""))
        drawn = last
    bars = []
    for first, last, fact, fill, border, dash in parts:
        first, last = frame.window.clip(first, last)
        if first < last:
            bars.append(Box(first, last, thick / 2, thick, fill, border, fact, dash))
    return sorted(bars, key=lambda bar: bar.first)


def _fills(facts: Sequence[Fact], frame: Frame) -> list[tuple[str, str]]:
    """Fill and text of each government in alternation, so that neighbours differ.

    Neighbours of one party are alike. In the book by the alphabetical order of the names.
    """
    theme = frame.theme
    if not frame.is_figure9:
        turn, fills = 0, []
        for fact, after in zip(facts, (*facts[1:], None), strict=False):
            first, last = clipped(fact, frame.window)
            fills.append(theme.bars[turn % len(theme.bars)])
            one_party = after is not None and after.value and after.value == fact.value
            turn += not one_party and frame.x(last) - frame.x(first) >= THIN
        return fills
    names = sorted({fact.label for fact in facts})
    dark, light = (int(fill[1:3], 16) for fill, _ in theme.bars[:2])
    grey = {
        n: round(dark + (light - dark) * i / max(len(names) - 1, 1)) for i, n in enumerate(names)
    }
    return [(f"#{grey[f.label]:02x}{grey[f.label]:02x}{grey[f.label]:02x}", "") for f in facts]
