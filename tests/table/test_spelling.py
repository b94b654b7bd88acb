"""Names as lists of countries spell them: of the UN, ISO, the World Bank, the IMF, the CIA, COW,
V-Dem, R's data frames.
"""

import csv
import re
from pathlib import Path

import pytest

from tinytl.table.codes import codes, library_rows, spellings
from tinytl.table.countries import code_of, country_in
from tinytl.table.country_column import read_countries
from tinytl.table.spelling import key, words_of

with Path(__file__).with_name("spellings.csv").open(encoding="utf-8", newline="") as file:
    LIST = [(row["name"], row["country"]) for row in csv.DictReader(file)]
KNOWN = [(name, country) for name, country in LIST if country]


def wrong(names):
    """What is read otherwise than as the country it names, or as itself."""
    read_as = ((name, country, read_countries((name,))[0]) for name, country in names)
    return [(name, found) for name, country, found in read_as if found != (country or name)]


def test_each_spelling_is_read_as_its_country_and_what_is_none_as_itself():
    assert len(KNOWN) > 400
    assert wrong(LIST) == []


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda name: name.replace(" ", "_"),
        lambda name: name.replace(" ", "."),
        lambda name: re.sub(r"[^\w.]", ".", name),  # as R's make.names does
        lambda name: f" {name}".replace("The ", "").strip(),
        lambda name: name.replace(" and ", " & "),
        lambda name: name.replace("Republic", "Rep.").replace("Democratic", "Dem."),
        lambda name: name.replace("Saint ", "St ").replace("Islands", "Is."),
    ],
)
def test_no_other_way_to_write_a_name_makes_another_country_of_it(change):
    skipped = ("The Congo", "The Niger", "Bosnia...Herzegovina")
    names = [(change(name), country) for name, country in KNOWN if name not in skipped]
    names = [(name, country) for name, country in names if len(name) > 3]
    assert wrong(names) == []


def test_a_key_is_of_one_country():
    countries = {}
    for name, country in spellings().items():
        countries.setdefault(key(name), set()).add(country)
    assert [same for same in countries.values() if len(same) > 1] == []
    assert "" not in countries


def test_the_points_of_an_abbreviation_are_no_blanks():
    assert words_of("U.S.A.") == words_of("USA") == ("usa",)
    assert words_of("St.Lucia") == words_of("St. Lucia") == ("st", "lucia")


def test_a_part_of_a_country_is_not_the_country():
    parts = ("Northern", "Southern", "Eastern", "Western", "Upper", "Lower")
    names = [
        f"{part} {row['name_short']}"
        for part in parts
        for row in library_rows()
        if not set(words_of(part)) & set(words_of(row["name_short"]))
    ]
    assert [name for name in names if code_of(name)] == ["Southern Yemen", "Western Samoa"]


@pytest.mark.parametrize(("asked", "code"), [("DRC", "COD"), ("UAE", "ARE"), ("Timor", "TLS")])
def test_a_chart_is_asked_for_by_the_abbreviations_that_tables_have(asked, code):
    assert country_in(["ARE", "COD", "KAZ", "TLS"], asked) == code


def test_the_codes_that_the_library_has_as_patterns_are_codes():
    assert not [code for code in codes("iso2") if not code.isalpha()]
    assert [codes("iso2")[code] for code in ("GB", "UK", "GR", "EL", "XK")] == [
        "GBR", "GBR", "GRC", "GRC", "XKX"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "countries"),
    [
        (("FR", "DE", "GB"), ["FRA", "DEU", "GBR"]),
        (("FR", "DE", "XX"), ["FRA", "DEU", "XX"]),
        (("gr", "UK", "France"), ["GRC", "GBR", "FRA"]),
        (("FR", "NY", "CA"), ["FRA", "NY", "CA"]),
        (("DE", "Italy"), ["DEU", "ITA"]),
        (("DE", "Georgia"), ["DE", "GEO"]),
        (("DE",), ["DE"]),
        (("NA", "ZA"), ["NAM", "ZAF"]),
        (("NA", "Kenya"), ["NA", "KEN"]),
        (("FR", "QQ", "XX"), ["FR", "QQ", "XX"]),
        (("No", "Fr"), ["No", "Fr"]),
    ],
)
def test_two_letters_are_read_cell_by_cell_where_they_can_mean_one_thing(cells, countries):
    assert read_countries(cells) == countries


def test_all_codes_of_two_letters_are_read_where_the_table_says_so():
    every = tuple(codes("iso2"))
    assert read_countries(every, "iso2") == list(codes("iso2").values())
