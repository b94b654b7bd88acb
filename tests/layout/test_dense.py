"""Tracks with more labels than a page can hold, and pages with nothing over anything else."""

from datetime import date, timedelta

import pandas as pd
import pytest

import tinytl as tl
from sweep import SIZES, TRACKS, faults

COUNTRIES = ("ARG", "BRB", "HND", "KAZ", "NGA")


def events(count):
    """So many events over 27 years, none on the day of another."""
    days = [date(1995, 1, 1) + timedelta(n * 3853 % 10_007) for n in range(count)]
    return pd.DataFrame({"country": "KAZ", "kind": "event", "start": map(str, days), "end": "",
                         "label": [f"Visit of minister {n}" for n in range(count)]})  # fmt: skip


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_text_of_the_table_is_off_the_page_or_over_another(records, country):
    kinds = set(records.loc[records["country"] == country, "kind"])
    for tracks in TRACKS:
        for size in SIZES:
            if not (tracks and not kinds & set(tracks)) and size.get("years") is None:
                try:
                    scene = tl.timeline(records, country, tracks=tracks, **size).scene
                except tl.LayoutError as error:
                    assert "are missing" in str(error)
                except tl.RecordError as error:  # all of them are of before the first rating
                    assert "No records of" in str(error) and tracks == ("event",)
                else:
                    assert faults(scene) == [], (tracks, size)


def named(chart):
    """The facts with a number, and those that only the caption names."""
    (area,) = chart.scene.areas
    numbered = {fact for label in area.labels for fact in label.numbered}
    listed = {text.fact for text in chart.scene.texts} & numbered
    return listed, {fact for number, fact in area.listed if not number}


@pytest.mark.parametrize("count", [16, 40])
def test_a_dense_track_has_a_number_for_each_fact_and_all_in_its_list(count):
    chart = tl.timeline(events(count), "KAZ", width="89mm")
    listed, unlisted = named(chart)
    assert (len(listed), unlisted) == (count, set())
    assert "see caption" not in "".join(text.text for text in chart.scene.texts)
    assert faults(chart.scene) == []


@pytest.mark.parametrize("count", [300, 3000])
def test_a_track_without_room_for_numbers_is_named_by_the_caption(count):
    chart = tl.timeline(events(count), "KAZ", width="89mm")
    listed, unlisted = named(chart)
    assert (listed, len(unlisted)) == (set(), count)
    assert "Names: see caption" in {text.text for text in chart.scene.texts}
    caption = chart.caption
    assert all(f"{fact.when}: {fact.label}" in caption for fact in unlisted)
    assert faults(chart.scene) == []
    assert len({mark.fact for mark in chart.scene.areas[0].marks if mark.fact}) == count


def test_laws_that_make_trafficking_a_crime_keep_their_labels_in_a_dense_track():
    crowd = events(200).assign(kind="law", category="plan")
    crowd.loc[[50, 150], "category"] = "full criminalization"
    chart = tl.timeline(crowd, "KAZ", width="89mm")
    direct = {label.fact.label for label in chart.scene.areas[0].labels if not label.numbered}
    assert direct == {"Visit of minister 50", "Visit of minister 150"}


def test_laws_alone_have_their_years_in_the_books_look_too(records):
    scene = tl.timeline(records, "KAZ", preset="figure9", tracks=("law",)).scene
    assert len(scene.time_axis.names_at) == 1


@pytest.mark.parametrize("years", [(1, 15), (2980, 2998), (1, 2998)])
def test_the_ends_of_time_are_drawn_in_every_look(years):
    first, last = years
    rows = [("KAZ", "rating", f"{first + 2:04}", "2"), ("KAZ", "rating", f"{last - 1:04}", "3")]
    table = pd.DataFrame(rows, columns=["country", "kind", "start", "value"])
    for preset in (None, "figure9"):
        scene = tl.timeline(
            table.assign(category="report"), "KAZ", years=years, preset=preset
        ).scene
        assert faults(scene) == []


def test_a_preset_that_draws_nothing_of_a_table_says_so():
    with pytest.raises(tl.RecordError, match="to draw; expected some of those that preset"):
        tl.timeline(events(3).assign(kind="law"), "KAZ", preset="figure9")
