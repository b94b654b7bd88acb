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
import difflib
import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from .spelling import key, unaccented, words_of

SYSTEMS = ("iso", "iso2", "cow", "vdem", "worldbank")
"""Whose codes a table may have."""

_WORD = re.compile("[A-Za-z]+")
STATES = frozenset(
    _WORD.findall(
        "AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE "
        "NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY"
    )
)
"""Codes of the states of the USA; half of them are a country's as well."""
AGGREGATES = frozenset(
    _WORD.findall(
        "AFE AFW ARB CEB CSS EAP EAR EAS ECA ECS EMU EUU FCS HIC HPC IBD IBT IDA IDB IDX INX LAC "
        "LCN LDC LIC LMC LMY LTE MEA MIC MNA NAC OED OSS PRE PSS PST SAS SSA SSF SST TEA TEC TLA "
        "TMN TSA TSS UMC WLD"
    )
)
"""Codes of the World Bank for groups of countries: its tables have them beside the countries."""
_COMMON = frozenset(("and", "former", "of", "republic", "the"))
"""Words that the name of any country may have, so that they name none."""
_PEOPLE = frozenset(
    _WORD.findall(
        "barth barts christmas cook helena keeling lucia marshall martin norfolk sandwich sierra "
        "solomon vincent wallis"
    )
)
"""Words that a pattern takes for an island, and anybody for a person or a thing."""
_SIDES = frozenset(
    _WORD.findall("north south east west northern southern eastern western upper lower new central")
)
"""Words that make another country or a part of one: Northern Zambia."""
_DENIED = re.compile(r"\(\?!(?:[^()]|\([^()]*\))*\)")
"""What a pattern forbids."""


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
    if system == "iso2":  # the library has patterns for two: ^GB$|^UK$, ^GR$|^EL$
        return found | {
            code: row["ISO3"] for row in library() for code in re.findall("[A-Z]{2}", row["ISO2"])
        }
    return found


@cache
def spellings() -> dict[str, str]:
    """Countries by their names: short, official and other usual ones."""
    ours = (row["country"] for row in _ours())
    found = {name: name for name in ours if not looks_like_code(name)}
    for row in library():
        found |= {row[column]: row["ISO3"] for column in ("name_official", "name_short")}
    for row in _ours():
        found |= {name: row["country"] for name in row["names"].split("; ") if name}
    return found


@cache
def _keys() -> dict[str, str]:
    return {key(name): country for name, country in spellings().items()}


@cache
def _abbreviations() -> dict[str, str]:
    """Countries by the three capitals that some write and that are no code: UAE."""
    return {name: country for name, country in spellings().items() if looks_like_code(name)}


@cache
def states() -> frozenset[str]:
    """Countries that any of the systems has, by their code, or by their name if they have none."""
    codes_of = ("former", *SYSTEMS[2:])
    return frozenset(names()) | {
        row["country"] for row in _ours() if any(row[column] for column in codes_of)
    }


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], frozenset[str], tuple[str, ...]], ...]:
    """Of each country: the spellings of its name, the words it has, and beginnings of others."""
    named: dict[str, set[str]] = {}
    for name, country in spellings().items():
        named.setdefault(country, set()).update(words_of(name))
    return tuple(
        (
            row["ISO3"],
            re.compile(row["regex"], re.IGNORECASE),
            (_COMMON | named[row["ISO3"]]) - (_SIDES - set(words_of(row["name_short"]))),
            tuple(set(re.findall("[a-z]{4,}", _said(row["regex"]))) - _COMMON),
        )
        for row in library()
    )


def _said(pattern: str) -> str:
    """The words of a pattern without those that it forbids."""
    return re.sub(r"\\.", " ", _DENIED.sub(" ", pattern).casefold())


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words that countries have in their names, and beginnings of others."""
    words = frozenset(word for _, _, own, _ in _patterns() for word in own) | _SIDES
    return words, tuple({word for _, _, _, others in _patterns() for word in others})


def beginnings(country: str) -> tuple[str, ...]:
    """Beginnings of words in other names of a country: ``burma``, ``zair``."""
    return next((words for code, _, _, words in _patterns() if code == country), ())


def looks_like_code(country: str) -> bool:
    """Whether a text is three capitals; any other text is a name, drawn as it stands."""
    return len(country) == 3 and country.isascii() and country.isalpha() and country.isupper()


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
    return _keys().get(key(text)) or _by_pattern(text)


def _by_pattern(text: str) -> str | None:
    """The one country whose spellings fit, if each word belongs to it: Jordan, not Mike Jordan."""
    words, (owned, begun) = words_of(text), _words()
    others = [word for word in words if word not in owned]
    if not words or not all(word.startswith(begun) for word in others):
        return None  # as most names that are no country's
    if _PEOPLE.issuperset(words) or unaccented(text).strip() == "the congo":  # which of the two?
        return None
    plain = " ".join("islands" if word == "island" else word for word in words)
    fits = [
        code
        for code, pattern, own, beginning in _patterns()
        if all(word in own or (word in others and word.startswith(beginning)) for word in words)
        and pattern.search(plain)
    ]
    if len(fits) != 1 or (others and not _is_nearest(text, fits[0])):
        return None
    return fits[0]


def _is_nearest(text: str, country: str) -> bool:
    """Whether no other country is written more alike: Nigerria is rather Nigeria than Niger."""
    near = difflib.get_close_matches(key(text), _keys(), n=1, cutoff=0.85)
    return not near or _keys()[near[0]] == country


def read(texts: tuple[str, ...], system: str = "iso") -> list[str]:
    """The countries that different cells of one column mean; a name that is none stays.

    Two letters are a code where the column tells so: no more of them may be unknown than known, and
    what is a state of the USA as well is a country beside other countries only, not beside a state
    that is nothing else: CA is Canada beside KZ, but not beside NY, nor beside AL.
    """
    whole = [_in_table(text, system) for text in texts]
    two = {
        text.upper()
        for text in texts
        if len(text) == 2 and text in (text.upper(), text.lower()) and key(text) not in _keys()
    }
    known, iso2 = two & set(codes("iso2")), codes("iso2")
    clear = known - STATES - {"NA"}
    others = any(
        country in names() and country != "GEO"
        for text, country in zip(texts, whole, strict=True)
        if text.upper() not in two
    )
    read_at_all = len(clear) >= len(two - known - STATES)
    sure = clear if read_at_all else set()
    if (clear or others) and read_at_all and not two & STATES - known:
        sure |= known & STATES
    if clear and read_at_all:
        sure |= known & {"NA"}  # else, as likely, a code for what is missing
    return [
        iso2[text.upper()] if text.upper() in sure and not text.istitle() else country
        for text, country in zip(texts, whole, strict=True)
    ]


def _in_table(text: str, system: str) -> str:
    """Three capitals that are no code are a mistake, even where a pattern takes them for a name."""
    if looks_like_code(text) and not (
        text in names() or text in codes("iso") or text in codes(system)
    ):
        return _abbreviations().get(text, text)
    return meant(text, system) or text
