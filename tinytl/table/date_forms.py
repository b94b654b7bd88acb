"""Dates as people and programs write them: convert them to EDTF, or say why that is impossible.

A text that can mean two things is returned unchanged, so that the rules of the table refuse it:
3/5/2010 without `dayfirst`, a year of less than four digits, 2003.10 (October, or 2003.1). Only
2020-21 is valid EDTF (spring 2020) that can also mean two years: a separate rule refuses it.

>>> to_edtf("5 May 2003"), to_edtf("May 2003"), to_edtf("2003.0"), to_edtf("2003-05-15 00:00")
('2003-05-05', '2003-05', '2003', '2003-05-15')
>>> to_edtf("03.05.2010"), to_edtf("03.05.2010", True), to_edtf("3/5/2010", False)
('03.05.2010', '2010-05-03', '2010-03-05')
>>> join_parts(("2003", "May", "5.0")), join_parts(("1968", "10", "0")), join_parts(("1968", "13"))
('2003-05-05', '1968-10', '1968, 13')
>>> why_not_a_date("15/05/2003")[1], why_not_a_date("37756")
('write 2003-05-15, or pass dayfirst=True to tl.read_csv or tl.tidy',
 ("a spreadsheet's number of a day", 'write 2003-05-15'))
>>> why_not_a_date("20.01.09")
('a year of two digits', 'write all four: YYYY-MM-DD')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from .dates import MONTHS, QUARTERS, SEASONS, date_or_none, is_season_or_years, parse
from .problems import MISSING

_QUARTER = re.compile(r"(\d{4})[- ]?[Qq]([1-4])|[Qq]([1-4])[- /]?(\d{4})")
_YEAR = re.compile(r"([0-9]{4})\.0+")
_MIDNIGHT = re.compile(r"(.{6,}\d)[T ]0?0:00(?::00(?:\.0+)?)?Z?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(\. ?|[/ -])([0-9]{1,2})\2([0-9]{4})")
_MONTH, _DAY = r"(?P<month>[A-Za-z]{3,9})\.?", r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:{_DAY}\.?[ /-]*(?i:of )?)?{_MONTH}[ ,/-]*(?P<year>\d{{4}})",  # 5 May 2003, May 2003
        rf"{_MONTH} *{_DAY}(?: *, *| )(?P<year>\d{{4}})",  # May 5, 2003
        rf"(?P<year>\d{{4}})[ ,/-]*{_MONTH}(?:[ ,/-]*{_DAY})?",  # 2003 May 5
    )
)
_MONTH_NUMBERS = {
    name[:size].casefold(): n for n, name in enumerate(MONTHS, 1) for size in (3, 9)
} | {"sept": 9}


def to_edtf(text: str, dayfirst: bool | None = None) -> str:
    """Convert a date to EDTF; return a text that is no date, or can mean two things, unchanged.

    Parameters
    ----------
    text : str
        A year of a spreadsheet (``2003.0``), a day with midnight (``2003-05-15 00:00:00``), a date
        with an English month (``5 May 2003``, ``May 2003``), a quarter (``2003Q2``, ``Q2 2003``);
        with `dayfirst` also days such as ``3/5/2010``, ``03.05.2010``, ``3-5-2010``.
    dayfirst : bool, optional
        Whether the day stands before the month, where both are numbers and the year comes last.
    """
    if found := _YEAR.fullmatch(text):
        return found[1]
    day = _without_midnight(text)
    if _ISO.fullmatch(day):
        return day
    if dayfirst is not None and (found := _DAY_MONTH.fullmatch(day)):
        month, number = (found[3], found[1]) if dayfirst else (found[1], found[3])
        return _edtf_of(found[4], month, number) or text
    if found := _QUARTER.fullmatch(text):
        return f"{found[1] or found[4]}-{32 + int(found[2] or found[3])}"
    parts = _with_month(day)
    return (parts and _edtf_of(*parts)) or text


def _without_midnight(text: str) -> str:
    """A day without the time 00:00, which spreadsheets and databases add."""
    return found[1] if (found := _MIDNIGHT.fullmatch(text)) else text


def _with_month(text: str) -> tuple[str, int, str | None] | None:
    """Year, month and day of a text in the form of a date with an English month."""
    for form in _MONTH_FORMS:
        found = form.fullmatch(text)
        if found and (month := month_number(found["month"])):
            return found["year"], month, found["day"]
    return None


def month_number(word: str) -> int | None:
    """The number of a month by its English name, in full or as three letters.

    >>> month_number("May"), month_number("SEPT"), month_number("Decem"), month_number("Mai")
    (5, 9, None, None)
    """
    return _MONTH_NUMBERS.get(word.casefold().removesuffix("."))


@cache
def _edtf_of(year: str, month: int | str, day: int | str | None) -> str:
    """EDTF of a month or a day; empty if the calendar has no such month or day."""
    text = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day is not None else "")
    return text if int(month) <= 12 and date_or_none(text) else ""


# --- year, month and day in columns of their own -------------------------------------------------


def join_parts(parts: Sequence[str]) -> str:
    """A year, a month and a day as EDTF, as far as they are known; with commas if they are none.

    An unknown month or day is empty or 0. A text with commas is refused by the rules of the table.
    """
    texts = [re.sub(r"(?<=[0-9])\.0+$", "", part.strip()) for part in parts]
    while len(texts) > 1 and texts[-1] in ("", "0", "00"):
        texts.pop()
    if len(texts) == 1:
        return texts[0]
    year, month, *days = texts
    numbers = "-".join((year, *(f"{part:0>2}" for part in (month_number(month) or month, *days))))
    is_edtf = re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])(-[0-9]{2})?", numbers)
    return numbers if is_edtf else ", ".join(texts)


# --- why a text is no date -----------------------------------------------------------------------

EXCEL_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets, given that they have a 29 February 1900."""
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
    (r"[^, ]*, [^, ]*(?:, [^, ]*)?", "no year, month and day",
     "a year has four digits, a month is 1 to 12 or its English name, a day has a month"),
)  # fmt: skip
"""Forms that are no EDTF: pattern, cause and remedy, in which {1} is the first group."""
_ONGOING = {
    "present", "ongoing", "today", "now", "current", "incumbent", "...", "…", "still", "open"
}  # fmt: skip
_PASS = "pass dayfirst={} to tl.read_csv or tl.tidy"


