"""Shares: steps from report to report, whose heights are the numbers of the tally."""

import re
import time
from itertools import pairwise

import pandas as pd
import pytest

import measure
import tinytl as tl
from tables import rating, table
from tinytl.layout.scene import Box, Line
from tinytl.story.tallies import report_name
from tinytl.words.captions import SHORT_WORDS

FULL = "full criminalization"
LEVELS = tl.TIP_TIERS.levels
CONTINENT = {"KAZ": "Asia", "UZB": "Asia", "ARM": "Asia", "FRA": "Europe", "AUT": "Europe"}
SIZES = [{"width": "89mm"}, {"width": "120mm", "theme": "dark"}, {"width": "183mm"}]


@pytest.fixture(scope="module")
def world(records):
    return tl.shares(records, width="183mm", theme="screen")


@pytest.fixture(scope="module")
def law(records):
    return tl.shares(records, align=FULL, window=(-5, 8), theme="screen")


@pytest.fixture(scope="module")
def regions(records):
    return tl.shares(records, group="region", columns=4, width="183mm")


def area(chart, name, number=1):
    (found,) = (a for a in chart.scene.areas if a.id == f"{name} {number}")
    return found


def boxes(chart, role="share", number=1):
    name = "countries" if role == "missing" else "shares"
    return [m for m in area(chart, name, number).marks if isinstance(m, Box) and m.role == role]


def spans(scene):
    """The extent of each text of a strip, in points: line by line, in the order across."""
    for own in (a for a in scene.areas if a.id.startswith("countries")):
        axis = scene.time_axis_of(own)
        for label in own.labels:
            wide = max(map(scene.theme.width_of, label.lines))
            yield own, axis.x(label.anchor) - wide / 2, axis.x(label.anchor) + wide / 2, label


# --- what is drawn -------------------------------------------------------------------------------


def test_the_heights_are_the_shares_of_the_tally_from_release_to_release(records, world):
    tally = tl.tally(records)
    drawn = boxes(world)
    shares = tally.loc[tally["n"] > 0]
    found = {(int(box.first), box.note): box.height for box in drawn}
    days = (shares["release_day"] - pd.Timestamp("0001-01-01")).dt.days + 1
    for day, value, share in zip(days, shares["value"], shares["share"], strict=True):
        assert found[day, tl.TIP_TIERS.full_label(value)] == pytest.approx(share)
    assert len(drawn) == len(shares)
    starts = sorted({box.first for box in drawn})
    ends = {box.first: box.last for box in drawn}
    assert all(ends[a] == b for a, b in pairwise(starts))
    assert ends[starts[-1]] - starts[-1] == pytest.approx(365.2425)


def test_the_worst_level_stands_on_the_baseline_and_the_levels_fill_the_height(world):
    by_day = {}
    for box in boxes(world):
        by_day.setdefault(box.first, []).append(box)
    order = list(reversed(tl.TIP_TIERS.full_labels))
    for own in by_day.values():
        assert [box.note for box in own] == [
            name for name in order if name in {b.note for b in own}
        ]
        base = 0.0
        for box in own:
            assert box.y - box.height / 2 == pytest.approx(base)
            base += box.height
        assert base == pytest.approx(1)
    fills = {box.note: box.fill for box in boxes(world)}
    levels = [fills[name] for name in tl.TIP_TIERS.full_labels]
    assert levels == list(world.scene.theme.levels)


def test_boundaries_are_steps_and_never_slopes(world, law):
    for chart in (world, law):
        lines = [
            m for m in area(chart, "shares").marks if isinstance(m, Line) and m.role != "hatch"
        ]
        assert len(lines) >= 6
        for line in lines:
            for (x0, y0), (x1, y1) in pairwise(line.points):
                assert x0 == x1 or y0 == y1


def test_each_level_is_named_at_the_right_end_with_its_last_share(world):
    texts = [text for text in world.scene.texts if text.from_right]
    assert [text.text for text in texts] == [
        "18 % Tier 1", "58 % Tier 2", "14 % Watch List", "11 % Tier 3", "in 2025",
    ]  # fmt: skip
    assert all(text.x > world.scene.right for text in texts)


