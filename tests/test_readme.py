"""What the README shows is run: a reader who copies it gets what it says."""

import re
from pathlib import Path

import pytest

import tinytl as tl

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PAGES = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"]
PAGES += ["data/README.md", "data/CHANGELOG.md", "data/DIFFERENCES.md"]
PAGES += [file.relative_to(ROOT).as_posix() for file in sorted(ROOT.glob("docs/**/*.md"))]
WRITTEN = {"build", "dist", "figures", "site"}
FOLDERS = {file.name for file in ROOT.iterdir() if file.is_dir()} - WRITTEN


def test_every_make_target_that_a_page_names_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert {"figures", "test", "lab", "site"} <= set(re.findall(r"`?make ([a-z]+)", README))
    texts = [(ROOT / page).read_text(encoding="utf-8") for page in PAGES]
    every = "\n".join([*texts, workflow])
    named = re.findall(r"(?:`|^|run: )make ([a-z]+(?:-[a-z]+)?)", every, re.M)
    assert {"dist", "site", "test", "lint"} <= set(named)
    assert not [target for target in named if not re.search(rf"^{target}:", makefile, re.M)]


def test_where_a_page_says_that_something_is_done_it_is():
    answers = re.findall(
        r"^- Where .*\? `(?:\w+\.)?(\w+)` in `([\w/]+\.py)`\.$", CONTRIBUTING, re.M
    )
    assert len(answers) == 12
    for name, file in answers:
        source = (ROOT / "tinytl" / file).read_text(encoding="utf-8")
        assert re.search(rf"^ *def {name}\(", source, re.M), name


@pytest.mark.parametrize("page", PAGES)
def test_every_link_and_path_of_a_page_leads_to_a_file(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    prose = re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.M | re.S)
    links = re.findall(r"\]\((?!https?:)([^)#]+)", prose)
    assert not [link for link in links if not (ROOT / page).parent.joinpath(link).exists()]
    paths = [
        path for path in re.findall(r"`(\w+/[\w./-]*)`", text) if path.split("/")[0] in FOLDERS
    ]
    assert not [path for path in paths if not (ROOT / path).exists()]


@pytest.mark.parametrize("page", PAGES)
def test_every_public_name_of_a_page_exists(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    names = set(re.findall(r"\btl\.([A-Za-z]\w*)", text))
    members = set(re.findall(r"`Chart\.(\w+)", text))
    assert names <= set(tl.__all__)
    assert members <= set(dir(tl.Chart))


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
