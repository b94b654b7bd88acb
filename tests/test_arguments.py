"""Whatever is given for an argument: it is taken for what it is, or refused in our own words."""

import warnings

import pandas as pd
import pytest

import tinytl as tl

ODD = [
    None, 0, 1, -1, 2.5, True, "", object(), [], {}, "x" * 50, b"x", float("nan"), ("a",), [1],
    {1: 2}, {"KAZ": 3}, (2000,), (2000, 2014, 1), ("2000", "2014"), (1, 2), (9999, 10000),
    range(3), "KAZ",
]  # fmt: skip
OURS = (tl.RecordError, tl.LayoutError, tl.ExportError)
SHARED = ("years", "width", "height", "size", "theme", "scale")
ARGUMENTS = {
    tl.timeline: (*SHARED, "tracks", "only", "preset", "max_rows", "max_chars"),
    tl.compare: (*SHARED, "highlight", "tracks", "only", "align", "window", "columns", "max_rows"),
    tl.overview: (*SHARED, "highlight", "sort", "group", "align", "window", "columns"),
    tl.shares: (*SHARED, "highlight", "group", "align", "window", "columns", "balanced"),
}


@pytest.fixture(scope="module")
def few(records):
    table = records[records.country.isin(["KAZ", "ARM"]) & records.kind.isin(["law", "rating"])]
    table.attrs = records.attrs
    return table


def try_all(ask):
    """Ask with each odd value; anything but an answer or one of our errors fails."""
    refused = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for value in ODD:
            try:
                ask(value)
            except OURS as error:
                refused += 1
                assert 10 < len(str(error)) < 5_000
    assert refused


@pytest.mark.parametrize(
    ("draw", "name"),
    [(draw, name) for draw, names in ARGUMENTS.items() for name in names],
)
def test_an_argument_of_a_wrong_kind_is_refused(few, draw, name):
    countries = "KAZ" if draw is tl.timeline else ["KAZ", "ARM"]
    more = {"align": "downgrade"} if name == "window" else {}
    try_all(lambda value: draw(few, countries, **{**more, name: value}))


def test_countries_and_records_of_a_wrong_kind_are_refused(few):
    for draw in ARGUMENTS:
        try_all(lambda value, draw=draw: draw(few, value))
        try_all(lambda value, draw=draw: draw(value, ["KAZ", "ARM"]))


def test_files_of_a_wrong_kind_are_refused(few, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    chart = tl.timeline(few, "KAZ", width="89mm")
    try_all(chart.save)
    try_all(lambda dpi: chart.save("a.png", dpi=dpi))
    try_all(tl.open)
    try_all(lambda charts: tl.save_all(charts, "f", progress=False))
    try_all(lambda chart: tl.save_all([chart], "f", progress=False))
    try_all(lambda formats: tl.save_all([chart], "f", formats=formats, progress=False))


def test_arguments_that_another_function_has_are_named(few):
    with pytest.raises(TypeError, match=r"for charts of several: tl\.compare"):
        tl.timeline(few, "KAZ", highlight=["KAZ"])
    with pytest.raises(TypeError, match=r"size='9pt'"):
        tl.overview(few, fontsize=9)


def test_numbers_and_tables_of_a_wrong_kind_are_refused(few):
    try_all(tl.statistics)
    try_all(tl.concat)
    try_all(tl.Scale)
    try_all(lambda kind: tl.spells(few, kind))
    try_all(lambda laws: tl.changes(few, laws=laws))
    try_all(lambda align: tl.panel(few, align=align))
    try_all(lambda years: tl.panel(few, years=years))
    try_all(lambda align: tl.tally(few, align=align))
    try_all(lambda group: tl.tally(few, group=group))
    try_all(lambda countries: tl.tally(few, countries))
    try_all(lambda path: tl.read_csv(path or "nothing.csv"))


FLAGS = ["False", 0, 1, None, "", [], 2.5]


@pytest.mark.parametrize("value", FLAGS)
def test_what_is_neither_true_nor_false_is_no_flag(few, tmp_path, value):
    frame = pd.DataFrame({"c": ["KAZ"], "s": [2003], "e": [2005], "v": [1]})
    chart, file = tl.timeline(few, "KAZ"), tmp_path / "a.html"
    asked = {
        "words": lambda: chart.save(file, words=value),
        "cdn": lambda: chart.save(file, cdn=value),
        "data": lambda: chart.save(file, data=value),
        "progress": lambda: tl.save_all([chart], tmp_path, progress=value),
        "inclusive": lambda: tl.tidy(
            frame, kind="rating", country="c", start="s", end="e", value="v", inclusive=value
        ),
        "neutral": lambda: tl.Scale(["a", "b"], neutral=value),
        "bridged": lambda: tl.Axis(bridged=value),
    }
    for name, ask in asked.items():
        with pytest.raises(tl.RecordError, match=rf"{name} is .*; expected True or False\."):
            ask()
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    "asked",
    [{"levels": 5}, {"levels": "x"}, {"levels": ["1"]}, {"levels": {1: "9"}}, {"levels": {1: 5}},
     {"wide": 5}, {"wide": None}, {"start": []}, {"dayfirst": 1}, {"scale": None}],
)  # fmt: skip
def test_an_argument_of_tidy_of_a_wrong_kind_is_refused_by_its_name(asked):
    frame = pd.DataFrame({"c": ["KAZ"], "s": [2003], "v": [1]})
    (name,) = asked
    with pytest.raises(tl.RecordError, match=rf"{name} is .*; expected "):
        tl.tidy(frame, **({"kind": "rating", "country": "c", "start": "s", "value": "v"} | asked))


@pytest.mark.parametrize(
    "ends", [(1, 0), (0, 0), (float("nan"), 1), (0, float("inf")), ("0", 1), (True, 2)]
)
def test_the_ends_of_an_axis_are_numbers_in_order(ends):
    with pytest.raises(tl.RecordError, match="expected"):
        tl.Axis(*ends)
