"""The program on a page: select what a chart shows, lay it out, add the legend, hand it over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from .chart import Chart
from .layout.frame import Page
from .layout.guides import connect_guides
from .layout.legend_strip import with_legend
from .layout.scene import Scene
from .story.select import select
from .story.story import Story, story_of
from .story.subjects import Selection
from .table.frames import to_pandas
from .view import View


def draw(records: Any, kind: str, countries: Sequence[str], **arguments: Any) -> Chart:
    """Draw a table with the arguments of the function `kind`."""
    view = View(countries, kind=kind, **arguments)
    only = view.countries[0] if kind == "timeline" else None  # is fetched of a lazy frame
    story = story_of(to_pandas(records, only), view.scale)
    story.check_guides(view.guides)
    return chart_of(story, view)


def chart_of(story: Story, view: View, room: float = 0.0) -> Chart:
    """Draw a view of a table; `room` is the width of the screen in points, if it is known."""
    selection, view = select(story, view)
    page = view.page(selection.title, story.guide_categories(view.guides))
    page = replace(page, width=room) if room and page.fluid else page
    layout = partial(with_legend, _lay_out(selection, view))
    return Chart(view, selection, page, scene=layout(page), story=story, layout=layout)


def _layout(kind: str) -> Callable[..., Scene]:
    """Import the layout of a kind of chart: that of one country needs none of the others."""
    if kind == "compare":
        from .layout.comparison import lay_out_comparison as lay_out
    elif kind == "overview":
        from .layout.overview import lay_out_overview as lay_out
    elif kind == "shares":
        from .layout.shares import lay_out_shares as lay_out
    else:
        from .layout.timeline import lay_out_timeline as lay_out
    return lay_out


def _lay_out(selection: Selection, view: View) -> Callable[[Page], Scene]:
    """The layout of a selection: a function of the page."""
    layout = partial(_layout(view.kind), selection, view.scale)
    return partial(connect_guides, layout) if view.kind in ("timeline", "compare") else layout
