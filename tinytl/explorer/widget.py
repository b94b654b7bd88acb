"""The explorer: a widget in Jupyter that draws the timeline of any country, as one asks.

Its state is a query, the arguments of `timeline`, so every view can be had again as a line of code,
and a file that it saves is the one that this line saves. Python decides what is drawn; the browser
draws it with small modules (``browser/``): plain HTML controls, which keyboards and screen readers
know, and one copy of plotly.js a page, asked for once and kept. (plotly's own FigureWidget
sends 5 MB a figure, and stays blank where a busy browser takes more than two seconds to load it.)
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import anywidget
import pandas as pd
import traitlets

from ..chart import Chart, chart_of, timeline
from ..draw import screen
from ..errors import RecordError
from ..layout.page import SCREEN_WIDTH, Layout, lay_out_part, points
from ..layout.sizes import WIDTHS
from ..layout.theme import THEMES
from ..story.facts import Fact, story_of
from ..story.tracks import DEFAULT_TRACKS, HEADINGS, Track, Window, tracks_of, window_of
from ..table import countries
from ..table.dates import ONGOING
from ..table.rules import KINDS
from ..table.scales import TIP_TIERS, Scale
from ..table.sources import full_sources
from . import browser
from .query import arguments_of, call

SIZES = {
    "": "Page width",
    "89mm": "Single column, 89 mm",
    "4.5in": "Book, 4.5 in",
    "183mm": "Double column, 183 mm",
}
FORMATS = ("pdf", "svg", "png", "html")
LATELY = 100
"""Charts that an explorer keeps, so that going back costs nothing."""
FILTERED = ("law", "event")
"""Kinds whose categories have boxes to tick; `Explorer.only` takes any kind."""

_ORDER = ("law", "event", "index", "rating", "government")
_QUERY = ("country", "beside", "years", "tracks", "only", "theme", "width", "height")
_DAY_MS = 86_400_000
_EPOCH = date(1970, 1, 1).toordinal()


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
        self._records, self._scale = records, scale
        self._story = story_of(records, scale)
        self._facts = self._story.facts
        if not self._facts:
            raise RecordError("The table has no records; expected at least one to explore.")
        fullest = max(self._facts, key=lambda code: len(self._facts[code]))
        self._categories = _categories(self._facts)
        self._charts: tuple[Chart, ...] = ()
        self._drawn: tuple[Any, ...] = ()
        self._lately: dict[tuple[str, str], Chart] = {}
        super().__init__(country=country or fullest, **choices)
        self._choices = self._offered()
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
        if proposal["value"] and not _day(proposal["value"][0]) < _day(proposal["value"][1]):
            raise RecordError(f"zoom is {proposal['value']!r}; expected two days in order.")
        return proposal["value"] or None

    def _offered(self) -> dict[str, Any]:
        """What the controls offer."""
        from plotly.offline import get_plotlyjs_version

        shown = [_years_of(facts) for facts in self._facts.values()]
        there = {fact.kind for facts in self._facts.values() for fact in facts}
        names = {**HEADINGS, "rating": self._scale.name}
        listed = sorted((countries.name_of(code), code) for code in self._facts)
        return {
            "plotly": get_plotlyjs_version(),
            "config": {
                "displaylogo": False,
                "showSendToCloud": False,
                "doubleClick": False,
                "scrollZoom": False,
                "modeBarButtons": [["zoom2d", "pan2d"]],
            },
            "countries": [[code, name] for name, code in listed],
            "tracks": [[kind, names[kind]] for kind in _ORDER if kind in there],
            "categories": {kind: self._categories.get(kind, ()) for kind in FILTERED},
            "themes": list(THEMES),
            "sizes": list(SIZES.items()),
            "formats": list(FORMATS),
            "span": [min(first for first, _ in shown), max(last for _, last in shown)],
            "start": {name: getattr(self, name) for name in _QUERY},
        }

    # --- the query -------------------------------------------------------------------------

    @property
    def _codes(self) -> tuple[str, ...]:
        """The countries drawn, top to bottom."""
        second = self.beside if self.beside != self.country else ""
        return (self.country, second) if second else (self.country,)

    def _arguments(self, code: str) -> dict[str, Any]:
        """The arguments of `timeline` that draw one of the countries."""
        arguments = arguments_of(
            self._facts[code],
            years=self.years or self._common_years(),
            tracks=self.tracks,
            only=self.only,
            theme=self.theme,
            width=self.width,
            height=self.height,
        )
        return arguments if self._scale == TIP_TIERS else {**arguments, "scale": self._scale}

    def _common_years(self) -> tuple[int, int] | None:
        """Two countries stand on one axis, so also where none is asked for."""
        if len(self._codes) == 1:
            return None
        firsts, lasts = zip(
            *(window_of(self._facts[code]).years for code in self._codes), strict=True
        )
        return min(firsts), max(lasts)

    @property
    def code(self) -> str:
        """The call that draws this view again; two lines if a second country is beside."""
        return "\n".join(call(code, self._arguments(code)) for code in self._codes)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts in view: what running `code` gives.

        Raises
        ------
        RecordError, LayoutError
            If there is nothing to draw, or it does not fit.
        """
        return tuple(timeline(self._records, c, **self._arguments(c)) for c in self._codes)

    @property
    def chart(self) -> Chart:
        """The chart of `country`."""
        return self.charts[0]

    # --- the view --------------------------------------------------------------------------

    def _redraw(self, _: Any = None) -> None:
        """Send the browser what it shows, once for each state."""
        query = tuple((code, repr(self._arguments(code))) for code in self._codes)
        asked = query, self._scope_of_labels(), self.tracks, repr(self.only)
        if asked == self._drawn:
            return
        message = ""
        try:
            if query != self._drawn[:1]:
                self._charts = self._fast_charts()
        except ValueError as error:  # each of them says what to do
            self._charts, message = (), str(error)
        self._drawn = asked
        self._view = self._seen(message)

    def _fast_charts(self) -> tuple[Chart, ...]:
        """The charts, from facts that have been checked before; those seen lately as they were."""
        return tuple(self._chart_of(code, self._arguments(code)) for code in self._codes)

    def _chart_of(self, code: str, arguments: dict[str, Any]) -> Chart:
        key = code, repr(arguments)
        if key not in self._lately:
            if len(self._lately) == LATELY:
                self._lately.clear()
            self._lately[key] = chart_of(
                self._facts[code],
                countries.name_of(code),
                code=code,
                origin=self._story.origin,
                spans=self._story.spans,
                horizon=self._story.horizon,
                **arguments,
            )
        return self._lately[key]

    def _scope_of_labels(self) -> tuple[Any, ...]:
        """What the places of labels depend on, besides the query."""
        room = self._room / screen.PX
        return self.zoom, room if self.zoom else min(room, SCREEN_WIDTH)

    def _seen(self, message: str) -> dict[str, Any]:
        room, height = self._room / screen.PX, points(self.height) if self.height else None
        seen = [_on_screen(chart, self.zoom, room, height) for chart in self._charts]
        shown = [chart.layout.window.years for chart in self._charts]
        zoomed = any(days != layout.window for layout, days in seen)
        drawn = list(zip(self._codes, self._charts, strict=False))
        return {
            "countries": self._codes,
            "titles": [chart.title for chart in self._charts],
            "figures": [_figure(layout, days, self._scale) for layout, days in seen],
            "labels": [
                [label.fact.key for panel in layout.panels for label in panel.labels]
                for layout, _ in seen
            ],
            "least": [layout.width * screen.PX if layout.fluid else 0 for layout, _ in seen],
            "zoom": self.zoom if zoomed else None,
            "years": shown[0] if shown else self.years or self._common_years() or (1, 1),
            "counts": self._counts(),
            "facts": [row for code, chart in drawn for row in _rows(code, chart)],
            "code": self.code,
            "message": message,
        }

    def _counts(self) -> dict[str, Any]:
        """How many facts of each kind and category the countries in view have."""
        facts = [fact for code in self._codes for fact in self._facts[code]]
        return {
            "tracks": Counter(fact.kind for fact in facts),
            "categories": {
                kind: Counter(fact.category for fact in facts if fact.kind == kind)
                for kind in FILTERED
            },
        }

    # --- the browser asks ------------------------------------------------------------------

    def _answer(self, _: Any, asked: dict[str, Any], __: Any) -> None:
        if asked["kind"] == "plotly":
            from plotly.offline import get_plotlyjs

            self.send({"kind": "plotly"}, buffers=[get_plotlyjs().encode()])
        elif asked["kind"] == "save":
            try:
                files, message = _files(self._codes, self.charts, asked["format"]), ""
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


