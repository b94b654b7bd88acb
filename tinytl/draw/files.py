"""A scene as a file: its ending chooses the format; warnings say what an editor may object to."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath

from ..errors import ExportError, ExportWarning
from ..layout.frame import in_mm
from ..layout.scene import Scene
from . import fonts
from .about import About
from .embed import Parts, embed
from .svg import svg

DPI = 300
MOST_PIXELS = 150_000_000
"""Limit of PNG and TIFF: 183 by 247 mm have 101 million at 1200 dpi, which take 1 GB to draw."""
MOST_POINTS = 14_400
"""Longest side of a PDF page, in points (ISO 32000-1, annex C)."""
PAPER_FORMATS = (".pdf", ".svg", ".eps", ".png", ".tif", ".tiff")


def data_of(
    scene: Scene,
    name: str,
    about: About,
    *,
    dpi: int = DPI,
    parts: Callable[[str], Parts] | None = None,
    least_pt: float = 0,
    tallest: float = float("inf"),
) -> bytes:
    """Return the bytes of a file with a scene; the ending of its name chooses the format.

    Parameters
    ----------
    scene : Scene
    name : str
        ``.pdf``, ``.svg``, ``.eps``, ``.png``, ``.tif`` or ``.tiff``.
    about : About
    dpi : int
        Pixels an inch, of PNG and TIFF.
    parts : callable, optional
        Takes the checksum of the picture and returns the texts to embed in the file.
    least_pt : float
        Smallest type that the journal allows, in points; a warning lists smaller texts.
    tallest : float
        Height of the page in points; a taller figure gets a warning.

    Returns
    -------
    bytes

    Raises
    ------
    ExportError
        For another ending, a resolution that no printer has, or a figure too large for its format.

    Warns
    -----
    ExportWarning
        For a figure taller than the page, type below `least_pt`, and characters without a font.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in PAPER_FORMATS:
        raise ExportError(
            f"{name}: cannot write {ending or 'a file without an ending'}; expected one of "
            f"{', '.join((*PAPER_FORMATS, '.html'))}."
        )
    if not isinstance(dpi, int) or not 72 <= dpi <= 2400:
        raise ExportError(
            f"{name}: dpi is {dpi!r:.80}; expected 72 to 2400, mostly 300, 600 or 1200."
        )
    _check_size(scene, name, ending, dpi)
    for text in _objections(scene, least_pt, tallest):
        # where `Chart.save` was called
        warnings.warn(f"{name}: {text}", ExportWarning, stacklevel=5)
    if ending == ".svg":
        data = svg(scene, about).encode()
    else:
        from .paper import paper  # matplotlib, only for what needs it

        data = paper(scene, ending, about, dpi=dpi)
    return embed(data, ending, parts)


def _check_size(scene: Scene, name: str, ending: str, dpi: int) -> None:
    size = f"{name}: the figure is {in_mm(scene.width)} by {in_mm(scene.height)}"
    pixels = scene.width / 72 * dpi * scene.height / 72 * dpi
    if ending not in (".pdf", ".eps", ".svg") and pixels > MOST_PIXELS:
        raise ExportError(
            f"{size}, which are {pixels / 1e6:,.0f} million pixels at {dpi} dpi; expected at most "
            f"{MOST_PIXELS / 1e6:.0f}. Lower dpi, choose a smaller size, or save a .pdf or .svg."
        )
    if ending in (".pdf", ".eps") and max(scene.width, scene.height) > MOST_POINTS:
        raise ExportError(
            f"{size}; expected at most {in_mm(MOST_POINTS)}, as PDF has it. Choose a smaller size."
        )


def _objections(scene: Scene, least_pt: float, tallest: float) -> Iterator[str]:
    """What an editor may object to: the height, small type and missing glyphs."""
    if scene.height > tallest + 0.5:
        yield (
            f"the figure is {in_mm(scene.height)} tall, the page {in_mm(tallest)}. Draw "
            "fewer tracks or years, choose a greater width, or give a height: what has no room "
            "then goes into the caption."
        )
    if small := [
        f"{text.text!r} ({text.size:g} pt)" for text in scene.written if text.size < least_pt
    ]:
        yield (
            f"the journal wants type of {least_pt:g} pt and more, smaller are {_listed(small)}. "
            "Leave the theme to the width, or choose a wider one."
        )
    lost = [char for text in scene.written for char in fonts.lacking(text.text, text.bold)]
    if lost:
        what = [fonts.script(char) or f"{char} (U+{ord(char):04X})" for char in lost]
        yield (
            f"no font on this machine for {_listed(what)}, and boxes stand there. Install one, "
            "such as Noto Sans of that script."
        )


def _listed(items: Iterable[str]) -> str:
    """The first five different items, and how many more there are."""
    every = list(dict.fromkeys(items))
    return ", ".join(every[:5]) + (f" and {len(every) - 5} more" if len(every) > 5 else "")
