"""What the README shows is run: a reader who copies it gets what it says."""

import re
from pathlib import Path

import pytest

import tinytl as tl

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_make_target_that_the_readme_names_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`?make ([a-z]+)", README))
    assert {"figures", "test", "lab"} <= named
    assert not [target for target in named if not re.search(rf"^{target}:", makefile, re.M)]


def test_where_the_readme_says_that_something_is_done_it_is():
    answers = re.findall(r"^- Where .*\? `(?:\w+\.)?(\w+)` in `([\w/]+\.py)`\.$", README, re.M)
    assert len(answers) == 4
    for name, file in answers:
        source = (ROOT / "tinytl" / file).read_text(encoding="utf-8")
        assert re.search(rf"^ *def {name}\(", source, re.M), name


def test_the_numbers_of_a_country_come_with_units_sources_and_remarks():
    numbers = tl.statistics("Kazakhstan")
    table9 = numbers[numbers.source.str.contains("Table 9")].set_index("indicator")
    assert table9.loc["Average GDP per capita", "value"] == 7952.06
    assert "sum" in table9.loc["Total aid", "remark"]
    assert (numbers.source != "").all()
    with pytest.raises(tl.RecordError, match="No records of 'Atlantis'"):
        tl.statistics("Atlantis")
    with pytest.raises(tl.RecordError, match=r"No table 'none.csv' there"):
        tl.statistics("KAZ", "none.csv")
