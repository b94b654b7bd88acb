"""Which release a table is, as the data package beside it says."""

from __future__ import annotations

import json
from pathlib import Path


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
