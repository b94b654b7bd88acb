"""The rules of the table: what each row must fulfil, and the error messages.

Rules check each distinct cell once: a table of a million rows has a few thousand dates and a
handful of kinds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import not_
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from .codes import AGGREGATES, looks_like_code
from .columns import Codes, Column, Mask, Rows, repeated
from .countries import is_code, nearest_code
from .date_forms import why_not_a_date
from .dates import EXPECTED, ONGOING, date_or_none, is_season_or_years
from .header import KINDS as KINDS
from .problems import Problem, group_problems, nearest, short, unseen, why_not_a_number
from .scales import Scale
from .scorecards import is_of_scales, overlapping_ratings

FAR = 2999
"""The first year that is a code and no date: 9999-12-31, 2999-12-31, 3000-01-01."""
LABELED = ("law", "government", "event")
SERIES_KINDS = ("rating", "index")
"""Kinds with a value in each report or year, so that a missing one is a gap."""
TEXTS = ("country", "label", "value", "category", "detail", "source")

_BREAK = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Control characters and separators of lines and paragraphs."""

Cause: TypeAlias = Callable[[str], tuple[str, str]]
"""From a wrong cell to its cause, which groups equal mistakes, and a sentence about the cell."""


@dataclass(frozen=True)
class Rule:
    """A rule of the table.

    Attributes
    ----------
    column : str
        The column that the rule is about; ``"line"`` for whole rows.
    violations : callable
        From all rows to a mask of those that break the rule.
    expected : str or callable
        What is expected there, or a function of the row that says it.
    cause : callable, optional
        The cause of a wrong cell.
    """

    column: str
    violations: Callable[[Rows], Mask]
    expected: str | Callable[[Mapping[str, str]], str]
    cause: Cause | None = None


def problems_in(
    columns: Mapping[str, Column],
    written: Mapping[str, Column],
    scale: Scale,
    places: pd.Index[Any],
    where: str,
) -> list[Problem]:
    """Find all broken rules; rows that break a rule for the same cause share a sentence.

    Parameters
    ----------
    columns : mapping of str to Column
        The nine columns of the table; their texts have no blanks around them.
    written : mapping of str to Column
        The original cells of the file or the frame, which messages quote.
    scale : Scale
        The levels that a rating may have.
    places : pandas.Index
        The names of rows: lines of a file, or the index of a frame.
    where : str
        The text before a name: ``"timelines.csv, line"``; empty if names are complete.
    """
    rows, original, problems = Rows(columns), Rows({**columns, **written}), []
    wrong: dict[str, Mask] = {}  # only the first problem of a cell: others follow from it
    for number, rule in enumerate(_rules(scale)):
        before = wrong.get(rule.column, np.zeros(len(places), dtype=bool))
        broken = rule.violations(rows) & ~before
        wrong[rule.column] = before | broken
        if not broken.any():
            continue
        for positions in _by_cause(rule, original, np.flatnonzero(broken)):
            message = partial(_message, rule, original)
            sentences = group_problems(where, positions, places.__getitem__, message)
            problems += [(position, number, sentence) for position, sentence in sentences]
    return [(position, sentence) for position, _, sentence in sorted(problems)]


def _by_cause(rule: Rule, rows: Rows, broken: Codes) -> list[list[int]]:
    """The rows that break a rule, grouped by the cause of the mistake."""
    if rule.cause is None:
        return [broken.tolist()]
    column, cause = rows.columns[rule.column], cache(rule.cause)
    groups: dict[str, list[int]] = {}
    for position, code in zip(broken.tolist(), column.codes[broken].tolist(), strict=True):
        groups.setdefault(cause(column.texts[code].strip())[0], []).append(position)
    return list(groups.values())


def _message(rule: Rule, rows: Rows, position: int) -> str:
    row = rows[position]
    clean = {name: cell.strip() for name, cell in row.items()}
    expected = rule.expected if isinstance(rule.expected, str) else rule.expected(clean)
    if rule.column == "line":
        return f"this is a record that stands twice; expected {expected}."
    cell = row[rule.column]
    found = repr(short(cell)) if cell.strip() else "empty"
    hint = rule.cause(cell.strip())[1] if rule.cause else ""
    return f"{rule.column} is {found}; expected {expected}{hint or '.'}"


