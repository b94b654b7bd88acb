"""Warn of names in a table of countries that are no known country.

A party or a province may stand in the column ``country`` and is drawn as it stands. Beside
countries it is more likely a spelling that nobody foresaw, and would become a country of its own.
"""

from __future__ import annotations

import difflib
import sys
import warnings
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from ..errors import RecordWarning
from .codes import STATES, codes, looks_like_code, names, spellings, states
from .columns import Column
from .problems import short
from .spelling import fold

OTHERS = "other countries"
"""The subject of rows that a lazy frame needs for its axes only."""
MOST_NAMES = 12
"""Names that a warning lists."""


def warn_of_unknown(
    column: Column, countries: Sequence[str], table: str, counted: bool = True
) -> None:
    """Warn once of all names in a column that are no known country, if others are.

    Parameters
    ----------
    column : Column
        The cells as they stand.
    countries : sequence of str
        What each different cell was read as.
    table : str
        What the table is called.
    counted : bool
        Whether the column has each row, so that rows can be counted.
    """
    rows = np.bincount(column.codes, minlength=len(column.texts)).tolist()
    count = {
        text: f"{number:,} row{'' if number == 1 else 's'}" if counted else ""
        for text, number in zip(column.texts, rows, strict=True)
    }
    known = {text: code for text, code in zip(count, countries, strict=True) if code in states()}
    others = [text for text in count if text not in known and text not in ("", OTHERS)]
    doubtful = _doubtful(others)
    names_only = [text for text in others if text not in doubtful and not looks_like_code(text)]
    said = []
    if names_only and known:
        said.append(_unknown_beside(names_only, count, len(known)))
        read_as = {text: code for text, code in known.items() if len(text) > 3}
        if read_as and len(known) <= len(names_only):
            told = {text: f"as {code}" for text, code in read_as.items()}
            said.append(f"Read as a country: {_listed(read_as, told)}")
    if doubtful:
        said.append(
            f"{_listed(doubtful, {text: _meanings(text) for text in doubtful})} can mean two "
            "things and stays as it stands: write codes of three letters, or pass "
            "country_codes='iso2' to tl.read_csv or tl.tidy"
        )
    if said:
        warnings.warn(f"{table}: {'. '.join(said)}.", RecordWarning, stacklevel=_caller())


def _unknown_beside(unknown: Sequence[str], count: Mapping[str, str], known: int) -> str:
    near = {text: _near(text) for text in unknown[:MOST_NAMES]}
    about = {text: "; ".join(filter(None, (count[text], near[text]))) for text in near}
    be = "is" if len(unknown) == 1 else "are"
    return (
        f"{_listed(unknown, about)} {be} no known country, beside {known:,} known; expected a code "
        "(ISO 3166-1 alpha-3) or a usual name: write it so, or leave what is none as a name of its "
        "own"
    )


def _doubtful(texts: Sequence[str]) -> list[str]:
    """Two letters that stay as they stand, though they may be the code of a country.

    They are plainly states of the USA where others are that are nothing else.
    """
    here = {text.upper() for text in texts if len(text) == 2}
    plain = STATES if here & STATES - set(codes("iso2")) else frozenset()
    return [
        text
        for text in texts
        if text.upper() in here - plain
        and text in (text.upper(), text.lower())
        and text.upper() in codes("iso2")
    ]


def _listed(texts: Iterable[str], about: Mapping[str, str]) -> str:
    every = list(texts)
    told = ", ".join(
        f"{short(text)!r}{about[text] and f' ({about[text]})'}" for text in every[:MOST_NAMES]
    )
    return told + (f" and {len(every) - MOST_NAMES:,} more" if len(every) > MOST_NAMES else "")


def _near(text: str) -> str:
    near = difflib.get_close_matches(fold(text), _folded(), n=1, cutoff=0.8)
    return f"did you mean {_folded()[near[0]]!r}?" if near else ""


@cache
def _folded() -> dict[str, str]:
    return {fold(name): name for name in spellings()}


def _meanings(text: str) -> str:
    letters = text.upper()
    other = "a state of the USA" if letters in STATES else "no country"
    return f"{names()[codes('iso2')[letters]]} or {'what is missing' if letters == 'NA' else other}"


def _caller() -> int:
    """How many calls above the one that warns the first stands that is not of this package."""
    depth, frame = 1, sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__", "").startswith("tinytl."):
        depth, frame = depth + 1, frame.f_back
    return depth
