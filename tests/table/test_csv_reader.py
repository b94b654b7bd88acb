import pytest

import tinytl as tl
from tinytl.table.records import COLUMNS

HEADER = ",".join(COLUMNS)


def test_lines_are_those_of_the_file_though_texts_break_over_several(problems):
    found = problems('KAZ,law,2003,,A,,law,"one\ntwo\nthree",s', "", "KAZ,law,20,,A,,law,,s")
    assert found[0].startswith("table.csv, line 6: start is '20'")


def test_an_empty_file_is_told_and_a_table_without_rows_is_none(tmp_path, table):
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(tl.RecordError, match=r"empty.csv, line 1: no column .* found nothing"):
        tl.read_csv(tmp_path / "empty.csv")
    assert tl.read_csv(table()).empty


def test_a_column_that_stands_twice_is_told(problems):
    assert "column 'start' stands twice" in problems(header=HEADER + ",start")[0]


def test_a_file_in_another_encoding_names_each_line(problems):
    found = problems(
        "HND,law,2003,,Reforma,,law,,s", "HND,law,2003,,Código,,law,,s", encoding="cp1252"
    )
    assert found == (
        "table.csv, line 3: byte 0xf3 is not UTF-8; expected a file in UTF-8: save it again as "
        "'CSV UTF-8'.",
    )


def test_a_quote_that_never_ends_is_told_with_its_line(problems):
    found = problems("KAZ,law,2003,,A,,law,,s", 'KAZ,law,2004,,"A,,law,,s')
    assert found[0].startswith("table.csv, line 3: not readable as CSV")


def test_the_mark_that_spreadsheets_put_in_front_does_no_harm(table):
    records = tl.read_csv(table("KAZ,law,2003,,A,,law,,s", encoding="utf-8-sig"))
    assert list(records.columns) == list(COLUMNS)


def test_columns_without_a_name_at_the_end_are_left_out_if_nothing_stands_in_them(tmp_path):
    file = tmp_path / "sheet.csv"
    file.write_text("country;kind;start;label;;\nKAZ;law;2003;A law;;\n;;;;;\nARM;law;2004;B;;\n")
    assert tl.read_csv(file).label.tolist() == ["A law", "B"]
    file.write_text("country;kind;start;label;;\nKAZ;law;2003;A law;;a note\n")
    with pytest.raises(tl.RecordError, match=r"sheet\.csv, line 2: 6 cells; expected 4"):
        tl.read_csv(file)
