"""The functions that draw charts: one country, a few beside each other, or all at a glance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from inspect import signature
from typing import Any, Literal, ParamSpec

import pandas as pd

from .arguments import PresetName, RecordKind, SortOrder, ThemeName, unknown_argument
from .build import draw
from .chart import Chart
from .errors import expect
from .story.story import story_of
from .table.dates import Date
from .table.frames import to_pandas
from .table.scales import TIP_TIERS, Scale
from .view import View

P = ParamSpec("P")


def _with_hints(function: Callable[P, Chart]) -> Callable[P, Chart]:
    """Answer an argument that a function does not have with the one that is probably meant."""
    names = signature(function).parameters

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> Chart:
        for name in kwargs:
            if name not in names:
                raise unknown_argument(function.__name__, name, names)
        return function(*args, **kwargs)

    return call


@_with_hints
def timeline(
    records: Any,
    country: str,
    *,
    years: tuple[int, int] | None = None,
    tracks: Sequence[RecordKind] | None = None,
    only: Mapping[str, Sequence[str]] | None = None,
    width: str | None = None,
    height: str | None = None,
    theme: ThemeName | None = None,
    preset: PresetName | None = None,
    scale: Scale = TIP_TIERS,
    grid: bool = True,
    max_rows: int | None = None,
    max_chars: int | None = None,
    key: bool = False,
) -> Chart:
    """Draw the timeline of one country: laws, index, rating and governments on one time axis.

    Each law has a label above the line, at its date. Ratings are steps from report to report. A
    date that is known only to the year is drawn over the whole year. A gap in the table stays a
    gap. No two labels overlap, at this size or after zooming in.

    Parameters
    ----------
    records : frame
        The table, whole or filtered, as `read_csv` returns it, or a frame of any library; it is
        not changed. Of a lazy frame (polars, DuckDB, Dask ...) only the rows of this country are
        fetched.
    country : str
        Code (``"KAZ"``) or name (``"Kazakhstan"``).
    years : (int, int), optional
        First and last year shown; by default those of the ratings and indices. A spell that is
        ongoing (``..``) is drawn to the end of the last year with a rating or an index.
    tracks : sequence of str, optional
        Kinds of record, top to bottom: ``law``, ``index``, ``rating``, ``government``, ``event``.
        By default the first four that the country has; events if it has nothing else.
    only : mapping of str to sequence of str, optional
        For a kind, the categories to draw: ``{"law": ["plan"]}``.
    width, height : str, optional
        Size with its unit, ``"89mm"`` or ``"4.5in"``, or a name in ``tl.WIDTHS``. By default the
        chart is as high as it needs and 720 px wide in a notebook, where a narrower cell scrolls; a
        saved ``.html`` and `explore` fill their window.
    theme : {"screen", "dark", "print", "book"}, optional
        By default ``print`` if a width is given, in the smallest type that its journal allows
        where that is larger; ``screen`` otherwise.
    preset : {"figure9"}, optional
        ``figure9`` draws what Figure 9 of the Kazakhstan case study shows, as printed there. Any
        other argument overrides the preset.
    scale : Scale
        The levels of the ratings.
    grid : bool
        Whether to draw grid lines behind the series.
    max_rows : int, optional
        The most rows of labels in a track; by default 12 where all labels fit in them. Where they
        do not, criminalization laws keep their labels first, then other laws, plans, and the rest
        in the order of the table; the other marks keep their hover texts, and the track says how
        many there are. With many labels a track has at most 8,000 / labels rows.
    max_chars : int, optional
        Longer labels end in an ellipsis, in full on hover. By default labels only wrap, where two
        lines make the track lower.
    key : bool
        Whether to draw a key below, which explains the marks; see `Chart.key`.

    Returns
    -------
    Chart
        The chart, which shows itself in Jupyter and can be saved.

    Raises
    ------
    RecordError
        If any record is wrong, or there is none of this country, kind, category or year.
    LayoutError
        If the chart does not fit on the page.

    Examples
    --------
    >>> import tinytl as tl
    >>> records = tl.read_csv("data/timelines.csv")
    >>> tl.timeline(records, "KAZ", years=(2000, 2014))
    <Chart: Kazakhstan, 2000–2014; Laws, Policy index, TIP tier, Leaders, Prime ministers>
    """
    expect(isinstance(country, str), "country", country, "a code or a name")
    view = View(
        (country,), years=years, tracks=tracks, only=only, width=width, height=height, theme=theme,
        preset=preset, scale=scale, grid=grid, max_rows=max_rows, max_chars=max_chars, key=key,
    )  # fmt: skip
    return draw(story_of(to_pandas(records, country), scale), view)


@_with_hints
def compare(
    records: Any,
    countries: Sequence[str],
    *,
    years: tuple[int, int] | None = None,
    tracks: Sequence[RecordKind] | None = None,
    only: Mapping[str, Sequence[str]] | None = None,
    align: str | Mapping[str, str | Date] | None = None,
    window: tuple[int, int] = (-5, 5),
    columns: int | None = None,
    width: str | None = None,
    height: str | None = None,
    theme: ThemeName | None = None,
    scale: Scale = TIP_TIERS,
    max_rows: int | None = None,
    key: bool = False,
) -> Chart:
    """Draw countries in panels that share their time axis and the ends of their value axes.

    Where the page has no room for all labels, criminalization laws keep theirs, as in `timeline`.

    Parameters
    ----------
    records : frame
        The table, as in `timeline`.
    countries : sequence of str
        Codes or names, in the order of the panels. One country gives its `timeline`.
    years : (int, int), optional
        First and last year shown; by default those of all their ratings and indices.
    tracks : sequence of str, optional
        Kinds of record, top to bottom. By default laws and ratings, or what `timeline` draws if
        there are no ratings.
    only : mapping of str to sequence of str, optional
        For a kind, the categories to draw.
    align : str or mapping of str to str, optional
        Count years from an event of each country. The category of laws, events or governments
        (``"full criminalization"``) means the first of it; ``"rated"`` the first rating;
        ``"low"`` the first in the lower half of the scale; ``"upgrade"`` and ``"downgrade"`` the
        first of these; a value (``"2WL"``, or ``"rating:2WL"`` where a category has the same
        name) the first rating of it. The wording of charts is understood as well (``"first
        downgrade"``, ``"first rating as Tier 3"``). A mapping gives the date (EDTF) of each
        country: ``{"KAZ": "2003-05"}``. A date known only to the month or year is a band around 0.
    window : (int, int)
        First and last year shown, counted from the event.
    columns : int, optional
        Panels side by side. By default one for up to four countries, two for up to eight, and
        three for more, if the page is wide enough.
    width, height : str, optional
        Size with its unit, as in `timeline`.
    theme : {"screen", "dark", "print", "book"}, optional
        As in `timeline`.
    scale : Scale
        The levels of the ratings.
    max_rows : int, optional
        The most rows of labels in a track, as in `timeline`.
    key : bool
        Whether to draw a key below, which explains the marks.

    Returns
    -------
    Chart
        The chart, which shows itself in Jupyter and can be saved.

    Raises
    ------
    RecordError
        If any record of the table is wrong, or countries are missing or lack the event; the error
        names each of them.
    LayoutError
        If the chart does not fit on the page.

    Examples
    --------
    >>> import tinytl as tl
    >>> records = tl.read_csv("data/timelines.csv")
    >>> tl.compare(records, ["KAZ", "UZB"], align="downgrade")
    <Chart: Kazakhstan and Uzbekistan, 5 years before to 5 years after first downgrade; Laws, TIP tier>
    """  # noqa: E501
    view = View(
        countries, years=years, tracks=tracks, only=only, align=align, window=window,
        columns=columns, width=width, height=height, theme=theme, scale=scale, max_rows=max_rows,
        key=key, kind="compare",
    )  # fmt: skip
    return draw(story_of(records, scale), view)


@_with_hints
def overview(
    records: Any,
    countries: Sequence[str] | None = None,
    *,
    years: tuple[int, int] | None = None,
    sort: SortOrder | Sequence[str] = "name",
    group: Literal["region"] | Mapping[str, str] | pd.Series | None = None,
    align: str | Mapping[str, str | Date] | None = None,
    window: tuple[int, int] = (-5, 5),
    marks: Sequence[str] = (),
    columns: int | None = None,
    width: str | None = None,
    height: str | None = None,
    theme: ThemeName | None = None,
    scale: Scale = TIP_TIERS,
    key: bool = False,
) -> Chart:
    """Draw one row for each country: its ratings as bars, darker and higher for lower levels.

    The levels of a neutral scale each have a lane in the row. Each row has the name of its country,
    or the code where the name has no room. The type gets smaller, down to 5 pt, until all rows are
    on the page. If all ratings come from reports, the foot of the chart shows how many countries
    each report rates and how many of these are in the table; missing ones are hatched.

    Parameters
    ----------
    records : frame
        The table, as in `timeline`.
    countries : sequence of str, optional
        Codes or names; by default all countries with a rating.
    years : (int, int), optional
        First and last year shown; by default those of the ratings.
    sort : str or sequence of str
        ``"name"``; ``"mean"``, ``"latest"`` or ``"first"`` rating, best first; ``"similar"``,
        countries with similar ratings next to each other; ``"event"``, by the day of the event
        that `align` names; or the countries that come first, in their order.
    group : {"region"} or mapping of str to str or pandas.Series of str, optional
        Headings for the rows: the subregions of the UN, or the group of each country.
    align : str or mapping of str to str, optional
        As in `compare`. Countries without the event are listed below a rule.
    window : (int, int)
        First and last year shown, counted from the event.
    marks : sequence of str
        Categories of laws and events to mark on the rows.
    columns : int, optional
        Columns side by side; by default as many as are needed.
    width, height : str, optional
        As in `timeline`. By default it is at most as high as the journal allows, or 170 mm.
    theme : {"screen", "dark", "print", "book"}, optional
        As in `timeline`.
    scale : Scale
        The levels of the ratings.
    key : bool
        Whether to draw a key below, which explains the marks.

    Returns
    -------
    Chart
        The chart, which shows itself in Jupyter and can be saved.

    Raises
    ------
    RecordError
        If any record of the table is wrong, or a country, category or event is missing.
    LayoutError
        If the rows do not fit on the page; the error says how many do.

    Examples
    --------
    >>> import tinytl as tl
    >>> records = tl.read_csv("data/timelines.csv")
    >>> tl.overview(records, sort="similar", group="region", width="183mm")
    <Chart: TIP tier of 189 countries, 2001–2025; TIP tier>
    """
    if isinstance(group, pd.Series):
        group = {str(country): str(name) for country, name in group.items()}
    view = View(
        () if countries is None else countries, years=years, sort=sort, group=group, align=align,
        window=window, marks=marks, columns=columns, width=width, height=height, theme=theme,
        scale=scale, key=key, kind="overview",
    )  # fmt: skip
    return draw(story_of(records, scale), view)
