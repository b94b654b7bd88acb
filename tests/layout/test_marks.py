"""A date is drawn as wide as it is known: nothing looks earlier or later unless it was."""

from datetime import date
from itertools import combinations

import pandas as pd
import pytest

import tinytl as tl
from scenes import area_of, drawn
from tinytl.layout.scene import Box, Dot
from tinytl.layout.theme import mixed


def day(text):
    return date.fromisoformat(text).toordinal()


def table(*rows):
    columns = ["country", "kind", "start", "end", "label", "category"]
    return pd.DataFrame([row.split(",") for row in rows], columns=columns)


def extent(fact):
    """First and last day that the date of a point in time may mean."""
    return fact.start.earliest.toordinal(), fact.start.latest.toordinal()


def covered(mark):
    """First and last day under a mark; a bar ends before the day that follows."""
    return mark.first, mark.last - (mark.first < mark.last)


def test_pixels_are_in_the_order_of_time_wherever_it_is_certain_and_overlap_where_it_is_not(
    records,
):
    pairs = 0
    for country in records[records.kind.isin(["law", "event"])].country.unique():
        chart = tl.timeline(records, country, years=(1990, 2026), tracks=("law", "event", "rating"))
        found = [mark for area in chart.scene.areas for mark in drawn(area)]
        points = [mark for mark in found if mark.fact.end is None and not mark.fact.ongoing]
        for a, b in combinations(points, 2):
            (a_first, a_last), (b_first, b_last) = extent(a.fact), extent(b.fact)
            (a_left, a_right), (b_left, b_right) = covered(a), covered(b)
            assert (a_last < b_first) == (a_right < b_left), (a.fact, b.fact)
            assert (b_last < a_first) == (b_right < a_left), (a.fact, b.fact)
            pairs += 1
    assert pairs > 1500


def bars(area):
    return [mark for mark in area.marks if isinstance(mark, Box)]


def bands(chart, kind="rating"):
    return [mark for mark in area_of(chart, kind).ground if mark.role == "guide band"]


def test_the_band_of_may_2003_holds_the_draft_of_15_may(records):
    chart = tl.timeline(records, "KAZ")
    draft = next(m for m in drawn(area_of(chart, "law")) if m.fact.label.startswith("Draft passes"))
    assert isinstance(draft.mark, Dot)
    assert draft.first == day("2003-05-15")
    assert any(band.first <= draft.first < band.last for band in bands(chart))


def test_the_band_of_a_year_holds_the_report_of_that_year(records):
    chart = tl.timeline(records, "MYS")
    report = day("2001-07-12")
    laws = [m.fact for m in drawn(area_of(chart, "law")) if m.fact.criminalizes]
    (law,) = [law for law in laws if str(law.start).startswith("2001")]
    assert any((b.first, b.last) == (law.first, law.last) for b in bands(chart))
    assert law.first <= report < law.last


def test_a_law_of_a_day_is_a_line_through_the_series_and_a_doubtful_one_a_dashed_band():
    mine = table(
        "X,law,2003-05-15,,Ban,full criminalization",
        "X,law,2005?,,Other ban,full criminalization",
        "X,rating,2001,,,",
    ).assign(value=["", "", "2"])
    area = area_of(tl.timeline(mine, "X", years=(2000, 2010)), "rating")
    (band,) = (mark for mark in area.ground if mark.role == "guide band")
    line, *edges = sorted((m for m in area.ground if m.role == "guide"), key=lambda m: m.points)
    assert (band.first, band.last) == (day("2005-01-01"), day("2006-01-01"))
    assert [(edge.points[0][0], edge.dash) for edge in edges] == [
        (day("2005-01-01"), "dashed"), (day("2006-01-01"), "dashed"),
    ]  # fmt: skip
    assert {x for x, _ in line.points} == {day("2003-05-15")}
    assert not line.dash


@pytest.mark.parametrize(
    ("start", "end", "looks"),
    [
        ("2003-05-15", "", [("dot", "filled", "")]),
        ("2003-05-15?", "", [("dot", "hollow", "")]),
        ("2003", "", [("bar", "hollow", "")]),
        ("2003?", "", [("bar", "hollow", "dashed")]),
        ("1998~", "", [("bar", "hollow", "dashed")]),
        ("2003-05-01", "2004-05-01", [("bar", "filled", "")]),
        ("2003", "2006", [("bar", "hollow", ""), ("bar", "filled", "")]),
    ],
)
def test_what_lasts_is_filled_what_is_not_known_hollow_and_what_is_doubtful_dashed(
    start, end, looks
):
    chart = tl.timeline(table(f"X,event,{start},{end},Talks,politics"), "X")
    paper = chart.scene.theme.paper
    marks = [mark for mark in area_of(chart, "event").marks if mark.fill]
    assert [
        (
            "dot" if isinstance(mark, Dot) else "bar",
            "hollow" if mark.fill == paper else "filled",
            getattr(mark, "dash", ""),
        )
        for mark in marks
    ] == looks


def test_a_label_has_its_date_and_a_doubtful_law_keeps_its_accent_in_a_dashed_outline(records):
    chart = tl.timeline(records, "KAZ")
    labels = {label.fact.label: label for label in area_of(chart, "law").labels}
    doubtful, certain = labels["Full criminalization"], labels["Partial criminalization"]
    assert (doubtful.date, certain.date) == ("May 2003?", "Feb 2002")
    assert doubtful.ink == certain.ink == chart.scene.theme.accent
    assert doubtful.tone != doubtful.ink
    assert "doubtful" in chart.caption
    assert "May 2003 (uncertain): Full criminalization" in chart.alt


