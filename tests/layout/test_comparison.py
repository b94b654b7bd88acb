"""Comparisons: panels share levels, heights, headings and the event that years are counted from."""

from itertools import groupby, pairwise

import pytest

import tinytl as tl
from sweep import faults
from tinytl.layout.frame import points
from tinytl.layout.guides import RAISED, ZERO_LINE
from tinytl.layout.scene import Line
from tinytl.layout.ticks import ZERO

FULL = "full criminalization"
CASES = ["KAZ", "ARG", "ARM", "ECU", "HND", "IDN", "ISR", "MYS", "MOZ", "NGA", "OMN", "ARE"]
FIFTEEN = [*CASES, "JPN", "TCD", "ZWE"]
full = pytest.mark.full


@pytest.fixture(scope="module")
def aligned(records):
    return tl.compare(records, CASES, align=FULL, width="183mm")


@pytest.fixture(scope="module")
def governed(records):
    return tl.compare(records, CASES[:9], tracks=("law", "rating", "government"), width="183mm")


def rows_of(chart):
    """The areas of each row of panels, by kind of track."""
    n = len(chart.scene.columns)
    codes = [subject.code for subject in chart.subjects]
    row = {code: number // n for number, code in enumerate(codes)}
    areas = sorted(chart.scene.areas, key=lambda area: (row[area.country], kind_of(area)))
    return [
        (key, list(own))
        for key, own in groupby(areas, key=lambda area: (row[area.country], kind_of(area)))
    ]


def kind_of(area):
    return area.id.partition(" ")[2]


def unnamed(chart):
    """Laws without a dated label, and without a number that a list on the page explains."""
    listed = {text.fact for text in chart.scene.texts}
    labels = [label for area in chart.scene.areas for label in area.labels]
    dated = {label.fact for label in labels if label.date and not label.numbered}
    numbered = {fact for label in labels for fact in label.numbered} & listed
    axis = {subject.event.fact for subject in chart.subjects if subject.event}
    facts = {f for s in chart.subjects for t in s.tracks for f in t.facts if f.kind == "law"}
    return facts - dated - numbered - axis


# --- years counted from an event -----------------------------------------------------------------


def test_the_twelve_aligned_cases_are_on_a_page_with_every_law_named_and_dated(aligned):
    assert aligned.scene.height <= 600
    assert unnamed(aligned) == set()
    assert not any("…" in text.text for text in aligned.scene.written)
    assert faults(aligned.scene) == []


def test_the_event_is_named_once_by_the_axis_and_dated_beside_each_name(aligned):
    scene = aligned.scene
    texts = {text.text: text for text in scene.texts}
    name = texts["Years from full criminalization"]
    assert (name.colour, name.x) == (scene.theme.muted, scene.columns[0].left)
    labels = [line for area in scene.areas for label in area.labels for line in label.lines]
    assert not any("Full criminalization" in line for line in labels)
    assert not any("Full criminalization" in text for text in texts)
    for subject in aligned.subjects:
        date = texts[subject.event.when]
        assert (date.align, date.colour) == ("right", scene.theme.accent)
        assert date.x == scene.columns[date.column].right


def test_an_event_whose_label_says_more_than_the_axis_keeps_its_label(records):
    chart = tl.compare(records, ["KAZ", "ARM"], align="plan", labels="direct")
    said = [" ".join(label.lines) for area in chart.scene.areas for label in area.labels]
    assert any("National plan 2003–2005" in text for text in said)


def test_zero_is_one_line_from_the_first_mark_through_every_panel(aligned):
    lines = set()
    for country in CASES:
        own = [area for area in aligned.scene.areas if area.country == country]
        ends = []
        assert len(own) == 2
        for area in own:
            (zero,) = (m for m in area.ground if isinstance(m, Line) and m.role == ZERO_LINE)
            lines.add((zero.width, zero.colour, *(day for day, _ in zero.points)))
            assert bool(zero.dash) == (country == "KAZ")  # its date is doubtful
            ends.append([area.y(y) for _, y in zero.points])
        assert ends[0][0] == pytest.approx(own[0].top + own[0].baseline - RAISED)
        assert ends[-1][1] == pytest.approx(own[-1].bottom)
        for (_, bottom), (top, _) in pairwise(ends):
            assert top == pytest.approx(bottom), country
    assert lines == {(1.2, aligned.scene.theme.accent, ZERO, ZERO)}


# --- rows of panels ------------------------------------------------------------------------------


def test_what_hangs_or_stands_in_a_row_does_so_at_one_height(governed):
    for (_, kind), areas in rows_of(governed):
        if kind.startswith("government"):
            assert len({area.top for area in areas}) == 1
        assert len({area.top + (area.baseline or 0.0) for area in areas}) == 1


def test_a_heading_stands_only_where_a_panel_of_its_row_has_something(governed):
    rows = dict(rows_of(governed))
    headed = [text.text for text in governed.scene.texts].count("ministers")
    have = {
        number // 3
        for number, subject in enumerate(governed.subjects)
        if any(f.category == "prime minister" for f in subject.facts)
    }
    assert headed == len(have) == 1
    assert {row for row, kind in rows if kind == "government prime minister"} == have


def test_a_row_is_only_as_high_as_its_own_panels_need(records):
    def pitch(first):
        chart = tl.compare(records, [*first, "IDN", "OMN", "MOZ", "HND", "ISR", "NGA"],
                           columns=3, width="183mm")  # fmt: skip
        (tops,) = ([a.top for a in chart.scene.areas if a.id == f"{c} rating"] for c in ["IDN"])
        (later,) = (a.top for a in chart.scene.areas if a.id == "HND rating")
        return later - tops[0]

    assert pitch(["KAZ", "ARG", "ARM"]) == pytest.approx(pitch(["JPN", "ECU", "ARE"]))


def test_a_low_page_presses_series_before_it_touches_labels(records):
    usual = tl.compare(records, CASES[:6], width="183mm")
    low = tl.compare(records, CASES[:6], width="183mm", height=f"{usual.scene.height - 30}pt")
    assert low.scene.height == usual.scene.height - 30
    for a, b in zip(usual.scene.areas, low.scene.areas, strict=True):
        assert a.labels == b.labels
        assert (b.height < a.height) == a.has_values


def test_a_page_without_room_for_lists_says_where_they_are(records):
    usual = tl.compare(records, CASES[:6], width="183mm")
    low = tl.compare(records, CASES[:6], width="183mm", height=f"{usual.scene.height - 150}pt")
    assert low.scene.height == usual.scene.height - 150
    assert "Numbers: see caption" in [text.text for text in low.scene.texts]
    assert faults(low.scene) == []
    for area in low.scene.areas:
        for number, fact in area.listed:
            assert f"({number}) " in low.caption and fact.label in low.caption


def test_a_very_low_page_has_fewer_rows_of_labels_before_it_is_refused(records):
    chart = tl.compare(records, FIFTEEN, width="nature-2", height="170mm")
    assert chart.scene.height == points("170mm")
    assert faults(chart.scene) == []
    with pytest.raises(tl.LayoutError, match=r"need .* of height, the page has 80.0 mm"):
        tl.compare(records, FIFTEEN, width="nature-2", height="80mm")


# --- across the page -----------------------------------------------------------------------------


def test_nine_cases_in_one_column_of_a_journal_have_their_criminalization_laws_labelled(records):
    chart = tl.compare(records, CASES[:9], width="89mm")
    labelled = {
        label.fact for area in chart.scene.areas for label in area.labels if not label.numbered
    }
    laws = {f for s in chart.subjects for t in s.tracks for f in t.facts if f.criminalizes}
    assert laws and laws <= labelled


@pytest.mark.parametrize("width", ["89mm", pytest.param("120mm", marks=full), "183mm"])
@pytest.mark.parametrize("count", [2, *(pytest.param(n, marks=full) for n in (3, 7, 11)), 5, 15])
def test_no_text_of_a_comparison_is_off_the_page_or_over_another(records, width, count):
    codes = FIFTEEN[:count]
    assert faults(tl.compare(records, codes, width=width).scene) == []
    some = [code for code in codes if code in CASES]
    assert faults(tl.compare(records, some, width=width, align=FULL).scene) == []
    tracks = ("law", "rating", "government", "index")
    assert faults(tl.compare(records, codes, width=width, tracks=tracks).scene) == []


def test_a_long_name_is_short_or_in_lines_before_it_is_a_code(records):
    def names(codes, **options):
        scene = tl.compare(records, codes, columns=2, **options).scene
        return [text.text for text in scene.texts if text.bold]

    assert names(["BIH", "CAF"], width="120mm") == ["Bosnia and Herzegovina",
                                                    "Central African Republic"]  # fmt: skip
    narrow = {"width": "89mm", "align": "rated"}
    assert names(["BIH", "CAF"], **narrow) == ["Bosnia", "Central", "African", "Republic"]


def test_a_country_may_have_a_colon_in_its_name(records):
    rows = records[records.country.isin(["KAZ", "KGZ"])].copy()
    plain = tl.compare(rows, ["KAZ", "KGZ"], tracks=["law", "index", "rating"])
    rows["country"] = rows.country.map({"KAZ": "North: Steppe", "KGZ": "South: Hills"})
    with_colons = tl.compare(
        rows, ["North: Steppe", "South: Hills"], tracks=["law", "index", "rating"]
    )
    headings = [
        [text.text for text in chart.scene.texts[1:] if text.x == chart.page.margin]
        for chart in (plain, with_colons)
    ]
    assert headings[0] == headings[1] and "Laws" in headings[0]
