"""Words: caption, alternative text and references say what is drawn, and nothing else."""

import hashlib
import re
import shutil
from dataclasses import replace
from pathlib import Path

import bibtexparser
import pandas as pd
import pytest

import tinytl as tl
from each import each
from tinytl.table import sources
from tinytl.words import captions as words

DATA = Path(__file__).parents[2] / "data"
BOOK = pd.read_csv(Path(__file__).parents[1] / "book_figures.csv", dtype=str).fillna("")
CASES = sorted(BOOK.country.unique())

by_case = each("country", CASES)


def line_of(chart, heading):
    """What the long form says of a track, piece by piece."""
    (line,) = (line for line in chart.alt.splitlines() if line.startswith(f"{heading}: "))
    return line.removeprefix(f"{heading}: ").removesuffix(".").split("; ")


def table(tmp_path, *rows):
    path = tmp_path / "mine.csv"
    header = "country,kind,start,end,label,value,category,detail,source"
    path.write_text("\n".join((header, *rows)), encoding="utf-8")
    return path


# --- alternative text ------------------------------------------------------------------------


def spells_in_table(records, country):
    """The changes of tier in the table, with the days from which none was given."""
    rows = records[(records.country == country) & (records.kind == "rating")]
    spells, ended = [], None
    for row in rows.sort_values("start").itertuples():
        if ended and ended != str(row.start):
            spells.append(("no rating", ended))
        if not spells or spells[-1][0] != row.value:
            spells.append((row.value, str(row.start)))
        ended = str(row.end)
    return spells + ([("no rating", ended)] if ended != ".." else [])


@by_case
def test_the_sequence_of_tiers_can_be_rebuilt_from_the_long_form(records, country):
    chart = tl.timeline(records, country, years=(2000, 2030))
    codes = {tl.TIP_TIERS.full_label(code): code for code in tl.TIP_TIERS.codes}
    rebuilt = [piece.split(" from ") for piece in line_of(chart, "TIP tier")]
    days = [pd.Timestamp(day.partition(" (")[0]).date().isoformat() for _, day in rebuilt]
    found = [(codes.get(name, name), day) for (name, _), day in zip(rebuilt, days, strict=True)]
    assert found == spells_in_table(records, country)


@by_case
def test_the_tier_of_each_year_of_the_book_can_be_rebuilt_from_the_long_form(records, country):
    spells = line_of(tl.timeline(records, country, preset="figure9"), "TIP tier")
    held = {}
    for piece, after in zip(spells, [*spells[1:], "end from 2015"], strict=True):
        name, year = piece.split(" from ")
        held |= dict.fromkeys(range(int(year), int(after.split(" from ")[1])), name)
    book = BOOK[(BOOK.country == country) & (BOOK.series == "tier")]
    expected = {
        int(year): tl.TIP_TIERS.full_label(code)
        for year, code in zip(book.start, book.value, strict=True)
    }
    assert {year: name for year, name in held.items() if name != "no rating"} == expected


def test_the_long_form_of_kazakhstan_names_each_change_of_tier_and_each_law(records):
    alt = tl.timeline(records, "KAZ").alt
    for label in records.query("country == 'KAZ' and kind == 'law' and label != ''").label:
        assert label in alt or label == "Change of law, no criminalization"  # that was in 1997
    assert "Tier 3 from 12 July 2001; Tier 2 from 5 June 2002; Tier 3 from 11 June 2003" in alt
    assert "May 2003 (uncertain): Full criminalization" in alt
    assert "Nazarbayev from 24 April 1990 to 20 March 2019; Tokayev since 20 March 2019." in alt
    assert "Policy index: 5 in 2000; 8 in 2001;" in alt


def test_dates_are_said_as_precisely_as_they_are_known(records):
    laws = line_of(tl.timeline(records, "KAZ"), "Laws")
    assert "2003 (uncertain): National plan 2003–2005" in laws
    assert "2004: Drafting of amendments" in laws
    assert "February 2002: Partial criminalization" in laws
    assert "15 May 2003: Draft passes lower house" in laws
    assert "2012 (uncertain): Interagency working group" in laws


