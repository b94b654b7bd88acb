"""What others have written is shown as it stands, and never run; what is no figure is refused."""

import csv
import io
import json

import pymupdf
import pytest

import tinytl as tl
from measure import blank, draw
from tinytl.draw import embed, plotly_figure

EVIL = [
    "<img src=x onerror=hit()>",
    '<a href="javascript:hit()">go</a>',
    "</script><script>hit()</script>",
    "<b>Land</b> & &lt;i&gt;",
    "]]></title></svg><svg onload=hit()>",
    "<!--<script>",
    "%{y} ${hit()} $x^2$",
]
FORMULAS = ["=1+1", "+x", "-x", "@x", "'=x", "'x", "-1"]
SEEN = """() => {
  const parts = [...document.querySelectorAll("svg text")].map((text) => text.textContent);
  return parts.join(" ").replace(/\\s+/g, "");
}"""
HOVERED = """async () => {
  const plot = document.querySelector(".js-plotly-plot"), said = [];
  for (const [curveNumber, { x, hoverinfo, xaxis, yaxis }] of plot._fullData.entries())
    for (let pointNumber = 0; hoverinfo !== "skip" && pointNumber < x.length; pointNumber++) {
      Plotly.Fx.hover(plot, [{ curveNumber, pointNumber }], xaxis + yaxis);
      await new Promise((resolve) => setTimeout(resolve, 60)); // plotly answers every 50 ms
      said.push(...[...plot.querySelectorAll(".hovertext")].map((text) => text.textContent));
    }
  return said.join(" ").replace(/\\s+/g, "");
}"""


