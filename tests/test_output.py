"""Charts for files of the caller, web pages of the caller, and figures of matplotlib."""

import io
import re
from pathlib import Path

import matplotlib
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from matplotlib.text import Text

import tinytl as tl
from each import each
from tinytl.draw.plotly_figure import CONFIG

WEIGHTS = ("Regular", "Bold")
FORMATS = ("pdf", "svg", "eps", "png", "tif", "html")


@pytest.fixture(scope="module")
def chart(records):
    return tl.timeline(records, "KAZ", width="183mm")


# --- files -----------------------------------------------------------------------------------


@each("format", FORMATS)
def test_a_file_object_gets_the_bytes_of_the_file(chart, tmp_path, format):
    file = io.BytesIO()
    assert chart.save(file, format=format, dpi=72) is None
    assert file.getvalue() == chart.save(tmp_path / f"kaz.{format}", dpi=72).read_bytes()


def test_a_format_goes_with_a_path_that_ends_with_it(chart, tmp_path):
    assert chart.save(tmp_path / "kaz.svg", "svg").exists()
    with pytest.raises(tl.ExportError, match=r"kaz\.pdf: format is 'svg'; expected the one that"):
        chart.save(tmp_path / "kaz.pdf", "svg")
    assert not (tmp_path / "kaz.pdf").exists()


@pytest.mark.parametrize(
    ("file", "options", "message"),
    [
        (io.BytesIO(), {}, r"needs its format, as in format='pdf'.* found format=None"),
        (io.BytesIO(), {"format": "pdf", "words": True}, r"takes no words.* words=True"),
        (io.BytesIO(), {"format": "bmp"}, r"kaz\.bmp: cannot write \.bmp; expected one of \.pdf"),
        (io.StringIO(), {"format": "svg"}, r"takes no bytes; expected a binary file"),
        (3, {"format": "svg"}, "path is 3; expected the name of a file"),
    ],
)
def test_a_file_object_that_cannot_be_written_is_told(chart, file, options, message):
    with pytest.raises(tl.ExportError, match=message):
        chart.save(file, **options)


def test_a_file_that_is_open_for_reading_is_told(chart, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"")
    cannot = pytest.raises(tl.ExportError, match=r"kaz\.pdf' cannot be written")
    with (tmp_path / "a.pdf").open("rb") as file, cannot:
        chart.save(file, format="pdf")


# --- HTML ------------------------------------------------------------------------------------


def test_the_page_is_the_one_that_save_writes(chart, tmp_path):
    for plotlyjs, cdn in ((None, False), (True, False), ("cdn", True)):
        page = chart.save(tmp_path / "kaz.html", cdn=cdn).read_text(encoding="utf-8")
        assert chart.to_html(full=True, include_plotlyjs=plotlyjs) == page


def test_a_div_loads_plotly_unless_told_that_the_page_has_it(chart):
    usual, inside, none = (chart.to_html(include_plotlyjs=p) for p in (None, True, False))
    assert usual == chart.to_html(include_plotlyjs="cdn")
    assert re.findall('<script src="([^"]+)', usual)[0].startswith("https://cdn.plot.ly/plotly-")
    assert "plotly.js v" in inside and "cdn.plot.ly" not in inside.partition("</script>")[2]
    assert "<script src" not in none and len(none) < 100_000
    for part in (usual, inside, none):
        assert part.startswith("<div") and part.endswith("</div>") and "<html" not in part


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"include_plotlyjs": "directory"}, tl.ExportError),
        ({"include_plotlyjs": None, "full": "yes"}, tl.RecordError),
        ({"include_plotlyjs": False, "full": True}, tl.ExportError),
    ],
)
def test_html_that_would_not_work_is_told(chart, options, error):
    with pytest.raises(error, match=r"is ('directory'|'yes'|False); expected True"):
        chart.to_html(**options)


