"""Where a chart comes from: its sources, looked up in a BibTeX file, and its table, by checksum.

The column ``source`` of the table holds citation keys; the entries stand in ``sources.bib`` beside
the table, which `read_csv` notes in the ``attrs`` of its frame. The file is read only once someone
asks for a source.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pandas as pd

from ..errors import ExportError, ExportWarning


@dataclass(frozen=True)
class Origin:
    """The file that the records were read from, and the file that describes their sources.

    Attributes
    ----------
    table : str
        Its name; empty for records that come from no file.
    sha256 : str
        Its checksum.
    sources : str or None
        Path of the BibTeX file with the entries for the keys of the column ``source``.
    release : str
        Name, version and day of the table, where the data package beside it tells them.
    parts : tuple of Origin
        Of each table, where several were put together; a file of `sources` for all goes first.
    bibtex : str
        The entries themselves, of a chart that was opened from a file.
    reports : mapping of int to int
        How many countries the report of each year rates, as the file beside the table says.
    """

    table: str = ""
    sha256: str = ""
    sources: str | None = None
    release: str = ""
    parts: tuple[Origin, ...] = ()
    bibtex: str = ""
    reports: Mapping[int, int] = field(default_factory=dict, repr=False, hash=False)

    @property
    def files(self) -> tuple[str, ...]:
        """The BibTeX files that there are, each once."""
        every = (self.sources, *(part.sources for part in self.parts))
        return tuple(dict.fromkeys(file for file in every if file and Path(file).is_file()))


NO_FILE = Origin()


def origin_of(records: pd.DataFrame) -> Origin:
    """Where records come from, as `read_csv` has noted it."""
    return noted_origin(records.attrs)


def noted_origin(noted: Mapping[Any, Any]) -> Origin:
    """What the `attrs` of records, or a file that carries them, say of their origin."""
    table, sha256, sources, release, bibtex = map(
        noted.get, ("table", "sha256", "sources", "release", "bibtex")
    )
    return Origin(
        str(table or ""), str(sha256 or ""), str(sources) if sources else None, str(release or ""),
        tuple(map(noted_origin, noted.get("parts") or ())), str(bibtex or ""),
        {int(year): int(count) for year, count in (noted.get("reports") or {}).items()},
    )  # fmt: skip


def keys_of(cells: Iterable[str]) -> tuple[str, ...]:
    """Citation keys in cells of the column ``source``, each once, without their locators."""
    keys = (part.partition(":")[0].strip() for cell in cells for part in cell.split(";"))
    return tuple(dict.fromkeys(key for key in keys if key))


def references(cells: Iterable[str], origin: Origin) -> str:
    """Return the BibTeX entries of exactly the sources cited, in the order of their file.

    Parameters
    ----------
    cells : iterable of str
        Cells of the column ``source``.
    origin : Origin

    Raises
    ------
    ExportError
        If there is no BibTeX file, or it lacks an entry.
    """
    keys = keys_of(cells)
    if keys and not has_bibliography(origin):
        raise ExportError(
            f"No BibTeX file for the sources {', '.join(keys[:3])} ...; expected sources.bib "
            "beside the table. Name another before drawing: records.attrs['sources'] = 'my.bib'."
        )
    entries = _entries_of(origin) if keys else {}
    lacking = [key for key in keys if key not in entries]
    if lacking:
        files = ", ".join(Path(file).name for file in origin.files)
        raise ExportError(
            f"{files} has no entry for {', '.join(lacking)}; "
            "expected one for each key in the column source (locators stand after a colon, further "
            "keys after a semicolon)."
        )
    return bibtex(cells, origin)


def bibtex(cells: Iterable[str], origin: Origin) -> str:
    """The entries of the sources cited, as far as there are any, in the order of their file."""
    keys, entries = keys_of(cells), _entries_of(origin)
    return "\n".join(f"{entry.text}\n" for key, entry in entries.items() if key in keys)


def has_bibliography(origin: Origin) -> bool:
    """Whether a file with sources is there, or their entries are."""
    return bool(origin.files or origin.bibtex)


@dataclass(frozen=True)
class _Entry:
    """A BibTeX entry as it stands in its file, and how a text cites it."""

    text: str
    author: str
    year: str
    reference: str
    url: str


MOST_BIBTEX = 8_000_000
"""Bytes of a BibTeX file: some 20,000 entries, which take seconds to read."""


def _entries_of(origin: Origin) -> dict[str, _Entry]:
    """The entries of all files; of a key that stands in several, that of the first."""
    if origin.bibtex:
        return _entries("timeline.bib", 0, origin.bibtex)
    found: dict[str, _Entry] = {}
    for file in origin.files:
        about = Path(file).stat()
        if about.st_size > MOST_BIBTEX:
            raise ExportError(
                f"{Path(file).name} has {about.st_size / 1e6:.0f} MB; expected a BibTeX file of at "
                f"most {MOST_BIBTEX / 1e6:.0f} MB: keep the entries that the table cites."
            )
        found = {**_entries(file, about.st_mtime_ns), **found}
    return found


@lru_cache(maxsize=8)
def _entries(path: str, age: int, text: str = "") -> dict[str, _Entry]:
    """The entries of a text or a file, by key; read again once the file is younger."""
    from bibtexparser.entrypoint import parse_string  # a tenth of a second: only if asked for

    library = parse_string(text or Path(path).read_text(encoding="utf-8-sig", errors="replace"))
    for block in library.failed_blocks[:1]:  # its key stands for it, the other entries are read
        warnings.warn(
            f"{Path(path).name}, line {(block.start_line or 0) + 1}: not readable as BibTeX "
            f"({type(block).__name__}); expected @type{{key, field = {{..}}, ..}}, each key once.",
            ExportWarning,
            stacklevel=2,
        )
    return {entry.key: _entry(entry.raw or "", entry.fields_dict) for entry in library.entries}


def _entry(text: str, fields: Mapping[str, object]) -> _Entry:
    value = {name.lower(): str(getattr(field, "value", "")) for name, field in fields.items()}
    names = re.split(r"\s+and\s+(?![^{]*\})", value.get("author") or value.get("editor") or "")
    last = [_last_name(name) for name in names if name]
    author = " and ".join(filter(None, [", ".join(last[:-1]), *last[-1:]]))
    author = f"{last[0]} et al." if len(last) > 3 else author
    plain_title = re.sub(r"[{}]", "", value.get("title", ""))
    year = value.get("year") or value.get("date", "")[:4]
    url = value.get("url") or (f"https://doi.org/{value['doi']}" if "doi" in value else "")
    reference = _reference(names, year, value)
    return _Entry(text.strip(), author or plain_title, year, reference, url.replace("\\", ""))


def _reference(names: Sequence[str], year: str, value: Mapping[str, str]) -> str:
    """An entry as the list of references of a text has it: who (when). What. Where."""
    volume = value.get("volume", "") + (f"({value['number']})" if "number" in value else "")
    place = ", ".join(filter(None, (volume, value.get("pages", "").replace("--", "–"))))
    journal = " ".join(filter(None, (value.get("journal"), place)))
    published = value.get("publisher") or value.get("institution") or value.get("howpublished")
    dated = f"{'; '.join(filter(None, names))} ({year or 'n.d.'})"
    parts = (dated, value.get("title"), journal, published)
    return re.sub(r"[{}\\]", "", "".join(f"{part}. " for part in parts if part)).strip()


def _last_name(name: str) -> str:
    if name.startswith("{"):
        return name.strip("{}")
    last = name.partition(",")[0] if "," in name else name.split()[-1]
    return re.sub(r"[{}]", "", last)


def full_sources(cell: str, origin: Origin) -> list[tuple[str, str, str]]:
    """The sources in a cell of ``source``: full reference, place in it, address, of each.

    The key stands for the reference where it cannot be looked up.
    """
    entries = _entries_of(origin)
    cited = (part.strip().partition(":") for part in cell.split(";"))
    return [
        (entries[key].reference, place, entries[key].url) if key in entries else (key, place, "")
        for key, _, place in cited
        if key
    ]


def short_sources(cells: Iterable[str], origin: Origin) -> list[str]:
    """Sources as author and years, by author; keys where they cannot be looked up."""
    keys = keys_of(cells)
    entries = _entries_of(origin)
    known = [entries[key] for key in keys if key in entries]
    cited = {(entry.author, entry.year or "n.d.") for entry in known}
    ordered = sorted(cited, key=lambda pair: (pair[0].casefold(), pair))
    found = [
        f"{author} ({', '.join(_runs([year for _, year in pairs]))})"
        for author, pairs in groupby(ordered, key=itemgetter(0))
    ]
    return found + [key for key in keys if key not in entries]


def _runs(years: Sequence[str]) -> list[str]:
    """Years in order, three and more in a row as a span: 2001–2004, 2007, n.d."""
    runs: list[list[str]] = []
    for year in years:
        before = runs[-1][-1] if runs else ""
        if year.isdigit() and before.isdigit() and int(year) == int(before) + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [part for run in runs for part in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run)]


def _called(part: Origin) -> str:
    return f"{part.table}{' in ' * bool(part.release)}{part.release}"


def provenance(rows: Sequence[tuple[str, ...]], origin: Origin) -> str:
    """Say which table a chart was drawn from, and from which of its rows, by checksums.

    The checksum of the table is that of its file when it was read (``sha256sum`` gives it too);
    that of the rows changes only with what is drawn.

    Parameters
    ----------
    rows : sequence of sequence of str
        The rows drawn, in any order.
    origin : Origin
    """
    tables = [part for part in origin.parts or (origin,) if part.sha256]
    table = "".join(f"{_called(part)}, SHA-256 {part.sha256}; " for part in tables)
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(sorted(rows))
    digest = hashlib.sha256(lines.getvalue().encode()).hexdigest()
    return f"Data: {table}{len(rows)} rows drawn, SHA-256 {digest}"
