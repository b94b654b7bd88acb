"""Dates as people write them, held to Python's own reading of dates."""

import io
import re
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tinytl as tl
from tinytl.table.date_forms import join_parts, to_edtf, why_not_a_date
from tinytl.table.dates import MONTHS
from tinytl.table.records import validate

DAYS = st.dates(date(1000, 1, 1), date(2998, 12, 31))


@settings(deadline=None)
@given(DAYS, st.sampled_from("./- "), st.booleans(), st.sampled_from(["", " 00:00", " 0:00:00"]))
def test_days_are_read_in_the_order_that_was_said(day, mark, dayfirst, midnight):
    order = ("%d", "%m", "%Y") if dayfirst else ("%m", "%d", "%Y")
    padded = day.strftime(mark.join(order))
    bare = mark.join(str(int(part)) for part in padded.split(mark))
    for text in (padded, bare) if day.year >= 1000 else (padded,):
        assert to_edtf(text + midnight, dayfirst) == day.isoformat()
        assert to_edtf(text + midnight) == text + midnight
        assert "dayfirst=" in why_not_a_date(text + midnight)[1]


WORDED = (
    "{d} {B} {y}", "{d:02} {b} {y}", "{d}-{b}-{y}", "{d}. {B} {y}", "{B} {d}, {y}", "{b}. {d} {y}",
    "{y} {B} {d}", "{y}-{b}-{d:02}", "{d:02}{b}{y}", "{d} of {B}, {y}",
)  # fmt: skip


@settings(deadline=None)
@given(DAYS, st.sampled_from(WORDED), st.sampled_from([str, str.upper, str.lower]))
def test_english_months_are_read_whatever_dayfirst_says(day, form, case):
    name = MONTHS[day.month - 1]
    text = case(form.format(d=day.day, y=day.year, B=name, b=name[:3]))
    for dayfirst in (None, True, False):
        assert to_edtf(text, dayfirst) == day.isoformat()


@pytest.mark.parametrize("text", ["May 2003", "2003 May", "May, 2003", "MAY2003", "2003-may"])
def test_a_month_without_a_day_is_a_month(text):
    assert to_edtf(text) == "2003-05"


REFUSED = {
    "20.01.09": "year of two digits", "10.09.05": "year of two digits", "5/3/09": "of two digits",
    "20-01-09": "year of two digits", "May 03": "year of two digits", "5 May 03": "of two digits",
    "15MAY03": "year of two digits", "'03": "year of two digits", "03": "year of two digits",
    "3": "year of two digits", "May-03": "of two digits", "5.3.9": "", "05 03 09": "two digits",
    "03-05": "year of two digits", "800": "three digits: write 0800", "999": "what is missing",
    "31.02.2010": "No such day: write YYYY-MM-DD.", "31/04/2010": "No such day: write",
    "2003.01": "nobody knows: write YYYY-MM", "2003.1": "nobody knows: write YYYY-MM",
    "2003.5": "nobody knows: write YYYY-MM", "2003/04": "or two years, nobody knows",
    "03.05.2010": "dayfirst=True or dayfirst=False", "25.12.2010": "2010-12-25, or pass dayfirst=T",
    "12/25/2010": "write 2010-12-25, or pass dayfirst=False", "1/2003": "write 2003-01",
    "1.1.2003 0:00": "dayfirst=True or dayfirst=False", "2003-05-15 13:45": "write 2003-05-15",
    "2003-05-15T13:45:00Z": "write 2003-05-15", "5 May 2003 13:45": "write 2003-05-05",
    "2003-02-30 13:45": "write the date alone", "3/5/2010 13:45": "write the date alone",
    "31 Feb 2003": "No such day",
    "2003-5-1": "write 2003-05-01", "2003/5/1": "write 2003-05-01", "20030515": "2003-05-15",
    "1932Q1": "write 1932-01 as the start and 1932-04", "1935-36": "and 1936-01 as the end",
    "2003Q5": "", "Mai 2003": "", "150503": "", "15052003": "", "2003-05-15 24:00": "",
    " 3/5/2010": "dayfirst=True or dayfirst=False", "'5?": "", "3/5.2010": "", "2003.": "",
    "٢٠٠٣": "", "32.01.2010": "",
}  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_what_can_mean_two_things_is_an_error_that_quotes_the_cell(text):
    for read in (
        lambda: tl.read_csv(io.StringIO(f'country,kind,start,label\nKAZ,law,"{text}",A\n')),
        lambda: validate(
            pd.DataFrame({"country": ["KAZ"], "kind": "law", "start": text, "label": "A"})
        ),
        lambda: tl.tidy(
            pd.DataFrame({"c": ["KAZ"], "s": [text]}),
            kind="law", country="c", start="s", label="A law",
        ),
    ):  # fmt: skip
        with pytest.raises(tl.RecordError) as told:
            read()
        (problem,) = told.value.problems
        assert f": start is {text!r}; expected " in problem
        assert REFUSED[text] in problem


