"""Read the countries of a column, and warn of names that are no known country.

A column may name other subjects, such as parties or provinces, which charts name as they stand.
Beside countries, such a name is more likely an unforeseen spelling of a country.
"""

from __future__ import annotations

import difflib
import sys
import warnings
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from ..errors import RecordWarning
from .codes import codes, looks_like_code, names, spellings, states
from .columns import Column
from .countries import meant, spelling_keys
from .problems import short
from .spelling import fold, key

OTHERS = "other countries"
"""The country of rows that are fetched of a lazy frame for the axes only."""
MAX_NAMES = 12
"""Names that a warning lists."""
_STATES = (
    "AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH "
    "NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY"
)
US_STATES = frozenset(_STATES.split())
"""Codes of the states of the USA; half of them are codes of countries too."""


def read_countries(texts: tuple[str, ...], system: str = "iso") -> list[str]:
    """The countries that the distinct cells of a column mean; a name of no country is unchanged.

    Two letters are read as a code where the column makes that clear: no more of its codes of two
    letters may be unknown than known. A code of a state of the USA is a country beside other
    countries only, not beside codes that only a state has: CA is Canada beside KZ, but not beside
    NY, nor beside AL. NA is Namibia beside other codes of two letters, else perhaps a missing
    value.
    """
    iso2 = codes("iso2")
    whole = [_in_table(text, system) for text in texts]
    two = {code for text, code in _two_letters(texts).items() if key(text) not in spelling_keys()}
    known = two & set(iso2)
    clear = known - US_STATES - {"NA"}
    others = any(
        country in names() and country != "GEO"  # Georgia is also a state of the USA
        for text, country in zip(texts, whole, strict=True)
        if text.upper() not in two
    )
    sure: set[str] = set()
    if len(clear) >= len(two - known - US_STATES):
        sure = clear | (known & {"NA"} if clear else set())
        if (clear or others) and two & US_STATES <= known:
            sure |= known & US_STATES
    return [
        iso2[text.upper()] if text.upper() in sure and not text.istitle() else country
        for text, country in zip(texts, whole, strict=True)
    ]


def _two_letters(texts: Iterable[str]) -> dict[str, str]:
    """The cells that may be codes of two letters, and these codes."""
    cased = ((text, text.upper()) for text in texts if len(text) == 2)
    return {text: code for text, code in cased if text in (code, text.lower())}


def _unclear_codes(texts: Iterable[str]) -> list[str]:
    """Among unread cells, the codes of two letters that may be codes of countries.

    Codes of states of the USA are clear beside a code that only a state of the USA has.
    """
    two, iso2 = _two_letters(texts), codes("iso2")
    clear = US_STATES if US_STATES & set(two.values()) - set(iso2) else frozenset()
    return [text for text, code in two.items() if code in iso2 and code not in clear]


def _in_table(text: str, system: str) -> str:
    """Read a cell; three capitals that are no code stay, even where they fit a pattern."""
    is_known = any(text in known for known in (names(), codes("iso"), codes(system)))
    if looks_like_code(text) and not is_known:
        return spellings().get(text, text)
    return meant(text, system) or text


def warn_of_unknown(column: Column, table: str, system: str = "iso", counted: bool = True) -> None:
    """Warn once of all names in a column that are no known country, if others are.

    Parameters
    ----------
    column : Column
        The cells as they stand.
    table : str
        The name of the table, for the warning.
    system : str
        One of `codes.SYSTEMS`.
    counted : bool
        Whether the column holds every row, so that the warning can tell numbers of rows.
    """
    column = column.changed(map(str.strip, column.texts))
    read_as = dict(zip(column.texts, read_countries(column.texts, system), strict=True))
    known = {text: country for text, country in read_as.items() if country in states()}
    others = [text for text in column.texts if text not in known and text not in ("", OTHERS)]
    unclear = _unclear_codes(others)
    unknown = [text for text in others if text not in unclear and not looks_like_code(text)]
    sentences = []
    if unknown and known:
        counts = np.bincount(column.codes, minlength=len(column.texts)).tolist()
        rows = dict(zip(column.texts, counts, strict=True))
        about = {
            text: "; ".join(filter(None, (_rows(rows[text]) * counted, _suggestion(text))))
            for text in unknown[:MAX_NAMES]
        }
        sentences.append(
            f"{_listed(unknown, about)} {'is' if len(unknown) == 1 else 'are'} no known country, "
            f"beside {len(known):,} known; expected a code (ISO 3166-1 alpha-3) or a usual name: "
            "write it so, or leave what is none as a name of its own"
        )
        by_name = {text: f"as {country}" for text, country in known.items() if len(text) > 3}
        if by_name and len(known) <= len(unknown):
            sentences.append(f"Read as a country: {_listed(list(by_name), by_name)}")
    if unclear:
        sentences.append(
            f"{_listed(unclear, {text: _meanings(text.upper()) for text in unclear})} can mean two "
            "things and stays as it stands: write codes of three letters, or pass "
            "country_codes='iso2' to tl.read_csv or tl.tidy"
        )
    if sentences:
        warnings.warn(f"{table}: {'. '.join(sentences)}.", RecordWarning, stacklevel=_caller())


def _rows(count: int) -> str:
    return f"{count:,} row{'s' * (count != 1)}"


def _suggestion(text: str) -> str:
    near = difflib.get_close_matches(fold(text), _folded(), n=1, cutoff=0.8)
    return f"did you mean {_folded()[near[0]]!r}?" if near else ""


@cache
def _folded() -> dict[str, str]:
    return {fold(name): name for name in spellings()}


def _meanings(code: str) -> str:
    other = "a state of the USA" if code in US_STATES else "no country"
    return f"{names()[codes('iso2')[code]]} or {'what is missing' if code == 'NA' else other}"


def _listed(texts: Sequence[str], about: Mapping[str, str]) -> str:
    """The first `MAX_NAMES` texts, each with a remark, and the number of further ones."""
    listed = ", ".join(
        f"{short(text)!r}{about[text] and f' ({about[text]})'}" for text in texts[:MAX_NAMES]
    )
    more = len(texts) - MAX_NAMES
    return f"{listed} and {more:,} more" if more > 0 else listed


def _caller() -> int:
    """The `stacklevel` for a warning: that of the nearest caller outside of this package."""
    depth, frame = 1, sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__", "").startswith("tinytl."):
        depth, frame = depth + 1, frame.f_back
    return depth
