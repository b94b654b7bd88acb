"""Regions and organizations: their members and their names."""

import pytest

from tinytl.table.codes import names
from tinytl.table.countries import code_of
from tinytl.table.regions import groups, members, near_region, region_named


@pytest.mark.parametrize(
    ("name", "count", "one"),
    [
        ("Central Asia", 5, "KAZ"),
        ("EU", 27, "HRV"),
        ("OECD", 38, "CRI"),
        ("G7", 7, "JPN"),
        ("G20", 19, "ITA"),
        ("BRICS", 5, "ZAF"),
    ],
)
def test_a_region_has_its_members(name, count, one):
    assert len(members(name)) == count
    assert one in members(name)


def test_the_g20_has_no_member_of_the_eu_that_is_none_of_its_own():
    assert members("G20") & members("EU") == {"DEU", "FRA", "ITA"}


@pytest.mark.parametrize("text", ["south-eastern asia", "Southeast Asia", "SOUTH EAST ASIA"])
def test_the_name_of_a_region_is_read_in_any_usual_spelling(text):
    assert region_named(text) == "South-eastern Asia"


def test_a_text_that_is_no_region_has_no_members_and_is_near_one_at_best():
    assert members("Centrl Asia") == frozenset()
    assert near_region("Centrl Asia") == "Central Asia"
    assert near_region("Middle-earth") is None


def test_every_continent_and_subregion_is_a_region_of_countries_only():
    for grouping in ("region", "continent"):
        for code, name in groups(grouping).items():
            assert code in names()
            assert code in members(name)


def test_only_two_regions_have_the_name_of_a_country():
    named = {*groups("region").values(), *groups("continent").values()}
    assert {name for name in named if code_of(name)} == {"Antarctica", "Micronesia"}
