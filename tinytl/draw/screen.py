"""A scene on the screen: one ordinary plotly figure, in which every mark answers to the pointer.

All tracks of a column share ONE x axis and have y axes of their own (with an x axis each, hover and
the cursor line would reach one track only); the axes of further columns follow the first. Labels
hang at their date with an offset in pixels, so they follow their date when the reader zooms, and
only grow apart. The figure is built as one dictionary, which takes a tenth of the time of adding
things one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..layout.scene import Area, Box, Dot, Label, Line, Scene, Text
from ..layout.textwidth import THIRD, measured
from ..layout.theme import FONT_STACK
from .axes import PX, escaped, iso, ref, time_axis, up, value_axis
from .shapes import BORDER, HAIR
from .traces import CLEAR, hover, traces

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

DASHES = "3px,2px"
TALL, SPACING = 1.17, 1.3
"""Heights in em as plotly sets text: of a line, tallest to deepest letter; from one to the next."""
BUTTONS_PX = 140, 28
"""Width and height of the corner at the top right in which plotly shows its buttons."""
CONFIG = {
    "displaylogo": False,
    "showSendToCloud": False,  # that button would upload the reader's data
    "doubleClick": "reset",
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
}


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

    # plotly takes a second to check a thousand labels, and lays its own template over an empty one
    drawn = Figure(fixed_dict(scene), _validate=False)
    for part in (drawn, drawn.layout, *drawn.data):
        part._validate = True  # what its owner changes is checked
    return drawn


def fixed_dict(scene: Scene) -> dict[str, Any]:
    """Return the figure for a page that another program makes: its size is fixed.

    plotly's renderer in JupyterLab fits a figure without a width to its cell, whatever its labels
    need, and then forgets the height too. A figure with both keeps its size, and the cell scrolls.
    """
    drawn = figure_dict(replace(scene, fluid=False), buttons=True)
    if len(scene.columns) > 1 and any(label.leader for a in scene.areas for label in a.labels):
        # only our own pages keep labels from the next column when the reader zooms in
        for number in range(len(scene.columns)):
            drawn["layout"][ref("xaxis", number)]["fixedrange"] = True
    return drawn


def figure_dict(scene: Scene, *, buttons: bool = False) -> dict[str, Any]:
    """Return the figure as plain values, ready for JSON; a fluid scene fills its page.

    With `buttons` it has room above for those of plotly, if they would cover something.
    """
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {
        ref("xaxis", number): time_axis(across, scene)
        for number, across in enumerate(scene.columns)
    }
    for number, area in enumerate(scene.areas):
        axes[ref("yaxis", number)] = value_axis(area, scene)
        own = {"xaxis": ref("x", area.column), "yaxis": ref("y", number), "showlegend": False}
        data += [{**own, **trace} for trace in (() if area.fixed else traces(area, scene))]
    drawn = {"shapes": list(_shapes(scene)), "annotations": list(_annotations(scene))}
    above = BUTTONS_PX[1] if buttons and _under_buttons(scene) else 0
    return {"data": data, "layout": {**_layout(scene, above), **axes, **drawn}}


def _layout(scene: Scene, above_px: int) -> dict[str, Any]:
    theme, left, right = scene.theme, scene.columns[0].left, scene.columns[-1].right
    font = {"family": FONT_STACK, "size": theme.size * PX, "color": theme.ink}
    return {
        "template": {"layout": {}},  # plotly.py would add its own
        "font": font, "paper_bgcolor": theme.paper, "plot_bgcolor": theme.paper,
        "autosize": scene.fluid,
        **({} if scene.fluid else {"width": scene.width * PX}),
        "height": scene.height * PX + above_px,
        "margin": {
            "l": left * PX, "r": (scene.width - right) * PX,
            "t": above_px, "b": 0, "pad": 0, "autoexpand": False,
        },
        "barmode": "overlay", "hovermode": "closest", "hoverdistance": 12, "spikedistance": -1,
        "dragmode": "zoom",
        "hoverlabel": {
            "bgcolor": theme.paper, "bordercolor": theme.muted, "align": "left", "namelength": 0,
            "font": {**font, "size": max(12, theme.size * PX)},
        },
    }  # fmt: skip


def _under_buttons(scene: Scene) -> bool:
    """Whether anything is drawn in the corner of the buttons, which then stand above the chart."""
    wide, high = (px / PX for px in BUTTONS_PX)
    if any(area.top < high for area in scene.areas):
        return True
    for text in scene.texts:
        long = scene.theme.width_of(text.text, bold=text.bold, size=text.size)
        right = text.x + {"left": long, "center": long / 2, "right": 0.0}[text.align]
        if text.y - text.size < high and right > scene.width - wide:
            return True
    return False


# --- shapes and texts ------------------------------------------------------------------------


def _shapes(scene: Scene) -> Iterable[dict[str, Any]]:
    """Lines that carry no facts of their own, under the marks: of one area each, in its own axes.

    (plotly paints shapes that refer to the paper below those of an area, whatever their order.)
    """
    theme, window = scene.theme, scene.time_axis.window
    first, last = iso(window.first), iso(window.last)

    def beside_plot(x: float) -> float:
        return (x - scene.time_axis.left) * PX

    for number, area in enumerate(scene.areas):
        own = {"layer": "between", "xref": ref("x", area.column), "yref": ref("y", number)}
        if not area.has_values:
            # years are ruled through series only: elsewhere they would look like leaders
            ends = {"x0": first, "x1": last, "y0": 0, "y1": area.height}
            yield {**own, "type": "rect", **ends, "fillcolor": theme.paper, "line": {"width": 0}}
        if area.fixed:
            fixed = {"layer": "above", "xref": "paper", "xsizemode": "pixel", "xanchor": 0}
            signs = (sign for mark in area.marks for sign in _drawn(mark, beside_plot))
            yield from ({**own, **fixed, **sign, "name": "key"} for sign in signs)
            continue
        for mark in area.ground:
            name = "band" if isinstance(mark, Box) else mark.role
            yield from ({**own, **drawn, "name": name} for drawn in _drawn(mark, iso))
        dashed = (m for m in area.marks if isinstance(m, Box) and m.dash)  # bars have no dashes
        outlines = (outline for box in dashed for outline in _drawn(box, iso))
        yield from ({**own, **outline, "name": "extent"} for outline in outlines)
        for label in area.labels:
            style = {"color": theme.leader, "width": HAIR * PX}
            # across in pixels from the date, so that knees stay as they are when the reader zooms
            beside = {"xsizemode": "pixel", "xanchor": iso(label.anchor)}
            for (x0, y0), (x1, y1) in pairwise(label.leader_points):
                if (x0, y0) != (x1, y1):
                    ends = {"x0": x0 * PX, "x1": x1 * PX, "y0": y0, "y1": y1}
                    name = "leader" if x0 == x1 else "knee"
                    yield {**own, "type": "line", **beside, **ends, "line": style, "name": name}


def _drawn(mark: Line | Box | Dot, x: Callable[[float], Any]) -> Iterable[dict[str, Any]]:
    """A mark as shapes, which may be dashed."""
    if isinstance(mark, Line):
        dash = {"dash": "1px,2.7px"} if mark.dash else {}
        style = {"color": mark.colour, "width": mark.width * PX, **dash}
        for (x0, y0), (x1, y1) in pairwise(mark.points):
            ends = {"x0": x(x0), "x1": x(x1), "y0": y0, "y1": y1}
            yield {"type": "line", **ends, "line": style}
        return
    kind, dash = "circle", {}
    if isinstance(mark, Box):
        kind, first, last, half = "rect", mark.first, mark.last, mark.height / 2
        dash = {"dash": DASHES} if mark.dash else {}
    else:
        half = mark.size / 2
        first, last = mark.day - half, mark.day + half
    style = {"width": BORDER * PX if mark.border else 0, "color": mark.border or CLEAR, **dash}
    ends = {"x0": x(first), "x1": x(last), "y0": mark.y + half, "y1": mark.y - half}
    yield {"type": kind, **ends, "fillcolor": mark.fill, "line": style}


def _annotations(scene: Scene) -> Iterable[dict[str, Any]]:
    for area in scene.areas:
        yield from (_label(label, area, scene) for label in area.labels if label.leader)
    for text in scene.texts:
        yield _text(text, scene)
    for number, across in enumerate(scene.columns):
        for y in across.names_at[:-1]:  # the axis itself has the last
            for day, year in across.ticks:
                at = Text(year, 0, y, scene.theme.size, scene.theme.muted, "center")
                yield {**_text(at, scene), "xref": ref("x", number), "x": iso(day), "xshift": 0}


def _label(label: Label, area: Area, scene: Scene) -> dict[str, Any]:
    """A label, whose box plotly fits to the text: in a wider font than ours no letter is cut.

    plotly pads all sides alike, and cuts what does not fit the height that is left: so spaces do
    the most of it beside the text, and a pad only what there is room for above and below.
    """
    size, edge = scene.theme.size, 1 if label.border else 0
    widths = (scene.theme.width_of(THIRD + line + THIRD, bold=label.bold) for line in label.lines)
    text = max(widths)
    known = all(map(measured, label.lines))  # else the box keeps the room that was reserved
    high = size * (TALL + SPACING * (len(label.lines) - 1))
    room = min(label.width - text, label.height - high) * PX - edge
    pad = max(0, room) / 2 if known else 0
    lines = (f"{THIRD}{escaped(line)}{THIRD}" for line in label.lines)
    return {
        "text": "<br>".join(lines),
        "xref": ref("x", area.column),
        "x": iso(label.anchor),
        "xshift": label.offset * PX,
        "xanchor": "center",
        "yref": "paper",
        "y": up(area.top + label.top + label.height / 2, scene),
        "yanchor": "middle",
        # plotly draws the border outside of the box that it is told
        **({} if known else {"width": label.width * PX - edge}),
        "height": label.height * PX - edge - 2 * pad,
        "borderwidth": edge,
        "borderpad": pad,
        "showarrow": False,
        "bordercolor": label.border or CLEAR,
        "bgcolor": label.fill or CLEAR,
        "font": {
            "size": scene.theme.size * PX,
            "color": label.ink,
            "weight": 700 if label.bold else 400,
        },
        "hovertext": hover(label.fact, scene),
        "captureevents": True,
        "name": "label",
    }


def _text(text: Text, scene: Scene) -> dict[str, Any]:
    """A text, which keeps its distance from the left end of its column."""
    left = scene.columns[text.column].left
    share = (left - scene.time_axis.left) / (scene.columns[-1].right - scene.time_axis.left)
    about = {"hovertext": escaped(text.about).replace("\n", "<br>"), "captureevents": True}
    return {
        "text": escaped(text.text), "showarrow": False, "name": "text",
        **(about if text.about else {}),
        "xref": "paper", "x": share, "xshift": (text.x - left) * PX, "xanchor": text.align,
        "yref": "paper", "y": up(text.y, scene), "yanchor": "middle",
        "borderpad": 0, "textangle": -90 if text.upright else 0,
        "font": {"size": text.size * PX, "color": text.colour, "weight": 700 if text.bold else 400},
    }  # fmt: skip
