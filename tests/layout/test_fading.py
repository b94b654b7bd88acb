"""What is highlighted stands out; all others stand back, in every theme, and can still be read."""

import itertools
import re

import pytest

import tinytl as tl
from tests.layout.test_theme import contrast
from tinytl.layout.theme import THEMES, faded

FEW = ["KAZ", "UZB", "KGZ", "TJK"]
every_theme = pytest.mark.parametrize("name", THEMES)


def charts(records, **more):
    yield tl.compare(records, FEW, highlight=["UZB"], **more)
    yield tl.overview(records, FEW, highlight=["UZB"], **more)
    yield tl.overview(records, "Central Asia", columns=2, highlight=["UZB"], **more)
    yield tl.shares(records, "Asia", group="region", highlight=["Central Asia"], **more)


@every_theme
def test_texts_that_stand_back_have_a_contrast_of_4_5(name):
    theme = faded(THEMES[name])
    on_paper = theme.ink, theme.muted, theme.accent, theme.guide_label[1], theme.other_label[1]
    assert min(contrast(text, theme.paper) for text in on_paper) >= 4.5
    assert min(contrast(text, fill) for fill, text in theme.bars) >= 4.5
    for mark in ("leader", "extent"):
        before = contrast(getattr(THEMES[name], mark), theme.paper)
        assert contrast(getattr(theme, mark), theme.paper) >= min(3, before)


@every_theme
def test_what_stands_back_has_less_contrast_but_its_levels_keep_their_order(name):
    theme = THEMES[name]
    back = faded(theme)
    for part in ("levels", "tints"):
        both = zip(getattr(back, part), getattr(theme, part), strict=True)
        pairs = [(contrast(a, theme.paper), contrast(b, theme.paper)) for a, b in both]
        assert all(a < b for a, b in pairs)
        assert all(a < b for (a, _), (b, _) in itertools.pairwise(pairs))
    assert contrast(back.levels[-1], theme.paper) >= 2
    assert contrast(back.ink, theme.paper) < contrast(theme.ink, theme.paper)


def test_the_colours_of_a_scale_of_ones_own_stand_back_too(records):
    own = tl.Scale(["1", "2", "2WL", "3"], colours=["#88ccee", "#777799", "#aa6600", "#660022"])
    few = records[records.country.isin(["KAZ", "UZB"])]
    chart = tl.overview(few, highlight="UZB", scale=own)
    fills = {getattr(m, "fill", "") for area in chart.scene.areas for m in area.ground}
    assert len(fills & set(faded(chart.page.theme).tints)) >= 2


@pytest.mark.parametrize("name", ["screen", "dark", "print"])
def test_no_text_of_a_chart_with_a_highlight_is_fainter_than_4_5(records, name):
    for chart in charts(records, theme=name, width="183mm"):
        theme = chart.scene.theme
        faint = {t.text for t in chart.scene.written if contrast(t.colour, theme.paper) < 4.5}
        back = (area for area in chart.scene.areas if area.is_faded)
        tones = {label.tone for area in back for label in area.labels if label.date}
        assert not faint
        assert all(contrast(tone, theme.paper) >= 4.5 for tone in tones)


def test_names_that_stand_out_are_bold_and_all_others_are_not(records):
    names = {"Uzbekistan", "Central Asia"}
    for chart in charts(records, width="183mm"):
        called = {s.name for s in chart.subjects} | {"Central Asia", "Eastern Asia", "Kazakhstan"}
        bold = {t.text: t.bold for t in chart.scene.written if t.text in called}
        assert {name for name, is_bold in bold.items() if is_bold} <= names
        assert names & bold.keys()


def test_bold_names_have_room_beside_their_rows(records):
    chart = tl.overview(records, ["COD", "CAF"], highlight=["CAF"], width="89mm")
    (area,) = (area for area in chart.scene.areas if area.id == "rows 1")
    wide = chart.scene.theme.width_of("C. African Rep.", bold=True)
    assert wide <= chart.scene.columns[0].left - chart.scene.theme.size * (area.gap + 0.4)


def test_names_on_the_screen_stand_out_too(records):
    chart = tl.overview(records, FEW, highlight=["UZB"])
    (texts,) = [axis.ticktext for axis in chart.figure.select_yaxes() if axis.ticktext]
    assert [name for name in texts if name.startswith("<b style=")] == [
        f'<b style="color:{chart.scene.theme.ink}">Uzbekistan</b>'
    ]


def test_the_bars_of_one_row_have_full_colours_and_the_others_are_pale(records):
    chart = tl.overview(records, "Asia", highlight=["UZB"], width="183mm", theme="screen")
    theme = chart.scene.theme
    fills = {True: set(), False: set()}
    for box in (m for area in chart.scene.areas for m in area.marks if getattr(m, "code", "")):
        if box.fact and box.fact.kind == "rating" and box.role != "fade" and box.fill:
            fills[box.code == "UZB"].add(box.fill)
    assert fills[True] <= set(theme.levels)
    assert fills[False] == set(faded(theme).levels)


def test_the_key_has_the_colours_of_what_stands_out(records):
    for chart in charts(records, width="183mm", theme="screen"):
        pale = {*faded(chart.scene.theme).levels, *faded(chart.scene.theme).tints}
        signs = [sign for entry in chart.key for sign in entry.sign]
        assert not pale & {getattr(sign, "fill", "") for sign in signs} - {""}


def test_caption_and_alternative_text_name_who_stands_out(records):
    for chart in charts(records):
        name = "Central Asia" if chart.view.kind == "shares" else "Uzbekistan"
        assert f" Highlighted: {name}." in chart.caption
        assert f"\nHighlighted: {name}." in chart.alt
    assert "Highlighted" not in tl.compare(records, FEW).caption + tl.compare(records, FEW).alt


def test_regions_are_highlighted_and_the_code_and_a_saved_file_draw_the_same(records, tmp_path):
    chart = tl.overview(records, "Asia", highlight=["Central Asia"], width="183mm")
    assert chart.selection.highlighted == (
        "Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan",
    )  # fmt: skip
    assert 'highlight=("Central Asia",)' in chart.view.code
    assert eval(chart.view.code, {"tl": tl, "records": records}).scene == chart.scene
    for number, drawn in enumerate(charts(records, width="183mm")):
        drawn.save(tmp_path / f"{number}.svg")
        assert tl.open(tmp_path / f"{number}.svg").scene == drawn.scene


def test_facts_stay_where_they_are(records):
    for chart in charts(records, width="183mm"):
        plain = eval(
            re.sub(r"highlight=\(.*?\), ", "", chart.view.code), {"tl": tl, "records": records}
        )
        assert [a.marks and len(a.marks) for a in plain.scene.areas] == [
            a.marks and len(a.marks) for a in chart.scene.areas
        ]


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda r: tl.compare(r, FEW, highlight="FRA"), "'FRA', which the chart does not draw"),
        (lambda r: tl.overview(r, FEW, highlight=["KAZ", "Western Europe"]), "'Western Europe'"),
        (lambda r: tl.overview(r, FEW, highlight=["Mordor"]), "No records of 'Mordor'"),
        (lambda r: tl.shares(r, highlight="KAZ"), "There are none without group="),
        (lambda r: tl.shares(r, group="continent", highlight="KAZ"), "There are 'Africa', 'Amer"),
    ],
)
def test_a_highlight_that_the_chart_does_not_have_is_an_error(records, draw, message):
    with pytest.raises(tl.RecordError, match=message):
        draw(records)


def test_one_country_alone_has_no_highlight(records):
    assert "highlight" not in tl.compare(records, ["KAZ"], highlight="KAZ").view.code
