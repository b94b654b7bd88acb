"""The sources of the data: each document has its entry, each entry can be cited, versions agree."""

import csv
import json
import re
from pathlib import Path

import bibtexparser
import pytest
import yaml

DATA = Path(__file__).parents[1] / "data"
KINDS = ["rating", "index", "law", "government", "event"]
LAST = 2025  # the year of the last report
MONTHS = "January February March April May June July August September October November December"
MONTHS = MONTHS.split()
# What has no documents with addresses of their own: editions, files, tables and pages.
WITH_LOCATOR = re.compile(r"factbook|factbookarchive|replication|turnbull|case-[a-z]+")
NEEDED = {
    "article": ["author", "title", "journal", "year"],
    "book": ["author", "title", "publisher", "year"],
    "misc": ["author", "title"],
}


def table(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def entries():
    library = bibtexparser.parse_string((DATA / "sources.bib").read_text(encoding="utf-8"))
    assert not library.failed_blocks
    return {entry.key: entry for entry in library.entries}


@pytest.fixture(scope="module")
def bibliography(entries):
    return {key: {f.key: f.value for f in entry.fields} for key, entry in entries.items()}


@pytest.fixture(scope="module")
def cited():
    parts = [
        (row["country"], *part.partition(":")[::2])
        for name in ("timelines.csv", "statistics.csv")
        for row in table(name)
        for part in row["source"].split("; ")
    ]
    assert len(parts) > 10_000
    return parts


@pytest.fixture(scope="module")
def package():
    return json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))


# Each document has its entry


def test_a_locator_never_stands_for_a_document_with_an_address_of_its_own(cited):
    for _, key, locator in cited:
        assert not locator or WITH_LOCATOR.fullmatch(key), f"{key}:{locator}"


def test_a_narrative_is_cited_by_the_country_and_the_report_that_its_key_names(cited, bibliography):
    for country, key, _ in cited:
        narrative = re.fullmatch(r"tip(\d{4})-([a-z]{3})", key)
        if narrative:
            assert narrative[2] == country.lower(), (country, key)
            assert bibliography[key]["year"] == narrative[1]
            assert f"Report {narrative[1]}: " in bibliography[key]["title"]


def test_a_cable_is_of_the_year_and_post_of_its_id(bibliography):
    cables = [key for key in bibliography if key.startswith("cable-")]
    assert len(cables) > 120
    for key in cables:
        entry = bibliography[key]
        assert entry["title"] == f"{{Cable {key.removeprefix('cable-').upper()}}}"
        assert entry["year"] == f"20{key[6:8]}"
        post = re.sub(r"\W", "", entry["howpublished"].removeprefix("Diplomatic cable from"))
        assert key[8:].startswith(post.lower())


def test_two_entries_never_share_an_address(bibliography):
    same = {"gvnet2009", "gvnet2020", "gvnet2023"}  # three states of one page
    addresses = {}
    for key, entry in bibliography.items():
        address = entry.get("url", key).removesuffix("/")
        if key not in same:
            assert addresses.setdefault(address, key) == key, address


# Each entry can be cited


def test_an_entry_has_all_that_a_plain_style_asks_for(entries, bibliography):
    for key, entry in bibliography.items():
        for field in NEEDED[entries[key].entry_type]:
            assert entry.get(field), (key, field)
        assert re.fullmatch(r"\d{4}", entry.get("year", "2000")), key


def test_nothing_in_an_entry_breaks_latex_or_an_address(bibliography):
    for key, entry in bibliography.items():
        for field, value in entry.items():
            if field in ("url", "doi"):
                assert re.fullmatch(r"[^\s\\{}]+", value), (key, field)
            else:
                assert not re.search(r"(?<!\\)[&%#$_]", re.sub(r"https?://\S+", "", value)), key


def test_months_are_macros_that_a_style_can_translate():
    text = (DATA / "sources.bib").read_text(encoding="utf-8")
    months = re.findall(r"^  month = (.*),$", text, flags=re.M)
    assert len(months) > 500
    assert all(re.fullmatch("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", m) for m in months)


def test_what_prints_is_not_about_our_work(bibliography):
    for key, entry in bibliography.items():
        words = r"[Rr]eleased|[Ll]ocator|[Tt]itle|[Rr]ead|not seen|inferred"
        assert not re.search(words, entry.get("note", "")), key


