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
from ..draw.axes import PX
from ..draw.screen import figure_dict
from ..drawing import draw
from ..errors import RecordError
from ..layout.frame import SCREEN_WIDTH
from ..layout.theme import THEMES
from ..story.facts import story_of
from ..table.scales import TIP_TIERS, Scale
from ..view import View
from . import browser
from .query import ASKED, Query
from .seen import counts_of, files_of, in_sight, offered, rows_of

LATELY = 100
"""Charts that an explorer keeps, so that going back costs nothing."""


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
        Any other trait of `Query` to start with, as in ``years=(2000, 2014)``.

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


class Explorer(Query, anywidget.AnyWidget):
    """A widget that shows what its traits ask for: those of `Query`."""

    _esm = browser.module()
    _css = browser.STYLE.read_text(encoding="utf-8") + faces.DASHED

    _room = traitlets.Float(0.0).tag(sync=True)  # pixels that the page has across; 0: not yet known
    _choices = traitlets.Dict().tag(sync=True)
    _view = traitlets.Dict().tag(sync=True)

    def __init__(
        self, records: pd.DataFrame, country: str | None, *, scale: Scale, **choices: Any
    ) -> None:
        story = story_of(records, scale)
        if not story.facts:
            raise RecordError("The table has no records; expected at least one to explore.")
        fullest = max(story.facts, key=lambda code: len(story.facts[code]))
        self._charts: tuple[Chart, ...] = ()
        self._drawn: tuple[Any, ...] = ()
        self._lately: dict[str, Chart] = {}
        super().__init__(story, country=country or fullest, **choices)
        start = {name: getattr(self, name) for name in ASKED}
        more = {"themes": list(THEMES), "start": start}
        self._choices = {**offered(story.facts, scale), **more}
        self.on_msg(self._answer)
        self.observe(self._redraw, [*ASKED, "zoom", "_room"])
        self._redraw()

    # --- the charts ------------------------------------------------------------------------

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
            "labels": [[label.fact.key for area in scene.areas for label in area.labels
                        if label.leader] for scene in scenes],
            "least": [scene.width * PX if scene.fluid else 0 for scene in scenes],
            "zoom": self.zoom if zoomed else None,
            "years": shown[0] if shown else self.years or self._common_years() or (1, 1),
            "counts": counts_of(facts),
            "facts": [row for code, chart in drawn for row in rows_of(code, chart)],
            "code": self.code,
            "message": message,
        }  # fmt: skip

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
