"""The cases of a test are all tried."""

import pytest

from each import each


def test_a_test_of_many_cases_names_all_that_fail_and_says_why():
    tried = []

    @each("country", ["ARM", "KAZ", "UZB"])
    def check(country, found):
        tried.append(country)
        assert country == found, f"{country} is not {found}"

    with pytest.raises(ExceptionGroup, match="fails for ARM, UZB") as caught:
        check(found="KAZ")
    assert tried == ["ARM", "KAZ", "UZB"]
    assert caught.group_contains(AssertionError, match="ARM is not KAZ")
    assert caught.group_contains(AssertionError, match="UZB is not KAZ")


@each("number", [1, 2])
def test_its_other_arguments_are_fixtures(number, tmp_path):
    assert tmp_path.is_dir()
    assert number in (1, 2)
