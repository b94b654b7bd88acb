"""The shipped data: whole, traceable, in order, and the same as the book's 15 timelines."""

import csv
import re
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path

import bibtexparser
import pandas as pd
import pytest

from each import each

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
COLUMNS = ["country", "kind", "start", "end", "label", "value", "category", "detail", "source"]
ORDER = ["country", "kind", "start", "end", "category", "label", "value"]
CASES = [
    "ARE", "ARG", "ARM", "ECU", "HND", "IDN", "ISR", "JPN",
    "KAZ", "MOZ", "MYS", "NGA", "OMN", "TCD", "ZWE",
]  # fmt: skip
CATEGORIES = {
    "rating": {"report", "redetermination"},
    "index": {"policy index"},
    "law": {
        "partial criminalization", "full criminalization", "strengthened criminalization",
        "law", "plan", "policy", "treaty",
    },
    "government": {"leader", "prime minister"},
    "event": {
        "politics", "diplomacy", "assistance", "court", "security", "report",
        "treaty signature", "sanctions",
    },
}  # fmt: skip


def table(path):
    return pd.read_csv(path, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def rows():
    return table(DATA / "timelines.csv")


@pytest.fixture(scope="module")
def statistics():
    return table(DATA / "statistics.csv")


@pytest.fixture(scope="module")
def releases():
    return table(DATA / "reports.csv")


@pytest.fixture(scope="module")
def book():
    return table(ROOT / "tests" / "book_figures.csv")


@pytest.fixture(scope="module")
def published():
    return table(ROOT / "tests" / "published.csv")


@pytest.fixture(scope="module")
def bibliography():
    text = (DATA / "sources.bib").read_text(encoding="utf-8")
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    return {entry.key: {f.key: f.value for f in entry.fields} for entry in library.entries}


def keys(source):
    return [part.split(":")[0].strip() for part in source.split(";")]


def reports(rows):
    return rows[(rows["kind"] == "rating") & (rows["category"] == "report")]


def by_year(rows):
    """The rated countries and their tiers, report by report."""
    found = reports(rows)
    return {
        int(start[:4]): dict(zip(group["country"], group["value"], strict=True))
        for start, group in found.groupby("start")
    }


def replicated(rows):
    """The ratings that the replication data give."""
    return reports(rows)[[("replication" in keys(s)) for s in reports(rows)["source"]]]


def expected(book, country, series):
    return book[(book["country"] == country) & (book["series"] == series)]


# Form


@pytest.mark.parametrize("name", ["timelines.csv", "statistics.csv", "reports.csv"])
def test_a_table_is_utf8_with_lf_and_as_the_csv_module_would_write_it(name, tmp_path):
    raw = (DATA / name).read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    copy = tmp_path / name
    with copy.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)
    assert copy.read_bytes() == raw


@pytest.mark.parametrize("name", ["timelines.csv", "statistics.csv", "reports.csv"])
def test_no_cell_holds_stray_spaces_control_characters_or_codes_for_missing(name):
    for line, row in enumerate(table(DATA / name).itertuples(index=False), start=2):
        for cell in row:
            where = f"{name}, line {line}: {cell!r}"
            assert cell == " ".join(cell.split()), where
            assert cell == unicodedata.normalize("NFC", cell), where
            assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in cell), where
            assert cell not in ("NA", "N/A", "NaN", "nan", "None", "-888", "-999"), where


def test_the_columns_are_those_of_the_codebook(rows):
    assert list(rows.columns) == COLUMNS


def test_rows_are_sorted_so_that_diffs_stay_small(rows):
    order = [tuple(row) for row in rows[ORDER].itertuples(index=False)]
    assert order == sorted(order)


def test_statistics_are_sorted(statistics):
    order = [
        tuple(r) for r in statistics[["country", "indicator", "period"]].itertuples(index=False)
    ]
    assert order == sorted(order)


def test_one_fact_is_one_row(rows, statistics):
    assert not rows.duplicated(["country", "kind", "start", "category", "label"]).any()
    assert not rows.duplicated(["country", "kind", "start", "end", "label", "value"]).any()
    assert not statistics.duplicated(["country", "indicator", "period"]).any()


