"""From a table and a view to a chart, of one country or of many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from .chart import Chart
from .errors import RecordError
from .layout import overview, page, panels
from .layout.legend import keyed
from .layout.panel import Panel
from .story.events import Event, events_of, is_cut, ongoing_until, window_around, word_of
from .story.facts import Fact, Story
from .story.order import ordered
from .story.rows import grouped, reports_of, row_of
from .story.tracks import DEFAULT_TRACKS, Track, Window, same_tracks, tracks_of, window_of
from .table import countries
from .table.rules import KINDS, LABELED
from .view import View
from .words.subject import Counting, Subject


def draw(story: Story, view: View) -> Chart:
    """Draw a view of a table."""
    if view.kind == "overview":
        return _overview(story, view)
    codes = [story.code(country) for country in view.countries]
    if not codes:
        raise RecordError("There is no country to draw; expected some, as in ['KAZ', 'UZB'].")
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise RecordError(f"{', '.join(twice)}: asked for twice; expected each country once.")
    if len(codes) == 1 and view.align is None:  # one alone is a timeline
        return _timeline(story, replace(view, kind="timeline", countries=tuple(codes)))
    return _compare(story, replace(view, countries=tuple(codes)))


def _timeline(story: Story, view: View) -> Chart:
    code, chosen = view.countries[0], view.chosen
    name, facts = countries.name_of(code), chosen.choose(story.facts[code])
    choice = f"those that preset {view.preset!r} draws" if view.preset else ", ".join(KINDS)
    window = _window(facts, view.years or chosen.years, name, choice)
    kinds = view.tracks if view.tracks is not None else chosen.tracks
    known = ongoing_until(facts, story.horizon)
    tracks = tracks_of(known, kinds, window, view.only, story.spans, story.releases)
    title = f"{name}, {_years(window)}"
    layout = partial(keyed, page.lay_out, tracks, chosen.axis(window), view.scale)
    scene = layout(view.page(title))
    subjects = (Subject(code, name, tracks, window),)
    return Chart(view, title, scene, subjects, story, layout)


def _compare(story: Story, view: View) -> Chart:
    codes = view.countries
    events = {} if view.align is None else events_of(story, view.align, codes)
    without = [code for code in codes if view.align is not None and code not in events]
    if without:
        named = _listed([countries.name_of(code) for code in without])
        raise RecordError(
            f"No {_event(story, view)} of {named}; "
            "leave them out, or draw an overview, which names them below the others."
        )
    facts = {code: ongoing_until(story.facts[code], story.horizon) for code in codes}
    kinds = view.tracks or _compared(facts.values())
    window = _shared_window(facts, view, kinds)
    every = [fact for own in facts.values() for fact in own]
    tracks_of(every, kinds, window, view.only)  # says what no country has
    drawn = {
        code: tracks_of(_placed(own, events.get(code)), kinds, window,
                        _own_only(view.only, own), story.spans, story.releases)
        for code, own in facts.items()
    }  # fmt: skip
    drawn = dict(zip(drawn, same_tracks(drawn.values(), story.spans), strict=True))
    names = [countries.name_of(code) for code in codes]
    title = f"{_listed(names) if len(names) <= 3 else f'{len(names)} countries'}, "
    title += _years(window) if view.align is None else _around(story, view)
    shown = [Panel(code, countries.name_of(code), drawn[code], events.get(code)) for code in codes]
    layout = partial(keyed, panels.lay_out, shown, window, view.scale, columns=view.columns)
    subjects = [_subject(code, drawn[code], window, events.get(code)) for code in codes]
    counting = _counting(story, view, facts, events, window)
    return Chart(view, title, layout(view.page(title)), tuple(subjects), story, layout,
                 counting)  # fmt: skip


def _overview(story: Story, view: View) -> Chart:
    asked = [story.code(country) for country in view.countries]
    codes = list(dict.fromkeys(asked)) or story.rated_countries
    if not codes:
        raise RecordError("The table has no ratings, which an overview shows.")
    events = {} if view.align is None else events_of(story, view.align, codes)
    facts = {code: ongoing_until(story.facts[code], story.horizon) for code in codes}
    window = _shared_window(facts, view, ("rating",))
    _check_marks(view.marks, facts)
    order = ordered(story, codes, view.sort, events if view.align is not None else None)
    aligned = [code for code in order if view.align is None or code in events]
    if not aligned:
        raise RecordError(f"No {_event(story, view)} of any of these countries.")
    rows = [row_of(story, code, facts[code], view.marks, events.get(code)) for code in aligned]
    groups = grouped(rows, view.group, story)
    without = [countries.name_of(code) for code in order if code not in aligned]
    below = [f"No {_event(story, view)} in the table ({len(without)})", *without] if without else []
    title = f"{story.scale.name} of {len(aligned)} countries, "
    title += _years(window) if view.align is None else _around(story, view)
    layout = partial(
        keyed, overview.lay_out, groups, window, view.scale, below=below, columns=view.columns,
        reports=() if view.align is not None else reports_of(story),
    )  # fmt: skip
    subjects = [
        _subject(row.code, _row_tracks(facts[row.code], view, window, row.event), window, row.event,
                 group.name)
        for group in groups for row in group.rows
    ]  # fmt: skip
    view = replace(view, countries=tuple(asked))
    counting = _counting(story, view, facts, events, window)
    return Chart(view, title, layout(view.page(title)), tuple(subjects), story, layout,
                 counting)  # fmt: skip


# --- parts -------------------------------------------------------------------------------------


def _subject(
    code: str, tracks: Sequence[Track], window: Window, event: Event | None, group: str = ""
) -> Subject:
    """A country for the words: its facts at their dates, and the days of its own that are drawn."""
    if event is None:
        return Subject(code, countries.name_of(code), tuple(tracks), window, group=group)
    back = [
        replace(track, facts=tuple(fact.by(-fact.moved) for fact in track.facts))
        for track in tracks
    ]
    own = event.window(window)
    return Subject(code, countries.name_of(code), tuple(back), own, event.when, group)


def _row_tracks(
    facts: Sequence[Fact], view: View, window: Window, event: Event | None
) -> list[Track]:
    """What a row of an overview shows: the ratings, and what is marked on them."""
    shown = [fact for fact in _placed(facts, event) if window.shows(fact)]
    marked = [f for f in shown if f.kind in ("law", "event") and f.category in view.marks]
    tracks = [Track("rating", "", tuple(fact for fact in shown if fact.kind == "rating"))]
    return [*tracks, Track("law", "", tuple(marked))] if view.marks else tracks


def _placed(facts: Sequence[Fact], event: Event | None) -> Sequence[Fact]:
    return event.moved(facts) if event else facts


def _counting(
    story: Story,
    view: View,
    facts: Mapping[str, Sequence[Fact]],
    events: Mapping[str, Event],
    window: Window,
) -> Counting | None:
    """How many countries are counted from their event, for the caption."""
    if view.align is None:
        return None
    cut = sum(is_cut(facts[code], event, window) for code, event in events.items())
    without = tuple(countries.name_of(code) for code in facts if code not in events)
    return Counting(_event(story, view), len(events), without, cut)


def _check_marks(marks: Sequence[str], facts: Mapping[str, Sequence[Fact]]) -> None:
    dated = [fact for own in facts.values() for fact in own if fact.kind in ("law", "event")]
    have = sorted({fact.category for fact in dated} - {""})
    wrong = [mark for mark in marks if mark not in have]
    if wrong:
        raise RecordError(
            f"No law or event of category {', '.join(map(repr, wrong))} to mark; there are "
            f"{', '.join(map(repr, have)) or 'none'}."
        )


def _own_only(
    only: Mapping[str, Sequence[str]] | None, facts: Sequence[Fact]
) -> dict[str, list[str]]:
    """The categories that are asked for, as far as a country has them."""
    have = {(fact.kind, fact.category) for fact in facts}
    return {
        kind: [category for category in categories if (kind, category) in have]
        for kind, categories in (only or {}).items()
    }


def _shared_window(facts: Mapping[str, Sequence[Fact]], view: View, kinds: Sequence[str]) -> Window:
    """The days that all countries show."""
    if view.align is not None:
        return window_around(view.window)
    every = [f for own in facts.values() for f in own if f.kind in kinds]
    return _window(every, view.years, "these countries", f"kind {' or '.join(kinds)}")


def _compared(several: Iterable[Sequence[Fact]]) -> tuple[str, ...]:
    """What is compared if nothing is asked: laws and ratings; without ratings, all there is."""
    have = {fact.kind for facts in several for fact in facts}
    wanted = ("law", "rating") if "rating" in have else DEFAULT_TRACKS
    return tuple(kind for kind in wanted if kind in have) or ("event",)


def _window(facts: Sequence[Fact], years: tuple[int, int] | None, name: str, kinds: str) -> Window:
    if not facts:
        raise RecordError(f"No records of {name} to draw; expected some of {kinds}.")
    have = window_of(facts)
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


def _around(story: Story, view: View) -> str:
    before, after = view.window
    return f"{-before} years before to {after} years after {_event(story, view)}"


def _event(story: Story, view: View) -> str:
    """What years are counted from, in words."""
    if not isinstance(view.align, str):
        return "the date given"
    if view.align in {f.category for own in story.facts.values() for f in own if f.kind in LABELED}:
        return view.align
    found = word_of(view.align, view.scale)
    return found[1] if found else view.align


def _listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> _listed(["Kazakhstan", "Armenia", "Israel"])
    'Kazakhstan, Armenia and Israel'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
