"""Files and charts: many charts as files in a folder, and a chart again from its file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

from . import bundle
from .build import draw
from .chart import Chart
from .disk import on_disk, path_of
from .draw import embed
from .errors import ExportError, LayoutError, RecordError, expect, expect_flags, is_list

LARGEST_FILE = 2**28
"""Bytes of a file that is opened; the largest that is written has a tenth."""


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
        If two charts have one name, be it in small letters and capitals, or one names a folder,
        before any is written; and, after all others are saved, if some could not be: it lists each.

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
    expect_flags(words=words, data=data, progress=progress)
    expect(is_list(formats), "formats", formats, "a list of endings, as in ('pdf', 'png')")
    given = isinstance(charts, Iterable) and not isinstance(charts, str | bytes)
    expect(given, "charts", charts, "a list of charts")
    every = list(charts.values() if isinstance(charts, Mapping) else charts)
    for chart in every:
        expect(isinstance(chart, Chart), "a chart", chart, "what tl.timeline gives")
    named = list(zip(charts, every, strict=True)) if isinstance(charts, Mapping) else []
    named = named or [(chart.stem, chart) for chart in every]
    if led := [name for name, _ in named if re.search(r"[/\\]", str(name))]:
        raise ExportError(f"a chart is named {led[0]!r}; expected a name without a folder.")
    names: dict[str, list[str]] = {}  # on macOS and Windows kaz and KAZ are one file
    for name, _ in named:
        names.setdefault(normalize("NFC", str(name).casefold()), []).append(str(name))
    if twice := [", ".join(dict.fromkeys(alike)) for alike in names.values() if len(alike) > 1]:
        raise ExportError(
            f"{'; '.join(twice)}: more than one chart of that name; expected one. Pass a mapping "
            "of names to charts: {'kaz_laws': chart, ...}."
        )
    endings = list(
        {ending.lower().lstrip("."): f".{ending.lstrip('.')}" for ending in formats}.values()
    )
    into = path_of(folder)
    jobs = [
        (into / f"{name}{ending}", chart, ending) for name, chart in named for ending in endings
    ]
    written, failures = [], []
    bar = type("Bar", (tqdm,), {"monitor_interval": 0})  # no thread: a browser starts none
    for path, chart, ending in bar(jobs, unit="file", leave=False, disable=not progress):
        try:
            file = chart.save(path, dpi=dpi, words=words and ending == endings[0], data=data)
            written.append(file)
        except Exception as error:  # whatever it is, the others are wanted
            failures.append(f"{path.name}: {error or type(error).__name__}")
    if failures:
        raise ExportError(
            f"{len(failures)} of {len(jobs)} files could not be written, the others were:\n"
            + "\n".join(failures)
        )
    return written


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
        If another program has changed the file since. That is found by checksums without a key:
        they guard against accidents. Whoever forges a file can forge them, too.

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
    file = path_of(path)
    with on_disk(file, "read"):
        if file.exists() and (not file.is_file() or file.stat().st_size > LARGEST_FILE):
            raise ExportError(f"{file.name}: expected a file, of at most {LARGEST_FILE >> 20} MB.")
        data = file.read_bytes()
    parts, picture = embed.extract(data, file.suffix.lower(), file.name)
    story, asked, drawn = bundle.read(parts, picture, file.name)
    try:
        chart = draw(story, replace(drawn, **changes))
    except Exception as error:
        told = isinstance(error, ExportError | LayoutError | RecordError | TypeError)
        if changes and told:  # of the changes
            raise
        raise bundle.no_chart(file.name, error) from error
    return replace(chart, view=replace(asked, **changes, countries=chart.view.countries))
