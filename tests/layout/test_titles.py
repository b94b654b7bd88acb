"""Titles, subtitles and notes: what a caller writes around a chart is drawn, whatever it is."""

import pytest

import tinytl as tl
from sweep import faults
from tinytl.layout.frame import points

KAZ, THREE = "KAZ", ["KAZ", "ARM", "MYS"]
SIX = [*THREE, "IDN", "NGA", "ARG"]
DRAW = {
    "timeline": lambda records, **options: tl.timeline(records, KAZ, **options),
    "compare": lambda records, **options: tl.compare(records, THREE, **options),
    "overview": lambda records, **options: tl.overview(records, THREE, **options),
    "shares": lambda records, **options: tl.shares(records, SIX, **options),
}
GIVEN = {
    "title": "Tiers after the law",
    "subtitle": "Ratings of the reports, 2001 to 2025",
    "note": "Own codings; see the references.",
}
HOSTILE = [
    r"A 5 $ fine, \textbf{not} $x^2$",
    "<b>Tiers</b> & <laws> %{x} {y}",
    "Two\nlines,\tone tab",
    "Торговля людьми и законы",
    "חוק נגד סחר בבני אדם",
    "wordsnotbroken" * 22,
    "A long title goes on and on, from line to line, " * 6,
]
by_kind = pytest.mark.parametrize("kind", DRAW)


def written(chart):
    return [text.text for text in chart.scene.texts]


@by_kind
def test_a_print_chart_has_a_title_only_if_it_is_given_one(records, kind):
    usual = DRAW[kind](records, width="120mm")
    assert usual.title not in written(usual)
    chart = DRAW[kind](records, width="120mm", **GIVEN)
    assert {*GIVEN.values()} <= {*written(chart)}


@by_kind
def test_a_screen_chart_has_the_usual_title_another_one_or_none(records, kind):
    usual, other, none = (DRAW[kind](records, title=title) for title in (None, "Mine", ""))
    assert written(usual)[0] == usual.title
    assert (written(other)[0], usual.title in written(other)) == ("Mine", False)
    assert usual.title not in written(none)
    assert none.scene.height < usual.scene.height


@by_kind
def test_a_subtitle_stands_between_title_and_chart_and_a_note_at_the_foot(records, kind):
    scene = DRAW[kind](records, width="120mm", key=True, **GIVEN).scene
    at = {text.text: text.y for text in scene.texts}
    title, subtitle, note = (at[text] for text in GIVEN.values())
    others = [y for text, y in at.items() if text not in GIVEN.values()]
    assert title < subtitle < min(others) <= max(others) < note < scene.height
    assert subtitle < min(area.top for area in scene.areas)
    assert note > max(area.bottom for area in scene.areas)  # the strip of the key is one of them


@by_kind
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_drawn_whole_and_over_nothing(records, tmp_path, kind, text):
    chart = DRAW[kind](records, width="89mm", title=text, subtitle=text, note=text)
    assert faults(chart.scene) == []
    said = "".join("".join(written(chart)).split())
    assert said.count("".join(text.split())) == 3
    chart.save(tmp_path / "a.svg")
    chart.save(tmp_path / "a.html", cdn=True)


def test_a_title_is_printed_in_a_pdf_as_it_is_written(records, tmp_path):
    import pymupdf

    text = r"5 $ & <b> \alpha_1^2 {x} закон"
    path = tl.timeline(records, KAZ, width="120mm", title=text).save(tmp_path / "a.pdf")
    with pymupdf.open(path) as document:
        assert text in document[0].get_text()


def test_what_cannot_be_seen_is_refused(records):
    for text in ("a\x00b", "a\x1bb", "a\u200bb", "\ud800"):
        with pytest.raises(tl.LayoutError, match=r"note is .*; expected a text without invisible"):
            tl.timeline(records, KAZ, note=text)


@by_kind
def test_a_given_height_holds_title_note_and_key(records, kind):
    scene = DRAW[kind](records, width="183mm", height="200mm", key=True, **GIVEN).scene
    assert scene.height == pytest.approx(points("200mm"))
    assert faults(scene) == []


def test_the_page_of_a_journal_holds_a_comparison_with_its_note(records):
    many = [*THREE, "ARG", "ECU", "HND", "IDN", "ISR"]
    options = {"tracks": ("rating",), "width": "nature-1", "columns": 1}
    assert tl.compare(records, many, **options, **GIVEN).scene.height <= points("170mm") + 0.75


@by_kind
def test_the_words_begin_with_the_title_and_end_with_the_note(records, kind):
    chart = DRAW[kind](records, **GIVEN)
    assert chart.caption.startswith("Tiers after the law. Ratings of the reports, 2001 to 2025. ")
    assert chart.caption.endswith(" Own codings; see the references.")
    lines = chart.alt.splitlines()
    assert lines[:2] == ["Tiers after the law.", "Ratings of the reports, 2001 to 2025."]
    assert lines[-1] == GIVEN["note"]
    plain = DRAW[kind](records)
    assert plain.caption in chart.caption and plain.alt in chart.alt


@by_kind
def test_a_saved_chart_opens_with_its_titles_and_its_code_draws_them(records, tmp_path, kind):
    chart = DRAW[kind](records, width="120mm", **GIVEN)
    for ending in ("svg", "pdf"):
        again = tl.open(chart.save(tmp_path / f"a.{ending}"))
        assert again.scene == chart.scene
        assert again.caption == chart.caption
    again = eval(chart.view.code, {"tl": tl, "records": records})
    assert again.scene == chart.scene


def test_the_title_of_a_file_is_that_of_its_chart(records, tmp_path):
    import pymupdf

    path = tl.timeline(records, KAZ, title="After\nthe law").save(tmp_path / "a.pdf")
    with pymupdf.open(path) as document:
        assert document.metadata["title"] == "After the law"
