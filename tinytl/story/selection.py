"""Select what a chart shows: which countries, which facts of them, over which days, in which order.

Facts and windows have their own dates. Where years are counted from an event, each country has the
dates around its event, and the window of the whole chart counts days from that event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from ..errors import RecordError
from ..table.countries import name_of
from ..table.regions import region_named
from ..table.rules import KINDS
from ..table.spelling import unaccented
from .events import YEAR_DAYS, Align, event_name, events_of, window_around
from .facts import Fact
from .order import ordered
from .reports import has_reports
from .rows import in_groups, rated_rows
from .story import Story, in_sentence
from .subjects import Selection, Subject, counting_of, with_guides
from .tallied import tallied
from .tallies import FEWEST, place_name
from .tooltips import tooltips_of
from .tracks import Track, compared_kinds, kinds_of, own_only, same_tracks, tracks_of
from .windows import Window, asked_window, shared_window


def select_timeline(
    story: Story,
    code: str,
    *,
    years: tuple[int | str, int | str] | None,
    tracks: Sequence[str] | None,
    only: Mapping[str, Sequence[str]] | None,
    guides: Sequence[str] | None,
    choose: Callable[[Iterable[Fact]], tuple[Fact, ...]] = tuple,
    choice: str = ", ".join(KINDS),
) -> Selection:
    """Select one country.

    Parameters
    ----------
    story : Story
    code : str
        Of the country.
    years, tracks, only, guides
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
    window = asked_window(facts, years, name=name_of(code), kinds=choice)
    drawn = tracks_of(facts, tracks, window, only, story.spans, story.releases)
    if not tracks:  # no axis for what all lies outside the window
        keep = bool(years or only)
        drawn = tuple(t for t in drawn if t.facts or (keep and t.kind != "index"))
    if not any(track.facts for track in drawn):
        have = ", ".join(sorted({fact.kind for fact in facts if window.shows(fact)})) or "none"
        raise RecordError(
            f"No records of {name_of(code)} in {window.when} in the tracks "
            f"{', '.join(map(repr, tracks or ()))}; of these years there are: {have}."
        )
    drawn = with_guides(drawn, facts, guides, story.criminalizing, window)
    subject = Subject(code, name_of(code), drawn, window)
    return Selection(
        kind="timeline",
        countries=(code,),
        title=f"{subject.name}, {_when(story, window)}",
        subjects=(subject,),
        window=window,
        tooltips=tooltips_of(subject.facts, story),
    )


def select_comparison(
    story: Story,
    countries: Sequence[str],
    *,
    years: tuple[int | str, int | str] | None,
    tracks: Sequence[str] | None,
    only: Mapping[str, Sequence[str]] | None,
    guides: Sequence[str] | None,
    align: Align,
    around: tuple[int, int],
) -> Selection:
    """Select several countries, with the same tracks in each.

    Parameters
    ----------
    story : Story
    countries : sequence of str
        Codes, names and regions, in their order.
    years, tracks, only, guides, align
        As in `tinytl.compare`.
    around : (int, int)
        Years before and after the event.

    Raises
    ------
    RecordError
        If there is nothing to draw, no such kind or category, or a country lacks the event.
    """
    asked, codes = story.asked(countries), story.distinct_codes(countries)
    events = {} if align is None else events_of(story, align, codes)
    without = [name_of(code) for code in codes if align is not None and code not in events]
    if without:
        raise RecordError(
            f"{_no_event(story, align)} of {in_sentence(without)}; "
            "leave them out, or draw an overview, which names them below the others."
        )
    facts = {code: story.facts[code] for code in codes}
    every = [fact for own in facts.values() for fact in own]
    kinds = kinds_of(every, tracks or compared_kinds(every), only)
    window = window_around(around) if align is not None else shared_window(every, years, kinds)
    subjects = []
    for code, own in facts.items():
        event = events.get(code)
        dates = window.shifted(event.day) if event else window
        drawn = tracks_of(own, kinds, dates, own_only(only, own), story.spans, story.releases)
        subjects.append(Subject(code, name_of(code), drawn, dates, event))
    alike = [
        with_guides(tracks, facts[s.code], guides, story.criminalizing, s.window)
        for s, tracks in zip(
            subjects, same_tracks([s.tracks for s in subjects], story.spans), strict=True
        )
    ]
    subjects = [replace(s, tracks=own) for s, own in zip(subjects, alike, strict=True)]
    names = [name_of(code) for code in codes]
    named = in_sentence(names) if len(names) <= 3 else f"{len(names)} countries"
    named += _regions(story, asked)
    return Selection(
        kind="compare",
        countries=asked,
        title=f"{named}, {_when(story, window, align)}",
        subjects=tuple(subjects),
        window=window,
        counting=counting_of(story, align, subjects, ()),
        tooltips=tooltips_of([*chain(*(subject.facts for subject in subjects))], story),
    )


