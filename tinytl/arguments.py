"""What each argument of a chart may be: one description for functions, explorer and saved files.

>>> check("years", [2000, 2014])
(2000, 2014)
>>> check("max_rows", True)
Traceback (most recent call last):
tinytl.errors.LayoutError: max_rows is True; expected a whole number from 0 to 10,000.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from .errors import LayoutError, RecordError, is_flag, is_list, is_pair, is_whole, quoted
from .errors import unknown_argument as unknown_argument
from .layout.frame import POINTS, points
from .layout.sizes import WIDTHS
from .story.events import MOST_YEARS
from .story.order import SORTS
from .table.dates import Date, date_or_none
from .table.problems import unseen
from .table.rules import KINDS
from .table.scales import Scale
from .table.scorecards import as_scale

ChartKind: TypeAlias = Literal["timeline", "compare", "overview", "shares"]
RecordKind: TypeAlias = Literal["rating", "index", "law", "government", "event"]
ThemeName: TypeAlias = Literal["screen", "dark", "print", "book"]
PresetName: TypeAlias = Literal["figure9"]
SortOrder: TypeAlias = Literal["name", "mean", "latest", "first", "similar", "event"]
LabelMode: TypeAlias = Literal["auto", "direct", "numbers", "none"]
FileFormat: TypeAlias = Literal["pdf", "svg", "eps", "png", "tif", "tiff", "html"]

LARGEST = "5080mm"
"""Longest side of a page, the longest that a PDF may have."""
SMALLEST, GREATEST = "4pt", "72pt"
"""Type sizes that can be asked for."""
MOST = 10_000
"""Largest number of rows, characters or columns that can be asked for."""


class Argument(NamedTuple):
    """The values that an argument may have.

    Attributes
    ----------
    expected : str
        These values in words, for errors.
    is_right : callable
        Whether a value is one of them.
    error : type
        The exception for any other value.
    plain : callable
        Converts a value to Python's own types.
    """

    expected: str
    is_right: Callable[[Any], bool]
    error: type[ValueError] = RecordError
    plain: Callable[[Any], Any] = lambda value: value

    def check(self, name: str, value: Any) -> Any:
        """Return a value in Python's own types; raise the error if it is not one of these."""
        if not self.is_right(value):
            raise self.error(f"{name} is {quoted(value)}; expected {self.expected}.")
        return self.plain(value)


def choice(names: Collection[str], error: type[ValueError] = RecordError) -> Argument:
    """An argument that is one of a few texts."""
    expected = f"one of {', '.join(map(repr, names))}"
    return Argument(expected, lambda v: isinstance(v, str) and v in names, error)


def _count(least: int) -> Argument:
    expected = f"a whole number from {least} to {MOST:,}"
    return Argument(expected, lambda value: is_whole(value, least, MOST), LayoutError, int)


def _whole(pair: Sequence[Any]) -> tuple[int, ...]:
    return tuple(map(int, pair))


def _ends(pair: Sequence[Any]) -> tuple[int | str, ...]:
    """Years as numbers, dates as texts."""
    texts = (str(end) if isinstance(end, str | Date) else f"{int(end):04}" for end in pair)
    return tuple(int(text) if re.fullmatch("[0-9]{4}", text) else text for text in texts)


def _is_size(value: Any) -> bool:
    with suppress(LayoutError):
        return isinstance(value, str) and points(value) <= points(LARGEST)
    return False


def _is_type(value: Any) -> bool:
    return _is_size(value) and points(SMALLEST) <= points(value) <= points(GREATEST)


def _is_width(value: Any) -> bool:
    return _is_size(value) or (isinstance(value, str) and value in WIDTHS)


def _maps(value: Any, kind: type | tuple[type, ...]) -> bool:
    """Whether a value maps texts to values of a kind."""
    return isinstance(value, Mapping) and all(
        isinstance(key, str) and isinstance(of, kind) for key, of in value.items()
    )


def _years(value: Any) -> bool:
    return is_pair(value, 1, 9998) and value[0] <= value[1]


def _dates(value: Any) -> bool:
    """Whether a value is two years or dates, the earlier first."""
    if not isinstance(value, tuple | list) or len(value) != 2:
        return False
    ends = (f"{int(end):04}" if is_whole(end, 1, 9998) else end for end in value)
    dates = [date_or_none(str(end)) for end in ends if isinstance(end, str | Date)]
    known = [when for when in dates if when]
    return len(known) == 2 and known == sorted(known) and known[1].latest.year < 9999


def _window(value: Any) -> bool:
    return is_pair(value, -MOST_YEARS, MOST_YEARS) and value[0] < value[1]