def _rules(scale: Scale) -> tuple[Rule, ...]:
    """All rules, in the order in which the problems of one row are reported."""
    several = [_value_rule(scale, one) for one in (scale, *scale.others)]
    return (
        Rule("country", _each(bool, "country"), "a country"),
        Rule("country", _each(_is_code_or_name, "country"),
             "an ISO 3166-1 alpha-3 code, or a name that is not three capitals", _code),
        Rule("kind", _each(KINDS.__contains__, "kind"), "one of " + ", ".join(KINDS),
             _choice(KINDS)),
        Rule("start", _each(_is_not_open, "start"), EXPECTED),
        Rule("start", _each(_is_date_or_open, "start"), EXPECTED, _sentence(why_not_a_date)),
        Rule("end", _each(_is_date_or_open, "end"),
             f"{EXPECTED}, '..' if it still goes on, or nothing", _sentence(why_not_a_date)),
        Rule("start", _each(_is_of_our_time, "start"),
             f"a date before {FAR}: leave out the row of what is not known"),
        Rule("end", _each(_is_of_our_time, "end"), f"a date before {FAR}, or '..' if it still goes "
             "on"),
        Rule("end", _each(_ends_after_it_starts, "start", "end"), _end_expected),
        Rule("end", _each(bool, "end", kinds=("government",)),
             "the day on which the government ended, or '..' if it is in office"),
        Rule("end", _each(_ends_or_is_a_year, "start", "end", kinds=("rating",)),
             "the release of the next report, or '..' (only a whole year needs no end)"),
        Rule("label", _each(bool, "label", kinds=LABELED),
             lambda row: f"a name for the {row['kind']}"),
        *(Rule(column, _each(_is_one_line, column),
               "a text without line breaks or control characters")
          for column in ("country", "label", "category")),
        *(Rule(column, _each(_is_seen, column), "a text that can be read",
               lambda text: (unseen(text)[:30], f". There is {unseen(text)}: delete it."))
          for column in TEXTS),
        *several,
        Rule("value", _each(_is_number, "value", kinds=("index",)), "a number",
             _sentence(why_not_a_number)),
        Rule("value", _each(not_, "value", kinds=("law", "event")),
             lambda row: f"nothing: a{'n' * (row['kind'] == 'event')} {row['kind']} has no value"),
        Rule("line", lambda rows: rows.is_duplicate, "each record once"),
        Rule("start", lambda rows: overlapping_ratings(rows, scale),
             lambda row: "one rating at a time: end the earlier one first "
             f"({scale.of(row['category']).name}; a further scorecard is named by its category)"),
        Rule("start", _repeats_an_index, "one value a date for each index"),
    )  # fmt: skip


def _value_rule(scale: Scale, one: Scale) -> Rule:
    """The rule for the values of one of the scorecards of a table."""

    def holds(category: str, value: str) -> bool:
        return scale.of(category) is not one or value in one.codes

    def violations(rows: Rows) -> Mask:
        return rows.violates(holds, "category", "value") & is_of_scales(rows, scale)

    def expected(row: Mapping[str, str]) -> str:
        levels = f"one of {short(', '.join(one.codes), 200)} ({one.name})"
        if row["category"] in ("", one.name, "report", "redetermination"):
            return levels
        return f"{levels}, or a further scale of the name {row['category']!r} in scale=[...]"

    return Rule("value", violations, expected, _choice(one.codes))


def _each(
    holds: Callable[..., Any], *columns: str, kinds: Sequence[str] = ()
) -> Callable[[Rows], Mask]:
    """Mask of rows, of all or some kinds, where a condition on some cells is false."""
    if not kinds:
        return lambda rows: rows.violates(holds, *columns)
    return lambda rows: rows.violates(holds, *columns) & rows.is_kind(*kinds)


def _repeats_an_index(rows: Rows) -> Mask:
    """Mask of second values of an index for one date; duplicates of a row do not count."""
    index = rows.is_kind("index")
    again = np.zeros_like(index)
    again[index] = repeated(rows.of("country", "start", "category")[1][index])
    return again & ~rows.is_duplicate


# --- conditions on one row -----------------------------------------------------------------------


def _is_code_or_name(country: str) -> bool:
    return not looks_like_code(country) or is_code(country)


def _code(text: str) -> tuple[str, str]:
    if text in AGGREGATES:
        told = ". A group of countries of the World Bank: leave the rows of such groups out."
        return "a group", told
    near = nearest_code(text)
    return text, f"; did you mean {near!r}?" if near else ""


def _choice(known: Sequence[str]) -> Cause:
    return lambda text: (
        text,
        f"; did you mean {near!r}?" if (near := nearest(text, known)) else "",
    )


def _sentence(cause: Cause) -> Cause:
    """Turn a cause and its remedy into a sentence that follows what was expected."""

    def sentence(text: str) -> tuple[str, str]:
        what, remedy = cause(text)
        return what, f". {what[:1].upper()}{what[1:]}{remedy and ': '}{remedy}." if what else ""

    return sentence


def _end_expected(row: Mapping[str, str]) -> str:
    start = date_or_none(row["start"])
    if row["start"] == row["end"] and start is not None:
        return f"the day after the last one: of a single day, {start.day_after}"
    return f"a date after the start, {row['start']}"


def _is_not_open(text: str) -> bool:
    return text not in ("", ONGOING)


def _is_date_or_open(text: str) -> bool:
    return text in ("", ONGOING) or (
        date_or_none(text) is not None and not is_season_or_years(text)
    )


def _is_of_our_time(text: str) -> bool:
    return (when := date_or_none(text)) is None or when.latest.year < FAR


def _ends_after_it_starts(start: str, end: str) -> bool:
    first, last = date_or_none(start), date_or_none(end)
    return first is None or last is None or last.latest > first.earliest


def _ends_or_is_a_year(start: str, end: str) -> bool:
    return end != "" or re.fullmatch(r"\d{4}", start) is not None


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) <= 1e300 and text.isascii() and "_" not in text
    except ValueError:
        return False


def _is_one_line(text: str) -> bool:
    return text.isprintable() or _BREAK.search(text) is None


def _is_seen(text: str) -> bool:
    return text.isprintable() or not unseen(text)
