"""Our font on a web page: it comes along, so that every reader sees the widths that were measured.

A browser takes it for a family of our own, put before all others. Kept whole, since what the
pointer is told has other letters than the labels; WOFF, which every browser reads.
"""

from __future__ import annotations

import io
from base64 import b64encode
from functools import lru_cache
from typing import Any

from ..layout.theme import FONT_STACK, THEMES
from . import letters

FAMILY = "tinytl Sans"
DASHED = "".join(
    f".annotation rect.bg[style*='stroke: rgb({r}, {g}, {b})']{{stroke-dasharray:3 2}}"
    for r, g, b in (
        (int(theme.muted[i : i + 2], 16) for i in (1, 3, 5)) for theme in THEMES.values()
    )
)
"""The borders of doubtful labels: plotly knows none that are dashed, so theirs go by the colour."""
STACK = f"'{FAMILY}', {FONT_STACK}"


@lru_cache(maxsize=2)
def woff(bold: bool) -> bytes:
    """Return the font as a WOFF file, the same each time."""
    from fontTools.ttLib import TTFont

    with TTFont(letters.file(bold), recalcTimestamp=False) as font, io.BytesIO() as file:
        font.flavor = "woff"
        font.save(file)
        return file.getvalue()


def style() -> str:
    """CSS with the font in it. Text is set by the widths of the font, not by whole pixels."""
    faces = "\n".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url(data:font/woff;base64,{b64encode(woff(bold)).decode()})}}"
        for bold, weight in ((False, 400), (True, 700))
    )
    return f"{faces}\nsvg text{{text-rendering:geometricPrecision}}\n{DASHED}"


def dressed(figure: dict[str, Any]) -> dict[str, Any]:
    """A figure (`screen.figure_dict`) set in our font, for a page that has it."""
    layout = figure["layout"]
    hover = layout["hoverlabel"]
    named = {
        "font": {**layout["font"], "family": STACK},
        "hoverlabel": {**hover, "font": {**hover["font"], "family": STACK}},
    }
    return {**figure, "layout": {**layout, **named}}
