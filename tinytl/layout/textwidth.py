"""
Widths of text in Liberation Sans, which has the metrics of Arial.

Read from the tables of the font itself, as OpenType [1]_ defines them. fontTools would do it in ten
lines, but its import and its reading of the character map take some 90 ms, before the first chart
is seen; this takes 2. The tests hold every character and every pair against fontTools.

.. [1] https://learn.microsoft.com/typography/opentype/spec: cmap format 4, hmtx, kern format 0
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

FONTS = Path(__file__).parents[1] / "fonts"
OURS = "LiberationSans-Regular.ttf"
THIRD = "\u2004"
"""A space of a third of an em, in all fonts."""


def text_width(text: str, size: float, *, bold: bool = False, any_font: bool = False) -> float:
    """
    Advance width of one line of text.

    Exact (kerning included) for Latin, Greek, Cyrillic and Hebrew. For other scripts a bound from
    above, as another font will draw them: 1 em for wide East Asian characters, 1.4 em for the rest.

    Parameters
    ----------
    text : str
        One line; composed and decomposed diacritics measure the same (NFC).
    size : float
        Type size; the width has its unit.
    bold : bool
    any_font : bool
        Whether it must hold without our font too: in points the most of ours and of DejaVu Sans,
        the widest that Linux falls back on, each letter at whole pixels if that is wider.

    Examples
    --------
    >>> round(text_width("Full criminalization", 12), 2)
    98.7
    >>> text_width("AV", 10) < text_width("A", 10) + text_width("V", 10)
    True
    """
    if not any_font:
        return _width_em(text, bold) * size
    return max(_whole_pixels(text, size, bold, *file) for file in ((), (_dejavu(),)))


@lru_cache(maxsize=8192)
def _whole_pixels(text: str, size: float, bold: bool, *file: Path) -> float:
    glyphs, advances, _, em = metrics(bold, *file)
    total, px = 0.0, size * 4 / 3
    for char in _seen(text):
        glyph = glyphs.get(ord(char), -1)
        wide = _beyond(char) if glyph < 0 else advances[min(glyph, len(advances) - 1)] / em
        total += max(wide * px, round(wide * px))
    return total * 3 / 4


@lru_cache(maxsize=1)
def _dejavu() -> Path:
    """DejaVu Sans, which matplotlib brings: found without its import, which takes long."""
    place = find_spec("matplotlib")
    assert place and place.origin, "it is required"
    return Path(place.origin).parent / "mpl-data/fonts/ttf/DejaVuSans.ttf"


def measured(text: str) -> bool:
    """Whether the width of a text is exact, not a bound."""
    return all(ord(char) in metrics(False)[0] for char in unicodedata.normalize("NFC", text))


@lru_cache(maxsize=8192)
def _width_em(text: str, bold: bool) -> float:
    glyphs, advances, kerning, em = metrics(bold)
    total, before = 0.0, -1
    for char in text if text.isascii() else _seen(text):
        glyph = glyphs.get(ord(char), -1)
        if glyph >= 0:
            total += advances[min(glyph, len(advances) - 1)] + kerning.get((before, glyph), 0)
        else:
            total += _beyond(char) * em
        before = glyph
    return total / em


def _beyond(char: str) -> float:
    """How wide a character is at most that our font lacks, in em."""
    return 1.0 if unicodedata.east_asian_width(char) in "WF" and ord(char) < 0x1F000 else 1.4


def _seen(text: str) -> list[str]:
    """The characters of a text, composed; marks and joiners take no room."""
    composed = unicodedata.normalize("NFC", text)
    return [char for char in composed if unicodedata.category(char) not in ("Mn", "Me", "Cf")]


@cache  # called with the same font in the same way: each reading takes longer than a label
def metrics(
    bold: bool, file: Path = FONTS / OURS
) -> tuple[dict[int, int], list[int], dict[tuple[int, int], int], int]:
    """Glyphs by code point, advances (the last holds for all further), kerning, units per em."""
    name = f"{file.name.partition('-')[0].removesuffix('.ttf')}-Bold.ttf" if bold else file.name
    data = file.with_name(name).read_bytes()

    def words(at: int, count: int = 1) -> tuple[int, ...]:
        return struct.unpack_from(f">{count}H", data, at)

    tables = {
        name: at
        for name, _, at, _ in struct.iter_unpack(">4sIII", data[12 : 12 + 16 * words(4)[0]])
    }
    advances = words(tables[b"hmtx"], 2 * words(tables[b"hhea"] + 34)[0])[::2]
    kern = tables[b"kern"] + 4
    pairs = struct.iter_unpack(">HHh", data[kern + 14 : kern + 14 + 6 * words(kern + 6)[0]])
    kerning = {(before, after): value for before, after, value in pairs}
    cmap = tables[b"cmap"]
    maps = struct.iter_unpack(">HHI", data[cmap + 4 : cmap + 4 + 8 * words(cmap + 2)[0]])
    at = next(cmap + start for platform, code, start in maps if (platform, code) == (3, 1))
    glyphs = _glyphs(words(at, words(at + 2)[0] // 2))
    return glyphs, list(advances), kerning, words(tables[b"head"] + 18)[0]


def _glyphs(words: tuple[int, ...]) -> dict[int, int]:
    """The character map: segments of code points, whose glyphs follow each other or are listed."""
    n = words[3] // 2
    ends, firsts, deltas, lists = (words[at : at + n] for at in (7, 8 + n, 8 + 2 * n, 8 + 3 * n))
    found: dict[int, int] = {}
    for i in range(n - 1):  # the last segment only marks the end
        for code in range(firsts[i], ends[i] + 1):
            place = 8 + 3 * n + i + lists[i] // 2 + code - firsts[i]
            glyph = words[place] if lists[i] else code
            if glyph:
                found[code] = (glyph + deltas[i]) % 65536
    return found
