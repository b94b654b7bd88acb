"""A frame of any library is the same table, and of a large one only a country is fetched."""

import datetime as dt
import importlib
import time

import numpy as np
import pandas as pd
import pytest

import tinytl as tl
from tinytl.draw.svg import svg
from tinytl.table.frames import OTHERS, to_pandas
from tinytl.table.records import validate


@pytest.fixture(scope="module")
def plain(records):
    """The shipped table as anybody might have it: texts, and no line of a file."""
    texts = {name: [str(cell) for cell in records[name]] for name in records.columns}
    return pd.DataFrame(texts)


def of_library(library, frame):
    made = pytest.importorskip(library.partition("-")[0])
    columns = {name: frame[name].tolist() for name in frame.columns}
    if library == "pyarrow":
        return made.table(columns)
    if library == "duckdb":
        return made.from_arrow(importlib.import_module("pyarrow").table(columns))
    if library == "dask":
        return importlib.import_module("dask.dataframe").from_pandas(frame, npartitions=3)
    table = made.DataFrame(columns)
    return table.lazy() if library.endswith("lazy") else table


@pytest.mark.parametrize("library", ["polars", "polars-lazy", "pyarrow", "duckdb", "dask"])
def test_the_same_chart_is_drawn_from_each_library(library, plain):
    frame = of_library(library, plain)
    for country in ("KAZ", "burma"):
        ours, theirs = tl.timeline(plain, country), tl.timeline(frame, country)
        assert svg(theirs.scene, theirs._named) == svg(ours.scene, ours._named)
        assert (theirs.caption, theirs.alt) == (ours.caption, ours.alt)


@pytest.mark.parametrize("library", ["polars-lazy", "duckdb", "dask"])
def test_of_a_table_that_an_engine_holds_one_country_is_fetched(library, plain):
    fetched = to_pandas(of_library(library, plain), "Kazakhstan")
    assert set(fetched.country) == {"KAZ", OTHERS}
    assert (fetched.country == "KAZ").sum() == (plain.country == "KAZ").sum()
    with pytest.raises(tl.RecordError, match="No records of 'Ruritania'"):
        to_pandas(of_library(library, plain), "Ruritania")


def test_cells_are_taken_for_what_they_are():
    frame = pd.DataFrame(
        {
            "country": pd.Categorical(["kaz", "Kazakhstan", "Republic of Kazakhstan"]),
            "kind": ["rating", "index", "law"],
            "start": [2004.0, np.int64(2005), dt.date(2003, 5, 15)],
            "label": [None, float("nan"), "A law"],
            "value": [3.0, np.float32(5.3), pd.NA],
        }
    )
    typed = validate(frame)
    assert typed.country.tolist() == ["KAZ"] * 3
    assert [*map(str, typed.start)] == ["2004", "2005", "2003-05-15"]
    assert typed.value.tolist() == ["3", "5.3", ""]
    days = frame.assign(start=pd.to_datetime(["2004-01-01", "2005-02-03", "2003-05-15"]), end="..")
    assert [*map(str, validate(days).start)] == ["2004-01-01", "2005-02-03", "2003-05-15"]


@pytest.mark.parametrize("wrong", [None, 5, "timelines.csv", ["KAZ"], {"country": ["KAZ"]}, b""])
def test_what_is_no_frame_is_told(wrong):
    with pytest.raises(tl.RecordError, match="expected a frame"):
        tl.timeline(wrong, "KAZ")


def test_cells_that_are_no_text_are_told_with_their_rows():
    frame = pd.DataFrame({"country": "KAZ", "kind": "law", "start": "2003", "label": [["A"], "B"]})
    with pytest.raises(tl.RecordError, match="records, row 0: label is of type list; expected"):
        validate(frame)


def test_dates_of_numpy_and_pandas_are_as_precise_as_their_unit():
    cells = {
        np.datetime64("2003"): "2003",
        np.datetime64("2003-05"): "2003-05",
        np.datetime64("2003-05-15"): "2003-05-15",
        np.datetime64("2003-05-16T00:00"): "2003-05-16",
        np.datetime64("0800", "Y"): "0800",
        pd.Timestamp("2003-05-17"): "2003-05-17",
        pd.Period("2004", "Y"): "2004",
        pd.Period("2004-05", "M"): "2004-05",
        pd.Period("2004-05-15", "D"): "2004-05-15",
    }
    starts = pd.Series(list(cells), dtype=object)
    frame = pd.DataFrame({"country": "KAZ", "kind": "law", "start": starts, "label": "A"})
    assert [*map(str, validate(frame).start)] == list(cells.values())
    named = {"country": "country", "start": "start", "label": "label"}
    assert [*map(str, tl.tidy(frame, kind="law", **named).start)] == list(cells.values())


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (
            np.datetime64("2003-05-15T13:45"),
            "'2003-05-15 13:45:00'; .*A time of day: write",
        ),
        (
            pd.Timestamp("2003-05-15 13:45"),
            "'2003-05-15 13:45:00'; .*A time of day: write",
        ),
        (np.datetime64("2003-05-15", "W"), "an interval; its ends belong into start and end: 2003"),
        (pd.Period("2003Q2", "Q-MAR"), "an interval; .*: 2002-07-01 and 2002-09-30"),
        (pd.Period("2003", "Y-MAR"), "an interval; .*: 2002-04-01 and 2003-03-31"),
        (pd.Period("2003-05-15", "W"), "an interval"),
        ("2003-05-15 13:45", "'2003-05-15 13:45'; .*A time of day: write 2003-05-15"),
    ],
)
def test_what_is_no_day_month_or_year_is_refused_by_charts_and_tidy_alike(cell, said):
    frame = pd.DataFrame(
        {"country": "KAZ", "kind": "law", "start": [cell], "label": "A"}, dtype=object
    )
    named = {"country": "country", "start": "start", "label": "label"}
    for read in (validate, lambda frame: tl.tidy(frame, kind="law", **named)):
        with pytest.raises(tl.RecordError, match=said):
            read(frame)


def test_ten_thousand_columns_take_no_longer_than_a_moment():
    rows = {"country": "KAZ", "kind": "law", "start": ["2003", "2004"], "label": ["A", "B"]}
    more = pd.DataFrame({f"column_{n}": [0, 1] for n in range(10_000)})
    frame = pd.concat([pd.DataFrame(rows), more], axis=1)
    begun = time.process_time()
    tl.timeline(frame, "KAZ")
    assert time.process_time() - begun < 4
