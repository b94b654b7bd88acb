"""The axes of a plotly figure: one of time for each column, one of values for each area."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from ..layout.scene import Area, Scene
from ..layout.theme import Theme
from ..layout.ticks import TimeAxis
from .shapes import HAIRLINE, MINOR, TICK

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
    """Return an axis of time. Zooming in shows finer ticks; past the first view there is nothing.

    All axes of time zoom together. An axis that counts years from an event keeps its ticks, since
    plotly only names dates.
    """
    theme, first, window = scene.theme, scene.time_axis, across.window
    wide = scene.right - first.left
    shares = [(end - first.left) / wide for end in (across.left, across.right)]
    axis: dict[str, Any] = {"type": "date", "domain": shares}
    if across is not first:
        axis["matches"] = "x"
    if across.aligned or across.names_months:
        axis["tickvals"] = [iso(day) for day, _ in across.ticks]
        axis["ticktext"] = [name for _, name in across.ticks]
    axis["range"] = [iso(across.viewport.first), iso(across.viewport.last)]
    axis |= {"minallowed": iso(window.first), "maxallowed": iso(window.last)}
    # plotly chooses the step, so that it changes on zoom; this many ticks lead it to that of paper
    axis["nticks"] = max(2, -int(-(window.last - window.first) / 365.25 // across.step))
    axis |= {"anchor": "free", "position": up(across.names_at[-1] - theme.size * 0.75, scene)}
    axis |= {**_grid(theme, theme.has_grid), "zeroline": False, "ticks": ""}
    axis |= {"tickfont": _tick_font(theme), "ticklabelstandoff": 0}
    axis |= {"showspikes": True, "spikemode": "across", "spikesnap": "cursor"}  # the cursor line
    axis |= {"spikethickness": 1, "spikedash": "solid", "spikecolor": theme.muted}
    return axis | (_tick_marks(across, theme) if across.has_marks else {})


def _tick_marks(across: TimeAxis, theme: Theme) -> dict[str, Any]:
    """Short lines at the ticks, and shorter ones at the years or months between them."""
    (long, wide), (short, thin) = ((em * theme.size * PX, pt * PX) for em, pt in (TICK, MINOR))
    marks: dict[str, Any] = {"ticks": "outside", "ticklen": long, "tickwidth": wide}
    marks |= {"tickcolor": theme.muted, "ticklabelstandoff": -round(long)}
    if across.minor:
        finer: dict[str, Any] = {"ticks": "outside", "ticklen": short, "tickwidth": thin}
        finer |= {"tickcolor": theme.muted}
        if across.aligned or across.names_months:
            finer["tickvals"] = [iso(day) for day in across.minor]
        else:
            finer |= {"dtick": "M12", "tick0": "2000-01-01"}
        marks["minor"] = finer
    return marks


def value_axis(area: Area, scene: Scene) -> dict[str, Any]:
    """Return the axis of one area: its values, or points from its top where it has none."""
    theme = scene.theme
    ticks = area.ticks if area.is_named or area.is_ruled else ()
    ruled = area.has_values and area.is_ruled and theme.has_grid
    axis: dict[str, Any] = {
        "domain": [up(area.bottom, scene), up(area.top - (area.above or 0), scene)],
        "anchor": ref("x", area.column),
    }
    axis |= {"fixedrange": True, "zeroline": False, **_grid(theme, ruled)}
    axis |= {"tickfont": _tick_font(theme, area.ink), "ticks": ""}
    axis |= {"ticklabelstandoff": round(theme.size * area.gap * PX) - 3}
    top = area.value(-area.above) if area.above else area.high
    axis |= {"range": [area.low, top], "showticklabels": bool(ticks) and area.is_named}
    if ticks:
        axis["tickvals"] = [value for value, _ in ticks]
        axis["ticktext"] = [_name(at, escaped(name), area, theme) for at, name in ticks]
    return axis


def _name(at: float, name: str, area: Area, theme: Theme) -> str:
    """The name of a value; of a row that stands out, in bold."""
    stands_out = at in area.stressed
    return f'<b style="color:{theme.ink}">{name}</b>' if stands_out else name


def _grid(theme: Theme, shown: bool) -> dict[str, Any]:
    return {"showgrid": shown, "gridcolor": theme.grid, "gridwidth": HAIRLINE * PX}


def _tick_font(theme: Theme, ink: str = "") -> dict[str, Any]:
    return {"size": theme.size * PX, "color": ink or theme.muted}
