"""A scene on the screen: one ordinary plotly figure, in which every mark answers to the pointer.

All tracks share ONE x axis and have y axes of their own (with an x axis each, hover and the cursor
line would reach one track only). Labels hang at their date with an offset in pixels, so they follow
their date when the reader zooms, and only grow apart. The figure is built as one dictionary, which
takes a tenth of the time of adding things one by one.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..layout.scene import Area, Box, Dot, Label, Line, Scene, Text
from ..layout.textwidth import THIN, measured, text_width
from ..layout.theme import FONT_STACK
from ..story.facts import Fact
from ..table.scales import Scale

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

PX = 4 / 3
"""Pixels (CSS, 1/96 in) a point."""

CONFIG = {
    "displaylogo": False,
    "showSendToCloud": False,  # that button would upload the reader's data
    "responsive": True,
    "doubleClick": "reset",
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
}
_DAY_MS = 86_400_000
_CLEAR = "rgba(0,0,0,0)"


def figure(scene: Scene) -> Figure:
    """Draw a scene as a plotly figure.

    Parameters
    ----------
    scene : Scene

    Returns
    -------
    plotly.graph_objects.Figure
    """
    from plotly.graph_objects import Figure

    return Figure(figure_dict(scene))


def figure_dict(scene: Scene) -> dict[str, Any]:
    """Return the figure of `figure` as plain values, ready for JSON."""
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {"xaxis": _time_axis(scene)}
    for number, area in enumerate(scene.areas, start=1):
        name = "" if number == 1 else str(number)
        axes[f"yaxis{name}"] = _value_axis(area, scene)
        traces = _traces(area, scene)
        data += [{"yaxis": f"y{name}", "showlegend": False, **trace} for trace in traces]
    theme, across = scene.theme, scene.across
    return {
        "data": data,
        "layout": {
            "template": {"layout": {}},  # plotly.py would add its own
            "font": {"family": FONT_STACK, "size": theme.size * PX, "color": theme.ink},
            "paper_bgcolor": theme.paper,
            "plot_bgcolor": theme.paper,
            "autosize": scene.fluid,
            **({} if scene.fluid else {"width": scene.width * PX}),
            "height": scene.height * PX,
            "margin": {
                "l": across.left * PX,
                "r": (scene.width - across.right) * PX,
                "t": 0,
                "b": 0,
                "pad": 0,
                "autoexpand": False,
            },
            "barmode": "overlay",
            "hovermode": "closest",
            "hoverdistance": 12,
            "spikedistance": -1,
            "dragmode": "zoom",
            "hoverlabel": {
                "bgcolor": theme.paper,
                "bordercolor": theme.muted,
                "align": "left",
                "namelength": 0,
                "font": {
                    "family": FONT_STACK,
                    "size": max(12, theme.size * PX),
                    "color": theme.ink,
                },
            },
            **axes,
            "shapes": list(_shapes(scene)),
            "annotations": list(_annotations(scene)),
        },
    }


def _iso(day: float) -> str:
    """A day of the scene as plotly's date: ``2003-05-15``, with the time if it has one."""
    moment = datetime(1, 1, 1) + timedelta(days=day - 1)
    return moment.isoformat(sep=" ", timespec="minutes") if day % 1 else moment.date().isoformat()


def _up(y: float, scene: Scene) -> float:
    """Points from the top of the page as plotly's share of the height from the bottom."""
    return 1 - y / scene.height


# --- axes ------------------------------------------------------------------------------------


