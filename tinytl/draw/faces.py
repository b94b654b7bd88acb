"""Our font on a web page: it comes along, so that every reader sees the widths that were measured.

A browser takes it for a family of our own, put before all others. A saved page has a part of the
font that comes ready with the package, since making one takes longer than drawing the chart; a page
with further characters has one of its own. The explorer, which draws any country, has the whole.
"""

from __future__ import annotations

import io
from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from string import printable
from typing import Any

from ..layout.textwidth import FONTS, metrics
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
READY = frozenset(
    chr(code)
    for first, last in (
        (0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x391, 0x3C9), (0x400, 0x4FF),
        (0x2000, 0x2044), (0x20AC, 0x20AC), (0x2116, 0x2122), (0x2190, 0x2193), (0x2212, 0x2265),
    )
    for code in range(first, last + 1)
)  # fmt: skip
"""Characters of the font that comes ready: Latin, Greek, Cyrillic and signs, as far as ours has them.

`make fonts` writes it.
"""


@lru_cache(maxsize=2)
def woff(bold: bool) -> bytes:
    """Return the whole font as a WOFF file, which every browser reads, the same each time."""
    from fontTools.ttLib import TTFont

    with TTFont(letters.file(bold), recalcTimestamp=False) as font, io.BytesIO() as out:
        font.flavor = "woff"
        font.save(out)
        return out.getvalue()


def ready(bold: bool) -> Path:
    """Return the file of the part that comes ready."""
    return FONTS / f"web-{'bold' if bold else 'regular'}.woff"


def style(text: str | None = None) -> str:
    """CSS with the font in it, for the characters of a text; whole without one.

    Letters stand where the font says, not at whole pixels.
    """
    further = {char for char in set(text or "") - READY if ord(char) in metrics(bold=False)[0]}
    if text is None:
        fonts = [woff(bold) for bold in (False, True)]
    elif further:
        used = "".join(sorted({*text, *printable}))
        fonts = [letters.subset(bold, used, "woff") for bold in (False, True)]
    else:
        fonts = [ready(bold).read_bytes() for bold in (False, True)]
    faces = "\n".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url(data:font/woff;base64,{b64encode(font).decode()})}}"
        for weight, font in zip((400, 700), fonts, strict=True)
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
