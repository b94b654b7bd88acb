"""Sources and origin of records: entries of a BibTeX file, and the checksum of the table.

The column ``source`` of the table holds citation keys. The entries stand in ``sources.bib`` beside
the table; `read_csv` notes its path in the ``attrs`` of the frame. The file is read only when a
source is asked for.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from ..disk import at_home
from ..errors import ExportError
from .bibtex import BibtexEntry, bibliography


@dataclass(frozen=True)
class Origin:
    """The file from which records were read, and the file with their sources.

    Attributes
    ----------
    table : str
        The name of the file; empty for records from no file.
    sha256 : str
        The checksum of the file.
    sources : str or None
        Path of the BibTeX file with the entries for the keys of the column ``source``.
    release : str
        Name, version and day of the table, if a data package beside it names them.
    parts : tuple of Origin
        The origins of the tables that `concat` put together; `sources` comes before theirs.
    bibtex : str
        The entries themselves, for a chart that was opened from a file.
    reports : mapping of int to int
        Number of countries that the report of each year rates, from the file beside the table.
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
        """The BibTeX files that exist, each once."""
        every = (self.sources, *(part.sources for part in self.parts))
        return tuple(dict.fromkeys(file for file in every if file and Path(file).is_file()))


def origin_of(records: pd.DataFrame) -> Origin:
    """The origin of records, from the ``attrs`` that `read_csv` and `concat` set."""
    return _origin(records.attrs)


def _origin(noted: Mapping[Any, Any]) -> Origin:
    sources = noted.get("sources")
    return Origin(
        table=str(noted.get("table") or ""),
        sha256=str(noted.get("sha256") or ""),
        sources=str(at_home(Path(str(sources)))) if sources else None,
        release=str(noted.get("release") or ""),
        parts=tuple(map(_origin, noted.get("parts") or ())),
        bibtex=str(noted.get("bibtex") or ""),
        reports={int(year): int(n) for year, n in (noted.get("reports") or {}).items()},
    )


def keys_of(cells: Iterable[str]) -> tuple[str, ...]:
    """Citation keys in cells of the column ``source``, each once, without locators."""
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
    """The entries of the cited sources that have one, in the order of their file."""
    return "\n".join(f"{entry.text}\n" for entry in _entries_of(keys_of(cells), origin).values())


def has_bibliography(origin: Origin) -> bool:
    """Whether there is a BibTeX file, or entries from one."""
    return bool(origin.files or origin.bibtex)


def _entries_of(keys: Sequence[str], origin: Origin) -> dict[str, BibtexEntry]:
    """The entries of some keys, in the order of their files; the first file with a key counts."""
    if not keys:
        return {}
    if origin.bibtex:
        return bibliography("timeline.bib", 0, origin.bibtex).entries(keys)
    found: dict[str, BibtexEntry] = {}
    for file in origin.files:
        found = bibliography(file, Path(file).stat().st_mtime_ns).entries(keys) | found
    return found


def full_sources(cell: str, origin: Origin) -> list[tuple[str, str, str]]:
    """The sources in a cell of ``source``: the full reference, the locator and the address of each.

    A key without an entry stands for its reference.
    """
    entries = _entries_of(keys_of([cell]), origin)
    cited = (part.strip().partition(":") for part in cell.split(";"))
    return [
        (entries[key].reference, place, entries[key].url) if key in entries else (key, place, "")
        for key, _, place in cited
        if key
    ]


def short_sources(cells: Sequence[str], origin: Origin, most: int | None = None) -> list[str]:
    """Sources as author and years, the most cited first; keys where there is no entry.

    Parameters
    ----------
    cells : sequence of str
        Cells of the column ``source``, one a row.
    origin : Origin
    most : int, optional
        How many are named; the number of others follows.
    """
    return _in_short(cells, _entries_of(keys_of(cells), origin), most)


def citations(cells: Iterable[str], origin: Origin) -> dict[str, str]:
    """What each of some cells of ``source`` cites, as author and years."""
    cells = list(cells)
    entries = _entries_of(keys_of(cells), origin)
    return {cell: "; ".join(_in_short([cell], entries)) for cell in cells}


def _in_short(
    cells: Sequence[str], entries: Mapping[str, BibtexEntry], most: int | None = None
) -> list[str]:
    keys = keys_of(cells)
    known = [entries[key] for key in keys if key in entries]
    names = {key: entries[key].author if key in entries else key for key in keys}
    rows = Counter(name for cell in cells for name in {names[key] for key in keys_of([cell])})
    order = sorted(rows, key=lambda name: (-rows[name], name.casefold()))
    years = {name: sorted({e.year or "n.d." for e in known if e.author == name}) for name in order}
    listed = [
        f"{name} ({', '.join(_runs(years[name]))})" if years[name] else name for name in order
    ]
    if most and (others := len(listed) - most) > 0:
        listed[most:] = [f"and {others} other{'s' * (others > 1)}"]
    return listed


def _runs(years: Sequence[str]) -> list[str]:
    """Years in order, three or more consecutive ones as a span: 2001–2004, 2007, n.d."""
    runs: list[list[str]] = []
    for year in years:
        before = runs[-1][-1] if runs else ""
        if year.isdigit() and before.isdigit() and int(year) == int(before) + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [part for run in runs for part in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run)]


def provenance(rows: Sequence[tuple[str, ...]], origin: Origin) -> str:
    """Name the table from which a chart was drawn, with checksums of the table and of its rows.

    The checksum of the table is that of its file when it was read, as ``sha256sum`` prints it. That
    of the rows changes only with what is drawn.

    Parameters
    ----------
    rows : sequence of sequence of str
        The rows drawn, in any order.
    origin : Origin
    """
    table = "".join(
        f"{part.table}{' in ' * bool(part.release)}{part.release}, SHA-256 {part.sha256}; "
        for part in origin.parts or (origin,)
        if part.sha256
    )
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(sorted(rows))
    digest = hashlib.sha256(lines.getvalue().encode()).hexdigest()
    return f"Data: {table}{len(rows)} rows drawn, SHA-256 {digest}"
