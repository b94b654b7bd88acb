"""The tally: shares sum to one, holes are no level, imprecise dates bound what is drawn."""

import csv
import time
import warnings
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import tinytl as tl
from tables import RELEASE, rating, table, tables

ROOT = Path(__file__).parents[2]
FULL = "full criminalization"
LEVELS = list(tl.TIP_TIERS.levels)
PUBLISHED = "Figure 3.5, countries per tier"


def law(country, start):
    return (country, "law", start, "", "Law", "", FULL, "", "laws")


def years(country, values, first=2001):
    """Ratings of a country from a year on; None is a hole."""
    return [
        rating(country, year, value)
        for year, value in enumerate(values, start=first)
        if value is not None
    ]


def low(frame, name="or_worse"):
    """A column of the share in the lower half, by report."""
    return frame[frame["value"] == "2WL"].set_index("event_time")[name]


def count_of(frame, **where):
    (row,) = frame.loc[(frame[list(where)] == pd.Series(where)).all(axis=1)].itertuples()
    return row


@pytest.fixture(scope="module")
def around(records):
    return tl.tally(records, align=FULL, window=(-5, 8))


# --- by report -----------------------------------------------------------------------------------


def test_a_hole_is_no_level_and_a_special_case_is_neither():
    frame = tl.tally(
        table(*years("KAZ", ["2", None, "3"]), *years("ARM", ["1", "1", "SC"])), years=(2001, 2003)
    )
    assert frame["n"].tolist() == [1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1]
    assert frame["share"].tolist() == [0.5, 0.5, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1]
    assert frame["rated"].tolist() == [2] * 4 + [1] * 4 + [2] * 4
    assert [str(day.date()) for day in frame["release_day"][::4]] == [
        str(RELEASE[year]) for year in (2001, 2002, 2003)
    ]


def test_a_report_in_which_no_country_is_on_a_level_has_no_shares():
    frame = tl.tally(table(*years("KAZ", ["SC", "2"])))
    assert frame["share"].isna().tolist() == [True] * 4 + [False] * 4
    assert frame["n"].tolist() == [0, 0, 0, 0, 0, 1, 0, 0]


def test_a_redetermination_counts_nowhere():
    moved = RELEASE[2001].replace(month=9)
    frame = tl.tally(
        table(
            rating("KAZ", 2001, "3", end=moved),
            rating("KAZ", 2001, "2", start=moved, category="redetermination"),
            rating("KAZ", 2002, "2"),
        )
    )
    assert frame["n"].tolist() == [0, 0, 0, 1, 0, 1, 0, 0]


def test_counts_are_those_of_the_panel_in_each_year(records):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        panel = tl.panel(records)
    ours = tl.tally(records).pivot(index="year", columns="value", values="n")
    theirs = pd.crosstab(panel["year"], panel["value"])[ours.columns]
    assert (ours == theirs).all().all()
    rated = tl.tally(records).groupby("year")["rated"].first()
    assert (rated == panel.groupby("year")["in_report"].sum()).all()


def test_missing_is_what_the_table_of_reports_tells_and_not_known_where_it_does_not(records):
    with (ROOT / "data" / "reports.csv").open(encoding="utf-8", newline="") as file:
        told = {int(row["year"]): row for row in csv.DictReader(file)}
    found = tl.tally(records).groupby("year").first()
    assert found.index.tolist() == list(told)
    for year, row in found.iterrows():
        known = told[year]["countries"]
        assert row["rated"] == int(told[year]["rated"])
        if not known:
            assert pd.isna(row["reported"]) and pd.isna(row["missing"])
            continue
        assert row["reported"] == int(known)
        assert row["missing"] == max(int(known) - row["rated"], 0)
    assert found["missing"].isna().sum() == 3
    for chosen in ({"countries": ["KAZ", "ARM"]}, {"group": "region"}, {"balanced": True}):
        assert tl.tally(records, **chosen)["missing"].isna().all()


