"""Frames as the data sets of the field publish them: their columns and types, a few rows each."""

import numpy as np
import pandas as pd
import pytest

import tinytl as tl

FREEDOM = tl.Scale(["F", "PF", "NF"], ["Free", "Partly Free", "Not Free"], name="Freedom")


def rows(table, *columns):
    return [tuple(map(str, row)) for row in table[list(columns)].itertuples(index=False)]


def test_freedom_house_a_row_a_country_and_year():
    published = pd.DataFrame({"country": ["Kenya", "Kenya"], "year": [2001.0, 2002.0],
                              "PR": [6, 4], "status": pd.Categorical(["NF", "PF"])})  # fmt: skip
    table = tl.tidy(published, kind="rating", country="country", start="year", value="status",
                    source="fh", scale=FREEDOM)  # fmt: skip
    assert rows(table, "start", "value", "source") == [("2001", "NF", "fh"), ("2002", "PF", "fh")]
    tl.timeline(table, "Kenya", scale=FREEDOM)


def test_freedom_house_three_columns_a_year():
    years = [("1972", "PR"), ("1972", "Status"), ("Jan.1981-Aug. 1982", "Status")]
    published = pd.DataFrame([[4, "PF", "NF"], [1, "F", None]], ["Kenya", "Malta"],
                             pd.MultiIndex.from_tuples(years))  # fmt: skip
    table = tl.tidy(published.rename_axis("name"), kind="rating", country="name", wide="Status",
                    scale=FREEDOM)  # fmt: skip
    assert rows(table, "country", "start", "value") == [
        ("KEN", "1972", "PF"), ("MLT", "1972", "F"), ("KEN", "1982", "NF")
    ]  # fmt: skip


def test_world_bank_and_transparency_international_a_column_a_year():
    bank = pd.DataFrame({"Country Code": ["DNK"], "1996 [YR1996]": [2.12], "1998 [YR1998]": [".."]})
    table = tl.tidy(bank, kind="index", country="Country Code", wide=True, category="Voice",
                    levels={"..": None})  # fmt: skip
    assert rows(table, "start", "value", "category") == [("1996", "2.12", "Voice")]
    cpi = pd.DataFrame({"ISO3": ["DNK"], "CPI score 2020": [88], "Rank 2020": [1],
                        "CPI score 2019": [87], "Rank 2019": [1]})  # fmt: skip
    for wide in ("CPI score", ["CPI score 2020", "CPI score 2019"]):
        table = tl.tidy(cpi, kind="index", country="ISO3", wide=wide, category="CPI")
        assert rows(table, "start", "value") == [("2020", "88"), ("2019", "87")]


def test_polity_without_its_codes_for_what_is_missing():
    polity = pd.DataFrame({"country": "Haiti", "year": [1993, 1994, 1995], "polity": [-7, -66, 7]})
    table = tl.tidy(polity, kind="index", country="country", start="year", value="polity",
                    category="polity", levels={-66: None, -77: None, -88: None})  # fmt: skip
    assert rows(table, "start", "value", "category") == [("1993", "-7", "polity"),
                                                         ("1995", "7", "polity")]  # fmt: skip


def test_scores_are_renamed_to_the_levels_of_a_scale():
    scores = pd.DataFrame({"iso3": "KAZ", "year": [2004, 2005], "tier": [2.0, 2.5]})
    table = tl.tidy(scores, kind="rating", country="iso3", start="year", value="tier",
                    levels={2.5: "2WL"})  # fmt: skip
    assert table["value"].tolist() == ["2", "2WL"]


def test_sovereign_ratings_last_until_the_next_one():
    days = pd.to_datetime(["2012-01-13", "2006-10-19", "2011-09-19"])
    actions = pd.DataFrame({"country": "Italy", "rating": ["BBB+", "A+", "A"], "date": days})
    table = tl.tidy(actions, kind="rating", country="country", start="date", end="next",
                    value="rating", scale=tl.Scale(["A+", "A", "BBB+"]))  # fmt: skip
    assert rows(table, "start", "end", "value") == [
        ("2006-10-19", "2011-09-19", "A+"), ("2011-09-19", "2012-01-13", "A"),
        ("2012-01-13", "..", "BBB+"),
    ]  # fmt: skip