def test_blanks_around_a_cell_are_quoted_too():
    with pytest.raises(tl.RecordError, match="end is ' 3/5/2010'"):
        tl.read_csv(io.StringIO("country,kind,start,end,label\nKAZ,law,2003, 3/5/2010,A\n"))


def test_an_end_that_is_wrong_is_quoted_in_the_form_in_which_it_was_written():
    text = "country,kind,start,end,label\nKAZ,event,5 May 2010,3/5/2010,A\n"
    with pytest.raises(tl.RecordError, match=r"end is '3/5/2010'; .* the start, 5 May 2010"):
        tl.read_csv(io.StringIO(text), dayfirst=True)


@pytest.mark.parametrize("dayfirst", [1.5, "yes", "True", 0.5])
def test_dayfirst_is_true_or_false(dayfirst):
    with pytest.raises(tl.RecordError, match=r"dayfirst is .* expected True, False or None"):
        tl.read_csv(dayfirst=dayfirst)


SEASONS_OR_YEARS = {
    "2020-21": "write 2020-04~ if it is spring 2020, or 2020 as the start and 2022 as the end.",
    "2021-22": "write 2021-07~ if it is summer 2021, or 2021 as the start and 2023 as the end.",
    "2022-23": "write 2022-10~ if it is autumn 2022, or 2022 as the start and 2024 as the end.",
    "2023-24": "write 2024-01~ if it is winter 2023, or 2023 as the start and 2025 as the end.",
    "1920-21?": "write 1920-04~ if it is spring 1920, or 1920 as the start and 1922 as the end.",
}


@pytest.mark.parametrize("text", SEASONS_OR_YEARS)
@pytest.mark.parametrize("column", ["start", "end"])
def test_a_season_whose_number_is_the_next_year_is_an_error_with_two_remedies(text, column):
    dates = {"start": "1900", "end": ".."} | {column: text}
    frame = pd.DataFrame([{"country": "KAZ", "kind": "event", "label": "A", **dates}])
    named = {name: name for name in ("country", "start", "end", "label")}
    for read in (
        lambda: tl.read_csv(io.StringIO(frame.to_csv(index=False))),
        lambda: validate(frame),
        lambda: tl.tidy(frame, kind="event", **named),
        lambda: tl.tidy(frame, kind="event", **named, inclusive=True),
    ):
        with pytest.raises(tl.RecordError) as told:
            read()
        (problem,) = told.value.problems
        assert f": {column} is {text!r}; expected YYYY, YYYY-MM or YYYY-MM-DD" in problem
        assert ". A season in EDTF, or two years, nobody knows: " in problem
        assert problem.endswith(SEASONS_OR_YEARS[text])


