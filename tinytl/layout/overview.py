"""Many countries on a page: a row each, in newspaper columns, every row with its name.

The rows are as large as the page lets them be: first the type gets smaller, down to the least that
can be printed, then codes take the place of names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..story.subjects import Selection, Subject
from ..story.windows import Window
from ..table.scales import Scale
from .bars import on_axis, row_bars, row_marks
from .frame import LINE, Page, whole_px
from .headings import title_room, titles
from .newspaper import Grid, fitted, groups_of, note_lines
from .scene import Area, Line, Scene, Text
from .share_steps import STRIP, share_strip
from .theme import Theme
from .ticks import ZERO, axis_window, time_axes


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
    theme, window, found = page.theme, axis_window(selection), selection.tallies
    groups, below = groups_of(selection.subjects), _below(selection)
    top = whole_px(title_room(page))
    grid = fitted(groups, page, columns, top, below, foot=STRIP if found else 0.0)
    size = grid.size
    notes = note_lines(below, page, size)
    theme = replace(theme, size=size)
    rows_end = top + grid.lines * grid.row
    years_at = rows_end + size * 1.2
    axes = time_axes(
        [(left, left + grid.plot, (years_at,)) for left in grid.lefts],
        window,
        viewport=viewport or window,
        counted=selection.counting is not None,
        size=size,
    )
    areas: list[Area] = []
    texts = titles(page)
    for number, lines in enumerate(grid.columns):
        areas.append(_rows(lines, number, top, grid, scale, theme))
        texts += _headings(lines, number, top, grid, theme)
    height = years_at + size * 0.9
    if found:
        axis, strip, names = share_strip(found, axes, height, page, theme, scale)
        axes, areas, texts = (*axes, axis), areas + strip, texts + names
        height += size * STRIP
    for number, (line, bold) in enumerate(notes):
        y = height + size * LINE * (number + 0.9)
        texts.append(Text(line, 0, y, size, theme.ink, bold=bold))
    if notes:
        areas += [_rule(n, height, window, theme) for n in range(len(grid.lefts))]
        height += size * LINE * (len(notes) + 0.8)
    tall = page.height or whole_px(height)
    return Scene(
        width=page.width,
        height=tall,
        fluid=page.fluid,
        columns=axes,
        areas=tuple(areas),
        texts=tuple(texts),
        theme=theme,
        scale=scale,
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
    lines: Iterable[tuple[float, str | Subject]],
    column: int,
    top: float,
    grid: Grid,
    scale: Scale,
    theme: Theme,
) -> Area:
    """The rows of a column on one axis of places, each named at its side."""
    own = [(at, row) for at, row in lines if isinstance(row, Subject)]
    size = min(grid.row * 0.5, theme.size * 0.55)
    marks = [on_axis(mark, row) for at, row in own for mark in row_bars(row, at, scale, theme)]
    marks += [
        on_axis(mark, row) for at, row in own for mark in row_marks(row, at, size, scale, theme)
    ]
    low = own[-1][0] + 1 if own else 1.0
    zero = Line(((ZERO, low), (ZERO, 0.0)), theme.ink, 1.2, role="zero")
    return Area(
        f"rows {column + 1}",
        "Countries",
        low * grid.row,
        low,
        0.0,
        top,
        ticks=tuple((at + 0.5, grid.names[row.code]) for at, row in own),
        ground=(zero,) if any(row.event for _, row in own) else (),
        marks=tuple(marks),
        column=column,
        is_ruled=False,
    )


def _headings(
    lines: Iterable[tuple[float, str | Subject]], column: int, top: float, grid: Grid, theme: Theme
) -> Iterator[Text]:
    """The names of groups, at the left of their column."""
    for at, heading in lines:
        if isinstance(heading, str):
            y = top + (at + 0.5) * grid.row
            left = grid.lefts[column] - grid.beside
            yield Text(heading, left, y, theme.size, theme.ink, bold=True, column=column)


def _rule(column: int, top: float, window: Window, theme: Theme) -> Area:
    """A line across a column, over what is listed below the rows."""
    ends = (window.first, 0.5), (window.last, 0.5)
    rule = Line(ends, theme.muted, 0.6, role="rule")
    return Area(f"rule {column + 1}", "", 1.0, 1.0, 0.0, top, ground=(rule,), column=column)
