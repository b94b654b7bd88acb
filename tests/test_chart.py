"""What a researcher gets for what is asked: values, dates, order, errors."""

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

import tinytl as tl
from each import each
from scenes import area_of, drawn, lines

BOOK = pd.read_csv(Path(__file__).with_name("book_figures.csv"), dtype=str, keep_default_na=False)
CASES = sorted(BOOK.country.unique())


def days(day):
    return date.fromordinal(int(day)).isoformat()


def trace_of(chart, heading):
    """A series as plotly has it: the dates and values that carry facts."""
    (trace,) = (t for t in chart.figure.data if t.name == heading and t.hovertext is not None)
    return trace


def codes(trace):
    """The levels of a trace's ratings: the last part of what tells a fact from others."""
    return [key.rpartition("|")[2] for key in trace.customdata]


# --- Figure 9 and its sisters -----------------------------------------------------------------


@each("country", CASES)
def test_the_books_preset_shows_the_books_values(records, country):
    chart = tl.timeline(records, country, preset="figure9")
    book = BOOK[BOOK.country == country]
    tiers, index = trace_of(chart, "TIP ranking"), trace_of(chart, "Anti-TIP policy index")
    rows = dict(zip(tl.TIP_TIERS.levels, range(4), strict=True))
    ranks = [
        (day[:4], code, y) for day, code, y in zip(tiers.x, codes(tiers), tiers.y, strict=True)
    ]
    expected = book[book.series == "tier"]
    assert ranks == [
        (year, code, rows[code]) for year, code in zip(expected.start, expected.value, strict=True)
    ]
    expected = book[book.series == "index"]
    assert [(day[:4], f"{y:g}") for day, y in zip(index.x, index.y, strict=True)] == list(
        zip(expected.start, expected.value, strict=True)
    )
    assert all(day.endswith("-01-01") for day in [*tiers.x, *index.x])
    expected = book[(book.series == "law") & book.start.between("2000", "2014")]
    marks = drawn(area_of(chart, "law"))
    assert [(days(m.first), m.fact.category) for m in marks] == [
        (f"{year}-01-01", law) for year, law in zip(expected.start, expected.value, strict=True)
    ]


@each("country", CASES)
def test_the_books_preset_shows_the_books_governments(records, country):
    chart = tl.timeline(records, country, preset="figure9")
    expected = BOOK[(BOOK.country == country) & (BOOK.series == "leader")]
    marks = drawn(area_of(chart, "government"))
    first, last = days(chart.scene.time_axis.window.first), days(chart.scene.time_axis.window.last)
    assert [(m.fact.label, days(m.first), days(m.last)) for m in marks] == [
        (name, max(start, first), last if end == ".." else min(end, last))
        for name, start, end in zip(expected.value, expected.start, expected.end, strict=True)
    ]


def test_kazakhstan_is_figure_9(records):
    chart = tl.timeline(records, "KAZ", preset="figure9")
    assert codes(trace_of(chart, "TIP ranking")) == [
        "3", "2", "3", "2WL", "2", "2", "2WL", "2", "2", "2WL", "2", "2", "2", "2",
    ]  # fmt: skip
    assert list(trace_of(chart, "Anti-TIP policy index").y) == [
        5, 8, 9, 10, 11, 9, 9, 10, 11, 12, 13, 13, 12, 13,
    ]  # fmt: skip
    assert [area.id for area in chart.scene.areas] == [
        "law", "index policy index", "rating", "government leader"
    ]  # fmt: skip
    assert (chart.scene.width, chart.scene.height) == (324, 216)
    assert [mark.fact.label for mark in drawn(area_of(chart, "government"))] == ["Nazarbayev"]


def test_the_same_leader_has_the_same_grey_as_in_the_book(records):
    chart = tl.timeline(records, "JPN", preset="figure9")
    marks = [bar.mark for bar in drawn(area_of(chart, "government"))]
    abe = {mark.fill for mark in marks if mark.fact.label == "Abe"}
    assert len(abe) == 1
    assert len({mark.fill for mark in marks}) == len(marks) - 1


# --- facts do not move ------------------------------------------------------------------------


