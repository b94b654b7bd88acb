"""A figure is its own source: whatever was saved is opened again, and what is no figure says so."""

import bz2
import io
import json
import re
import struct
import subprocess
import sys
import time
import tracemalloc
import warnings
import zlib
from base64 import b85encode
from functools import cache

import numpy as np
import pandas as pd
import pymupdf
import pypdf
import pytest
from PIL import Image

import tinytl as tl
from tinytl.draw import embed, pdf

FORMATS = ("pdf", "svg", "eps", "png", "tif", "html")
CASES = ["ARE", "ARG", "ARM", "ECU", "HND", "IDN", "ISR", "JPN", "KAZ", "MOZ", "MYS", "NGA", "OMN",
         "TCD", "ZWE"]  # fmt: skip
MOST = 20_000
BOMB = 2**28
full = pytest.mark.full


@pytest.fixture(scope="module")
def chart(records):
    return tl.timeline(records, "KAZ", width="183mm", years=(2000, 2014), tracks=["rating", "law"])


@pytest.fixture(scope="module")
def bytes_of(chart, tmp_path_factory):
    folder = tmp_path_factory.mktemp("saved")
    return cache(lambda ending: chart.save(folder / f"kaz.{ending}", dpi=72).read_bytes())


@pytest.fixture
def saved(bytes_of, tmp_path):
    """A file of the chart, to read or to spoil."""

    def write(ending):
        file = tmp_path / f"kaz.{ending}"
        file.write_bytes(bytes_of(ending))
        return file

    return write


def again(chart, ending, folder):
    """Bytes of a chart, and of the one that its file gives."""
    path = chart.save(folder / f"once.{ending}", dpi=72)
    return path.read_bytes(), tl.open(path).save(folder / f"twice.{ending}", dpi=72).read_bytes()


# --- the chart again -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "country", [pytest.param(code, marks=() if code == "KAZ" else full) for code in CASES]
)
def test_saved_and_opened_and_saved_a_file_has_the_same_bytes(records, tmp_path, country):
    chart = tl.timeline(records, country, width="183mm")
    for ending in FORMATS:
        if ending == "eps" and country not in ("ARE", "KAZ"):
            continue  # takes as long as all others together
        once, twice = again(chart, ending, tmp_path)
        assert once == twice, ending
        parts, _ = embed.extract(once, f".{ending}", "once")
        assert 2000 < len(embed.packed(parts)) < MOST


@pytest.mark.parametrize(
    ("draw", "asked"),
    [
        (tl.overview, {"countries": ["Central Asia", "OECD"], "sort": "event", "key": True}),
        (tl.compare, {"countries": ["KAZ", "CAN", "MYS"]}),
    ],
)
def test_a_file_of_years_around_an_event_knows_the_day_on_which_the_table_ends(
    records, tmp_path, draw, asked
):
    """What goes on is not drawn in such a chart, if the event was long ago."""
    once, twice = again(draw(records, align="full criminalization", **asked), "svg", tmp_path)
    assert once == twice


def test_some_countries_of_a_file_can_be_drawn(records):
    file = io.BytesIO()
    tl.overview(records, ["KAZ", "KGZ"]).save(file, format="svg")
    assert tl.open(io.BytesIO(file.getvalue()), countries=["KGZ"]).view.countries == ("KGZ",)


VIEWS = {
    "page": {},
    "figure 9": {"preset": "figure9"},
    "narrow": {"width": "89mm", "max_rows": 2, "max_chars": 20},
    "some laws": {"only": {"law": ["plan"], "event": ("court",)}, "tracks": ["event", "law"]},
    "before all": {"years": (2001, 2001), "width": "89mm", "theme": "dark", "grid": False},
    "numpy": {"years": tuple(np.array([2003, 2010])), "width": "nature-1"},
}


@pytest.mark.parametrize("ending", FORMATS)
def test_a_chart_is_opened_from_a_file_object_in_any_format(saved, ending):
    data = saved(ending).read_bytes()
    file = io.BytesIO()
    chart = tl.open(io.BytesIO(data))
    chart.save(file, format=ending, dpi=72)
    assert file.getvalue() == data


