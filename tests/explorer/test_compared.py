"""Several countries in the explorer: columns, tracks and labels, and where the key stands."""

import re

import pytest

import tinytl as tl

NINE = ["KAZ", "KGZ", "TJK", "TKM", "UZB", "ARM", "AZE", "GEO", "RUS"]
ALL_TRACKS = ("law", "index", "rating", "government")


@pytest.fixture(scope="module")
def table(records):
    return records[records.country.isin(NINE)]


def columns_of(explorer):
    return len({area.column for area in explorer.chart.scene.areas})


@pytest.mark.parametrize(("many", "columns"), [(2, 1), (3, 1), (4, 2), (5, 3), (9, 3)])
def test_more_than_three_countries_are_columns_without_labels(table, many, columns):
    explorer = tl.explore(table, "KAZ", view="compare", compared=NINE[:many])
    assert columns_of(explorer) == columns
    assert ('labels="none"' in explorer.code) == (many > 3)
    assert ("columns=" in explorer.code) == (many > 3)


def test_many_countries_have_laws_and_ratings_unless_tracks_are_chosen(table):
    explorer = tl.explore(table, "KAZ", view="compare", compared=NINE)
    assert explorer._seen["tracks"] == ("law", "rating") and "tracks=" not in explorer.code
    assert explorer.tracks is None
    explorer.tracks = ALL_TRACKS
    assert f"tracks={ALL_TRACKS}".replace("'", '"') in explorer.code
    assert {track.kind for track in explorer.chart.tracks} == set(ALL_TRACKS)
    explorer.set_state({"tracks": None, "compared": NINE[:3]})
    assert {track.kind for track in explorer.chart.tracks} == set(ALL_TRACKS)
    explorer.view = "timeline"
    assert explorer.code == 'tl.timeline(records, "KAZ")'


def test_nine_countries_are_lower_than_a_screen(table):
    explorer = tl.explore(table, "KAZ", view="compare", compared=NINE)
    explorer._room = 1120.0
    assert explorer._seen["sheets"][0]["figure"]["layout"]["height"] <= 480


def test_a_size_or_labels_that_are_chosen_end_the_columns(table):
    explorer = tl.explore(table, "KAZ", view="compare", compared=NINE[:6], labels="numbers")
    assert 'labels="numbers"' in explorer.code and "columns=" not in explorer.code
    explorer.set_state({"labels": "auto", "width": "nature-2"})
    assert "labels=" not in explorer.code and "columns=" not in explorer.code


@pytest.mark.parametrize("labels", ["direct", "numbers", "none"])
def test_labels_name_the_marks_as_it_is_asked(table, labels):
    explorer = tl.explore(table, "KAZ", labels=labels)
    assert explorer.code == f'tl.timeline(records, "KAZ", labels="{labels}")'
    notes = explorer._seen["sheets"][0]["figure"]["layout"]["annotations"]
    texts = [re.sub("<[^>]*>", " ", note["text"]) for note in notes if note["name"] == "label"]
    numbers = [text for text in texts if re.fullmatch(r"\d+(–\d+)?", text.strip())]
    named = [text for text in texts if "Palermo" in text]
    assert (bool(numbers), bool(named)) == (labels == "numbers", labels == "direct")


def test_a_fact_of_a_track_that_is_left_out_brings_its_track_back(table):
    explorer = tl.explore(table, "KAZ", view="compare", compared=NINE)
    event = next(fact for fact in explorer._facts["KAZ"] if fact.kind == "event")
    explorer.go(f"KAZ:{event.id}")
    assert explorer.tracks == (*ALL_TRACKS, "event")


def test_the_key_of_a_country_is_as_wide_as_the_page_up_to_a_width(table):
    explorer = tl.explore(table, "KAZ")
    sizes = []
    for room in (540, 700, 760, 990, 1200, 1400):
        explorer.set_state({"_room": room})
        size = re.search(r'width="([\d.]+)mm" height="([\d.]+)mm"', explorer._seen["key"])
        sizes.append(tuple(map(float, size.groups())))
    widths, heights = zip(*sizes, strict=True)
    assert widths[:4] == pytest.approx([px * 25.4 / 96 for px in (540, 700, 760, 990)], abs=0.3)
    assert widths[4] == widths[5], "the widest"
    assert heights[-1] < heights[0], "one line where the page allows"
