import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tinytl as tl
from tinytl.table.dates import Date
from tinytl.table.records import COLUMNS, validate


def test_a_missing_column_says_what_there_is(problems):
    found = problems("KAZ;law", header="country;kind")
    assert found == (
        "table.csv, line 1: no column 'start'; found country, kind; expected "
        f"{', '.join(COLUMNS)}. Of a table of another shape tl.tidy makes one: name its columns "
        "there.",
    )


def test_columns_that_a_kind_does_not_need_may_be_missing_and_others_are_kept(table):
    records = tl.read_csv(table("KAZ,rating,2003,2,mine", header="country,kind,start,value,note"))
    assert records.loc[2, ["end", "label", "note"]].tolist() == ["", "", "mine"]


def test_an_empty_list_of_files_is_told_as_what_was_asked():
    with pytest.raises(
        tl.RecordError, match=r"^path is \[\]; expected a file's name, an open file,"
    ):
        tl.read_csv([])


def test_any_text_that_is_not_three_capitals_is_a_country(table):
    records = tl.read_csv(table("Österreich-Ungarn,law,1867,,Ausgleich,,law,,s"))
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


@given(st.lists(st.lists(cells, min_size=9, max_size=9), max_size=4))
def test_any_cells_are_read_or_refused_with_a_place(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("any") / "any.csv"
    pd.DataFrame(rows, columns=list(COLUMNS)).to_csv(path, index=False)
    try:
        tl.read_csv(path)
    except tl.RecordError as error:
        assert all(re.match(r"any\.csv, lines? [\d-]+: ", problem) for problem in error.problems)
