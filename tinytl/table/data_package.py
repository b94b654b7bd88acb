"""Files of a data package: the tables that come with this one, and what stands beside a table.

Beside the table of timelines may be its sources, its release, how many countries reports rate, and
statistics of countries.
"""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import pandas as pd

from ..disk import at_home
from ..errors import RecordError, with_hints
from .countries import country_in

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


@with_hints
def statistics(country: str, path: str | os.PathLike[str] | None = None) -> pd.DataFrame:
    """Read the numbers of one country, with their units, sources and remarks.

    Parameters
    ----------
    country : str
        Code (``"KAZ"``) or name (``"Kazakhstan"``).
    path : path-like, optional
        A table like ``data/statistics.csv``, which comes with the package and is the default.

    Returns
    -------
    pandas.DataFrame
        Columns ``indicator``, ``period`` (an EDTF date or interval), ``value`` (a number in
        ``unit``), ``unit``, ``source`` and ``remark``, in the order of the table.

    Raises
    ------
    RecordError
        If the table has no numbers of that country, or there is no such table.

    Examples
    --------
    >>> import tinytl as tl
    >>> numbers = tl.statistics("KAZ").set_index("indicator")
    >>> numbers.loc["Average GDP per capita", "period"], numbers.value.iloc[0].item()
    ('2001/2013', 954.94)
    """
    path = shipped("statistics.csv") if path is None else path
    if not isinstance(path, str | os.PathLike):
        raise RecordError(f"path is {path!r:.80}; expected the name of a file.")
    path = at_home(Path(path))
    if not path.is_file():
        raise RecordError(f"No table {path.name!r} there; expected path= to name one.")
    text = dict.fromkeys(("country", "indicator", "period", "unit", "source", "remark"), str)
    table = pd.read_csv(path, dtype=text, keep_default_na=False)
    own = table[table["country"] == country_in(table["country"], country)]
    return own.drop(columns="country").reset_index(drop=True)