def test_divs_of_two_charts_draw_on_one_page_and_answer_to_the_pointer(records, page, faults):
    first = tl.timeline(records, "KAZ").to_html(include_plotlyjs=True)
    second = tl.timeline(records, "ARM").to_html(include_plotlyjs=False)
    page.set_content(f"<!DOCTYPE html><h1>Mine</h1>{first}{second}")
    plots = page.locator(".js-plotly-plot")
    page.wait_for_function("document.querySelectorAll('.js-plotly-plot .main-svg').length >= 4")
    assert plots.count() == 2
    for plot, name in zip(
        plots.all(), ("Kazakhstan, 2000–2025", "Armenia, 2001–2025"), strict=True
    ):
        assert name in plot.inner_text()
    assert (
        page.evaluate("document.querySelector('.js-plotly-plot')._context.displaylogo")
        is (CONFIG["displaylogo"])
    )
    assert faults == []


# --- matplotlib ------------------------------------------------------------------------------


def texts_of(figure):
    return [text for text in figure.findobj(Text) if text.get_text()]


def test_a_chart_on_a_figure_has_the_letters_of_a_file_and_fills_it(records):
    width, height = 183 / 25.4, 130 / 25.4
    figure = Figure(figsize=(width, height), dpi=200)
    tl.timeline(records, "KAZ").on(figure)
    saved = tl.timeline(records, "KAZ", width="183mm", height="130mm").scene
    drawn = {(text.get_text(), text.get_fontsize()) for text in texts_of(figure)}
    assert drawn == {(text.text, text.size) for text in saved.written}
    fonts = {text.get_fontproperties().get_file() for text in texts_of(figure)}
    assert {Path(font).name for font in fonts} <= {f"LiberationSans-{w}.ttf" for w in WEIGHTS}
    figure.draw_without_rendering()
    page = figure.bbox.padded(1)
    for text in texts_of(figure):
        box = text.get_window_extent()
        assert page.x0 <= box.x0 and box.x1 <= page.x1, text
        assert page.y0 <= box.y0 and box.y1 <= page.y1, text


def test_a_chart_on_a_subfigure_stays_in_it_beside_a_plot_of_ones_own(records, tmp_path):
    with matplotlib.rc_context({"font.size": 23, "lines.linewidth": 9, "text.color": "red"}):
        before = dict(matplotlib.rcParams)
        figure = plt.figure(figsize=(7.2, 8))
        above, below = figure.subfigures(2, 1, height_ratios=(2, 1))
        tl.timeline(records, "KAZ").on(above)
        below.subplots().plot([2001, 2002], [3, 5])
        assert dict(matplotlib.rcParams) == before
        figure.savefig(tmp_path / "both.pdf")
    plt.close(figure)
    for text in texts_of(above):
        box = text.get_window_extent()
        assert above.bbox.y0 - 1 <= box.y0 and box.y1 <= above.bbox.y1 + 1, text
        assert text.get_fontsize() <= 9 and text.get_color() != "red"


def test_a_chart_on_a_figure_keeps_the_theme_that_it_was_given(records):
    for options, paper in (({}, "#ffffff"), ({"theme": "dark"}, "#131519")):
        figure = Figure(figsize=(7.2, 6))
        tl.timeline(records, "KAZ", **options).on(figure)
        assert matplotlib.colors.to_hex(figure.get_facecolor()) == paper


def test_a_chart_on_a_figure_has_the_size_of_type_that_it_was_given(records):
    figure = Figure(figsize=(7.2, 9))
    tl.timeline(records, "KAZ", size="10pt").on(figure)
    assert max(text.get_fontsize() for text in texts_of(figure)) == 10


def test_an_opened_chart_is_drawn_on_a_figure_as_the_one_that_was_saved(records, tmp_path):
    chart = tl.timeline(records, "KAZ", years=(2000, 2014))
    first, second = Figure(figsize=(7.2, 6)), Figure(figsize=(7.2, 6))
    chart.on(first)
    tl.open(chart.save(tmp_path / "kaz.svg")).on(second)
    one, other = ([(t.get_text(), t.get_position()) for t in texts_of(f)] for f in (first, second))
    assert one == other


@pytest.mark.parametrize("what", ["axes", "figure", "nothing"])
def test_what_is_no_figure_is_told(chart, what):
    given = {"axes": Figure().add_subplot(), "figure": chart.figure, "nothing": None}[what]
    with pytest.raises(tl.ExportError, match="expected a matplotlib Figure or SubFigure"):
        chart.on(given)


def test_a_figure_that_is_too_small_is_told(chart):
    with pytest.raises(tl.LayoutError, match="mm"):
        chart.on(Figure(figsize=(6, 1)))
