"""The functions that draw one country, or a few in panels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .arguments import LabelMode, PresetName, RecordKind, ThemeName
from .build import draw
from .chart import Chart
from .errors import expect, with_hints
from .table.dates import Date
from .table.scales import TIP_TIERS, Scale


@with_hints
def timeline(
    records: Any,
    country: str,
    *,
    years: tuple[int | str, int | str] | None = None,
    tracks: Sequence[RecordKind] | None = None,
    only: Mapping[str, Sequence[str]] | None = None,
    guides: Sequence[str] | None = None,
    labels: LabelMode = "auto",
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
    width: str | None = None,
    height: str | None = None,
    size: str | None = None,
    theme: ThemeName | None = None,
    preset: PresetName | None = None,
    scale: Scale | Sequence[Scale] = TIP_TIERS,
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
    years : (int, int) or (str, str), optional
        First and last year shown, or two dates (EDTF): ``("2019-06", "2021-03")``. By default the
        years of the ratings and indices; a spell that is ongoing (``..``) is drawn to the end of
        the last year with a rating or an index.
    tracks : sequence of str, optional
        Kinds of record, top to bottom: ``law``, ``index``, ``rating``, ``government``, ``event``.
        By default the first four that the country has; events if it has nothing else.
    only : mapping of str to sequence of str, optional
        For a kind, the categories to draw: ``{"law": ["plan"]}``.
    guides : sequence of str, optional
        Categories of laws, events and governments that are drawn through all series, as a line
        at their date or a band over their days, whether or not their own track is drawn. By
        default the criminalization laws of the tracks that are drawn. ``["treaty"]`` draws the rows
        that have ``treaty`` in the column ``category``.
    labels : {"auto", "direct", "numbers", "none"}
        How laws, events and governments are named. ``auto``: by labels with their dates if these
        fit in three rows; otherwise the guides keep labels, and all others have numbers, with a
        list of numbers, dates and texts below. ``direct`` and ``numbers`` choose one of the two;
        with ``none`` the caption has the names. What has no room on a page with a given `height`
        is in the caption, too.
    title, subtitle, note : str, optional
        Texts above and below the chart. Without a title a chart for the screen is named after
        its country and years, and one for print has none.
    width, height : str, optional
        Size with its unit, ``"89mm"`` or ``"4.5in"``; a width may be a name in ``tl.WIDTHS``, as
        ``"nature-1"`` or ``"slide"``. By default the chart is as high as it needs and 720 px wide
        in a notebook, where a narrower cell scrolls; a saved ``.html`` and `explore` fill their
        window.
    size : str, optional
        Type of labels and names, ``"9pt"``; lines and marks grow with it. By default 9 pt on the
        screen and 7 pt in print, or the smallest that a journal of `tl.WIDTHS` allows if that is
        larger. Smaller type than a journal allows is an error.
    theme : {"screen", "dark", "print", "book"}, optional
        By default ``screen`` without a width and on slides, else ``print``, in the smallest type
        that is allowed in its place where that is larger.
    preset : {"figure9"}, optional
        ``figure9`` draws what Figure 9 of the Kazakhstan case study shows, as printed there. Any
        other argument overrides the preset.
    scale : Scale or sequence of Scale
        The levels of the ratings. A table with several scorecards needs a scale for each:
        ``scale=[tl.TIP_TIERS, freedom]``. A rating belongs to the scale whose name is its category,
        any other rating to the first scale, and each scorecard has a track. If the first scale is
        named so itself (``scale=freedom``), ratings without a scale are left out.
    grid : bool
        Whether to draw grid lines behind the series.
    max_rows : int, optional
        The most rows of labels that a track has with ``labels="auto"``; by default three.
    max_chars : int, optional
        Longer labels end in an ellipsis; the tooltip has the whole text. By default labels wrap and
        none is cut.
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
    return draw(
        records, "timeline", (country,),
        years=years, tracks=tracks, only=only, guides=guides, labels=labels, title=title,
        subtitle=subtitle, note=note, width=width, height=height, size=size, theme=theme,
        preset=preset, scale=scale, grid=grid, max_rows=max_rows, max_chars=max_chars, key=key,
    )  # fmt: skip


@with_hints
def compare(
    records: Any,
    countries: Sequence[str],
    *,
    years: tuple[int | str, int | str] | None = None,
    tracks: Sequence[RecordKind] | None = None,
    only: Mapping[str, Sequence[str]] | None = None,
    guides: Sequence[str] | None = None,
    highlight: Sequence[str] | None = None,
    labels: LabelMode = "auto",
    align: str | Mapping[str, str | Date] | None = None,
    window: tuple[int, int] = (-5, 5),
    columns: int | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
    width: str | None = None,
    height: str | None = None,
    size: str | None = None,
    theme: ThemeName | None = None,
    scale: Scale | Sequence[Scale] = TIP_TIERS,
    max_rows: int | None = None,
    key: bool = False,
) -> Chart:
    """Draw countries in panels that share their time axis and the ends of their value axes.

    Parameters
    ----------
    records : frame
        The table, as in `timeline`.
    countries : sequence of str
        Codes, names of countries, and regions or organizations, in the order of the panels:
        ``["KAZ", "Central Asia"]``. Known are the regions, subregions and continents of the UN
        (M49), and the EU, the OECD, the G7, the G20 and BRICS; a name that a country has is the
        country. Countries of a region that the table does not have are left out; the caption names
        them. One country gives its `timeline`.
    years : (int, int) or (str, str), optional
        First and last year shown, or two dates, as in `timeline`; by default those of all their
        ratings and indices.
    tracks : sequence of str, optional
        Kinds of record, top to bottom. By default laws and ratings, or what `timeline` draws if
        there are no ratings.
    only : mapping of str to sequence of str, optional
        For a kind, the categories to draw.
    guides : sequence of str, optional
        Categories that are drawn through all series, as in `timeline`.
    highlight : sequence of str, optional
        Countries and regions, as in `countries`, that stand out: the panels of all others are pale.
        The caption names those that stand out.
    labels : {"auto", "direct", "numbers", "none"}
        How laws and events are named, as in `timeline`; a list stands below its panel.
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
    title, subtitle, note : str, optional
        Texts above and below the chart, as in `timeline`.
    width, height : str, optional
        Size with its unit, as in `timeline`.
    size : str, optional
        Type of labels and names, as in `timeline`.
    theme : {"screen", "dark", "print", "book"}, optional
        As in `timeline`.
    scale : Scale or sequence of Scale
        The levels of the ratings, as in `timeline`.
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
    return draw(
        records, "compare", countries,
        years=years, tracks=tracks, only=only, guides=guides, highlight=highlight,
        labels=labels, align=align, window=window, columns=columns, title=title, subtitle=subtitle,
        note=note, width=width, height=height, size=size, theme=theme, scale=scale,
        max_rows=max_rows, key=key,
    )  # fmt: skip
