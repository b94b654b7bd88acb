import sys
from unicodedata import category

import pandas as pd
import pytest

import tinytl as tl
from tinytl.table import rules
from tinytl.table.records import validate

TWELVE_MISTAKES = [
    ("KAZ,law,2003-13,,A law,,law,,s", "start is '2003-13'; expected YYYY, YYYY-MM or YYYY-MM-DD."),
    ("KAS,law,2003,,A law,,law,,s", "country is 'KAS'; expected an ISO 3166-1 alpha-3 code"),
    ("KAZ,lawn,2003,,A law,,law,,s", "kind is 'lawn'; expected one of event, government, index"),
    ("KAZ,law,2004,,,,law,,s", "label is empty; expected a name for the law."),
    ("KAZ,rating,2004,,,2W,report,,s", "value is '2W'; expected one of 1, 2, 2WL, 3, SC"),
    ("KAZ,government,2003,,N,,leader,,s", "end is empty; expected the day on which the government"),
    (
        "KAZ,government,2003,2001,N,,leader,,s",
        "end is '2001'; expected a date after the start, 2003",
    ),
    ("KAZ,index,2003,,,high,policy index,,s", "value is 'high'; expected a number."),
    ("KAZ,law,2005,,A law,3,law,,s", "value is '3'; expected nothing: a law has no value."),
    ("KAZ,law,2006,,A law, in two,,law,,s", "10 cells; expected 9: put a text with a comma"),
    (",law,2003,,A law,,law,,s", "country is empty; expected a country."),
    (
        "KAZ,rating,2007-06-12,,,2,report,,s",
        "end is empty; expected the release of the next report",
    ),
]


def test_a_table_with_twelve_mistakes_names_them_all_with_their_lines(problems):
    found = problems(*(row for row, _ in TWELVE_MISTAKES))
    assert len(found) == 12
    for line, (problem, (_, expected)) in enumerate(zip(found, TWELVE_MISTAKES, strict=True), 2):
        assert problem.startswith(f"table.csv, line {line}: {expected}"), problem


def test_values_that_nothing_can_be_drawn_of_are_told(problems):
    (found,) = problems("KAZ,event,2005,,A,3,court,,s")
    assert found.endswith("value is '3'; expected nothing: an event has no value.")
    (found,) = problems("KAZ,index,2003,,,-1e308,policy index,,s")
    assert found.endswith("value is '-1e308'; expected a number.")


def test_the_wrong_code_names_the_right_one(problems):
    assert problems("KAS,law,2003,,A,,law,,s")[0].endswith("did you mean 'KAZ'?")


def test_groups_of_countries_of_the_world_bank_are_told_as_such_and_at_once(problems):
    codes = ["WLD", "KAZ", *["SSF", "EUU", "ARB"] * 9]
    (found,) = problems(*(f"{code},index,{2000 + n},,,5,x,,s" for n, code in enumerate(codes)))
    assert found.startswith("table.csv, lines 2-30: 28 times, at first: country is 'WLD'; expect")
    assert found.endswith(
        "A group of countries of the World Bank: leave the rows of such groups out."
    )


@pytest.mark.parametrize(("value", "remedy"), [("0,750", "write 0.750"), ("1,750", "write 1750")])
def test_a_comma_after_a_nought_is_a_decimal_point(problems, value, remedy):
    assert remedy in problems(f'KAZ,index,2003,,,"{value}",x,,s')[0]


def test_a_record_that_stands_twice_is_told(problems):
    found = problems(*["KAZ,law,2003,,A,,law,,s"] * 2)
    assert found == (
        "table.csv, line 3: this is a record that stands twice; expected each record once.",
    )


def test_two_ratings_at_a_time_are_told(problems):
    found = problems(
        "KAZ,rating,2001-07-12,2002-06-05,,3,report,,s",
        "KAZ,rating,2002-05-05,..,,2,report,,s",
    )
    assert found[0].startswith(
        "table.csv, line 3: start is '2002-05-05'; expected one rating at a time"
    )


def test_two_values_of_an_index_for_one_year_are_told(problems):
    found = problems(*[f"KAZ,index,2003,,,{v},policy index,,s" for v in (5, 6)])
    assert "expected one value a date" in found[0]


def test_a_law_of_one_name_and_date_is_no_second_value_of_an_index(table):
    rows = ["KAZ,law,2003,,A law,,press,,s", "KAZ,index,2003,,,5,press,,s"]
    assert len(tl.read_csv(table(*rows))) == 2


def test_of_one_cell_only_the_first_problem_is_told_and_all_of_a_row_in_order(problems):
    found = problems("KAZ,rating,,2001,,9,report,,s", "KAS,lawn,2003,,,,law,,s")
    assert [text.partition(": ")[2].partition(";")[0] for text in found] == [
        "start is empty",
        "value is '9'",
        "country is 'KAS'",
        "kind is 'lawn'",
    ]


def test_every_character_that_breaks_a_line_or_controls_is_refused():
    text = "".join(map(chr, range(sys.maxunicode + 1)))
    refused = {c for c in text if category(c) in ("Cc", "Zl", "Zp")}
    assert set(rules._BREAK.findall(text)) == refused


def test_each_distinct_date_is_judged_once(monkeypatch):
    """The rules take as long as the table has different cells, not as it has rows."""
    judged = []
    monkeypatch.setattr(rules, "_is_date_or_open", lambda text: judged.append(text) or True)
    rows = [("KAZ", "law", f"{year}-05", f"Law {n}") for year in (2003, 2004) for n in range(500)]
    validate(pd.DataFrame(rows, columns=["country", "kind", "start", "label"]))
    assert sorted(judged) == ["", "2003-05", "2004-05"]


@pytest.mark.parametrize("end", ["9999-12-31", "9999", "2999-12-31", "3000-01-01", "9999-XX"])
def test_a_code_for_the_end_of_time_is_no_end(problems, end):
    found = problems(f"KAZ,government,2003,{end},A,,leader,,s")
    assert found == (
        f"table.csv, line 2: end is '{end}'; expected a date before 2999, or '..' if it still goes "
        "on.",
    )
    found = problems(f"KAZ,law,{end},,A,,law,,s")
    assert found[0].startswith(f"table.csv, line 2: start is '{end}'; expected a date before 2999")


@pytest.mark.parametrize("column", ["country", "label", "category", "detail", "source"])
def test_half_of_a_character_is_refused_in_words_that_can_be_written(column):
    row = {"country": "KAZ", "kind": "law", "start": "2003", "label": "A", "source": "s"}
    frame = pd.DataFrame([row | {column: "A\udc80b"}], dtype=object)
    with pytest.raises(
        tl.RecordError, match=rf"{column} is 'A\\udc80b'; .*U\+DC80\) after 'A'"
    ) as e:
        validate(frame)
    str(e.value).encode()
