"""Spells and values over time: uncertain days look uncertain, dense values are a line."""

from datetime import date, timedelta

import pandas as pd
import pytest

import tinytl as tl
from scenes import area_of, lines
from tinytl.layout.scene import Box, Dot, Line

REGIME = tl.Scale(["D", "A"], name="Regime")
COLUMNS = ("country", "kind", "start", "end", "label", "value", "category")


def day(text):
    return date.fromisoformat(text).toordinal()


def table(*rows):
    return pd.DataFrame([dict(zip(COLUMNS, row.split(","), strict=True)) for row in rows])


UNSURE = table("X,rating,1990,1993,,A,", "X,rating,1996,2000,,D,")
MEETING = table("X,rating,1990-01-01,1995,,A,", "X,rating,1995,2000-01-01,,A,")


def faded(marks):
    """First and last day of what fades."""
    spans = [(m.points[0][0], m.points[-1][0]) if not isinstance(m, Box) else (m.first, m.last)
             for m in marks if m.role == "fade"]  # fmt: skip
    return sorted(spans)


def covers(spans, first, last):
    """Whether spans lie side by side from a day to another."""
    inside = [span for span in spans if first <= span[0] and span[1] <= last]
    ends = [inside[0][0], *(b for _, b in inside)]
    return ends[0] == first and ends[-1] == last and [a for a, _ in inside] == ends[:-1]


@pytest.mark.parametrize("draw", ["timeline", "compare", "overview"])
def test_a_year_in_which_a_rating_began_or_ended_fades_in_every_chart(draw):
    countries = "X" if draw == "timeline" else ["X"]
    other = UNSURE.assign(country="Y") if draw == "compare" else None
    records = pd.concat([UNSURE, other]) if draw == "compare" else UNSURE
    countries = ["X", "Y"] if draw == "compare" else countries
    chart = getattr(tl, draw)(records, countries, scale=REGIME, width="120mm")
    kind = {"timeline": "rating", "compare": "X rating", "overview": "rows 1"}[draw]
    area = next(area for area in chart.scene.areas if area.id.startswith(kind))
    spans = faded(mark for mark in area.marks if not isinstance(mark, Dot))
    for year in (1990, 1993, 1996, 2000):
        assert covers(spans, day(f"{year}-01-01"), day(f"{year + 1}-01-01")), year
    assert "begins" in str(chart.key)
    assert "on one of these days" in chart.caption


def test_a_gap_is_only_what_no_date_may_mean():
    chart = tl.timeline(UNSURE, "X", scale=REGIME, width="120mm")
    gaps = [m for m in area_of(chart, "rating").marks if isinstance(m, Box) and m.note]
    assert [(gap.first, gap.last) for gap in gaps] == [(day("1994-01-01"), day("1996-01-01"))]
    touching = table("X,rating,1990,1993,,A,", "X,rating,1994,2000,,D,")
    assert "Gap" not in tl.timeline(touching, "X", scale=REGIME).caption


def test_two_spells_of_one_level_that_meet_in_a_year_are_one_line_and_one_bar():
    chart = tl.timeline(MEETING, "X", scale=REGIME, width="120mm")
    strokes = [line for line in lines(area_of(chart, "rating")) if line.role != "fade"]
    full = [line for line in strokes if line.width == max(line.width for line in strokes)]
    assert [(a, b) for (a, _), (b, _) in (line.points for line in full)] == [
        (day("1990-01-01"), day("2000-01-01"))
    ]
    rows = area_of(tl.overview(MEETING, scale=REGIME, width="120mm", columns=3), "rows").marks
    rows = [mark for mark in rows if isinstance(mark, Box)]
    assert [(box.first, box.last) for box in rows] == [(day("1990-01-01"), day("2000-01-01"))]


def test_bars_of_an_overview_that_meet_in_a_year_fade_into_each_other():
    other = table("X,rating,1990-01-01,1995,,A,", "X,rating,1995,2000-01-01,,D,")
    rows = area_of(tl.overview(other, scale=REGIME, width="120mm", columns=3), "rows").marks
    rows = [mark for mark in rows if isinstance(mark, Box)]
    assert covers(faded(rows), day("1995-01-01"), day("1996-01-01"))
    heights = [box.height for box in sorted(rows, key=lambda box: box.first)]
    assert heights == sorted(heights, reverse=True)


