"""Tables of one's own: spells, neutral scales, laws alone, names as categories, dense indices."""

import random
import time
import warnings

import numpy as np
import pandas as pd
import pymupdf
import pytest

import tinytl as tl
from tinytl.layout.scene import Box
from tinytl.story.events import RATINGS

COLUMNS = ("country", "kind", "start", "end", "label", "value", "category")
LEVELS = {"name": "Regime", "labels": ["Democracy", "Autocracy"]}
REGIME, NEUTRAL = tl.Scale(["D", "A"], **LEVELS), tl.Scale(["D", "A"], **LEVELS, neutral=True)


def table(*rows):
    return pd.DataFrame([dict(zip(COLUMNS, row.split(","), strict=True)) for row in rows])


SPELLS = table(
    "X,rating,1990-01-01,1999-01-01,,A,", "X,rating,1999-01-01,2001-01-01,,D,",
    "Y,rating,1990-01-01,1992-01-01,,A,", "Y,rating,1992-01-01,2001-01-01,,D,",
)  # fmt: skip
LAWS = table("X,law,1990-05-01,,Law A,,law", "Y,law,1995,,Law B,,law")
EVENTS_ONLY = table("X,event,2011,,War,,security", "Y,event,2012-05,2015,Mission,,court")


# --- overview ----------------------------------------------------------------------------------


def test_levels_without_an_order_have_one_colour_and_one_height_each_in_its_lane():
    chart = tl.overview(SPELLS, scale=NEUTRAL, width="120mm", columns=3)
    boxes = [mark for mark in chart.scene.areas[0].marks if isinstance(mark, Box)]
    assert len({(box.fill, box.height) for box in boxes}) == 1
    lanes = {box.fact.value: box.y % 1 for box in boxes}
    assert lanes["D"] < lanes["A"]
    assert "lanes, top to bottom Democracy, Autocracy." in chart.caption
    assert "darker" not in chart.caption
    with pytest.raises(tl.RecordError, match="sort is 'mean'; the levels of a neutral scale have"):
        tl.overview(SPELLS, scale=NEUTRAL, sort="mean")


def test_an_overview_of_spells_counts_no_reports_and_weighs_days():
    chart = tl.overview(SPELLS, scale=REGIME, sort="mean", width="120mm")
    assert [subject.code for subject in chart.subjects] == ["Y", "X"]
    assert [area.id for area in chart.scene.areas] == ["rows 1"]
    assert "report" not in chart.caption


def test_rows_that_do_not_fit_are_counted_with_their_headings(records):
    with pytest.raises(tl.LayoutError, match=r"189 rows do not fit .*: (1[0-7]\d|18[0-8]) do"):
        tl.overview(records, group="region", width="89mm", height="150mm")


# --- comparison --------------------------------------------------------------------------------


@pytest.mark.parametrize(("records", "kinds"), [(LAWS, ["law"]), (EVENTS_ONLY, ["event"]),
                                                (SPELLS, ["rating"])])  # fmt: skip
def test_a_comparison_draws_the_kinds_that_there_are(records, kinds, tmp_path):
    chart = tl.compare(records, ["X", "Y"], scale=REGIME, width="120mm")
    assert [track.kind for track in chart.tracks] == kinds * 2
    assert tl.open(chart.save(tmp_path / "chart.svg")).scene == chart.scene


def test_an_error_names_no_preset_that_nobody_asked_for():
    with pytest.raises(tl.RecordError, match="expected some of kind law") as error:
        tl.compare(EVENTS_ONLY, ["X", "Y"], tracks=["law"])
    assert "preset" not in str(error.value)


@pytest.mark.parametrize("word", [*RATINGS, *RATINGS.values(), "2WL", "rating:3"])
def test_what_a_chart_counts_from_is_asked_for_by_what_it_writes(records, word):
    chart = tl.compare(records, ["KAZ", "UZB"], align=word)
    written = chart.title.partition(" after ")[2]
    assert written.startswith("first ")
    assert tl.compare(records, ["KAZ", "UZB"], align=written).title == chart.title
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        few = records[records.country.isin(["KAZ", "UZB"])]
        assert tl.panel(few, align=written).equals(tl.panel(few, align=word))


# --- words -------------------------------------------------------------------------------------


def test_names_stay_as_they_are_in_all_words():
    terms = table("X,government,2004,2014,A,,Law and Justice", "X,index,2012-01-01,..,,6,on")
    chart = tl.timeline(terms, "X")
    assert "on: 6 since 1 January 2012." in chart.alt
    for words in (chart.alt, chart.alt_short, chart.caption, repr(chart)):
        assert "Law and Justice" in words
        assert "law and J" not in words


def test_an_index_of_many_values_is_told_by_its_ends_extremes_and_turns():
    months = [f"{1980 + n // 12}-{n % 12 + 1:02}" for n in range(540)]
    rows = (f"X,index,{month},,,{100 - abs(270 - n)},polity" for n, month in enumerate(months))
    told = tl.timeline(table(*rows), "X").alt.splitlines()[1]
    assert told == (
        "polity: 540 values, the first -170 in January 1980; the last -169 in December 2024; the "
        "least -170 in January 1980; the most 100 in July 2002; it turns at 100 in July 2002."
    )


