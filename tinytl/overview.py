"""Many countries at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from .build import draw
from .chart import Chart
from .story.story import story_of
from .table.dates import Date
from .table.scales import TIP_TIERS, Scale
from .view import View


def overview(
    records: pd.DataFrame,
    countries: Sequence[str] | None = None,
    *,
    years: tuple[int, int] | None = None,
    sort: str | Sequence[str] = "name",
    group: str | Mapping[str, str] | pd.Series | None = None,
    align: str | Mapping[str, str | Date] | None = None,
    window: tuple[int, int] = (-5, 5),
    marks: Sequence[str] = (),
    columns: int | None = None,
    width: str | None = None,
    height: str | None = None,
    theme: str | None = None,
    scale: Scale = TIP_TIERS,
    key: bool = False,
) -> Chart:
    """Draw a row a country: its ratings as bars, the darker and higher the lower the level.

    The levels of a neutral scale each have a lane in the row. Every row has its name; a code stands
    where the name has no room. Type gets smaller, down to 5 pt, until all rows are on the page.
    Where all ratings are those of reports, at the foot stands how many countries each report rates,
    and how many of them are in the table: those that are missing are hatched.

    Parameters
    ----------
    records : pandas.DataFrame
        As `read_csv` gives it; it is not changed.
    countries : sequence of str, optional
        Codes or names; all with a rating if not given.
    years : (int, int), optional
        First and last year shown; those of the ratings if not given.
    sort : str or sequence of str
        ``"name"``; ``"mean"``, ``"latest"`` or ``"first"`` rating, the best first; ``"similar"``:
        each beside those that were rated most like it; ``"event"``: by the day of the event that
        `align` names; or countries, which stand first in their order.
    group : {"region"} or mapping or pandas.Series of str, optional
        Put rows under headings: the subregions of the UN, or the group of each country.
    align, window
        As in `compare`. Countries without the event are listed below a rule.
    marks : sequence of str
        Categories of laws and events that are marked on the rows.
    columns : int, optional
        How many; as many as it takes if not given.
    width, height, theme, scale, key
        As in `timeline`. Without a height it is at most as high as the journal allows, or 170 mm.

    Returns
    -------
    Chart

    Raises
    ------
    RecordError
        If records are wrong, or a country, category or event is not there.
    LayoutError
        If the rows do not fit on the page; it says how many do.

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
        () if countries is None else countries, years, width=width, height=height, theme=theme,
        scale=scale, align=align, window=window, columns=columns, sort=sort, group=group,
        marks=marks, key=key, kind="overview",
    )  # fmt: skip
    return draw(story_of(records, scale), view)