def test_leaders_a_row_a_month_become_terms():
    reign = pd.DataFrame({"country": "USA", "leader": ["Obama"] * 2 + ["Trump"] * 2,
                          "year": [2016.0, 2017, 2017, 2017], "month": [12, 1, 2, 3]})  # fmt: skip
    table = tl.tidy(reign, kind="government", country="country", start=["year", "month"],
                    label="leader", category="leader", end="next")  # fmt: skip
    assert rows(table, "start", "end", "label", "category") == [
        ("2016-12", "2017-02", "Obama", "leader"), ("2017-02", "..", "Trump", "leader")
    ]  # fmt: skip


def test_leaders_with_the_last_day_month_or_year_of_each():
    archigos = pd.DataFrame({"leader": ["Grant", "Hayes", "Garfield"],
                             "startdate": ["1869-03-04", "1877-03", "1881"],
                             "enddate": ["1877-02-28", "1880-12", np.nan]})  # fmt: skip
    table = tl.tidy(archigos, kind="government", country="USA", start="startdate", end="enddate",
                    label="leader", inclusive=True)  # fmt: skip
    assert [end for (end,) in rows(table, "end")] == ["1877-03-01", "1881-01", ".."]
    never = archigos.assign(enddate="9999-12-31").head(1)
    with pytest.raises(tl.RecordError, match=r"end is '9999-12-31'; expected .* '..' if it still"):
        tl.tidy(never, kind="government", country="USA", start="startdate", end="enddate",
                label="leader", inclusive=True)  # fmt: skip


def test_cabinets_with_a_row_a_party_are_cabinets():
    parlgov = pd.DataFrame({"country_name_short": "AUT", "party_name": ["SPO", "OVP", "OVP"],
                            "cabinet_name": ["Faymann I", "Faymann I", "Kurz I"],
                            "start_date": ["2008-12-02", "2008-12-02", "2017-12-18"]})  # fmt: skip
    table = tl.tidy(parlgov, kind="government", country="country_name_short", start="start_date",
                    label="cabinet_name", end="next")  # fmt: skip
    assert rows(table, "end", "label") == [("2017-12-18", "Faymann I"), ("..", "Kurz I")]


def test_parties_states_and_numbers_are_subjects():
    parties = pd.DataFrame({"party": ["Greens"], "start": ["1990"], "cabinet": ["First"]})
    table = tl.tidy(parties, kind="government", country="party", start="start", label="cabinet",
                    end="next")  # fmt: skip
    tl.timeline(table, "Greens")
    turnout = pd.DataFrame({"abb": ["AL", "NY"], "year": [1920, 1924], "turnout": [21.0, 13.58]})
    table = tl.tidy(turnout, kind="index", country="abb", start="year", value="turnout",
                    category="turnout")  # fmt: skip
    assert rows(table, "country", "start", "value") == [("AL", "1920", "21"),
                                                        ("NY", "1924", "13.58")]  # fmt: skip
    panel = pd.DataFrame({"id": [101.0], "time": [2001], "Y": [2.5]})
    table = tl.tidy(panel, kind="index", country="id", start="time", value="Y", category="Y")
    assert rows(table, "country", "start", "value") == [("101", "2001", "2.5")]


def test_events_with_days_at_midnight():
    ged = pd.DataFrame({"country": ["Ukraine"], "date_start": ["2022-02-24 00:00:00.000"],
                        "date_end": ["2022-02-26 00:00:00.000"], "dyad_name": ["A - B"],
                        "event": [1]})  # fmt: skip
    table = tl.tidy(ged, kind="event", country="country", start="date_start", end="date_end",
                    label="dyad_name", inclusive=True)  # fmt: skip
    assert rows(table, "kind", "start", "end") == [("event", "2022-02-24", "2022-02-27")]


def test_parts_of_a_date_end_where_they_are_not_known():
    polity = pd.DataFrame({"country": "Peru", "y": [1968, 1975, 1980], "m": [10, 0, 7],
                           "d": [3, 0, np.nan], "what": list("abc")})  # fmt: skip
    table = tl.tidy(polity, kind="event", country="country", start=["y", "m", "d"], label="what")
    assert [start for (start,) in rows(table, "start")] == ["1968-10-03", "1975", "1980-07"]


