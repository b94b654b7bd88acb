"""The explorer: a widget in Jupyter that leads from all countries to one, and to one of its facts.

The state of the explorer is a view: one line of code draws what it shows, and a file that it saves
is the file that this line saves. Python lays out the figure. The modules in ``browser/`` draw it,
with plain HTML controls, which keyboards and screen readers support, and with one copy of plotly.js
for each page. (plotly's own FigureWidget sends 5 MB with each figure, and stays blank if a busy
browser takes more than two seconds to load it.)
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property
from secrets import token_hex
from threading import RLock
from typing import Any

import anywidget
import traitlets

from ..arguments import unknown_argument
from ..build import chart_of
from ..chart import Chart
from ..draw.axes import PX
from ..errors import LayoutError, RecordError
from ..layout.frame import SCREEN_WIDTH
from ..story.select import select
from ..story.story import story_of
from ..story.windows import Window, window_of
from ..table.scales import TIP_TIERS, Scale
from ..view import View
from . import browser
from .fields import FIELDS, message_of
from .host import AfterCell, is_page_listening, show_explorer
from .messages import answer_to
from .payload import KEY_WIDTH, MANY, offered, payload_of
from .search import SearchEntry, entries_of
from .state import ASKED, OPTIONS, State, fact_of

CACHE_SIZE = 100
"""Charts that an explorer keeps, so that going back needs no drawing."""
PAGE_SECONDS = 2.0
"""Seconds to wait for a page to tell its width."""


def explore(
    records: Any,
    country: str | None = None,
    *,
    scale: Scale | Sequence[Scale] = TIP_TIERS,
    **choices: Any,
) -> Explorer:
    """Explore a table in Jupyter, from all countries to one fact, and export the picture and code.

    Parameters
    ----------
    records : frame
        The table, as `read_csv` returns it, or a frame of any library.
    country : str, optional
        Code or name of the country to begin with; by default all countries, one row for each.
    scale : Scale or sequence of Scale
        The levels of the ratings, as in `timeline`.
    **choices : object
        Other traits of the explorer to start with: ``view``, ``compared``, ``countries``,
        ``align``, ``window``, ``guides``, ``labels``, ``years``, ``tracks``, ``only``, ``sort``,
        ``group``, ``theme``, ``width``, ``height``, ``zoom``, ``selected``.

    Returns
    -------
    Explorer
        The widget. Its traits can be set and observed; ``code`` is the call that draws its view.

    Raises
    ------
    RecordError
        If the table is empty, or a trait cannot have the value.
    TypeError
        If there is no trait of that name.

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


