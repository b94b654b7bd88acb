"""Where a table may be read from, and what is said of files that are none."""

import gzip
import io

import numpy as np
import pytest

import tinytl as tl

HEADER = "country,kind,start,end,label,value,category,detail,source\n"
ROW = "KAZ,law,2003-05-15,,A law,,law,,s\n"


def test_a_table_is_read_from_a_path_an_open_file_a_buffer_or_gzip(tmp_path):
    (tmp_path / "a.csv").write_text(HEADER + ROW, encoding="utf-8")
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress((HEADER + ROW).encode()))
    with (tmp_path / "a.csv").open(encoding="utf-8") as file:
        opened = tl.read_csv(file)
    assert opened.attrs["table"] == "a.csv"
    others = [str(tmp_path / "a.csv"), tmp_path / "a.csv.gz", io.StringIO(HEADER + ROW),
              io.BytesIO((HEADER + ROW).encode())]  # fmt: skip
    assert all(tl.read_csv(other).equals(opened) for other in others)


def test_several_files_are_one_table(tmp_path):
    for name, country in (("a", "KAZ"), ("b", "ARM")):
        text = HEADER + ROW.replace("KAZ", country)
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    both = tl.read_csv([tmp_path / "a.csv", tmp_path / "b.csv"])
    assert both.country.tolist() == ["KAZ", "ARM"]


CSV = (HEADER + ROW).encode()
BROKEN = {
    "a title": (b"My table\n" + CSV, "line 1: no column .*; found My table; expected"),
    "a title with commas": (b"My table,,,,,,,,\n" + CSV, "found My table; expected country, kind"),
    "no header": (ROW.encode(), "Line 1 is a record, there is no header"),
    "a misspelt column": (CSV.replace(b"category", b"catgory"), "'catgory' is not known"),
    "a capital": (CSV.replace(b"category", b"Category"), "expected 'category': rename it"),
    "a workbook": (b"PK\x03\x04" + bytes(9), "is a workbook, .*: save its sheet as"),
    "UTF-16": ((HEADER + ROW).encode("utf-16"), "in UTF-16; expected CSV in UTF-8: save"),
    "half of a gzip": (gzip.compress(CSV)[:30], "no complete gzip file"),
    "a web page": (b"<!DOCTYPE html>", "found <!DOCTYPE html>; expected country, kind"),
    "JSON": (b'{"country": "KAZ"}', "found .*country.*KAZ.*; expected country, kind"),
    "day first": (CSV.replace(b"2003-05-15", b"15/05/2003"), "Day first: write 2003-05-15"),
    "month first": (CSV.replace(b"2003-05-15", b"05/15/2003"), "Month first: write 2003-05-15"),
    "either": (CSV.replace(b"2003-05-15", b"05/06/2003"), "nobody knows"),
    "Excel's days": (CSV.replace(b"2003-05-15", b"37756"), "write 2003-05-15"),
    "no such day": (CSV.replace(b"2003-05-15", b"2003-02-30"), "February 2003 has 28 days"),
    "in words of another language": (CSV.replace(b"2003-05-15", b"15 Mai 2003"), "expected YYYY"),
    "an interval": (CSV.replace(b"2003-05-15", b"2003/2004"), "Valid EDTF, not supported here"),
    "a hidden character": (CSV.replace(b"KAZ", "KA\u200bZ".encode()), r"U\+200B \(ZERO WIDTH"),
    "an override": (CSV.replace(b"A law", "A \u202elaw".encode()), r"U\+202E"),
    "one day": (HEADER.encode() + b"KAZ,government,2001-05-05,2001-05-05,A,,leader,,s\n",
                "of a single day, 2001-05-06"),
    "a comma": (HEADER.encode() + b'KAZ,index,2003,,,"5,3",x,,s\n', "write 5.3"),
    "a small letter": (HEADER.encode() + b"KAZ,rating,2003,,,2wl,x,,s\n", "did you mean '2WL'"),
}  # fmt: skip


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("first", ["", "{m}sep={m}\n", '"sep={m}"\n', "\n\n"])
def test_the_separator_is_that_of_the_header_whatever_stands_in_labels(mark, first):
    labels = ["A, b; c | d", ";;;;;;;;;;", "sep=,", 'said ""no""']
    rows = [f'KAZ{mark}event{mark}{2003 + n}{mark}"{label}"' for n, label in enumerate(labels)]
    header = mark.join(["country", "kind", '"start"', "label"])
    top = first.format(m=mark).removeprefix(mark)
    text = top + "\n".join([header, *rows, ""])
    records = tl.read_csv(io.StringIO(text))
    assert records.label.tolist() == ["A, b; c | d", ";;;;;;;;;;", "sep=,", 'said "no"']
    assert records.index[0] == 2 + top.count("\n")
    assert tl.read_csv(io.StringIO(text), sep=mark).equals(records)


