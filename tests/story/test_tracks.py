from datetime import date

import pandas as pd
import pytest

import tinytl as tl
from tinytl.story.tracks import Window, facts_of, tracks_of, window_of
from tinytl.table.records import validate

WHOLE = Window.of_years(1900, 2100)


def facts(*rows):
    columns = ["country", "kind", "start", "end", "label", "value", "category"]
    return facts_of(validate(pd.DataFrame(rows, columns=columns)))


def one(*row):
    (fact,) = facts(("KAZ", *row))
    return fact


def day(text):
    return date.fromisoformat(text).toordinal()


def test_a_law_of_a_day_is_that_day_and_a_law_of_a_year_is_the_whole_year():
    law = one("law", "2003-05-15", "", "A law", "", "law")
    assert law.first == law.last == day("2003-05-15")
    law = one("law", "2003", "", "A law", "", "law")
    assert (law.first, law.last) == (day("2003-01-01"), day("2004-01-01"))


def test_a_rating_is_half_open():
    rating = one("rating", "2001-07-12", "2002-06-05", "", "3", "report")
    assert (rating.first, rating.last) == (day("2001-07-12"), day("2002-06-05"))


def test_a_rating_of_a_whole_year_covers_that_year():
    rating = one("rating", "2001", "", "", "3", "report")
    assert (rating.first, rating.last) == (day("2001-01-01"), day("2002-01-01"))


def test_two_governments_that_meet_in_a_year_meet_on_the_chart():
    first, second = facts(
        ("KAZ", "government", "1999", "2003", "A", "", "leader"),
        ("KAZ", "government", "2003", "..", "B", "", "leader"),
    )
    assert first.last == second.first == (day("2003-01-01") + day("2004-01-01")) / 2
    assert second.last == float("inf")


def test_an_event_covers_all_days_that_it_may_have_lasted():
    event = one("event", "2001", "2004", "Ambassador", "", "diplomacy")
    assert (event.first, event.last) == (day("2001-01-01"), day("2005-01-01"))
    event = one("event", "2006-07-01", "2006-07-04", "Talks", "", "diplomacy")
    assert (event.first, event.last) == (day("2006-07-01"), day("2006-07-04"))


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2003", "", "2003"),
        ("2003-05", "", "May 2003"),
        ("2001", "2004-05", "2001 to May 2004"),
        ("2019-03-20", "..", "since 20 March 2019"),
        ("2005-23", "", "autumn 2005"),
    ],
)
def test_when_is_said_in_its_own_precision(start, end, words):
    assert one("event", start, end, "An event", "", "").when == words


def test_facts_come_in_the_order_of_their_dates_whatever_the_order_of_the_rows():
    rows = [("KAZ", "law", start, "", "Law", "", "") for start in ("2003", "2003-01", "2002-12-31")]
    assert [f.start.text for f in facts(*rows)] == [f.start.text for f in facts(*rows[::-1])]
    assert [f.start.text for f in facts(*rows)] == ["2002-12-31", "2003-01", "2003"]


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
    some = facts(
        ("KAZ", "government", "1990-04-24", "2019-03-20", "N", "", "leader"),
        ("KAZ", "government", "2019-03-20", "..", "T", "", "leader"),
        ("KAZ", "law", "1999-12-31", "", "Before", "", ""),
        ("KAZ", "law", "2000-01-01", "", "In", "", ""),
        ("KAZ", "law", "2015-01-01", "", "After", "", ""),
    )
    law, government = tracks_of(some, ("law", "government"), Window.of_years(2000, 2014))
    assert [fact.label for fact in law.facts] == ["In"]
    assert [fact.label for fact in government.facts] == ["N"]


def test_governments_and_indices_have_a_track_a_category_leaders_first():
    some = facts(
        ("KAZ", "government", "1990", "..", "A", "", "assembly"),
        ("KAZ", "government", "1990", "..", "N", "", "leader"),
        ("KAZ", "index", "2001", "", "", "1", "press"),
        ("KAZ", "index", "2001", "", "", "1", "corruption"),
    )
    tracks = tracks_of(some, None, WHOLE)
    assert [(track.kind, track.category) for track in tracks] == [
        ("index", "corruption"),
        ("index", "press"),
        ("government", "leader"),
        ("government", "assembly"),
    ]


def test_a_track_that_was_asked_for_is_there_though_empty():
    some = facts(("KAZ", "rating", "2001", "", "", "3", "report"))
    assert [track.kind for track in tracks_of(some, ("law", "rating"), WHOLE)] == ["law", "rating"]
    assert [track.kind for track in tracks_of(some, None, WHOLE)] == ["rating"]


def test_a_chart_of_empty_tracks_can_be_drawn(records):
    chart = tl.timeline(records, "AFG", tracks=("law", "index", "rating", "government", "event"))
    empty = [panel.kind for panel in chart.layout.panels if not panel.marks and not panel.values]
    assert empty == ["law", "government", "event"]
