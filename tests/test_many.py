"""Many countries: every one a named row, spells at their dates, years counted from an event."""

import json
import re
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import measure
import tinytl as tl
from tinytl.layout.frame import points
from tinytl.layout.legend import LASTING, OUTLINED, STEP
from tinytl.layout.scene import Box, Dot, Line
from tinytl.layout.theme import DIAMOND_ON_ROW
from tinytl.layout.ticks import ZERO
from tinytl.layout.titles import TITLE
from tinytl.story.order import distances, ordered
from tinytl.story.story import story_of
from tinytl.table.countries import find, short_name_of
from tinytl.table.dates import in_words
from tinytl.table.spelling import unaccented

ROOT = Path(__file__).parents[1]
CASES = ["ARE", "ARG", "ARM", "ECU", "HND", "IDN", "ISR", "JPN", "KAZ", "MOZ", "MYS", "NGA"]
CASES += ["OMN", "TCD", "ZWE"]
full = pytest.mark.full
FULL = "full criminalization"


def rows(chart):
    """The areas that hold rows, a column each."""
    return [area for area in chart.scene.areas if area.id.startswith("rows ")]


def bars(chart, code):
    """The bars of ratings in the row of a country."""
    marks = (mark for area in rows(chart) for mark in area.marks)
    return [m for m in marks if isinstance(m, Box) and m.code == code and m.fact.kind == "rating"]


@pytest.fixture(scope="module")
def world(records):
    return tl.overview(records, width="183mm", sort="similar")


# --- rows --------------------------------------------------------------------------------------


def test_all_189_countries_have_a_named_row_on_one_page(records, world):
    names = [name for area in rows(world) for _, name in area.ticks]
    rated = records[records.kind == "rating"].country.unique()
    assert len(names) == len(set(names)) == len(rated) == 189
    assert set(names) == {short_name_of(subject.code) for subject in world.subjects}
    assert world.scene.height <= points("170mm")
    assert world.scene.width == pytest.approx(points("183mm"))


@pytest.mark.parametrize("width", ["120mm", "150mm", "183mm", "1440px", None])
def test_no_page_that_is_wide_enough_for_names_mixes_them_with_codes(records, width):
    chart = tl.overview(records, width=width, theme="screen")
    names = [name for area in rows(chart) for _, name in area.ticks]
    assert names == [short_name_of(subject.code) for subject in chart.subjects]
    printed = [unaccented(name) for name in names]
    assert printed == sorted(printed)
    assert printed.index("cote d'ivoire") < printed.index("croatia")
    assert printed.index("turkiye") < printed.index("turkmenistan") < printed.index("uae")


def test_every_name_that_a_row_prints_is_found_and_no_two_are_the_same(records):
    codes = story_of(records).rated_countries
    printed = {short_name_of(code): code for code in codes}
    assert len(printed) == len(codes) == 189
    assert max(map(len, printed)) == 15
    for name, code in printed.items():
        assert find(name, codes).country == code, name
        assert tl.overview(records, [name]).subjects[0].code == code
    few = {"C. African Rep.", "Eq. Guinea", "Marshall Is.", "N. Macedonia", "Papua N.G."}
    assert few | {"Solomon Is.", "St Vincent", "Bosnia", "UAE", "DR Congo"} <= set(printed)


def test_tooltips_and_words_have_the_full_name(records):
    chart = tl.overview(records, ["BIH", "CAF"], columns=4, width="183mm")
    said = {mark.hover[0] for a in rows(chart) for mark in a.marks if getattr(mark, "hover", None)}
    assert said == {"Bosnia and Herzegovina", "Central African Republic"}
    assert "Bosnia and Herzegovina: " in chart.alt


def test_a_narrow_page_has_codes_and_a_page_that_is_too_small_says_how_many_fit(records):
    narrow = tl.overview(records, width="89mm")
    names = [name for area in rows(narrow) for _, name in area.ticks]
    assert sorted(names) == sorted({subject.code for subject in narrow.subjects})
    assert narrow.scene.height <= points("170mm")
    with pytest.raises(tl.LayoutError, match=r"189 rows do not fit on 57.0 mm x 40.0 mm: \d+ do"):
        tl.overview(records, width="57mm", height="40mm")