def test_a_spell_between_two_years_changes_over_all_days_of_both():
    years = table("X,rating,1990-01-01,1991,,A,", "X,rating,1991,1992,,D,",
                  "X,rating,1992,2000-01-01,,A,")  # fmt: skip
    marks = lines(area_of(tl.timeline(years, "X", scale=REGIME), "rating"))
    slopes = [[x for x, _ in line.points] for line in marks if len({y for _, y in line.points}) > 1]
    sure = day("1991-12-31")  # on which D held, whatever its dates mean
    assert slopes == [[day("1991-01-01"), sure], [sure + 1, day("1993-01-01")]]
    chart = tl.overview(years, scale=REGIME, width="120mm", columns=3)
    fading = faded(area_of(chart, "rows").marks)
    assert covers(fading, day("1991-01-01"), day("1992-01-01"))
    assert covers(fading, day("1992-01-01"), day("1993-01-01"))
    assert [entry.meaning for entry in chart.key][:2] == ["D", "A"]


def test_a_span_between_two_known_days_is_precise():
    war = table("X,event,2011-01-01,2019-12-31,War,,security")
    for chart in (tl.timeline(war, "X"), tl.compare(pd.concat([war, war.assign(country="Y")]),
                                                    ["X", "Y"])):  # fmt: skip
        boxes = [m for m in chart.scene.areas[0].marks if isinstance(m, Box)]
        assert [(b.first, b.last, b.border) for b in boxes] == [
            (day("2011-01-01"), day("2019-12-31"), "")
        ]
        assert chart.caption.endswith("events. Filled bar = lasts.")


def test_a_law_with_an_end_is_a_guide_over_all_its_days():
    law = table("X,law,2003-05-01,2009-01-01,Law,,full criminalization",
                "X,rating,2001-01-01,2010-01-01,,A,")  # fmt: skip
    ground = area_of(tl.timeline(law, "X", scale=REGIME), "rating").ground
    ends = [day("2003-05-01"), day("2009-01-01")]
    assert [[m.first, m.last] for m in ground if m.role == "guide spell"] == [ends]
    assert [m.points[0][0] for m in ground if m.role == "guide"] == ends


def test_a_law_in_force_is_a_guide_at_the_day_on_which_it_began():
    law = table("X,law,2003-05-01,..,Law,,full criminalization",
                "X,rating,2001-01-01,2010-01-01,,A,")  # fmt: skip
    ground = area_of(tl.timeline(law, "X", scale=REGIME), "rating").ground
    assert [m.points[0][0] for m in ground if m.role == "guide"] == [day("2003-05-01")]


def values(count, step):
    days = (date(1980, 1, 1) + timedelta(n * step) for n in range(count))
    return table(*(f"X,index,{d},,,{n % 7},polity" for n, d in enumerate(days)))


def test_values_of_days_are_dots_where_they_have_room_and_a_line_where_they_have_none():
    for count, step, line in ((20, 200, False), (540, 30, True), (3_000, 1, True)):
        area = area_of(tl.timeline(values(count, step), "X", width="120mm"), "index")
        seen = [mark for mark in area.marks if isinstance(mark, Dot) and mark.fill]
        joined = [mark for mark in lines(area) if mark.role == "joined"]
        assert (len(seen), len(joined)) == ((0, 1) if line else (count, 0))


def test_a_line_of_dense_values_leads_over_no_gap():
    dense = values(540, 30)
    area = area_of(tl.timeline(dense.drop(index=range(200, 205)), "X", width="120mm"), "index")
    assert len([mark for mark in lines(area) if mark.role == "joined"]) == 2


def test_a_government_whose_last_days_are_in_the_window_has_a_bar_and_a_label():
    terms = table("X,government,2004,2014,A,,leader", "X,government,2014,2016,B,,leader")
    area = tl.timeline(terms, "X", years=(2014, 2015), width="89mm").scene.areas[0]
    assert {mark.fact.label for mark in area.marks} == {"A", "B"}
    assert {label.fact.label for label in area.labels} == {"A", "B"}