def test_names_at_the_right_end_are_pushed_apart_where_levels_are_thin(records):
    for options in SIZES:
        for group in (None, "region"):
            scene = tl.shares(records, group=group, columns=1 if group else None, **options).scene
            size = scene.theme.size
            right = [text for text in scene.texts if text.from_right]
            for own in {text.column for text in right}:
                ys = sorted(text.y for text in right if text.column == own)
                assert all(b - a >= size * 0.95 for a, b in pairwise(ys))
            assert all(
                text.x + scene.theme.width_of(text.text) <= scene.width - size * 0.4
                for text in right
            )


def test_the_numbers_above_never_meet_and_the_last_report_always_has_one(records):
    for options in SIZES:
        for more in ({}, {"align": FULL, "window": (-5, 8)}, {"group": CONTINENT}):
            scene = tl.shares(records, **options, **more).scene
            rows = {}
            for own, left, right, label in spans(scene):
                rows.setdefault((own.id, round(label.top)), []).append((left, right))
                axis = scene.time_axis_of(own)
                assert axis.left - 0.1 <= left and right <= axis.right + 0.1
                first, last = map(axis.x, label.days)
                assert last - first >= right - left - 1e-6  # else a page hides it
                assert abs(first + last - left - right) < 0.1
            for found in rows.values():
                assert all(b[0] - a[1] > 0 for a, b in pairwise(sorted(found)))
            counts = [own for own in scene.areas if own.id.startswith("countries")]
            ends = [max(label.days[1] for label in own.labels) for own in counts]
            assert all(scene.time_axis.window.last - end < 1e-6 for end in ends)


def test_missing_ratings_are_a_hatched_cap_with_their_number_and_a_sign_where_it_is_not_known(
    world,
):
    said = {
        box.hover[0]: box.hover[1]
        for box in area(world, "countries").marks
        if isinstance(box, Box) and box.hover
    }
    assert said["report of 2008"] == "5 of its 170 ratings are missing in the table"
    assert said["report of 2006"] == "How many countries it rates is not known"
    assert len(boxes(world, "missing")) == 9 and len(said) == 12
    texts = [label.lines[0] for label in area(world, "countries").labels]
    assert [text for text in texts if text[0] == "−"] == [
        "−2", "−3", "−5", "−1", "−2", "−1", "−2", "−1", "−3",
    ]  # fmt: skip
    assert texts.count("?") == 3
    hatched = [m for m in area(world, "countries").marks if isinstance(m, Line)]
    caps = boxes(world, "missing")
    for line in hatched:
        assert any(
            box.first - 1e-6 <= x <= box.last + 1e-6 and abs(y - box.y) <= box.height / 2 + 1e-6
            for box in caps
            for x, y in line.points[:1]
        )


def test_nothing_is_told_to_be_missing_of_a_selection(records):
    for chosen in ({"countries": ["KAZ", "ARM", "UZB", "RUS", "GEO"]}, {"group": CONTINENT}):
        chart = tl.shares(records, **chosen)
        assert not boxes(chart, "missing") and "?" not in chart.caption


def test_nothing_is_drawn_for_fewer_than_five_countries(regions):
    for number, (name, own) in enumerate(regions.selection.tallies.groups.items(), start=1):
        drawn = {box.first for box in boxes(regions, number=number)}
        days = regions.selection.tallies.days
        assert drawn == {days[tally.at][0] for tally in own if tally.observed >= 5}, name
    assert "Nothing is drawn for fewer than five countries." in regions.caption


def test_panels_share_their_axes(regions):
    axes = regions.scene.columns
    assert len(axes) == 4 and len({axis.viewport for axis in axes}) == 1
    assert len({round(axis.right - axis.left, 3) for axis in axes}) == 1
    stacks = [a for a in regions.scene.areas if a.id.startswith("shares")]
    assert len({a.height for a in stacks}) == 1 and {(a.low, a.high) for a in stacks} == {(0, 1)}
    assert [a.is_named for a in stacks] == [a.column == 0 for a in stacks]
    assert [text.text for text in regions.scene.texts if text.bold] == list(
        regions.selection.tallies.groups
    )


