"""What the browser is told: the figures in sight, their facts, what the controls offer.

Plain values in, plain values out, ready for JSON.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ..chart import Chart
from ..errors import LayoutError
from ..layout.frame import clipped
from ..layout.scene import Scene
from ..story.facts import Fact
from ..story.tracks import HEADINGS, Track, Window
from ..table import countries
from ..table.dates import ONGOING
from ..table.rules import KINDS
from ..table.scales import Scale
from ..table.sources import full_sources

SIZES = {
    "": "Page width",
    "89mm": "Single column, 89 mm",
    "4.5in": "Book, 4.5 in",
    "183mm": "Double column, 183 mm",
}
FORMATS = ("pdf", "svg", "png", "html")
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

    shown = [_years_of(own) for own in facts.values()]
    there = {fact.kind for own in facts.values() for fact in own}
    names = {**HEADINGS, "rating": scale.name}
    categories = categories_of(facts)
    return {
        "plotly": get_plotlyjs_version(),
        "config": CONFIG,
        "countries": [
            [code, name] for name, code in sorted((countries.name_of(code), code) for code in facts)
        ],
        "tracks": [[kind, names[kind]] for kind in _ORDER if kind in there],
        "categories": {kind: categories.get(kind, ()) for kind in FILTERED},
        "sizes": list(SIZES.items()),
        "formats": list(FORMATS),
        "span": [min(first for first, _ in shown), max(last for _, last in shown)],
    }


def categories_of(facts: Mapping[str, Sequence[Fact]]) -> dict[str, tuple[str, ...]]:
    """The categories of each kind in the whole table, the most frequent first."""
    found = Counter((f.kind, f.category) for country in facts.values() for f in country)
    return {
        kind: tuple(category for (of, category), _ in found.most_common() if of == kind)
        for kind in KINDS
    }


def counts_of(facts: Sequence[Fact]) -> dict[str, Any]:
    """How many facts there are of each kind and category."""
    return {
        "tracks": Counter(fact.kind for fact in facts),
        "categories": {
            kind: Counter(fact.category for fact in facts if fact.kind == kind) for kind in FILTERED
        },
    }


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
        return chart.layout(page, sight=days)
    except LayoutError:  # too narrow: the page scrolls; too low: labels stay where they were
        return replace(scene, columns=tuple(replace(a, sight=days) for a in scene.columns))


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


def files_of(codes: Sequence[str], charts: Sequence[Chart], ending: str) -> dict[str, bytes]:
    """What `Chart.save` writes, by name."""
    files = {}
    with tempfile.TemporaryDirectory() as folder:
        for code, chart in zip(codes, charts, strict=True):
            first, last = chart.scene.across.window.years
            plain = "".join(letter if letter.isalnum() else "_" for letter in code.lower())
            file = chart.save(Path(folder, f"{plain}_{first}-{last}.{ending}"))
            files[file.name] = file.read_bytes()
    return files
