"""A scene on a matplotlib figure.

The axes cover the page in points with their origin at the top left, as the scene has it, so that
every artist stands where the scene says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..layout.scene import Box, Dot, Line, Scene, Text
from ..layout.theme import DASHED, DOTTED, OUTLINE
from . import fonts
from .shapes import (
    BORDER,
    DASHES,
    LAYERS,
    LabelBox,
    baseline,
    beside,
    corners,
    outline_dash,
)

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure, SubFigure


def draw_scene(scene: Scene, figure: Figure | SubFigure) -> None:
    """Draw a scene on a matplotlib figure, which has its size."""
    from matplotlib.path import Path

    figure.set_facecolor(scene.theme.paper)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, scene.width), ylim=(scene.height, 0))
    axes.axis("off")
    shapes = [shape for layer in LAYERS for area in scene.areas for shape in layer(area, scene)]
    for order, shape in enumerate((*shapes, *beside(scene)), start=1):
        artist = _ARTISTS[type(shape)](shape)
        # the order of drawing, whatever the type of the artist
        artist.set(zorder=order, clip_on=False)
        # it cuts nothing; without one, axes make one for each artist, which takes long
        artist.set_clip_path(Path.unit_rectangle(), axes.transAxes)
        axes.add_artist(artist)


def _line(line: Line) -> Artist:
    from matplotlib.lines import Line2D

    xs, ys = zip(*line.points, strict=True)
    dashes = DASHED if line.dash == "dashed" else DOTTED
    look = (line.phase / line.width, dashes) if line.dash else "-"
    style: dict[str, Any] = {"ls": look, "solid_capstyle": line.cap}
    return Line2D(xs, ys, lw=line.width, color=line.colour, dash_capstyle="butt", **style)


def _box(box: Box) -> Artist:
    from matplotlib.patches import Rectangle

    return Rectangle(*_place(box), **_look(box, box.dash))


def _label_box(box: LabelBox) -> Artist:
    from matplotlib.patches import FancyBboxPatch

    style = f"round,pad=0,rounding_size={box.radius}"
    return FancyBboxPatch(*_place(box), boxstyle=style, mutation_aspect=1, **_look(box, box.dash))


def _dot(dot: Dot) -> Artist:
    from matplotlib.patches import Ellipse

    if dot.shape != "circle":
        return _polygon(dot)
    return Ellipse((dot.day, dot.y), dot.size, dot.size, **_look(dot))


def _polygon(dot: Dot) -> Artist:
    """The outline, and the left half as a separate path: one artist for each dot."""
    from matplotlib.collections import PolyCollection

    outline = corners(dot)
    left, top, *_, bottom = outline
    halves = [[left, top, bottom]] if dot.shape == "half diamond" else []
    fills = [dot.fill, *(dot.border for _ in halves)]
    edge: dict[str, Any] = {"ec": dot.border or "none", "lw": OUTLINE if dot.border else 0}
    edge |= (
        {"linestyles": [(0, [part / OUTLINE for part in outline_dash(dot)])]} if dot.dash else {}
    )
    return PolyCollection([outline, *halves], facecolors=fills, **edge)


def _place(box: Box) -> tuple[tuple[float, float], float, float]:
    return (box.first, box.y - box.height / 2), box.last - box.first, box.height


def _look(mark: Box | Dot, dash: str = "") -> dict[str, Any]:
    border = {"ec": mark.border or "none", "lw": BORDER if mark.border else 0}
    return {"fc": mark.fill, **border, **({"ls": (0, DASHES)} if dash else {})}


def _text(text: Text) -> Artist:
    from matplotlib.text import Text as TextArtist

    x, y = baseline(text)
    font = fonts.font(text.text, text.bold, text.size)
    place: dict[str, Any] = {"ha": text.align, "va": "baseline", "rotation_mode": "anchor"}
    artist = TextArtist(x, y, fontproperties=font, color=text.colour, parse_math=False, **place)
    artist.set(text=fonts.drawable(text.text, text.bold), rotation=90 if text.upright else 0)
    return artist


_ARTISTS: dict[type, Any] = {Line: _line, Box: _box, LabelBox: _label_box, Dot: _dot, Text: _text}
