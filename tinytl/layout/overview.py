"""Many countries on a page: a row each, in newspaper columns, every row with its name.

The rows are as large as the page lets them be: first the type gets smaller, down to the least that
can be printed, then codes take the place of names. Few rows are high enough for a step line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from ..errors import LayoutError
from ..story.subjects import Selection, Subject
from ..story.windows import Window
from ..table.scales import Scale
from .bars import on_axis, row_bars
from .fading import faded, frame_of
from .frame import LINE, MARGIN, Frame, Page, points
from .newspaper import BESIDE, YEARS, Grid, Surroundings, fitted, headed_groups, note_lines
from .page import scene_on
from .row_guides import row_guides
from .scene import Area, Line, Mark, Scene, Text
from .shares import share_strip, strip_em
from .theme import Theme
from .ticks import ZERO, axis_window, time_axes
from .tiles import MIDDLE, last_room, tile
from .titles import title_room, titles

HEADING = 0.4
"""Middle of a heading in rows from the top of its place, clear of the diamonds of the next row."""
NAMED = points("120mm")
"""From this width on names are worth more than a strip of shares, in points."""


def lay_out_rows(selection: Selection, scale: Scale, page: Page) -> Scene:
    """Lay countries out as rows.

    Parameters
    ----------
    selection : Selection
    scale : Scale
    page : Page

    Raises
    ------
    LayoutError
        If the rows do not fit on the page; the message says how many do.
    """
    window = axis_window(selection)
    below = _below(selection)
    selection, grid = _fitted(selection, scale, page, below)
    theme = replace(page.theme, size=grid.size)
    sized = replace(page, theme=theme)
    rows_end = grid.top + grid.lines * grid.row
    above, under = (y + theme.size * YEARS / 2 for y in (grid.top - theme.size * YEARS, rows_end))
    names_at = (above, under) if grid.has_years_above else (under,)
    ends = [(left, left + grid.plot, names_at) for left in grid.lefts]
    counted = selection.counting is not None
    axes = time_axes(ends, window, page.viewport, theme.size, counted=counted)
    areas: list[Area] = []
    texts = titles(page)
    for number, lines in enumerate(grid.columns):
        across = axes[number]
        frame = Frame(sized, scale, window, across.viewport, across.left, across.right)
        areas.append(_rows(lines, number, frame, grid))
        texts += _headings(lines, number, grid, theme)
    height = rows_end + theme.size * YEARS
    if selection.tallies:
        axis, own, named = share_strip(selection, sized, scale, axes, height)
        axes, areas, texts = (*axes, axis), [*areas, *own], [*texts, *named]
        height += theme.size * strip_em(selection)
    notes = note_lines(below, page, theme.size)
    for number, (line, bold) in enumerate(notes):
        y = height + theme.size * LINE * (number + 0.9)
        texts.append(Text(line, theme.size * MARGIN, y, theme.size, theme.ink, bold=bold))
    if notes:
        areas += [_rule(n, height, window, theme) for n in range(len(grid.columns))]
        height += theme.size * LINE * (len(notes) + 0.8)
    return scene_on(sized, scale, height, axes, areas, texts, selection.tooltips)


def _fitted(
    selection: Selection, scale: Scale, page: Page, below: Sequence[str]
) -> tuple[Selection, Grid]:
    """The rows of a page; names come first, so there may be no room for the strip of shares."""
    groups, bare = headed_groups(selection.subjects), replace(selection, tallies=None)

    def grid_of(chosen: Selection) -> Grid:
        return fitted(groups, page, _around(chosen, scale, page, below))

    try:
        grid = grid_of(selection)
    except LayoutError:
        return bare, grid_of(bare)
    if grid.has_codes and selection.tallies and page.width >= NAMED:
        without = grid_of(bare)
        if not without.has_codes:
            return bare, without
    return selection, grid


def _around(selection: Selection, scale: Scale, page: Page, below: Sequence[str]) -> Surroundings:
    """The room around the rows, by the size of the type."""

    def sized(size: float) -> Page:
        return replace(page, theme=replace(page.theme, size=size))

    def under(size: float) -> float:
        notes = len(note_lines(below, page, size)) * LINE + 0.8 if below else 0.0
        return size * (YEARS + notes + strip_em(selection))

    return Surroundings(
        above=lambda size: title_room(page),
        below=under,
        after=lambda size: last_room(selection.subjects, sized(size), scale),
    )


def _below(selection: Selection) -> list[str]:
    """A heading and the countries without the event, which are listed below a rule."""
    counting = selection.counting
    if counting is None or not counting.without:
        return []
    event = counting.event.removeprefix("the ")
    return [f"No {event} in the table ({len(counting.without)})", *counting.without]


# --- what is drawn -----------------------------------------------------------------------------


def _rows(
    lines: Iterable[tuple[float, str | Subject]], column: int, frame: Frame, grid: Grid
) -> Area:
    """The rows of a column on one axis of places, each named at its side."""
    own = [(at, row) for at, row in lines if isinstance(row, Subject)]
    low, theme = own[-1][0] + 1 if own else 1.0, frame.theme
    middle = MIDDLE if grid.is_tiled else 0.5
    stressed = tuple(at + middle for at, row in own if row.emphasis == "strong")
    zero = Line(((ZERO, low), (ZERO, 0.0)), theme.ink, 1.2, role="zero")
    area = Area(
        f"rows {column + 1}",
        "Countries",
        low * grid.row,
        low,
        0.0,
        grid.top,
        ticks=tuple((at + middle, grid.names[row.code]) for at, row in own),
        ground=(zero,) if any(row.event for _, row in own) else (),
        column=column,
        is_ruled=False,
        ink=faded(theme).ink if any(row.emphasis for _, row in own) else theme.ink,
        gap=BESIDE,
        stressed=stressed,
    )
    return (_tiled if grid.is_tiled else _with_bars)(area, own, frame, grid)


def _with_bars(area: Area, rows: Sequence[tuple[float, Subject]], frame: Frame, grid: Grid) -> Area:
    """An area with the ratings of rows as bars, and above all of these the guides."""
    day_pt = (frame.right - frame.left) / (frame.viewport.last - frame.viewport.first)
    scale, bars, guides = frame.scale, list[Mark](), list[Mark]()
    for at, row in rows:
        page = frame_of(row, frame).page
        bars += (on_axis(mark, row) for mark in row_bars(row, at, scale, page.theme))
        marked = row_guides(row, at, scale, page, row_pt=grid.row, day_pt=day_pt)
        guides += (on_axis(mark, row) for mark in marked)
    return replace(area, marks=(*bars, *guides))


def _tiled(area: Area, rows: Sequence[tuple[float, Subject]], frame: Frame, grid: Grid) -> Area:
    """An area with the ratings of rows as step lines on tints."""
    every = (row for lines in grid.columns for _, row in lines if isinstance(row, Subject))
    values = frozenset(spell.value for row in every for spell in row.spells)
    tiles = [tile(row, at, values, frame_of(row, frame), grid.row) for at, row in rows]
    ground = chain(area.ground, *(own.ground for own in tiles))
    marks, labels = (chain(*(getattr(own, part) for own in tiles)) for part in ("marks", "labels"))
    return replace(area, ground=tuple(ground), marks=tuple(marks), labels=tuple(labels))


def _headings(
    lines: Iterable[tuple[float, str | Subject]], column: int, grid: Grid, theme: Theme
) -> Iterator[Text]:
    """The names of groups, at the left of their column."""
    for at, heading in lines:
        if isinstance(heading, str):
            y = grid.top + (at + HEADING) * grid.row
            left = grid.lefts[column] - grid.beside
            yield Text(heading, left, y, theme.size, theme.ink, bold=True, column=column)


def _rule(column: int, top: float, window: Window, theme: Theme) -> Area:
    """A line across a column, over what is listed below the rows."""
    ends = (window.first, 0.5), (window.last, 0.5)
    rule = Line(ends, theme.muted, 0.6, role="rule")
    return Area(f"rule {column + 1}", "", 1.0, 1.0, 0.0, top, ground=(rule,), column=column)
