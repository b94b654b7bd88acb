"""The font on a web page: it is embedded, so that every reader sees the widths that were measured.

A browser takes it as a family with a name that no other font has, before all others. A saved page
holds a subset of the font that comes with the package, since making one takes longer than drawing
the chart; a page with further characters holds a subset made for it. The explorer, which draws any
country, has the whole font.
"""

from __future__ import annotations

from base64 import b64encode
from string import printable
from typing import Any

from ..layout.textwidth import FONTS, metrics
from ..layout.theme import FONT_STACK
from . import fonts

FAMILY = "tinytl Sans"
STACK = f"'{FAMILY}', {FONT_STACK}"
WEB = FONTS / "web-regular.woff", FONTS / "web-bold.woff"
"""Files of the subset that comes with the package, which `make fonts` writes."""
_RANGES = (0x20, 0x7F), (0xA0, 0x180), (0x218, 0x21C), (0x391, 0x3CA), (0x400, 0x500)
_SIGNS = (0x2000, 0x2045), (0x20AC, 0x20AD), (0x2116, 0x2123), (0x2190, 0x2194), (0x2212, 0x2266)
READY = frozenset(chr(code) for ends in _RANGES + _SIGNS for code in range(*ends))
"""The characters of that subset, if the font has them."""


def woff(bold: bool, text: str | None = None) -> bytes:
    """Return the font as WOFF, which every browser reads: the characters of a text, or all."""
    if text is None:
        return fonts.subset(bold, None, "woff")
    if ({*text} - READY) & set(metrics(bold)[0]):
        return fonts.subset(bold, "".join(sorted({*text, *printable})), "woff")
    return WEB[bold].read_bytes()


def face(family: str, kind: str, font: bytes, *, bold: bool) -> str:
    """Return the CSS rule that embeds a font file of a kind, ``ttf`` or ``woff``."""
    return (
        f"@font-face{{font-family:'{family}';font-weight:{700 if bold else 400};"
        f"src:url(data:font/{kind};base64,{b64encode(font).decode()})}}"
    )


def style(text: str | None = None) -> str:
    """CSS that embeds the font: with the characters of a text, or whole without a text.

    Glyphs keep the exact advances of the font, not rounded to whole pixels.
    """
    faces = (face(FAMILY, "woff", woff(bold, text), bold=bold) for bold in (False, True))
    return "\n".join((*faces, "svg text{text-rendering:geometricPrecision}"))


def dressed(figure: dict[str, Any]) -> dict[str, Any]:
    """Return a figure (`plotly_figure.figure_dict`) with the embedded font, for a page that has it.

    A font that the owner of the figure has chosen stays.
    """
    layout = figure["layout"]
    hover = layout.get("hoverlabel", {})
    ours = {"font": _ours(layout), "hoverlabel": {**hover, "font": _ours(hover)}}
    return {**figure, "layout": {**layout, **ours}}


def _ours(part: dict[str, Any]) -> dict[str, Any]:
    font = part.get("font", {})
    return {**font, "family": STACK} if font.get("family", FONT_STACK) == FONT_STACK else font
