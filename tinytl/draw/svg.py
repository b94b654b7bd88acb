"""A scene as SVG: true size, text as text, the letters it uses inside, a group a track.

The file is written straight from the scene, an element a primitive, in points: the view box has
the points of the page, the size is in millimetres. Colours and sizes are attributes, which every
drawing program reads.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ..layout.frame import LINE
from ..layout.scene import Area, Box, Dot, Label, Line, Scene, Text
from ..layout.theme import FONT_STACK
from . import letters
from .about import About
from .canvas import CAP_HALF, DASHES


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
    page = _element("rect", x=0, y=0, width=scene.width, height=scene.height,
                    fill=scene.theme.paper)  # fmt: skip
    parts = [
        '<?xml version="1.0" encoding="utf-8" standalone="no"?>',
        '<svg xmlns="http://www.w3.org/2000/svg" lang="en" role="img" '
        'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        f'width="{wide}" height="{high}" viewBox="{box}" '
        f'aria-labelledby="{name} {name}-desc" font-family="{FONT_STACK}">',
        f'<title id="{name}">{escape(about.title)}</title>',
        f'<desc id="{name}-desc">{escape(about.description or about.short)}</desc>',
        _metadata(about),
        f"<style>text{{white-space:pre}}{''.join(_faces(scene)) if embed_fonts else ''}</style>",
        page,
        *(_track(area, scene, name) for area in scene.areas),
        *map(_text, (*scene.texts, *scene.tick_texts)),
        "</svg>\n",
    ]
    return "\n".join(filter(None, parts))


def _metadata(about: About) -> str:
    """Dublin Core, as drawing programs show it."""
    said = {
        "title": about.title, "description": about.short, "source": about.sources,
        "identifier": about.data, "language": "en", "creator": about.made_by,
    }  # fmt: skip
    lines = "".join(f"<dc:{key}>{escape(text)}</dc:{key}>\n" for key, text in said.items() if text)
    return (
        '<metadata xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<rdf:RDF><rdf:Description rdf:about="">\n{lines}</rdf:Description></rdf:RDF>\n</metadata>'
    )


def _faces(scene: Scene) -> Iterator[str]:
    for bold in (False, True):
        used = sorted({char for text in scene.written if text.bold == bold for char in text.text})
        if used:
            font = b64encode(letters.subset(bold, "".join(used))).decode()
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
        f"{name.replace('_', '-')}={quoteattr(value if isinstance(value, str) else _number(value))}"
        for name, value in attributes.items()
        if value != ""
    )
    return f"<{tag} {given}>{escape(text)}</{tag}>" if text else f"<{tag} {given}/>"


def _track(area: Area, scene: Scene, name: str) -> str:
    """All of one track in a group, which Inkscape shows as a layer with the track's name."""
    ident = f"{name}-{re.sub(r'[^a-z0-9]+', '-', area.id.lower())}"
    label = f'inkscape:groupmode="layer" inkscape:label={quoteattr(area.name or area.id)}'
    parts = (
        *_grid(area, scene),
        *(_mark(line, area, scene) for line in area.ground),
        *(_leader(item, area, scene) for item in area.labels),
        *(_mark(mark, area, scene) for mark in area.marks),
        *(part for item in area.labels for part in _label(item, area, scene)),
    )
    return f'<g id="{ident}" {label}>\n' + "\n".join(filter(None, parts)) + "\n</g>"


def _grid(area: Area, scene: Scene) -> Iterator[str]:
    across, theme = scene.across, scene.theme
    if area.has_values and theme.has_grid:
        for value, _ in area.ticks:
            y = area.y(value)
            yield _stroke([(across.left, y), (across.right, y)], theme.grid, 0.6)
        for x in (across.x(day) for day, _ in across.ticks):
            yield _stroke([(x, area.top), (x, area.bottom)], theme.grid, 0.6)


def _stroke(
    points: list[tuple[float, float]], colour: str, width: float, dash: str = "", cap: str = ""
) -> str:
    at = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
    dashes = f"{_number(width)} {_number(2 * width)}" if dash else ""
    round_cap = "" if cap == "butt" else cap
    return _element("polyline", points=at, fill="none", stroke=colour, stroke_width=width,
                    stroke_dasharray=dashes, stroke_linecap=round_cap)  # fmt: skip


def _edge(border: str, dash: str) -> dict[str, Any]:
    """The outline of a box."""
    if not border:
        return {}
    dashes = " ".join(_number(0.5 * part) for part in DASHES) if dash else ""
    return {"stroke": border, "stroke_width": 0.5, "stroke_dasharray": dashes}


def _mark(mark: Line | Box | Dot, area: Area, scene: Scene) -> str:
    x = scene.across.x
    if isinstance(mark, Line):
        ends = [(x(day), area.y(y)) for day, y in mark.points]
        return _stroke(ends, mark.colour, mark.width, mark.dash, mark.cap)
    if not mark.fill:
        return ""
    edge = _edge(mark.border, "" if isinstance(mark, Dot) else mark.dash)
    if isinstance(mark, Dot):
        return _element("circle", cx=x(mark.day), cy=area.y(mark.y), r=mark.size / 2,
                        fill=mark.fill, **edge)  # fmt: skip
    left, high = x(mark.first), mark.height / abs(area.high - area.low) * area.height
    return _element("rect", x=left, y=area.y(mark.y) - high / 2, width=x(mark.last) - left,
                    height=high, fill=mark.fill, **edge)  # fmt: skip


def _leader(label: Label, area: Area, scene: Scene) -> str:
    x = scene.across.x(label.anchor)
    at = [(x + beside, area.top + y) for beside, y in label.leader_points]
    return _stroke(at, scene.theme.leader, 0.6) if at else ""


def _label(label: Label, area: Area, scene: Scene) -> Iterator[str]:
    size = scene.theme.size
    x, y = scene.across.x(label.anchor) + label.offset, area.top + label.top
    if label.fill:
        edge = _edge(label.border, label.dash)
        yield _element("rect", x=x - label.width / 2, y=y, width=label.width, height=label.height,
                       rx=size * 0.2, fill=label.fill, **edge)  # fmt: skip
    middle = y + label.height / 2 - (len(label.lines) - 1) * size * LINE / 2
    for number, line in enumerate(label.lines):
        at = middle + number * size * LINE
        yield _text(Text(line, x, at, size, label.ink, "center", label.bold))


def _text(text: Text) -> str:
    down = text.size * CAP_HALF
    x, y = (text.x + down, text.y) if text.upright else (text.x, text.y + down)
    turned = f"rotate(-90 {_number(x)} {_number(y)})" if text.upright else ""
    anchor = {"left": "", "center": "middle", "right": "end"}[text.align]
    return _element("text", text.text, x=x, y=y, font_size=text.size, fill=text.colour,
                    font_weight="700" if text.bold else "", text_anchor=anchor,
                    transform=turned)  # fmt: skip
