"""A chart inside its own file: the texts that draw it again, put in and taken out.

A PDF has them attached as files, as PDF/A-3 does it, so that any reader of PDF can save them; the
other formats hold them packed in one place: a chunk of PNG, a tag of TIFF, comments of EPS, an
element of SVG and HTML. Whoever takes them out decodes no picture and runs nothing.
"""

from __future__ import annotations

import json
import re
import struct
import textwrap
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from ..errors import ExportError
from . import pdf

Parts = Mapping[str, str]

MOST = 2**24
"""Bytes of the texts, unpacked; no chart has a tenth of it."""
_TAG = 65000  # of TIFF: the first that anybody may use
_PNG = b"\x89PNG\r\n\x1a\n"
_ELEMENT = re.compile(
    rb'<(metadata|script)\b[^<>]*\bid="tinytl"[^<>]*>"?([\w+/=\s]+)"?</\1>\n?', re.ASCII
)
_COMMENTS = re.compile(rb"(?:^%tinytl: [\w+/=]+\n)+", re.ASCII | re.M)


@dataclass(frozen=True)
class Found:
    """What was put into a file, and between which bytes it stands."""

    parts: Parts
    start: int
    stop: int


@dataclass(frozen=True)
class _Format:
    """How files of one format begin and end, how texts get into them and are found there."""

    begins: bytes
    breaks_off: Callable[[bytes], bool]
    put: Callable[[bytes, Parts], bytes]
    find: Callable[[bytes], Found | None]


def put(data: bytes, ending: str, parts: Callable[[str], Parts] | None) -> bytes:
    """Put texts into a file.

    Parameters
    ----------
    data : bytes
        The file without them.
    ending : str
        Of its name, with the dot.
    parts : callable, optional
        From the checksum of the picture to the texts, by the names of the files they would be.
    """
    if parts is None:
        return data
    if ending in (".tif", ".tiff"):
        data += b"\0" * (len(data) % 2)  # its parts begin at even places
    return _FORMATS[ending].put(data, parts(_digest(data, len(data), len(data))))


def take(data: bytes, ending: str, name: str) -> tuple[Parts, str]:
    """Take the texts out of a file, with the checksum of its picture.

    Raises
    ------
    ExportError
        If there are none: the file is no such file, broken off, damaged or without them.
    """
    kind = _FORMATS.get(ending)
    if kind is None:
        known = ", ".join(_FORMATS)
        raise ExportError(f"{name}: expected a file that tinytl has saved, one of {known}.")
    if not data.startswith(kind.begins):
        raise ExportError(f"{name}: this is no {ending[1:].upper()} file, whatever its name says.")
    if kind.breaks_off(data):
        raise ExportError(f"{name}: the file breaks off before its end; copy or fetch it again.")
    try:
        found = kind.find(data)
    except Exception as error:  # whatever a file holds that no program has written
        raise ExportError(
            f"{name}: what the file holds cannot be read ({error or type(error).__name__}); it is "
            "damaged or locked. Copy or fetch it again."
        ) from None
    if found is None:
        ours = b"tinytl" in data
        why = "It was saved with data=False, or another program has left them out" if ours else (
            "tinytl has not made it"
        )  # fmt: skip
        raise ExportError(
            f"{name}: there are no rows and no view in this file to draw a chart from. {why}; "
            "expected a file as Chart.save writes it."
        )
    return found.parts, _digest(data, found.start, found.stop)


def _digest(data: bytes, start: int, stop: int) -> str:
    """The checksum of what is not between two bytes, nor in the first 8: TIFF says there where."""
    return sha256(data[8:start] + data[stop:]).hexdigest()


def _pack(parts: Parts) -> bytes:
    return zlib.compress(json.dumps(parts, ensure_ascii=False).encode(), 9)


def _unpack(packed: bytes) -> Parts:
    """The texts again; what a few kilobytes would blow up to is not looked at."""
    unpacked = zlib.decompressobj()
    text = unpacked.decompress(packed, MOST)
    if unpacked.unconsumed_tail:
        raise ValueError(f"more than {MOST >> 20} MB of text")
    parts: dict[str, str] = json.loads(text)
    return parts


# --- formats ---------------------------------------------------------------------------------


def _put_before(mark: bytes, opening: bytes, closing: bytes) -> Callable[[bytes, Parts], bytes]:
    def put(data: bytes, parts: Parts) -> bytes:
        at = data.rindex(mark)
        return data[:at] + opening + b64encode(_pack(parts)) + closing + data[at:]

    return put