def test_a_thousand_rows_draw_on_the_screen_and_say_on_paper_what_fits():
    cells = [(f"District {n}", "rating", f"{2001 + n % 3}", "1") for n in range(1000)]
    table = pd.DataFrame(cells, columns=["country", "kind", "start", "value"])
    assert sum(len(area.ticks) for area in rows(tl.overview(table))) == 1000
    with pytest.raises(tl.LayoutError, match=r"1000 rows do not fit on .*: \d+ do"):
        tl.overview(table, width="89mm")


def test_bars_are_the_spells_at_their_dates(records, world):
    spells = tl.spells(records)
    for code in (*CASES, "AFG", "SOM", "USA"):
        own = spells[spells.country == code]
        days = [day.toordinal() for day in own.start_day.dt.date]
        assert [int(bar.first) for bar in bars(world, code)] == days, code
        assert [bar.fact.value for bar in bars(world, code)] == own.value.tolist()


def test_the_lowest_level_is_the_highest_and_darkest_and_a_special_case_a_dotted_line(
    records, world
):
    high = {bar.fact.value: bar for code in ("KAZ", "ARM") for bar in bars(world, code)}
    heights = [high[level].height for level in tl.TIP_TIERS.levels]
    assert heights == sorted(heights)
    light = [int(high[level].fill[1:3], 16) for level in tl.TIP_TIERS.levels]
    assert light == sorted(light, reverse=True)
    assert [high[level].border for level in tl.TIP_TIERS.levels] == ["", "#000000", "#000000", ""]
    screen = tl.overview(records)
    edges = [
        {bar.border for c in ("KAZ", "ARM") for bar in bars(screen, c) if bar.fact.value == level}
        for level in tl.TIP_TIERS.levels
    ]
    assert edges == [{edge} for edge, _ in screen.scene.theme.edges]
    special = [bar for bar in bars(world, "SOM") if bar.fact.value == "SC"]
    dotted = [m for a in rows(world) for m in a.marks if isinstance(m, Line) and m.dash]
    for bar in special:
        assert not bar.fill
        assert ((bar.first, bar.y), (bar.last, bar.y)) in [line.points for line in dotted]


# --- order and groups --------------------------------------------------------------------------


def codes(chart):
    return [subject.code for subject in chart.subjects]


def test_likes_stand_together(records):
    story = story_of(records)
    rated = [code for code, own in story.facts.items() if any(f.kind == "rating" for f in own)]
    ratings = records[records.category == "report"]  # without laws, whose dates leave doubts
    ranks = tl.panel(ratings).pivot(index="country", columns="year", values="rank")
    ranks = ranks.astype("float64")

    def length(order):
        far = distances(ranks.loc[order].to_numpy(), np.ones(ranks.shape[1]))
        return sum(far[i, i + 1] for i in range(len(order) - 1))

    by = {sort: length(ordered(story, rated, sort)) for sort in ("name", "mean", "similar")}
    assert by["similar"] < by["mean"] * 0.6 < by["name"] * 0.4
    assert sorted(ordered(story, rated, "similar")) == sorted(rated)


def test_rows_stand_in_the_order_that_is_asked_for(records):
    some = ["MYS", "Kazakhstan", "AUT", "PRK"]
    assert codes(tl.overview(records, some)) == ["AUT", "KAZ", "MYS", "PRK"]
    assert codes(tl.overview(records, some, sort="mean"))[0] == "AUT"
    assert codes(tl.overview(records, some, sort="mean"))[-1] == "PRK"
    assert codes(tl.overview(records, some, sort=["Malaysia", "PRK"]))[:2] == ["MYS", "PRK"]
    by_law = tl.overview(records, ["MYS", "KAZ", "IDN"], align=FULL, sort="event")
    assert codes(by_law) == ["KAZ", "IDN", "MYS"]
    with pytest.raises(tl.RecordError, match="sort is 'size'; expected one of name, mean"):
        tl.overview(records, sort="size")
    with pytest.raises(tl.RecordError, match="'event' together with align"):
        tl.overview(records, sort="event")


