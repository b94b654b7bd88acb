"""The functions that draw many countries: a row for each, or their shares by level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from .arguments import SortOrder, ThemeName
from .build import draw
from .chart import Chart
from .errors import NO_COUNTRY, RecordError, is_list, one_each, with_hints
from .table.dates import Date
from .table.scales import TIP_TIERS, Scale


def names_of_view(countries: Sequence[str] | None) -> Sequence[str]:
    """Countries as a `View` has them, in which none stands for all."""
    if is_list(countries) and not countries:
        raise RecordError(NO_COUNTRY)
    return () if countries is None else countries


def groups_of_view(
    group: str | Mapping[str, str] | pd.Series | None,
) -> str | Mapping[str, str] | None:
    """Groups as a `View` has them: a Series as a mapping, without countries that have none."""
    if isinstance(group, pd.Series):
        pairs = [(str(country), str(name)) for country, name in group.dropna().items()]
        return one_each("group", ((country, country, name) for country, name in pairs))
    return group


@with_hints
def overview(
    records: Any,
    countries: Sequence[str] | None = None,
    *,
    years: tuple[int | str, int | str] | None = None,
    sort: SortOrder | Sequence[str] = "name",
    group: str | Mapping[str, str] | pd.Series | None = None,
    align: str | Mapping[str, str | Date] | None = None,
    window: tuple[int, int] = (-5, 5),
    guides: Sequence[str] | None = None,
    highlight: Sequence[str] | None = None,
    columns: int | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
    width: str | None = None,
    height: str | None = None,
    size: str | None = None,
    theme: ThemeName | None = None,
    scale: Scale | Sequence[Scale] = TIP_TIERS,
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
        Codes, names of countries, and regions or organizations, as in `compare`; by default all
        countries with a rating.
    years : (int, int) or (str, str), optional
        First and last year shown, or two dates, as in `timeline`; by default those of the ratings.
    sort : str or sequence of str
        ``"name"``; ``"mean"``, ``"latest"`` or ``"first"`` rating, best first; ``"similar"``,
        countries with similar ratings next to each other; ``"event"``, by the day of the event
        that `align` names; or the countries and regions that come first, in their order.
    group : str or mapping of str to str or pandas.Series of str, optional
        Headings for the rows: ``"region"`` for the subregions of the UN, ``"continent"``; a region
        or an organization (``"Africa"``, ``"OECD"``), whose countries come before the others; or
        the group of each country or region: ``{"Central Asia": "neighbours"}``. A country stays in
        the group that it is given itself, and a part of a region in its own.
    align : str or mapping of str to str, optional
        As in `compare`. Countries without the event are listed below a rule.
    window : (int, int)
        First and last year shown, counted from the event.
    guides : sequence of str, optional
        Categories of laws, events and governments to mark on the rows; by default the
        criminalization laws.
    highlight : sequence of str, optional
        Countries and regions, as in `countries`, that stand out: their names are bold, and all
        other rows are pale. The caption names them.
    columns : int, optional
        Columns side by side; by default as many as are needed.
    title, subtitle, note : str, optional
        Texts above and below the chart, as in `timeline`.
    width, height : str, optional
        As in `timeline`. By default it is at most as high as the journal allows, or 170 mm.
    size : str, optional
        Type of labels and names, as in `timeline`. By default the type gets smaller until all
        rows are on the page.
    theme : {"screen", "dark", "print", "book"}, optional
        As in `timeline`.
    scale : Scale or sequence of Scale
        The levels of the ratings, as in `timeline`. Of several scorecards the first is drawn, so
        that ``scale=freedom`` draws the one of that name.
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
    <Chart: TIP tier of 189 countries, 2001–2025; TIP tier, Laws>
    """
    return draw(
        records, "overview", names_of_view(countries),
        years=years, sort=sort, group=groups_of_view(group), align=align, window=window,
        guides=guides, highlight=highlight, columns=columns, title=title,
        subtitle=subtitle, note=note, width=width, height=height, size=size, theme=theme,
        scale=scale, key=key,
    )  # fmt: skip


@with_hints
def shares(
    records: Any,
    countries: Sequence[str] | None = None,
    *,
    group: str | Mapping[str, str] | pd.Series | None = None,
    align: str | Mapping[str, str | Date] | None = None,
    window: tuple[int, int] = (-5, 5),
    balanced: bool = False,
    years: tuple[int, int] | None = None,
    highlight: Sequence[str] | None = None,
    columns: int | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
    width: str | None = None,
    height: str | None = None,
    size: str | None = None,
    theme: ThemeName | None = None,
    scale: Scale | Sequence[Scale] = TIP_TIERS,
    key: bool = False,
) -> Chart:
    """Draw the share of countries on each level, by report or around an event.

    Steps go from report to report, the worst level at the bottom. The numbers above them are the
    countries on any level; nothing is drawn for fewer than five. Where the table lacks ratings of a
    report, a hatched cap says how many; a question mark says that it is not known how many
    countries the report rates. The last report is drawn for a year.

    Around an event, 0 is the first report after it. A line marks the share in the lower half of the
    scale. Around it, white is how far that share moves with the imprecise dates of the event, and
    hatched how far it would move if countries that were not observed had any level.

    Parameters
    ----------
    records : frame
        The table, as in `timeline`.
    countries : sequence of str, optional
        Codes, names of countries, and regions or organizations, as in `compare`; by default all
        countries with a rating.
    group : str or mapping of str to str or pandas.Series of str, optional
        A panel for each group, as in `overview`: ``"continent"``, ``"region"``, an organization
        beside all other countries, or the group of each country.
    align : str or mapping of str to str, optional
        Event of each country from which reports are counted, as in `compare`.
    window : (int, int)
        First and last report shown, counted from the event.
    balanced : bool
        Whether to count only countries that are on a level in each report shown.
    years : (int, int), optional
        First and last year of the reports that count.
    highlight : sequence of str, optional
        Names of panels (``["Africa"]`` with ``group="continent"``) that stand out: the others are
        pale. The caption names them.
    columns : int, optional
        Panels side by side; by default as many as fit.
    title, subtitle, note : str, optional
        Texts above and below the chart, as in `timeline`.
    width, height : str, optional
        As in `timeline`.
    size : str, optional
        Type of labels and names, as in `timeline`.
    theme : {"screen", "dark", "print", "book"}, optional
        As in `timeline`.
    scale : Scale or sequence of Scale
        The levels of the ratings; of several scorecards the first is counted, as in `overview`.
    key : bool
        Whether to draw a key below, which explains the marks.

    Returns
    -------
    Chart
        The chart, which shows itself in Jupyter and can be saved.

    Raises
    ------
    RecordError
        If any record of the table is wrong, if a country, group or event is missing, or if no
        country or report is left.
    LayoutError
        If the panels do not fit on the page.

    See Also
    --------
    tally : The numbers of this chart as a frame.

    Examples
    --------
    >>> import tinytl as tl
    >>> records = tl.read_csv("data/timelines.csv")
    >>> tl.shares(records, width="183mm")
    <Chart: Shares of 189 countries by TIP tier, 2001–2025; TIP tier>
    >>> tl.shares(records, align="full criminalization", balanced=True).title
    'Shares of 54 countries by TIP tier, reports −5 to +5 from full criminalization'
    """
    return draw(
        records, "shares", names_of_view(countries),
        group=groups_of_view(group), align=align, window=window,
        balanced=balanced, years=years, highlight=highlight, columns=columns, title=title,
        subtitle=subtitle, note=note, width=width, height=height, size=size, theme=theme,
        scale=scale, key=key,
    )  # fmt: skip
