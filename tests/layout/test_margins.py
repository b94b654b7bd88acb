"""Pages have margins: half an em for every text at the sides, two points for everything."""

import pytest

import tinytl as tl
from sweep import covered, cut, guided, marked, spot, spots, unnamed
from tinytl.layout.frame import MARGIN, POINTS

FULL = "full criminalization"
SEVEN = ["KAZ", "ARM", "MYS", "ARG", "ECU", "HND", "IDN"]
FEW = ["KAZ", "JPN", "BIH", "IDN", "CHE"]
TEXTS = {"title": "A title that is long enough to be broken on a narrow page, or on two of them",
         "subtitle": "A subtitle", "note": "A note"}  # fmt: skip
full = pytest.mark.full


def charts(records):
    """Charts of all kinds, on narrow and wide pages, with and without texts around them."""
    for width, texts in (
        ("57mm", {}),
        ("89mm", TEXTS),
        ("120mm", {}),
        ("183mm", TEXTS),
        (None, {}),
    ):
        own = {"width": width, **texts}
        for country in FEW:
            yield tl.timeline(records, country, **own)
        yield tl.timeline(records, "KAZ", tracks=("government", "event"), key=True, **own)
        yield tl.timeline(records, "KAZ", tracks=("event",), years=(2001, 2012), **own)
        yield tl.compare(records, SEVEN, **own)
        yield tl.compare(records, SEVEN[:3], align=FULL, key=True, **own)
        yield tl.overview(records, SEVEN, key=True, **own)
        yield tl.shares(records, align=FULL if texts else None, **own)
        yield tl.overview(records, [*FEW, *SEVEN[1:6]], align=FULL, **own)
    yield tl.overview(records, width="183mm", group="region")
    yield tl.timeline(records, "MYS", theme="book")


def test_every_text_keeps_half_an_em_from_the_sides_of_its_page(records):
    for chart in charts(records):
        scene = chart.scene
        # plots have whole pixels
        margin = max(2, min(text.size for text in scene.written) * MARGIN - POINTS["px"])
        for own in spots(scene):
            assert own.left >= margin, (chart, chart.view.width, own)
            assert own.right <= scene.width - margin, (chart, chart.view.width, own)
            assert own.top >= 2 and own.bottom <= scene.height - 2, (chart, own)


def test_no_text_is_over_a_mark_or_a_guide_none_is_cut_and_each_mark_has_a_name(records):
    for chart in charts(records):
        assert covered(chart.scene) == [], (chart, chart.view.width)
        assert cut(chart.scene) == [], (chart, chart.view.width)
        assert unnamed(chart) == [], (chart, chart.view.width)


@pytest.mark.parametrize("theme", ["screen", "print"])
def test_the_heading_of_an_index_ends_before_a_guide_at_the_first_day(records, theme):
    scene = tl.timeline(records, "CHE", theme=theme).scene
    (heading,) = (spot(text) for text in scene.texts if text.text == "Policy index")
    assert heading.right < min(guide.left for guide in guided(scene))
    assert min(guide.left for guide in guided(scene)) <= scene.time_axis.left + 1


@pytest.mark.parametrize("width", ["89mm", "120mm", "183mm"])
def test_a_triangle_before_the_first_day_keeps_its_distance_from_the_name(records, width):
    scene = tl.overview(records, width=width).scene
    names = [*spots(scene)]
    size = min(text.size for text in scene.texts)
    triangles = [mark for mark in marked(scene) if mark.text]
    assert triangles
    for mark in triangles:
        beside = [name for name in names if name.top < mark.bottom and mark.top < name.bottom]
        gaps = [mark.left - name.right for name in beside if name.left < mark.left]
        assert min(gaps) >= size * 0.7, mark


def blank(path, points=2, scale=4):
    """Whether nothing is printed so near to the edges of the first page of a PDF."""
    import pymupdf

    with pymupdf.open(path) as document:
        picture = document[0].get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace="gray")
    rows = [picture.samples[n * picture.stride :][: picture.width] for n in range(picture.height)]
    edge = points * scale
    sides = b"".join(row[:edge] + row[-edge:] for row in rows)
    ends = b"".join(rows[:edge] + rows[-edge:])
    return set(sides) | set(ends) == {255}


@pytest.mark.parametrize("width", ["89mm", pytest.param("183mm", marks=full)])
def test_nothing_is_printed_within_two_points_of_the_edge(records, tmp_path, width):
    for number, chart in enumerate(
        (
            tl.timeline(records, "KAZ", width=width, key=True, note="gjpqy"),
            tl.compare(records, SEVEN[:4], width=width, align=FULL, title="A title"),
            tl.overview(records, SEVEN, width=width, subtitle="A subtitle"),
        )
    ):
        path = chart.save(tmp_path / f"{number}.pdf")
        assert blank(path), chart
