"""Charts: what a researcher asks for, made from records, ready for screen and paper."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from .draw import screen
from .draw.html import page
from .draw.paper import About
from .errors import ExportError, ExportWarning, LayoutError, RecordError
from .layout.page import Layout, lay_out, points
from .layout.presets import DEFAULT, PRESETS, Preset
from .layout.sizes import WIDTHS
from .layout.theme import PRINT, SCREEN, THEMES, Theme
from .story.facts import Fact, story_of
from .story.tracks import Track, Window, tracks_of, window_of
from .table import countries, sources
from .table.scales import TIP_TIERS, Scale
from .table.sources import NO_FILE, Origin
from .words import words
from .words.words import Subject

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


@dataclass(frozen=True)
class Chart:
    """A timeline of one country. It shows itself in Jupyter; `save` writes it to a file.

    Attributes
    ----------
    title : str
        The country's name and the years shown.
    layout : Layout
        Where it is drawn, as plain values in days and points.
    scale : Scale
        The scale of the ratings.
    subjects : tuple of Subject
        The countries that are drawn, each with its tracks.
    origin : Origin
        Where the records come from.
    least_pt : float
        Smallest type that the journal allows for which the width was chosen, in points.
    """

    title: str
    layout: Layout
    scale: Scale
    subjects: tuple[Subject, ...]
    origin: Origin = NO_FILE
    least_pt: float = 0.0

    @property
    def tracks(self) -> tuple[Track, ...]:
        """What is drawn, as plain values."""
        return tuple(track for subject in self.subjects for track in subject.tracks)

    @cached_property
    def figure(self) -> Figure:
        """The interactive chart: an ordinary plotly figure, to change as one likes."""
        return screen.figure(self.layout, self.scale)

    @property
    def caption(self) -> str:
        """Text for under the figure: what it shows, how to read it, its sources in short."""
        return words.caption(self.title, self.subjects, self.scale, self.origin)

    @property
    def alt(self) -> str:
        """All that the chart shows, in words, for readers who cannot see it; a line a track."""
        return words.alt(self.title, self.subjects, self.scale, self.layout.window)

    @property
    def alt_short(self) -> str:
        """What the chart shows in 25 to 30 words, as publishers ask for it."""
        return words.short_alt(self.title, self.subjects, self.scale)

    @property
    def references(self) -> str:
        """BibTeX of exactly the sources that are drawn, from ``sources.bib`` beside the table."""
        return sources.references(self._cited, self.origin)

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        dpi: int = 300,
        words: bool = False,
        cdn: bool = False,
    ) -> Path:
        """Write the chart to a file.

        Parameters
        ----------
        path : path-like
            ``.pdf``, ``.svg``, ``.eps``, ``.png`` and ``.tif`` are drawn for paper at true size,
            with their fonts embedded; ``.html`` is the interactive chart, complete, for any
            browser, offline. The same chart gives the same bytes each time. Each file names its
            title, sources and data. A folder that is missing is made.
        dpi : int
            Pixels an inch of PNG and TIFF: mostly 300, 600 or 1200.
        words : bool
            Whether to write `caption`, `alt` (the short form first) and `references` beside it, as
            ``.caption.txt``, ``.alt.txt`` and ``.bib``.
        cdn : bool
            Whether an HTML file fetches plotly.js from the internet, which makes it small.

        Returns
        -------
        pathlib.Path
            The file written.

        Raises
        ------
        ExportError
            For any other ending, or a source without an entry.

        Warns
        -----
        ExportWarning
            If type is smaller than the journal allows, or no font has a character.

        Examples
        --------
        >>> import tinytl as tl
        >>> records = tl.read_csv("data/timelines.csv")
        >>> tl.timeline(records, "KAZ", preset="figure9").save("figure9.pdf")  # doctest: +SKIP
        """
        target = Path(path)
        texts = self._texts() if words else {}
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix.lower() == ".html":
            text = page(
                self.layout, self.scale, self._about, caption=self.caption,
                rows=self._rows, name=_stem(self), cdn=cdn,
            )  # fmt: skip
            target.write_text(text, encoding="utf-8", newline="\n")
        else:
            from .draw import paper  # matplotlib, only once something goes to paper

            paper.save(self.layout, target, self._about, dpi=dpi, least_pt=self.least_pt)
        for ending, text in texts.items():
            target.with_suffix(ending).write_text(text, encoding="utf-8", newline="\n")
        return target

    def _texts(self) -> dict[str, str]:
        """The words for files beside the chart, by their endings."""
        texts = {
            ".caption.txt": f"{self.caption}\n",
            ".alt.txt": f"{self.alt_short}\n\n{self.alt}\n",
        }
        if sources.has_bibliography(self.origin):
            texts[".bib"] = self.references
        elif sources.keys_of(self._cited):
            warnings.warn(
                "No .bib was written: there is no sources.bib beside the table; name another with "
                "records.attrs['sources'] = 'my.bib' before drawing.",
                ExportWarning,
                stacklevel=3,
            )
        return texts

    @property
    def _cited(self) -> list[str]:
        return [fact.source for subject in self.subjects for fact in subject.facts]

    @property
    def _rows(self) -> list[tuple[str, str, str, str, str]]:
        """The table for those who read it rather than see it: track, date, what, detail, source."""
        several = len(self.subjects) > 1
        return [
            (
                (f"{subject.name}: " if several else "") + track.heading(self.scale),
                fact.when,
                fact.name(self.scale),
                fact.detail,
                fact.source,
            )
            for subject in self.subjects
            for track in subject.tracks
            for fact in track.facts
        ]

    @cached_property
    def _about(self) -> About:
        """What a file says of itself."""
        cited = "; ".join(sources.short_sources(self._cited, self.origin))
        data = sources.provenance(words.rows_of(self.subjects), self.origin)
        return replace(self._named, sources=f"Sources: {cited}" if cited else "", data=data)

    @property
    def _named(self) -> About:
        from . import __version__

        return About(self.title, self.alt_short, self.alt, made_by=f"tinytl {__version__}")

    def __repr__(self) -> str:
        """Say what it is in a line."""
        return f"<Chart: {self.title}; {', '.join(panel.heading for panel in self.layout.panels)}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Give Jupyter the interactive chart, a picture where no JavaScript runs, and a line."""
        from .draw import paper

        figure = screen.figure_dict(self.layout, self.scale)
        picture = paper.render(self.layout, ".svg", self._named, embed_fonts=False)
        return {
            "application/vnd.plotly.v1+json": {**figure, "config": screen.CONFIG},
            "image/svg+xml": picture.decode(),
            "text/plain": repr(self),
        }


