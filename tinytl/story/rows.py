"""The rows of an overview: the ratings of each country, what is marked on them, and groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..errors import RecordError, one_each
from ..table.countries import name_of
from ..table.regions import GROUPINGS, groups, near_region
from ..table.rules import LABELED
from .events import Event
from .spells import merge_spells
from .story import Story
from .subjects import Subject
from .tracks import Track
from .windows import Window

OTHER, OTHER_COUNTRIES = "Other", "Other countries"
"""The group of countries that are in none; of those that are not in a region or an organization."""


def in_groups(
    subjects: Sequence[Subject], group: str | Mapping[str, str] | None, story: Story
) -> tuple[Subject, ...]:
    """Put countries into groups, in their order inside each.

    Parameters
    ----------
    subjects : sequence of Subject
    group : str or mapping of str to str, optional
        As in `group_names`.
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
    names = group_names(of, group, story)
    return tuple(replace(of[code], group=name) for code, name in names.items())


def group_names(
    codes: Iterable[str], group: str | Mapping[str, str] | None, story: Story
) -> dict[str, str]:
    """The group of each country; the groups come in the order in which charts show them.

    Parameters
    ----------
    codes : iterable of str
        Countries, by their codes, which keep their order inside a group.
    group : str or mapping of str to str, optional
        ``region`` (the subregions of the UN) or ``continent``, in the order of their names; a
        region or an organization, before the other countries; or the group of each country, by its
        code, name or region, in the order in which the groups appear there. A country that is
        named, not as a part of a region, stays in the group that it is given, and so does a region
        that is a part of another one.
    story : Story

    Raises
    ------
    RecordError
        For a text that is no region, a country that the table does not have, or one that is given
        two groups.
    """
    if group is None:
        return dict.fromkeys(codes, "")
    if isinstance(group, str):
        known = groups(group)
        if not known:
            near = near_region(group)
            raise RecordError(
                f"group is {group!r}; expected {', '.join(map(repr, GROUPINGS))}, a region or an "
                "organization ('Central Asia', 'OECD'), or the group of each country: "
                f"{{'KAZ': 'Central Asia'}}.{f' Did you mean {near!r}?' if near else ''}"
            )
        rest = OTHER if group in GROUPINGS else OTHER_COUNTRIES
        order = sorted(set(known.values()))
    else:
        named = {name: str(of) for name, of in group.items()}
        asked = dict(zip(named, story.resolved_names(named), strict=True))
        regions = {name: story.region(name) for name in named}
        members = [
            (code, name, named[name])
            for name, region in regions.items()
            for code in sorted(region & story.facts.keys())
            if not any(code in other < region for other in regions.values())
        ]
        own = [(asked[name], name, named[name]) for name in named if not regions[name]]
        known, rest = one_each("group", members) | one_each("group", own), OTHER
        order = [name for name in dict.fromkeys(named.values()) if name != OTHER]
    of_each = {code: known.get(code, rest) for code in codes}
    return {code: of for name in (*order, rest) for code, of in of_each.items() if of == name}


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
    rows = []
    for code in codes if events is None else filter(events.__contains__, codes):
        event = events[code] if events else None
        dates = window.shifted(event.day) if event else window
        ratings = [fact for fact in story.facts[code] if fact.kind == "rating"]
        tracks = [Track("rating", "", tuple(filter(dates.shows, ratings)))]
        marked = [fact for fact in story.facts[code] if fact.category in guides]
        drawn = [fact for fact in marked if dates.shows(fact) or dates.starts_after(fact)]
        for kind in LABELED:
            if own := tuple(fact for fact in drawn if fact.kind == kind):
                tracks.append(Track(kind, "", own))
        spells = merge_spells(ratings)
        rows.append(Subject(code, name_of(code), tuple(tracks), dates, event, spells=spells))
    return rows