# --- around an event -----------------------------------------------------------------------------


def test_the_event_stands_between_the_last_report_before_it_and_the_first_after_it(law):
    (zero,) = (m for m in area(law, "shares").marks if isinstance(m, Line) and m.role == "zero")
    axis = law.scene.time_axis
    ticks = {name: day for day, name in axis.ticks}
    assert ticks["−1"] < zero.points[0][0] < ticks["0"]
    assert list(ticks) == [report_name(k) for k in range(-5, 9)]
    assert "Reports from full criminalization" in [text.text for text in law.scene.texts]


def test_the_line_of_the_lower_half_lies_inside_its_band(records, law):
    tally = tl.tally(records, align=FULL, window=(-5, 8)).query("value == '2WL'")
    (line,) = (m for m in area(law, "shares").marks if isinstance(m, Line) and m.role == "low")
    assert [y for _, y in line.points[::2]] == pytest.approx(tally["or_worse"].tolist())
    for role, low, high in (
        ("open", "or_worse_min", "or_worse_max"),
        ("worst", "worst_case_min", "worst_case_max"),
    ):
        wide = tally[tally[low] < tally[high]]
        drawn = [(box.y - box.height / 2, box.y + box.height / 2) for box in boxes(law, role)]
        if role == "worst":
            wide = wide[(wide[low] != wide["or_worse_min"]) | (wide[high] != wide["or_worse_max"])]
        bounds = zip(wide[low], wide[high], strict=True)
        assert len(drawn) == len(wide)
        for (a, b), (c, d) in zip(drawn, bounds, strict=True):
            assert (a, b) == pytest.approx((c, d))
    told = [label.lines[0] for label in area(law, "shares").labels]
    assert told == ["54 %", "29 %", "31 %", "28 %"]


def test_the_shares_written_at_the_line_stand_clear_of_it_and_of_each_other(records):
    for options in SIZES:
        for more in ({}, {"group": CONTINENT}, {"balanced": True}):
            scene = tl.shares(records, align=FULL, **options, **more).scene
            for own in (a for a in scene.areas if a.id.startswith("shares")):
                axis, placed = scene.time_axis_of(own), []
                for label in own.labels:
                    x = axis.x(label.anchor) + label.offset
                    placed.append((x - label.width / 2, x + label.width / 2))
                    line = [
                        own.high - y
                        for m in own.marks
                        if isinstance(m, Line) and m.role == "low"
                        for (x0, y), (x1, _) in pairwise(m.points)
                        if axis.x(x0) < placed[-1][1] and placed[-1][0] < axis.x(x1)
                    ]
                    if label.top > 0:
                        assert label.top + label.height <= min(line) * own.height + 1e-6
                assert all(a[1] <= b[0] for a, b in pairwise(sorted(placed)))
                assert all(axis.left <= a and b <= axis.right for a, b in placed)


def test_a_balanced_chart_says_how_many_countries_it_keeps(records):
    chart = tl.shares(records, align=FULL, window=(-5, 8), balanced=True)
    assert chart.title == "Shares of 54 countries by TIP tier, reports −5 to +8 from " + FULL
    assert "Only the 54 of 125 countries that are on a level in all 14 reports" in chart.caption
    assert not boxes(chart, "worst") and boxes(chart, "open")


def test_a_neutral_scale_has_no_lower_half():
    scale = tl.Scale(["A", "B"], name="Colour", neutral=True)
    rows = [rating(f"Place {n}", year, "AB"[n % 2]) for n in range(6) for year in (2001, 2002)]
    align = {f"Place {n}": "2001-12" for n in range(6)}
    chart = tl.shares(table(*rows), align=align, window=(-1, 0), scale=scale)
    assert {mark.role for mark in area(chart, "shares").marks if isinstance(mark, Line)} == {
        "", "zero",
    }  # fmt: skip
    assert "Line:" not in chart.caption and not area(chart, "shares").labels
    own = chart.caption, tl.shares(table(*rows), scale=scale).caption
    for caption in own:
        assert "the last level at the bottom" in caption and "worst" not in caption
        assert "redetermination" not in caption and "special case" not in caption


