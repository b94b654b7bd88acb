"""Laws and events as marks on a line, governments as bars, each with its labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..story.facts import Fact
from ..story.tracks import Track
from ..story.windows import Window
from ..table.dates import in_short
from .frame import Frame, clipped, slices, whole_px
from .labels.track_labels import label_rows
from .scene import Area, Box, Dot, Label, Line
from .theme import mixed

OUTLINE_STEP = 0.28
"""How far, in em, outlines are moved apart where days that dates may mean overlap."""
MOST_STEPS = 3
LEAST = 0.75
"""Points below which a bar has a border, so that a day in office can be seen."""
THIN = 1.5
"""Points below which a bar is too thin to separate its neighbours."""


def laws_and_events(track: Track, heading: str, frame: Frame) -> Area:
    """Laws and events: marks on a line, labels above it."""
    size, theme = frame.theme.size, frame.theme
    wanted = [_label(fact, frame) for fact in track.facts if frame.viewport.shows(fact)]
    stem = whole_px(size * 0.9 + size * OUTLINE_STEP * max(_outline_steps(track.facts), default=0))
    labels, high, left_out = label_rows(wanted, frame, stem=stem, upwards=True)
    baseline = high + stem
    height = whole_px(baseline + size * 0.4)
    ends = (frame.window.first, baseline), (frame.window.last, baseline)
    rule = Line(ends, theme.rule, 0.6, role="rule")
    marks = [
        mark
        for fact, step in zip(track.facts, _outline_steps(track.facts), strict=True)
        for mark in _marks(fact, baseline - step * size * OUTLINE_STEP, frame)
    ]
    marks.sort(key=lambda mark: isinstance(mark, Dot))  # a day shows over what may be any day
    return Area(
        track.kind,
        heading,
        height,
        height,
        0,
        ground=() if frame.look.side_headings else (rule,),
        marks=tuple(marks),
        labels=tuple(labels),
        baseline=baseline,
        left_out=left_out,
    )


def _label(fact: Fact, frame: Frame) -> Label:
    """The label of a law or an event; a doubtful one has its date and a dashed outline."""
    theme, bold = frame.theme, fact.criminalizes
    anchor = sum(clipped(fact, frame.viewport)) / 2
    if not (frame.look.doubts and fact.doubtful):
        return Label(fact, (fact.label,), anchor, bold, *(theme.strong if bold else theme.plain))
    fill, ink, _ = theme.plain
    text = f"{fact.label} ({in_short(fact.start)})"
    return Label(fact, (text,), anchor, bold, fill, ink, border=theme.muted, dash="dashed")


def _outline_steps(facts: Sequence[Fact]) -> list[int]:
    """How many steps the outline of each fact is moved up, so that overlapping outlines show."""
    free: list[float] = []  # the day from which each height is free again
    steps = []
    for fact in facts:
        spots = [n for n, day in enumerate(free) if day <= fact.first]
        step = spots[0] if spots else len(free)
        if fact.first == fact.last:
            step = 0
        elif step == len(free):
            free.append(fact.last)
        else:
            free[step] = fact.last
        steps.append(step % (MOST_STEPS + 1))
    return steps


def _marks(fact: Fact, y: float, frame: Frame) -> Iterable[Box | Dot]:
    """A dot for a day, a hollow bar over the days that a date may mean, a filled one for a time."""
    theme, size, window = frame.theme, frame.theme.size, frame.window
    first, last = clipped(fact, window)
    dash = "dashed" if fact.doubtful and frame.look.doubts else ""
    if fact.first == fact.last:
        hollow = (theme.paper, theme.ink) if dash else (theme.ink, theme.paper)
        yield Dot(first, y, size * 0.55, *hollow, fact)
        return
    core = lasted(fact, window)
    if core != (first, last) or dash:
        yield Box(first, last, y, size * 0.4, theme.paper, theme.extent, fact=fact, dash=dash)
    if core:
        yield Box(*core, y, size * 0.4, theme.extent, fact=fact)
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


def guides(tracks: Sequence[Track], area: Area, frame: Frame) -> tuple[Line | Box, ...]:
    """Criminalization laws behind a series: a dotted line at a day, or a band over several days.

    Nothing may look earlier or later than something else unless it was.
    """
    theme = frame.theme
    marks = [f for track in tracks if track.kind in ("law", "event") for f in track.facts]
    laws = [fact for fact in marks if fact.category in frame.page.guides]
    days = ((_enacted(law, frame.window), law.doubtful) for law in laws)
    spans = sorted({(span, doubtful) for span, doubtful in days if span})
    middle, height = (area.low + area.high) / 2, abs(area.high - area.low)
    bands, lines = [], []
    for (first, last), doubtful in spans:
        if first < last:
            border, dash = (theme.accent, "dashed") if doubtful else ("", "")
            note = f"criminalization law, {'doubtful' if doubtful else 'day unknown'}"
            band = Box(first, last, middle, height, theme.accent_tint, border, dash=dash, note=note)
            bands.append(band)
        else:
            ends = ((first, area.low), (first, area.high))
            lines.append(Line(ends, theme.accent, 0.7, "dotted", role="guide"))
    return (*bands, *lines)


def _enacted(law: Fact, window: Window) -> tuple[float, float] | None:
    """The days of a window on which a law may have begun: equal if it is one, None without any."""
    if not (law.end or law.ongoing):
        return clipped(law, window)
    first, last = law.start.earliest.toordinal(), law.start.day_after.toordinal()
    if last <= window.first:
        return None
    return max(first, window.first), first if law.start.to_the_day else min(last, window.last)


def governments(track: Track, heading: str, frame: Frame) -> Area:
    """Governments as bars, with names inside where they fit, or below."""
    size, theme, look = frame.theme.size, frame.theme, frame.look
    thick = whole_px(size * (1.7 if look.names_inside else 0.8))
    fills = _fills(track.facts, frame)
    marks, inside, below = _bars(track.facts, [f for f, _ in fills], thick, frame), [], []
    for fact, (_, ink) in zip(track.facts, fills, strict=True):
        if not frame.viewport.shows(fact):
            continue
        first, last = clipped(fact, frame.viewport)
        wide = theme.width_of(fact.label) + size * 0.6
        text, middle = (fact.label,), (first + last) / 2
        if look.names_inside and wide <= frame.x(last) - frame.x(first):
            days = clipped(fact, frame.window)
            label = Label(fact, text, middle, bold=False, fill="", ink=ink, border="", days=days)
            inside.append(replace(label, width=wide, height=thick))
        else:
            colours = theme.plain if look.names_inside else theme.strong
            below.append(Label(fact, text, middle, not look.names_inside, *colours))
    stem = whole_px(size * 0.6) if below else 0.0
    hung, deep, left_out = label_rows(below, frame, stem=stem, upwards=False, start=thick)
    height = whole_px(thick + stem + deep)
    return Area(
        f"government {track.category}".strip(),
        heading,
        height,
        height,
        0,
        marks=tuple(marks),
        labels=(*inside, *hung),
        baseline=thick / 2,
        left_out=left_out,
    )


def _bars(facts: Sequence[Fact], fills: Sequence[str], thick: float, frame: Frame) -> list[Box]:
    """A bar for each government, which fades over the days on which it may begin or end."""
    marks: list[Box] = []
    window, paper = frame.window, frame.theme.paper

    def add(
        first: float, last: float, fill: str, fact: Fact, border: str = "", dash: str = ""
    ) -> None:
        first, last = window.clip(first, last)
        if first < last:
            bar = Box(first, last, thick / 2, thick, fill, border, fact=fact, dash=dash)
            marks.append(bar)

    def fade(
        days: tuple[float, float], fact: Fact, left: str, right: str, before: Fact | None = None
    ) -> None:
        for first, last, over in slices(*days):
            of = before if before and over < 0.5 else fact  # whose colour it has more of
            add(first, last, mixed(left, right, over), of)

    drawn = float("-inf")  # up to this day
    for n, (fact, fill) in enumerate(zip(facts, fills, strict=True)):
        first, last = fact.certainly if frame.look.doubts else (fact.first, fact.last)
        met = n > 0 and facts[n - 1].last == fact.first
        meets = n + 1 < len(facts) and facts[n + 1].first == fact.last
        if first >= last:  # nothing of it is certain
            first, last = max(fact.began[0], drawn), fact.last if meets else fact.ended[1]
            add(first, last, paper, fact, fill, "dashed")
            drawn = last
            continue
        thin = frame.x(last) - frame.x(first) < LEAST
        add(first, last, fill, fact, fill if thin else "")
        if not frame.look.doubts:
            continue
        if fact.began[0] < fact.began[1]:
            before = (fills[n - 1], facts[n - 1]) if met else (paper, None)
            fade((max(fact.began[0], drawn), first), fact, before[0], fill, before[1])
        if fact.ended[0] < fact.ended[1] and not meets:
            fade(fact.ended, fact, fill, paper)
        drawn = last
    return sorted(marks, key=lambda bar: bar.first)


def _fills(facts: Sequence[Fact], frame: Frame) -> list[tuple[str, str]]:
    """Fill and text of each government in alternation, so that neighbours differ.

    In the book by the alphabetical order of the names.
    """
    theme = frame.theme
    if frame.look.names_inside:
        turn, fills = 0, []
        for fact in facts:
            first, last = clipped(fact, frame.window)
            fills.append(theme.bars[turn % len(theme.bars)])
            turn += frame.x(last) - frame.x(first) >= THIN
        return fills
    names = sorted({fact.label for fact in facts})
    dark, light = (int(fill[1:3], 16) for fill, _ in theme.bars[:2])
    grey = {
        n: round(dark + (light - dark) * i / max(len(names) - 1, 1)) for i, n in enumerate(names)
    }
    return [(f"#{grey[f.label]:02x}{grey[f.label]:02x}{grey[f.label]:02x}", "") for f in facts]
