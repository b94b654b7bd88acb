"""A scene as an ordinary plotly figure, in which every mark has a tooltip.

All tracks of a column share ONE x axis, and each has its y axis (with an x axis for each track,
hover and the cursor line would reach one track only); the axes of further columns match the first.
A label has an offset in pixels from its date, so it follows its date when the reader zooms in, and
labels only move apart. The figure is built as one dictionary, which takes a tenth of the time of
adding its parts one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..layout.scene import Area, Box, Dot, Line, Mark, Scene, Text
from ..layout.theme import FONT_STACK
from .annotations import annotations_of, facts_noted
from .axes import PX, iso, ref, time_axis, value_axis
from .shapes import HAIRLINE, corners, ruled_over, style_of
from .traces import CLEAR, dashes_px, line_style, traces

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_DASHES_PX = "3px,2px"
BUTTONS_PX = 140, 28
"""Width and height of the corner at the top right in which plotly shows its buttons."""
CONFIG = {
    "displaylogo": False,
    "showSendToCloud": False,  # that button would upload the reader's data
    "doubleClick": "reset",
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d", "zoomIn2d", "zoomOut2d"],
}


def config_of(name: str, **more: bool) -> dict[str, Any]:
    """The configuration of plotly in a page; its camera saves an SVG of that name."""
    return {**CONFIG, **more, "toImageButtonOptions": {"format": "svg", "filename": name}}


def figure(scene: Scene) -> Figure:
    """Draw a scene as a plotly figure.

    Parameters
    ----------
    scene : Scene

    Returns
    -------
    plotly.graph_objects.Figure
    """
    return figure_of(fixed_dict(scene))


def figure_of(values: dict[str, Any]) -> Figure:
    """Make a figure of plain values, as they are."""
    from plotly.graph_objects import Figure

    # plotly takes a second to check a thousand labels, and lays its own template over an empty one
    drawn = Figure(values, _validate=False)
    for part in (drawn, drawn.layout, *drawn.data):
        part._validate = True  # what its owner changes is checked
    return drawn


def fixed_dict(scene: Scene) -> dict[str, Any]:
    """Return the figure for a page of another program, such as a notebook: its size is fixed.

    plotly's renderer in JupyterLab gives a figure without a width exactly the width of its cell and
    deletes its height; no setting of plotly is a minimum. Labels would overlap in a narrow cell. A
    figure with both keeps its size in a cell of any width, and a narrower cell scrolls.
    """
    drawn = figure_dict(replace(scene, page=replace(scene.page, fluid=False)), buttons=True)
    if len(scene.columns) > 1 and any(label.leader for a in scene.areas for label in a.labels):
        # only pages that tinytl writes keep labels out of the next column when the reader zooms in
        for number in range(len(scene.columns)):
            drawn["layout"][ref("xaxis", number)]["fixedrange"] = True
    return drawn


def figure_dict(scene: Scene, *, buttons: bool = False) -> dict[str, Any]:
    """Return the figure as plain values, ready for JSON; a fluid scene fills its page.

    With `buttons` there is room above the chart for those of plotly, if they would cover something.
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
    drawn: dict[str, Any] = {
        "shapes": list(_shapes(scene)),
        "annotations": list(annotations_of(scene)),
    }
    if any(text.fact for text in scene.texts):
        facts = [[f"{area}:{key}" for area, key in own] for own in facts_noted(scene)]
        drawn["meta"] = {"areas": [area.id for area in scene.areas], "facts": facts}
    above = BUTTONS_PX[1] if buttons and _under_buttons(scene) else 0
    return {"data": data, "layout": {**_layout(scene, above), **axes, **drawn}}


def _layout(scene: Scene, above_px: int) -> dict[str, Any]:
    theme, left, right = scene.theme, scene.time_axis.left, scene.right
    font = {"family": FONT_STACK, "size": theme.size * PX, "color": theme.ink}
    tooltip = {"bgcolor": theme.paper, "bordercolor": theme.muted, "align": "left", "namelength": 0}
    tooltip["font"] = {**font, "size": max(12, theme.size * PX)}
    margin = {"l": left * PX, "r": (scene.width - right) * PX, "t": above_px, "b": 0, "pad": 0}
    layout: dict[str, Any] = {"template": {"layout": {}}}  # plotly.py would add its own
    layout |= {"font": font, "paper_bgcolor": theme.paper, "plot_bgcolor": theme.paper}
    layout |= {"autosize": True} if scene.fluid else {"autosize": False, "width": scene.width * PX}
    layout |= {"height": scene.height * PX + above_px, "margin": {**margin, "autoexpand": False}}
    layout |= {"barmode": "overlay", "hovermode": "closest", "hoverdistance": 12}
    return layout | {"spikedistance": -1, "dragmode": "zoom", "hoverlabel": tooltip}


def _under_buttons(scene: Scene) -> bool:
    """Whether anything is drawn in the corner of the buttons, which then stand above the chart."""
    wide, high = (px / PX for px in BUTTONS_PX)

    def is_under(text: Text) -> bool:
        long = scene.theme.width_of(text.text, bold=text.bold, size=text.size)
        right = text.x + {"left": long, "center": long / 2, "right": 0.0}[text.align]
        return text.y - text.size < high and right > scene.width - wide

    return any(area.top < high for area in scene.areas) or any(map(is_under, scene.texts))