def test_groups_have_headings_with_counts(records):
    own = {"KAZ": "Post-Soviet", "ARM": "Post-Soviet", "MYS": "Asia"}
    for group in (own, pd.Series(own)):
        chart = tl.overview(records, [*own, "ECU"], group=group)
        written = [text.text for text in chart.scene.texts]
        assert [t for t in written if "(" in t] == ["Post-Soviet (2)", "Asia (1)", "Other (1)"]
        assert codes(chart) == ["ARM", "KAZ", "MYS", "ECU"]
    regions = tl.overview(records, group="region")
    headed = [text.text for text in regions.scene.texts if re.search(r"\(\d+\)$", text.text)]
    assert headed == sorted(headed)
    assert sum(int(re.search(r"\((\d+)\)", text)[1]) for text in headed) == 189


def signs(chart):
    """The diamonds and triangles of guides on rows, without their edges of paper."""
    marks = (mark for area in rows(chart) for mark in area.marks)
    return [mark for mark in marks if isinstance(mark, Dot) and mark.fact]


def test_every_guide_is_a_diamond_in_the_middle_of_its_days_or_a_triangle_before_them(records):
    chart = tl.overview(records, width="183mm")
    window, drawn = chart.scene.time_axis.window, signs(chart)
    laws = [f for s in chart.subjects for track in s.tracks[1:] for f in track.facts]
    later = [law for law in laws if window.shows(law)]
    diamonds = {(dot.code, dot.fact): dot for dot in drawn if "diamond" in dot.shape}
    assert sorted(law.id for law in later) == sorted(fact.id for _, fact in diamonds)
    for (_, law), dot in diamonds.items():
        first, last = window.clip(law.first, law.last)
        assert dot.day == (first + last) // 2
        is_first = law.category == FULL
        expected = "half diamond" if is_first and law.doubtful else "diamond"
        assert (dot.shape, bool(dot.dash)) == (expected, law.doubtful and not is_first)
        assert (dot.fill == chart.scene.theme.accent) == (is_first and not law.doubtful)
    before = {
        s.code
        for s in chart.subjects
        if any(window.starts_after(fact) for track in s.tracks[1:] for fact in track.facts)
    }
    triangles = {dot.code: dot for dot in drawn if dot.shape == "triangle"}
    assert before == set(triangles) and len(before) == 27
    assert {dot.day for dot in triangles.values()} == {window.first}
    assert triangles["BEL"].fill == chart.scene.theme.accent != triangles["ISR"].fill
    assert "1995" in triangles["BEL"].hover[1]
    with pytest.raises(tl.RecordError, match="No law, event or government of category 'full'"):
        tl.overview(records, guides=["full"])


def test_a_diamond_never_hides_that_its_date_may_mean_more_days(records):
    some = [*story_of(records).rated_countries[:20], "MYS"]
    chart = tl.overview(records, some, width="183mm")
    across = chart.scene.time_axis
    boxes = [m for a in rows(chart) for m in a.marks if isinstance(m, Box) and m.role == OUTLINED]
    spans = [
        across.window.clip(dot.fact.first, dot.fact.last)
        for dot in signs(chart)
        if "diamond" in dot.shape
    ]
    wide = [(a, b) for a, b in spans if across.x(b) - across.x(a) > DIAMOND_ON_ROW]
    assert sorted((box.first, box.last) for box in boxes) == sorted(wide)
    assert wide and max(b - a for a, b in set(spans) - set(wide)) <= 31


def test_what_is_marked_is_described_by_date(records):
    alt = tl.overview(records, ["KAZ"], guides=["sanctions", "treaty"]).alt
    assert alt.index("9 September 2003") < alt.index("31 July 2008")


def test_what_is_marked_on_rows_is_named_by_its_kind(records):
    chart = tl.overview(records, ["KAZ", "ARM"], guides=["politics", "leader"])
    assert [track.kind for track in chart.subjects[0].tracks] == ["rating", "government", "event"]
    assert "Laws" not in repr(chart) and "Events" in repr(chart)


def test_a_government_that_is_a_guide_is_a_thin_bar_over_its_days(records):
    chart = tl.overview(records, ["KAZ"], guides=["leader"], columns=4, width="183mm")
    (window,) = (subject.window for subject in chart.subjects)
    terms = [m for a in rows(chart) for m in a.marks if isinstance(m, Box) and m.role == LASTING]
    facts = [f for s in chart.subjects for f in s.tracks[1].facts]
    assert [(m.first, m.last) for m in terms] == [window.clip(*fact.certainly) for fact in facts]
    assert {m.fill for m in terms} == {chart.scene.theme.accent}


