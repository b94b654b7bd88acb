"""Dates as precise as they are known: EDTF text, the days it may mean, and words.

A law "of 2003" is not a law of 1 January 2003. The Extended Date/Time Format (EDTF, levels 0 and 1
of ISO 8601-2:2019) writes down just what is known, and a `Date` keeps it: the text as given, and
its *extent*, the first and the last day that the text may mean.

>>> law = parse("2003-05")
>>> law.earliest, law.latest
(datetime.date(2003, 5, 1), datetime.date(2003, 5, 31))
>>> in_words(law), in_words(parse("2006-21")), in_words(parse("1998~"))
('May 2003', 'spring 2006', 'about 1998')
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

ONGOING = ".."
EXPECTED = "YYYY, YYYY-MM or YYYY-MM-DD"

_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?")
_QUALIFIED = re.compile(r"(?P<date>[^?~%]+)(?P<mark>[?~%])?")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_SEASON_MONTHS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 12)}
"""Of the northern half, within the year that is named: as the edtf library has them."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MARKS = {"~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}


@dataclass(frozen=True, order=True)
class Date:
    """A date in its own precision; sorts by its first, then its last possible day.

    Attributes
    ----------
    earliest, latest : datetime.date
        First and last day that `text` may mean.
    text : str
        EDTF, as it stands in the table; also `str(date)`.
    """

    earliest: date
    latest: date
    text: str = field(compare=False)

    def __str__(self) -> str:
        return self.text

    @property
    def to_the_day(self) -> bool:
        """Whether the date is one certain day."""
        return self.earliest == self.latest

    @property
    def doubtful(self) -> bool:
        """Whether the date is uncertain or approximate, or both: ``?``, ``~``, ``%``."""
        return any(mark in self.text for mark in _MARKS)

    @property
    def day_after(self) -> date:
        """The first day that the date cannot mean any more: its extent is half open."""
        return self.latest + timedelta(days=1)

    @property
    def middle(self) -> float:
        """Centre of the extent, in days (proleptic ordinal); of a single day, its morning.

        >>> parse("2002-06-05").middle == date(2002, 6, 5).toordinal()
        True
        """
        if self.to_the_day:
            return float(self.earliest.toordinal())
        return (self.earliest.toordinal() + self.day_after.toordinal()) / 2


@cache
def parse(text: str) -> Date:
    """Read an EDTF date.

    Parameters
    ----------
    text : str
        Level 0 (``2003``, ``2003-05``, ``2003-05-15``) or 1 (``2006-21``, ``1998~``, ``199X``).

    Returns
    -------
    Date

    Raises
    ------
    ValueError
        If the text is no EDTF date, or one outside the years 1 to 9998.
    """
    if text != text.strip():
        raise ValueError(f"{text!r} has blanks around it")
    # "About 1998" is drawn over 1998: the standard gives no width for "about", so none is invented.
    if plain := _PLAIN.fullmatch(text):
        return Date(*_extent(*plain.groups()), text)
    return Date(*_extent_level_1(text), text)


def _extent(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    y = int(year)
    if not 1 <= y <= 9998:
        raise ValueError(f"year {y} is outside 1 to 9998")
    if month is None:
        return date(y, 1, 1), date(y, 12, 31)
    if day is None:
        first, last = _SEASON_MONTHS.get(month) or (int(month), int(month))
        return date(y, first, 1), date(y, last, calendar.monthrange(y, last)[1])
    return (only := date(y, int(month), int(day))), only


def _extent_level_1(text: str) -> tuple[date, date]:
    """First and last day of a date with unspecified digits and the like, by the edtf library."""
    from edtf import EDTFParseException, Interval, parse_edtf  # a sixth of a second; few need it

    try:
        parsed = parse_edtf(text)
        if isinstance(parsed, Interval):
            raise ValueError("an interval: its ends belong into start and end")
        first, last = parsed.lower_strict(), parsed.upper_strict()
        return date(*first[:3]), date(*last[:3])
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(f"{text!r} is no EDTF date") from error


def in_words(when: Date) -> str:
    """Say a date as precisely as it is known, never more: "2003", "May 2003", "15 May 2003".

    Months and seasons are English whatever the locale, so that the same table gives the same words.
    """
    qualified = _QUALIFIED.fullmatch(when.text)
    if qualified is None:  # a mark inside the date, as in "2004-06-~11"
        return when.text
    frame = _MARKS.get(qualified["mark"] or "", "{}")
    return frame.format(_plain_words(qualified["date"]))


def _plain_words(text: str) -> str:
    year, *rest = text.split("-")
    if re.fullmatch(r"\d{3}X", year) and not rest:
        return f"{year[:3]}0s"
    if "X" in text or not _PLAIN.fullmatch(text):
        return text
    if not rest:
        return year
    if rest[0] in _SEASONS:
        return f"{_SEASONS[rest[0]]} {year}"
    month = _MONTHS[int(rest[0]) - 1]
    return f"{month} {year}" if len(rest) == 1 else f"{int(rest[1])} {month} {year}"


def in_short(when: Date) -> str:
    """Say a date as labels do: with its mark instead of words.

    >>> in_short(parse("2003-05?")), in_short(parse("1998~")), in_short(parse("1998%"))
    ('May 2003?', 'about 1998', 'about 1998?')
    """
    return in_words(when).replace(" (uncertain)", "?")
