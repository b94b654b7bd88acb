"""Files that somebody has forged or changed: they say so, are refused, and cost no time."""

import bz2
import json
import random
import time
import warnings
from base64 import b85encode
from dataclasses import replace

import pytest

import tinytl as tl
from tinytl.draw import embed

FORMATS = ("pdf", "svg", "eps", "png", "tif", "tiff", "html")
ODD = [
    None, True, 0, -1, 1, 1e308, -5.5, 10**9, 10**30, float("inf"), float("nan"), "", "x",
    "a" * 6000, "\ud800", [], {}, [1], ["a"], [[1, 2]], {"a": 1}, {"a": ["b"]}, [2000, 2014],
    ["2003-01", "2003-12"], 9999, 12000, -300, "KAZ", "rating", "0mm", "999999999in", "figure9",
    "dark", ["KAZ"] * 3, {"KAZ": "2003-05"}, {"levels": []}, "region", ["law"] * 200, {"law": 5},
]  # fmt: skip
ASKED = ("years", "tracks", "only", "width", "height", "theme", "preset", "grid", "max_rows",
         "max_chars", "key", "align", "window", "columns", "sort", "group", "guides",
         "countries")  # fmt: skip


@pytest.fixture(scope="module")
def charts(records):
    return (
        tl.timeline(records, "KAZ", years=(2005, 2010), width="89mm", tracks=["law"]),
        tl.compare(records, ["KAZ", "ARM"], align="full criminalization", width="183mm",
                   tracks=["rating"]),
        tl.overview(records, ["KAZ", "MYS"], width="89mm", guides=["full criminalization"]),
    )  # fmt: skip


def texts_of(file):
    found, _ = embed.extract(file.read_bytes(), file.suffix, file.name)
    return {name: embed.text_of(part) for name, part in found.items()}


def carrying(parts, file):
    file.write_bytes(b"<svg>%s</svg>" % embed.packed(parts))
    return file


def opened(file):
    """Open a file in at most 5 s; what it may raise is an ExportError, and nothing is logged."""
    start = time.process_time()
    try:
        return tl.open(file)
    except tl.ExportError:
        return None
    finally:
        assert time.process_time() - start < 5, file


def places(value, path=()):
    """The path of each value in nested lists and dicts."""
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in parts if isinstance(value, dict | list) else ():
        yield (*path, key)
        yield from places(part, (*path, key)) if isinstance(part, dict | list) else ()


def forged(told, draw):
    """What a file tells, with odd values in some places of it."""
    for _ in range(draw.choice([1, 1, 2, 3])):
        if draw.random() < 0.4 and isinstance(told.get("view"), dict):
            told["view"][draw.choice(ASKED)] = draw.choice(ODD)
            continue
        *path, last = draw.choice([*places(told)])
        value = told
        for key in path:
            value = value[key]
        if draw.random() < 0.15:
            del value[last]
        else:
            value[last] = draw.choice(ODD)
    return told