def _is_text(value: Any) -> bool:
    """Whether a value is a text that can be drawn; it may have line breaks."""
    if not isinstance(value, str):
        return False
    return not unseen(value) and all(ord(char) >= 32 or char in "\n\t" for char in value)


def _tracks(value: Any) -> bool:
    return is_list(value) and 0 < len(value) == len(set(value)) and set(value) <= set(KINDS)


def _only(value: Any) -> bool:
    return _maps(value, object) and set(value) <= set(KINDS) and all(map(is_list, value.values()))


def _lists(only: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {kind: list(categories) for kind, categories in only.items()}


def _names(value: Any) -> bool:
    return (isinstance(value, str) and bool(value)) or is_list(value)


def _named(names: str | Sequence[str]) -> tuple[str, ...]:
    """One name is a list of one."""
    return (names,) if isinstance(names, str) else tuple(names)


def _listed(sort: str | Sequence[str]) -> str | tuple[str, ...]:
    return sort if isinstance(sort, str) else tuple(sort)


def _align(value: Any) -> bool:
    return isinstance(value, str) or _maps(value, (str, Date))


def _scales(value: Any) -> bool:
    one = isinstance(value, Scale)
    return one or (isinstance(value, list | tuple) and all(isinstance(s, Scale) for s in value))


def _sort(value: Any) -> bool:
    return value in SORTS if isinstance(value, str) else is_list(value)


def _group(value: Any) -> bool:
    if isinstance(value, str):
        return bool(value)
    return _maps(value, str) and all(name.strip() and _is_text(name) for name in value.values())


FLAG = Argument("True or False", is_flag, LayoutError, bool)
_TEXT = Argument("a text without invisible characters", _is_text, LayoutError)
_SIZE = f"a number with its unit ({', '.join(POINTS)}) of at most {LARGEST}, as in '89mm'"
_TYPE = f"the size of type, as in '9pt', from {SMALLEST} to {GREATEST}"
_KINDS = f"as in ('law', 'rating'), out of {', '.join(KINDS)}"
_ONLY = f"as in {{'law': ['plan']}}, for {', '.join(KINDS)}"
_GROUP = "'region', 'continent', the name of a region or an organization"
_YEARS = f"as in (-5, 5), in order and at most {MOST_YEARS} from it"

_PAIR = "two years, as in (2000, 2014), the earlier first"
WHOLE_YEARS = Argument(_PAIR, _years, plain=_whole)
"""The years of controls that know no other dates."""
ARGUMENTS = {
    "countries": Argument("a list of codes, names or regions", _names, plain=_named),
    "years": Argument(f"{_PAIR}, or two dates, as in ('2019-06', '2021-03')", _dates, plain=_ends),
    "tracks": Argument(f"a list of kinds, each once, {_KINDS}", _tracks, plain=tuple),
    "only": Argument(f"lists of categories by kind, {_ONLY}", _only, plain=_lists),
    "guides": Argument("a list of categories, as in ['treaty']", is_list, plain=tuple),
    "highlight": Argument("a list of countries, regions or panels", _names, plain=_named),
    "labels": choice(get_args(LabelMode), LayoutError),
    "title": _TEXT,
    "subtitle": _TEXT,
    "note": _TEXT,
    "width": Argument(f"{_SIZE}, or one of {', '.join(WIDTHS)}", _is_width, LayoutError),
    "height": Argument(_SIZE, _is_size, LayoutError),
    "size": Argument(_TYPE, _is_type, LayoutError),
    "theme": choice(get_args(ThemeName), LayoutError),
    "preset": choice(get_args(PresetName), LayoutError),
    "scale": Argument("a tl.Scale, or a list of them", _scales, plain=as_scale),
    "grid": FLAG,
    "max_rows": _count(0),
    "max_chars": _count(2),
    "key": FLAG,
    "align": Argument("an event, or the date of each country, as in {'KAZ': '2003-05'}", _align),
    "window": Argument(f"years before and after the event, {_YEARS}", _window, plain=_whole),
    "columns": _count(1),
    "sort": Argument(f"one of {', '.join(SORTS)}, or a list of countries", _sort, plain=_listed),
    "group": Argument(f"{_GROUP}, or groups of countries, as in {{'KAZ': 'Central Asia'}}", _group),
    "balanced": Argument("True or False", is_flag, plain=bool),
    "kind": choice(get_args(ChartKind)),
}
"""Every argument that `View` holds, by its name; one whose default is None may be None."""


def check(name: str, value: Any) -> Any:
    """Return the value of an argument in Python's own types.

    Parameters
    ----------
    name : str
        One of `ARGUMENTS`.
    value : object
        What a caller, a browser or a file gives.

    Raises
    ------
    RecordError, LayoutError
        If the argument cannot have this value; the message quotes it and says what is expected.
    """
    return ARGUMENTS[name].check(name, value)
