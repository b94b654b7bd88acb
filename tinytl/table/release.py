"""Files of a data package: the tables that come with this one, and what stands beside a table."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from ..errors import RecordError

_PACKAGE = Path(__file__).parents[1]


def shipped(name: str) -> Path:
    """A file of ``data/``, which an installed package contains and a checkout has beside it."""
    inside = _PACKAGE / "data" / name
    return inside if inside.exists() else _PACKAGE.parent / "data" / name


def beside_files(table: Path | None) -> dict[str, Any]:
    """What `read_csv` notes of the files beside a table: sources, release and reports.

    Raises
    ------
    RecordError
        If ``reports.csv`` has a year or a number of countries that is no whole number.
    """
    if table is None:
        return {"sources": None, "release": ""}
    table = table.absolute()
    noted = {"sources": str(table.with_name("sources.bib")), "release": release_of(table)}
    reports = _reports_of(table)
    return {**noted, "reports": reports} if reports else noted


def release_of(table: Path) -> str:
    """Name, version and day of compilation of a table; empty if unknown.

    Parameters
    ----------
    table : Path
        The CSV file, as a ``datapackage.json`` in its folder lists it.

    Returns
    -------
    str
        Such as ``data package tinytl 1.1.0 of 2026-11-24``.
    """
    try:
        package = json.loads(table.with_name("datapackage.json").read_text(encoding="utf-8"))
        listed = any(resource.get("path") == table.name for resource in package["resources"])
        parts = ("data package", package["name"], package["version"], "of", package["created"][:10])
        return " ".join(parts) if listed else ""
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return ""


def _reports_of(table: Path) -> dict[int, int]:
    """Numbers of countries that reports rate, by year, from ``reports.csv`` beside a table.

    Empty without such a file, or if it lacks the columns ``year`` and ``countries``.
    """
    path, found, problems = table.with_name("reports.csv"), {}, []
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.DictReader(file)
        if not {"year", "countries"} <= set(rows.fieldnames or ()):
            return {}
        for row in rows:
            try:
                if row["countries"]:
                    found[int(row["year"])] = int(row["countries"])
            except ValueError:
                problems.append(
                    f"reports.csv, line {rows.line_num}: year is {row['year']!r}, countries is "
                    f"{row['countries']!r}; expected whole numbers."
                )
    if problems:
        raise RecordError(*problems)
    return found
