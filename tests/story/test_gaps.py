"""Holes: why a gap is a gap, on hover and in words."""

import tinytl as tl
from scenes import area_of
from tinytl.layout.scene import Box

BEFORE = "No rating in the table for the report of 2001"


def notes(chart, kind):
    return [m.note for m in area_of(chart, kind).marks if isinstance(m, Box) and m.note]


def test_a_gap_names_the_report_of_which_a_rating_lacks(records):
    chart = tl.timeline(records, "SGP")
    said = "No rating in the table for the report of 2019"
    assert said in notes(chart, "rating")
    assert "no rating from 20 June 2019 (report of 2019); Tier 1 from" in chart.alt
    [rating] = (track for track in chart.tracks if track.kind == "rating")
    gaps = [m for m in area_of(chart, "rating").marks if isinstance(m, Box) and m.note == said]
    holes = [hole for hole in rating.gaps if hole.tooltip == said]
    assert [(m.first, m.last) for m in gaps] == [(hole.first, hole.last) for hole in holes]


def test_a_country_that_was_not_yet_rated_lacks_the_reports_before(records):
    chart = tl.timeline(records, "ARM", years=(2000, 2010), tracks=("rating",))
    assert notes(chart, "rating") == [BEFORE]


def test_several_reports_are_named_by_their_first_and_last(records):
    without = records[
        ~((records.country == "KAZ") & (records.kind == "rating")
          & records.start.astype(str).str[:4].isin(["2016", "2017", "2018", "2019"]))
    ]  # fmt: skip
    said = "No rating in the table for the reports of 2016 to 2019"
    chart = tl.timeline(without, "KAZ", tracks=("rating",))
    assert said in notes(chart, "rating")
    assert "(reports of 2016 to 2019)" in chart.alt


def test_an_index_lacks_years(records):
    chart = tl.timeline(records, "KAZ", years=(2010, 2016))
    assert notes(chart, "index") == ["No value in the table for 2014 to 2016"]


def test_years_that_are_counted_from_an_event_are_named_by_their_dates(records):
    chart = tl.compare(records, ["KAZ", "MYS"], align="full criminalization", tracks=("index",))
    said = [hole.tooltip for track in chart.tracks for hole in track.gaps]
    assert said == ["No value in the table for 1998 to 1999"], "Kazakhstan's index begins in 2000"


def test_what_stands_at_points_in_time_has_no_holes(records):
    chart = tl.timeline(records, "KAZ", preset="figure9")
    assert not any(track.gaps for track in chart.tracks)
