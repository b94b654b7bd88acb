"""What the browser is told: the figures in sight, their facts, what the controls offer.

Plain values in, plain values out, ready for JSON.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ..chart import Chart
from ..draw import faces
from ..draw.axes import PX
from ..draw.screen import figure_dict
from ..errors import LayoutError
from ..layout import overview
from ..layout.frame import clipped
from ..layout.scene import Area, Scene
from ..layout.sizes import WIDTHS
from ..story.events import ongoing_until
from ..story.facts import Fact, Story
from ..story.order import SORTS
from ..story.rows import Group, row_of
from ..story.tracks import HEADINGS, Track, Window, window_of
from ..table import countries
from ..table.dates import ONGOING
from ..table.rules import KINDS
from ..table.scales import Scale
from ..table.sources import full_sources
from .away import FORMATS

SIZES = {"": "Page width"} | {
    name: f"{width.place}, {width.size}" for name, width in WIDTHS.items()
}
FILTERED = ("law", "event")
"""Kinds whose categories have boxes to tick; `Explorer.only` takes any kind."""
CONFIG = {
    "displaylogo": False,
    "showSendToCloud": False,
    "doubleClick": False,
    "scrollZoom": False,
    "modeBarButtons": [["zoom2d", "pan2d"]],
}

_ORDER = ("law", "event", "index", "rating", "government")
_DAY_MS = 86_400_000
_EPOCH = date(1970, 1, 1).toordinal()


def offered(facts: Mapping[str, Sequence[Fact]], scale: Scale) -> dict[str, Any]:
    """What the controls offer for the facts of all countries."""
    from plotly.offline import get_plotlyjs_version

    there = {code: {fact.kind for fact in own} for code, own in facts.items()}
    names = {**HEADINGS, "rating": scale.name}
    categories = categories_of(facts)
    rated = [year for own in facts.values() for year in window_of(own).years]
    wide = rated + [year for own in facts.values() for year in _years_of(own)]
    return {
        "plotly": get_plotlyjs_version(),
        "config": CONFIG,
        # events tell a case that somebody has looked at from one of which there are ratings only
        "countries": [
            [code, name, "".join(f" · {HEADINGS[k].lower()}" for k in FILTERED if k in there[code]),
             "event" in there[code]]
            for name, code in sorted((countries.name_of(code), code) for code in facts)
        ],
        "tracks": [[kind, names[kind]] for kind in _ORDER if kind in set().union(*there.values())],
        "categories": {kind: categories.get(kind, ()) for kind in FILTERED},
        "sizes": list(SIZES.items()),
        "sorts": SORTS[:-1],
        "formats": FORMATS,
        "span": [min(rated), max(rated)],
        "wide": [min(wide), max(wide)],
    }  # fmt: skip


def categories_of(facts: Mapping[str, Sequence[Fact]]) -> dict[str, tuple[str, ...]]:
    """The categories of each kind in the whole table, the most frequent first."""
    found = Counter((f.kind, f.category) for country in facts.values() for f in country)
    return {
        kind: tuple(category for (of, category), _ in found.most_common() if of == kind)
        for kind in KINDS
    }


def counts_of(facts: Sequence[Fact], years: tuple[int, int]) -> list[dict[str, int]]:
    """How many facts there are of each kind, and each category: in these years, and in all."""
    window = Window.of_years(*years)
    here = [fact for fact in facts if window.shows(fact)]
    return [Counter(name for f in some for name in (f.kind, f"{f.kind}:{f.category}"))
            for some in (here, facts)]  # fmt: skip


def empty_of(chart: Chart, facts: Sequence[Fact]) -> str:
    """Which tracks that were asked for are empty, and what there is instead."""
    full = {track.kind for track in chart.tracks if track.facts}
    said = []
    for track in chart.tracks:
        if track.kind not in full:
            dates = [fact.when for fact in facts if fact.kind == track.kind]
            there = f" of {len(dates)} in view ({', '.join(dates[:4])})" if dates else ""
            said.append(f"{track.heading(chart.scale)}: none{there}.")
    return " ".join(dict.fromkeys(said))


def _years_of(facts: Sequence[Fact]) -> tuple[int, int]:
    """First and last year of which there is anything."""
    ends = [day for f in facts for day in (f.first, f.last - 1) if f.first <= day < float("inf")]
    first, last = min(f.first for f in facts), max(ends)
    return date.fromordinal(int(first)).year, date.fromordinal(int(last)).year


def day_of(text: str) -> float:
    """A day as text in days."""
    return float(date.fromisoformat(text).toordinal())


def in_sight(chart: Chart, zoom: tuple[str, str] | None, room: float) -> Scene:
    """The scene with its labels placed for the days in sight and for the room there is, in points.

    Where nothing is zoomed and the page is wide enough it is the scene of the chart itself.
    """
    scene, whole = chart.scene, chart.scene.across.window
    days = Window(*map(day_of, zoom)) if zoom else whole
    if not (whole.first <= days.first and days.last <= whole.last):
        days = whole
    fits = zoom or room < scene.width or chart.view.kind == "overview"
    width = room if scene.fluid and room and fits else scene.width
    if width == scene.width and days == whole:
        return scene
    page = replace(chart.view.page(chart.title), width=width)
    try:
        return chart.layout(page, sight=days)
    except LayoutError:  # too narrow: the page scrolls; too low: labels stay where they were
        return replace(scene, columns=tuple(replace(a, sight=days) for a in scene.columns))


def strip(story: Story, codes: Sequence[str], chart: Chart, room: float) -> Scene:
    """Countries as rows above the chart of one of them, on its days."""
    facts = {code: ongoing_until(story.facts[code], story.horizon) for code in codes}
    rows = [row_of(story, code, facts[code], (), None) for code in codes]
    window, page = chart.scene.across.window, chart.view.page("")
    width = room if chart.scene.fluid and room else page.width
    page = replace(page, width=width, height=None, theme=replace(page.theme, title_size=0))
    return overview.lay_out([Group("", tuple(rows))], window, story.scale, page, columns=1)


def under(upper: dict[str, Any], lower: dict[str, Any]) -> None:
    """Give two sheets one margin, so that a day stands under itself; names need what they have."""
    margins = [sheet["figure"]["layout"]["margin"] for sheet in (upper, lower)]
    if margins[0]["l"] <= margins[1]["l"]:
        margins[0].update({side: margins[1][side] for side in "lr"})


def sheet_of(scene: Scene, title: str, codes: Sequence[str], kind: str) -> dict[str, Any]:
    """A figure with what the pointer finds on it: rows with their places, or areas and labels."""
    named = iter(codes)
    rows = [
        [next(named), number, area.column, at - 0.5]
        for number, area in enumerate(scene.areas)
        if kind == "overview" and area.id.startswith("rows")
        for at, _ in area.ticks
    ]
    return {
        "title": title,
        "figure": faces.dressed(figure_dict(scene)),
        "least": scene.width * PX if scene.fluid else 0,
        "rows": rows,
        "areas": [_country_of(area, codes) for area in scene.areas],
        "labels": [f"{_country_of(area, codes)}:{label.fact.key}" for area in scene.areas
                   for label in area.labels if label.leader],
    }  # fmt: skip


def _country_of(area: Area, codes: Sequence[str]) -> str:
    """The country of an area: of several, the one that its name begins with."""
    begun = [code for code in codes if area.id.startswith(f"{code} ")]
    return begun[0] if begun else next(iter(codes), "")


def rows_of(chart: Chart) -> list[dict[str, Any]]:
    """The facts drawn: the cells of the table, and what the detail panel says."""
    return [
        _row(subject.code, fact, track, chart)
        for subject in chart.subjects for track in subject.tracks for fact in track.facts
    ]  # fmt: skip


def _row(code: str, fact: Fact, track: Track, chart: Chart) -> dict[str, Any]:
    days = clipped(fact, chart.scene.across.window)
    cells = ("kind", "label", "value", "category", "detail", "source")
    return {
        "id": f"{code}:{fact.key}",
        "country": code,
        **{name: getattr(fact, name) for name in cells},
        "start": str(fact.start),
        "end": ONGOING if fact.ongoing else str(fact.end or ""),
        "what": fact.name(chart.scale),
        "when": fact.when,
        "track": f"{code}:{track.kind}:{track.category}",
        "references": full_sources(fact.source, chart.origin),
        "days": [(day - _EPOCH) * _DAY_MS for day in days],
    }