def test_an_address_is_dated_unless_the_page_was_not_read(bibliography):
    for key, entry in bibliography.items():
        if "url" in entry:
            dated = re.fullmatch(r"2026-\d\d-\d\d", entry.get("urldate", ""))
            words = r"page itself was not seen|as given at|^Read in the repository"
            assert bool(dated) != bool(re.search(words, entry.get("annote", ""))), key


def test_each_report_has_an_address_of_its_own(bibliography):
    for year in range(2001, LAST + 1):
        address = bibliography[f"tip{year}"]["url"]
        assert re.search(rf"\b(www|2009-2017)\.state\.gov/.*{year}|usmission\.gov/{year}", address)
        assert f"read at {address}" not in bibliography[f"tip{year}"]["annote"]


def test_the_table_of_reports_has_the_titles_and_addresses_of_the_entries(bibliography):
    for row in table("reports.csv"):
        entry = bibliography[f"tip{row['year']}"]
        assert (row["title"], row["address"]) == (entry["title"].strip("{}"), entry["url"])


def test_the_csl_json_says_the_same_as_the_bibtex(bibliography):
    items = json.loads((DATA / "sources.json").read_text(encoding="utf-8"))
    assert [item["id"] for item in items] == list(bibliography)
    for item in items:
        entry = bibliography[item["id"]]
        assert item["title"] == re.sub(r"[{}\\]", "", entry["title"])
        year = item.get("issued", {"date-parts": [[""]]})["date-parts"][0][0]
        assert str(year) == entry.get("year", "")
        assert item.get("URL") == entry.get("url")
        assert item.get("DOI") == entry.get("doi")
        assert len(item["author"]) == len(re.split(r" and (?![^{]*\})", entry["author"]))


# A release


def test_the_version_of_the_table_is_that_of_its_changelog_and_citation(package):
    changes = (DATA / "CHANGELOG.md").read_text(encoding="utf-8")
    version, day = re.search(r"^## \[?([\d.]+)\]? - (\S+)$", changes, flags=re.M).groups()
    assert (package["version"], package["created"][:10]) == (version, day)
    citation = yaml.safe_load((DATA.parent / "CITATION.cff").read_text(encoding="utf-8"))
    (dataset,) = [item for item in citation["references"] if item["type"] == "data"]
    assert (dataset["version"], str(dataset["date-released"])) == (version, day)
    codebook = " ".join((DATA / "README.md").read_text(encoding="utf-8").split())
    written = f"{int(day[8:])} {MONTHS[int(day[5:7]) - 1]} {day[:4]}"
    assert f"Version {version}, compiled on {written};" in codebook
    assert f", version {version}, compiled on {written}." in codebook.replace("> ", "")


def test_the_description_of_the_package_counts_the_countries_right(package):
    kinds = {
        kind: {r["country"] for r in table("timelines.csv") if r["kind"] == kind} for kind in KINDS
    }
    rating, index, law, government, _ = (len(countries) for countries in kinds.values())
    told = package["description"]
    assert (
        f"for {rating} countries, the 3P policy index 2000-2014 for {index}, laws of {law} " in told
    )
    assert f"leaders of all {government}" in told


def test_each_source_of_the_package_has_terms_and_every_key_a_source(package, bibliography):
    assert all(source["terms"].endswith(".") for source in package["sources"])
    named = [key for source in package["sources"] for key in source["keys"]]
    assert named.pop() == "all others"
    for key in named:
        pattern = re.escape(key.split(" ")[0].removesuffix("...")).replace("xxx", r"\w{3}")
        found = [k for k in bibliography if re.match(pattern, k)]
        assert found, key


def coverage():
    """Countries with a fact of each kind in each year, as the lines of coverage.csv."""
    found = {}
    for row in table("timelines.csv"):
        first = last = int(row["start"][:4])
        if row["kind"] not in ("rating", "index") and row["end"]:
            end = f"{LAST + 1}" if row["end"] == ".." else row["end"]
            last = min(int(end[:4]) - end.endswith("-01-01"), LAST)
        if row["category"] != "redetermination":
            for year in range(first, last + 1):
                found.setdefault((year, row["kind"]), set()).add(row["country"])
    years = range(min(year for year, _ in found), LAST + 1)
    counts = [[year, *(len(found.get((year, kind), ())) for kind in KINDS)] for year in years]
    return "".join(",".join(map(str, line)) + "\n" for line in [["year", *KINDS], *counts])


def test_the_coverage_is_counted_from_the_table():
    assert (DATA / "coverage.csv").read_bytes().decode() == coverage()


def test_the_codebook_has_at_most_200_lines():
    assert len((DATA / "README.md").read_text(encoding="utf-8").splitlines()) <= 200
