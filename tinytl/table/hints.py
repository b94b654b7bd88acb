"""Hints for frequent mistakes: why a cell is wrong, and what to write instead.

Each function returns a cause and a remedy. Equal mistakes share a cause, so that a table with
twenty thousand of them needs one line of an error; the remedy is that of the cell.

>>> of_date("15/05/2003")[1], of_date("37756")
('write 2003-05-15, or pass dayfirst=True to tl.read_csv or tl.tidy',
 ("a spreadsheet's number of a day", 'write 2003-05-15'))
>>> of_number("5,3")[0], of_date("20.01.09")
('a comma for the decimal point', ('a year of two digits', 'write all four: YYYY-MM-DD'))
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from difflib import get_close_matches

from .date_forms import edtf_of, has_month, to_edtf, without_midnight
from .dates import date_or_none, in_words, is_season_or_years, parse

EXCEL_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets, given that they have a 29 February 1900."""
_DAY_MONTH = re.compile(r"([0-9]{1,2})(\. ?|[/ -])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ]?)([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_TIMED = re.compile(r"(.*[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})[T ,]+[0-9]{1,2}:[0-9:.,+Z APMapm-]+")
_FORMS = (
    (r"[0-9]{1,2}|'[0-9]{2}|[0-9]{1,2}([./ -])[0-9]{1,2}(\1[0-9]{2})?"
     r"|([0-9]{1,2}\W*)?[A-Za-z]{3,9}\W*[0-9]{2}|[0-9]{2}\W*[A-Za-z]{3,9}(\W*[0-9]{1,2})?",
     "a year of two digits", "write all four: YYYY-MM-DD"),
    (r"[0-9]{3}", "a year of three digits", "write 0{0}"),
    (r"(?i:about|around|circa|ca?\.?)\s*([0-9]{4})", "in words", "write {1}~"),
    (r"([0-9]{4})\s*(?:[–—]|-|(?i:to))\s*([0-9]{4})", "two dates",
     "write {1} as the start, {2} as the end"),
)  # fmt: skip
"""Forms that are no EDTF: pattern, cause and remedy, in which {1} is the first group."""
_MISSING = {"na", "n/a", "nan", "nat", "none", "null", "-", "--", "?", "unknown", "tbd", "missing"}
_ONGOING = {
    "present", "ongoing", "today", "now", "current", "incumbent", "...", "…", "still", "open"
}  # fmt: skip
_SEASON_MIDDLES = {"21": 4, "22": 7, "23": 10, "24": 1}
"""The middle month of each season; that of winter lies in the next year."""
_PASS = "pass dayfirst={} to tl.read_csv or tl.tidy"


def of_date(text: str) -> tuple[str, str]:
    """Why a text is no date, and what to write; both empty if the cause is unknown."""
    if text.casefold() in _ONGOING:
        return "what still goes on", "write .. as the end"
    if text.casefold() in _MISSING or re.fullmatch(r"-[0-9]{1,3}|9999?[0-9]*", text):
        return "a code for what is missing", "leave it empty, or the row out"
    if is_season_or_years(edtf := to_edtf(text)):
        return _season_or_years(int(edtf[:4]), edtf[5:7])
    text = without_midnight(text)
    if found := _TIMED.fullmatch(text):
        day = to_edtf(found[1])
        known = len(day) == len("YYYY-MM-DD") and date_or_none(day)
        return "a time of day", f"write {day if known else 'the date alone'}"
    if found := _DAY_MONTH.fullmatch(text):
        return _day_or_month_first(found[1], found[3], found[4])
    if found := re.fullmatch(r"([0-9]{1,2})[./ -]([0-9]{4})", text):
        return "month first", f"write {edtf_of(found[2], found[1], None) or 'YYYY-MM-DD'}"
    for form, cause, remedy in _FORMS:
        if found := re.fullmatch(form, text):
            return cause, remedy.format(text, *found.groups())
    if re.fullmatch(r"[0-9]{5}(\.0)?", text):
        counted = EXCEL_EPOCH + timedelta(days=int(text[:5]))
        return "a spreadsheet's number of a day", f"write {counted}"
    if has_month(text):
        return "no such day", "write YYYY-MM-DD"
    return _year_first(text) or _why_unparsed(text)


def _season_or_years(year: int, season: str) -> tuple[str, str]:
    if season not in _SEASON_MIDDLES:
        month = 3 * int(season) - 98
        after = f"{year}-{month + 3:02}" if month < 10 else f"{year + 1}-01"
        return (
            "a quarter in EDTF, or two years, nobody knows",
            f"write {year:04}-{month:02} as the start and {after} as the end of a quarter, or "
            f"{year:04} as the start and {year + 2} as the end",
        )
    middle = f"{year + (season == '24')}-{_SEASON_MIDDLES[season]:02}~"
    return (
        "a season in EDTF, or two years, nobody knows",
        f"write {middle} if it is {in_words(parse(f'{year:04}-{season}'))}, or {year:04} as the "
        f"start and {year + 2} as the end",
    )


def _day_or_month_first(first: str, second: str, year: str) -> tuple[str, str]:
    if not (edtf_of(year, second, first) or edtf_of(year, first, second)):
        return "no such day", "write YYYY-MM-DD"
    if int(first) > 12 >= int(second):
        day = edtf_of(year, second, first) or "YYYY-MM-DD"
        return "day first", f"write {day}, or {_PASS.format(True)}"
    if int(second) > 12 >= int(first):
        day = edtf_of(year, first, second) or "YYYY-MM-DD"
        return "month first", f"write {day}, or {_PASS.format(False)}"
    either = _PASS.format("True or dayfirst=False")
    return "day first or month first, nobody knows", f"write YYYY-MM-DD, or {either}"


def _year_first(text: str) -> tuple[str, str] | None:
    """A hint for year, month and day in this order, but with other separators than EDTF has."""
    found = _YEAR_FIRST.fullmatch(text)
    if not found or re.fullmatch(r"[0-9]{5,6}|[0-9]{4}-[0-9]{2}(-[0-9]{2})?", text):
        return None
    year, separator, second, third = found.groups()
    if third is None and separator == ".":
        return "a year with a fraction, or a month, nobody knows", "write YYYY-MM"
    if third is None and separator in "/ -" and int(second) == (int(year) + 1) % 100:
        return "a month, or two years, nobody knows", "write YYYY-MM, or a start and an end"
    day = edtf_of(year, second, third)
    return ("not as EDTF writes it", f"write {day}") if day else None


def _why_unparsed(text: str) -> tuple[str, str]:
    """The reason that `parse` gives: no such day, or EDTF of another level."""
    try:
        parse(text)
    except ValueError as error:
        cause, _, remedy = str(error).removeprefix(f"{text!r}: ").partition(": ")
        return ("", "") if cause == "no EDTF date" else (cause, remedy)
    return "", ""


def of_number(text: str) -> tuple[str, str]:
    """Why a text is no number, and what to write; both empty if the cause is unknown."""
    if re.fullmatch(r"-?\d+,\d+", text) and not re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", text):
        return (
            "a comma for the decimal point",
            f"write {text.replace(',', '.')} (of a whole file: pandas.read_csv(..., decimal=',') "
            "and pass on the frame)",
        )
    if re.fullmatch(r"-?[1-9]\d{0,2}([ ,']\d{3})+(\.\d+)?", text):
        return "thousands set apart", "write " + re.sub("[ ,']", "", text)
    if found := re.fullmatch(r"[$€£]?\s*(-?\d+(?:\.\d+)?)\s*[%$€£]?", text):
        return "a unit", f"write {found[1]}"
    if text.casefold() in _MISSING | {"inf", "-inf", ".."}:
        return "a code for what is missing", "leave the row out"
    return "", ""


def nearest(text: str, known: Sequence[str]) -> str:
    """The known word that is most like a text; empty if none is similar."""
    folded = {word.casefold(): word for word in known}
    near = get_close_matches(text.casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else ""
