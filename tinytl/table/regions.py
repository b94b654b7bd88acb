"""Regions and organizations: which countries belong to them, by name.

Regions are those of the M49 standard of the United Nations; the memberships are those that the
library country_converter lists. A name is read in any case, with or without accents and hyphens.

>>> sorted(members("central asia")), len(members("EU")), members("Middle-earth")
(['KAZ', 'KGZ', 'TJK', 'TKM', 'UZB'], 27, frozenset())
>>> region_named("Southeast Asia"), groups("continent")["KAZ"], groups("OECD").get("KAZ")
('South-eastern Asia', 'Asia', None)
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from functools import cache

from .codes import library_rows
from .spelling import fold

_G20_IN_EU = ("DEU", "FRA", "ITA")
GROUPINGS = {"region": "UNregion", "continent": "continent"}
"""Groupings that cover all countries, by the column of the library."""
MEMBERSHIPS: dict[str, Callable[[Mapping[str, str]], bool]] = {
    "EU": lambda row: bool(row["EU27"]),
    "OECD": lambda row: bool(row["OECD"]),
    "G7": lambda row: bool(row["G7"]),
    # the library counts each member of the EU, which is itself a member
    "G20": lambda row: bool(row["G20"]) and (not row["EU27"] or row["ISO3"] in _G20_IN_EU),
    "BRICS": lambda row: bool(row["BRIC"]) or row["ISO3"] == "ZAF",
}
"""Organizations: members of today; of BRICS the five until 2023, of the G20 its 19 countries."""
_UNIONS = {
    "Sub-Saharan Africa": ("Eastern Africa", "Middle Africa", "Southern Africa", "Western Africa"),
    "Latin America and the Caribbean": ("Caribbean", "Central America", "South America"),
    "Latin America": ("Central America", "South America"),
    "North America": ("Northern America", "Central America", "Caribbean"),
}
"""Regions that consist of subregions."""
_ALIASES = {
    "European Union": "EU", "EU27": "EU", "America": "Americas",
    "Southeast Asia": "South-eastern Asia", "South East Asia": "South-eastern Asia",
    "Central Africa": "Middle Africa",
}  # fmt: skip
REGION_CUTOFF = 0.75
"""Least similarity of a suggested region, from 0 to 1 (`difflib`)."""


@cache
def _regions() -> dict[str, frozenset[str]]:
    """The members of each region, by its name."""
    found: dict[str, set[str]] = {}
    for row in library_rows():
        names = [_name(row[column]) for column in GROUPINGS.values()]
        names += [name for name, has in MEMBERSHIPS.items() if has(row)]
        for name in names:
            found.setdefault(name, set()).add(row["ISO3"])
    for name, parts in _UNIONS.items():
        found[name] = set().union(*(found[part] for part in parts))
    return {name: frozenset(codes) for name, codes in found.items()}


def _name(region: str) -> str:
    """The name of a region in M49, of which the library shortens one."""
    return _ALIASES.get(region, region)


@cache
def _named() -> dict[str, str]:
    """Names of regions by their spellings: South Asia is Southern Asia."""
    found = {_key(alias): name for alias, name in _ALIASES.items()}
    for name in _regions():
        short = re.sub(r"^(North|South|East|West)ern\b", r"\1", name)
        found.setdefault(_key(short), name)
    return found | {_key(name): name for name in _regions()}


def _key(text: str) -> str:
    words = fold(text.replace("-", " ").replace("&", " and ")).split()
    return " ".join(word for word in words if word != "the")


def region_named(text: str) -> str | None:
    """The usual name of a region or an organization; None for any other text."""
    return _named().get(_key(text))


def members(text: str) -> frozenset[str]:
    """The codes of the countries of a region, asked for by its name; none for any other text."""
    return _regions().get(region_named(text) or "", frozenset())


def groups(name: str) -> dict[str, str]:
    """The group of each country under ``region``, ``continent`` or the name of a region.

    Parameters
    ----------
    name : str
        ``region`` gives the subregion of each country, ``continent`` its continent; the name of a
        region or an organization gives that name for its members. Empty for any other text.

    Returns
    -------
    dict of str to str
        By the codes of the countries.
    """
    if column := GROUPINGS.get(name):
        return {row["ISO3"]: _name(row[column]) for row in library_rows() if row[column]}
    return dict.fromkeys(sorted(members(name)), region_named(name) or "")


def near_region(text: str) -> str | None:
    """The region whose name is most like a text; None if none is similar."""
    near = difflib.get_close_matches(_key(text), _named(), n=1, cutoff=REGION_CUTOFF)
    return _named()[near[0]] if near else None


def is_state(code: str) -> bool:
    """Whether a country is a member of the United Nations."""
    return code in _states()


@cache
def _states() -> frozenset[str]:
    return frozenset(row["ISO3"] for row in library_rows() if row["UNmember"])
