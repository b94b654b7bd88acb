"""Tooltips: all that is known of a fact, made before anything is drawn."""

from pathlib import Path

import tinytl as tl
from tinytl.table import sources


def test_a_tooltip_has_name_date_category_detail_and_sources(records):
    chart = tl.timeline(records, "KAZ")
    (law,) = (fact for fact in chart.scene.tooltips if fact.category == "full criminalization")
    name, when, detail, cited = chart.scene.tooltips[law]
    assert (name, detail) == (law.label, law.detail)
    assert when == f"{law.when}, full criminalization"
    assert cited and cited == "; ".join(sources.short_sources([law.source], chart.origin))


def test_each_fact_that_is_drawn_has_a_tooltip(records):
    for chart in (tl.timeline(records, "KAZ"), tl.compare(records, ["KAZ", "ARM"])):
        drawn = {mark.fact for area in chart.scene.areas for mark in area.marks if mark.fact}
        drawn |= {label.fact for area in chart.scene.areas for label in area.labels}
        assert drawn and drawn <= set(chart.scene.tooltips)


def test_drawing_looks_up_no_source(records, monkeypatch):
    chart = tl.timeline(records, "KAZ")
    monkeypatch.setattr(sources, "_entries_of", lambda *_: 1 / 0)
    (law,) = (tip for tip in chart.scene.tooltips.values() if "full criminalization" in tip.when)
    assert f"<i>{law.sources}</i>" in str(chart.figure)


def test_the_back_ends_know_neither_sources_nor_scales():
    for file in (Path(tl.__file__).parent / "draw").glob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert "table.sources" not in text and "table.scales" not in text
