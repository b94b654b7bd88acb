"""A scene as a file: its ending chooses the format; what an editor may object to is said."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

from ..errors import ExportError, ExportWarning
from ..layout.frame import in_mm
from ..layout.scene import Scene
from . import letters
from .about import About
from .inside import Parts, put
from .svg import svg

DPI = 300
FORMATS = (".pdf", ".svg", ".eps", ".png", ".tif", ".tiff")


def save(
    scene: Scene,
    path: Path,
    about: About,
    *,
    dpi: int = DPI,
    parts: Callable[[str], Parts] | None = None,
    least_pt: float = 0,
    tallest: float = float("inf"),
) -> None:
    """Write a scene to a file; its ending chooses the format.

    Parameters
    ----------
    scene : Scene
    path : pathlib.Path
        ``.pdf``, ``.svg``, ``.eps``, ``.png``, ``.tif`` or ``.tiff``.
    about : About
    dpi : int
        Pixels an inch, of PNG and TIFF.
    parts : callable, optional
        From the checksum of the picture to the texts that the file carries.
    least_pt : float
        Smallest type that the journal allows; a warning lists what is smaller.
    tallest : float
        Height of the page in points; a warning says by how much the figure is taller.

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
    if not isinstance(dpi, int) or not 72 <= dpi <= 2400:
        raise ExportError(
            f"{path.name}: dpi is {dpi}; expected 72 to 2400, mostly 300, 600 or 1200."
        )
    _warn_of_height(scene, path.name, tallest)
    _warn_of_small_type(scene, path.name, least_pt)
    _warn_of_missing_glyphs(scene, path.name)
    if ending == ".svg":
        data = svg(scene, about).encode()
    else:
        from .paper import paper  # matplotlib, only for what needs it

        data = paper(scene, ending, about, dpi=dpi)
    path.write_bytes(put(data, ending, parts))


def _warn_of_height(scene: Scene, name: str, tallest: float) -> None:
    if scene.height > tallest + 0.5:
        _warn(
            f"{name}: the figure is {in_mm(scene.height)} tall, the page {in_mm(tallest)}. Ask for "
            "fewer labels with max_rows, draw fewer tracks or years, or choose a greater width."
        )


def _warn_of_small_type(scene: Scene, name: str, least_pt: float) -> None:
    small = dict.fromkeys(
        f"{text.text!r} ({text.size:g} pt)" for text in scene.written if text.size < least_pt
    )
    if small:
        _warn(
            f"{name}: the journal wants type of {least_pt:g} pt and more, smaller are "
            f"{_listed(list(small))}. Leave the theme to the width, or choose a wider one."
        )


def _warn_of_missing_glyphs(scene: Scene, name: str) -> None:
    lost = dict.fromkeys(
        char for text in scene.written for char in letters.lacking(text.text, text.bold)
    )
    if lost:
        what = dict.fromkeys(letters.script(c) or f"{c} (U+{ord(c):04X})" for c in lost)
        _warn(
            f"{name}: no font on this machine for {_listed(list(what))}, and boxes stand there. "
            "Install one, such as Noto Sans of that script."
        )


def _warn(text: str) -> None:
    warnings.warn(text, ExportWarning, stacklevel=5)  # where `Chart.save` was called


def _listed(items: list[str]) -> str:
    return ", ".join(items[:5]) + (f" and {len(items) - 5} more" if len(items) > 5 else "")
