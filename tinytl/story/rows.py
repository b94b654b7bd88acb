"""Many countries as rows: what lasted in each, in groups, and how complete each report is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from itertools import pairwise

from ..errors import RecordError
from ..table.codes import region_of
from ..table.countries import name_of
from ..table.spans import INF
from .days import dated, spells_of
from .events import Event
from .facts import Fact, Story

OTHER = "Other"
"""The group of countries that are in none."""


@dataclass(frozen=True)
class Row:
    """A country among many.

    Attributes
    ----------
    code, name : str
    spells : tuple of Fact
        The longest runs of one rating, each as one fact, in order.
    marks : tuple of Fact
        Laws and events that are marked on it.
    event : Event or None
        From which its years are counted.
    """

    code: str
    name: str
    spells: tuple[Fact, ...]
    marks: tuple[Fact, ...] = ()
    event: Event | None = None


@dataclass(frozen=True)
class Group:
    """Rows under a heading; without one if it has no name."""

    name: str
    rows: tuple[Row, ...]

    @property
    def heading(self) -> str:
        """Its name with the number of rows."""
        return f"{self.name} ({len(self.rows)})" if self.name else ""


@dataclass(frozen=True)
class Report:
    """A report: the days until the next one, how many countries it rates, how many are known."""

    year: int
    first: float
    last: float
    known: int
    rated: int

    @property
    def share(self) -> float:
        """How much of it the table has."""
        return min(1.0, self.known / self.rated) if self.rated else 1.0


def merge_spells(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Ratings as spells: of the same value without a hole between them made one fact."""
    return tuple(_merged([fact for fact, _ in spell]) for spell in spells_of(dated(facts, INF)))


def _merged(facts: Sequence[Fact]) -> Fact:
    """Facts that follow each other as one."""
    first, last = facts[0], facts[-1]
    if first is last:
        return first
    source = reduce(
        lambda a, b: "; ".join(dict.fromkeys(filter(None, (a, b)))), (f.source for f in facts)
    )
    return replace(
        first, end=last.end, ongoing=last.ongoing, last=last.last, ended=last.ended, source=source,
        detail="", category="",
    )  # fmt: skip


def grouped(
    rows: Sequence[Row], group: str | Mapping[str, str] | None, story: Story
) -> list[Group]:
    """Put rows into groups, in their order inside each.

    Parameters
    ----------
    rows : sequence of Row
    group : {"region"} or mapping of str to str, optional
        The subregion of the UN, in the order of their names; or the group of each country, by its
        code or name, in the order in which the groups appear there.
    story : Story

    Raises
    ------
    RecordError
        For another word, or a country that the table does not have.
    """
    if group is None:
        return [Group("", tuple(rows))]
    if isinstance(group, str):
        if group != "region":
            raise RecordError(
                f"group is {group!r}; expected 'region', or the group of each country: "
                "{'KAZ': 'Central Asia'}."
            )
        of = {row.code: region_of(row.code) or OTHER for row in rows}
        names = sorted(set(of.values()) - {OTHER})
    else:
        of = {story.code(country): str(name) for country, name in group.items()}
        names = [name for name in dict.fromkeys(of.values()) if name != OTHER]
    parts = {name: tuple(r for r in rows if of.get(r.code, OTHER) == name) for name in names}
    parts[OTHER] = tuple(row for row in rows if of.get(row.code, OTHER) == OTHER)
    return [Group(name, part) for name, part in parts.items() if part]


def has_reports(story: Story) -> bool:
    """Whether all ratings of a table are those of reports, each for all countries at once."""
    ratings = (f for own in story.facts.values() for f in own if f.kind == "rating")
    return {fact.category for fact in ratings} in ({"report"}, {"report", "redetermination"})


def reports_of(story: Story) -> list[Report]:
    """How many countries each report rates in the table, of how many that it rates itself.

    That number is read with the table, from ``reports.csv`` beside it; a report of which it is not
    known counts as complete. Redeterminations are no reports. None where ratings are those of no
    reports.
    """
    if not has_reports(story):
        return []
    starts = story.releases
    ends = {a: starts[b] for a, b in pairwise(sorted(starts)) if b == a + 1}
    return [
        Report(year, starts[year], ends.get(year, _year_end(year)), *counts)
        for year, counts in sorted(rated_in(story).items())
    ]


def _year_end(year: int) -> float:
    return float(date(year + 1, 1, 1).toordinal())


def rated_in(story: Story) -> Mapping[int, tuple[int, int]]:
    """How many countries the table has of each report, and how many that rates, at least these."""
    if story.rated:  # of a chart from a file, which carries few of the countries
        return story.rated
    known = Counter(
        fact.start.earliest.year
        for facts in story.facts.values()
        for fact in facts
        if fact.of_a_report
    )
    told: dict[int, int] = {}
    for origin in (*story.origin.parts, story.origin):
        told |= origin.reports
    return {year: (count, max(told.get(year, 0), count)) for year, count in known.items()}


def row_of(
    story: Story, code: str, facts: Sequence[Fact], marks: Sequence[str], event: Event | None
) -> Row:
    """The row of a country, its facts where its years are counted from its event, if it has one."""
    ratings = [fact for fact in facts if fact.kind == "rating"]
    marked = [fact for fact in facts if fact.kind in ("law", "event") and fact.category in marks]
    placed = event.moved if event else tuple
    return Row(code, name_of(code), placed(merge_spells(ratings)), placed(marked), event)
