"""Why a cell is not what it should be: the mistakes that are made often, each with its remedy.

A cause is what equal mistakes have in common, so that a table with twenty thousand of them is told
in a line; the remedy is that of the cell at hand.

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

from .date_forms import has_month, to_edtf, without_midnight
from .dates import in_words, is_season_or_years, parse

EXCEL = date(1899, 12, 30)
"""The day before which spreadsheets count days (they have a 29 February 1900)."""
_DAY_MONTH = re.compile(r"([0-9]{1,2})(\. ?|[/ -])([0-9]{1,2})\2([0-9]{4})")
_TWO_DIGITS = re.compile(
    r"[0-9]{1,2}|'[0-9]{2}|[0-9]{1,2}([./ -])[0-9]{1,2}(\1[0-9]{2})?"
    r"|([0-9]{1,2}\W*)?[A-Za-z]{3,9}\W*[0-9]{2}|[0-9]{2}\W*[A-Za-z]{3,9}(\W*[0-9]{1,2})?"
)
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ]?)([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_TIMED = re.compile(r"(.*[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})[T ,]+[0-9]{1,2}:[0-9:.,+Z APMapm-]+")
SEASON_MIDDLES = {"21": 4, "22": 7, "23": 10, "24": 1}
"""The month in the middle of each season; that of winter is in the year that follows."""
_MISSING = {"na", "n/a", "nan", "nat", "none", "null", "-", "--", "?", "unknown", "tbd", "missing"}
_STILL = {"present", "ongoing", "today", "now", "current", "incumbent", "...", "…", "still", "open"}
_PASS = "pass dayfirst={} to tl.read_csv or tl.tidy"


def of_date(text: str) -> tuple[str, str]:
    """Why a text is no date, and what to write; two empty texts if nobody knows."""
    folded = text.casefold()
    if folded in _STILL:
        return "what still goes on", "write .. as the end"
    if folded in _MISSING or re.fullmatch(r"-[0-9]{1,3}|9999?[0-9]*", text):
        return "a code for what is missing", "leave it empty, or the row out"
    if is_season_or_years(text):
        year, season = int(text[:4]), text[5:7]
        middle = f"{year + (season == '24')}-{SEASON_MIDDLES[season]:02}~"
        return (
            "a season in EDTF, or two years, nobody knows",
            f"write {middle} if it is {in_words(parse(text[:7]))}, or {text[:4]} as the start and "
            f"{year + 2} as the end",
        )
    text = without_midnight(text)
    if found := _TIMED.fullmatch(text):
        known = to_edtf(found[1])
        return "a time of day", f"write {known if _is_day(known) else 'the date alone'}"
    if found := _DAY_MONTH.fullmatch(text):
        return _day_or_month_first(found[1], found[3], found[4])
    if found := re.fullmatch(r"([0-9]{1,2})[./ -]([0-9]{4})", text):
        return "month first", _written(found[2], found[1], None)
    if _TWO_DIGITS.fullmatch(text):
        return "a year of two digits", "write all four: YYYY-MM-DD"
    if re.fullmatch(r"[0-9]{3}", text):
        return "a year of three digits", f"write 0{text}"
    if re.fullmatch(r"[0-9]{5}(\.0)?", text):
        day = EXCEL + timedelta(days=int(text[:5]))
        return "a spreadsheet's number of a day", f"write {day}"
    if found := re.fullmatch(r"(?:about|around|circa|ca?\.?)\s*([0-9]{4})", folded):
        return "in words", f"write {found[1]}~"
    if found := re.fullmatch(r"([0-9]{4})\s*(?:[–—]|-|to)\s*([0-9]{4})", folded):
        return "two dates", f"write {found[1]} as the start, {found[2]} as the end"
    if re.fullmatch(r"[0-9]{4}[- ]?q[1-4]|q[1-4][- ]?[0-9]{4}", folded):
        return "a quarter", "write its first month as the start, the month after it as the end"
    if has_month(text):
        return "no such day", "write YYYY-MM-DD"
    return _year_first(text) or _as_told(text)


def _day_or_month_first(first: str, second: str, year: str) -> tuple[str, str]:
    day, month = _written(year, second, first), _written(year, first, second)
    if int(first) > 12 >= int(second):
        return "day first", f"{day}, or {_PASS.format(True)}"
    if int(second) > 12 >= int(first):
        return "month first", f"{month}, or {_PASS.format(False)}"
    if int(first) > 12:
        return "", ""
    either = _PASS.format("True or dayfirst=False")
    return "day first or month first, nobody knows", f"write YYYY-MM-DD, or {either}"


def _year_first(text: str) -> tuple[str, str] | None:
    """What another order of marks between year, month and day probably means."""
    found = _YEAR_FIRST.fullmatch(text)
    if not found or re.fullmatch(r"[0-9]{5,6}|[0-9]{4}-[0-9]{2}(-[0-9]{2})?", text):
        return None
    year, mark, second, third = found.groups()
    if third is None and mark == ".":
        return "a year with a fraction, or a month, nobody knows", "write YYYY-MM"
    if third is None and mark in "/ -" and int(second) == (int(year) + 1) % 100:
        return "a month, or two years, nobody knows", "write YYYY-MM, or a start and an end"
    remedy = _written(year, second, third)
    return ("not as EDTF writes it", remedy) if "YYYY" not in remedy else None


def _is_day(text: str) -> bool:
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None


def _as_told(text: str) -> tuple[str, str]:
    """The reason of `parse`: what is no such day, or EDTF of another level."""
    try:
        parse(text)
    except ValueError as error:
        cause, _, remedy = str(error).removeprefix(f"{text!r}: ").partition(": ")
        return ("", "") if cause == "no EDTF date" else (cause, remedy)
    return "", ""


def _written(year: str, month: str, day: str | None) -> str:
    text = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    try:
        return f"write {parse(text)}" if int(month) <= 12 else "write YYYY-MM-DD"
    except ValueError:
        return "write YYYY-MM-DD"


def of_number(text: str) -> tuple[str, str]:
    """Why a text is no number, and what to write."""
    if re.fullmatch(r"-?\d+,\d+", text) and not re.fullmatch(r"-?\d{1,3},\d{3}", text):
        return (
            "a comma for the decimal point",
            f"write {text.replace(',', '.')} (of a whole file: pandas.read_csv(..., decimal=',') "
            "and pass on the frame)",
        )
    if re.fullmatch(r"-?\d{1,3}([ ,']\d{3})+(\.\d+)?", text):
        return "thousands set apart", "write " + re.sub("[ ,']", "", text)
    if found := re.fullmatch(r"[$€£]?\s*(-?\d+(?:\.\d+)?)\s*[%$€£]?", text):
        return "a unit", f"write {found[1]}"
    if text.casefold() in _MISSING | {"inf", "-inf", ".."}:
        return "a code for what is missing", "leave the row out"
    return "", ""


def nearest(text: str, known: Sequence[str]) -> str:
    """Which of those known was meant by another text; nothing if none is near."""
    folded = {word.casefold(): word for word in known}
    near = get_close_matches(text.casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else ""