def test_the_data_package_is_valid():
    import frictionless  # which takes long to load

    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    names = sorted(task.name for task in report.tasks)
    assert names == ["coverage", "reports", "statistics", "timelines"]


def test_each_kind_has_its_own_categories(rows):
    for kind, group in rows.groupby("kind"):
        assert set(group["category"]) <= CATEGORIES[kind]


def test_values_stand_with_ratings_and_the_index_and_labels_with_the_rest(rows):
    valued = rows["kind"].isin(["rating", "index"])
    assert (rows.loc[valued, "value"] != "").all()
    assert (rows.loc[valued, "label"] == "").all()
    assert (rows.loc[~valued, "value"] == "").all()
    assert (rows.loc[~valued, "label"] != "").all()


def test_labels_are_short_and_details_are_sentences(rows):
    assert rows["label"].str.len().max() <= 40
    assert not rows["label"].str.endswith(".").any()
    details = rows.loc[rows["detail"] != "", "detail"]
    assert details.str.endswith(".").all()
    assert details.str.len().max() <= 250


def test_the_codebook_counts_the_rows_and_countries_right(rows):
    text = (DATA / "README.md").read_text(encoding="utf-8")
    for kind, own in rows.groupby("kind"):
        assert f"| `{kind}` | {len(own)} | {own['country'].nunique()} |" in text, kind


# Sources


def test_every_row_has_a_source_and_every_key_resolves(rows, statistics, releases, bibliography):
    for source in [*rows["source"], *statistics["source"], *releases["source"]]:
        assert source
        assert set(keys(source)) <= set(bibliography), source


def test_every_entry_of_the_bibliography_is_used(rows, statistics, releases, bibliography):
    sources = [*rows["source"], *statistics["source"], *releases["source"]]
    used = {key for source in sources for key in keys(source)}
    assert used == set(bibliography)


def test_every_entry_of_the_bibliography_has_a_title(bibliography):
    text = (DATA / "sources.bib").read_text(encoding="utf-8")
    assert len(re.findall(r"^@\w+\{", text, flags=re.M)) == len(bibliography)
    for key, entry in bibliography.items():
        assert re.fullmatch(r"[a-z0-9-]+", key)
        assert entry.get("title"), key


def test_each_report_is_cited_with_its_release_date(rows, bibliography):
    months = {6: "June", 7: "July", 9: "September"}
    for year in range(2001, 2026):
        released = reports(rows)[reports(rows)["source"].str.startswith(f"tip{year};")]["start"]
        (day,) = set(released)
        written = date.fromisoformat(day)
        words = f"Released {written.day} {months[written.month]} {year}"
        assert words in bibliography[f"tip{year}"]["annote"]


# Ratings


def test_189_countries_have_ratings(rows):
    assert rows.loc[rows["kind"] == "rating", "country"].nunique() == 189


def test_ratings_run_from_release_to_release(rows, releases):
    released = list(releases["released"])
    assert list(releases["year"]) == [str(year) for year in range(2001, 2026)]
    assert released == sorted(set(reports(rows)["start"]))
    following = dict(zip(released, [*released[1:], ".."], strict=True))
    moved = rows[rows["category"] == "redetermination"]
    changes = {(r.country, r.start): r.end for r in moved.itertuples()}
    for row in reports(rows).itertuples():
        end = following[row.start]
        if row.end != end:  # cut short by a redetermination that fills the rest
            assert changes[row.country, row.end] == end, row


def test_ratings_of_a_country_never_overlap(rows):
    for country, group in rows[rows["kind"] == "rating"].groupby("country"):
        spells = sorted(zip(group["start"], group["end"], strict=True))
        for (start, end), (following, _) in pairwise(spells):
            assert start < end, (country, start)
            assert end != ".." and end <= following, (country, start)


def test_the_watch_list_exists_from_2004_only(rows):
    assert rows.loc[rows["value"] == "2WL", "start"].min() == "2004-06-14"


