from dataclasses import FrozenInstanceError
from datetime import date

import pandas as pd
import polars as pl
import pytest

import tinytl as tl
from tinytl.story import facts as module
from tinytl.story import story as stories
from tinytl.story.story import story_of
from tinytl.table.sources import Origin

COLUMNS = ["country", "kind", "start", "end", "label", "value", "category"]


def story(*rows):
    return story_of(pd.DataFrame(rows, columns=COLUMNS))


def facts(*rows):
    return story(*rows).facts["KAZ"]


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
    assert second.last == day("2004-01-01"), "where the table ends"


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


def test_a_story_holds_the_facts_of_each_country_by_its_code():
    told = story(
        ("KAZ", "law", "2003", "", "A law", "", "law"),
        ("ARM", "law", "2004", "", "B law", "", "law"),
        ("KAZ", "law", "2001", "", "C law", "", "law"),
    )
    assert list(told.facts) == ["ARM", "KAZ"]
    assert [fact.label for fact in told.facts["KAZ"]] == ["C law", "A law"]


def test_an_index_spans_the_values_of_all_countries():
    told = story(
        ("KAZ", "index", "2003", "", "", "5", "press"),
        ("ARM", "index", "2003", "", "", "-1.5", "press"),
        ("ARM", "index", "2003", "", "", "10", "corruption"),
    )
    assert told.spans == {"corruption": (10.0, 10.0), "press": (-1.5, 5.0)}


@pytest.mark.parametrize(
    ("start", "end", "year"),
    [
        ("2003-05", "", 2003),
        ("2003", "2011-01-01", 2011),
        ("2003", "..", 2003),
        ("1998~", "", 1998),
    ],
)
def test_the_horizon_is_the_end_of_the_last_year_that_is_named(start, end, year):
    told = facts(("KAZ", "event", start, end, "An event", "", ""))
    assert module.horizon_of(told) == day(f"{year + 1}-01-01")


@pytest.mark.parametrize("winter", ["2024-24", "2024-24?"])
@pytest.mark.parametrize("library", ["pandas", "lazy"])
def test_a_table_that_ends_in_a_winter_ends_with_february_in_charts_and_numbers(winter, library):
    rows = [
        ("KAZ", "rating", "2001-07-12", "..", "", "2", "status"),
        ("ARM", "law", winter, "", "A law", "", "law"),
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    table = frame if library == "pandas" else pl.from_dict(frame.to_dict("list")).lazy()
    drawn = tl.timeline(table, "KAZ", tracks=["rating"]).subjects[0].facts
    assert [fact.last for fact in drawn] == [day("2025-03-01")]
    assert tl.spells(table)["end_day"].tolist() == [pd.Timestamp("2025-03-01")]


def test_a_winter_before_the_last_year_changes_nothing():
    told = facts(
        ("KAZ", "law", "2024-24", "", "A", "", "law"), ("KAZ", "law", "2025", "", "B", "", "law")
    )
    assert module.horizon_of(told) == day("2026-01-01")


def test_without_a_year_there_is_no_horizon():
    assert one("event", "199X", "..", "An event", "", "").last == float("inf")
    assert module.horizon_of([]) == float("inf") and story().facts == {}


def test_a_story_knows_where_it_comes_from(records):
    origin = story_of(records).origin
    assert (origin.table, origin.sha256) == ("timelines.csv", records.attrs["sha256"])
    assert story(("KAZ", "law", "2003", "", "A law", "", "law")).origin == Origin()


def test_a_story_is_told_once_for_a_frame_and_for_each_that_is_like_it(records, monkeypatch):
    told = []
    monkeypatch.setattr(stories, "facts_of", lambda frame, *_: told.append(len(frame)) or {})
    mine = records.assign(note="told once")
    for code in ("KAZ", "ARM"):
        assert story_of(mine) is story_of(mine.query(f"country != '{code.lower()}'"))
    assert told == [len(records)]


def test_a_story_is_told_anew_when_the_frame_its_attrs_or_the_scale_are_others(records):
    mine = records.query("country in ['KAZ', 'ARM']").copy()
    first = story_of(mine)
    laws = mine.index[mine["kind"] == "law"]
    mine.loc[laws[0], "label"] = "Another name"
    assert "Another name" in {fact.label for own in story_of(mine).facts.values() for fact in own}
    mine.attrs["sources"] = "mine.bib"
    assert story_of(mine).origin.sources == "mine.bib" != first.origin.sources
    scale = tl.Scale(tl.TIP_TIERS.codes, name="Tier")
    assert story_of(mine, scale).scale == scale != story_of(mine).scale
    some = mine.query("kind == 'law'")
    assert sum(map(len, story_of(some).facts.values())) == len(some) < len(mine)


def test_rows_in_another_order_tell_the_same(records):
    mine = records.query("country in ['KAZ', 'ARM']")
    assert story_of(mine) == story_of(mine.sample(frac=1, random_state=1))


def test_a_story_is_not_changed(records):
    with pytest.raises(FrozenInstanceError):
        story_of(records).scale = None


def test_a_wrong_row_of_another_country_is_told_whichever_is_asked_for():
    frame = pd.DataFrame(
        [("KAZ", "law", "2003", "A"), ("ARM", "law", "2003-13", "B")],
        columns=["country", "kind", "start", "label"],
    )
    with pytest.raises(tl.RecordError, match="row 1: start is '2003-13'"):
        tl.timeline(frame, "KAZ")