def timeline(
    records: pd.DataFrame,
    country: str,
    *,
    years: tuple[int, int] | None = None,
    tracks: Sequence[str] | None = None,
    only: Mapping[str, Sequence[str]] | None = None,
    width: str | None = None,
    height: str | None = None,
    theme: str | None = None,
    preset: str | None = None,
    scale: Scale = TIP_TIERS,
    grid: bool = True,
    max_rows: int | None = None,
    max_chars: int | None = None,
) -> Chart:
    """Draw the timeline of one country: laws, index, rating and governments on one time axis.

    Laws stand at their dates, above the line a label each; ratings are steps from report to report;
    a date known only to the year is drawn over that year; what is not in the table stays a gap. No
    label overlaps another, at this size, and after zooming in.

    Parameters
    ----------
    records : pandas.DataFrame
        As `read_csv` gives it, whole or filtered; it is not changed.
    country : str
        Code (``"KAZ"``) or name (``"Kazakhstan"``).
    years : (int, int), optional
        First and last year shown; those of the ratings and indices if not given. What is still so
        (``..``) is drawn to the end of the last year that the table names.
    tracks : sequence of str, optional
        Kinds of record, top to bottom: ``law``, ``index``, ``rating``, ``government``, ``event``;
        the first four, as far as there are any, if not given; events if there is nothing else.
    only : mapping of str to sequence of str, optional
        For a kind, the categories to draw: ``{"law": ["plan"]}``.
    width, height : str, optional
        Size with its unit: ``"89mm"``, ``"4.5in"``, ``"432px"``; the width also as a name in
        ``tl.WIDTHS``: ``"nature-1"`` is that of one column of *Nature*. Without a width the chart
        fills the page on the screen; without a height it is as high as it needs.
    theme : {"screen", "dark", "print", "book"}, optional
        ``print`` if a width is given, in the smallest type that its journal allows where that is
        larger; else ``screen``.
    preset : {"figure9"}, optional
        ``figure9`` draws what Figure 9 of *Scorecard Diplomacy* shows, as printed there. Anything
        else that is given changes the preset.
    scale : Scale
        The levels of the ratings.
    grid : bool
        Whether grid lines are drawn behind the series.
    max_rows : int, optional
        At most so many rows of labels a track, for few labels. Laws that make trafficking a crime
        keep theirs first, then laws, plans, all else, in the order of the table; the others stay
        as marks with hover, and the track says how many.
    max_chars : int, optional
        Longer labels end in an ellipsis; the whole stands on hover. Else long labels only wrap,
        where two lines make the track lower.

    Returns
    -------
    Chart

    Raises
    ------
    RecordError
        If records are wrong, those of another country too, or there are none of that country,
        kind, category or year.
    LayoutError
        If what was asked for does not fit on the page.

    Examples
    --------
    >>> import tinytl as tl
    >>> records = tl.read_csv("data/timelines.csv")
    >>> tl.timeline(records, "KAZ", years=(2000, 2014))
    <Chart: Kazakhstan, 2000–2014; Laws, Policy index, TIP tier, Leaders, Prime ministers>
    """
    story = story_of(records, scale)
    code = countries.country_in(story.facts, country)
    return chart_of(
        story.facts[code],
        countries.name_of(code),
        years=years,
        tracks=tracks,
        only=only,
        width=width,
        height=height,
        theme=theme,
        preset=preset,
        scale=scale,
        grid=grid,
        max_rows=max_rows,
        max_chars=max_chars,
        code=code,
        origin=story.origin,
        spans=story.spans,
        horizon=story.horizon,
    )