@pytest.fixture
def charts(tmp_path):
    """A timeline and an overview in which every text is hostile."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["country", "kind", "start", "label", "value", "category", "detail", "source"])
    for land in EVIL[:4]:
        for year in range(2001, 2009):
            rows.writerow([land, "rating", year, "", "A", EVIL[0], EVIL[1], "evil0"])
        for n, evil in enumerate(EVIL):
            rows.writerow([land, "law", f"{2001 + n}-03-05", evil, "", evil, evil, f"evil{n % 5}"])
    (tmp_path / "mine.csv").write_text(text.getvalue(), encoding="utf-8")
    entries = (
        f"@misc{{evil{n}, author = {{{{{evil}}}}}, title = {{{evil}}}, year = 2001}}\n"
        for n, evil in enumerate(EVIL[:5])
    )
    (tmp_path / "sources.bib").write_text("".join(entries), encoding="utf-8")
    scale = tl.Scale(["A", "B"], labels=[EVIL[3], EVIL[0]], name=EVIL[2])
    records = tl.read_csv(tmp_path / "mine.csv", scale)
    groups = dict.fromkeys(EVIL[:4], EVIL[4])
    return (
        tl.timeline(records, EVIL[0], scale=scale, key=True),
        tl.overview(records, guides=EVIL[-1:], group=groups, scale=scale),
    )


@pytest.fixture
def watched(context):
    """A page that counts what was run; at the end nothing was, and no dialog was opened."""
    opened, page = [], context.new_page()
    page.on("dialog", lambda dialog: opened.append(dialog.message))
    page.add_init_script("window.hits = 0; window.hit = () => { window.hits += 1; };")
    yield page
    assert page.evaluate("window.hits") == 0
    assert not opened
    assert page.evaluate("document.querySelectorAll('img, iframe, svg a, svg script').length") == 0


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("number", [0, 1])
def test_a_saved_page_shows_markup_as_text_and_runs_none(watched, charts, tmp_path, number):
    watched.goto(charts[number].save(tmp_path / "evil.html").as_uri())
    watched.wait_for_selector(".js-plotly-plot .xtick text")
    seen, said = watched.evaluate(SEEN), watched.evaluate(HOVERED)
    assert squeezed(charts[number].title) in seen
    names = EVIL[:5] if number else EVIL  # of rows and groups; of labels
    assert [name for name in names if squeezed(name) not in seen] == []
    assert [name for name in (EVIL[-1:] if number else EVIL) if squeezed(name) not in said] == []


def test_a_figure_of_plotly_shows_markup_as_text_too(watched, charts):
    for chart in charts:
        blank(watched)
        watched.evaluate("() => { window.hits = 0; window.hit = () => { window.hits += 1; }; }")
        draw(watched, plotly_figure.figure_dict(chart.scene))
        watched.wait_for_selector(".js-plotly-plot .xtick text")
        assert squeezed(EVIL[3]) in watched.evaluate(SEEN)


def test_an_svg_shows_markup_as_text_and_runs_none(watched, charts, tmp_path):
    for chart in charts:
        watched.goto(chart.save(tmp_path / "evil.svg").as_uri())
        seen = watched.evaluate(SEEN)
        assert squeezed(chart.title) in seen and squeezed(EVIL[3]) in seen


@pytest.mark.parametrize("ending", ["pdf", "svg", "html"])
def test_a_chart_of_hostile_texts_comes_back(charts, tmp_path, ending):
    for chart in charts:
        file = chart.save(tmp_path / f"evil.{ending}", words=True)
        opened = tl.open(file)
        assert opened.records.equals(chart.records)
        assert opened.save(tmp_path / f"again.{ending}").read_bytes() == file.read_bytes()


# --- spreadsheets ----------------------------------------------------------------------------


def test_no_cell_that_is_attached_to_a_pdf_is_run_by_a_spreadsheet(tmp_path):
    rows = "".join(f'R,law,2011-{n:02},"{cell}"\n' for n, cell in enumerate(FORMULAS, start=1))
    (tmp_path / "mine.csv").write_text(f"country,kind,start,label\n{rows}", encoding="utf-8")
    chart = tl.timeline(tl.read_csv(tmp_path / "mine.csv"), "R")
    file = chart.save(tmp_path / "r.pdf", words=True)
    attached = pymupdf.open(file).embfile_get("timeline.csv").decode()
    labels = [row["label"] for row in csv.DictReader(io.StringIO(attached))]
    assert labels == ["'=1+1", "'+x", "'-x", "'@x", "''=x", "'x", "-1"]
    assert list(tl.open(file).records.label) == FORMULAS
    assert not list(tmp_path.glob("r*.csv")), "the words beside it are no table"


# --- names -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def chart(records):
    return tl.timeline(records, "KAZ", tracks=["rating"], width="89mm")


@pytest.mark.parametrize(
    "name", ["con.pdf", "NUL.svg", "aux", "Com1.tar.png", "lpt9 .pdf", "a\0b.pdf"]
)
def test_a_name_that_not_all_systems_have_is_refused(chart, tmp_path, name):
    with pytest.raises(tl.ExportError, match="no name of a file on all systems; expected one with"):
        chart.save(tmp_path / name)
    with pytest.raises(tl.ExportError, match="no name of a file on all systems"):
        tl.open(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_name_that_only_begins_like_a_device_is_none(chart, tmp_path):
    assert chart.save(tmp_path / "new" / ".." / "console.svg").is_file()


@pytest.mark.parametrize("name", ["folder.svg", "file.txt/kaz.svg", f"{'x' * 300}.svg"])
def test_a_place_that_cannot_be_written_is_named(chart, tmp_path, name):
    (tmp_path / "folder.svg").mkdir()
    (tmp_path / "file.txt").write_text("")
    with pytest.raises(tl.ExportError, match=r"cannot be written: \w+"):
        chart.save(tmp_path / name)


@pytest.mark.parametrize("name", ["../kaz", "a/b", "a\\b", "/kaz"])
def test_no_chart_of_many_is_written_to_another_folder(chart, tmp_path, name):
    with pytest.raises(tl.ExportError, match="expected a name without a folder"):
        tl.save_all({name: chart, "kaz": chart}, tmp_path / "figures")
    assert not list(tmp_path.iterdir())


# --- files that are no figures ---------------------------------------------------------------


def test_a_folder_and_a_file_that_is_not_there_are_told(tmp_path):
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(tl.ExportError, match=r"folder.pdf: expected a file, of at most 256 MB"):
        tl.open(tmp_path / "folder.pdf")
    for folder, name in ((".", "."), ("/", "/")):
        with pytest.raises(tl.ExportError, match=rf"^{name}: expected a file"):
            tl.open(folder)
    with pytest.raises(tl.ExportError, match=r"none.pdf' cannot be read: No such file"):
        tl.open(tmp_path / "none.pdf")


def test_a_file_larger_than_any_figure_is_not_read(tmp_path):
    with (tmp_path / "large.png").open("wb") as file:
        file.truncate(2**30)
    with pytest.raises(tl.ExportError, match=r"large.png: expected a file, of at most 256 MB"):
        tl.open(tmp_path / "large.png")


@pytest.mark.parametrize("ending", ["pdf", "svg", "eps", "png", "tif", "tiff", "html"])
def test_an_empty_file_says_so(tmp_path, ending):
    file = tmp_path / f"empty.{ending}"
    file.write_bytes(b"")
    with pytest.raises(tl.ExportError, match=rf"empty.{ending}: the file breaks off"):
        tl.open(file)


def test_entities_that_stand_for_entities_are_not_read(tmp_path):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    file = tmp_path / "laughs.svg"
    file.write_text(
        f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]><svg>&l19;</svg>'
    )
    with pytest.raises(tl.ExportError, match="tinytl has not made it"):
        tl.open(file)


def test_what_nests_without_end_is_told(tmp_path):
    deep = "[" * 200_000
    for parts in ({"timeline.json": deep, "timeline.csv": "", "timeline.bib": ""}, deep):
        text = embed.packed(parts)
        file = tmp_path / "deep.svg"
        file.write_bytes(b"<svg>" + text + b"</svg>")
        with pytest.raises(tl.ExportError, match=r"deep.svg: what (it|the file) carries"):
            tl.open(file)


def test_what_a_picture_tells_of_itself_is_no_chart(chart, tmp_path):
    told = {"timeline.json": json.dumps({"view": {}}), "timeline.csv": "", "timeline.bib": ""}
    (tmp_path / "odd.svg").write_bytes(b"<svg>" + embed.packed(told) + b"</svg>")
    with pytest.raises(tl.ExportError, match=r"odd.svg: what it carries is no chart"):
        tl.open(tmp_path / "odd.svg")
