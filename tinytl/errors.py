"""What goes wrong, one class a step: reading, laying out, writing. All are ValueErrors.

Each says where, what was found, what was expected and what to do.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from numbers import Integral
from pathlib import Path
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


def is_whole(value: Any, least: float, most: float) -> bool:
    """Whether an argument is a whole number between two; True is none."""
    return isinstance(value, Integral) and not is_flag(value) and least <= int(value) <= most


def is_pair(value: Any, least: float, most: float) -> bool:
    """Whether an argument is two whole numbers between two others."""
    listed = isinstance(value, tuple | list) and len(value) == 2
    return listed and all(is_whole(number, least, most) for number in value)


def path_of(path: Any) -> Path:
    """The path of a file that is written or opened, on any system."""
    try:
        found = Path(path)
    except TypeError:
        raise ExportError(f"path is {path!r:.80}; expected the name of a file.") from None
    if "\0" in str(found) or re.match(r"(?i)(con|prn|aux|nul|(com|lpt)\d)\s*(\.|$)", found.name):
        raise ExportError(
            f"path is {str(found)!r:.80}, which is no name of a file on all systems; expected one "
            "without the character NUL, and none of Windows' devices: con, prn, aux, nul, com1 ..."
        )
    return found


@contextmanager
def on_disk(path: Path, what: str) -> Iterator[None]:
    """Say which file could not be read or written, and why."""
    try:
        yield
    except OSError as error:
        why = error.strerror or error
        raise ExportError(f"{str(path)!r:.200} cannot be {what}: {why}.") from error
