"""What is shown on pointing at a fact: its name, date, detail and sources, as plain text."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from ..table.sources import citations
from .facts import Fact
from .story import Story


class Tooltip(NamedTuple):
    """The texts about a fact; each may be empty.

    Attributes
    ----------
    name : str
        The heading.
    when : str
        The date in its own precision, with the category.
    detail : str
    sources : str
        Author and year of each.
    """

    name: str
    when: str
    detail: str
    sources: str


def tooltips_of(facts: Collection[Fact], story: Story) -> dict[Fact, Tooltip]:
    """The tooltip of each fact; this reads the entries of the sources that they cite once."""
    cells = {fact.source for fact in facts} - story.cited.keys()
    story.cited.update(citations(cells, story.origin))
    return {
        fact: Tooltip(
            name=fact.name(story.scale),
            when=", ".join(filter(None, (fact.when, fact.category if fact.label else ""))),
            detail=fact.detail,
            sources=story.cited[fact.source],
        )
        for fact in facts
    }