# --- step rows ---------------------------------------------------------------------------------


def test_a_change_of_leader_is_a_line_through_the_row(records):
    chart = tl.overview(records, ["KAZ", "VNM"], guides=["leader"], width="183mm")
    (area,) = rows(chart)
    colour = chart.scene.theme.accent
    lines = [m for m in area.ground if isinstance(m, Line) and m.colour == colour]
    (nazarbayev, tokayev), vietnam = (subject.tracks[1].facts for subject in chart.subjects)
    window = chart.subjects[0].window
    assert window.starts_after(nazarbayev) or nazarbayev.first <= window.first
    days = [tokayev.first, *(f.first for f in vietnam if f.first > window.first)]
    assert [line.points[0][0] for line in lines] == days and len(days) > 2
    assert all(y1 - y0 > 0.6 for (_, y0), (_, y1) in (line.points for line in lines))


@pytest.mark.parametrize("width", ["89mm", "120mm", "183mm", None])
def test_few_rows_are_step_lines_on_tints_and_their_guides_have_years(records, width):
    chart = tl.overview(records, CASES[:12], width=width)
    (area,) = rows(chart)
    theme = chart.scene.theme
    tints = {mark.fill for mark in area.ground if mark.role == "tint"}
    assert tints == set(theme.tints)
    steps = [m for m in area.marks if isinstance(m, Line) and m.width == STEP and not m.dash]
    assert {line.colour for line in steps} == {theme.ink}
    years = [label for label in area.labels if label.fact.kind == "law"]
    diamonds = [dot for dot in signs(chart) if "diamond" in dot.shape]
    assert sorted(label.fact.id for label in years) == sorted(dot.fact.id for dot in diamonds)
    for label in years:
        assert label.lines == (f"{label.fact.start.earliest.year}{'?' * label.fact.doubtful}",)
    last = {label.fact.value for label in area.labels if label.fact.kind == "rating"}
    assert last == {subject.spells[-1].value for subject in chart.subjects}


def test_the_texts_of_step_rows_meet_neither_each_other_nor_a_diamond(records):
    for width in ("89mm", "120mm", "183mm", None):
        chart = tl.overview(records, width=width, countries=CASES[:12])
        (area,) = rows(chart)
        x, pitch = chart.scene.time_axis.x, area.height / (area.low - area.high)
        boxes = []
        for label in area.labels:
            left = x(label.anchor) + label.offset - label.width / 2
            boxes.append((left, left + label.width, label.top, label.top + label.height))
        for dot in (dot for dot in signs(chart) if "diamond" in dot.shape):
            middle, half = dot.y * pitch, dot.size / 2
            boxes.append((x(dot.day) - half, x(dot.day) + half, middle - half, middle + half))
        for a, b in combinations(boxes, 2):
            assert a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2], (width, a, b)
        assert min(box[0] for box in boxes) >= chart.page.margin
        assert max(box[1] for box in boxes) <= chart.scene.width - chart.page.margin


def test_many_rows_are_bars_but_a_height_that_is_given_makes_step_rows(records):
    assert not any(area.labels for area in rows(tl.overview(records, width="183mm")))
    some = story_of(records).rated_countries[:24]
    assert not any(area.labels for area in rows(tl.overview(records, some, width="183mm")))
    high = tl.overview(records, some, width="183mm", height="200mm")
    assert all(area.labels for area in rows(high))
    assert high.scene.height == points("200mm")


def test_a_tall_chart_has_its_years_above_and_below(records):
    tall = tl.overview(records)
    assert {len(axis.names_at) for axis in tall.scene.columns[:-1]} == {2}
    assert {len(axis.names_at) for axis in tl.overview(records, width="183mm").scene.columns} == {1}


def test_a_selection_of_countries_has_no_strip_of_shares(records, world):
    assert "shares 1" in [area.id for area in world.scene.areas]
    some = tl.overview(records, [s.code for s in world.subjects[:40]], width="183mm")
    assert {area.id for area in some.scene.areas} == {"rows 1"}


# --- the politics of all countries --------------------------------------------------------------


