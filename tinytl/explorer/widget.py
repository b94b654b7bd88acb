"""The explorer: a widget in Jupyter that draws the timeline of any country, as one asks.

Its state is a view, so all that it shows can be had again as a line of code,
and a file that it saves is the one that this line saves. Python decides what is drawn; the browser
draws it with small modules (``browser/``): plain HTML controls, which keyboards and screen readers
know, and one copy of plotly.js a page, asked for once and kept. (plotly's own FigureWidget
sends 5 MB a figure, and stays blank where a busy browser takes more than two seconds to load it.)
"""

from __future__ import annotations

from typing import Any

import anywidget
import pandas as pd
import traitlets

from ..chart import Chart
from ..draw import faces
from ..draw.screen import PX, figure_dict
from ..errors import RecordError
from ..layout.frame import SCREEN_WIDTH, points
from ..layout.sizes import WIDTHS
from ..layout.theme import THEMES
from ..story.facts import story_of
from ..story.tracks import DEFAULT_TRACKS, Window, tracks_of, window_of
from ..table import countries
from ..table.rules import KINDS
from ..table.scales import TIP_TIERS, Scale
from ..timeline import draw
from ..view import View
from . import browser
from .seen import categories_of, counts_of, day_of, files_of, in_sight, offered, rows_of

LATELY = 100
"""Charts that an explorer keeps, so that going back costs nothing."""
_QUERY = ("country", "beside", "years", "tracks", "only", "theme", "width", "height")


def explore(
    records: pd.DataFrame, country: str | None = None, *, scale: Scale = TIP_TIERS, **choices: Any
) -> Explorer:
    """Explore the timelines of a table in Jupyter: pick, narrow, click, take picture and code away.

    Parameters
    ----------
    records : pandas.DataFrame
        As `read_csv` gives it.
    country : str, optional
        Code or name of the first country; the one with the most records if not given.
    scale : Scale
        The levels of the ratings.
    **choices
        Any other trait of `Explorer` to start with, as in ``years=(2000, 2014)``.

    Returns
    -------
    Explorer

    Examples
    --------
    >>> import tinytl as tl
    >>> records = tl.read_csv("data/timelines.csv")
    >>> explorer = tl.explore(records, "KAZ", years=(2000, 2014))
    >>> explorer.country = "Armenia"
    >>> explorer.code
    'tl.timeline(records, "ARM", years=(2000, 2014))'
    """
    return Explorer(records, country, scale=scale, **choices)


