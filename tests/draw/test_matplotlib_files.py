"""Files for paper and the web: true size, embedded letters, same bytes, words inside."""

import functools
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import bibtexparser
import matplotlib
import pymupdf
import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from matplotlib.font_manager import FontEntry
from PIL import Image

import tinytl as tl
from each import each
from measure import still
from tinytl.draw import fonts
from tinytl.layout.frame import points
from tinytl.layout.textwidth import FONTS, THIRD
from tinytl.layout.theme import FONT_STACK

DATA = Path(__file__).parents[2] / "data"
CASES = ["ARE", "ARG", "ARM", "ECU", "HND", "IDN", "ISR", "JPN", "KAZ", "MOZ", "MYS", "NGA", "OMN",
         "TCD", "ZWE"]  # fmt: skip
FORMATS = ("pdf", "svg", "eps", "png", "tif", "html")
SVG = "{http://www.w3.org/2000/svg}"
MM = 72 / 25.4


@pytest.fixture(scope="module")
def kazakhstan(records):
    return tl.timeline(records, "KAZ", width="183mm")


@pytest.fixture(scope="module")
def saved(kazakhstan, tmp_path_factory):
    """A file of it, written once: ``saved("pdf")``."""
    folder = tmp_path_factory.mktemp("kazakhstan")
    return functools.cache(lambda ending: kazakhstan.save(folder / f"a.{ending}"))


@pytest.fixture
def own(tmp_path):
    """A table of its own: ``own("Ruritania,law,2003,,A label,,law,,")``."""

    def read(*rows):
        path = tmp_path / "own.csv"
        header = "country,kind,start,end,label,value,category,detail,source"
        path.write_text("\n".join((header, *rows)), encoding="utf-8")
        return tl.read_csv(path)

    return read


# --- same bytes ------------------------------------------------------------------------------