def test_a_file_object_without_a_chart_says_so():
    with pytest.raises(tl.ExportError, match="the file: expected a file that tinytl has saved"):
        tl.open(io.BytesIO(b"anything"))
    with pytest.raises(tl.ExportError, match="expected a binary file"):
        tl.open(io.StringIO("<svg></svg>"))


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("ending", [pytest.param("pdf", marks=full), "svg"])
def test_whatever_was_asked_for_is_asked_again(records, tmp_path, name, ending):
    once, twice = again(tl.timeline(records, "KAZ", **VIEWS[name]), ending, tmp_path)
    assert once == twice


MANY = {
    "panels": lambda records: tl.compare(records, ["KAZ", "ARM", "UZB"], width="183mm"),
    "from a law": lambda records: tl.compare(
        records, ["KAZ", "ARM"], align="full criminalization", tracks=["rating"], width="183mm"
    ),
    "from dates": lambda records: tl.compare(records, ["KAZ", "ARM"], align={
        "KAZ": "2003-05", "ARM": "2005", "JPN": "2001"}),
    "all": lambda records: tl.overview(records, sort="similar", group="region", width="183mm"),
    "from a downgrade": lambda records: tl.overview(
        records, ["KAZ", "ARM", "UZB", "AUS"], align="downgrade", guides=["full criminalization"],
        width="89mm", sort="event",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=full if name in ("panels", "all") else ()) for name in MANY]
)
def test_charts_of_many_countries_come_back(records, tmp_path, name):
    chart = MANY[name](records)
    for ending in FORMATS if name == "panels" else ("pdf", "svg"):
        once, twice = again(chart, ending, tmp_path)
        assert once == twice, ending
    opened = tl.open(tmp_path / "once.svg")
    assert opened.records.equals(chart.records)
    assert (opened.caption, opened.alt) == (chart.caption, chart.alt)


@pytest.mark.parametrize("draw", [tl.compare, tl.overview])
def test_a_country_of_which_nothing_is_drawn_comes_back(tmp_path, draw):
    rows = [("ARM", "law", 2003, "", "A law", ""), ("ARM", "rating", 2003, "", "", "1"),
            ("BLR", "government", 2001, 2004, "A name", "")]  # fmt: skip
    table = pd.DataFrame(rows, columns=["country", "kind", "start", "end", "label", "value"])
    chart = draw(table, ["ARM", "BLR"])
    file, again = chart.save(tmp_path / "a.svg"), tmp_path / "b.svg"
    tl.open(file).save(again)
    assert again.read_bytes() == file.read_bytes()


def test_a_table_and_a_scale_of_ones_own_come_back(tmp_path):
    table = tmp_path / "mine.csv"
    rows = (
        "country,kind,start,end,label,value,category,detail,source",
        'Ruritania,rating,2001,,,A,,"A ""good"" year, it seems",me2001',
        "Ruritania,rating,2002?,..,,C,,,me2001:p. 3",
        "Ruritania,law,2002-21,,Закон & <b>order</b>,,law,,nobody",
        "Ruritania,government,1999~,..,=Rudolf,,leader,,",
        "Graustark,index,2001,,,7,freedom,,",
        "Ruritania,index,2001,,,3,freedom,,",
    )
    table.write_text("\n".join(rows), encoding="utf-8")
    entry = "@misc{me2001,\n  author = {Me},\n  title = {Mine},\n  year = {2001}\n}\n"
    (tmp_path / "sources.bib").write_text(entry, encoding="utf-8")
    scale = tl.Scale(
        list("ABC"), labels=["Good", "Fair", "Poor"], name="Press", unranked={"X": "None"}
    )
    chart = tl.timeline(tl.read_csv(table, scale=scale), "Ruritania", scale=scale, width="120mm")
    files = [chart.save(tmp_path / f"once.{ending}") for ending in (*FORMATS, "tiff")]
    table.unlink()
    (tmp_path / "sources.bib").unlink()
    for file in files:
        opened = tl.open(file)
        other = opened.save(tmp_path / f"twice{file.suffix}")
        assert other.read_bytes() == file.read_bytes()
        assert (opened.scale, opened.view) == (scale, chart.view)
        assert opened.origin.table == "mine.csv"
    assert "Me (2001)" in opened.caption
    assert set(opened.records.label) == {"", "Закон & <b>order</b>", "=Rudolf"}


