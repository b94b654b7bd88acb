"""The event of each country from which years are counted: a first law or rating, or a date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from ..errors import RecordError, expect, one_each
from ..table.dates import EXPECTED, Date, in_short, is_quarter, parse
from ..table.rules import LABELED
from ..table.scales import Scale
from .facts import Fact
from .story import Story
from .windows import Window

Align: TypeAlias = str | Mapping[str, str | Date] | None
"""The event from which years are counted, as in `tinytl.compare`; None for years by name."""
YEAR_DAYS = 365.2425
"""Days of a year on average."""
MOST_YEARS = 500
"""From an event to the ends of a chart."""
PRECISIONS = ((1, "day"), (31, "month"), (92, "season"), (366, "year"))
"""The precision of a date by the number of days that it may mean at most; beyond, "longer"."""


RATINGS = {
    "rated": "first rating",
    "low": "first rating in the lower half",
    "upgrade": "first upgrade",
    "downgrade": "first downgrade",
}
"""The events that are first ratings: the short name, and the name in charts."""


class Step(NamedTuple):
    """An event that is a first rating: its short word, its name in charts, and its scorecard."""

    word: str
    written: str
    scorecard: str = ""

    @property
    def named(self) -> str:
        """What running text calls it; the first scorecard of a table needs no name."""
        return f"{self.written} ({self.scorecard})" if self.scorecard else self.written


def word_of(align: str, scale: Scale) -> Step | None:
    """The event that is a rating, asked for by its short word or by the written one.

    One on a further scorecard has its name as well: ``Freedom:PF``.

    >>> from tinytl import TIP_TIERS
    >>> word_of("first downgrade", TIP_TIERS)
    Step(word='downgrade', written='first downgrade', scorecard='')
    >>> word_of("rating:2WL", TIP_TIERS).named
    'first rating as Tier 2 Watch List'
    """
    for other in scale.others:
        word = align.removeprefix(f"{other.name}:").removesuffix(f" ({other.name})")
        if word != align and (found := word_of(word, other)):
            return found._replace(scorecard=other.name)
    levels = [(code, f"first rating as {scale.full_label(code)}") for code in scale.codes]
    if align.startswith("rating:"):
        return next((Step(*pair) for pair in levels if f"rating:{pair[0]}" == align), None)
    return next((Step(*pair) for pair in (*RATINGS.items(), *levels) if align in pair), None)


@dataclass(frozen=True)
class Event:
    """When the event was from which the years of a country are counted.

    Attributes
    ----------
    text : str
        Its date as it stands in the table (EDTF).
    first, last : float
        The half-open span of the days that it may have been. Of several dates in doubt, the least
        and the most that their first may mean.
    of_a_report : bool
        Whether it is a rating, so that one of the day of a release belongs to that report.
    fact : Fact or None
        The first fact that it may be; None for a date that someone gives.
    """

    text: str
    first: float
    last: float
    of_a_report: bool = False
    fact: Fact | None = None

    @property
    def day(self) -> float:
        """The middle of the days that it may have been."""
        return (self.first + self.last) // 2

    @property
    def when(self) -> str:
        """Its date in short; "up to" where it may have come in a gap before that."""
        known = parse(self.text)
        early = self.first < known.earliest.toordinal()
        return f"up to {in_short(known)}" if early else in_short(known)

    @property
    def precision(self) -> str:
        """What its date is known to: day, month, season, quarter, year or longer."""
        days = self.last - self.first
        found = next((word for most, word in PRECISIONS if days <= most), "longer")
        return "quarter" if found == "season" and is_quarter(self.text) else found

    @property
    def is_category(self) -> bool:
        """Whether the name of its category says all that its label says."""
        fact = self.fact
        return fact is not None and fact.label.casefold() == fact.category.casefold()

    @property
    def to_the_day(self) -> bool:
        """Whether it is known to the day."""
        return self.last - self.first == 1


def events_of(story: Story, align: Align, codes: Iterable[str] | None = None) -> dict[str, Event]:
    """The event of each country that has it; none if years are not counted from an event.

    Parameters
    ----------
    story : Story
    align : str or mapping of str to str, optional
        As in `tinytl.compare`.
    codes : iterable of str, optional
        Countries, by their codes; all of the table if not given.

    Raises
    ------
    RecordError
        If there is no such event, country or date.
    """
    if align is None:
        return {}
    expect(isinstance(align, str | Mapping), "align", align, "an event or the date of each country")
    own = story.facts.keys() if codes is None else set(codes)
    if not isinstance(align, str):
        return {code: event for code, event in _given(story, align).items() if code in own}
    if category := event_category(story, align):
        events = {code: first_of(story.facts[code], category) for code in own}
    else:
        step = _step(align, story)
        events = {code: _first_rating(story.facts[code], step, story.scale) for code in own}
    return {code: event for code in sorted(own) if (event := events[code])}


def event_category(story: Story, align: str) -> str | None:
    """The category that an event has, asked for by its name or as charts write it."""
    if align in story.categories:
        return align
    name = align.removeprefix("first ")
    return name if name in story.categories and not word_of(align, story.scale) else None


def event_name(story: Story, align: Align, codes: Iterable[str]) -> str:
    """What running text calls the event of some countries from which years are counted.

    It is the first of a category of which one of them has several: ``first leader``.
    """
    if not isinstance(align, str):
        return "the date given"
    category = event_category(story, align)
    if not category:
        return _step(align, story).named
    own = (sum(fact.category == category for fact in story.facts[code]) for code in codes)
    return f"first {category}" if max(own, default=0) > 1 else category


def first_of(facts: Iterable[Fact], category: str) -> Event | None:
    """The first law, event or government of a category among the facts of a country, if any."""
    own = (fact for fact in facts if fact.category == category and fact.kind in LABELED)
    return _first([(fact, fact.days.start_min) for fact in own])


def _first(chosen: Sequence[tuple[Fact, float]], of_a_report: bool = False) -> Event | None:
    """The first of some facts, each with the first day on which it may have begun."""
    if not chosen:
        return None
    fact, last = chosen[0][0], min(fact.days.start_max for fact, _ in chosen) + 1
    return Event(fact.start.text, min(day for _, day in chosen), last, of_a_report, fact)


def _step(align: str, story: Story) -> Step:
    """The event that is a rating; an error for any other text."""
    scale = story.scale
    if found := word_of(align, scale):
        return found
    categories = ", ".join(story.categories) or "none"
    levels = [f"{other.name}:{code}" for other in scale.others for code in other.codes]
    words = ", ".join((*RATINGS, *RATINGS.values(), *scale.codes, *levels))
    raise RecordError(
        f"align is {align!r}; expected a category ({categories}), one of {words}, or the date "
        "of each country: {'KAZ': '2003-05'}."
    )


def _first_rating(facts: Iterable[Fact], step: Step, scale: Scale) -> Event | None:
    """The first rating of a country that is an event."""
    word, own = step.word, scale.of(step.scorecard)
    ratings = [f for f in facts if f.kind == "rating" and f.scorecard == step.scorecard]

    def is_one(before: Fact | None, fact: Fact) -> bool | None:
        if step.written not in RATINGS.values():
            return fact.value == word
        if word == "low":
            return own.is_low(fact.value)
        return word in ("rated", before and own.direction(before.value, fact.value))

    chosen = [
        # what came after a gap may have come in the report that is missing
        (fact, min(fact.days.start_min, before.days.end_min) if before else fact.days.start_min)
        for before, fact in zip([None, *ratings], ratings, strict=False)
        if is_one(before, fact)
    ]
    return _first(chosen, of_a_report=not step.scorecard)


def _given(story: Story, align: Mapping[str, str | Date]) -> dict[str, Event]:
    """The dates that someone gives, by the codes of their countries."""
    given, problems = [], list[str]()
    for name, text in align.items():
        try:
            given.append((story.code(name), name, parse(str(text)).text))
        except RecordError as error:
            problems += error.problems
        except ValueError:
            problems.append(f"align[{name!r}] is {str(text)!r}; expected {EXPECTED}.")
    if problems:
        raise RecordError(*problems)
    return {code: _on(parse(text)) for code, text in one_each("align", given).items()}


def _on(when: Date) -> Event:
    return Event(when.text, float(when.earliest.toordinal()), when.latest.toordinal() + 1.0)


def years_around(first: int, last: int) -> str:
    """Years counted from an event in words, to stand before the event.

    >>> years_around(-5, 1), years_around(0, 5), years_around(-3, -1)
    ('5 years before to 1 year after', '0 to 5 years after', '3 to 1 years before')
    """
    if first >= 0 or last <= 0:
        return f"{abs(first)} to {abs(last)} years {'after' if first >= 0 else 'before'}"
    before, after = (f"{years} year{'s' * (years > 1)}" for years in (-first, last))
    return f"{before} before to {after} after"


def window_around(window: tuple[float, float]) -> Window:
    """The days of so many years before and after an event, counted from it.

    >>> window_around((-5, 5))
    Window(first=-1826.2125, last=1826.2125)
    """
    first, last = window
    return Window(first * YEAR_DAYS, last * YEAR_DAYS)
