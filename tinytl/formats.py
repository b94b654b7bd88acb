"""The files of a chart as bytes, by their paths: the picture, its caption and other texts."""

from __future__ import annotations

import warnings
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import bundle
from .disk import marked, on_disk
from .draw import embed, files
from .draw.html import page
from .errors import ExportError, ExportWarning
from .table import sources

if TYPE_CHECKING:
    from .chart import Chart


def files_of(
    chart: Chart,
    target: Path,
    *,
    dpi: int = files.DPI,
    words: bool = False,
    cdn: bool = False,
    data: bool = True,
) -> dict[Path, bytes]:
    """Draw the files that `Chart.save` writes for the same arguments, the picture first.

    No file is read or written.

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
            picture = _picture(chart, target.name, dpi, cdn, data)
        beside = {target.with_suffix(end): marked(text).encode() for end, text in texts.items()}
        return {target: picture, **beside}
    except UnicodeEncodeError as error:
        at, text = error.start, error.object
        raise ExportError(
            f"{target.name}: {text[max(0, at - 20) : at + 20]!r} has half of a character, "
            f"{text[at]!r}, which no file can hold; expected a whole one. Take it out of the table."
        ) from None


def _picture(chart: Chart, name: str, dpi: int, cdn: bool, data: bool) -> bytes:
    about, changed = chart._about, chart._changed_figure
    parts = partial(bundle.bundle_of, chart, about.made_by) if data else None
    if name.lower().endswith(".html"):
        shown: dict[str, Any] = {"caption": chart.caption, "rows": chart._rows, "name": chart.stem}
        html = page(chart.scene, about, **shown, cdn=cdn, figure=changed)
        return embed.embed(html.encode(), ".html", parts)
    if changed:
        _warn(f"{name} is drawn without what was changed in chart.figure; an .html has it.")
    sizes = {"least_pt": chart.page.least_pt, "tallest": chart.page.tallest}
    return files.data_of(chart.scene, name, about, dpi=dpi, parts=parts, **sizes)


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


def _warn(text: str) -> None:
    warnings.warn(text, ExportWarning, stacklevel=5)  # where `Chart.save` was called
