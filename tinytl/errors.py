"""What goes wrong, one class a step: reading, laying out, writing. All are ValueErrors.

Each says where, what was found, what was expected and what to do.
"""

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import get_ident
from typing import Any

MOST_LINES, MOST_CHARACTERS = 48, 4_800
"""How much of its problems an error tells; it knows them all."""


class RecordError(ValueError):
    """Rows that cannot be drawn as they stand.

    Attributes
    ----------
    problems : tuple of str
        One sentence a problem: where, what was found, what was expected, what to do.
    """

    def __init__(self, *problems: str) -> None:
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


class LayoutError(ValueError):
    """What was asked for does not fit on the page."""


class ExportError(ValueError):
    """A file that cannot be written as asked."""


class ExportWarning(UserWarning):
    """A file that was written, but that an editor or a reader may object to."""


def expect(ok: bool, name: str, value: object, expected: str) -> None:
    """Refuse an argument of the wrong kind in the words of every other error."""
    if not ok:
        raise RecordError(f"{name} is {value!r:.80}; expected {expected}.")


def is_list(value: Any) -> bool:
    """Whether an argument is a list of texts; one text is none, and is told so elsewhere."""
    listed = isinstance(value, Sequence) and not isinstance(value, bytes)
    return listed and all(isinstance(text, str) for text in value)


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
