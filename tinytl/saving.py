"""Save many charts to a folder, and open a chart from its file."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from inspect import signature
from itertools import chain
from math import inf
from pathlib import Path
from typing import IO, Any
from unicodedata import normalize

from . import bundle
from .arguments import ARGUMENTS, FileFormat
from .build import chart_of
from .chart import Chart
from .charts_of_few import compare, timeline
from .charts_of_many import overview, shares
from .disk import on_disk, path_of
from .draw import embed
from .errors import (
    ExportError,
    LayoutError,
    RecordError,
    expect,
    expect_flags,
    is_list,
    unknown_argument,
    with_hints,
)
from .story.facts import facts_of
from .story.story import Story, releases_of
from .story.windows import Window
from .table.records import check_table
from .table.scales import Scale
from .view import View

DRAW = {draw.__name__: draw for draw in (timeline, compare, overview, shares)}
"""The functions that draw, by the kind of their charts."""
PARTS = {"timeline": ("years", "tracks", "only", "preset"), "overview": ("guides", "countries")}
"""The arguments that choose the rows of a file, by the kind of its chart."""
LARGEST_FILE = 2**28
"""Bytes of a file that is opened; the largest that is written has a tenth."""


@with_hints
def save_all(
    charts: Iterable[Chart] | Mapping[str, Chart],
    folder: str | os.PathLike[str],
    *,
    formats: Sequence[FileFormat] = ("pdf",),
    dpi: int = 300,
    words: bool = False,
    data: bool = True,
    progress: bool = True,
) -> list[Path]:
    """Save many charts to a folder, with a progress bar; one that fails does not stop the others.

    Parameters
    ----------
    charts : iterable of Chart, or mapping of str to Chart
        The charts; the keys of a mapping name the files, which are named by their countries
        otherwise.
    folder : path-like
        The folder, which is made if it is missing.
    formats : sequence of {"pdf", "svg", "eps", "png", "tif", "tiff", "html"}
        The formats of each chart, as in `Chart.save`: ``("pdf", "png")``.
    dpi : int
        Pixels per inch of PNG and TIFF.
    words : bool
        Whether to write the caption, the alternative text and the references of each chart.
    data : bool
        Whether to embed the data, so that `open` gives the charts again.
    progress : bool
        Whether to show the bar.

    Returns
    -------
    list of pathlib.Path
        The files written, in order.

    Raises
    ------
    ExportError
        Before any file is written, if two charts have the same name (apart from capitals) or a name
        contains a folder. After all others are saved, if some could not be; it lists each of them.

    Examples
    --------
    >>> import tinytl as tl
    >>> records = tl.read_csv()
    >>> charts = [tl.timeline(records, code, width="nature-2") for code in ("KAZ", "ARM")]
    >>> tl.save_all(charts, "figures")  # doctest: +SKIP
    [PosixPath('figures/kaz.pdf'), PosixPath('figures/arm.pdf')]
    """
    from tqdm.auto import tqdm

    asked = (formats,) if isinstance(formats, str) else formats
    expect_flags(words=words, data=data, progress=progress)
    expect(is_list(asked), "formats", formats, "a list of endings, as in ('pdf', 'png')")
    given = isinstance(charts, Iterable) and not isinstance(charts, str | bytes)
    expect(given, "charts", charts, "a list of charts")
    every = list(charts.values() if isinstance(charts, Mapping) else charts)
    for chart in every:
        expect(isinstance(chart, Chart), "a chart", chart, "what tl.timeline gives")
    names = [*map(str, charts)] if isinstance(charts, Mapping) else [chart.stem for chart in every]
    _check_names(names)
    endings = list({end.lower().lstrip("."): f".{end.lstrip('.')}" for end in asked}.values())
    into = path_of(folder)
    jobs = [
        (into / f"{name}{ending}", chart, ending)
        for name, chart in zip(names, every, strict=True)
        for ending in endings
    ]
    written, failures = [], []
    bar = type("Bar", (tqdm,), {"monitor_interval": 0})  # no thread: a browser starts none
    for path, chart, ending in bar(jobs, unit="file", leave=False, disable=not progress):
        try:
            chart.save(path, dpi=dpi, words=words and ending == endings[0], data=data)
            written.append(path)
        except Exception as error:  # whatever it is, the others are wanted
            failures.append(f"{path.name}: {error or type(error).__name__}")
    if failures:
        raise ExportError(
            f"{len(failures)} of {len(jobs)} files could not be written, the others were:\n"
            + "\n".join(failures)
        )
    return written


def _check_names(names: Sequence[str]) -> None:
    """Refuse names of files that are not different on all systems, or that name a folder."""
    if led := [name for name in names if re.search(r"[/\\]", name)]:
        raise ExportError(f"a chart is named {led[0]!r}; expected a name without a folder.")
    folded = [normalize("NFC", name.casefold()) for name in names]  # kaz and KAZ are one on macOS
    count = Counter(folded)
    twice = [name for name, key in zip(names, folded, strict=True) if count[key] > 1]
    if twice:
        raise ExportError(
            f"{', '.join(dict.fromkeys(twice))}: more than one chart of that name; expected one. "
            "Pass a mapping of names to charts: {'kaz_laws': chart, ...}."
        )


def open(path: str | os.PathLike[str] | IO[bytes], **changes: Any) -> Chart:
    """Open a chart from a file that `Chart.save` has written.

    The rows, their sources and the arguments come from the file; no table and no network is needed.
    No picture is decoded and nothing in the file is run. If you save the chart again in the same
    format, with the same version, the file has the same bytes.

    Parameters
    ----------
    path : path-like or binary file object
        A ``.pdf``, ``.svg``, ``.eps``, ``.png``, ``.tif`` or ``.html``.
    **changes : object
        Arguments of the function that drew the chart, which replace those it was drawn with:
        ``width="89mm"``.

    Returns
    -------
    Chart
        The chart, drawn from the data in the file.

    Raises
    ------
    ExportError
        If the file has no chart in it, is damaged, or is something else.
    RecordError, LayoutError, TypeError
        As of the function that drew the chart, if it cannot be drawn with these arguments.

    Warns
    -----
    ExportWarning
        If the file was modified after it was saved. Checksums without a key detect accidents; they
        do not detect a forgery.

    Examples
    --------
    >>> import tinytl as tl
    >>> chart = tl.timeline(tl.read_csv(), "KAZ", width="183mm")
    >>> again = tl.open(chart.save("kazakhstan.pdf"))
    >>> again
    <Chart: Kazakhstan, 2000–2025; Laws, Policy index, TIP tier, Leaders, Prime ministers>
    >>> again.records.equals(chart.records), again.view == chart.view
    (True, True)
    >>> tl.open("kazakhstan.pdf", width="89mm").save("narrow.svg").name
    'narrow.svg'
    """
    data, ending, name = _content(path)
    parts, picture = embed.extract(data, ending, name)
    story, asked, drawn = bundle.read_bundle(parts, picture, name)
    _check_changes(asked.kind, changes)
    whole = [n for n in PARTS.get(asked.kind, ()) if n in changes and changes[n] in (None, {}, ())]
    _check_parts(asked, changes, whole, name)
    if asked.kind == "timeline":  # the view that was drawn has these as the file has them
        changes = {n: v for n, v in changes.items() if n not in whole}
    try:
        view = replace(drawn, **changes)
        _check_rows(story, asked, drawn, view, name)
        story = story if view.scale == story.scale else _in_scale(story, view.scale, name)
        story.check_guides(changes.get("guides"))
        chart = chart_of(story, view)
    except Exception as error:
        told = isinstance(error, ExportError | LayoutError | RecordError)
        if changes and told:  # of the changes
            raise
        raise bundle.no_chart(name, error) from error
    changes |= {"countries": chart.view.countries, "kind": chart.view.kind}
    return replace(chart, view=replace(asked, **changes))


def _check_changes(kind: str, changes: Iterable[str]) -> None:
    """Refuse arguments that the function that drew a chart does not have."""
    known = [name for name in signature(DRAW[kind]).parameters if name in ARGUMENTS]
    for name in changes:
        if (kind, name) == ("timeline", "country"):
            raise TypeError("The file of a timeline has one country: draw others from its table.")
        if name not in known:
            raise unknown_argument(kind, name, known)


def _check_parts(asked: View, changes: Mapping[str, Any], whole: list[str], name: str) -> None:
    """Refuse to show the `whole` of what a chart shows a part of: its file lacks the rest."""
    wrong = {part for part in whole if getattr(asked, part)}
    if changes.get("preset", asked.preset) != asked.preset:
        wrong.add("preset")
    if (only := changes.get("only")) and {*(asked.only or ())} - {*only}:
        wrong.add("only")
    if told := [part for part in changes if part in wrong]:
        raise RecordError(
            *(
                f"{part} is {changes[part]!r}; {name} has what {part}={getattr(asked, part)!r} "
                "shows only: draw what it lacks from its table."
                for part in told
            )
        )


def _check_rows(story: Story, asked: View, drawn: View, view: View, name: str) -> None:
    """Refuse tracks, and years of a timeline, that are not in a file; no gap stands for them."""
    problems = []
    have = dict.fromkeys(fact.kind for own in story.facts.values() for fact in own)
    known = {*have, *(asked.tracks or ()), *(drawn.tracks or ())}
    if lacking := [kind for kind in view.tracks or () if kind not in known]:
        problems.append(f"tracks has {', '.join(lacking)}; {name} has {', '.join(have)} only")
    if drawn.kind == "timeline" and drawn.years and view.years:
        window, other = Window.of_years(*drawn.years), Window.of_years(*view.years)
        if other.first < window.first or other.last > window.last:
            problems.append(f"years is {view.years}; {name} has {window.when} only")
    if problems:
        raise RecordError(*(f"{told}: draw what it lacks from its table." for told in problems))


def _in_scale(story: Story, scale: Scale, name: str) -> Story:
    """The rows of a file on another scale.

    Raises
    ------
    RecordError
        If the scale lacks levels that ratings have; it lists the rows. `name` is that of the file.
    """
    try:
        frame = check_table(story.records, scale).of_scales
    except RecordError as error:
        told = (f"scale does not fit {name}: {problem}" for problem in error.problems)
        raise RecordError(*told) from None
    end = bundle.end_of(chain(*story.facts.values()))
    facts = dict.fromkeys(story.facts, ()) | facts_of(frame, inf if end is None else end, scale)
    new = replace(story, facts=facts, scale=scale)
    before, after = (
        {f.id for f in chain(*of.facts.values()) if f.is_rating} for of in (story, new)
    )
    if before == after:
        return new
    releases = {year: fact.first for year, fact in releases_of(chain(*facts.values())).items()}
    return replace(new, releases=releases, reported={})  # of another scorecard


def _content(path: Any) -> tuple[bytes, str, str]:
    """The bytes of a file, its format by its name or its content, and what errors call it."""
    if hasattr(path, "read"):
        data = path.read()
        if not isinstance(data, bytes):
            raise ExportError(f"path is {path!r:.80}; expected a binary file: open(path, 'rb').")
        return data, embed.format_of(data), "the file"
    file = path_of(path)
    with on_disk(file, "read"):
        if file.exists() and (not file.is_file() or file.stat().st_size > LARGEST_FILE):
            raise ExportError(
                f"{file.name or file}: expected a file, of at most {LARGEST_FILE >> 20} MB."
            )
        return file.read_bytes(), file.suffix.lower(), file.name
