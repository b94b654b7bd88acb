"""Many charts at once, as files in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from .chart import Chart
from .errors import ExportError


def save_all(
    charts: Iterable[Chart] | Mapping[str, Chart],
    folder: str | os.PathLike[str],
    *,
    formats: Sequence[str] = ("pdf",),
    dpi: int = 300,
    words: bool = False,
    data: bool = True,
    progress: bool = True,
) -> list[Path]:
    """Write many charts to a folder, with a progress bar; a chart that fails stops no other.

    Parameters
    ----------
    charts : iterable of Chart, or mapping of str to Chart
        The keys of a mapping are the names of the files; else these are the codes of the countries.
    folder : path-like
    formats : sequence of str
        Endings of files, as in `Chart.save`: ``("pdf", "png")``.
    dpi, words, data
        As in `Chart.save`.
    progress : bool
        Whether to show the bar.

    Returns
    -------
    list of pathlib.Path
        The files written, in order.

    Raises
    ------
    ExportError
        If two charts have one name; and, after all others are saved, if some could not be: it
        lists each.

    Examples
    --------
    >>> import tinytl as tl
    >>> records = tl.read_csv()
    >>> charts = [tl.timeline(records, code, width="nature-2") for code in ("KAZ", "ARM")]
    >>> tl.save_all(charts, "figures")  # doctest: +SKIP
    [PosixPath('figures/kaz.pdf'), PosixPath('figures/arm.pdf')]
    """
    from tqdm.auto import tqdm

    formats = (formats,) if isinstance(formats, str) else formats
    named = list(charts.items() if isinstance(charts, Mapping) else ((c.stem, c) for c in charts))
    twice = sorted({name for name, _ in named if sum(name == other for other, _ in named) > 1})
    if twice:
        raise ExportError(
            f"{', '.join(twice)}: more than one chart of that name; expected one. Pass a mapping "
            "of names to charts: {'kaz_laws': chart, ...}."
        )
    jobs = [(name, chart, f".{ending.lstrip('.')}") for name, chart in named for ending in formats]
    written, failures = [], []
    for name, chart, ending in tqdm(jobs, unit="file", leave=False, disable=not progress):
        first = ending == f".{formats[0].lstrip('.')}"
        try:
            path = Path(folder) / f"{name}{ending}"
            written.append(chart.save(path, dpi=dpi, words=words and first, data=data))
        except Exception as error:  # whatever it is, the others are wanted
            failures.append(f"{name}{ending}: {error or type(error).__name__}")
    if failures:
        raise ExportError(
            f"{len(failures)} of {len(jobs)} files could not be written, the others were:\n"
            + "\n".join(failures)
        )
    return written
