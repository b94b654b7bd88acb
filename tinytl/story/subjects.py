"""What a chart shows, as plain values: its countries with their tracks, its days, its title."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from ..table.rules import LABELED, SERIES_KINDS
from ..table.sources import citations
from .events import Align, Event, event_name
from .facts import Fact
from .story import Story, in_sentence
from .tracks import Track, TrackId, leaders_first
from .windows import Window

if TYPE_CHECKING:
    from .tallies import Tallies


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


@dataclass(frozen=True)
class Subject:
    """A country of a chart.

    Attributes
    ----------
    code, name : str
        As in the table; as in the chart.
    tracks : tuple of Track
    window : Window
        The dates of it that are shown.
    event : Event or None
        The event from which its years are counted, if they are.
    group : str
        The heading under which it stands; empty if there is none.
    spells : tuple of Fact
        In an overview: the unbroken runs of one rating in the whole table, each as one fact.
    emphasis : {"", "highlighted", "faded"}
        Whether it stands out, or stands back behind those that do.
    """

    code: str
    name: str
    tracks: tuple[Track, ...]
    window: Window
    event: Event | None = None
    group: str = ""
    spells: tuple[Fact, ...] = ()
    emphasis: str = ""

    @property
    def called(self) -> str:
        """Its name, with the date from which its years are counted."""
        return f"{self.name} ({self.event.when})" if self.event else self.name

    @property
    def shown(self) -> tuple[Track, ...]:
        """Its tracks, and one of the guides that no track has, if there are any."""
        drawn = {fact for track in self.tracks for fact in track.facts}
        guides = dict.fromkeys(fact for track in self.tracks for fact in track.guides)
        others = tuple(fact for fact in guides if fact not in drawn)
        return (*self.tracks, Track("guide", "", others)) if others else self.tracks

    @property
    def marked(self) -> list[Fact]:
        """What is marked on a row of an overview, by date: all but its ratings."""
        facts = (fact for track in self.tracks[1:] for fact in track.facts)
        return sorted(facts, key=lambda fact: fact.first)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All that is drawn of it."""
        return tuple(fact for track in self.shown for fact in track.facts)


@dataclass(frozen=True)
class Alignment:
    """The event from which years are counted, with the countries that have it and that do not.

    A country is cut where its ratings do not reach over all years that are shown.
    """

    event: str
    aligned: int
    without: tuple[str, ...]
    cut: int

    @property
    def sentence(self) -> str:
        """All of it in a sentence."""
        parts = [f"{self.aligned} aligned"]
        parts += [f"{len(self.without)} without it"] if self.without else []
        parts += [f"{self.cut} with ratings in only a part of these years"] if self.cut else []
        return f"Years are counted from {self.event}: {', '.join(parts)}."

    @property
    def lacking(self) -> str:
        """What stands before the countries without the event."""
        return f"No {self.event.removeprefix('the ')} in the table"


@dataclass(frozen=True)
class Selection:
    """What a chart shows.

    Attributes
    ----------
    title : str
    subjects : tuple of Subject
        In the order in which they are drawn.
    window : Window
        The days that all of them show: dates, or days from the event.
    counting : Alignment or None
        What years are counted from, if they are.
    tallies : Tallies or None
        The countries on each level in each report, if they are drawn.
    tooltips : mapping of Fact to Tooltip
        Of the facts of all subjects; empty in an overview and in shares, whose marks have shorter
        texts.
    highlighted : tuple of str
        The names of the countries, or of the panels of shares, that stand out.
    guides : tuple of str
        The categories of laws, events and governments that are drawn through all series, or marked
        on the rows of an overview.
    lacking : tuple of str
        A sentence for each region asked for of which the table lacks countries.
    """

    title: str
    subjects: tuple[Subject, ...]
    window: Window
    counting: Alignment | None = None
    tallies: Tallies | None = None
    tooltips: Mapping[Fact, Tooltip] = field(default_factory=dict, repr=False)
    highlighted: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def highlight(self) -> tuple[str, ...]:
        """A sentence that says who stands out, if anybody does."""
        return (f"Highlighted: {in_sentence(self.highlighted)}.",) if self.highlighted else ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What a caption says of all kinds of chart: who stands out, and who is lacking."""
        return (*self.highlight, *self.lacking)


def same_tracks(subjects: Sequence[Subject], story: Story) -> list[Subject]:
    """Give each country the kinds and categories of all, as empty tracks where it has none."""
    most: Counter[TrackId] = Counter()
    values: dict[TrackId, set[str]] = defaultdict(set)
    kinds: dict[str, None] = {}
    for subject in subjects:
        most |= Counter(track.id for track in subject.tracks if track.facts)
        for track in subject.tracks:
            kinds[track.kind] = None
            if track.kind == "rating":
                values[track.id].update(fact.value for fact in track.facts)
    keys = []
    for kind in kinds:
        names = sorted((name for of, name in most if of == kind), key=leaders_first) or [""]
        keys += [(kind, name) for name in names for _ in range(most[kind, name] or 1)]
    found = []
    for subject in subjects:
        own = defaultdict(list)
        for track in subject.tracks:
            own[track.id].append(track)
        tracks = [
            own[key].pop(0) if own[key] else Track(*key, (), story.spans.get(key[1]))
            for key in keys
        ]
        tracks = [replace(track, values=frozenset(values[track.id])) for track in tracks]
        found.append(replace(subject, tracks=tuple(tracks)))
    return found


def with_guides(
    subject: Subject, facts: Iterable[Fact], guides: Sequence[str] | None, story: Story
) -> Subject:
    """Give each series of a country the facts that are drawn through it.

    Parameters
    ----------
    subject : Subject
    facts : iterable of Fact
        All of that country.
    guides : sequence of str or None
        The categories asked for: their facts are guides whether or not a track has them. If none
        are asked for, the criminalization laws of the tracks are guides.
    story : Story
    """
    drawn = {fact for track in subject.tracks for fact in track.facts}
    named = story.guide_categories(guides)
    found = tuple(
        fact
        for fact in facts
        if fact.kind in LABELED
        and fact.category in named
        and (fact in drawn or (guides is not None and subject.window.shows(fact)))
    )
    tracks = (replace(t, guides=found) if t.kind in SERIES_KINDS else t for t in subject.tracks)
    return replace(subject, tracks=tuple(tracks))


def alignment_of(
    story: Story, align: Align, subjects: Iterable[Subject], without: Iterable[str] = ()
) -> Alignment | None:
    """Count the countries with and without the event, for the caption.

    Parameters
    ----------
    story : Story
    align : str or mapping of str to str, optional
        The event, as in `tinytl.compare`.
    subjects : iterable of Subject
        The countries with the event.
    without : iterable of str
        The names of the others.

    Returns
    -------
    Alignment or None
        None if years are not counted from an event.
    """
    if align is None:
        return None
    cut, codes = [], []
    for subject in subjects:
        codes.append(subject.code)
        rated = [fact for fact in story.facts[subject.code] if fact.is_rating]
        first = min((fact.first for fact in rated), default=inf)
        last = max((fact.last for fact in rated), default=-inf)
        cut.append(first > subject.window.first or last < subject.window.last)
    return Alignment(event_name(story, align, codes), len(cut), tuple(without), sum(cut))


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
