"""Select what a chart shows: which countries, which facts of them, over which days, in which order.

Facts and windows have their own dates. Where years are counted from an event, each country has the
dates around its event, and the window of the whole chart counts days from that event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil, floor, isfinite

from .arguments import WHOLE_YEARS
from .errors import NO_COUNTRY, RecordError
from .story.counting import count_levels
from .story.events import YEAR_DAYS, event_name, events_of, window_around, years_around
from .story.facts import Fact
from .story.order import ordered
from .story.reports import has_reports
from .story.rows import in_groups, rated_rows
from .story.story import Story, in_sentence
from .story.subjects import Selection, Subject, alignment_of, same_tracks, tooltips_of, with_guides
from .story.tallies import FEWEST, Tallies, report_name
from .story.tracks import Track, compared_kinds, kinds_of, tracks_of
from .story.windows import Window, asked_window
from .table.countries import name_of
from .table.regions import region_named
from .table.rules import KINDS
from .table.spelling import unaccented
from .view import View


def resolved(story: Story, view: View) -> View:
    """The view with countries by their codes; of one country without an event it is a timeline.

    Raises
    ------
    RecordError
        If there is no such country, or none at all.
    """
    if view.kind in ("overview", "shares"):
        return replace(view, countries=story.resolved_names(view.countries))
    is_one = view.kind == "timeline"
    codes = [*map(story.code, view.countries)] if is_one else story.codes_of(view.countries)
    if not codes:
        raise RecordError(NO_COUNTRY)
    if len(codes) == 1 and view.align is None:
        return replace(view, kind="timeline", countries=codes, highlight=None)
    return replace(view, kind="compare", countries=story.resolved_names(view.countries))


# Each of these selects what a kind of chart shows of the countries that its view names by codes,
# and raises a RecordError if there is nothing to draw, or no such kind, category, group or event.


def select_timeline(story: Story, view: View, codes: Sequence[str]) -> Selection:
    """Select one country, with what its preset chooses where nothing is asked."""
    (code,) = codes
    chosen, name, only = view.chosen, name_of(code), view.only or {}
    facts = chosen.choose(story.facts[code])
    kinds = f"those that preset {view.preset!r} draws" if view.preset else ", ".join(KINDS)
    window = asked_window(facts, view.years or chosen.years, name, kinds)
    asked = chosen.tracks if view.tracks is None else view.tracks
    drawn = tracks_of(story, facts, kinds_of(facts, asked, only), window, only)
    if not asked:  # no axis for what all lies outside the window
        keep = bool(view.years or only)
        drawn = [track for track in drawn if track.facts or (keep and track.kind != "index")]
    if not any(track.facts for track in drawn):
        have = ", ".join(sorted({fact.kind for fact in facts if window.shows(fact)})) or "none"
        raise RecordError(
            f"No records of {name} in {window.when} in the tracks "
            f"{', '.join(map(repr, asked or ()))}; of these years there are: {have}."
        )
    subject = with_guides(Subject(code, name, tuple(drawn), window), facts, view.guides, story)
    return Selection(
        title=f"{name}, {window.when}",
        subjects=(subject,),
        window=chosen.axis(window),
        tooltips=tooltips_of(subject.facts, story),
    )


def select_comparison(story: Story, view: View, codes: Sequence[str]) -> Selection:
    """Select several countries, with the same tracks in each."""
    events = events_of(story, view.align, codes)
    without = [name_of(code) for code in codes if code not in events]
    if without and view.align is not None:
        raise RecordError(
            f"{_no_event(story, view)} of {in_sentence(without)}; "
            "leave them out, or draw an overview, which names them below the others."
        )
    every = [fact for code in codes for fact in story.facts[code]]
    only = view.only or {}
    kinds = kinds_of(every, view.tracks or compared_kinds(every), only)
    window = _window(view, every, kinds)
    found = []
    for code in codes:
        event = events.get(code)
        dates = window.shifted(event.day) if event else window
        tracks = tracks_of(story, story.facts[code], kinds, dates, only)
        found.append(Subject(code, name_of(code), tuple(tracks), dates, event))
    _check_years(story, view, found, kinds)
    subjects = tuple(
        with_guides(subject, story.facts[subject.code], view.guides, story)
        for subject in same_tracks(found, story)
    )
    named = in_sentence([subject.name for subject in subjects])
    if len(subjects) > 3:
        named = f"{len(subjects)} countries"
    return Selection(
        title=f"{named}{_regions(story, view)}, {_when(story, view, window)}",
        subjects=subjects,
        window=window,
        counting=alignment_of(story, view.align, subjects),
        tooltips=tooltips_of([fact for subject in subjects for fact in subject.facts], story),
    )


def select_overview(whole: Story, view: View, asked: Sequence[str]) -> Selection:
    """Select the ratings of many countries, in groups and in order."""
    story = whole.of_first_scorecard
    codes = asked or story.rated_countries
    if not codes:
        of = f" of {story.scale.name!r}" if story.scale.others else ""
        raise RecordError(f"The table has no ratings{of}, which an overview shows.")
    events = None if view.align is None else events_of(whole, view.align, codes)
    window = _window(view, [fact for code in codes for fact in story.facts[code]], ["rating"])
    order = ordered(story, codes, view.sort, events)
    guides = whole.guide_categories(view.guides)
    subjects = rated_rows(story, order, guides=guides, window=window, events=events)
    _check_years(story, view, subjects, ["rating"])
    if not subjects:
        raise RecordError(f"{_no_event(story, view)} of any of these countries.")
    drawn = {subject.code for subject in subjects}
    without = sorted((name_of(code) for code in order if code not in drawn), key=unaccented)
    named = f"{len(subjects)} countries" if len(subjects) > 1 else subjects[0].name
    title = f"{story.scale.name} of {named}{_regions(story, view)}, {_when(story, view, window)}"
    counted = view.align is None and not asked and has_reports(story)
    return Selection(
        title=title,
        subjects=in_groups(subjects, view.group, story),
        window=window,
        counting=alignment_of(story, view.align, subjects, without),
        tallies=count_levels(story) if counted else None,
    )


def tallies_of(story: Story, view: View, codes: Sequence[str]) -> Tallies:
    """Count the countries that a view of shares names; all that are rated if there are none."""
    return count_levels(
        story,
        codes,
        group=view.group,
        align=view.align,
        window=view.window,
        years=view.years and WHOLE_YEARS.check("years", view.years),
        balanced=view.balanced,
    )


def select_shares(story: Story, view: View, codes: Sequence[str]) -> Selection:
    """Select the ratings of many countries, counted by report."""
    found = tallies_of(story, view, codes)
    if found.aligned:
        first, last = map(report_name, view.window)
        when = f"reports {first} to {last} from {event_name(story, view.align)}"
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
        window = window_around((view.window[0] - 0.5, view.window[1] + 0.5))
    subjects = []
    for code, facts in found.facts.items():
        events = tuple(fact for fact in story.facts[code] if fact.category == view.align)[:1]
        tracks = [Track("rating", "", facts), *(Track(fact.kind, "", (fact,)) for fact in events)]
        subjects.append(Subject(code, name_of(code), tuple(tracks), window))
    named = f"{found.kept} countries{_regions(story, view)}"
    return Selection(
        title=f"Shares of {named} by {story.scale.name}, {when}",
        subjects=tuple(subjects),
        window=window,
        tallies=found,
    )


# --- parts -------------------------------------------------------------------------------------


def _window(view: View, facts: Iterable[Fact], kinds: Sequence[str]) -> Window:
    """The days that several countries show: around the event, or those of some kinds of fact."""
    if view.align is not None:
        return window_around(view.window)
    own = [fact for fact in facts if fact.kind in kinds]
    named = f"kind {' or '.join(kinds)}"
    return asked_window(own, view.years, "these countries", named, ongoing=True)


def _when(story: Story, view: View, window: Window) -> str:
    """The years of a chart, as its title has them."""
    if view.align is None:
        return window.when
    return f"{years_around(*view.window)} {event_name(story, view.align)}"


def _check_years(
    story: Story, view: View, subjects: Sequence[Subject], kinds: Sequence[str]
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
            f"No records of these countries {years_around(*view.window)} "
            f"{event_name(story, view.align)}; there are some {years_around(*have)} it."
        )


def _regions(story: Story, view: View) -> str:
    """The regions that were asked for, in brackets, if nothing else was."""
    names = [region_named(name) or name for name in view.countries if story.region(name)]
    return f" ({in_sentence(names)})" if names and len(names) == len(view.countries) <= 3 else ""


def _no_event(story: Story, view: View) -> str:
    return f"No {event_name(story, view.align).removeprefix('the ')}"
