"""Caption and alternative text of timelines and comparisons.

The alternative text says all that the chart shows: each rating with the date from which it held,
each law, each government. It is made from the facts that are drawn, with dates in their own
precision, in sentences that a script can parse:
``TIP tier: Tier 3 from 12 July 2001; Tier 2 from 5 June 2002; no rating from 11 June 2003.``
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from ..story.facts import Fact
from ..story.story import Story
from ..story.subjects import Selection, Subject
from ..story.tracks import Track, TrackId
from ..story.windows import Window
from ..table.dates import ONGOING, Date, in_words, parse
from ..table.scales import Scale
from ..table.sources import Origin, short_sources
from ..table.spans import SPELL_KINDS
from .series import MOST_VALUES, course, guides_of, rounded, valued

SHORT_WORDS = 30
"""Most words of the short alternative text; publishers ask for 25 to 30."""
MOST_SOURCES = 5
"""Most sources that a caption names; the list of references has all."""


# --- alternative text ------------------------------------------------------------------------


def alt(selection: Selection, scale: Scale) -> str:
    """Write the alternative text: all that a chart shows, a line for each track."""
    counting, subjects = selection.counting, selection.subjects
    several = len(subjects) > 1 or counting is not None
    lines = [f"{'Comparison' if several else 'Timeline'} of {spoken(selection.title)}."]
    lines += [counting.sentence] if counting else []
    for subject in subjects:
        name = f"{subject.called}, " if several else ""
        lines += [
            f"{name}{track.heading(scale)}: {'; '.join(items(track, scale, subject.window))}."
            for track in subject.shown
        ]
    return "\n".join((*lines, *selection.highlight))


def items(track: Track, scale: Scale, window: Window) -> list[str]:
    """Return what a track shows: a text for each fact, or for each spell of a rating."""
    facts = track.facts
    if not facts:
        return ["none"]
    if track.kind == "rating":
        return list(_spells(track, scale.of(track.category), window))
    if track.kind == "index":
        return list(course(facts) if len(facts) > MOST_VALUES else map(valued, facts))
    if track.kind == "government":
        return [f"{f.name(scale)} {'' if f.ongoing else 'from '}{f.when}" for f in facts]
    return [f"{fact.when}: {fact.label}" for fact in facts]


def _spells(track: Track, scale: Scale, window: Window) -> Iterator[str]:
    """Each level with the date from which it held, and each date from which there was none."""
    known = [fact if fact.first < fact.last else _whole_year(fact) for fact in track.facts]
    missing = {gap.first: f" ({gap.reports})" for gap in reversed(track.gaps) if gap.years}
    # in figures of the book the axis goes on after the last rating
    goes_on = known[-1].ongoing or track.facts[-1].first == track.facts[-1].last
    following = [*(fact.first for fact in known[1:]), -inf if goes_on else window.last]
    level = None
    for fact, until in zip(known, following, strict=True):
        if fact.value != level:
            yield f"{scale.full_label(fact.value)} from {in_words(fact.start)}"
        level = fact.value
        if fact.last < until:
            yield f"no rating from {in_words(_end(fact))}{missing.get(fact.last, '')}"
            level = None


def _whole_year(fact: Fact) -> Fact:
    """The rating of a whole year, where the chart shows reports by year, as the book does."""
    year = fact.start.earliest.year
    days = Window.of_years(year, year)
    return replace(fact, start=parse(f"{year:04}"), end=None, first=days.first, last=days.last)


def _end(fact: Fact) -> Date:
    """The first date after a fact."""
    return fact.end or parse(f"{fact.start.day_after.year:04}")


def spoken(title: str) -> str:
    """Return a title as a screen reader should say it: "2000 to 2014" instead of a dash."""
    return re.sub(r"(?<=\d)–(?=\d)", " to ", title)


def short_alt(selection: Selection, scale: Scale) -> str:
    """Write the short alternative text, of at most `SHORT_WORDS` words.

    Each track gets its main words first; details follow where there is room.
    """
    subjects, several = selection.subjects, len(selection.subjects) > 1
    opening = f"{'Comparison' if several else 'Timeline'} of {spoken(selection.title)}"
    tracks = [track for subject in subjects for track in subject.tracks if track.facts]
    if several:
        kinds = dict.fromkeys(track.heading(scale) for track in tracks)
        parts = [[name] for name in (*(subject.name for subject in subjects), *kinds)]
    else:
        parts = [_summary(track, scale) for track in tracks]
    said = _fitted(parts, SHORT_WORDS - _count(opening)) or "nothing in the table"
    return f"{opening}: {said}."


def _summary(track: Track, scale: Scale) -> list[str]:
    """A track in a few words, then details in the order of their importance."""
    facts, name = track.facts, _called(track, scale)
    first, last = facts[0].start.earliest.year, facts[-1].start.earliest.year
    if track.kind == "index":
        ends = rounded(facts)
        return [f"{name} {ends[0].value} to {ends[-1].value}", f"({first} to {last})"]
    if track.kind == "rating":
        scale = scale.of(track.category)
        changes = sum(a.value != b.value for a, b in pairwise(facts))
        level = scale.full_label(facts[0].value)
        if not changes:
            return [f"{name} always {level}", f"({first} to {last})"]
        core = f"{name} from {level} ({first}) to {scale.full_label(facts[-1].value)} ({last})"
        said = [core, f"with {plural(changes, 'change')}"]
        values = {fact.value for fact in facts}
        if ranked := [scale.full_label(code) for code in scale.levels if code in values]:
            said.append(f"at best {ranked[0]}, at worst {ranked[-1]}")
        return said
    one = track.category.lower() if track.kind == "government" else name.removesuffix("s")
    core = f"{len(facts)} {one if len(facts) == 1 else name}"
    if track.is_named:
        core = f"{name} with {plural(len(facts), 'term')}"
    if track.kind == "government":
        return [core, f"({', '.join(dict.fromkeys(fact.label for fact in facts))})"]
    crimes = [fact for fact in facts if fact.criminalizes]
    main = min(crimes, key=lambda fact: "full" not in fact.category) if crimes else facts[0]
    named = _in_sentence(main.label) if crimes else main.label
    return [core, f"with {named} in {main.start.earliest.year}", f"({first} to {last})"]


def _called(track: Track, scale: Scale) -> str:
    """The name of a track inside a sentence; names from the table stay as they are."""
    return track.category if track.is_named else _in_sentence(track.heading(scale))


def _in_sentence(heading: str) -> str:
    """A heading inside a sentence; one with further capitals is a name and stays as it is."""
    plain = heading[1:2].islower() and heading[1:].islower()
    return heading[:1].lower() + heading[1:] if plain else heading


def _fitted(parts: Sequence[Sequence[str]], room: int) -> str:
    """The first text of as many parts as fit, then the details of each in turn if they fit."""
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
    selection: Selection,
    story: Story,
    unlisted: Sequence[tuple[str, Sequence[tuple[str, Fact]]]] = (),
    reading: Sequence[object] = (),
) -> str:
    """Write the caption: what the chart is, how to read it, where its data come from.

    Parameters
    ----------
    selection : Selection
    story : Story
        Its sources are named by author and year; without a BibTeX file they are named by their
        keys.
    unlisted : sequence of (str, sequence of (str, Fact))
        Facts that the page does not name: the name of each track, and its facts with the numbers
        that stand for them, empty where there are none.
    reading : sequence
        The lines of the key.
    """
    subjects, scale, counting = selection.subjects, story.scale, selection.counting
    facts = [fact for subject in subjects for fact in subject.facts]
    shared: dict[TrackId, tuple[Fact, ...]] = {}  # in all panels
    for track in (track for subject in subjects for track in subject.tracks):
        shared[track.id] = shared.get(track.id, ()) + track.facts
    named = dict.fromkeys(
        _track_in_caption(Track(*key, own), scale) for key, own in shared.items() if own
    )
    where = "In each panel, top to bottom" if len(subjects) > 1 else "Top to bottom"
    drawn = f"{where}: {'; '.join(named)}." if named else "Nothing in the table."
    told = counting.sentence if counting else ""
    notes = _notes(facts, [*map(str, reading)])
    sentences = [f"{selection.title}.", drawn, *selection.notes, guides_of(subjects), told, *notes]
    for name, own in unlisted:
        what = (f"{f'({number}) ' if number else ''}{f.when}: {f.with_party}" for number, f in own)
        sentences.append(f"{name}: {'; '.join(what)}.")
    return with_sources(sentences, facts, story.origin)


def with_sources(sentences: Sequence[str], facts: Sequence[Fact], origin: Origin) -> str:
    """Join the sentences of a caption and name the sources of the facts, the most cited first."""
    sources = short_sources([fact.source for fact in facts], origin, MOST_SOURCES)
    cited = f"Sources: {'; '.join(sources)}." if sources else ""
    return " ".join(filter(None, (*sentences, cited)))


def plural(count: int, noun: str) -> str:
    """Return a number with its noun.

    >>> plural(1, "date"), plural(2, "date")
    ('1 date', '2 dates')
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _track_in_caption(track: Track, scale: Scale) -> str:
    name = _called(track, scale)
    if track.kind == "index" and all(len(fact.start.text) == 4 for fact in track.facts):
        return f"{name} (by year)"
    if track.kind == "rating":
        known = dict.fromkeys(fact.category for fact in track.facts)
        kinds = " or ".join(c for c in known if c and c != track.heading(scale))
        return f"{name} (from each {kinds} to the next)" if kinds else name
    return name


