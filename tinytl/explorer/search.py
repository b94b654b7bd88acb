"""Finding facts in all countries by what they say, and countries by what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..story.facts import Fact, Story
from ..table import countries
from ..table.sources import full_sources
from ..table.spelling import unaccented

MOST = 100
"""Facts in a list; more nobody reads."""
Entry = tuple[str, Fact, str]
"""A country, a fact, and all that may be searched of it, folded."""


def entries_of(story: Story) -> tuple[Entry, ...]:
    """All facts by country and date."""
    cited: dict[str, str] = {}

    def text(code: str, fact: Fact) -> str:
        if fact.source not in cited:
            sources = full_sources(fact.source, story.origin)
            cited[fact.source] = unaccented(
                " ".join((fact.source, *(text for text, *_ in sources)))
            )
        said = (countries.name_of(code), fact.name(story.scale), fact.category, fact.detail)
        return f"{unaccented(' '.join(said))} {fact.start} {cited[fact.source]}"

    facts, named = story.facts, sorted(story.facts, key=countries.name_of)
    return tuple((code, fact, text(code, fact)) for code in named for fact in facts[code])


def found(entries: Iterable[Entry], text: str) -> list[Entry]:
    """The facts that say every word of a text."""
    words = unaccented(text).split()
    return [entry for entry in entries if all(word in entry[2] for word in words)]


def listed(entries: Sequence[Entry], story: Story) -> dict[str, Any]:
    """What the browser is told of what was found."""
    rows = [
        {
            "id": f"{code}:{fact.key}",
            "country": countries.name_of(code),
            "when": fact.when,
            "what": fact.name(story.scale),
            "text": fact.detail,
        }
        for code, fact, _ in entries[:MOST]
    ]
    return {"rows": rows, "all": len(entries)}
