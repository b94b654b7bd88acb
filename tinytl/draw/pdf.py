"""What a PDF says beside its page: its language, and files that are attached to it.

Both are incremental updates (ISO 32000-1, 7.5.6): new objects after the end of the file, with a new
catalog that names them; what matplotlib wrote stays as it is.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Mapping, Sequence

from ..errors import quiet

FILES = {
    "timeline.bib": (b"application#2Fx-bibtex", b"Supplement"),
    "timeline.csv": (b"text#2Fcsv", b"Data"),
    "timeline.json": (b"application#2Fjson", b"Source"),
}
"""Files by name: of which type they are, and what they are to the page (ISO 32000-2, 14.13.2)."""
_STREAM = re.compile(rb"/FlateDecode /Length (\d{1,9}) >>\nstream\n")


def with_language(pdf: bytes) -> bytes:
    """Name the language in the catalog, for screen readers, and show the title in the window."""
    return _updated(pdf, b"/Lang (en) /ViewerPreferences << /DisplayDocTitle true >>", [])


def packed(text: str) -> bytes:
    """A text as it is attached."""
    return zlib.compress(text.encode(), 9)


def unpacked(data: bytes, most: int) -> str:
    """A text that was attached, of so many bytes at most."""
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(data, most)
    if not unpacker.eof:
        raise ValueError(f"it breaks off, or is longer than {most >> 20} MB")
    return text.decode()


def attach(pdf: bytes, files: Mapping[str, bytes]) -> bytes:
    """Attach packed texts, by the names of `FILES`, as PDF/A-3 does it."""
    at, objects, specs, names = int(_trailer(pdf)[b"Size"]), [], b"", b""
    for name, (kind, relation) in FILES.items():
        data, file = files[name], name.encode()
        head = b"/Type /EmbeddedFile /Subtype /%s /Filter /FlateDecode" % kind
        objects.append(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(data), data))
        file_at, spec = at + len(objects) - 1, b"%d 0 R " % (at + len(objects))
        named = b"/F (%s) /UF (%s) /AFRelationship /%s" % (file, file, relation)
        objects.append(b"<< /Type /Filespec %s /EF << /F %d 0 R >> >>" % (named, file_at))
        specs, names = specs + spec, names + b"(%s) %s" % (file, spec)
    entries = b"/AF [%s] /Names << /EmbeddedFiles << /Names [%s] >> >>" % (specs, names)
    return _updated(pdf, entries, objects)


def appended(end: bytes) -> dict[str, bytes]:
    """The packed texts in what `attach` has appended to a PDF; none if it looks otherwise."""
    found, at = {}, 0
    for name in FILES:
        head = _STREAM.search(end, at)
        if head is None:
            return {}
        at = head.end() + int(head[1])
        found[name] = end[head.end() : at]
    return found


def attached(pdf: bytes) -> dict[str, str]:
    """The files of `FILES` that are attached, whoever has written the PDF anew since."""
    from pypdf import PdfReader

    with quiet("pypdf"):  # of a damaged file it says very much
        there = PdfReader(io.BytesIO(pdf)).attachments
        return {name: there[name][0].decode("utf-8") for name in FILES if name in there}


def _trailer(pdf: bytes) -> dict[bytes, bytes]:
    """The numbers in the last trailer, and where the last table of objects stands."""
    found = re.findall(rb"/(Root|Size|Info) (\d+)", pdf[pdf.rindex(b"trailer") :])
    return {**dict(found), b"Prev": pdf[pdf.rindex(b"startxref") :].split()[1]}


def _updated(pdf: bytes, entries: bytes, objects: Sequence[bytes]) -> bytes:
    """Append objects, and the catalog with more entries."""
    last = _trailer(pdf)
    first, root = int(last[b"Size"]), int(last[b"Root"])
    begin = b"\n%d 0 obj\n<<" % root
    start = pdf.rindex(begin) + len(begin)
    catalog = pdf[start : pdf.index(b">>\nendobj", start)]
    bodies = {root: b"<<%s %s >>" % (catalog.rstrip(), entries), **dict(enumerate(objects, first))}
    table = b"xref\n"
    for number, body in bodies.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return pdf + table + (
        b"trailer\n<< /Size %d /Root %d 0 R /Info %s 0 R /Prev %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (first + len(objects), root, last[b"Info"], last[b"Prev"], len(pdf))
    )  # fmt: skip
