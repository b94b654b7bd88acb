"""Tables put together keep their files, checksums and sources."""

import hashlib

import pandas as pd
import pytest

import tinytl as tl

BIB = "@misc{diary, author = {Ann Own}, title = {A diary}, year = {2020}}\n"
ROWS = "country,kind,start,label,source\nKAZ,event,2019-03-19,The president resigns,diary\n"


@pytest.fixture
def mine(tmp_path):
    (tmp_path / "sources.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "mine.csv").write_text(ROWS, encoding="utf-8")
    return tl.read_csv(tmp_path / "mine.csv")


def test_captions_references_and_files_name_each_table(records, mine, tmp_path):
    chart = tl.timeline(
        tl.concat([records, mine]), "KAZ", tracks=("event",), years=(2013, 2022), width="183mm"
    )
    alone = tl.timeline(records, "KAZ", tracks=("event",), years=(2013, 2022), width="183mm")
    assert "Own (2020)" in chart.caption
    assert "@misc{diary" in chart.references
    assert set(alone.references.split("@")) < set(chart.references.split("@"))
    text = chart.save(tmp_path / "kaz.svg", words=True).read_text(encoding="utf-8")
    for table in (records, mine):
        assert table.attrs["table"] in text
        assert f"SHA-256 {table.attrs['sha256']}; " in text
    assert "@misc{diary" in (tmp_path / "kaz.bib").read_text(encoding="utf-8")


def test_numbers_name_each_table(records, mine):
    attrs = tl.spells(tl.concat([records, mine]), "event").attrs
    assert attrs["table"] == "timelines.csv, mine.csv"
    assert attrs["sha256"] == f"{records.attrs['sha256']}, {mine.attrs['sha256']}"


def test_what_is_wrong_is_told_with_its_file_and_line(records, mine):
    with pytest.raises(tl.RecordError, match=r"^mine.csv, line 2: this is a record that stands t"):
        tl.concat([mine, mine])
    rating = pd.DataFrame({"c": ["KAZ"], "y": ["2005"], "v": ["1"]})
    rating = tl.tidy(rating, kind="rating", country="c", start="y", value="v")
    with pytest.raises(tl.RecordError, match="one rating at a time") as told:
        tl.concat([records, rating])
    assert told.value.problems[-1].startswith("table 2, row 0: start is '2005'")


def test_three_tables_are_the_same_in_any_grouping(records, mine):
    third = mine.assign(label="The capital is renamed")
    third.attrs = {"table": "third.csv", "sha256": hashlib.sha256(b"3").hexdigest()}
    tables = records.query("country == 'KAZ'"), mine, third
    flat = tl.concat(tables)
    nested = tl.concat([tl.concat(tables[:2]), third])
    pd.testing.assert_frame_equal(flat.astype(str), nested.astype(str))
    assert flat.attrs == nested.attrs
    assert [part["table"] for part in flat.attrs["parts"]] == [
        "timelines.csv", "mine.csv", "third.csv"
    ]  # fmt: skip


def test_tables_stay_as_they_are(records, mine):
    before = mine.copy(), dict(mine.attrs)
    both = tl.concat([records, mine])
    pd.testing.assert_frame_equal(mine, before[0])
    assert mine.attrs == before[1]
    assert len(both) == len(records) + 1
    assert both.index[-1] == "mine.csv, line 2"


@pytest.mark.parametrize("tables", [[], [1], ["mine.csv"], [pd.DataFrame({"country": ["KAZ"]})]])
def test_what_is_no_table_is_refused(tables):
    with pytest.raises(tl.RecordError, match="concat: "):
        tl.concat(tables)