# --- words, key, files ---------------------------------------------------------------------------


def test_the_caption_says_what_is_not_in_the_shares_and_how_the_composition_changes(world, law):
    for chart in (world, law):
        assert "(redeterminations) are not in the shares" in chart.caption
        assert "special cases are no level" in chart.caption
        assert "Sources: " in chart.caption
    assert "n goes from 82 to 184" in world.caption
    assert "n goes from 54–56 to 125" in law.caption
    assert "places are reports, not years" in law.caption
    assert "no confidence interval" in law.caption


def test_the_alternative_text_tells_each_share(records, world, law):
    lines = world.alt.splitlines()
    assert lines[1] == ("2001: n = 82; Tier 1 15 %, Tier 2 57 %, Tier 3 28 %; missing unknown.")
    assert (
        lines[-1] == "2025: n = 184; Tier 1 18 %, Tier 2 58 %, Tier 2 Watch List 14 %, Tier 3 11 %."
    )
    assert len(lines) == 26
    assert law.alt.splitlines()[6].startswith("Report 0: n = 117–119; Tier 1 17 %")
    for chart in (world, law):
        assert 10 < len(chart.alt_short.split()) <= SHORT_WORDS


def test_the_key_explains_each_mark(world, law):
    entries = [str(entry) for entry in world.key]
    assert entries == [
        *(f"area = {name}" for name in tl.TIP_TIERS.full_labels),
        "hatched cap = ratings of the report that the table lacks",
    ]
    meanings = {entry.mark for entry in law.key}
    assert meanings == {"area", "cross-hatched band", "hatched band", "line", "bold line"}


def test_the_rows_and_references_are_those_of_the_ratings_that_count(records, law):
    assert set(law.records["kind"]) == {"rating", "law"}
    assert "redetermination" not in set(law.records["category"])
    assert law.records["country"].nunique() == 125
    assert "@" in law.references
    chart = tl.shares(records, years=(2010, 2012))
    assert set(chart.records["start"].astype(str).str[:4]) == {"2010", "2011", "2012"}
    assert chart.title == "Shares of 189 countries by TIP tier, 2010–2012"