@pytest.mark.parametrize(("days", "thin"), [(1, True), (90, False)])
def test_ratings_that_change_daily_have_a_thin_line(days, thin):
    starts = pd.date_range("2020-01-01", periods=1000 // days, freq=f"{days}D")
    frame = pd.DataFrame({"c": "KAZ", "d": starts, "v": [1 + n % 2 for n in range(len(starts))]})
    records = tl.tidy(frame, kind="rating", country="c", start="d", value="v", end="next")
    scene = tl.timeline(records, "KAZ").scene
    (area,) = (area for area in scene.areas if area.id == "rating")
    widest = max(mark.width for mark in area.marks if isinstance(mark, Line))
    assert (widest == scene.theme.riser) == thin


def tints(records, country, **options):
    chart = tl.timeline(records, country, width="183mm", theme="screen", **options)
    area = area_of(chart, "rating")
    return area, [mark for mark in area.ground if mark.role == "tint"]


def test_a_tint_hangs_from_the_top_of_the_track_to_the_line_of_its_level(records):
    area, found = tints(records, "KAZ")
    scale, theme = tl.TIP_TIERS, tl.timeline(records, "KAZ").scene.theme
    assert len(found) > 8
    for tint in found:
        ends = sorted((tint.y - tint.height / 2, tint.y + tint.height / 2))
        assert ends[0] == pytest.approx(area.high)
        assert tint.fill == theme.tint(round(ends[1]), len(scale.levels))
        assert any(
            line.points == ((tint.first, round(ends[1])), (tint.last, round(ends[1])))
            for line in lines(area)
        )


def test_a_step_line_is_dark_and_its_risers_are_thin(records):
    theme = tl.timeline(records, "KAZ").scene.theme
    area, _ = tints(records, "KAZ")
    flat = [line for line in lines(area) if len({y for _, y in line.points}) == 1]
    assert {(line.colour, line.width) for line in flat} == {(theme.ink, theme.weight)}
    risers = [line for line in lines(area) if line not in flat]
    assert {(line.colour, line.width) for line in risers} == {(theme.ink, theme.riser)}


def test_a_value_outside_of_the_order_is_a_dotted_line_without_a_tint(records):
    area, found = tints(records, "YEM")
    special = [line for line in lines(area) if line.role == "unranked"]
    assert special
    assert {line.dash for line in special} == {"dotted"}
    for line in special:
        (first, _), (last, _) = line.points
        assert not any(tint.first < last and first < tint.last for tint in found)


def test_there_is_no_tint_in_a_gap(records):
    area, found = tints(records, "AFG")
    gaps = [m for m in area.marks if isinstance(m, Box) and m.note]
    assert gaps
    for gap in gaps:
        assert not any(tint.first < gap.last and gap.first < tint.last for tint in found)


def test_a_tint_fades_where_the_line_does():
    chart = tl.timeline(UNSURE, "X", scale=REGIME, width="120mm", theme="screen")
    area = area_of(chart, "rating")
    shades = {
        (m.first, m.last): m.fill for m in area.ground if day("1993-01-01") <= m.first
        and m.last <= day("1994-01-01")
    }  # fmt: skip
    assert covers(sorted(shades), day("1993-01-01"), day("1994-01-01"))
    reds = [int(shades[span][3:5], 16) for span in sorted(shades)]
    assert reds == sorted(reds) and len(set(reds)) >= 5  # the last slices are as light as any
    assert sorted(shades) == sorted(span for span in faded(area.marks) if span in shades)


def test_a_tint_follows_a_slope_in_steps():
    years = table("X,rating,1990-01-01,1995,,A,", "X,rating,1995,2000-01-01,,D,")
    chart = tl.timeline(years, "X", scale=REGIME, theme="screen")
    steps = sorted(
        (m for m in area_of(chart, "rating").ground if day("1995-01-01") <= m.first
         and m.last <= day("1996-01-01")), key=lambda m: m.first,
    )  # fmt: skip
    assert covers([(m.first, m.last) for m in steps], day("1995-01-01"), day("1996-01-01"))
    heights = [m.height for m in steps]
    assert heights == sorted(heights, reverse=heights[0] > heights[-1])


@pytest.mark.parametrize(
    ("axis", "text"), [(None, "13 in 2013"), (tl.Axis(0, 15), "13 of 15 in 2013")]
)
def test_the_last_value_of_an_index_is_named_at_its_end_if_there_is_room(records, axis, text):
    scale = tl.TIP_TIERS.with_axes({"policy index": axis}) if axis else tl.TIP_TIERS
    for width in ("89mm", "183mm"):
        scene = tl.timeline(records, "KAZ", scale=scale, width=width).scene
        area = next(area for area in scene.areas if area.id.startswith("index"))
        (label,) = area.labels
        assert label.lines == (text,)
        assert label.offset - label.width / 2 > 0
        right = scene.time_axis.x(label.anchor) + label.offset + label.width / 2
        assert right <= scene.time_axis.right
        assert area.top + label.top + label.height / 2 == pytest.approx(area.y(13))
    scene = tl.timeline(records, "KAZ", years=(2001, 2013), scale=scale).scene
    assert not next(area for area in scene.areas if area.id.startswith("index")).labels
