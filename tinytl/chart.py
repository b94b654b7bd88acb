"""A chart of records, ready for the screen and for paper."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from . import bundle, mime, output
from .draw import plotly_figure
from .draw.about import About
from .errors import LayoutError
from .layout.frame import Page
from .layout.legend import Entry, legend_of
from .layout.scene import Scene
from .layout.unnamed import unnamed
from .story.story import Story
from .story.subjects import Selection, Subject
from .story.tracks import Track
from .table import sources
from .table.scales import Scale
from .table.sources import Origin
from .view import View
from .words import captions as words
from .words import overview_words, share_words
from .words.titled import titled

if TYPE_CHECKING:
    import pandas as pd
    from plotly.graph_objects import Figure


_ALT: dict[str, tuple[Callable[[Selection, Scale], str], Callable[[Selection, Scale], str]]] = {
    "timeline": (words.alt, words.short_alt),
    "compare": (words.alt, words.short_alt),
    "overview": (overview_words.overview_alt, overview_words.overview_short),
    "shares": (share_words.share_alt, share_words.share_short),
}
"""What writes the alternative text of each kind of chart, and the short one."""


@dataclass(frozen=True)
class Chart:
    """A chart of one country or of many, which shows itself in Jupyter; `save` writes it to a file.

    `timeline`, `compare`, `overview`, `shares` and `open` return charts.

    Parameters
    ----------
    view : View
        The arguments from which the chart was drawn.
    selection : Selection
        What it shows: countries with their tracks, days, and what is counted.
    page : Page
        The page on which it is laid out.
    scene : Scene
        What is drawn: lines, boxes, texts and labels, in days across and points down.
    story : Story
        The facts of the whole table.
    layout : callable
        Lays the same countries out on another `Page`, as tracks, rows or shares; with ``viewport=``
        for a part of the years.
    """

    view: View
    selection: Selection
    page: Page
    scene: Scene
    story: Story = field(repr=False, compare=False)
    layout: Callable[..., Scene] = field(repr=False, compare=False)

    @property
    def title(self) -> str:
        """The name of the country, or the number of countries, and the years shown."""
        return self.selection.title

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The countries that are drawn, each with its tracks."""
        return self.selection.subjects

    @property
    def origin(self) -> Origin:
        """The files that the records and their sources were read from."""
        return self.story.origin

    @property
    def scale(self) -> Scale:
        """The `Scale` of the ratings."""
        return self.view.scale

    @property
    def tracks(self) -> tuple[Track, ...]:
        """The tracks that are drawn, of all countries, top to bottom."""
        return tuple(track for subject in self.subjects for track in subject.tracks)

    @cached_property
    def figure(self) -> Figure:
        """The interactive chart: an ordinary plotly figure, which you can change.

        The notebook and a saved ``.html`` show it with your changes. Other formats are drawn
        without them, and saving warns of that.
        """
        return plotly_figure.figure(self._fallback_font_scene)

    @property
    def _changed_figure(self) -> dict[str, Any] | None:
        """The figure as plain values, if it was changed after it was drawn; else None."""
        if "figure" not in self.__dict__ or self.figure == plotly_figure.figure(
            self._fallback_font_scene
        ):
            return None
        changed: dict[str, Any] = json.loads(self.figure.to_json())
        return changed

    def __getstate__(self) -> dict[str, Any]:
        """What a copy has: `figure` as plain values if it was changed, since plotly adds to it."""
        changed = self._changed_figure
        kept = {name: value for name, value in self.__dict__.items() if name != "figure"}
        return {**kept, "figure": changed} if changed else kept

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Make a copy; its figure is changed as that of the chart was."""
        self.__dict__.update(state)
        if changed := state.get("figure"):
            self.__dict__["figure"] = plotly_figure.figure_of(changed)

    @cached_property
    def _fallback_font_scene(self) -> Scene:
        """The scene with room for any font, for pages that do not load the bundled font.

        Such a page scrolls, so what needs more room is not moved to the caption.
        """
        theme = replace(self.page.theme, any_font=True)
        wide = replace(self.page, theme=theme, tallest=math.inf)
        try:
            return self.layout(wide)
        except LayoutError:  # no room for wider letters: none is cut all the same
            return self.scene

    @property
    def key(self) -> tuple[Entry, ...]:
        """The marks that are drawn, each with its meaning."""
        return legend_of(self.scene.areas, self.scene.theme, self.scale)

    @property
    def records(self) -> pd.DataFrame:
        """The rows that are drawn, as a table like that of `read_csv`."""
        return bundle.records_of(self)

    @property
    def caption(self) -> str:
        """The caption: what the chart shows, how to read it, and its sources in short."""
        told, areas = (self.selection, self.story), self.scene.areas
        if self.view.kind == "shares":
            said = share_words.share_caption(*told)
        elif self.view.kind == "overview":
            said = overview_words.overview_caption(
                *told,
                has_foot=any(area.id.startswith("shares") for area in areas),
                has_steps=any(mark.role == "tint" for area in areas for mark in area.ground),
            )
        else:
            said = words.caption(*told, unnamed(self.scene, self.subjects), self.key)
        return self._titled(said, " ")

    def _titled(self, said: str, between: str) -> str:
        """Words about the chart with what its caller writes around it."""
        return titled(said, (self.view.title, self.view.subtitle, self.view.note), between)

    @property
    def alt(self) -> str:
        """The alternative text: all that the chart shows, in words, one line for each track."""
        said, _ = _ALT[self.view.kind]
        return self._titled(said(self.selection, self.scale), "\n")

    @property
    def alt_short(self) -> str:
        """The alternative text in at most 30 words, as publishers ask for it."""
        _, short = _ALT[self.view.kind]
        return short(self.selection, self.scale)

    @property
    def references(self) -> str:
        """The BibTeX entries of the sources that the rows drawn cite."""
        return sources.references(self._cited, self.origin)

    save, to_html, on, show = output.save, output.to_html, output.on, mime.show

    @property
    def _cited(self) -> list[str]:
        return [fact.source for subject in self.subjects for fact in subject.facts]

    @property
    def _rows(self) -> list[tuple[str, str, str, str, str]]:
        """The chart as a table of texts: track, date, name, detail and source of each record."""
        return [
            (
                f"{subject.name}: {heading}" if len(self.subjects) > 1 else heading,
                fact.when,
                fact.name(self.scale),
                fact.detail,
                fact.source,
            )
            for subject in self.subjects
            for track in subject.shown
            for heading in [track.heading(self.scale)]
            for fact in track.facts
        ]

    @cached_property
    def _about(self) -> About:
        """The metadata of a file."""
        cited = "; ".join(sources.short_sources(self._cited, self.origin))
        data = sources.provenance(words.rows_of(self.subjects), self.origin)
        return self._named._replace(sources=f"Sources: {cited}" if cited else "", data=data)

    @property
    def _named(self) -> About:
        from . import __version__

        title = " ".join((self.view.title or self.title).split())
        return About(title, self.alt_short, self.alt, made_by=f"tinytl {__version__}")

    @property
    def stem(self) -> str:
        """The name for files of the chart, without ending: ``kaz``, ``kaz-arm``, ``overview``."""
        if self.view.kind in ("overview", "shares") and not self.view.countries:
            return self.view.kind
        codes = "-".join(subject.code for subject in self.subjects[:4]) or self.title
        more = f"-and-{len(self.subjects) - 4}-more" if len(self.subjects) > 4 else ""
        return re.sub(r"[^\w-]+", "_", codes.lower()) + more

    def __repr__(self) -> str:
        """The title and the tracks in one line."""
        drawn = dict.fromkeys(t.heading(self.scale) for s in self.subjects for t in s.tracks)
        return f"<Chart: {self.title}; {', '.join(drawn)}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """The chart for a notebook: interactive, as a picture, and as a line of text."""
        return mime.mime_bundle(self)

    def _display_(self) -> Figure:
        """The interactive chart for marimo."""
        return self.figure
