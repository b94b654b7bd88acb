"""Where a chart comes from: its sources, looked up in a BibTeX file, and its table, by checksum.

The column ``source`` of the table holds citation keys; the entries stand in ``sources.bib`` beside
the table, which `read_csv` notes in the ``attrs`` of its frame. The file is read only once someone
asks for a source.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..disk import at_home
from ..errors import ExportError
from .bibtex import Entry, entries_in, index_of

if TYPE_CHECKING:
    pass


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
        str(table or ""), str(sha256 or ""), str(at_home(Path(str(sources)))) if sources else None,
        str(release or ""),
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
    entries = _entries_of(keys, origin)
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
    return "\n".join(f"{entry.text}\n" for entry in _entries_of(keys_of(cells), origin).values())


def has_bibliography(origin: Origin) -> bool:
    """Whether a file with sources is there, or their entries are."""
    return bool(origin.files or origin.bibtex)


MOST_BIBTEX = 8_000_000
"""Bytes of a BibTeX file: some 20,000 entries, which take seconds to read."""


def _entries_of(keys: Sequence[str], origin: Origin) -> dict[str, Entry]:
    """The entries of some keys, in the order of their files; of several, that of the first file."""
    if not keys:
        return {}
    if origin.bibtex:
        return entries_in(index_of("timeline.bib", 0, origin.bibtex), keys)
    found: dict[str, Entry] = {}
    for file in origin.files:
        about = Path(file).stat()
        if about.st_size > MOST_BIBTEX:
            raise ExportError(
                f"{Path(file).name} has {about.st_size / 1e6:.0f} MB; expected a BibTeX file of at "
                f"most {MOST_BIBTEX / 1e6:.0f} MB: keep the entries that the table cites."
            )
        found = {**entries_in(index_of(file, about.st_mtime_ns), keys), **found}
    return found


def full_sources(cell: str, origin: Origin) -> list[tuple[str, str, str]]:
    """The sources in a cell of ``source``: full reference, place in it, address, of each.

    The key stands for the reference where it cannot be looked up.
    """
    entries = _entries_of(keys_of([cell]), origin)
    cited = (part.strip().partition(":") for part in cell.split(";"))
    return [
        (entries[key].reference, place, entries[key].url) if key in entries else (key, place, "")
        for key, _, place in cited
        if key
    ]


def short_sources(cells: Sequence[str], origin: Origin, most: int | None = None) -> list[str]:
    """Sources as author and years, that of most cells first; keys where there is no entry.

    Parameters
    ----------
    cells : sequence of str
        Cells of the column ``source``, one a row.
    origin : Origin
    most : int, optional
        How many are named; how many others there are stands in their place.
    """
    keys = keys_of(cells)
    entries = _entries_of(keys, origin)
    known = [entries[key] for key in keys if key in entries]
    names = {key: entries[key].author if key in entries else key for key in keys}
    rows = Counter(name for cell in cells for name in {names[key] for key in keys_of([cell])})
    order = sorted(rows, key=lambda name: (-rows[name], name.casefold()))
    years = {name: sorted({e.year or "n.d." for e in known if e.author == name}) for name in order}
    told = [f"{name} ({', '.join(_runs(years[name]))})" if years[name] else name for name in order]
    if most and (others := len(told) - most) > 0:
        told[most:] = [f"and {others} other{'s' * (others > 1)}"]
    return told


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