def test_the_words_and_the_references_come_back(chart, saved):
    opened = tl.open(saved("pdf"))
    for words in ("title", "caption", "alt", "alt_short", "references", "stem"):
        assert getattr(opened, words) == getattr(chart, words), words
    assert (opened.view, opened.view.code) == (chart.view, chart.view.code)
    assert opened.figure == chart.figure


def test_the_rows_come_back_as_a_frame_to_draw_and_to_count_from(chart, saved):
    rows = tl.open(saved("svg")).records
    assert rows.equals(chart.records)
    law = rows[rows.label == "Partial criminalization"].iloc[0]
    assert str(law.start) == "2002-02"
    narrow = tl.timeline(rows, "KAZ", width="89mm")
    assert narrow.references == chart.references
    assert len(tl.spells(rows)) > 5


def test_another_size_and_another_format_come_from_a_file(records, chart, saved, tmp_path):
    file = saved("png")
    other = tl.open(file, width="89mm", theme="dark").save(tmp_path / "b.svg").read_bytes()
    asked = {"years": (2000, 2014), "tracks": ["rating", "law"], "width": "89mm", "theme": "dark"}
    assert other == tl.timeline(records, "KAZ", **asked).save(tmp_path / "c.svg").read_bytes()
    with pytest.raises(tl.LayoutError, match="theme is 'grim'"):
        tl.open(file, theme="grim")
    with pytest.raises(TypeError, match="colour"):
        tl.open(file, colour="red")


def test_a_chart_is_opened_without_its_table_in_another_process(saved, tmp_path):
    file = saved("pdf")
    code = f"import tinytl as tl; print(tl.open({str(file)!r}).save('again.pdf', dpi=72))"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    assert (tmp_path / "again.pdf").read_bytes() == file.read_bytes()


# --- what it costs, and what others see ------------------------------------------------------

COSTS = {  # at most, in kB, and in a PDF, where sources and table are left for all to read
    "a country": (lambda records: tl.timeline(records, "KAZ", width="183mm"), 9, 9),
    "a comparison": (lambda records: tl.compare(records, ["KAZ", "KGZ", "UZB"]), 9.2, 9),
    "all countries": (lambda records: tl.overview(records, width="183mm"), 52, 70),
}


@full
@pytest.mark.parametrize("what", COSTS)
def test_what_a_file_carries_costs_no_more_than_is_said(records, tmp_path, what):
    draw, most, most_in_pdf = COSTS[what]
    chart = draw(records)
    for ending in (*FORMATS, "tiff"):
        with_data, without = (
            chart.save(tmp_path / f"{data}.{ending}", dpi=72, data=data).stat().st_size
            for data in (True, False)
        )
        most_here = most_in_pdf if ending == "pdf" else most
        assert 5000 < with_data - without <= most_here * 1000, ending


@pytest.mark.parametrize("ending", FORMATS)
def test_it_can_be_left_out(chart, saved, tmp_path, ending):
    without = chart.save(tmp_path / f"b.{ending}", dpi=72, data=False)
    assert 2000 < saved(ending).stat().st_size - without.stat().st_size < MOST
    with pytest.raises(tl.ExportError, match=r"no rows and no view in this file.*data=False"):
        tl.open(without)


def test_a_reader_of_pdf_finds_a_table_the_sources_and_the_view_attached(chart, saved):
    document = pymupdf.open(saved("pdf"))
    assert document.embfile_names() == ["timeline.bib", "timeline.csv", "timeline.json"]
    assert not document.is_repaired
    assert document.embfile_get("timeline.bib").decode() == chart.references
    rows = document.embfile_get("timeline.csv").decode().splitlines()
    assert rows[0].startswith("country,kind,start,end")
    assert len(rows) == len(chart.records) + 1
    told = json.loads(document.embfile_get("timeline.json"))
    assert told["view"]["countries"] == ["KAZ"]
    catalog = pypdf.PdfReader(saved("pdf"), strict=True).trailer["/Root"]
    relations = [file.get_object()["/AFRelationship"] for file in catalog["/AF"]]
    assert relations == ["/Supplement", "/Data", "/Source"]
    assert catalog["/Lang"] == "en"


def test_other_programs_read_the_pixels_as_before(chart, saved, tmp_path):
    for ending in ("png", "tif"):
        plain = chart.save(tmp_path / f"plain.{ending}", dpi=72, data=False)
        with Image.open(saved(ending)) as ours, Image.open(plain) as before:
            ours.load()
            assert ours.tobytes() == before.tobytes()
            assert ours.info["dpi"] == before.info["dpi"]
    with Image.open(saved("png")) as picture:
        assert picture.text["tinytl"].startswith("tinytl:")
        assert picture.text["Title"] == chart.title