def test_what_stands_twice_stands_once_and_the_frame_is_left_alone():
    frame = pd.DataFrame(
        {"c": ["KAZ"] * 3, "y": [2001, 2002, 2002], "l": ["a", "b", "b"]}, list("xyz")
    )
    before = frame.copy()
    table = tl.tidy(frame, kind="event", country="c", start="y", label="l")
    assert table.index.tolist() == ["x", "y"]
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize(
    ("column", "start"),
    [
        ("2020", "2020"), (2020.0, "2020"), ("1996 [YR1996]", "1996"), ("2020-03", "2020-03"),
        ("2020Q1", "2020-33"), ("2006-21", "2006-21"), ("VA (base 2015) 2020", "2020"),
    ],
)  # fmt: skip
def test_the_name_of_a_wide_column_is_read_as_the_date_that_it_is(column, start):
    frame = pd.DataFrame({"iso": ["KAZ"], column: [1.5]})
    table = tl.tidy(frame, kind="index", country="iso", wide=True, category="V")
    assert rows(table, "start", "value") == [(start, "1.5")]


@pytest.mark.parametrize("column", ["2020-21", "2019/20", "2019–2020", "2020.1", "CPI 2019/2020"])
def test_a_wide_column_that_can_mean_several_years_is_an_error(column):
    frame = pd.DataFrame({"iso": ["KAZ"], "2018": [1.0], column: [1.5]})
    with pytest.raises(tl.RecordError, match=f"'{column}' can mean several years .*Rename them"):
        tl.tidy(frame, kind="index", country="iso", wide=True, category="V")
    table = tl.tidy(frame, kind="index", country="iso", wide=["2018"], category="V")
    assert rows(table, "start", "value") == [("2018", "1")]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"start": "yaer"}, "start is 'yaer', but no column .* Did you mean 'year'"),
        ({"value": "v"}, "value is 'v', but no column"),
        ({"country": "iso3"}, "country is 'iso3', but no column"),
        ({"label": "nane"}, "label is 'nane', but no column .* Did you mean 'name'"),
        ({"wide": True}, "wide is True, but no such column has a year"),
        ({"kind": "ratings"}, "kind is 'ratings'; expected one of event"),
        ({"start": None}, "start is None, but no column"),
        ({"kind": "rating"}, "value is empty; expected one of 1, 2"),
    ],
)
def test_what_is_not_there_is_told(asked, said):
    frame = pd.DataFrame({"iso": ["KAZ"], "year": [2003], "name": ["Law"], "value": [1]})
    call = {"kind": "law", "country": "iso", "start": "year", "label": "name", **asked}
    with pytest.raises(tl.RecordError, match=said):
        tl.tidy(frame, **call)


def test_every_problem_is_told_by_the_rows_of_the_frame():
    frame = pd.DataFrame({"c": ["KAZ", "GER"], "y": ["2003", "2003-13"], "l": "a"}, index=[7, 9])
    with pytest.raises(tl.RecordError) as error:
        tl.tidy(frame, kind="event", country="c", start="y", label="l")
    assert [problem.split(":")[0] for problem in error.value.problems] == ["records, row 9"] * 2


def test_codes_of_others_and_two_names_of_one_country_are_the_country():
    frame = pd.DataFrame({"c": ["ROM", "Romania"], "y": [2003, 2003], "l": ["a", "a"]})
    table = tl.tidy(
        frame, kind="event", country="c", start="y", label="l", country_codes="worldbank"
    )
    assert rows(table, "country", "label") == [("ROU", "a")]
    with pytest.raises(tl.RecordError, match="country_codes is 'fifa'"):
        tl.tidy(frame, kind="event", country="c", start="y", label="l", country_codes="fifa")
    with pytest.raises(tl.RecordError, match="int is no frame"):
        tl.tidy(3, kind="event", country="c")


@pytest.mark.parametrize("kind", ["index", "event"])
def test_the_next_is_that_of_the_same_category(kind):
    frame = pd.DataFrame({"c": ["KAZ"] * 4 + ["ARM"], "y": [2003, 2005, 2004, 2006, 2004],
                          "v": [1, 2, 3, 4, 5], "cat": list("AABBA")})  # fmt: skip
    what = {"value": "v"} if kind == "index" else {"label": "v"}
    table = tl.tidy(frame, kind=kind, country="c", start="y", category="cat", end="next", **what)
    assert sorted(rows(table, "country", "category", "start", "end")) == [
        ("ARM", "A", "2004", ".."), ("KAZ", "A", "2003", "2005"), ("KAZ", "A", "2005", ".."),
        ("KAZ", "B", "2004", "2006"), ("KAZ", "B", "2006", ".."),
    ]  # fmt: skip


