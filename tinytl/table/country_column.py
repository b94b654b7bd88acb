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
from .countries import meant
from .problems import short
from .spelling import fold

OTHERS = "other countries"
"""The country of rows that are fetched of a lazy frame for the axes only."""
MAX_NAMES = 12
"""Names that a warning lists."""


def read_countries(texts: Iterable[str], system: str = "iso") -> list[str]:
    """The countries that the cells of a column mean; a name of no country is unchanged."""
    return [_in_table(text, system) for text in texts]


def _in_table(text: str, system: str) -> str:
    """Read a cell; three capitals that are no code stay, even where they fit a pattern."""
    is_known = any(text in known for known in (names(), codes("iso"), codes(system)))
    if looks_like_code(text) and not is_known:
        return spellings().get(text, text)
    return meant(text, system) or text


def _unread_codes(texts: Iterable[str]) -> list[str]:
    """Cells that may be codes of two letters, unless most with two letters are no such codes."""
    two = [text for text in texts if len(text) == 2 and text in (text.upper(), text.lower())]
    known = [text for text in two if text.upper() in codes("iso2")]
    return known if 2 * len(known) > len(two) else []


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
    unread = _unread_codes(others)
    unknown = [text for text in others if text not in unread and not looks_like_code(text)]
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
    if unread:
        about = {text: f"{names()[codes('iso2')[text.upper()]]}?" for text in unread}
        sentences.append(
            f"{_listed(unread, about)}: codes of two letters are read only with "
            "country_codes='iso2' in tl.read_csv or tl.tidy; without it they stay as they stand"
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
