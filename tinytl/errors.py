"""What goes wrong, one class a step: reading, laying out, writing. All are ValueErrors.

Each says where, what was found, what was expected and what to do.
"""

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from numbers import Integral
from threading import get_ident
from typing import Any

MOST_LINES, MOST_CHARACTERS = 48, 4_800
"""How much of its problems an error tells; it knows them all."""


def _encodable(text: str) -> str:
    return text.encode(errors="backslashreplace").decode()


class RecordError(ValueError):
    """Rows that cannot be drawn as they stand.

    Attributes
    ----------
    problems : tuple of str
        One sentence a problem: where, what was found, what was expected, what to do.
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
    """Records that were read, but that may mean something else: a name that is no known country."""


class LayoutError(ValueError):
    """What was asked for does not fit on the page."""


class ExportError(ValueError):
    """A file that cannot be written as asked."""


class ExportWarning(UserWarning):
    """A file that was written, but that an editor or a reader may object to."""


def quoted(value: object) -> str:
    """A value as Python writes it, in short; the name of its kind where it cannot be written."""
    try:
        return f"{value!r:.80}"
    except Exception:  # a number of 5,000 digits, a list in a list in a list ...
        return f"a value of type {type(value).__name__}"


def expect(ok: bool, name: str, value: object, expected: str) -> None:
    """Refuse an argument of the wrong kind in the words of every other error."""
    if not ok:
        raise RecordError(f"{name} is {quoted(value)}; expected {expected}.")


def is_list(value: Any) -> bool:
    """Whether an argument is a list of texts; one text is none."""
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
    """Whether an argument is a whole number between two; True is none."""
    return isinstance(value, Integral) and not is_flag(value) and least <= int(value) <= most


def is_pair(value: Any, least: float, most: float) -> bool:
    """Whether an argument is two whole numbers between two others."""
    listed = isinstance(value, tuple | list) and len(value) == 2
    return listed and all(is_whole(number, least, most) for number in value)


@contextmanager
def quiet(package: str) -> Iterator[None]:
    """Log nothing of what an imported package says to this thread, since an error of ours says it.

    Other threads, and all that the user has set up for logging, stay as they are.
    """
    me = get_ident()

    def is_other(record: logging.LogRecord) -> bool:
        return record.thread != me

    modules = [name for name in list(sys.modules) if name.partition(".")[0] == package]
    loggers = [logging.getLogger(name) for name in modules]  # each module has one of its own
    for logger in loggers:
        logger.addFilter(is_other)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(is_other)
