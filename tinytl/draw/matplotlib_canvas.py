"""A scene on a matplotlib figure.

The axes cover the page in points with their origin at the top left, as the scene has it, so that
every artist stands where the scene says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..layout.scene import Box, Dot, Line, Mark, Scene, Text
from . import fonts
from .shapes import LAYERS, LabelBox, baseline, beside, corners, style_of

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
    style: dict[str, Any] = {"ls": _dashes(line, line.phase), "solid_capstyle": line.cap}
    return Line2D(xs, ys, lw=line.width, color=line.colour, dash_capstyle="butt", **style)


def _box(box: Box) -> Artist:
    from matplotlib.patches import FancyBboxPatch, Rectangle

    place = (box.first, box.y - box.height / 2), box.last - box.first, box.height
    if not isinstance(box, LabelBox):
        return Rectangle(*place, **_look(box))
    style = f"round,pad=0,rounding_size={box.radius}"
    return FancyBboxPatch(*place, boxstyle=style, mutation_aspect=1, **_look(box))


def _dot(dot: Dot) -> Artist:
    """A dot; of half a diamond the outline, and the left half as a separate path."""
    from matplotlib.collections import PolyCollection
    from matplotlib.patches import Ellipse

    if dot.shape == "circle":
        return Ellipse((dot.day, dot.y), dot.size, dot.size, **_look(dot))
    outline = corners(dot)
    left, top, *_, bottom = outline
    halves = [[left, top, bottom]] if dot.shape == "half diamond" else []
    fills = [dot.fill, *(dot.border for _ in halves)]
    return PolyCollection([outline, *halves], **{**_look(dot), "fc": fills})


def _look(mark: Box | Dot) -> dict[str, Any]:
    fill, stroke, width, _ = style_of(mark)
    return {"fc": fill, "ec": stroke or "none", "lw": width, "ls": _dashes(mark)}


def _dashes(mark: Mark, phase: float = 0) -> Any:
    """Dashes as matplotlib has them: in widths of the line."""
    _, _, width, dashes = style_of(mark)
    return (phase / width, [part / width for part in dashes]) if dashes else "-"


def _text(text: Text) -> Artist:
    from matplotlib.text import Text as TextArtist

    x, y = baseline(text)
    font = fonts.font(text.text, text.bold, text.size)
    place: dict[str, Any] = {"ha": text.align, "va": "baseline", "rotation_mode": "anchor"}
    artist = TextArtist(x, y, fontproperties=font, color=text.colour, parse_math=False, **place)
    artist.set(text=fonts.drawable(text.text, text.bold), rotation=90 if text.upright else 0)
    return artist


_ARTISTS: dict[type, Any] = {Line: _line, Box: _box, LabelBox: _box, Dot: _dot, Text: _text}