def test_shares_of_all_reports_are_the_ones_that_were_looked_up(records):
    frame = tl.tally(records)
    worse = frame[frame["rank"] >= 2].groupby("year")["share"].sum().round(2)
    assert [worse[year] for year in (2001, 2003, 2004, 2010, 2015, 2022, 2025)] == [
        0.28, 0.13, 0.40, 0.41, 0.36, 0.30, 0.24,
    ]  # fmt: skip
    last = frame[frame["year"] == 2025]
    assert last["n"].sum() == 184 and last["rated"].iloc[0] == 188
    assert last["share"].mul(100).round().tolist() == [18, 58, 14, 11]


def test_the_countries_per_tier_of_the_book_come_out(records):
    cited = records["source"].str.contains("replication", na=False)
    replicated = records[cited & (records["kind"] == "rating")]
    ours = tl.tally(replicated).set_index(["year", "value"])["n"]
    with (ROOT / "tests" / "published.csv").open(encoding="utf-8", newline="") as file:
        printed = [row for row in csv.DictReader(file) if row["figure"] == PUBLISHED]
    assert len(printed) > 40
    for row in printed:
        # Bosnia and Herzegovina, Luxembourg and Zimbabwe: see data/DIFFERENCES.md
        assert abs(ours[int(row["key"]), row["series"]] - int(row["value"])) <= 1, row
    same = [ours[int(row["key"]), row["series"]] == int(row["value"]) for row in printed]
    assert sum(same) > 0.6 * len(printed)


def test_groups_are_counted_apart_and_add_up(records):
    whole = tl.tally(records).set_index(["year", "value"])["n"]
    parts = tl.tally(records, group="region")
    assert (parts.groupby(["year", "value"])["n"].sum() == whole).all()
    assert "Central Asia" in set(parts["group"])
    mine = tl.tally(records, ["KAZ", "UZB", "ARM"], group=pd.Series({"KAZ": "A", "UZB": "A"}))
    assert mine["group"].unique().tolist() == ["A", "Other"]


def test_a_balanced_tally_keeps_only_countries_that_every_report_has():
    ratings = [*years("KAZ", ["2", "2", "3"]), *years("ARM", ["1", "SC", "1"])]
    frame = tl.tally(table(*ratings, *years("UZB", ["3", None, "3"])), balanced=True)
    assert frame.groupby("year")["n"].sum().tolist() == [1, 1, 1]
    assert frame.attrs["countries"] == 3 and frame.attrs["kept"] == 1


# --- around an event -----------------------------------------------------------------------------


def test_the_share_in_the_lower_half_around_the_law_is_the_one_that_was_looked_up(around):
    assert around.attrs["countries"] == around.attrs["kept"] == 125
    assert low(around).mul(100).round().tolist() == [
        31, 24, 37, 40, 54, 29, 32, 30, 31, 32, 32, 29, 30, 28,
    ]  # fmt: skip
    bounds = [low(around, name).mul(100).round() for name in ("or_worse_min", "or_worse_max")]
    assert [(bounds[0][at], bounds[1][at]) for at in (-5, -1, 0, 8)] == [
        (28, 32), (53, 55), (29, 31), (28, 29),
    ]  # fmt: skip
    worst = [low(around, name).mul(100).round() for name in ("worst_case_min", "worst_case_max")]
    assert [(worst[0][at], worst[1][at]) for at in (-5, -1, 0)] == [(12, 70), (48, 60), (27, 35)]
    observed = [low(around, name) for name in ("observed_min", "observed_max")]
    assert [(observed[0][at], observed[1][at]) for at in (-5, -1, 0, 8)] == [
        (54, 56), (111, 113), (117, 119), (125, 125),
    ]  # fmt: skip


@pytest.mark.parametrize(("window", "kept"), [((-5, 8), 54), ((-3, 5), 86), ((-2, 8), 104)])
def test_a_balanced_tally_says_how_many_countries_it_keeps(records, window, kept):
    frame = tl.tally(records, align=FULL, window=window, balanced=True)
    assert (frame.attrs["countries"], frame.attrs["kept"]) == (125, kept)
    assert (frame["observed"] == kept).all()
    assert not (frame["worst_case_min"] - frame["or_worse_min"]).round(9).any()
    if window == (-5, 8):
        assert low(frame).mul(100).round().tolist()[:6] == [29, 28, 39, 43, 59, 35]