class Explorer(anywidget.AnyWidget):
    """A widget whose state is the query of what it shows; each trait can be set and observed.

    Attributes
    ----------
    country : str
        Code, or a name without one; names of countries with a code are understood.
    beside : str
        A second country, drawn below on the same years; empty for none.
    years : (int, int) or None
        First and last year; None for those of the ratings and indices.
    tracks : tuple of str
        Kinds to draw, top to bottom, of which those are drawn that the country has.
    only : dict of str to tuple of str
        For a kind, the categories to draw; those that the country does not have do not matter.
    theme : str
    width, height : str or None
        As in `timeline`.
    zoom : (str, str) or None
        First and last day in sight, where the reader has zoomed in. Not part of the query.
    selected : str
        The fact of the detail panel: code of the country and `Fact.key`. Not part of the query.
    """

    _esm = browser.module()
    _css = browser.STYLE

    country = traitlets.Unicode().tag(sync=True)
    beside = traitlets.Unicode("").tag(sync=True)
    years = traitlets.Tuple(
        traitlets.Int(), traitlets.Int(), default_value=None, allow_none=True
    ).tag(sync=True)
    tracks = traitlets.Tuple(default_value=DEFAULT_TRACKS).tag(sync=True)
    only = traitlets.Dict().tag(sync=True)
    theme = traitlets.Enum(tuple(THEMES), "screen").tag(sync=True)
    width = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    height = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    zoom = traitlets.Tuple(
        traitlets.Unicode(), traitlets.Unicode(), default_value=None, allow_none=True
    ).tag(sync=True)
    selected = traitlets.Unicode("").tag(sync=True)

    _room = traitlets.Float(0.0).tag(sync=True)  # pixels that the page has across; 0: not yet known
    _choices = traitlets.Dict().tag(sync=True)
    _view = traitlets.Dict().tag(sync=True)

    def __init__(
        self, records: pd.DataFrame, country: str | None, *, scale: Scale, **choices: Any
    ) -> None:
        self._story = story_of(records, scale)
        self._facts = self._story.facts
        if not self._facts:
            raise RecordError("The table has no records; expected at least one to explore.")
        fullest = max(self._facts, key=lambda code: len(self._facts[code]))
        self._categories = categories_of(self._facts)
        self._charts: tuple[Chart, ...] = ()
        self._drawn: tuple[Any, ...] = ()
        self._lately: dict[str, Chart] = {}
        super().__init__(country=country or fullest, **choices)
        start = {name: getattr(self, name) for name in _QUERY}
        self._choices = {
            **offered(self._facts, scale), "themes": list(THEMES), "start": start
        }  # fmt: skip
        self.on_msg(self._answer)
        self.observe(self._redraw, [*_QUERY, "zoom", "_room"])
        self._redraw()

    # --- what may be asked -----------------------------------------------------------------

    @traitlets.validate("country", "beside")
    def _known_country(self, proposal: Any) -> str:
        if proposal["trait"].name == "beside" and not proposal["value"]:
            return ""
        return countries.country_in(self._facts, proposal["value"])

    @traitlets.validate("years")
    def _ordered_years(self, proposal: Any) -> tuple[int, int] | None:
        years: tuple[int, int] | None = proposal["value"]
        if years is not None and not 1 <= years[0] <= years[1] <= 9998:
            raise RecordError(f"years is {years!r}; expected two years, as in (2000, 2014).")
        return years

    @traitlets.validate("tracks")
    def _known_tracks(self, proposal: Any) -> tuple[str, ...]:
        tracks = tuple(dict.fromkeys(proposal["value"]))
        tracks_of((), tracks, Window(0, 1))  # says what is wrong
        return tracks

    @traitlets.validate("only")
    def _known_categories(self, proposal: Any) -> dict[str, tuple[str, ...]]:
        only = {}
        every = [fact for facts in self._facts.values() for fact in facts]
        tracks_of(every, KINDS, Window(0, 1), proposal["value"])  # says what is wrong
        for kind, categories in proposal["value"].items():
            kept = tuple(c for c in self._categories[kind] if c in categories)
            if kept != self._categories[kind]:
                only[kind] = kept
        return only

    @traitlets.validate("width", "height")
    def _known_size(self, proposal: Any) -> str | None:
        if proposal["value"] and proposal["value"] not in WIDTHS:
            points(proposal["value"])  # says what is wrong
        return proposal["value"] or None

    @traitlets.validate("zoom")
    def _days_in_order(self, proposal: Any) -> tuple[str, str] | None:
        if proposal["value"] and not day_of(proposal["value"][0]) < day_of(proposal["value"][1]):
            raise RecordError(f"zoom is {proposal['value']!r}; expected two days in order.")
        return proposal["value"] or None

    # --- the query -------------------------------------------------------------------------

    @property
    def _codes(self) -> tuple[str, ...]:
        """The countries drawn, top to bottom."""
        second = self.beside if self.beside != self.country else ""
        return (self.country, second) if second else (self.country,)

    def _common_years(self) -> tuple[int, int] | None:
        """Two countries stand on one axis, so also where none is asked for."""
        if len(self._codes) == 1:
            return None
        firsts, lasts = zip(
            *(window_of(self._facts[code]).years for code in self._codes), strict=True
        )
        return min(firsts), max(lasts)

    @property
    def view(self) -> View:
        """All that is asked for, as one value."""
        return View(
            self._codes,
            self.years or self._common_years(),
            self.tracks,
            self.only,
            self.width,
            self.height,
            self.theme,
            scale=self._story.scale,
        )

    @property
    def _views(self) -> tuple[View, ...]:
        """The view of each country, with what makes a difference there."""
        return tuple(self.view.of(code, self._facts[code]) for code in self._codes)

    @property
    def code(self) -> str:
        """The call that draws this view again; two lines if a second country is beside."""
        return "\n".join(view.code for view in self._views)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts in view: what running `code` gives.

        Raises
        ------
        RecordError, LayoutError
            If there is nothing to draw, or it does not fit.
        """
        return tuple(map(self._chart_of, self._views))

    @property
    def chart(self) -> Chart:
        """The chart of `country`."""
        return self.charts[0]

    def _chart_of(self, view: View) -> Chart:
        """A chart; one that was seen lately as it was."""
        key = repr(view)
        if key not in self._lately:
            if len(self._lately) == LATELY:
                self._lately.clear()
            self._lately[key] = draw(self._story, view)
        return self._lately[key]

    # --- the view --------------------------------------------------------------------------

    def _redraw(self, _: Any = None) -> None:
        """Send the browser what it shows, once for each state."""
        query = tuple(map(repr, self._views))
        room = self._room / PX
        labels = self.zoom, room if self.zoom else min(room, SCREEN_WIDTH)
        asked = query, labels, self.tracks, repr(self.only)
        if asked == self._drawn:
            return
        message = ""
        try:
            if query != self._drawn[:1]:
                self._charts = self.charts
        except ValueError as error:  # each of them says what to do
            self._charts, message = (), str(error)
        self._drawn = asked
        self._view = self._seen(message)

    def _seen(self, message: str) -> dict[str, Any]:
        scenes = [in_sight(chart, self.zoom, self._room / PX) for chart in self._charts]
        shown = [scene.across.window.years for scene in scenes]
        zoomed = any(scene.across.sight != scene.across.window for scene in scenes)
        drawn = zip(self._codes, self._charts, strict=False)
        facts = [fact for code in self._codes for fact in self._facts[code]]
        return {
            "countries": self._codes,
            "titles": [chart.title for chart in self._charts],
            "figures": [faces.dressed(figure_dict(scene)) for scene in scenes],
            "labels": [
                [label.fact.key for area in scene.areas for label in area.labels]
                for scene in scenes
            ],
            "least": [scene.width * PX if scene.fluid else 0 for scene in scenes],
            "zoom": self.zoom if zoomed else None,
            "years": shown[0] if shown else self.years or self._common_years() or (1, 1),
            "counts": counts_of(facts),
            "facts": [row for code, chart in drawn for row in rows_of(code, chart)],
            "code": self.code,
            "message": message,
        }

    # --- the browser asks ------------------------------------------------------------------

    def _answer(self, _: Any, asked: dict[str, Any], __: Any) -> None:
        if asked["kind"] == "plotly":
            from plotly.offline import get_plotlyjs

            fonts = faces.woff(bold=False), faces.woff(bold=True)
            self.send({"kind": "plotly"}, buffers=[get_plotlyjs().encode(), *fonts])
        elif asked["kind"] == "save":
            try:
                files, message = files_of(self._codes, self.charts, asked["format"]), ""
            except ValueError as error:
                files, message = {}, str(error)
            answer = {"kind": "save", "id": asked["id"], "names": list(files), "message": message}
            self.send(answer, buffers=list(files.values()))

    def __repr__(self) -> str:
        """Say what it shows, for where no widget runs."""
        return f"<Explorer: {self.code}>"

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Give Jupyter the widget, and the chart as a picture for where no widget runs."""
        widget = super()._repr_mimebundle_()
        assert widget is not None, "it has a view"
        bundle, metadata = widget
        for chart in self._charts[:1]:
            bundle["image/svg+xml"] = chart._repr_mimebundle_()["image/svg+xml"]
        return bundle, metadata