def test_a_redetermination_changes_the_rating_it_follows(rows):
    ratings = rows[rows["kind"] == "rating"]
    for row in ratings[ratings["category"] == "redetermination"].itertuples():
        before = ratings[(ratings["country"] == row.country) & (ratings["end"] == row.start)]
        assert list(before["value"]) == ["3"]
        assert row.value != "3"


def test_kazakhstan_was_moved_to_tier_2_in_september_2003(rows):
    kaz = rows[(rows["country"] == "KAZ") & rows["start"].str.startswith("2003")]
    ratings = kaz.loc[kaz["kind"] == "rating", ["start", "end", "value"]]
    assert ratings.to_numpy().tolist() == [
        ["2003-06-11", "2003-09-09", "3"],
        ["2003-09-09", "2004-06-14", "2"],
    ]


def test_each_rating_from_2016_names_the_document_where_it_was_read(rows):
    recent = reports(rows)[reports(rows)["start"] >= "2016"]
    for row in recent.itertuples():
        assert set(keys(row.source)) - {f"tip{year}" for year in range(2001, 2026)}, row


def test_the_table_of_reports_counts_the_countries_that_are_rated_here(rows, releases):
    rated = by_year(rows)
    assert {int(r.year): int(r.rated) for r in releases.itertuples()} == {
        year: len(countries) for year, countries in rated.items()
    }


def test_most_of_the_countries_of_each_report_are_here(releases):
    wanted = dict.fromkeys(range(2003, 2026), 0.97) | {2001: 0.95, 2002: 0.95}
    for row in releases[releases["countries"] != ""].itertuples():
        assert int(row.rated) <= int(row.countries), row
        assert int(row.rated) / int(row.countries) >= wanted[int(row.year)], row


def test_ratings_of_2024_inferred_from_the_other_lists_stand_on_lists_that_are_complete(rows):
    report = reports(rows)[reports(rows)["start"] == "2024-06-24"].set_index("country")
    inferred = report["detail"].str.startswith("Inferred: on none of the complete lists")
    assert (inferred.sum(), set(report.loc[inferred, "value"])) == (19, {"2"})
    assert report["value"].value_counts()[["1", "2WL", "3"]].to_list() == [33, 32, 21]


def test_each_country_that_is_missing_is_named_in_the_codebook(rows):
    text = (DATA / "README.md").read_text(encoding="utf-8")
    holes = text[text.index("### Missing values") : text.index("### What is a row")]
    rated = by_year(rows)
    for year in range(2016, 2026):
        missing = set(rated[2021]) - set(rated[year]) - ({"VUT"} if year < 2020 else set())
        (named,) = re.findall(rf"\b{year}:? ((?:[A-Z]{{3}}\s+)*[A-Z]{{3}})[;.]", holes) or [""]
        assert set(named.split()) == missing, year


def test_moves_by_two_tiers_are_those_that_the_codebook_tells(rows):
    rated = by_year(rows)
    found = {}
    for year in range(2002, 2026):
        # Before the Watch List of 2004 there is nothing between Tier 2 and 3.
        rank = {"1": 1, "2": 2, "2WL": 3, "3": 4} if year > 2003 else {"1": 1, "2": 2, "3": 3}
        for country, tier in rated[year].items():
            before = rated[year - 1].get(country)
            if {tier, before} <= set(rank) and abs(rank[tier] - rank[before]) > 1:
                found[country, year] = f"{before} to {tier}"
    assert {move for move in found if found[move] not in ("2 to 3", "3 to 2")} == {
        ("KOR", 2002), ("ARE", 2003)
    }  # fmt: skip
    assert {move for move in found if move[1] > 2009} == {("SDN", 2024)}
    assert len(found) == 2 + 23 + 1
    text = " ".join((DATA / "README.md").read_text(encoding="utf-8").split())
    assert "and 23 times a country moved between 2 and 3 in 2004 to 2009" in text