def test_a_hole_is_said(records):
    spells = line_of(tl.timeline(records, "SGP"), "TIP tier")
    hole = spells.index("no rating from 20 June 2019 (report of 2019)")
    assert spells[hole + 1] == "Tier 1 from 25 June 2020"


def test_ratings_of_whole_years_are_said_by_year(tmp_path):
    scale = tl.Scale(["F", "N"], labels=["Free", "Not Free"], name="Freedom")
    rows = [f"Ruritania,rating,{year},,,{value},,," for year, value in
            [(2001, "F"), (2002, "F"), (2004, "N"), (2005, "F")]]  # fmt: skip
    mine = tl.read_csv(table(tmp_path, *rows), scale)
    chart = tl.timeline(mine, "Ruritania", scale=scale, years=(2001, 2007))
    assert line_of(chart, "Freedom") == [
        "Free from 2001", "no rating from 2003", "Not Free from 2004", "Free from 2005",
        "no rating from 2006",
    ]  # fmt: skip


@by_case
@pytest.mark.parametrize("options", [{}, {"preset": "figure9"}, {"tracks": ("law", "rating")}])
def test_the_short_form_has_25_to_30_words(records, country, options):
    chart = tl.timeline(records, country, **options)
    assert 25 <= len(chart.alt_short.split()) <= 30, chart.alt_short
    assert chart.alt_short.startswith("Timeline of ")
    assert "TIP tier" in chart.alt_short


def test_the_short_form_stays_short_whatever_is_drawn(records):
    chart = tl.timeline(records, "KAZ", tracks=("law", "event", "index", "rating", "government"))
    assert len(chart.alt_short.split()) <= 30
    several = [replace(chart.subjects[0], code=code, name=code) for code in CASES]
    selection = replace(chart.selection, title="15 countries, 2000–2025", subjects=tuple(several))
    assert len(words.short_alt(selection, chart.scale).split()) <= 30


def test_of_several_countries_each_line_names_its_own(records):
    charts = [tl.timeline(records, code, tracks=("rating",)) for code in ("KAZ", "ARM")]
    subjects = tuple(chart.subjects[0] for chart in charts)
    both = replace(charts[0].selection, subjects=subjects)
    lines = words.alt(both, tl.TIP_TIERS).splitlines()
    assert lines[1].startswith("Kazakhstan, TIP tier: Tier 3 from 12 July 2001; ")
    assert lines[2].startswith("Armenia, TIP tier: Tier 3 from 5 June 2002; ")


# --- caption ---------------------------------------------------------------------------------


def test_the_caption_tells_what_how_and_whence(records):
    caption = tl.timeline(records, "KAZ").caption
    assert caption.startswith("Kazakhstan, 2000–2025. Top to bottom: laws; policy index (by year);")
    assert "TIP tier (from each report or redetermination to the next); leaders;" in caption
    assert "dot = a day; hollow diamond = partial criminalization;" in caption
    assert "half-filled diamond = full criminalization, doubtful." in caption
    assert "12 of 17 dates are not known to the day. Doubtful dates: 7." in caption
    assert "Cho, Dreher and Neumayer (2014);" in caption
    assert "U.S. Department of State (2001–2025)" in caption


def test_the_caption_of_the_books_figure_says_how_the_book_draws(records):
    caption = tl.timeline(records, "KAZ", preset="figure9").caption
    assert "stand at 1 January of their year, joined by straight lines" in caption
    assert "bars" not in caption


def test_the_caption_mentions_only_what_is_drawn(records):
    caption = tl.timeline(records, "KAZ", tracks=("rating",)).caption
    assert "Top to bottom: TIP tier (from each report or redetermination to the next)." in caption
    for other in ("laws", "leaders", "Dotted", "Goemans", "known only"):
        assert other not in caption


def test_the_caption_names_tracks_in_the_order_of_the_panels_though_the_first_country_lacks_one(
    records,
):
    chart = tl.compare(records, ["USA", "MAR"], tracks=["index", "government"])
    assert [bool(track.facts) for track in chart.subjects[0].tracks] == [False, True]
    assert "In each panel, top to bottom: policy index (by year); leaders." in chart.caption


