"""Series in words: the values of an index or a summary of many, and guides without a track."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import floor, log10

from ..story.facts import Fact
from ..story.subjects import Subject
from ..table.dates import in_short

MOST_VALUES, MOST_TURNS = 40, 12
"""Most values of an index, and most turning points, that are listed one by one."""


def valued(fact: Fact) -> str:
    """Return a value of an index with its date."""
    if fact.ongoing:
        return f"{fact.value} {fact.when}"
    preposition = "from" if fact.end else "on" if fact.start.to_the_day else "in"
    return f"{fact.value} {preposition} {fact.when}"


def rounded(facts: Sequence[Fact]) -> list[Fact]:
    """Values of an index for a summary, rounded to less than a hundredth of their range."""
    values = [float(fact.value) for fact in facts]
    reach = max(values) - min(values) or max(map(abs, values)) or 1.0
    places = max(2 - floor(log10(reach)), 0)

    def short(text: str) -> str:
        written = f"{float(text):.{places}f}"
        return min(text, written.rstrip("0").rstrip(".") if places else written, key=len)

    return [replace(fact, value=short(fact.value)) for fact in facts]


def course(facts: Sequence[Fact]) -> Iterator[str]:
    """Summarize an index of many values: first, last, least and greatest value, turning points."""
    facts, values = rounded(facts), [float(fact.value) for fact in facts]
    least, most = (facts[values.index(end(values))] for end in (min, max))
    yield f"{len(facts)} values, the first {valued(facts[0])}"
    yield f"the last {valued(facts[-1])}"
    yield f"the least {valued(least)}"
    yield f"the most {valued(most)}"
    reach = max(values) - min(values)
    for share in (0.25, 0.5, 0.75):
        turns = _turns(values, reach * share)
        if 0 < len(turns) <= MOST_TURNS:
            yield f"it turns at {', '.join(valued(facts[n]) for n in turns)}"
            return


def _turns(values: Sequence[float], least: float) -> list[int]:
    """Positions of the extremes after which a series goes back by more than so much."""
    found: list[int] = []
    low = high = 0  # since the last turn
    rises: bool | None = None
    for n, value in enumerate(values):
        low, high = n if value < values[low] else low, n if value > values[high] else high
        if rises is not False and values[high] - value > least:
            rises, turn = False, high
        elif rises is not True and value - values[low] > least:
            rises, turn = True, low
        else:
            continue
        found += [turn] if turn else []
        low = high = n
    return found


def guides_of(subjects: Sequence[Subject]) -> str:
    """A sentence with the guides that no track has: on paper nothing else names them."""
    told = []
    for subject in subjects:
        guides = [fact for track in subject.shown if track.kind == "guide" for fact in track.facts]
        said = ", ".join(f"{fact.label} ({in_short(fact.start)})" for fact in guides)
        told += [f"{subject.name}, {said}" if len(subjects) > 1 else said] if said else []
    return f"Through the series: {'; '.join(told)}." if told else ""
