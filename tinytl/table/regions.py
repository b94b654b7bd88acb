"""The region of a country, from the table of the country_converter library.

>>> region_of("KAZ"), region_of("XKX"), region_of("Middle-earth")
('Central Asia', 'Southern Europe', None)
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    from country_converter.country_converter import COUNTRY_DATA_FILE

    with Path(COUNTRY_DATA_FILE).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["ISO3"]: row["UNregion"] for row in rows if not row["obsolete"]}


def region_of(country: str) -> str | None:
    """The subregion of a country in the M49 standard of the United Nations; None if unknown."""
    return _regions().get(country) or None
