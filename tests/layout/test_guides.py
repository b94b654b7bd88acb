"""Guides: one line through all series, wide and dark enough to be seen, and named."""

import re
import xml.etree.ElementTree as ElementTree
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

import tinytl as tl
from scenes import area_of
from snapshot import CASES
from tinytl.layout.guides import LINE_UP_TO
from tinytl.layout.scene import Box, Dot
from tinytl.layout.theme import THEMES

SVG = "{http://www.w3.org/2000/svg}"
COLUMNS = ("country", "kind", "start", "end", "label", "value", "category")
TREATY = (
    "X,rating,2001-01-01,2010-01-01,,2,report",
    "X,law,2003-05-15,,Treaty signed,,treaty",
    "X,law,2006,,Ban,,full criminalization",
    "X,government,2002-01-01,2005-01-01,A,,leader",
    "X,government,2005-01-01,2008-01-01,B,,leader",
)


def day(text):
    return float(date.fromisoformat(text).toordinal())


def table(*rows):
    return pd.DataFrame([dict(zip(COLUMNS, row.split(","), strict=True)) for row in rows])


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def guides(area):
    return [mark for mark in area.ground if mark.role == "guide"]


# --- can it be seen --------------------------------------------------------------------------


def drawn_lines(path, colour):
    """The upright lines of a colour in an SVG: width, and all fills that lie below them."""
    boxes = []  # left, top, right, bottom, fill
    for element in ElementTree.parse(path).iter():
        given = element.attrib
        if element.tag == f"{SVG}rect" and re.fullmatch("#[0-9a-f]{6}", given.get("fill", "")):
            x, y, wide, high = (float(given[name]) for name in ("x", "y", "width", "height"))
            boxes.append((x, y, x + wide, y + high, given["fill"]))
        if element.tag != f"{SVG}polyline" or given["stroke"] != colour:
            continue
        (x, top), *_, (last, bottom) = (
            tuple(map(float, point.split(","))) for point in given["points"].split()
        )
        half = float(given["stroke-width"]) / 2
        if x == last and bottom > top:  # leaders go up
            below = [
                box[4]
                for box in boxes
                if box[0] < x + half and box[2] > x - half and box[1] < bottom and box[3] > top
            ]
            yield x, 2 * half, below


@pytest.mark.parametrize("width", ["89mm", "183mm"])
@pytest.mark.parametrize("theme", ["screen", "dark", "print"])
def test_each_guide_is_wide_enough_and_has_contrast_to_all_that_is_behind_it(
    records, tmp_path, theme, width
):
    accent, seen = THEMES[theme].accent, 0
    for country in CASES:
        chart = tl.timeline(records, country, theme=theme, width=width)
        path = chart.save(tmp_path / "a.svg")
        found = list(drawn_lines(path, accent))
        assert len(found) == sum(len(guides(area)) for area in chart.scene.areas), country
        edges = sorted(x for x, thick, _ in found if thick < 0.9)
        for x, thick, below in found:
            if thick < 0.9:  # the edge of a band, or of the page
                assert any(abs(x - other) > LINE_UP_TO for other in edges), (country, x)
            assert min(contrast(accent, fill) for fill in below) >= 3, (country, x, below)
            seen += 1
    assert seen > 40


def test_a_guide_is_one_line_from_its_mark_through_all_series(records):
    for tracks in (("law", "index", "rating"), ("law", "event", "rating", "index", "government")):
        scene = tl.timeline(records, "KAZ", tracks=tracks, width="183mm").scene
        last = max(area.bottom for area in scene.areas if area.has_values)
        mark = next(m for m in scene.areas[0].marks if isinstance(m, Dot) and "diamond" in m.shape)
        days = {line.points[0][0] for area in scene.areas for line in guides(area)}
        assert len(days) == 2
        for one in days:
            parts = [
                (area.y(top), area.y(bottom))
                for area in scene.areas
                for line in guides(area)
                if (line.points[0][0]) == one
                for (_, top), (_, bottom) in [line.points]
            ]
            assert parts[0][0] == pytest.approx(scene.areas[0].y(mark.y))
            assert parts[-1][1] == pytest.approx(last)
            for (_, end), (start, _) in pairwise(parts):
                assert end == pytest.approx(start)


def test_the_dashes_of_a_doubtful_guide_go_on_from_track_to_track(records):
    scene = tl.timeline(records, "KAZ", width="183mm").scene
    lines = [(area, m) for area in scene.areas for m in guides(area) if m.dash]
    assert len(lines) == 3
    done = 0.0
    for area, line in lines:
        assert line.phase == pytest.approx(done % (5 * line.width))
        (_, top), (_, bottom) = line.points
        done += area.y(bottom) - area.y(top)


def test_a_guide_lies_on_paper_above_the_tints_and_below_the_line_of_the_series(records):
    area = area_of(tl.timeline(records, "KAZ", width="183mm"), "rating")
    roles = [mark.role for mark in area.ground]
    assert roles == sorted(roles, key=["tint", "casing", "guide band", "guide"].index), (
        "in the order of drawing"
    )
    widths = {m.points[0][0]: m.width for m in area.ground if m.role == "casing"}
    for line in guides(area):
        assert widths[line.points[0][0]] > line.width