def test_the_law_of_february_2002_stands_before_the_rating_of_june(records):
    chart = tl.timeline(records, "KAZ")
    laws, ratings = drawn(area_of(chart, "law")), drawn(area_of(chart, "rating"))
    law = next(mark for mark in laws if mark.fact.label == "Partial criminalization")
    rating = next(mark for mark in ratings if days(mark.first) == "2002-06-05")
    assert (days(law.fact.first), days(law.fact.last)) == ("2002-02-01", "2002-03-01")
    assert law.last < rating.first
    assert rating.fact.value == "2"


def test_a_rating_holds_from_release_to_release_and_the_redetermination_shows(records):
    values = drawn(area_of(tl.timeline(records, "KAZ"), "rating"))
    spells = [(v.fact.value, days(v.first), days(v.last)) for v in values[:5]]
    assert spells == [
        ("3", "2001-07-12", "2002-06-05"),
        ("2", "2002-06-05", "2003-06-11"),
        ("3", "2003-06-11", "2003-09-09"),
        ("2", "2003-09-09", "2004-06-14"),
        ("2WL", "2004-06-14", "2005-06-03"),
    ]


def test_a_date_known_to_the_year_is_drawn_over_its_year(records):
    marks = drawn(area_of(tl.timeline(records, "KAZ"), "law"))
    plan = next(mark for mark in marks if mark.fact.label == "National plan 2003–2005")
    assert (days(plan.first), days(plan.last)) == ("2003-01-01", "2004-01-01")
    assert plan.fact.when == "2003 (uncertain)"


def test_a_hole_in_the_ratings_is_a_gap(records):
    area = area_of(tl.timeline(records, "SGP"), "rating")
    holes = [(a.last, b.first) for a, b in pairwise(drawn(area)) if a.last < b.first]
    assert holes
    for line in lines(area):
        days = [day for day, _ in line.points]
        assert not any(min(days) < last and first < max(days) for first, last in holes)


def test_every_row_of_the_window_is_a_mark(records):
    kinds = ("law", "index", "rating", "government", "event")
    chart = tl.timeline(records, "KAZ", tracks=kinds, years=(2000, 2025))
    found = {(m.fact.kind, m.fact.start, m.fact.label, m.fact.value)
             for area in chart.scene.areas for m in drawn(area)}  # fmt: skip
    rows = records.query("country == 'KAZ'")
    shown = rows[[s.latest.year >= 2000 or (k == "government" and str(e) >= "2000")
                  for s, e, k in zip(rows.start, rows.end, rows.kind, strict=True)]]  # fmt: skip
    assert found == set(zip(shown.kind, shown.start, shown.label, shown.value, strict=True))


def test_labels_read_in_the_order_of_their_dates(records):
    for country in CASES:
        chart = tl.timeline(records, country, tracks=("law", "event"), width="183mm")
        x = chart.scene.time_axis.x
        for area in chart.scene.areas:
            for row in {label.top for label in area.labels}:
                own = [label for label in area.labels if label.top == row]
                boxes = sorted(own, key=lambda label: x(label.anchor) + label.offset)
                assert [b.anchor for b in boxes] == sorted(b.anchor for b in boxes)


def test_a_special_case_has_a_lane_of_its_own_and_no_line_leads_to_it(records):
    chart = tl.timeline(records, "HTI")
    area = area_of(chart, "rating")
    special = [mark for mark in drawn(area) if mark.fact.value == "SC"]
    assert special
    assert area.ticks[-1][1] == "Special Case"
    lane = area.ticks[-1][0]
    steps = [line for line in lines(area) if line.points[0][0] == line.points[1][0]]
    assert steps
    assert all(lane not in (a, b) for (_, a), (_, b) in (line.points for line in steps))


# --- the caller's choices ---------------------------------------------------------------------


def test_name_and_code_give_the_same_chart(records):
    by_code, by_name = (tl.timeline(records, c).figure for c in ("KAZ", "Kazakhstan"))
    assert by_code == by_name


def test_the_title_carries_the_usual_short_name(records):
    assert tl.timeline(records, "COD").title.startswith("DR Congo, ")


