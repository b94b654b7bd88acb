"""Tracks with more labels than a page can hold, and pages with nothing over anything else."""

from datetime import date, timedelta

import pandas as pd
import pytest

import tinytl as tl
from sweep import SIZES, TRACKS, faults
from tinytl.layout.labels.track_labels import MAX_ROWS

COUNTRIES = ("ARG", "BRB", "HND", "KAZ", "NGA")


def events(count):
    """So many events over 27 years, none on the day of another."""
    days = [date(1995, 1, 1) + timedelta(n * 3853 % 10_007) for n in range(count)]
    return pd.DataFrame({"country": "KAZ", "kind": "event", "start": map(str, days), "end": "",
                         "label": [f"Visit of minister {n}" for n in range(count)]})  # fmt: skip


def rows_of(area):
    return len({label.top for label in area.labels})


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


@pytest.mark.parametrize("count", [60, 100, 600])
def test_a_dense_track_keeps_its_most_important_labels_and_says_how_many_are_left(count):
    chart = tl.timeline(events(count), "KAZ", width="89mm")
    (area,) = chart.scene.areas
    assert rows_of(area) <= MAX_ROWS
    assert area.left_out == count - len(area.labels) > 0
    assert f"+{area.left_out} on hover" in {text.text for text in chart.scene.texts}
    assert f"{area.left_out} labels are not drawn" in chart.caption
    assert faults(chart.scene) == []
    assert len({mark.fact for mark in area.marks if mark.fact}) == count


def test_a_track_that_is_not_dense_has_all_its_labels():
    chart = tl.timeline(events(16), "KAZ", width="183mm")
    assert chart.scene.areas[0].left_out == 0
    assert "not drawn" not in chart.caption


def test_laws_that_make_trafficking_a_crime_stay_in_a_dense_track():
    crowd = events(200).assign(kind="law", category="plan")
    crowd.loc[[50, 150], "category"] = "full criminalization"
    chart = tl.timeline(crowd, "KAZ", width="89mm")
    kept = {label.fact.label for label in chart.scene.areas[0].labels}
    assert {"Visit of minister 50", "Visit of minister 150"} <= kept


def test_no_rows_leave_room_for_their_note(records):
    for country in ("KAZ", "BRB"):
        scene = tl.timeline(records, country, max_rows=0, width="89mm").scene
        assert any("on hover" in text.text for text in scene.texts)
        assert faults(scene) == []


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
