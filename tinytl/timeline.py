"""The timeline of one country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .build import draw
from .chart import Chart
from .errors import expect
from .story.story import story_of
from .table.frames import to_pandas
from .table.scales import TIP_TIERS, Scale
from .view import View


def timeline(
    records: Any,
    country: str,
    *,
    years: tuple[int, int] | None = None,
    tracks: Sequence[str] | None = None,
    only: Mapping[str, Sequence[str]] | None = None,
    width: str | None = None,
    height: str | None = None,
    theme: str | None = None,
    preset: str | None = None,
    scale: Scale = TIP_TIERS,
    grid: bool = True,
    max_rows: int | None = None,
    max_chars: int | None = None,
    key: bool = False,
) -> Chart:
    """Draw the timeline of one country: laws, index, rating and governments on one time axis.

    Laws stand at their dates, above the line a label each; ratings are steps from report to report;
    a date known only to the year is drawn over that year; what is not in the table stays a gap. No
    label overlaps another, at this size, and after zooming in.

    Parameters
    ----------
    records : frame
        As `read_csv` gives it, whole or filtered, or a frame of any library; it is not changed. Of
        a lazy one (polars, DuckDB, Dask ...) only the rows of this country are fetched.
    country : str
        Code (``"KAZ"``) or name (``"Kazakhstan"``).
    years : (int, int), optional
        First and last year shown; those of the ratings and indices if not given. What is still so
        (``..``) is drawn to the end of the last year that the ratings and indices name.
    tracks : sequence of str, optional
        Kinds of record, top to bottom: ``law``, ``index``, ``rating``, ``government``, ``event``;
        the first four, as far as there are any, if not given; events if there is nothing else.
    only : mapping of str to sequence of str, optional
        For a kind, the categories to draw: ``{"law": ["plan"]}``.
    width, height : str, optional
        Size with its unit: ``"89mm"``, ``"4.5in"``, ``"432px"``; the width also as a name in
        ``tl.WIDTHS``: ``"nature-1"`` is that of one column of *Nature*. Without a width the chart
        fills the page on the screen; without a height it is as high as it needs.
    theme : {"screen", "dark", "print", "book"}, optional
        ``print`` if a width is given, in the smallest type that its journal allows where that is
        larger; else ``screen``.
    preset : {"figure9"}, optional
        ``figure9`` draws what Figure 9 of the Kazakhstan case study shows, as printed there.
        Anything else that is given changes the preset.
    scale : Scale
        The levels of the ratings.
    grid : bool
        Whether grid lines are drawn behind the series.
    max_rows : int, optional
        At most so many rows of labels a track, for few labels; 12 where all would need more, if
        nothing is asked. Laws that make trafficking a crime keep theirs first, then laws, plans,
        all else, in the order of the table; the others stay as marks with hover, and the track
        says how many. More than 12 rows only as far as 8,000 / labels.
    max_chars : int, optional
        Longer labels end in an ellipsis; the whole stands on hover. Else long labels only wrap,
        where two lines make the track lower.
    key : bool
        Whether a strip below says what the marks mean: `Chart.key`, drawn.

    Returns
    -------
    Chart

    Raises
    ------
    RecordError
        If records are wrong, those of another country too, or there are none of that country,
        kind, category or year.
    LayoutError
        If what was asked for does not fit on the page.

    Examples
    --------
    >>> import tinytl as tl
    >>> records = tl.read_csv("data/timelines.csv")
    >>> tl.timeline(records, "KAZ", years=(2000, 2014))
    <Chart: Kazakhstan, 2000–2014; Laws, Policy index, TIP tier, Leaders, Prime ministers>
    """
    expect(isinstance(country, str), "country", country, "a code or a name")
    view = View(
        (country,), years, tracks, only, width, height, theme, preset, scale, grid, max_rows,
        max_chars, key,
    )  # fmt: skip
    return draw(story_of(to_pandas(records, country), scale), view)
