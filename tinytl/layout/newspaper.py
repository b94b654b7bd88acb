"""Rows in newspaper columns: the size of the type, and the place of each row."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, groupby, product

from ..errors import LayoutError
from ..story.subjects import Subject
from ..table.codes import looks_like_code
from .frame import LINE, Page, in_mm, points, whole_px
from .labels.wrap import filled

LEAST_PT = 5.0
"""The smallest type that journals print."""
LEADINGS = (1.6, 1.25)
"""Height of a row in em: with room, and as close as names can stand."""
PLOT = 10.0
"""Least width of the bars, in em."""
NAMES = 0.42
"""The share of a column that names may take; a longer one gives way to its code."""
YEARS = 2.4
"""Height in em of the years below the rows."""
TALLEST = points("170mm")
"""The greatest height that leaves room for a caption on most pages."""
SCREENFUL = 780.0
"""Height of a column on the screen, in points, before the next column begins."""


@dataclass(frozen=True)
class Group:
    """Rows under a heading; without one if it has no name."""

    name: str
    rows: tuple[Subject, ...]

    @property
    def heading(self) -> str:
        """Its name with the number of rows."""
        return f"{self.name} ({len(self.rows)})" if self.name else ""


def groups_of(subjects: Iterable[Subject]) -> list[Group]:
    """Countries by the group that each names, which stand together."""
    return [
        Group(name, tuple(rows))
        for name, rows in groupby(subjects, key=lambda subject: subject.group)
    ]


@dataclass(frozen=True)
class Grid:
    """The arrangement of rows on a page.

    Attributes
    ----------
    size, row : float
        Of the type and from row to row, in points.
    lefts, beside, plot : float
        Where the bars of each column begin, how wide what stands beside them is, and they are, in
        points.
    names : dict of str to str
        What stands beside each row, by its code.
    columns : tuple of tuple of (float, str or Subject)
        The headings and rows of each column, with their places in rows from its top.
    """

    size: float
    row: float
    lefts: tuple[float, ...]
    beside: float
    plot: float
    names: dict[str, str]
    columns: tuple[tuple[tuple[float, str | Subject], ...], ...]

    @property
    def lines(self) -> float:
        """Rows of the longest column."""
        return max((column[-1][0] + 1 for column in self.columns if column), default=1.0)


def fitted(
    groups: Sequence[Group],
    page: Page,
    columns: int | None,
    top: float,
    below: Sequence[str],
    *,
    foot: float = 0.0,
) -> Grid:
    """Find the largest type, then the highest rows, then the fewest columns with which all fits.

    Parameters
    ----------
    groups : sequence of Group
    page : Page
    columns : int or None
        How many, if the caller says so.
    top : float
        Points above the rows.
    below : sequence of str
        What is listed below them.
    foot : float
        Height in em of what else stands below them.

    Raises
    ------
    LayoutError
        If no type that can be printed is small enough; it says how many rows fit.
    """
    full, codes = _names_of(groups, codes=False), _names_of(groups, codes=True)
    tallest = page.height or (SCREENFUL if page.fluid else min(page.tallest, TALLEST))
    counts = (columns,) if columns else tuple(range(1, 13))
    rooms = {}
    for size in _sizes(page):
        notes = len(note_lines(below, page, size)) * LINE + 0.8 if below else 0
        rooms[size] = tallest - top - size * (YEARS + foot + notes)
    capacity = 0
    for names in (full, codes):
        for size, leading, n in product(rooms, LEADINGS, counts):
            room = rooms[size]
            lines = math.floor(room / (size * leading)) if room < math.inf else 10**9
            grid = _grid(groups, names, page, size, leading, n)
            if grid is None:
                continue
            places = (
                at for column in grid.columns for at, row in column if isinstance(row, Subject)
            )
            capacity = max(capacity, sum(at + 1 <= lines for at in places))
            if grid.lines <= lines:
                return _stretched(grid, page, room)
    if page.fluid:  # the page scrolls
        for names, n in product((full, codes), reversed(counts)):
            if grid := _grid(groups, names, page, page.theme.size, LEADINGS[-1], n):
                return grid
    needed = sum(len(group.rows) for group in groups)
    raise LayoutError(
        f"{needed} rows do not fit on {in_mm(page.width)} x {in_mm(tallest)}: {capacity} do, "
        f"in type of {_sizes(page)[-1]:g} pt. Choose countries, or make the page wider or higher."
    )


def _stretched(grid: Grid, page: Page, room: float) -> Grid:
    """Rows that fill a page whose height is given."""
    return replace(grid, row=room / grid.lines) if page.height else grid


def _sizes(page: Page) -> list[float]:
    """Sizes of type, from that of the theme down."""
    most = page.theme.size
    least = min(most, max(LEAST_PT, page.least_pt))
    return [most - step / 2 for step in range(int((most - least) * 2) + 1)]


def _grid(
    groups: Sequence[Group], names: dict[str, str], page: Page, size: float, leading: float, n: int
) -> Grid | None:
    """So many columns in type of this size; None if their bars or too many names have no room."""
    gap, width_of = size * 1.6, partial(page.theme.width_of, size=size)
    wide = (page.width - size * 0.8 - (n - 1) * gap) / n
    fitting = {}
    for row in (row for group in groups for row in group.rows):
        name = names[row.code]
        noted = width_of(name) <= wide * NAMES
        fitting[row.code] = name if noted else _beside(row, row.code)
    short = sum(fitting[code] != names[code] for code in fitting)
    if short > 0.2 * len(fitting):
        return None
    room = max(map(width_of, fitting.values()), default=0) + size * 0.7
    if wide - room < PLOT * size:
        return None
    flowed = _flow(groups, n)
    px = [whole_px(number * (wide + gap) + room) for number in range(n)]
    plot = whole_px(wide - room) - 0.75
    return Grid(size, size * leading, tuple(px), room, plot, fitting, flowed)


def _names_of(groups: Sequence[Group], *, codes: bool) -> dict[str, str]:
    rows = (row for group in groups for row in group.rows)
    return {
        row.code: _beside(row, row.code if codes and looks_like_code(row.code) else row.name)
        for row in rows
    }


def _beside(row: Subject, name: str) -> str:
    """A name, with the date from which its years are counted."""
    return f"{name}, {row.event.when}" if row.event else name


def _flow(groups: Sequence[Group], n: int) -> tuple[tuple[tuple[float, str | Subject], ...], ...]:
    """Rows and headings, each with its place from the top, in the lowest columns that hold all."""
    rows = sum(len(group.rows) for group in groups)
    for most in count(max(1, -(-rows // n))):
        columns: list[list[tuple[float, str | Subject]]] = [[]]
        at = 0.0
        for group in groups:
            headed = False
            for number, row in enumerate(group.rows):
                heading = group.heading if number == 0 else f"{group.name}, continued"
                high = 1.0 if headed or not group.name else 2.0 + 0.4 * bool(columns[-1])
                if at + high > most and columns[-1]:
                    columns.append([])
                    at, headed, high = 0.0, False, 2.0 if group.name else 1.0
                if group.name and not headed:
                    columns[-1].append((at + high - 2, heading))
                    headed = True
                columns[-1].append((at + high - 1, row))
                at += high
        if len(columns) <= n:
            return tuple(map(tuple, (*columns, *[[]] * (n - len(columns)))))
    raise AssertionError


def note_lines(below: Sequence[str], page: Page, size: float) -> list[tuple[str, bool]]:
    """The lines of a heading, which is bold, and of what is listed under it."""
    heading, names = below[:1], below[1:]
    parts = ((" ".join(heading), True), (", ".join(names), False))
    return [
        (line, bold)
        for text, bold in parts
        for line in filled(
            text, page.width - size / 2, partial(page.theme.width_of, size=size, bold=bold)
        )
    ]
