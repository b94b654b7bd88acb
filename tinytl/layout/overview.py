"""Many countries on a page: a row each, in newspaper columns, every row with its name.

The rows are as large as the page lets them be: first the type gets smaller, down to the least that
can be printed, then codes take the place of names. Few rows are high enough for a step line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from ..errors import LayoutError
from ..story.subjects import Selection, Subject
from .bar_rows import row_bars, row_guides
from .frame import LINE, MARGIN, Frame, Page, frame_of, points, shift_of, whole_px
from .overview_columns import BESIDE, YEARS, Grid, Sheet, fitted
from .scene import Area, Line, Mark, Scene, Text
from .shares import share_strip, strip_em
from .step_rows import MIDDLE, step_row
from .theme import faded
from .ticks import ZERO, axis_window, time_axes
from .titles import titles

HEADING = 0.4
"""Middle of a heading in rows from the top of its place, clear of the diamonds of the next row."""
NAMED = points("120mm")
"""From this width on names are worth more than a strip of shares, in points."""


def lay_out_overview(selection: Selection, page: Page) -> Scene:
    """Lay countries out as rows.

    Parameters
    ----------
    selection : Selection
    page : Page

    Raises
    ------
    LayoutError
        If the rows do not fit on the page; the message says how many do.
    """
    grid = _fitted(Sheet(selection, page))
    sheet = grid.sheet
    window, sized, size = axis_window(selection), sheet.sized(grid.size), grid.size
    height = grid.top + grid.lines * grid.row
    names_at = tuple(y + size * YEARS / 2 for y in (grid.top - size * YEARS, height))
    names_at = names_at if sheet.has_years_above else names_at[1:]
    ends = [(left, left + grid.plot, names_at) for left in grid.lefts]
    aligned = selection.counting is not None
    axes = time_axes(ends, window, page.viewport, size, aligned=aligned)
    areas, texts, ink = list[Area](), titles(page), sized.theme.ink
    for column, axis in enumerate(axes):
        frame = Frame(sized, window, axis.viewport, axis.left, axis.right)
        areas.append(_rows(column, frame, grid))
        for at, heading in grid.columns[column]:
            if isinstance(heading, str):
                x, y = axis.left - grid.beside, grid.top + (at + HEADING) * grid.row
                texts.append(Text(heading, x, y, size, ink, bold=True, column=column))
    height += size * YEARS
    if sheet.selection.tallies:
        axis, own, named = share_strip(selection, sized, axes, height)
        axes, areas, texts = (*axes, axis), [*areas, *own], [*texts, *named]
        height += size * strip_em(selection)
    if notes := sheet.notes(size):
        for number, (line, bold) in enumerate(notes):
            y = height + size * LINE * (number + 0.9)
            texts.append(Text(line, size * MARGIN, y, size, ink, bold=bold))
        points_ = (window.first, 0.5), (window.last, 0.5)
        rule = Line(points_, sized.theme.muted, 0.6, role="rule")
        for column in range(len(grid.columns)):
            place = 1.0, 1.0, 0.0, height
            areas.append(Area(f"rule {column + 1}", "", *place, ground=(rule,), column=column))
        height += size * LINE * (len(notes) + 0.8)
    height = page.height or whole_px(height)
    return Scene(sized, height, axes, tuple(areas), tuple(texts), selection.tooltips)


def _fitted(sheet: Sheet) -> Grid:
    """The rows of a page; names come first, so there may be no room for the strip of shares."""
    bare = replace(sheet, selection=replace(sheet.selection, tallies=None))
    try:
        grid = fitted(sheet)
    except LayoutError:
        return fitted(bare)
    if grid.has_codes and sheet.selection.tallies and sheet.page.width >= NAMED:
        without = fitted(bare)
        return grid if without.has_codes else without
    return grid


# --- what is drawn -----------------------------------------------------------------------------


def _rows(column: int, frame: Frame, grid: Grid) -> Area:
    """The rows of a column on one axis of places, each named at its side."""
    rows, theme = grid.rows(column), frame.theme
    low = rows[-1][0] + 1 if rows else 1.0
    middle = MIDDLE if grid.has_steps else 0.5
    zero = Line(((ZERO, low), (ZERO, 0.0)), theme.ink, 1.2, role="zero")
    area = Area(
        f"rows {column + 1}",
        "Countries",
        low * grid.row,
        low,
        0.0,
        grid.top,
        ticks=tuple((at + middle, grid.names[row.code]) for at, row in rows),
        ground=(zero,) if any(row.event for _, row in rows) else (),
        column=column,
        is_ruled=False,
        ink=faded(theme).ink if any(row.emphasis for _, row in rows) else theme.ink,
        gap=BESIDE,
        stressed=tuple(at + middle for at, row in rows if row.emphasis == "highlighted"),
    )
    return (_with_steps if grid.has_steps else _with_bars)(area, rows, frame, grid)


def _with_bars(area: Area, rows: Sequence[tuple[float, Subject]], frame: Frame, grid: Grid) -> Area:
    """An area with the ratings of rows as bars, and above all of these the guides."""
    bars, guides = list[Mark](), list[Mark]()
    for at, row in rows:
        own = frame_of(row, frame)
        days = shift_of(row)
        bars += (mark.shifted(days) if days else mark for mark in row_bars(row, at, own))
        guides += (
            mark.shifted(days) if days else mark for mark in row_guides(row, at, own, grid.row)
        )
    return replace(area, marks=(*bars, *guides))


def _with_steps(
    area: Area, rows: Sequence[tuple[float, Subject]], frame: Frame, grid: Grid
) -> Area:
    """An area with the ratings of rows as step lines on tints."""
    every = chain(*map(grid.rows, range(len(grid.columns))))
    values = frozenset(spell.value for _, row in every for spell in row.spells)
    drawn = [step_row(row, at, values, frame_of(row, frame), grid.row) for at, row in rows]
    ground = chain(area.ground, *(own.ground for own in drawn))
    marks, labels = (chain(*(getattr(own, part) for own in drawn)) for part in ("marks", "labels"))
    return replace(area, ground=tuple(ground), marks=tuple(marks), labels=tuple(labels))
