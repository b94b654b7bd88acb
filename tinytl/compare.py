"""A few countries beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from .build import draw
from .chart import Chart
from .story.story import story_of
from .table.dates import Date
from .table.scales import TIP_TIERS, Scale
from .view import View


def compare(
    records: pd.DataFrame,
    countries: Sequence[str],
    *,
    years: tuple[int, int] | None = None,
    tracks: Sequence[str] | None = None,
    only: Mapping[str, Sequence[str]] | None = None,
    align: str | Mapping[str, str | Date] | None = None,
    window: tuple[int, int] = (-5, 5),
    columns: int | None = None,
    width: str | None = None,
    height: str | None = None,
    theme: str | None = None,
    scale: Scale = TIP_TIERS,
    max_rows: int | None = None,
    key: bool = False,
) -> Chart:
    """Draw countries in panels, all on the same days and values.

    Where the page has no room for all labels, laws that make trafficking a crime keep theirs; the
    others stay as marks with hover, and the panel says how many.

    Parameters
    ----------
    records : pandas.DataFrame
        As `read_csv` gives it; it is not changed.
    countries : sequence of str
        Codes or names, in the order of the panels. One alone gives its `timeline`.
    years : (int, int), optional
        First and last year shown; those of all their ratings and indices if not given.
    tracks : sequence of str, optional
        Kinds of record, top to bottom; if not given laws and ratings, as far as there are any, and
        without ratings those that `timeline` draws.
    only : mapping of str to sequence of str, optional
        For a kind, the categories to draw.
    align : str or mapping of str to str, optional
        Count years from an event. The category of laws, events or governments
        (``"full criminalization"``): the first of it. ``"rated"``: the first rating; ``"low"``: the
        first in the lower half of the scale; ``"upgrade"``, ``"downgrade"``: the first of these; a
        value (``"2WL"``; ``"rating:2WL"`` where a category has the same name): the first rating of
        it. Each also as charts write it (``"first downgrade"``, ``"first rating as Tier 3"``). Or
        the date (EDTF) of each country: ``{"KAZ": "2003-05"}``. What is known to the month or year
        only is a band around 0.
    window : (int, int)
        Years before and after the event that are shown.
    columns : int, optional
        Panels beside each other; if not given one up to four countries, two up to eight, then
        three, as far as the page is wide enough.
    width, height, theme, scale, max_rows, key
        As in `timeline`.

    Returns
    -------
    Chart

    Raises
    ------
    RecordError
        If records are wrong, or a country is not there or lacks the event; it names each.
    LayoutError
        If what was asked for does not fit on the page.

    Examples
    --------
    >>> import tinytl as tl
    >>> records = tl.read_csv("data/timelines.csv")
    >>> tl.compare(records, ["KAZ", "UZB"], align="downgrade")
    <Chart: Kazakhstan and Uzbekistan, 5 years before to 5 years after first downgrade; Laws, TIP tier>
    """  # noqa: E501
    view = View(
        countries, years, tracks, only, width, height, theme, scale=scale,
        max_rows=max_rows, align=align, window=window, columns=columns, key=key,
        kind="compare",
    )  # fmt: skip
    return draw(story_of(records, scale), view)
