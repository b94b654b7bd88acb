"""The explorer: a widget in Jupyter, from all countries to one and to one fact of it.

Its state is a view, so all that it shows can be had again as a line of code,
and a file that it saves is the one that this line saves. Python decides what is drawn; the browser
draws it with small modules (``browser/``): plain HTML controls, which keyboards and screen readers
know, and one copy of plotly.js a page, asked for once and kept. (plotly's own FigureWidget
sends 5 MB a figure, and stays blank where a busy browser takes more than two seconds to load it.)
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

import anywidget
import pandas as pd
import traitlets

from ..chart import Chart
from ..draw import faces
from ..draw.axes import PX
from ..drawing import draw
from ..errors import RecordError
from ..layout.frame import SCREEN_WIDTH
from ..layout.theme import THEMES
from ..story.facts import story_of
from ..story.tracks import Window, window_of
from ..table import countries
from ..table.codes import unaccented
from ..table.scales import TIP_TIERS, Scale
from ..view import View
from . import browser
from .export import files_of, still
from .payload import counts_of, empty_of, in_sight, offered, rows_of, sheet_of, strip, under
from .search import Entry, entries_of, found, listed
from .state import ASKED, Query

Answer = tuple[dict[str, Any], list[bytes]]

LATELY = 100
"""Charts that an explorer keeps, so that going back costs nothing."""


def explore(
    records: pd.DataFrame, country: str | None = None, *, scale: Scale = TIP_TIERS, **choices: Any
) -> Explorer:
    """Explore a table in Jupyter: from all countries to one fact; take picture and code away.

    Parameters
    ----------
    records : pandas.DataFrame
        As `read_csv` gives it.
    country : str, optional
        Code or name of the country to begin with; all countries, a row each, if not given.
    scale : Scale
        The levels of the ratings.
    **choices
        Any other trait of `Query` to start with, as in ``years=(2000, 2014)``.

    Returns
    -------
    Explorer

    Examples
    --------
    >>> import tinytl as tl
    >>> records = tl.read_csv("data/timelines.csv")
    >>> explorer = tl.explore(records)
    >>> explorer.code
    'tl.overview(records)'
    >>> explorer.country, explorer.view, explorer.years = "Armenia", "timeline", (2000, 2014)
    >>> explorer.code
    'tl.timeline(records, "ARM", years=(2000, 2014))'
    """
    return Explorer(records, country, scale=scale, **choices)


class Explorer(Query, anywidget.AnyWidget):
    """A widget that shows what its traits ask for: those of `Query`."""

    _esm = browser.module()
    _css = browser.STYLE.read_text(encoding="utf-8") + faces.DASHED

    _room = traitlets.Float(0.0).tag(sync=True)  # pixels that the page has across; 0: not yet known
    _choices = traitlets.Dict().tag(sync=True)
    _seen = traitlets.Dict().tag(sync=True)

    def __init__(
        self, records: pd.DataFrame, country: str | None, *, scale: Scale, **choices: Any
    ) -> None:
        story = story_of(records, scale)
        if not story.facts:
            raise RecordError("The table has no records; expected at least one to explore.")
        self._chart: Chart | None = None
        self._drawn: tuple[Any, ...] = ()
        self._lately: dict[str, Chart] = {}
        world = country is None and len(story.rated_countries) > 1
        first = max(story.facts, key=lambda code: len(story.facts[code]))
        asked = {"view": "overview" if world else "timeline", "country": country or first}
        super().__init__(story, **(asked | choices))
        self.on_msg(self._answer)
        self.observe(self._redraw, [*ASKED, "zoom", "_room", "_dark"])

    def open(self) -> None:
        """Open the line to the browser, with all that it shows from the first message on."""
        self._from_world = self.view == "overview"
        more = {"themes": list(THEMES), "start": {name: getattr(self, name) for name in ASKED}}
        self._choices = offered(self._facts, self._story.scale) | more
        self._redraw()
        super().open()

    # --- the chart -------------------------------------------------------------------------

    @property
    def chart(self) -> Chart:
        """The chart in view: what running `code` gives.

        Raises
        ------
        RecordError, LayoutError
            If there is nothing to draw, or it does not fit.
        """
        return self._chart_of(self.asked)

    def _chart_of(self, view: View) -> Chart:
        """A chart; one that was seen lately as it was."""
        key = repr(view)
        if key not in self._lately:
            if len(self._lately) == LATELY:
                self._lately.clear()
            self._lately[key] = draw(self._story, view)
        return self._lately[key]

    @property
    def _order(self) -> list[str]:
        """The countries in the order of the overview one comes from, top to bottom."""
        if not self._from_world:
            return []
        view = View((), sort=self.sort, group=self.group or None, scale=self._story.scale,
                    kind="overview")  # fmt: skip
        return [subject.code for subject in self._chart_of(view).subjects]

    @property
    def _neighbours(self) -> list[str]:
        """The country and two to each side, in the order of the overview it was opened from."""
        order = self._order if self.view == "timeline" else []
        if self.country not in order:
            return []
        at = min(max(order.index(self.country) - 2, 0), max(len(order) - 5, 0))
        return order[at : at + 5]

    # --- the view --------------------------------------------------------------------------

    def _redraw(self, _: Any = None) -> None:
        """Send the browser what it shows, once for each state."""
        self._from_world |= self.view == "overview"
        query, room = repr(self.asked), self._room / PX
        free = self.zoom or self.view == "overview"  # else what is wider needs no other places
        room = room if free else min(room, SCREEN_WIDTH)
        asked = query, self.zoom, room, repr(self.only), self.tracks, self._neighbours
        if asked == self._drawn:
            return
        message = ""
        try:
            self._chart = self.chart
        except ValueError as error:  # each of them says what to do
            self._chart, message = None, str(error)
        self._drawn = asked
        self._seen = self._shown(message)

    def _shown(self, message: str) -> dict[str, Any]:
        chart, room = self._chart, self._room / PX
        facts = self._drawn_facts
        sheets, rows, zoom = [], [], None
        years = self.years or (window_of(facts).years if facts else tuple(self._choices["span"]))
        if chart:
            scene = replace(in_sight(chart, self.zoom, room), origin=chart.origin)
            zoom = self.zoom if scene.across.sight != scene.across.window else None
            years = scene.across.window.years
            codes = [subject.code for subject in chart.subjects]
            sheets = [sheet_of(scene, chart.title, codes, self.view)]
            if near := self._neighbours:
                rowed = strip(self._story, near, chart, room)
                sheets = [sheet_of(rowed, "Neighbours in the overview", near, "overview"), *sheets]
                under(*sheets)
            if self.view != "overview":
                rows = rows_of(chart)
                message = empty_of(chart, facts)
        return {
            "sheets": sheets,
            "title": chart.title if chart else "",
            "codes": self._codes,
            "order": self._order,
            "zoom": zoom,
            "years": years,
            "counts": counts_of(facts, years),
            "facts": rows,
            "code": self.code,
            "message": message,
        }

    # --- the browser asks ------------------------------------------------------------------

    def _answer(self, _: Any, asked: dict[str, Any], __: Any) -> None:
        """Answer a question with what the method of its kind says, and its bytes."""
        answer, buffers = getattr(self, f"_answer_{asked['kind']}")(asked)
        self.send({"id": asked["id"], **answer}, buffers=buffers)

    def _answer_ping(self, _: Any) -> Answer:
        return {}, []

    def _answer_state(self, _: Any) -> Answer:
        self.send_state()
        return {}, []

    def _answer_plotly(self, _: Any) -> Answer:
        from plotly.offline import get_plotlyjs

        return {}, [get_plotlyjs().encode(), faces.woff(bold=False), faces.woff(bold=True)]

    def _answer_save(self, asked: dict[str, Any]) -> Answer:
        try:
            files, said = files_of(self.chart, rows_of(self.chart), asked["format"])
        except ValueError as error:
            return {"names": [], "message": str(error)}, []
        message = f"Saved {', '.join(files)}{said}."
        return {"names": list(files), "message": message}, list(files.values())

    def _answer_country(self, asked: dict[str, Any]) -> Answer:
        match = countries.find(asked["text"], self._facts)
        near = [[code, countries.name_of(code)] for code in match.near[:6]]
        begun = len(near) == 1 and unaccented(near[0][1]).startswith(unaccented(asked["text"]))
        return {"code": match.country or (near[0][0] if begun else None), "near": near}, []

    def _answer_search(self, asked: dict[str, Any]) -> Answer:
        return listed(found(self._entries, asked["text"]), self._story), []

    def _answer_go(self, asked: dict[str, Any]) -> Answer:
        self.go(asked["fact"])
        return {}, []

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return entries_of(self._story)

    def go(self, fact: str) -> None:
        """Select a fact: open its country, and set aside what would hide it.

        Parameters
        ----------
        fact : str
            As in the trait `selected`: code of the country and `Fact.key`.
        """
        code, _, key = fact.partition(":")
        (own,) = [one for one in self._facts[code] if one.key == key]
        with self.hold_sync(), self.hold_trait_notifications():
            self.view, self.country, self.selected = "timeline", code, fact
            self.set_trait("zoom", None)
            if own.kind not in self.tracks:
                self.tracks = (*self.tracks, own.kind)
            if own.category not in self.only.get(own.kind, (own.category,)):
                self.only = {kind: kept for kind, kept in self.only.items() if kind != own.kind}
            years = self.years or window_of(self._facts[code]).years
            if not Window.of_years(*years).shows(own):
                first = date.fromordinal(int(own.first)).year
                self.years = (min(years[0], first), max(years[1], first))

    def __repr__(self) -> str:
        """Say what it shows, for where no widget runs."""
        return f"<Explorer: {self.code}>"

    def _ipython_display_(self) -> None:
        """Show the widget, and a picture for where no widget runs, as in a saved notebook.

        JupyterLab shows one thing of an output, the widget, even where all it can say of it is
        "model not found". So the picture is an output of its own, which a living widget hides, and
        which hides what stands for a dead one (not where a notebook is not trusted: styles are
        taken out of it there, so it shows both).
        """
        from IPython import display

        bundle = self._repr_mimebundle_()
        assert bundle is not None, "it has a view"
        picture = self._chart._repr_mimebundle_()["image/svg+xml"] if self._chart else ""
        said = {"text/html": still(picture, repr(self)), "text/plain": repr(self)}
        for data in (bundle[0], said):
            display.display(data, raw=True)  # type: ignore[no-untyped-call]