SAVE_ALL = """
import hashlib, sys
import tinytl as tl
records = tl.read_csv(sys.argv[1])
charts = [tl.timeline(records, code, width="183mm") for code in sys.argv[3].split(",")]
for path in tl.save_all(charts, sys.argv[2], formats=sys.argv[4].split(","), progress=False):
    print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def start(folder, cases, **environment):
    """A process that saves cases in all formats and prints their checksums."""
    arguments = [DATA / "timelines.csv", folder, ",".join(cases), ",".join(FORMATS)]
    return subprocess.Popen(
        [sys.executable, "-c", SAVE_ALL, *map(str, arguments)],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    "cases", [["KAZ"], pytest.param(CASES, marks=pytest.mark.full)], ids=["one", "all"]
)
def test_two_processes_write_the_same_bytes(tmp_path, cases):
    elsewhere = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "86400"}
    processes = [
        start(tmp_path / "one", cases, PYTHONHASHSEED="1", TZ="UTC"),
        start(tmp_path / "two", cases, **elsewhere),
    ]
    one, two = (process.communicate(timeout=300)[0].splitlines() for process in processes)
    assert len(one) == len(cases) * len(FORMATS)
    assert one == two


def test_what_a_notebook_sets_for_other_figures_changes_nothing(kazakhstan, tmp_path):
    before = kazakhstan.save(tmp_path / "a.pdf").read_bytes()
    with matplotlib.rc_context({"font.size": 20, "savefig.bbox": "tight", "pdf.fonttype": 3}):
        assert kazakhstan.save(tmp_path / "b.pdf").read_bytes() == before


@pytest.mark.parametrize("ending", FORMATS)
def test_no_file_holds_the_time_or_the_place_of_its_making(saved, ending):
    file = saved(ending)
    data = file.read_bytes()
    assert b"CreationDate" not in data
    assert b"ModDate" not in data
    assert b"<dc:date>" not in data
    assert str(file.parent).encode() not in data


# --- size and type ---------------------------------------------------------------------------


@pytest.mark.parametrize("width", ["57mm", "89mm", "114.3mm", "183mm"])
def test_a_page_has_the_size_that_was_asked_for(records, tmp_path, width):
    chart = tl.timeline(records, "OMN", width=width, height="100mm")
    page = pymupdf.open(chart.save(tmp_path / "a.pdf"))[0]
    assert page.rect.width / MM == pytest.approx(float(width[:-2]), abs=0.01)
    assert page.rect.height / MM == pytest.approx(100, abs=0.01)
    eps = chart.save(tmp_path / "a.eps").read_text(encoding="ascii")
    box = re.search(r"%%HiResBoundingBox: 0\.0+ 0\.0+ (\S+) (\S+)", eps)
    assert float(box[1]) / MM == pytest.approx(float(width[:-2]), abs=0.01)
    svg = ElementTree.parse(chart.save(tmp_path / "a.svg")).getroot()
    assert float(svg.get("width").removesuffix("mm")) == pytest.approx(float(width[:-2]), abs=0.01)
    assert float(svg.get("height").removesuffix("mm")) == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize("dpi", [300, 600, 1200])
@pytest.mark.parametrize("ending", ["png", "tif"])
def test_pixels_are_those_that_lie_wholly_on_the_page(records, tmp_path, ending, dpi):
    chart = tl.timeline(records, "OMN", width="89mm", height="60mm")
    with Image.open(chart.save(tmp_path / f"a.{ending}", dpi=dpi)) as picture:
        assert picture.size == (int(89 / 25.4 * dpi), int(60 / 25.4 * dpi))
        assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.01)


def test_figure_9_has_1350_by_900_pixels(records, tmp_path):
    chart = tl.timeline(records, "KAZ", preset="figure9")
    with Image.open(chart.save(tmp_path / "a.png")) as picture:
        assert picture.size == (1350, 900)


@pytest.mark.parametrize(("theme", "mode"), [("print", "L"), ("screen", "RGB"), ("dark", "RGB")])
def test_tiff_is_flat_grey_or_rgb_and_packed_with_lzw(records, tmp_path, theme, mode):
    chart = tl.timeline(records, "OMN", width="89mm", theme=theme)
    with Image.open(chart.save(tmp_path / "a.tiff")) as picture:
        assert (picture.format, picture.mode) == ("TIFF", mode)
        assert picture.info["compression"] == "tiff_lzw"
        assert (tmp_path / "a.tiff").stat().st_size < 10_000_000


@each("country", CASES)
def test_type_in_a_pdf_has_exactly_its_size_and_every_font_is_truetype(records, tmp_path, country):
    path = tl.timeline(records, country, width="183mm").save(tmp_path / "a.pdf")
    page = pymupdf.open(path)[0]
    spans = [
        span
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", [])
        for span in line["spans"]
    ]
    assert {round(span["size"], 4) for span in spans} == {7}
    fonts = page.get_fonts()
    assert {font[2] for font in fonts} == {"Type0"}
    for font in pypdf.PdfReader(path).pages[0]["/Resources"]["/Font"].values():
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        assert inner["/Subtype"] == "/CIDFontType2"  # TrueType
        assert "/FontFile2" in inner["/FontDescriptor"]


def test_text_stays_text_in_cyrillic_too(own, tmp_path):
    mine = own(
        "Қазақстан,law,2003-05,,Закон о торговле,,law,,", "Қазақстан,rating,2003,,,2,report,,"
    )
    chart = tl.timeline(mine, "Қазақстан", width="89mm", theme="screen")
    text = pymupdf.open(chart.save(tmp_path / "a.pdf"))[0].get_text()
    assert "Қазақстан, 2003" in text
    assert "Закон о торговле" in text
    assert "Закон о торговле" in chart.save(tmp_path / "a.svg").read_text(encoding="utf-8")
    postscript = chart.save(tmp_path / "a.eps").read_text(encoding="ascii")
    assert "/FontType 42 def" in postscript
    assert "/FontType 3 def" not in postscript


def test_a_character_that_no_font_has_is_told(own, tmp_path):
    private = "\ue123"
    mine = own(
        f"Ruritania,law,2003-05,,A {private} law,,law,,", "Ruritania,rating,2003,,,2,report,,"
    )
    with pytest.warns(tl.ExportWarning, match=r"a.pdf: no font on this machine for .* \(U\+E123\)"):
        tl.timeline(mine, "Ruritania", width="89mm").save(tmp_path / "a.pdf")


def test_other_scripts_take_another_font_and_stay_text(own, tmp_path):
    mine = own("Ruritania,law,2003-05,,قانون 2003,,law,,", "Ruritania,rating,2003,,,2,report,,")
    path = tl.timeline(mine, "Ruritania", width="89mm").save(tmp_path / "a.pdf")  # DejaVu Sans
    page = pymupdf.open(path)[0]
    assert "2003" in page.get_text()
    assert any("\u0600" <= char < "\uff00" for char in page.get_text())
    assert {font[2] for font in page.get_fonts()} == {"Type0"}
    names = [font[3] for font in page.get_fonts()]
    assert not [name for name in names if "Mono" in name or "Oblique" in name], "all of a kind"


def test_a_script_that_no_font_has_is_named(own, tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "_fonts", lambda bold: ())  # as on a machine without any
    fonts._others.cache_clear()
    mine = own("Ruritania,law,2003-05,,विधेयक 法,,law,,", "Ruritania,rating,2003,,,2,report,,")
    with pytest.warns(tl.ExportWarning, match=r"for Devanagari, Chinese, and boxes stand there"):
        tl.timeline(mine, "Ruritania", width="89mm").save(tmp_path / "a.svg")
    fonts._others.cache_clear()


def test_every_reader_of_pdf_shows_a_font_with_postscript_outlines(own, tmp_path, monkeypatch):
    font = FontBuilder(1000, isTTF=False)
    font.setupGlyphOrder([".notdef", "full"])
    font.setupCharacterMap({ord("法"): "full"})
    pen = T2CharStringPen(900, None)
    for move, *at in ("moveTo", (0, 0)), ("lineTo", (800, 0)), ("lineTo", (800, 800)):
        getattr(pen, move)(*at)
    pen.closePath()
    glyph = pen.getCharString()
    font.setupCFF("Han", {}, {".notdef": glyph, "full": glyph}, {})
    font.setupHorizontalMetrics({".notdef": (900, 0), "full": (900, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Han", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    font.save(tmp_path / "han.otf")
    entry = FontEntry(fname=str(tmp_path / "han.otf"), name="Han", style="normal", weight=400)
    monkeypatch.setattr(fonts, "_fonts", lambda bold: (entry,))
    fonts._others.cache_clear()
    mine = own("Ruritania,law,2003-05,,法法法,,law,,", "Ruritania,rating,2003,,,2,report,,")
    chart = tl.timeline(mine, "Ruritania", width="89mm", tracks=("law",))
    page = pymupdf.open(chart.save(tmp_path / "a.pdf"))[0]
    fonts._others.cache_clear()
    fonts.outlined.cache_clear()
    assert {font[2] for font in page.get_fonts()} == {"Type3"}, "TrueType is what it is not"
    [label] = chart.scene.areas[0].labels
    x = chart.scene.time_axis.x(label.anchor) + label.offset
    top = chart.scene.areas[0].top + label.top
    inside = pymupdf.Rect(x - 9, top + 2, x + 9, top + label.height - 2)
    assert min(page.get_pixmap(clip=inside, dpi=200, colorspace="gray").samples) < 100, "blank"


def test_an_svg_carries_the_letters_that_it_uses(saved, kazakhstan):
    svg = saved("svg").read_text(encoding="utf-8")
    assert svg.count("@font-face") == 2  # regular and bold
    assert f'font-family="{FONT_STACK}"' in svg and FONT_STACK.startswith("Arial, Helvetica, ")
    assert len(fonts.subset(False, "Tier 123")) < 8000
    assert svg.count("<text") >= sum(len(panel.labels) for panel in kazakhstan.scene.areas)


def test_a_browser_takes_the_letters_from_the_svg(saved, page):
    page.goto(saved("svg").as_uri())
    load = "Promise.all([...document.fonts].map(font => font.load().then(() => font.status)))"
    assert page.evaluate(load) == ["loaded", "loaded"]


def test_labels_of_criminalization_are_bold_in_every_format(saved):
    svg = saved("svg").read_text(encoding="utf-8")
    bold = re.findall(r'<text [^>]*font-weight="700"[^>]*>([^<]*)<', svg)
    assert "Full criminalization" in bold
    assert "Trafficking amendments" not in bold
    page = pymupdf.open(saved("pdf"))[0]
    fonts = {
        span["text"]: span["font"]
        for block in page.get_text("dict")["blocks"]
        for line in block["lines"]
        for span in line["spans"]
    }
    assert fonts["Full criminalization"].endswith("Bold")
    assert not fonts["Trafficking amendments"].endswith("Bold")


# --- a second program ------------------------------------------------------------------------

OTHER = {
    "pdf": ["pdftoppm", "-r", "200", "-png", "-singlefile", "{file}", "{stem}"],
    "svg": ["rsvg-convert", "--dpi-x", "200", "--dpi-y", "200", "-o", "{stem}.png", "{file}"],
    "eps": ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dEPSCrop", "-sDEVICE=png16m", "-r200",
            "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-sOutputFile={stem}.png", "{file}"],
}  # fmt: skip

FONTS_OF_A_MACHINE = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{}</dir></fontconfig>
"""