def test_tracks_come_in_the_order_asked_for(records):
    chart = tl.timeline(records, "KAZ", tracks=("event", "rating", "law"))
    assert [area.id for area in chart.scene.areas] == ["event", "rating", "law"]


def test_only_keeps_the_categories_asked_for(records):
    chart = tl.timeline(records, "KAZ", only={"law": ["plan"], "government": ["leader"]})
    assert {mark.fact.category for mark in drawn(area_of(chart, "law"))} == {"plan"}
    governments = [area.id for area in chart.scene.areas if area.id.startswith("government")]
    assert governments == ["government leader"]


def test_a_size_with_its_unit_is_the_size_of_the_page(records):
    scene = tl.timeline(records, "KAZ", width="183mm", height="150mm").scene
    assert (scene.width, scene.height) == pytest.approx((183 / 25.4 * 72, 150 / 25.4 * 72))


def test_another_scorecard_is_another_scale(tmp_path):
    scale = tl.Scale(["A", "B", "C"], labels=["Good", "Fair", "Poor"], name="Press freedom")
    rows = "country,kind,start,value\nRuritania,rating,2001,A\nRuritania,rating,2002,C\n"
    (tmp_path / "mine.csv").write_text(rows, encoding="utf-8")
    chart = tl.timeline(tl.read_csv(tmp_path / "mine.csv", scale=scale), "Ruritania", scale=scale)
    area = area_of(chart, "rating")
    assert area.name == "Press freedom"
    assert [name for _, name in area.ticks] == ["Good", "Fair", "Poor"]
    assert [line.points[0][1] for line in lines(area) if len({y for _, y in line.points}) == 1] == [
        0,
        2,
    ]


def test_the_frame_passed_in_is_unchanged(records):
    before = records.copy(deep=True)
    tl.timeline(records, "KAZ")
    pd.testing.assert_frame_equal(records, before)


def test_the_order_of_the_rows_does_not_matter(records):
    shuffled = records.sample(frac=1, random_state=1).reset_index(drop=True)
    kinds = ("law", "rating", "event", "government")
    one, other = (tl.timeline(r, "KAZ", tracks=kinds) for r in (records, shuffled))
    assert one.figure == other.figure


