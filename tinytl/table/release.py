"""What the files beside a table say of it: which release it is, and what its reports rate."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from ..errors import RecordError


def release_of(table: Path) -> str:
    """Name, version and day of compilation of a table; empty where nothing tells them.

    Parameters
    ----------
    table : Path
        The CSV file. A ``datapackage.json`` in its folder counts if it lists the file.

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


def reports_of(table: Path) -> dict[int, int]:
    """How many countries each report says that it rates, from ``reports.csv`` beside a table.

    Parameters
    ----------
    table : Path
        The CSV file.

    Returns
    -------
    dict of int to int
        By year. Empty without such a file, or if it lacks the columns ``year`` and ``countries``.

    Raises
    ------
    RecordError
        If a year or a number of countries is no whole number.
    """
    path, found, problems = table.with_name("reports.csv"), {}, []
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.DictReader(file)
        if not {"year", "countries"} <= set(rows.fieldnames or ()):
            return {}
        for row in rows:
            if not row["countries"]:
                continue
            try:
                found[int(row["year"])] = int(row["countries"])
            except ValueError:
                problems.append(
                    f"reports.csv, line {rows.line_num}: year is {row['year']!r}, countries is "
                    f"{row['countries']!r}; expected whole numbers."
                )
    if problems:
        raise RecordError(*problems)
    return found