@pytest.mark.parametrize("first, limit", [(2009, 4), (2019, 3)])
def test_nobody_stays_on_the_watch_list_longer_than_the_law_allows(rows, first, limit):
    # Two years and two more with a waiver, counted from 2009; one with a waiver from 2019.
    rated = by_year(rows)
    for country in {c for year in rated.values() for c in year}:
        stay = 0
        for year in range(first, 2026):
            stay = stay + 1 if rated[year].get(country) == "2WL" else 0
            assert stay <= limit, (country, year)


# Index


def test_the_parts_of_the_index_add_up(rows):
    index = rows[rows["kind"] == "index"]
    assert index["start"].str.fullmatch(r"20(0\d|1[0-4])").all()
    assert not index.duplicated(["country", "start"]).any()
    for row in index.itertuples():
        parts = re.match(r"Prosecution (\d), prevention (\d), protection (\d)\.", row.detail)
        assert sum(map(int, parts.groups())) == int(row.value), row


# Governments, laws, events


def test_a_spell_begins_before_it_ends(rows):
    spells = rows[(rows["end"] != "") & (rows["end"] != "..")]
    assert (spells["start"] < spells["end"]).all()


def test_governments_of_one_office_never_overlap(rows):
    government = rows[rows["kind"] == "government"]
    assert (government["end"] != "").all()
    for (country, office), group in government.groupby(["country", "category"]):
        spells = list(zip(group["start"], group["end"], strict=True))
        for (_, end), (start, _) in pairwise(spells):
            assert end != ".." and end <= start, (country, office, start)
        assert spells[-1][1] == "..", (country, office)


DOUBT = re.compile(
    "year is that of the cable|date of the (cable|document|newspaper|article|broadcast|news item)"
    "|dated (as|by)|year follows|year is doubtful|date (of adoption )?not (seen|given)"
    "|another list has|cable it cites is|is confirmed"
    "|month-level replication data; the text|elsewhere the case"
    "|case study (has|dates it)|though the cable",
    flags=re.IGNORECASE,
)


def test_a_date_is_doubtful_where_the_detail_says_so_and_only_there(rows):
    dated = rows[rows["kind"].isin(["law", "event"])]
    for row in dated.itertuples():
        assert row.start.endswith("?") == bool(DOUBT.search(row.detail)), row


def test_criminalization_is_as_coded_by_the_replication_data(rows):
    found = rows[rows["category"].isin(["partial criminalization", "full criminalization"])]
    assert not found.duplicated(["country", "category"]).any()
    assert (found["label"].str.lower() == found["category"]).all()
    assert all("replication" in keys(source) for source in found["source"])
    assert found["start"].min() >= "1970"  # the coding begins in 1967: no date of a law
    assert found["country"].nunique() == 158


def test_each_case_has_between_5_and_45_events_of_its_own(rows):
    world = {"treaty signature", "sanctions"}
    events = rows[(rows["kind"] == "event") & ~rows["category"].isin(world)]
    counts = events["country"].value_counts()
    assert sorted(counts.index) == CASES
    assert counts.between(5, 45).all()


# The leaders of the world


def leaders(rows):
    return rows[(rows["kind"] == "government") & (rows["category"] == "leader")]


@pytest.mark.parametrize("day", ["2015-06-30", "2025-06-30"])
def test_every_rated_country_has_a_leader(rows, day):
    own = leaders(rows)
    there = own[(own["start"] <= day) & ((own["end"] == "..") | (own["end"] > day))]
    assert set(there["country"]) == set(rows.loc[rows["kind"] == "rating", "country"])


def test_a_country_without_a_leader_in_2001_was_no_state_of_its_own(rows):
    first = leaders(rows).groupby("country")["start"].min()
    assert set(first[first > "2001-01-31"].index) == {"CUW", "MNE", "SSD", "SXM", "TLS", "XKX"}


