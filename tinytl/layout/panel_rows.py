"""A row of panels: a country in each, with its tracks, its name and its list of numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

from ..story.subjects import Subject
from ..story.tracks import Track
from ..table.countries import short_name_of
from .areas import areas_of
from .frame import LINE, POINTS, Frame, Page, frame_of, shift_of, whole_px
from .guides import draw_guides
from .labels.numbered_list import numbered_list
from .labels.wrap import filled
from .legend import legend_of
from .scene import Area, Text, in_lines


class Spacing(NamedTuple):
    """Spaces of panels, in em.

    Attributes
    ----------
    headed, plain : float
        Above a series with its heading, and without one.
    heading : float
        From the middle of this heading to the series.
    first, marks : float
        Above the first track, if it has marks, and above marks that stand below another track.
    years : float
        Below the tracks, for the years.
    above_list, below_list : float
    bottom : float
        Below all.
    """

    headed: float
    plain: float
    heading: float
    first: float
    marks: float
    years: float
    above_list: float
    below_list: float
    bottom: float


SINGLE = Spacing(2.5, 1.0, 1.15, 0.2, 1.0, 1.7, 0.6, 0.5, 0.0)
SEVERAL = Spacing(1.9, 0.7, 0.9, 0.4, 0.7, 1.3, 0.5, 0.0, 0.55)
"""Of the panel of one country, whose headings are bold, and of panels of several."""
BOOK_HEADINGS = {"index": "Anti-TIP policy index", "rating": "TIP ranking"}
"""Headings of Figure 9 that are not the usual ones, by kind."""
BOOK_END = 0.5
"""Em below the tracks of Figure 9, whose years are below each series."""


@dataclass(frozen=True)
class PanelRow:
    """Panels beside each other.

    Attributes
    ----------
    page : Page
    space : Spacing
    panels : sequence of Subject
    frames : sequence of Frame
        Of the columns; a country has its own dates in it, and may stand back.
    names : list of list of str
        The name of each country, in lines.
    tracks : list of tuple of Area
        Track by track the areas of all panels, of the tracks in which one has something.
    lists : list of (list of Text, float)
        What the numbers of each panel stand for, from the top of a page, with its height.
    years : float
        Height of the years below the tracks in points; 0 if the columns go on below.
    """

    page: Page
    space: Spacing
    panels: Sequence[Subject]
    frames: Sequence[Frame]
    names: list[list[str]]
    tracks: list[tuple[Area, ...]]
    lists: list[tuple[list[Text], float]]
    years: float

    @classmethod
    def of(
        cls, panels: Sequence[Subject], columns: Sequence[Frame], space: Spacing, years: float
    ) -> PanelRow:
        """Lay each country out in its column."""
        frames = [frame_of(panel, frame) for panel, frame in zip(panels, columns, strict=False)]
        names = list[list[str]]()
        if space is SEVERAL:
            every = [*zip(*(panel.tracks for panel in panels), strict=True)]
            shown = [
                own for own in every if own[0].kind == "rating" or any(track.facts for track in own)
            ]
            kept = zip(*(shown or every), strict=True)
            panels = [replace(panel, tracks=t) for panel, t in zip(panels, kept, strict=True)]
            names = [*map(_country_lines, panels, frames)]
        areas = [[*_areas(panel, n, frames[n], space)] for n, panel in enumerate(panels)]
        lists = []
        for n, (own, frame) in enumerate(zip(areas, frames, strict=True)):
            ends = frame.left, frame.right
            if space is SINGLE:
                ends = frame.page.margin, frame.page.width - frame.page.margin
            lists.append(numbered_list(own, frame.theme, *ends, n))
        page, tracks = columns[0].page, [*zip(*areas, strict=True)]
        return cls(page, space, panels, frames, names, tracks, lists, years)

    @property
    def fixed(self) -> float:
        """Points of all that a page cannot press."""
        heights = (self._height_of(part) for part in self.tracks if not part[0].has_values)
        years = sum(map(self._years_height, self.tracks))
        return self._head + sum(map(self._above, self.tracks)) + sum(heights) + years + self.below

    @property
    def flexible(self) -> float:
        """Points of the series, which a page that is too low may press."""
        return sum(self._height_of(part) for part in self.tracks if part[0].has_values)

    @property
    def below(self) -> float:
        """Points of the years and of the highest list."""
        size, most = self.page.theme.size, max((height for _, height in self.lists), default=0.0)
        years = size * BOOK_END if any(map(self._years_height, self.tracks)) else self.years
        beside = size * (self.space.above_list + self.space.below_list)
        return years + (most + beside if most else 0.0)

    @property
    def _head(self) -> float:
        """Points of the names."""
        lines = max(map(len, self.names), default=0)
        return whole_px(self.page.theme.size * (LINE * lines + 0.2)) if lines else 0.0

    def _above(self, part: Sequence[Area]) -> float:
        """Points above a track, where a series may have its heading."""
        size, space = self.page.theme.size, self.space
        if part[0].has_values:
            return whole_px(size * (space.headed if self._heading(part[0]) else space.plain))
        em = space.first if part is self.tracks[0] else space.marks
        return whole_px(size * em + self._reach(part[0])[0])

    def _height_of(self, part: Sequence[Area]) -> float:
        """Points of a track, which is as high as its highest area and its heading."""
        if part[0].has_values:
            return max(area.height for area in part)
        return whole_px(max(area.height + self._reach(area)[1] for area in part))

    def _years_height(self, part: Sequence[Area]) -> float:
        """Points of the years below a series, as the book has them."""
        under_each = self.page.is_figure9 and part[0].has_values
        return whole_px(self.page.theme.size * self.space.years) if under_each else 0.0

    def _reach(self, area: Area) -> tuple[float, float]:
        """Points by which the heading beside a line of marks reaches above its area, and below."""
        size, middle = self.page.theme.size, area.baseline or 0.0
        # half the height of the lines, without the space that areas have anyway
        half = (len(self._heading(area)) - 1) * size * LINE / 2 + size * 0.1
        return max(half - middle, 0.0), max(middle + half - area.height, 0.0)

    def drawn(self, top: float, factor: float) -> tuple[list[Area], list[Text], float]:
        """The areas and texts from a height on the page down, and where the areas end.

        Areas that hang are aligned at their tops, others at their bottoms.

        Parameters
        ----------
        top : float
        factor : float
            Of the heights of series.
        """
        areas: list[list[Area]] = [[] for _ in self.panels]
        y = top + self._head
        for part in self.tracks:
            y, most = y + self._above(part), max(area.height for area in part)
            high = self._height_of(part)
            if part[0].has_values:
                high = most = math.floor(high * factor / POINTS["px"]) * POINTS["px"]
            for area, own in zip(part, areas, strict=True):
                tall = high if area.has_values else area.height
                own.append(replace(area, top=y if area.hangs else y + most - tall, height=tall))
            y += high + self._years_height(part)
        each = zip(areas, self.panels, self.frames, strict=True)
        areas = [draw_guides(own, panel.tracks, f, panel.event) for own, panel, f in each]
        texts = [text for area in areas[0] for text in self._headings(area)]
        down = y + self.years + self.page.theme.size * self.space.above_list
        listed = (text for own, _ in self.lists for text in own)
        texts += (replace(text, y=down + text.y) for text in listed)
        on_axis = [
            area.shifted(shift_of(panel))
            for part in zip(*areas, strict=True)
            for area, panel in zip(part, self.panels, strict=True)
        ]
        top = min(own[0].top for own in areas) - self._head - self._above(self.tracks[0])
        return on_axis, [*self._country_texts(top), *texts], y

    def _country_texts(self, top: float) -> Iterator[Text]:
        """The names of the countries, each with the date of its event."""
        size = self.page.theme.size
        y = top + size * 0.6
        for n, lines in enumerate(self.names):
            panel, frame = self.panels[n], self.frames[n]
            ink, bold = frame.theme.ink, not frame.theme.is_faded
            yield from in_lines(lines, frame.left, y, size, ink, bold=bold, column=n)
            if panel.event:
                when, ink = panel.event.when, frame.theme.accent
                yield Text(when, frame.right, y, size, ink, "right", column=n)

    def _headings(self, area: Area) -> Iterator[Text]:
        """What a track is, at the left: beside a line of marks, above a series."""
        theme, lines = self.page.theme, self._heading(area)
        look: dict[str, Any] = {"colour": theme.muted}
        if self.space is SINGLE:
            about = "\n".join(map(str, legend_of([area], theme, self.page.scale)))
            look = {"colour": theme.ink, "bold": True, "about": about}
        y = area.top + (area.baseline or 0) - (max(len(lines), 1) - 1) * theme.size * LINE / 2
        if area.has_values:
            y = area.top - theme.size * self.space.heading
        return in_lines(lines, self.page.margin, y, theme.size, **look)

    def _heading(self, area: Area) -> list[str]:
        """What a track is, in lines; of one scorecard among others the levels are named instead."""
        is_alone = self.space is SINGLE
        name = area.name.removeprefix(f"{self.panels[area.column].name}: ")
        if self.page.is_figure9:
            return []
        if area.has_values:
            return [name] if is_alone or "index" in area.id or self.page.scale.others else []
        room = self.frames[0].left - self.page.margin - self.page.theme.size * 0.8
        return filled(name, room, partial(self.page.theme.width_of, bold=is_alone))


def _areas(panel: Subject, column: int, frame: Frame, space: Spacing) -> Iterator[Area]:
    """The tracks of a country in its column, at their dates."""
    code, back = panel.code, panel.emphasis == "faded"
    names, areas = headings_of(panel.tracks, frame.page), areas_of(panel.tracks, frame, panel.event)
    for name, area in zip(names, areas, strict=True):
        if space is SINGLE:
            yield replace(area, name=name)
            continue
        own = replace(area, id=f"{code} {area.id}", name=f"{panel.name}: {name}", country=code)
        yield replace(own, column=column, is_named=column == 0, is_faded=back)


def _country_lines(panel: Subject, frame: Frame) -> list[str]:
    """The name of a country beside its date: whole, short, in lines, or its code if none fits."""
    width_of = partial(frame.theme.width_of, bold=True)
    room = frame.right - frame.left
    if panel.event:
        room -= frame.theme.width_of(panel.event.when) + frame.theme.size
    for lines in ([panel.name], [short_name_of(panel.code)], filled(panel.name, room, width_of)):
        if all(width_of(line) <= room for line in lines):
            return lines
    return [panel.code]


def headings_of(tracks: Sequence[Track], page: Page) -> list[str]:
    """The heading of each track; a further lane of the same governments has none."""
    kinds = [track.kind for track in tracks]
    named = [
        (BOOK_HEADINGS.get(track.kind) if page.is_figure9 and kinds.count(track.kind) == 1 else "")
        or track.heading(page.scale)
        for track in tracks
    ]
    for number, (before, track) in enumerate(pairwise(tracks), start=1):
        same = (before.kind, before.category) == (track.kind, track.category)
        if same and track.kind == "government":
            named[number] = ""
    return named