def test_without_bibtex_the_caption_names_the_keys(tmp_path):
    mine = tl.read_csv(table(tmp_path, "Ruritania,law,2003,,Law,,law,,hope1894:p. 3; zenda"))
    assert tl.timeline(mine, "Ruritania").caption.endswith("Sources: hope1894; zenda.")


def test_the_source_of_most_rows_stands_first_and_five_are_named(tmp_path):
    cited = ["a", "f", "b; f", "c; f", "d; e", "d; g; h:p. 1", "d"]
    laws = [f"Ruritania,law,200{n},,Law {n},,law,,{keys}" for n, keys in enumerate(cited)]
    mine = tl.read_csv(table(tmp_path, *laws))
    caption = tl.timeline(mine, "Ruritania").caption
    assert caption.endswith("Sources: d; f; a; b; c; and 3 others.")
    assert tl.timeline(mine, "Ruritania", years=(2000, 2005)).caption.endswith("and 3 others.")
    six = tl.timeline(mine, "Ruritania", years=(2000, 2004)).caption
    assert six.endswith("Sources: f; a; b; c; d; and 1 other.")


def test_the_reports_of_the_state_department_are_one_source_with_their_years(records):
    for chart in (tl.timeline(records, "FRA"), tl.overview(records)):
        named = chart.caption.split("Sources: ")[1]
        assert named.count("U.S. Department of State (2001–2025)") == 1
        assert named.count("State") == 1
        assert len(named.split("; ")) == 6


# --- references ------------------------------------------------------------------------------


@by_case
def test_references_are_exactly_the_sources_that_are_drawn(records, country):
    chart = tl.timeline(records, country)
    drawn = {
        part.partition(":")[0].strip()
        for track in chart.tracks
        for fact in track.facts
        for part in fact.source.split(";")
    }
    library = bibtexparser.parse_string(chart.references)
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == sorted(drawn)


def test_each_reference_stands_as_in_its_file(records):
    everything = (DATA / "sources.bib").read_text(encoding="utf-8")
    for entry in tl.timeline(records, "KAZ").references.strip().split("\n\n"):
        assert entry in everything


def test_sources_survive_filtering_and_can_be_named(records, tmp_path):
    some = records.query("country == 'KAZ' and kind == 'law'")
    assert "@misc{case-kaz," in tl.timeline(some, "KAZ").references
    shutil.copy(DATA / "sources.bib", tmp_path / "other.bib")
    lost = pd.DataFrame(some.to_dict("list"))
    with pytest.raises(tl.ExportError, match=r"No BibTeX file .*records.attrs\['sources'\] = "):
        _ = tl.timeline(lost, "KAZ").references
    lost.attrs["sources"] = str(tmp_path / "other.bib")
    assert "@misc{case-kaz," in tl.timeline(lost, "KAZ").references


def test_a_missing_entry_is_named(records, tmp_path):
    some = records.query("country == 'KAZ' and kind == 'law'")
    some.attrs["sources"] = str(tmp_path / "short.bib")
    (tmp_path / "short.bib").write_text("@misc{kelley2017,\n  title = {X},\n}\n", encoding="utf-8")
    with pytest.raises(
        tl.ExportError, match=r"short.bib has no entry for .*replication, .*turnbull"
    ):
        _ = tl.timeline(some, "KAZ").references


def test_unreadable_bibtex_is_named_with_its_line(records, tmp_path):
    some = records.query("country == 'KAZ' and kind == 'law'")
    some.attrs["sources"] = str(tmp_path / "bad.bib")
    (tmp_path / "bad.bib").write_text(
        "@misc{a,\n  title = {X},\n}\n\n@misc{b,\n  title = {", "utf-8"
    )
    with (
        pytest.warns(tl.ExportWarning, match=r"bad.bib, line 5: not readable as BibTeX"),
        pytest.raises(tl.ExportError, match=r"bad.bib has no entry for"),
    ):
        _ = tl.timeline(some, "KAZ").references