def _find_element(data: bytes) -> Found | None:
    found = _ELEMENT.search(data)
    return found and Found(_unpack(b64decode(found[2])), *found.span())


def _put_comments(data: bytes, parts: Parts) -> bytes:
    lines = textwrap.wrap(b64encode(_pack(parts)).decode(), 200)
    comments = "".join(f"%tinytl: {line}\n" for line in lines).encode()
    return data.replace(b"%%EndComments", comments + b"%%EndComments", 1)


def _find_comments(data: bytes) -> Found | None:
    found = _COMMENTS.search(data)
    packed = found and found[0].replace(b"%tinytl: ", b"")
    return Found(_unpack(b64decode(packed)), *found.span()) if found and packed else None


_KEY = b"iTXttinytl\0\1\0\0\0"  # packed, in no language


def _put_chunk(data: bytes, parts: Parts) -> bytes:
    """Put an international text before the last chunk, which has twelve bytes."""
    chunk = _KEY + _pack(parts)
    length, check = struct.pack(">I", len(chunk) - 4), struct.pack(">I", zlib.crc32(chunk))
    return data[:-12] + length + chunk + check + data[-12:]


def _find_chunk(data: bytes) -> Found | None:
    start = len(_PNG)
    while start < len(data):
        stop = start + 12 + struct.unpack_from(">I", data, start)[0]
        chunk = data[start + 4 : stop - 4]
        if chunk.startswith(_KEY):
            return Found(_unpack(chunk[len(_KEY) :]), start, stop)
        start = stop
    return None


def _put_tag(data: bytes, parts: Parts) -> bytes:
    """Append the texts and a longer directory, and let the head of the file name that one."""
    old, packed = struct.unpack_from("<I", data, 4)[0], _pack(parts)
    count = struct.unpack_from("<H", data, old)[0]
    entries = data[old + 2 : old + 2 + 12 * count]
    packed += b"\0" * (len(packed) % 2)
    tag = struct.pack("<HHII", _TAG, 7, len(packed), len(data))
    head = data[:4] + struct.pack("<I", len(data) + len(packed))
    return head + data[8:] + packed + struct.pack("<H", count + 1) + entries + tag + b"\0" * 4


def _tiff_breaks_off(data: bytes) -> bool:
    """The directory stands at the end of ours; behind it are the four bytes of a further one."""
    if len(data) < 8 or (where := struct.unpack_from("<I", data, 4)[0]) + 2 > len(data):
        return True
    return bool(where + 6 + 12 * struct.unpack_from("<H", data, where)[0] > len(data))


def _find_tag(data: bytes) -> Found | None:
    where = struct.unpack_from("<I", data, 4)[0]
    for number in range(struct.unpack_from("<H", data, where)[0]):
        tag, _, size, start = struct.unpack_from("<HHII", data, where + 2 + 12 * number)
        if tag == _TAG:
            return Found(_unpack(data[start : start + size]), start, len(data))
    return None


def _find_attached(data: bytes) -> Found | None:
    parts = pdf.attached(data)
    ends = [end.end() for end in re.finditer(rb"%%EOF\n?", data)]
    return Found(parts, [0, 0, *ends][-2], len(data)) if parts else None


def _lacks(end: bytes) -> Callable[[bytes], bool]:
    return lambda data: end not in data[-1024:]


_SCRIPT = b'<script type="application/json" id="tinytl">"'
_FORMATS = {
    ".pdf": _Format(b"%PDF-", _lacks(b"%%EOF"), pdf.attach, _find_attached),
    ".svg": _Format(
        b"<", _lacks(b"</svg>"),
        _put_before(b"</svg>", b'<metadata id="tinytl">', b"</metadata>\n"), _find_element,
    ),
    ".html": _Format(
        b"<", _lacks(b"</html>"), _put_before(b"</body>", _SCRIPT, b'"</script>\n'), _find_element
    ),
    ".eps": _Format(b"%!PS", _lacks(b"showpage"), _put_comments, _find_comments),
    ".png": _Format(_PNG, _lacks(b"IEND"), _put_chunk, _find_chunk),
    ".tif": _Format(b"II*\0", _tiff_breaks_off, _put_tag, _find_tag),
}  # fmt: skip
_FORMATS[".tiff"] = _FORMATS[".tif"]
