"""Why a cell is not what it should be: the mistakes that are made often, each with its remedy.

A cause is what equal mistakes have in common, so that a table with twenty thousand of them is told
in a line; the remedy is that of the cell at hand.

>>> of_date("15/05/2003"), of_date("37756")
(('day first', 'write 2003-05-15'), ("a spreadsheet's number of a day", 'write 2003-05-15'))
>>> of_number("5,3")
('a comma for the decimal point', 'write 5.3')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from difflib import get_close_matches

from .dates import MONTHS, parse

EXCEL = date(1899, 12, 30)
"""The day before which spreadsheets count days (they have a 29 February 1900)."""
_SLASHED = re.compile(r"(\d{1,2})([/. -])(\d{1,2})\2(\d{2}|\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]?(\d{1,2})(?:[-/. ]?(\d{1,2}))?")
_WORDED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\W+)?([A-Za-z]{3,9})\W+(?:(\d{1,2})\W+)?(\d{4})")
_MISSING = {"na", "n/a", "nan", "nat", "none", "null", "-", "--", "?", "unknown", "tbd", "missing"}
_STILL = {"present", "ongoing", "today", "now", "current", "incumbent", "...", "…", "still", "open"}


def of_date(text: str) -> tuple[str, str]:
    """Why a text is no date, and what to write; two empty texts if nobody knows."""
    folded = text.casefold()
    if folded in _STILL:
        return "what still goes on", "write .. as the end"
    if folded in _MISSING or re.fullmatch(r"-\d{1,3}|9999?\d*", text):
        return "a code for what is missing", "leave it empty, or the row out"
    if found := _SLASHED.fullmatch(text):
        return _slashed(int(found[1]), int(found[3]), found[4])
    if re.fullmatch(r"\d{5}(\.0)?", text):
        day = EXCEL + timedelta(days=int(text[:5]))
        return "a spreadsheet's number of a day", f"write {day}"
    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ][\d:.,+Z -]+", text):
        return "a time of day", f"write {found[1]}"
    if found := re.fullmatch(r"(?:about|around|circa|ca?\.?)\s*(\d{4})", folded):
        return "in words", f"write {found[1]}~"
    if found := re.fullmatch(r"(\d{4})\s*(?:[–—]|-|to)\s*(\d{4})", folded):
        return "two dates", f"write {found[1]} as the start, {found[2]} as the end"
    if found := _WORDED.fullmatch(text):
        month = [n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(found[2].lower())]
        if month:
            return "a month in words", _written(int(found[4]), month[0], found[1] or found[3])
    return _as_told(text)


def _slashed(first: int, second: int, year: str) -> tuple[str, str]:
    if len(year) == 2:
        return "a year of two digits", "write all four: YYYY-MM-DD"
    if first > 12 >= second:
        return "day first", _written(int(year), second, first)
    if second > 12 >= first:
        return "month first", _written(int(year), first, second)
    return "day first or month first, nobody knows", "write YYYY-MM-DD"


def _as_told(text: str) -> tuple[str, str]:
    """The reason of `parse`: what is no such day, or EDTF of another level."""
    found = _YEAR_FIRST.fullmatch(text)
    if found and not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text) and len(text) != 5:
        remedy = _written(int(found[1]), int(found[2]), found[3])
        if remedy != "write YYYY-MM-DD":
            return "not as EDTF writes it", remedy
    try:
        parse(text)
    except ValueError as error:
        cause, _, remedy = str(error).rpartition("': ")[2].partition(": ")
        return ("", "") if cause == "no EDTF date" else (cause, remedy)
    return "", ""


def _written(year: int, month: int, day: int | str | None) -> str:
    text = f"{year:04}-{month:02}" + (f"-{int(day):02}" if day else "")
    try:
        return f"write {parse(text)}"
    except ValueError:
        return "write YYYY-MM-DD"


def of_number(text: str) -> tuple[str, str]:
    """Why a text is no number, and what to write."""
    if re.fullmatch(r"-?\d+,\d+", text) and not re.fullmatch(r"-?\d{1,3},\d{3}", text):
        return "a comma for the decimal point", f"write {text.replace(',', '.')}"
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
