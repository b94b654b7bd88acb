"""The size of type that a caller asks for, in every chart, at least what a journal allows."""

import pytest

import tinytl as tl

FEW = ["KAZ", "UZB", "KGZ"]
CHARTS = {
    "timeline": lambda r, **more: tl.timeline(r, "KAZ", **more),
    "compare": lambda r, **more: tl.compare(r, FEW, **more),
    "overview": lambda r, **more: tl.overview(r, "Asia", **more),
    "shares": lambda r, **more: tl.shares(r, group="continent", **more),
}
of_each = pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS)


@of_each
@pytest.mark.parametrize("theme", ["screen", "print"])
def test_all_texts_have_the_size_that_is_asked_for(records, draw, theme):
    chart = draw(records, size="10pt", width="183mm", theme=theme, title="Title", note="Note")
    sizes = {text.text: text.size for text in chart.scene.written}
    assert sizes.pop("Title") == pytest.approx(10 * 4 / 3)
    assert sizes.pop("Note") == pytest.approx(8.5)
    assert set(sizes.values()) == {10}


def test_lines_and_diamonds_grow_with_the_type(records):
    small, large = (tl.timeline(records, "KAZ", width="183mm", size=s) for s in ("6pt", "12pt"))
    assert large.scene.theme.weight == pytest.approx(2 * small.scene.theme.weight)
    assert large.scene.theme.enlarged == pytest.approx(2 * small.scene.theme.enlarged)


def test_rows_that_do_not_fit_in_type_of_this_size_are_an_error(records):
    tl.overview(records, width="183mm")
    with pytest.raises(tl.LayoutError, match=r"do not fit on .* in type of 12 pt"):
        tl.overview(records, width="183mm", size="12pt")


@of_each
def test_type_smaller_than_a_journal_allows_is_an_error(records, draw):
    least = tl.WIDTHS["slide"].least_pt
    with pytest.raises(tl.LayoutError, match=f"size is '9pt', but slide wants .* {least:g} pt or"):
        draw(records, size="9pt", width="slide")


def test_code_and_a_saved_file_have_the_size(records, tmp_path):
    chart = tl.timeline(records, "KAZ", width="nature-2", size="8pt")
    assert eval(chart.view.code, {"tl": tl, "records": records}).scene == chart.scene
    chart.save(tmp_path / "a.pdf")
    assert tl.open(tmp_path / "a.pdf").scene == chart.scene
