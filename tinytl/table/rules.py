"""The rules of the table: what must hold in each row, and what to say where it does not.

A rule looks at cells, not at rows of a frame, and judges each distinct cell once: a table of a
million rows has a few thousand dates and a handful of kinds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from operator import not_
from typing import TYPE_CHECKING, Any

from .codes import looks_like_code
from .countries import is_code, nearest_code
from .dates import EXPECTED, ONGOING, Date, parse
from .meeting import INF, Span, after, lanes, span_of, turn
from .scales import Scale

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("event", "government", "index", "law", "rating")
NAMED = ("law", "government", "event")

_BREAK = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Control characters, separators of lines and of paragraphs."""


@dataclass(frozen=True)
class Rows:
    """The cells of the table's columns, as text without blanks around."""

    cells: Mapping[str, Sequence[str]]

    def __getitem__(self, position: int) -> dict[str, str]:
        """One row, by its place from 0."""
        return {column: cells[position] for column, cells in self.cells.items()}

    def of(self, *columns: str) -> Iterator[tuple[str, ...]]:
        """The cells of some columns, row by row."""
        return zip(*(self.cells[column] for column in columns), strict=True)

    @cached_property
    def again(self) -> frozenset[int]:
        """Where a record stands that stood before."""
        return frozenset(_repeated(self.of(*self.cells)))


@dataclass(frozen=True)
class Rule:
    """One thing that must hold: the column it is about, where it is broken, what to say there."""

    column: str
    broken_in: Callable[[Rows], Iterable[int]]
    expected: str | Callable[[Mapping[str, str]], str]


def problems_in(
    cells: Mapping[str, Sequence[str]], scale: Scale, places: pd.Index[Any], where: str
) -> list[str]:
    """Every broken rule of every row, as a sentence.

    Parameters
    ----------
    cells : mapping of str to sequence of str
        The nine columns of the table.
    scale : Scale
        The levels that a rating may have.
    places : pandas.Index
        What the rows are called: lines of a file, or whatever a frame has.
    where : str
        What stands before the place: ``"timelines.csv, line"``.
    """
    rows, rules = Rows(cells), _rules(scale)
    found = sorted(
        (position, number) for number, rule in enumerate(rules) for position in rule.broken_in(rows)
    )
    first: dict[tuple[int, str], int] = {}  # of one cell: the others mostly follow from it
    for position, number in found:
        first.setdefault((position, rules[number].column), number)
    return [
        f"{where} {places[position]}: {_sentence(rules[number], rows[position])}"
        for (position, _), number in first.items()
    ]


def _sentence(rule: Rule, row: Mapping[str, str]) -> str:
    if rule.column == "line":
        found = "this is a record that stands twice"
    else:
        cell = row[rule.column]
        found = f"{rule.column} is {repr(cell) if cell else 'empty'}"
    expected = rule.expected if isinstance(rule.expected, str) else rule.expected(row)
    return f"{found}; expected {expected}{'' if expected.endswith(('.', '?')) else '.'}"


def _rules(scale: Scale) -> tuple[Rule, ...]:
    """What must hold, in the order in which the problems of one row are worth reading."""
    codes = scale.codes
    return (
        Rule("country", _each(_is_given, "country"), "a country"),
        Rule("country", _each(_is_code_or_name, "country"), _code_expected),
        Rule("kind", _each(KINDS.__contains__, "kind"), "one of " + ", ".join(KINDS)),
        Rule("start", _each(_is_not_open, "start"), EXPECTED),
        Rule("start", _each(_is_date_or_open, "start"), EXPECTED),
        Rule("end", _each(_is_date_or_open, "end"),
             f"{EXPECTED}, '..' if it still goes on, or nothing"),
        Rule("end", _each(_ends_after_it_starts, "start", "end"),
             lambda row: f"a date after the start, {row['start']}"),
        Rule("end", _of(("government",), _is_given, "end"),
             "the day on which the government ended, or '..' if it is in office"),
        Rule("end", _of(("rating",), _ends_or_is_a_year, "start", "end"),
             "the release of the next report, or '..' (only a whole year needs no end)"),
        Rule("label", _of(NAMED, _is_given, "label"), lambda row: f"a name for the {row['kind']}"),
        Rule("label", _each(_is_one_line, "label"),
             "a text without line breaks or control characters"),
        Rule("value", _of(("rating",), codes.__contains__, "value"),
             f"one of {', '.join(codes)} ({scale.name})"),
        Rule("value", _of(("index",), _is_number, "value"), "a number"),
        Rule("value", _of(NAMED, _is_empty, "value"),
             lambda row: f"nothing: a {row['kind']} has no value"),
        Rule("line", lambda rows: rows.again, "each record once"),
        Rule("start", _overlapping_ratings, "one rating at a time: end the earlier one first"),
        Rule("start", _repeated_index_dates, "one value a date for each index"),
    )  # fmt: skip


