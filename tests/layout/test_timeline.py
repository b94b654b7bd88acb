from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tinytl as tl
from each import each
from scenes import drawn
from tinytl.layout.frame import POINTS, points
from tinytl.layout.series import round_ticks

CASES = ["ARE", "ARG", "ARM", "ECU", "HND", "IDN", "ISR", "JPN", "KAZ", "MOZ", "MYS", "NGA", "OMN",
         "TCD", "ZWE"]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "expected"),
    [("72pt", 72), ("1in", 72), ("2.54cm", 72), ("25.4 mm", 72), ("96px", 72), ("4.5in", 324)],
)
def test_sizes_are_read_with_their_unit(size, expected):
    assert points(size) == pytest.approx(expected)


@pytest.mark.parametrize("size", ["89", "mm", "-3mm", "0mm", "89 ft", "1e3mm", "", None, 3, "٣mm"])
def test_a_size_without_a_unit_is_refused(size):
    with pytest.raises(tl.LayoutError, match="expected a number with its unit"):
        points(size)


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_ticks_of_an_index_are_few_round_and_hold_the_values(low, span):
    high = low + span
    ticks = round_ticks(min(low, 0), max(high, 0))
    assert 2 <= len(ticks) <= 6
    assert ticks[0] <= min(low, 0) + 1e-6 * span
    assert ticks[-1] >= max(high, 0) - 1e-6 * span
    assert 0.0 in ticks


def test_the_policy_index_has_the_books_ticks():
    assert round_ticks(0, 13) == [0, 5, 10, 15]


@each("country", CASES)
def test_areas_stand_below_each_other_inside_the_page(records, country):
    for options in ({"preset": "figure9"}, {"width": "89mm"}, {}):
        scene = tl.timeline(records, country, **options).scene
        edges = [edge for area in scene.areas for edge in (area.top, area.bottom)]
        assert edges == sorted(edges)
        assert edges[0] >= 0
        assert edges[-1] <= scene.height + 1e-6


@each("country", CASES)
def test_labels_stay_on_the_page_and_over_their_dates(records, country):
    tracks = ("law", "government", "event")
    scene = tl.timeline(records, country, width="89mm", tracks=tracks).scene
    for area in scene.areas:
        for label in area.labels:
            middle = scene.time_axis.x(label.anchor) + label.offset
            assert middle - label.width / 2 >= 0
            assert middle + label.width / 2 <= scene.width
            assert abs(label.offset - label.shift) <= label.width / 2  # it holds its leader
            assert area.top <= area.top + label.top + label.height <= area.bottom + 1e-6


def test_a_fixed_height_is_kept_and_shared_among_the_series(records):
    heights = ("110mm", "160mm")
    low, high = (tl.timeline(records, "KAZ", width="183mm", height=h).scene for h in heights)
    assert (low.height, high.height) == (110 * POINTS["mm"], 160 * POINTS["mm"])
    for a, b in zip(low.areas, high.areas, strict=True):
        assert (a.height < b.height) == a.has_values


def test_a_mark_keeps_its_days_at_every_size(records):
    small, large = (tl.timeline(records, "KAZ", width=width).scene for width in ("89mm", "183mm"))
    for a, b in zip(small.areas, large.areas, strict=True):
        days = [[mark[:3] for mark in drawn(area)] for area in (a, b)]
        assert days[0] == days[1]


def test_years_are_written_at_round_steps(records):
    scene = tl.timeline(records, "KAZ", years=(2000, 2025)).scene
    assert [int(year) for _, year in scene.time_axis.ticks] == list(range(2000, 2026, 5))
    scene = tl.timeline(records, "KAZ", years=(2003, 2006)).scene
    assert [int(year) for _, year in scene.time_axis.ticks] == list(range(2003, 2008))


def test_the_books_axis_shows_what_the_book_shows(records):
    window = tl.timeline(records, "KAZ", preset="figure9").scene.time_axis.window
    window_ends = (window.first, window.last)
    years = [2000 + (day - date(2000, 1, 1).toordinal()) / 365.25 for day in window_ends]
    assert years == pytest.approx([1999.25, 2015.75], abs=0.02)


def test_a_page_that_is_too_low_for_labels_has_numbers_before_it_is_refused(records):
    labels = [
        [label.numbered for area in chart.scene.areas for label in area.labels if label.leader]
        for chart in (
            tl.timeline(records, "ARM", width="183mm", height=h) for h in ("90mm", "70mm")
        )
    ]
    assert not any(labels[0]) and any(labels[1])
    with pytest.raises(tl.LayoutError, match=r"The tracks need .* mm are missing"):
        tl.timeline(records, "ARM", width="183mm", height="40mm")


def test_numbers_are_advised_only_in_place_of_labels(records):
    for labels, advised in (("direct", True), ("auto", False), ("numbers", False), ("none", False)):
        with pytest.raises(tl.LayoutError) as error:
            tl.timeline(records, "KAZ", width="183mm", height="50mm", labels=labels)
        assert ("labels='numbers'" in str(error.value)) is advised, labels


def test_a_page_that_grows_presses_no_series(records):
    chart = tl.timeline(records, "KAZ", width="183mm", size="14pt", labels="direct")
    assert chart.scene.height > chart.page.tallest
    usual = tl.timeline(records, "KAZ", width="540pt", size="14pt")
    heights = [
        [area.height for area in one.scene.areas if area.has_values] for one in (chart, usual)
    ]
    assert heights[0] == heights[1]
