"""A scene on paper: true size, embedded fonts, the same bytes each time.

matplotlib writes it, because its type has exactly the size asked for and it needs no browser. The
font is the package's own, so that every machine writes the same file. Each file says what it shows
and where its data come from, and none holds the time at which it was made.
"""

from __future__ import annotations

import io
import re
import tempfile
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock, get_ident
from typing import TYPE_CHECKING, Any

from ..layout.scene import Scene
from . import fonts
from .about import About
from .canvas import draw
from .pdf import with_language

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from PIL.Image import Image

# Text stays text: Type 42 is TrueType; only what is no TrueType is drawn glyph by glyph (Type 3).
_SETTINGS: dict[Any, Any] = {"path.simplify": False, "axes.unicode_minus": False}


def paper(scene: Scene, ending: str, about: About, *, dpi: int) -> bytes:
    """Draw a scene in one of the formats of `FORMATS`.

    Parameters
    ----------
    scene : Scene
    ending : {".pdf", ".eps", ".png", ".tif", ".tiff"}
    about : About
    dpi : int
        Pixels an inch, of PNG and TIFF.
    """
    kind = 3 if any(fonts.outlined(t.text, t.bold) for t in scene.written) else 42
    with _settings({**_SETTINGS, "pdf.fonttype": kind, "ps.fonttype": kind}):
        return FORMATS[ending](scene, about, dpi)


_LOCK = RLock()


@contextmanager
def _settings(ours: dict[str, Any]) -> Iterator[None]:
    """Show this thread matplotlib's defaults and `ours`, and every other thread what it has set.

    matplotlib reads its settings from one dictionary of the process, `rcParams`, whenever it draws.
    What a notebook or a style sheet has set there for other figures may not change a file; and what
    is set there for ours, other threads would see, and may even keep: who leaves an `rc_context` in
    the meantime sets all of it as it was at its beginning. So nothing is set: for as long as we
    draw, the dictionary looks who asks.
    """
    from matplotlib import RcParams, rcParams, rcParamsDefault

    # as items of a dict: their own iterator sets a filter of warnings for the whole process
    items: Any = dict.items(rcParamsDefault)
    own, me = {**dict(items), **ours}, get_ident()
    del own["backend"]  # for windows: none is opened

    class Settings(RcParams):
        def __getitem__(self, key: Any) -> Any:
            asked = self is rcParams and get_ident() == me and key in own
            return own[key] if asked else super().__getitem__(key)

    with _LOCK:
        before = rcParams.__class__
        rcParams.__class__ = Settings
        try:
            yield
        finally:
            rcParams.__class__ = before


# --- formats ---------------------------------------------------------------------------------


def _pdf(scene: Scene, about: About, dpi: int) -> bytes:
    information = {
        "Title": about.title, "Subject": about.short, "Keywords": about.origin,
        "Creator": about.made_by, "CreationDate": None,
    }  # fmt: skip
    return with_language(_printed(draw(scene), "pdf", information))


def _printed(figure: Figure, format: str, metadata: dict[str, Any]) -> bytes:
    with io.BytesIO() as file:
        figure.savefig(file, format=format, metadata=metadata)
        return file.getvalue()


def _eps(scene: Scene, about: About, dpi: int) -> bytes:
    """Encapsulated PostScript; what it says of itself stands in comments, which are ASCII."""
    said = {
        "Title": about.title, "Creator": about.made_by, "Subject": about.short,
        "Keywords": about.origin,
    }  # fmt: skip
    lines = (textwrap.wrap(f"{key}: {_ascii(text)}", 200) for key, text in said.items() if text)
    comments = "".join(f"%%{'%%+ '.join(line + chr(10) for line in wrapped)}" for wrapped in lines)
    eps = _printed(draw(scene), "eps", {})
    eps = re.sub(rb"(?m)^%%(Title|Creator|CreationDate):.*\n", b"", eps, count=3)
    return eps.replace(b"%%Orientation", comments.encode() + b"%%Orientation", 1)


def _ascii(text: str) -> str:
    plain = " ".join(text.replace("–", "-").split())
    return unicodedata.normalize("NFKD", plain).encode("ascii", "backslashreplace").decode()


def _png(scene: Scene, about: About, dpi: int) -> bytes:
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
        _pixels(scene, dpi).save(file, "PNG", dpi=(dpi, dpi), pnginfo=texts)
        return file.getvalue()


def _tiff(scene: Scene, about: About, dpi: int) -> bytes:
    title, description, software = 269, 270, 305  # tags of TIFF 6.0, which are ASCII
    text = " ".join(filter(None, (about.description or about.short, about.origin)))
    said = {title: about.title, description: text, software: about.made_by}
    tags = {tag: _ascii(text) for tag, text in said.items() if text}
    # a file, where what is skipped is zero: in memory Pillow before 13 leaves there what it finds
    with tempfile.TemporaryFile() as file:
        picture = _pixels(scene, dpi)
        picture.save(file, "TIFF", compression="tiff_lzw", dpi=(dpi, dpi), tiffinfo=tags)
        file.seek(0)
        return file.read()


def _pixels(scene: Scene, dpi: int) -> Image:
    """Draw in whole pixels, without transparency; grey where no colour was used."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image, ImageChops

    figure = draw(scene)
    # as many as lie wholly on the page, so that the picture is never wider than the column
    wide, high = (int(points / 72 * dpi + 1e-6) for points in (scene.width, scene.height))
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


FORMATS: dict[str, Callable[[Scene, About, int], bytes]] = {
    ".pdf": _pdf, ".eps": _eps, ".png": _png, ".tif": _tiff, ".tiff": _tiff,
}  # fmt: skip