def test_authors_are_cited_by_last_name(tmp_path):
    (tmp_path / "sources.bib").write_text(
        "@book{a, author = {Ana de la Cruz and Bob Smith}, year = 2001}\n"
        "@book{b, author = {{Ministry of Law and Order}}, date = {2004-05-01}}\n"
        "@book{c, author = {A, B and C, D and E, F and G, H}, year = {2002}}\n"
        "@misc{d, title = {{No author}}}\n",
        encoding="utf-8",
    )
    mine = tl.read_csv(table(tmp_path, "Ruritania,law,2003,,Law,,law,,a; b; c; d"))
    assert tl.timeline(mine, "Ruritania").caption.endswith(
        "Sources: A et al. (2002); de la Cruz and Smith (2001); Ministry of Law and Order (2004); "
        "No author (n.d.)."
    )


# --- where it comes from ---------------------------------------------------------------------


def test_the_checksum_of_the_table_is_that_of_its_file(records):
    digest = hashlib.sha256((DATA / "timelines.csv").read_bytes()).hexdigest()
    assert records.attrs["sha256"] == digest
    chart = tl.timeline(records, "KAZ")
    said = sources.provenance(words.rows_of(chart.subjects), chart.origin)
    table = f"timelines.csv in {records.attrs['release']}"
    assert f"Data: {table}, SHA-256 {digest}; 69 rows drawn, SHA-256 " in said


def test_the_checksum_of_the_rows_is_that_of_their_lines_in_the_table(records):
    chart = tl.timeline(records, "OMN", years=(1900, 2030))
    lines = (DATA / "timelines.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    drawn = [line for line in lines if re.match("OMN,(law|index|rating|government),", line)]
    digest = hashlib.sha256("".join(sorted(drawn)).encode()).hexdigest()
    said = sources.provenance(words.rows_of(chart.subjects), sources.Origin())
    assert said == f"Data: {len(drawn)} rows drawn, SHA-256 {digest}"


# --- one of a kind -----------------------------------------------------------------------------


def test_one_country_is_named_and_one_year_is_written_once(records):
    chart = tl.overview(records, ["KAZ"], years=(2003, 2003), width="120mm")
    assert chart.title == "TIP tier of Kazakhstan, 2003"
    assert tl.timeline(records, "KAZ", years=(2003, 2003)).title == "Kazakhstan, 2003"


def test_the_caption_names_what_the_page_does_not_and_nothing_else(records):
    asked = {"years": (2001, 2002), "tracks": ("law",)}
    none = tl.timeline(records, "KAZ", **asked, labels="none").caption
    assert (
        "Laws: 2002 (uncertain): Training, checks, coordinator; "
        "February 2002: Partial criminalization."
    ) in none
    assert "Partial criminalization" not in tl.timeline(records, "KAZ", **asked).caption
    both = tl.compare(records, ["KAZ", "UZB"], years=(2001, 2008), labels="none").caption
    assert "Kazakhstan, Laws: 2002 (uncertain): Training, checks, coordinator; " in both


@pytest.mark.parametrize("role", ["party", "first lady", "head of state", "minister"])
def test_one_term_is_one_of_its_role(role):
    row = {"country": "X", "kind": "government", "start": "2001", "end": "2003", "label": "A",
           "value": "", "category": role}  # fmt: skip
    assert f": 1 {role} (A)" in tl.timeline(pd.DataFrame([row]), "X").alt_short


def test_what_has_no_date_given_is_said_so_in_each_place(records):
    given = {"KAZ": "2003"}
    with pytest.raises(tl.RecordError, match=r"^No date given of Uzbekistan; leave them out"):
        tl.compare(records, ["KAZ", "UZB"], align=given)
    chart = tl.overview(records, ["KAZ", "UZB"], align=given)
    assert "No date given in the table: Uzbekistan." in chart.alt
    assert "No date given in the table (1)" in [text.text for text in chart.scene.texts]


def test_the_summary_of_an_index_is_rounded_and_its_values_are_not():
    values = [round(0.123456789 + n / 97, 9) for n in range(60)]
    frame = pd.DataFrame({"c": "KAZ", "y": range(1950, 2010), "v": values})
    records = tl.tidy(frame, kind="index", country="c", start="y", value="v", category="V")
    chart = tl.timeline(records, "KAZ")
    assert "60 values, the first 0.123 in 1950; the last 0.732 in 2009;" in chart.alt
    assert "V 0.123 to 0.732" in chart.alt_short
    assert chart.records.value.iloc[0] == "0.123456789"
