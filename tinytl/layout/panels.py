"""Countries beside and under each other: a panel each, all on the same days and values.

Panels share what they can. In a row of panels the same height is the same level, so levels are
named once, at the left; a row has the tracks in which one of its countries has something, and is
only as high as these need. Years are written once, below the last panel of each column.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..errors import LayoutError
from ..story.subjects import Selection, Subject
from ..story.windows import Window
from ..table.scales import Scale
from .areas import panel_areas
from .frame import LINE, POINTS, Frame, Page, in_mm, whole_px
from .headings import left_margin, names_of
from .labels.listing import caption_note, listing
from .labels.wrap import filled
from .page import LEAST_SERIES
from .scene import Area, Scene, Text
from .ticks import axis_window, time_axes
from .titles import title_room, titles

LIST_SPACE = 0.5
"""Em above the list of a panel."""
GUTTER = 1.8
"""Em between two columns."""
NARROWEST = 13.0
"""Least width of a panel, in em."""
DIRECT_ROWS = 1
"""Rows of labels beyond which a panel among others in its row has numbers."""
BETWEEN = 1.4
"""Em between two rows."""
YEARS = 0.9
"""Em from the last track of a column to the middle of its years."""
BOTTOM = 0.55
"""Em below the last row."""


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
    panels, window, size = selection.subjects, axis_window(selection), page.theme.size
    n = _columns(panels, columns, scale, page)
    frames = _frames(panels, n, Frame(page, scale, window, viewport or window, 0, 0))
    rows = [_Row.of(panels[start : start + n], frames) for start in range(0, len(panels), n)]
    axis = _axis_name(selection, frames[0])
    rows = _with_years(rows, size * LINE * len(axis))
    y, texts, areas, years_at = title_room(page), titles(page), list[Area](), [0.0] * n
    rows, factor, below = _fitted(rows, y + size * (BETWEEN * (len(rows) - 1) + BOTTOM), page)
    for row in rows:
        placed, bottom = row.placed(y, factor)
        areas += placed
        texts += row.texts(placed)
        years_at[: len(row.panels)] = [bottom + size * YEARS] * len(row.panels)
        y = bottom + row.below + size * BETWEEN
    y += size * (BOTTOM - BETWEEN)
    texts += [replace(text, y=max(years_at) + text.y) for text in axis]
    texts += [caption_note(page.theme, page.margin, y + below - size * BOTTOM)] * bool(below)
    return Scene(
        width=page.width,
        height=page.height or whole_px(y + below),
        fluid=page.fluid,
        columns=time_axes(
            [(f.left, f.right, (at,)) for f, at in zip(frames, years_at, strict=True)],
            window,
            viewport=viewport or window,
            counted=selection.counting is not None,
            size=size,
        ),
        areas=tuple(areas),
        texts=tuple(texts),
        theme=page.theme,
        scale=scale,
        tooltips=selection.tooltips,
    )


# --- across the page -----------------------------------------------------------------------------


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
    """Where the first column begins, after the names of its levels and tracks."""
    tracks = panels[0].tracks
    return whole_px(left_margin(tracks, names_of(tracks, scale, page), scale, page))


def _width(margin: float, n: int, page: Page) -> float:
    size = page.theme.size
    return (page.width - margin - page.margin * 0.7 - size * (1.3 + (n - 1) * GUTTER)) / n


def _frames(panels: Sequence[Subject], n: int, frame: Frame) -> list[Frame]:
    """The frame of each column; labels stay out of the next column."""
    page = frame.page
    margin, half = _margin(panels, frame.scale, page), page.theme.size * GUTTER / 2
    wide, (first, last) = _width(margin, n, page), frame.edges
    frames = []
    for column in range(n):
        left = whole_px(margin + column * (wide + 2 * half))
        right = math.floor((left + wide) / POINTS["px"]) * POINTS["px"]
        walls = (
            left - half + 0.5 if column else first,
            right + half - 0.5 if column < n - 1 else last,
        )
        rows = DIRECT_ROWS if n > 1 else None
        frames.append(replace(frame, left=left, right=right, walls=walls, direct_rows=rows))
    return frames


# --- down the page -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Row:
    """Panels beside each other.

    Attributes
    ----------
    panels : sequence of Subject
    frames : sequence of Frame
        Of the columns.
    names : list of list of str
        The name of each country, in lines.
    tracks : list of tuple of Area
        Track by track the areas of all panels, of the tracks in which one has something.
    lists : list of (list of Text, float)
        What the numbers of each panel stand for, from the top of a page, with its height.
    years : float
        Points between the tracks and the lists, where a column ends with its years.
    """

    panels: Sequence[Subject]
    frames: Sequence[Frame]
    names: list[list[str]]
    tracks: list[tuple[Area, ...]]
    lists: list[tuple[list[Text], float]]
    years: float = 0.0

    @classmethod
    def of(cls, panels: Sequence[Subject], frames: Sequence[Frame]) -> _Row:
        """Lay each country out in its column."""
        both = [*zip(panels, frames, strict=False)]
        areas = [panel_areas(panel, n, frame) for n, (panel, frame) in enumerate(both)]
        own = zip(*(panel.tracks for panel in panels), strict=True)
        alike = [*zip(zip(*areas, strict=True), own, strict=True)]
        tracks = [
            part
            for part, own in alike
            if own[0].kind == "rating" or any(track.facts for track in own)
        ]
        names = [_name_of(panel, frame) for panel, frame in both]
        lists = [
            listing(own, f.theme, left=f.left, right=f.right, top=0.0, column=column)
            for column, (own, f) in enumerate(zip(areas, frames, strict=False))
        ]
        return cls(panels, frames, names, tracks or [part for part, _ in alike], lists)

    @property
    def fixed(self) -> float:
        """Points of all that a page cannot press."""
        heights = (self._high(part) for part in self.tracks if not part[0].has_values)
        return self._head + sum(map(self._above, self.tracks)) + sum(heights) + self.below

    @property
    def flexible(self) -> float:
        """Points of the series, which a page that is too low may press."""
        return sum(self._high(part) for part in self.tracks if part[0].has_values)

    @property
    def below(self) -> float:
        """Points of the years and of the highest list."""
        most = max((height for _, height in self.lists), default=0.0)
        return self.years + (most + self._size * LIST_SPACE if most else 0.0)

    @property
    def _size(self) -> float:
        return self.frames[0].theme.size

    @property
    def _head(self) -> float:
        """Points of the names."""
        return self._size * (LINE * max(map(len, self.names)) + 0.2)

    def _above(self, part: Sequence[Area]) -> float:
        """Points above a track: an index has its heading there."""
        return self._size * (1.9 if "index" in part[0].id else 0.7)

    def _high(self, part: Sequence[Area]) -> float:
        """Points of a track, which is as high as its highest area and its heading."""
        heading = len(self._heading(part[0])) * self._size * LINE if part[0].hangs else 0.0
        return max(heading, *(area.height for area in part))

    def placed(self, y: float, factor: float) -> tuple[list[Area], float]:
        """The areas from a height on the page down, and where they end.

        What hangs from bars hangs at the same height, what stands on a line stands at the same.
        """
        areas: list[Area] = []
        y += self._head
        for part in self.tracks:
            y, high = y + self._above(part), self._high(part)
            if part[0].has_values:
                high *= factor
                areas += [replace(area, top=y, height=high) for area in part]
            else:
                down = (0.0 if area.hangs else high - area.height for area in part)
                areas += [replace(a, top=y + by) for a, by in zip(part, down, strict=True)]
            y += high
        return areas, y

    def texts(self, areas: Sequence[Area]) -> Iterator[Text]:
        """The names and dates of the countries and, at the left, the headings of the tracks."""
        size, theme = self._size, self.frames[0].theme
        top = min(area.top for area in areas) - self._head - self._above(self.tracks[0])
        for column, (panel, lines) in enumerate(zip(self.panels, self.names, strict=True)):
            left, right = self.frames[column].left, self.frames[column].right
            for number, line in enumerate(lines):
                at = top + size * (0.6 + number * LINE)
                yield Text(line, left, at, size, theme.ink, bold=True, column=column)
            if panel.event:
                when, at = panel.event.when, top + size * 0.6
                yield Text(when, right, at, size, theme.accent, "right", column=column)
        for area in (area for area in areas if area.is_named):
            lines = self._heading(area)
            middle = area.top + (area.baseline or 0) - (len(lines) - 1) * size * LINE / 2
            if area.has_values:
                middle = area.top - size * 0.9
            for number, line in enumerate(lines):
                at = middle + number * size * LINE
                yield Text(line, self.frames[0].page.margin, at, size, theme.muted)
        down = max(area.bottom for area in areas) + self.years + size * LIST_SPACE
        for text in (text for texts, _ in self.lists for text in texts):
            yield replace(text, y=down + text.y)

    def _heading(self, area: Area) -> list[str]:
        """What a track is, in lines; the levels of ratings are named instead."""
        name, frame = area.name.partition(": ")[2], self.frames[0]
        if area.has_values:
            return [name] if "index" in area.id else []
        room = frame.left - frame.page.margin - frame.theme.size * 0.8
        return filled(name, room, frame.theme.width_of)


def _name_of(panel: Subject, frame: Frame) -> list[str]:
    """The name of a country in lines beside its date; its code where a word is too wide."""
    width_of, size = frame.theme.width_of, frame.theme.size
    room = frame.right - frame.left - (width_of(panel.event.when) + size if panel.event else 0.0)
    lines = filled(panel.name, room, lambda text: width_of(text, bold=True))
    return lines if all(width_of(line, bold=True) <= room for line in lines) else [panel.code]


def _axis_name(selection: Selection, frame: Frame) -> list[Text]:
    """What years are counted from, in lines below the years of the first column."""
    if selection.counting is None:
        return []
    theme, size = frame.theme, frame.theme.size
    name = f"Years from {selection.counting.event}"
    lines = filled(name, frame.page.width - frame.left - frame.page.margin, theme.width_of)
    heights = (size * LINE * (number + 1) for number in range(len(lines)))
    both = zip(lines, heights, strict=True)
    return [Text(line, frame.left, y, size, theme.muted) for line, y in both]


def _with_years(rows: Sequence[_Row], axis: float) -> list[_Row]:
    """Rows with room for years where a column ends, and for the name of the axis in the last."""
    found = []
    for row, after in zip(rows, [*(len(row.panels) for row in rows[1:]), 0], strict=True):
        room = row.frames[0].theme.size * (YEARS + 0.4) + (0.0 if after else axis)
        found.append(replace(row, years=room if after < len(row.panels) else 0.0))
    return found


def _fitted(rows: list[_Row], around: float, page: Page) -> tuple[list[_Row], float, float]:
    """Fit rows on a page, without their lists if there is no room for these.

    Returns
    -------
    rows : list of _Row
    factor : float
        By which series become lower, or higher to fill a given height.
    note : float
        Points for the note that numbers are explained in the caption, if they are.
    """
    most = page.height or (math.inf if page.fluid else page.tallest)
    fixed = around + sum(row.fixed for row in rows)
    flexible = sum(row.flexible for row in rows)
    least = fixed + LEAST_SERIES * flexible
    if least > most and any(row.below > row.years for row in rows):
        bare, note = [replace(row, lists=[]) for row in rows], page.theme.size * LINE
        return bare, _fitted(bare, around + note, page)[1], note
    if page.height and least > most:
        raise LayoutError(
            f"The panels need {in_mm(least)} of height, the page has {in_mm(most)}: "
            f"{in_mm(least - most)} are missing. Make it higher or wider, draw fewer tracks or "
            "countries, or more columns."
        )
    if not flexible or (most >= fixed + flexible and not page.height):
        return rows, 1.0, 0.0
    return rows, max((most - fixed) / flexible, LEAST_SERIES), 0.0
