"""A scene as SVG: true size, text as text, its glyphs embedded, a group for each track.

The file is written straight from the scene, an element for each shape, in points: the view box has
the points of the page, the size is in millimetres. Colours and sizes are attributes, which every
drawing program reads.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from html import escape  # not that of xml.sax, which imports a client for the web
from typing import Any

from ..layout.scene import Area, Box, Dot, Line, Mark, Scene, Text
from ..layout.theme import FONT_STACK
from . import fonts, webfonts
from .about import About
from .shapes import LAYERS, LabelBox, baseline, beside, corners, style_of

DUBLIN_CORE = {"title": "title", "description": "short", "source": "sources", "identifier": "data"}
DUBLIN_CORE |= {"language": "language", "creator": "made_by"}


def svg(scene: Scene, about: About, *, embed_fonts: bool = True) -> str:
    """Write a scene as an SVG file.

    Parameters
    ----------
    scene : Scene
    about : About
    embed_fonts : bool
        Whether the file contains the glyphs that it uses, for machines without a font of their
        widths.

    Returns
    -------
    str
    """
    # ids that no other chart on the same web page has, from all that is drawn
    drawn = scene.width, scene.height, scene.theme, scene.columns, scene.areas, scene.texts, about
    name = f"tinytl-{hashlib.sha256(repr(drawn).encode()).hexdigest()[:8]}"
    wide, high = (f"{points / 72 * 25.4:.4f}mm" for points in (scene.width, scene.height))
    page = Box(0, scene.width, scene.height / 2, scene.height, scene.theme.paper)
    parts = [
        '<?xml version="1.0" encoding="utf-8" standalone="no"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{about.language}" role="img" '
        'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        f'width="{wide}" height="{high}" '
        f'viewBox="0 0 {_number(scene.width)} {_number(scene.height)}" '
        f'aria-labelledby="{name} {name}-desc" font-family="{FONT_STACK}">',
        f'<title id="{name}">{escape(about.title, quote=False)}</title>',
        f'<desc id="{name}-desc">{escape(about.full, quote=False)}</desc>',
        _metadata(about),
        f"<style>text{{white-space:pre}}{_fonts(scene) if embed_fonts else ''}</style>",
        _box(page),
        *(_track(area, scene, name) for area in scene.areas),
        *(_ELEMENTS[type(shape)](shape) for shape in beside(scene)),
        "</svg>\n",
    ]
    return "\n".join(filter(None, parts))


def _metadata(about: About) -> str:
    """The metadata as Dublin Core, which drawing programs show."""
    said = about.fields(DUBLIN_CORE).items()
    lines = "".join(f"<dc:{key}>{escape(text, False)}</dc:{key}>\n" for key, text in said)
    return (
        '<metadata xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<rdf:RDF><rdf:Description rdf:about="">\n{lines}</rdf:Description></rdf:RDF>\n</metadata>'
    )


def _fonts(scene: Scene) -> str:
    """CSS with the glyphs that the scene uses."""
    faces = ""
    for bold in (False, True):
        used = sorted({char for text in scene.written if text.bold == bold for char in text.text})
        if used:
            font = fonts.subset(bold, "".join(used))
            faces += f"\n{webfonts.face('Liberation Sans', 'ttf', font, bold=bold)}"
    return faces


# --- elements --------------------------------------------------------------------------------


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _element(tag: str, attributes: dict[str, Any], text: str = "") -> str:
    """An element without empty attributes."""
    given = " ".join(
        f'{name}="{escape(value if isinstance(value, str) else _number(value))}"'
        for name, value in attributes.items()
        if value != ""
    )
    return f"<{tag} {given}>{escape(text, quote=False)}</{tag}>" if text else f"<{tag} {given}/>"


def _track(area: Area, scene: Scene, name: str) -> str:
    """All of one track in a group, which Inkscape shows as a layer with the track's name."""
    ident = f"{name}-{re.sub(r'[^a-z0-9]+', '-', area.id.lower())}"
    label = f'inkscape:groupmode="layer" inkscape:label="{escape(area.name or area.id)}"'
    parts = (_ELEMENTS[type(shape)](shape) for layer in LAYERS for shape in layer(area, scene))
    return f'<g id="{ident}" {label}>\n' + "\n".join(parts) + "\n</g>"


def _line(line: Line) -> str:
    ends: dict[str, Any] = {"stroke-dashoffset": line.dash and (line.phase or "")}
    ends["stroke-linecap"] = "" if line.cap == "butt" else line.cap
    return _element("polyline", {**_points(line.points), **_look(line), **ends})


def _box(box: Box) -> str:
    left, top, width = box.first, box.y - box.height / 2, box.last - box.first
    place: dict[str, Any] = {"x": left, "y": top, "width": width, "height": box.height}
    place["rx"] = box.radius if isinstance(box, LabelBox) else ""
    return _element("rect", {**place, **_look(box)})


def _dot(dot: Dot) -> str:
    if dot.shape == "circle":
        return _element("circle", {"cx": dot.day, "cy": dot.y, "r": dot.size / 2, **_look(dot)})
    outline = _element("polygon", {**_points(corners(dot)), **_look(dot)})
    if dot.shape != "half diamond":
        return outline
    left, top, _, bottom = corners(dot)
    return outline + _element("polygon", {**_points([left, top, bottom]), "fill": dot.border})


def _points(points: Sequence[tuple[float, float]]) -> dict[str, str]:
    return {"points": " ".join(f"{_number(x)},{_number(y)}" for x, y in points)}


def _look(mark: Mark) -> dict[str, Any]:
    fill, stroke, width, dashes = style_of(mark)
    look = {"fill": fill, "stroke": stroke, "stroke-width": width or ""}
    return {**look, "stroke-dasharray": " ".join(map(_number, dashes or ()))}


def _text(text: Text) -> str:
    x, y = baseline(text)
    place = {"x": x, "y": y, "font-size": text.size, "fill": text.colour}
    weight = "700" if text.bold else ""
    anchor = {"left": "", "center": "middle", "right": "end"}[text.align]
    turned = f"rotate(-90 {_number(x)} {_number(y)})" if text.upright else ""
    style = {"font-weight": weight, "text-anchor": anchor, "transform": turned}
    return _element("text", {**place, **style}, text.text)


_ELEMENTS: dict[type, Any] = {Line: _line, Box: _box, LabelBox: _box, Dot: _dot, Text: _text}