def select_overview(
    story: Story,
    countries: Sequence[str],
    *,
    years: tuple[int | str, int | str] | None,
    align: Align,
    around: tuple[int, int],
    sort: str | Sequence[str],
    group: str | Mapping[str, str] | None,
    guides: Sequence[str],
) -> Selection:
    """Select the ratings of many countries, in groups and in order.

    Parameters
    ----------
    story : Story
    countries : sequence of str
        Codes, names and regions; all that are rated if there are none.
    years, align, sort, group, guides
        As in `tinytl.overview`.
    around : (int, int)
        Years before and after the event.

    Raises
    ------
    RecordError
        If there is nothing to draw, or no such country, category or event.
    """
    whole, story = story, story.of_first_scorecard
    asked, codes = story.asked(countries), story.codes_of(countries) or story.rated_countries
    if not codes:
        of = f" of {story.scale.name!r}" if story.scale.others else ""
        raise RecordError(f"The table has no ratings{of}, which an overview shows.")
    events = {} if align is None else events_of(whole, align, codes)
    every = [fact for code in codes for fact in story.facts[code]]
    window = shared_window(every, years, ["rating"]) if align is None else window_around(around)
    order = ordered(story, codes, sort, events if align is not None else None)
    without = [name_of(code) for code in order if align is not None and code not in events]
    without.sort(key=unaccented)
    subjects = rated_rows(
        story, order, guides=guides, window=window, events=None if align is None else events
    )
    if not subjects:
        raise RecordError(f"{_no_event(story, align)} of any of these countries.")
    named = f"{len(subjects)} countries" if len(subjects) > 1 else subjects[0].name
    named += _regions(story, asked)
    counted = align is None and not asked and has_reports(story)
    return Selection(
        kind="overview",
        countries=asked,
        title=f"{story.scale.name} of {named}, {_when(story, window, align)}",
        subjects=in_groups(subjects, group, story),
        window=window,
        counting=counting_of(story, align, subjects, without),
        tallies=tallied(story) if counted else None,
    )


def select_shares(
    story: Story,
    countries: Sequence[str],
    *,
    years: tuple[int, int] | None,
    align: Align,
    around: tuple[int, int],
    group: str | Mapping[str, str] | None,
    balanced: bool,
) -> Selection:
    """Select the ratings of many countries, counted by report.

    Parameters
    ----------
    story : Story
    countries : sequence of str
        Codes, names and regions; all that are rated if there are none.
    years, align, group, balanced
        As in `tinytl.shares`.
    around : (int, int)
        Reports before and after the event.

    Raises
    ------
    RecordError
        If there is nothing to count, or no such country, group or event.
    """
    asked = story.asked(countries)
    found = tallied(
        story,
        tuple(story.codes_of(countries)),
        group=group,
        align=align,
        window=around,
        years=years,
        balanced=balanced,
    )
    if all(tally.observed < FEWEST for tally in found.every):
        raise RecordError(
            f"No report rates {FEWEST} of these countries, the fewest whose shares are drawn; "
            "tl.tally gives the numbers of any."
        )
    named = f"{found.kept} countries{_regions(story, asked)}"
    if align is None:
        days = [found.days[tally.at] for tally in found.every]
        window = Window(min(first for first, _ in days), max(last for _, last in days))
        when = "–".join(str(of) for of in dict.fromkeys((found.every[0].at, found.every[-1].at)))
    else:
        window = window_around((around[0] - 0.5, around[1] + 0.5))
        first, last = map(place_name, around)
        when = f"reports {first} to {last} from {event_name(story, align)}"
    subjects = []
    for code, facts in found.facts.items():
        events = tuple(fact for fact in story.facts[code] if fact.category == align)[:1]
        tracks = [Track("rating", "", facts)]
        tracks += [Track(events[0].kind, "", events)] if events else []
        subjects.append(Subject(code, name_of(code), tuple(tracks), window))
    return Selection(
        kind="shares",
        countries=asked,
        title=f"Shares of {named} by {story.scale.name}, {when}",
        subjects=tuple(subjects),
        window=window,
        tallies=found,
    )


# --- parts -------------------------------------------------------------------------------------


def _when(story: Story, window: Window, align: Align = None) -> str:
    """The years of a chart, as its title has them."""
    if align is None:
        return window.when
    before, after = (round(days / YEAR_DAYS) for days in (-window.first, window.last))
    return f"{before} years before to {after} years after {event_name(story, align)}"


def _regions(story: Story, asked: Sequence[str]) -> str:
    """The regions that were asked for, in brackets, if nothing else was."""
    names = [region_named(name) or name for name in asked if story.region(name)]
    return f" ({in_sentence(names)})" if names and len(names) == len(asked) <= 3 else ""


def _no_event(story: Story, align: Align) -> str:
    return f"No {event_name(story, align or '').removeprefix('the ')}"