# --- files that others have written ----------------------------------------------------------


def test_a_pdf_that_another_program_has_added_to_still_opens_and_says_so(chart, saved):
    file = saved("pdf")
    document = pymupdf.open(file)
    document[0].add_text_annot((20, 20), "Is this right?")
    document.saveIncr()
    with pytest.warns(
        tl.ExportWarning,
        match=r"kaz.pdf was modified after .* the picture may not be",
    ):
        assert tl.open(file).records.equals(chart.records)


def test_a_pdf_that_another_program_wrote_anew_still_opens_and_says_so(chart, saved, tmp_path):
    copy = tmp_path / "copy.pdf"
    pymupdf.open(saved("pdf")).save(copy, garbage=4, deflate=True, use_objstms=1)
    assert b"/Filespec" not in copy.read_bytes()  # packed away
    with pytest.warns(
        tl.ExportWarning,
        match=r"copy.pdf was modified after .* the picture may not be",
    ):
        assert tl.open(copy).records.equals(chart.records)


@pytest.mark.parametrize(
    ("ending", "old", "new"),
    [
        ("svg", b">Tier 3<", b">Tier 1<"),
        ("html", b"</h1>", b"!</h1>"),
        ("eps", b"/two glyphshow", b"/six glyphshow"),
        ("png", b"IDAT", b"IDAT"),
        ("tif", b"II*\0", b"II*\0"),
        ("pdf", b"/Title", b"/Titel"),
    ],
)
def test_a_picture_that_was_changed_says_so(saved, ending, old, new):
    file = saved(ending)
    data = file.read_bytes()
    assert old in data
    if old == new:  # a pixel
        at = data.index(b"IDAT") + 100 if ending == "png" else 200
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    else:
        changed = data.replace(old, new, 1)
    file.write_bytes(changed)
    with pytest.warns(tl.ExportWarning, match="was modified after it was saved"):
        tl.open(file)


@pytest.mark.parametrize("ending", ["pdf", "svg"])
def test_rows_that_were_changed_say_so(chart, saved, tmp_path, ending):
    parts = forged(saved)
    assert ",3,report" in parts["timeline.csv"]
    parts["timeline.csv"] = parts["timeline.csv"].replace(",3,report", ",1,report")
    file = tmp_path / f"forged.{ending}"
    plain = chart.save(file, data=False).read_bytes()
    file.write_bytes(embed.embed(plain, f".{ending}", lambda _: parts))
    with pytest.warns(tl.ExportWarning, match=rf"forged.{ending} was changed: its rows, view"):
        assert "3" not in set(tl.open(file).records.value)


def carrying(parts):
    """An SVG with anything in it."""
    return f'<svg><metadata id="tinytl">{embed.packed(parts).decode()}</metadata></svg>'


def forged(saved, **changes):
    data = saved("svg").read_bytes()
    packed, _ = embed.extract(data, ".svg", "kaz.svg")
    parts = {name: embed.text_of(part) for name, part in packed.items()}
    told = json.loads(parts["timeline.json"])
    return {**parts, "timeline.json": json.dumps({**told, **changes})}


@pytest.mark.parametrize(
    "changes",
    [
        {"view": {"countries": ["KAZ"], "__class__": "os.system", "shape": "round"}},
        {"view": {"countries": ["KAZ"], "scale": {"levels": []}}},
        {"view": 3},
        {"spans": {"policy index": ["a", "b"]}},
        {"years": None},
        {"origin": []},
        {"made_by": "tinytl 9.0", "view": {"countries": ["KAZ"], "hologram": True}},
    ],
)
def test_a_view_that_is_none_says_so(saved, tmp_path, changes):
    file = tmp_path / "odd.svg"
    file.write_text(carrying(forged(saved, **changes)), encoding="utf-8")
    with pytest.raises(tl.ExportError, match=r"odd.svg: what it carries is no chart .*tinytl \d"):
        tl.open(file)