def test_the_usual_timeline_of_every_country_has_its_leaders_and_what_binds_but_no_events(records):
    treaty = records[records["category"] == "treaty"].set_index("country")["start"]
    for code in story_of(records).rated_countries:
        chart = tl.timeline(records, code)
        drawn = {(f.kind, f.category) for t in chart.tracks for f in t.facts}
        assert ("government", "leader") in drawn, code
        first = chart.scene.time_axis.window.years[0]
        bound = code in treaty and treaty[code].earliest.year >= first
        assert (("law", "treaty") in drawn) == bound, code
        assert "event" not in {kind for kind, _ in drawn}, code


def test_sanctions_and_signatures_come_with_events(records):
    only = {"event": ["sanctions", "treaty signature"]}
    chart = tl.timeline(records, "BLR", tracks=("event", "rating"), only=only, years=(2000, 2025))
    (events,) = (track.facts for track in chart.tracks if track.kind == "event")
    assert [fact.start.text for fact in events if fact.category == "treaty signature"] == [
        "2000-12-14"
    ]
    assert {fact.label for fact in events if fact.category == "sanctions"} == {
        "Sanctions after Tier 3"
    }


@pytest.mark.parametrize(
    "country, signed, bound", [("ARM", "2001-11-15", "2003-07-01"), ("KAZ", None, "2008-07-31")]
)
def test_years_are_counted_from_what_binds_and_not_from_the_signature(
    records, country, signed, bound
):
    own = records[records["country"] == country]
    signature = own.loc[own["category"] == "treaty signature", "start"].astype(str).tolist()
    assert signature == ([signed] if signed else [])
    with pytest.warns(UserWarning, match="may lie on either side"):
        panel = tl.panel(records, align="treaty")
    assert set(panel.loc[panel["country"] == country, "event_date"]) == {bound}


def test_treaties_are_marked_on_the_rows_of_all_countries(records):
    chart = tl.overview(records, guides=["treaty"], width="183mm")
    assert sum(dot.fact.category == "treaty" for dot in signs(chart)) == 164


# --- years counted from an event ---------------------------------------------------------------


def test_certain_dates_keep_their_order_and_no_point_stands_for_a_year(records):
    known = [code for code in CASES if code not in ("JPN", "TCD", "ZWE")]
    chart = tl.compare(records, known, align=FULL, window=(-8, 8))
    for code in known:
        areas = [area for area in chart.scene.areas if area.id.startswith(f"{code} ")]
        marks = [m for a in areas for m in a.marks if not isinstance(m, Line) and m.fact]
        points_ = [m for m in marks if isinstance(m, Dot) and m.fill and m.shape == "circle"]
        assert all(dot.fact.start.to_the_day for dot in points_)
        for a, b in combinations([m for m in marks if m.fact.start.to_the_day], 2):
            if a.fact.start.earliest < b.fact.start.earliest:
                assert a.fact.first < b.fact.first


def test_zero_is_a_line_before_a_band_if_it_is_known_to_a_month_or_a_year(records):
    chart = tl.compare(records, ["IDN", "KAZ", "CAN"], align=FULL)
    ground = {
        code: [m for a in chart.scene.areas if a.id == f"{code} rating" for m in a.ground]
        for code in ("IDN", "KAZ", "CAN")
    }
    for marks in ground.values():
        (zero,) = (mark for mark in marks if mark.role == "zero")
        assert {day for day, _ in zero.points} == {ZERO}
    assert not any("event" in mark.note for mark in ground["IDN"])
    for code, least, most in (("KAZ", 31, 31), ("CAN", 365, 366)):
        (band,) = (mark for mark in ground[code] if "the event" in mark.note)
        assert isinstance(band, Box)
        assert least <= band.last - band.first <= most
        assert band.first < ZERO < band.last


def test_a_fact_keeps_its_dates_where_years_are_counted_from_an_event(records):
    chart = tl.compare(records, ["IDN", "KAZ"], align=FULL)
    facts = story_of(records).facts
    for subject in chart.subjects:
        own = set(facts[subject.code])
        assert own.issuperset(subject.facts)
        (law,) = (area for area in chart.scene.areas if area.id == f"{subject.code} law")
        dots = [m for m in law.marks if isinstance(m, Dot) and m.fact and m.fact.start.to_the_day]
        assert dots and own.issuperset(dot.fact for dot in dots)
        assert {dot.day - dot.fact.first for dot in dots} == {ZERO - subject.event.day}