def test_a_date_on_both_sides_of_a_release_counts_on_both_with_the_share_of_its_days():
    # the report of 2002 came out on 1 June 2002, so a law of that year is before it on 151 days
    rows = [*years("KAZ", ["1", "2", "3"]), law("KAZ", "2002")]
    frame = tl.tally(table(*rows), align=FULL, window=(-1, 0))
    share = (RELEASE[2002] - RELEASE[2002].replace(month=1, day=1)).days / 365
    at = frame.set_index(["event_time", "value"])
    assert at.loc[(0, "2"), "n"] == pytest.approx(share)
    assert at.loc[(0, "3"), "n"] == pytest.approx(1 - share)
    assert at.loc[(-1, "1"), "n"] == pytest.approx(share)
    assert at.loc[(0, "2"), ["n_min", "n_max"]].tolist() == [0, 1]
    assert at.loc[(0, "2WL"), ["or_worse_min", "or_worse_max"]].tolist() == [0, 1]
    assert at["observed_min"].tolist() == [1] * 8


def test_an_event_more_than_a_year_before_the_first_report_has_no_first_report():
    rows = [*years("KAZ", ["2", "2"]), law("KAZ", "1999-01-01"), *years("ARM", ["1", "1"])]
    early = tl.tally(table(*rows, law("ARM", "2001-01-01")), align=FULL, window=(0, 1))
    assert early.attrs["countries"] == 1 and early["n"].tolist() == [1, 0, 0, 0] * 2
    with pytest.raises(tl.RecordError, match="No country has full criminalization and a report"):
        tl.tally(table(*rows), align=FULL)


def test_nothing_is_carried_over_a_hole_around_an_event():
    rows = [*years("KAZ", ["2", None, "3"]), law("KAZ", "2001-12-31")]
    frame = tl.tally(table(*rows, *years("ARM", ["1", "1", "1"])), align=FULL, window=(-1, 1))
    by_report = frame.groupby("event_time").first()
    assert by_report["observed"].tolist() == [1, 0, 1]
    assert by_report["entered"].tolist() == [1, 0, 1] and by_report["left"].tolist() == [0, 1, 0]


# --- properties ----------------------------------------------------------------------------------

