"""A scene on a matplotlib figure.

The canvas is one page in points with its origin at the top left, as in the scene, so that nothing
is computed twice: every artist is told where it goes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..layout.scene import Scene, Text
from . import fonts
from .shapes import BORDER, DASHES, LAYERS, Disc, Rectangle, Stroke, baseline, texts

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure


def draw(scene: Scene) -> Figure:
    """Draw a scene on a matplotlib figure of its size."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(scene.width / 72, scene.height / 72), facecolor=scene.theme.paper)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, scene.width), ylim=(scene.height, 0))
    axes.axis("off")
    shapes = [shape for layer in LAYERS for area in scene.areas for shape in layer(area, scene)]
    for order, shape in enumerate((*shapes, *texts(scene)), start=1):
        artist = _ARTISTS[type(shape)](shape)
        # later is on top, whatever kind of artist it is
        artist.set(zorder=order, clip_on=False)
        axes.add_artist(artist)
    return figure


def _stroke(stroke: Stroke) -> Artist:
    from matplotlib.lines import Line2D

    cap, style = stroke.cap, (0, (1, 2)) if stroke.dash else "-"
    look: dict[str, Any] = {"ls": style, "solid_capstyle": cap, "dash_capstyle": "butt"}
    return Line2D(*zip(*stroke.points, strict=True), color=stroke.colour, lw=stroke.width, **look)


def _rectangle(box: Rectangle) -> Artist:
    from matplotlib.patches import FancyBboxPatch, Rectangle

    at = (box.x, box.y), box.width, box.height
    if not box.radius:
        return Rectangle(*at, **_look(box))
    style = f"round,pad=0,rounding_size={box.radius}"
    return FancyBboxPatch(*at, boxstyle=style, mutation_aspect=1, **_look(box))


def _disc(disc: Disc) -> Artist:
    from matplotlib.patches import Ellipse

    return Ellipse((disc.x, disc.y), disc.size, disc.size, **_look(disc))


def _look(shape: Rectangle | Disc) -> dict[str, Any]:
    border, dashed = shape.border, isinstance(shape, Rectangle) and shape.dash
    style = {"ls": (0, DASHES)} if dashed else {}
    return {"fc": shape.fill, "ec": border or "none", "lw": BORDER if border else 0, **style}


def _text(text: Text) -> Artist:
    from matplotlib.text import Text as Written

    font = fonts.font(text.text, text.bold, text.size)
    written = fonts.drawable(text.text, text.bold)
    return Written(*baseline(text), written, fontproperties=font, color=text.colour,
                   ha=text.align, va="baseline", rotation=90 if text.upright else 0,
                   rotation_mode="anchor", parse_math=False)  # fmt: skip


_ARTISTS: dict[type, Callable[[Any], Artist]] = {
    Stroke: _stroke, Rectangle: _rectangle, Disc: _disc, Text: _text,
}  # fmt: skip
