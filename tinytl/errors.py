"""The errors of each step: reading, layout and export. All are ValueErrors.

Each message says where the problem is, what was found, what was expected and what to do.
"""

from __future__ import annotations

import difflib
import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, wraps
from inspect import signature
from numbers import Integral
from threading import get_ident
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

MOST_LINES, MOST_CHARACTERS = 48, 4_800
"""Lines and characters of an error message; the attribute `problems` has all problems."""


def _encodable(text: str) -> str:
    return text.encode(errors="backslashreplace").decode()


class RecordError(ValueError):
    """An error in the records or in what is asked of them; it lists all problems at once.

    Parameters
    ----------
    *problems : str
        One sentence for each problem: where it is, what was found, what was expected and what to
        do.

    Attributes
    ----------
    problems : tuple of str
        All of them; the message is cut after 48 lines.
    """

    def __init__(self, *problems: str) -> None:
        problems = tuple(_encodable(problem) for problem in problems)
        self.problems = problems
        count = f"{len(problems):,} problems:\n" if len(problems) > 1 else ""
        told: list[str] = []
        room = MOST_CHARACTERS
        for problem in problems[:MOST_LINES]:
            room -= len(problem) + 1
            if told and room < 0:
                break
            told.append(problem if len(problem) < MOST_CHARACTERS else f"{problem[:1000]} …")
        more = len(problems) - len(told)
        ending = f"\nand {more:,} more: the error's problems are all of them." if more else ""
        super().__init__(count + "\n".join(told) + ending)


class RecordWarning(UserWarning):
    """Records that were read but may be wrong, such as a country with an unknown name."""


NO_COUNTRY = "There is no country; expected some, as in ['KAZ', 'UZB']."


class LayoutError(ValueError):
    """A chart that does not fit on the page, or a size, theme or option that no chart has."""


class ExportError(ValueError):
    """A file that cannot be written or opened."""


class ExportWarning(UserWarning):
    """A file that was written or opened but may not be as expected, such as one with small type."""


def quoted(value: object) -> str:
    """The repr of a value, shortened; its type if it has no repr."""
    try:
        return f"{value!r:.80}"
    except Exception:  # a number of 5,000 digits, a list in a list in a list ...
        return f"a value of type {type(value).__name__}"


def expect(ok: bool, name: str, value: object, expected: str) -> None:
    """Raise RecordError for an argument that is not what a function expects."""
    if not ok:
        raise RecordError(f"{name} is {quoted(value)}; expected {expected}.")


def one_each(argument: str, given: Iterable[tuple[str, object, str]]) -> dict[str, str]:
    """What is given for each key: the same under each spelling of it, else raise `RecordError`.

    >>> one_each("align", [("KAZ", "kaz", "2003"), ("KAZ", "Kazakhstan", "2003")])
    {'KAZ': '2003'}
    """
    found: dict[str, tuple[object, str]] = {}
    problems: dict[tuple[object, object], str] = {}
    for key, spelling, value in given:
        before, other = found.setdefault(key, (spelling, value))
        if value != other:
            told = f"{before!r}: {other!r} and {spelling!r}: {value!r}"
            told = f"{argument} has two values for {key}, {told}; expected one."
            problems.setdefault((before, spelling), told)
    if problems:
        raise RecordError(*problems.values())
    return {key: value for key, (_, value) in found.items()}


def is_list(value: Any) -> bool:
    """Whether an argument is a sequence of texts; a single text is not."""
    listed = isinstance(value, Sequence) and not isinstance(value, str | bytes)
    return listed and all(isinstance(text, str) for text in value)


def is_flag(value: Any) -> bool:
    """Whether an argument is True or False, in Python or in numpy."""
    return type(value).__name__ in ("bool", "bool_") and value in (True, False)


def expect_flags(**flags: Any) -> None:
    """Refuse flags that are neither True nor False: Python takes the text "False" for true."""
    for name, value in flags.items():
        expect(is_flag(value), name, value, "True or False")


def is_whole(value: Any, least: float, most: float) -> bool:
    """Whether an argument is a whole number between two others; True is not."""
    return isinstance(value, Integral) and not is_flag(value) and least <= int(value) <= most


def is_pair(value: Any, least: float, most: float) -> bool:
    """Whether an argument is two whole numbers between two others."""
    listed = isinstance(value, tuple | list) and len(value) == 2
    return listed and all(is_whole(number, least, most) for number in value)


@lru_cache(maxsize=8)
def _loggers(package: str, loaded: int) -> list[logging.Logger]:
    """The loggers of a package, each module of which has one, while so many modules are loaded."""
    modules = [name for name in list(sys.modules) if name.partition(".")[0] == package]
    return [logging.getLogger(name) for name in modules]


@contextmanager
def quiet(package: str) -> Iterator[None]:
    """Suppress the log messages of a package in this thread, since our own errors say the same.

    Other threads and the logging configuration of the user are not affected.
    """
    me = get_ident()

    def is_other(record: logging.LogRecord) -> bool:
        return record.thread != me

    loggers = _loggers(package, len(sys.modules))
    for logger in loggers:
        logger.addFilter(is_other)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(is_other)


_COLOURS = "Give colours to the scale, tl.Scale(..., colours=[...]), or choose a theme=."
ELSEWHERE = {
    "figsize": "Give width= and height= with their units, as in width='183mm'.",
    "ax": "A chart is a separate figure; save it, or change chart.figure.",
    **dict.fromkeys(("colors", "colours", "color", "cmap", "palette"), _COLOURS),
    "lang": "Words are English; give title=, subtitle=, note=, and labels to tl.Scale.",
    "marks": "Give the categories that are marked to guides=.",
    "dpi": "Give it to chart.save.",
    "highlight": "It is for charts of several: tl.compare, tl.overview and tl.shares.",
    **dict.fromkeys(("fontsize", "font_size", "size_pt"), "Give size= with its unit: size='9pt'."),
}
"""What does the work of arguments that other packages have, in the functions that draw."""


def unknown_argument(function: str, name: str, names: Iterable[str]) -> TypeError:
    """The error for an argument that a function does not have, with the one that is meant.

    >>> unknown_argument("timeline", "yeers", ["years", "tracks"])
    TypeError("timeline() got an unexpected keyword argument 'yeers'. Did you mean 'years'?")
    """
    names = list(names)
    near = difflib.get_close_matches(name, names, n=1)
    meant = f"Did you mean {near[0]!r}?" if near else f"There are {', '.join(names)}."
    hint = ELSEWHERE.get(name, meant) if "width" in names else meant
    return TypeError(f"{function}() got an unexpected keyword argument {name!r}. {hint}")


def with_hints(function: Callable[P, R]) -> Callable[P, R]:
    """Answer an argument that a function does not have with the one that is probably meant."""
    names = signature(function).parameters

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        for name in kwargs:
            if name not in names:
                called = function.__qualname__.removesuffix(".__init__")
                own = [name for name in names if name != "self"]
                raise unknown_argument(called, name, own)
        return function(*args, **kwargs)

    return call
