"""What stands beside a table: its release, kept and written into every file; statistics."""

import json
from pathlib import Path

import pytest

import tinytl as tl
from tinytl.layout.scene import Box
from tinytl.table.data_package import release_of
from tinytl.table.sources import origin_of, provenance

DATA = Path(__file__).parents[2] / "data"
ROWS = "country,kind,start,label\nKAZ,law,2003,A law\n"
PACKAGE = {
    "name": "mine",
    "version": "2.0.1",
    "created": "2026-02-03T00:00:00Z",
    "resources": [{"path": "mine.csv"}],
}


def table(folder, **changes):
    (folder / "mine.csv").write_text(ROWS)
    (folder / "datapackage.json").write_text(json.dumps(PACKAGE | changes))
    return folder / "mine.csv"


def test_the_shipped_table_is_of_the_release_of_its_package():
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    release = f"data package tinytl {package['version']} of {package['created'][:10]}"
    assert release_of(DATA / "timelines.csv") == release


def test_records_keep_the_release_and_a_saved_file_names_it(tmp_path):
    records = tl.read_csv(table(tmp_path))
    assert origin_of(records).release == "data package mine 2.0.1 of 2026-02-03"
    chart = tl.timeline(records, "KAZ")
    chart.save(tmp_path / "a.svg")
    saved = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "Data: mine.csv in data package mine 2.0.1 of 2026-02-03, SHA-256" in saved
    chart.save(tmp_path / "b.svg")
    assert (tmp_path / "b.svg").read_bytes() == (tmp_path / "a.svg").read_bytes()


def test_a_table_that_no_package_lists_has_no_release(tmp_path):
    path = table(tmp_path, resources=[{"path": "other.csv"}, {"data": []}])
    records = tl.read_csv(path)
    assert not records.attrs["release"]
    assert provenance([], origin_of(records)).startswith("Data: mine.csv, SHA-256")


def test_data_that_stand_in_the_package_itself_are_no_table_beside_it(tmp_path):
    assert release_of(table(tmp_path, resources=[{"data": []}, {"path": "mine.csv"}]))


@pytest.mark.parametrize("changes", [{"version": None}, {"created": 2026}, {"resources": "all"}])
def test_a_package_that_says_too_little_names_no_release(tmp_path, changes):
    assert release_of(table(tmp_path, **changes)) == ""


@pytest.mark.parametrize("text", ["", "[]", "{", "null", "\udcff"])
def test_a_package_that_is_none_is_passed_over(tmp_path, text):
    path = table(tmp_path)
    (tmp_path / "datapackage.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert release_of(path) == ""
    (tmp_path / "datapackage.json").unlink()
    assert release_of(path) == ""


RATED = "country,kind,start,end,value,category\nKAZ,rating,2003-06-11,2004-06-14,2,report\n"


def rated(folder, reports="year,countries\n2003,124\n2002,\n"):
    """A table of one rating beside a file that says how many the report has."""
    (folder / "rated.csv").write_text(RATED)
    (folder / "reports.csv").write_text(reports)
    return tl.read_csv(folder / "rated.csv")


def foot(records):
    """What an overview says of what is missing of its reports."""
    (area,) = (area for area in tl.overview(records).scene.areas if area.id == "countries 1")
    return dict(mark.hover for mark in area.marks if isinstance(mark, Box))


def test_how_many_countries_a_report_rates_is_read_with_the_table_not_while_drawing(tmp_path):
    records = rated(tmp_path)
    (tmp_path / "reports.csv").write_text("year,countries\n2003,7\n")
    assert foot(records) == {"report of 2003": "123 of its 124 ratings are missing in the table"}


def test_tables_put_together_and_parts_of_them_keep_how_many_countries_reports_rate(tmp_path):
    records = rated(tmp_path)
    more = tl.read_csv(table(tmp_path))
    for mine in (tl.concat([records, more]), tl.concat([more, records]).query("kind == 'rating'")):
        assert foot(mine) == foot(records)


def test_a_number_of_countries_that_is_none_is_told_with_its_line(tmp_path):
    with pytest.raises(tl.RecordError, match=r"reports.csv, line 2: .* countries is 'many'; expec"):
        rated(tmp_path, "year,countries\n2003,many\n")


@pytest.mark.parametrize("text", ["", "title,text\nAnnual report,many\n"])
def test_another_file_of_that_name_is_none_of_ours(tmp_path, text):
    assert "reports" not in rated(tmp_path, text).attrs


def test_numbers_of_a_country_are_found_by_its_code_and_by_its_name():
    assert tl.statistics("KAZ").equals(tl.statistics("Kazakhstan"))


def test_numbers_of_a_table_of_ones_own_keep_their_order_and_their_text(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(
        "country,indicator,period,value,unit,source,remark\n"
        "KAZ,Trials,2003,7,cases,s,NA\nARM,Trials,2003,1,cases,s,\nKAZ,Aid,2001/2013,1.5,US$,s,\n",
        encoding="utf-8",
    )
    numbers = tl.statistics("KAZ", path)
    assert numbers.indicator.tolist() == ["Trials", "Aid"]
    assert numbers.loc[0, ["period", "value", "remark"]].tolist() == ["2003", 7, "NA"]


def test_a_country_without_numbers_and_a_table_that_is_not_there_are_told(tmp_path):
    with pytest.raises(tl.RecordError, match="No records of 'Ruritania'"):
        tl.statistics("Ruritania")
    with pytest.raises(tl.RecordError, match=r"No table 'none.csv' there; expected path="):
        tl.statistics("KAZ", tmp_path / "none.csv")
