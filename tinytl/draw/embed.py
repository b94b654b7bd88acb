"""A chart inside its own file: the texts that draw it again, put in and taken out.

A PDF has them attached as files, as PDF/A-3 does it, so that any reader of PDF can save them. The
other formats hold them packed into letters, which every program leaves as they are: in a text chunk
of PNG, a tag of TIFF, comments of EPS, an element of SVG and HTML. There tables stand column by
column, since cells below each other are more alike than those side by side: an overview of all
countries carries 47 kB, two thirds of them the addresses and titles of 970 sources. Whoever
takes them out decodes no picture and runs nothing.
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
from contextlib import suppress
from hashlib import sha256
from typing import Any

from ..errors import ExportError
from . import pdf

Parts = Mapping[str, Any]
"""Texts by their names as files, and tables as columns, each with its name on top."""

LARGEST_TEXT = 2**24
"""Bytes of the texts, unpacked; a chart of Kazakhstan has 40,000."""
_TOO_MUCH = f"more than {LARGEST_TEXT >> 20} MB of text"
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠](?!\d+(\.\d+)?$)")
"""How cells begin that a spreadsheet may run (OWASP, CSV injection); a number is none."""
_BEGINS, _LETTERS_OF = b"tinytl:", re.compile(rb"[!-:=?-~\n]++")
# Letters of base 85 that mean something in XML, PostScript or here, and those in their places.
_MARKS, _LETTERS = b"<>&;%", b"[],.:"
_PNG, _CHUNK = b"\x89PNG\r\n\x1a\n", b"iTXttinytl\0\0\0\0\0"
# How a file begins and ends; before what the texts stand, and between what. (Those of PNG, TIFF and
# PDF depend on the texts.)
_HEADS = (b"%PDF-1.4", b"<?xml ve", b"<!DOCTYP", b"<!doctyp", b"%!PS-Ado", _PNG)
_FORMATS = {
    ".pdf": (b"%PDF-", b"%%EOF", b"", b"", b""),
    ".svg": (b"<", b"</svg>", b"</svg>", b'<metadata id="tinytl">', b"</metadata>\n"),
    ".html": (b"<", b"</html>", b"</body>", b'<script type="application/json" id="tinytl">"',
              b'"</script>\n'),
    ".eps": (b"%!PS", b"showpage", b"%%EndComments", b"%", b"\n"),
    ".png": (_PNG, b"IEND", b"\0\0\0\0IEND", b"", b""),
    ".tif": (b"II*\0", b"", b"", b"", b""),
    ".tiff": (b"II*\0", b"", b"", b"", b""),
}  # fmt: skip


def embed(data: bytes, ending: str, parts: Callable[[str], Parts] | None) -> bytes:
    """Put texts into a file.

    Parameters
    ----------
    data : bytes
        The file without them.
    ending : str
        Of its name, with the dot.
    parts : callable, optional
        From the checksum of the picture to what it is to carry.
    """
    if parts is None:
        return data
    data += b"\0" * (len(data) % 2 if ending.startswith(".tif") else 0)  # it counts in pairs
    texts = parts(_digest(data))
    if ending == ".pdf":
        return pdf.attach(data, {name: pdf.packed(text_of(part)) for name, part in texts.items()})
    return _with_letters(data, ending, packed(texts))


def _with_letters(data: bytes, ending: str, letters: bytes) -> bytes:
    """A picture with texts in it that are packed into letters."""
    if ending.startswith(".tif"):
        return _with_tag(data, letters)
    _, _, mark, before, after = _FORMATS[ending]
    if ending == ".eps":  # whose lines have 255 letters at most
        letters = b"\n%".join(letters[at : at + 200] for at in range(0, len(letters), 200))
    if ending == ".png":
        chunk = _CHUNK + letters
        before, after = struct.pack(">I", len(chunk) - 4), struct.pack(">I", zlib.crc32(chunk))
        letters = chunk
    at = data.rindex(mark)
    return data[:at] + before + letters + after + data[at:]


def table(columns: Iterable[Sequence[str]]) -> str:
    """Columns, each with its name on top, as CSV that is safe to open in a spreadsheet."""
    rows = zip(*columns, strict=True)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(
        [f"'{cell}" if FORMULA.match(cell) else cell for cell in row] for row in rows
    )
    return text.getvalue()


def as_it_was(cell: str) -> str:
    """A cell of a table without what has made it safe."""
    return cell[1:] if cell[:1] == "'" and FORMULA.match(cell) else cell


def text_of(part: Any) -> str:
    """A text as it is, a table as CSV."""
    return part if isinstance(part, str) else table(part)


def packed(parts: Any) -> bytes:
    """Texts and tables in letters that mean nothing in XML, PostScript and JSON."""
    text = json.dumps(parts, ensure_ascii=False).encode()
    letters = b85encode(bz2.compress(text)).translate(bytes.maketrans(_MARKS, _LETTERS))
    return b"tinytl:%s;" % letters


def _unpacked(letters: bytes) -> Any:
    """What was packed; what a bomb would blow up to is not looked at."""
    marks = letters.translate(bytes.maketrans(_LETTERS, _MARKS))
    unpacker = bz2.BZ2Decompressor()
    text = unpacker.decompress(b85decode(marks), LARGEST_TEXT)
    if not unpacker.eof:
        raise ValueError("it breaks off" if unpacker.needs_input else _TOO_MUCH)
    return json.loads(text)


def extract(data: bytes, ending: str, name: str) -> tuple[Parts, str]:
    """Take the texts and tables out of a file, with the checksum of its picture.

    Raises
    ------
    ExportError
        If there are none: the file is no such file, broken off, damaged or without them.
    """
    if ending not in _FORMATS:
        kinds = ", ".join(_FORMATS)
        raise ExportError(f"{name}: expected a file that tinytl has saved, one of {kinds}.")
    begins, ends, *_ = _FORMATS[ending]
    if not data.startswith(begins[: len(data)]):
        raise ExportError(f"{name}: this is no {ending[1:].upper()} file, whatever its name says.")
    lost = ending.startswith(".tif") and int.from_bytes(data[4:8], "little") >= len(data)
    if lost or ends not in data[-1024:]:
        raise ExportError(f"{name}: the file breaks off before its end; copy or fetch it again.")
    try:
        parts, picture = _attached(data) if ending == ".pdf" else _carried(data, ending)
    except Exception as error:  # whatever is in a file that no program has written
        raise ExportError(
            f"{name}: what the file carries cannot be read ({_why(error)}): it "
            "is damaged or locked. Copy or fetch it again."
        ) from None
    if not parts:
        ours = "it was saved with data=False, or another program has left them out"
        raise ExportError(
            f"{name}: there are no rows and no view in this file to draw a chart from: "
            f"{ours if b'tinytl' in data else 'tinytl has not made it'}."
        )
    return parts, "" if picture is None else _digest(picture)


def _why(error: Exception) -> str:
    return f"{error}"[:200] or type(error).__name__


def _attached(data: bytes) -> tuple[Parts, bytes | None]:
    """The texts attached to a PDF, and the PDF without them if that is as we have written it."""
    *_, cut = [0, *(end.end() for end in re.finditer(rb"%%EOF\n?", data))][:-1]
    files, picture = pdf.appended(data[cut:]), data[:cut]
    with suppress(LookupError, ValueError):  # if it has no trailer of ours
        if files and pdf.attach(picture, files) == data and data[:8] in _HEADS:
            return {name: pdf.unpacked(file, LARGEST_TEXT) for name, file in files.items()}, picture
    parts = pdf.attached(data)
    if sum(map(len, parts.values())) > LARGEST_TEXT:
        raise ValueError(_TOO_MUCH)
    return parts, None


def _carried(data: bytes, ending: str) -> tuple[Parts, bytes | None]:
    """The texts packed into a file, and the file without them if that is as we have written it."""
    start, stop = _longest(data)
    if start == stop and _BEGINS in data:
        raise ValueError("it breaks off before its end")
    if start == stop:
        return {}, None
    letters = data[start:stop].translate(None, b"\n%")
    _, _, _, before, after = _FORMATS[ending]
    first, last = start - len(before), stop + len(after)
    if ending == ".png":
        first, last = start - len(_CHUNK) - 4, stop + 4
    picture = data[:first] + data[last:]
    if ending.startswith(".tif"):
        picture = _without_tag(data)
    same = data[:8] in _HEADS or ending.startswith(".tif")
    same = same and _with_letters(picture, ending, letters) == data
    return _unpacked(letters[len(_BEGINS) : -1]), picture if same else None


def _longest(data: bytes) -> tuple[int, int]:
    """Where the longest text of our letters stands; a label may have that form, but is shorter.

    Each byte is looked at once, since all texts that begin in one row of letters end with it.
    """
    found, at = (0, 0), data.find(_BEGINS)
    while at >= 0:
        row = _LETTERS_OF.match(data, at)
        stop = row.end() if row else at
        if data[stop : stop + 1] == b";" and stop + 1 - at > found[1] - found[0]:
            found = at, stop + 1
        at = data.find(_BEGINS, stop)
    return found


def _digest(picture: bytes) -> str:
    """The checksum of all but the first 8 bytes: there a TIFF says where its directory is."""
    return sha256(picture[8:]).hexdigest()


def _with_tag(tiff: bytes, packed: bytes) -> bytes:
    """Append the directory, longer by a tag that anybody may use, and the texts."""
    old = int.from_bytes(tiff[4:8], "little")
    count = int.from_bytes(tiff[old : old + 2], "little")
    entries = tiff[old + 2 : old + 2 + 12 * count]
    tag = struct.pack("<HHII", 65000, 7, len(packed), len(tiff) + 18 + 12 * count)
    head = tiff[:4] + len(tiff).to_bytes(4, "little")
    directory = (count + 1).to_bytes(2, "little") + entries + tag + bytes(4)
    return head + tiff[8:] + directory + packed


def _without_tag(tiff: bytes) -> bytes:
    """The TIFF as it was, with its first directory, which is still there."""
    at = int.from_bytes(tiff[4:8], "little")
    count = int.from_bytes(tiff[at : at + 2], "little") - 1
    entries = tiff[at + 2 : at + 2 + 12 * count]
    old = tiff.find(max(0, count).to_bytes(2, "little") + entries, 8, at)
    return tiff[:4] + max(0, old).to_bytes(4, "little") + tiff[8:at]
