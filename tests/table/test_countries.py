import pytest

from tinytl.table.countries import code_of, is_code, looks_like_code, name_of, nearest_code


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
