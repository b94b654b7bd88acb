"""What one changes in `chart.figure` is kept where plotly draws, and told where it does not."""

import copy
import json
import pickle
import re
import warnings

import numpy as np
import pytest

import tinytl as tl


@pytest.fixture
def chart(records):
    return tl.timeline(records, "KAZ", tracks=["rating", "law"], years=(2000, 2014))


def page_of(chart, folder):
    text = chart.save(folder / "kaz.html", cdn=True).read_text(encoding="utf-8")
    figure = re.search(r"const figure = (.*);\n", text)[1]
    return json.loads(figure)


EDITS = {
    "a colour": lambda figure: figure.update_layout(paper_bgcolor="#fafafa"),
    "a line": lambda figure: figure.add_vline(x="2005-06-01", line_color="red"),
    "a title": lambda figure: setattr(figure.layout, "title", "Mine"),
    "a trace": lambda figure: figure.add_scatter(x=np.array(["2005-01-01"]), y=np.array([1.0])),
    "a trace less": lambda figure: setattr(figure.data[0], "visible", False),
    "a label": lambda figure: figure.layout.annotations[0].update(text="Mine"),
    "a font": lambda figure: figure.update_layout(font_family="Georgia"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_page_and_the_notebook_show_the_figure_as_it_was_changed(chart, tmp_path, edit):
    EDITS[edit](chart.figure)
    changed = json.loads(chart.figure.to_json())
    shown = chart._repr_mimebundle_()["application/vnd.plotly.v1+json"]
    assert {name: shown[name] for name in ("data", "layout")} == changed
    page = page_of(chart, tmp_path)
    for figure in (page, changed):
        figure.pop("config", None)
        for font in (figure["layout"]["font"], figure["layout"]["hoverlabel"]["font"]):
            font.pop("family") if font["family"] != "Georgia" else None
    assert page == changed


@pytest.mark.parametrize("ending", ["pdf", "svg", "png"])
def test_formats_that_plotly_does_not_draw_say_what_they_lack(chart, tmp_path, ending):
    before = chart.save(tmp_path / f"a.{ending}").read_bytes()
    chart.figure.add_vline(x="2005-06-01")
    told = rf"b.{ending} is drawn without what was changed in chart.figure"
    with pytest.warns(tl.ExportWarning, match=told) as found:
        assert chart.save(tmp_path / f"b.{ending}").read_bytes() == before
    assert found[0].filename == __file__


def test_a_figure_that_was_only_looked_at_changes_nothing(chart, tmp_path):
    before = chart.save(tmp_path / "a.html").read_bytes()
    assert chart.figure is chart.figure
    assert chart.figure.to_json()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart.save(tmp_path / "a.svg")
    assert chart.save(tmp_path / "b.html").read_bytes() == before


def test_a_page_has_the_size_that_was_set(chart, tmp_path):
    chart.figure.update_layout(width=900, height=333)
    text = chart.save(tmp_path / "kaz.html", cdn=True).read_text(encoding="utf-8")
    assert 'style="width:900px;height:333px"' in text


def test_a_chart_without_a_width_has_720_px_in_a_notebook_and_fills_a_page(chart, tmp_path):
    shown = chart._repr_mimebundle_()["application/vnd.plotly.v1+json"]["layout"]
    assert (shown["width"], shown["autosize"]) == (720, False)
    assert "width" not in page_of(chart, tmp_path)["layout"]
    page = (tmp_path / "kaz.html").read_text(encoding="utf-8")
    assert '<div id="timeline" style="width:100%;' in page
    assert "--least:720px" in page


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda c: pickle.loads(pickle.dumps(c))]
)
def test_a_copy_of_a_chart_is_changed_if_and_only_if_the_chart_was(chart, tmp_path, copied):
    for look in (lambda: None, lambda: chart.figure):
        look()
        again = copied(chart)
        assert again == chart
        assert again.figure.to_json() == chart.figure.to_json()
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            again.save(tmp_path / "a.svg")
    chart.figure.add_vline(x="2005-06-01")
    again = copied(chart)
    assert again.figure.to_json() == chart.figure.to_json()
    with pytest.warns(tl.ExportWarning, match="without what was changed in chart.figure"):
        again.save(tmp_path / "b.svg")
    again.figure.update_layout(title="Mine")  # as any figure
    assert chart.figure.layout.title.text is None
