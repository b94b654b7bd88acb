"""A row of panels: a country in each, with its tracks, its name and its list of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..story.subjects import Subject
from ..table.countries import short_name_of
from .areas import panel_areas
from .fading import frame_of
from .frame import LINE, Frame
from .labels.listing import listing
from .labels.wrap import filled
from .scene import Area, Text, in_lines

LIST_SPACE = 0.5
"""Em above the list of a panel."""


@dataclass(frozen=True)
class PanelRow:
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
    def of(cls, panels: Sequence[Subject], frames: Sequence[Frame]) -> PanelRow:
        """Lay each country out in its column."""
        both = [
            (panel, frame_of(panel, frame)) for panel, frame in zip(panels, frames, strict=False)
        ]
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
            listing(own, f.theme, f.left, f.right, column)
            for column, (own, (_, f)) in enumerate(zip(areas, both, strict=True))
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
        """Points above a track, where a series may have its heading, and less below the names."""
        headed = part[0].has_values and self._heading(part[0])
        is_labelled = part is self.tracks[0] and not part[0].has_values
        return self._size * (1.9 if headed else 0.4 if is_labelled else 0.7)

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
            own, bold = frame_of(panel, self.frames[column]).theme, panel.emphasis != "faded"
            y, ink = top + size * 0.6, own.ink
            yield from in_lines(lines, left, y, size, ink, bold=bold, column=column)
            if panel.event:
                yield Text(panel.event.when, right, y, size, own.accent, "right", column=column)
        for area in (area for area in areas if area.is_named):
            lines = self._heading(area)
            middle = area.top + (area.baseline or 0) - (len(lines) - 1) * size * LINE / 2
            if area.has_values:
                middle = area.top - size * 0.9
            yield from in_lines(lines, self.frames[0].page.margin, middle, size, theme.muted)
        down = max(area.bottom for area in areas) + self.years + size * LIST_SPACE
        for text in (text for texts, _ in self.lists for text in texts):
            yield replace(text, y=down + text.y)

    def _heading(self, area: Area) -> list[str]:
        """What a track is, in lines; of one scorecard the levels are named instead."""
        name, frame = area.name.partition(": ")[2], self.frames[0]
        if area.has_values:
            return [name] if "index" in area.id or frame.scale.others else []
        room = frame.left - frame.page.margin - frame.theme.size * 0.8
        return filled(name, room, frame.theme.width_of)


def _name_of(panel: Subject, frame: Frame) -> list[str]:
    """The name of a country beside its date: whole, short, in lines, or its code if none fits."""
    theme = frame.theme
    date = theme.width_of(panel.event.when) + theme.size if panel.event else 0.0
    room = frame.right - frame.left - date

    def width_of(text: str) -> float:
        return theme.width_of(text, bold=True)

    broken = filled(panel.name, room, width_of)
    for lines in ([panel.name], [short_name_of(panel.code)], broken):
        if all(width_of(line) <= room for line in lines):
            return lines
    return [panel.code]