def test_gaps_between_leaders_are_those_that_the_codebook_names(rows):
    text = " ".join((DATA / "README.md").read_text(encoding="utf-8").split())
    told = text[text.index("Between two leaders") : text.index("Not read: SXM")]
    told = re.sub(r"\(prime minister\)", "", told.replace("KAZ 2024", ""))
    gaps = set()
    for country, group in leaders(rows).groupby("country"):
        spells = list(zip(group["start"], group["end"], strict=True))
        for (_, end), (start, _) in pairwise(spells):
            if end != start and not end.endswith("?"):
                gaps.add(f"{country} {start[:4]}")
    assert gaps - {"SXM 2020"} == set(re.findall(r"[A-Z]{3} \d{4}", told))


def test_a_label_is_one_person_and_a_person_has_one_label(rows):
    own = leaders(rows)[~leaders(rows)["country"].isin(CASES)]
    named = own["detail"].str.extract(r"^([^,]+)", expand=False)
    pairs = set(zip(own["country"], own["label"], named, strict=True))
    assert len(pairs) == len({pair[:2] for pair in pairs}) == len({pair[::2] for pair in pairs})
    assert ("NPL", "Prachanda", "Pushpa Kamal Dahal (Prachanda)") in pairs
    assert {("CZE", "Babiš"), ("NOR", "Støre"), ("CAF", "Touadéra")} <= {p[:2] for p in pairs}
    assert not own["label"].str.contains(r"[?<>+]").any()


@pytest.mark.parametrize(
    "country, day, label",
    [
        ("PRT", "2020-01-01", "Costa"), ("LTU", "2003-03-01", "Brazauskas"),
        ("HRV", "2017-01-01", "Plenković"), ("MNG", "2018-01-01", "Khürelsükh"),
        ("POL", "2022-01-01", "Morawiecki"), ("FIN", "2021-01-01", "Marin"),
        ("TLS", "2016-01-01", "Araújo"), ("GEO", "2025-01-01", "Kobakhidze"),
        ("MMR", "2019-01-01", "Suu Kyi"), ("VNM", "2020-01-01", "Nguyen Phu Trong"),
        ("BIH", "2025-01-01", "Cvijanović"), ("BTN", "2025-01-01", "Tobgay"),
        ("VEN", "2012-12-31", "Chávez"), ("GIN", "2021-09-06", "Doumbouya"),
    ],
)  # fmt: skip
def test_who_leads_is_who_holds_the_executive_power(rows, country, day, label):
    own = leaders(rows)[leaders(rows)["country"] == country]
    there = own[(own["start"] <= day) & ((own["end"] == "..") | (own["end"] > day))]
    assert list(there["label"]) == [label]


def test_who_is_still_in_office_is_named_in_the_last_factbook(rows):
    own = leaders(rows)[~leaders(rows)["country"].isin(CASES)]
    current = own.loc[own["end"] == "..", "source"]
    assert current.str.contains(r"factbook:2026-01-2[12]").all()


def test_a_spell_cites_a_source_that_reaches_its_end(rows):
    reach = {"archigos": "2015-12-31", "reign": "2021-03-31", "plad": "2023-12-31"}
    own = leaders(rows)[~leaders(rows)["country"].isin(CASES)]
    for row in own.itertuples():
        cited = {reach.get(key, "..") for key in keys(row.source)}
        assert ".." in cited or row.end <= max(cited), row


# Treaty and sanctions


def test_a_treaty_is_what_binds_and_never_the_signature(rows):
    treaty = rows[rows["category"] == "treaty"].set_index("country")
    signed = rows[rows["category"] == "treaty signature"].set_index("country")
    assert treaty.index.is_unique and signed.index.is_unique
    assert (len(treaty), len(signed)) == (164, 112)
    ends = r"Palermo Protocol (ratified|acceded|accepted|succeeded)"
    assert treaty["label"].str.fullmatch(ends).all()
    assert set(signed["label"]) == {"Palermo Protocol signed"}
    both = treaty.index.intersection(signed.index)
    assert (signed.loc[both, "start"] <= treaty.loc[both, "start"]).all()
    text = (DATA / "README.md").read_text(encoding="utf-8")
    told = re.search(r"Known parties without a date: ([A-Z,\s]+)\.", text)[1]
    assert not set(re.findall(r"[A-Z]{3}", told)) & set(treaty.index)


