import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tinytl as tl
from tinytl.table.dates import Date
from tinytl.table.records import COLUMNS, validate

HEADER = ",".join(COLUMNS)


def table(tmp_path, *rows, header=HEADER, encoding="utf-8"):
    path = tmp_path / "table.csv"
    path.write_bytes("\n".join([header, *rows, ""]).encode(encoding))
    return path


def problems(tmp_path, *rows, **options):
    with pytest.raises(tl.RecordError) as caught:
        tl.read_csv(table(tmp_path, *rows, **options))
    return caught.value.problems


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


def test_a_table_with_twelve_mistakes_names_them_all_with_their_lines(tmp_path):
    found = problems(tmp_path, *(row for row, _ in TWELVE_MISTAKES))
    assert len(found) == 12
    for line, (problem, (_, expected)) in enumerate(zip(found, TWELVE_MISTAKES, strict=True), 2):
        assert problem.startswith(f"table.csv, line {line}: {expected}"), problem


def test_the_wrong_code_names_the_right_one(tmp_path):
    assert problems(tmp_path, "KAS,law,2003,,A,,law,,s")[0].endswith("did you mean 'KAZ'?")


def test_lines_are_those_of_the_file_though_texts_break_over_several(tmp_path):
    found = problems(
        tmp_path, 'KAZ,law,2003,,A,,law,"one\ntwo\nthree",s', "", "KAZ,law,20,,A,,law,,s"
    )
    assert found[0].startswith("table.csv, line 6: start is '20'")


def test_a_record_that_stands_twice_is_told(tmp_path):
    found = problems(tmp_path, *["KAZ,law,2003,,A,,law,,s"] * 2)
    assert found == (
        "table.csv, line 3: this is a record that stands twice; expected each record once.",
    )


def test_two_ratings_at_a_time_are_told(tmp_path):
    found = problems(
        tmp_path,
        "KAZ,rating,2001-07-12,2002-06-05,,3,report,,s",
        "KAZ,rating,2002-05-05,..,,2,report,,s",
    )
    assert found[0].startswith(
        "table.csv, line 3: start is '2002-05-05'; expected one rating at a time"
    )


def test_two_values_of_an_index_for_one_year_are_told(tmp_path):
    found = problems(tmp_path, *[f"KAZ,index,2003,,,{v},policy index,,s" for v in (5, 6)])
    assert "expected one value a date" in found[0]


def test_a_missing_column_says_what_there_is(tmp_path):
    found = problems(tmp_path, "KAZ;law", header="country;kind")
    assert found == (
        "table.csv, line 1: no column 'country', 'kind', 'start'; found country;kind; expected "
        f"{', '.join(COLUMNS)}. Is the file separated by semicolons? Save it with commas.",
    )


def test_an_empty_file_is_told_and_a_table_without_rows_is_none(tmp_path):
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(tl.RecordError, match=r"empty.csv, line 1: no column .* found nothing"):
        tl.read_csv(tmp_path / "empty.csv")
    assert tl.read_csv(table(tmp_path)).empty


def test_a_column_that_stands_twice_is_told(tmp_path):
    assert "column 'start' stands twice" in problems(tmp_path, header=HEADER + ",start")[0]


def test_a_file_in_another_encoding_names_each_line(tmp_path):
    found = problems(
        tmp_path, "HND,law,2003,,Reforma,,law,,s", "HND,law,2003,,Código,,law,,s", encoding="cp1252"
    )
    assert found == (
        "table.csv, line 3: byte 0xf3 is not UTF-8; expected a file in UTF-8: save it again as "
        "'CSV UTF-8'.",
    )


def test_a_quote_that_never_ends_is_told_with_its_line(tmp_path):
    found = problems(tmp_path, "KAZ,law,2003,,A,,law,,s", 'KAZ,law,2004,,"A,,law,,s')
    assert found[0].startswith("table.csv, line 3: not readable as CSV")


def test_the_mark_that_spreadsheets_put_in_front_does_no_harm(tmp_path):
    records = tl.read_csv(table(tmp_path, "KAZ,law,2003,,A,,law,,s", encoding="utf-8-sig"))
    assert list(records.columns) == list(COLUMNS)


def test_columns_that_a_kind_does_not_need_may_be_missing_and_others_are_kept(tmp_path):
    records = tl.read_csv(
        table(tmp_path, "KAZ,rating,2003,2,mine", header="country,kind,start,value,note")
    )
    assert records.loc[2, ["end", "label", "note"]].tolist() == ["", "", "mine"]


def test_any_text_that_is_not_three_capitals_is_a_country(tmp_path):
    records = tl.read_csv(table(tmp_path, "Österreich-Ungarn,law,1867,,Ausgleich,,law,,s"))
    assert records.country.tolist() == ["Österreich-Ungarn"]


def test_records_are_typed_and_keep_their_precision(records):
    law = records.query("country == 'KAZ' and category == 'partial criminalization'").iloc[0]
    assert isinstance(law.start, Date)
    assert (str(law.start), law.start.to_the_day, law.end) == ("2002-02", False, "")
    rating = records.query("country == 'KAZ' and kind == 'rating'").iloc[-1]
    assert rating.end == ".."


def test_the_index_is_the_line_of_the_file(records, request):
    lines = (request.config.rootpath / "data/timelines.csv").read_text("utf-8").splitlines()
    for line in (2, 100, len(lines)):
        assert lines[line - 1].startswith(
            f"{records.loc[line, 'country']},{records.loc[line, 'kind']}"
        )


def test_records_written_to_csv_read_back_the_same(records, tmp_path):
    some = records.query("country in ['KAZ', 'NAM']")
    some.to_csv(tmp_path / "some.csv", index=False)
    again = tl.read_csv(tmp_path / "some.csv")
    pd.testing.assert_frame_equal(again.reset_index(drop=True), some.reset_index(drop=True))


def test_validating_leaves_the_frame_alone(records):
    some = records.query("country == 'KAZ'")
    before = some.copy(deep=True)
    checked = validate(some)
    pd.testing.assert_frame_equal(some, before)
    pd.testing.assert_frame_equal(checked, before)


def test_a_frame_of_ones_own_is_told_by_its_rows():
    frame = pd.DataFrame(
        {"country": ["KAZ"], "kind": ["law"], "start": ["20"], "label": [None]}, ["x"]
    )
    with pytest.raises(tl.RecordError, match="records, row x: start is '20'") as caught:
        validate(frame)
    assert len(caught.value.problems) == 2


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=8)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(cells, min_size=9, max_size=9), max_size=4))
def test_any_cells_are_read_or_refused_with_a_place(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("any") / "any.csv"
    pd.DataFrame(rows, columns=list(COLUMNS)).to_csv(path, index=False)
    try:
        tl.read_csv(path)
    except tl.RecordError as error:
        assert all(re.match(r"any\.csv, line \d+: ", problem) for problem in error.problems)
