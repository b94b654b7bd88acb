"""Country codes and the names that charts carry, from the country_converter library.

>>> name_of("COD"), code_of("Burma"), nearest_code("KAS"), nearest_code("GER")
('DR Congo', 'MMR', 'KAZ', 'DEU')
"""

from __future__ import annotations

import csv
import difflib
import logging
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import RecordError

if TYPE_CHECKING:
    from country_converter import CountryConverter


@lru_cache(maxsize=1)
def _converter() -> CountryConverter:
    import country_converter  # reads its table when it is made: only once something is looked up

    # It logs each name it cannot find; here that is an answer, or an error with more to say.
    logging.getLogger("country_converter").setLevel(logging.CRITICAL)
    return country_converter.CountryConverter()


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Short names by code, from the library's table: its converter takes a tenth of a second."""
    from country_converter.country_converter import COUNTRY_DATA_FILE

    with Path(COUNTRY_DATA_FILE).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["ISO3"]: row["name_short"] for row in rows if not row["obsolete"]}


def looks_like_code(country: str) -> bool:
    """Whether a text is three capitals; any other text is a name, drawn as it stands."""
    return len(country) == 3 and country.isascii() and country.isalpha() and country.isupper()


def is_code(country: str) -> bool:
    """Whether a text is an ISO 3166-1 alpha-3 code, or XKX (Kosovo)."""
    return country in _names()


def name_of(country: str) -> str:
    """Return the usual short name of a code; any other text as it stands."""
    return _names().get(country, country) if looks_like_code(country) else country


@cache
def code_of(name: str) -> str | None:
    """Return the code of a country's name in any usual spelling, None if there is none."""
    found = _converter().convert(name, to="ISO3", not_found=None)
    return found if isinstance(found, str) and is_code(found) else None


def nearest_code(code: str) -> str | None:
    """Return the ISO code that was probably meant by three other letters, None if none is near.

    The codes of sport federations (GER, UAE) are what people most often write instead.
    """
    data = _converter().data
    for usage in ("IOC", "FIFA"):
        if (data[usage] == code).any():
            return str(data.loc[data[usage] == code, "ISO3"].iloc[0])
    alike = {iso: sum(a == b for a, b in zip(code, iso, strict=True)) for iso in sorted(_names())}
    best = max(alike, key=lambda iso: alike[iso])
    return best if alike[best] == 2 else None


def country_in(countries: Iterable[object], country: str) -> str:
    """The text under which a country stands in a table, asked for by its code or any usual name.

    Raises
    ------
    RecordError
        If it does not, naming what was probably meant.
    """
    there = sorted({str(known) for known in countries})
    if country in there:
        return country
    code = code_of(country) if isinstance(country, str) and country else None
    if code in there:
        return str(code)
    names = {name_of(known): known for known in there}
    near = difflib.get_close_matches(str(country), [*names, *there], n=1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    listed = ", ".join(there) or "none"
    if len(there) > 15:
        listed = f"{len(there)} countries, {there[0]} to {there[-1]}"
    raise RecordError(
        f"No records of {country!r}; expected a code (ISO 3166-1 alpha-3) or a name of "
        f"{listed}.{meant}"
    )
