import io
import re
import warnings

import polars as pl
import pytest

import tinytl as tl

HEADER = "country,kind,start,label\n"


def csv_of(*countries):
    rows = (f"{country},law,{2000 + n},A\n" for n, country in enumerate(countries))
    return io.StringIO(HEADER + "".join(rows))


def told(make):
    """What one warning says; nothing if there is none."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        make()
    assert len(caught) <= 1
    assert all(warning.category is tl.RecordWarning for warning in caught)
    assert all(warning.filename == __file__ for warning in caught)
    return str(caught[0].message) if caught else ""


def test_names_that_are_no_country_beside_others_that_are_are_named_once_with_their_rows():
    said = told(lambda: tl.read_csv(csv_of("KAZ", "Kazahstan", "World", "World", "FRA")))
    assert said.startswith(
        "table: 'Kazahstan' (1 row; did you mean 'Kazakhstan'?), 'World' (2 rows) are no known "
        "country, beside 2 known; expected"
    )


@pytest.mark.parametrize(
    "countries",
    [
        ("Ruritania", "Utopia"),
        ("KAZ", "Viet-Nam", "Kosovo (under UNSCR 1244/99)"),
        ("AL", "NY", "CA"),
        ("North Vietnam", "KAZ", "Baden"),
    ],
)
def test_only_unknown_names_or_only_countries_warn_of_nothing(countries):
    assert told(lambda: tl.read_csv(csv_of(*countries))) == ""


def test_what_was_read_as_a_country_among_many_that_are_none_is_named():
    said = told(lambda: tl.read_csv(csv_of("Alabama", "Georgia", "Texas")))
    assert "'Alabama' (1 row), 'Texas' (1 row) are no known country" in said
    assert said.endswith("Read as a country: 'Georgia' (as GEO).")


@pytest.mark.parametrize(
    ("countries", "said"),
    [
        (("CA", "AL"), "'CA' (Canada or a state of the USA), 'AL' (Albania or a state of the USA)"),
        (("NA", "Kenya"), "'NA' (Namibia or what is missing)"),
        (("FR", "QQ", "XX"), "'FR' (France or no country)"),
    ],
)
def test_two_letters_that_can_mean_two_things_are_told_with_the_remedy(countries, said):
    found = told(lambda: tl.read_csv(csv_of(*countries)))
    assert said in found
    assert "country_codes='iso2'" in found
    known = [country for country in countries if country not in ("QQ", "XX")]
    assert told(lambda: tl.read_csv(csv_of(*known), country_codes="iso2")) == ""


def test_a_table_that_was_read_is_not_told_again(recwarn):
    records = tl.read_csv(csv_of("KAZ", "World"))
    recwarn.clear()
    tl.timeline(records, "KAZ")
    tl.timeline(records[records.start.map(str) != "1990"], "World")
    tl.concat([records, tl.read_csv(csv_of("FRA"))])
    assert not recwarn.list


def test_frames_and_tables_put_together_are_told_too():
    frame = pl.DataFrame(
        {"country": ["KAZ", "Kazahstan"], "kind": "law", "start": ["2003", "2004"], "label": "A"}
    )
    names = {"country": "country", "start": "start", "label": "label"}
    for make in (
        lambda: tl.timeline(frame, "KAZ"),
        lambda: tl.timeline(frame.lazy(), "KAZ"),
        lambda: tl.tidy(frame, kind="law", **names),
        lambda: tl.concat([tl.read_csv(csv_of("Kazahstan")), tl.read_csv(csv_of("KAZ"))]),
    ):
        assert re.search(r"'Kazahstan' \(.*did you mean 'Kazakhstan'\?\) is no known", told(make))


def test_of_many_names_a_dozen_are_listed():
    names = [f"Party {chr(65 + n)}" for n in range(20)]
    said = told(lambda: tl.read_csv(csv_of("KAZ", *names)))
    assert said.count("(1 row)") == 12
    assert "and 8 more are no known country" in said


def test_the_table_that_comes_with_the_package_warns_of_nothing():
    assert told(tl.read_csv) == ""
