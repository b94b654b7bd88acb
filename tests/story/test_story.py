"""Regions wherever countries are named: in charts, groups, captions and saved files."""

import pandas as pd
import pytest

import tinytl as tl

CENTRAL_ASIA = ["KAZ", "KGZ", "TJK", "TKM", "UZB"]


def codes(chart):
    return [subject.code for subject in chart.subjects]


def test_a_region_stands_for_its_countries_in_the_order_of_their_names(records):
    assert codes(tl.compare(records, ["central asia"])) == CENTRAL_ASIA
    assert codes(tl.compare(records, ["Uzbekistan", "Central Asia"])) == ["UZB", *CENTRAL_ASIA[:-1]]


def test_a_name_that_a_country_has_is_the_country(records):
    assert codes(tl.compare(records, ["Micronesia", "KAZ"])) == ["FSM", "KAZ"]


def test_a_subject_of_the_table_comes_before_a_region_of_its_name(records):
    own = records.query("country == 'KAZ'").assign(country="Central Asia")
    assert codes(tl.compare(own, ["central asia"])) == ["Central Asia"]


def test_a_timeline_of_a_region_is_refused_with_what_draws_it(records):
    with pytest.raises(tl.RecordError, match=r"'Central Asia' is a region: tl\.compare"):
        tl.timeline(records, "central asia")


def test_a_misspelt_region_is_an_error_that_names_it(records):
    with pytest.raises(tl.RecordError, match=r"Did you mean 'Central Asia', a region\?"):
        tl.compare(records, ["Centrl Asia"])
    with pytest.raises(tl.RecordError, match=r"group is 'OEDC'; .*Did you mean 'OECD'\?"):
        tl.overview(records, group="OEDC")


def test_all_names_that_are_neither_country_nor_region_are_told_at_once(records):
    with pytest.raises(tl.RecordError) as told:
        tl.compare(records, ["KAZ", "Middle-earth", "Baltics"])
    assert len(told.value.problems) == 2
    assert (
        str(told.value).count("Regions are those of the UN (M49), EU, OECD, G7, G20, BRICS.") == 2
    )


def test_a_region_of_which_the_table_has_no_country_is_an_error(records):
    kaz = records.query("country == 'KAZ'")
    with pytest.raises(tl.RecordError, match=r"No records of any country of 'Africa'; .* KAZ\."):
        tl.compare(kaz, ["KAZ", "Africa"])


def test_the_caption_names_the_countries_of_a_region_that_the_table_lacks(records):
    some = records.query("country in ('KAZ', 'UZB', 'KGZ')")
    told = "Central Asia: no records of Tajikistan and Turkmenistan."
    assert told in tl.compare(some, ["Central Asia"]).caption
    assert told in tl.overview(some, ["Central Asia"]).caption
    assert "no records" not in tl.compare(records, ["Central Asia"]).caption


@pytest.mark.parametrize("kind", ["compare", "overview"])
def test_a_saved_chart_of_a_region_opens_again_with_the_name_that_was_asked(
    records, tmp_path, kind
):
    chart = getattr(tl, kind)(records, ["central asia"])
    assert chart.view.code == f'tl.{kind}(records, ["central asia"])'
    file = chart.save(tmp_path / "chart.svg")
    again = tl.open(file)
    assert again.view == chart.view
    assert again.caption == chart.caption
    assert again.save(tmp_path / "again.svg").read_bytes() == file.read_bytes()


def test_the_members_of_an_organization_are_a_group_before_the_other_countries(records):
    rows = tl.overview(records, group="oecd").subjects
    assert list(dict.fromkeys(row.group for row in rows)) == ["OECD", "Other countries"]
    assert {row.code for row in rows if row.group == "OECD"} >= {"USA", "JPN", "CRI"}


def test_groups_may_be_given_by_regions_with_exceptions_by_country(records):
    rows = tl.overview(records, group={"Africa": "A", "Asia": "B", "ZAF": "C"}).subjects
    found = {row.code: row.group for row in rows}
    assert (found["KEN"], found["KAZ"], found["ZAF"], found["FRA"]) == ("A", "B", "C", "Other")


def test_a_narrower_region_is_an_exception_in_either_order(records):
    for group in ({"Asia": "A", "Central Asia": "B"}, {"Central Asia": "B", "Asia": "A"}):
        found = {row.code: row.group for row in tl.overview(records, group=group).subjects}
        assert (found["KAZ"], found["ARM"]) == ("B", "A")


TWICE = {
    "two spellings": {"KAZ": "a", "Kazakhstan": "b", "ARM": "c", "armenia": "d"},
    "a Series": pd.Series(["a", "b", "c", "d"], index=["KAZ", "Kazakhstan", "ARM", "armenia"]),
}