# --- the page ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "draw",
    [
        lambda r: tl.overview(r, width="89mm", years=(2001, 2019)),
        lambda r: tl.overview(r, ["KAZ", "ARM"], width="101.3mm", years=(2003, 2003)),
        lambda r: tl.overview(r, align="full criminalization", width="6.5in"),
        lambda r: tl.compare(r, ["KAZ", "ARM"], columns=2, years=(2003, 2007), width="120mm"),
        lambda r: tl.timeline(r, "KAZ", tracks=["government", "law"], preset="figure9",
                              max_rows=0),
    ],
)  # fmt: skip
def test_no_text_leaves_the_page_or_lies_over_another(records, draw, tmp_path):
    with pymupdf.open(draw(records).save(tmp_path / "chart.pdf", data=False)) as document:
        width, height = document[0].rect.width, document[0].rect.height
        words = document[0].get_text("words", clip=pymupdf.INFINITE_RECT())
    boxes = [(x0, y0 + 3, x1, y1 - 3) for x0, y0, x1, y1, *_ in words]
    for n, (x0, y0, x1, y1) in enumerate(boxes):
        assert x0 > -0.1 and x1 < width + 0.1 and y0 > 0 and y1 < height, words[n]
        for a0, b0, a1, b1 in boxes[n + 1 :]:
            assert min(x1, a1) - max(x0, a0) < 0.3 or min(y1, b1) - max(y0, b0) < 0.3, words[n]


def test_a_long_label_wraps_until_it_fits():
    label = "A law with a title that is long " * 4
    laws = table(*(f"X,law,200{n}-05-01,,{label.strip()},,law" for n in (3, 4, 7)))
    for width in ("57mm", "89mm"):
        area = tl.timeline(laws, "X", width=width).scene.areas[0]
        said = [f"1 May 200{n} {label.strip()}" for n in (3, 4, 7)]
        assert [" ".join(one.lines) for one in area.labels] == said


def test_rows_without_bound_end(records):
    start = time.process_time()
    for country in ("KAZ", "IDN"):
        tl.timeline(records, country, width="89mm", max_rows=10_000)
    events = table(*(f"X,event,{1900 + n},,Event number {n},,court" for n in range(120)))
    chart = tl.timeline(events, "X", width="183mm", max_rows=10_000)
    assert all(f"Event number {n}" in chart.caption for n in range(120))
    assert time.process_time() - start < 30


# --- anything ----------------------------------------------------------------------------------

CHOICES = {
    "years": [None, (1995, 1999), (2001, 2001), (1800, 1802), (2000.0, 2001)],
    "width": [None, "89mm", "120mm", "57mm", "183mm", "9mm"],
    "height": [None, None, "60mm", "170mm"],
    "theme": [None, "dark", "print", "book"],
    "key": [True, False],
}
OWN = {
    tl.timeline: {"tracks": [None, ["law"], ["event", "rating"], ["index", "government"]],
                  "max_rows": [None, 0, 2, 10_000, np.int64(3)], "max_chars": [None, 2, 20],
                  "only": [None, {"law": ["law"]}], "preset": [None, None, "figure9"]},
    tl.compare: {"tracks": [None, ["event"], ["rating", "index"]], "columns": [None, 1, 2, 9],
                 "align": [None, "law", "low", "first upgrade", {"X": "1999?"}],
                 "window": [(-5, 5), (-1, 0), (-500, 500)], "max_rows": [None, 1]},
    tl.overview: {"sort": ["name", "similar", "latest", "mean", ["Y"]], "columns": [None, 1, 3],
                  "group": [None, "region", {"X": "a"}], "guides": [(), ["law"]],
                  "align": [None, "court", "rated"], "window": [(-5, 5), (0, 30)]},
}  # fmt: skip


def some_table(rnd):
    dates = ["1990", "1993-05", "1995-06-01", "1998~", "1999?", "2001-21", "2003-12-31", "199X"]
    ends = ["2004", "2005-06", "2006-07-08", "2010~", ".."]
    rows = []
    for country in "XYZ":
        for kind in rnd.sample(
            ["rating", "law", "event", "index", "government"], rnd.randint(1, 4)
        ):
            for _ in range(1 if kind in ("rating", "government") else rnd.randint(1, 40)):
                end = rnd.choice(ends) if kind in ("rating", "government") else ""
                label = (
                    "" if kind in ("rating", "index") else rnd.choice(["A", "A long label " * 9])
                )
                value = {"rating": rnd.choice("DA"), "index": str(rnd.randint(-5, 5))}.get(kind, "")
                category = rnd.choice(["law", "court"]) if kind in ("law", "event") else kind
                start = rnd.choice(dates)
                if kind == "index":
                    start = f"{rnd.randint(1950, 2020)}-{rnd.randint(1, 12):02}"
                rows.append(f"{country},{kind},{start},{end},{label},{value},{category}")
    return table(*dict.fromkeys(rows))


@pytest.mark.parametrize("seed", range(25))
def test_any_choice_for_any_table_is_drawn_or_refused_in_our_words(seed):
    rnd = random.Random(seed)
    for _ in range(20):
        records, draw = some_table(rnd), rnd.choice([*OWN])
        options = {**CHOICES, **OWN[draw]}
        chosen = {name: rnd.choice(options[name]) for name in rnd.sample([*options], 4)}
        countries = "X" if draw is tl.timeline else rnd.choice([["X", "Y"], ["X", "Y", "Z"]])
        start = time.process_time()
        try:
            chart = draw(records, countries, scale=rnd.choice([REGIME, NEUTRAL]), **chosen)
            assert chart.caption
            assert chart.alt_short
            assert chart.alt
            assert chart.key is not None
        except (tl.RecordError, tl.LayoutError) as error:
            assert len(str(error)) > 10
        assert time.process_time() - start < 5, chosen