# --- which facts -----------------------------------------------------------------------------


def test_a_guide_is_drawn_and_named_though_its_own_track_is_not(tmp_path):
    options = {"tracks": ("rating",), "guides": ["treaty"], "width": "89mm"}
    chart = tl.timeline(table(*TREATY), "X", **options)
    area = area_of(chart, "rating")
    assert [line.points[0][0] for line in guides(area)] == [day("2003-05-15")]
    (mark,) = (m for m in area.marks if isinstance(m, Dot) and m.fact and m.shape == "diamond")
    assert chart.scene.tooltips[mark.fact].name == "Treaty signed"
    assert "Through the series: Treaty signed (15 May 2003)." in chart.caption
    assert "Guides: 15 May 2003: Treaty signed." in chart.alt
    assert list(chart.records.category) == ["report", "treaty"]
    again = tl.open(chart.save(tmp_path / "a.svg"))
    assert again.caption == chart.caption
    assert guides(area_of(again, "rating")) == guides(area)


def test_without_a_wish_only_laws_of_the_tracks_are_guides():
    assert not guides(area_of(tl.timeline(table(*TREATY), "X", tracks=("rating",)), "rating"))
    area = area_of(tl.timeline(table(*TREATY), "X", tracks=("law", "rating")), "rating")
    assert {m.first for m in area.ground if m.role == "guide band"} == {day("2006-01-01")}


def test_governments_as_guides_lie_below_the_tints_and_take_turns():
    chart = tl.timeline(table(*TREATY), "X", guides=["leader"], width="183mm")
    ground = area_of(chart, "rating").ground
    spells = [mark for mark in ground if mark.role == "guide spell"]
    assert [(m.first, m.last) for m in spells] == [(day("2002-01-01"), day("2005-01-01"))]
    assert ground[0] is spells[0]
    changes = [day(f"{year}-01-01") for year in (2002, 2005, 2005, 2008)]
    assert sorted(m.points[0][0] for m in ground if m.role == "guide") == changes


def test_guides_are_drawn_in_each_panel(records):
    options = {"tracks": ("rating",), "guides": ["full criminalization"], "width": "183mm"}
    chart = tl.compare(records, ["KAZ", "ARM"], **options)
    assert [len(guides(area)) for area in chart.scene.areas] == [1, 1]
    assert "Kazakhstan, Full criminalization (May 2003?)" in chart.caption


@pytest.mark.parametrize(
    ("start", "category", "shape", "is_filled", "dash"),
    [
        ("2003-05-15", "full criminalization", "diamond", True, ""),
        ("2003-05-15?", "full criminalization", "half diamond", False, ""),
        ("2003", "partial criminalization", "diamond", False, ""),
        ("2003?", "partial criminalization", "diamond", False, "dashed"),
    ],
)
def test_the_first_category_of_guides_is_filled_and_doubt_is_seen(
    start, category, shape, is_filled, dash
):
    law = table(f"X,law,{start},,Law,,{category}", "X,rating,2001-01-01,2010-01-01,,2,report")
    other = table("Y,law,2003,,Law,,full criminalization")
    records = pd.concat([law, other])
    chart = tl.timeline(records, "X", guides=["full criminalization", category])
    area = area_of(chart, "law")
    mark = next(m for m in area.marks if isinstance(m, Dot) and "diamond" in m.shape and m.fact)
    theme = chart.scene.theme
    assert (mark.shape, mark.fill == theme.accent, mark.dash) == (shape, is_filled, dash)
    assert mark.border == theme.accent
    assert mark.y < area.baseline  # above the line of other marks
    (label,) = area.labels
    assert (label.ink, label.bold) == (theme.accent, True)


def test_the_days_of_a_guide_have_no_bar_where_its_line_shows_them():
    rows = TREATY[0], TREATY[2]
    for tracks, seen in ((("law", "rating"), False), (("law",), True)):
        area = area_of(tl.timeline(table(*rows), "X", tracks=tracks), "law")
        (bar,) = (mark for mark in area.marks if isinstance(mark, Box))
        assert (bar.first, bar.last) == (day("2006-01-01"), day("2007-01-01"))
        assert bool(bar.fill) == seen


# --- the grid of years -----------------------------------------------------------------------


def test_years_are_ruled_through_all_tracks_without_a_gap(records):
    chart = tl.timeline(records, "KAZ", width="183mm")
    first, *others = chart.scene.areas
    assert first.above == 0
    for above, area in zip(chart.scene.areas, others, strict=False):
        assert area.top - area.above == pytest.approx(above.bottom)


def test_without_a_grid_no_year_is_ruled(records, tmp_path):
    grid = f'stroke="{THEMES["print"].grid}" stroke-width="0.6"'
    for wanted in (True, False):
        chart = tl.timeline(records, "KAZ", width="89mm", grid=wanted)
        text = chart.save(tmp_path / f"{wanted}.svg").read_text("utf-8")
        uprights = re.findall(rf'points="([\d.]+),[\d.]+ \1,[\d.]+" fill="none" {grid}', text)
        assert bool(uprights) == wanted
