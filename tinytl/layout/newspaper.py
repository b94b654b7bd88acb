"""Rows in newspaper columns: the size of the type, and the place of each row."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, groupby, product

from ..errors import LayoutError
from ..story.subjects import Subject
from ..table.codes import looks_like_code, names
from ..table.countries import short_name_of
from .frame import MARGIN, Page, in_mm, points, whole_px
from .labels.wrap import filled

LEAST_PT = 5.0
"""The smallest type that journals print."""
LEADINGS = (1.6, 1.25)
"""Height of a row in em: with room, and as close as names can stand."""
TILED_LEADING, LEAST_TILED = 3.2, 2.6
"""Height in em of a row that is high enough for a step line: as it should be, and at least."""
FEW = 15
"""As many rows or fewer are that high; more rows only if the height of the page is given."""
PLOT, TILED_PLOT = 10.0, 14.0
"""Least width in em of the bars, and of rows with step lines."""
BEYOND = 1.4
"""Width at the right of the last column in em: half of its last year, and the margin."""
NAMES = 0.42
"""The share of a column that names may take; if one is longer, all give way to their codes."""
BESIDE = 1.2
"""Space in em between the names and the bars, in which half of a triangle stands."""
YEARS = 1.8
"""Height in em of the line of years."""
SCREEN_HEIGHT = 520.0
"""Points of rows that most screens show at once; higher columns have their years above, too."""
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


def headed_groups(subjects: Iterable[Subject]) -> list[Group]:
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
    top : float
        Where the rows begin, in points from the top of the page.
    lefts, beside, plot : float
        Where the bars of each column begin, how wide what stands beside them is, and they are, in
        points.
    names : dict of str to str
        What stands beside each row, by its code.
    columns : tuple of tuple of (float, str or Subject)
        The headings and rows of each column, with their places in rows from its top.
    is_tiled : bool
        Whether rows are high enough for a step line.
    has_years_above : bool
        Whether years stand above the rows as well as below.
    """

    size: float
    row: float
    top: float
    lefts: tuple[float, ...]
    beside: float
    plot: float
    names: dict[str, str]
    columns: tuple[tuple[tuple[float, str | Subject], ...], ...]
    is_tiled: bool = False
    has_years_above: bool = False

    @property
    def has_codes(self) -> bool:
        """Whether codes of countries stand in place of their names."""
        return any(name.startswith(code) and code in names() for code, name in self.names.items())

    @property
    def lines(self) -> float:
        """Rows of the longest column."""
        return max((column[-1][0] + 1 for column in self.columns if column), default=1.0)


@dataclass(frozen=True)
class Surroundings:
    """The room around rows, in points by the size of the type.

    Attributes
    ----------
    above, below : callable
    after : callable
        At the right of rows that are high enough for a step line.
    """

    above: Callable[[float], float]
    below: Callable[[float], float]
    after: Callable[[float], float]


def fitted(groups: Sequence[Group], page: Page, around: Surroundings) -> Grid:
    """Find the largest type, then the highest rows, then the fewest columns with which all fits.

    Parameters
    ----------
    groups : sequence of Group
    page : Page
    around : Surroundings

    Raises
    ------
    LayoutError
        If no type that can be printed is small enough; it says how many rows fit.
    """
    grid = _fitted(groups, page, around)
    if grid.lines * grid.row <= SCREEN_HEIGHT:
        return grid
    lower = replace(around, above=lambda size: around.above(size) + size * YEARS)
    return replace(_fitted(groups, page, lower), has_years_above=True)


def _fitted(groups: Sequence[Group], page: Page, around: Surroundings) -> Grid:
    tallest = page.height or (SCREENFUL if page.fluid else min(page.tallest, TALLEST))
    needed, capacity = sum(len(group.rows) for group in groups), 0
    names = _names_of(groups, codes=False), _names_of(groups, codes=True)
    counts = (page.columns,) if page.columns else tuple(range(1, 13))
    tiled = (LEAST_TILED if page.height else TILED_LEADING,) * (
        needed <= FEW or page.height is not None
    )
    tops = {size: whole_px(around.above(size)) for size in _sizes(page)}
    for written, size, leading, n in product(names, tops, (*tiled, *LEADINGS), counts):
        after = around.after(size) if leading in tiled else None
        grid = _grid(groups, written, page, size, leading, n, after)
        if grid is None:
            continue
        room = tallest - tops[size] - around.below(size)
        lines = math.floor(room / (size * leading)) if room < math.inf else 10**9
        places = (at for column in grid.columns for at, row in column if isinstance(row, Subject))
        capacity = max(capacity, sum(at + 1 <= lines for at in places))
        if grid.lines <= lines:
            row = room / grid.lines if page.height else grid.row
            return replace(grid, top=tops[size], row=row)
    if page.fluid:  # the page scrolls
        size = page.theme.size
        for written, n in product(names, reversed(counts)):
            if grid := _grid(groups, written, page, size, LEADINGS[-1], n, None):
                return replace(grid, top=tops[size])
    raise LayoutError(
        f"{needed} rows do not fit on {in_mm(page.width)} x {in_mm(tallest)}: {capacity} do, "
        f"in type of {_sizes(page)[-1]:g} pt. Choose countries, or make the page wider or higher."
    )


def _sizes(page: Page) -> list[float]:
    """Sizes of type, from that of the theme down."""
    most = page.theme.size
    least = most if page.is_sized else min(most, max(LEAST_PT, page.least_pt))
    return [most - step / 2 for step in range(int((most - least) * 2) + 1)]


def _grid(
    groups: Sequence[Group],
    names: dict[str, str],
    page: Page,
    size: float,
    leading: float,
    n: int,
    after: float | None,
) -> Grid | None:
    """So many columns in type of this size; None if their bars or their names have no room.

    Rows with step lines have so many points `after` them.
    """
    gap, width_of = size * 1.6, partial(page.theme.width_of, size=size)
    margin = size * MARGIN
    wide = (page.width - margin - size * BEYOND - (n - 1) * gap) / n
    strong = {row.code for group in groups for row in group.rows if row.emphasis == "strong"}
    widths = (width_of(name, bold=code in strong) for code, name in names.items())
    longest = max(widths, default=0)
    replaceable = (
        name for code, name in names.items() if looks_like_code(code) and code not in name
    )
    if any(width_of(name) > wide * NAMES for name in replaceable):
        return None
    room = longest + size * BESIDE
    spare = size * (BEYOND - MARGIN) if n == 1 else 0.0  # which is there anyway
    plot = wide - room - (0.0 if after is None else max(after + whole_px(0.1) - spare, 0.0))
    if plot < (PLOT if after is None else TILED_PLOT) * size:
        return None
    flowed = _flow(groups, n)
    px = tuple(whole_px(margin + number * (wide + gap) + room) for number in range(n))
    plot = whole_px(plot) - 0.75
    is_tiled = after is not None
    return Grid(size, size * leading, 0.0, px, room, plot, names, flowed, is_tiled=is_tiled)


def _names_of(groups: Sequence[Group], *, codes: bool) -> dict[str, str]:
    rows = (row for group in groups for row in group.rows)
    return {
        row.code: _beside(
            row, row.code if codes and looks_like_code(row.code) else short_name_of(row.code)
        )
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
            text, page.width - 2 * size * MARGIN, partial(page.theme.width_of, size=size, bold=bold)
        )
    ]
