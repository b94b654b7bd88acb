"""
Widths of text in Liberation Sans, which has the metrics of Arial.

They are kept in files beside the fonts, which `make fonts` writes: reading a font takes 90 ms with
fontTools, before the first chart is seen. The tests hold every character and every pair against it.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

FONTS = Path(__file__).parents[1] / "fonts"
OURS, FALLBACK = "LiberationSans", "DejaVuSans"
"""The font of the package, and the widest that Linux falls back on."""
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
    return max(_whole_pixels(text, size, bold, *font) for font in ((), (FALLBACK,)))


@lru_cache(maxsize=8192)
def _whole_pixels(text: str, size: float, bold: bool, *font: str) -> float:
    widths, _, em = metrics(bold, *font)
    px = size * 4 / 3
    each = (widths[char] / em if char in widths else _beyond(char) for char in _seen(text))
    return sum(max(wide * px, round(wide * px)) for wide in each) * 3 / 4


def measured(text: str) -> bool:
    """Whether the width of a text is exact, not a bound."""
    return all(char in metrics(False)[0] for char in unicodedata.normalize("NFC", text))


@lru_cache(maxsize=8192)
def _width_em(text: str, bold: bool) -> float:
    widths, kerning, em = metrics(bold)
    total, before = 0.0, ""
    for char in text if text.isascii() else _seen(text):
        total += widths[char] if char in widths else _beyond(char) * em
        total += kerning.get(before + char, 0)
        before = char
    return total / em


def _beyond(char: str) -> float:
    """How wide a character is at most that our font lacks, in em."""
    return 1.0 if unicodedata.east_asian_width(char) in "WF" and ord(char) < 0x1F000 else 1.4


def _seen(text: str) -> list[str]:
    """The characters of a text, composed; marks and joiners take no room."""
    composed = unicodedata.normalize("NFC", text)
    return [char for char in composed if unicodedata.category(char) not in ("Mn", "Me", "Cf")]


@cache  # called with the same font in the same way: each reading takes longer than a label
def metrics(bold: bool, font: str = OURS) -> tuple[dict[str, int], dict[str, int], int]:
    """Widths of characters, kerning of pairs, and units per em."""
    file = FONTS / f"{font}-{'Bold' if bold else 'Regular'}.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    return found["widths"], found["kerning"], found["em"]
