"""A chart again, from the file that it was saved to."""

from __future__ import annotations

import os
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import carried
from .chart import Chart
from .draw import inside
from .errors import ExportError, ExportWarning
from .timeline import draw

MOST = 200_000_000
"""Bytes of a file; a chart with a million marks has a tenth of it."""


def open(path: str | os.PathLike[str], **changes: Any) -> Chart:
    """Open a file that `Chart.save` has written, and have the chart again.

    The rows, their sources and the view come from the file, and nothing else is needed: no table,
    no network. No picture is decoded and nothing in the file is run. Saved again in the same
    format, with the same version, the chart gives the same bytes.

    Parameters
    ----------
    path : path-like
        A ``.pdf``, ``.svg``, ``.eps``, ``.png``, ``.tif`` or ``.html``.
    **changes
        Arguments of `timeline` that are to be others than they were: ``width="89mm"``.

    Returns
    -------
    Chart

    Raises
    ------
    ExportError
        If the file has no chart in it, is damaged, or is something else.

    Warns
    -----
    ExportWarning
        If another program has changed the file since.

    Examples
    --------
    >>> import tinytl as tl
    >>> chart = tl.timeline(tl.read_csv(), "KAZ", width="183mm")
    >>> again = tl.open(chart.save("kazakhstan.pdf"))
    >>> again
    <Chart: Kazakhstan, 2000–2025; Laws, Policy index, TIP tier, Leaders, Prime ministers>
    >>> again.records.kind.value_counts()["law"], again.view == chart.view
    (np.int64(14), True)
    >>> tl.open("kazakhstan.pdf", width="89mm").save("narrow.svg").name
    'narrow.svg'
    """
    file = Path(path)
    if (size := file.stat().st_size) > MOST:
        raise ExportError(
            f"{file.name} has {size >> 20} MB; expected a file that tinytl has saved, of less "
            f"than {MOST >> 20} MB."
        )
    parts, picture = inside.take(file.read_bytes(), file.suffix.lower(), file.name)
    found = carried.read(parts, file.name)
    if not found.intact:
        what = "the rows, the view or the sources in it are not those that were drawn"
        warnings.warn(f"{file.name} was changed: {what}.", ExportWarning, stacklevel=2)
    elif found.picture != picture:
        what = "the rows and the view in it are those that were drawn, the picture may differ"
        warnings.warn(f"{file.name} was written anew: {what}.", ExportWarning, stacklevel=2)
    chart = draw(found.story, replace(found.drawn, **changes))
    view = replace(found.view, **changes, countries=chart.view.countries)
    return replace(chart, view=view)
