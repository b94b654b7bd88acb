"""Many countries on a page: a row each, in newspaper columns, every row with its name.

A rating is as dark and as high as its level is low, so that it is read in grey, too; where levels
have no order each has a lane of its own in the row; where there is no rating nothing is drawn. The
rows are as large as the page lets them be: first the type gets smaller, down to the least that can
be printed, then codes take the place of names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..story.facts import Fact
from ..story.reports import Report
from ..story.subjects import Selection, Subject
from ..story.tracks import Window
from ..table.scales import Scale
from .frame import FADE, LINE, Page, certain, clipped, fades, mixed, whole_px
from .marks import lasted
from .newspaper import FOOT, Grid, fitted, groups_of, note_lines
from .page import title_room, titles
from .scene import Area, Box, Dot, Line, Mark, Scene, Text, shifted
from .theme import Theme
from .ticks import ZERO, axis_window, time_axes

BAR = 0.84
"""Height of the lowest level, in rows."""
HATCH = 3
"""Strokes through what is missing of a report."""


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
    theme, window, reports = page.theme, axis_window(selection), selection.reports
    groups, below = groups_of(selection.subjects), _below(selection)
    top = whole_px(title_room(page))
    grid = fitted(groups, page, columns, top, below)
    size = grid.size
    notes = note_lines(below, page, size)
    theme = replace(theme, size=size)
    rows_end = top + grid.lines * grid.row
    foot_top, foot = rows_end + size * 0.6, size * FOOT if reports else 0.0
    years_at = foot_top + foot + size * 0.9
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
        if reports:
            areas.append(_foot(reports, number, foot_top, foot, window, theme))
    height = years_at + size * 0.9
    for number, (line, bold) in enumerate(notes):
        y = height + size * LINE * (number + 0.9)
        texts.append(Text(line, 0, y, size, theme.ink, bold=bold))
    if notes:
        areas += [_rule(n, height, window, theme) for n in range(len(axes))]
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
    return [f"No {counting.event} in the table ({len(counting.without)})", *counting.without]


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
    marks = [_on_axis(mark, row) for at, row in own for mark in _spells(row, at, scale, theme)]
    marks += [
        _on_axis(mark, row) for at, row in own for mark in _marked(row, at, grid, scale, theme)
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


def _on_axis(mark: Mark, row: Subject) -> Mark:
    """A mark at its dates, where the axis of days has it."""
    return shifted(mark, ZERO - row.event.day) if row.event else mark


def _spells(row: Subject, at: float, scale: Scale, theme: Theme) -> Iterator[Mark]:
    """What lasted, each level with a look of its own; what is no level as a dotted line.

    Over days on which a spell may have begun or ended it fades, into that which it meets if any.
    """
    spells, window = row.spells, row.window
    for before, spell, after in zip((None, *spells), spells, (*spells[1:], None), strict=False):
        if not window.shows(spell):
            continue
        told: dict[str, Any] = {"said": _said(row, spell, scale), "code": row.code, "fact": spell}
        bar = _bar(spell, scale, theme)
        if bar is None:
            first, last = spell.possibly
            first, last, middle = max(first, window.first), min(last, window.last), at + 0.5
            yield Line(((first, middle), (last, middle)), theme.muted, 0.8, "dotted")
            yield Box(first, last, middle, 1.0, "", **told)
            continue
        from_ = _bar(before, scale, theme) if before and before.last == spell.first else None
        to = _bar(after, scale, theme) if after and spell.last == after.first else None
        first, last = certain(spell, window)
        if spell.certainly[0] < spell.certainly[1] and first < last:
            yield bar.box(at, first, last, **told)
        for first, last, share in fades(spell, window, met=bool(from_), meets=bool(to)):
            shade = replace(bar, fill=mixed(theme.paper, bar.fill, share))
            yield shade.box(at, first, last, role="fade", **told)
        for other, (begun, ended) in ((from_, spell.began), (to, spell.ended)):
            for n in range(FADE):
                if other is None:
                    break
                first, last = (begun + (ended - begun) * part / FADE for part in (n, n + 1))
                first, last = max(first, window.first), min(last, window.last)
                share = (n + 0.5) / FADE if other is from_ else 1 - (n + 0.5) / FADE
                if first < last and share > 0.5:  # the other half is the other spell's
                    yield other.towards(bar, share).box(at, first, last, role="fade", **told)


@dataclass(frozen=True)
class _Bar:
    """How a level is drawn on a row: its fill, its height and its middle, in rows."""

    fill: str
    high: float
    middle: float

    def box(self, at: float, first: float, last: float, **told: Any) -> Box:
        """The bar of a row over some days."""
        return Box(first, last, round(at + self.middle, 3), self.high, self.fill, **told)

    def towards(self, other: _Bar, share: float) -> _Bar:
        """A bar on the way to another one."""
        high, middle = (
            round(a + (b - a) * share, 3)
            for a, b in ((self.high, other.high), (self.middle, other.middle))
        )
        return _Bar(mixed(self.fill, other.fill, share), high, middle)


def _bar(spell: Fact, scale: Scale, theme: Theme) -> _Bar | None:
    """As dark and as high as its level is low; where levels have no order, a lane a level."""
    rank, count = scale.rank(spell.value), len(scale.levels)
    if rank is None:
        return None
    if scale.neutral:
        high = round(BAR / count, 3)
        return _Bar(theme.ink, high, (1 - BAR) / 2 + BAR * (rank + 0.5) / count)
    high = round(BAR * (rank + 1) / count, 3)
    return _Bar(theme.level(rank, count), high, (1 + BAR) / 2 - high / 2)


def _marked(row: Subject, at: float, grid: Grid, scale: Scale, theme: Theme) -> Iterator[Mark]:
    """Laws and events on a row: a dot for a day, a hollow bar over the days that a date may mean.

    So is the event from which its years are counted, where its day is not known.
    """
    middle, size = at + 0.5, min(grid.row * 0.5, theme.size * 0.55)
    window = row.window
    for fact in (fact for track in row.tracks[1:] for fact in track.facts):
        first, last = clipped(fact, window)
        told: dict[str, Any] = {"said": _said(row, fact, scale), "code": row.code, "fact": fact}
        if fact.first == fact.last:
            fill = theme.paper if fact.doubtful else theme.ink
            border = theme.ink if fact.doubtful else theme.paper
            yield Dot(first, middle, size, fill, border, **told)
            continue
        dash, core = "dashed" if fact.doubtful else "", lasted(fact, window)
        if core != (first, last) or dash:
            yield Box(first, last, middle, 0.36, theme.paper, theme.ink, dash=dash, **told)
        if core:
            yield Box(*core, middle, 0.36, theme.ink, **told)
    if row.event and not row.event.to_the_day:
        said = row.name, row.event.when
        first, last = row.event.first, row.event.last
        yield Box(first, last, middle, 0.36, theme.paper, theme.ink, said=said, code=row.code)


def _said(row: Subject, fact: Fact, scale: Scale) -> tuple[str, str]:
    return row.name, f"{fact.name(scale)}, {fact.when}"


def _headings(
    lines: Iterable[tuple[float, str | Subject]], column: int, top: float, grid: Grid, theme: Theme
) -> Iterator[Text]:
    """The names of groups, at the left of their column."""
    for at, heading in lines:
        if isinstance(heading, str):
            y = top + (at + 0.5) * grid.row
            left = grid.lefts[column] - grid.beside
            yield Text(heading, left, y, theme.size, theme.ink, bold=True, column=column)


def _foot(
    reports: Sequence[Report], column: int, top: float, height: float, window: Window, theme: Theme
) -> Area:
    """How many countries each report rates in the table, of how many; what is missing hatched."""
    most = max(report.rated for report in reports)
    marks: list[Mark] = []
    for report in reports:
        first, last = max(report.first, window.first), min(report.last, window.last)
        if first >= last:
            continue
        said = f"Report of {report.year}", f"{report.known} of {report.rated} countries known"
        missing = report.known, report.rated, theme.paper
        for low, high, fill in ((0, report.known, theme.band), missing):
            if low < high:
                y = (low + high) / 2
                marks.append(Box(first, last, y, high - low, fill, theme.extent, said=said))
        if report.known < report.rated:
            marks += _hatch(first, last, report.known, report.rated, theme)
    names = ((float(most), str(most)),)
    return Area(
        f"reports {column + 1}",
        "Countries in each report",
        height,
        0.0,
        most * 1.02,
        top,
        ticks=names,
        marks=tuple(marks),
        column=column,
        is_named=column == 0,
        is_ruled=False,
    )


def _hatch(first: float, last: float, low: float, high: float, theme: Theme) -> Iterator[Line]:
    for n in range(HATCH):
        a, b = (first + (last - first) * share / HATCH for share in (n, n + 1))
        yield Line(((a, low), (b, high)), theme.muted, 0.5)


def _rule(column: int, top: float, window: Window, theme: Theme) -> Area:
    """A line across a column, over what is listed below the rows."""
    ends = (window.first, 0.5), (window.last, 0.5)
    rule = Line(ends, theme.muted, 0.6, role="rule")
    return Area(f"rule {column + 1}", "", 1.0, 1.0, 0.0, top, ground=(rule,), column=column)
