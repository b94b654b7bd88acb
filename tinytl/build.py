"""The program on a page: select what a chart shows, lay it out, add the legend, hand it over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from .chart import Chart
from .layout.frame import Page
from .layout.legend_strip import with_legend
from .layout.scene import Scene
from .selection import resolved, select_comparison, select_overview, select_shares, select_timeline
from .story.emphasis import emphasized
from .story.story import Story
from .story.subjects import Selection
from .view import View

_SELECT = {
    "timeline": select_timeline,
    "compare": select_comparison,
    "overview": select_overview,
    "shares": select_shares,
}


def chart_of(story: Story, view: View, room: float = 0.0) -> Chart:
    """Draw a view of a table; `room` is the width of the screen in points, if it is known."""
    view = resolved(story, view)
    selection = select(story, view)
    guides = () if view.kind == "shares" else story.guide_categories(view.guides)
    page = view.page(selection.title, guides)
    page = replace(page, width=room) if room and page.fluid else page
    layout = partial(with_legend, _lay_out(selection, view.kind))
    return Chart(
        view=view,
        title=selection.title,
        page=page,
        scene=layout(page),
        subjects=selection.subjects,
        story=story,
        layout=layout,
        counting=selection.counting,
        tallies=selection.tallies,
        highlighted=selection.highlighted,
    )


def select(story: Story, view: View) -> Selection:
    """Select what a view shows; some of it stands out if the view says so."""
    selection = _SELECT[view.kind](story, view, story.codes_of(view.countries))
    return emphasized(selection, view.kind, view.highlight or (), story)


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
