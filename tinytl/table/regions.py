"""The region of a country, from the table of the country_converter library.

>>> region_of("KAZ"), region_of("XKX"), region_of("Middle-earth")
('Central Asia', 'Southern Europe', None)
"""

from __future__ import annotations

from functools import cache

from .codes import library


@cache
def _regions() -> dict[str, str]:
    return {row["ISO3"]: row["UNregion"] for row in library()}


def region_of(country: str) -> str | None:
    """The subregion of a country in the M49 standard of the United Nations; None if unknown."""
    return _regions().get(country) or None