def test_every_determination_follows_a_tier_3_of_its_year(rows):
    sanctions = rows[rows["category"] == "sanctions"]
    assert sanctions["label"].value_counts().to_dict() == {
        "Sanctions after Tier 3": 185,
        "Sanctions waived in full": 80,
        "Sanctions averted after Tier 3": 27,
    }
    worst = reports(rows)[reports(rows)["value"] == "3"]
    on_tier_3 = set(zip(worst["country"], worst["start"].str[:4], strict=True))
    assert set(zip(sanctions["country"], sanctions["start"].str[:4], strict=True)) <= on_tier_3


def test_kazakhstans_first_law_came_before_the_rating_of_2002(rows):
    kaz = rows[rows["country"] == "KAZ"]
    law = kaz.loc[kaz["category"] == "partial criminalization", "start"].item()
    rating = kaz.loc[(kaz["kind"] == "rating") & (kaz["value"] == "2"), "start"].min()
    assert (law, rating) == ("2002-02", "2002-06-05")


# The book's 15 timelines


@each("country", CASES)
def test_the_ratings_of_the_reports_equal_the_book(rows, book, country):
    found = reports(rows)[reports(rows)["country"] == country]
    found = {r.start[:4]: r.value for r in found.itertuples() if "2001" <= r.start[:4] <= "2014"}
    figure = expected(book, country, "tier")
    assert found == dict(zip(figure["start"], figure["value"], strict=True))


@each("country", CASES)
def test_the_policy_index_equals_the_book(rows, book, country):
    found = rows[(rows["kind"] == "index") & (rows["country"] == country)]
    found = {r.start: r.value for r in found.itertuples() if "2000" <= r.start <= "2013"}
    figure = expected(book, country, "index")
    assert found == dict(zip(figure["start"], figure["value"], strict=True))


@each("country", CASES)
def test_the_criminalization_laws_equal_the_book(rows, book, country):
    found = rows[(rows["kind"] == "law") & (rows["country"] == country)]
    found = found[found["category"].str.contains("criminalization")]
    assert (found["label"].str.lower() == found["category"]).all()
    found = [(r.start[:4], r.category) for r in found.itertuples()]
    found = [law for law in found if "2000" <= law[0] <= "2014"]
    figure = expected(book, country, "law")
    assert found == list(zip(figure["start"], figure["value"], strict=True))


@each("country", CASES)
def test_the_borders_of_the_governments_equal_the_book(rows, book, country):
    # The book's data end on 31 December 2015: ".." there is any later end here.
    found = rows[(rows["category"] == "leader") & (rows["country"] == country)]
    found = [
        (r.start, ".." if r.end > "2015-12-31" else r.end, r.label)
        for r in found.itertuples()
        if r.start < "2015"
    ]
    figure = expected(book, country, "leader")
    columns = [figure["start"], figure["end"], figure["value"]]
    assert [f for f in found if f[1] == ".." or f[1] >= "2001"] == list(zip(*columns, strict=True))


def test_the_expectation_covers_all_15_figures(book):
    assert sorted(set(book["country"])) == CASES
    assert book["series"].value_counts().to_dict() == {
        "tier": 191, "index": 190, "leader": 49, "law": 21,
    }  # fmt: skip


# The numbers printed in the book and its appendix, from the ratings of the replication data


def series(published, figure):
    found = published[published["figure"] == figure]
    return {(r.key, r.series): r.value for r in found.itertuples()}


def test_the_countries_per_tier_equal_figure_3_5(rows, published):
    found = replicated(rows)
    printed = {k: int(v) for k, v in series(published, "Figure 3.5, countries per tier").items()}
    assert len(printed) == 57
    printed["2011", "2"] -= 1  # Luxembourg, Tier 1 in the report
    counts = (found["start"].str[:4] + " " + found["value"]).value_counts()
    assert {key: counts[" ".join(key)] for key in printed} == printed