def test_a_frame_of_plain_text_gives_the_same_chart(records):
    plain = records.astype(str).reset_index(drop=True)
    assert tl.timeline(plain, "ARG").figure == tl.timeline(records, "ARG").figure


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"country": "Kassachstan"}, tl.RecordError, r"'Kassachstan'.*189 countries.*mean 'KAZ"),
        ({"country": "ZZZ"}, tl.RecordError, "No records of 'ZZZ'; expected a code"),
        ({"years": (1950, 1960)}, tl.RecordError,
         "No records of Kazakhstan in the years 1950 to 1960; there are some from 2000 to 2025"),
        ({"years": (2010, 2000)}, tl.RecordError,
         r"years is \(2010, 2000\); expected two years, .* the earlier first"),
        ({"years": 2010}, tl.RecordError, "years is 2010; expected two years, as in"),
        ({"tracks": ("laws",)}, tl.RecordError, "expected a list of kinds, .* out of event"),
        ({"tracks": "law"}, tl.RecordError, "tracks is 'law'; expected a list"),
        ({"tracks": ()}, tl.RecordError, r"tracks is \(\); expected a list"),
        ({"only": {"law": ["plans"]}}, tl.RecordError,
         "No law of category 'plans'; there are 'full criminalization', 'law'"),
        ({"only": {"law": "plan"}}, tl.RecordError, "expected lists of categories by kind"),
        ({"width": "89"}, tl.LayoutError, "width is '89'; expected a number with its unit"),
        ({"width": 89}, tl.LayoutError, "width is 89; expected a number with its unit"),
        ({"width": "20mm"}, tl.LayoutError, r"is 20.0 mm wide; expected [\d.]+ mm at least"),
        ({"width": "89mm", "height": "60mm"}, tl.LayoutError, r"[\d.]+ mm are missing"),
        ({"theme": "dusk"}, tl.LayoutError, "theme is 'dusk'; expected one of 'screen'"),
        ({"preset": "figure10"}, tl.LayoutError, "preset is 'figure10'; expected one of 'figure9'"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_says_what_there_is(records, options, error, message):
    with pytest.raises(error, match=message):
        tl.timeline(records, **{"country": "KAZ", **options})


def test_the_missing_millimetres_are_just_those_that_are_missing(records):
    with pytest.raises(tl.LayoutError) as caught:
        tl.timeline(records, "KAZ", width="89mm", height="60mm")
    needed = float(re.search(r"need ([\d.]+) mm", str(caught.value))[1])
    tl.timeline(records, "KAZ", width="89mm", height=f"{needed + 0.1:.1f}mm")
    with pytest.raises(tl.LayoutError):
        tl.timeline(records, "KAZ", width="89mm", height=f"{needed - 0.1:.1f}mm")


def test_a_label_wider_than_the_page_names_itself(records):
    long = records.query("country == 'KAZ' and kind == 'law'").head(1).copy()
    long["label"] = "Betäubungsmittelverschreibungsverordnung" * 4  # a word, which does not wrap
    with pytest.raises(tl.LayoutError, match=r"Label 'Betäub.*' needs .* mm, the page has 8"):
        tl.timeline(long, "KAZ", width="89mm", labels="direct")


def test_a_label_wider_than_the_page_is_whole_in_the_list(records):
    long = records.query("country == 'KAZ' and kind == 'law'").head(1).copy()
    long["label"] = word = "Betäubungsmittelverschreibungsverordnung" * 4
    texts = tl.timeline(long, "KAZ", width="89mm").scene.texts
    assert "".join(text.text for text in texts if text.fact) == f"1Jul 1997{word}"


# --- in Jupyter ------------------------------------------------------------------------------


def test_a_chart_shows_itself_in_jupyter_alive_as_a_picture_and_as_a_line(records):
    bundle = tl.timeline(records, "KAZ")._repr_mimebundle_()
    assert set(bundle) == {"application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"}
    assert json.dumps(bundle["application/vnd.plotly.v1+json"])
    assert bundle["image/svg+xml"].startswith("<?xml")
    assert bundle["text/plain"].startswith("<Chart: Kazakhstan, 2000–2025;")


# --- labels ---------------------------------------------------------------------------------


def test_labels_wrap_only_where_that_makes_the_track_lower(records):
    narrow = area_of(tl.timeline(records, "ARM", width="183mm"), "law")
    wide = area_of(tl.timeline(records, "ARM", width="400mm"), "law")
    assert any(len(label.lines) > 1 for label in narrow.labels)
    assert all(len(label.lines) == 1 for label in wide.labels)


def test_a_label_is_cut_only_if_asked_and_then_says_all_in_its_tooltip(records):
    whole = area_of(tl.timeline(records, "KAZ", labels="direct"), "law")
    assert all("…" not in line for label in whole.labels for line in label.lines)
    chart = tl.timeline(records, "KAZ", max_chars=12, labels="direct")
    labels = area_of(chart, "law").labels
    cut = [" ".join(label.lines).removeprefix(label.date).strip() for label in labels]
    assert max(map(len, cut)) <= 12
    assert "Interagency…" in cut
    told = [note.hovertext for note in chart.figure.layout.annotations if note.hovertext]
    assert any("Interagency working group" in text for text in told)


def test_the_axis_of_an_index_is_that_of_the_whole_table_so_that_countries_compare(records):
    for options in ({"preset": "figure9"}, {}):
        panels = [area_of(tl.timeline(records, c, **options), "index") for c in ("ZWE", "KAZ")]
        assert [[name for _, name in panel.ticks] for panel in panels] == [
            ["0", "5", "10", "15"]
        ] * 2


# --- tables of one's own ----------------------------------------------------------------------


def table(*rows):
    columns = ["country", "kind", "start", "end", "label", "value", "category"]
    return pd.DataFrame([row.split(",") for row in rows], columns=columns)


def test_a_series_without_a_value_in_the_window_is_an_empty_panel(records, tmp_path):
    chart = tl.timeline(records, "KAZ", years=(2016, 2025), tracks=("index", "rating"))
    assert drawn(area_of(chart, "index")) == []
    usual = tl.timeline(records, "KAZ", years=(2016, 2025))
    assert "index" not in [track.kind for track in usual.tracks]
    assert chart.save(tmp_path / "empty.pdf").exists()
    nothing = tl.timeline(records, "USA", tracks=("index", "rating"))
    assert nothing.save(tmp_path / "nothing.png").exists()


def test_a_value_that_no_line_leads_to_is_a_dot(records):
    chart = tl.timeline(records, "SOM", preset="figure9")
    dots = [value.mark for value in drawn(area_of(chart, "rating"))]
    assert dots
    assert all(dot.fill for dot in dots)
    assert "rgba(0,0,0,0)" not in trace_of(chart, "TIP ranking").marker.color


def test_governments_at_the_same_time_stand_below_each_other():
    chart = tl.timeline(
        table(
            "X,government,2002-10-28,2006-11-06,Tihić,,leader",
            "X,government,2002-10-28,2006-11-06,Paravac,,leader",
            "X,government,2006-11-06,2010-11-10,Silajdžić,,leader",
        ),
        "X",
    )
    lanes = [[mark.fact.label for mark in drawn(area)] for area in chart.scene.areas]
    assert lanes == [["Paravac", "Silajdžić"], ["Tihić"]]
    assert [area.name for area in chart.scene.areas] == ["Leaders", ""]


def test_what_is_still_so_is_not_drawn_into_years_that_the_table_does_not_know(records):
    chart = tl.timeline(records, "KAZ", years=(2000, 2050))
    for kind in ("rating", "government leader"):
        assert days(drawn(area_of(chart, kind))[-1].last) == "2026-01-01"


def test_a_leader_of_a_later_year_than_the_last_rating_is_drawn_to_the_end_of_that_year(records):
    usual = tl.timeline(records, "VEN")
    assert usual.title == "Venezuela, 2002–2025"
    later = tl.timeline(records, "VEN", years=(2020, 2026))
    rodriguez = drawn(area_of(later, "government leader"))[-1]
    assert (days(rodriguez.first), days(rodriguez.last)) == ("2026-01-05", "2027-01-01")
    assert days(drawn(area_of(later, "rating"))[-1].last) == "2026-01-01"
    spells = tl.spells(records, "government").query("country == 'VEN'")
    assert str(spells["end_day"].iloc[-1].date()) == "2027-01-01"
    assert (spells["end_day"] > spells["start_day"]).all()


def test_a_table_of_events_only_draws_its_events():
    chart = tl.timeline(table("X,event,2003-05,,Treaty,,politics"), "X")
    assert [area.id for area in chart.scene.areas] == ["event"]


@pytest.mark.parametrize("value", ["1e300", "-3.5", "0", "0.00012", "123456789"])
def test_an_index_may_have_any_number(value, tmp_path):
    chart = tl.timeline(table(f"X,index,2003,,,{value},polity"), "X")
    panel = area_of(chart, "index")
    assert panel.low <= float(value) <= panel.high
    assert chart.save(tmp_path / "any.svg").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"max_rows": -1}, "max_rows is -1; expected a whole number from 0 to 10,000"),
        ({"max_rows": "2"}, "max_rows is '2'"),
        ({"max_chars": 1}, "max_chars is 1; expected a whole number from 2 to 10,000"),
        ({"only": {"event": ["court"]}}, "only names 'event', which is not drawn"),
    ],
)
def test_a_choice_that_makes_no_sense_is_told(records, options, message):
    with pytest.raises((tl.LayoutError, tl.RecordError), match=message):
        tl.timeline(records, "KAZ", **options)


def test_a_line_break_in_a_label_is_told():
    with pytest.raises(tl.RecordError, match="without line breaks or control characters"):
        tl.timeline(table("X,law,2003,,two\nlines,,law"), "X")


def test_an_index_of_three_is_not_tier_3_in_the_table_of_a_page(tmp_path):
    chart = tl.timeline(table("X,index,2003,,,3,policy index", "X,rating,2004,,,3,report"), "X")
    text = chart.save(tmp_path / "x.html").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("<tr><td>")]
    assert [row.split("</td><td>")[2] for row in rows] == ["policy index: 3", "Tier 3"]