@pytest.mark.parametrize(
    "parts",
    [[1], {"a": "b"}, {"timeline.json": "{}"}, {"timeline.json": 1}, "a", {"timeline.csv": [1]}],
)
def test_texts_that_are_no_chart_say_so(tmp_path, parts):
    file = tmp_path / "odd.svg"
    file.write_text(carrying(parts), encoding="utf-8")
    with pytest.raises(tl.ExportError, match=r"odd.svg: what it carries is no chart"):
        tl.open(file)


def test_no_file_names_another_that_is_read(saved, tmp_path):
    secret = tmp_path / "secret.bib"
    secret.write_text("@misc{me, title = {Secret}}", encoding="utf-8")
    origin = {"table": "t", "sha256": "", "sources": str(secret)}
    parts = {**forged(saved, origin=origin), "timeline.bib": ""}
    file = tmp_path / "odd.svg"
    file.write_text(carrying(parts), encoding="utf-8")
    with pytest.warns(tl.ExportWarning, match="was changed"):
        chart = tl.open(file)
    assert chart.origin.sources is None
    assert "Secret" not in chart.caption


def test_wrong_rows_are_told_with_their_lines(saved, tmp_path):
    parts = forged(saved)
    parts["timeline.csv"] = parts["timeline.csv"].replace("2002-02,", "2002-13,")
    file = tmp_path / "odd.svg"
    file.write_text(carrying(parts), encoding="utf-8")
    with pytest.raises(tl.ExportError, match="start is '2002-13'; expected"):
        tl.open(file)


# --- what is no figure of ours ---------------------------------------------------------------


@pytest.fixture
def foreign(tmp_path):
    """A file of each format that tinytl has not made."""
    from matplotlib.figure import Figure

    def write(ending):
        file = tmp_path / f"other.{ending}"
        if ending == "html":
            file.write_text("<!DOCTYPE html><html><body>Hi</body></html>")
            return file
        figure = Figure((2, 2))
        figure.add_subplot().plot([1, 2])
        figure.savefig(file)
        return file

    return write


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_of_another_program_says_so(foreign, ending):
    with pytest.raises(tl.ExportError, match=rf"other.{ending}: .*tinytl has not made it"):
        tl.open(foreign(ending))


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("kept", [0.999, 0.5, 0.01])
def test_a_file_that_breaks_off_says_so(saved, ending, kept):
    file = saved(ending)
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * kept)])
    with pytest.raises(tl.ExportError, match="breaks off before its end"):
        tl.open(file)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_damaged_file_says_so_or_is_not_ours(saved, ending):
    """Zeros in any eighth of it."""
    file = saved(ending)
    data = file.read_bytes()
    step = len(data) // 8
    for start in range(16, len(data) - 1100, step):
        file.write_bytes(data[:start] + b"\0" * min(step, 2000) + data[start + min(step, 2000) :])
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            try:
                tl.open(file)
                assert [warning.category for warning in told] == [tl.ExportWarning]
            except tl.ExportError as error:
                assert re.search("damaged|no rows and no view|no chart|breaks off", str(error))


@pytest.mark.parametrize("name", ["kaz.csv", "kaz", "kaz.jpg"])
def test_other_endings_are_told(tmp_path, name):
    (tmp_path / name).write_text("country,kind\n")
    with pytest.raises(tl.ExportError, match=rf"{name}: expected a file that tinytl has saved"):
        tl.open(tmp_path / name)


def test_a_file_under_a_false_name_says_so(saved):
    file = saved("png")
    with pytest.raises(tl.ExportError, match="this is no PDF file"):
        tl.open(file.rename(file.with_suffix(".pdf")))


