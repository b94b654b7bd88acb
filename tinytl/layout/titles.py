"""What its caller writes around a chart: a title and a subtitle above it, a note at its foot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from .frame import LINE, Page, whole_px
from .labels.wrap import broken, filled
from .scene import Text, in_lines

TITLE, NOTE = 4 / 3, 0.85
"""Type sizes of a title and of a note, in em."""
ABOVE = 0.4
"""Space above the first track of a chart without a title, in em."""


def title_room(page: Page) -> float:
    """Height of the title and the subtitle in points, or of the space above without them."""
    size, title, subtitle = page.theme.size, _lines(page, "title"), _lines(page, "subtitle")
    room = size * TITLE * (0.7 + LINE * len(title)) if title else size * ABOVE
    if subtitle:
        room += size * (LINE * len(subtitle) + (-0.2 if title else 0.6))
    return room


def titles(page: Page) -> list[Text]:
    """The title and the subtitle of a chart, in lines, from the top of the page."""
    theme, size = page.theme, page.theme.size
    title, large = _lines(page, "title"), size * TITLE
    first = large * (0.75 + LINE * (len(title) - 0.5)) + size * 0.75 if title else size
    return [
        *in_lines(title, page.margin, large * 0.75, large, theme.ink, bold=True),
        *in_lines(_lines(page, "subtitle"), page.margin, first, size, theme.muted),
    ]


def note_room(page: Page) -> float:
    """Height of the note at the foot in points; 0 without one."""
    lines = len(_lines(page, "note"))
    return whole_px(_note_size(page) * (LINE * lines + 0.8)) if lines else 0.0


def notes(page: Page, y: float) -> Iterator[Text]:
    """The note of a chart, in lines, below a height on the page in points."""
    size = _note_size(page)
    return in_lines(_lines(page, "note"), page.margin, y + size * 0.6, size, page.theme.muted)


def _note_size(page: Page) -> float:
    return max(page.theme.size * NOTE, page.least_pt)


def _lines(page: Page, part: str) -> list[str]:
    """The lines of a title, subtitle or note: as its caller breaks it, and where it is too wide."""
    bold = part == "title"
    size = {"title": page.theme.size * TITLE, "note": _note_size(page)}.get(part, page.theme.size)
    width_of = partial(page.theme.width_of, bold=bold, size=size)
    room = page.width - 2 * page.margin
    fill, lines = _balanced if bold else filled, list[str]()
    for text in getattr(page, part).splitlines():
        parts = (part for word in text.split() for part in broken(word, room, width_of))
        lines += fill(" ".join(parts), room, width_of)
    return lines


def _balanced(text: str, width: float, width_of: Callable[[str], float]) -> list[str]:
    """The fewest lines that hold a text, of about the same length."""
    lines = filled(text, width, width_of)
    shares = (filled(text, width * share, width_of) for share in (0.55, 0.65, 0.75, 0.85))
    return next((tried for tried in shares if len(tried) == len(lines)), lines)
