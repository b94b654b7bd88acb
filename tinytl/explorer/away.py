"""What one takes away from an explorer: what `Chart.save` writes, and the rows as a table."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import zipfile
from base64 import b64encode
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from ..chart import Chart
from ..table.records import COLUMNS

FORMATS = ("pdf", "svg", "png", "html")

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠](?!\d+(\.\d+)?$)")
"""How cells begin that a spreadsheet may run (OWASP, CSV injection); a number is none."""

_DEAD = ".jp-OutputArea-child:has(+.jp-OutputArea-child .tl-still):not(:has(.tl))"
"""Where JupyterLab, Notebook and Voila say that they have no such widget."""


def files_of(
    names: Sequence[str], charts: Sequence[Chart], rows: Sequence[dict[str, Any]], ending: str
) -> tuple[dict[str, bytes], str]:
    """The files by their names, and what is to be said of them."""
    if ending == "csv":
        text, changed = table_of(rows)
        said = f"; {changed} cells that a spreadsheet would run begin with ' there"
        return {f"{names[0]}.csv": text.encode()}, said if changed else ""
    with tempfile.TemporaryDirectory() as folder:
        for name, chart in zip(names, charts, strict=True):
            if ending == "zip":
                chart.save(Path(folder, f"{name}.svg"))
                chart.save(Path(folder, f"{name}.pdf"), words=True)
            else:
                chart.save(Path(folder, f"{name}.{ending}"))
        written = [file for name in names for file in sorted(Path(folder).glob(f"{name}.*"))]
        files = {file.name: file.read_bytes() for file in written}
    if ending != "zip":
        return files, ""
    files[f"{names[0]}.csv"] = table_of(rows)[0].encode()
    return {f"{names[0]}.zip": _zipped(files)}, ": " + ", ".join(files)


def table_of(rows: Sequence[dict[str, Any]]) -> tuple[str, int]:
    """Rows as CSV that is safe to open in a spreadsheet, and how many cells were changed for it."""
    text, changed = io.StringIO(), 0
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        risky = [bool(_FORMULA.match(row[column])) for column in COLUMNS]
        changed += sum(risky)
        writer.writerow(
            f"'{row[column]}" if runs else row[column]
            for column, runs in zip(COLUMNS, risky, strict=True)
        )
    return text.getvalue(), changed


def _zipped(files: dict[str, bytes]) -> bytes:
    """An archive with no clock in it: the same files, the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def still(pictures: Sequence[str], said: str) -> str:
    """Pictures as HTML for where no widget runs, with what hides the place of the dead one."""
    images = "".join(
        f'<img alt="{escape(said)}" style="max-width:100%" '
        f'src="data:image/svg+xml;base64,{b64encode(picture.encode()).decode()}">'
        for picture in pictures
    )
    hint = "<p>The explorer as it was; run the cell to go on from here.</p>"
    return f'<div class="tl-still">{images}{hint}<style>{_DEAD}{{display:none}}</style></div>'