# --- helpers: plain values in, plain values out ----------------------------------------------


def _categories(facts: Mapping[str, Sequence[Fact]]) -> dict[str, tuple[str, ...]]:
    """The categories of each kind in the whole table, the most frequent first."""
    found = Counter((f.kind, f.category) for country in facts.values() for f in country)
    return {
        kind: tuple(category for (of, category), _ in found.most_common() if of == kind)
        for kind in KINDS
    }


def _years_of(facts: Sequence[Fact]) -> tuple[int, int]:
    """First and last year of which there is anything."""
    ends = [day for f in facts for day in (f.first, f.last - 1) if f.first <= day < float("inf")]
    first, last = min(f.first for f in facts), max(ends)
    return date.fromordinal(int(first)).year, date.fromordinal(int(last)).year


def _day(text: str) -> float:
    return float(date.fromisoformat(text).toordinal())


def _on_screen(
    chart: Chart, zoom: tuple[str, str] | None, room: float, height: float | None
) -> tuple[Layout, Window]:
    """The layout with its labels placed for the days in sight and the width there is; these days.

    Where nothing is zoomed and the page is wide enough it is the layout of the chart itself.
    """
    layout, whole = chart.layout, chart.layout.window
    days = Window(*map(_day, zoom)) if zoom else whole
    if not (whole.first <= days.first and days.last <= whole.last):
        days = whole
    width = room if layout.fluid and room and (zoom or room < layout.width) else layout.width
    if width == layout.width and days == whole:
        return layout, days
    try:
        return lay_out_part(
            layout, chart.tracks, days, chart.scale, width=width, height=height
        ), days
    except ValueError:  # too narrow: the page scrolls; too low: labels stay where they were
        return layout, days


