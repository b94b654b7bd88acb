"""A scene as SVG: true size, text as text, the letters it uses inside, a group a track.

The file is written straight from the scene, an element a primitive, in points: the view box has
the points of the page, the size is in millimetres. Colours and sizes are attributes, which every
drawing program reads.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from html import escape  # not that of xml.sax, which imports a client for the web
from typing import Any

from ..layout.scene import Area, Scene, Text
from ..layout.theme import FONT_STACK
from . import fonts
from .about import About
from .shapes import BORDER, DASHES, LAYERS, Disc, Rectangle, Stroke, baseline, texts


def svg(scene: Scene, about: About, *, embed_fonts: bool = True) -> str:
    """Write a scene as an SVG file.

    Parameters
    ----------
    scene : Scene
    about : About
    embed_fonts : bool
        Whether it carries the letters that it uses, for machines without a font of their widths.

    Returns
    -------
    str
    """
    # ids that no other chart on the same web page has
    name = f"tinytl-{hashlib.sha256(repr((scene, about)).encode()).hexdigest()[:8]}"
    wide, high = (f"{points / 72 * 25.4:.4f}mm" for points in (scene.width, scene.height))
    box = f"0 0 {_number(scene.width)} {_number(scene.height)}"
    parts = [
        '<?xml version="1.0" encoding="utf-8" standalone="no"?>',
        '<svg xmlns="http://www.w3.org/2000/svg" lang="en" role="img" '
        'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        f'width="{wide}" height="{high}" viewBox="{box}" '
        f'aria-labelledby="{name} {name}-desc" font-family="{FONT_STACK}">',
        f'<title id="{name}">{escape(about.title, quote=False)}</title>',
        f'<desc id="{name}-desc">{escape(about.description or about.short, quote=False)}</desc>',
        _metadata(about),
        f"<style>text{{white-space:pre}}{''.join(_faces(scene)) if embed_fonts else ''}</style>",
        _rectangle(Rectangle(0, 0, scene.width, scene.height, scene.theme.paper)),
        *(_track(area, scene, name) for area in scene.areas),
        *map(_text, texts(scene)),
        "</svg>\n",
    ]
    return "\n".join(filter(None, parts))


def _metadata(about: About) -> str:
    """Dublin Core, as drawing programs show it."""
    said = (
        ("title", about.title), ("description", about.short), ("source", about.sources),
        ("identifier", about.data), ("language", "en"), ("creator", about.made_by),
    )  # fmt: skip
    lines = "".join(f"<dc:{key}>{escape(text, False)}</dc:{key}>\n" for key, text in said if text)
    return (
        '<metadata xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<rdf:RDF><rdf:Description rdf:about="">\n{lines}</rdf:Description></rdf:RDF>\n</metadata>'
    )


def _faces(scene: Scene) -> Iterator[str]:
    for bold in (False, True):
        used = sorted({char for text in scene.written if text.bold == bold for char in text.text})
        if used:
            font = b64encode(fonts.subset(bold, "".join(used))).decode()
            yield (
                f"\n@font-face{{font-family:'Liberation Sans';font-weight:{700 if bold else 400};"
                f"src:url(data:font/ttf;base64,{font})}}"
            )


# --- elements --------------------------------------------------------------------------------


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _element(tag: str, text: str = "", **attributes: float | str) -> str:
    """An element; attributes that are empty are left out, underscores stand for hyphens."""
    given = " ".join(
        f'{name.replace("_", "-")}="{escape(value if isinstance(value, str) else _number(value))}"'
        for name, value in attributes.items()
        if value != ""
    )
    return f"<{tag} {given}>{escape(text, quote=False)}</{tag}>" if text else f"<{tag} {given}/>"


def _track(area: Area, scene: Scene, name: str) -> str:
    """All of one track in a group, which Inkscape shows as a layer with the track's name."""
    ident = f"{name}-{re.sub(r'[^a-z0-9]+', '-', area.id.lower())}"
    label = f'inkscape:groupmode="layer" inkscape:label="{escape(area.name or area.id)}"'
    parts = (_WRITTEN[type(shape)](shape) for layer in LAYERS for shape in layer(area, scene))
    return f'<g id="{ident}" {label}>\n' + "\n".join(parts) + "\n</g>"


def _stroke(stroke: Stroke) -> str:
    at = " ".join(f"{_number(x)},{_number(y)}" for x, y in stroke.points)
    dashes = f"{_number(stroke.width)} {_number(2 * stroke.width)}" if stroke.dash else ""
    cap = "" if stroke.cap == "butt" else stroke.cap
    return _element("polyline", points=at, fill="none", stroke=stroke.colour,
                    stroke_width=stroke.width, stroke_dasharray=dashes,
                    stroke_linecap=cap)  # fmt: skip


def _rectangle(box: Rectangle) -> str:
    return _element("rect", x=box.x, y=box.y, width=box.width, height=box.height,
                    rx=box.radius or "", **_look(box))  # fmt: skip


def _disc(disc: Disc) -> str:
    return _element("circle", cx=disc.x, cy=disc.y, r=disc.size / 2, **_look(disc))


def _look(shape: Rectangle | Disc) -> dict[str, Any]:
    border, dashed = shape.border, isinstance(shape, Rectangle) and shape.dash
    look = {"fill": shape.fill, "stroke": border, "stroke_width": BORDER if border else ""}
    dashes = " ".join(_number(BORDER * part) for part in DASHES) if dashed else ""
    return {**look, "stroke_dasharray": dashes}


def _text(text: Text) -> str:
    x, y = baseline(text)
    turned = f"rotate(-90 {_number(x)} {_number(y)})" if text.upright else ""
    anchor = {"left": "", "center": "middle", "right": "end"}[text.align]
    return _element("text", text.text, x=x, y=y, font_size=text.size, fill=text.colour,
                    font_weight="700" if text.bold else "", text_anchor=anchor,
                    transform=turned)  # fmt: skip


_WRITTEN: dict[type, Callable[[Any], str]] = {
    Stroke: _stroke, Rectangle: _rectangle, Disc: _disc, Text: _text,
}  # fmt: skip
