"""From the facts of one country to its tracks: plain values, in order, inside a window of time.

A track is one kind of record; the chart stacks tracks on one time axis.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..errors import RecordError
from ..table.rules import KINDS
from ..table.scales import Scale
from .facts import Fact
from .gaps import Gap, gaps_of
from .windows import Window

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

    def heading(self, scale: Scale) -> str:
        """Its heading in a chart."""
        if self.kind == "rating":
            return scale.of(self.category).name
        name = plural_role(self.category) if self.kind == "government" else self.category
        if self.kind == "government" or " " in name:  # else the name of a variable
            name = name[:1].upper() + name[1:]
        return name or HEADINGS[self.kind]

    @property
    def is_named(self) -> bool:
        """Whether its heading is a name from the table, which keeps its capitals in a sentence."""
        return bool(self.category) and plural_role(self.category) == self.category


def plural_role(category: str) -> str:
    """The plural_role of a role; a category that is no known role is a name and stays as it is.

    >>> plural_role("Prime minister"), plural_role("head of state"), plural_role("Law and Justice")
    ('prime ministers', 'heads of state', 'Law and Justice')
    """
    return ROLES.get(category.casefold(), category)


def kinds_of(
    facts: Sequence[Fact],
    kinds: Sequence[str] | None,
    only: Mapping[str, Sequence[str]] | None = None,
) -> tuple[str, ...]:
    """The kinds that are drawn: those asked for, else the usual ones of which there are facts.

    Parameters
    ----------
    facts : sequence of Fact
    kinds : sequence of str or None
        The kinds asked for.
    only : mapping of str to sequence of str, optional
        For a kind, the categories to keep.

    Raises
    ------
    RecordError
        For a kind or a category that there is not, or a category of a kind that is not drawn.
    """
    chosen = dict(only or {})
    have = {fact.kind for fact in facts}
    usual = tuple(kind for kind in DEFAULT_TRACKS if kind in have)
    wanted = tuple(kinds) if kinds is not None else usual or tuple(have)
    if not wanted:
        raise RecordError(f"There are no tracks to draw; expected some of {', '.join(KINDS)}.")
    _check_kinds([*wanted, *chosen])
    idle = [kind for kind in chosen if kind not in wanted and kind in have]
    if idle:
        raise RecordError(
            f"only names {', '.join(map(repr, idle))}, which is not drawn; expected kinds out of "
            f"{', '.join(map(repr, wanted))}, or more in tracks."
        )
    _check_categories(facts, chosen)
    return wanted


def tracks_of(
    facts: Sequence[Fact],
    kinds: Sequence[str] | None,
    window: Window,
    only: Mapping[str, Sequence[str]] | None = None,
    spans: Mapping[str, tuple[float, float]] | None = None,
    releases: Mapping[int, float] | None = None,
) -> tuple[Track, ...]:
    """Sort facts into tracks, top to bottom.

    Parameters
    ----------
    facts : sequence of Fact
        In order.
    kinds : sequence of str or None
        Kinds of record, top to bottom; None for those of `DEFAULT_TRACKS` of which there are any.
    window : Window
        Only facts that it shows are kept.
    only : mapping of str to sequence of str, optional
        For a kind, the categories to keep.
    spans : mapping of str to (float, float), optional
        The spans of the indices, from `spans_of`.
    releases : mapping of int to float, optional
        The day of each year's report, from `releases_of`.

    Returns
    -------
    tuple of Track
        One a kind; of governments and indices one a category (leaders, then prime ministers).

    Raises
    ------
    RecordError
        For a kind or a category that there is not.
    """
    chosen = dict(only or {})
    tracks: list[Track] = []
    for kind in kinds_of(facts, kinds, only):
        own = (f for f in facts if f.kind == kind and window.shows(f))
        shown = tuple(f for f in own if f.category in chosen.get(kind, (f.category,)))
        if kind in ("government", "index") and shown:
            names = dict.fromkeys(f.category for f in shown)
            fold = str.casefold if kind == "government" else str  # "leader" and "Leader" are one
            first = {fold(name): name for name in sorted(names, reverse=True)}
            categories = sorted(first.values(), key=lambda c: (fold(c) != "leader", c))
            for c in categories:
                same = tuple(f for f in shown if fold(f.category) == fold(c))
                if kind == "government":
                    tracks += [Track(kind, c, lane) for lane in _lanes(same)]
                    continue
                gaps = gaps_of(same, window.first, window.last, {})
                tracks.append(Track(kind, c, same, (spans or {}).get(c), gaps))
        elif kind == "rating":
            for name in sorted({fact.scorecard for fact in shown}) or [""]:
                same = tuple(fact for fact in shown if fact.scorecard == name)
                gaps = gaps_of(same, window.first, window.last, {} if name else releases or {})
                tracks.append(Track(kind, name, same, gaps=gaps))
        else:
            tracks.append(Track(kind, "", shown))
    return tuple(tracks)


def same_tracks(
    panels: Iterable[Sequence[Track]], spans: Mapping[str, tuple[float, float]]
) -> list[tuple[Track, ...]]:
    """Give each country the kinds and categories of all, as empty tracks where it has none.

    Parameters
    ----------
    panels : iterable of sequence of Track
        The tracks of each country.
    spans : mapping of str to (float, float)
        The spans of the indices.

    Returns
    -------
    list of tuple of Track
        In the order of the input.
    """
    several = [list(tracks) for tracks in panels]
    kinds = list(dict.fromkeys(track.kind for tracks in several for track in tracks))
    shapes: list[tuple[str, str]] = []
    for kind in kinds:
        own = [[t.category for t in tracks if t.kind == kind and t.facts] for tracks in several]
        names = sorted({name for names in own for name in names}, key=lambda c: (c != "leader", c))
        for name in names or [""]:
            most = max(names.count(name) for names in own) if names else 1
            shapes += [(kind, name)] * most
    rated = [t for tracks in several for t in tracks if t.kind == "rating"]
    seen = {t.category: frozenset[str]() for t in rated}
    for track in rated:
        seen[track.category] |= {fact.value for fact in track.facts}
    found = []
    for tracks in several:
        left = list(tracks)
        matched = []
        for kind, name in shapes:
            same = [t for t in left if (t.kind, t.category) == (kind, name)]
            track = same[0] if same else Track(kind, name, (), spans.get(name))
            left = [t for t in left if t is not track]
            of = seen.get(name, frozenset()) if kind == "rating" else track.values
            matched.append(replace(track, values=of))
        found.append(tuple(matched))
    return found


def _lanes(facts: Sequence[Fact]) -> list[tuple[Fact, ...]]:
    """Governments that were in office at the same time, one below the other."""
    lanes: list[list[Fact]] = []
    for fact in facts:
        free = [lane for lane in lanes if lane[-1].last <= fact.first]
        if not free:
            lanes.append([])
        (free or lanes[-1:])[0].append(fact)
    return [tuple(lane) for lane in lanes]


def _check_kinds(kinds: Iterable[str]) -> None:
    wrong = [kind for kind in kinds if kind not in KINDS]
    if wrong:
        raise RecordError(
            f"No track {', '.join(map(repr, wrong))}; expected some of {', '.join(KINDS)}."
        )


def _check_categories(facts: Sequence[Fact], only: Mapping[str, Sequence[str]]) -> None:
    for kind, categories in only.items():
        have = sorted({fact.category for fact in facts if fact.kind == kind})
        wrong = [category for category in categories if category not in have]
        if wrong:
            raise RecordError(
                f"No {kind} of category {', '.join(map(repr, wrong))}; there are "
                f"{', '.join(map(repr, have)) or 'none'}."
            )


def own_only(
    only: Mapping[str, Sequence[str]] | None, facts: Sequence[Fact]
) -> dict[str, list[str]]:
    """The categories asked for that a country has."""
    have = {(fact.kind, fact.category) for fact in facts}
    return {
        kind: [category for category in categories if (kind, category) in have]
        for kind, categories in (only or {}).items()
    }


def compared_kinds(facts: Iterable[Fact]) -> tuple[str, ...]:
    """What is compared if nothing is asked: laws and ratings; without ratings, all there is."""
    have = {fact.kind for fact in facts}
    wanted = ("law", "rating") if "rating" in have else DEFAULT_TRACKS
    return tuple(kind for kind in wanted if kind in have) or ("event",)