class Explorer(State, anywidget.AnyWidget):
    """A widget that shows the view of its traits, which are those of `State`.

    Parameters
    ----------
    records : frame
        The table.
    country : str or None
        Code or name of the country to begin with.
    scale : Scale or sequence of Scale
        The levels of the ratings, as in `timeline`.
    **choices : object
        Other traits to start with.
    """

    _esm = browser.module()
    _css = browser.STYLE.read_text(encoding="utf-8")

    _choices = traitlets.Dict().tag(sync=True)
    _seen = traitlets.Dict().tag(sync=True)

    def __init__(
        self, records: Any, country: str | None, *, scale: Scale | Sequence[Scale], **choices: Any
    ) -> None:
        for name in choices:
            if name not in OPTIONS:
                raise unknown_argument("explore", name, (*OPTIONS, "records", "scale"))
        story = story_of(records, scale)
        if not story.facts:
            raise RecordError("The table has no records; expected at least one to explore.")
        self._drawn: tuple[Any, ...] = ()
        self._last: dict[str, Any] = {}
        self._charts: dict[str, Chart] = {}
        self._ordered: tuple[str, list[str]] = "", []
        self._turn = RLock()  # Jupyter may take two messages at once, in two threads
        view = "overview" if country is None and len(story.rated_countries) > 1 else "timeline"
        if country is None:
            country = max(story.facts, key=lambda code: len(story.facts[code]))
        super().__init__(story, **({"view": view, "country": country} | choices))
        self.on_msg(self._answer)
        self.observe(self._redraw, [*ASKED, "zoom", "_room", "_dark"])

    def open(self) -> None:
        """Open the connection to the browser; the first message contains the whole view."""
        self._from_world = self.view == "overview"
        self._picture = f"tl-{token_hex(4)}"
        start = {name: getattr(self, name) for name in ASKED}
        self._choices = offered(self._story) | {"start": start, "picture": self._picture}
        self._page = AfterCell(PAGE_SECONDS, self._redraw) if is_page_listening() else None
        self._redraw()
        super().open()

    # --- the chart -------------------------------------------------------------------------

    @property
    def chart(self) -> Chart:
        """The chart in view, as running `code` returns it.

        Raises
        ------
        RecordError, LayoutError
            If there is nothing to draw, or it does not fit.
        """
        return self._chart_of(self.chosen_view)

    def _chart_of(self, view: View, room: float = 0.0) -> Chart:
        """Draw a view for a page so wide in points, or lay out its chart from the cache for it."""
        key = repr(view)
        chart = self._charts.get(key)
        if chart is None:
            if len(self._charts) == CACHE_SIZE:
                self._charts.clear()
            chart = chart_of(self._story, view, room)
        elif chart.page.fluid and chart.page.width != (room or SCREEN_WIDTH):
            page = replace(chart.page, width=room or SCREEN_WIDTH)
            chart = replace(chart, page=page, scene=chart.layout(page))
        self._charts[key] = chart
        return chart

    def _chart_for_page(self, room: float) -> Chart:
        """Draw what the page shows, as wide as the page, or wider if that is too narrow for it."""
        with suppress(LayoutError):
            return self._chart_of(self._shown, room)
        return self._chart_of(self._shown)

    def _order_of(self, chart: Chart | None) -> list[str]:
        """The countries in the order of the overview that the reader came from, top to bottom."""
        if not self._from_world or self._awaits_page:
            return []
        rows = View(**self._rows_asked)
        if chart and self.view == "overview":
            self._ordered = repr(rows), [subject.code for subject in chart.subjects]
        elif self._ordered[0] != repr(rows) and self.view != "shares":  # chosen in that view
            self._ordered = repr(rows), []
            asked = self.countries or tuple(self._story.of_first_scorecard.rated_countries)
            with suppress(ValueError):  # no country has the event
                # the countries are named: of all of them, shares would be counted too
                found, _ = select(self._story, replace(rows, countries=asked))
                self._ordered = repr(rows), [subject.code for subject in found.subjects]
        return self._ordered[1]

    def _redraw(self, _: Any = None) -> None:
        """Send the view to the browser if the state has changed; keep the old state on failure."""
        try:
            self._show()
        except Exception:
            with self.hold_trait_notifications():
                for name, value in self._last.items():
                    self.set_trait(name, value)
            raise
        self._last = {name: getattr(self, name) for name in (*OPTIONS, "_room", "_dark")}

    def _show(self) -> None:
        self._from_world |= self.view == "overview"
        if self._page and self._room:
            self._page.cancel()
        if self._awaits_page:
            self._seen = payload_of(self, None, "")
            return
        room = wide = self._room / PX
        if not self.zoom and self.view not in MANY:
            # on a wider page no label has another place, but the key has
            room, wide = min(room, SCREEN_WIDTH), min(room, KEY_WIDTH)
        asked = repr(self._shown), self.zoom, wide, repr(self.only), self.tracks
        if asked != self._drawn:
            try:
                chart, message = self._chart_for_page(room), ""
            except ValueError as error:  # each of them says what to do
                chart, message = None, str(error)
            self._seen = payload_of(self, chart, message)
            self._drawn = asked

    @property
    def _awaits_page(self) -> bool:
        """Whether the figure has to wait for the width of the page; else it is drawn twice."""
        return self._page is not None and self._page.is_ahead

    # --- states and messages of the browser ------------------------------------------------

    def set_state(self, sync_data: Any) -> None:
        """Take a state of the browser, or refuse it and keep the old one if any of it is wrong."""
        try:
            self._require_all(sync_data)
            with self._turn:
                super().set_state(sync_data)
        except Exception as error:  # nothing that a browser sends may end the explorer
            sent = sync_data if isinstance(sync_data, dict) else ()
            self.send_state([*self._last, *(name for name in sent if name in self.keys)])
            self.send(_refusal(None, error), buffers=[])

    def _answer(self, _: Any, content: Any, __: Any) -> None:
        """Answer a message of the browser, or say why it is refused."""
        name = content.get("id") if isinstance(content, dict) else None
        name = name if FIELDS["id"].is_right(name) else None
        try:
            with self._turn:
                answer = {"id": name, **answer_to(self, message_of(content))}
        except Exception as error:  # nothing that a browser sends may end the explorer
            answer = _refusal(name, error)
        buffers = answer.pop("buffers", [])
        self.send(answer, buffers=buffers)

    @cached_property
    def _entries(self) -> tuple[SearchEntry, ...]:
        return entries_of(self._story)

    def go(self, fact: str) -> None:
        """Select a fact: open its country, and widen the filters and years that would hide it.

        Parameters
        ----------
        fact : str
            As in the trait `selected`: code of the country and `Fact.id`.

        Raises
        ------
        RecordError
            If the table has no such fact.
        """
        code, own = fact_of(self._facts, fact)
        with self.hold_sync(), self.hold_trait_notifications():
            self.view, self.country, self.selected = "timeline", code, fact
            self.set_trait("zoom", None)
            if own.kind not in self._kinds:
                self.tracks = (*self._kinds, own.kind)
            if own.category not in self.only.get(own.kind, (own.category,)):
                self.only = {kind: kept for kind, kept in self.only.items() if kind != own.kind}
            years = self.years or window_of(self._facts[code]).years
            if not Window.of_years(*years).shows(own):
                first = date.fromordinal(int(own.first)).year
                self.years = (min(years[0], first), max(years[1], first))

    def __repr__(self) -> str:
        """Return the code of the view, for pages where no widget runs."""
        return f"<Explorer: {self.code}>"

    _ipython_display_ = show_explorer


def _refusal(name: str | None, error: Exception) -> dict[str, Any]:
    """The answer to a message or a state that is refused."""
    kind = "" if isinstance(error, ValueError) else f"{type(error).__name__}: "
    return {"id": name, "refused": True, "message": f"{kind}{error}"}