VIEWS = {
    "world": {},
    "years": {"years": (2005, 2012), "theme": "dark"},
    "groups": {"group": {"KAZ": "Asia", "Armenia": "Asia", "FRA": "Europe"}, "columns": 2},
    "selection": {"countries": ["KAZ", "UZB", "TJK", "TKM", "KGZ"]},
    "law": {"align": FULL, "window": (-3, 5), "balanced": True, "key": True, "width": "120mm"},
    "texts": {"title": "A", "subtitle": "B", "note": "C", "width": "183mm", "height": "100mm"},
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_file_of_shares_opens_again_and_its_code_draws_the_same(records, tmp_path, name):
    chart = tl.shares(records, **VIEWS[name])
    for ending in ("svg", "html") if name != "law" else ("pdf", "svg", "eps", "png", "tif", "html"):
        path = chart.save(tmp_path / f"a.{ending}", dpi=72)
        again = tl.open(path)
        assert again.view == chart.view
        assert again.save(tmp_path / f"b.{ending}", dpi=72).read_bytes() == path.read_bytes()
        assert (again.caption, again.alt) == (chart.caption, chart.alt)
    code = chart.view.code
    assert code.startswith("tl.shares(")
    assert eval(code, {"tl": tl, "records": records}).scene == chart.scene


@pytest.mark.parametrize(
    ("asked", "groups"),
    [
        ({"group": "continent"}, ["Africa", "Americas", "Asia", "Europe", "Oceania"]),
        ({"group": "OECD"}, ["OECD", "Other countries"]),
        ({"countries": "Central Asia"}, [""]),
    ],
)
def test_regions_and_organizations_are_groups_and_selections(records, tmp_path, asked, groups):
    chart = tl.shares(records, **asked)
    assert list(chart.selection.tallies.groups) == groups
    kept = {"countries": asked["countries"]} if "countries" in asked else {"group": asked["group"]}
    frame = tl.tally(records, **kept)
    assert frame["n"].sum() == sum(
        level.n for t in chart.selection.tallies.every for level in t.levels
    )
    assert tl.open(chart.save(tmp_path / "a.svg")).scene == chart.scene


def test_the_order_of_rows_makes_no_difference(records, world):
    turned = records.iloc[::-1]
    turned.attrs = records.attrs
    assert tl.shares(turned, width="183mm", theme="screen").scene == world.scene


def test_names_of_countries_and_groups_are_never_read_as_markup():
    evil = '<b onload="x">&{a}$</b>'
    rows = [rating(f"{evil} {n}", y, "23"[(n + y) % 2]) for n in range(5) for y in (2001, 2002)]
    chart = tl.shares(table(*rows), group={f"{evil} {n}": evil for n in range(5)})
    figure = chart.figure.to_dict()
    told = str([{**trace, "customdata": ""} for trace in figure["data"]]) + str(figure["layout"])
    assert "<b onload" not in told and "&lt;b onload" in told


# --- on the screen, errors, speed ----------------------------------------------------------------


def test_the_pointer_is_told_the_number_the_share_and_who_moved(world):
    said = {box.hover[0]: box.hover[1] for box in boxes(world)}
    assert said["Tier 3, report of 2025"].splitlines()[:2] == [
        "20 of 184 countries, 10.9 %",
        "New here: Laos, Chad",
    ]
    assert re.search(r"No longer here: .* and \d+ more", said["Tier 2, report of 2004"], re.DOTALL)
    trace = next(t for t in world.figure.data if t.type == "bar" and t.name == "Share of countries")
    assert any("<br>New here: " in text for text in trace.text)
    assert all(len(line) <= 64 for text in said.values() for line in text.splitlines())


def test_names_at_the_right_keep_their_distance_from_the_right_end_on_a_wider_screen(records):
    figure = tl.shares(records, width="183mm", theme="screen").figure
    named = [note for note in figure.layout.annotations if " % " in note.text]
    assert len(named) == 4 and {(note.x, note.xref) for note in named} == {(1, "paper")}


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (
            {"group": "region", "columns": 9, "width": "89mm"},
            tl.LayoutError,
            "9 panels beside each",
        ),
        ({"group": "region", "height": "40mm", "width": "183mm"}, tl.LayoutError, "rows of panels"),
        ({"countries": ["XXX"]}, tl.RecordError, "XXX"),
        ({"balanced": "yes"}, tl.RecordError, "balanced is 'yes'; expected True or False"),
        ({"group": "nowhere"}, tl.RecordError, "group is 'nowhere'"),
        ({"align": "nothing"}, tl.RecordError, "align is 'nothing'"),
        ({"years": (1990, 1995)}, tl.RecordError, "No report in"),
        ({"countries": []}, tl.RecordError, "There is no country"),
        ({"countries": ["KAZ", "UZB"]}, tl.RecordError, "No report rates 5 of these .* tl.tally"),
        ({"width": "20mm"}, tl.LayoutError, "^A panel needs 51.3 mm of width, the page has 20"),
    ],
)
def test_what_cannot_be_drawn_is_told(records, asked, error, said):
    with pytest.raises(error, match=said):
        tl.shares(records, **asked)


def test_shares_are_drawn_in_three_tenths_of_a_second(records):
    tl.shares(records)
    for more in ({}, {"align": FULL}, {"group": "region"}):
        took = []
        for _ in range(3):
            start = time.process_time()
            tl.shares(records, **more)
            took.append(time.process_time() - start)
        assert min(took) < 0.3


# --- at the foot of an overview ------------------------------------------------------------------


def test_an_overview_of_all_countries_has_the_shares_once_at_its_foot(records, world):
    scene = tl.overview(records, width="183mm", theme="screen").scene
    assert [a.id for a in scene.areas if a.id.startswith("shares")] == ["shares 1"]
    strip = next(a for a in scene.areas if a.id == "shares 1")
    rows = [a for a in scene.areas if a.id.startswith("rows")]
    assert len(rows) > 1 and strip.top > max(a.bottom for a in rows)
    own = [m.height for m in strip.marks if isinstance(m, Box) and m.role == "share"]
    assert own == [box.height for box in boxes(world)]
    axis = scene.time_axis_of(strip)
    assert axis.window == scene.time_axis.window
    assert axis.left >= scene.columns[0].left and axis.right <= scene.right