def _each(holds: Callable[..., bool], *columns: str) -> Callable[[Rows], list[int]]:
    """Where something does not hold of the cells of one row."""

    def broken_in(rows: Rows) -> list[int]:
        wrong = {cells for cells in set(rows.of(*columns)) if not holds(*cells)}
        if not wrong:
            return []
        return [position for position, cells in enumerate(rows.of(*columns)) if cells in wrong]

    return broken_in


def _of(
    kinds: Sequence[str], holds: Callable[..., bool], *columns: str
) -> Callable[[Rows], list[int]]:
    """Where something does not hold of the cells of one row, if it is of one of some kinds."""
    return _each(lambda kind, *cells: kind not in kinds or holds(*cells), "kind", *columns)


# --- of one row --------------------------------------------------------------------------------


_is_given, _is_empty = bool, not_


def _is_code_or_name(country: str) -> bool:
    return not looks_like_code(country) or is_code(country)


def _code_expected(row: Mapping[str, str]) -> str:
    near = nearest_code(row["country"])
    meant = f"; did you mean {near!r}?" if near else "."
    return f"an ISO 3166-1 alpha-3 code, or a name that is not three capitals{meant}"


@cache
def _date(text: str) -> Date | None:
    try:
        return parse(text) if text not in ("", ONGOING) else None
    except ValueError:
        return None


def _is_not_open(text: str) -> bool:
    return text not in ("", ONGOING)


def _is_date_or_open(text: str) -> bool:
    return text in ("", ONGOING) or _date(text) is not None


def _ends_after_it_starts(start: str, end: str) -> bool:
    first, last = _date(start), _date(end)
    return first is None or last is None or last.latest > first.earliest


def _ends_or_is_a_year(start: str, end: str) -> bool:
    return end != "" or re.fullmatch(r"\d{4}", start) is not None


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False


def _is_one_line(text: str) -> bool:
    return _BREAK.search(text) is None


# --- of the whole table ------------------------------------------------------------------------


def _repeated(rows: Iterable[tuple[str, ...]]) -> Iterator[int]:
    seen: set[tuple[str, ...]] = set()
    for position, cells in enumerate(rows):
        if cells in seen:
            yield position
        seen.add(cells)


def _overlapping_ratings(rows: Rows) -> Iterator[int]:
    """Where a rating surely starts before the country's former one ended, once for each row."""
    spells: dict[str, list[tuple[Span, int]]] = {}
    cells, again = rows.of("kind", "country", "start", "end"), rows.again
    for position, (kind, country, start, end) in enumerate(cells):
        if kind == "rating" and position not in again and (span := _span(start, end)):
            spells.setdefault(country, []).append((span, position))
    for own in spells.values():
        if len(lanes([span for span, _ in own])) == 1:
            continue
        ended, before = -INF, own[0]
        for spell in sorted(own, key=lambda spell: turn(spell[0])):
            if ended > spell[0].begun_max:
                yield max(before, spell)[1]
            ended, before = after(ended, spell[0]), spell


@cache
def _span(start: str, end: str) -> Span | None:
    """The days of a rating; None if its dates are none, or contradict each other."""
    first, last = _date(start), _date(end)
    if first is None or (last is None and end not in ("", ONGOING)):
        return None
    if end == "":
        whole = float(first.earliest.toordinal()), float(first.day_after.toordinal())
        return Span(whole[0], whole[0], whole[1], whole[1])
    span = span_of(first, last)
    return span if span.possible else None


def _repeated_index_dates(rows: Rows) -> list[int]:
    """Where an index has a second value for one date; repeated rows are not it."""
    index = [position for position, kind in enumerate(rows.cells["kind"]) if kind == "index"]
    dates = list(rows.of("country", "start", "category"))
    second = [index[number] for number in _repeated(dates[position] for position in index)]
    return [position for position in second if position not in rows.again]
