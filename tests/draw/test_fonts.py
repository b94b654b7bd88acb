"""No letter is lost whatever fonts the reader has: three set-ups, with hinting, at 1x and 2x."""

import os
import re
import runpy
import shutil
import subprocess
import sys
from base64 import b64decode
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import matplotlib
import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import expect

import tinytl as tl
from measure import blank, draw, faults
from tinytl.draw import plotly_figure, webfonts
from tinytl.explorer import browser
from tinytl.layout.textwidth import FONTS, metrics

pytestmark = pytest.mark.xdist_group("fonts")  # one process starts the browsers

DEJAVU = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
SETUPS = {
    "what the machine has": (),
    "DejaVu only": (DEJAVU / "DejaVuSans.ttf", DEJAVU / "DejaVuSans-Bold.ttf"),
    "Liberation": tuple(FONTS.glob("*.ttf")),
}
CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{0}</dir><cachedir>{0}/cache</cachedir></fontconfig>
"""
TRACKS = ("law", "index", "rating", "government", "event")
NO_FAULTS = {"overlaps": [], "crossings": [], "cut": []}


OFTEN = "DejaVu only"
"""Its letters are the widest."""


def full_but(often, params):
    """Parameters of which all but one wait for all tests."""
    return [pytest.param(p, marks=() if p == often else pytest.mark.full) for p in params]


@pytest.fixture(scope="module", params=full_but(OFTEN, SETUPS))
def reader(request, browser_type, browser_type_launch_args, tmp_path_factory):
    """A browser of someone who has these fonts."""
    args = dict(browser_type_launch_args)
    if fonts := SETUPS[request.param]:
        folder = tmp_path_factory.mktemp("fonts")
        for font in fonts:
            shutil.copy(font, folder)
        config = folder / "fonts.conf"
        config.write_text(CONFIG.format(escape(str(folder))), encoding="utf-8")
        args["env"] = {**os.environ, "FONTCONFIG_FILE": str(config)}
    browser = browser_type.launch(**args)
    yield browser
    browser.close()


@pytest.fixture(scope="module", params=full_but(2, [1, 2]), ids=["1x", "2x"])
def sheet(request, reader):
    """A page of that browser, on a screen of so many pixels a CSS pixel, offline."""
    context = reader.new_context(
        device_scale_factor=request.param, viewport={"width": 1280, "height": 900}, offline=True
    )
    yield context.new_page()
    context.close()


def found_in(page):
    return {key: value for key, value in faults(page).items() if key in NO_FAULTS}


@pytest.fixture(scope="module")
def charts(records):
    """One of each width."""
    cases = {"KAZ": "89mm", "ARM": "183mm", "JPN": None}
    return [tl.timeline(records, c, tracks=TRACKS, width=width) for c, width in cases.items()]


def test_a_saved_page_brings_its_font_and_loses_nothing(sheet, charts, tmp_path):
    sheet.goto(charts[0].save(tmp_path / "kaz.html").as_uri())
    sheet.wait_for_selector(".annotation-text")
    assert sheet.evaluate("[...document.fonts].map(font => font.status)") == ["loaded", "loaded"]
    assert faults(sheet)["labels"] == count(charts[0])
    assert found_in(sheet) == NO_FAULTS
    sheet.evaluate("document.getElementById('timeline').removeAttribute('style')")
    for chart in charts[1:]:  # pages of 5 MB take long to load
        figure = webfonts.dressed(plotly_figure.figure_dict(chart.scene))
        sheet.evaluate("({data, layout}) => Plotly.newPlot('timeline', data, layout)", figure)
        assert faults(sheet)["labels"] == count(chart)
        assert found_in(sheet) == NO_FAULTS, chart.title


def test_where_no_font_can_come_along_nothing_is_lost_and_nothing_meets(sheet, charts):
    blank(sheet, font=False)
    for chart in charts:
        shown = chart._repr_mimebundle_()["application/vnd.plotly.v1+json"]
        draw(sheet, shown, font=False)
        notes = shown["layout"]["annotations"]
        assert faults(sheet)["labels"] == sum(note["name"] == "label" for note in notes)
        assert found_in(sheet) == NO_FAULTS, chart.title


def test_an_explorer_on_the_page_does_not_change_how_other_charts_are_measured(sheet, charts):
    blank(sheet, font=False)
    sheet.add_style_tag(content=browser.STYLE.read_text(encoding="utf-8"))
    draw(sheet, charts[0].figure.to_dict() | {"config": plotly_figure.CONFIG}, font=False)
    assert found_in(sheet) == NO_FAULTS


def test_a_chart_whose_page_is_full_is_shown_all_the_same(records, tmp_path):
    wide = records.query("country == 'KAZ' and kind == 'law'").head(1).copy()
    wide["start"], wide["label"] = "2003-05-15", "W" * 36  # as wide as the page in our font
    chart = tl.timeline(wide, "KAZ", width="89mm", labels="direct")
    assert chart.figure.to_dict() == plotly_figure.figure(chart.scene).to_dict()


def count(chart):
    return sum(not label.days for area in chart.scene.areas for label in area.labels)


def test_the_explorer_marks_the_date_of_each_doubtful_law(page, records):
    explorer = tl.explore(records[records.country == "KAZ"], "KAZ")
    blank(page)
    page.add_style_tag(content=explorer._css)
    draw(page, explorer._seen["sheets"][0]["figure"] | {"config": plotly_figure.CONFIG})
    labels = explorer.chart.scene.areas[0].labels
    facts = {fact for label in labels for fact in label.numbered or (label.fact,)}
    doubtful = sum(fact.doubtful for fact in facts)
    marked = page.locator(".annotation-text", has_text=re.compile(r"\d\?"))
    expect(marked).to_have_count(doubtful)
    assert 5 <= doubtful < len(facts)


def held(font):
    return set(TTFont(BytesIO(font)).getBestCmap())


def test_the_explorers_font_is_whole_small_and_the_same_each_time():
    for bold in (False, True):
        font = webfonts.woff(bold)
        assert webfonts.woff(bold) == font
        assert len(font) < 250_000
        assert held(font) == set(map(ord, metrics(bold)[0]))


@pytest.mark.parametrize("name", ["", "Қазақстан №1, Việt Nam"], ids=["ready", "its own"])
def test_a_saved_pages_font_has_every_character_of_the_page(charts, tmp_path, name):
    chart = charts[2]
    if name:  # Vietnamese is not in the font that comes ready
        rows = {"country": [name], "kind": ["rating"], "start": ["2003"], "value": ["2"]}
        chart = tl.timeline(pd.DataFrame(rows), name)
    page = chart.save(tmp_path / "a.html", cdn=True).read_text(encoding="utf-8")
    fonts = [b64decode(font) for font in re.findall(r"font/woff;base64,([^)]+)\)", page)]
    assert [font == webfonts.WEB[bold].read_bytes() for bold, font in enumerate(fonts)] == (
        [not name] * 2
    )
    for font in fonts:
        assert len(font) < 40_000
        assert set(map(ord, set(page) & set(metrics(False)[0]))) <= held(font)


def test_the_font_that_comes_ready_is_what_its_script_makes():
    made = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "webfont.py"))["made"]
    for bold in (False, True):
        kept, new = (
            TTFont(BytesIO(font)) for font in (webfonts.WEB[bold].read_bytes(), made(bold))
        )
        assert set(kept.getBestCmap()) == set(map(ord, webfonts.READY & set(metrics(bold)[0])))
        assert kept.keys() == new.keys()
        # not byte by byte: each zlib packs in its own way
        for table in set(kept.reader.keys()):
            assert kept.reader[table] == new.reader[table], f"{table}: make fonts"
        assert kept["name"].getDebugName(1) == "tinytl Sans"


def test_a_first_chart_and_its_page_wait_for_no_library_that_they_do_not_need(tmp_path):
    spared = ("IPython", "country_converter", "fontTools", "matplotlib", "narwhals")
    code = (
        "import sys, tinytl as tl\n"
        "chart = tl.timeline(tl.read_csv(), 'KAZ')\n"
        "chart._repr_mimebundle_(), chart.save('kaz.html')\n"
        f"print(*{{*{spared}, 'urllib.request'}} & {{*sys.modules}})"
    )
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
