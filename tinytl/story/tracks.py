"""From the records of one country to its tracks: plain values, in order, inside a window of time.

A track is one kind of record; the chart stacks tracks on one time axis. What a record means in time
is settled here, once, in days (proleptic ordinals, fractions allowed): a rating covers the days
from its report to the next one, an index value its whole year, a law the days its date may mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ..errors import RecordError
from ..table.dates import ONGOING, Date, in_words
from ..table.records import KINDS
from ..table.scales import Scale

DEFAULT_TRACKS = ("law", "index", "rating", "government")
HEADINGS = {"law": "Laws", "event": "Events", "index": "Index", "government": "Governments"}
SPELL_KINDS = ("rating", "government")


@dataclass(frozen=True)
class Fact:
    """One record, with the days that it covers.

    Attributes
    ----------
    kind, label, value, category, detail, source : str
        The cells of the record.
    start : Date
    end : Date or None
        None for a point in time and for a spell that goes on.
    ongoing : bool
        Whether it still went on when the table was made.
    first, last : float
        The half-open span in days over which the fact is drawn; equal for a single certain day.
        An ongoing spell has ``last = inf``.
    """

    kind: str
    start: Date
    end: Date | None
    ongoing: bool
    label: str
    value: str
    category: str
    detail: str
    source: str
    first: float
    last: float

    @property
    def key(self) -> str:
        """What tells this fact from the others of its country, in every figure that draws it."""
        end = self.end or (ONGOING if self.ongoing else "")
        return "|".join((self.kind, f"{self.start}/{end}", self.category, self.label or self.value))

    @property
    def criminalizes(self) -> bool:
        """Whether it is a law that makes trafficking a crime: what the book draws."""
        return "criminalization" in self.category

    def name(self, scale: Scale) -> str:
        """What running text calls it."""
        if self.label:
            return self.label
        return (
            scale.full_label(self.value)
            if self.kind == "rating"
            else f"{self.category}: {self.value}"
        )

    @property
    def when(self) -> str:
        """The date in words, in its own precision."""
        if self.ongoing:
            return f"since {in_words(self.start)}"
        if self.end is None:
            return in_words(self.start)
        return f"{in_words(self.start)} to {in_words(self.end)}"


@dataclass(frozen=True)
class Track:
    """The facts of one kind (of an index, or of the governments: of one category) in date order.

    Attributes
    ----------
    kind, category : str
    facts : tuple of Fact
    span : (float, float) or None
        Of an index: its least and largest value in the whole table, so that the charts of all
        countries have one axis.
    """

    kind: str
    category: str
    facts: tuple[Fact, ...]
    span: tuple[float, float] | None = None

    def heading(self, scale: Scale) -> str:
        """What a reader calls it."""
        if self.kind == "rating":
            return scale.name
        plural = "s" if self.kind == "government" else ""
        name = self.category[:1].upper() + self.category[1:]
        return f"{name}{plural}" if name else HEADINGS[self.kind]


@dataclass(frozen=True)
class Window:
    """The days that a chart shows, ``[first, last)``, and the years they stand for."""

    first: float
    last: float

    @classmethod
    def of_years(cls, first: int, last: int) -> Window:
        """The window from the first day of one year to the last day of another."""
        return cls(float(date(first, 1, 1).toordinal()), float(date(last + 1, 1, 1).toordinal()))

    def share(self, day: float) -> float:
        """How much of the window is over on a day: 0 at its first, 1 at its end."""
        return (day - self.first) / (self.last - self.first)

    @property
    def years(self) -> tuple[int, int]:
        """First and last year of the window."""
        return date.fromordinal(int(self.first)).year, date.fromordinal(int(self.last) - 1).year

    def shows(self, fact: Fact) -> bool:
        """Whether any day of a fact lies in the window."""
        if fact.first == fact.last:
            return self.first <= fact.first < self.last
        return fact.first < self.last and fact.last > self.first


def facts_of(records: pd.DataFrame) -> tuple[Fact, ...]:
    """Turn validated records into facts, in an order that does not depend on that of the rows."""
    columns = ("kind", "start", "end", "label", "value", "category", "detail", "source")
    rows = zip(*(records[column] for column in columns), strict=True)
    return tuple(sorted((_fact(*row) for row in rows), key=_order))


def spans_of(records: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """The least and largest value of each index of a table, by its category."""
    if not {"kind", "category", "value"} <= set(records.columns):
        return {}
    index = records[records["kind"] == "index"]
    values = pd.to_numeric(index["value"], errors="coerce").groupby(index["category"])
    ends = values.agg(["min", "max"]).dropna()
    return {str(name): (float(low), float(high)) for name, low, high in ends.itertuples()}


def horizon_of(records: pd.DataFrame) -> float:
    """The day on which the last year that a table names is over; "still so" reaches no further."""
    cells = (
        str(cell)[:4] for name in ("start", "end") if name in records for cell in records[name]
    )
    years = [int(cell) for cell in cells if cell.isdigit() and len(cell) == 4]
    return Window.of_years(1, max(years)).last if years and max(years) < 9998 else float("inf")


def _fact(
    kind: str,
    start: Date,
    end: Date | str,
    label: str,
    value: str,
    category: str,
    detail: str,
    source: str,
) -> Fact:
    first, last = _span(kind, start, end)
    ended = end if isinstance(end, Date) else None
    return Fact(
        kind, start, ended, end == ONGOING, label, value, category, detail, source, first, last
    )


def _span(kind: str, start: Date, end: Date | str) -> tuple[float, float]:
    """Days over which a fact is drawn.

    A spell starts and ends in the middle of what its dates may mean, so that two spells that meet
    in "2003" meet on the chart; an event covers all days that it may have lasted.
    """
    spell = kind in SPELL_KINDS and end != ""
    if end == ONGOING:
        return (start.middle if spell else float(start.earliest.toordinal())), float("inf")
    if isinstance(end, Date):
        if spell:
            return start.middle, end.middle
        last = end.earliest if end.to_the_day else end.day_after
        return float(start.earliest.toordinal()), float(last.toordinal())
    first = float(start.earliest.toordinal())
    return first, first if start.to_the_day else float(start.day_after.toordinal())


def _order(fact: Fact) -> tuple[object, ...]:
    end = fact.end.text if fact.end else ""
    return fact.start, fact.start.text, end, fact.category, fact.label, fact.value


def window_of(facts: Iterable[Fact]) -> Window:
    """The window of a chart for which no years are asked: those of the ratings and indices.

    A law of 1997 or a president since 1990 does not stretch the axis before the first rating;
    without ratings and indices, all facts count.
    """
    every = tuple(facts)
    series = [f for f in every if f.kind in ("rating", "index")] or every
    ends = [f.first if f.last == float("inf") else max(f.first, f.last - 1) for f in series]
    return Window.of_years(
        date.fromordinal(int(min(f.first for f in series))).year,
        date.fromordinal(int(max(ends))).year,
    )


def tracks_of(
    facts: Sequence[Fact],
    kinds: Sequence[str] | None,
    window: Window,
    only: Mapping[str, Sequence[str]] | None = None,
    spans: Mapping[str, tuple[float, float]] | None = None,
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

    Returns
    -------
    tuple of Track
        One a kind; of governments and indices one a category (leaders, then prime ministers).

    Raises
    ------
    RecordError
        For a kind or a category that there is not.
    """
    if isinstance(kinds, str):
        raise RecordError(f"tracks is the text {kinds!r}; expected a list, as in ({kinds!r},).")
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
    tracks: list[Track] = []
    for kind in wanted:
        kept = [
            f for f in facts if f.kind == kind and f.category in chosen.get(kind, (f.category,))
        ]
        shown = tuple(fact for fact in kept if window.shows(fact))
        if kind in ("government", "index") and shown:
            categories = sorted({f.category for f in shown}, key=lambda c: (c != "leader", c))
            for c in categories:
                own = tuple(f for f in shown if f.category == c)
                lanes = _lanes(own) if kind == "government" else [own]
                tracks += [Track(kind, c, lane, (spans or {}).get(c)) for lane in lanes]
        else:
            tracks.append(Track(kind, "", shown))
    return tuple(tracks)


