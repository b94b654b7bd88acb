import pytest

import tinytl as tl


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
