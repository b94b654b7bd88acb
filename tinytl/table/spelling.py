"""Lookup keys for names of countries: one key for all usual spellings of a name.

The United Nations write "Congo, Dem. Rep. of the", R turns it into "Congo..Dem..Rep..of.the", and
others write "Democratic Republic of the Congo". A key consists of the words of a name in
alphabetical order, without accents, capitals, punctuation, "the", "of" and "and"; abbreviations
are written out.

>>> key("Congo, Dem. Rep. of the") == key("Democratic_Republic_of_the_Congo")
True
>>> key("St. Kitts & Nevis"), key("U.S.A."), key("Cote d Ivoire") == key("Côte d’Ivoire")
('kitts nevis st', 'usa', True)
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’‘`´ʼ]")
_SINCE = re.compile(r"\s*\([0-9]{4}-\)\s*\Z")
"""The year since which a state has its borders of today: Sudan (2012-)."""
_LETTERS = re.compile(r"\b(?:[a-z] )+[a-z]\b")
"""Consecutive single letters: an abbreviation whose points became blanks."""
_SHORT = {
    "rep": "republic", "repub": "republic", "dem": "democratic", "federal": "fed",
    "federated": "fed", "federation": "fed", "is": "island", "isl": "island", "isls": "island",
    "isds": "island", "islands": "island", "saint": "st", "sts": "states", "pr": "peoples republic",
    "people": "peoples", "pdr": "peoples democratic republic", "dr": "democratic republic",
    "dpr": "democratic peoples republic", "so": "south", "eq": "equatorial", "terr": "territory",
    "territories": "territory", "herz": "herzegovina", "cent": "central", "afr": "african",
    "islam": "islamic", "kgdm": "kingdom", "adm": "administrative", "sar": "sar",
}  # fmt: skip
_SIDES = {"n": "north", "s": "south", "e": "east", "w": "west", "c": "central"}
"""Meanings of single letters before or after another word: N. Korea."""
_STOP_WORDS = frozenset(("the", "of", "and"))


def unaccented(text: str) -> str:
    """A text without accents and capitals, for lookups."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def fold(text: str) -> str:
    """A name without accents, capitals and the points of abbreviations, for comparisons."""
    return " ".join(unaccented(text.replace("’", "'").replace(".", "")).split())


@cache
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name in their order, abbreviations written out.

    >>> words_of("Korea..D.P.R."), words_of("Viet-Nam")
    (('korea', 'democratic', 'peoples', 'republic'), ('vietnam',))
    """
    text = _SINCE.sub("", text)
    plain = " ".join(_WORD.findall(_APOSTROPHES.sub("", unaccented(text))))
    plain = re.sub(r"\bpeople s\b", "peoples", plain)
    plain = _LETTERS.sub(lambda found: found[0].replace(" ", ""), plain)
    plain = re.sub(r"\bd ivoire\b", "divoire", plain).replace("viet nam", "vietnam")
    words = plain.split()
    if len(words) > 1:
        words = [_SHORT.get(word, _SIDES.get(word, word)) for word in words]
    return tuple(" ".join(words).split())


def key(text: str) -> str:
    """The words of a name in alphabetical order, without stop words."""
    return " ".join(sorted(word for word in words_of(text) if word not in _STOP_WORDS))
