"""The files of a chart, as bytes by their paths: the picture, and the words that go beside it."""

from __future__ import annotations

import warnings
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from . import bundle
from .disk import marked, on_disk, refuse_to_overwrite
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
    """The files that `Chart.save` writes for the same arguments, the picture first.

    Nothing is written. Of what is there, only words are looked at, which may not be overwritten.

    Raises
    ------
    ExportError
        As in `Chart.save`.
    """
    beside = _texts(chart) if words else {}
    texts = {target.with_suffix(ending): text for ending, text in beside.items()}
    for file, text in texts.items():
        refuse_to_overwrite(file, text, chart.origin.files)
    try:
        for text in (chart.title, chart.alt, *chain(*chart._rows), *_written(chart)):
            text.encode()
        with on_disk(target, "written"):  # some libraries draw on the disk
            picture = _picture(chart, target.name, dpi, cdn, data)
        return {target: picture, **{file: marked(text).encode() for file, text in texts.items()}}
    except UnicodeEncodeError as error:
        at, text = error.start, error.object
        raise ExportError(
            f"{target.name}: {text[max(0, at - 20) : at + 20]!r} has half of a character, "
            f"{text[at]!r}, which no file can hold; expected a whole one. Take it out of the table."
        ) from None


def _written(chart: Chart) -> list[str]:
    return [text.text for text in chart.scene.written]


def _picture(chart: Chart, name: str, dpi: int, cdn: bool, data: bool) -> bytes:
    parts = partial(bundle.bundle_of, chart, chart._named.made_by) if data else None
    changed = chart._changed_figure
    if name.lower().endswith(".html"):
        html = page(
            chart.scene, chart._about, caption=chart.caption, rows=chart._rows,
            name=chart.stem, cdn=cdn, figure=changed,
        )  # fmt: skip
        return embed.embed(html.encode(), ".html", parts)
    if changed:
        _warn(f"{name} is drawn without what was changed in chart.figure; an .html has it.", 5)
    return files.data_of(
        chart.scene, name, chart._about, dpi=dpi, parts=parts,
        least_pt=chart.view.least_pt, tallest=chart.view.tallest,
    )  # fmt: skip


def _texts(chart: Chart) -> dict[str, str]:
    """The words for files beside the chart, by their endings."""
    texts = {
        ".caption.txt": f"{chart.caption}\n",
        ".alt.txt": f"{chart.alt_short}\n\n{chart.alt}\n",
    }
    if sources.has_bibliography(chart.origin):
        texts[".bib"] = chart.references
    elif sources.keys_of(chart._cited):
        _warn(
            "No .bib was written: there is no sources.bib beside the table; name another with "
            "records.attrs['sources'] = 'my.bib' before drawing.", 5,
        )  # fmt: skip
    return texts


def _warn(text: str, level: int) -> None:
    warnings.warn(text, ExportWarning, stacklevel=level)  # where `Chart.save` was called
