"""A layout on the screen: one ordinary plotly figure, in which every mark answers to the pointer.

All tracks share ONE x axis and have y axes of their own (with an x axis each, hover and the cursor
line would reach one track only). Labels hang at their date with an offset in pixels, so they follow
their date when the reader zooms, and only grow apart. The figure is built as one dictionary, which
takes a tenth of the time of adding things one by one.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from ..layout.page import Label, Layout, Mark, Panel, Text
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


def figure(layout: Layout, scale: Scale) -> Figure:
    """Draw a layout as a plotly figure.

    Parameters
    ----------
    layout : Layout
    scale : Scale
        Of the ratings.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    from plotly.graph_objects import Figure

    return Figure(figure_dict(layout, scale))


def figure_dict(layout: Layout, scale: Scale) -> dict[str, Any]:
    """Return the figure of `figure` as plain values, ready for JSON."""
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {"xaxis": _time_axis(layout)}
    for number, panel in enumerate(layout.panels, start=1):
        name = "" if number == 1 else str(number)
        axes[f"yaxis{name}"] = _value_axis(panel, layout)
        traces = _series(panel, layout, scale) if panel.is_series else _marks(panel, layout, scale)
        data += [{"yaxis": f"y{name}", "showlegend": False, **trace} for trace in traces]
    theme = layout.theme
    return {
        "data": data,
        "layout": {
            "template": {"layout": {}},  # plotly.py would add its own
            "font": {"family": FONT_STACK, "size": theme.size * PX, "color": theme.ink},
            "paper_bgcolor": theme.paper,
            "plot_bgcolor": theme.paper,
            "autosize": layout.fluid,
            **({} if layout.fluid else {"width": layout.width * PX}),
            "height": layout.height * PX,
            "margin": {
                "l": layout.left * PX,
                "r": (layout.width - layout.right) * PX,
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
            "shapes": list(_shapes(layout)),
            "annotations": list(_annotations(layout, scale)),
        },
    }


def _iso(day: float) -> str:
    """A day of the layout as plotly's date: ``2003-05-15``, with the time if it has one."""
    moment = datetime(1, 1, 1) + timedelta(days=day - 1)
    return moment.isoformat(sep=" ", timespec="minutes") if day % 1 else moment.date().isoformat()


def _up(y: float, layout: Layout) -> float:
    """Points from the top of the page as plotly's share of the height from the bottom."""
    return 1 - y / layout.height


# --- axes ------------------------------------------------------------------------------------


def _time_axis(layout: Layout) -> dict[str, Any]:
    """The one axis of time. Zooming in shows finer ticks; past the first view there is nothing."""
    first, last, theme = _iso(layout.window.first), _iso(layout.window.last), layout.theme
    step = layout.year_step
    years = (layout.window.last - layout.window.first) / 365.25
    return {
        "type": "date",
        "range": [first, last],
        "minallowed": first,
        "maxallowed": last,
        # plotly picks the step itself and so may change it on zoom; this many ticks lead it to ours
        "nticks": max(2, -int(-years // step)),
        "anchor": "free",
        "position": _up(layout.years_at[-1] - theme.size * 0.75, layout),
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


def _value_axis(panel: Panel, layout: Layout) -> dict[str, Any]:
    """The axis of one track: its values, or points from its top where it only holds marks."""
    theme = layout.theme
    axis: dict[str, Any] = {
        "domain": [_up(panel.bottom, layout), _up(panel.top, layout)],
        "fixedrange": True,
        "zeroline": False,
        "showgrid": panel.is_series and theme.has_grid,
        "gridcolor": theme.grid,
        "gridwidth": 0.6 * PX,
        "tickfont": {"size": theme.size * PX, "color": theme.muted},
        "ticks": "",
        "ticklabelstandoff": round(theme.size * 0.5 * PX) - 3,
    }
    if panel.is_series:
        values, names = zip(*panel.ticks, strict=True)
        return {**axis, "range": [panel.low, panel.high], "tickvals": values, "ticktext": names}
    return {**axis, "range": [panel.height, 0], "showticklabels": False}


# --- traces ----------------------------------------------------------------------------------


def _series(panel: Panel, layout: Layout, scale: Scale) -> Iterable[dict[str, Any]]:
    """The line, its levels in colour, and what answers to the pointer: the whole track."""
    theme, values = layout.theme, panel.values
    hover = [_hover(value.fact, scale) for value in values]
    joined = any(first != last for first, _, last, _ in panel.joins) or all(
        value.first == value.last for value in values
    )
    x, y = _polyline(panel)
    line = {"color": theme.ink, "width": theme.weight * PX * (1 if joined else 0.5)}
    yield {
        "type": "scatter",
        "name": panel.heading,
        "mode": "lines",
        "x": x,
        "y": y,
        "line": line,
        "hoverinfo": "skip",
    }
    if joined:
        yield {
            "type": "scatter",
            "name": panel.heading,
            "mode": "markers",
            "x": [_iso(value.first) for value in values],
            "y": [value.value for value in values],
            "marker": {  # unseen but for the pointer, where a line leads to the value
                "size": [theme.weight * PX * 2.2 if v in panel.alone else 10 for v in values],
                "color": theme.ink,
                "opacity": [1 if value in panel.alone else 0 for value in values],
                "line": {"width": 0},
            },
            "hovertext": hover,
            "hoverinfo": "text",
            "customdata": [value.fact.key for value in values],
        }
        return
    for colour in dict.fromkeys(value.colour for value in values):
        own = [value for value in panel.strokes if value.colour == colour]
        yield {
            "type": "scatter",
            "name": panel.heading,
            "mode": "lines",
            "hoverinfo": "skip",
            "x": [x for v in own for x in (_iso(v.first), _iso(v.last), None)],
            "y": [y for v in own for y in (v.value, v.value, None)],
            "line": {"color": colour, "width": theme.weight * PX},
        }
    yield {
        "type": "bar",
        "name": panel.heading,
        "orientation": "h",
        "base": [_iso(value.first) for value in values],
        "x": [(value.last - value.first) * _DAY_MS for value in values],
        "y": [(panel.low + panel.high) / 2] * len(values),
        "width": abs(panel.high - panel.low),
        "marker": {"color": _CLEAR},
        "hovertext": hover,
        "hoverinfo": "text",
        "customdata": [value.fact.key for value in values],
    }


def _polyline(panel: Panel) -> tuple[list[str | None], list[float | None]]:
    """Values in a row, broken where no join leads from one to the next."""
    joined = {(a, b) for a, _, b, _ in panel.joins}
    x: list[str | None] = []
    y: list[float | None] = []
    for before, value in zip((None, *panel.values), panel.values, strict=False):
        if before is not None and (before.last, value.first) not in joined:
            x.append(None)
            y.append(None)
        ends = [value.first] if value.first == value.last else [value.first, value.last]
        x += [_iso(day) for day in ends]
        y += [value.value] * len(ends)
    return x, y


def _marks(panel: Panel, layout: Layout, scale: Scale) -> Iterable[dict[str, Any]]:
    dots = [mark for mark in panel.marks if mark.shape == "dot"]
    bars = [mark for mark in panel.marks if mark.shape != "dot"]
    if bars:
        yield {
            "type": "bar",
            "name": panel.heading,
            "orientation": "h",
            "base": [_iso(mark.first) for mark in bars],
            "x": [(mark.last - mark.first) * _DAY_MS for mark in bars],
            "y": [mark.y for mark in bars],
            "width": [mark.height for mark in bars],
            "marker": {
                "color": [mark.fill for mark in bars],
                "line": {"width": [_outline(m) for m in bars], "color": layout.theme.paper},
            },
            "hovertext": [_hover(mark.fact, scale) for mark in bars],
            "customdata": [mark.fact.key for mark in bars],
            "hoverinfo": "text",
        }
    if dots:
        yield {
            "type": "scatter",
            "name": panel.heading,
            "mode": "markers",
            "x": [_iso((mark.first + mark.last) / 2) for mark in dots],
            "y": [mark.y for mark in dots],
            "marker": {
                "size": dots[0].height * PX,
                "color": [mark.fill for mark in dots],
                "opacity": 1,
                "line": {"width": 0.5 * PX, "color": layout.theme.paper},
            },
            "hovertext": [_hover(mark.fact, scale) for mark in dots],
            "customdata": [mark.fact.key for mark in dots],
            "hoverinfo": "text",
        }


def _outline(mark: Mark) -> float:
    return 0.5 * PX if mark.shape == "bar" else 0


def _hover(fact: Fact, scale: Scale) -> str:
    """What the pointer is told: what, when in its own precision, detail, source."""
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


def _shapes(layout: Layout) -> Iterable[dict[str, Any]]:
    """Lines that carry no facts of their own, under the marks: of one panel each, in its own axes.

    (plotly paints shapes that refer to the paper below those of a panel, whatever their order.)
    """
    theme = layout.theme
    first, last = _iso(layout.window.first), _iso(layout.window.last)
    for number, panel in enumerate(layout.panels, start=1):
        own = {"layer": "between", "xref": "x", "yref": "y" if number == 1 else f"y{number}"}
        if not panel.is_series:
            # years are ruled through series only: elsewhere they would look like leaders
            yield {
                **own,
                "type": "rect",
                "x0": first,
                "x1": last,
                "y0": 0,
                "y1": panel.height,
                "fillcolor": theme.paper,
                "line": {"width": 0},
            }
        if panel.ruled:
            line = {"color": theme.rule, "width": 0.6 * PX}
            yield {**own, **_line(first, last, panel.baseline, panel.baseline), "line": line}
        for guide in panel.guides:
            line = {"color": theme.guide, "width": 0.7 * PX, "dash": "1px,2.7px"}
            at = _iso(guide)
            yield {**own, **_line(at, at, panel.low, panel.high), "line": line, "name": "guide"}
        for label in panel.labels:
            at, line = _iso(label.anchor), {"color": theme.leader, "width": 0.6 * PX}
            for y0, y1 in label.leaders:
                yield {**own, **_line(at, at, y0, y1), "line": line, "name": "leader"}


def _line(x0: str, x1: str, y0: float | None, y1: float | None) -> dict[str, Any]:
    return {"type": "line", "x0": x0, "x1": x1, "y0": y0, "y1": y1}


def _annotations(layout: Layout, scale: Scale) -> Iterable[dict[str, Any]]:
    for panel in layout.panels:
        for label in panel.labels:
            yield _label(label, panel, layout, scale)
    for text in layout.texts:
        yield _text(text, layout)
    for y in layout.years_at[:-1]:
        for day, year in layout.year_ticks:
            at = Text(year, 0, y, layout.theme.size, layout.theme.muted, "center")
            yield {**_text(at, layout), "xref": "x", "x": _iso(day), "xshift": 0}


def _label(label: Label, panel: Panel, layout: Layout, scale: Scale) -> dict[str, Any]:
    fill, ink, border = label.colours
    edge = 1 if border else 0
    return {
        "text": "<br>".join(html.escape(line, quote=False) for line in label.lines),
        "xref": "x",
        "x": _iso(label.anchor),
        "xshift": label.offset * PX,
        "xanchor": "center",
        "yref": "paper",
        "y": _up(panel.top + label.top + label.height / 2, layout),
        "yanchor": "middle",
        # plotly draws the border outside of the box that it is told
        "width": label.width * PX - edge,
        "height": label.height * PX - edge,
        "borderwidth": edge,
        "borderpad": 0,
        "showarrow": False,
        "bordercolor": border or _CLEAR,
        "bgcolor": fill or _CLEAR,
        "font": {
            "size": layout.theme.size * PX,
            "color": ink,
            "weight": 700 if label.bold else 400,
        },
        "hovertext": _hover(label.fact, scale),
        "captureevents": True,
        "name": "label",
    }


def _text(text: Text, layout: Layout) -> dict[str, Any]:
    return {
        "text": html.escape(text.text, quote=False),
        "showarrow": False,
        "name": "text",
        "xref": "paper",
        "x": 0,
        "xshift": (text.x - layout.left) * PX,
        "xanchor": text.align,
        "yref": "paper",
        "y": _up(text.y, layout),
        "yanchor": "middle",
        "borderpad": 0,
        "textangle": -90 if text.upright else 0,
        "font": {"size": text.size * PX, "color": text.colour, "weight": 700 if text.bold else 400},
    }
