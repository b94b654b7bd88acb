"""Embed the data and options of a chart in the file it is saved to, and extract them.

A PDF has them attached as files, as in PDF/A-3, so that any PDF reader can save them. The other
formats hold one packed text in characters that every program leaves as they are: in a text chunk of
PNG, after the end of TIFF, in comments of EPS, in an element of SVG and HTML. It holds tables
column by column, since the cells of a column are more alike than those of a row: an overview of all
countries takes 47 kB, two thirds of them the addresses and titles of 970 sources. Extracting
decodes no picture and runs nothing.
"""

from __future__ import annotations

import bz2
import csv
import io
import json
import re
import struct
import zlib
from base64 import b85decode, b85encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from ..errors import ExportError
from . import pdf

Parts = Mapping[str, Any]
"""File names to texts, or to tables as lists of columns, each with its name first."""

LARGEST_TEXT = 2**24
"""Bytes of all texts unpacked; a chart of Kazakhstan has 40,000."""
_TOO_MUCH = f"more than {LARGEST_TEXT >> 20} MB of text"
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠](?!\d+(\.\d+)?$)")
"""The beginning of cells that a spreadsheet may run (OWASP, CSV injection); not of numbers."""
_BEGINS, _LETTERS_OF = b"tinytl:", re.compile(rb"[!-:=?-~\n]++")
# Base 85 digits with a meaning in XML, PostScript or here, and the characters in their places.
_MARKS, _LETTERS = b"<>&;%", b"[],.:"
_PNG, _CHUNK = b"\x89PNG\r\n\x1a\n", b"iTXttinytl\0\0\0\0\0"
_JSON = b'<script type="application/json" id="tinytl">"'


class Format(NamedTuple):
    """How a file begins and ends; before what the packed text is inserted, and what surrounds it.

    An empty `place` is the end of the file, which readers of TIFF do not look at.
    """

    begins: bytes
    ends: bytes = b""
    place: bytes = b""
    before: bytes = b""
    after: bytes = b""


FORMATS = {
    ".pdf": Format(b"%PDF-", b"%%EOF"),
    ".svg": Format(b"<", b"</svg>", b"</svg>", b'<metadata id="tinytl">', b"</metadata>\n"),
    ".html": Format(b"<", b"</html>", b"</body>", _JSON, b'"</script>\n'),
    ".eps": Format(b"%!PS", b"showpage", b"%%EndComments", b"%", b"\n"),
    ".png": Format(_PNG, b"IEND", b"\0\0\0\0IEND"),
    ".tif": Format(b"II*\0"),
    ".tiff": Format(b"II*\0"),
}


def format_of(data: bytes) -> str:
    """The ending of files that begin and end as these bytes do; empty if no format does."""
    fits = (
        ending
        for ending, form in FORMATS.items()
        if data.startswith(form.begins) and form.ends in data[-1024:]
    )
    return next(fits, "")


def embed(data: bytes, ending: str, parts: Callable[[str], Parts]) -> bytes:
    """Embed texts in a file.

    Parameters
    ----------
    data : bytes
        The file without them.
    ending : str
        Of its name, with the dot.
    parts : callable
        Takes the checksum of the picture and returns the texts.
    """
    texts = parts(sha256(data).hexdigest())
    if ending == ".pdf":
        return pdf.attach(data, {name: pdf.compress(text_of(part)) for name, part in texts.items()})
    return _with_packed(data, ending, packed(texts))


def _with_packed(data: bytes, ending: str, text: bytes) -> bytes:
    """A picture with a packed text in it."""
    if ending == ".eps":  # whose lines have 255 characters at most
        text = b"\n%".join(text[at : at + 200] for at in range(0, len(text), 200))
    before, after = _around(ending, text)
    at = data.rindex(FORMATS[ending].place)
    whole = memoryview(data)  # a page has 5 MB: its parts are not copied
    return b"".join((whole[:at], before, text, after, whole[at:]))


def _around(ending: str, text: bytes) -> tuple[bytes, bytes]:
    """The bytes before and after a packed text."""
    if ending == ".png":
        length, checksum = len(_CHUNK) - 4 + len(text), zlib.crc32(_CHUNK + text)
        return struct.pack(">I", length) + _CHUNK, struct.pack(">I", checksum)
    return FORMATS[ending].before, FORMATS[ending].after


def table(columns: Iterable[Sequence[str]]) -> str:
    """Return columns, each with its name first, as CSV that is safe to open in a spreadsheet."""
    rows = zip(*columns, strict=True)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(
        [f"'{cell}" if FORMULA.match(cell) else cell for cell in row] for row in rows
    )
    return text.getvalue()


