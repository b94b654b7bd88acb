"""Search the facts of all countries by their texts and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..story.facts import Fact
from ..story.story import Story
from ..table import countries
from ..table.sources import full_sources
from ..table.spelling import unaccented

MAX_LISTED = 100
"""Facts in the list of what was found."""
Entry = tuple[str, Fact, str]
"""A country, a fact, and its searchable text, without case and accents."""


def entries_of(story: Story) -> tuple[Entry, ...]:
    """All facts with their searchable texts, by country and date."""
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
    """The facts in whose text every word occurs."""
    words = unaccented(text).split()
    return [entry for entry in entries if all(word in entry[2] for word in words)]


def listed(entries: Sequence[Entry], story: Story) -> dict[str, Any]:
    """The facts found as the browser lists them."""
    rows = [
        {
            "id": f"{code}:{fact.key}",
            "country": countries.name_of(code),
            "when": fact.when,
            "what": fact.name(story.scale),
            "text": fact.detail,
        }
        for code, fact, _ in entries[:MAX_LISTED]
    ]
    return {"rows": rows, "all": len(entries)}