def _lanes(facts: Sequence[Fact]) -> list[tuple[Fact, ...]]:
    """Governments that were in office at the same time, one below the other."""
    lanes: list[list[Fact]] = []
    for fact in facts:
        free = (lane for lane in lanes if lane[-1].last <= fact.first)
        lane = next(free, None)
        if lane is None:
            lanes.append([fact])
        else:
            lane.append(fact)
    return [tuple(lane) for lane in lanes]


def _check_kinds(kinds: Iterable[str]) -> None:
    wrong = [kind for kind in kinds if kind not in KINDS]
    if wrong:
        raise RecordError(
            f"No track {', '.join(map(repr, wrong))}; expected some of {', '.join(KINDS)}."
        )


def _check_categories(facts: Sequence[Fact], only: Mapping[str, Sequence[str]]) -> None:
    for kind, categories in only.items():
        if isinstance(categories, str):
            raise RecordError(
                f"only[{kind!r}] is the text {categories!r}; expected a list of categories."
            )
        have = sorted({fact.category for fact in facts if fact.kind == kind})
        wrong = [category for category in categories if category not in have]
        if wrong:
            raise RecordError(
                f"No {kind} of category {', '.join(map(repr, wrong))}; there are "
                f"{', '.join(map(repr, have)) or 'none'}."
            )
