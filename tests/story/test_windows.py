"""The days that a chart shows: years, months or days, and how they are named."""

import pytest

import tinytl as tl
from tinytl.story.windows import Window


@pytest.mark.parametrize(
    ("years", "when"),
    [
        ((2000, 2014), "2000–2014"),
        ((2003, 2003), "2003"),
        (("2019-06", "2021-03"), "June 2019 to March 2021"),
        (("2003-05", "2003-05"), "May 2003"),
        (("2003-01", "2004-12"), "2003–2004"),
        (("2003-34", "2003-12"), "April 2003 to December 2003"),
        (("2003-05-15", 2004), "15 May 2003 to 31 December 2004"),
    ],
)
def test_a_window_is_named_as_precisely_as_it_is(years, when):
    assert Window.of_years(*years).when == when


def test_a_chart_of_months_shows_these_months_and_says_so(records):
    chart = tl.timeline(records, "KAZ", years=("2002-06", "2004-09"))
    assert chart.title == "Kazakhstan, June 2002 to September 2004"
    assert chart.scene.time_axis.window == Window.of_years("2002-06", "2004-09")
    assert chart.view.code == 'tl.timeline(records, "KAZ", years=("2002-06", "2004-09"))'
    assert tl.compare(records, ["KAZ", "UZB"], years=("2003-05", 2004)).title.endswith(
        ", May 2003 to December 2004"
    )
    assert tl.overview(records, years=("2003-06", "2003-06")).title.endswith(", June 2003")


def test_a_chart_of_months_opens_again_from_its_file(records, tmp_path):
    chart = tl.timeline(records, "KAZ", years=("2002-06", "2004-09"))
    file = chart.save(tmp_path / "kaz.svg")
    again = tl.open(file)
    assert again.view == chart.view
    assert again.save(tmp_path / "again.svg").read_bytes() == file.read_bytes()


def test_years_as_texts_are_years(records):
    assert tl.timeline(records, "KAZ", years=("2000", "2014")).view.years == (2000, 2014)


@pytest.mark.parametrize(
    "years", [("2021-03", "2019-06"), ("2003",), ("2003-13", "2004"), ("x", "y"), (2003, None)]
)
def test_dates_that_are_none_or_not_in_order_are_refused(records, years):
    with pytest.raises(tl.RecordError, match=r"years is .*; expected two years, .* or two dates"):
        tl.timeline(records, "KAZ", years=years)


def test_months_without_records_are_an_error_that_names_them(records):
    ratings = records.query("kind == 'rating'")
    with pytest.raises(tl.RecordError, match="in the years 1990-05 to 1991-03; there are some"):
        tl.timeline(ratings, "KAZ", years=("1990-05", "1991-03"))


def test_an_event_known_to_the_quarter_says_so(records):
    rows = tl.panel(records.query("country == 'KAZ'"), align={"KAZ": "2003-34"}, years=(2004, 2004))
    assert rows["event_precision"].tolist() == ["quarter"]