# --- shapes and texts ------------------------------------------------------------------------


def _shapes(scene: Scene) -> Iterable[dict[str, Any]]:
    """Shapes without hover under the marks, each in the axes of its area.

    (plotly paints shapes that refer to the paper below those of an area, whatever their order.)
    """
    window = scene.time_axis.window
    for number, area in enumerate(scene.areas):
        own: dict[str, Any] = {"layer": "between"}
        own |= {"xref": ref("x", area.column), "yref": ref("y", number)}
        ruled = ruled_over(area)
        unruled = ruled[0] - area.top if ruled else area.height
        if not area.has_values and unruled > 0:
            # plotly rules years through all areas: above marks they would look like leaders
            ends = {"x0": iso(window.first), "x1": iso(window.last), "y0": 0, "y1": unruled}
            look = {"fillcolor": scene.theme.paper, "line": {"width": 0}}
            yield {**own, "type": "rect", **ends, **look}
        if area.fixed:
            own |= {"layer": "above", "xref": "paper", "xsizemode": "pixel", "xanchor": 0}
        yield from ({**own, **shape} for shape in _shapes_in(area, scene))


def _shapes_in(area: Area, scene: Scene) -> Iterable[dict[str, Any]]:
    """The marks of a fixed area; of others the ground, dashed boxes and leaders."""
    if area.fixed:
        for mark in area.marks:
            yield from _drawn(mark, lambda x: (x - scene.time_axis.left) * PX, "key")
        return
    for mark in area.ground:
        yield from _drawn(mark, iso, mark.role or "band")
    for mark in area.marks:
        if isinstance(mark, Box) and mark.dash:  # bars have no dashes
            yield from _drawn(mark, iso, "extent")
        elif isinstance(mark, Dot) and (mark.dash or mark.shape == "half diamond"):
            yield from _outlined(mark)  # nor have markers, nor halves
    for label in area.labels:
        style = {"color": scene.theme.leader_of(label.ink), "width": HAIRLINE * PX}
        # across in pixels from the date, so that knees stay as they are when the reader zooms
        beside = {"xsizemode": "pixel", "xanchor": iso(label.anchor)}
        for (x0, y0), (x1, y1) in pairwise(label.leader_points):
            if (x0, y0) != (x1, y1):
                ends = {"x0": x0 * PX, "x1": x1 * PX, "y0": y0, "y1": y1}
                name = "leader" if x0 == x1 else "knee"
                yield {"type": "line", **beside, **ends, "line": style, "name": name}


def _outlined(dot: Dot) -> Iterable[dict[str, Any]]:
    """What a marker has not, above it: a dashed outline, or the left half in another colour."""
    place = {"xsizemode": "pixel", "ysizemode": "pixel", "xanchor": iso(dot.day), "yanchor": dot.y}
    fill = CLEAR if dot.dash else dot.border
    path = _path(dot, (0.0, 0.0), (PX, PX), half=not dot.dash)
    look = {"path": path, "fillcolor": fill, "line": _outline(dot), "layer": "above"}
    yield {"type": "path", **place, **look, "name": "diamond"}


def _with_corners(dot: Dot, x: float, name: str) -> Iterable[dict[str, Any]]:
    """A diamond or a triangle of the key, `x` pixels from the left end of the axis."""
    fills = [dot.fill, dot.border] if dot.shape == "half diamond" else [dot.fill]
    for number, fill in enumerate(fills):
        path = _path(dot, (x, dot.y), (PX, 1.0), half=number == 1)
        yield {"type": "path", "path": path, "fillcolor": fill, "line": _outline(dot), "name": name}


def _path(dot: Dot, middle: tuple[float, float], scale: tuple[float, float], *, half: bool) -> str:
    """A dot with corners around a place, or its left half; `scale` is that of both axes."""
    ends = corners(replace(dot, day=0.0, y=0.0))
    if half:
        ends[2] = (0.0, 0.0)
    (x, y), (across, up) = middle, scale
    return "M" + "L".join(f"{x + a * across:.2f},{y - b * up:.2f}" for a, b in ends) + "Z"


def _outline(mark: Box | Dot) -> dict[str, Any]:
    _, colour, width, dashes = style_of(mark)
    style: dict[str, Any] = {"width": width and width * PX, "color": colour or CLEAR}
    if dashes:
        style["dash"] = _DASHES_PX if isinstance(mark, Box) else dashes_px(dashes)
    return style


def _drawn(mark: Mark, x: Callable[[float], Any], name: str) -> Iterable[dict[str, Any]]:
    """A mark as shapes, which may be dashed."""
    if isinstance(mark, Line):
        style = line_style(mark)
        for (x0, y0), (x1, y1) in pairwise(mark.points):
            ends = {"x0": x(x0), "x1": x(x1), "y0": y0, "y1": y1}
            yield {"type": "line", **ends, "line": style, "name": name}
        return
    if isinstance(mark, Dot):
        if mark.shape != "circle":
            yield from _with_corners(mark, x(mark.day), name)
            return
        kind, half = "circle", mark.size / 2
        first, last = mark.day - half, mark.day + half
    else:
        kind, half, first, last = "rect", mark.height / 2, mark.first, mark.last
    ends = {"x0": x(first), "x1": x(last), "y0": mark.y + half, "y1": mark.y - half}
    yield {"type": kind, **ends, "fillcolor": mark.fill, "line": _outline(mark), "name": name}