@pytest.mark.parametrize("ending", OTHER)
def test_another_program_draws_the_same_picture(saved, kazakhstan, tmp_path, ending):
    command = OTHER[ending]
    if not shutil.which(command[0]):
        pytest.skip(f"no {command[0]}")
    file = saved(ending)
    values = {"file": str(file), "stem": str(tmp_path / "other")}
    environment = dict(os.environ)
    if ending == "svg":  # librsvg reads no font inside a file: it is given ours as the machine's
        fonts = tmp_path / "fonts.conf"
        fonts.write_text(FONTS_OF_A_MACHINE.format(FONTS), encoding="utf-8")
        environment["FONTCONFIG_FILE"] = str(fonts)
    command = [part.format(**values) for part in command]
    subprocess.run(command, check=True, timeout=60, env=environment)
    with (
        Image.open(kazakhstan.save(tmp_path / "ours.png", dpi=200)) as ours,
        Image.open(tmp_path / "other.png") as other,
    ):
        # Edges are softened differently; in boxes of 24 pixels a missing label makes 27 and more.
        boxes = [
            picture.convert("L").resize((60, 28), Image.Resampling.BOX) for picture in (ours, other)
        ]
    apart = [abs(a - b) for a, b in zip(*(picture.tobytes() for picture in boxes), strict=True)]
    assert max(apart) <= 16


