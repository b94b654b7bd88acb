"""Fonts for paper: the font of the package, and others only for characters that it lacks.

Liberation Sans has the widths of Arial and holds Latin, Greek, Cyrillic and Hebrew. Names in other
scripts (Arabic, Thai, Chinese ...) are drawn in a font that the machine has for them.
"""

from __future__ import annotations

import io
import unicodedata
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock
from typing import TYPE_CHECKING, Any

from ..disk import write
from ..layout.textwidth import FONTS, metrics

if TYPE_CHECKING:
    from matplotlib.font_manager import FontEntry, FontProperties


_LOCK = RLock()
BOX = "\N{WHITE SQUARE}"


def font(text: str, bold: bool, size: float) -> FontProperties:
    """Return the font for a text as matplotlib takes it, at a size in points."""
    others = tuple(_path(entry) for entry in _others(text, bold)[0])
    return _properties()(family=(str(file(bold)), *others), size=size)


def drawable(text: str, bold: bool) -> str:
    """Replace each character that no font has by a box, and leave out format characters.

    (matplotlib would warn of each of them, and only a filter for the whole process silences that.)
    """
    others, lost = _others(text, bold)
    have = {*metrics(bold)[0], *map(chr, frozenset().union(*map(_characters_of, others)))}
    return "".join(char if char in have else BOX * (char in lost) for char in text)


def lacking(text: str, bold: bool) -> tuple[str, ...]:
    """Return the characters of a text that no font on this machine has."""
    return _others(text, bold)[1]


@lru_cache(maxsize=1024)
def outlined(text: str, bold: bool) -> bool:
    """Whether a font for a text has PostScript outlines, as Noto has for Chinese.

    matplotlib embeds such fonts as if they were TrueType, and most PDF viewers then show nothing.
    """
    from fontTools.ttLib import TTFont

    for entry in _others(text, bold)[0]:
        with TTFont(entry.fname, fontNumber=_index(entry), lazy=True) as font:
            if "CFF " in font:
                return True
    return False


def script(char: str) -> str:
    """The script of a letter, ``Devanagari``, by its name in Unicode; empty for other characters.

    >>> script("क"), script("\N{SNOWMAN}")
    ('Devanagari', '')
    """
    letter = unicodedata.category(char) in ("Lo", "Lu", "Ll", "Lm", "Mc", "Mn")
    name = unicodedata.name(char, "").split(" ")[0] if letter else ""
    return "Chinese" if name == "CJK" else name.capitalize()


@lru_cache(maxsize=64)
def subset(bold: bool, characters: str | None, flavor: str | None = None) -> bytes:
    """Return the package's font as a file, reproducibly.

    Parameters
    ----------
    bold : bool
    characters : str or None
        The characters that the file holds; all of the font for None.
    flavor : {"woff"}, optional
        For web pages; TrueType if not given.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    with TTFont(file(bold), recalcTimestamp=False) as font, io.BytesIO() as out:
        if characters is not None:
            subsetter = Subsetter(Options(hinting=False, legacy_kern=True))
            subsetter.populate(text=characters)
            subsetter.subset(font)
        font.flavor = flavor
        font.save(out)
        return out.getvalue()


@lru_cache(maxsize=1)
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="tinytl-", ignore_cleanup_errors=True)  # gone with the process


def file(bold: bool) -> Path:
    """Return the path of the package's font, without the tables that matplotlib reads slowly.

    For Latin and Cyrillic the layout tables repeat the kern table and add ligatures, which would
    make text narrower than its label. FFTM is a time stamp.
    """
    name = f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf"
    with _LOCK:
        slim = Path(_folder().name) / name
        if not slim.exists():  # systems may empty their temporary folder after some days
            from fontTools.ttLib import TTFont

            slim.parent.mkdir(exist_ok=True)
            whole = TTFont(FONTS / name, recalcTimestamp=False, lazy=True)
            with whole as font, io.BytesIO() as out:
                for table in {"GDEF", "GPOS", "GSUB", "FFTM"} & set(font.keys()):
                    del font[table]
                font.save(out)
                write({slim: out.getvalue()})
    return slim


@lru_cache(maxsize=1024)
def _others(text: str, bold: bool) -> tuple[tuple[FontEntry, ...], tuple[str, ...]]:
    """Fonts of this machine for what ours lacks, best first, and the characters that none has."""
    kinds = {char: unicodedata.category(char) for char in text if char not in metrics(bold)[0]}
    missing = {char for char, kind in kinds.items() if kind != "Cf"}  # format characters
    private = {char for char, kind in kinds.items() if kind == "Co"}  # each font has its own
    chosen = []
    for entry in _fonts(bold) if missing else ():
        characters = _characters_of(entry)
        if found := {char for char in missing - private if ord(char) in characters}:
            chosen.append(entry)
            missing -= found
        if not missing:
            break
    return tuple(chosen), tuple(sorted(missing))


@lru_cache(maxsize=2)
def _fonts(bold: bool) -> tuple[FontEntry, ...]:
    """All fonts of the machine, the most similar to ours first: upright, proportional, sans serif.

    Noto, which has one font for each script, comes before those that matplotlib would take. Each
    file is ranked alone, since files of one name need not hold the same characters.
    """
    from matplotlib import rcParamsDefault
    from matplotlib.font_manager import fontManager, weight_dict

    usual = rcParamsDefault["font.sans-serif"]

    def rank(entry: FontEntry) -> tuple[Any, ...]:
        name, weight = entry.name, entry.weight
        number = weight if isinstance(weight, int) else weight_dict.get(weight, 400)
        style = entry.style != "normal", "mono" in name.lower(), entry.stretch != "normal"
        place = usual.index(name) if name in usual else len(usual)
        family = not name.startswith("Noto Sans"), place, not name.startswith("Noto"), name
        return *style, *family, abs(number - (700 if bold else 400)), entry.fname

    # LastResort has a box for every character
    real = (e for e in fontManager.ttflist if "LastResort" not in e.name.replace(" ", ""))
    return tuple(sorted(real, key=rank))


@lru_cache(maxsize=256)
def _characters_of(entry: FontEntry) -> frozenset[int]:
    from matplotlib.font_manager import get_font

    return frozenset(get_font(_path(entry)).get_charmap())


def _index(entry: FontEntry) -> int:
    """The number of a font in its file; matplotlib before 3.11 sees the first one only."""
    return getattr(entry, "index", 0)


def _path(entry: FontEntry) -> str:
    from matplotlib import font_manager

    index = _index(entry)
    return font_manager.FontPath(entry.fname, index) if index else entry.fname


@lru_cache(maxsize=1)
def _properties() -> type[FontProperties]:
    """The class of font properties that name files, best first.

    matplotlib finds fallback fonts by their names only, in a list that the whole process shares.
    Here the names are paths of files, and nothing is added to that list.
    """
    from matplotlib.font_manager import FontProperties

    class Files(FontProperties):
        def get_file(self) -> str:
            return self.get_family()[0]

        def __copy__(self) -> Files:
            new = Files.__new__(Files)
            new.__dict__.update(self.__dict__)
            return new

    return Files
