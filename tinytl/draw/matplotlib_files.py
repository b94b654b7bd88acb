"""A scene on paper: true size, embedded fonts, the same bytes each time.

matplotlib writes it, because its type has exactly the size asked for and it needs no browser. The
font comes with the package, so every machine writes the same file. Each file says what it shows and
where its data come from, and none holds the time at which it was made.
"""

from __future__ import annotations

import io
import re
import tempfile
import textwrap
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock, get_ident
from typing import TYPE_CHECKING, Any

from ..errors import ExportError, quoted
from ..layout.scene import Scene
from . import fonts, matplotlib_canvas
from .about import About
from .pdf import with_language

if TYPE_CHECKING:
    from matplotlib.figure import Figure, SubFigure
    from PIL.Image import Image

_SETTINGS: dict[Any, Any] = {"path.simplify": False, "axes.unicode_minus": False}
_EPS_FIELDS = {"Title": "title", "Creator": "made_by", "Subject": "short", "Keywords": "origin"}
_PNG_FIELDS = {"Title": "title", "Description": "full", "Source": "sources", "Comment": "data"}
_PNG_FIELDS |= {"Software": "made_by"}


def matplotlib_file(scene: Scene, ending: str, about: About, *, dpi: int) -> bytes:
    """Draw a scene in one of the formats that matplotlib writes.

    Parameters
    ----------
    scene : Scene
    ending : {".pdf", ".eps", ".png", ".tif", ".tiff"}
    about : About
    dpi : int
        Pixels an inch, of PNG and TIFF.
    """
    # Text stays text as TrueType (Type 42); PostScript outlines are drawn glyph by glyph (Type 3).
    kind = 3 if any(fonts.outlined(t.text, t.bold) for t in scene.written) else 42
    with _settings({**_SETTINGS, "pdf.fonttype": kind, "ps.fonttype": kind}):
        return _WRITERS[ending](scene, about, dpi)


def size_of(figure: Any) -> tuple[float, float]:
    """Width and height of a figure or a part of one, in points.

    Raises
    ------
    ExportError
        If it is no figure.
    """
    from matplotlib.figure import Figure, SubFigure

    if not isinstance(figure, Figure | SubFigure):
        raise ExportError(
            f"figure is {quoted(figure)}; expected a matplotlib Figure or SubFigure, as "
            "plt.figure().subfigures(1, 2) gives them. A chart makes its own axes."
        )
    box = figure.bbox  # in pixels
    return box.width / figure.dpi * 72, box.height / figure.dpi * 72


def draw_on(scene: Scene, figure: Figure | SubFigure) -> None:
    """Draw a scene on a figure of its size, whatever the settings of matplotlib are."""
    with _settings(_SETTINGS):
        matplotlib_canvas.draw_scene(scene, figure)


def draw_figure(scene: Scene) -> Figure:
    """A figure with a scene, inside the settings of `matplotlib_file`."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(scene.width / 72, scene.height / 72))
    matplotlib_canvas.draw_scene(scene, figure)
    return figure


_LOCK = RLock()


@contextmanager
def _settings(ours: dict[str, Any]) -> Iterator[None]:
    """Give this thread matplotlib's defaults and `ours`, and every other thread its own settings.

    matplotlib reads its settings from one dictionary of the process, `rcParams`, whenever it draws.
    What a notebook or a style sheet has set there for other figures may not change a file. If we
    set values there, other threads would see them, and might keep them: an `rc_context` that ends
    meanwhile restores all values of its beginning. So nothing is set: while we draw, the dictionary
    checks which thread asks.
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
    information = {"Title": about.title, "Subject": about.short, "Keywords": about.origin}
    dated = {"Creator": about.made_by, "CreationDate": None}
    return with_language(_printed(scene, "pdf", {**information, **dated}))


def _printed(scene: Scene, format: str, metadata: dict[str, Any]) -> bytes:
    with io.BytesIO() as file:
        draw_figure(scene).savefig(file, format=format, metadata=metadata)
        return file.getvalue()


def _eps(scene: Scene, about: About, dpi: int) -> bytes:
    """Encapsulated PostScript; its metadata are comments, which are ASCII."""
    said = about.fields(_EPS_FIELDS).items()
    wrapped = (textwrap.wrap(f"{key}: {_ascii(text)}", 200) for key, text in said)
    comments = "".join("%%" + "\n%%+ ".join(lines) + "\n" for lines in wrapped)
    eps = _printed(scene, "eps", {})
    eps = re.sub(rb"(?m)^%%(Title|Creator|CreationDate):.*\n", b"", eps, count=3)
    return eps.replace(b"%%Orientation", comments.encode() + b"%%Orientation", 1)


def _ascii(text: str) -> str:
    plain = " ".join(text.replace("–", "-").split())
    return unicodedata.normalize("NFKD", plain).encode("ascii", "backslashreplace").decode()


def _png(scene: Scene, about: About, dpi: int) -> bytes:
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    for key, text in about.fields(_PNG_FIELDS).items():
        if text.isascii():
            texts.add_text(key, text)
        else:
            texts.add_itxt(key, text, lang=about.language)
    with io.BytesIO() as file:
        _pixels(scene, dpi).save(file, "PNG", dpi=(dpi, dpi), pnginfo=texts)
        return file.getvalue()


def _tiff(scene: Scene, about: About, dpi: int) -> bytes:
    title, description, software = 269, 270, 305  # tags of TIFF 6.0, which are ASCII
    text = " ".join(filter(None, (about.full, about.origin)))
    said = {title: about.title, description: text, software: about.made_by}
    tags = {tag: _ascii(text) for tag, text in said.items() if text}
    # a file, where skipped bytes are zero: in memory, Pillow before 13 leaves them as it finds them
    with tempfile.TemporaryFile() as file:
        options = {"compression": "tiff_lzw", "dpi": (dpi, dpi), "tiffinfo": tags}
        _pixels(scene, dpi).save(file, "TIFF", **options)
        file.seek(0)
        return file.read()


def _pixels(scene: Scene, dpi: int) -> Image:
    """Draw in whole pixels, without transparency; in shades of grey if no colour is used."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image, ImageChops

    figure = draw_figure(scene)
    # as many as lie wholly on the page, so that the picture is never wider than the column
    wide, high = (int(points / 72 * dpi + 1e-6) for points in (scene.width, scene.height))
    figure.set_size_inches((wide + 1e-6) / dpi, (high + 1e-6) / dpi)
    figure.set_dpi(dpi)
    agg: Any = FigureCanvasAgg(figure)
    agg.draw()
    picture = Image.frombuffer("RGBA", (wide, high), agg.buffer_rgba(), "raw", "RGBA", 0, 1)
    flat = picture.convert("RGB")  # the page is painted, so nothing shines through
    red, *others = flat.split()
    coloured = any(ImageChops.difference(red, other).getbbox() for other in others)
    return flat if coloured else red


_WRITERS = {".pdf": _pdf, ".eps": _eps, ".png": _png, ".tif": _tiff, ".tiff": _tiff}
