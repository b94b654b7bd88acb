"""The dates that people and programs write, as EDTF: each form that can mean one thing only.

What can mean two things stays as it is, so that the rules refuse it: 3/5/2010 without `dayfirst`,
each year of less than four digits, 2003.10, which is October or 2003.1.

>>> to_edtf("5 May 2003"), to_edtf("May 2003"), to_edtf("2003.0"), to_edtf("2003-05-15 00:00")
('2003-05-05', '2003-05', '2003', '2003-05-15')
>>> to_edtf("03.05.2010"), to_edtf("03.05.2010", True), to_edtf("3/5/2010", False)
('03.05.2010', '2010-05-03', '2010-03-05')
"""

from __future__ import annotations

import re
from functools import cache

from .dates import MONTHS, parse

_YEAR = re.compile(r"([0-9]{4})\.0+")
_MIDNIGHT = re.compile(r"(.{6,}\d)[T ]0?0:00(?::00(?:\.0+)?)?Z?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_MONTH = re.compile(r"(\d{1,2})(\. ?|/|-)(\d{1,2})\2(\d{4})")
_MONTH, _DAY = r"(?P<month>[A-Za-z]{3,9})\.?", r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WORDED = tuple(
    re.compile(form)
    for form in (
        rf"(?:{_DAY}\.?[ /-]*(?i:of )?)?{_MONTH}[ ,/-]*(?P<year>\d{{4}})",  # 5 May 2003, May 2003
        rf"{_MONTH} *{_DAY}(?: *, *| )(?P<year>\d{{4}})",  # May 5, 2003
        rf"(?P<year>\d{{4}})[ ,/-]*{_MONTH}(?:[ ,/-]*{_DAY})?",  # 2003 May 5
    )
)
_NUMBERS = {name[:size].casefold(): n for n, name in enumerate(MONTHS, 1) for size in (3, 9)} | {
    "sept": 9
}


def to_edtf(text: str, dayfirst: bool | None = None) -> str:
    """A date as EDTF writes it; a text that is none, or that can mean two things, as it stands.

    Parameters
    ----------
    text : str
        A year of a spreadsheet (``2003.0``), a day with its midnight (``2003-05-15 00:00:00``), a
        date with an English month (``5 May 2003``, ``May 2003``); with `dayfirst` days such as
        ``3/5/2010``, ``03.05.2010``, ``3-5-2010`` too.
    dayfirst : bool, optional
        Whether the day stands before the month, where both are numbers and the year comes last.
    """
    if found := _YEAR.fullmatch(text):
        return found[1]
    day = without_midnight(text)
    if _ISO.fullmatch(day):
        return day
    if dayfirst is not None and (found := _DAY_MONTH.fullmatch(day)):
        parts = (found[4], found[3], found[1]) if dayfirst else (found[4], found[1], found[3])
        return _written(*parts) or text
    return worded(day) or text


def without_midnight(text: str) -> str:
    """A day without the time at which spreadsheets and databases let it begin."""
    return found[1] if (found := _MIDNIGHT.fullmatch(text)) else text


def has_month(text: str) -> bool:
    """Whether a text has the form of a date with an English month."""
    found = (form.fullmatch(text) for form in _WORDED)
    return any(one is not None and month_number(one["month"]) for one in found)


def worded(text: str) -> str:
    """EDTF for a date with an English month, whole or its first three letters; "" for others."""
    for form in _WORDED:
        found = form.fullmatch(text)
        if found and (month := month_number(found["month"])):
            return _written(found["year"], month, found["day"])
    return ""


def month_number(word: str) -> int | None:
    """The number of a month by its English name, whole or its first three letters.

    >>> month_number("May"), month_number("SEPT"), month_number("Decem"), month_number("Mai")
    (5, 9, None, None)
    """
    return _NUMBERS.get(word.casefold().removesuffix("."))


@cache
def _written(year: str, month: int | str, day: int | str | None) -> str:
    text = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day is not None else "")
    try:
        return str(parse(text)) if int(month) <= 12 else ""
    except ValueError:
        return ""