def _time_axis(scene: Scene) -> dict[str, Any]:
    """The one axis of time. Zooming in shows finer ticks; past the first view there is nothing."""
    across, theme = scene.across, scene.theme
    first, last = _iso(across.window.first), _iso(across.window.last)
    years = (across.window.last - across.window.first) / 365.25
    return {
        "type": "date",
        "range": [_iso(across.sight.first), _iso(across.sight.last)],
        "minallowed": first,
        "maxallowed": last,
        # plotly picks the step itself and so may change it on zoom; this many ticks lead it to ours
        "nticks": max(2, -int(-years // across.step)),
        "anchor": "free",
        "position": _up(across.names_at[-1] - theme.size * 0.75, scene),
        "showgrid": theme.has_grid,
        "gridcolor": theme.grid,
        "gridwidth": 0.6 * PX,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"size": theme.size * PX, "color": theme.muted},
        "ticklabelstandoff": 0,
        "showspikes": True,
        "spikemode": "across",
        "spikesnap": "cursor",
        "spikethickness": 1,
        "spikedash": "solid",
        "spikecolor": theme.muted,
    }


def _value_axis(area: Area, scene: Scene) -> dict[str, Any]:
    """The axis of one area: its values, or points from its top where it has none."""
    theme = scene.theme
    axis: dict[str, Any] = {
        "domain": [_up(area.bottom, scene), _up(area.top, scene)],
        "fixedrange": True,
        "zeroline": False,
        "showgrid": area.has_values and theme.has_grid,
        "gridcolor": theme.grid,
        "gridwidth": 0.6 * PX,
        "tickfont": {"size": theme.size * PX, "color": theme.muted},
        "ticks": "",
        "ticklabelstandoff": round(theme.size * 0.5 * PX) - 3,
        "range": [area.low, area.high],
    }
    if area.has_values:
        values, names = zip(*area.ticks, strict=True)
        return {**axis, "tickvals": values, "ticktext": names}
    return {**axis, "showticklabels": False}


# --- traces ----------------------------------------------------------------------------------


def _traces(area: Area, scene: Scene) -> Iterable[dict[str, Any]]:
    """Lines of one look in one trace, then boxes, then dots: what carries facts."""
    looks: dict[tuple[str, float], list[Line]] = {}
    for mark in area.marks:
        if isinstance(mark, Line):
            looks.setdefault((mark.colour, mark.width), []).append(mark)
    for (colour, width), lines in looks.items():
        points = [point for line in lines for point in (*line.points, None)]
        yield {
            "type": "scatter",
            "mode": "lines",
            "name": area.name,
            "x": [point and _iso(point[0]) for point in points],
            "y": [point and point[1] for point in points],
            "line": {"color": colour, "width": width * PX},
            "hoverinfo": "skip",
        }
    if boxes := [mark for mark in area.marks if isinstance(mark, Box)]:
        yield {
            "type": "bar",
            "orientation": "h",
            "base": [_iso(box.first) for box in boxes],
            "x": [(box.last - box.first) * _DAY_MS for box in boxes],
            "y": [box.y for box in boxes],
            "width": [box.height for box in boxes],
            "marker": _look(boxes),
            **_said(boxes, area, scene),
        }
    if dots := [mark for mark in area.marks if isinstance(mark, Dot)]:
        yield {
            "type": "scatter",
            "mode": "markers",
            "x": [_iso(dot.day) for dot in dots],
            "y": [dot.y for dot in dots],
            "marker": {**_look(dots), "size": [dot.size * PX for dot in dots], "opacity": 1},
            **_said(dots, area, scene),
        }


def _look(marks: Sequence[Box | Dot]) -> dict[str, Any]:
    """Fills and borders, one a mark; what has none is there for the pointer only."""
    widths = [0.5 * PX if mark.border else 0 for mark in marks]
    line = {"width": widths, "color": [mark.border or _CLEAR for mark in marks]}
    return {"color": [mark.fill or _CLEAR for mark in marks], "line": line}


def _said(marks: Sequence[Box | Dot], area: Area, scene: Scene) -> dict[str, Any]:
    return {
        "name": area.name,
        "hovertext": [_hover(mark.fact, scene.scale) for mark in marks],
        "hoverinfo": "text",
        "customdata": [_key(mark.fact) for mark in marks],
    }


def _key(fact: Fact | None) -> str:
    return fact.key if fact else ""


def _hover(fact: Fact | None, scale: Scale) -> str:
    """What the pointer is told: what, when in its own precision, detail, source."""
    if fact is None:
        return ""
    category = fact.category if fact.label else ""
    lines = [
        f"<b>{_markup(fact.name(scale))}</b>",
        _markup(", ".join(filter(None, (fact.when, category)))),
    ]
    lines += [_markup(fact.detail)] if fact.detail else []
    lines += [f"<i>{_markup(fact.source)}</i>"] if fact.source else []
    return "<br>".join(lines)


def _markup(text: str) -> str:
    """Break long text, and keep plotly from reading markup in it."""
    return "<br>".join(html.escape(line, quote=False) for line in textwrap.wrap(text, 64))


# --- shapes and texts ------------------------------------------------------------------------


def _shapes(scene: Scene) -> Iterable[dict[str, Any]]:
    """Lines that carry no facts of their own, under the marks: of one area each, in its own axes.

    (plotly paints shapes that refer to the paper below those of an area, whatever their order.)
    """
    theme, window = scene.theme, scene.across.window
    first, last = _iso(window.first), _iso(window.last)
    for number, area in enumerate(scene.areas, start=1):
        own = {"layer": "between", "xref": "x", "yref": "y" if number == 1 else f"y{number}"}
        if not area.has_values:
            # years are ruled through series only: elsewhere they would look like leaders
            yield {
                **own,
                "type": "rect",
                "x0": first,
                "x1": last,
                "y0": 0,
                "y1": area.height,
                "fillcolor": theme.paper,
                "line": {"width": 0},
            }
        for line in area.ground:
            style = {"color": line.colour, "width": line.width * PX}
            (x0, y0), (x1, y1) = line.points
            dash = {"dash": "1px,2.7px"} if line.dash else {}
            ends = {"x0": _iso(x0), "x1": _iso(x1), "y0": y0, "y1": y1}
            yield {**own, "type": "line", **ends, "line": {**style, **dash}, "name": line.role}
        for label in area.labels:
            style = {"color": theme.leader, "width": 0.6 * PX}
            # across in pixels from the date, so that knees stay as they are when the reader zooms
            beside = {"xsizemode": "pixel", "xanchor": _iso(label.anchor)}
            for (x0, y0), (x1, y1) in pairwise(label.leader_points):
                if (x0, y0) != (x1, y1):
                    ends = {"x0": x0 * PX, "x1": x1 * PX, "y0": y0, "y1": y1}
                    name = "leader" if x0 == x1 else "knee"
                    yield {**own, "type": "line", **beside, **ends, "line": style, "name": name}


def _annotations(scene: Scene) -> Iterable[dict[str, Any]]:
    for area in scene.areas:
        for label in area.labels:
            yield _label(label, area, scene)
    for text in scene.texts:
        yield _text(text, scene)
    for y in scene.across.names_at[:-1]:
        for day, year in scene.across.ticks:
            at = Text(year, 0, y, scene.theme.size, scene.theme.muted, "center")
            yield {**_text(at, scene), "xref": "x", "x": _iso(day), "xshift": 0}


def _label(label: Label, area: Area, scene: Scene) -> dict[str, Any]:
    """A label, whose box plotly fits to the text: in a wider font than ours no letter is cut.

    plotly pads all sides alike, and cuts what does not fit a height: so thin spaces do the rest.
    """
    size, edge = scene.theme.size, 1 if label.border else 0
    text = max(text_width(f"{THIN}{line}{THIN}", size, bold=label.bold) for line in label.lines)
    known = all(map(measured, label.lines))  # else the box keeps the room that was reserved
    pad = max(0, (label.width - text) * PX - edge) / 2 if known else 0
    lines = (f"{THIN}{html.escape(line, quote=False)}{THIN}" for line in label.lines)
    return {
        "text": "<br>".join(lines),
        "xref": "x",
        "x": _iso(label.anchor),
        "xshift": label.offset * PX,
        "xanchor": "center",
        "yref": "paper",
        "y": _up(area.top + label.top + label.height / 2, scene),
        "yanchor": "middle",
        # plotly draws the border outside of the box that it is told
        **({} if known else {"width": label.width * PX - edge}),
        "height": label.height * PX - edge - 2 * pad,
        "borderwidth": edge,
        "borderpad": pad,
        "showarrow": False,
        "bordercolor": label.border or _CLEAR,
        "bgcolor": label.fill or _CLEAR,
        "font": {
            "size": scene.theme.size * PX,
            "color": label.ink,
            "weight": 700 if label.bold else 400,
        },
        "hovertext": _hover(label.fact, scene.scale),
        "captureevents": True,
        "name": "label",
    }


def _text(text: Text, scene: Scene) -> dict[str, Any]:
    return {
        "text": html.escape(text.text, quote=False),
        "showarrow": False,
        "name": "text",
        "xref": "paper",
        "x": 0,
        "xshift": (text.x - scene.across.left) * PX,
        "xanchor": text.align,
        "yref": "paper",
        "y": _up(text.y, scene),
        "yanchor": "middle",
        "borderpad": 0,
        "textangle": -90 if text.upright else 0,
        "font": {"size": text.size * PX, "color": text.colour, "weight": 700 if text.bold else 400},
    }