few = settings(max_examples=settings().max_examples // 5)  # each makes its own tables


def tried(frame, **arguments):
    """A tally; tables without what is asked for are not the matter."""
    try:
        return tl.tally(frame, **arguments)
    except tl.RecordError as error:
        assume("expected" not in str(error) and "No " not in str(error))
        raise


@few
@given(tables(), st.sampled_from([None, "region", {"KAZ": "A"}]))
def test_shares_sum_to_one_and_counts_are_the_ones_found_by_hand(frame, group):
    assume("KAZ" in set(frame["country"]))
    found = tried(frame, group=group)
    reports = frame[(frame["kind"] == "rating") & (frame["category"] == "report")]
    by_hand = reports.groupby([reports["start"].str[:4].astype(int), "value"]).size()
    for (year, value), n in found.groupby(["year", "value"])["n"].sum().items():
        assert n == by_hand.get((year, value), 0)
    for _, own in found.groupby(["year", found["group"].fillna("")]):
        assert own["n"].sum() <= own["rated"].iloc[0]
        assert own["share"].isna().all() or own["share"].sum() == pytest.approx(1)


@few
@given(tables(), st.sampled_from([FULL, "low", "downgrade", "rated"]), st.booleans())
def test_around_an_event_the_line_lies_inside_its_band(frame, align, balanced):
    found = tried(frame, align=align, window=(-3, 3), balanced=balanced)
    assert found["n"].between(found["n_min"] - 1e-9, found["n_max"] + 1e-9).all()
    assert (found["n"] <= found["observed"] + 1e-9).all()
    within = found["observed"].between(found["observed_min"] - 1e-9, found["observed_max"] + 1e-9)
    assert within.all()
    known = found.dropna(subset="or_worse")
    for low_name, high_name in product(["or_worse_min", "worst_case_min"], ["or_worse_max"]):
        inside = known["or_worse"].between(known[low_name] - 1e-9, known[high_name] + 1e-9)
        assert inside.all()
    assert (known["worst_case_max"] >= known["or_worse_max"] - 1e-9).all()
    assert (known["worst_case_min"] <= known["or_worse_min"] + 1e-9).all()
    for _, own in found.groupby("event_time"):
        assert own["share"].isna().all() or own["share"].sum() == pytest.approx(1)
    one = found.groupby("event_time").first()
    flow = one["observed"].shift() + one["entered"] - one["left"]
    assert (one["observed"] - flow).iloc[1:].abs().max() < 1e-9


@few
@given(tables(), st.data())
def test_a_hole_lowers_what_is_rated_in_its_report_and_nothing_else(frame, data):
    reports = frame.index[(frame["kind"] == "rating") & (frame["category"] == "report")]
    assume(len(reports) > 1)
    gone = data.draw(st.sampled_from(list(reports)))
    year, value = int(frame.loc[gone, "start"][:4]), frame.loc[gone, "value"]
    later = frame["start"].str.startswith(str(year)) & (frame["category"] == "redetermination")
    later &= frame["country"] == frame.loc[gone, "country"]
    before, after = tl.tally(frame), tried(frame.drop(index=gone)[~later.drop(index=gone)])
    keys = ["year", "value"]
    was, now = (of.set_index(keys)[["n", "rated"]] for of in (before, after))
    if year not in set(after["year"]):  # the report was about this country only
        return
    change = was - now
    assert (change.loc[year, "rated"] == 1).all()
    assert change.loc[year, "n"].tolist() == [int(level == value) for level in LEVELS]
    assert not change.drop(index=year, level="year").any().any()


@few
@given(tables(), st.sampled_from([None, FULL, "low"]))
def test_the_order_of_rows_makes_no_difference(frame, align):
    before = frame.copy()
    found = tried(frame, align=align)
    pd.testing.assert_frame_equal(tl.tally(frame.iloc[::-1], align=align), found)
    pd.testing.assert_frame_equal(frame, before)


# --- arguments and speed -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"countries": 5}, "countries is 5; expected a list"),
        ({"group": 5}, "group is 5; expected 'region', 'continent'"),
        ({"group": "nowhere"}, "group is 'nowhere'; expected 'region'"),
        ({"group": {"KAZ": 1}}, "group is {'KAZ': 1}; expected 'region', 'continent'"),
        ({"align": "nothing"}, "align is 'nothing'; expected a category"),
        ({"window": (5, -5)}, r"window is \(5, -5\); expected years before"),
        ({"years": (2014, 2001)}, r"years is \(2014, 2001\); expected two years"),
        ({"years": (1990, 1999)}, r"No report in \(1990, 1999\); there are from 2001 to 2025"),
        ({"balanced": "yes"}, "balanced is 'yes'; expected True or False"),
        ({"countries": ["SSD"], "balanced": True}, "on a level in all 25 reports; 1 are in some"),
    ],
)
def test_what_cannot_be_counted_is_told(records, asked, said):
    with pytest.raises(tl.RecordError, match=said):
        tl.tally(records, **asked)


def test_a_second_report_in_a_year_is_told():
    again = rating("KAZ", 2001, "3", start=RELEASE[2001].replace(month=9), end=RELEASE[2002])
    rows = [rating("KAZ", 2001, "2", end=RELEASE[2001].replace(month=9)), again]
    with pytest.warns(UserWarning, match="one report a year; the first one counts: KAZ 2001"):
        assert tl.tally(table(*rows))["n"].tolist() == [0, 1, 0, 0]


def test_the_whole_table_is_counted_in_a_tenth_of_a_second(records):
    tl.tally(records)
    took = []
    for _ in range(5):
        start = time.process_time()
        tl.tally(records)
        took.append(time.process_time() - start)
    assert min(took) < 0.1
