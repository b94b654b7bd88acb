"""Select what a chart shows: which countries, which facts of them, over which days, in which order.

Facts and windows have their own dates. Where years are counted from an event, each country has the
dates around its event, and the window of the whole chart counts days from that event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from ..errors import RecordError
from ..table.countries import name_of
from ..table.dates import Date
from ..table.rules import KINDS
from .days import merge_spells
from .events import Event, event_name, events_of, is_cut, window_around
from .facts import Fact
from .groups import in_groups
from .order import ordered
from .reports import coverage_of
from .story import Story
from .subjects import Counting, Selection, Subject
from .tooltips import tooltips_of
from .tracks import DEFAULT_TRACKS, Track, Window, kinds_of, same_tracks, tracks_of, window_of

Align: TypeAlias = str | Mapping[str, str | Date] | None
"""The event from which years are counted, as in `tinytl.compare`; None for years by name."""


def select_timeline(
    story: Story,
    code: str,
    *,
    years: tuple[int, int] | None,
    tracks: Sequence[str] | None,
    only: Mapping[str, Sequence[str]] | None,
    choose: Callable[[Iterable[Fact]], tuple[Fact, ...]] = tuple,
    choice: str = ", ".join(KINDS),
) -> Selection:
    """Select one country.

    Parameters
    ----------
    story : Story
    code : str
        Of the country.
    years, tracks, only
        As in `tinytl.timeline`.
    choose : callable
        Facts to the facts that may be drawn.
    choice : str
        What these are, for errors.

    Raises
    ------
    RecordError
        If there is nothing to draw, or no such kind or category.
    """
    facts = choose(story.facts[code])
    window = _window(facts, years, name=name_of(code), kinds=choice)
    drawn = tracks_of(facts, tracks, window, only, story.spans, story.releases)
    subject = Subject(code, name_of(code), drawn, window)
    title = f"{subject.name}, {_years(window)}"
    return Selection(
        kind="timeline",
        countries=(code,),
        title=title,
        subjects=(subject,),
        window=window,
        tooltips=tooltips_of(subject.facts, story),
    )


def select_comparison(
    story: Story,
    codes: Sequence[str],
    *,
    years: tuple[int, int] | None,
    tracks: Sequence[str] | None,
    only: Mapping[str, Sequence[str]] | None,
    align: Align,
    around: tuple[int, int],
) -> Selection:
    """Select several countries, with the same tracks in each.

    Parameters
    ----------
    story : Story
    codes : sequence of str
        The countries, in their order.
    years, tracks, only, align
        As in `tinytl.compare`.
    around : (int, int)
        Years before and after the event.

    Raises
    ------
    RecordError
        If there is nothing to draw, no such kind or category, or a country lacks the event.
    """
    events = {} if align is None else events_of(story, align, codes)
    without = [name_of(code) for code in codes if align is not None and code not in events]
    if without:
        raise RecordError(
            f"No {event_name(story, align or '')} of {_listed(without)}; "
            "leave them out, or draw an overview, which names them below the others."
        )
    facts = {code: story.facts[code] for code in codes}
    every = [fact for own in facts.values() for fact in own]
    kinds = kinds_of(every, tracks or _compared_kinds(every), only)
    window = window_around(around) if align is not None else _shared_window(every, years, kinds)
    subjects = []
    for code, own in facts.items():
        event = events.get(code)
        dates = window.shifted(event.day) if event else window
        drawn = tracks_of(own, kinds, dates, _own_only(only, own), story.spans, story.releases)
        subjects.append(Subject(code, name_of(code), drawn, dates, event))
    alike = same_tracks([subject.tracks for subject in subjects], story.spans)
    names = [name_of(code) for code in codes]
    named = _listed(names) if len(names) <= 3 else f"{len(names)} countries"
    return Selection(
        kind="compare",
        countries=tuple(codes),
        title=f"{named}, {_years(window) if align is None else _around(story, align, around)}",
        subjects=tuple(replace(s, tracks=own) for s, own in zip(subjects, alike, strict=True)),
        window=window,
        counting=_counting(story, align, subjects, ()),
        tooltips=tooltips_of(chain(*(subject.facts for subject in subjects)), story),
    )


def select_overview(
    story: Story,
    countries: Sequence[str],
    *,
    years: tuple[int, int] | None,
    align: Align,
    around: tuple[int, int],
    sort: str | Sequence[str],
    group: str | Mapping[str, str] | None,
    marks: Sequence[str],
) -> Selection:
    """Select the ratings of many countries, in groups and in order.

    Parameters
    ----------
    story : Story
    countries : sequence of str
        Codes or names; all that are rated if there are none.
    years, align, sort, group, marks
        As in `tinytl.overview`.
    around : (int, int)
        Years before and after the event.

    Raises
    ------
    RecordError
        If there is nothing to draw, or no such country, category or event.
    """
    asked = tuple(story.code(country) for country in countries)
    codes = list(dict.fromkeys(asked)) or story.rated_countries
    if not codes:
        raise RecordError("The table has no ratings, which an overview shows.")
    events = {} if align is None else events_of(story, align, codes)
    every = [fact for code in codes for fact in story.facts[code]]
    window = _shared_window(every, years, ["rating"]) if align is None else window_around(around)
    _check_marks(marks, every)
    order = ordered(story, codes, sort, events if align is not None else None)
    without = [name_of(code) for code in order if align is not None and code not in events]
    subjects = [
        _row(code, story.facts[code], marks, window, events.get(code))
        for code in order
        if align is None or code in events
    ]
    if not subjects:
        raise RecordError(f"No {event_name(story, align or '')} of any of these countries.")
    shown = _years(window) if align is None else _around(story, align, around)
    return Selection(
        kind="overview",
        countries=asked,
        title=f"{story.scale.name} of {len(subjects)} countries, {shown}",
        subjects=in_groups(subjects, group, story),
        window=window,
        counting=_counting(story, align, subjects, without),
        reports=coverage_of(story) if align is None else (),
    )


# --- parts -------------------------------------------------------------------------------------


def _row(
    code: str, facts: Sequence[Fact], marks: Sequence[str], window: Window, event: Event | None
) -> Subject:
    """A country of an overview: its ratings, and the laws and events that are marked on them."""
    dates = window.shifted(event.day) if event else window
    ratings = [fact for fact in facts if fact.kind == "rating"]
    marked = [fact for fact in facts if fact.kind in ("law", "event") and fact.category in marks]
    tracks = [Track("rating", "", tuple(filter(dates.shows, ratings)))]
    if marks:
        tracks.append(Track("law", "", tuple(filter(dates.shows, marked))))
    spells = merge_spells(ratings)
    return Subject(code, name_of(code), tuple(tracks), dates, event, spells=spells)


def _counting(
    story: Story, align: Align, subjects: Sequence[Subject], without: Sequence[str]
) -> Counting | None:
    """How many countries are counted from their event, for the caption."""
    if align is None:
        return None
    cut = sum(is_cut(story.facts[subject.code], subject.window) for subject in subjects)
    return Counting(event_name(story, align), len(subjects), tuple(without), cut)


def _check_marks(marks: Sequence[str], facts: Iterable[Fact]) -> None:
    have = sorted({fact.category for fact in facts if fact.kind in ("law", "event")} - {""})
    wrong = [mark for mark in marks if mark not in have]
    if wrong:
        raise RecordError(
            f"No law or event of category {', '.join(map(repr, wrong))} to mark; there are "
            f"{', '.join(map(repr, have)) or 'none'}."
        )


def _own_only(
    only: Mapping[str, Sequence[str]] | None, facts: Sequence[Fact]
) -> dict[str, list[str]]:
    """The categories asked for that a country has."""
    have = {(fact.kind, fact.category) for fact in facts}
    return {
        kind: [category for category in categories if (kind, category) in have]
        for kind, categories in (only or {}).items()
    }


def _compared_kinds(facts: Iterable[Fact]) -> tuple[str, ...]:
    """What is compared if nothing is asked: laws and ratings; without ratings, all there is."""
    have = {fact.kind for fact in facts}
    wanted = ("law", "rating") if "rating" in have else DEFAULT_TRACKS
    return tuple(kind for kind in wanted if kind in have) or ("event",)


def _shared_window(
    facts: Iterable[Fact], years: tuple[int, int] | None, kinds: Sequence[str]
) -> Window:
    """The days that all countries show."""
    own = [fact for fact in facts if fact.kind in kinds]
    return _window(
        own, years, name="these countries", kinds=f"kind {' or '.join(kinds)}", ongoing=True
    )


def _window(
    facts: Sequence[Fact],
    years: tuple[int, int] | None,
    *,
    name: str,
    kinds: str,
    ongoing: bool = False,
) -> Window:
    """The years asked for, or those of the facts."""
    if not facts:
        raise RecordError(f"No records of {name} to draw; expected some of {kinds}.")
    have = window_of(facts, ongoing=ongoing)
    if years is None:
        return have
    window = Window.of_years(*years)
    if not any(window.shows(fact) for fact in facts):
        raise RecordError(
            f"No records of {name} in the years {years[0]} to {years[1]}; there are some from "
            f"{have.years[0]} to {have.years[1]}."
        )
    return window


def _years(window: Window) -> str:
    return f"{window.years[0]}–{window.years[1]}"


def _around(story: Story, align: Align, around: tuple[int, int]) -> str:
    before, after = around
    return f"{-before} years before to {after} years after {event_name(story, align or '')}"


def _listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> _listed(["Kazakhstan", "Armenia", "Israel"])
    'Kazakhstan, Armenia and Israel'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