# --- what files say of themselves ------------------------------------------------------------


def test_a_pdf_says_what_it_is(saved, kazakhstan):
    reader = pypdf.PdfReader(saved("pdf"), strict=True)
    said = reader.metadata
    assert said["/Title"] == "Kazakhstan, 2000–2025"
    assert said["/Subject"] == kazakhstan.alt_short
    assert said["/Creator"] == f"tinytl {tl.__version__}"
    assert "Kelley and Heiss (2017)" in said["/Keywords"]
    assert kazakhstan.origin.sha256 in said["/Keywords"]
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "en"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pymupdf.open(saved("pdf")).is_repaired is False


def test_an_svg_says_what_it_is(saved, kazakhstan):
    root = ElementTree.parse(saved("svg")).getroot()
    assert root.get("role") == "img"
    assert root.get("lang") == "en"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    assert title.text == kazakhstan.title
    assert description.text == kazakhstan.alt
    everything = "".join(root.itertext())
    assert f"tinytl {tl.__version__}" in everything
    assert kazakhstan.origin.sha256 in everything
    assert "Kelley and Heiss (2017)" in everything


def test_pixels_say_what_they_are(saved, kazakhstan):
    with Image.open(saved("png")) as picture:
        said = picture.text
    assert said["Title"] == kazakhstan.title
    assert said["Description"] == kazakhstan.alt
    assert said["Software"] == f"tinytl {tl.__version__}"
    assert "Kelley and Heiss (2017)" in said["Source"]
    assert kazakhstan.origin.sha256 in said["Comment"]
    with Image.open(saved("tif")) as picture:
        tags = picture.tag_v2
        assert tags[269] == "Kazakhstan, 2000-2025"
        assert tags[305] == f"tinytl {tl.__version__}"
        for part in ("Tier 3 from 12 July 2001", "Kelley and Heiss", kazakhstan.origin.sha256):
            assert part in tags[270]