def test_a_selection_of_rows_has_no_shares_at_its_foot(records):
    for chosen in (
        {"countries": ["KAZ", "ARM"]},
        {"align": FULL},
    ):
        chart = tl.overview(records, **chosen)
        assert not [a for a in chart.scene.areas if a.id.startswith("shares")]
        assert "At the foot" not in chart.caption


def test_rows_that_leave_no_room_have_no_shares_at_their_foot(records):
    low, high = (tl.overview(records, width="183mm", height=h) for h in ("85mm", "170mm"))
    for chart, has in ((low, False), (high, True)):
        found = any(a.id.startswith("shares") for a in chart.scene.areas)
        assert found == has == ("At the foot" in chart.caption)


# --- in the browser ------------------------------------------------------------------------------

OVERLAPS = r"""
() => {
  const plot = document.querySelector('.js-plotly-plot').getBoundingClientRect();
  const full = document.querySelector('.js-plotly-plot')._fullLayout;
  const seen = node => {  // texts of a trace end where its axis does
    const {left, right, top, bottom, width, height} = node.getBoundingClientRect();
    if (!node.closest('.textpoint')) return {left, right, top, bottom, width, height};
    const [name] = node.closest('.subplot').className.baseVal.match(/x\d*(?=y)/);
    const {_offset, _length} = full[name.replace('x', 'xaxis')], start = plot.left + _offset;
    const ends = [Math.max(left, start), Math.min(right, start + _length)];
    const wide = Math.max(ends[1] - ends[0], 0);
    return {left: ends[0], right: ends[1], top, bottom, width: wide, height};
  };
  const texts = [...document.querySelectorAll('.js-plotly-plot .main-svg text')]
    .map(node => ({text: node.textContent, box: seen(node)}))
    .filter(({text, box}) => text.trim() && box.width);
  const faults = [];
  texts.forEach((a, i) => {
    if (a.box.left < plot.left - 0.5 || a.box.right > plot.right + 0.5) faults.push(a.text);
    for (const b of texts.slice(i + 1)) {
      const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (wide > 0.5 && high > 0.25 * Math.min(a.box.height, b.box.height)) {
        faults.push([a.text, b.text]);
      }
    }
  });
  return {texts: texts.length, faults};
}
"""


@pytest.mark.parametrize(
    "options",
    [
        {"width": "89mm"},
        *(
            pytest.param(asked, marks=pytest.mark.full)
            for asked in (
                {},
                {"group": "continent"},
                {"align": FULL},
                {"align": FULL, "group": "region"},
            )
        ),
    ],
)
def test_no_text_overlaps_another_or_leaves_the_page_in_the_browser(page, records, options):
    chart = tl.shares(records, **options)
    measure.draw(measure.blank(page), chart._repr_mimebundle_()["application/vnd.plotly.v1+json"])
    for days in (None, ["2004-01-01", "2009-01-01"]):
        if days:
            if options.get("align"):
                days = ["1998-01-01", "2002-01-01"]
            page.evaluate("days => Plotly.relayout('plot', {'xaxis.range': days})", days)
        found = page.evaluate(OVERLAPS)
        assert found["texts"] > 12
        assert found["faults"] == []


@pytest.mark.parametrize("theme", ["screen", "dark", "print"])
def test_what_dates_leave_open_is_hatched_in_both_directions_and_no_hole(records, theme):
    chart = tl.shares(records, align="full criminalization", balanced=True, theme=theme)
    (stack,) = (area for area in chart.scene.areas if area.id.startswith("shares"))
    strokes = [mark.points for mark in stack.marks if mark.role == "hatch"]
    bands = [mark for mark in stack.marks if mark.role == "open"]
    assert bands and not any(band.fill for band in bands)
    for band in bands:
        inside = [sorted(ends) for ends in strokes if band.first <= ends[0][0] <= band.last]
        assert {a[1] < b[1] for a, b in inside} == {True, False}