def test_a_gap_names_its_reports_where_years_are_counted_from_an_event(records):
    later = ["2016", "2017", "2018", "2019"]
    lacking = (records.country == "KAZ") & (records.kind == "rating")
    lacking &= records.start.astype(str).str[:4].isin(later)
    chart = tl.compare(records[~lacking], ["KAZ"], align={"KAZ": "2015"}, window=(-3, 6))
    assert "(reports of 2016 to 2019)" in chart.alt


def test_who_lacks_the_event_is_named(records):
    with pytest.raises(tl.RecordError, match=r"No full criminalization of Japan and Chad"):
        tl.compare(records, ["KAZ", "JPN", "TCD"], align=FULL)
    chart = tl.overview(records, ["KAZ", "JPN", "TCD", "MYS"], align=FULL, width="183mm")
    assert codes(chart) == ["KAZ", "MYS"]
    written = [text.text for text in chart.scene.texts]
    assert f"No {FULL} in the table (2)" in written
    assert "Chad, Japan" in written
    assert [area.ground[0].role for area in chart.scene.areas if area.id == "rule 1"] == ["rule"]
    assert re.search(r"counted from full criminalization: 2 aligned, 2 without it, 1 with ratings "
                     r"in only a part of these years", chart.caption)  # fmt: skip


@pytest.mark.parametrize("align", ["downgrade", "upgrade", "first rating", "rating:2WL"])
def test_ratings_are_events_too(records, align):
    chart = tl.overview(records, ["KAZ", "MYS", "ARM"], align=align, window=(-3, 3))
    for subject in chart.subjects:
        values = [fact.value for fact in subject.tracks[0].facts]
        assert values
    assert f"after first {'rating' if 'rat' in align else align}" in chart.title


def test_a_date_of_ones_own_is_an_event(records):
    chart = tl.compare(records, ["KAZ", "MYS"], align={"Kazakhstan": "2003-05", "MYS": "2007"})
    assert [subject.event.when for subject in chart.subjects] == ["May 2003", "2007"]
    with pytest.raises(tl.RecordError, match="window is"):
        tl.compare(records, ["KAZ"], align=FULL, window=(3, -3))


def unnamed(chart):
    """Laws and events that have no label, and no number that the page or the caption explains."""
    labels = [label for area in chart.scene.areas for label in area.labels]
    named = {fact for label in labels for fact in label.numbered or (label.fact,)}
    listed = {text.fact for text in chart.scene.texts}
    for area in chart.scene.areas:
        for number, fact in area.listed:
            if fact in listed or f"({number}) {in_words(fact.start)}" in chart.caption:
                continue
            named.discard(fact)
    axis = {subject.event.fact for subject in chart.subjects if subject.event}
    facts = (f for s in chart.subjects for t in s.tracks for f in t.facts)
    return [f for f in facts if f.kind in ("law", "event") and f not in named | axis]


# --- panels ------------------------------------------------------------------------------------


def test_one_country_is_its_timeline(records):
    alone, chart = (
        tl.compare(records, ["KAZ"], width="89mm"),
        tl.timeline(records, "KAZ", width="89mm"),
    )
    assert alone.scene == chart.scene
    assert alone.view == chart.view


def test_the_fifteen_cases_stand_on_one_page_three_by_five(records):
    chart = tl.compare(records, CASES, width="183mm", height="170mm")
    assert (chart.scene.width, chart.scene.height) == (points("183mm"), points("170mm"))
    assert len(chart.scene.columns) == 3
    tops = {area.top for area in chart.scene.areas if area.id.endswith("rating")}
    assert len(tops) == 5
    assert unnamed(chart) == []


@pytest.mark.parametrize(
    ("number", "columns", "width"), [(3, 1, None), (6, 2, None), (15, 3, "183mm"), (3, 1, "89mm")]
)
def test_panels_share_days_and_values_and_no_label_leaves_its_panel(
    records, number, columns, width
):
    chart = tl.compare(records, CASES[:number], width=width)
    scene = chart.scene
    assert len(scene.columns) == columns
    assert len({(across.window, across.viewport) for across in scene.columns}) == 1
    ratings = [area for area in scene.areas if area.id.endswith("rating")]
    assert len({(area.low, area.high, area.ticks, area.height) for area in ratings}) == 1
    boxes = []
    for area in scene.areas:
        across = scene.time_axis_of(area)
        for label in area.labels:
            middle = across.x(label.anchor) + label.offset
            box = middle - label.width / 2, middle + label.width / 2
            boxes.append((*box, area.top + label.top, area.top + label.top + label.height))
            assert box[0] >= 0
            assert box[1] <= scene.width
    for a, b in combinations(boxes, 2):
        assert a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2]


