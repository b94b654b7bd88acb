"""What countries are called: codes of today and of former states, names, and how others code them.

The library country_converter has the names, the spellings and the codes of today's states; what it
lacks stands in ``codes.csv``: states that are no more (ISO 3166-3), other usual names, and the
codes of the Correlates of War (State System Membership, version 2016), of V-Dem (version 15) and
of the World Bank where they are not those of ISO.

>>> meant("kaz"), meant("Viet Nam"), meant("Côte d’Ivoire"), meant("ZAR"), meant("Middle-earth")
('KAZ', 'VNM', 'CIV', 'COD', None)
>>> meant("AUS"), meant("AUS", "cow"), meant("121", "vdem")
('AUS', 'AUT', 'KAZ')
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

SYSTEMS = ("iso", "iso2", "cow", "vdem", "worldbank")
"""Whose codes a table may have."""

_WORD = re.compile(r"[^\W\d_]+")
_TWO = {"UK": "GBR", "EL": "GRC", "XK": "XKX"}
"""Codes of two letters that are not ISO's, but usual in Europe."""
_STATES = frozenset(
    _WORD.findall("AL AR AZ CA CO DE GA ID IL IN KY LA MA MD ME MN MO MS MT NC NE PA SC SD TN VA")
)
"""Codes of two letters that are a state of the USA as well."""
_COMMON = frozenset(
    _WORD.findall(
        "and arab bolivarian democratic dem fed federal federated federation former free great "
        "islamic kingdom of part people peoples plurinational rb rep republic s sar socialist sts "
        "the union"
    )
)
"""Words that names of countries have in common, so that they name none."""


@cache
def library() -> tuple[Mapping[str, str], ...]:
    """The rows of the table of country_converter that are states of today.

    Its own converter takes a tenth of a second to make, and finds "LGBT" in the United Kingdom; the
    import alone takes as long as reading the table.
    """
    place = find_spec("country_converter")
    assert place and place.origin, "it is required"
    table = Path(place.origin).with_name("country_data.tsv")
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return tuple(row for row in rows if not row["obsolete"])


@cache
def _ours() -> tuple[Mapping[str, str], ...]:
    with Path(__file__).with_name("codes.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def names() -> dict[str, str]:
    """Usual short names, by ISO code; those of former states too."""
    former = {row["country"]: row["names"].split("; ")[0] for row in _ours()}
    own = {code: name for code, name in former.items() if looks_like_code(code)}
    return own | {row["ISO3"]: row["name_short"] for row in library()}


@cache
def codes(system: str) -> dict[str, str]:
    """Countries by the codes of a system, for ``iso`` of former states.

    ``iso2`` has the codes of two letters, ``sport`` those of the IOC and of FIFA.
    """
    if system == "sport":
        usages = ("FIFA", "IOC")
        return {row[use]: row["ISO3"] for use in usages for row in library() if row[use]}
    column = system if system in SYSTEMS[2:] else "former"
    found = {code: row["country"] for row in _ours() for code in row[column].split()}
    if system == "iso2":
        return found | _TWO | {row["ISO2"]: row["ISO3"] for row in library()}
    return found


@cache
def spellings() -> dict[str, str]:
    """Countries by their names, folded: short, official and other usual ones."""
    found = {fold(row["country"]): row["country"] for row in _ours()}
    for row in library():
        found |= {fold(row[column]): row["ISO3"] for column in ("name_official", "name_short")}
    for row in _ours():
        found |= {fold(name): row["country"] for name in row["names"].split("; ") if name}
    return found


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], frozenset[str], tuple[str, ...]], ...]:
    """Of each country: the spellings of its name, the words it has, and beginnings of others."""
    return tuple(
        (
            row["ISO3"],
            re.compile(row["regex"], re.IGNORECASE),
            _COMMON | set(_WORD.findall(fold(row["name_short"] + " " + row["name_official"]))),
            tuple(re.findall("[a-z]{4,}", re.sub(r"\\.", " ", row["regex"].casefold()))),
        )
        for row in library()
    )


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words that countries have in their names, and beginnings of others."""
    words = frozenset(word for _, _, own, _ in _patterns() for word in own)
    return words, tuple({word for _, _, _, others in _patterns() for word in others})


def beginnings(country: str) -> tuple[str, ...]:
    """Beginnings of words in other names of a country: ``burma``, ``zair``."""
    return next((words for code, _, _, words in _patterns() if code == country), ())


def looks_like_code(country: str) -> bool:
    """Whether a text is three capitals; any other text is a name, drawn as it stands."""
    return len(country) == 3 and country.isascii() and country.isalpha() and country.isupper()


def unaccented(text: str) -> str:
    """A text without accents and capitals, to look it up by."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def fold(text: str) -> str:
    """A name without accents, capitals and the points of abbreviations, to compare it by."""
    return " ".join(unaccented(text.replace("’", "'").replace(".", "")).split())


@cache
def meant(text: str, system: str = "iso") -> str | None:
    """The code of a country, or the name of one that has none, from a code or any usual name.

    Parameters
    ----------
    text : str
    system : str
        One of `SYSTEMS`: whose codes come first.
    """
    letters = text.upper()
    if system != "iso" and letters in codes(system):
        return codes(system)[letters]
    if letters in names():
        return letters
    if len(letters) == 3 and letters in codes("iso"):
        return codes("iso")[letters]
    folded = fold(text)
    return spellings().get(folded) or _by_pattern(folded)


def _by_pattern(folded: str) -> str | None:
    """The one country whose spellings fit, if each word belongs to it: Jordan, not Mike Jordan."""
    words = _WORD.findall(folded)
    if not all(word in _words()[0] or word.startswith(_words()[1]) for word in words):
        return None  # as most names that are no country's
    for code, pattern, own, others in _patterns():
        if all(word in own or word.startswith(others) for word in words) and pattern.search(folded):
            return code
    return None


def read(texts: tuple[str, ...], system: str = "iso") -> list[str]:
    """The countries that different cells of one column mean; a name that is none stays.

    Two letters are codes only where all that have two letters are, and not all of them may be
    states of the USA: CA is a country beside KZ, but not beside NY, nor beside AL.
    """
    two = {text.upper() for text in texts if len(text) == 2 and fold(text) not in spellings()}
    known = two - _STATES and two <= set(codes("iso2"))
    return [
        codes("iso2")[text.upper()] if known and text.upper() in two else _in_table(text, system)
        for text in texts
    ]


def _in_table(text: str, system: str) -> str:
    """Three capitals that are no code are a mistake, even where they abbreviate a name."""
    country = meant(text, system)
    if country is None or (
        looks_like_code(text)
        and text not in names()
        and text not in codes("iso")
        and text not in codes(system)
    ):
        return text
    return country
