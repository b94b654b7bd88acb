"""A row of panels: a country in each, with its tracks, its name and its list of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ..story.subjects import Subject
from ..table.countries import short_name_of
from .areas import areas_of
from .frame import LINE, Frame, Page, frame_of, shift_of
from .guides import draw_guides
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
    page : Page
    panels : sequence of Subject
    frames : sequence of Frame
        Of the columns; a country may stand back in its own.
    names : list of list of str
        The name of each country, in lines.
    tracks : list of tuple of Area
        Track by track the areas of all panels, of the tracks in which one has something.
    lists : list of (list of Text, float)
        What the numbers of each panel stand for, from the top of a page, with its height.
    years : float
        Points between the tracks and the lists, where a column ends with its years.
    """

    page: Page
    panels: Sequence[Subject]
    frames: Sequence[Frame]
    names: list[list[str]]
    tracks: list[tuple[Area, ...]]
    lists: list[tuple[list[Text], float]]
    years: float

    @classmethod
    def of(cls, panels: Sequence[Subject], columns: Sequence[Frame], years: float) -> PanelRow:
        """Lay each country out in its column."""
        every = [*zip(*(panel.tracks for panel in panels), strict=True)]
        shown = [
            own for own in every if own[0].kind == "rating" or any(track.facts for track in own)
        ]
        tracks = zip(*(shown or every), strict=True)
        panels = [replace(panel, tracks=own) for panel, own in zip(panels, tracks, strict=True)]
        frames = [frame_of(panel, frame) for panel, frame in zip(panels, columns, strict=False)]
        areas = [[*_areas(panel, n, frames[n])] for n, panel in enumerate(panels)]
        lists = [
            listing(own, frame.theme, frame.left, frame.right, column)
            for column, (own, frame) in enumerate(zip(areas, frames, strict=True))
        ]
        names, page = [*map(_name_of, panels, frames)], columns[0].page
        return cls(page, panels, frames, names, [*zip(*areas, strict=True)], lists, years)

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
        return self.years + (most + self.page.theme.size * LIST_SPACE if most else 0.0)

    @property
    def _head(self) -> float:
        """Points of the names."""
        return self.page.theme.size * (LINE * max(map(len, self.names)) + 0.2)

    def _above(self, part: Sequence[Area]) -> float:
        """Points above a track, where a series may have its heading, and less below the names."""
        headed = part[0].has_values and self._heading(part[0])
        is_labelled = part is self.tracks[0] and not part[0].has_values
        return self.page.theme.size * (1.9 if headed else 0.4 if is_labelled else 0.7)

    def _high(self, part: Sequence[Area]) -> float:
        """Points of a track, which is as high as its highest area and its heading."""
        lines = len(self._heading(part[0])) if part[0].hangs else 0
        return max(lines * self.page.theme.size * LINE, *(area.height for area in part))

    def drawn(self, top: float, factor: float) -> tuple[list[Area], list[Text], float]:
        """The areas and texts from a height on the page down, and where the areas end.

        What hangs from bars hangs at the same height, what stands on a line stands at the same.

        Parameters
        ----------
        top : float
        factor : float
            Of the heights of series.
        """
        areas: list[list[Area]] = [[] for _ in self.panels]
        texts, y = list[Text](), top + self._head
        for part in self.tracks:
            y, high = y + self._above(part), self._high(part)
            high *= factor if part[0].has_values else 1.0
            for area, own in zip(part, areas, strict=True):
                tall = high if area.has_values else area.height
                down = 0.0 if area.hangs else high - tall
                own.append(replace(area, top=y + down, height=tall))
                if area.is_named:
                    texts += self._headings(own[-1])
            y += high
        top = min(own[0].top for own in areas) - self._head - self._above(self.tracks[0])
        down = y + self.years + self.page.theme.size * LIST_SPACE
        listed = (text for own, _ in self.lists for text in own)
        texts += (replace(text, y=down + text.y) for text in listed)
        each = zip(areas, self.panels, self.frames, strict=True)
        drawn = [draw_guides(own, panel.tracks, f, panel.event) for own, panel, f in each]
        on_axis = [
            area.shifted(shift_of(panel))
            for part in zip(*drawn, strict=True)
            for area, panel in zip(part, self.panels, strict=True)
        ]
        return on_axis, [*self._names(top), *texts], y

    def _names(self, top: float) -> Iterator[Text]:
        """The names of the countries, each with the date of its event."""
        size = self.page.theme.size
        y = top + size * 0.6
        for n, (panel, frame) in enumerate(zip(self.panels, self.frames, strict=True)):
            ink, bold = frame.theme.ink, not frame.theme.is_faded
            yield from in_lines(self.names[n], frame.left, y, size, ink, bold=bold, column=n)
            if panel.event:
                when, ink = panel.event.when, frame.theme.accent
                yield Text(when, frame.right, y, size, ink, "right", column=n)

    def _headings(self, area: Area) -> Iterator[Text]:
        """What a track is, at the left: beside a line of marks, above a series."""
        size, lines = self.page.theme.size, self._heading(area)
        y = area.top + (area.baseline or 0) - (len(lines) - 1) * size * LINE / 2
        if area.has_values:
            y = area.top - size * 0.9
        return in_lines(lines, self.page.margin, y, size, self.page.theme.muted)

    def _heading(self, area: Area) -> list[str]:
        """What a track is, in lines; of one scorecard the levels are named instead."""
        name, frame = area.name.partition(": ")[2], self.frames[0]
        if area.has_values:
            return [name] if "index" in area.id or frame.scale.others else []
        room = frame.left - self.page.margin - frame.theme.size * 0.8
        return filled(name, room, frame.theme.width_of)


def _areas(panel: Subject, column: int, frame: Frame) -> Iterator[Area]:
    """The tracks of a country in its column, at their dates."""
    code, back = panel.code, panel.emphasis == "faded"
    for area in areas_of(panel.tracks, frame, panel.event):
        own = replace(area, id=f"{code} {area.id}", name=f"{panel.name}: {area.name}", country=code)
        yield replace(own, column=column, is_named=column == 0, is_faded=back)


def _name_of(panel: Subject, frame: Frame) -> list[str]:
    """The name of a country beside its date: whole, short, in lines, or its code if none fits."""
    width_of = partial(frame.theme.width_of, bold=True)
    room = frame.right - frame.left
    if panel.event:
        room -= frame.theme.width_of(panel.event.when) + frame.theme.size
    for lines in ([panel.name], [short_name_of(panel.code)], filled(panel.name, room, width_of)):
        if all(width_of(line) <= room for line in lines):
            return lines
    return [panel.code]
