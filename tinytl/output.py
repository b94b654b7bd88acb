"""What hands a chart over: to a file, to a web page, and to a figure of matplotlib."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, overload

from .arguments import FileFormat
from .disk import on_disk, path_of, refuse_to_overwrite, write
from .draw import plotly_figure
from .draw.html import division, plotly_script
from .errors import ExportError, expect_flags, quoted
from .formats import files_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure, SubFigure

    from .chart import Chart


@overload
def save(
    self: Chart,
    path: str | os.PathLike[str],
    format: FileFormat | None = None,
    *,
    dpi: int = 300,
    words: bool = False,
    cdn: bool = False,
    data: bool = True,
) -> Path: ...


@overload
def save(
    self: Chart,
    path: IO[bytes],
    format: FileFormat,
    *,
    dpi: int = 300,
    cdn: bool = False,
    data: bool = True,
) -> None: ...


def save(
    self: Chart,
    path: str | os.PathLike[str] | IO[bytes],
    format: str | None = None,
    *,
    dpi: int = 300,
    words: bool = False,
    cdn: bool = False,
    data: bool = True,
) -> Path | None:
    """Write the chart to a file.

    Parameters
    ----------
    path : path-like or binary file object
        The ending of a path chooses the format. ``.pdf``, ``.svg``, ``.eps``, ``.png`` and ``.tif``
        are drawn for paper at true size, with embedded fonts. ``.html`` is the interactive chart,
        complete, for any browser, offline. The same chart gives the same bytes each time. Each file
        has the title, the sources and the data in its metadata. A missing folder is made. A file
        object, such as ``io.BytesIO()``, needs `format`.
    format : {"pdf", "svg", "eps", "png", "tif", "tiff", "html"}, optional
        The format for a file object.
    dpi : int
        Pixels per inch of PNG and TIFF, mostly 300, 600 or 1200.
    words : bool
        Whether to write `caption`, `alt` (after its short form) and `references` as well, to
        ``.caption.txt``, ``.alt.txt`` and ``.bib``. Either all files are written or none. Their
        last line marks them as written by this package; other files of these names are not
        overwritten.
    cdn : bool
        Whether an HTML file loads plotly.js from the internet, which makes it small.
    data : bool
        Whether to embed the rows drawn, their sources and the arguments, so that `tl.open` gives
        the chart again: 5 to 10 kB for a country, 50 to 65 kB for all.

    Returns
    -------
    pathlib.Path or None
        The file written; None for a file object.

    Raises
    ------
    ExportError
        For any other format, a source without an entry, a place that cannot be written, or words
        over a file that this package has not written. All files stay as they were.

    Warns
    -----
    ExportWarning
        If the type is smaller than the journal allows, no font has a character, or `figure` was
        changed and the format is drawn without the changes.

    Examples
    --------
    >>> import io
    >>> import tinytl as tl
    >>> chart = tl.timeline(tl.read_csv(), "KAZ", preset="figure9")
    >>> chart.save("figure9.pdf").name
    'figure9.pdf'
    >>> file = io.BytesIO()
    >>> chart.save(file, format="pdf")
    >>> file.getvalue()[:8]
    b'%PDF-1.4'
    """
    expect_flags(words=words, cdn=cdn, data=data)
    options: dict[str, Any] = {"dpi": dpi, "words": words, "cdn": cdn, "data": data}
    if isinstance(path, str | os.PathLike) or not hasattr(path, "write"):
        target = path_of(path)
        if format is not None and target.suffix.lower() != f".{format}":
            raise ExportError(
                f"{target.name}: format is {quoted(format)}; expected the one that the path ends "
                "with. Leave format out."
            )
        texts = files_of(self, target, **options)
        for beside in list(texts)[1:]:
            refuse_to_overwrite(beside, texts[beside], self.origin.files)
        write(texts)
        return target
    if format is None or words:
        raise ExportError(
            f"A file object needs its format, as in format='pdf', and takes no words; found "
            f"format={quoted(format)}, words={words}."
        )
    target = Path(f"{self.stem}.{format}")
    (picture,) = files_of(self, target, **options).values()
    with on_disk(target, "written"):
        try:
            path.write(picture)
        except TypeError:
            raise ExportError(
                f"path is {quoted(path)}, which takes no bytes; expected a binary file, such as "
                "io.BytesIO() or open(path, 'wb')."
            ) from None
    return None


def to_html(
    self: Chart,
    full: bool = False,
    *,
    include_plotlyjs: bool | Literal["cdn"] | None = None,
) -> str:
    """Return the interactive chart as HTML.

    Parameters
    ----------
    full : bool
        Whether to return the page that `save` writes, with the caption, the chart in words and the
        data; otherwise a ``<div>`` of fixed size to embed in a page of your own.
    include_plotlyjs : bool or "cdn", optional
        Where plotly.js comes from: ``True`` puts its 5 MB into the HTML, ``"cdn"`` loads it from
        the internet, ``False`` is for a page that has loaded it already. By default a page
        contains it and a ``<div>`` loads it.

    Returns
    -------
    str
        The page, or the ``<div>`` with its scripts.

    Raises
    ------
    ExportError
        For any other value, or a page without plotly.js.

    Examples
    --------
    >>> import tinytl as tl
    >>> chart = tl.timeline(tl.read_csv(), "KAZ")
    >>> chart.to_html(include_plotlyjs=False)[:42]
    '<div role="group" aria-label="Timeline of '
    """
    expect_flags(full=full)
    library = (True if full else "cdn") if include_plotlyjs is None else include_plotlyjs
    if library not in (True, "cdn") and (full or library is not False):
        raise ExportError(
            f"include_plotlyjs is {quoted(library)}; expected True or 'cdn', or False for a "
            "part of a page that has loaded plotly.js already."
        )
    cdn = library == "cdn"
    if full:
        (text,) = files_of(self, Path(f"{self.stem}.html"), cdn=cdn).values()
        return text.decode()
    shown = self._changed_figure or plotly_figure.fixed_dict(self._fallback_font_scene)
    figure = {**shown, "config": plotly_figure.config_of(self.stem)}
    return division(figure, self.alt_short, library=plotly_script(cdn=cdn) if library else "")


def on(self: Chart, figure: Figure | SubFigure) -> None:
    """Draw the chart on a matplotlib figure, laid out for its size, beside plots of your own.

    The letters have the size and the font of a saved file, and no setting of matplotlib is changed.
    Set the size of the figure before. A chart without `width` and `theme` has the theme ``print``.

    plotly has no such place: ``plotly.subplots.make_subplots`` takes traces only and drops labels,
    guides and headings. Show two charts one above the other, or use `compare`.

    Parameters
    ----------
    figure : matplotlib.figure.Figure or matplotlib.figure.SubFigure
        The chart fills it.

    Raises
    ------
    ExportError
        If it is neither of them.
    LayoutError
        If it is too small.

    Examples
    --------
    >>> import tinytl as tl
    >>> from matplotlib.figure import Figure
    >>> page = Figure(figsize=(7.2, 8))
    >>> above, below = page.subfigures(2, 1, height_ratios=(2, 1))
    >>> tl.timeline(tl.read_csv(), "KAZ").on(above)
    >>> line = below.subplots().plot([2001, 2002], [3, 5])
    """
    from .draw.matplotlib_files import draw_on, size_of

    width, height = size_of(figure)
    view = self.view
    if not (view.width or view.theme or view.preset):
        view = replace(view, theme="print")
    page = view.page(self.selection)
    draw_on(self.layout(replace(page, width=width, height=height, fluid=False)), figure)
