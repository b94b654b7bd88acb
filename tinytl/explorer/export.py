"""Files that the explorer offers for download: the picture, its texts, and the rows as a table."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..chart import Chart
from ..draw.embed import FORMULA, table
from ..formats import files_of
from ..table.records import COLUMNS

PICTURES = ("pdf", "svg", "png", "html")
"""Formats of the picture, as `Chart.save` writes them."""
DOWNLOADS = (*PICTURES, "csv", "zip")
"""What can be downloaded: the picture, the rows, or both with the caption and other texts."""
LONGEST_STEM = 80
"""Longest name of a file in bytes, without its years and its ending."""


def downloads_of(
    chart: Chart, rows: Sequence[dict[str, Any]], ending: str
) -> tuple[dict[str, bytes], str]:
    """Draw one of `DOWNLOADS`; return the files by name, with a remark for the reader."""
    stem = chart.stem.encode()[:LONGEST_STEM].decode(errors="ignore")
    name = "{}_{}-{}".format(stem, *chart.scene.time_axis.window.years)
    if ending in PICTURES:
        return _drawn(chart, f"{name}.{ending}"), ""
    text, changed = table_of(rows)
    said = f"; {changed} cells that a spreadsheet would run begin with ' there" if changed else ""
    table = {f"{name}.csv": text.encode()}
    if ending == "csv":
        return table, said
    drawn = _drawn(chart, f"{name}.svg") | _drawn(chart, f"{name}.pdf", words=True)
    files = dict(sorted(drawn.items())) | table
    return {f"{name}.zip": _zipped(files)}, f": {', '.join(files)}{said}"


def _drawn(chart: Chart, name: str, words: bool = False) -> dict[str, bytes]:
    return {path.name: data for path, data in files_of(chart, Path(name), words=words).items()}


def table_of(rows: Sequence[dict[str, Any]]) -> tuple[str, int]:
    """Rows as CSV that a spreadsheet can open safely, and the number of cells changed for that."""
    cells = [[row[column] for column in COLUMNS] for row in rows]
    changed = sum(bool(FORMULA.match(cell)) for line in cells for cell in line)
    return table(zip(COLUMNS, *cells, strict=True)), changed


def _zipped(files: dict[str, bytes]) -> bytes:
    """Pack files into an archive without time stamps: the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