def as_it_was(cell: str) -> str:
    """Return a cell of a table without the mark that made it safe."""
    return cell[1:] if cell[:1] == "'" and FORMULA.match(cell) else cell


def text_of(part: Any) -> str:
    """Return a text as it is, a table as CSV."""
    return part if isinstance(part, str) else table(part)


def packed(parts: Any) -> bytes:
    """Pack texts and tables into characters without a meaning in XML, PostScript and JSON."""
    text = json.dumps(parts, ensure_ascii=False).encode()
    digits = b85encode(bz2.compress(text)).translate(bytes.maketrans(_MARKS, _LETTERS))
    return b"%s%s;" % (_BEGINS, digits)


def _unpacked(text: bytes) -> Any:
    """The texts and tables of a packed text, unless it grows beyond `LARGEST_TEXT`."""
    digits = text[len(_BEGINS) : -1].translate(bytes.maketrans(_LETTERS, _MARKS))
    unpacker = bz2.BZ2Decompressor()
    unpacked = unpacker.decompress(b85decode(digits), LARGEST_TEXT)
    if not unpacker.eof:
        raise ValueError("it breaks off" if unpacker.needs_input else _TOO_MUCH)
    return json.loads(unpacked)


def extract(data: bytes, ending: str, name: str) -> tuple[Parts, str]:
    """Extract the texts and tables from a file.

    Parameters
    ----------
    data : bytes
    ending, name : str
        Of the file: the format, with the dot, and what errors call it.

    Returns
    -------
    parts : mapping of str to str or list
    picture : str
        The checksum of the file without them; empty if another program has written the file since.

    Raises
    ------
    ExportError
        If the file is of another format, incomplete, damaged or without them.
    """
    if ending not in FORMATS:
        kinds = ", ".join(FORMATS)
        raise ExportError(f"{name}: expected a file that tinytl has saved, one of {kinds}.")
    form = FORMATS[ending]
    if not data.startswith(form.begins[: len(data)]):
        raise ExportError(f"{name}: this is no {ending[1:].upper()} file, whatever its name says.")
    lost = ending.startswith(".tif") and int.from_bytes(data[4:8], "little") >= len(data)
    if lost or form.ends not in data[-1024:]:
        raise ExportError(f"{name}: the file breaks off before its end; copy or fetch it again.")
    try:
        parts, picture = _attached(data) if ending == ".pdf" else _found(data, ending)
    except Exception as error:  # a damaged file may raise any
        why = f"{error}"[:200] or type(error).__name__
        raise ExportError(
            f"{name}: what the file carries cannot be read ({why}): it "
            "is damaged or locked. Copy or fetch it again."
        ) from None
    if not parts:
        raise ExportError(
            f"{name}: there are no rows and no view in this file to draw a chart from: tinytl has "
            "not made it, it was saved with data=False, or another program has written it anew."
        )
    return parts, "" if picture is None else sha256(picture).hexdigest()


def _attached(data: bytes) -> tuple[Parts, bytes | None]:
    """The texts attached to a PDF, and the PDF without them if it is as tinytl has written it."""
    files, cut = pdf.attached(data)
    if not files:
        return {}, None
    same = pdf.attach(data[:cut], files) == data
    texts = {name: pdf.decompress(file, LARGEST_TEXT) for name, file in files.items()}
    return texts, data[:cut] if same else None


def _found(data: bytes, ending: str) -> tuple[Parts, bytes | None]:
    """The texts packed into a file, and the file without them if it is as tinytl has written it."""
    start, stop = _longest(data)
    if start == stop and _BEGINS in data:
        raise ValueError("it breaks off before its end")
    if start == stop:
        return {}, None
    text = data[start:stop].translate(None, b"\n%")
    before, after = _around(ending, text)
    picture = data[: start - len(before)] + data[stop + len(after) :]
    same = FORMATS[ending].place in picture and _with_packed(picture, ending, text) == data
    return _unpacked(text), picture if same else None


def _longest(data: bytes) -> tuple[int, int]:
    """Where the longest packed text stands; a label may have that form, but is shorter.

    Each byte is scanned once, since all texts that begin in one run of characters end with it.
    """
    found, at = (0, 0), data.find(_BEGINS)
    while at >= 0:
        run = _LETTERS_OF.match(data, at)
        stop = run.end() if run else at
        if data[stop : stop + 1] == b";" and stop + 1 - at > found[1] - found[0]:
            found = at, stop + 1
        at = data.find(_BEGINS, stop)
    return found