def _notes(facts: Sequence[Fact], reading: Sequence[str]) -> Iterator[str]:
    """What a reader must know to read the marks."""
    points = [fact for fact in facts if fact.first == fact.last]
    by_year = any(fact.kind == "rating" or not fact.start.to_the_day for fact in points)
    if reading:
        yield f"{reading[0][:1].upper()}{'; '.join(reading)[1:]}."
    if by_year:
        yield "Laws, ratings and values stand at 1 January of their year, joined by straight lines."
    dated = [fact for fact in facts if fact.kind not in ("rating", "index", *SPELL_KINDS)]
    if vague := sum(fact.first < fact.last and not fact.precise for fact in dated):
        total = plural(len(dated), "date")
        yield f"{vague} of {total} {'are' if vague > 1 else 'is'} not known to the day."
    doubtful = sum(fact.doubtful for fact in facts)
    if doubtful and not by_year:
        yield f"Doubtful dates: {doubtful}."


# --- the table -------------------------------------------------------------------------------


def rows_of(subjects: Sequence[Subject]) -> list[tuple[str, ...]]:
    """Return the rows of the table that are drawn, in the order of the chart."""
    return [row_of(subject.code, fact) for subject in subjects for fact in subject.facts]


def row_of(code: str, fact: Fact) -> tuple[str, ...]:
    """Return the nine cells of a fact of a country, in the order of the columns of the table."""
    end = ONGOING if fact.ongoing else fact.end.text if fact.end else ""
    told = (fact.label, fact.value, fact.category, fact.detail, fact.source)
    return (code, fact.kind, fact.start.text, end, *told)
