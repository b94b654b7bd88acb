"""Tables of countries: codes, names and regions of states of today and of former states.

The names, codes and regions of today's states come from the library country_converter. The file
``codes.csv`` adds former states (ISO 3166-3), short names for rows and tables where the usual name
is longer than 15 characters or newspapers write a shorter one, other usual names, and the codes of
the Correlates of War (State System Membership, version 2016), of V-Dem (version 15) and of the
World Bank where they differ from ISO 3166-1.

>>> names()["COD"], spellings()["Upper Volta"], codes("cow")["705"], region_of("KAZ")
('DR Congo', 'BFA', 'KAZ', 'Central Asia')
>>> short_names()["CAF"], short_names()["KAZ"]
('C. African Rep.', 'Kazakhstan')
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

SYSTEMS = ("iso", "iso2", "cow", "vdem", "worldbank")
"""Systems of country codes that a table may use."""
_GROUPS = (
    "AFE AFW ARB CEB CSS EAP EAR EAS ECA ECS EMU EUU FCS HIC HPC IBD IBT IDA IDB IDX INX LAC LCN "
    "LDC LIC LMC LMY LTE MEA MIC MNA NAC OED OSS PRE PSS PST SAS SSA SSF SST TEA TEC TLA TMN TSA "
    "TSS UMC WLD"
)
AGGREGATES = frozenset(_GROUPS.split())
"""Codes of the World Bank for groups of countries, which its tables list beside countries."""


@cache
def library_rows() -> tuple[Mapping[str, str], ...]:
    """Rows of the table of country_converter for states of today.

    The table is read without importing the library: the import takes as long as reading the shipped
    table, and its converter finds "LGBT" in the United Kingdom.
    """
    place = find_spec("country_converter")
    assert place and place.origin, "it is required"
    rows = _rows(Path(place.origin).with_name("country_data.tsv"), "\t")
    return tuple(row for row in rows if not row["obsolete"])


@cache
def _additions() -> tuple[Mapping[str, str], ...]:
    return _rows(Path(__file__).with_name("codes.csv"), ",")


def _rows(table: Path, separator: str) -> tuple[Mapping[str, str], ...]:
    with table.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter=separator))


def looks_like_code(country: str) -> bool:
    """Whether a text is three capitals; any other text is a name."""
    return len(country) == 3 and country.isascii() and country.isalpha() and country.isupper()


@cache
def names() -> dict[str, str]:
    """Usual short names by ISO code, former states included."""
    former = {row["country"]: row["names"].split("; ")[0] for row in _additions()}
    own = {code: name for code, name in former.items() if looks_like_code(code)}
    return own | {row["ISO3"]: row["name_short"] for row in library_rows()}


@cache
def short_names() -> dict[str, str]:
    """The shortest unambiguous names by ISO code, for places with little room."""
    own = {row["country"]: row["short"] for row in _additions() if row["short"]}
    return names() | own


@cache
def codes(system: str) -> dict[str, str]:
    """Countries by the codes of a system.

    Parameters
    ----------
    system : str
        One of `SYSTEMS`, or ``"sport"``: the codes of the IOC and of FIFA. Of ``"iso"`` the codes
        of former states, of ``"iso2"`` also the codes of two letters.
    """
    if system == "sport":
        usages = ("FIFA", "IOC")
        return {row[use]: row["ISO3"] for use in usages for row in library_rows() if row[use]}
    column = system if system in SYSTEMS[2:] else "former"
    found = {code: row["country"] for row in _additions() for code in row[column].split()}
    if system == "iso2":  # the library has patterns for two: ^GB$|^UK$, ^GR$|^EL$
        for row in library_rows():
            found |= dict.fromkeys(re.findall("[A-Z]{2}", row["ISO2"]), row["ISO3"])
    return found


@cache
def spellings() -> dict[str, str]:
    """Countries by their names: usual, short, official and other names."""
    found = {row["country"]: row["country"] for row in _additions()}
    found = {name: country for name, country in found.items() if not looks_like_code(name)}
    for row in library_rows():
        found |= {row[column]: row["ISO3"] for column in ("name_official", "name_short")}
    for row in _additions():
        own = (row["short"], *row["names"].split("; "))
        found |= {name: row["country"] for name in own if name}
    return found


@cache
def states() -> frozenset[str]:
    """All countries that a system of codes has: ISO codes, and names of states without one."""
    return frozenset(names()).union(*(codes(system).values() for system in SYSTEMS))


def region_of(country: str) -> str | None:
    """The subregion of a country in the M49 standard of the United Nations; None if unknown.

    >>> region_of("KAZ"), region_of("XKX"), region_of("Middle-earth")
    ('Central Asia', 'Southern Europe', None)
    """
    return _regions().get(country) or None


@cache
def _regions() -> dict[str, str]:
    return {row["ISO3"]: row["UNregion"] for row in library_rows()}