def test_any_other_season_is_read_as_edtf_says():
    frame = pd.DataFrame({"country": "KAZ", "kind": "law", "start": ["2006-21", "2020-22"]})
    assert [*map(str, validate(frame.assign(label="A")).start)] == ["2006-21", "2020-22"]


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("2003", "May"), "2003-05"), (("2003", "5.0"), "2003-05"), (("2003", "05"), "2003-05"),
        (("2003.0", "sept", "3"), "2003-09-03"), (("2003", "DECEMBER", "31"), "2003-12-31"),
        (("2003", "", ""), "2003"), (("2003", "0", "0"), "2003"), (("2003", "5", "0"), "2003-05"),
        (("", "", ""), ""),
    ],
)  # fmt: skip
def test_a_date_is_as_precise_as_its_parts(parts, text):
    assert join_parts(parts) == text


def starts(**columns):
    frame = pd.DataFrame({"c": "KAZ", "l": list("abcdefgh")[: len(columns["y"])], **columns})
    table = tl.tidy(frame, kind="event", country="c", label="l", start=list(columns))
    return [str(start) for start in table["start"]]


def test_months_are_words_or_numbers_of_any_type_and_missing_ones_are_not_known():
    months = ["May", "5.0", 5.0, 5, np.int8(5), None, np.nan, pd.NA]
    assert starts(y=[2003] * 8, m=months) == ["2003-05"] * 5 + ["2003"] * 3
    assert starts(y=[2003.0, 2004.0], m=[5.0, np.nan], d=[15.0, np.nan]) == ["2003-05-15", "2004"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((2003, 5.5, None), "2003, 5.5"),
        ((2003, 13, None), "2003, 13"),
        ((2003, 21, None), "2003, 21"),  # no season
        ((2003, -9, 1), "2003, -9, 1"),
        ((2003, "x", None), "2003, x"),
        ((2003, "Mai", 3), "2003, Mai, 3"),
        ((2003, None, 3), "2003, , 3"),
        ((None, 5, None), ", 5"),
        ((2003, 5, "1st"), "2003, 5, 1st"),
        ((98, 5, 1), "98, 5, 1"),
        ((2003.5, 5, 1), "2003.5, 5, 1"),
    ],
)
def test_parts_that_are_no_date_are_an_error_that_quotes_them(row, said):
    with pytest.raises(tl.RecordError, match=rf"^records, row r: start is '{re.escape(said)}'"):
        of_parts(row)
    with pytest.raises(tl.RecordError, match=r"No year, month and day: .* a month is 1 to 12 or"):
        of_parts(row)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((2003, 2, 30), "'2003-02-30'; .* February 2003 has 28 days"),
        ((2003, 5, 32), "'2003-05-32'; .* May 2003 has 31 days"),
    ],
)
def test_a_day_that_its_month_has_not_is_an_error(row, said):
    with pytest.raises(tl.RecordError, match=said):
        of_parts(row)


def of_parts(row):
    frame = pd.DataFrame([("KAZ", "A", *row)], ["r"], ["c", "l", "y", "m", "d"], dtype=object)
    tl.tidy(frame, kind="event", country="c", label="l", start=["y", "m", "d"])


def test_equal_mistakes_are_told_once_and_all_of_them():
    frame = pd.DataFrame({"c": "KAZ", "y": 2003, "m": [13] * 9 + ["x"], "l": list("abcdefghij")})
    with pytest.raises(tl.RecordError, match=r"rows 0-9: 10 times, at first: start is '2003, 13'"):
        tl.tidy(frame, kind="event", country="c", label="l", start=["y", "m"])


@pytest.mark.parametrize("text", ["2003Q2", "2003-Q2", "2003 q2", "Q2 2003", "Q2/2003", "2003-34"])
def test_a_quarter_is_read_as_edtf_writes_it(text):
    assert to_edtf(text) == "2003-34"


def test_a_quarter_of_pandas_is_the_quarter_of_the_calendar():
    frame = pd.DataFrame({"c": "KAZ", "q": pd.period_range("2003Q1", "2004Q4", freq="Q"), "v": 1.5})
    found = tl.tidy(frame, kind="index", country="c", start="q", value="v", category="growth")
    assert found["start"].map(str).tolist()[3:5] == ["2003-36", "2004-33"]
    assert "1.5 in Q1 2003" in tl.timeline(found, "KAZ").alt
