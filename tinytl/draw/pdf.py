"""Language and attached files of a PDF.

Both are incremental updates (ISO 32000-1, 7.5.6): new objects after the end of the file, with a new
catalog that names them. What matplotlib wrote stays as it is.
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
"""File name to media type and relationship to the page (ISO 32000-2, 14.13.2)."""
_HEAD = b"/Type /EmbeddedFile /Subtype /%s /Filter /FlateDecode"
_END = b"%%EOF\n"


def with_language(pdf: bytes) -> bytes:
    """Name the language in the catalog, for screen readers, and the title in the window."""
    return _updated(pdf, b"/Lang (en) /ViewerPreferences << /DisplayDocTitle true >>", [])


def compress(text: str) -> bytes:
    """Compress a text that is to be attached."""
    return zlib.compress(text.encode(), 9)


def decompress(data: bytes, most: int) -> str:
    """Return a text that was attached; ValueError if it is longer than so many bytes."""
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(data, most)
    if not unpacker.eof:
        raise ValueError(f"it breaks off, or is longer than {most >> 20} MB")
    return text.decode()


def attach(pdf: bytes, files: Mapping[str, bytes]) -> bytes:
    """Attach packed texts under the names of `FILES`, as in PDF/A-3."""
    at, objects, specs, names = int(_trailer(pdf)[b"Size"]), [], b"", b""
    for name, (kind, relation) in FILES.items():
        data, file = files[name], name.encode()
        head = _HEAD % kind
        objects.append(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(data), data))
        file_at, spec = at + len(objects) - 1, b"%d 0 R " % (at + len(objects))
        named = b"/F (%s) /UF (%s) /AFRelationship /%s" % (file, file, relation)
        objects.append(b"<< /Type /Filespec %s /EF << /F %d 0 R >> >>" % (named, file_at))
        specs, names = specs + spec, names + b"(%s) %s" % (file, spec)
    entries = b"/AF [%s] /Names << /EmbeddedFiles << /Names [%s] >> >>" % (specs, names)
    return _updated(pdf, entries, objects)


def attached(pdf: bytes) -> tuple[dict[str, bytes], int]:
    """Return the packed texts that `attach` has attached, if all are there, and where they begin.

    Updates that another program has appended are no hindrance.
    """
    found, cut = {}, 0
    for name, (kind, _) in FILES.items():
        head = re.search(_HEAD % kind + rb" /Length (\d{1,9}) >>\nstream\n", pdf)
        if head is None:
            return {}, 0
        cut = cut or pdf.rindex(_END, 0, head.start()) + len(_END)
        found[name] = pdf[head.end() : head.end() + int(head[1])]
    return found, cut


def rewritten(pdf: bytes) -> dict[str, str]:
    """Return the attached files of `FILES`, from a PDF that another program has rewritten."""
    from pypdf import PdfReader

    with quiet("pypdf"):  # it logs much about a damaged file
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
    size = first + len(objects)
    trailer = b"/Size %d /Root %d 0 R /Info %s 0 R" % (size, root, last[b"Info"])
    ends = b"/Prev %s >>\nstartxref\n%d\n%%%%EOF\n" % (last[b"Prev"], len(pdf))
    return pdf + table + b"trailer\n<< %s %s" % (trailer, ends)