def test_outlines_that_overlap_are_moved_apart(records):
    marks = drawn(area_of(tl.timeline(records, "KAZ", tracks=("event",)), "event"))
    outlines = [m.mark for m in marks if isinstance(m.mark, Box)]
    meets = [(a, b) for a, b in combinations(outlines, 2) if a.first < b.last and b.first < a.last]
    assert meets
    assert sum(a.y == b.y for a, b in meets) <= len(meets) // 3  # more than four share heights


def test_a_government_fades_over_the_month_in_which_it_changed():
    rows = (
        "X,government,2001-01-01,2003-05,First,leader",
        "X,government,2003-05,2005-02-03,Second,leader",
    )
    chart = tl.timeline(table(*rows), "X")
    first, *between, second = bars(area_of(chart, "government"))
    assert (first.last, second.first) == (day("2003-05-01"), day("2003-06-01"))
    assert (between[0].first, between[-1].last) == (first.last, second.first)
    shades = [int(bar.fill[1:3], 16) for bar in (first, *between, second)]
    assert shades == sorted(shades, reverse=True)


def test_a_rating_slopes_over_the_month_in_which_it_changed():
    mine = table("X,rating,2001-01-01,2003-05,,", "X,rating,2003-05,2005-02-03,,")
    chart = tl.timeline(mine.assign(value=["2", "3"]), "X")
    lines = [mark for mark in area_of(chart, "rating").marks if not isinstance(mark, (Box, Dot))]
    assert lines[0].points == ((day("2003-05-01"), 1.0), (day("2003-06-01"), 3.0))


def test_neighbours_differ_also_over_one_too_thin_to_see():
    rows = (
        "X,government,2001-01-01,2010-05-01,First,leader",
        "X,government,2010-05-01,2010-05-04,Three days,leader",
        "X,government,2010-05-04,2020-02-03,Second,leader",
    )
    chart = tl.timeline(table(*rows), "X", width="89mm")
    first, _, second = bars(area_of(chart, "government"))
    assert first.fill != second.fill


def test_the_books_figure_shows_no_doubts(records):
    chart = tl.timeline(records, "KAZ", preset="figure9")
    assert not any(label.date for area in chart.scene.areas for label in area.labels)
    assert not bands(chart)


def test_a_colour_between_two_is_between_them():
    assert mixed("#000000", "#ff8000", 0.25) == "#402000"


def test_a_list_too_long_for_its_page_goes_into_the_caption(records, tmp_path):
    tracks = ("law", "event", "rating", "government")
    chart = tl.timeline(records, "KAZ", width="science-1", tracks=tracks)
    assert chart.scene.height <= chart.page.tallest
    assert "Numbers: see caption" in [text.text for text in chart.scene.texts]
    assert "Ambassador Larry Napper" in chart.caption


def test_a_figure_taller_than_its_page_warns_and_says_what_to_do(records, tmp_path):
    chart = tl.compare(records, ["Africa"], width="science-1")
    with pytest.warns(tl.ExportWarning, match=r"mm tall, the page .* give a height") as told:
        chart.save(tmp_path / "a.svg")
    assert all(warning.filename == __file__ for warning in told)


DAYS = ["1982-10-01", "1998-10-27", "2005-11-22", "2018-03-14", "2021-12-08"]


def test_neighbours_of_one_party_are_alike_and_another_party_is_named_in_another_shade():
    frame = pd.DataFrame(
        {
            "c": "DEU", "who": ["Kohl", "Schröder", "Merkel", "Laschet", "Scholz"],
            "party": ["CDU", "SPD", "CDU", "CDU", "SPD"], "y": DAYS,
        }
    )  # fmt: skip
    records = tl.tidy(
        frame, kind="government", country="c", start="y", label="who", value="party", end="next",
        category="leader",
    )  # fmt: skip
    chart = tl.timeline(records, "DEU", width="183mm")
    (area,) = (area for area in chart.scene.areas if area.id.startswith("government"))
    boxes = [mark for mark in area.marks if isinstance(mark, Box) and mark.fact]
    bars = {box.fact.label: box.fill for box in boxes}
    assert bars["Merkel"] == bars["Laschet"] == bars["Kohl"] != bars["Schröder"] == bars["Scholz"]
    assert ("Merkel (CDU)",) in [label.lines for label in area.labels]
    assert "Merkel (CDU) from 22 November 2005 to 14 March 2018; Laschet (CDU) from" in chart.alt
    assert "other shade = another party than before" in map(str, chart.key)
    assert len(tl.spells(records, "government")) == 5


def test_a_government_that_a_number_stands_for_is_listed_with_its_party():
    frame = pd.DataFrame(
        {"c": "DEU", "who": ["Kohl", "Schröder"], "party": ["CDU", "SPD"], "y": [2002, 2003]}
    )
    records = tl.tidy(
        frame, kind="government", country="c", start="y", label="who", value="party", end="next"
    )
    for labels in ("numbers", "none"):
        chart = tl.timeline(records, "DEU", years=(1950, 2024), width="40mm", labels=labels)
        said = [text.text for text in chart.scene.texts] if labels == "numbers" else [chart.caption]
        assert any("Kohl (CDU)" in text for text in said)


def test_a_government_that_changes_its_party_is_two_terms():
    parties = ["Likud", "Kadima"]
    frame = pd.DataFrame({"c": "ISR", "who": "Sharon", "party": parties, "y": [2003, 2005]})
    records = tl.tidy(
        frame, kind="government", country="c", start="y", label="who", value="party", end="next"
    )
    assert records["value"].tolist() == ["Likud", "Kadima"]
