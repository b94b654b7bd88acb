"""Search for countries by name, and for the facts of all countries by their texts and sources."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from ..chart import Chart
from ..errors import RecordError
from ..story.facts import Fact
from ..story.order import by_similarity
from ..story.story import Story
from ..table import countries
from ..table.codes import region_of
from ..table.sources import full_sources
from ..table.spelling import unaccented
from .fields import MAX_COMPARED

MAX_LISTED = 100
"""Facts in the list of what was found."""
SearchEntry = tuple[str, Fact, str]
"""A country, a fact, and its searchable text, without case and accents."""


def entries_of(story: Story) -> tuple[SearchEntry, ...]:
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


def facts_with(text: str, entries: Iterable[SearchEntry], story: Story) -> dict[str, Any]:
    """The facts in whose text every word occurs, as the browser lists them, and their number."""
    words = unaccented(text).split()
    found = [(code, fact) for code, fact, own in entries if all(word in own for word in words)]
    rows = [
        {
            "id": f"{code}:{fact.id}",
            "country": countries.name_of(code),
            "when": fact.when,
            "what": fact.name(story.scale),
            "text": fact.detail,
        }
        for code, fact in found[:MAX_LISTED]
    ]
    return {"rows": rows, "all": len(found)}


def countries_named(text: str, story: Story) -> dict[str, Any]:
    """The country that a text names or is the beginning of, or those of the region that it names.

    ``near`` has the countries with a similar name.
    """
    match = countries.find(text, story.facts)
    near = [[code, countries.name_of(code)] for code in match.near[:6]]
    begun = len(near) == 1 and unaccented(near[0][1]).startswith(unaccented(text))
    code = match.country or (near[0][0] if begun else None)
    there: list[str] = []
    if code is None:
        with suppress(RecordError):
            there = story.codes_of([text])
    return {"code": code, "codes": there, "near": near}


def countries_behind(share: str, chart: Chart) -> list[str]:
    """The countries that a share of a chart counts.

    Parameters
    ----------
    share : str
        The group, the year of the report or its place around the event, and the level, with ``|``
        between them, as the mark of the share has them.
    chart : Chart

    Returns
    -------
    list of str
        Codes, in the order of their names.

    Raises
    ------
    RecordError
        If the chart has no such share.
    """
    *_, at, value = share.rsplit("|", 2)
    group = share.removesuffix(f"|{at}|{value}")
    tallies = chart.selection.tallies
    levels = [
        level
        for tally in (tallies.groups.get(group, ()) if tallies else ())
        for level in tally.levels
        if (str(tally.at), level.value) == (at, value)
    ]
    if not levels:
        raise RecordError(f"No share {share!r:.80}; expected a group, a report and a level.")
    return sorted(levels[0].countries, key=countries.name_of)


def neighbours_of(country: str, how: str, story: Story) -> list[str]:
    """The country and those most like it: in its region, or with the most similar ratings.

    Parameters
    ----------
    country : str
        Its code.
    how : {"region", "similar"}
    story : Story

    Returns
    -------
    list of str
        Codes, that of the country first; of a region in the order of their names.
    """
    codes = sorted(story.rated_countries, key=countries.name_of)
    if how == "region":
        others = [code for code in codes if region_of(code) == region_of(country)]
    else:
        others = by_similarity(story, country, codes)
    return list(dict.fromkeys([country, *others]))[:MAX_COMPARED]