def why_not_a_date(text: str) -> tuple[str, str]:
    """Why a text is no date, and what to write; both empty if the cause is unknown."""
    if text.casefold() in _ONGOING:
        return "what still goes on", "write .. as the end"
    if text.casefold() in MISSING or re.fullmatch(r"-[0-9]{1,3}|9999?[0-9]*", text):
        return "a code for what is missing", "leave it empty, or the row out"
    if is_season_or_years(edtf := to_edtf(text)):
        return _season_or_years(int(edtf[:4]), edtf[5:7])
    text = _without_midnight(text)
    if found := _TIMED.fullmatch(text):
        day = to_edtf(found[1])
        known = len(day) == len("YYYY-MM-DD") and date_or_none(day)
        return "a time of day", f"write {day if known else 'the date alone'}"
    if found := _DAY_MONTH.fullmatch(text):
        return _day_or_month_first(found[1], found[3], found[4])
    if found := re.fullmatch(r"([0-9]{1,2})[./ -]([0-9]{4})", text):
        return "month first", f"write {_edtf_of(found[2], found[1], None) or 'YYYY-MM-DD'}"
    for form, cause, remedy in _FORMS:
        if found := re.fullmatch(form, text):
            return cause, remedy.format(text, *found.groups())
    if re.fullmatch(r"[0-9]{5}(\.0)?", text):
        counted = EXCEL_EPOCH + timedelta(days=int(text[:5]))
        return "a spreadsheet's number of a day", f"write {counted}"
    if _with_month(text):
        return "no such day", "write YYYY-MM-DD"
    if hint := _year_first(text):
        return hint
    try:
        parse(text)
    except ValueError as error:
        cause, _, remedy = str(error).removeprefix(f"{text!r}: ").partition(": ")
        return ("", "") if cause == "no EDTF date" else (cause, remedy)
    return "", ""


def _season_or_years(year: int, number: str) -> tuple[str, str]:
    if number in QUARTERS:
        month = QUARTERS[number][1]
        after = f"{year}-{month + 3:02}" if month < 10 else f"{year + 1}-01"
        return (
            "a quarter in EDTF, or two years, nobody knows",
            f"write {year:04}-{month:02} as the start and {after} as the end of a quarter, or "
            f"{year:04} as the start and {year + 2} as the end",
        )
    name, month = SEASONS[number]
    return (
        "a season in EDTF, or two years, nobody knows",
        f"write {year + month // 12}-{month % 12 + 1:02}~ if it is {name} {year:04}, or {year:04} "
        f"as the start and {year + 2} as the end",
    )


def _day_or_month_first(first: str, second: str, year: str) -> tuple[str, str]:
    day_first, month_first = _edtf_of(year, second, first), _edtf_of(year, first, second)
    if day_first and month_first:
        either = _PASS.format("True or dayfirst=False")
        return "day first or month first, nobody knows", f"write YYYY-MM-DD, or {either}"
    if day_first:
        return "day first", f"write {day_first}, or {_PASS.format(True)}"
    if month_first:
        return "month first", f"write {month_first}, or {_PASS.format(False)}"
    return "no such day", "write YYYY-MM-DD"


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
    day = _edtf_of(year, second, third)
    return ("not as EDTF writes it", f"write {day}") if day else None