def test_an_eps_says_what_it_is_in_short_lines(saved, kazakhstan):
    head = saved("eps").read_text(encoding="ascii").split("%%EndComments")[0]
    assert "%%Title: Kazakhstan, 2000-2025\n" in head
    assert f"%%Creator: tinytl {tl.__version__}\n" in head
    assert kazakhstan.origin.sha256 in head
    assert "Kelley and Heiss (2017)" in head
    assert max(map(len, head.splitlines())) <= 255  # as the document structuring conventions want


def test_words_are_written_beside_the_file(kazakhstan, tmp_path):
    kazakhstan.save(tmp_path / "kaz.pdf", words=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "kaz.alt.txt", "kaz.bib", "kaz.caption.txt", "kaz.pdf",
    ]  # fmt: skip
    caption = (tmp_path / "kaz.caption.txt").read_text(encoding="utf-8")
    assert caption.startswith(f"{kazakhstan.caption}\n% Written by tinytl, ")
    short, _, alt = (tmp_path / "kaz.alt.txt").read_text(encoding="utf-8").partition("\n\n")
    assert (short, alt.partition("% ")[0]) == (kazakhstan.alt_short, f"{kazakhstan.alt}\n")
    library = bibtexparser.parse_file(str(tmp_path / "kaz.bib"))
    assert library.entries and not library.failed_blocks


def test_without_bibtex_no_bib_is_written_and_that_is_told(own, tmp_path):
    chart = tl.timeline(own("Ruritania,law,2003,,Law,,law,,hope1894"), "Ruritania")
    with pytest.warns(tl.ExportWarning, match=r"No .bib was written: there is no sources.bib"):
        chart.save(tmp_path / "a.svg", words=True)
    assert not (tmp_path / "a.bib").exists()
    assert (tmp_path / "a.caption.txt").exists()


# --- journals --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", tl.WIDTHS)
def test_each_width_has_a_name_and_readable_type_and_prints(records, tmp_path, name):
    chart = tl.timeline(records, "OMN", width=name)
    assert chart.scene.width == points(tl.WIDTHS[name].size)
    assert chart.scene.theme.name == tl.WIDTHS[name].theme
    assert chart.scene.theme.size >= tl.WIDTHS[name].least_pt
    chart.save(tmp_path / "a.pdf")  # a warning would fail


def test_type_under_the_journals_minimum_is_told(records, tmp_path):
    chart = tl.timeline(records, "OMN", width="plos-1", theme="print")
    with pytest.warns(
        tl.ExportWarning,
        match=r"a.pdf: the journal wants type of 8 pt .* 'Full criminalization' \(7 pt\)",
    ):
        chart.save(tmp_path / "a.pdf")
    tl.timeline(records, "OMN", width="132mm", theme="print").save(tmp_path / "b.pdf")


def test_an_unknown_width_is_told_with_the_known_ones(records):
    with pytest.raises(
        tl.LayoutError, match=r"width is 'natur-1'; expected .* nature-1, nature-2,"
    ):
        tl.timeline(records, "KAZ", width="natur-1")


