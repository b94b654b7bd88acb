"""The program on a page: check the table, tell its story, select what a chart shows, lay it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from .chart import Chart
from .layout.frame import Page
from .layout.legend_strip import with_legend
from .layout.scene import Scene
from .story.select import select
from .story.story import Story, story_in
from .story.subjects import Selection
from .table.records import check_table
from .view import View


def draw(records: Any, kind: str, countries: Sequence[str], **arguments: Any) -> Chart:
    """Draw a table; `kind` is the name of the public function that has these arguments."""
    view = View(countries, kind=kind, **arguments)
    alone = view.countries[0] if kind == "timeline" else None  # of a lazy frame fetch its rows only
    story = story_in(check_table(records, view.scale, alone))
    story.check_guides(view.guides)  # of a table; a saved file may lack those of other countries
    return chart_of(story, view)


def chart_of(story: Story, view: View, room: float = 0.0) -> Chart:
    """Draw a view of a table; `room` is the width of the screen in points, if it is known."""
    selection, view = select(story, view)
    page = view.page(selection)
    page = replace(page, width=room) if room and page.fluid else page
    lay_out = partial(with_legend, _lay_out(selection, view.kind))  # and with the note
    return Chart(view, selection, page, scene=lay_out(page), story=story, layout=lay_out)


def _lay_out(selection: Selection, kind: str) -> Callable[[Page], Scene]:
    """The layout of a selection: a function of the page.

    Each is imported when it is needed: a chart of one country needs none of the others.
    """
    if kind == "overview":
        from .layout.overview import lay_out_overview

        return partial(lay_out_overview, selection)
    if kind == "shares":
        from .layout.shares import lay_out_shares

        return partial(lay_out_shares, selection)
    from .layout.panels import lay_out_panels

    return partial(lay_out_panels, selection, is_alone=kind == "timeline")