def test_a_notebook_shows_the_lists_of_panels_that_the_caption_leaves_out(records):
    cases = ["ARE", "ARG", "ARM", "ECU", "HND", "IDN", "ISR", "KAZ", "MOZ", "MYS", "NGA", "OMN"]
    chart = tl.compare(records, cases, align="full criminalization", window=(-5, 8), width="183mm")
    shown = " ".join(str(text.text) for text in chart.figure.layout.annotations)
    assert "National plan 2003" not in chart.caption
    assert "National plan 2003" in shown and "see caption" not in shown


def test_an_empty_list_of_countries_is_not_all_countries(records):
    for draw in (tl.compare, tl.overview, tl.shares, tl.tally):
        with pytest.raises(tl.RecordError, match="There is no country; expected some"):
            draw(records, [])


def test_a_country_whose_group_is_missing_stands_below_the_groups(records):
    group = pd.Series({"KAZ": "ours", "UZB": float("nan")})
    chart = tl.overview(records, ["UZB", "KAZ"], group=group)
    assert [(s.code, s.group) for s in chart.subjects] == [("KAZ", "ours"), ("UZB", "Other")]
    assert set(tl.tally(records, ["UZB", "KAZ"], group=group)["group"]) == {"ours", "Other"}


def test_what_no_country_has_and_what_stands_twice_is_an_error(records):
    with pytest.raises(tl.RecordError, match="KAZ: asked for twice"):
        tl.compare(records, ["KAZ", "kazakhstan"])
    assert tl.compare(records, "KAZ").view == tl.compare(records, ["KAZ"]).view
    with pytest.raises(tl.LayoutError, match="columns is 0"):
        tl.compare(records, ["KAZ", "ARM"], columns=0)


# --- words and files ---------------------------------------------------------------------------

SAID = re.compile(r"(?P<what>.+?) from (?P<when>.+?)( \(reports? of .*\))?")


def test_the_words_tell_all_spells(records, world):
    spells = tl.spells(records)
    levels = {tl.TIP_TIERS.full_label(code): code for code in tl.TIP_TIERS.codes}
    lines = dict(line.split(": ", 1) for line in world.alt.splitlines()[1:])
    for subject in world.subjects:
        told = [
            (levels.get(found["what"]), found["when"])
            for found in map(SAID.fullmatch, lines[subject.name].partition(".")[0].split("; "))
        ]
        own = spells[spells.country == subject.code]
        days = [f"{day.day} {day:%B %Y}" for day in own.start_day]
        assert [pair for pair in told if pair[0]] == list(zip(own.value, days, strict=True))
    assert 10 <= len(world.alt_short.split()) <= 30


@pytest.mark.parametrize(
    "ending", ["svg", *(pytest.param(ending, marks=full) for ending in ("pdf", "png", "html"))]
)
def test_the_same_chart_gives_the_same_bytes(records, ending, tmp_path):
    for name, draw in {
        "overview": lambda: tl.overview(records, width="183mm", group="region", guides=[FULL]),
        "compare": lambda: tl.compare(records, CASES[:5], align="first rating", width="183mm"),
    }.items():
        once, twice = (
            draw().save(tmp_path / f"{name}{n}.{ending}", dpi=100).read_bytes() for n in (1, 2)
        )
        assert once == twice


def test_the_code_of_a_chart_draws_it_again(records):
    for chart in (
        tl.overview(records, sort="similar", group="region", guides=[FULL], width="183mm"),
        tl.overview(records, ["KAZ", "MYS"], align={"KAZ": "2003-05"}, window=(-3, 8)),
        tl.compare(records, ["KAZ", "MYS"], columns=2, years=(2001, 2014)),
    ):
        again = eval(chart.view.code, {"tl": tl, "records": records})
        assert again.scene == chart.scene


def test_what_an_overview_does_not_draw_is_not_in_its_figure(world):
    text = world.figure.to_json()
    assert "Merkel" not in text
    assert "Palermo" not in text


