"""Write what the package keeps of fonts, to tinytl/fonts: `make fonts`.

That is the part of our font that saved pages carry, and the widths of characters of two families.
"""

import io
import json
from itertools import product
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from matplotlib import get_data_path

from tinytl.draw import fonts as letters
from tinytl.draw import webfonts
from tinytl.layout.textwidth import FALLBACK, FONTS, OURS


def made(bold: bool) -> bytes:
    """Return the font, under a name of our own: its licence keeps "Liberation" for the whole."""
    part = letters.subset(bold, "".join(sorted(webfonts.READY)), "woff")
    with TTFont(io.BytesIO(part), recalcTimestamp=False) as font, io.BytesIO() as out:
        for record in font["name"].names:
            if record.nameID:  # not the copyright
                record.string = str(record).replace("Liberation", "tinytl")
        font.save(out)
        return out.getvalue()


def widths_of(family: str, bold: bool) -> dict[str, Any]:
    """Return the widths of characters, the kerning of pairs in our font, and the units per em."""
    name = f"{family}-{'Bold' if bold else 'Regular'}.ttf"
    if family == FALLBACK:
        name = str(Path(get_data_path(), "fonts/ttf", name.replace("-Regular", "")))
    with TTFont(FONTS / name) as font:
        glyphs, advances = font.getBestCmap(), font["hmtx"].metrics
        pairs = font["kern"].kernTables[0].kernTable if family == OURS else {}
        chars: dict[str, list[str]] = {}
        for code, glyph in glyphs.items():
            chars.setdefault(glyph, []).append(chr(code))
        kerning = {
            before + after: by
            for (a, b), by in pairs.items()
            for before, after in product(chars.get(a, ()), chars.get(b, ()))
        }
        widths = {chr(code): advances[glyph][0] for code, glyph in glyphs.items()}
        return {"em": font["head"].unitsPerEm, "widths": widths, "kerning": kerning}


if __name__ == "__main__":
    for bold in (False, True):
        webfonts.WEB[bold].write_bytes(made(bold))
        print(webfonts.WEB[bold].name, webfonts.WEB[bold].stat().st_size)
        for family in (OURS, FALLBACK):
            file = FONTS / f"{family}-{'Bold' if bold else 'Regular'}.json"
            text = json.dumps(widths_of(family, bold), ensure_ascii=False, separators=(",", ":"))
            file.write_text(text + "\n", encoding="utf-8")
            print(file.name, file.stat().st_size)