def test_the_countries_in_the_report_equal_figure_6_3(rows, published):
    years = replicated(rows)["start"].str[:4].value_counts()
    printed = series(published, "Figure 6.3, countries in the report")
    printed = {year: int(value) for (year, _), value in printed.items()}
    assert len(printed) == 14
    printed["2011"] -= 1  # Luxembourg
    assert {year: years[year] for year in printed} == printed


def test_the_countries_that_have_criminalized_equal_figure_6_3(rows, published):
    years = rows.loc[rows["category"] == "full criminalization", "start"].str[:4]
    printed = series(published, "Figure 6.3, countries that have criminalized")
    for (year, _), value in printed.items():
        # Bosnia and Herzegovina is coded from 1967; the figure counts it from 2003 to 2013.
        assert (years <= year).sum() == int(value) - ("2003" <= year <= "2013"), year


def test_ranges_and_first_reports_equal_table_a1_5(rows, published):
    scale = ["1", "2", "2WL", "3"]
    ranges = series(published, "Table A1.5, range of tiers")
    firsts = series(published, "Table A1.5, first year in the report")
    firsts["ZWE", "first"] = "2003"  # the table has 2002
    assert {country for country, _ in ranges} == set(CASES)
    for country in CASES:
        own = reports(rows)[reports(rows)["country"] == country]
        assert own["start"].min()[:4] == firsts[country, "first"]
        tiers = set(own.loc[own["start"] < "2012", "value"])
        best, *_, worst = [tier for tier in scale if tier in tiers]
        assert f"{best}-{worst}" == ranges[country, "best-worst"]


def test_mean_tiers_and_means_of_the_index_equal_table_a1_6_and_figure_a1_4(rows, published):
    scale = {"1": 1, "2": 2, "2WL": 2.5, "3": 3}
    found = replicated(rows)[lambda r: (r["start"] < "2012") & r["value"].isin(list(scale))]
    tiers = found["value"].map(scale).groupby(found["country"].isin(CASES)).mean().round(2)
    printed = series(published, "Table A1.6, mean tier")
    assert str(tiers[True]) == printed["15 cases", "mean"]
    assert str(tiers[False]) == printed["other countries", "mean"]
    index = rows[(rows["kind"] == "index") & rows["country"].isin(CASES)]
    means = index["value"].astype(int).groupby(index["start"]).mean().round(3)
    for (key, _), value in series(published, "Figure A1.4, mean policy index").items():
        assert str(means[key[-4:]]) == value


# Statistics


def test_statistics_are_numbers_with_a_unit(statistics):
    assert pd.to_numeric(statistics["value"]).notna().all()
    assert (statistics["unit"] != "").all()


def test_table_9_of_the_kazakhstan_case_is_there(statistics):
    kaz = statistics[statistics["source"].str.contains("case-kaz:Table 9")]
    values = dict(zip(kaz["indicator"], kaz["value"], strict=True))
    assert values == {
        "Average GDP per capita": "7952.06",
        "Total aid": "15063.58",
        "Aid from the US": "954.94",
        "Average total aid as share of GDP": "0.92",
        "US anti-trafficking grants": "7554219",
    }
    sums = kaz[kaz["remark"].str.startswith("A sum")]["indicator"]
    assert set(sums) == {"Total aid", "Aid from the US", "US anti-trafficking grants"}


def test_five_states_have_gdp_per_capita_of_2005_and_2013(statistics):
    gdp = statistics[statistics["indicator"] == "GDP per capita"]
    assert sorted(zip(gdp["country"], gdp["period"], strict=True)) == [
        (country, year)
        for country in ["KAZ", "KGZ", "TJK", "TKM", "UZB"]
        for year in ["2005", "2013"]
    ]


def test_each_rank_has_the_number_of_countries_beside_it(statistics):
    cpi = "Corruption Perceptions Index "
    ranks = statistics[statistics["indicator"] == cpi + "rank"]
    countries = statistics[statistics["indicator"] == cpi + "countries"]
    assert list(ranks["period"]) == list(countries["period"]) == ["2000", "2005", "2010", "2013"]
    assert (ranks["value"].astype(int).to_numpy() < countries["value"].astype(int).to_numpy()).all()
