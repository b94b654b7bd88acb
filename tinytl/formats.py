"""The files of a chart as bytes, by their paths: the picture, its caption and other texts.

The ending of a name chooses the format; warnings say what an editor may object to.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from . import bundle
from .disk import marked, on_disk
from .draw import embed, fonts
from .draw.about import About
from .draw.html import page
from .draw.svg import svg
from .errors import ExportError, ExportWarning
from .layout.frame import Page, in_mm
from .layout.scene import Scene
from .table import sources

if TYPE_CHECKING:
    from .chart import Chart

DPI = 300
MOST_PIXELS = 150_000_000
"""Limit of PNG and TIFF: 183 by 247 mm have 101 million at 1200 dpi, which take 1 GB to draw."""
MOST_POINTS = 14_400
"""Longest side of a PDF page, in points (ISO 32000-1, annex C)."""
PAPER_FORMATS = tuple(ending for ending in embed.FORMATS if ending != ".html")


def files_of(
    chart: Chart,
    target: Path,
    *,
    dpi: int = DPI,
    words: bool = False,
    cdn: bool = False,
    data: bool = True,
) -> dict[Path, bytes]:
    """Draw the files that `Chart.save` writes for the same arguments, the picture first.

    Nothing is written to `target`; fonts, plotly.js and the bibliography are read.

    Raises
    ------
    ExportError
        As in `Chart.save`.
    """
    texts = _texts(chart) if words else {}
    written = (text.text for text in chart.scene.written)
    try:
        for text in (chart.title, chart.alt, *chain(*chart._rows), *written):
            text.encode()
        with on_disk(target, "written"):  # some libraries draw on the disk
            picture = _picture(chart, target.name or str(target), dpi, cdn)
            if data:
                parts = partial(bundle.bundle_of, chart, chart._about.made_by)
                picture = embed.embed(picture, target.suffix.lower(), parts)
        beside = {target.with_suffix(end): marked(text).encode() for end, text in texts.items()}
        return {target: picture, **beside}
    except UnicodeEncodeError as error:
        at, text = error.start, error.object
        raise ExportError(
            f"{target.name}: {text[max(0, at - 20) : at + 20]!r} has half of a character, "
            f"{text[at]!r}, which no file can hold; expected a whole one. Take it out of the table."
        ) from None


def _picture(chart: Chart, name: str, dpi: int, cdn: bool) -> bytes:
    """The file without the data of the chart."""
    about, changed = chart._about, chart._changed_figure
    if name.lower().endswith(".html"):
        named = {"caption": chart.caption, "name": chart.stem}
        return page(chart.scene, about, chart._rows, **named, cdn=cdn, figure=changed).encode()
    if changed:
        _warn(f"{name} is drawn without what was changed in chart.figure; an .html has it.")
    return data_of(chart.scene, name, about, dpi=dpi, limits=chart.page)


def data_of(
    scene: Scene, name: str, about: About, *, dpi: int = DPI, limits: Page | None = None
) -> bytes:
    """Draw a scene for paper; the ending of the `name` chooses one of `PAPER_FORMATS`.

    Parameters
    ----------
    scene : Scene
    name : str
    about : About
    dpi : int
        Pixels an inch, of PNG and TIFF.
    limits : Page, optional
        Has the height of the page and the smallest type of the journal; warnings list what is
        beyond them.

    Raises
    ------
    ExportError
        For another ending, a resolution that no printer has, or a figure too large for its format.
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
    for text in _objections(scene, limits):
        _warn(f"{name}: {text}", 6)
    if ending == ".svg":
        return svg(scene, about).encode()
    from .draw.matplotlib_files import matplotlib_file  # matplotlib, only for what needs it

    return matplotlib_file(scene, ending, about, dpi=dpi)


def _objections(scene: Scene, limits: Page | None) -> Iterator[str]:
    """What an editor may object to: the height, small type and missing glyphs."""
    if limits and scene.height > limits.tallest + 0.5:
        yield (
            f"the figure is {in_mm(scene.height)} tall, the page {in_mm(limits.tallest)}. Draw "
            "fewer tracks or years, choose a greater width, or give a height: what has no room "
            "then goes into the caption."
        )
    least_pt = limits.least_pt if limits else 0
    small = [f"{text.text!r} ({text.size:g} pt)" for text in scene.written if text.size < least_pt]
    if small:
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


def _texts(chart: Chart) -> dict[str, str]:
    """The caption, alternative text and references, by the endings of their files."""
    texts = {
        ".caption.txt": f"{chart.caption}\n",
        ".alt.txt": f"{chart.alt_short}\n\n{chart.alt}\n",
    }
    if sources.has_bibliography(chart.origin):
        texts[".bib"] = chart.references
    elif sources.keys_of(chart._cited):
        _warn(
            "No .bib was written: there is no sources.bib beside the table; name another with "
            "records.attrs['sources'] = 'my.bib' before drawing."
        )
    return texts


def _warn(text: str, level: int = 5) -> None:
    warnings.warn(text, ExportWarning, stacklevel=level)  # where `Chart.save` was called
