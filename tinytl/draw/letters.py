"""Letters on paper: the package's own font, and others only for what it lacks.

Liberation Sans has the widths of Arial and holds Latin, Greek, Cyrillic and Hebrew. Names in other
scripts (Arabic, Thai, Chinese ...) are drawn in whatever font the machine has for them.
"""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ..layout.textwidth import FONTS, metrics

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties


def font(text: str, bold: bool, size: float) -> FontProperties:
    """Return the font for a text, as matplotlib wants it, at a size in points."""
    return _font(bold, size, _others(text, bold)[0])


def lacking(text: str, bold: bool) -> tuple[str, ...]:
    """Characters of a text that no font on this machine has."""
    return _others(text, bold)[1]


@lru_cache(maxsize=64)
def subset(bold: bool, characters: str) -> bytes:
    """Return a TrueType file with these characters of the package's font, the same each time."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    wanted = Options(hinting=False, legacy_kern=True)
    with TTFont(file(bold), recalcTimestamp=False) as whole, io.BytesIO() as out:
        subsetter = Subsetter(wanted)
        subsetter.populate(text=characters)
        subsetter.subset(whole)
        whole.save(out)
        return out.getvalue()


@lru_cache(maxsize=1)
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="tinytl-", ignore_cleanup_errors=True)  # gone with the process


def file(bold: bool) -> Path:
    """Our font as matplotlib wants it, a file, and without what would take it long to read.

    The layout tables say of Latin and Cyrillic what the kern table says too, but for ligatures, and
    those would make text narrower than its label. FFTM is a time stamp.
    """
    name = f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf"
    slim = Path(_folder().name) / name
    if slim.exists():
        return slim
    from fontTools.ttLib import TTFont

    slim.parent.mkdir(exist_ok=True)  # systems may empty their temporary folder after some days
    with TTFont(FONTS / name, recalcTimestamp=False, lazy=True) as font:
        for table in ("GDEF", "GPOS", "GSUB", "FFTM"):
            if table in font:
                del font[table]
        font.save(slim)
    return slim


@lru_cache(maxsize=2)
def _characters(bold: bool) -> frozenset[int]:
    return frozenset(metrics(bold)[0])


@lru_cache(maxsize=1024)
def _others(text: str, bold: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Fonts of this machine for what ours lacks, and the characters that none has.

    First those that matplotlib would take, then all others by name.
    """
    missing = {
        char
        for char in text
        if ord(char) not in _characters(bold) and unicodedata.category(char) != "Cf"
    }
    if not missing:
        return (), ()
    from matplotlib import rcParamsDefault
    from matplotlib.font_manager import fontManager, get_font

    files = {
        entry.name: entry.fname
        for entry in reversed(fontManager.ttflist)
        if "LastResort" not in entry.name.replace(" ", "")  # has a box for everything
    }
    usual = [name for name in rcParamsDefault["font.sans-serif"] if name in files]
    chosen = []
    for name in dict.fromkeys([*usual, *sorted(files)]):
        characters = get_font(files[name]).get_charmap()
        if found := {char for char in missing if ord(char) in characters}:
            chosen.append(name)
            missing -= found
        if not missing:
            break
    return tuple(chosen), tuple(sorted(missing))


def _font(bold: bool, size: float, others: tuple[str, ...]) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    weight = "bold" if bold else "normal"
    if not others:
        return FontProperties(family="Liberation Sans", weight=weight, size=size, fname=file(bold))
    return FontProperties(family=[_registered(), *others], weight=weight, size=size)


@lru_cache(maxsize=1)
def _registered() -> str:
    """Make our font known to matplotlib, which looks for several fonts by their names only."""
    from matplotlib.font_manager import fontManager, get_font, ttfFontProperty

    name = "Liberation Sans of tinytl"  # not the one that the machine may have
    for bold in (False, True):
        entry = ttfFontProperty(get_font(file(bold)))
        fontManager.ttflist.append(replace(entry, name=name))
    return name
