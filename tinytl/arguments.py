"""What each argument of a chart may be: one description for functions, explorer and saved files.

>>> check("years", [2000, 2014])
(2000, 2014)
>>> check("max_rows", True)
Traceback (most recent call last):
tinytl.errors.LayoutError: max_rows is True; expected a whole number from 0 up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .errors import LayoutError, RecordError, is_flag, is_list, is_pair, is_whole, quoted
from .layout.frame import POINTS, points
from .layout.presets import PRESETS
from .layout.sizes import WIDTHS
from .layout.theme import THEMES
from .story.events import MOST_YEARS
from .story.order import SORTS
from .table.dates import Date
from .table.rules import KINDS
from .table.scales import Scale

CHARTS = ("timeline", "compare", "overview")
"""The functions that draw a chart, by name."""
LARGEST = "5080mm"
"""Longest side of a page, the longest that a PDF may have."""


@dataclass(frozen=True)
class Argument:
    """What an argument may be.

    Attributes
    ----------
    expected : str
        In words, for errors.
    is_right : callable
        Whether a value is one of them.
    optional : bool
        Whether it may be None.
    error : type
        What is raised where it is not.
    plain : callable
        The same value in Python's own types.
    """

    expected: str
    is_right: Callable[[Any], bool]
    optional: bool = True
    error: type[ValueError] = RecordError
    plain: Callable[[Any], Any] = lambda value: value


def _is_size(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return points(value) <= points(LARGEST)
    except LayoutError:
        return False


def _maps(kind: type | tuple[type, ...]) -> Callable[[Any], bool]:
    """Whether a value maps texts to values of a kind."""
    return lambda value: (
        isinstance(value, Mapping)
        and all(isinstance(key, str) and isinstance(of, kind) for key, of in value.items())
    )


def _count(least: int, most: float = float("inf"), expected: str = "") -> Argument:
    up = f"a whole number from {least} " + ("up" if most == float("inf") else f"to {most}")
    return Argument(up, lambda value: is_whole(value, least, most), error=LayoutError, plain=int)


def _choice(names: Iterable[str], error: type[ValueError], optional: bool = True) -> Argument:
    names = tuple(names)
    expected = f"one of {', '.join(map(repr, names))}"
    return Argument(expected, lambda v: isinstance(v, str) and v in names, optional, error)


def _years(value: Any) -> bool:
    return is_pair(value, 1, 9998) and value[0] <= value[1]


def _kinds(value: Any) -> bool:
    return is_list(value) and 0 < len(value) == len(set(value)) and set(value) <= set(KINDS)


def _only(value: Any) -> bool:
    return _maps(object)(value) and all(map(is_list, value.values()))


_FLAG = Argument("True or False", is_flag, optional=False, error=LayoutError, plain=bool)
_SIZE = f"a number with its unit ({', '.join(POINTS)}) of at most {LARGEST}, as in '89mm'"

ARGUMENTS: dict[str, Argument] = {
    "countries": Argument("a list of codes or names", is_list, optional=False, plain=tuple),
    "years": Argument("two years, as in (2000, 2014), the earlier first", _years,
                      plain=lambda years: tuple(map(int, years))),
    "tracks": Argument(
        f"a list of kinds, each once, as in ('law', 'rating'), out of {', '.join(KINDS)}", _kinds
    ),
    "only": Argument("lists of categories by kind, as in {'law': ['plan']}", _only),
    "width": Argument(f"{_SIZE}, or one of {', '.join(WIDTHS)}",
                      lambda value: _is_size(value) or (isinstance(value, str) and value in WIDTHS),
                      error=LayoutError),
    "height": Argument(_SIZE, _is_size, error=LayoutError),
    "theme": _choice(THEMES, LayoutError),
    "preset": _choice(PRESETS, LayoutError),
    "scale": Argument("a tl.Scale", lambda value: isinstance(value, Scale), optional=False),
    "grid": _FLAG,
    "max_rows": _count(0),
    "max_chars": _count(2),
    "key": _FLAG,
    "align": Argument(
        "an event, or the date of each country, as in {'KAZ': '2003-05'}",
        lambda value: isinstance(value, str) or _maps((str, Date))(value),
    ),
    "window": Argument(
        "years before and after the event, as in (-5, 5), "
        f"in order and at most {MOST_YEARS} from it",
        lambda value: is_pair(value, -MOST_YEARS, MOST_YEARS) and value[0] < value[1],
        optional=False, plain=lambda window: tuple(map(int, window)),
    ),
    "columns": _count(1),
    "sort": Argument(f"one of {', '.join(SORTS)}, or a list of countries",
                     lambda value: value in SORTS if isinstance(value, str) else is_list(value),
                     optional=False),
    "group": Argument(
        "'region', or the group of each country, as in {'KAZ': 'Central Asia'}",
        lambda value: value == "region" if isinstance(value, str) else _maps(str)(value),
    ),
    "marks": Argument("a list of categories, as in ['full criminalization']", is_list,
                      optional=False),
    "kind": _choice(CHARTS, RecordError, optional=False),
}  # fmt: skip
"""Every argument that `View` holds, by its name."""


def check(name: str, value: Any) -> Any:
    """Take a value for an argument, in Python's own types, or refuse it.

    Parameters
    ----------
    name : str
        One of `ARGUMENTS`.
    value : object
        Whatever a caller, a browser or a file gives.

    Raises
    ------
    RecordError, LayoutError
        If it is no value for this argument; the message quotes it and says what is expected.
    """
    argument = ARGUMENTS[name]
    if value is None and argument.optional:
        return None
    if not argument.is_right(value):
        raise argument.error(f"{name} is {quoted(value)}; expected {argument.expected}.")
    return argument.plain(value)
