"""Write files so that each is whole or absent, and several are written together or not at all.

Each file is written next to its target and then replaces it in one step. A reader of the target
finds the old file or the new one, even if the program was killed or the disk was full. After a kill
only a hidden file can remain, whose name begins with ``.tinytl-``.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from stat import S_IMODE
from typing import Any

from .errors import ExportError

_MARK = "% Written by tinytl, checksum {}: once edited, it is not overwritten.\n"
_MARKED = re.compile(re.escape(_MARK).replace(r"\{\}", r"(\w+)") + r"\Z")
"""The last line of texts that this package writes: a comment in BibTeX and LaTeX."""


def path_of(path: Any) -> Path:
    """The path of a file to write or open, if all systems allow it; ``~`` is the home folder."""
    try:
        found = at_home(Path(path))
        os.fsencode(found)
    except (TypeError, UnicodeEncodeError):
        raise ExportError(f"path is {path!r:.80}; expected the name of a file.") from None
    if "\0" in str(found) or re.match(r"(?i)(con|prn|aux|nul|(com|lpt)\d)\s*(\.|$)", found.name):
        raise ExportError(
            f"path is {str(found)!r:.80}, which is no name of a file on all systems; expected one "
            "without the character NUL, and none of Windows' devices: con, prn, aux, nul, com1 ..."
        )
    if re.match(r"[a-zA-Z][\w+.-]+:/", found.as_posix()):
        raise ExportError(
            f"path is {str(path)!r:.80}, which is an address; expected a file: save it here first."
        )
    first, *rest = found.parts or ("",)
    if rest and first.startswith("~") and not Path(first).is_dir():
        raise ExportError(f"path is {str(found)!r:.80}, and there is no user {first[1:]!r:.80}.")
    return found


def at_home(path: Path) -> Path:
    """A path with ``~`` and ``~user`` replaced by the home folder, unless it is a file's name."""
    try:
        return path.expanduser() if str(path) == "~" or len(path.parts) > 1 else path
    except RuntimeError:  # there is no such user
        return path


@contextmanager
def on_disk(path: Path, what: str) -> Iterator[None]:
    """Turn an OSError into an ExportError that names the file and the reason."""
    try:
        yield
    except OSError as error:
        raise ExportError(f"{_short(path)} cannot be {what}: {error.strerror or error}.") from error


def _short(path: Path) -> str:
    text = str(path)
    return repr(text if len(text) <= 200 else f"{text[:90]} … {text[-90:]}")


def write(files: Mapping[Path, bytes]) -> None:
    """Write files: all of them, or none if any of them cannot be written.

    Links are followed, an existing file keeps its mode, and folders that are missing are made.

    Raises
    ------
    ExportError
        If a file cannot be written; it names the file and the reason. All files stay as they were.
    """
    for path in files:
        with on_disk(path, "written"):
            _check_name(path)
    jobs: list[tuple[Path, Path, Path]] = []
    with ExitStack() as leftovers, ExitStack() as undo:
        for path, data in files.items():
            with on_disk(path, "written"):
                path.parent.mkdir(parents=True, exist_ok=True)
                target = _target(path)
                new = target.with_name(f".tinytl-{secrets.token_hex(8)}")
                leftovers.callback(new.unlink, missing_ok=True)
                _write_new(new, target, data)
                jobs.append((path, target, new))
        for number, (path, target, new) in enumerate(jobs, start=1):
            with on_disk(path, "written"):
                if number == len(jobs):
                    pass  # the last is in its place or not: nothing goes wrong after it
                elif target.exists():
                    old = new.with_name(f"{new.name}-old")
                    leftovers.callback(old.unlink, missing_ok=True)
                    _keep(target, old)
                    undo.callback(old.replace, target)
                else:
                    undo.callback(target.unlink, missing_ok=True)
                new.replace(target)
        undo.pop_all()


def _check_name(path: Path) -> None:
    """Raise OSError if the name is too long, by a look-up in the nearest existing folder."""
    there = next((folder for folder in path.absolute().parents if folder.exists()), None)
    if there is not None:
        with suppress(FileNotFoundError, NotADirectoryError):
            (there / path.name).lstat()


def _target(path: Path) -> Path:
    """The file behind all links, which must be a writable file or not exist yet."""
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if target.exists() and not target.is_file():
        raise OSError(errno.EINVAL, "it is there, and no file")
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return target


def _write_new(new: Path, target: Path, data: bytes) -> None:
    """Write a new file, with the mode of the one that it will replace."""
    with new.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if target.exists():
        mode = S_IMODE(target.stat().st_mode)
        if mode != S_IMODE(new.stat().st_mode):  # which not all disks can change
            new.chmod(mode)


def _keep(target: Path, old: Path) -> None:
    """Link a file to a second name, or copy it where the disk has no links."""
    try:
        old.hardlink_to(target)
    except OSError:
        shutil.copy2(target, old)


# --- words beside a chart --------------------------------------------------------------------


def marked(text: str) -> str:
    """A text with a last line that marks it as ours for as long as it is not edited."""
    return text + _MARK.format(_checksum(text))


def refuse_to_overwrite(path: Path, new: bytes, tables: Collection[str]) -> None:
    """Refuse to write words over a file that this package has not written.

    Parameters
    ----------
    path : pathlib.Path
    new : bytes
        The text to write, with its mark.
    tables : collection of str
        Files from which the sources of a table are read.

    Raises
    ------
    ExportError
        If the file has another text and is not marked as ours, was edited since, or is one of
        `tables`.
    """
    with on_disk(path, "written"):
        _check_name(path)
    if not path.is_file():
        return
    with on_disk(path, "read"):
        there, mark = _plain(path.read_bytes())
        own = any(path.samefile(table) for table in tables)
    ours = mark == _checksum(there)
    if (own or not ours) and there != _plain(new)[0]:
        why = "was edited since tinytl wrote it" if mark else "was not written by tinytl"
        why = "is what the table's sources are read from" if own else why
        raise ExportError(
            f"{_short(path)} {why}, and words=True would overwrite it. Save the chart under "
            "another name, or rename that file."
        )


def _plain(data: bytes) -> tuple[str, str]:
    """A text without its mark, and the checksum in the mark, which is empty if there is none."""
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    mark = _MARKED.search(text)
    return (text[: mark.start()], mark[1]) if mark else (text, "")


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]
