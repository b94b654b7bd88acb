"""What the browser is told: the figures in sight, their facts, what the controls offer.

Plain values in, plain values out, ready for JSON.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ..chart import Chart
from ..errors import LayoutError
from ..layout.frame import clipped
from ..layout.page import lay_out
from ..layout.scene import Scene
from ..layout.sizes import WIDTHS
from ..story.facts import Fact
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

    rated = [window_of(own).years for own in facts.values()]
    wide = [_years_of(own) for own in facts.values()]
    there = {fact.kind for own in facts.values() for fact in own}
    names = {**HEADINGS, "rating": scale.name}
    categories = categories_of(facts)
    return {
        "plotly": get_plotlyjs_version(),
        "config": CONFIG,
        "countries": [
            [code, name, _marks_of(facts[code]), _is_full(facts[code])]
            for name, code in sorted((countries.name_of(code), code) for code in facts)
        ],
        "tracks": [[kind, names[kind]] for kind in _ORDER if kind in there],
        "categories": {kind: categories.get(kind, ()) for kind in FILTERED},
        "sizes": list(SIZES.items()),
        "formats": list(FORMATS),
        "span": _around(rated),
        "wide": _around([*rated, *wide]),
    }


def _around(spans: Sequence[tuple[int, int]]) -> list[int]:
    return [min(first for first, _ in spans), max(last for _, last in spans)]


def _is_full(facts: Sequence[Fact]) -> bool:
    """Whether there is more than ratings, indices and criminalization laws."""
    return any(fact.kind == "event" for fact in facts)


def _marks_of(facts: Sequence[Fact]) -> str:
    """What is there, for the list of countries."""
    there = [kind for kind in FILTERED if any(fact.kind == kind for fact in facts)]
    return " ".join(f"· {HEADINGS[kind].lower()}" for kind in there)


def categories_of(facts: Mapping[str, Sequence[Fact]]) -> dict[str, tuple[str, ...]]:
    """The categories of each kind in the whole table, the most frequent first."""
    found = Counter((f.kind, f.category) for country in facts.values() for f in country)
    return {
        kind: tuple(category for (of, category), _ in found.most_common() if of == kind)
        for kind in KINDS
    }


def counts_of(facts: Sequence[Fact], years: tuple[int, int]) -> dict[str, Any]:
    """How many facts there are of each kind and category: in these years, and in all."""
    window = Window.of_years(*years)

    def counted(names: Iterable[tuple[str, Fact]]) -> dict[str, list[int]]:
        counts: dict[str, list[int]] = {}
        for name, fact in names:
            count = counts.setdefault(name, [0, 0])
            count[0] += window.shows(fact)
            count[1] += 1
        return counts

    return {
        "tracks": counted((fact.kind, fact) for fact in facts),
        "categories": {
            kind: counted((fact.category, fact) for fact in facts if fact.kind == kind)
            for kind in FILTERED
        },
    }


def empty_of(chart: Chart, facts: Sequence[Fact]) -> str:
    """Which tracks that were asked for are empty, and what there is instead."""
    names = {**HEADINGS, "rating": chart.scale.name}
    drawn = {track.kind for track in chart.tracks if track.facts}
    said = []
    for kind in dict.fromkeys(track.kind for track in chart.tracks if track.kind not in drawn):
        years = [fact.when for fact in facts if fact.kind == kind]
        there = f"none of {len(years)} in view ({', '.join(years[:4])})" if years else "none"
        said.append(f"{names[kind]}: {there}.")
    return f"{chart.title}. {' '.join(said)}" if said else ""


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
    width = room if scene.fluid and room and (zoom or room < scene.width) else scene.width
    if width == scene.width and days == whole:
        return scene
    page = replace(chart.view.page(chart.title), width=width)
    try:
        return lay_out(chart.tracks, whole, chart.scale, page, sight=days)
    except LayoutError:  # too narrow: the page scrolls; too low: labels stay where they were
        return replace(scene, across=replace(scene.across, sight=days))


def rows_of(code: str, chart: Chart) -> list[dict[str, Any]]:
    """The facts drawn: the cells of the table, and what the detail panel says."""
    return [_row(code, fact, track, chart) for track in chart.tracks for fact in track.facts]


def _row(code: str, fact: Fact, track: Track, chart: Chart) -> dict[str, Any]:
    days = clipped(fact, chart.scene.across.window)
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