def test_a_locked_pdf_says_so(saved, tmp_path):
    writer = pypdf.PdfWriter(clone_from=saved("pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(tl.ExportError, match=r"locked.pdf: .*damaged or locked"):
        tl.open(tmp_path / "locked.pdf")


# --- bombs -----------------------------------------------------------------------------------


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def opened_sparingly(file):
    """Open a file; neither time nor memory may be spent on what it claims to be."""
    tracemalloc.start()
    start = time.perf_counter()
    try:
        return tl.open(file)
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < BOMB * 0.7
        assert time.perf_counter() - start < 10


def bomb(packer=None):
    """Very many zeros, packed, without ever being there."""
    packer = packer or zlib.compressobj(1)
    return b"".join(packer.compress(b"\0" * 2**20) for _ in range(BOMB >> 20)) + packer.flush()


def test_a_png_bomb_is_not_lit(tmp_path):
    file = tmp_path / "bomb.png"
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    pixels = chunk(b"IDAT", bomb())
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + head + pixels + chunk(b"IEND", b""))
    with pytest.raises(tl.ExportError, match="no rows and no view"):
        opened_sparingly(file)


def test_a_bomb_of_text_is_not_lit(tmp_path):
    file = tmp_path / "bomb.png"
    marks, letters = embed._MARKS, embed._LETTERS
    letters = b85encode(bomb(bz2.BZ2Compressor(1))).translate(bytes.maketrans(marks, letters))
    text = chunk(b"tEXt", b"tinytl\0tinytl:%s;" % letters)
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + text + chunk(b"IEND", b""))
    with pytest.raises(tl.ExportError, match="more than 16 MB of text"):
        opened_sparingly(file)


def test_a_file_that_tinytl_attached_to_a_pdf_is_no_bomb_either(chart, tmp_path):
    file = tmp_path / "bomb.pdf"
    plain = chart.save(file, data=False).read_bytes()
    file.write_bytes(pdf.attach(plain, dict.fromkeys(pdf.FILES, bomb())))
    with pytest.raises(tl.ExportError, match=r"bomb.pdf: .*cannot be read .*longer than 16 MB"):
        opened_sparingly(file)


def test_an_overview_of_a_few_countries_comes_back_with_all_that_the_reports_rate(
    records, tmp_path
):
    chart = tl.overview(records, ["KAZ", "MYS"], width="89mm")
    file = chart.save(tmp_path / "few.svg")
    assert tl.open(file).save(tmp_path / "again.svg").read_bytes() == file.read_bytes()


def test_a_file_attached_to_a_pdf_is_no_bomb_either(saved, tmp_path):
    writer = pypdf.PdfWriter(clone_from=saved("pdf"))
    for file in writer.attachment_list:
        file._embedded_file._data = bomb()
    writer.write(tmp_path / "bomb.pdf")
    with pytest.raises(tl.ExportError, match=r"bomb.pdf: .*cannot be read"):
        opened_sparingly(tmp_path / "bomb.pdf")


# --- other arguments than those of the file --------------------------------------------------


@pytest.fixture(scope="module")
def kinds(records, tmp_path_factory):
    """A file of each kind of chart."""
    folder, few = tmp_path_factory.mktemp("kinds"), ["KAZ", "ARM", "UZB", "KGZ", "TJK"]
    charts = {
        "timeline": tl.timeline(records, "KAZ"),
        "compare": tl.compare(records, few),
        "overview": tl.overview(records, few),
        "shares": tl.shares(records, few),
    }
    return {kind: chart.save(folder / f"{kind}.svg") for kind, chart in charts.items()}


OTHERS = {
    "timeline": ["countries", "highlight", "sort", "group", "columns", "align", "balanced"],
    "compare": ["sort", "group", "balanced", "preset", "grid", "max_chars"],
    "overview": ["tracks", "only", "labels", "balanced", "preset"],
    "shares": ["guides", "tracks", "sort", "labels"],
}


@pytest.mark.parametrize("kind", OTHERS)
def test_arguments_that_a_chart_does_not_have_are_refused_as_its_function_does(kinds, kind):
    for name in (*OTHERS[kind], "kind"):
        with pytest.raises(TypeError) as drawn:
            getattr(tl, kind)(None, None, **{name: None})
        with pytest.raises(TypeError) as opened:
            tl.open(kinds[kind], **{name: None})
        for error in (drawn, opened):
            assert f"{kind}() got an unexpected keyword argument {name!r}. " in str(error.value)


def test_guides_that_a_file_does_not_have_are_refused(kinds):
    for kind in ("timeline", "compare", "overview"):
        with pytest.raises(tl.RecordError, match=r"category 'nope', 'no' for guides; there are 'f"):
            tl.open(kinds[kind], guides=["nope", "no"])
    assert "treaty" in tl.open(kinds["compare"], guides=["treaty"]).caption


