"""The words that go with a chart: caption, alternative text, references.

A reader who cannot see the chart gets all of it in words: each rating with the date from which it
held, each law, each government. All is made from the facts that are drawn, with dates as precisely
as they are known, in sentences regular enough for a script to read them back:
``TIP tier: Tier 3 from 12 July 2001; Tier 2 from 5 June 2002; no rating from 11 June 2003.``
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..story.facts import Fact
from ..story.subjects import Counting, Subject
from ..story.tracks import Track
from ..story.windows import Window
from ..table.dates import ONGOING, Date, in_words, parse
from ..table.scales import Scale
from ..table.sources import Origin, short_sources
from ..table.spans import SPELL_KINDS
from .series import MOST_VALUES, course, valued

SHORT_WORDS = 30
"""Longest short alternative text; publishers ask for 25 to 30 words."""

MOST_SOURCES = 5
"""Sources that a caption names; the list of references has all."""


# --- alternative text ------------------------------------------------------------------------


def alt(
    title: str, subjects: Sequence[Subject], scale: Scale, counting: Counting | None = None
) -> str:
    """Say all that a chart shows, a line a track.

    Parameters
    ----------
    title : str
    subjects : sequence of Subject
    scale : Scale
        Of the ratings.
    counting : Counting, optional

    Returns
    -------
    str
    """
    several = len(subjects) > 1 or counting is not None
    lines = [f"{'Comparison' if several else 'Timeline'} of {spoken(title)}."]
    lines += [counting.told] if counting else []
    for subject in subjects:
        name = f"{subject.called}, " if several else ""
        lines += [
            f"{name}{track.heading(scale)}: {'; '.join(items(track, scale, subject.window))}."
            for track in subject.tracks
        ]
    return "\n".join(lines)


def items(track: Track, scale: Scale, window: Window) -> list[str]:
    """What a track shows, fact by fact; ratings spell by spell."""
    if not track.facts:
        return ["none"]
    if track.kind == "rating":
        return list(_spells(track, scale, window))
    if track.kind == "index":
        if len(track.facts) > MOST_VALUES:
            return list(course(track.facts))
        return [valued(fact) for fact in track.facts]
    if track.kind == "government":
        return [
            f"{fact.label} {'' if fact.ongoing else 'from '}{fact.when}" for fact in track.facts
        ]
    return [f"{fact.when}: {fact.label}" for fact in track.facts]


def _spells(track: Track, scale: Scale, window: Window) -> Iterator[str]:
    """Each level with the date from which it held, and each date from which there was none."""
    facts, holes = track.facts, track.gaps
    known = [fact if fact.first < fact.last else _whole_year(fact) for fact in facts]
    padded = facts[-1].first == facts[-1].last  # the book's axis goes on where its data end
    ends: list[Fact | None] = [*known[1:], None]
    before = None
    for fact, after in zip(known, ends, strict=True):
        if fact.value != before:
            yield f"{scale.full_label(fact.value)} from {in_words(fact.start)}"
        before = fact.value
        goes_on = fact.ongoing or padded
        if fact.last < (after.first if after else window.last) and (after or not goes_on):
            hole = next((hole for hole in holes if hole.first == fact.last and hole.years), None)
            lacking = f" ({hole.reports})" if hole else ""
            yield f"no rating from {in_words(_end(fact))}{lacking}"
            before = None


def _whole_year(fact: Fact) -> Fact:
    """The rating of a year, where the chart shows reports by their year, as the book does."""
    year = fact.start.earliest.year
    days = Window.of_years(year, year)
    return replace(fact, start=parse(f"{year:04}"), end=None, first=days.first, last=days.last)


def _end(fact: Fact) -> Date:
    """The first date on which a fact no longer holds."""
    return fact.end or parse(f"{fact.start.day_after.year:04}")


def spoken(title: str) -> str:
    """A title as one says it: "2000 to 2014", where the chart prints a dash."""
    return re.sub(r"(?<=\d)–(?=\d)", " to ", title)


def short_alt(title: str, subjects: Sequence[Subject], scale: Scale) -> str:
    """Say what a chart shows in 25 to 30 words, as far as there is that much to say.

    What matters most comes first in each track; details fill the room that is left.
    """
    what = "Comparison" if len(subjects) > 1 else "Timeline"
    opening = f"{what} of {spoken(title)}"
    tracks = [track for subject in subjects for track in subject.tracks if track.facts]
    parts = [_summary(track, scale) for track in tracks]
    if len(subjects) > 1:
        kinds = dict.fromkeys(track.heading(scale) for track in tracks)
        parts = [[name] for name in [*(subject.name for subject in subjects), *kinds]]
    said = _fitted(parts, SHORT_WORDS - _count(opening)) or "nothing in the table"
    return f"{opening}: {said}."


def _summary(track: Track, scale: Scale) -> list[str]:
    """A track in a few words, then further words for it, as far as there is room."""
    facts, name = track.facts, _called(track, scale)
    first, last = facts[0].start.earliest.year, facts[-1].start.earliest.year
    if track.kind == "index":
        return [f"{name} {facts[0].value} to {facts[-1].value}", f"({first} to {last})"]
    if track.kind == "rating":
        changes = sum(a.value != b.value for a, b in pairwise(facts))
        level = scale.full_label(facts[0].value)
        if not changes:
            return [f"{name} always {level}", f"({first} to {last})"]
        core = f"{name} from {level} ({first}) to {scale.full_label(facts[-1].value)} ({last})"
        ranked = sorted({fact.value for fact in facts} & set(scale.levels), key=scale.levels.index)
        extremes = [scale.full_label(code) for code in (ranked[:1] + ranked[-1:])]
        return [
            core,
            f"with {changes} change{'s' if changes > 1 else ''}",
            *([f"at best {extremes[0]}, at worst {extremes[1]}"] if extremes else []),
        ]
    core = f"{len(facts)} {name.removesuffix('s') if len(facts) == 1 else name}"
    if track.is_named:
        core = f"{name} with {len(facts)} term{'s' if len(facts) > 1 else ''}"
    if track.kind == "government":
        return [core, f"({', '.join(dict.fromkeys(fact.label for fact in facts))})"]
    crimes = [fact for fact in facts if fact.criminalizes]
    crimes.sort(key=lambda fact: "full" not in fact.category)
    named = _in_sentence(crimes[0].label) if crimes else facts[0].label
    dated = f"with {named} in {(crimes or facts)[0].start.earliest.year}"
    return [core, dated, f"({first} to {last})"]


def _called(track: Track, scale: Scale) -> str:
    """What a sentence calls a track: a name out of the table as it stands there."""
    return track.category if track.is_named else _in_sentence(track.heading(scale))


def _in_sentence(heading: str) -> str:
    """A heading inside a sentence; what has capitals further on is a name and stays as it is."""
    plain = heading[1:2].islower() and heading[1:].islower()
    return heading[:1].lower() + heading[1:] if plain else heading


def _fitted(parts: Sequence[Sequence[str]], room: int) -> str:
    """As many parts as fit, then the further words of each in turn while there is room."""
    cores = list(parts)
    while len(cores) > 1 and sum(_count(part[0]) for part in cores) > room:
        cores.pop()
    said = [[part[0]] for part in cores]
    room -= sum(_count(part[0]) for part in cores)
    for turn in range(1, max(map(len, cores), default=0)):
        for part, text in zip(cores, said, strict=True):
            if turn < len(part) and _count(part[turn]) <= room:
                text.append(part[turn])
                room -= _count(part[turn])
    return "; ".join(map(" ".join, said))


def _count(text: str) -> int:
    return len(text.split())


# --- caption ---------------------------------------------------------------------------------


def caption(
    title: str, subjects: Sequence[Subject], scale: Scale, origin: Origin, left_out: int = 0,
    counting: Counting | None = None, reading: Sequence[str] = (),
) -> str:  # fmt: skip
    """Write the text for under a chart: what it is, how to read it, where it comes from.

    Sources are named in short, as author and year, the one of most rows first; by their keys where
    there is no BibTeX file.
    """
    tracks = [track for subject in subjects for track in subject.tracks]
    shared: dict[tuple[str, str], tuple[Fact, ...]] = {}  # of one kind, in all panels
    for track in tracks:
        key = track.kind, track.category
        shared[key] = shared.get(key, ()) + track.facts
    named = dict.fromkeys(
        _track_in_caption(Track(*key, facts), scale) for key, facts in shared.items() if facts
    )
    facts = [fact for track in tracks for fact in track.facts]
    where = "In each panel, top to bottom" if len(subjects) > 1 else "Top to bottom"
    drawn = f"{where}: {'; '.join(named)}." if named else "Nothing in the table."
    counted = [counting.told] if counting else []
    sentences = [f"{title}.", drawn, *counted, *_notes(facts, reading)]
    if left_out:
        are = "label is" if left_out == 1 else "labels are"
        sentences.append(f"{left_out} {are} not drawn, for want of room; their marks are.")
    sources = short_sources([fact.source for fact in facts], origin, MOST_SOURCES)
    return " ".join([*sentences, *([f"Sources: {'; '.join(sources)}."] if sources else [])])


def _track_in_caption(track: Track, scale: Scale) -> str:
    name = _called(track, scale)
    if track.kind == "index":
        return f"{name} (by year)" if all(len(f.start.text) == 4 for f in track.facts) else name
    if track.kind == "rating":
        kinds = " or ".join(dict.fromkeys(f.category for f in track.facts if f.category))
        return f"{name} (from each {kinds} to the next)" if kinds else name
    return name


def _notes(facts: Sequence[Fact], reading: Sequence[str]) -> Iterator[str]:
    """What a reader must know to read the marks."""
    by_year = any(
        fact.first == fact.last and (fact.kind == "rating" or not fact.start.to_the_day)
        for fact in facts
    )
    if reading:
        yield f"{reading[0][:1].upper()}{'; '.join(reading)[1:]}."
    if by_year:
        yield "Laws, ratings and values stand at 1 January of their year, joined by straight lines."
    dated = [fact for fact in facts if fact.kind not in ("rating", "index", *SPELL_KINDS)]
    points = [fact for fact in dated if fact.first < fact.last and not fact.precise]
    if points:
        are, total = "are" if len(points) > 1 else "is", len(dated)
        yield f"{len(points)} of {total} date{'s' if total > 1 else ''} {are} not known to the day."
    doubtful = [fact for fact in facts if fact.doubtful]
    if doubtful and not by_year:
        yield f"Doubtful dates: {len(doubtful)}."


# --- the table -------------------------------------------------------------------------------


def rows_of(subjects: Sequence[Subject]) -> list[tuple[str, ...]]:
    """The rows of the table that are drawn: the cells of `COLUMNS`, in the order of the chart."""
    return [row_of(subject.code, fact) for subject in subjects for fact in subject.facts]


def row_of(code: str, fact: Fact) -> tuple[str, ...]:
    """The cells of `COLUMNS` of one fact of a country."""
    end = ONGOING if fact.ongoing else fact.end.text if fact.end else ""
    told = (fact.label, fact.value, fact.category, fact.detail, fact.source)
    return (code, fact.kind, fact.start.text, end, *told)
