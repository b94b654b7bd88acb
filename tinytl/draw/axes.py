"""The axes of a scene on the screen: of time, one a column, and one down each area."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from ..layout.scene import Area, Scene
from ..layout.ticks import TimeAxis
from .shapes import HAIR

PX = 4 / 3
"""Pixels (CSS, 1/96 in) a point."""
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;", "{": "&#123;"})


def escaped(text: str) -> str:
    """Keep plotly from reading markup, a formula or a template in a text."""
    return text.translate(_MARKUP)


def iso(day: float) -> str:
    """A day of the scene as plotly's date: ``2003-05-15``, with the time if it has one."""
    moment = datetime(1, 1, 1) + timedelta(days=day - 1)
    return moment.isoformat(sep=" ", timespec="minutes") if day % 1 else moment.date().isoformat()


def up(y: float, scene: Scene) -> float:
    """Points from the top of the page as plotly's share of the height from the bottom."""
    return 1 - y / scene.height


def ref(axis: str, number: int) -> str:
    """What plotly calls an axis, counted from 0: ``x``, ``x2``."""
    return axis if number == 0 else f"{axis}{number + 1}"


def time_axis(across: TimeAxis, scene: Scene) -> dict[str, Any]:
    """An axis of time. Zooming in shows finer ticks; past the first view there is nothing.

    All zoom as one. One that counts years from an event keeps its ticks, since plotly only names
    dates.
    """
    theme, (first, *_, last) = scene.theme, (scene.columns[0], *scene.columns)
    years = (across.window.last - across.window.first) / 365.25
    wide = last.right - first.left
    days, names = zip(*across.ticks, strict=True) if across.ticks else ((), ())
    return {
        "type": "date",
        "domain": [(across.left - first.left) / wide, (across.right - first.left) / wide],
        **({"matches": "x"} if across is not first else {}),
        **({"tickvals": [*map(iso, days)], "ticktext": names} if across.counted else {}),
        "range": [iso(across.viewport.first), iso(across.viewport.last)],
        "minallowed": iso(across.window.first), "maxallowed": iso(across.window.last),
        # plotly picks the step itself and so may change it on zoom; this many ticks lead it to ours
        "nticks": max(2, -int(-years // across.step)),
        "anchor": "free", "position": up(across.names_at[-1] - theme.size * 0.75, scene),
        "showgrid": theme.has_grid, "gridcolor": theme.grid, "gridwidth": HAIR * PX,
        "zeroline": False, "ticks": "",
        "tickfont": {"size": theme.size * PX, "color": theme.muted}, "ticklabelstandoff": 0,
        "showspikes": True, "spikemode": "across", "spikesnap": "cursor", "spikethickness": 1,
        "spikedash": "solid", "spikecolor": theme.muted,
    }  # fmt: skip


def value_axis(area: Area, scene: Scene) -> dict[str, Any]:
    """The axis of one area: its values, or points from its top where it has none."""
    theme = scene.theme
    ticks = area.ticks if area.is_named or area.is_ruled else ()
    values, names = zip(*ticks, strict=True) if ticks else ((), ())
    return {
        "domain": [up(area.bottom, scene), up(area.top, scene)],
        "anchor": ref("x", area.column),
        "fixedrange": True, "zeroline": False,
        "showgrid": area.has_values and area.is_ruled and theme.has_grid,
        "gridcolor": theme.grid, "gridwidth": HAIR * PX,
        "tickfont": {"size": theme.size * PX, "color": theme.muted},
        "ticks": "", "ticklabelstandoff": round(theme.size * 0.5 * PX) - 3,
        "range": [area.low, area.high],
        "showticklabels": bool(values) and area.is_named,
        **({"tickvals": values, "ticktext": [*map(escaped, names)]} if values else {}),
    }  # fmt: skip
