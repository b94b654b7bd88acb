"""What each field of a state and of a message may be: all that the browser may send.

>>> require("zoom", ["2003-01-01", "2003-01-01"])
Traceback (most recent call last):
tinytl.explorer.fields.StateError: zoom is ['2003-01-01', '2003-01-01']; expected two days in \
order, as in ('2003-01-01', '2004-12-31'), or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from numbers import Integral
from typing import Any

import traitlets

from ..errors import LayoutError, RecordError
from ..layout.frame import points
from ..layout.sizes import WIDTHS
from ..layout.theme import THEMES
from ..story.order import SORTS
from ..table.rules import KINDS
from .export import DOWNLOADS

VIEWS = ("overview", "compare", "timeline")
LARGEST = "1189mm"
"""Longest side of a picture: that of an A0 poster."""
MESSAGES = {
    "ping": (), "state": (), "plotly": (), "save": ("format",), "country": ("text",),
    "search": ("text",), "go": ("fact",),
}  # fmt: skip
"""The kinds of messages, each with the fields that it has beside ``kind`` and ``id``."""


class StateError(RecordError, traitlets.TraitError):
    """A state or a message that is not allowed; the explorer stays as it was."""


@dataclass(frozen=True)
class Rule:
    """What a field may be: in words, and as a test."""

    expected: str
    allows: Callable[[Any], bool]


def _choice(values: Collection[Any]) -> Rule:
    return Rule(
        f"one of {', '.join(map(repr, values))}",
        lambda value: (value is None or isinstance(value, str)) and value in values,
    )


def _text(longest: int) -> Rule:
    return Rule(
        f"a text of at most {longest} characters",
        lambda value: isinstance(value, str) and len(value) <= longest,
    )


def _is_list(value: Any, longest: int = 10_000) -> bool:
    listed = isinstance(value, list | tuple) and len(value) <= longest
    return listed and all(isinstance(text, str) for text in value)


def _is_year(value: Any) -> bool:
    return type(value) is not bool and isinstance(value, Integral) and 1 <= int(value) <= 9998


def _is_pair(value: Any, is_end: Callable[[Any], bool]) -> bool:
    listed = isinstance(value, list | tuple) and len(value) == 2
    return listed and all(map(is_end, value)) and value[0] <= value[1]


def _is_day(value: Any) -> bool:
    with suppress(ValueError):
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    return False


def _is_size(value: Any, *names: str) -> bool:
    if value is None or (isinstance(value, str) and value in ("", *names)):
        return True
    with suppress(LayoutError):
        return isinstance(value, str) and points(value) <= points(LARGEST)
    return False


def _is_only(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        kind in KINDS and _is_list(categories) for kind, categories in value.items()
    )


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9A-Za-z_-]{1,100}", value) is not None


_SIZE = f"a number with its unit of at most {LARGEST}, as in '89mm'"
STATE = {
    "view": _choice(VIEWS),
    "country": _text(500),
    "compared": Rule("a list of codes or names", lambda value: _is_list(value, 100)),
    "years": Rule("two years, as in (2000, 2014), or None",
                  lambda value: value is None or _is_pair(value, _is_year)),
    "tracks": Rule("a list of kinds, as in ('law', 'rating')", lambda value: _is_list(value, 100)),
    "only": Rule("lists of categories by kind, as in {'law': ['plan']}", _is_only),
    "sort": _choice(SORTS[:-1]),
    "group": _choice(("", "region")),
    "theme": _choice((None, *THEMES)),
    "width": Rule(f"{_SIZE}, one of {', '.join(WIDTHS)}, or None",
                  lambda value: _is_size(value, *WIDTHS)),
    "height": Rule(f"{_SIZE}, or None", _is_size),
    "zoom": Rule("two days in order, as in ('2003-01-01', '2004-12-31'), or None",
                 lambda value: value is None or (_is_pair(value, _is_day) and value[0] < value[1])),
    "selected": _text(1000),
    "_dark": Rule("True or False", lambda value: isinstance(value, bool)),
    "_room": Rule("pixels, 0 to 20,000",
                  lambda value: type(value) in (int, float) and 0 <= value <= 20_000),
    "_heard": Rule("True", lambda value: value is True),  # the page notes it for itself
}  # fmt: skip
"""What each field of a state may be, whether Python sets it or the browser."""
FIELDS = STATE | {
    "kind": _choice(MESSAGES),
    "id": Rule("1 to 100 letters and digits", _is_id),
    "format": _choice(DOWNLOADS),
    "text": _text(200),
    "fact": _text(1000),
}
"""What each field of a state or of a message may be."""


def require(name: str, value: Any) -> Any:
    """Return the value of a field if the field may have it; raise StateError if not."""
    if not FIELDS[name].allows(value):
        raise StateError(f"{name} is {quoted(value)}; expected {FIELDS[name].expected}.")
    return value


def quoted(value: Any) -> str:
    """A value as Python writes it, in short; its type if it cannot be written."""
    try:
        return f"{value!r:.80}"
    except Exception:  # a list in itself, a number of 5,000 digits
        return f"a value of type {type(value).__name__}"


def message_of(content: Any) -> dict[str, str]:
    """Return a message of the browser if it is one of `MESSAGES`; raise StateError if not."""
    if not isinstance(content, Mapping):
        raise StateError(f"a message is of type {type(content).__name__}; expected its fields.")
    names = ("kind", "id", *MESSAGES[require("kind", content.get("kind"))])
    if more := [name for name in content if name not in names]:
        raise StateError(f"a message has {quoted(more)}; expected {', '.join(names)}.")
    return {name: require(name, content.get(name)) for name in names}