@pytest.mark.parametrize("seed", range(3))
def test_a_forged_view_is_refused_or_drawn_and_nothing_else(charts, tmp_path, seed):
    draw = random.Random(seed)
    parts = [texts_of(chart.save(tmp_path / f"{n}.svg")) for n, chart in enumerate(charts)]
    drawn = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", tl.ExportWarning)
        for _ in range(100):
            texts = dict(draw.choice(parts))
            texts["timeline.json"] = json.dumps(forged(json.loads(texts["timeline.json"]), draw))
            if draw.random() < 0.1:
                table = texts["timeline.csv"]
                at = draw.randrange(len(table))
                odd = draw.choice(["", "\0", "9", ",", "\n", '"', "~", "?", ".."])
                texts["timeline.csv"] = table[:at] + odd + table[at + draw.randrange(4) :]
            chart = opened(carrying(texts, tmp_path / "odd.svg"))
            if chart is not None:
                assert repr(chart) and chart.caption and chart.alt and chart.view.code
                drawn += 1
    assert drawn > 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("years", [2000.5, "x"]), ("years", [2000, 2001, 2002]), ("tracks", [5]),
        ("tracks", "law"), ("releases", {"x": 5}), ("releases", {"2003": "x"}),
        ("releases", {"2003": 1e300}), ("spans", {"policy index": [3, 1]}),
        ("spans", {"policy index": [float("nan"), 1]}), ("spans", {"a": [True, 2]}),
        ("reported", {"2003": -1}), ("reported", {"2003": 10**9}), ("reported", {"1999": 2}),
        ("end", "x"), ("end", -1), ("end", 1e300), ("origin", {"table": 5}),
        ("origin", {"table": "t" * 6000}), ("origin", {"parts": [{}] * 1001}),
        ("origin", {"parts": [{"parts": [{"parts": [{}]}]}]}),
    ],
)  # fmt: skip
def test_each_value_of_a_file_is_held_to_what_a_chart_has(charts, tmp_path, name, value):
    texts = texts_of(charts[2].save(tmp_path / "kaz.svg"))
    told = {**json.loads(texts["timeline.json"]), name: value}
    file = carrying({**texts, "timeline.json": json.dumps(told)}, tmp_path / "odd.svg")
    with pytest.raises(tl.ExportError, match=r"odd.svg: what it carries is no chart \("):
        tl.open(file)


def test_rows_and_cells_without_number_are_not_read(charts, tmp_path):
    texts = texts_of(charts[0].save(tmp_path / "kaz.svg"))
    many = texts["timeline.csv"] + "KAZ,law,2007,,x,,law,,\n" * 50_001
    with pytest.raises(tl.ExportError, match=r"50,0\d\d rows"):
        tl.open(carrying({**texts, "timeline.csv": many}, tmp_path / "many.svg"))
    long = texts["timeline.csv"] + f"KAZ,law,2007,,{'x ' * 50_000},,law,,\n"
    with pytest.raises(tl.ExportError, match=r"found 'x x x .*, which no chart has"):
        tl.open(carrying({**texts, "timeline.csv": long}, tmp_path / "long.svg"))


@pytest.mark.parametrize("name", ["timeline.csv", "timeline.bib", "timeline.json"])
def test_half_of_a_character_in_a_file_is_refused_or_drawn(charts, tmp_path, name):
    texts = texts_of(charts[0].save(tmp_path / "kaz.svg"))
    text = json.dumps({**texts, name: texts[name] + "%HALF"}).replace("%HALF", "\\ud800")
    marks, letters = embed._MARKS, embed._LETTERS
    packed = b85encode(bz2.compress(text.encode())).translate(bytes.maketrans(marks, letters))
    (tmp_path / "odd.svg").write_bytes(b"<svg>tinytl:%s;</svg>" % packed)
    with pytest.raises(tl.ExportError, match=r"odd.svg: what it carries is no chart"):
        tl.open(tmp_path / "odd.svg")


def mutated(data, draw):
    """A file with a bit, a row or a piece of it changed."""
    at = draw.randrange(len(data))
    if draw.random() < 0.3:  # where the texts stand, mostly
        at = draw.randrange(max(0, len(data) - 9000), len(data))
    other = draw.randrange(len(data))
    return draw.choice(
        [
            data[:at] + bytes([data[at] ^ 1 << draw.randrange(8)]) + data[at + 1 :],
            data[:at] + data[at + draw.randrange(1, 200) :],
            data[:at] + draw.randbytes(draw.randrange(1, 50)) + data[at:],
            data[:at] + data[other : other + 300] + data[at + 300 :],
            data[:at] + bytes(draw.randrange(300)) + data[at + draw.randrange(300) :],
        ]
    )


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_that_was_changed_anywhere_says_so_or_is_refused(charts, tmp_path, ending):
    draw = random.Random(ending)
    data = charts[0].save(tmp_path / f"kaz.{ending}", dpi=72, cdn=True).read_bytes()
    file = tmp_path / f"odd.{ending}"
    silent = []
    for number in range(60):
        changed = mutated(data, draw)
        file.write_bytes(changed)
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            chart = opened(file)
        said = [warning.category for warning in told]
        if changed != data and chart is not None and set(said) != {tl.ExportWarning}:
            silent.append(number)
    assert silent == []


