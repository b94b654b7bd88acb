"""From the facts of one country to its tracks: plain values, in order, inside a window of time.

A track is one kind of record; the chart stacks tracks on one time axis.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from ..errors import RecordError
from ..table.rules import SERIES_KINDS
from ..table.scales import Scale
from .facts import Fact
from .story import Story
from .windows import Window

TrackId: TypeAlias = tuple[str, str]
"""The kind and the category of a track."""
DEFAULT_TRACKS = ("law", "index", "rating", "government")
HEADINGS = {"law": "Laws", "event": "Events", "index": "Index", "government": "Governments"}
HEADINGS |= {"guide": "Guides"}

ROLES = {
    "head of state": "heads of state",
    "head of government": "heads of government",
    "party": "parties",
    "first lady": "first ladies",
}
_ROLES = (
    "leader, prime minister, president, vice president, premier, chancellor, minister, governor, "
    "mayor, monarch, king, queen, cabinet, coalition"
)
ROLES |= {role: f"{role}s" for role in _ROLES.split(", ")}
"""Several of those who have a role in a government, by the role."""


@dataclass(frozen=True)
class Gap:
    """Days without a value, with the years of the missing reports, or the first and last year."""

    first: float
    last: float
    kind: str
    years: tuple[int, ...]

    @property
    def reports(self) -> str:
        """The missing reports in words, such as ``reports of 2016 to 2019``; empty if none."""
        ends = dict.fromkeys(map(str, self.years[:1] + self.years[-1:]))
        of = f"report{'s' if len(ends) > 1 else ''} of " if ends and self.kind == "report" else ""
        return of + " to ".join(ends)

    @property
    def tooltip(self) -> str:
        """The text of its tooltip."""
        what = "value" if self.kind == "index" else "rating"
        the = "the " if self.kind == "report" else ""
        return f"No {what} in the table" + (f" for {the}{self.reports}" if self.years else "")


@dataclass(frozen=True)
class Track:
    """The facts of one kind in date order: of indices and governments, those of one category.

    The category of a track of ratings is their scorecard, empty for the first of the table.

    Attributes
    ----------
    kind, category : str
    facts : tuple of Fact
    span : (float, float) or None
        Of an index: its least and largest value in the whole table, so that the charts of all
        countries have one axis.
    gaps : tuple of Gap
        Of a series: the days of the window for which the table has no value.
    values : frozenset of str
        Of ratings: the values in all panels, each of which has a lane here too.
    guides : tuple of Fact
        Of a series: the laws, events and governments that are drawn through it.
    """

    kind: str
    category: str
    facts: tuple[Fact, ...]
    span: tuple[float, float] | None = None
    gaps: tuple[Gap, ...] = ()
    values: frozenset[str] = frozenset()
    guides: tuple[Fact, ...] = ()

    @property
    def id(self) -> TrackId:
        """What it shows of any country."""
        return self.kind, self.category

    def heading(self, scale: Scale) -> str:
        """Its heading in a chart."""
        if self.kind == "rating":
            return scale.of(self.category).name
        name = plural_role(self.category) if self.kind == "government" else self.category
        if self.kind == "government" or " " in name:  # else the name of a variable
            name = name[:1].upper() + name[1:]
        return name or HEADINGS[self.kind]

    def without(self, fact: Fact | None) -> Track:
        """The track without a fact, also among its guides."""
        facts, guides = (tuple(f for f in own if f != fact) for own in (self.facts, self.guides))
        return replace(self, facts=facts, guides=guides)

    @property
    def is_named(self) -> bool:
        """Whether its heading is a name from the table, which keeps its capitals in a sentence."""
        return bool(self.category) and plural_role(self.category) == self.category


def plural_role(category: str) -> str:
    """The plural of a role; a category that is no known role is a name and stays as it is.

    >>> plural_role("Prime minister"), plural_role("head of state"), plural_role("Law and Justice")
    ('prime ministers', 'heads of state', 'Law and Justice')
    """
    return ROLES.get(category.casefold(), category)


def compared_kinds(facts: Iterable[Fact]) -> tuple[str, ...]:
    """What is compared if nothing is asked: laws and ratings; without ratings, all there is."""
    have = {fact.kind for fact in facts}
    wanted = ("law", "rating") if "rating" in have else DEFAULT_TRACKS
    return tuple(kind for kind in wanted if kind in have) or ("event",)


def kinds_of(
    facts: Sequence[Fact], kinds: Sequence[str] | None, only: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """The kinds that are drawn: those asked for, else the usual ones of which there are facts.

    Parameters
    ----------
    facts : sequence of Fact
    kinds : sequence of str or None
        The kinds asked for.
    only : mapping of str to sequence of str
        For a kind, the categories to keep.

    Raises
    ------
    RecordError
        For a category that there is not, or one of a kind that is not drawn.
    """
    have: dict[str, set[str]] = {}
    for fact in facts:
        have.setdefault(fact.kind, set()).add(fact.category)
    wanted = tuple(kinds or filter(have.__contains__, DEFAULT_TRACKS)) or tuple(have)
    if idle := [kind for kind in only if kind not in wanted and kind in have]:
        raise RecordError(
            f"only names {_quoted(idle)}, which is not drawn; expected kinds out of "
            f"{_quoted(wanted)}, or more in tracks."
        )
    for kind, categories in only.items():
        known = sorted(have.get(kind, ()))
        if wrong := [category for category in categories if category not in known]:
            raise RecordError(
                f"No {kind} of category {_quoted(wrong)}; there are {_quoted(known) or 'none'}."
            )
    return wanted


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names))


def tracks_of(
    story: Story,
    facts: Iterable[Fact],
    kinds: Sequence[str],
    window: Window,
    only: Mapping[str, Sequence[str]],
) -> list[Track]:
    """Sort the facts of a country that a window shows into tracks.

    Parameters
    ----------
    story : Story
        The whole table.
    facts : iterable of Fact
        In order.
    kinds : sequence of str
        Kinds of record, top to bottom.
    window : Window
    only : mapping of str to sequence of str
        For a kind, the categories to keep.

    Returns
    -------
    list of Track
        One a kind; of governments and indices one a category (leaders, then prime ministers).
    """
    found: dict[str, dict[str, list[Fact]]] = {kind: {} for kind in kinds}
    for fact in facts:
        kind, category = fact.kind, fact.category
        if kind in found and window.shows(fact) and category in only.get(kind, (category,)):
            found[kind].setdefault(fact.series, []).append(fact)
    tracks = []
    for kind, named in found.items():
        if kind == "government":  # as the table has it
            named = {min(fact.category for fact in own): own for own in named.values()}
        for name in sorted(named, key=leaders_first) or [""]:
            own = tuple(named.get(name, ()))
            if kind == "government":
                tracks += [Track(kind, name, lane) for lane in _lanes(own) or [()]]
            elif kind in SERIES_KINDS:
                span = story.spans.get(name) if kind == "index" else None
                gaps = gaps_of(own, window, {} if name else story.releases)
                tracks.append(Track(kind, name, own, span, gaps))
            else:
                tracks.append(Track(kind, "", own))
    return tracks


def leaders_first(category: str) -> tuple[bool, str]:
    """Sort key of the categories of a kind."""
    return category.casefold() != "leader", category


def _lanes(facts: Sequence[Fact]) -> list[tuple[Fact, ...]]:
    """Governments that were in office at the same time, one below the other."""
    lanes: list[list[Fact]] = []
    for fact in facts:
        free = [lane for lane in lanes if lane[-1].last <= fact.first]
        if not free:
            lanes.append([])
        (free or lanes[-1:])[0].append(fact)
    return [tuple(lane) for lane in lanes]


def gaps_of(
    facts: Sequence[Fact], window: Window, releases: Mapping[int, float]
) -> tuple[Gap, ...]:
    """Find the gaps of a series in a window; values at points in time have none.

    Parameters
    ----------
    facts : sequence of Fact
        The series, in order.
    window : Window
    releases : mapping of int to float
        The day of each year's report, to name the missing reports of ratings.
    """
    if not facts or any(fact.first == fact.last for fact in facts):
        return ()
    of = "report" if any(fact.category == "report" for fact in facts) else facts[0].kind
    found, free = [], window.first
    for begin, end in (*(fact.possibly for fact in facts), (window.last, window.last)):
        if begin > free:
            if of == "index":
                years = [date.fromordinal(int(day)).year for day in (free, begin - 1)]
            else:
                years = sorted(year for year, day in releases.items() if free <= day < begin)
            found.append(Gap(free, begin, of, tuple(years)))
        free = max(free, end)
    return tuple(found)
