"""Screen and paper are the same chart: what the browser drew and what the PDF holds, measured."""

import re

import pymupdf
import pytest

import tinytl as tl
from measure import blank, draw, measured
from tinytl.draw import axes, plotly_figure

TO_PT = 1 / axes.PX


def said(text):
    """The words of a label, whose date has another colour."""
    return " ".join(re.sub("<[^>]+>", " ", text).split())


def boxes_on_screen(page, chart):
    draw(page, plotly_figure.figure_dict(chart.scene) | {"config": plotly_figure.CONFIG})
    return sorted(
        (
            said(b["text"]),
            *(round(b[side] * TO_PT, 3) for side in ("left", "top", "right", "bottom")),
        )
        for b in measured(page)["labels"]
    )


def boxes_on_paper(path, texts):
    """The drawn boxes that hold just the text of a label."""
    sheet = pymupdf.open(path)[0]
    drawn = {tuple(shape["rect"]) for shape in sheet.get_drawings() if shape["fill"]}
    held = ((said(sheet.get_textbox(box)), *box) for box in drawn)
    return sorted(box for box in held if box[0] in texts)


@pytest.mark.parametrize(
    "country", ["KAZ", *(pytest.param(code, marks=pytest.mark.full) for code in ("JPN", "ARG"))]
)
@pytest.mark.parametrize(
    "options",
    [
        {"preset": "figure9"},
        {"width": "89mm", "tracks": ("law",)},
        {"width": "183mm", "tracks": ("law", "event")},
    ],
    ids=["figure9", "89 mm", "183 mm"],
)
def test_label_boxes_of_chromium_and_of_the_pdf_lie_within_half_a_point(
    page, records, tmp_path, country, options
):
    chart = tl.timeline(records, country, **options)
    blank(page)
    on_screen = boxes_on_screen(page, chart)
    on_paper = boxes_on_paper(chart.save(tmp_path / "a.pdf"), [text for text, *_ in on_screen])
    assert [text for text, *_ in on_screen] == [text for text, *_ in on_paper]
    labels = [label for area in chart.scene.areas for label in area.labels]
    numbers = {label.lines[0] for label in labels if label.numbered}
    has_borders = any(label.border for label in labels)
    for (text, *here), (_, *there) in zip(on_screen, on_paper, strict=True):
        if text in numbers:  # whose box on screen is as narrow as the text
            assert there[0] <= here[0] < here[2] <= there[2], (text, here, there)
            for box in (here, there):
                box[::2] = [(box[0] + box[2]) / 2] * 2
        apart = [abs(a - b) for a, b in zip(here, there, strict=True)]
        seen = [*apart[1::2], abs(here[0] + here[2] - there[0] - there[2]) / 2]  # where the text is
        assert max(seen) <= 0.5, (text, here, there)
        # the sides of a box without a border are not seen; plotly rounds them to pixels
        assert max(apart) <= (0.5 if has_borders else 0.75), (text, here, there)
