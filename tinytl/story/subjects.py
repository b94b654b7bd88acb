"""What a chart shows, as plain values: its countries with their tracks, its days, its title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..table.rules import LABELED, SERIES_KINDS
from .events import Align, Event, event_name, is_cut
from .facts import Fact
from .story import Story
from .tooltips import Tooltip
from .tracks import Track
from .windows import Window

if TYPE_CHECKING:
    from .tallies import Tallies


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
        In an overview: the longest runs of one rating in the whole table, each as one fact.
    emphasis : {"", "strong", "faded"}
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
    def facts(self) -> tuple[Fact, ...]:
        """All that is drawn of it."""
        return tuple(fact for track in self.shown for fact in track.facts)


@dataclass(frozen=True)
class Counting:
    """The event from which years are counted, with the countries that have it and that do not.

    A country is cut where its ratings do not reach over all years that are shown.
    """

    event: str
    aligned: int
    without: tuple[str, ...]
    cut: int

    @property
    def told(self) -> str:
        """All of it in a sentence."""
        parts = [f"{self.aligned} aligned"]
        parts += [f"{len(self.without)} without it"] if self.without else []
        parts += [f"{self.cut} with ratings in only a part of these years"] if self.cut else []
        return f"Years are counted from {self.event}: {', '.join(parts)}."


@dataclass(frozen=True)
class Selection:
    """What a chart shows.

    Attributes
    ----------
    kind : {"timeline", "compare", "overview", "shares"}
        Which chart it is.
    countries : tuple of str
        The codes that were asked for; none for all that are rated.
    title : str
    subjects : tuple of Subject
        In the order in which they are drawn.
    window : Window
        The days that all of them show: dates, or days from the event.
    counting : Counting or None
        What years are counted from, if they are.
    tallies : Tallies or None
        The countries on each level in each report, if they are drawn.
    tooltips : mapping of Fact to Tooltip
        Of the facts of all subjects; empty in an overview, whose marks have shorter texts.
    highlighted : tuple of str
        The names of the countries, or of the panels of shares, that stand out.
    """

    kind: str
    countries: tuple[str, ...]
    title: str
    subjects: tuple[Subject, ...]
    window: Window
    counting: Counting | None = None
    tallies: Tallies | None = None
    tooltips: Mapping[Fact, Tooltip] = field(default_factory=dict, repr=False)
    highlighted: tuple[str, ...] = ()


def with_guides(
    tracks: Sequence[Track],
    facts: Iterable[Fact],
    guides: Sequence[str] | None,
    usual: Sequence[str],
    window: Window,
) -> tuple[Track, ...]:
    """Give each series the facts that are drawn through it.

    Parameters
    ----------
    tracks : sequence of Track
        Of one country.
    facts : iterable of Fact
        All of that country.
    guides : sequence of str or None
        The categories asked for: their facts are guides whether or not a track has them.
    usual : sequence of str
        The categories if none are asked for: only facts of the tracks are guides then.
    window : Window
    """
    drawn = {fact for track in tracks for fact in track.facts}
    found = tuple(
        fact
        for fact in facts
        if fact.kind in LABELED
        and fact.category in (usual if guides is None else guides)
        and (fact in drawn or (guides is not None and window.shows(fact)))
    )
    return tuple(replace(t, guides=found) if t.kind in SERIES_KINDS else t for t in tracks)


def counting_of(
    story: Story, align: Align, subjects: Sequence[Subject], without: Sequence[str]
) -> Counting | None:
    """Count the countries with and without the event, for the caption.

    Parameters
    ----------
    story : Story
    align : str or mapping of str to str, optional
        The event, as in `tinytl.compare`.
    subjects : sequence of Subject
        The countries with the event.
    without : sequence of str
        The names of the others.

    Returns
    -------
    Counting or None
        None if years are not counted from an event.
    """
    if align is None:
        return None
    cut = sum(is_cut(story.facts[subject.code], subject.window) for subject in subjects)
    return Counting(event_name(story, align), len(subjects), tuple(without), cut)
