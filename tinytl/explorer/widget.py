"""The explorer: a widget in Jupyter that leads from all countries to one, and to one of its facts.

The state of the explorer is a view: one line of code draws what it shows, and a file that it saves
is the file that this line saves. Python lays out the figure. The modules in ``browser/`` draw it,
with plain HTML controls, which keyboards and screen readers support, and with one copy of plotly.js
for each page. (plotly's own FigureWidget sends 5 MB with each figure, and stays blank if a busy
browser takes more than two seconds to load it.)
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cached_property
from typing import Any

import anywidget
import pandas as pd
import traitlets

from ..build import draw
from ..chart import Chart
from ..draw import webfonts
from ..draw.axes import PX
from ..errors import RecordError
from ..layout.frame import SCREEN_WIDTH
from ..layout.theme import THEMES
from ..story.story import story_of
from ..story.windows import Window, window_of
from ..table import countries
from ..table.scales import TIP_TIERS, Scale
from ..table.spelling import unaccented
from ..view import View
from . import browser
from .export import files_of, still
from .fields import FIELDS, message_of
from .payload import offered, payload_of, rows_of
from .search import Entry, entries_of, found, listed
from .state import ASKED, OPTIONS, State, fact_of

Answer = tuple[dict[str, Any], list[bytes]]

CACHE_SIZE = 100
"""Charts that an explorer keeps, so that going back needs no drawing."""


def explore(
    records: pd.DataFrame, country: str | None = None, *, scale: Scale = TIP_TIERS, **choices: Any
) -> Explorer:
    """Explore a table in Jupyter, from all countries to one fact, and export the picture and code.

    Parameters
    ----------
    records : pandas.DataFrame
        As `read_csv` gives it.
    country : str, optional
        Code or name of the country to begin with; all countries, a row each, if not given.
    scale : Scale
        The levels of the ratings.
    **choices
        Any other trait of `State` to start with, as in ``years=(2000, 2014)``.

    Returns
    -------
    Explorer

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
    """A widget that shows what its traits ask for: those of `State`."""

    _esm = browser.module()
    _css = browser.STYLE.read_text(encoding="utf-8") + webfonts.DASHED

    _choices = traitlets.Dict().tag(sync=True)
    _seen = traitlets.Dict().tag(sync=True)

    def __init__(
        self, records: pd.DataFrame, country: str | None, *, scale: Scale, **choices: Any
    ) -> None:
        for name in choices:
            if name not in OPTIONS:
                near = difflib.get_close_matches(name, (*OPTIONS, "records", "scale"), n=1)
                hint = (
                    f" Did you mean {near[0]!r}?" if near else f" There are {', '.join(OPTIONS)}."
                )
                raise TypeError(f"explore() got an unexpected keyword argument {name!r}.{hint}")
        story = story_of(records, scale)
        if not story.facts:
            raise RecordError("The table has no records; expected at least one to explore.")
        self._drawn: tuple[Any, ...] = ()
        self._last: dict[str, Any] = {}
        self._charts: dict[str, Chart] = {}
        view = "overview" if country is None and len(story.rated_countries) > 1 else "timeline"
        if country is None:
            country = max(story.facts, key=lambda code: len(story.facts[code]))
        super().__init__(story, **({"view": view, "country": country} | choices))
        self.on_msg(self._answer)
        self.observe(self._redraw, [*ASKED, "zoom", "_room", "_dark"])

    def open(self) -> None:
        """Open the connection to the browser; its first message has all that is shown."""
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
        """Draw a view, or return the chart if the view was drawn lately."""
        key = repr(view)
        if key not in self._charts:
            if len(self._charts) == CACHE_SIZE:
                self._charts.clear()
            self._charts[key] = draw(self._story, view)
        return self._charts[key]

    @property
    def _order(self) -> list[str]:
        """The countries in the order of the overview that the reader came from, top to bottom."""
        if not self._from_world:
            return []
        view = View((), sort=self.sort, group=self.group or None, scale=self._story.scale,
                    kind="overview")  # fmt: skip
        return [subject.code for subject in self._chart_of(view).subjects]

    def _redraw(self, _: Any = None) -> None:
        """Send the browser the view, once for each state; if that fails, keep the last state."""
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
        view, room = self._shown, self._room / PX
        if not self.zoom and self.view != "overview":
            room = min(room, SCREEN_WIDTH)  # on a wider page no label has another place
        asked = repr(view), self.zoom, room, repr(self.only), self.tracks
        if asked != self._drawn:
            try:
                chart, message = self._chart_of(view), ""
            except ValueError as error:  # each of them says what to do
                chart, message = None, str(error)
            self._seen = payload_of(self, chart, message)
            self._drawn = asked

    # --- states and messages of the browser ------------------------------------------------

    def set_state(self, sync_data: Any) -> None:
        """Take a state of the browser; if any of it is not allowed, say so and keep the old one."""
        try:
            self._require_all(sync_data)
            super().set_state(sync_data)
        except Exception as error:  # nothing that a browser sends may end the explorer
            sent = sync_data if isinstance(sync_data, dict) else ()
            self.send_state([*self._last, *(name for name in sent if name in self.keys)])
            self.send(_refusal(None, error), buffers=[])

    def _answer(self, _: Any, content: Any, __: Any) -> None:
        """Answer a message with what the method of its kind returns, or say why not."""
        name = content.get("id") if isinstance(content, dict) else None
        name = name if FIELDS["id"].allows(name) else None
        try:
            asked = message_of(content)
            method: Callable[..., Answer] = getattr(self, f"_answer_{asked['kind']}")
            answer, buffers = method(asked)
        except Exception as error:  # nothing that a browser sends may end the explorer
            self.send(_refusal(name, error), buffers=[])
        else:
            self.send({"id": name, **answer}, buffers=buffers)

    def _answer_ping(self, _: Any) -> Answer:
        return {}, []

    def _answer_state(self, _: Any) -> Answer:
        self.send_state()
        return {}, []

    def _answer_plotly(self, _: Any) -> Answer:
        from plotly.offline import get_plotlyjs

        return {}, [get_plotlyjs().encode(), webfonts.woff(bold=False), webfonts.woff(bold=True)]

    def _answer_save(self, asked: dict[str, str]) -> Answer:
        files, said = files_of(self.chart, rows_of(self.chart), asked["format"])
        message = f"Saved {', '.join(files)}{said}."
        return {"names": list(files), "message": message}, list(files.values())

    def _answer_country(self, asked: dict[str, str]) -> Answer:
        match = countries.find(asked["text"], self._facts)
        near = [[code, countries.name_of(code)] for code in match.near[:6]]
        begun = len(near) == 1 and unaccented(near[0][1]).startswith(unaccented(asked["text"]))
        return {"code": match.country or (near[0][0] if begun else None), "near": near}, []

    def _answer_search(self, asked: dict[str, str]) -> Answer:
        return listed(found(self._entries, asked["text"]), self._story), []

    def _answer_go(self, asked: dict[str, str]) -> Answer:
        self.go(asked["fact"])
        return {}, []

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return entries_of(self._story)

    def go(self, fact: str) -> None:
        """Select a fact: open its country, and change the filters and years that would hide it.

        Parameters
        ----------
        fact : str
            As in the trait `selected`: code of the country and `Fact.key`.

        Raises
        ------
        RecordError
            If the table has no such fact.
        """
        code, own = fact_of(self._facts, fact)
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
        """Return the code of the view, for pages where no widget runs."""
        return f"<Explorer: {self.code}>"

    def _ipython_display_(self) -> None:
        """Show the widget, and a static picture for pages where no widget runs.

        JupyterLab shows one representation of an output: the widget, even if all that it can say
        is "model not found". So the picture is an output of its own. A living widget hides the
        picture, and the picture hides the message that stands for a missing widget (but not in a
        notebook that is not trusted, where styles are removed: there both are shown).
        """
        from IPython import display

        bundle = self._repr_mimebundle_()
        assert bundle is not None, "it has a view"
        picture = ""
        with suppress(ValueError):  # nothing to draw
            picture = self.chart._repr_mimebundle_()["image/svg+xml"]
        said = {"text/html": still(picture, repr(self)), "text/plain": repr(self)}
        for data in (bundle[0], said):
            display.display(data, raw=True)  # type: ignore[no-untyped-call]


def _refusal(name: str | None, error: Exception) -> dict[str, Any]:
    """The answer to a message or a state that is not taken."""
    kind = "" if isinstance(error, ValueError) else f"{type(error).__name__}: "
    return {"id": name, "refused": True, "message": f"{kind}{error}"}
