"""Laws and events as marks on a line, governments as bars, each with its labels."""

from __future__ import annotations

from collections.abc import Sequence

from ..story.facts import Fact
from ..story.tracks import Track
from .frame import Frame, Look, clipped, whole_px
from .labels import Wanted, label_rows
from .scene import Area, Box, Dot, Label, Line
from .textwidth import text_width
from .theme import Theme


def dated(track: Track, heading: str, frame: Frame) -> Area:
    """Laws and events: marks on a line, labels above it."""
    size, theme = frame.theme.size, frame.theme
    wanted = [
        Wanted(fact, *clipped(fact, frame.sight), fact.criminalizes, *_colours(fact, theme))
        for fact in track.facts
        if frame.sight.shows(fact)
    ]
    stem = whole_px(size * 0.9)
    labels, high, left_out = label_rows(wanted, frame, stem=stem, upwards=True)
    baseline = high + stem
    height = whole_px(baseline + size * 0.4)
    ends = (frame.window.first, baseline), (frame.window.last, baseline)
    rule = Line(ends, theme.rule, 0.6, role="rule")
    return Area(
        track.kind,
        heading,
        height,
        height,
        0,
        ground=() if frame.look.side_headings else (rule,),
        marks=tuple(_mark(fact, baseline, frame) for fact in track.facts),
        labels=tuple(labels),
        baseline=baseline,
        left_out=left_out,
    )


def _colours(fact: Fact, theme: Theme) -> tuple[str, str, str]:
    return theme.strong if fact.criminalizes else theme.plain


def _mark(fact: Fact, y: float, frame: Frame) -> Box | Dot:
    """A dot where that says enough: for what is known to the month, and no spell."""
    theme, (first, last) = frame.theme, clipped(fact, frame.window)
    if fact.end is None and not fact.ongoing and fact.last - fact.first <= 31:
        return Dot((first + last) / 2, y, theme.size * 0.55, theme.ink, theme.paper, fact)
    return Box(first, last, y, theme.size * 0.4, theme.extent, theme.paper, fact)


def governments(track: Track, heading: str, frame: Frame) -> Area:
    """Spells as a bar; names in it where they fit, else below it."""
    size, theme, look = frame.theme.size, frame.theme, frame.look
    thick = whole_px(size * (1.7 if look.names_inside else 0.8))
    marks, inside, below = [], [], []
    for fact, (fill, ink) in zip(track.facts, _fills(track.facts, theme, look), strict=True):
        marks.append(Box(*clipped(fact, frame.window), thick / 2, thick, fill, fact=fact))
        if not frame.sight.shows(fact):
            continue
        first, last = clipped(fact, frame.sight)
        wide = text_width(fact.label, size) + size * 0.6
        if look.names_inside and wide <= frame.x(last) - frame.x(first):
            middle = (first + last) / 2
            inside.append(
                Label(fact, (fact.label,), middle, 0.0, 0.0, wide, thick, False, "", ink, "")
            )
        else:
            colours = theme.plain if look.names_inside else theme.strong
            below.append(Wanted(fact, first, last, not look.names_inside, *colours))
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


def _fills(facts: Sequence[Fact], theme: Theme, look: Look) -> list[tuple[str, str]]:
    """In turn, so that neighbours differ; in the book by the alphabetical order of the names."""
    if look.names_inside:
        return [theme.bars[number % len(theme.bars)] for number in range(len(facts))]
    names = sorted({fact.label for fact in facts})
    dark, light = (int(fill[1:3], 16) for fill, _ in theme.bars[:2])
    grey = {
        n: round(dark + (light - dark) * i / max(len(names) - 1, 1)) for i, n in enumerate(names)
    }
    return [(f"#{grey[f.label]:02x}{grey[f.label]:02x}{grey[f.label]:02x}", "") for f in facts]
