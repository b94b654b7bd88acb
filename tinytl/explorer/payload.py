"""What the browser gets, ready for JSON: the figure, its facts, and the choices of the controls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from ..arguments import LabelMode
from ..chart import Chart
from ..draw import webfonts
from ..draw.about import About
from ..draw.annotations import facts_noted
from ..draw.axes import PX
from ..draw.html import plotly_version
from ..draw.plotly_figure import figure_dict
from ..draw.svg import svg
from ..errors import LayoutError
from ..layout.frame import clipped
from ..layout.legend_strip import legend_alone
from ..layout.scene import Scene
from ..layout.sizes import WIDTHS
from ..layout.theme import THEMES
from ..story.events import RATINGS, word_of
from ..story.facts import Fact
from ..story.order import SORTS
from ..story.story import Story
from ..story.tracks import HEADINGS
from ..story.windows import Window, window_of
from ..table import countries
from ..table.records import COLUMNS
from ..table.regions import MEMBERSHIPS, groups, members
from ..table.rules import KINDS, LABELED
from ..table.scales import Scale
from ..table.sources import full_sources
from ..words.captions import row_of
from . import browser
from .export import PICTURES
from .fields import MAX_COMPARED, NEIGHBOURS

SIZES = {None: "Page width"} | {
    name: f"{width.label}, {width.size}" for name, width in WIDTHS.items()
}
SORT_NAMES = {name: f"{name} rating" for name in SORTS} | {
    "name": "name",
    "similar": "similar history",
    "event": "date of the event",
}
WINDOWS = ((-2, 2), (-3, 3), (-5, 5), (-10, 10))
"""Years before and after an event that the explorer offers."""
FILTERED = ("law", "event")
"""Kinds whose categories have check boxes; `Explorer.only` takes any kind."""
PLOT_CONFIG = {
    "displaylogo": False,
    "showSendToCloud": False,
    "doubleClick": False,
    "scrollZoom": False,
    "showTips": False,  # they would cover controls
    "modeBarButtons": [["zoom2d", "pan2d"]],
}

KEY_WIDTH = 750.0
"""Greatest width of the legend above a chart that need not be as wide as the page, in points."""
MANY = ("overview", "shares")
"""The views of many countries."""
GROUPS = ("region", "continent", "EU", "OECD", "G20")
"""The groups of countries that the explorer offers."""
_ORDER = ("law", "event", "index", "rating", "government")
_DAY_MS = 86_400_000
_EPOCH = date(1970, 1, 1).toordinal()


def offered(story: Story) -> dict[str, Any]:
    """The choices that the controls offer for the facts of all countries."""
    facts, scale = story.facts, story.scale
    there = {code: {fact.kind for fact in own} for code, own in facts.items()}
    names = {**HEADINGS, "rating": ", ".join(s.name for s in (scale, *scale.others))}
    categories = categories_of(facts)
    regions = _regions_offered(facts)
    labeled = [category for kind in LABELED for category in categories[kind] if category]
    rated = [year for own in facts.values() for year in window_of(own).years]
    wide = (*rated, *_years_of([fact for own in facts.values() for fact in own]))
    return {
        "plotly": dict(zip(("version", "integrity"), plotly_version(), strict=True)),
        "config": PLOT_CONFIG,
        "countries": [_offered(code, there[code]) for code in sorted(facts, key=countries.name_of)],
        "tracks": [[kind, names[kind]] for kind in _ORDER if kind in set().union(*there.values())],
        "categories": {kind: categories.get(kind, ()) for kind in FILTERED},
        "options": _options(labeled, regions, scale),
        "most": MAX_COMPARED,
        "regions": regions,
        "near": list(NEIGHBOURS.items()),
        "usual": [name for name in labeled if name in story.criminalizing],
        "guides": labeled,
        "formats": PICTURES,
        "keys": browser.KEYS.read_text(encoding="utf-8"),
        "span": [min(rated), max(rated)],
        "wide": [min(wide), max(wide)],
    }


def _options(labeled: Sequence[str], regions: Sequence[str], scale: Scale) -> dict[str, Any]:
    """The values that lists offer for a trait, each with its name."""
    levels = [(code, word_of(f"rating:{code}", scale)) for code in scale.levels]
    ratings = RATINGS | {code: pair[1] for code, pair in levels if pair}
    events = {name: name for name in labeled} | ratings
    return {
        "countries": [((), "all countries"), *(((name,), name) for name in regions)],
        "sort": list(SORT_NAMES.items()),
        "group": [("", "none"), *((name, name) for name in GROUPS)],
        "align": [(None, "by calendar"), *((at, f"from {name}") for at, name in events.items())],
        "window": [((first, last), f"{-first} before, {last} after") for first, last in WINDOWS],
        "labels": [(mode, mode) for mode in get_args(LabelMode)],
        "width": list(SIZES.items()),
        "theme": [(None, "as the page"), *((name, name) for name in THEMES)],
    }


def _regions_offered(codes: Iterable[str]) -> list[str]:
    """The continents, regions and organizations of which the table has countries."""
    own = set(codes)
    continents, regions = (sorted({*groups(by).values()}) for by in ("continent", "region"))
    names = dict.fromkeys([*continents, *regions, *MEMBERSHIPS])
    return [name for name in names if len(members(name) & own) > 1]


def _offered(code: str, kinds: Collection[str]) -> list[Any]:
    """Code and name of a country, and the kinds of records that it has beside its ratings."""
    has = "".join(f" · {HEADINGS[kind].lower()}" for kind in FILTERED if kind in kinds)
    return [code, countries.name_of(code), has]


def payload_of(explorer: Any, chart: Chart | None, message: str) -> dict[str, Any]:
    """The view as the browser shows it.

    Parameters
    ----------
    explorer : Explorer
    chart : Chart or None
        The chart of the view; None if it cannot be drawn.
    message : str
        Why it cannot be drawn.

    Returns
    -------
    dict
        The figure with the places that the pointer can hit, the facts drawn, and the state that
        the controls show.
    """
    facts = explorer._drawn_facts
    rows: list[dict[str, Any]] = []
    sheets: list[dict[str, Any]] = []
    zoom = None
    key = ""
    years = explorer.years or (window_of(facts).years if facts else explorer._choices["span"])
    if chart:
        scene = visible_scene(chart, explorer.zoom)
        zoom = explorer.zoom if scene.time_axis.viewport != scene.time_axis.window else None
        if chart.view.kind != "shares":  # whose last report reaches into the next year
            years = scene.time_axis.window.years
        codes = [subject.code for subject in chart.subjects]
        sheets = [sheet_of(scene, codes, explorer.view)]
        room = explorer._room / PX
        is_wide = scene.fluid and explorer.view not in MANY and room
        key = key_of(scene, min(room, KEY_WIDTH) if is_wide else scene.width)
        if chart.view.kind not in MANY:
            rows = facts_shown(chart)
            message = empty_of(chart, facts)
    return {
        "sheets": sheets,
        "key": key,
        "title": chart.title if chart else "",
        "codes": explorer._codes,
        "order": explorer._order_of(chart),
        "zoom": zoom,
        "years": years,
        "tracks": explorer._kinds,
        "counts": counts_of(facts, years),
        "facts": rows,
        "code": explorer.code,
        "message": message,
    }


def key_of(scene: Scene, width: float) -> str:
    """The legend as SVG, so wide in points."""
    legend = legend_alone(scene, width)
    return svg(legend, About("Key"), embed_fonts=False) if legend.height else ""


def categories_of(facts: Mapping[str, Sequence[Fact]]) -> dict[str, tuple[str, ...]]:
    """The categories of each kind in the whole table, the most frequent first."""
    found = Counter((f.kind, f.category) for country in facts.values() for f in country)
    return {
        kind: tuple(category for (of, category), _ in found.most_common() if of == kind)
        for kind in KINDS
    }


def counts_of(facts: Sequence[Fact], years: tuple[int, int]) -> list[dict[str, int]]:
    """Count the facts of each kind and of each category: in these years, and in all."""
    window = Window.of_years(*years)
    return [
        Counter(name for fact in some for name in (fact.kind, f"{fact.kind}:{fact.category}"))
        for some in (filter(window.shows, facts), facts)
    ]


def empty_of(chart: Chart, facts: Sequence[Fact]) -> str:
    """Name the tracks that are empty in these years, and the dates of their facts outside them."""
    full = {track.kind for track in chart.tracks if track.facts}
    said = []
    for track in chart.tracks:
        if track.kind not in full:
            dates = [fact.when for fact in facts if fact.kind == track.kind]
            there = f" of {len(dates)} in view ({', '.join(dates[:4])})" if dates else ""
            said.append(f"{track.heading(chart.scale)}: none{there}.")
    return " ".join(dict.fromkeys(said))


def _years_of(facts: Sequence[Fact]) -> tuple[int, int]:
    """First and last year with any fact."""
    ends = [day for f in facts for day in (f.first, f.last - 1) if f.first <= day < float("inf")]
    first, last = min(f.first for f in facts), max(ends)
    return date.fromordinal(int(first)).year, date.fromordinal(int(last)).year


def visible_scene(chart: Chart, zoom: tuple[str, str] | None) -> Scene:
    """The scene with labels placed for the visible days, if the reader has zoomed in."""
    scene, whole = chart.scene, chart.scene.time_axis.window
    days = Window(*(float(date.fromisoformat(day).toordinal()) for day in zoom)) if zoom else whole
    if days == whole or not (whole.first <= days.first and days.last <= whole.last):
        return scene
    try:
        return chart.layout(chart.page, viewport=days)
    except LayoutError:  # too low: labels stay where they were
        return replace(scene, columns=tuple(replace(a, viewport=days) for a in scene.columns))


def sheet_of(scene: Scene, codes: Sequence[str], kind: str) -> dict[str, Any]:
    """A figure with the places that the pointer can hit: rows, or areas and annotations."""
    named = iter(codes)
    rows = [
        [next(named), number, area.column, at - 0.5]
        for number, area in enumerate(scene.areas)
        if kind == "overview" and area.id.startswith("rows")
        for at, _ in area.ticks
    ]
    return {
        "figure": webfonts.dressed(figure_dict(scene)),
        "least": scene.width * PX if scene.fluid else 0,
        "rows": rows,
        "areas": [_country_of(area.id, codes) for area in scene.areas],
        "notes": [
            [f"{_country_of(area, codes)}:{key}" for area, key in own] for own in facts_noted(scene)
        ],
    }


def _country_of(area: str, codes: Sequence[str]) -> str:
    """The country of an area: the one that its id begins with, or the only one."""
    begun = [code for code in codes if area.startswith(f"{code} ")]
    return begun[0] if begun else next(iter(codes), "")


def facts_shown(chart: Chart) -> list[dict[str, Any]]:
    """The facts drawn: the cells of the table, and the texts of the detail panel."""
    window = chart.scene.time_axis.window
    return [
        {
            **dict(zip(COLUMNS, row_of(subject.code, fact), strict=True)),
            "id": f"{subject.code}:{fact.id}",
            "what": fact.name(chart.scale),
            "when": fact.when,
            "track": f"{subject.code}:{track.kind}:{track.category}",
            "references": full_sources(fact.source, chart.origin),
            "days": [(day - _EPOCH) * _DAY_MS for day in clipped(fact, window)],
        }
        for subject in chart.subjects
        for track in subject.shown
        for fact in track.facts
    ]