def test_the_figure_of_all_countries_is_small(records, world):
    """The shares at the foot take 29 kB of it."""
    assert len(world.figure.to_json()) <= 155_000
    assert len(tl.overview(records).figure.to_json()) <= 147_000


# --- in the browser ----------------------------------------------------------------------------

NAMES = """
() => {
  const nodes = [...document.querySelectorAll('#plot [class*=tick] text, #plot .annotation text')];
  const boxes = nodes.map(node => [node.textContent, node.getBoundingClientRect()]);
  const faults = [];
  boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
    const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    // boxes have the height of the tallest letters, which no two names in a column both need
    if (wide > 0.5 && high > 0.25 * p.height) faults.push([a, b]);
  }));
  return {texts: boxes.length, faults, left: Math.min(...boxes.map(([, box]) => box.left))};
}
"""


@pytest.mark.parametrize(
    "options",
    [
        {"width": "89mm"},
        *(pytest.param(asked, marks=full) for asked in ({"width": "183mm"}, {"group": "region"})),
    ],
)
def test_no_name_overlaps_another_in_the_browser(page, records, options):
    chart = tl.overview(records, **options)
    measure.draw(measure.blank(page), chart._repr_mimebundle_()["application/vnd.plotly.v1+json"])
    found = page.evaluate(NAMES)
    assert found["texts"] >= 189
    assert found["faults"] == []
    assert found["left"] >= 0


def test_panels_have_no_faults_in_the_browser_and_zoom_as_one(page, records):
    chart = tl.compare(records, CASES[:6])
    figure = chart._repr_mimebundle_()["application/vnd.plotly.v1+json"]
    measure.draw(measure.blank(page), figure)
    found = measure.faults(page)
    assert found["labels"] > 10
    assert (found["overlaps"], found["crossings"], found["cut"]) == ([], [], [])
    page.evaluate("() => Plotly.relayout('plot', {'xaxis2.range': ['2004-01-01', '2009-01-01']})")
    ranges = page.evaluate(
        "() => ['xaxis', 'xaxis2'].map(name => document.getElementById('plot').layout[name].range)"
    )
    assert ranges[0] == ranges[1]


def test_names_in_the_pdf_do_not_overlap(world, tmp_path):
    import pymupdf

    with pymupdf.open(world.save(tmp_path / "world.pdf")) as document:
        words = [word[:5] for word in document[0].get_text("words")]
    names = {text for _, text in ((0, name) for a in rows(world) for _, name in a.ticks)}
    whole = " ".join(word[4] for word in words)
    assert all(all(part in whole for part in name.split()) for name in names)
    for a, b in combinations(words, 2):
        wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
        assert wide < 0.2 or high < 0.3 * (a[3] - a[1]), (a, b)


def test_days_are_plain_values(world):
    figure = json.loads(world.figure.to_json())
    first = min(day for trace in figure["data"] for day in trace.get("base", []))
    assert date.fromisoformat(first) == date(2001, 7, 12)
    assert all(a <= b for a, b in pairwise(sorted(across.left for across in world.scene.columns)))


def test_a_title_that_is_wider_than_the_page_has_several_lines(records):
    for draw in (tl.compare, tl.overview):
        chart = draw(records, ["KAZ", "UZB"], align="downgrade", width="89mm", theme="screen")
        title = [text for text in chart.scene.texts if text.size == chart.page.theme.size * TITLE]
        assert len(title) > 1
        assert " ".join(text.text for text in title) == chart.title
        first = min(area.top for area in chart.scene.areas)
        assert max(text.y for text in title) < first


def test_what_has_no_room_says_so_or_gives_way(records):
    with pytest.raises(
        tl.LayoutError, match=r"need .* of height, the page has 60.0 mm: .* missing"
    ):
        tl.compare(records, ["KAZ", "MYS", "ISR"], tracks=("government",), height="60mm")
    tiny = tl.compare(records, ["ARE", "KAZ"], width="40mm", theme="book")
    assert "UAE" in [text.text for text in tiny.scene.texts]
    without = tl.overview(records, ["MYS", "ARE", "USA"], align="rating:2WL", width="57mm")
    for text in without.scene.texts:
        assert text.x + without.scene.theme.width_of(text.text, bold=text.bold) <= points("57mm")
