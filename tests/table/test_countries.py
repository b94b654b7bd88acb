import pytest

from tinytl.errors import RecordError
from tinytl.table import countries
from tinytl.table.countries import (
    code_of,
    country_in,
    is_code,
    looks_like_code,
    name_of,
    nearest_code,
)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("KAZ", "Kazakhstan"),
        ("ARE", "United Arab Emirates"),
        ("XKX", "Kosovo"),
        ("COD", "DR Congo"),
    ],
)
def test_a_code_has_its_usual_short_name(code, name):
    assert name_of(code) == name
    assert code_of(name) == code


def test_other_spellings_find_the_code():
    assert code_of("Burma") == "MMR"
    assert code_of("Viet Nam") == "VNM"


def test_a_name_that_is_no_country_stands_as_it_is():
    assert name_of("Ruritania") == "Ruritania"
    assert code_of("Ruritania") is None
    assert not looks_like_code("Ruritania")


@pytest.mark.parametrize(("wrong", "meant"), [("GER", "DEU"), ("KAS", "KAZ"), ("QQQ", None)])
def test_a_wrong_code_leads_to_the_one_that_was_meant(wrong, meant):
    assert not is_code(wrong)
    assert nearest_code(wrong) == meant


def test_namibia_is_no_missing_value():
    assert name_of("NAM") == "Namibia"


def test_short_names_are_those_of_the_converter():
    data = countries._converter().data
    assert countries._names() == dict(zip(data["ISO3"], data["name_short"], strict=True))


@pytest.mark.parametrize("asked", ["KAZ", "Kazakhstan", "kazakhstan", "Republic of Kazakhstan"])
def test_a_country_is_found_in_a_table_by_any_usual_name(asked):
    assert country_in(["ARM", "KAZ", "KAZ"], asked) == "KAZ"


def test_a_country_that_a_table_does_not_have_is_told_with_the_nearest():
    with pytest.raises(RecordError, match=r"a name of ARM, KAZ\. Did you mean 'Armenia'\?"):
        country_in(["KAZ", "ARM"], "Armenja")
    with pytest.raises(RecordError, match=r"expected .* of none\.$"):
        country_in([], "KAZ")