def test_without_a_grid_there_are_no_grid_lines(records, tmp_path):
    with_grid = tl.timeline(records, "KAZ", width="89mm")
    without = tl.timeline(records, "KAZ", width="89mm", grid=False)
    colour = with_grid.scene.theme.grid
    strokes = [
        chart.save(tmp_path / f"{number}.svg")
        .read_text(encoding="utf-8")
        .count(f'stroke="{colour}"')
        for number, chart in enumerate((with_grid, without))
    ]
    assert strokes[0] > strokes[1] == 1  # the line that laws stand on
    axes = without.figure.layout
    assert not axes.xaxis.showgrid and not axes.yaxis2.showgrid


# --- many ------------------------------------------------------------------------------------


def test_many_charts_are_saved_under_the_codes_of_their_countries(records, tmp_path):
    charts = [tl.timeline(records, code, width="183mm") for code in ("OMN", "TCD")]
    paths = tl.save_all(
        charts, tmp_path / "new", formats=("pdf", ".svg"), words=True, progress=False
    )
    assert [path.name for path in paths] == ["omn.pdf", "omn.svg", "tcd.pdf", "tcd.svg"]
    assert (tmp_path / "new" / "tcd.caption.txt").exists()


def test_one_failing_chart_stops_no_other(records, tmp_path, capsys):
    good = tl.timeline(records, "OMN", width="183mm")
    lost = records.query("country == 'TCD'")
    lost.attrs["sources"] = str(tmp_path / "empty.bib")
    (tmp_path / "empty.bib").write_text("@misc{a, title = {A}}", encoding="utf-8")
    bad = tl.timeline(lost, "TCD", width="183mm")
    with pytest.raises(tl.ExportError) as told:
        tl.save_all({"bad": bad, "good": good}, tmp_path, words=True)
    first, second = str(told.value).splitlines()
    assert first == "1 of 2 files could not be written, the others were:"
    assert second.startswith("bad.pdf: empty.bib has no entry for ")
    assert (tmp_path / "good.pdf").exists()
    assert "0/2" in capsys.readouterr().err  # the bar, which shows each step only if it lasts


def test_two_charts_of_one_name_are_told_before_anything_is_written(records, tmp_path):
    charts = [tl.timeline(records, "OMN", width=width) for width in ("89mm", "183mm")]
    with pytest.raises(tl.ExportError, match=r"omn: more than one chart of that name; .* mapping"):
        tl.save_all(charts, tmp_path, progress=False)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "options", "match"),
    [
        ("a.gif", {}, r"a.gif: cannot write .gif; expected one of .pdf, .svg, .eps, .png, .tif"),
        ("a", {}, r"a: cannot write a file without an ending"),
        ("a.png", {"dpi": 30}, r"a.png: dpi is 30; expected 72 to 2400"),
    ],
)
def test_what_cannot_be_written_is_told(kazakhstan, tmp_path, name, options, match):
    with pytest.raises(tl.ExportError, match=match):
        kazakhstan.save(tmp_path / name, **options)


def test_a_folder_in_place_of_a_file_is_named(kazakhstan):
    with pytest.raises(tl.ExportError, match=r"^\.: cannot write a file without an ending"):
        kazakhstan.save(".")


# --- the web ---------------------------------------------------------------------------------


@pytest.fixture
def opened(show, records):
    """A chart's page, opened: ``opened(theme="dark")``."""
    return lambda **options: show(tl.timeline(records, "KAZ", **options))


@pytest.mark.parametrize("theme", ["screen", "dark"])
def test_a_page_is_accessible(opened, theme):
    page = opened(theme=theme)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title() == "Kazakhstan, 2000–2025"
    assert page.get_by_role("figure", name="Kazakhstan, 2000–2025").count() == 1
    assert "Top to bottom: laws;" in page.locator("figcaption").inner_text()


