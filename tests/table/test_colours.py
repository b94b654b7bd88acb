"""Colours of levels: which are read, which are weak, and where they are drawn."""

import pandas as pd
import pytest

import tinytl as tl
from tinytl.layout.scene import Box
from tinytl.layout.theme import DARK, PRINT, SCREEN
from tinytl.table.colours import contrast, difference, hex_of

PURPLES = ["#1b7837", "#c2a5cf", "#762a83"]
FREEDOM = tl.Scale(["F", "PF", "NF"], name="Freedom", colours=PURPLES)


@pytest.mark.parametrize(
    ("text", "found"),
    [("#1B7837", "#1b7837"), ("#abc", "#aabbcc"), ("green", None), ("#12345", None), (5, None)],
)
def test_a_colour_is_hexadecimal(text, found):
    assert hex_of(text) == found


def test_contrast_and_difference_are_those_of_the_standards():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert difference("#ff0000", "#00ff00") == pytest.approx(170.6, abs=0.2)


@pytest.mark.parametrize(
    "colours", [["#fff"], ["#111", "red", "#333"], "#111", 5, ["#111", "#222", "#333", "#444"]]
)
def test_colours_that_do_not_match_the_levels_are_refused(colours):
    with pytest.raises(tl.RecordError, match=r"colours is .*; expected a colour for each of the 3"):
        tl.Scale(["F", "PF", "NF"], colours=colours)


def test_weak_colours_are_a_warning_that_names_the_levels():
    with pytest.warns(tl.RecordWarning, match=r"^colours: F \(#ffffbf\) has a contrast of 1\.0"):
        tl.Scale(["F", "NF"], colours=["#ffffbf", "#762a83"])
    with pytest.warns(tl.RecordWarning, match=r"F \(#1b7837\) and NF \(#1b7a37\) differ by 1 in"):
        tl.Scale(["F", "NF"], colours=["#1b7837", "#1b7a37"])


def test_a_theme_in_colour_has_the_colours_of_the_scale_and_print_its_greys():
    for theme in (SCREEN, DARK):
        assert [theme.of(FREEDOM).level(rank, 3) for rank in range(3)] == PURPLES
        assert theme.of(FREEDOM).of(tl.TIP_TIERS) == theme
    assert PRINT.of(FREEDOM) == PRINT


def test_the_colours_of_a_scale_are_drawn_and_saved_with_the_chart(tmp_path):
    rows = {"country": "KAZ", "kind": "rating", "start": ["2003", "2004"], "value": ["F", "NF"]}
    records = pd.DataFrame(rows)
    chart = tl.timeline(records, "KAZ", scale=FREEDOM)
    marks = (mark for area in chart.scene.areas for mark in area.ground)
    drawn = {mark.fill for mark in marks if isinstance(mark, Box)}
    best, middle, worst = SCREEN.of(FREEDOM).tints
    assert {best, worst} <= drawn
    assert middle not in drawn
    again = tl.open(chart.save(tmp_path / "a.svg"))
    assert again.scale.colours == tuple(PURPLES)
    assert again.scene == chart.scene


def test_levels_without_an_order_have_their_colours_too():
    kinds = tl.Scale(["A", "B"], name="Kind", neutral=True, colours=["#1b7837", "#762a83"])
    rows = {"country": "KAZ", "kind": "rating", "start": ["2003", "2004"], "value": ["A", "B"]}
    (area,) = tl.timeline(pd.DataFrame(rows), "KAZ", scale=kinds).scene.areas
    assert {mark.fill for mark in area.ground} >= set(SCREEN.of(kinds).tints)
    row = tl.overview(pd.DataFrame(rows), scale=kinds).scene.areas[0]
    drawn = {mark.fill for mark in (*row.ground, *row.marks) if isinstance(mark, Box)}
    assert drawn >= {"#1b7837", "#762a83"} or drawn >= set(SCREEN.of(kinds).tints)
