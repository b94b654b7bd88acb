"""A layout on paper: true size, embedded fonts, the same bytes each time.

matplotlib writes it, because its type has exactly the size asked for and it needs no browser. The
font is the package's own, so that every machine writes the same file. Each file says what it shows
and where its data come from, and none holds the time at which it was made.
"""

from __future__ import annotations

import hashlib
import io
import re
import textwrap
import unicodedata
import warnings
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from ..errors import ExportError, ExportWarning
from ..layout.page import Layout
from ..layout.theme import FONT_STACK
from . import letters
from .drawing import draw, texts

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from PIL.Image import Image

DPI = 300

# Text stays text (Type 42 is TrueType), ids depend on the drawing and not on chance.
_SETTINGS: dict[Any, Any] = {
    "pdf.fonttype": 42,
    "ps.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "tinytl",
    "path.simplify": False,
    "axes.unicode_minus": False,
}


@dataclass(frozen=True)
class About:
    """What a file says of itself.

    Attributes
    ----------
    title : str
    short : str
        What it shows, in a sentence.
    description : str
        What it shows, in full.
    sources, data : str
        Citation keys; the table, its checksum.
    made_by : str
        The package and its version.
    """

    title: str
    short: str = ""
    description: str = ""
    sources: str = ""
    data: str = ""
    made_by: str = "tinytl"

    @property
    def origin(self) -> str:
        """Sources and data in one line."""
        return ". ".join(filter(None, (self.sources, self.data)))


