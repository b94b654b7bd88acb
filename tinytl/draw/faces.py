"""Our font on a web page: it comes along, so that every reader sees the widths that were measured.

A browser takes it for a family of our own, put before all others. A saved page has the characters
that stand in it, what the pointer is told too; the explorer, which draws any country, has them all.
"""

from __future__ import annotations

import io
from base64 import b64encode
from functools import lru_cache
from string import printable
from typing import Any

from ..layout.theme import FONT_STACK, THEMES
from . import letters

FAMILY = "tinytl Sans"
DASHED = "".join(
    f".annotation rect.bg[style*='stroke: {muted}']:not([style*='fill: {muted}'])"
    "{stroke-dasharray:3 2}"
    for muted in sorted({f"rgb{tuple(bytes.fromhex(t.muted[1:]))}" for t in THEMES.values()})
)
"""The borders of doubtful labels: plotly knows none that are dashed, so theirs go by the colour.

(A label of one colour all over, as in Figure 9, has no border to be seen.)
"""
STACK = f"'{FAMILY}', {FONT_STACK}"


@lru_cache(maxsize=2)
def woff(bold: bool) -> bytes:
    """Return the whole font as a WOFF file, which every browser reads, the same each time."""
    from fontTools.ttLib import TTFont

    with TTFont(letters.file(bold), recalcTimestamp=False) as font, io.BytesIO() as out:
        font.flavor = "woff"
        font.save(out)
        return out.getvalue()


def style(text: str = "") -> str:
    """CSS with the font in it, for the characters of a text; whole without one.

    Letters stand where the font says, not at whole pixels.
    """
    used = "".join(sorted({*text, *printable})) if text else ""
    faces = "\n".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url(data:font/woff;base64,{b64encode(font).decode()})}}"
        for weight, bold in ((400, False), (700, True))
        for font in (letters.subset(bold, used, "woff") if used else woff(bold),)
    )
    return f"{faces}\nsvg text{{text-rendering:geometricPrecision}}\n{DASHED}"


def dressed(figure: dict[str, Any]) -> dict[str, Any]:
    """A figure (`screen.figure_dict`) set in our font, for a page that has it."""
    layout = figure["layout"]
    hover = layout.get("hoverlabel", {})
    named = {
        "font": _ours(layout.get("font", {})),
        "hoverlabel": {**hover, "font": _ours(hover.get("font", {}))},
    }
    return {**figure, "layout": {**layout, **named}}


def _ours(font: dict[str, Any]) -> dict[str, Any]:
    """The same in our font, but for one that its owner has chosen."""
    return {**font, "family": STACK} if font.get("family", FONT_STACK) == FONT_STACK else font
