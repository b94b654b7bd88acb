"""Changes: between two spells of one country, with the laws and the leader around them."""

import itertools
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings

import tinytl as tl
from tables import RELEASE, rating, table, tables
from tinytl.table.dates import parse

CASES = [
    "ARE", "ARG", "ARM", "ECU", "HND", "IDN", "ISR", "JPN",
    "KAZ", "MOZ", "MYS", "NGA", "OMN", "TCD", "ZWE",
]  # fmt: skip


def law(start, category="full criminalization", country="KAZ"):
    return (country, "law", start, "", category.capitalize(), "", category, "", "laws")


def change(*rows, **arguments):
    frame = tl.changes(table(*rows), **arguments)
    assert len(frame) == 1
    return frame.iloc[0]


DOWN = rating("KAZ", 2001, "2"), rating("KAZ", 2002, "3")
DAY = RELEASE[2002]


# What a change is


def test_steps_are_positive_for_the_worse():
    frame = tl.changes(table(*DOWN, rating("KAZ", 2003, "1")))
    assert frame["steps"].tolist() == [2, -3]
    assert frame["direction"].tolist() == ["downgrade", "upgrade"]
    assert frame["from_value"].tolist() == ["2", "3"]
    assert frame["day"].dt.date.tolist() == [RELEASE[2002], RELEASE[2003]]
    assert frame["source"].tolist() == ["tip2001; tip2002", "tip2002; tip2003"]


def test_a_special_case_is_neither_better_nor_worse():
    found = change(rating("KAZ", 2001, "3"), rating("KAZ", 2002, "SC"))
    assert (found["direction"], found["steps"], found["to_rank"]) == ("unranked", pd.NA, pd.NA)


def test_over_a_hole_a_change_was_not_seen_and_no_change_either():
    frame = tl.changes(
        table(rating("KAZ", 2001, "2"), rating("KAZ", 2003, "2"), rating("KAZ", 2005, "3"))
    )
    assert frame["direction"].tolist() == ["same", "downgrade"]
    assert frame["gap_days"].tolist() == [
        (RELEASE[2003] - RELEASE[2002]).days,
        (RELEASE[2005] - RELEASE[2004]).days,
    ]


def test_a_change_between_reports_is_by_redetermination():
    moved = date(2001, 9, 9)
    found = change(
        rating("KAZ", 2001, "3", end=moved),
        rating("KAZ", 2001, "2", start=moved, category="redetermination"),
    )
    assert (found["by"], found["date"], found["gap_days"]) == ("redetermination", "2001-09-09", 0)


# Laws and leaders around it


def test_days_to_a_law_of_a_month_have_a_least_and_a_most():
    found = change(*DOWN, law("2003-05"))
    assert found["next_law"] == "Full criminalization"
    assert found["days_to_law_min"] == (date(2003, 5, 1) - DAY).days
    assert found["days_to_law_max"] == (date(2003, 5, 31) - DAY).days
    assert found["days_to_law_min"] <= found["days_to_law"] <= found["days_to_law_max"]
    assert pd.isna(found["last_law"]) and found["days_since_law"] is pd.NA


def test_a_law_whose_date_does_not_tell_the_order_is_before_and_after():
    found = change(*DOWN, law("2002"))
    assert found["last_law"] == found["next_law"] == "Full criminalization"
    assert found["days_to_law_min"] < 0 < found["days_to_law_max"]
    assert found["days_since_law_min"] == -found["days_to_law_max"]


def test_a_law_of_the_day_itself_comes_after():
    found = change(*DOWN, law(str(DAY)))
    assert found["days_to_law"] == 0 and pd.isna(found["last_law"])


def test_only_laws_that_criminalize_count_unless_others_are_asked_for():
    rows = *DOWN, law("2002-09-01", "plan"), law("2003-02-01")
    assert change(*rows)["next_law"] == "Full criminalization"
    assert change(*rows, laws="")["next_law"] == "Plan"
    assert pd.isna(change(*rows, laws="policy")["next_law"])


def test_laws_of_another_country_are_not_its_own():
    found = change(*DOWN, law("2003", country="ARM"), law("2001", country="UZB"))
    assert pd.isna(found["last_law"]) and pd.isna(found["next_law"])


@pytest.mark.parametrize(
    ("start", "leader"),
    [(str(DAY), "B"), (str(DAY + timedelta(days=1)), "A"), ("2002", None), ("2003", "A")],
)
def test_the_leader_is_who_was_surely_in_office_that_day(start, leader):
    found = change(
        *DOWN,
        ("KAZ", "government", "1990", start, "A", "", "leader"),
        ("KAZ", "government", start, "..", "B", "", "leader"),
        ("KAZ", "government", "2000", "2004", "P", "", "prime minister"),
    )
    assert found["leader"] == leader or (leader is None and pd.isna(found["leader"]))


