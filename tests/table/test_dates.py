from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from tinytl.table.dates import _DATE, in_words, parse, unsupported


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "words"),
    [
        ("2003", date(2003, 1, 1), date(2003, 12, 31), "2003"),
        ("2003-05", date(2003, 5, 1), date(2003, 5, 31), "May 2003"),
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29), "February 2004"),
        ("2003-05-15", date(2003, 5, 15), date(2003, 5, 15), "15 May 2003"),
        ("2006-21", date(2006, 3, 1), date(2006, 5, 31), "spring 2006"),
        ("2005-23", date(2005, 9, 1), date(2005, 11, 30), "autumn 2005"),
        ("2005-24?", date(2005, 12, 1), date(2006, 2, 28), "winter 2005 (uncertain)"),
        ("2003-24", date(2003, 12, 1), date(2004, 2, 29), "winter 2003"),
        ("9999-24", date(9999, 12, 1), date(9999, 12, 31), "winter 9999"),
        ("2003-05-15~", date(2003, 5, 15), date(2003, 5, 15), "about 15 May 2003"),
        ("1998~", date(1998, 1, 1), date(1998, 12, 31), "about 1998"),
        ("2003?", date(2003, 1, 1), date(2003, 12, 31), "2003 (uncertain)"),
        ("2005-02?", date(2005, 2, 1), date(2005, 2, 28), "February 2005 (uncertain)"),
        ("2003%", date(2003, 1, 1), date(2003, 12, 31), "about 2003 (uncertain)"),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), "1990s"),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), "1900 to 1999"),
        ("00XX?", date(1, 1, 1), date(99, 12, 31), "0000 to 0099 (uncertain)"),
        ("2004-XX", date(2004, 1, 1), date(2004, 12, 31), "2004"),
        ("2004-XX-XX~", date(2004, 1, 1), date(2004, 12, 31), "about 2004"),
        ("1985-04-XX", date(1985, 4, 1), date(1985, 4, 30), "April 1985"),
        ("0001", date(1, 1, 1), date(1, 12, 31), "0001"),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31), "31 December 9999"),
    ],
)
def test_a_date_is_as_precise_as_its_text(text, earliest, latest, words):
    when = parse(text)
    assert (when.earliest, when.latest, str(when), in_words(when)) == (
        earliest, latest, text, words,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["", "x", "..", "2003-13", "2003-00", "2003-02-30", "2003-5", " 2003", "2003-", "2006-21-01",
     "15.05.2003", "٢٠٠٣", "199X-05-03x", "2003-05-15T", "2003--05", "2003??", "[2003", "-1"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"no EDTF|no such"):
        parse(text)
    assert not unsupported(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2003/2004", "an interval; its ends belong into start and end: 2003 and 2004"),
        ("1985-04-12/..", "an interval"), ("/1985", "an interval"), ("2004-06~/2004-08?", "an int"),
        ("-0043", "a year before 1"), ("0000", "a year before 1"), ("-0043-03-15", "a year before"),
        ("Y17000", "a year of more than four digits"), ("Y-170000002", "a year of more than"),
        ("1985-04-12T23:20:30Z", "a time of day"), ("1985-04-12T23:20:30+04:30", "a time of day"),
        ("Y-17E7", "level 2"), ("1950S2", "level 2"), ("Y171010000S3", "level 2"),
        ("2001-37", "level 2"), ("2001-25", "level 2"), ("[1667,1668,1670..1672]", "level 2"),
        ("{1960,1961-12}", "level 2"), ("2004-06-~11", "level 2"), ("?2004-06-~11", "level 2"),
        ("2004?-06-11", "level 2"), ("156X-12-25", "level 2"), ("15XX-12-XX", "level 2"),
        ("XXXX-12-XX", "level 2"), ("1XXX-XX", "level 2"),
        ("2004-XX-15", "level 2"), ("2XXX", "level 2"),
    ],
)  # fmt: skip
def test_edtf_that_cannot_stand_here_is_refused_as_such(text, why):
    with pytest.raises(ValueError, match="valid EDTF, not supported here: " + why):
        parse(text)
    assert parse_edtf(text) is not None  # the library says that it is EDTF


@given(st.dates(max_value=date(9999, 12, 31)))
def test_every_day_month_and_year_reads_back(day):
    year, month, whole = day.isoformat()[:4], day.isoformat()[:7], day.isoformat()
    assert parse(whole).earliest == parse(whole).latest == day
    assert parse(month).earliest <= day <= parse(month).latest
    assert parse(year).earliest <= parse(month).earliest
    assert parse(month).latest <= parse(year).latest


def extent_by_the_library(text):
    parsed = parse_edtf(text)
    return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])


@settings(max_examples=settings().max_examples // 2)  # the library is slow
@given(st.dates(max_value=date(9999, 12, 31)), st.sampled_from([4, 7, 10]), st.sampled_from("?~%"))
def test_doubt_changes_no_day_and_the_edtf_library_says_so_too(day, precision, doubt):
    text = day.isoformat()[:precision] + doubt
    assert (parse(text).earliest, parse(text).latest) == extent_by_the_library(text)


@pytest.mark.parametrize("text", ["2004-21", "2004-22", "2004-23", "201X", "20XX", "2004-XX-XX"])
def test_seasons_and_unknown_digits_are_those_of_the_edtf_library(text):
    """But winter, which the library ends with the year: it is December to February."""
    when = parse(text)
    assert (when.earliest, when.latest) == extent_by_the_library(text)


@given(st.text(st.sampled_from("0123456789-X?~%T:Z/.[]{},YES "), max_size=12))
def test_any_text_is_a_date_or_refused(text):
    try:
        when = parse(text)
    except ValueError as error:
        assert repr(text) in str(error)
    else:
        assert _DATE.fullmatch(text) and when.earliest <= when.latest
        assert when.earliest.toordinal() <= when.middle
        assert in_words(when)


def test_dates_sort_by_the_days_they_may_mean():
    texts = ["2003", "2003-01", "2003-01-01", "2002-12-31", "2003-02"]
    assert sorted(texts, key=parse) == ["2002-12-31", "2003-01-01", "2003-01", "2003", "2003-02"]


def test_the_middle_of_a_year_is_in_july_and_of_a_day_is_that_day():
    assert date.fromordinal(int(parse("2003").middle)) == date(2003, 7, 2)
    assert parse("2003-05-15").middle == date(2003, 5, 15).toordinal()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2003-33", date(2003, 1, 1), date(2003, 3, 31)),
        ("2003-34?", date(2003, 4, 1), date(2003, 6, 30)),
        ("2004-35", date(2004, 7, 1), date(2004, 9, 30)),
        ("2003-36", date(2003, 10, 1), date(2003, 12, 31)),
    ],
)
def test_a_quarter_is_its_three_months(text, first, last):
    when = parse(text)
    assert (when.earliest, when.latest) == (first, last)
    assert in_words(when).startswith(f"Q{int(text[6]) - 2} {text[:4]}")


def test_a_quarter_has_no_days():
    with pytest.raises(ValueError, match="a quarter has no days"):
        parse("2003-34-01")