def _figure(layout: Layout, days: Window, scale: Scale) -> dict[str, Any]:
    figure = screen.figure_dict(layout, scale)
    if days != layout.window:
        ends = [date.fromordinal(int(day)).isoformat() for day in (days.first, days.last)]
        figure["layout"]["xaxis"]["range"] = ends
    return figure


def _rows(code: str, chart: Chart) -> list[dict[str, Any]]:
    """The facts drawn: the cells of the table, and what the detail panel says."""
    return [_row(code, fact, track, chart) for track in chart.tracks for fact in track.facts]


def _row(code: str, fact: Fact, track: Track, chart: Chart) -> dict[str, Any]:
    window = chart.layout.window
    days = max(fact.first, window.first), min(fact.last, window.last)
    return {
        "id": f"{code}:{fact.key}",
        "country": code,
        "kind": fact.kind,
        "start": str(fact.start),
        "end": ONGOING if fact.ongoing else str(fact.end or ""),
        "label": fact.label,
        "value": fact.value,
        "category": fact.category,
        "detail": fact.detail,
        "source": fact.source,
        "what": fact.name(chart.scale),
        "when": fact.when,
        "track": f"{code}:{track.kind}:{track.category}",
        "references": full_sources(fact.source, chart.origin),
        "days": [(day - _EPOCH) * _DAY_MS for day in days],
    }


def _files(codes: Sequence[str], charts: Sequence[Chart], ending: str) -> dict[str, bytes]:
    """What `Chart.save` writes, by name."""
    files = {}
    with tempfile.TemporaryDirectory() as folder:
        for code, chart in zip(codes, charts, strict=True):
            first, last = chart.layout.window.years
            plain = "".join(letter if letter.isalnum() else "_" for letter in code.lower())
            file = chart.save(Path(folder, f"{plain}_{first}-{last}.{ending}"))
            files[file.name] = file.read_bytes()
    return files
