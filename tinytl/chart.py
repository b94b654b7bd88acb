"""A chart: what a researcher asked for, drawn from records, ready for screen and paper."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import bundle
from .disk import path_of, write
from .draw import screen
from .draw.about import About
from .draw.svg import svg
from .errors import LayoutError
from .formats import files_of
from .layout.legend import Entry, key_of
from .layout.scene import Scene
from .story.story import Story
from .story.subjects import Counting, Subject
from .story.tracks import Track
from .table import sources
from .table.scales import Scale
from .table.sources import Origin
from .view import View
from .words import captions as words
from .words.overview_words import overview_alt, overview_caption, overview_short

if TYPE_CHECKING:
    import pandas as pd
    from plotly.graph_objects import Figure


@dataclass(frozen=True)
class Chart:
    """A chart of one country or of many. It shows itself in Jupyter; `save` writes it to a file.

    Attributes
    ----------
    view : View
        What was asked for.
    title : str
        The country's name, or how many there are, and the years shown.
    scene : Scene
        What is drawn, as plain values in days and points.
    subjects : tuple of Subject
        The countries that are drawn, each with its tracks.
    story : Story
        What the whole table tells.
    layout : callable
        Lays the same tracks out on another `Page`; with ``viewport=``, for a part of its window.
    counting : Counting or None
        What its years are counted from, if they are.
    """

    view: View
    title: str
    scene: Scene
    subjects: tuple[Subject, ...]
    story: Story = field(repr=False, compare=False)
    layout: Callable[..., Scene] = field(repr=False, compare=False)
    counting: Counting | None = None

    @property
    def origin(self) -> Origin:
        """Where the records come from."""
        return self.story.origin

    @property
    def scale(self) -> Scale:
        """The scale of the ratings."""
        return self.view.scale

    @property
    def tracks(self) -> tuple[Track, ...]:
        """What is drawn, as plain values."""
        return tuple(track for subject in self.subjects for track in subject.tracks)

    @cached_property
    def figure(self) -> Figure:
        """The interactive chart: an ordinary plotly figure, to change as one likes.

        The notebook and a saved ``.html`` show it with all changes; other formats are drawn without
        them and say so.
        """
        return screen.figure(self._fallback_font_scene)

    @property
    def _changed_figure(self) -> dict[str, Any] | None:
        """The figure as plain values, if its owner has changed it since it was drawn."""
        if "figure" not in self.__dict__ or self.figure == screen.figure(self._fallback_font_scene):
            return None
        changed: dict[str, Any] = json.loads(self.figure.to_json())
        return changed

    @cached_property
    def _fallback_font_scene(self) -> Scene:
        """The scene for a page that is not ours, where our font cannot come along."""
        page = self.view.page(self.title)
        wide = replace(page, theme=replace(page.theme, any_font=True))
        try:
            return self.layout(wide)
        except LayoutError:  # no room for wider letters: none is cut all the same
            return self.scene

    @property
    def key(self) -> tuple[Entry, ...]:
        """How to read it: exactly the marks that are drawn, each with what it means."""
        return key_of(self.scene.areas, self.scene.theme, self.scale)

    @property
    def records(self) -> pd.DataFrame:
        """The rows that are drawn: a table like that of `read_csv`, to draw or to count from."""
        return bundle.frame_of(self)

    @property
    def caption(self) -> str:
        """Text for under the figure: what it shows, how to read it, its sources in short."""
        if self._is_overview:
            foot = any(area.id.startswith("reports") for area in self.scene.areas)
            return overview_caption(self.title, self.subjects, self.scale, self.origin,
                                    self.counting, foot)  # fmt: skip
        left_out, key = sum(area.left_out for area in self.scene.areas), list(map(str, self.key))
        return words.caption(
            self.title, self.subjects, self.scale, self.origin, left_out, self.counting, key
        )

    @property
    def _is_overview(self) -> bool:
        return self.view.kind == "overview"

    @property
    def alt(self) -> str:
        """All that the chart shows, in words, for readers who cannot see it; a line a track."""
        if self._is_overview:
            return overview_alt(self.title, self.subjects, self.scale, self.counting)
        return words.alt(self.title, self.subjects, self.scale, self.counting)

    @property
    def alt_short(self) -> str:
        """What the chart shows in 25 to 30 words, as publishers ask for it."""
        if self._is_overview:
            return overview_short(self.title, self.subjects, self.scale)
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
        data: bool = True,
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
            ``.caption.txt``, ``.alt.txt`` and ``.bib``: all of them with the chart, or nothing.
            By their last line they are known again; other files of these names are left alone.
        cdn : bool
            Whether an HTML file fetches plotly.js from the internet, which makes it small.
        data : bool
            Whether the file carries the rows drawn, their sources and the view, so that `tl.open`
            gives the chart again: 5 to 10 kB of a country, 50 to 65 kB of all.

        Returns
        -------
        pathlib.Path
            The file written.

        Raises
        ------
        ExportError
            For any other ending, a source without an entry, a place that cannot be written, or
            words where a file stands that tinytl has not written. All files are as they were then.

        Warns
        -----
        ExportWarning
            If type is smaller than the journal allows, no font has a character, or `figure` was
            changed and the format is drawn without it.

        Examples
        --------
        >>> import tinytl as tl
        >>> records = tl.read_csv("data/timelines.csv")
        >>> tl.timeline(records, "KAZ", preset="figure9").save("figure9.pdf")  # doctest: +SKIP
        """
        target = path_of(path)
        write(files_of(self, target, dpi=dpi, words=words, cdn=cdn, data=data))
        return target

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
                fact.when, fact.name(self.scale), fact.detail, fact.source,
            )
            for subject in self.subjects
            for track in subject.tracks
            for fact in track.facts
        ]  # fmt: skip

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

    @property
    def stem(self) -> str:
        """Name of its files: ``kaz``, ``kaz-arm``; of what is no code, its letters."""
        if self._is_overview and not self.view.countries:
            return "overview"
        codes = "-".join(subject.code for subject in self.subjects[:4]) or self.title
        more = f"-and-{len(self.subjects) - 4}-more" if len(self.subjects) > 4 else ""
        return re.sub(r"[^\w-]+", "_", codes.lower()) + more

    def __repr__(self) -> str:
        """Say what it is in a line."""
        drawn = dict.fromkeys(t.heading(self.scale) for s in self.subjects for t in s.tracks)
        return f"<Chart: {self.title}; {', '.join(drawn)}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Give Jupyter the interactive chart, a picture where no JavaScript runs, and a line."""
        drawn = self._changed_figure or screen.fixed_dict(self._fallback_font_scene)
        figure = {**drawn, "config": screen.CONFIG}
        return {
            "application/vnd.plotly.v1+json": figure,
            "image/svg+xml": svg(self.scene, self._named, embed_fonts=False),
            "text/plain": repr(self),
        }

    def _display_(self) -> Figure:
        """Give marimo the interactive chart."""
        return self.figure
