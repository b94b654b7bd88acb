"""The key: exactly the marks that are drawn, in every kind of chart, at every width."""

import pytest

import tinytl as tl
from scenes import area_of
from tinytl.layout.scene import Box, Dot

TRACKS = ("law", "index", "rating", "government", "event")


def marks_of(chart):
    return [entry.mark for entry in chart.key]


def of_ruritania(tmp_path, *rows, **options):
    path = tmp_path / "mine.csv"
    header = "country,kind,start,end,label,value,category,detail,source"
    path.write_text("\n".join((header, *(f"Ruritania,{row}" for row in rows))), encoding="utf-8")
    return tl.timeline(tl.read_csv(path), "Ruritania", **options)


@pytest.mark.parametrize(
    ("rows", "said"),
    {
        "a day": (["law,2003-05-15,,A,,law,,"], ["dot = a day"]),
        "a year": (["law,2003,,A,,law,,"], ["hollow bar = one of these days"]),
        "doubt": (
            ["law,2003?,,A,,law,,"],
            ["dashed bar = one of these days, doubtful"],
        ),
        "a doubtful day": (
            ["law,2003-05-15?,,A,,law,,"],
            ["hollow dot = a day, doubtful"],
        ),
        "what lasts": (
            ["event,2003-05-15,2004-06-01,A,,court,,"],
            ["filled bar = lasts"],
        ),
        "a crime": (
            ["law,2003-05-15,,A,,full criminalization,,"],
            ["filled diamond = full criminalization"],
        ),
        "a term": (["government,2003-01-01,2005-01-01,A,,leader,,"], []),
        "a vague term": (
            ["government,2003-05,2005-01-01,A,,leader,,"],
            ["fade = begins or ends on one of these days"],
        ),
        "no certain day": (
            ["government,2003,2003,A,,leader,,"],
            ["dashed bar = term of which no day is certain"],
        ),
        "nothing after the last value": (
            ["rating,2003-01-01,2004-01-01,,2,,,", "index,2010,,,5,,,"],
            [],
        ),
        "a hole": (
            ["rating,2003-01-01,2004-01-01,,2,,,", "rating,2005-01-01,2006-01-01,,3,,,"],
            ["gap = nothing in the table"],
        ),
        "a vague change": (
            ["rating,2003-01-01,2004-05,,2,report,,", "rating,2004-05,2005-01-01,,3,report,,"],
            ["slope = changes on one of these days"],
        ),
    }.values(),
    ids=lambda value: None,
)  # fmt: skip
def test_the_key_has_what_is_drawn_and_nothing_else(tmp_path, rows, said):
    kinds = tuple({row.partition(",")[0] for row in rows})
    chart = of_ruritania(tmp_path, *rows, tracks=kinds)
    assert [str(entry) for entry in chart.key] == said
    assert not said or f"{said[0][:1].upper()}{'; '.join(said)[1:]}." in chart.caption


def test_the_key_of_the_book_has_its_lines_and_dots_only(records):
    key = tl.timeline(records, "KAZ", preset="figure9").key
    assert [str(entry) for entry in key] == [
        "dot = 1 January of a year", "dotted line = criminalization law, to the day",
    ]  # fmt: skip


def test_comparisons_and_overviews_have_a_key_too(records):
    compared = tl.compare(records, ["KAZ", "MYS"], align="full criminalization")
    assert "band = the event, day unknown" in map(str, compared.key)
    few, many = (tl.overview(records, own, key=True) for own in (["KAZ", "USA", "CUB"], None))
    for rows, mark in ((few, "tile"), (many, "bar")):
        levels = {f"{mark} = {name}" for name in tl.TIP_TIERS.full_labels}
        assert levels <= set(map(str, rows.key))
        assert rows.scene.areas[-1].fixed


def test_signs_of_the_key_have_the_shapes_of_the_marks_on_paper_and_on_screen(records):
    """A triangle has three corners, a diamond four."""
    chart = tl.overview(records, ["BEL", "KAZ"], key=True)
    assert "triangle = before the first day shown" in map(str, chart.key)
    drawn = [s for s in chart.figure.layout.shapes if s.name == "key" and s.type == "path"]
    assert sorted({shape.path.count("L") + 1 for shape in drawn}) == [3, 4]


@pytest.mark.parametrize("width", ["57mm", "89mm", "183mm", None])
@pytest.mark.parametrize("country", ["KAZ", "MYS", "ARG", "TCD"])
def test_the_strip_stands_below_all_else_inside_the_page_and_nothing_meets(records, country, width):
    bare, chart = (
        tl.timeline(records, country, tracks=TRACKS, width=width, key=key) for key in (False, True)
    )
    scene, plain, em = chart.scene, bare.scene, chart.scene.theme.size
    strip = scene.areas[-1]
    assert scene.areas[:-1] == plain.areas and scene.texts[: len(plain.texts)] == plain.texts
    assert strip.top >= plain.height and strip.bottom == pytest.approx(scene.height)
    boxes = [
        (t.x, t.y - em / 2, t.x + scene.theme.width_of(t.text), t.y + em / 2)
        for t in scene.texts[len(plain.texts) :]
    ]
    assert len(boxes) >= len(chart.key) == len(bare.key) > 1
    for mark in strip.marks:
        if isinstance(mark, Box):
            high = mark.height / 2
            y = strip.top + mark.y
            boxes.append((mark.first, y - high, mark.last, y + high))
        elif isinstance(mark, Dot):
            x, y, half = mark.day, strip.top + mark.y, mark.size / 2
            boxes.append((x - half, y - half, x + half, y + half))
    for n, a in enumerate(boxes):
        assert a[0] >= 0 and a[2] <= scene.width and strip.top <= a[1] and a[3] <= scene.height
        for b in boxes[:n]:
            apart = a[0] >= b[2] - 0.01 or b[0] >= a[2] - 0.01 or a[1] >= b[3] or b[1] >= a[3]
            assert apart, (a, b)


def test_a_given_height_holds_the_strip(records):
    options = {"tracks": ("law", "rating"), "width": "183mm", "height": "120mm"}
    one, other = (tl.timeline(records, "KAZ", key=key, **options) for key in (False, True))
    assert one.scene.height == pytest.approx(other.scene.height)
    assert area_of(other, "rating").height < area_of(one, "rating").height


def test_the_strip_does_not_move_when_the_reader_zooms(page, records, show):
    chart = tl.timeline(records, "KAZ", tracks=("law", "rating"), key=True)
    show(chart)
    shapes = """() => [...document.querySelectorAll('.shapelayer path')].filter(node =>
      document.querySelector('.js-plotly-plot')._fullLayout.shapes[node.dataset.index].name ===
      'key').map(node => { const b = node.getBoundingClientRect(); return [b.x, b.y, b.width]; })"""
    before = page.evaluate(shapes)
    assert len(before) >= len(chart.key)
    page.evaluate("Plotly.relayout('timeline', {'xaxis.range': ['2002-01-01', '2004-01-01']})")
    assert page.evaluate(shapes) == before
    heading = page.locator(".annotation", has_text="Laws").last.bounding_box()
    page.mouse.move(heading["x"] + 8, heading["y"] + heading["height"] / 2)
    page.wait_for_function("document.querySelector('.hoverlayer').textContent.includes('a day')")
