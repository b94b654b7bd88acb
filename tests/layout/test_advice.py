"""Whoever does what an error of the layout says has a chart, or is told of something else."""

import re

import pytest

import tinytl as tl

FEW = ["KAZ", "ARM", "UZB", "KGZ"]
TEXTS = {"key": True, "title": "A title that may need several lines", "note": "A note. " * 9}
CHARTS = {
    "timeline": (tl.timeline, "KAZ", {}),
    "with a legend": (tl.timeline, "KAZ", TEXTS),
    "numbers": (tl.timeline, "KAZ", {"labels": "numbers"}),
    "figure 9": (tl.timeline, "KAZ", {"preset": "figure9", "tracks": ["index", "rating"]}),
    "panels": (tl.compare, FEW, TEXTS),
    "columns": (tl.compare, FEW, {"columns": 3}),
    "shares": (tl.shares, None, {}),
    "shares in panels": (tl.shares, None, {"group": "continent", "columns": 3, **TEXTS}),
}
WIDTH = re.compile(r"(?:needs?|expected) ([\d.]+) mm(?: of width|, the page| at least)")
HEIGHT = re.compile(r"need ([\d.]+) mm of height")


def told_by(draw, of, asked):
    """What an error says, without its numbers and its label, and the size that it wants."""
    try:
        draw(of, **asked)
    except tl.LayoutError as error:
        said = str(error)
        height, width = HEIGHT.search(said), WIDTH.search(said)
        size = {"height": f"{height[1]}mm"} if height else {}
        if width:
            size = {"width": f"{width[1]}mm"}
        assert size, said
        return re.sub(r"'.*'|[\d.]+", "", said), size
    return "", {}


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("size", [None, "12pt", pytest.param("40pt", marks=pytest.mark.full)])
@pytest.mark.parametrize("page", [{"width": "23mm"}, {"width": "89mm", "height": "12mm"}])
def test_a_page_as_large_as_an_error_wants_is_large_enough(records, name, size, page):
    function, of, more = CHARTS[name]
    asked, before = {"size": size, **more, **page}, []
    while said := told_by(lambda of, **asked: function(records, of, **asked), of, asked):
        problem, wanted = said
        if not problem:
            break
        assert problem not in before
        before.append(problem)
        asked |= wanted
    assert before


@pytest.mark.parametrize(
    ("page", "advice"),
    [({"width": "20mm"}, "make the page wider"), ({"height": "9mm"}, "the page wider or higher")],
)
def test_rows_that_do_not_fit_say_in_which_direction(records, page, advice):
    with pytest.raises(tl.LayoutError, match=rf"do not fit on .* {advice}\.$"):
        tl.overview(records, **page)


def test_panels_on_a_page_without_room_for_years_are_refused(records):
    with pytest.raises(tl.LayoutError, match=r"The page is 20.0 mm wide; expected [\d.]+ mm at"):
        tl.compare(records, FEW, width="20mm")
