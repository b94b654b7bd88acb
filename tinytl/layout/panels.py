"""Countries beside and under each other: a panel each, all on the same days and values.

In a row of panels, the same height is the same level, so levels are named once, at the left of the
row. Where the page has no room for all labels, only the most important ones are drawn, and each
panel says how many are left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from ..errors import LayoutError
from ..story.subjects import Selection, Subject
from ..story.windows import Window
from ..table.scales import Scale
from .areas import panel_areas
from .frame import LINE, POINTS, Frame, Page, in_mm, whole_px
from .headings import left_margin, names_of
from .labels.wrap import filled
from .page import LEAST_SERIES, with_useful_rows
from .scene import Area, Scene, Text
from .ticks import TimeAxis, axis_window, time_axes
from .titles import title_room, titles

GUTTER = 1.8
"""Em between two columns."""
NARROWEST = 14.0
"""Least width of a panel, in em."""
FEWER = (None, 3, 2, 1, 0)
"""Rows of labels that are tried, one after the other, until the page holds all panels."""
SHORTER = (None, 60, 40, 24)
"""Characters of a label that are tried where one is wider than its panel."""


def lay_out_panels(
    selection: Selection,
    scale: Scale,
    page: Page,
    *,
    columns: int | None = None,
    viewport: Window | None = None,
) -> Scene:
    """Lay countries out in panels, row by row.

    Parameters
    ----------
    selection : Selection
    scale : Scale
    page : Page
    columns : int, optional
        How many panels beside each other: if not given one up to four countries, two up to eight,
        then three, or fewer on a narrow page.
    viewport : Window, optional
        Where the reader has zoomed in.

    Raises
    ------
    LayoutError
        If the page is too narrow for a panel, or too low for all.
    """
    panels, window = selection.subjects, axis_window(selection)
    page = with_useful_rows(page, (track for panel in panels for track in panel.tracks))
    n = _columns(panels, columns, scale, page)
    most = page.height or (math.inf if page.fluid else page.tallest)
    counts = FEWER if page.max_rows is None else (page.max_rows,)
    lengths = SHORTER if page.max_chars is None else (page.max_chars,)
    wide: LayoutError | None = None
    found: _Rows | None = None
    for max_rows, max_chars in product(counts, lengths):
        limited = replace(page, max_rows=max_rows, max_chars=max_chars)
        try:
            rows = _Rows.of(panels, n, window, viewport or window, scale, limited)
        except LayoutError as error:
            wide = error
            continue
        if found is None or rows.height < found.height:
            found = rows
        if rows.height <= most:
            break
    if found is None:
        raise wide or AssertionError
    return replace(found.scene(most), tooltips=selection.tooltips)


def _columns(panels: Sequence[Subject], columns: int | None, scale: Scale, page: Page) -> int:
    """How many panels beside each other."""
    usual = 1 if len(panels) <= 4 else 2 if len(panels) <= 8 else 3
    n = min(columns or usual, len(panels))
    while n > 1 and _width(_margin(panels, scale, page), n, page) < NARROWEST * page.theme.size:
        if columns:
            raise LayoutError(f"{n} columns are too narrow on {in_mm(page.width)}: choose fewer.")
        n -= 1
    return n


def _margin(panels: Sequence[Subject], scale: Scale, page: Page) -> float:
    """Width of the names of the levels, at the left of the first column."""
    tracks = panels[0].tracks
    plain = replace(page, max_rows=None)  # what is on hover only stands beside the name
    return whole_px(left_margin(tracks, names_of(tracks, scale, page), scale, plain))


def _width(margin: float, n: int, page: Page) -> float:
    size = page.theme.size
    return (page.width - margin - size * 1.3 - (n - 1) * size * GUTTER) / n


@dataclass(frozen=True)
class _Rows:
    """The areas of each panel, row by row, with how many labels of it are on hover only."""

    panels: Sequence[Subject]
    frames: tuple[Frame, ...]
    rows: tuple[tuple[tuple[Area, ...], ...], ...]
    kinds: tuple[str, ...]

    @classmethod
    def of(
        cls,
        panels: Sequence[Subject],
        n: int,
        window: Window,
        viewport: Window,
        scale: Scale,
        page: Page,
    ) -> _Rows:
        """Lay each panel out in its column."""
        size, margin = page.theme.size, _margin(panels, scale, page)
        wide, half = _width(margin, n, page), size * GUTTER / 2
        frames = []
        for column in range(n):
            left = whole_px(margin + column * (wide + 2 * half))
            right = math.floor((left + wide) / POINTS["px"]) * POINTS["px"]
            walls = (
                left - half + 0.5 if column else 0.5,
                right + half - 0.5 if column < n - 1 else page.width - 0.5,
            )
            frames.append(Frame(page, scale, window, viewport, left, right, walls))
        areas = [panel_areas(p, number % n, frames[number % n]) for number, p in enumerate(panels)]
        rows = tuple(tuple(areas[start : start + n]) for start in range(0, len(areas), n))
        return cls(panels, tuple(frames), rows, tuple(track.kind for track in panels[0].tracks))

    @property
    def page(self) -> Page:
        """Of all panels."""
        return self.frames[0].page

    @property
    def tops(self) -> tuple[float, float, float]:
        """Points above the first row, from a row to the next, and below the last."""
        size = self.page.theme.size
        return title_room(self.page), size * 1.4, size * 1.8

    @property
    def head(self) -> float:
        """Points of the name, and of the date below it."""
        lines = 2 if any(panel.event for panel in self.panels) else 1
        return self.page.theme.size * (LINE * lines + 0.2)

    def above(self, kind: str) -> float:
        """Points above an area: an index has its heading there."""
        return self.page.theme.size * (1.9 if kind == "index" else 0.7)

    def high(self, row: Sequence[Sequence[Area]]) -> list[float]:
        """The height of each track, the same in all panels of a row."""
        return [max(area.height for area in track) for track in zip(*row, strict=True)]

    @property
    def flexible(self) -> float:
        """Points of all series, which a page that is too low may press."""
        return sum(row[0][t].height for row in self.rows for t in self._series)

    @property
    def _series(self) -> list[int]:
        return [t for t, area in enumerate(self.rows[0][0]) if area.has_values]

    @property
    def height(self) -> float:
        """Points of the whole page."""
        top, between, bottom = self.tops
        head = self.head + sum(map(self.above, self.kinds))
        rows = sum(head + sum(self.high(row)) for row in self.rows)
        return whole_px(top + rows + between * (len(self.rows) - 1) + bottom)

    def scene(self, most: float) -> Scene:
        """All of it on one page of at most so many points."""
        page, size = self.page, self.page.theme.size
        factor = self._factor(most)
        y, between, bottom = self.tops
        areas: list[Area] = []
        texts, ends = titles(page), [0.0] * len(self.frames)
        for number, row in enumerate(self.rows):
            own = self.panels[number * len(self.frames) :]
            for column, (panel, parts) in enumerate(zip(own, row, strict=False)):
                texts += self._named(panel, parts, column, y)
            y += self.head
            for t, high in enumerate(self.high(row)):
                y += self.above(self.kinds[t])
                part = [panel[t] for panel in row]
                if part[0].has_values:
                    high *= factor
                    part = [replace(area, height=high) for area in part]
                areas += [replace(area, top=y + high - area.height) for area in part]
                texts += self._heading(areas[-len(part)], y)
                y += high
            for column in range(len(row)):
                ends[column] = y + size * 0.9
            y += between
        height = page.height or whole_px(y - between + bottom)
        return Scene(
            width=page.width,
            height=height,
            fluid=page.fluid,
            columns=self._axes(ends),
            areas=tuple(areas),
            texts=tuple(texts),
            theme=page.theme,
            scale=self.frames[0].scale,
        )

    def _factor(self, most: float) -> float:
        """The factor by which series become lower, or higher to fill a given height."""
        lacking = self.height - most
        missing = lacking - self.flexible * (1 - LEAST_SERIES)
        if missing > 0 and self.page.height:
            raise LayoutError(
                f"The panels need {in_mm(most + missing)} of height, the page has {in_mm(most)}: "
                f"{in_mm(missing)} are missing. Make it higher or wider, draw fewer tracks or "
                "countries, or more columns."
            )
        if not self.flexible or most == math.inf or (lacking <= 0 and not self.page.height):
            return 1.0
        return max(1 - lacking / self.flexible, LEAST_SERIES)

    def _axes(self, ends: Sequence[float]) -> tuple[TimeAxis, ...]:
        frame = self.frames[0]
        return time_axes(
            [(f.left, f.right, (end,)) for f, end in zip(self.frames, ends, strict=True)],
            frame.window,
            viewport=frame.viewport,
            counted=any(panel.event for panel in self.panels),
            size=self.page.theme.size,
        )

    def _named(
        self, panel: Subject, areas: Sequence[Area], column: int, y: float
    ) -> Iterator[Text]:
        """The name, with its date below, and at the right how many labels are on hover only."""
        theme, frame = self.page.theme, self.frames[column]
        size, hidden = theme.size, sum(area.left_out for area in areas)
        least = theme.width_of(f"+{hidden}") + size if hidden else 0.0
        fits = theme.width_of(panel.name, bold=True) + least <= frame.right - frame.left
        name = panel.name if fits else panel.code
        yield Text(name, frame.left, y + size * 0.6, size, theme.ink, bold=True, column=column)
        if panel.event:
            below = y + size * (0.6 + LINE)
            yield Text(panel.event.when, frame.left, below, size, theme.muted, column=column)
        if hidden:
            room = frame.right - frame.left - theme.width_of(name, bold=True) - size
            said = f"+{hidden} on hover"
            note = said if theme.width_of(said) <= room else f"+{hidden}"
            wide = theme.width_of(note)
            yield Text(note, frame.right - wide, y + size * 0.6, size, theme.muted, column=column)

    def _heading(self, area: Area, top: float) -> Iterator[Text]:
        """What a track is, at the left of a row: beside its marks, above an index."""
        theme, size = self.page.theme, self.page.theme.size
        name = area.name.partition(": ")[2]
        if area.id.partition(" ")[2].startswith("index"):
            yield Text(name, 0, top - size * 0.9, size, theme.muted)
        elif not area.has_values:
            lines = filled(name, self.frames[0].left - size * 0.8, theme.width_of)
            y = area.top + (area.baseline or 0) - (len(lines) - 1) * size * LINE / 2
            for number, line in enumerate(lines):
                yield Text(line, 0, y + number * size * LINE, size, theme.muted)
