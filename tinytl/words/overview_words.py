"""The words that go with an overview: a line a country, which a script can read back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..story.subjects import Counting, Subject
from ..table.scales import Scale
from ..table.sources import Origin, short_sources
from .captions import MOST_SOURCES, SHORT_WORDS, items, spoken


def overview_alt(
    title: str, subjects: Sequence[Subject], scale: Scale, counting: Counting | None
) -> str:
    """Say all that an overview shows, a line a country, in the order of its rows.

    Parameters
    ----------
    title : str
    subjects : sequence of Subject
        In the order of the rows.
    scale : Scale
    counting : Counting or None

    Returns
    -------
    str
        ``Kazakhstan: Tier 3 from 12 July 2001; ...; no rating from 20 June 2014.`` Groups stand
        before their countries, what is marked on a row at its end.
    """
    lines = [f"Overview: {spoken(title)}, a row each, top to bottom."]
    if counting:
        lines.append(counting.told)
    group = ""
    for subject in subjects:
        if subject.group != group:
            group = subject.group
            lines.append(f"{group} ({sum(other.group == group for other in subjects)}):")
        ratings, *marked = subject.tracks
        said = "; ".join(items(ratings, scale, subject.window))
        told = [f"{fact.label}, {fact.when}" for track in marked for fact in track.facts]
        marks = f" Marked: {'; '.join(told)}." if told else ""
        lines.append(f"{subject.called}: {said}.{marks}")
    if counting and counting.without:
        lines.append(f"No {counting.event} in the table: {', '.join(counting.without)}.")
    return "\n".join(lines)


def overview_short(title: str, subjects: Sequence[Subject], scale: Scale) -> str:
    """Say what an overview shows in at most 30 words: how many countries end on each level."""
    last = Counter(
        subject.tracks[0].facts[-1].value for subject in subjects if subject.tracks[0].facts
    )
    opening = f"Overview: {spoken(title)}, a row each. Last ratings: "
    counts = [f"{scale.full_label(code)} {last[code]}" for code in scale.codes if last[code]]
    while len(f"{opening}{', '.join(counts)}.".split()) > SHORT_WORDS and counts:
        counts.pop()
    return f"{opening}{', '.join(counts) or 'none'}."


def overview_caption(
    title: str, subjects: Sequence[Subject], scale: Scale, origin: Origin,
    counting: Counting | None, foot: bool,
) -> str:  # fmt: skip
    """Write the text for under an overview: what it is, how to read it, where it comes from."""
    counted = [counting.told] if counting else []
    sentences = [f"{title}.", *_reading(subjects, scale, counting, foot), *counted]
    cited = [fact.source for subject in subjects for fact in subject.facts]
    sources = short_sources(cited, origin, MOST_SOURCES)
    return " ".join([*sentences, *([f"Sources: {'; '.join(sources)}."] if sources else [])])


def _reading(
    subjects: Sequence[Subject], scale: Scale, counting: Counting | None, foot: bool
) -> Iterator[str]:
    facts = [fact for subject in subjects for fact in subject.facts]
    ratings = [fact for fact in facts if fact.kind == "rating"]
    reports = all(fact.category in ("report", "redetermination") for fact in ratings)
    until = ", each from its report to the next" if reports else ""
    best, *_, worst = (*scale.full_labels, scale.full_labels[-1])
    if len(scale.levels) == 1:
        yield f"A row each: a bar is {best}{until}."
    elif scale.neutral:
        lanes = ", ".join(scale.full_labels)
        yield f"A row each: bars stand in lanes, top to bottom {lanes}{until}."
    else:
        yield (
            "A row each: bars are the darker and higher the lower the level, from "
            f"{best} to {worst}{until}."
        )
    seen = {fact.value for fact in ratings}
    if special := [label for code, label in scale.unranked if code in seen]:
        yield f"Dotted: {', '.join(special)}."
    if any(fact.vague for fact in ratings):
        yield "Fading: begins, ends or changes on one of these days."
    yield "Empty: no rating in the table."
    marked = dict.fromkeys(fact.category for fact in facts if fact.kind != "rating")
    if marked:
        long = [f for f in facts if f.kind != "rating" and (f.end or f.ongoing)]
        lasts = "a filled one while it lasts, " if long else ""
        yield (
            f"Marks: {', '.join(marked)}; a dot for a day, a hollow bar over all days that a date "
            f"may mean, {lasts}hollow or dashed where it is doubtful."
        )
    if counting:
        yield "Hollow bars at 0: the event is not known to the day."
    elif foot:
        yield (
            "At the foot: how many countries of each report are in the table, as far as the number "
            "that it rates is known; hatched: missing."
        )
