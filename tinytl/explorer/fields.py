"""The values that the fields of a state and of a message may have.

They are the same whether Python sets them or the browser sends them. Fields that are arguments of
charts are described in `tinytl.arguments`.

>>> require("zoom", ["2003-01-01", "2003-01-01"])
Traceback (most recent call last):
tinytl.explorer.fields.StateError: zoom is ['2003-01-01', '2003-01-01']; expected two days in \
order, as in ('2003-01-01', '2004-12-31').
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any, get_args

import traitlets

from ..arguments import ARGUMENTS, FLAG, WHOLE_YEARS, Argument, ChartKind, choice
from ..errors import LayoutError, RecordError, is_list, quoted
from ..story.order import SORTS
from ..table.regions import groups
from .export import DOWNLOADS

MESSAGES: dict[str, tuple[str, ...]] = {
    "ping": (),
    "state": (),
    "plotly": (),
    "save": ("format",),
    "country": ("text",),
    "near": ("how",),
    "behind": ("share",),
    "search": ("text",),
    "go": ("fact",),
}
"""The kinds of messages, each with its fields beside ``kind`` and ``id``."""
MAX_COMPARED = 9
"""Countries in a comparison."""
NEIGHBOURS = {"region": "same region", "similar": "similar ratings"}
"""Which countries can be added to a comparison at once, each with its name."""
OPTIONAL = ("years", "tracks", "guides", "align", "theme", "width", "height", "zoom")
"""The fields that may be None."""


class StateError(RecordError, traitlets.TraitError):
    """A state or a message that is not allowed; the explorer stays as it was."""


def _text(longest: int) -> Argument:
    expected = f"a text of at most {longest} characters"
    return Argument(expected, lambda value: isinstance(value, str) and len(value) <= longest)


def _names(most: int, of: str) -> Argument:
    expected = f"a list of at most {most:,} {of}"
    return Argument(expected, lambda value: is_list(value) and len(value) <= most, plain=tuple)


def _days(value: Any) -> bool:
    """Whether a value is two different days in order, each as in ``2003-01-01``."""
    with suppress(ValueError):
        days = [date.fromisoformat(text) for text in (value if is_list(value) else ())]
        return len(days) == 2 and days[0] < days[1] and list(value) == list(map(str, days))
    return False


def _group(value: Any) -> bool:
    return value == "" or (isinstance(value, str) and bool(groups(value)))


def _pixels(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= 20_000


def _id(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9A-Za-z_-]{1,100}", value) is not None


SHARED = ("years", "tracks", "only", "guides", "labels", "window", "theme", "width", "height")
STATE = {
    "view": choice(get_args(ChartKind)),
    "country": _text(500),
    "compared": _names(100, "codes or names"),
    "countries": _names(1000, "codes, names or regions"),
    "align": _text(200),
    **{name: ARGUMENTS[name] for name in SHARED},
    "years": WHOLE_YEARS,
    "sort": choice(SORTS),
    "group": Argument("'region', 'continent', a region, an organization, or ''", _group),
    "zoom": Argument("two days in order, as in ('2003-01-01', '2004-12-31')", _days, plain=tuple),
    "selected": _text(1000),
    "_dark": FLAG,
    "_room": Argument("pixels, 0 to 20,000", _pixels),
    "_heard": Argument("True", lambda value: value is True),  # the page sets it for itself
}
"""The values that each field of a state may have."""
FIELDS = STATE | {
    "kind": choice([*MESSAGES]),
    "id": Argument("1 to 100 letters and digits", _id),
    "format": choice(DOWNLOADS),
    "text": _text(200),
    "share": _text(300),
    "how": choice([*NEIGHBOURS]),
    "fact": _text(1000),
}
"""The values that each field of a state or of a message may have."""


def require(name: str, value: Any) -> Any:
    """Return the value of a field in Python's own types; raise StateError if it is not allowed."""
    if value is None and name in OPTIONAL:
        return None
    try:
        return FIELDS[name].check(name, value)
    except (RecordError, LayoutError) as error:
        raise StateError(str(error)) from None


def message_of(content: Any) -> dict[str, str]:
    """Return a message of the browser if it is one of `MESSAGES`; raise StateError if not."""
    if not isinstance(content, Mapping):
        raise StateError(f"a message is of type {type(content).__name__}; expected its fields.")
    names = ("kind", "id", *MESSAGES[require("kind", content.get("kind"))])
    if more := [name for name in content if name not in names]:
        raise StateError(f"a message has {quoted(more)}; expected {', '.join(names)}.")
    return {name: require(name, content.get(name)) for name in names}
