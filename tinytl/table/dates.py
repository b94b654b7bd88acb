"""Dates in EDTF, as precise as they are known: parse them, and say them in words.

A law "of 2003" is not a law of 1 January 2003. The Extended Date/Time Format (EDTF, levels 0 and 1
of ISO 8601-2:2019) states only what is known. A `Date` keeps the text as given and its *extent*:
the first and the last day that the text may mean.

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

_DATE = re.compile(
    r"(?P<date>(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?)(?P<mark>[?~%])?"
)
SEASONS = {"21": ("spring", 3), "22": ("summer", 6), "23": ("autumn", 9), "24": ("winter", 12)}
"""Names and first months of seasons (of the northern hemisphere), by their numbers in EDTF.

Winter begins in the year named and ends in the next.
"""
QUARTERS = {"33": ("Q1", 1), "34": ("Q2", 4), "35": ("Q3", 7), "36": ("Q4", 10)}
"""Quarters are of level 2, and the only part of it that is read."""
_PARTS_OF_YEARS = SEASONS | QUARTERS
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MARKS = {"~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}

_UNSUPPORTED = (
    (r"-[0-9]{4}(-[0-9]{2}){0,2}[?~%]?|0000(-[0-9]{2}){0,2}[?~%]?", "a year before 1"),
    (r"Y-?[0-9]{5,}", "a year of more than four digits"),
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}(:[0-9]{2})?)?",
     "a time of day; write the date alone"),
    (r"Y-?[0-9]+E[0-9]+(S[0-9]+)?|-?Y?[0-9]{4,}S[0-9]+", "level 2 (a year by its magnitude)"),
    (r"[0-9]{4}-(2[5-9]|3[0-27-9]|4[01])[?~%]?", "level 2 (a season of a half of the Earth, a part "
     "of a year)"),
    (r"\[[-0-9X?~%,. ]+\]|\{[-0-9X?~%,. ]+\}", "level 2 (a set of dates)"),
    (r"(?=.*[X?~%])-?[?~%]?[0-9X]{4}[?~%]?(-[?~%]?[0-9X]{2}[?~%]?){0,2}",
     "level 2 (a part of the date is uncertain or not known)"),
)  # fmt: skip


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
        return self.text.endswith(tuple(_MARKS))

    @property
    def day_after(self) -> date:
        """The day after the extent: extents are half open.

        The last day of the year 9999 is also the day after it, since Python knows no later one.
        """
        return min(self.latest, date.max - timedelta(days=1)) + timedelta(days=1)

    @property
    def middle(self) -> float:
        """Centre of the extent as a proleptic ordinal; of a single day, its morning.

        >>> parse("2002-06-05").middle == date(2002, 6, 5).toordinal()
        True
        """
        if self.to_the_day:
            return float(self.earliest.toordinal())
        return (self.earliest.toordinal() + self.day_after.toordinal()) / 2


def date_or_none(text: str) -> Date | None:
    """Read an EDTF date; None if the text is none that `parse` reads."""
    try:
        return parse(text)
    except ValueError:
        return None


@cache
def parse(text: str) -> Date:
    """Read an EDTF date.

    Parameters
    ----------
    text : str
        Level 0 (``2003``, ``2003-05``, ``2003-05-15``) or 1 (``2006-21``, ``1998~``, ``199X``), or
        a quarter of level 2 (``2003-34``, April to June 2003).

    Returns
    -------
    Date

    Raises
    ------
    ValueError
        If the text is no EDTF date, or is of level 2 or outside of the years 1 to 9999.
    """
    if not (found := _DATE.fullmatch(text)):
        raise ValueError(f"{text!r}: {unsupported(text) or 'no EDTF date'}")
    # "About 1998" is drawn over 1998: the standard gives no width for "about", so none is invented.
    return Date(*_extent(text, *found.group("year", "month", "day")), text)


def unsupported(text: str) -> str:
    """Why a text is valid EDTF but not supported here; empty if it is no EDTF at all."""
    first, slash, last = text.partition("/")
    ends = {first, last} - {"", ONGOING}
    if slash and all("/" not in end and (date_or_none(end) or unsupported(end)) for end in ends):
        what = f"an interval; its ends belong into start and end: {first or '?'} and {last or '?'}"
    else:
        what = next((what for form, what in _UNSUPPORTED if re.fullmatch(form, text)), "")
    return what and f"valid EDTF, not supported here: {what}"


def is_season_or_years(text: str) -> bool:
    """Whether a text is a season or quarter in EDTF, but could also mean two years: ``2020-21``.

    >>> is_season_or_years("2020-21"), is_season_or_years("2006-21"), is_season_or_years("1932-33")
    (True, False, True)
    """
    found = re.fullmatch(r"([0-9]{4})-(2[1-4]|3[3-6])[?~%]?", text)
    return found is not None and int(found[2]) == (int(found[1]) + 1) % 100


def is_quarter(text: str) -> bool:
    """Whether a date is a quarter of a year: ``2003-34``."""
    return text[4:5] == "-" and text[5:7] in QUARTERS


def _extent(text: str, year: str, month: str | None, day: str | None) -> tuple[date, date]:
    first, last = max(int(year.replace("X", "0")), 1), int(year.replace("X", "9"))
    if last == 0 or ("X" in year and month) or (month == "XX" and day not in (None, "XX")):
        raise ValueError(f"{text!r}: {unsupported(text)}")
    if month in (None, "XX"):
        return date(first, 1, 1), date(last, 12, 31)
    if month in _PARTS_OF_YEARS:
        begin = _PARTS_OF_YEARS[month][1]
        if day not in (None, "XX"):
            what = "season" if month in SEASONS else "quarter"
            raise ValueError(f"{text!r}: no such day: a {what} has no days")
        return date(first, begin, 1), _month_end(last + begin // 12, (begin + 1) % 12 + 1)
    if not 1 <= int(month) <= 12:
        raise ValueError(f"{text!r}: {unsupported(text) or f'no such month: {month}'}")
    end = _month_end(first, int(month))
    if day in (None, "XX"):
        return end.replace(day=1), end
    if not 1 <= int(day) <= end.day:
        what = f"{MONTHS[end.month - 1]} {first} has {end.day} days"
        raise ValueError(f"{text!r}: no such day: {what}")
    return (only := end.replace(day=int(day))), only


def _month_end(year: int, month: int) -> date:
    return date.max if year > 9999 else date(year, month, calendar.monthrange(year, month)[1])


def in_words(when: Date) -> str:
    """Write a date in words, as precisely as it is known: "2003", "May 2003", "15 May 2003".

    Months and seasons are English in every locale, so that a table gives the same words everywhere.
    """
    found = _DATE.fullmatch(when.text)
    if found is None:
        return when.text
    year, month, day, mark = found.group("year", "month", "day", "mark")
    words = year
    if "X" in year:
        words = f"{year[:3]}0s" if year[2] != "X" else f"{year[:2]}00 to {year[:2]}99"
    elif month in _PARTS_OF_YEARS:
        words = f"{_PARTS_OF_YEARS[month][0]} {year}"
    elif month not in (None, "XX"):
        of_day = "" if day in (None, "XX") else f"{int(day)} "
        words = f"{of_day}{MONTHS[int(month) - 1]} {year}"
    return _MARKS.get(mark or "", "{}").format(words)


def in_short(when: Date) -> str:
    """Write a date for labels: with a question mark where `in_words` has a word.

    >>> in_short(parse("2003-05?")), in_short(parse("1998~")), in_short(parse("1998%"))
    ('May 2003?', 'about 1998', 'about 1998?')
    """
    return in_words(when).replace(" (uncertain)", "?")
