"""Named widths: columns of journals, pages and slides."""

import pytest

import tinytl as tl
from sweep import faults
from tinytl.layout.frame import points


def test_a_slide_is_16_to_9_in_colour_with_a_title_and_type_for_the_last_row(records):
    for chart in (
        tl.timeline(records, "OMN", width="slide"),
        tl.compare(records, ["OMN", "IDN"], width="slide"),
        tl.overview(records, ["OMN", "IDN", "KAZ"], width="slide"),
    ):
        scene = chart.scene
        assert scene.width / scene.height == pytest.approx(16 / 9, rel=1e-3)
        assert scene.theme.name == "screen"
        assert chart.title in [text.text for text in scene.texts]
        assert min(text.size for text in scene.written) >= 14
        assert faults(scene) == []


def test_a_slide_has_large_type_in_any_theme_and_any_height(records):
    scene = tl.timeline(records, "OMN", width="slide", theme="dark", height="6in").scene
    assert (scene.theme.name, scene.theme.size) == ("dark", 14)
    usual = tl.timeline(records, "OMN", theme="dark").scene.theme
    assert scene.theme.weight / usual.weight == pytest.approx(14 / usual.size)
    assert scene.height == points("6in")


def test_what_a_slide_cannot_hold_is_told(records):
    with pytest.raises(tl.LayoutError, match=r"189 rows do not fit on 338.7 mm x 190.5 mm: \d+ do"):
        tl.overview(records, width="slide")


@pytest.mark.parametrize(("name", "width", "tallest"), [("a4", "160mm", "247mm"),
                                                        ("letter", "6.5in", "9in")])  # fmt: skip
def test_a_page_has_its_text_width_in_print(records, name, width, tallest):
    chart = tl.timeline(records, "OMN", width=name)
    assert (chart.scene.width, chart.scene.theme.name) == (points(width), "print")
    assert chart.page.tallest == points(tallest)


def test_a_theme_that_a_width_has_anyway_is_not_asked_for_again(records):
    (facts,) = (s.facts for s in tl.timeline(records, "OMN").subjects)
    for width, usual in (("slide", "screen"), ("a4", "print"), ("89mm", "print"), (None, "screen")):
        view = tl.timeline(records, "OMN", width=width, theme=usual).view
        assert view.of("OMN", facts).theme is None