def chart_of(
    facts: Sequence[Fact],
    name: str,
    *,
    years: tuple[int, int] | None = None,
    tracks: Sequence[str] | None = None,
    only: Mapping[str, Sequence[str]] | None = None,
    width: str | None = None,
    height: str | None = None,
    theme: str | None = None,
    preset: str | None = None,
    scale: Scale = TIP_TIERS,
    grid: bool = True,
    max_rows: int | None = None,
    max_chars: int | None = None,
    code: str = "",
    origin: Origin = NO_FILE,
    spans: Mapping[str, tuple[float, float]] | None = None,
    horizon: float = float("inf"),
) -> Chart:
    """Draw the facts of one country: the second half of `timeline`, where they are at hand."""
    chosen = _preset(preset)
    size, least_pt = _width(width or chosen.width)
    look = _theme(theme) or chosen.theme or (_readable(PRINT, least_pt) if width else SCREEN)
    facts = chosen.choose(facts)
    window = _window(facts, years or chosen.years, name)
    kinds = tracks if tracks is not None else chosen.tracks
    known = [replace(f, last=min(f.last, horizon)) if f.ongoing else f for f in facts]
    drawn = tracks_of(known, kinds, window, only, spans)
    title = f"{name}, {window.years[0]}–{window.years[1]}"
    layout = lay_out(
        drawn,
        chosen.axis(window),
        look if grid else look.without_grid(),
        scale,
        look=chosen.look,
        title=title,
        width=size,
        height=_points(height or chosen.height),
        max_rows=max_rows,
        max_chars=max_chars,
    )
    subject = Subject(code or name, name, drawn)
    return Chart(title, layout, scale, (subject,), origin, least_pt)


def _preset(name: str | None) -> Preset:
    if name is not None and name not in PRESETS:
        raise LayoutError(f"No preset {name!r}; expected one of {', '.join(map(repr, PRESETS))}.")
    return PRESETS[name] if name else DEFAULT


def _theme(name: str | None) -> Theme | None:
    if name is not None and name not in THEMES:
        raise LayoutError(f"No theme {name!r}; expected one of {', '.join(map(repr, THEMES))}.")
    return THEMES[name] if name else None


def _width(width: str | None) -> tuple[float | None, float]:
    """Width in points, and the smallest type that goes with it."""
    if width in WIDTHS:
        return points(WIDTHS[width].size), WIDTHS[width].least_pt
    if isinstance(width, str) and not width.strip()[:1].isdigit():
        raise LayoutError(
            f"No width {width!r}; expected a size with its unit, as in '89mm', or one of "
            f"{', '.join(WIDTHS)}."
        )
    return _points(width), 0.0


def _readable(theme: Theme, least_pt: float) -> Theme:
    """A theme with type that is at least so large."""
    return replace(theme, size=max(theme.size, least_pt))


def _points(size: str | None) -> float | None:
    return None if size is None else points(size)


def _window(facts: Sequence[Fact], years: tuple[int, int] | None, name: str) -> Window:
    have = window_of(facts)
    if years is None:
        return have
    try:
        first, last = (int(year) for year in years)
    except (TypeError, ValueError):
        raise RecordError(f"years is {years!r}; expected two years, as in (2000, 2014).") from None
    window = Window.of_years(first, last) if 1 <= first <= last <= 9998 else None
    if window is None or not any(window.shows(fact) for fact in facts):
        raise RecordError(
            f"No records of {name} in the years {first} to {last}; there are some from "
            f"{have.years[0]} to {have.years[1]}."
        )
    return window


def save_all(
    charts: Iterable[Chart] | Mapping[str, Chart],
    folder: str | os.PathLike[str],
    *,
    formats: Sequence[str] = ("pdf",),
    dpi: int = 300,
    words: bool = False,
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
    dpi, words
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
    >>> records = tl.read_csv("data/timelines.csv")
    >>> charts = [tl.timeline(records, code, width="nature-2") for code in ("KAZ", "ARM")]
    >>> tl.save_all(charts, "figures")  # doctest: +SKIP
    [PosixPath('figures/kaz.pdf'), PosixPath('figures/arm.pdf')]
    """
    from tqdm.auto import tqdm

    formats = (formats,) if isinstance(formats, str) else formats
    named = list(charts.items() if isinstance(charts, Mapping) else ((_stem(c), c) for c in charts))
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
            written.append(chart.save(path, dpi=dpi, words=words and first))
        except Exception as error:  # whatever it is, the others are wanted
            failures.append(f"{name}{ending}: {error or type(error).__name__}")
    if failures:
        raise ExportError(
            f"{len(failures)} of {len(jobs)} files could not be written, the others were:\n"
            + "\n".join(failures)
        )
    return written


def _stem(chart: Chart) -> str:
    """Name of a chart's files: ``kaz``, ``kaz-arm``; of what is no code, its letters."""
    codes = "-".join(subject.code for subject in chart.subjects[:4]) or chart.title
    more = f"-and-{len(chart.subjects) - 4}-more" if len(chart.subjects) > 4 else ""
    return re.sub(r"[^\w-]+", "_", codes.lower()) + more
