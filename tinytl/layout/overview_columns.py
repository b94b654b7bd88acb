"""Rows in newspaper columns: the size of the type, and the place of each row."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from itertools import count, groupby, product
from typing import NamedTuple

from ..errors import LayoutError
from ..story.subjects import Selection, Subject
from ..table.codes import looks_like_code, names
from ..table.countries import short_name_of
from .frame import LINE, MARGIN, Page, in_mm, points, whole_px
from .labels.wrap import filled
from .shares import strip_em
from .step_rows import last_room
from .titles import title_room

LEAST_PT = 5.0
"""The smallest type that journals print."""
LEADINGS = (1.6, 1.25)
"""Height of a row in em: with room, and as close as names can stand."""
STEP_LEADING, LEAST_STEP_LEADING = 3.2, 2.6
"""Height in em of a row that is high enough for a step line: as it should be, and at least."""
FEW = 15
"""As many rows or fewer are that high; more rows only if the height of the page is given."""
PLOT, STEP_PLOT = 10.0, 14.0
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


class Placed(NamedTuple):
    """A row, or the heading of a group, at its place in rows from the top of its column."""

    at: float
    row: Subject | str


@dataclass(frozen=True)
class Sheet:
    """Countries that have to be on a page, with what stands around their rows.

    Attributes
    ----------
    selection, page : Selection, Page
    has_years_above : bool
        Whether years stand above the rows as well as below.
    """

    selection: Selection
    page: Page
    has_years_above: bool = False

    @cached_property
    def groups(self) -> list[tuple[str, list[Subject]]]:
        """Countries by the group that each names, which stand together."""
        every = groupby(self.selection.subjects, key=lambda subject: subject.group)
        return [(name, list(rows)) for name, rows in every]

    @cached_property
    def flow(self) -> Callable[[int], tuple[tuple[Placed, ...], ...]]:
        """Rows and headings in a number of columns."""
        return cache(partial(_flow, self.groups))

    @cached_property
    def title(self) -> float:
        """The room of the texts above the rows, in points."""
        return title_room(self.page)

    @cached_property
    def bold(self) -> set[str]:
        """The codes of countries whose names are bold."""
        rows = self.selection.subjects
        return {row.code for row in rows if row.emphasis == "highlighted"}

    def sized(self, size: float) -> Page:
        """The page in type of a size."""
        return replace(self.page, theme=replace(self.page.theme, size=size))

    def top(self, size: float) -> float:
        """Where rows begin, in points from the top of the page."""
        return whole_px(self.title + size * YEARS * self.has_years_above)

    def below(self, size: float) -> float:
        """Points of what stands below the rows."""
        lines = len(self.notes(size))
        notes = lines * LINE + 0.8 if lines else 0.0
        return size * (YEARS + notes + strip_em(self.selection))

    def notes(self, size: float) -> list[tuple[str, bool]]:
        """The lines of a heading, which is bold, and of the countries without the event."""
        counting, found = self.selection.counting, list[tuple[str, bool]]()
        if counting is None or not counting.without:
            return found
        heading = f"{counting.lacking} ({len(counting.without)})"
        for text, bold in ((heading, True), (", ".join(counting.without), False)):
            width_of = partial(self.page.theme.width_of, size=size, bold=bold)
            room = self.page.width - 2 * size * MARGIN
            found += ((line, bold) for line in filled(text, room, width_of))
        return found

    def names(self, *, codes: bool) -> dict[str, str]:
        """What stands beside each row, by its code: the name, or the code if it has one.

        The date from which its years are counted comes after it.
        """
        found = {}
        for row in self.selection.subjects:
            name = row.code if codes and looks_like_code(row.code) else short_name_of(row.code)
            found[row.code] = f"{name}, {row.event.when}" if row.event else name
        return found


@dataclass(frozen=True)
class Grid:
    """The arrangement of rows on a page.

    Attributes
    ----------
    sheet : Sheet
        What it arranges.
    size, row : float
        Of the type and from row to row, in points.
    lefts, beside, plot : float
        Where the bars of each column begin, how wide what stands beside them is, and they are, in
        points.
    names : dict of str to str
        What stands beside each row, by its code.
    columns : tuple of tuple of Placed
        The headings and rows of each column.
    has_steps : bool
        Whether rows are high enough for a step line.
    """

    sheet: Sheet
    size: float
    row: float
    lefts: tuple[float, ...]
    beside: float
    plot: float
    names: dict[str, str]
    columns: tuple[tuple[Placed, ...], ...]
    has_steps: bool

    @property
    def top(self) -> float:
        """Where the rows begin, in points from the top of the page."""
        return self.sheet.top(self.size)

    @property
    def has_codes(self) -> bool:
        """Whether codes of countries stand in place of their names."""
        return any(name.startswith(code) and code in names() for code, name in self.names.items())

    @property
    def lines(self) -> float:
        """Rows of the longest column."""
        return max((column[-1].at + 1 for column in self.columns if column), default=1.0)

    def rows(self, column: int) -> list[tuple[float, Subject]]:
        """The rows of a column, each with its place."""
        return [(at, row) for at, row in self.columns[column] if isinstance(row, Subject)]


def fitted(sheet: Sheet) -> Grid:
    """Find the best grid in which all rows fit.

    Names in full come before codes; then the largest type, the highest rows and the fewest columns
    are chosen, in this order. Columns that are higher than a screen have their
    years above, too.

    Raises
    ------
    LayoutError
        If no type that can be printed is small enough; it says how many rows fit.
    """
    page, sizes = sheet.page, _sizes(sheet.page)
    tallest = page.height or (SCREENFUL if page.fluid else min(page.tallest, TALLEST))
    needed, capacity, lacks = len(sheet.selection.subjects), 0, "wider"
    written = [sheet.names(codes=codes) for codes in (False, True)]
    counts = (page.columns,) if page.columns else tuple(range(1, 13))
    high = [LEAST_STEP_LEADING] if page.height else [STEP_LEADING] if needed <= FEW else []
    for names_, size, leading, n in product(written, sizes, (*high, *LEADINGS), counts):
        grid = _grid(sheet, names_, size, leading, n, has_steps=leading in high)
        if grid is None:
            continue
        room, lacks = tallest - grid.top - sheet.below(size), "wider or higher"
        lines = math.floor(room / (size * leading)) if room < math.inf else 10**9
        fit = (at + 1 <= lines for column in range(n) for at, _ in grid.rows(column))
        capacity = max(capacity, sum(fit))
        if grid.lines <= lines:
            grid = replace(grid, row=room / grid.lines if page.height else grid.row)
            break
    else:
        scrolls = page.fluid and not page.height
        ways = product(written, reversed(counts if scrolls else ()))
        grids = (_grid(sheet, own, sizes[0], LEADINGS[-1], n, has_steps=False) for own, n in ways)
        grid = next(filter(None, grids), None)
    if grid is None:
        raise LayoutError(
            f"{needed} rows do not fit on {in_mm(page.width)} x {in_mm(tallest + page.foot)}: "
            f"{capacity} do, in type of {sizes[-1]:g} pt. Choose countries, or make the page "
            f"{lacks}."
        )
    if grid.lines * grid.row <= SCREEN_HEIGHT or sheet.has_years_above:
        return grid
    return fitted(replace(sheet, has_years_above=True))


def _sizes(page: Page) -> list[float]:
    """Sizes of type, from that of the theme down."""
    most = page.theme.size
    least = most if page.is_sized else min(most, max(LEAST_PT, page.least_pt))
    return [most - step / 2 for step in range(int((most - least) * 2) + 1)]


def _grid(
    sheet: Sheet, names: dict[str, str], size: float, leading: float, n: int, *, has_steps: bool
) -> Grid | None:
    """So many columns in type of this size; None if their bars or their names have no room."""
    page = sheet.page
    gap, margin = size * 1.6, size * MARGIN
    wide = (page.width - margin - size * BEYOND - (n - 1) * gap) / n
    least = (STEP_PLOT if has_steps else PLOT) * size
    if wide < least:
        return None
    width_of = partial(page.theme.width_of, size=size)
    for code, name in names.items():
        has_code = looks_like_code(code) and code not in name
        if has_code and width_of(name) > wide * NAMES:
            return None
    longest = max(
        (width_of(name, bold=code in sheet.bold) for code, name in names.items()), default=0
    )
    room = longest + size * BESIDE
    plot = wide - room
    if has_steps:
        spare = size * (BEYOND - MARGIN) if n == 1 else 0.0  # which is there anyway
        after = last_room(sheet.selection.subjects, sheet.sized(size))
        plot -= max(after + whole_px(0.1) - spare, 0.0)
    if plot < least:
        return None
    return Grid(
        sheet,
        size,
        size * leading,
        lefts=tuple(whole_px(margin + number * (wide + gap) + room) for number in range(n)),
        beside=room,
        plot=whole_px(plot) - 0.75,
        names=names,
        columns=sheet.flow(n),
        has_steps=has_steps,
    )


def _flow(groups: Sequence[tuple[str, list[Subject]]], n: int) -> tuple[tuple[Placed, ...], ...]:
    """Rows and headings in the lowest columns that hold all."""
    every = sum(len(rows) for _, rows in groups)
    for most in count(max(1, -(-every // n))):
        columns, at = [list[Placed]()], 0.0
        for name, rows in groups:
            headed = not name
            for number, row in enumerate(rows):
                high = 1.0 if headed else 2.0 + 0.4 * bool(columns[-1])
                if at + high > most and columns[-1]:
                    columns.append([])
                    at, headed, high = 0.0, not name, 2.0 if name else 1.0
                if not headed:
                    heading = f"{name}, continued" if number else f"{name} ({len(rows)})"
                    columns[-1].append(Placed(at + high - 2, heading))
                    headed = True
                columns[-1].append(Placed(at + high - 1, row))
                at += high
        if len(columns) <= n:
            return tuple(map(tuple, (*columns, *[[]] * (n - len(columns)))))
    raise AssertionError