@pytest.mark.parametrize("ending", ["tif", "pdf"])
def test_each_bit_of_a_directory_is_guarded(charts, tmp_path, ending):
    """That of a TIFF, and the last catalog of a PDF, which say what is shown."""
    data = charts[0].save(tmp_path / f"kaz.{ending}", dpi=72).read_bytes()
    file = tmp_path / f"odd.{ending}"
    start = int.from_bytes(data[4:8], "little") if ending == "tif" else data.rindex(b"/AF")
    for at in range(start, start + 180, 2):
        file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            assert opened(file) is None or told, at


def test_a_damaged_pdf_prints_nothing(charts, tmp_path, capfd):
    data = charts[0].save(tmp_path / "kaz.pdf").read_bytes()
    file = tmp_path / "odd.pdf"
    for at in range(100, len(data), len(data) // 40):
        file.write_bytes(data[:at] + b"\0" * 60 + data[at + 60 :])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", tl.ExportWarning)
            opened(file)
    assert capfd.readouterr() == ("", "")


LONG = 2_000_000
ROWS = {
    "svg": [b"<svg>" + b"tinytl:" * (LONG // 7) + b"</svg>",
            b"<svg>" + b"tinytl:;" * (LONG // 8) + b"</svg>"],
    "html": [b"<html>" + b"tinytl:a<" * (LONG // 9) + b"</html>"],
    "eps": [b"%!PS" + b"\n%tinytl:" * (LONG // 9) + b"showpage"],
    "png": [b"\x89PNG\r\n\x1a\n" + b"tinytl:" * (LONG // 7) + b"IEND"],
    "tif": [b"II*\0\x08\0\0\0\xff\xff" + b"tinytl:" * (LONG // 7),
            b"II*\0" + LONG.to_bytes(4, "little") + bytes(LONG) + b"\xfftinytl:" + b"a" * LONG],
    "pdf": [b"%PDF-1.4" + b"\n1 0 obj\n<<" * (LONG // 11)
            + b"trailer /Root 1 /Size 5 startxref 5 %%EOF\n"
            + b"/FlateDecode /Length 1 >>\nstream\n" * 3 + b"%%EOF",
            b"%PDF-1.4" + b"%%EOF\n" * (LONG // 6)],
}  # fmt: skip


@pytest.mark.parametrize(("ending", "number"), [(e, n) for e in ROWS for n in range(len(ROWS[e]))])
def test_no_search_over_a_file_takes_more_than_its_length(tmp_path, ending, number):
    file = tmp_path / f"odd.{ending}"
    file.write_bytes(ROWS[ending][number])
    assert opened(file) is None


@pytest.mark.parametrize(
    ("options", "dpi", "match"),
    [
        (
            {"width": "5000mm", "height": "5000mm"},
            300,
            r"[\d,]+ million pixels at 300 dpi; expected at most 150",
        ),
        ({"width": "400mm", "height": "400mm"}, 2400, r"1,42\d million pixels at 2400 dpi"),
    ],
)
@pytest.mark.parametrize("ending", ["png", "tif", "tiff"])
def test_pixels_that_no_machine_can_hold_are_refused(
    records, tmp_path, options, dpi, match, ending
):
    chart = tl.timeline(records, "KAZ", tracks=["rating"], **options)
    with pytest.raises(tl.ExportError, match=match):
        chart.save(tmp_path / f"a.{ending}", dpi=dpi)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ["pdf", "eps"])
def test_a_page_larger_than_pdf_knows_is_refused(records, tmp_path, ending):
    chart = tl.timeline(records, "KAZ", tracks=["rating"], width="183mm")
    chart = replace(chart, scene=replace(chart.scene, height=6000 / 25.4 * 72))
    with pytest.raises(tl.ExportError, match=r"the figure is 183.0 mm by .* at most 5080.0 mm"):
        chart.save(tmp_path / f"a.{ending}")
