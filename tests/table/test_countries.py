import pytest

from tinytl.errors import RecordError
from tinytl.table.codes import SYSTEMS, codes, library_rows, looks_like_code, names
from tinytl.table.countries import (
    code_of,
    country_in,
    find,
    is_code,
    meant,
    name_of,
    nearest_code,
)
from tinytl.table.country_column import read_countries


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("KAZ", "Kazakhstan"),
        ("ARE", "United Arab Emirates"),
        ("XKX", "Kosovo"),
        ("COD", "DR Congo"),
        ("NAM", "Namibia"),
        ("DDR", "East Germany"),
        ("SUN", "Soviet Union"),
    ],
)
def test_a_code_has_its_usual_short_name(code, name):
    assert name_of(code) == name
    assert code_of(name) == code


def test_the_names_of_the_library_are_those_of_their_codes():
    for row in library_rows():
        code = row["ISO3"]
        assert {meant(row["name_short"]), meant(row["name_official"]), meant(code.lower())} == {
            code
        }
        assert name_of(code) == row["name_short"]


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("Burma", "MMR"), ("Viet Nam", "VNM"), ("cote d'ivoire", "CIV"), ("Turkey", "TUR"),
        ("Swaziland", "SWZ"), ("US", "USA"), ("UK", "GBR"), ("U.S.A.", "USA"), ("Korea", "KOR"),
        ("Korea, Dem. People's Rep.", "PRK"), ("Congo, Dem. Rep.", "COD"), ("Zaire", "COD"),
        ("Iran (Islamic Republic of)", "IRN"), ("Burma/Myanmar", "MMR"), ("Bahamas, The", "BHS"),
        ("West Germany", "DEU"), ("GDR", "DDR"), ("Czechoslovakia", "CSK"), ("USSR", "SUN"),
        ("Micronesia (country)", "FSM"), ("Tanzania/Tanganyika", "TZA"), ("France (1963-)", "FRA"),
        ("Sudan (2012-)", "SDN"), ("Pakistan (1971-)", "PAK"),
        ("Serbia & Montenegro", "SCG"), ("ZAR", "COD"), ("BUR", "MMR"), ("tmp", "TLS"),
        ("Kazakstan", "KAZ"), ("Republic of Zaire", "COD"), ("Former Republic of Macedonia", "MKD"),
        ("Former Czechoslovakia", "CSK"), ("The Republic of Samoa", "WSM"), ("Ceylon", "LKA"),
    ],
)  # fmt: skip
def test_other_spellings_and_former_codes_find_the_code(spelling, code):
    assert code_of(spelling) == code


@pytest.mark.parametrize(
    "name",
    ["Ruritania", "LGBT rights", "Michael Jordan", "Inner Mongolia", "New England", "New Mexico",
     "New Jersey", "England", "Niger State", "Democratic Republicans", "Somaliland", "",
     "Ethiopia (-1992)", "Party (2012-)"],
)  # fmt: skip
def test_a_name_that_only_sounds_like_a_country_stands_as_it_is(name):
    assert name_of(name) == name
    assert code_of(name) is None
    assert read_countries((name,)) == [name]
    assert not looks_like_code(name)


@pytest.mark.parametrize(
    ("wrong", "meant_code"),
    [
        ("GER", "DEU"),
        ("ROC", "TWN"),
        ("KAS", "KAZ"),
        ("QQQ", None),
        ("KZK", "KAZ"),
        ("KYR", "KGZ"),
        ("GFR", "DEU"),
        ("MYA", "MMR"),
    ],
)
def test_a_wrong_code_leads_to_the_one_that_was_meant(wrong, meant_code):
    assert not is_code(wrong)
    assert nearest_code(wrong) == meant_code
    assert read_countries((wrong,)) == [wrong]  # in a table it is a mistake


def test_who_codes_countries_otherwise_is_understood_where_the_table_says_so():
    assert [meant("AUS", system) for system in ("iso", "cow", "vdem")] == ["AUS", "AUT", "AUS"]
    assert [meant("SLV", system) for system in ("iso", "cow")] == ["SLV", "SVN"]
    assert (meant("705", "cow"), meant("121", "vdem"), meant("705")) == ("KAZ", "KAZ", None)
    assert (meant("VDR", "iso"), meant("VDR", "vdem")) == ("North Vietnam", "South Vietnam")
    assert (meant("WBG", "worldbank"), meant("KSV", "worldbank")) == ("PSE", "XKX")


def test_every_code_of_another_system_is_of_a_country_or_has_a_name():
    for system in SYSTEMS:
        for code, country in codes(system).items():
            assert meant(code, "iso2" if len(code) == 2 and system == "iso" else system) == country
            assert country in names() or not looks_like_code(country)


def test_the_numbers_of_the_correlates_of_war_are_mostly_those_of_gleditsch_and_ward():
    """Two lists of the same states, made by different people: they part at seven."""
    cow = codes("cow")
    other = {row["GWcode"]: row["ISO3"] for row in library_rows() if row["GWcode"]}
    assert sum(cow.get(number) != code for number, code in other.items()) <= 8


def test_two_letters_are_codes_only_where_all_that_have_two_are():
    assert read_countries(("CA", "kz", "UK", "Peru")) == ["CAN", "KAZ", "GBR", "PER"]
    assert read_countries(("CA", "NY")) == ["CA", "NY"]
    assert read_countries(("CA", "AL")) == ["CA", "AL"]  # of the USA, as likely as not
    assert read_countries(("CA", "AL"), "iso2") == ["CAN", "ALB"]
    assert country_in(["CA", "AL"], "Canada") == "CA"


@pytest.mark.parametrize("asked", ["KAZ", "kaz", "KZ", "Kazakhstan", "Republic of Kazakhstan"])
def test_a_country_is_found_in_a_table_by_any_usual_name(asked):
    assert country_in(["ARM", "KAZ", "KAZ"], asked) == "KAZ"
    assert country_in(["Armenia", "Kazakhstan"], asked) == "Kazakhstan"


def test_what_somebody_has_begun_to_write_leads_to_all_names_that_begin_so():
    among = ["ARE", "GBR", "KAZ", "KOR", "MMR", "PRK", "SWZ", "TUR", "USA"]
    assert find("united", among).near == ("ARE", "GBR", "USA")
    assert find("kore", among).near == ("KOR", "PRK")
    assert find("burm", among).near == ("MMR",)
    assert find("Kasachstan", among).near == ("KAZ",)
    assert find("GER", ["DEU", "FRA"]).near[0] == "DEU"
    assert find("türkiye", among).country == find("Turkey", among).country == "TUR"


def test_a_country_that_a_table_does_not_have_is_told_with_the_nearest():
    with pytest.raises(RecordError, match=r"a name of ARM, KAZ\. Did you mean 'ARM'\?"):
        country_in(["KAZ", "ARM"], "Armenja")
    with pytest.raises(RecordError, match=r"No records of 'Iceland'.* \(Iceland\)|of 'Iceland'"):
        country_in(["KAZ", "ARM"], "Iceland")
    with pytest.raises(RecordError, match=r"expected .* of none\.$"):
        country_in([], "KAZ")
    with pytest.raises(RecordError, match=r"No records of 12"):
        country_in(["KAZ"], 12)