def test_without_leaders_any_government_stands_for_them():
    office = ("KAZ", "government", "2000", "2004", "P", "", "prime minister")
    assert change(*DOWN, office)["leader"] == "P"


def test_no_ratings_make_no_changes():
    assert not len(tl.changes(table(law("2003"))))


# The whole table


@pytest.fixture(scope="module")
def moved(records):
    return tl.changes(records)


def test_each_spell_but_the_first_of_a_country_starts_with_a_change(records, moved):
    spells = tl.spells(records)
    assert len(moved) == (spells["order"] > 1).sum()
    later = spells[spells["order"] > 1].reset_index(drop=True)
    for column, name in {"country": "country", "start_day": "day", "value": "to_value"}.items():
        assert later[column].tolist() == moved[name].tolist()
    assert moved.attrs == {"table": "timelines.csv", "sha256": records.attrs["sha256"]}


def test_kazakhstan_was_moved_to_tier_2_under_nazarbayev(moved):
    found = moved[(moved["country"] == "KAZ") & (moved["by"] == "redetermination")].iloc[0]
    assert (found["date"], found["from_value"], found["to_value"], found["leader"]) == (
        "2003-09-09", "3", "2", "Nazarbayev",
    )  # fmt: skip


def test_in_four_cases_a_law_surely_came_within_a_year_of_a_downgrade_and_in_two_perhaps(moved):
    down = moved[moved["country"].isin(CASES) & (moved["direction"] == "downgrade")]
    sure = (down["days_to_law_min"] >= 0) & (down["days_to_law_max"] <= 365)
    able = (down["days_to_law_max"] >= 0) & (down["days_to_law_min"] <= 365)
    assert down.loc[sure, "country"].tolist() == ["IDN", "ISR", "MOZ", "MYS"]
    assert down.loc[able & ~sure, "country"].tolist() == ["ARM", "JPN"]


def test_writers_take_the_changes_as_they_are(moved, tmp_path):
    moved.to_stata(tmp_path / "changes.dta", version=118)  # Stata 14: names are not in Latin 1
    moved.to_csv(tmp_path / "changes.csv", index=False)
    again = pd.read_stata(tmp_path / "changes.dta")
    assert again["steps"].dropna().tolist() == moved["steps"].dropna().tolist()
    assert "object" not in moved.dtypes.astype(str).tolist()


# Properties


def laws_of(frame, country):
    rows = frame[(frame["kind"] == "law") & (frame["country"] == country)]
    return [parse(r.start) for r in rows.itertuples() if "criminalization" in r.category]


few = settings(max_examples=settings().max_examples // 5)  # each makes its own tables


@few
@given(tables())
def test_a_change_lies_between_two_spells_of_one_country(frame):
    found = tl.changes(frame).groupby("country")
    spells = dict(list(tl.spells(frame).groupby("country")))
    for country, own in found:
        pairs = itertools.pairwise(spells[country].itertuples())
        for row, (one, other) in zip(own.itertuples(), pairs, strict=True):
            assert (row.from_value, row.to_value) == (one.value, other.value)
            assert one.end_day <= row.day == other.start_day
            assert row.gap_days == (row.day - one.end_day).days
            assert (row.direction == "same") == (one.value == other.value)
    changed = sum(len(own) - 1 for own in spells.values())
    assert len(tl.changes(frame)) == changed


@few
@given(tables())
def test_the_laws_around_a_change_are_the_nearest_of_the_country(frame):
    for row in tl.changes(frame).itertuples():
        day = row.day.date()
        laws = laws_of(frame, row.country)
        after = [law for law in laws if law.latest >= day]
        before = [law for law in laws if law.earliest < day]
        assert pd.isna(row.next_law) == (not after)
        assert pd.isna(row.last_law) == (not before)
        if after:
            assert row.days_to_law_max == min((law.latest - day).days for law in after)
            assert row.days_to_law_min <= row.days_to_law <= row.days_to_law_max
        if before:
            assert row.days_since_law_max == min((day - law.earliest).days for law in before)
            assert row.days_since_law_min <= row.days_since_law <= row.days_since_law_max


@few
@given(tables())
def test_other_countries_and_the_order_of_rows_make_no_difference(frame):
    whole = tl.changes(frame)
    pd.testing.assert_frame_equal(tl.changes(frame.iloc[::-1]), whole)
    for country in frame["country"].unique():
        pd.testing.assert_frame_equal(
            whole[whole["country"] == country].reset_index(drop=True),
            tl.changes(frame[frame["country"] == country]),
        )
