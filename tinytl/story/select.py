"""Select what a chart shows: which countries, which facts of them, over which days, in which order.

Facts and windows have their own dates. Where years are counted from an event, each country has the
dates around its event, and the window of the whole chart counts days from that event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil, floor, isfinite
from typing import TypeVar, cast

from ..errors import NO_COUNTRY, RecordError
from ..table.countries import name_of
from ..table.regions import region_named
from ..table.rules import KINDS
from ..table.spelling import unaccented
from .counting import count_levels
from .emphasis import emphasized
from .events import (
    YEAR_DAYS,
    event_category,
    event_name,
    events_of,
    window_around,
    years_around,
)
from .facts import Fact
from .order import ordered
from .query import Query
from .reports import has_reports
from .rows import in_groups, rated_rows
from .story import Story, in_sentence
from .subjects import Selection, Subject, alignment_of, same_tracks, tooltips_of, with_guides
from .tallies import FEWEST, Tallies, report_name
from .tracks import Track, compared_kinds, kinds_of, tracks_of
from .windows import Window, asked_window

Asked = TypeVar("Asked", bound=Query)


def select(story: Story, query: Asked) -> tuple[Selection, Asked]:
    """Select what a chart shows.

    Parameters
    ----------
    story : Story
    query : Query

    Returns
    -------
    selection : Selection
        The facts of each country with their days; some stand out if the query says so.
    query : Query
        The same one with countries by their codes; a comparison of one country, without an event,
        becomes a timeline.

    Raises
    ------
    RecordError
        If there is nothing to draw, or no such country, kind, category, group or event.
    """
    query = _resolved(story, query)
    selection = _SELECT[query.kind](story, query, story.codes_of(query.countries))
    guides = () if query.kind == "shares" else tuple(story.guide_categories(query.guides))
    selection = replace(selection, guides=guides, lacking=story.lacking(query.countries))
    return emphasized(selection, query.kind, query.highlight or (), story), query


def _resolved(story: Story, query: Asked) -> Asked:
    """The query with countries by their codes; of one country, without an event, a timeline."""
    if isinstance(query.align, str):
        query = replace(query, align=event_category(story, query.align) or query.align)
    if query.kind in ("overview", "shares"):
        return replace(query, countries=story.resolved_names(query.countries))
    is_one = query.kind == "timeline"
    codes = [*map(story.code, query.countries)] if is_one else story.codes_of(query.countries)
    if not codes:
        raise RecordError(NO_COUNTRY)
    if len(codes) == 1 and query.align is None:
        return replace(query, kind="timeline", countries=codes, highlight=None)
    return replace(query, kind="compare", countries=story.resolved_names(query.countries))


# For each kind of chart: what it shows of the countries that its query names, whose codes follow.


def _timeline(story: Story, query: Query, codes: Sequence[str]) -> Selection:
    """Select one country, with what its preset chooses where nothing is asked."""
    (code,) = codes
    chosen, name, only = query.chosen, name_of(code), query.only or {}
    facts = chosen.choose(story.facts[code])
    kinds = f"those that preset {query.preset!r} draws" if query.preset else ", ".join(KINDS)
    window = asked_window(facts, query.years or chosen.years, name, kinds)
    asked = chosen.tracks if query.tracks is None else query.tracks
    drawn = tracks_of(story, facts, kinds_of(facts, asked, only), window, only)
    if not asked:  # no axis for what all lies outside the window
        keep = bool(query.years or only)
        drawn = [track for track in drawn if track.facts or (keep and track.kind != "index")]
    if not any(track.facts for track in drawn):
        have = ", ".join(sorted({fact.kind for fact in facts if window.shows(fact)})) or "none"
        raise RecordError(
            f"No records of {name} in {window.when} in the tracks "
            f"{', '.join(map(repr, asked or ()))}; of these years there are: {have}."
        )
    subject = with_guides(Subject(code, name, tuple(drawn), window), facts, query.guides, story)
    return Selection(
        title=f"{name}, {window.when}",
        subjects=(subject,),
        window=chosen.axis(window),
        tooltips=tooltips_of(subject.facts, story),
    )


def _comparison(story: Story, query: Query, codes: Sequence[str]) -> Selection:
    """Select several countries, with the same tracks in each."""
    events = events_of(story, query.align, codes)
    without = [name_of(code) for code in codes if code not in events]
    if without and query.align is not None:
        raise RecordError(
            f"{_no_event(story, query)} of {in_sentence(without)}; "
            "leave them out, or draw an overview, which names them below the others."
        )
    every = [fact for code in codes for fact in story.facts[code]]
    only = query.only or {}
    kinds = kinds_of(every, query.tracks or compared_kinds(every), only)
    window = _window(query, every, kinds)
    found = []
    for code in codes:
        event = events.get(code)
        dates = window.shifted(event.day) if event else window
        tracks = tracks_of(story, story.facts[code], kinds, dates, only)
        found.append(Subject(code, name_of(code), tuple(tracks), dates, event))
    _check_years(story, query, found, kinds)
    subjects = tuple(
        with_guides(subject, story.facts[subject.code], query.guides, story)
        for subject in same_tracks(found, story)
    )
    named = in_sentence([subject.name for subject in subjects])
    if len(subjects) > 3:
        named = f"{len(subjects)} countries"
    return Selection(
        title=f"{named}{_regions(story, query)}, {_when(story, query, window)}",
        subjects=subjects,
        window=window,
        counting=alignment_of(story, query.align, subjects),
        tooltips=tooltips_of([fact for subject in subjects for fact in subject.facts], story),
    )


def _overview(whole: Story, query: Query, asked: Sequence[str]) -> Selection:
    """Select the ratings of many countries, in groups and in order."""
    story = whole.of_first_scorecard
    codes = asked or story.rated_countries
    if not codes:
        of = f" of {story.scale.name!r}" if story.scale.others else ""
        raise RecordError(f"The table has no ratings{of}, which an overview shows.")
    events = None if query.align is None else events_of(whole, query.align, codes)
    window = _window(query, [fact for code in codes for fact in story.facts[code]], ["rating"])
    order = ordered(story, codes, query.sort, events)
    guides = whole.guide_categories(query.guides)
    subjects = rated_rows(story, order, guides=guides, window=window, events=events)
    _check_years(story, query, subjects, ["rating"])
    if not subjects:
        raise RecordError(f"{_no_event(story, query)} of any of these countries.")
    drawn = {subject.code for subject in subjects}
    without = sorted((name_of(code) for code in order if code not in drawn), key=unaccented)
    named = f"{len(subjects)} countries" if len(subjects) > 1 else subjects[0].name
    title = f"{story.scale.name} of {named}{_regions(story, query)}, {_when(story, query, window)}"
    counted = query.align is None and not asked and has_reports(story)
    return Selection(
        title=title,
        subjects=in_groups(subjects, query.group, story),
        window=window,
        counting=alignment_of(story, query.align, subjects, without),
        tallies=count_levels(story) if counted else None,
    )


def tallies_of(story: Story, query: Query, codes: Sequence[str]) -> Tallies:
    """Count the countries that a query of shares names; all that are rated if there are none."""
    return count_levels(
        story,
        codes,
        group=query.group,
        align=query.align,
        window=query.window,
        years=cast(tuple[int, int] | None, query.years),  # checked by the view
        balanced=query.balanced,
    )


def _shares(story: Story, query: Query, codes: Sequence[str]) -> Selection:
    """Select the ratings of many countries, counted by report."""
    found = tallies_of(story, query, codes)
    if found.aligned:
        first, last = map(report_name, query.window)
        when = f"reports {first} to {last} from {found.event}"
    if all(tally.observed < FEWEST for tally in found.every):
        raise RecordError(
            f"{f'None of the {when}' if found.aligned else 'No report'} rates {FEWEST} of these "
            "countries, the fewest whose shares are drawn; tl.tally gives the numbers of any."
        )
    if not found.aligned:
        days = [found.days[tally.at] for tally in found.every]
        window = Window(min(first for first, _ in days), max(last for _, last in days))
        when = "–".join(str(of) for of in dict.fromkeys((found.every[0].at, found.every[-1].at)))
    else:
        window = window_around((query.window[0] - 0.5, query.window[1] + 0.5))
    subjects = []
    for code, facts in found.facts.items():
        events = tuple(fact for fact in story.facts[code] if fact.category == query.align)[:1]
        tracks = [Track("rating", "", facts), *(Track(fact.kind, "", (fact,)) for fact in events)]
        subjects.append(Subject(code, name_of(code), tuple(tracks), window))
    named = f"{found.kept} countries{_regions(story, query)}"
    return Selection(
        title=f"Shares of {named} by {story.scale.name}, {when}",
        subjects=tuple(subjects),
        window=window,
        tallies=found,
    )


_SELECT = {
    "timeline": _timeline,
    "compare": _comparison,
    "overview": _overview,
    "shares": _shares,
}


# --- parts -------------------------------------------------------------------------------------


def _window(query: Query, facts: Iterable[Fact], kinds: Sequence[str]) -> Window:
    """The days that several countries show: around the event, or those of some kinds of fact."""
    if query.align is not None:
        return window_around(query.window)
    own = [fact for fact in facts if fact.kind in kinds]
    named = f"kind {' or '.join(kinds)}"
    return asked_window(own, query.years, "these countries", named, ongoing=True)


def _when(story: Story, query: Query, window: Window) -> str:
    """The years of a chart, as its title has them."""
    if query.align is None:
        return window.when
    return f"{years_around(*query.window)} {_event(story, query)}"


def _check_years(
    story: Story, query: Query, subjects: Sequence[Subject], kinds: Sequence[str]
) -> None:
    """Refuse years from an event in which no country has anything that is drawn."""
    days = [
        day - subject.event.day
        for subject in subjects
        for fact in story.facts[subject.code]
        for day in (fact.first, fact.last)
        if subject.event and fact.kind in kinds and isfinite(day)
    ]
    drawn = any(t.facts for subject in subjects for t in subject.tracks if t.kind in kinds)
    if days and not drawn:
        have = floor(min(days) / YEAR_DAYS), ceil(max(days) / YEAR_DAYS)
        raise RecordError(
            f"No records of these countries {years_around(*query.window)} "
            f"{_event(story, query)}; there are some {years_around(*have)} it."
        )


def _regions(story: Story, query: Query) -> str:
    """The regions that were asked for, in brackets, if nothing else was."""
    names = [region_named(name) or name for name in query.countries if story.region(name)]
    return f" ({in_sentence(names)})" if names and len(names) == len(query.countries) <= 3 else ""


def _no_event(story: Story, query: Query) -> str:
    return f"No {_event(story, query).removeprefix('the ')}"


def _event(story: Story, query: Query) -> str:
    return event_name(story, query.align, story.codes_of(query.countries) or story.rated_countries)
