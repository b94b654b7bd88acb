"""Entries of a BibTeX file: found by their keys, read by a library, and told without LaTeX.

Of a thousand entries a chart cites a few: only these are parsed.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ExportWarning, quiet

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.middlewares import LatexDecodingMiddleware
    from bibtexparser.model import Entry as Parsed


@dataclass(frozen=True)
class Entry:
    """A BibTeX entry as it stands in its file, and how a text cites it."""

    text: str
    author: str
    year: str
    url: str
    names: tuple[str, ...] = field(repr=False)
    fields: Mapping[str, str] = field(repr=False)

    @cached_property
    def reference(self) -> str:
        """It as the list of references of a text has it: who (when). What. Where."""
        said = {name: _plain(self.fields.get(name, "")) for name in _SAID}
        volume = said["volume"] + (f"({said['number']})" if said["number"] else "")
        place = ", ".join(filter(None, (volume, said["pages"])))
        journal = " ".join(filter(None, (said["journal"], place)))
        published = said["publisher"] or said["institution"] or said["howpublished"]
        dated = f"{'; '.join(map(_plain, self.names))} ({self.year or 'n.d.'})"
        parts = (dated, said["title"], journal, published)
        return "".join(f"{part}. " for part in parts if part).strip()


_SAID = ("title", "journal", "volume", "number", "pages", "publisher", "institution",
         "howpublished")  # fmt: skip


@dataclass(frozen=True, eq=False)
class Index:
    """A BibTeX file: by key, each part of it that begins a line with an entry; and the rest."""

    name: str
    text: str
    parts: Mapping[str, str]
    shared: str
    order: Mapping[str, int]


@lru_cache(maxsize=8)
def index_of(path: str, age: int, text: str = "") -> Index:
    """A text or a file by its entries, none of which is parsed; read again once it is younger."""
    if not text:
        data = Path(path).read_bytes()
        text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
        _warn_of_encoding(data, Path(path).name)
    starts = [*_ENTRY.finditer(text)]
    ends = [start.start() for start in starts[1:]] + [len(text)] * bool(starts)
    parts: dict[str, str] = {}
    shared = ""
    for start, end in zip(starts, ends, strict=True):
        part = text[start.start() : end]
        if start[1].lower() == "string":  # an abbreviation
            shared += part
        else:  # a key that stands twice is told, once all is read
            parts[start[2]] = "" if start[2] in parts else part
    return Index(Path(path).name, text, parts, shared, {key: n for n, key in enumerate(parts)})


def _warn_of_encoding(data: bytes, name: str) -> None:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        warnings.warn(
            f"{name}, line {line}: byte 0x{data[error.start]:02x} is not UTF-8 and is shown as "
            "\ufffd; expected BibTeX in UTF-8: save it again so.",
            ExportWarning,
            stacklevel=2,
        )


_ENTRY = re.compile(r"(?m)^[ \t]*@[ \t]*(\w+)[ \t]*[{(][ \t]*([^\s,{}()]*)")


def entries_in(file: Index, keys: Collection[str]) -> dict[str, Entry]:
    """The entries of some keys, in the order of the file: only they are parsed."""
    last = len(file.order)
    ordered = sorted(dict.fromkeys(keys), key=lambda key: file.order.get(key, last))
    return {key: entry for key in ordered if (entry := _entry_in(file, key))}


@lru_cache(maxsize=8192)
def _entry_in(file: Index, key: str) -> Entry | None:
    """An entry by its key; all of the file is parsed if it is hard to find."""
    part = file.parts.get(key)
    if not part:
        return _all_in(file).get(key)
    library = _parsed(file.shared + part)
    if library.failed_blocks or list(library.entries_dict) != [key]:
        return _all_in(file).get(key)
    return _entry(library.entries[0])


@lru_cache(maxsize=8)
def _all_in(file: Index) -> dict[str, Entry]:
    library = _parsed(file.text)
    for block in library.failed_blocks[:1]:  # its key stands for it, the others are read
        warnings.warn(
            f"{file.name}, line {(block.start_line or 0) + 1}: not readable as BibTeX "
            f"({type(block).__name__}); expected @type{{key, field = {{..}}, ..}}, each key once.",
            ExportWarning,
            stacklevel=2,
        )
    return {entry.key: _entry(entry) for entry in library.entries}


def _parsed(text: str) -> Library:
    from bibtexparser.entrypoint import parse_string  # a tenth of a second: only if asked for

    with quiet("bibtexparser"):  # what it logs is told here
        return parse_string(text)


def _entry(parsed: Parsed) -> Entry:
    value = {part.key.lower(): str(part.value) for part in parsed.fields}
    names = _names(value.get("author", "")) or _names(value.get("editor", ""))
    last = [_last_name(name) for name in names]
    author = " and ".join(filter(None, [", ".join(last[:-1]), *last[-1:]]))
    author = f"{last[0]} et al." if len(last) > 3 or last[1:] == ["others"] else author
    year = _plain(value.get("year", "")) or _plain(value.get("date", ""))[:4]
    doi = re.sub(r"^https?://(dx\.)?doi\.org/", "", value.get("doi", "").strip())
    url = _address(value.get("url", "")) or (f"https://doi.org/{_address(doi)}" if doi else "")
    author = author or _plain(value.get("title", "")) or parsed.key
    return Entry((parsed.raw or "").strip(), author, year, url, tuple(names), value)


# --- LaTeX -----------------------------------------------------------------------------------

_LITERAL = re.compile(r"(?<!\\)[%&#^_$\"]|(?<![\\'])'(?!')|(?<![\\`?!])`(?!`)")
"""What means something in LaTeX and itself in the titles of most BibTeX files."""
_STAND_INS = {ord(char): chr(0xFDD0 + n) for n, char in enumerate("%&#^_$\"'`")}
_LITERALS = {ord(stand_in): chr(char) for char, stand_in in _STAND_INS.items()}


def _plain(text: str) -> str:
    r"""A text of BibTeX as one reads it.

    >>> _plain(r"{\'E}. {\O}rsted: 5--7 % of {AT\&T}")
    'É. Ørsted: 5–7 % of AT&T'
    """
    if re.search(r"[\\~`]|--|''", text):
        literal = _LITERAL.sub(lambda found: found[0].translate(_STAND_INS), text)
        text = _decoded(literal).translate(_LITERALS)
    return re.sub(r"[ \t\r\n]+", " ", re.sub(r"[{}\\]", "", text)).strip()


@lru_cache(maxsize=4096)
def _decoded(text: str) -> str:
    from bibtexparser.library import Library
    from bibtexparser.model import String

    block = String("", text)
    with quiet("pylatexenc"):
        _decoder().transform_string(block, Library())  # as it is, where that fails
    return str(block.value)


@lru_cache(maxsize=1)
def _decoder() -> LatexDecodingMiddleware:
    from bibtexparser.middlewares import LatexDecodingMiddleware

    return LatexDecodingMiddleware()


def _address(text: str) -> str:
    """An address, in which a tilde may be written as LaTeX wants it."""
    tilde = re.sub(r"\\textasciitilde|\\string~|\\~\{\}|\$\\sim\$", "~", text.strip())
    return re.sub(r"[{}\\]", "", re.sub(r"\\url\b", "", tilde))


def _names(text: str) -> list[str]:
    from bibtexparser.middlewares.names import split_multiple_persons_names

    return [name for name in split_multiple_persons_names(text) if _plain(name)]


def _last_name(name: str) -> str:
    """What a person is cited by; what is in braces is one word."""
    outside = _outside(name)
    if "," in outside:
        return _plain(name[: outside.index(",")])
    return _plain(name[outside.rstrip().rfind(" ") + 1 :])


def _outside(text: str) -> str:
    """A text with x for all that stands in braces."""
    if "{" not in text:
        return re.sub(r"\s", " ", text)
    depth, found = 0, []
    for char in re.sub(r"\s", " ", text):
        depth = max(0, depth - (char == "}"))
        found.append("x" if depth else char)
        depth += char == "{"
    return "".join(found)
