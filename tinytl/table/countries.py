"""Which country a text means: codes, names in any usual spelling, and near names.

>>> meant("kaz"), meant("Viet Nam"), meant("Côte d’Ivoire"), meant("ZAR"), meant("Middle-earth")
('KAZ', 'VNM', 'CIV', 'COD', None)
>>> meant("AUS"), meant("AUS", "cow"), meant("121", "vdem")
('AUS', 'AUT', 'KAZ')
>>> find("burma", ["KAZ", "MMR"]).country, find("Kasachstan", ["ARM", "KAZ"]).near
('MMR', ('KAZ',))
>>> nearest_code("KAS"), nearest_code("GER"), nearest_code("DRC")
('KAZ', 'DEU', 'COD')
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ..errors import RecordError
from .codes import SYSTEMS, codes, looks_like_code, names, short_names, spellings
from .regions import near_region, region_named
from .spelling import fold, key

CUTOFF = 0.65
"""Least similarity of a suggested name, from 0 to 1 (`difflib`)."""


def is_code(country: str) -> bool:
    """Whether a text is an ISO code of a state of today or of a former one, or XKX (Kosovo)."""
    return country in names()


def name_of(country: str) -> str:
    """Return the usual short name of a code, and any other text unchanged.

    >>> name_of("COD"), name_of("SUN"), name_of("Middle-earth")
    ('DR Congo', 'Soviet Union', 'Middle-earth')
    """
    return names().get(country, country)


def short_name_of(country: str) -> str:
    """Return the short name of a code, as rows print it, and any other text unchanged.

    >>> short_name_of("BIH"), short_name_of("KAZ"), short_name_of("Middle-earth")
    ('Bosnia', 'Kazakhstan', 'Middle-earth')
    """
    return short_names().get(country, country)


def code_of(name: str) -> str | None:
    """Return the code of a country by its name in any usual spelling, None if there is none."""
    country = _meant(name)
    return country if country is not None and is_code(country) else None


def nearest_code(code: str) -> str | None:
    """Return the ISO code that was probably meant by three other letters, None if none is near.

    The most frequent mistakes are codes of sport federations (GER) and abbreviations (UAE).
    """
    systems = ("sport", *SYSTEMS[2:])
    known = [codes(system)[code] for system in systems if code in codes(system)]
    if found := next(iter(known), None) or code_of(code):
        return found
    alike = {iso: sum(map(str.__eq__, code, iso)) for iso in sorted(names())}
    best = max(alike, key=lambda iso: alike[iso])
    return best if alike[best] == 2 else None


# --- one text ----------------------------------------------------------------------------------


@cache
def meant(text: str, system: str = "iso") -> str | None:
    """The country that a code or a usual name means: its ISO code, or its name if it has none.

    Parameters
    ----------
    text : str
    system : str
        One of `codes.SYSTEMS`; its codes come first.
    """
    letters = text.upper()
    if system != "iso" and letters in codes(system):
        return codes(system)[letters]
    if letters in names():
        return letters
    if len(letters) == 3 and letters in codes("iso"):
        return codes("iso")[letters]
    if fold(text) == "the congo":  # which of the two?
        return None
    for common in ((), ("former",), ("former", "republic")):
        bare = " ".join(word for word in key(text).split() if word not in common)
        if bare in spelling_keys():
            return spelling_keys()[bare]
    return None


def _meant(text: str) -> str | None:
    return meant(text) or codes("iso2").get(text.upper())


@cache
def spelling_keys() -> dict[str, str]:
    """Countries by the keys of all spellings of their names."""
    return {key(name): country for name, country in spellings().items()}


# --- a country asked for -----------------------------------------------------------------------


@dataclass(frozen=True)
class Match:
    """What a text means among the countries of a table.

    Attributes
    ----------
    country : str or None
        As it stands in the table; None if the text names none of those.
    near : tuple of str
        Which may be meant, the likeliest first, as they stand in the table: those of which a name
        begins like the text, else those with a similar name.
    code : str or None
        The country that the text names, whether the table has it or not.
    """

    country: str | None
    near: tuple[str, ...] = ()
    code: str | None = None


def find(text: str, among: Iterable[object]) -> Match:
    """Look up a country by its code or any of its names, in any case, with or without accents.

    Parameters
    ----------
    text : str
        A code, a name or the beginning of a name.
    among : iterable of str
        The countries of the table, codes or names.
    """
    there = [str(country) for country in among]
    if text in there:
        return Match(text, code=text)
    keys = {_meant(country) or fold(country): country for country in there}
    code = _meant(text)
    found = keys.get(code or fold(text))
    if found or not text.strip():
        return Match(found, code=code)
    return Match(None, _near(text, keys), code)


def _near(text: str, keys: dict[str, str]) -> tuple[str, ...]:
    folded, by_name = fold(text), {fold(name_of(country)): country for country in keys.values()}
    by_name |= {fold(name): keys[code] for name, code in spellings().items() if code in keys}
    near = [country for name, country in by_name.items() if f" {folded}" in f" {name}"]
    probable = nearest_code(text.upper()) if looks_like_code(text.upper()) else None
    if probable in keys:
        near.insert(0, keys[probable])
    if not near:
        alike = difflib.get_close_matches(folded, by_name, n=5, cutoff=CUTOFF)
        near = [by_name[name] for name in alike]
    return tuple(dict.fromkeys(near))


def _nearer(text: str, match: Match, region: str) -> bool:
    """Whether the name of a country found is as similar to a text as that of a region."""
    name, other = (
        difflib.SequenceMatcher(None, fold(text), fold(known)).ratio()
        for known in (name_of(match.near[0]), region)
    )
    return name >= other


def country_in(countries: Iterable[object], country: str) -> str:
    """The text under which a table has a country, by its code or any usual name.

    Raises
    ------
    RecordError
        If the table has no such country; the message names the nearest one.
    """
    there = sorted({str(known) for known in countries})
    match = find(country, there) if isinstance(country, str) else Match(None)
    if match.country:
        return match.country
    meaning = f" ({name_of(match.code)})" if match.code and match.code != country else ""
    near = f" Did you mean {match.near[0]!r}?" if match.near and not match.code else ""
    if isinstance(country, str) and not match.code:
        if region := region_named(country):
            near = f" {region!r} is a region: tl.compare and tl.overview draw its countries."
        elif (region := near_region(country)) and not (near and _nearer(country, match, region)):
            near = f" Did you mean {region!r}, a region?"
    listed = ", ".join(there) or "none"
    if len(there) > 15:
        listed = f"{len(there)} countries, {there[0]} to {there[-1]}"
    raise RecordError(
        f"No records of {country!r:.80}{meaning}; expected a code (ISO 3166-1 alpha-3) or a name "
        f"of {listed:.300}.{near}"
    )
