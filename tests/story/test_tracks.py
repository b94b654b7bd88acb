import pandas as pd
import pytest

import tinytl as tl
from tinytl.story.story import story_of
from tinytl.story.tracks import kinds_of, tracks_of
from tinytl.story.windows import Window, window_of

WHOLE = Window.of_years(1900, 2100)


def story(*rows):
    columns = ["country", "kind", "start", "end", "label", "value", "category"]
    return story_of(pd.DataFrame(rows, columns=columns))


def facts(*rows):
    return story(*rows).facts["KAZ"]


def tracks(story, kinds=None, window=WHOLE):
    own = story.facts["KAZ"]
    return tracks_of(story, own, kinds_of(own, kinds, {}), window, {})


def test_a_president_of_long_ago_does_not_stretch_the_window():
    some = facts(
        ("KAZ", "government", "1990-04-24", "..", "N", "", "leader"),
        ("KAZ", "law", "1967", "", "Old law", "", "law"),
        ("KAZ", "rating", "2001-07-12", "2002-06-05", "", "3", "report"),
        ("KAZ", "index", "2013", "", "", "5", "policy index"),
    )
    assert window_of(some).years == (2001, 2013)


def test_without_ratings_and_indices_the_window_holds_everything():
    some = facts(
        ("KAZ", "law", "1967", "", "Old law", "", "law"),
        ("KAZ", "government", "1990-04-24", "..", "N", "", "leader"),
    )
    assert window_of(some).years == (1967, 1990)


def test_only_what_lies_in_the_window_is_kept_and_spells_that_reach_into_it():
    some = story(
        ("KAZ", "government", "1990-04-24", "2019-03-20", "N", "", "leader"),
        ("KAZ", "government", "2019-03-20", "..", "T", "", "leader"),
        ("KAZ", "law", "1999-12-31", "", "Before", "", ""),
        ("KAZ", "law", "2000-01-01", "", "In", "", ""),
        ("KAZ", "law", "2015-01-01", "", "After", "", ""),
    )
    law, government = tracks(some, ("law", "government"), Window.of_years(2000, 2014))
    assert [fact.label for fact in law.facts] == ["In"]
    assert [fact.label for fact in government.facts] == ["N"]


def test_governments_and_indices_have_a_track_a_category_leaders_first():
    some = story(
        ("KAZ", "government", "1990", "..", "A", "", "assembly"),
        ("KAZ", "government", "1990", "..", "N", "", "leader"),
        ("KAZ", "index", "2001", "", "", "1", "press"),
        ("KAZ", "index", "2001", "", "", "1", "corruption"),
    )
    assert [(track.kind, track.category) for track in tracks(some)] == [
        ("index", "corruption"),
        ("index", "press"),
        ("government", "leader"),
        ("government", "assembly"),
    ]


def test_leaders_come_first_in_a_comparison_too_however_their_category_is_written():
    rows = [
        (country, "government", "1990", "..", "N", "", category)
        for country in ("KAZ", "ARM")
        for category in ("Assembly", "Leader")
    ]
    columns = ["country", "kind", "start", "end", "label", "value", "category"]
    chart = tl.compare(pd.DataFrame(rows, columns=columns), ["KAZ", "ARM"], tracks=["government"])
    assert [track.category for track in chart.tracks] == ["Leader", "Assembly"] * 2


def test_a_track_that_was_asked_for_is_there_though_empty():
    some = story(("KAZ", "rating", "2001", "", "", "3", "report"))
    assert [track.kind for track in tracks(some, ("law", "rating"))] == ["law", "rating"]
    assert [track.kind for track in tracks(some)] == ["rating"]


def test_a_chart_of_empty_tracks_can_be_drawn(records):
    series = records[records["kind"].isin(["index", "rating"])]
    chart = tl.timeline(series, "MAR", tracks=("law", "index", "rating", "government", "event"))
    empty = [area.id for area in chart.scene.areas if not area.marks]
    assert empty == ["law", "government", "event"]


@pytest.mark.parametrize("country", ["USA", "YEM", "NZL"])
def test_a_track_that_nobody_asked_for_is_not_drawn_empty(records, country):
    assert (records.loc[records["country"] == country, "kind"] == "law").any()
    chart = tl.timeline(records, country)
    assert "law" not in [track.kind for track in chart.tracks]
    assert "Laws" not in chart.alt
    asked = tl.timeline(records, country, tracks=("law", "rating"))
    assert [track.kind for track in asked.tracks] == ["law", "rating"]