def save(layout: Layout, path: Path, about: About, *, dpi: int = DPI, least_pt: float = 0) -> None:
    """Write a layout to a file; its ending chooses the format.

    Parameters
    ----------
    layout : Layout
    path : pathlib.Path
        ``.pdf``, ``.svg``, ``.eps``, ``.png``, ``.tif`` or ``.tiff``.
    about : About
    dpi : int
        Pixels an inch, of PNG and TIFF.
    least_pt : float
        Smallest type that the journal allows; a warning lists what is smaller.

    Raises
    ------
    ExportError
        For another ending, or a resolution that no printer has.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise ExportError(
            f"{path.name}: cannot write {ending or 'a file without an ending'}; expected one of "
            f"{', '.join((*FORMATS, '.html'))}."
        )
    if not 72 <= dpi <= 2400:
        raise ExportError(
            f"{path.name}: dpi is {dpi}; expected 72 to 2400, mostly 300, 600 or 1200."
        )
    _warn_of_small_type(layout, path.name, least_pt)
    _warn_of_missing_glyphs(layout, path.name)
    path.write_bytes(render(layout, ending, about, dpi=dpi))


def render(
    layout: Layout, ending: str, about: About, *, dpi: int = DPI, embed_fonts: bool = True
) -> bytes:
    """Return the file that `save` writes.

    Parameters
    ----------
    layout : Layout
    ending : {".pdf", ".svg", ".eps", ".png", ".tif", ".tiff"}
    about : About
    dpi : int
    embed_fonts : bool
        Whether an SVG carries its letters; the other formats always do.
    """
    import matplotlib

    with matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.rcdefaults()  # not what a notebook or a style sheet has set for other figures
        matplotlib.rcParams.update(_SETTINGS)
        warnings.filterwarnings("ignore", "Glyph .* missing from")  # `save` says it
        data = FORMATS[ending](layout, about, dpi)
    return _with_fonts(data, layout) if ending == ".svg" and embed_fonts else data


# --- formats ---------------------------------------------------------------------------------


def _pdf(layout: Layout, about: About, dpi: int) -> bytes:
    information = {
        "Title": about.title, "Subject": about.short, "Keywords": about.origin,
        "Creator": about.made_by, "CreationDate": None,
    }  # fmt: skip
    return _with_language(_printed(draw(layout), "pdf", information))


def _printed(figure: Figure, format: str, metadata: dict[str, Any]) -> bytes:
    with io.BytesIO() as file:
        figure.savefig(file, format=format, metadata=metadata)
        return file.getvalue()


def _with_language(pdf: bytes) -> bytes:
    """Name the language in the catalog, for screen readers, and show the title in the window.

    Done as an incremental update (ISO 32000-1, 7.5.6): a new catalog after the end of the file.
    """
    trailer = pdf[pdf.rindex(b"trailer") :]
    before = int(trailer.split(b"startxref")[1].split()[0])
    root, size, information = (
        re.search(rb"/%s (\d+)" % key, trailer) for key in (b"Root", b"Size", b"Info")
    )
    catalog = root and re.search(rb"\n%s 0 obj\n<<(.*?)>>" % root[1], pdf, re.S)
    if not (root and size and information and catalog):  # as no matplotlib so far writes it
        return pdf
    language = b" /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> "
    added = b"%s 0 obj\n<<%s%s>>\nendobj\n" % (root[1], catalog[1].rstrip(), language)
    return pdf + added + b"xref\n%s 1\n%010d 00000 n \ntrailer\n" % (root[1], len(pdf)) + (
        b"<< /Size %s /Root %s 0 R /Info %s 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
        % (size[1], root[1], information[1], before, len(pdf) + len(added))
    )  # fmt: skip


def _eps(layout: Layout, about: About, dpi: int) -> bytes:
    """Encapsulated PostScript; what it says of itself stands in comments, which are ASCII."""
    said = {
        "Title": about.title, "Creator": about.made_by, "Subject": about.short,
        "Keywords": about.origin,
    }  # fmt: skip
    lines = (textwrap.wrap(f"{key}: {_ascii(text)}", 200) for key, text in said.items() if text)
    comments = "".join(f"%%{'%%+ '.join(line + chr(10) for line in wrapped)}" for wrapped in lines)
    eps = _printed(draw(layout), "eps", {})
    eps = re.sub(rb"(?m)^%%(Title|Creator|CreationDate):.*\n", b"", eps, count=3)
    return eps.replace(b"%%Orientation", comments.encode() + b"%%Orientation", 1)


def _ascii(text: str) -> str:
    plain = " ".join(text.replace("–", "-").split())
    return unicodedata.normalize("NFKD", plain).encode("ascii", "backslashreplace").decode()


def _png(layout: Layout, about: About, dpi: int) -> bytes:
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    for key, text in (
        ("Title", about.title), ("Description", about.description or about.short),
        ("Source", about.sources), ("Comment", about.data), ("Software", about.made_by),
    ):  # fmt: skip
        if text:
            texts.add_itxt(key, text, lang="en") if not text.isascii() else texts.add_text(
                key, text
            )
    with io.BytesIO() as file:
        _pixels(layout, dpi).save(file, "PNG", dpi=(dpi, dpi), pnginfo=texts)
        return file.getvalue()


def _tiff(layout: Layout, about: About, dpi: int) -> bytes:
    title, description, software = 269, 270, 305  # tags of TIFF 6.0, which are ASCII
    text = " ".join(filter(None, (about.description or about.short, about.origin)))
    said = {title: about.title, description: text, software: about.made_by}
    tags = {tag: _ascii(text) for tag, text in said.items() if text}
    with io.BytesIO() as file:
        picture = _pixels(layout, dpi)
        picture.save(file, "TIFF", compression="tiff_lzw", dpi=(dpi, dpi), tiffinfo=tags)
        return file.getvalue()


def _pixels(layout: Layout, dpi: int) -> Image:
    """Draw in whole pixels, without transparency; grey where no colour was used."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image, ImageChops

    figure = draw(layout)
    # as many as lie wholly on the page, so that the picture is never wider than the column
    wide, high = (int(points / 72 * dpi + 1e-6) for points in (layout.width, layout.height))
    figure.set_size_inches((wide + 1e-6) / dpi, (high + 1e-6) / dpi)
    figure.set_dpi(dpi)
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    picture = Image.frombuffer("RGBA", (wide, high), canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
    flat = picture.convert("RGB")  # the page is painted, so nothing shines through
    red, green, blue = flat.split()
    coloured = (
        ImageChops.difference(red, green).getbbox() or ImageChops.difference(red, blue).getbbox()
    )
    return flat if coloured else red


def _svg(layout: Layout, about: About, dpi: int) -> bytes:
    """Text as text, true size in millimetres, a name and a description for screen readers."""
    information = {
        "Title": about.title, "Description": about.short, "Source": about.sources, "Language": "en",
        "Identifier": about.data, "Creator": about.made_by, "Date": None,
    }  # fmt: skip
    svg = _printed(
        draw(layout), "svg", {key: text for key, text in information.items() if text != ""}
    )
    # ids that no other chart on the same web page has
    name = f"tinytl-{hashlib.sha256(repr((layout, about)).encode()).hexdigest()[:8]}"
    wide, high = (f"{points / 72 * 25.4:.4f}mm" for points in (layout.width, layout.height))
    opening = f'<svg lang="en" role="img" aria-labelledby="{name} {name}-desc" '
    described = f'\n <desc id="{name}-desc">{escape(about.description or about.short)}</desc>'
    text = re.sub(
        r'<svg (.*?)width="[^"]*" height="[^"]*"',
        lambda old: f'{opening}{old[1]}width="{wide}" height="{high}"', svg.decode(), count=1,
    )  # fmt: skip
    text = re.sub(
        r"<title>(.*?)</title>",
        lambda old: f'<title id="{name}">{old[1]}</title>{described}', text, count=1, flags=re.S,
    )  # fmt: skip
    return text.replace("'Liberation Sans'", FONT_STACK).encode()


FORMATS: dict[str, Callable[[Layout, About, int], bytes]] = {
    ".pdf": _pdf, ".svg": _svg, ".eps": _eps, ".png": _png, ".tif": _tiff, ".tiff": _tiff,
}  # fmt: skip


# --- letters ---------------------------------------------------------------------------------


def _warn_of_small_type(layout: Layout, name: str, least_pt: float) -> None:
    small = dict.fromkeys(
        f"{text.text!r} ({text.size:g} pt)" for text in texts(layout) if text.size < least_pt
    )
    if small:
        _warn(
            f"{name}: the journal wants type of {least_pt:g} pt and more, smaller are "
            f"{_listed(list(small))}. Leave the theme to the width, or choose a wider one."
        )


def _warn_of_missing_glyphs(layout: Layout, name: str) -> None:
    lost = dict.fromkeys(
        char for text in texts(layout) for char in letters.lacking(text.text, text.bold)
    )
    if lost:
        _warn(
            f"{name}: no font here has {_listed([f'{c} (U+{ord(c):04X})' for c in lost])}, and "
            "boxes stand there. Install a font that has them, such as Noto Sans of that script."
        )


def _warn(text: str) -> None:
    warnings.warn(text, ExportWarning, stacklevel=5)  # where `Chart.save` was called


def _listed(items: list[str]) -> str:
    return ", ".join(items[:5]) + (f" and {len(items) - 5} more" if len(items) > 5 else "")


def _with_fonts(svg: bytes, layout: Layout) -> bytes:
    """Put into an SVG the letters that it uses, for machines that have no font of these metrics."""
    faces = []
    for bold in (False, True):
        used = sorted({char for text in texts(layout) if text.bold == bold for char in text.text})
        if used:
            font = b64encode(letters.subset(bold, "".join(used))).decode()
            faces.append(
                f"@font-face{{font-family:'Liberation Sans';font-weight:{700 if bold else 400};"
                f"src:url(data:font/ttf;base64,{font})}}\n"
            )
    style = b'<style type="text/css">'
    return svg.replace(style, style + "".join(faces).encode(), 1)
