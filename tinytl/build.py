"""The program on a page: select what a chart shows, lay it out, add the legend, hand it over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from .arguments import WHOLE_YEARS
from .chart import Chart
from .layout.frame import Page
from .layout.guides import connected
from .layout.legend_strip import with_legend
from .layout.overview import lay_out_rows
from .layout.page import lay_out_tracks
from .layout.panels import lay_out_panels
from .layout.scene import Scene
from .layout.shares import lay_out_shares
from .story.emphasis import emphasized
from .story.selection import select_comparison, select_overview, select_shares, select_timeline
from .story.story import Story
from .story.subjects import Selection
from .table.rules import KINDS
from .view import View


def draw(story: Story, view: View, room: float = 0.0) -> Chart:
    """Draw a view of a table, on a page of the screen of so many points across if they are given."""
    selection = select(story, view)
    if selection.kind != "timeline":
        selection = emphasized(selection, view.highlight or (), story)
    highlight = view.highlight if selection.highlighted else None
    view = replace(view, kind=selection.kind, countries=selection.countries, highlight=highlight)
    page = view.page(selection.title, _guides(story, view))
    page = replace(page, width=room) if room and page.fluid else page
    layout = partial(with_legend, _lay_out(selection, view))
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
    """What is shown: one country, some beside each other, or all at a glance."""
    if view.kind == "overview":
        return select_overview(
            story,
            view.countries,
            years=view.years,
            align=view.align,
            around=view.window,
            sort=view.sort,
            group=view.group,
            guides=_guides(story, view),
        )
    if view.kind == "shares":
        return select_shares(
            story,
            view.countries,
            years=None if view.years is None else WHOLE_YEARS.check("years", view.years),
            align=view.align,
            around=view.window,
            group=view.group,
            balanced=view.balanced,
        )
    one = view.kind == "timeline"
    codes = list(map(story.code, view.countries)) if one else story.distinct_codes(view.countries)
    if len(codes) > 1 or view.align is not None:
        return select_comparison(
            story,
            view.countries,
            years=view.years,
            tracks=view.tracks,
            only=view.only,
            guides=view.guides,
            align=view.align,
            around=view.window,
        )
    chosen = view.chosen
    return select_timeline(
        story,
        codes[0],
        years=view.years or chosen.years,
        tracks=chosen.tracks if view.tracks is None else view.tracks,
        only=view.only,
        guides=view.guides,
        choose=chosen.choose,
        choice=f"those that preset {view.preset!r} draws" if view.preset else ", ".join(KINDS),
    )


def _guides(story: Story, view: View) -> tuple[str, ...]:
    """The categories drawn through all series: the criminalization laws if none are asked for."""
    return story.criminalizing if view.guides is None else tuple(view.guides)


_LAYOUTS = {
    "timeline": lay_out_tracks,
    "compare": lay_out_panels,
    "overview": lay_out_rows,
    "shares": lay_out_shares,
}


def _lay_out(selection: Selection, view: View) -> Callable[[Page], Scene]:
    """The layout of a selection: a function of the page."""
    if selection.kind == "timeline":
        selection = replace(selection, window=view.chosen.axis(selection.window))
    layout = partial(_LAYOUTS[selection.kind], selection, view.scale)
    return partial(connected, layout) if selection.kind in ("timeline", "compare") else layout
