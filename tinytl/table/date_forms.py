"""Convert dates as people and programs write them to EDTF, where they can mean one thing only.

A text that can mean two things is returned unchanged, so that the rules of the table refuse it:
3/5/2010 without `dayfirst`, a year of less than four digits, 2003.10 (October, or 2003.1).

>>> to_edtf("5 May 2003"), to_edtf("May 2003"), to_edtf("2003.0"), to_edtf("2003-05-15 00:00")
('2003-05-05', '2003-05', '2003', '2003-05-15')
>>> to_edtf("03.05.2010"), to_edtf("03.05.2010", True), to_edtf("3/5/2010", False)
('03.05.2010', '2010-05-03', '2010-03-05')
>>> edtf_of_parts(("2003", "May", "5.0")), edtf_of_parts(("1968", "10", "0"))
('2003-05-05', '1968-10')
"""

from __future__ import annotations

import re
from functools import cache

from .dates import MONTHS, date_or_none, parse

_QUARTER = re.compile(r"(\d{4})[- ]?[Qq]([1-4])|[Qq]([1-4])[- /]?(\d{4})")
_YEAR = re.compile(r"([0-9]{4})\.0+")
_MIDNIGHT = re.compile(r"(.{6,}\d)[T ]0?0:00(?::00(?:\.0+)?)?Z?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_MONTH = re.compile(r"(\d{1,2})(\. ?|/|-)(\d{1,2})\2(\d{4})")
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
    day = without_midnight(text)
    if _ISO.fullmatch(day):
        return day
    if dayfirst is not None and (found := _DAY_MONTH.fullmatch(day)):
        month, number = (found[3], found[1]) if dayfirst else (found[1], found[3])
        return edtf_of(found[4], month, number) or text
    if found := _QUARTER.fullmatch(text):
        return f"{found[1] or found[4]}-{32 + int(found[2] or found[3])}"
    for form in _MONTH_FORMS:
        found = form.fullmatch(day)
        if found and (named := month_number(found["month"])):
            return edtf_of(found["year"], named, found["day"]) or text
    return text


def without_midnight(text: str) -> str:
    """A day without the time 00:00, which spreadsheets and databases add."""
    return found[1] if (found := _MIDNIGHT.fullmatch(text)) else text


def has_month(text: str) -> bool:
    """Whether a text has the form of a date with an English month."""
    found = (form.fullmatch(text) for form in _MONTH_FORMS)
    return any(one is not None and month_number(one["month"]) for one in found)


def month_number(word: str) -> int | None:
    """The number of a month by its English name, in full or as three letters.

    >>> month_number("May"), month_number("SEPT"), month_number("Decem"), month_number("Mai")
    (5, 9, None, None)
    """
    return _MONTH_NUMBERS.get(word.casefold().removesuffix("."))


@cache
def edtf_of(year: str, month: int | str, day: int | str | None) -> str:
    """EDTF of a month or a day; empty if the calendar has no such month or day."""
    text = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day is not None else "")
    return text if int(month) <= 12 and date_or_none(text) else ""


# --- year, month and day in columns of their own -------------------------------------------------

_PARTS = ("year", "month", "day")


class WrongPart(ValueError):
    """A part of a date that is no year, month or day.

    Attributes
    ----------
    place : int
        Which part: 0 for the year, 1 for the month, 2 for the day.
    expected : str
        What was expected in its place.
    """

    def __init__(self, place: int, expected: str) -> None:
        super().__init__(expected)
        self.place, self.expected = place, expected


def edtf_of_parts(parts: tuple[str, ...]) -> str:
    """EDTF of a year, a month and a day, of those that are known; empty without a year.

    Parameters
    ----------
    parts : tuple of str
        A year of four digits; the number or the English name of a month; the number of a day. An
        unknown month or day is empty or 0.

    Raises
    ------
    WrongPart
        If a part is none of these, or is known while the part before is not.
    """
    texts = [re.sub(r"(?<=[0-9])\.0+$", "", part) for part in parts]
    known = [text != "" and (place == 0 or text not in ("0", "00"))
             for place, text in enumerate(texts)]  # fmt: skip
    for place in range(1, len(known)):
        if known[place] and not known[place - 1]:
            raise WrongPart(place - 1, f"a {_PARTS[place - 1]}, since the {_PARTS[place]} is given")
    if not known[0]:
        return ""
    if not re.fullmatch("[0-9]{4}", texts[0]):
        raise WrongPart(0, "a year of four digits")
    numbers = [texts[0]]
    for place, text in enumerate(texts[1 : sum(known)], 1):
        named = month_number(text) if place == 1 else None
        number = named or (int(text) if re.fullmatch("[0-9]{1,2}", text) else 0)
        if not 1 <= number <= (12 if place == 1 else 31):
            expected = "1 to 12 or the English name of a month" if place == 1 else "1 to 31"
            raise WrongPart(place, f"{expected}, or nothing if it is not known")
        numbers.append(f"{number:02}")
    try:
        return str(parse("-".join(numbers)))
    except ValueError as error:
        why = str(error).rpartition(": ")[2]
        raise WrongPart(len(numbers) - 1, f"a day of the calendar ({why})") from None
