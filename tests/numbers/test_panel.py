"""The panel: complete, holes are NA, nothing crosses a country, laws count as the codebook says."""

import csv
import itertools
import warnings
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tinytl as tl
from tables import RELEASE, rating, table, tables
from tinytl.table.dates import parse

ROOT = Path(__file__).parents[2]
CASES = [
    "ARE", "ARG", "ARM", "ECU", "HND", "IDN", "ISR", "JPN",
    "KAZ", "MOZ", "MYS", "NGA", "OMN", "TCD", "ZWE",
]  # fmt: skip
FULL = "full criminalization"
RANK = {"1": 0, "2": 1, "2WL": 2, "3": 3}


def quiet(frame, **arguments):
    """A panel whose dates in doubt are not the matter."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return tl.panel(frame, **arguments)


def law(start, category=FULL, country="KAZ"):
    return (country, "law", start, "", category.capitalize(), "", category, "", "laws")


def years(country, values, first=2001):
    """Ratings of a country from a year on; None is a hole."""
    return [
        rating(country, year, value)
        for year, value in enumerate(values, start=first)
        if value is not None
    ]


def column(frame, name, country="KAZ"):
    cells = frame.loc[frame["country"] == country, name]
    return [None if pd.isna(cell) else cell for cell in cells]


# Ratings


def test_a_hole_is_a_row_in_which_nothing_is_known():
    frame = tl.panel(table(*years("KAZ", ["2", None, "3"]), *years("ARM", ["1", "1", "1"])))
    assert column(frame, "year") == [2001, 2002, 2003]
    assert column(frame, "rated") == [True, None, True]
    assert column(frame, "in_report") == [True, False, True]
    assert column(frame, "value") == ["2", None, "3"]
    assert column(frame, "value_lag1") == [None, "2", None]
    assert column(frame, "value_lag2") == [None, None, "2"]
    assert column(frame, "direction") == [None, None, None]
    assert column(frame, "release_day")[1].date() == RELEASE[2002]


def test_lags_do_not_cross_a_hole_of_all_countries():
    frame = tl.panel(table(*years("KAZ", ["2", None, "3"])))
    assert column(frame, "value_lag1") == [None, "2", None]
    assert column(frame, "release_day")[1] is None


def test_the_rating_is_that_of_the_report_not_as_redetermined():
    moved = date(2001, 9, 9)
    frame = tl.panel(
        table(
            rating("KAZ", 2001, "3", end=moved),
            rating("KAZ", 2001, "2", start=moved, category="redetermination"),
            rating("KAZ", 2002, "2"),
        )
    )
    assert column(frame, "value") == ["3", "2"]
    assert column(frame, "direction") == [None, "upgrade"]


def test_a_special_case_is_rated_without_rank_and_neither_low_nor_not():
    frame = tl.panel(table(*years("KAZ", ["3", "SC", "SC", "2"])))
    assert column(frame, "rated") == [True] * 4
    assert column(frame, "rank") == [3, None, None, 1]
    assert column(frame, "low") == [True, None, None, False]
    assert column(frame, "direction") == [None, "unranked", "same", "unranked"]


def test_years_since_the_first_rating_are_negative_before_it():
    frame = tl.panel(table(*years("KAZ", [None, None, "1"]), *years("ARM", ["1", "1", "1"])))
    assert column(frame, "first_rated") == [2003] * 3
    assert column(frame, "years_since_first") == [-2, -1, 0]


def test_years_without_a_report_are_rows_too():
    rows = [*years("KAZ", ["1", "2"]), ("KAZ", "index", "2000", "", "", "5", "policy index")]
    frame = tl.panel(table(*rows), years=(2000, 2001))
    assert column(frame, "year") == [2000, 2001]
    assert column(frame, "rated") == [False, True]
    assert column(frame, "release_day")[0] is None
    assert column(frame, "index") == [5, None]


def test_a_lag_is_known_in_the_first_year_asked_for():
    frame = tl.panel(table(*years("KAZ", ["1", "2", "3"])), years=(2002, 2003))
    assert column(frame, "value_lag1") == ["1", "2"]


def test_names_and_regions_are_those_of_the_countries():
    frame = tl.panel(table(*years("KAZ", ["1"]), *years("North Yemen", ["1"])))
    assert frame["name"].tolist() == ["Kazakhstan", "North Yemen"]
    assert column(frame, "region") == ["Central Asia"]
    assert column(frame, "region", "North Yemen") == [None]


def test_of_several_indices_one_is_to_be_named():
    rows = [("KAZ", "index", "2001", "", "", v, name) for v, name in (("5", "a"), ("6", "b"))]
    frame = table(*years("KAZ", ["1"]), *rows)
    assert column(tl.panel(frame, index="b"), "index") == [6]
    with pytest.raises(tl.RecordError, match="index is None; expected one of 'a', 'b'"):
        tl.panel(frame)
    with pytest.raises(tl.RecordError, match="index is 'c'; expected one of 'a', 'b'"):
        tl.panel(frame, index="c")


def test_a_second_report_of_a_year_is_told():
    rows = [
        ("KAZ", "rating", "2001-01-01", "2001-07-01", "", "1", "report"),
        ("KAZ", "rating", "2001-07-01", "2002-01-01", "", "2", "report"),
    ]
    with pytest.warns(UserWarning, match="one report a year; the first one counts: KAZ 2001"):
        frame = tl.panel(table(*rows))
    assert column(frame, "value") == ["1"]


@pytest.mark.parametrize("rows", [(), (law("2003"),)])
def test_without_ratings_there_are_no_years(rows):
    assert not len(tl.panel(table(*rows), align={} if not rows else FULL))


# Laws


@pytest.mark.parametrize(
    ("start", "cells", "year"),
    [
        ("2002-01", [False, True, True], 2002),
        (str(RELEASE[2002]), [False, False, True], 2003),
        ("2002-12", [False, False, True], 2003),
        ("2009", [False, False, False], None),
        ("1998", [True, True, True], None),  # of the report of 1998 or 1999
        ("1998-02", [True, True, True], 1998),
    ],
)
def test_a_law_counts_in_a_year_if_it_came_before_the_release(start, cells, year):
    frame = tl.panel(table(*years("KAZ", ["2", "2", "2"]), law(start)))
    assert column(frame, "full") == cells
    assert column(frame, "full_year") == [year] * 3
    assert column(frame, "partial") == [False] * 3


def test_one_date_that_may_lie_on_either_side_of_a_release_is_one_date():
    with pytest.warns(
        UserWarning, match="^1 date may lie .*; whether it counts in that year is NA"
    ):
        tl.panel(table(*years("KAZ", ["2", "2", "2"]), law("2002")))


def test_a_law_that_may_lie_on_either_side_of_a_release_is_na_and_one_warning_lists_them():
    laws = law("2002"), law("2003-06", "partial criminalization")
    with pytest.warns(UserWarning) as told:
        frame = tl.panel(table(*years("KAZ", ["2", "2", "2"]), *laws))
    (warning,) = told
    assert "2 dates may lie on either side" in str(warning.message)
    assert "KAZ 2002 (full criminalization)" in str(warning.message)
    assert warning.filename == __file__
    assert column(frame, "full") == [False, None, True]
    assert column(frame, "partial") == [False, False, None]
    assert column(frame, "full_year") == [None] * 3


def test_a_release_known_to_the_month_leaves_a_law_of_that_month_in_doubt():
    reports = [
        ("KAZ", "rating", f"{year}-06", f"{year + 1}-06", "", tier, "report")
        for year, tier in ((2002, "2"), (2003, "3"))
    ]
    with pytest.warns(UserWarning, match="KAZ 2003-06-10"):
        frame = tl.panel(table(*reports, law("2003-06-10")), align="downgrade")
    assert column(frame, "full") == [False, None]
    assert column(frame, "cohort") == [2003, 2003]  # a rating is of its own report
    assert column(frame, "event_precision") == ["month", "month"]


def test_no_warning_for_years_that_were_not_asked_for():
    frame = tl.panel(table(*years("KAZ", ["2", "2", "2"]), law("2001")), years=(2002, 2003))
    assert column(frame, "full") == [True, True]


# Years from an event


def test_years_are_counted_from_the_report_that_first_saw_the_event():
    frame = tl.panel(table(*years("KAZ", ["2"] * 5), law("2002-12")), align=FULL, window=(-1, 1))
    assert column(frame, "cohort") == [2003] * 5
    assert column(frame, "event_time") == [None, -1, 0, 1, None]
    assert column(frame, "treated") == [False, False, True, True, True]
    assert column(frame, "event_day")[0] == pd.Timestamp("2002-12-16")
    assert column(frame, "event_precision") == ["month"] * 5
    days = [(RELEASE[2003] - day).days for day in (date(2002, 12, 31), date(2002, 12, 1))]
    assert [column(frame, f"event_time_days_{end}")[2] for end in ("min", "max")] == days


def test_a_spell_at_risk_runs_from_the_first_rating_to_the_event():
    frame = tl.panel(table(*years("KAZ", ["2"] * 5), law("2003-12")), align=FULL)
    assert column(frame, "at_risk") == [False, True, True, True, False]
    assert column(frame, "event") == [False, False, False, True, False]
    assert column(frame, "tstart") == [None, 0, 1, 2, None]
    assert column(frame, "tstop") == [None, 1, 2, 3, None]


def test_who_had_the_event_before_the_first_rating_is_never_at_risk():
    frame = tl.panel(table(*years("KAZ", ["2"] * 3), law("2001-02")), align=FULL)
    assert column(frame, "at_risk") == [False] * 3


def test_an_event_in_doubt_is_at_risk_until_it_may_have_come_and_then_not_known():
    with pytest.warns(UserWarning, match="KAZ 2002"):
        frame = tl.panel(table(*years("KAZ", ["2"] * 5), law("2002")), align=FULL)
    assert column(frame, "cohort") == column(frame, "event_time") == [None] * 5
    assert column(frame, "treated") == [False, None, True, True, True]
    assert column(frame, "at_risk") == [False, True, None, False, False]
    assert column(frame, "event") == [False, None, None, False, False]


def test_who_has_no_event_is_never_treated_and_always_at_risk():
    frame = tl.panel(table(*years("KAZ", ["2"] * 3), law("2002-02", country="ARM")), align=FULL)
    assert column(frame, "cohort") == [0, 0, 0]
    assert column(frame, "treated") == [False] * 3
    assert column(frame, "at_risk") == [False, True, True]
    assert column(frame, "event_date") == column(frame, "event_time") == [None] * 3


@pytest.mark.parametrize(
    ("align", "cohort"),
    [
        ("rated", 2001),
        ("low", 2002),
        ("downgrade", 2002),
        ("upgrade", 2003),
        ("3", 2004),
        ("leader", 2004),
        ({"kazakhstan": "2003-03"}, 2003),
    ],
)
def test_an_event_is_a_word_a_value_a_category_or_a_date_of_ones_own(align, cohort):
    office = ("KAZ", "government", "2003-08-01", "..", "A", "", "leader")
    frame = tl.panel(table(*years("KAZ", ["2", "2WL", "2", "3"]), office), align=align)
    assert column(frame, "cohort") == [cohort] * 4


def test_a_downgrade_over_a_hole_may_have_come_in_the_missing_report():
    rows = years("KAZ", ["2", None, "3"]), years("ARM", ["1", "1", "1"])
    with pytest.warns(UserWarning, match="KAZ 2003-06-.* .downgrade"):
        frame = tl.panel(table(*rows[0], *rows[1]), align="downgrade")
    assert column(frame, "treated") == [False, None, True]


def test_what_is_no_event_is_told_with_what_there_is():
    frame = table(*years("KAZ", ["2"]), law("2002"))
    with pytest.raises(tl.RecordError, match=r"align is 'law'; expected a category \(full crim"):
        tl.panel(frame, align="law")
    with pytest.raises(tl.RecordError, match="is '2003-13'; expected YYYY"):
        tl.panel(frame, align={"KAZ": "2003-13"})
    with pytest.raises(tl.RecordError, match="No records of 'Kenya'"):
        tl.panel(frame, align={"Kenya": "2003"})


# The whole table


@pytest.fixture(scope="module")
def panel(records):
    return quiet(records, align=FULL)


def releases():
    with (ROOT / "data" / "reports.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_grid_is_complete(records, panel):
    pairs = itertools.product(sorted(set(records["country"])), range(2001, 2026))
    assert list(zip(panel["country"], panel["year"], strict=True)) == list(pairs)
    assert panel.attrs == {"table": "timelines.csv", "sha256": records.attrs["sha256"]}


def test_releases_and_counts_are_those_of_the_table_of_reports(panel):
    by_year = panel.groupby("year").agg({"release_day": "unique", "rated": "sum"})
    for report in releases():
        row = by_year.loc[int(report["year"])]
        assert [str(day)[:10] for day in row["release_day"]] == [report["released"]]
        assert row["rated"] == int(report["rated"])


def test_writers_take_the_panel_as_it_is(panel, tmp_path):
    panel.to_stata(tmp_path / "panel.dta")
    panel.to_csv(tmp_path / "panel.csv", index=False)
    again = pd.read_stata(tmp_path / "panel.dta")
    assert again["release_day"].tolist() == panel["release_day"].tolist()
    assert again["cohort"].isna().sum() == panel["cohort"].isna().sum() > 0
    assert set(again["value"]) == {"", "1", "2", "2WL", "3", "SC"}
    assert "object" not in panel.dtypes.astype(str).tolist()


def test_shares_criminalizing_by_the_tier_before_are_those_counted_by_hand(records, panel):
    shares = panel[panel["at_risk"]].groupby("value_lag1")["event"].agg(["sum", "count"])
    days = {int(r["year"]): date.fromisoformat(r["released"]) for r in releases()}
    rows = records[(records["kind"] == "rating") & (records["category"] == "report")]
    tiers = {(r.country, r.start.earliest.year): r.value for r in rows.itertuples()}
    laws = {r.country: r.start for r in records[records["category"] == FULL].itertuples()}
    found = {}
    for country, year in itertools.product({c for c, _ in tiers}, range(2002, 2026)):
        law, before = laws.get(country), tiers.get((country, year - 1))
        rated = any((country, earlier) in tiers for earlier in range(2001, year))
        if before is None or not rated or (law and law.earliest < days[year - 1]):
            continue  # those that may have had it before are left out as well
        if law and law.earliest < days[year] <= law.latest:
            continue
        now = bool(law) and law.latest < days[year]
        found.setdefault(before, []).append(now)
    assert {tier: (sum(own), len(own)) for tier, own in found.items()} == {
        tier: tuple(row) for tier, row in zip(shares.index, shares.to_numpy(), strict=True)
    }


# The book's numbers, from the ratings of the replication data


def printed(figure):
    rows = pd.read_csv(ROOT / "tests" / "published.csv", dtype=str)
    rows = rows[rows["figure"] == figure]
    return dict(zip(zip(rows["key"], rows["series"], strict=True), rows["value"], strict=True))


@pytest.fixture(scope="module")
def replicated(panel):
    return panel[panel["source"].str.contains("replication", na=False)]


def test_countries_per_tier_are_those_of_figure_3_5(replicated):
    counts = replicated.groupby(["year", "value"]).size()
    book = {key: int(n) for key, n in printed("Figure 3.5, countries per tier").items()}
    book["2011", "2"] -= 1  # Luxembourg, Tier 1 in the report
    assert {(year, tier): counts[int(year), tier] for year, tier in book} == book


def test_countries_in_the_report_are_those_of_figure_6_3(replicated):
    counts = replicated.groupby("year")["in_report"].sum()
    book = {y: int(n) for (y, _), n in printed("Figure 6.3, countries in the report").items()}
    book["2011"] -= 1  # Luxembourg
    assert {year: counts[int(year)] for year in book} == book


def test_ranges_of_tiers_and_first_reports_are_those_of_table_a1_5(panel):
    early = panel[panel["year"] < 2012].groupby("country")["rank"].agg(["min", "max"])
    firsts = panel.groupby("country")["first_rated"].first()
    book = {c: y for (c, _), y in printed("Table A1.5, first year in the report").items()}
    book["ZWE"] = "2003"  # the table has 2002
    assert {country: str(firsts[country]) for country in book} == book
    for (country, _), tiers in printed("Table A1.5, range of tiers").items():
        assert tuple(early.loc[country]) == tuple(RANK[tier] for tier in tiers.split("-"))


def test_mean_tiers_are_those_of_table_a1_6(replicated):
    score = replicated["value"].map({"1": 1, "2": 2, "2WL": 2.5, "3": 3})
    early = score[replicated["year"] < 2012].groupby(replicated["country"].isin(CASES)).mean()
    book = printed("Table A1.6, mean tier")
    assert f"{early[True]:.2f}" == book["15 cases", "mean"]
    assert f"{early[False]:.2f}" == book["other countries", "mean"]


def test_means_of_the_index_are_those_of_figure_a1_4(records):
    panel = quiet(records, years=(2000, 2013))
    means = panel[panel["country"].isin(CASES)].groupby("year")["index"].mean()
    for (key, _), value in printed("Figure A1.4, mean policy index").items():
        assert f"{means[int(key[-4:])]:.3f}" == value


# Properties


def by_hand(frame, country, year):
    """Value of a report, and whether a full criminalization counts: cell by cell."""
    own = frame[frame["country"] == country]
    start = str(RELEASE[year])
    reports = own[(own["kind"] == "rating") & (own["category"] == "report")]
    value = dict(zip(reports["start"], reports["value"], strict=True)).get(start)
    laws = [parse(text) for text in own.loc[own["category"] == FULL, "start"]]
    surely = any(law.latest < RELEASE[year] for law in laws)
    able = any(law.earliest < RELEASE[year] for law in laws)
    return value, surely if surely == able else None


few = settings(max_examples=settings().max_examples // 5)  # each makes its own tables


@few
@given(tables())
def test_each_cell_is_what_one_finds_by_hand(frame):
    panel = quiet(frame, align=FULL if (frame["category"] == FULL).any() else "rated")
    reports = frame[(frame["kind"] == "rating") & (frame["category"] == "report")]
    if not len(reports):
        assert not len(panel)
        return
    span = range(int(reports["start"].min()[:4]), int(reports["start"].max()[:4]) + 1)
    grid = list(itertools.product(sorted(set(frame["country"])), span))
    assert list(zip(panel["country"], panel["year"], strict=True)) == grid
    cells = {key: by_hand(frame, *key) for key in grid}
    for row in panel.itertuples():
        value, full = cells[row.country, row.year]
        found = [None if pd.isna(cell) else cell for cell in (row.value, row.rated)]
        assert found == [value, True if value else None]
        for years, lag in ((1, row.value_lag1), (2, row.value_lag2)):
            before = cells.get((row.country, row.year - years), (None,))[0]
            assert (None if pd.isna(lag) else lag) == before
        if not pd.isna(row.release_day):
            assert (None if pd.isna(row.full) else row.full) == full


@few
@given(tables(), st.sampled_from(["low", "downgrade", {"KAZ": "2003", "ARM": "2004-02"}]))
def test_what_counts_from_an_event_agrees_with_itself(frame, align):
    if not isinstance(align, str):
        align = {country: day for country, day in align.items() if country in set(frame["country"])}
    panel = quiet(frame, align=align, window=(-2, 2))
    shown = panel.dropna(subset="event_time")
    assert (shown["event_time"] == shown["year"] - shown["cohort"]).all()
    assert shown["event_time"].between(-2, 2).all()
    days = panel.dropna(subset="event_time_days")
    bounds = days["event_time_days_min"], days["event_time_days_max"]
    assert days["event_time_days"].between(*bounds).all()
    assert panel.loc[panel["event"].fillna(False), "at_risk"].all()
    assert (panel[panel["event"].fillna(False)].groupby("country").size() <= 1).all()
    at_risk = panel[panel["at_risk"]]
    assert (at_risk["tstop"] - at_risk["tstart"] == 1).all()
    assert (at_risk["year"] > at_risk["first_rated"]).all()


@few
@given(tables())
def test_the_order_of_rows_makes_no_difference_and_no_country_changes_another(frame):
    before = frame.copy()
    panel = quiet(frame, align="low", years=(2001, 2007))
    turned = quiet(frame.iloc[::-1], align="low", years=(2001, 2007))
    pd.testing.assert_frame_equal(turned, panel)
    pd.testing.assert_frame_equal(frame, before)
    for country in set(frame["country"]):
        alone = quiet(frame[frame["country"] == country], years=(2001, 2007))
        for name in ("value", "value_lag1", "value_lag2", "direction", "rank", "first_rated"):
            assert column(alone, name, country) == column(panel, name, country)
