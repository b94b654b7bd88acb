"""Caption and alternative text of an overview, with a line for each country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from ..story.facts import Fact
from ..story.story import Story
from ..story.subjects import Selection, Subject
from ..table.scales import Scale
from . import share_words
from .captions import SHORT_WORDS, items, spoken, with_sources


def overview_alt(selection: Selection, scale: Scale) -> str:
    """Write the alternative text: all that an overview shows, a line for each country.

    Returns
    -------
    str
        ``Kazakhstan: Tier 3 from 12 July 2001; ...; no rating from 20 June 2014.`` The name of a
        group precedes its countries; the marks on a row follow its ratings.
    """
    counting, subjects = selection.counting, selection.subjects
    lines = [f"Overview: {spoken(selection.title)}, a row each, top to bottom."]
    lines += [counting.sentence] if counting else []
    sizes = Counter(subject.group for subject in subjects)
    for group, members in groupby(subjects, key=lambda subject: subject.group):
        lines += [f"{group} ({sizes[group]}):"] if group else []
        for subject in members:
            said = "; ".join(items(subject.tracks[0], scale, subject.window))
            told = [f"{fact.label}, {fact.when}" for fact in subject.marked]
            marks = f" Marked: {'; '.join(told)}." if told else ""
            lines.append(f"{subject.called}: {said}.{marks}")
    if counting and counting.without:
        lines.append(f"{counting.lacking}: {', '.join(counting.without)}.")
    return "\n".join((*lines, *selection.highlight))


def overview_short(selection: Selection, scale: Scale) -> str:
    """Write the short alternative text: how many countries end on each level."""
    ratings = (subject.tracks[0].facts for subject in selection.subjects)
    last = Counter(facts[-1].value for facts in ratings if facts)
    opening = f"Overview: {spoken(selection.title)}, a row each. Last ratings: "
    counts = [f"{scale.full_label(code)} {last[code]}" for code in scale.codes if last[code]]
    while len(f"{opening}{', '.join(counts)}.".split()) > SHORT_WORDS and counts:
        counts.pop()
    return f"{opening}{', '.join(counts) or 'none'}."


def overview_caption(selection: Selection, story: Story, *, has_foot: bool, has_steps: bool) -> str:
    """Write the caption: what the overview is, how to read it, where its data come from.

    Parameters
    ----------
    selection : Selection
    story : Story
        Its sources are named by author and year; without a BibTeX file they are named by their
        keys.
    has_foot, has_steps : bool
        Whether shares are drawn at the foot, and whether rows have step lines instead of bars.
    """
    scale, counting = story.scale, selection.counting
    facts = [fact for subject in selection.subjects for fact in subject.facts]
    sentences = [
        f"{selection.title}.",
        *selection.notes,
        *_ratings(facts, scale, has_steps),
        *_guides(selection.subjects, selection.guides),
    ]
    if counting:
        sentences.append("Hollow bars at 0: the event is not known to the day.")
        sentences.append(counting.sentence)
    elif selection.tallies and has_foot:
        sentences.append(f"At the foot: {share_words.steps_in_sentence(selection.tallies, scale)}")
    return with_sources(sentences, facts, story.origin)


def _ratings(facts: Sequence[Fact], scale: Scale, has_steps: bool) -> Iterator[str]:
    """What a reader must know to read the ratings of rows."""
    ratings = [fact for fact in facts if fact.kind == "rating"]
    reports = all(fact.category in ("report", "redetermination") for fact in ratings)
    until = ", each from its report to the next" if reports else ""
    best, worst = scale.full_labels[0], scale.full_labels[-1]
    if len(scale.levels) == 1:
        how = f"a bar is {best}"
    elif scale.neutral:
        how = f"bars stand in lanes, top to bottom {', '.join(scale.full_labels)}"
    elif has_steps:
        how = f"a step line and tints, from {best} at the top to {worst}"
    else:
        how = f"bars are the stronger and higher the lower the level, from {best} to {worst}"
    yield f"A row each: {how}{until}."
    seen = {fact.value for fact in ratings}
    if special := [label for code, label in scale.unranked if code in seen]:
        yield f"Dotted: {', '.join(special)}."
    if any(fact.vague for fact in ratings):
        yield "Fading: begins, ends or changes on one of these days."
    yield "Empty: no rating in the table."


def _guides(subjects: Sequence[Subject], guides: Sequence[str]) -> Iterator[str]:
    """What a reader must know to read the laws, events and governments that are marked on rows."""
    marked = [(fact, row.window) for row in subjects for fact in row.marked]
    points = [fact for fact, _ in marked if not fact.lasts]
    categories = {fact.category for fact in points}
    said = [f"filled {name}" for name in guides[:1] if name in categories]
    hollow = [name for name in guides[1:] if name in categories]
    said += [f"hollow {', '.join(hollow)}"] if hollow else []
    if points:
        doubt = "; half filled or dashed: doubtful" if any(f.doubtful for f in points) else ""
        yield f"Diamonds: {'; '.join(said)}{doubt}."
    if not all(fact.precise for fact in points):
        yield "A diamond stands in the middle of the days that its date may mean."
    if any(window.starts_after(fact) for fact, window in marked if not fact.lasts):
        yield "Triangle: before the first day shown."
    if lasting := dict.fromkeys(fact.category for fact, _ in marked if fact.lasts):
        yield f"Thin bars: {', '.join(lasting)}; hollow on days on which that is not certain."
