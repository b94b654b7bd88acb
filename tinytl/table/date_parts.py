"""Dates whose year, month and day stand in columns of their own.

>>> dated(("2003", "May", "5.0")), dated(("1968", "10", "")), dated(("1975", "0", "0"))
('2003-05-05', '1968-10', '1975')
"""

from __future__ import annotations

import re

from .date_forms import month_number
from .dates import parse

_NAMES = ("year", "month", "day")
_UNKNOWN = ("", "0", "00")
"""What stands for a month or a day that is not known."""


class WrongPart(ValueError):
    """A part of a date that is none.

    Attributes
    ----------
    place : int
        Which part, from 0.
    said : str
        What was expected in its place.
    """

    def __init__(self, place: int, said: str) -> None:
        super().__init__(said)
        self.place, self.said = place, said


def dated(parts: tuple[str, ...]) -> str:
    """EDTF for a year, a month and a day, as far as they are known; "" without a year.

    Parameters
    ----------
    parts : tuple of str
        A year of four digits; the number of a month or its English name; the number of a day.

    Raises
    ------
    WrongPart
        If one is none of these, or known while the one before is not.
    """
    texts = [re.sub(r"(?<=[0-9])\.0+$", "", part) for part in parts]
    known = [text not in (_UNKNOWN if place else ("",)) for place, text in enumerate(texts)]
    for place in range(1, len(known)):
        if known[place] and not known[place - 1]:
            before, given = _NAMES[place - 1], _NAMES[place]
            raise WrongPart(place - 1, f"a {before}, since the {given} is given")
    if not known[0]:
        return ""
    if not re.fullmatch("[0-9]{4}", texts[0]):
        raise WrongPart(0, "a year of four digits")
    numbers = [texts[0]]
    for place, text in enumerate(texts[1 : known.index(False) if False in known else None], 1):
        month = month_number(text) if place == 1 else None
        number = month or (int(text) if re.fullmatch("[0-9]{1,2}", text) else 0)
        if not 1 <= number <= (12 if place == 1 else 31):
            expected = "1 to 12 or the English name of a month" if place == 1 else "1 to 31"
            raise WrongPart(place, f"{expected}, or nothing if it is not known")
        numbers.append(f"{number:02}")
    try:
        return str(parse("-".join(numbers)))
    except ValueError as error:
        raise WrongPart(len(numbers) - 1, _days(error)) from None


def _days(error: ValueError) -> str:
    return f"a day of the calendar ({str(error).rpartition(': ')[2]})"
