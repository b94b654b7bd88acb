"""Which country of a table is meant by what somebody writes, and which may be meant.

>>> name_of("COD"), name_of("SUN"), name_of("Middle-earth")
('DR Congo', 'Soviet Union', 'Middle-earth')
>>> find("burma", ["KAZ", "MMR"]).country, find("Kasachstan", ["ARM", "KAZ"]).near
('MMR', ('KAZ',))
>>> nearest_code("KAS"), nearest_code("GER"), nearest_code("DRC")
('KAZ', 'DEU', 'COD')
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import RecordError
from .codes import SYSTEMS, beginnings, codes, looks_like_code, meant, names, spellings
from .spelling import fold

NEAR = 0.65
"""How alike a name must be to be suggested, from 0 to 1."""


@dataclass(frozen=True)
class Match:
    """What a text means among the countries of a table.

    Attributes
    ----------
    country : str or None
        As it stands in the table; None if the text names none of those.
    near : tuple of str
        Which may be meant, the likeliest first, as they stand in the table: those of which a name
        begins so, else those that are written much alike.
    code : str or None
        The country that the text names, whether the table has it or not.
    """

    country: str | None
    near: tuple[str, ...] = ()
    code: str | None = None


def is_code(country: str) -> bool:
    """Whether a text is an ISO code of a state of today or of a former one, or XKX (Kosovo)."""
    return country in names()


def name_of(country: str) -> str:
    """Return the usual short name of a code; any other text as it stands."""
    return names().get(country, country)


def _meant(text: str) -> str | None:
    return meant(text) or codes("iso2").get(text.upper())


def code_of(name: str) -> str | None:
    """Return the code of a country's name in any usual spelling, None if there is none."""
    country = _meant(name)
    return country if country is not None and is_code(country) else None


def nearest_code(code: str) -> str | None:
    """Return the ISO code that was probably meant by three other letters, None if none is near.

    The codes of sport federations (GER) and abbreviations of names (UAE) are what people most often
    write instead.
    """
    systems = ("sport", *SYSTEMS[2:])
    known = next((codes(system)[code] for system in systems if code in codes(system)), None)
    known = known or code_of(code)
    if known:
        return known
    alike = {iso: sum(map(str.__eq__, code, iso)) for iso in sorted(names())}
    best = max(alike, key=lambda iso: alike[iso])
    return best if alike[best] == 2 else None


def find(text: str, among: Iterable[object]) -> Match:
    """Look a country up by its code or any of its names, in any case, with or without accents.

    Parameters
    ----------
    text : str
        What somebody wrote, or has begun to.
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
    folded, called = fold(text), {fold(name_of(country)): country for country in keys.values()}
    called |= {fold(name): keys[code] for name, code in spellings().items() if code in keys}
    begun = [country for name, country in called.items() if f" {name}".find(f" {folded}") >= 0]
    begun += [
        country
        for code, country in keys.items()
        if len(folded) > 2 and any(word.startswith(folded) for word in beginnings(code))
    ]
    probable = nearest_code(text.upper()) if looks_like_code(text.upper()) else None
    first = [keys[probable]] if probable in keys else []
    if not first and not begun:
        alike = difflib.get_close_matches(folded, called, n=5, cutoff=NEAR)
        begun = [called[name] for name in alike]
    return tuple(dict.fromkeys([*first, *begun]))


def country_in(countries: Iterable[object], country: str) -> str:
    """The text under which a country stands in a table, asked for by its code or any usual name.

    Raises
    ------
    RecordError
        If it does not, naming what was probably meant.
    """
    there = sorted({str(known) for known in countries})
    match = find(country, there) if isinstance(country, str) else Match(None)
    if match.country:
        return match.country
    meaning = f" ({name_of(match.code)})" if match.code and match.code != country else ""
    near = f" Did you mean {match.near[0]!r}?" if match.near and not match.code else ""
    listed = ", ".join(there) or "none"
    if len(there) > 15:
        listed = f"{len(there)} countries, {there[0]} to {there[-1]}"
    raise RecordError(
        f"No records of {country!r:.80}{meaning}; expected a code (ISO 3166-1 alpha-3) or a name "
        f"of {listed:.300}.{near}"
    )