@pytest.mark.parametrize("group", TWICE)
def test_a_country_with_two_groups_is_told_with_both_spellings(records, group):
    for draw in (tl.overview, tl.shares, tl.tally):
        with pytest.raises(tl.RecordError) as error:
            draw(records, group=TWICE[group])
        assert error.value.problems == (
            "group has two values for KAZ, 'KAZ': 'a' and 'Kazakhstan': 'b'; expected one.",
            "group has two values for ARM, 'ARM': 'c' and 'armenia': 'd'; expected one.",
        )


def test_two_groups_of_a_country_in_regions_that_overlap_are_told(records):
    with pytest.raises(tl.RecordError, match="for AUT, 'Europe': 'a' and 'EU': 'b'; expected one"):
        tl.overview(records, group={"Europe": "a", "EU": "b"})
    with pytest.raises(tl.RecordError, match="for KAZ, 'KAZ': 'a' and 'KAZ': 'b'; expected one"):
        tl.overview(records, group=pd.Series(["a", "b"], index=["KAZ", "KAZ"]))


def test_one_value_under_two_spellings_is_one(records):
    group = pd.Series(["a", "a", "a"], index=["KAZ", "KAZ", "kazakhstan"])
    rows = tl.overview(records, ["KAZ", "ARM"], group=group).subjects
    assert [(row.code, row.group) for row in rows] == [("KAZ", "a"), ("ARM", "Other")]
    align = {"KAZ": "2003-05", "Kazakhstan": "2003-05"}
    assert tl.compare(records, ["KAZ"], align=align).subjects[0].event.text == "2003-05"


def test_two_dates_of_a_country_are_told_with_all_else_that_is_wrong(records):
    align = {"KAZ": "2003", "Kazakhstan": "2004"}
    with pytest.raises(tl.RecordError, match="KAZ, 'KAZ': '2003' and 'Kazakhstan': '2004'; expect"):
        tl.compare(records, ["KAZ"], align=align)
    with pytest.raises(tl.RecordError, match=r"align\['KAZ'\] is 'x'(?s:.*)No .*'Nowhere'"):
        tl.overview(records, align={"KAZ": "x", "Nowhere": "2003"})


def test_a_list_to_sort_by_takes_regions_and_each_country_once(records):
    some = ["ARM", "FRA", "KAZ", "UZB"]
    rows = tl.overview(records, some, sort=["UZB", "Central Asia"]).subjects
    assert [row.code for row in rows] == ["UZB", "KAZ", "ARM", "FRA"]
    with pytest.raises(tl.RecordError, match="KAZ: asked for twice"):
        tl.overview(records, some, sort=["KAZ", "ARM", "Kazakhstan"])


def test_the_explorer_compares_the_countries_of_a_region(records):
    explorer = tl.explore(records, "KAZ", view="compare", compared=["Central Asia"])
    assert list(explorer.compared) == CENTRAL_ASIA


def test_shares_and_the_tally_count_the_countries_of_a_region(records, tmp_path):
    counted = tl.tally(records, ["Central Asia"], years=(2020, 2025))
    assert counted.groupby("year")["rated"].first().max() == 5
    chart = tl.shares(records, ["Central Asia"], group="OECD")
    assert chart.title == "Shares of 5 countries (Central Asia) by TIP tier, 2001–2025"
    assert tl.open(chart.save(tmp_path / "a.svg")).view == chart.view
    some = records.query("country not in ('TJK', 'IDN')")
    asked = ["Central Asia", "Southern Asia"]
    assert "no records of Tajikistan" in tl.shares(some, asked).caption


def test_shares_and_the_tally_count_one_of_several_scorecards(records):
    tiers = records.query("country in ('KAZ', 'UZB', 'KGZ', 'TJK', 'TKM')")
    freedom = tl.Scale(["F", "NF"], name="Freedom")
    rows = tiers.query("category == 'report' and kind == 'rating'").assign(
        value="NF", category="Freedom"
    )
    both = tl.concat([tiers, rows], scale=[tl.TIP_TIERS, freedom])
    one, two = tl.tally(tiers), tl.tally(both, scale=[tl.TIP_TIERS, freedom])
    assert one.equals(two)
    numbers = tl.tally(both, scale=freedom)
    assert set(numbers["value"]) == {"F", "NF"}
    assert numbers["reported"].isna().all(), "known of the tiers only"
    assert "by Freedom" in tl.shares(both, scale=freedom).title


def test_a_part_of_a_table_has_the_guides_of_the_whole(records):
    whole = tl.timeline(records, "JPN")
    part = tl.timeline(records[records.country == "JPN"], "JPN")
    assert "strengthened criminalization" not in set(records[records.country == "JPN"].category)
    assert part.scene == whole.scene