def test_a_redetermination_ends_the_rating_of_the_report_before_it():
    frame = pd.DataFrame({"c": "KAZ", "y": ["2003-06", "2004-03", "2004-06"], "v": ["2", "3", "1"],
                          "how": ["report", "redetermination", "report"]})  # fmt: skip
    table = tl.tidy(frame, kind="rating", country="c", start="y", value="v", category="how",
                    end="next")  # fmt: skip
    assert rows(table, "start", "end") == [
        ("2003-06", "2004-03"), ("2004-03", "2004-06"), ("2004-06", "..")
    ]  # fmt: skip


def test_ratings_of_two_scorecards_do_not_end_each_other():
    frame = pd.DataFrame({"c": "KAZ", "y": [2003, 2004, 2005, 2006], "v": list("1212"),
                          "card": list("ABAB")})  # fmt: skip
    with pytest.raises(tl.RecordError, match="one rating at a time"):  # of one scale; not cut
        tl.tidy(frame, kind="rating", country="c", start="y", value="v", category="card",
                end="next")  # fmt: skip


def test_days_are_read_before_the_next_is_looked_for():
    frame = pd.DataFrame({"c": "KAZ", "y": ["05.02.2003", "03.05.2002"], "l": ["b", "a"]})
    table = tl.tidy(frame, kind="government", country="c", start="y", label="l", end="next",
                    dayfirst=True)  # fmt: skip
    assert rows(table, "start", "end", "label") == [
        ("2002-05-03", "2003-02-05", "a"), ("2003-02-05", "..", "b")
    ]  # fmt: skip


@pytest.mark.parametrize("year", [3, 98, "03", 800, 2003.5, "May 03"])
def test_a_year_of_less_than_four_digits_is_no_year(year):
    frame = pd.DataFrame({"c": ["KAZ"], "y": [year], "l": "a"}, dtype=object)
    with pytest.raises(tl.RecordError, match=f"start is '{year}'; expected"):
        tl.tidy(frame, kind="event", country="c", start="y", label="l")


def test_an_end_is_quoted_as_it_stands_though_it_was_moved_by_a_day():
    frame = pd.DataFrame({"c": ["KAZ"], "s": ["5/5/2010"], "e": ["3/5/2010"], "l": "a"})
    with pytest.raises(tl.RecordError, match=r"end is '3/5/2010'; .* the start, 5/5/2010\."):
        tl.tidy(frame, kind="event", country="c", start="s", end="e", label="l", inclusive=True,
                dayfirst=True)  # fmt: skip


def test_a_column_that_stands_several_times_and_cells_that_are_lists_are_told():
    frame = pd.DataFrame([["KAZ", 2003, 2004, ["x"]]], columns=["c", "y", "y", "l"])
    with pytest.raises(tl.RecordError, match="column 'y' stands several times"):
        tl.tidy(frame, kind="event", country="c", start="y", label="A law")
    with pytest.raises(tl.RecordError, match="row 0: l is of type list; expected text"):
        tl.tidy(frame.iloc[:, [0, 1, 3]], kind="event", country="c", start="y", label="l")


def test_two_events_of_one_day_both_last_until_the_next_day_that_has_one():
    rows = [("KAZ", "2003-05-02", "A"), ("KAZ", "2003-05-02", "B"), ("KAZ", "2004", "C")]
    frame = pd.DataFrame(rows, columns=["iso3", "day", "what"])
    named = {"country": "iso3", "start": "day", "label": "what", "end": "next"}
    table = tl.tidy(frame, kind="event", **named)
    assert [str(end) for end in table["end"]][:2] == ["2004", "2004"]


def test_a_level_that_is_written_in_two_ways_has_one_code():
    frame = pd.DataFrame({"c": ["KAZ", "ARM"], "y": [2003, 2003], "v": [1, 2]})
    named = {"kind": "rating", "country": "c", "start": "y", "value": "v"}
    with pytest.raises(tl.RecordError, match="levels has two values for 1, 1: '2' and '1': '3'"):
        tl.tidy(frame, **named, levels={1: "2", "1": "3"})
    assert tl.tidy(frame, **named, levels={1: "3", "1": "3"})["value"].tolist() == ["3", "2"]
