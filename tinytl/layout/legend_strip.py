"""The legend as a strip below a chart, and as a separate scene.

The strip is an area whose days are points of the page, so it does not zoom.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..errors import LayoutError
from ..story.windows import Window
from .frame import MARGIN, Page, whole_px
from .labels.wrap import in_two
from .legend import SIGN_WIDTH, legend_of
from .scene import Area, Dot, Line, Mark, Scene, Text
from .titles import note_room, notes

ENTRY_GAP, ROW_HEIGHT = 1.2, 1.7
"""In em: the space between an entry and the next, the height of a row."""


def with_legend(
    lay_out: Callable[[Page], Scene], page: Page, *, viewport: Window | None = None
) -> Scene:
    """Lay out a page; below, if the page asks for it, the legend as a strip and the note.

    Parameters
    ----------
    lay_out : callable
        Gives the scene for a page.
    page : Page
        If it has a height, all parts fit into it.
    viewport : Window, optional
        Where the reader has zoomed in.
    """
    above = replace(_without(note_room(page), page), note="", viewport=viewport)
    try:
        scene = lay_out(above)
    except LayoutError:
        if not (page.key and page.height):
            raise
        scene = lay_out(replace(above, height=None))  # the error has to count the legend, too
    if page.key:
        area, texts = _strip(scene)
        if page.height is not None or scene.height + area.height > above.tallest:
            scene = lay_out(_without(area.height, above))
        down = scene.height
        texts = [*scene.texts, *(replace(text, y=down + text.y) for text in texts)]
        areas = *scene.areas, replace(area, top=down)
        scene = replace(scene, height=down + area.height, areas=areas, texts=tuple(texts))
    noted = *scene.texts, *notes(page, scene.height)
    return replace(scene, height=scene.height + note_room(page), texts=noted)


def _without(room: float, page: Page) -> Page:
    """The page without a strip at its foot."""
    height = page.height and max(page.height - room, 1.0)
    return replace(page, height=height, tallest=page.tallest - room, foot=page.foot + room)


def legend_alone(scene: Scene, width: float) -> Scene:
    """The legend of a scene as a separate scene, of a width in points."""
    scene = replace(scene, page=replace(scene.page, width=width))
    area, texts = _strip(scene)
    axis = replace(scene.time_axis, ticks=())
    return replace(scene, height=area.height, columns=(axis,), areas=(area,), texts=tuple(texts))


def _strip(scene: Scene) -> tuple[Area, list[Text]]:
    """The signs with their meanings, in rows."""
    theme, em = scene.theme, scene.theme.size
    margin, indent = em * MARGIN, em * (SIGN_WIDTH + 0.5)
    x, row = margin, 0
    marks, texts = list[Mark](), list[Text]()
    for entry in legend_of(scene.areas, theme, scene.page.scale):
        lines = [entry.meaning]
        if theme.width_of(entry.meaning) > scene.width - indent - 2 * margin:
            lines = [*(in_two(entry.meaning) or lines)]
        wide = indent + max(map(theme.width_of, lines))
        if x > margin and x + wide > scene.width - margin:
            x, row = margin, row + 1
        marks += [_moved(mark, x, em * ROW_HEIGHT * (row + 0.5), em) for mark in entry.sign]
        for number, line in enumerate(lines):
            row += number > 0
            texts.append(Text(line, x + indent, em * ROW_HEIGHT * (row + 0.5), em, theme.muted))
        x += wide + em * ENTRY_GAP
    height = whole_px(em * ROW_HEIGHT * (row + 1.2)) if marks else 0.0
    return Area("key", "Key", height, height, 0, marks=tuple(marks), fixed=True), texts


def _moved(mark: Mark, x: float, y: float, em: float) -> Mark:
    """A mark of a sign at its place, in points."""
    x += em * 0.1  # so that no border is cut by the edge of the page
    if isinstance(mark, Line):
        return replace(mark, points=tuple((x + a * em, y + b * em) for a, b in mark.points))
    if isinstance(mark, Dot):
        return replace(mark, day=x + mark.day * em, y=y)
    first, last = x + mark.first * em, x + mark.last * em
    return replace(mark, first=first, last=last, y=y + mark.y * em, height=mark.height * em)