def test_the_table_of_a_european_spreadsheet_is_the_same_table(tmp_path):
    plain = HEADER + 'KAZ,event,2010-05-03,,"A, b",,court,,s\nCIV,index,2003,,,3.5,x,,s\n'
    theirs = (
        plain.replace('"A, b"', "A# b").replace(",", ";").replace("#", ",")
        .replace("2010-05-03", "03.05.2010").replace("CIV", "Cote dIvoire").replace("\n", "\r\n")
    )  # fmt: skip
    path = tmp_path / "mine.csv"
    path.write_bytes(theirs.encode("utf-8-sig"))
    records = tl.read_csv(path, dayfirst=True)
    assert records.astype(str).equals(tl.read_csv(io.StringIO(plain)).astype(str))
    assert tl.read_csv([path], dayfirst=True, sep=";").shape == records.shape
    path.write_bytes(theirs.replace("3.5", "3,5").encode())
    with pytest.raises(tl.RecordError, match=r"line 3: value is '3,5'.*write 3\.5 .*decimal=','"):
        tl.read_csv(path, dayfirst=True)


def test_a_row_with_too_many_cells_names_the_separator():
    with pytest.raises(tl.RecordError, match="5 cells; expected 4: put a text with a semicolon in"):
        tl.read_csv(io.StringIO("country;kind;start;label\nKAZ;law;2003;A; b\n"))


def test_the_separator_that_was_said_is_the_one_that_counts():
    with pytest.raises(tl.RecordError, match="pass sep=';' if cells are separated by a semicolon"):
        tl.read_csv(io.StringIO("country;kind;start;label\nKAZ;law;2003;A\n"), sep=",")
    for sep in ("", ";;", 5, '"', "\n"):
        with pytest.raises(tl.RecordError, match=r"sep is .* expected one character"):
            tl.read_csv(io.StringIO(HEADER + ROW), sep=sep)


def test_half_of_a_character_is_told_with_its_line():
    with pytest.raises(tl.RecordError, match=r"table, line 2: half of a character \(U\+D800\)"):
        tl.read_csv(io.StringIO(HEADER + ROW.replace("A law", "A \ud800law")))


@pytest.mark.parametrize("what", BROKEN)
def test_each_cause_has_its_own_remedy(what):
    data, said = BROKEN[what]
    with pytest.raises(tl.RecordError, match=said):
        tl.read_csv(io.BytesIO(data))


def test_equal_problems_are_told_once_and_others_in_50_lines_at_most():
    days = "".join(f"KAZ,law,15/05/{year},,A,,law,,s\n" for year in range(1000, 3000))
    with pytest.raises(tl.RecordError, match=r"lines 2-2001: 2,000 times, .*Day first") as caught:
        tl.read_csv(io.StringIO(HEADER + days))
    assert len(caught.value.problems) == 1
    codes = "".join(f"Q{chr(65 + n % 26)}{chr(65 + n // 26)},law,2003,,A,,,,\n" for n in range(600))
    with pytest.raises(tl.RecordError, match="more: the error's problems are all") as caught:
        tl.read_csv(io.StringIO(HEADER + codes))
    assert len(caught.value.problems) > 500
    assert len(str(caught.value).splitlines()) <= 50 and len(str(caught.value)) <= 5000


@pytest.mark.parametrize(
    ("path", "said"),
    [("https://example.org/a.csv", "is an address"), ("none.csv", "cannot be read: No such file"),
     (HEADER, "the text of a table"), (5, "of type int"),
     ("a\0b", "cannot be read")],
)  # fmt: skip
def test_what_is_no_file_is_told(path, said):
    with pytest.raises(tl.RecordError, match=said):
        tl.read_csv(path)


def test_wrong_arguments_are_told():
    several = np.array([True, False])  # with == they are no truth value
    for arguments in (
        {"scale": "TIP"}, {"country_codes": None}, {"country_codes": "gw"},
        {"country_codes": several}, {"dayfirst": several},
    ):  # fmt: skip
        with pytest.raises(tl.RecordError, match="expected"):
            tl.read_csv(io.StringIO(HEADER + ROW), **arguments)
    for scale in ({"levels": 5}, {"levels": "AB"}, {"levels": ["A"], "unranked": ["B"]}):
        with pytest.raises(tl.RecordError, match="expected"):
            tl.Scale(**scale)


def test_years_at_the_ends_of_time_are_drawn():
    rows = "KAZ,government,2998-12-30,..,A,,leader,,s\nKAZ,law,0001-01-01,,B,,law,,s\n"
    records = tl.read_csv(io.StringIO(HEADER + rows))
    assert tl.timeline(records, "KAZ").title == "Kazakhstan, 1–2998"
