"""The rows of an overview: the ratings of each country, what is marked on them, and groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..errors import RecordError
from ..table.codes import region_of
from ..table.countries import name_of
from ..table.rules import LABELED
from .days import merge_spells
from .events import Event
from .facts import Fact
from .story import Story
from .subjects import Subject
from .tracks import Track
from .windows import Window

OTHER = "Other"
"""The group of countries that are in none."""


def in_groups(
    subjects: Sequence[Subject], group: str | Mapping[str, str] | None, story: Story
) -> tuple[Subject, ...]:
    """Put countries into groups, in their order inside each.

    Parameters
    ----------
    subjects : sequence of Subject
    group : {"region"} or mapping of str to str, optional
        The subregion of the UN, in the order of their names; or the group of each country, by its
        code or name, in the order in which the groups appear there.
    story : Story

    Returns
    -------
    tuple of Subject
        Group by group, each with the name of its group.

    Raises
    ------
    RecordError
        For another word, or a country that the table does not have.
    """
    of = {subject.code: subject for subject in subjects}
    return tuple(
        replace(of[code], group=name)
        for name, codes in groups_of([*of], group, story).items()
        for code in codes
    )


def groups_of(
    codes: Sequence[str], group: str | Mapping[str, str] | None, story: Story
) -> dict[str, list[str]]:
    """The countries of each group, by its name; all in one without a name if there are none.

    Parameters
    ----------
    codes : sequence of str
        Their codes, which keep their order inside a group.
    group, story
        As in `in_groups`.
    """
    if group is None:
        return {"": [*codes]}
    if isinstance(group, str):
        if group != "region":
            raise RecordError(
                f"group is {group!r}; expected 'region', or the group of each country: "
                "{'KAZ': 'Central Asia'}."
            )
        names = {code: region_of(code) or OTHER for code in codes}
        order = sorted(set(names.values()) - {OTHER})
    else:
        names = {story.code(country): str(name) for country, name in group.items()}
        order = [name for name in dict.fromkeys(names.values()) if name != OTHER]
    found: dict[str, list[str]] = {name: [] for name in (*order, OTHER)}
    for code in codes:
        found[names.get(code, OTHER)].append(code)
    return {name: own for name, own in found.items() if own}


def rated_rows(
    story: Story,
    codes: Sequence[str],
    *,
    guides: Sequence[str],
    window: Window,
    events: Mapping[str, Event] | None,
) -> list[Subject]:
    """Countries with their ratings, and the laws, events and governments of some categories.

    Laws and events before the first day are among them.

    Parameters
    ----------
    story : Story
    codes : sequence of str
        In order.
    guides : sequence of str
        The categories.
    window : Window
        The dates that are shown, or the days from the event of each country.
    events : mapping of str to Event, optional
        By codes, if years are counted from an event; countries without it are left out.
    """
    if events is None:
        return [_row(code, story.facts[code], guides, window, None) for code in codes]
    return [
        _row(code, story.facts[code], guides, window, events[code])
        for code in codes
        if code in events
    ]


def _row(
    code: str, facts: Sequence[Fact], guides: Sequence[str], window: Window, event: Event | None
) -> Subject:
    """A country of an overview: its ratings, and what is marked on them."""
    dates = window.shifted(event.day) if event else window
    ratings = [fact for fact in facts if fact.kind == "rating"]
    marked = [fact for fact in facts if fact.kind in LABELED and fact.category in guides]
    tracks = [Track("rating", "", tuple(filter(dates.shows, ratings)))]
    if guides:
        drawn = (fact for fact in marked if dates.shows(fact) or dates.follows(fact))
        tracks.append(Track("law", "", tuple(drawn)))
    spells = merge_spells(ratings)
    return Subject(code, name_of(code), tuple(tracks), dates, event, spells=spells)
