"""The axes of a scene on the screen: one of time, which all areas share, and one down each area."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from ..layout.scene import Area, Scene
from .flat import HAIR

PX = 4 / 3
"""Pixels (CSS, 1/96 in) a point."""


def iso(day: float) -> str:
    """A day of the scene as plotly's date: ``2003-05-15``, with the time if it has one."""
    moment = datetime(1, 1, 1) + timedelta(days=day - 1)
    return moment.isoformat(sep=" ", timespec="minutes") if day % 1 else moment.date().isoformat()


def up(y: float, scene: Scene) -> float:
    """Points from the top of the page as plotly's share of the height from the bottom."""
    return 1 - y / scene.height


def time_axis(scene: Scene) -> dict[str, Any]:
    """The one axis of time. Zooming in shows finer ticks; past the first view there is nothing."""
    across, theme = scene.across, scene.theme
    years = (across.window.last - across.window.first) / 365.25
    return {
        "type": "date",
        "range": [iso(across.sight.first), iso(across.sight.last)],
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
    values, names = zip(*area.ticks, strict=True) if area.has_values else ((), ())
    return {
        "domain": [up(area.bottom, scene), up(area.top, scene)],
        "fixedrange": True, "zeroline": False,
        "showgrid": area.has_values and theme.has_grid,
        "gridcolor": theme.grid, "gridwidth": HAIR * PX,
        "tickfont": {"size": theme.size * PX, "color": theme.muted},
        "ticks": "", "ticklabelstandoff": round(theme.size * 0.5 * PX) - 3,
        "range": [area.low, area.high],
        **({"tickvals": values, "ticktext": names} if values else {"showticklabels": False}),
    }  # fmt: skip
