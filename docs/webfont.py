"""Write the part of our font that saved pages carry, to tinytl/fonts: `make fonts`."""

import io

from fontTools.ttLib import TTFont

from tinytl.draw import fonts as letters
from tinytl.draw import webfonts


def made(bold: bool) -> bytes:
    """Return the font, under a name of our own: its licence keeps "Liberation" for the whole."""
    part = letters.subset(bold, "".join(sorted(webfonts.READY)), "woff")
    with TTFont(io.BytesIO(part), recalcTimestamp=False) as font, io.BytesIO() as out:
        for record in font["name"].names:
            if record.nameID:  # not the copyright
                record.string = str(record).replace("Liberation", "tinytl")
        font.save(out)
        return out.getvalue()


if __name__ == "__main__":
    for bold in (False, True):
        webfonts.WEB[bold].write_bytes(made(bold))
        print(webfonts.WEB[bold].name, webfonts.WEB[bold].stat().st_size)