def test_a_page_holds_its_data_as_a_table_and_in_words(opened, records):
    page = opened()
    rows = page.locator("tbody tr")
    assert rows.count() == 69
    first = rows.nth(1).locator("td").all_text_contents()
    assert first[:3] == ["Laws", "February 2002", "Partial criminalization"]
    assert "Tier 3 from 12 July 2001" in page.locator("details").first.text_content()


def test_on_a_phone_the_chart_scrolls_in_its_own_box(opened):
    page = opened()
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = "e => [e.scrollWidth, e.clientWidth]"
    inner, outer = page.locator(".chart").evaluate(wide)
    assert inner >= 720 > outer


def test_printed_it_fits_the_paper_on_one_page(opened, tmp_path):
    page = opened()
    page.pdf(path=tmp_path / "printed.pdf", format="A4", prefer_css_page_size=True)
    printed = pymupdf.open(tmp_path / "printed.pdf")
    assert len(printed) == 1
    text = printed[0].get_text().replace(THIRD, "")
    assert "5 Jul 2024\nLaw on Combating Human Trafficking" in text
    assert "The data as a table" not in text
    assert all(word[2] <= printed[0].rect.width - 20 for word in printed[0].get_text("words"))


def test_printed_a_chart_wider_than_the_paper_shrinks_to_it(opened, tmp_path):
    page = opened(width="1200px")
    page.pdf(path=tmp_path / "printed.pdf", format="A4", prefer_css_page_size=True)
    printed = pymupdf.open(tmp_path / "printed.pdf")[0]
    assert "2025" in printed.get_text()
    assert all(word[2] <= printed.rect.width - 20 for word in printed.get_text("words"))


@pytest.mark.parametrize(
    "width", [None, *(pytest.param(w, marks=pytest.mark.full) for w in ("89mm", "183mm"))]
)
def test_a_page_of_any_width_from_a_phones_up_is_not_cut(opened, width):
    page = opened(width=width)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    for wide in (375, 768, 1024, 1440):
        page.set_viewport_size({"width": wide, "height": 800})
        assert still(page, "() => document.documentElement.scrollWidth") <= wide
        assert page.evaluate(
            "[...document.querySelectorAll('.chart, .table')].every((box) =>"
            "box.scrollWidth <= box.clientWidth || getComputedStyle(box).overflowX === 'auto')"
        )


def test_a_finger_scrolls_a_chart_that_is_wider_than_a_phone(browser, records, tmp_path):
    phone = browser.new_context(viewport={"width": 375, "height": 800}, is_mobile=True,
                                has_touch=True)  # fmt: skip
    page = phone.new_page()
    page.goto(tl.timeline(records, "KAZ").save(tmp_path / "kaz.html").as_uri())
    page.wait_for_selector("#timeline .nsewdrag", state="attached")
    touch = phone.new_cdp_session(page)
    for area in page.locator(".nsewdrag").all():
        page.evaluate("document.querySelector('.chart').scrollLeft = 0")
        box = area.bounding_box()
        x, y = 300, box["y"] + box["height"] / 2

        def send(kind, *points, touch=touch):
            message = {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]}
            touch.send("Input.dispatchTouchEvent", message)

        send("touchStart", (x, y))
        for step in range(1, 9):
            send("touchMove", (x - 25 * step, y))
            page.wait_for_timeout(20)
        send("touchEnd")
        page.wait_for_function("document.querySelector('.chart').scrollLeft > 100")
    phone.close()


def test_no_button_sends_data_away(opened):
    titles = opened().evaluate(
        "[...document.querySelectorAll('.modebar-btn')].map(b => b.dataset.title)"
    )
    assert titles == ["Download plot", "Zoom", "Pan", "Reset axes"]


def test_a_page_is_small_with_plotly_from_the_internet(saved, kazakhstan, tmp_path):
    whole = saved("html").stat().st_size
    small = kazakhstan.save(tmp_path / "small.html", cdn=True)
    assert whole > 3_000_000 > 220_000 > small.stat().st_size
    assert "https://cdn.plot.ly/plotly-" in small.read_text(encoding="utf-8")
