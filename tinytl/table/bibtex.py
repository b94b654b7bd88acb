"""Entries of a BibTeX file by their keys, and their fields as plain text without LaTeX.

A chart cites a few of a thousand entries, so only these are parsed, by the library bibtexparser.
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
class BibtexEntry:
    """A BibTeX entry.

    Attributes
    ----------
    text : str
        The entry as it stands in its file.
    author : str
        Last names, for short citations; the title or the key if there are no names.
    year, url : str
        Empty if unknown.
    names : tuple of str
        Authors or editors, in LaTeX.
    fields : mapping of str to str
        All fields in LaTeX, by their names in small letters.
    """

    text: str
    author: str
    year: str
    url: str
    names: tuple[str, ...] = field(repr=False)
    fields: Mapping[str, str] = field(repr=False)

    @cached_property
    def reference(self) -> str:
        """The entry as a list of references has it: authors (year). Title. Journal. Publisher."""
        text = {name: _plain(self.fields.get(name, "")) for name in _PRINTED}
        volume = text["volume"] + (f"({text['number']})" if text["number"] else "")
        place = ", ".join(filter(None, (volume, text["pages"])))
        journal = " ".join(filter(None, (text["journal"], place)))
        published = text["publisher"] or text["institution"] or text["howpublished"]
        dated = f"{'; '.join(map(_plain, self.names))} ({self.year or 'n.d.'})"
        parts = (dated, text["title"], journal, published)
        return "".join(f"{part}. " for part in parts if part).strip()


_PRINTED = ("title", "journal", "volume", "number", "pages", "publisher", "institution",
         "howpublished")  # fmt: skip


class Bibliography:
    """A BibTeX file, whose entries are parsed when they are asked for.

    Parameters
    ----------
    name, text : str
        Of the file.

    Attributes
    ----------
    parts : dict of str to str
        By key, the text from the line on which an entry begins to the next one; empty for a key
        that occurs twice.
    """

    def __init__(self, name: str, text: str) -> None:
        self.parts: dict[str, str] = {}
        self._name, self._text, self._abbreviations = name, text, ""
        self._known: dict[str, BibtexEntry | None] = {}
        starts = [*_ENTRY.finditer(text)]
        ends = [*(start.start() for start in starts[1:]), len(text)]
        for start, end in zip(starts, ends, strict=False):
            part = text[start.start() : end]
            if start[1].lower() == "string":
                self._abbreviations += part
            else:
                self.parts[start[2]] = "" if start[2] in self.parts else part

    def entries(self, keys: Collection[str]) -> dict[str, BibtexEntry]:
        """Parse the entries of some keys; returns them in the order of the file."""
        known = sorted(dict.fromkeys(keys), key=lambda key: self._places.get(key, len(self.parts)))
        return {key: entry for key in known if (entry := self._entry(key))}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(self.parts)}

    def _entry(self, key: str) -> BibtexEntry | None:
        if key not in self._known:
            part = self.parts.get(key)
            library = _parsed(self._abbreviations + part) if part else None
            if library and not library.failed_blocks and list(library.entries_dict) == [key]:
                self._known[key] = _entry_of(library.entries[0])
            else:  # the split was wrong, or the key occurs twice
                self._known[key] = self.every.get(key)
        return self._known[key]

    @cached_property
    def every(self) -> dict[str, BibtexEntry]:
        """All entries, from a file parsed as a whole."""
        library = _parsed(self._text)
        for block in library.failed_blocks[:1]:
            warnings.warn(
                f"{self._name}, line {(block.start_line or 0) + 1}: not readable as BibTeX "
                f"({type(block).__name__}); expected @type{{key, field = {{..}}, ..}}, each key "
                "once.",
                ExportWarning,
                stacklevel=1,
            )
        return {entry.key: _entry_of(entry) for entry in library.entries}


@lru_cache(maxsize=8)
def bibliography(path: str, modified: int, text: str = "") -> Bibliography:
    """Read a file, or a text in its place.

    The time at which the file was `modified` makes it read again once it has changed.
    """
    if not text:
        data = Path(path).read_bytes()
        text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
        try:
            data.decode()
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            warnings.warn(
                f"{Path(path).name}, line {line}: byte 0x{data[error.start]:02x} is not UTF-8 and "
                "is shown as \ufffd; expected BibTeX in UTF-8: save it again as UTF-8.",
                ExportWarning,
                stacklevel=1,
            )
    return Bibliography(Path(path).name, text)


_ENTRY = re.compile(r"(?m)^[ \t]*@[ \t]*(\w+)[ \t]*[{(][ \t]*([^\s,{}()]*)")


def _parsed(text: str) -> Library:
    from bibtexparser.entrypoint import parse_string  # takes a tenth of a second

    with quiet("bibtexparser"):  # the warnings above say the same
        return parse_string(text)


def _entry_of(parsed: Parsed) -> BibtexEntry:
    value = {part.key.lower(): str(part.value) for part in parsed.fields}
    names = _names(value.get("author", "")) or _names(value.get("editor", ""))
    last = [_last_name(name) for name in names]
    author = " and ".join(filter(None, [", ".join(last[:-1]), *last[-1:]]))
    author = f"{last[0]} et al." if len(last) > 3 or last[1:] == ["others"] else author
    year = _plain(value.get("year", "")) or _plain(value.get("date", ""))[:4]
    doi = re.sub(r"^https?://(dx\.)?doi\.org/", "", value.get("doi", "").strip())
    url = _address(value.get("url", "")) or (f"https://doi.org/{_address(doi)}" if doi else "")
    author = author or _plain(value.get("title", "")) or parsed.key
    return BibtexEntry((parsed.raw or "").strip(), author, year, url, tuple(names), value)


# --- LaTeX -----------------------------------------------------------------------------------

_LITERAL = re.compile(r"(?<!\\)[%&#^_$\"]|(?<![\\'])'(?!')|(?<![\\`?!])`(?!`)")
"""Characters that are commands in LaTeX, but are meant literally in most BibTeX files."""
_STAND_INS = {ord(char): chr(0xFDD0 + n) for n, char in enumerate("%&#^_$\"'`")}
_LITERALS = {ord(stand_in): chr(char) for char, stand_in in _STAND_INS.items()}


def _plain(text: str) -> str:
    r"""A field of BibTeX as plain text.

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
        _decoder().transform_string(block, Library())  # leaves the text unchanged if it fails
    return str(block.value)


@lru_cache(maxsize=1)
def _decoder() -> LatexDecodingMiddleware:
    from bibtexparser.middlewares import LatexDecodingMiddleware

    return LatexDecodingMiddleware()


def _address(text: str) -> str:
    """An address, in which a tilde may be written in LaTeX."""
    tilde = re.sub(r"\\textasciitilde|\\string~|\\~\{\}|\$\\sim\$", "~", text.strip())
    return re.sub(r"[{}\\]", "", re.sub(r"\\url\b", "", tilde))


def _names(text: str) -> list[str]:
    from bibtexparser.middlewares.names import split_multiple_persons_names

    return [name for name in split_multiple_persons_names(text) if _plain(name)]


def _last_name(name: str) -> str:
    """The name by which a person or an organization is cited, as BibTeX splits names."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parts = parse_single_name_into_parts(name, strict=False)
    return _plain(" ".join([*parts.von, *parts.last]))