def test_a_scale_that_lacks_levels_of_a_file_is_told_with_all_of_them(kinds):
    for kind, file in kinds.items():
        with pytest.raises(tl.RecordError) as error:
            tl.open(file, scale=tl.Scale(["1", "2", "x"], name="Mine"))
        lacking = {re.search(r"value is '(\w+)'; expected one of 1, 2, x \(Mine\)", told)[1]
                   for told in error.value.problems}  # fmt: skip
        assert lacking == {"2WL", "3"}
        assert all(f"scale does not fit {kind}.svg: " in told for told in error.value.problems)
    levels = ["0", *tl.TIP_TIERS.levels]
    for kind, file in kinds.items():
        chart = tl.open(file, scale=tl.Scale(levels, name="Mine"))
        assert "Mine" in repr(chart), kind
        assert chart.view.scale == chart.story.scale == chart.scale


def test_another_scorecard_of_a_file_is_drawn_by_its_own_reports(records, tmp_path):
    tiers = records.query("country in ('KAZ', 'UZB', 'KGZ', 'TJK', 'TKM')")
    rows = tiers.query("kind == 'rating' and category == 'report'")
    rows = rows.assign(value="NF", category="Freedom")[rows.start.astype(str) > "2011"]
    freedom = tl.Scale(["F", "NF"], name="Freedom")
    both = tl.concat([tiers, rows], scale=[tl.TIP_TIERS, freedom])
    file = tl.shares(both, scale=[tl.TIP_TIERS, freedom]).save(tmp_path / "a.svg")
    assert tl.open(file, scale=freedom).title == tl.shares(both, scale=freedom).title


def test_a_part_is_not_opened_as_the_whole(records):
    def opened(draw, *countries, change, **asked):
        file = io.BytesIO()
        draw(records, *countries, **asked).save(file, format="svg")
        return tl.open(io.BytesIO(file.getvalue()), **change)

    laws = {"only": {"law": ["plan", "treaty"]}}
    for change in ({"only": {}}, {"only": {"government": ["leader"]}}, {"preset": "figure9"}):
        with pytest.raises(tl.RecordError, match="draw what it lacks from its table"):
            opened(tl.timeline, "KAZ", change=change, **laws)
    few = opened(tl.timeline, "KAZ", change={"only": {"law": ["plan"]}}, **laws)
    assert {fact.category for fact in few.tracks[0].facts} == {"plan"}
    with pytest.raises(tl.RecordError, match="has what preset='figure9' shows only"):
        opened(tl.timeline, "KAZ", change={"preset": None}, preset="figure9")
    marked = {"guides": ["leader", "treaty"]}
    for change in ({"guides": None}, {"countries": ()}):
        with pytest.raises(tl.RecordError, match="draw what it lacks from its table"):
            opened(tl.overview, ["G7"], change=change, **marked)
    assert not opened(tl.overview, ["G7"], change={"guides": []}, **marked).view.guides
    with pytest.raises(TypeError, match="has one country: draw others from its table"):
        opened(tl.timeline, "KAZ", change={"country": "ARM"})


def test_what_a_file_does_not_hold_is_not_drawn_as_a_gap(records, tmp_path):
    chart = tl.timeline(records, "KAZ", years=(2003, 2008), tracks=["rating", "law"])
    file = chart.save(tmp_path / "kaz.svg")
    with pytest.raises(tl.RecordError) as error:
        tl.open(file, years=(2003, 2014), tracks=["rating", "event"])
    assert error.value.problems == (
        "tracks has event; kaz.svg has rating, law only: draw what it lacks from its table.",
        "years is (2003, 2014); kaz.svg has 2003–2008 only: draw what it lacks from its table.",
    )
    with pytest.raises(tl.RecordError) as error:
        tl.open(file, years=None, tracks=None, only=None)
    assert error.value.problems == (
        "years is None; kaz.svg has what years=(2003, 2008) shows only: draw what it lacks from "
        "its table.",
        "tracks is None; kaz.svg has what tracks=('rating', 'law') shows only: draw what it lacks "
        "from its table.",
    )
    whole = tl.timeline(records, "KAZ").save(tmp_path / "whole.svg")
    assert tl.open(whole, years=None, tracks=None, only=None).scene == tl.open(whole).scene
    narrow = tl.open(file, years=("2004-05", 2008), tracks=["law"])
    assert narrow.title == "Kazakhstan, May 2004 to December 2008"


def test_one_country_of_a_comparison_is_its_timeline(kinds):
    view = tl.open(kinds["compare"], countries=["KAZ"]).view
    assert view.code == 'tl.timeline(records, "KAZ")'
