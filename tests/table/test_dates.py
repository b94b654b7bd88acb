from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinytl.table.dates import _extent_level_1, in_words, parse


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "words"),
    [
        ("2003", date(2003, 1, 1), date(2003, 12, 31), "2003"),
        ("2003-05", date(2003, 5, 1), date(2003, 5, 31), "May 2003"),
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29), "February 2004"),
        ("2003-05-15", date(2003, 5, 15), date(2003, 5, 15), "15 May 2003"),
        ("2006-21", date(2006, 3, 1), date(2006, 5, 31), "spring 2006"),
        ("2005-23", date(2005, 9, 1), date(2005, 11, 30), "autumn 2005"),
        ("2005-24?", date(2005, 12, 1), date(2005, 12, 31), "winter 2005 (uncertain)"),
        ("2003-05-15~", date(2003, 5, 15), date(2003, 5, 15), "about 15 May 2003"),
        ("1998~", date(1998, 1, 1), date(1998, 12, 31), "about 1998"),
        ("2003?", date(2003, 1, 1), date(2003, 12, 31), "2003 (uncertain)"),
        ("2005-02?", date(2005, 2, 1), date(2005, 2, 28), "February 2005 (uncertain)"),
        ("2003%", date(2003, 1, 1), date(2003, 12, 31), "about 2003 (uncertain)"),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), "1990s"),
    ],
)
def test_a_date_is_as_precise_as_its_text(text, earliest, latest, words):
    when = parse(text)
    assert (when.earliest, when.latest, str(when), in_words(when)) == (
        earliest, latest, text, words,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["", "x", "..", "2003-13", "2003-02-30", "2003-5", "0000", "9999", " 2003", "2003-", "Y17000",
     "2003/2004", "2006-21-01", "15.05.2003", "٢٠٠٣"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"no EDTF|blanks|must be|out of range|outside"):
        parse(text)


@given(st.dates(max_value=date(9998, 12, 31)))
def test_every_day_month_and_year_reads_back(day):
    year, month, whole = day.isoformat()[:4], day.isoformat()[:7], day.isoformat()
    assert parse(whole).earliest == parse(whole).latest == day
    assert parse(month).earliest <= day <= parse(month).latest
    assert parse(year).earliest <= parse(month).earliest
    assert parse(month).latest <= parse(year).latest


@given(st.dates(max_value=date(9998, 12, 31)), st.sampled_from([4, 7, 10]), st.sampled_from("?~%"))
def test_doubt_changes_no_day_and_the_edtf_library_says_so_too(day, precision, doubt):
    text = day.isoformat()[:precision] + doubt
    assert (parse(text).earliest, parse(text).latest) == _extent_level_1(text)


@pytest.mark.parametrize("season", ["21", "22", "23", "24"])
def test_seasons_are_those_of_the_edtf_library(season):
    when = parse(f"2004-{season}")
    assert (when.earliest, when.latest) == _extent_level_1(when.text)


def test_dates_sort_by_the_days_they_may_mean():
    texts = ["2003", "2003-01", "2003-01-01", "2002-12-31", "2003-02"]
    assert sorted(texts, key=parse) == ["2002-12-31", "2003-01-01", "2003-01", "2003", "2003-02"]


def test_the_middle_of_a_year_is_in_july_and_of_a_day_is_that_day():
    assert date.fromordinal(int(parse("2003").middle)) == date(2003, 7, 2)
    assert parse("2003-05-15").middle == date(2003, 5, 15).toordinal()
