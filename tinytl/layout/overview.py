"""Many countries on a page: a row each, in newspaper columns, every row with its name.

The rows are as large as the page lets them be: first the type gets smaller, down to the least that
can be printed, then codes take the place of names. Few rows are high enough for a step line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from ..errors import LayoutError
from ..story.subjects import Selection, Subject
from ..story.windows import Window
from ..table.scales import Scale
from .bars import on_axis, row_bars
from .frame import LINE, MARGIN, Page, whole_px
from .newspaper import YEARS, Grid, Surroundings, fitted, groups_of, note_lines
from .row_guides import row_guides
from .scene import Area, Line, Scene, Text
from .share_strip import share_strip, strip_em
from .theme import Theme
from .ticks import ZERO, TimeAxis, axis_window, time_axes
from .titles import title_room, titles

HEADING = 0.4
"""Middle of a heading in rows from the top of its place, clear of the diamonds of the next row."""


def lay_out_rows(
    selection: Selection,
    scale: Scale,
    page: Page,
    *,
    columns: int | None = None,
    viewport: Window | None = None,
) -> Scene:
    """Lay countries out as rows.

    Parameters
    ----------
    selection : Selection
    scale : Scale
    page : Page
    columns : int, optional
        How many; as many as are needed if not given.
    viewport : Window, optional
        Where the reader has zoomed in.

    Raises
    ------
    LayoutError
        If the rows do not fit on the page; the message says how many do.
    """
    window = axis_window(selection)
    below = _below(selection)
    groups = groups_of(selection.subjects)
    try:
        grid = fitted(groups, page, columns, _around(selection, page, below))
    except LayoutError:  # the rows come first
        selection = replace(selection, tallies=None)
        grid = fitted(groups, page, columns, _around(selection, page, below))
    theme = replace(page.theme, size=grid.size)
    rows_end = grid.top + grid.lines * grid.row
    above, under = (y + theme.size * YEARS / 2 for y in (grid.top - theme.size * YEARS, rows_end))
    names_at = (above, under) if grid.has_years_above else (under,)
    axes = time_axes(
        [(left, left + grid.plot, names_at) for left in grid.lefts],
        window,
        viewport=viewport or window,
        counted=selection.counting is not None,
        size=theme.size,
    )
    areas: list[Area] = []
    texts = titles(page)
    for number, lines in enumerate(grid.columns):
        areas.append(_rows(lines, number, axes[number], grid, scale, theme))
        texts += _headings(lines, number, grid, theme)
    height = rows_end + theme.size * YEARS
    sized = replace(page, theme=theme)
    if foot := share_strip(selection, sized, scale, axes[0].left, axes[-1].right, height):
        areas += [replace(area, column=len(axes)) for area in foot.areas]
        axes, height = (*axes, foot.axis), height + foot.height
        texts += (replace(text, column=len(axes) - 1) for text in foot.texts)
    notes = note_lines(below, page, theme.size)
    for number, (line, bold) in enumerate(notes):
        y = height + theme.size * LINE * (number + 0.9)
        texts.append(Text(line, theme.size * MARGIN, y, theme.size, theme.ink, bold=bold))
    if notes:
        areas += [_rule(n, height, window, theme) for n in range(len(grid.columns))]
        height += theme.size * LINE * (len(notes) + 0.8)
    return Scene(
        width=page.width,
        height=page.height or whole_px(height),
        fluid=page.fluid,
        columns=axes,
        areas=tuple(areas),
        texts=tuple(texts),
        theme=theme,
        scale=scale,
    )


def _around(selection: Selection, page: Page, below: Sequence[str]) -> Surroundings:
    """The room above and below the rows, by the size of the type."""

    def under(size: float) -> float:
        notes = len(note_lines(below, page, size)) * LINE + 0.8 if below else 0.0
        return size * (YEARS + notes + strip_em(selection))

    return Surroundings(lambda size: title_room(page), under)


def _below(selection: Selection) -> list[str]:
    """A heading and the countries without the event, which are listed below a rule."""
    counting = selection.counting
    if counting is None or not counting.without:
        return []
    event = counting.event.removeprefix("the ")
    return [f"No {event} in the table ({len(counting.without)})", *counting.without]


# --- what is drawn -----------------------------------------------------------------------------


def _rows(
    lines: Iterable[tuple[float, str | Subject]],
    column: int,
    across: TimeAxis,
    grid: Grid,
    scale: Scale,
    theme: Theme,
) -> Area:
    """The rows of a column on one axis of places, each named at its side."""
    own = [(at, row) for at, row in lines if isinstance(row, Subject)]
    day_pt = (across.right - across.left) / (across.viewport.last - across.viewport.first)
    guides = partial(row_guides, scale=scale, theme=theme, row_pt=grid.row, day_pt=day_pt)
    bars = partial(row_bars, scale=scale, theme=theme)
    marks = [
        on_axis(mark, row) for draw in (bars, guides) for at, row in own for mark in draw(row, at)
    ]
    low = own[-1][0] + 1 if own else 1.0
    zero = Line(((ZERO, low), (ZERO, 0.0)), theme.ink, 1.2, role="zero")
    return Area(
        f"rows {column + 1}",
        "Countries",
        low * grid.row,
        low,
        0.0,
        grid.top,
        ticks=tuple((at + 0.5, grid.names[row.code]) for at, row in own),
        ground=(zero,) if any(row.event for _, row in own) else (),
        marks=tuple(marks),
        column=column,
        is_ruled=False,
    )


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
