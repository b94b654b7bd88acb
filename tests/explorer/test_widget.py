"""The explorer without a browser: its state is a query, and the query is the view."""

import ast
import csv
import io
import random
import subprocess
import sys
import zipfile

import pytest

import tinytl as tl
from tinytl.draw import faces, screen
from tinytl.explorer.away import FORMATS
from tinytl.explorer.seen import SIZES
from tinytl.layout.textwidth import THIRD
from tinytl.layout.theme import THEMES
from tinytl.table.records import RecordError

CASES = ["KAZ", "ARM", "IDN", "MOZ", "ABW", "AFG"]
KINDS = ("law", "event", "index", "rating", "government")


@pytest.fixture(scope="module")
def world(records):
    """An explorer of all countries."""
    return tl.explore(records)


@pytest.fixture(scope="module")
def few(records):
    """The records of a few countries: of some there are ratings only."""
    return records[records.country.isin(CASES)]


def run(code, records, **names):
    """The charts that a cell with this code gives, a call each."""
    names |= {"tl": tl, "records": records}
    return [eval(ast.unparse(call), names) for call in ast.parse(code).body]


def answer(explorer, kind, **asked):
    """What the browser is answered: words and bytes."""
    sent = []
    explorer.send = lambda content, buffers=None: sent.append((content, buffers))
    explorer._handle_custom_msg({"kind": kind, "id": "1", **asked}, [])
    ((content, buffers),) = sent
    assert content["id"] == "1"
    return content, buffers


def figures_of(charts):
    return [chart.figure.to_plotly_json() for chart in charts]


# --- the state is the query ------------------------------------------------------------------


def test_the_country_of_which_most_is_known_is_marked_at_first(records):
    assert tl.explore(records).country == "KAZ"


def test_a_trait_that_is_set_changes_the_view_and_the_code(few):
    explorer = tl.explore(few, "KAZ")
    assert explorer.code == 'tl.timeline(records, "KAZ")'
    explorer.country, explorer.years = "Armenia", (2001, 2010)
    explorer.tracks, explorer.theme = ("law", "rating"), "print"
    assert explorer.code == (
        'tl.timeline(records, "ARM", years=(2001, 2010), tracks=("law", "rating"), theme="print")'
    )
    assert explorer._seen["title"] == "Armenia, 2001–2010"
    assert explorer.chart.title == "Armenia, 2001–2010"


def test_traits_can_be_observed(few):
    explorer, seen = tl.explore(few, "KAZ"), []
    explorer.observe(lambda change: seen.append((change.name, change.new)), ["country", "years"])
    explorer.set_state({"country": "MOZ", "years": [2003, 2009]})
    assert seen == [("country", "MOZ"), ("years", (2003, 2009))]


def test_any_trait_can_be_given_at_the_start(few):
    explorer = tl.explore(few, "Kazakhstan", years=(2000, 2014), only={"law": ["plan"]})
    assert (
        explorer.code == 'tl.timeline(records, "KAZ", years=(2000, 2014), only={"law": ["plan"]})'
    )


@pytest.mark.parametrize(
    ("trait", "value", "says"),
    [
        ("country", "Atlantis", "No records of 'Atlantis'; expected a code"),
        ("compared", ("KAZ", "ZZZ"), "No records of 'ZZZ'"),
        ("years", (2014, 2000), "expected two years"),
        ("tracks", ("laws",), "No track 'laws'; expected some of"),
        ("tracks", (), "no tracks to draw; expected some of"),
        ("only", {"law": ["plans"]}, "No law of category 'plans'; there are"),
        ("width", "89", "expected a number with its unit"),
        ("zoom", ("2003-01-01", "2002-01-01"), "expected two days in order"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_the_view_stays(few, trait, value, says):
    explorer = tl.explore(few, "KAZ")
    before = explorer.code
    with pytest.raises(ValueError, match=says):
        setattr(explorer, trait, value)
    assert explorer.code == before == 'tl.timeline(records, "KAZ")'


def test_filters_stay_when_the_country_changes_and_only_what_matters_is_in_the_code(few):
    explorer = tl.explore(few, "KAZ", tracks=KINDS)
    every = explorer._choices["categories"]["law"]
    explorer.only = {"law": [category for category in every if category != "plan"]}
    assert '"plan"' not in explorer.code and "only" in explorer.code
    explorer.country = "ABW"  # has neither laws nor events
    assert explorer.code == 'tl.timeline(records, "ABW")'
    explorer.country = "KAZ"
    assert explorer.tracks == KINDS and "only" in explorer.code
    explorer.only = {"law": every}
    assert explorer.only == {} and "only" not in explorer.code


def test_where_nothing_can_be_drawn_it_says_why_and_goes_on(few):
    explorer = tl.explore(few, "KAZ", years=(1950, 1951))
    assert "No records of Kazakhstan in the years 1950 to 1951" in explorer._seen["message"]
    assert explorer._seen["sheets"] == []
    with pytest.raises(RecordError, match="1950"):
        run(explorer.code, few)
    explorer.years = None
    assert explorer._seen["message"] == "" and len(explorer._seen["sheets"]) == 1


def test_without_a_country_it_starts_with_all_of_them_and_opens_one_among_its_neighbours(world):
    world.set_state(world._choices["start"])
    assert world.code == "tl.overview(records)"
    (sheet,) = world._seen["sheets"]
    order = [code for code, *_ in sheet["rows"]]
    assert order == world._seen["order"] == [s.code for s in world.chart.subjects]
    assert len(order) == 189
    world.set_state({"view": "timeline", "country": "MYS"})
    assert world.code == 'tl.timeline(records, "MYS")'
    strip, chart = world._seen["sheets"]
    at = order.index("MYS")
    assert [code for code, *_ in strip["rows"]] == order[at - 2 : at + 3]
    window = [sheet["figure"]["layout"]["xaxis"]["range"] for sheet in (strip, chart)]
    assert window[0] == window[1]
    world.set_state({"view": "overview", "sort": "similar", "group": "region"})
    assert world.code == 'tl.overview(records, sort="similar", group="region")'
    assert world._seen["order"] == [s.code for s in world.chart.subjects] != order


def test_a_row_of_the_overview_says_tier_and_dates(world):
    world.set_state(world._choices["start"])
    said = {
        (who, trace["hovertemplate"].replace("%{hovertext}", who).replace("%{text}", what))
        for trace in world._seen["sheets"][0]["figure"]["data"] if "hovertemplate" in trace
        for who, what in zip(trace["hovertext"], trace["text"], strict=True)
    }  # fmt: skip
    dates = "Tier 3, 20 June 2014 to 27 July 2015"
    assert ("Malaysia", f"<b>Malaysia</b><br>{dates}<extra></extra>") in said


def test_a_country_given_opens_it_alone(few):
    assert [len(tl.explore(few, "KAZ")._seen[key]) for key in ("sheets", "order")] == [1, 0]


def test_up_to_six_countries_are_compared_each_mark_leading_to_its_own_country(few):
    explorer = tl.explore(few, "KAZ", view="compare", compared=["Armenia", "KAZ", "ARM"])
    assert explorer.compared == ("ARM", "KAZ")
    assert explorer.code.startswith('tl.compare(records, ["ARM", "KAZ"], tracks=')
    (sheet,) = explorer._seen["sheets"]
    rows = {row["id"] for row in explorer._seen["facts"]}
    assert {row.partition(":")[0] for row in rows} == {"ARM", "KAZ"}
    assert set(sheet["labels"]) <= rows and len(sheet["labels"]) > 5
    for trace in sheet["figure"]["data"]:
        code = sheet["areas"][int(trace["yaxis"][1:] or 1) - 1]
        keys = filter(None, trace.get("customdata", ()))  # a hole has none
        assert {f"{code}:{key}" for key in keys} <= rows


def test_more_than_six_are_not_compared(world):
    with pytest.raises(ValueError, match="compared has 7 countries; expected 6 at most"):
        world.compared = [*CASES, "KEN"]


def test_one_country_compared_is_its_timeline_and_none_that_of_the_country(few):
    explorer = tl.explore(few, "ARM", view="compare", compared=["KAZ"])
    assert explorer.code == 'tl.timeline(records, "KAZ")'
    explorer.compared = ()
    assert explorer.code == 'tl.timeline(records, "ARM")'


def test_the_callers_frame_stays_as_it_was(few):
    before = few.copy()
    explorer = tl.explore(few, "KAZ")
    explorer.country = "ARM"
    assert few.equals(before) and few.attrs == before.attrs


def test_another_scale_goes_into_the_code(tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("country,kind,start,value\nRuritania,rating,2003,B\nRuritania,rating,2004,A\n")
    scale = tl.Scale(["A", "B"], name="Freedom")
    mine = tl.read_csv(table, scale=scale)
    explorer = tl.explore(mine, scale=scale)
    assert explorer.code == 'tl.timeline(records, "Ruritania", scale=scale)'
    assert figures_of(run(explorer.code, mine, scale=scale)) == figures_of([explorer.chart])
    assert explorer._seen["facts"][0]["what"] == "B"


# --- 100 sequences of 30 actions -------------------------------------------------------------


def act(explorer, chance):
    """Do one thing that the controls offer."""
    choices = explorer._choices
    low, high = choices["span"]
    kind = chance.choice(["law", "event"])
    categories = choices["categories"][kind]
    changes = chance.choice(
        [
            {"country": chance.choice(CASES)},
            {"view": chance.choice(["overview", "compare", "timeline"])},
            {"compared": chance.sample(CASES, chance.randint(0, 6))},
            {"sort": chance.choice(choices["sorts"]), "group": chance.choice(["", "region"])},
            {"years": sorted(chance.choices(range(low, high + 1), k=2))},
            {"years": None},
            {"tracks": chance.sample(KINDS, chance.randint(1, 5))},
            {"only": {kind: chance.sample(categories, chance.randint(0, len(categories)))}},
            {"theme": chance.choice([None, *THEMES]), "_dark": chance.random() < 0.3},
            {"width": chance.choice(list(SIZES)) or None},
            {"zoom": ["2003-04-05", f"{chance.randint(2004, 2020)}-06-07"]},
            {"zoom": None},
            {"_room": chance.choice([600.0, 1100.0])},
            choices["start"] | {"zoom": None, "selected": ""},
        ]
    )
    explorer.set_state(changes)


@pytest.fixture(scope="module")
def shared(few):
    return tl.explore(few)


@pytest.mark.parametrize("seed", range(100))
def test_any_thirty_actions_leave_a_view_that_its_code_draws_again(few, shared, seed):
    chance, explorer = random.Random(seed), shared
    explorer.set_state(explorer._choices["start"] | {"zoom": None})
    for _ in range(30):
        act(explorer, chance)
    if not explorer._seen["sheets"]:
        with pytest.raises(ValueError, match=r"\S") as error:
            run(explorer.code, few)
        assert str(error.value) == explorer._seen["message"]
        return
    explorer.zoom, explorer._room = None, 720.0
    (chart,) = run(explorer.code, few)
    drawn = explorer._seen["sheets"][-1]
    assert drawn["figure"] == faces.dressed(screen.figure_dict(chart._cited_scene))
    assert (drawn["title"], explorer.code) == (chart.title, chart.view.code)


# --- zoom ------------------------------------------------------------------------------------


def test_zoom_keeps_every_mark_and_uses_the_room_for_labels(few):
    explorer = tl.explore(few, "KAZ")
    whole = explorer._seen["sheets"][0]["figure"]
    explorer.zoom = ("2002-01-01", "2004-12-31")
    zoomed = explorer._seen["sheets"][0]["figure"]
    marks = [[t["base"], t["x"], t["hovertext"]] for t in whole["data"] if t["type"] == "bar"]
    assert marks == [
        [t["base"], t["x"], t["hovertext"]] for t in zoomed["data"] if t["type"] == "bar"
    ]
    assert zoomed["layout"]["xaxis"]["range"] == ["2002-01-01", "2004-12-31"]
    assert zoomed["layout"]["xaxis"]["minallowed"] == whole["layout"]["xaxis"]["range"][0]
    assert zoomed["layout"]["height"] < whole["layout"]["height"]
    notes = zoomed["layout"]["annotations"]
    labels = [a["text"].replace(THIRD, "") for a in notes if a["name"] == "label"]
    labels = [label.replace("<br>", " ") for label in labels]
    assert "Full criminalization (May 2003?)" in labels
    assert not any("Plan 2021–2023" in label for label in labels)
    assert "zoom" not in explorer.code


def test_zoom_stays_when_tracks_or_country_change_and_goes_where_it_does_not_fit(few):
    explorer = tl.explore(few, "KAZ", zoom=("2003-01-01", "2006-01-01"))
    for change in ({"tracks": ["law", "rating"]}, {"country": "ARM"}):
        explorer.set_state(change)
        figure = explorer._seen["sheets"][0]["figure"]
        assert figure["layout"]["xaxis"]["range"] == ["2003-01-01", "2006-01-01"]
    explorer.years = (2010, 2014)
    assert explorer._seen["zoom"] is None
    figure = explorer._seen["sheets"][0]["figure"]
    assert figure["layout"]["xaxis"]["range"] == ["2010-01-01", "2015-01-01"]


def test_a_narrow_page_has_its_own_places_for_labels(few):
    explorer = tl.explore(few, "KAZ")
    wide = explorer._seen["sheets"][0]["figure"]["layout"]["height"]
    explorer._room = 560.0
    assert explorer._seen["sheets"][0]["figure"]["layout"]["height"] > wide
    assert explorer._seen["sheets"][0]["least"] == 560


# --- what it gives away ----------------------------------------------------------------------


@pytest.mark.parametrize("ending", FORMATS)
def test_a_saved_file_is_byte_for_byte_that_of_the_code(few, tmp_path, ending):
    explorer = tl.explore(few, "KAZ", years=(2000, 2014), width="89mm")
    content, buffers = answer(explorer, "save", format=ending)
    assert content["names"] == [f"kaz_2000-2014.{ending}"]
    for name, data, chart in zip(content["names"], buffers, run(explorer.code, few), strict=True):
        assert data == chart.save(tmp_path / name).read_bytes()


def test_everything_about_a_chart_is_one_archive_with_the_bytes_that_save_writes(few, tmp_path):
    explorer = tl.explore(few, "KAZ", years=(2000, 2014))
    content, (data,) = answer(explorer, "save", format="zip")
    assert content["names"] == ["kaz_2000-2014.zip"] and "kaz_2000-2014.bib" in content["message"]
    assert answer(explorer, "save", format="zip")[1] == [data]
    (chart,) = run(explorer.code, few)
    chart.save(tmp_path / "kaz_2000-2014.pdf", words=True)
    chart.save(tmp_path / "kaz_2000-2014.svg")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    rows = packed.pop("kaz_2000-2014.csv")
    assert packed == {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    (tmp_path / "rows.csv").write_bytes(rows)
    rows = tl.read_csv(tmp_path / "rows.csv")
    rows.attrs["sources"] = few.attrs["sources"]
    assert tl.timeline(rows, "KAZ", years=(2000, 2014)).figure == chart.figure


def test_no_cell_of_the_csv_is_run_by_a_spreadsheet_and_it_says_so(tmp_path):
    table = tmp_path / "mine.csv"
    bad = ["=1+1", "+x", "-x", "@x", "＝x", "＋x", "－x", "＠x"]
    rows = "".join(f'R,law,2011-{n:02},"{text}",\n' for n, text in enumerate(bad, start=1))
    table.write_text(f"country,kind,start,label,value\n{rows}R,index,2011,,-1.5\n")
    content, (data,) = answer(tl.explore(tl.read_csv(table)), "save", format="csv")
    cells = [cell for row in csv.reader(data.decode().splitlines()) for cell in row]
    assert [cell for cell in cells if cell[1:] in bad] == [f"'{text}" for text in bad]
    assert "-1.5" in cells and "8 cells" in content["message"]


# --- finding ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [("burma", "MMR"), ("Cote d'Ivoire", "CIV"), ("US", "USA"), ("UK", "GBR"), ("UAE", "ARE"),
     ("Turkey", "TUR"), ("DRC", "COD"), ("swaziland", "SWZ"), ("kazak", "KAZ")],
)  # fmt: skip
def test_the_box_knows_what_a_country_is_called(world, text, code):
    assert answer(world, "country", text=text)[0]["code"] == code


def test_what_may_mean_several_countries_or_none_gets_those_that_are_near(world):
    said = answer(world, "country", text="guin")[0]
    assert said["code"] is None and ["GNB", "Guinea-Bissau"] in said["near"]
    said = answer(world, "country", text="Atlantis")[0]
    assert said["code"] is None, "what is only alike is offered, not taken"
    assert answer(world, "country", text="qqqq")[0] == {"id": "1", "code": None, "near": []}


def test_countries_of_which_there_is_more_are_marked(world):
    marks = {code: marks for code, _, *marks in world._choices["countries"]}
    assert marks["KAZ"] == [" · laws · events", True] and marks["ABW"] == ["", False]
    assert sum(full for _, full in marks.values()) == 149


def test_facts_are_found_by_what_they_and_their_sources_say_in_any_case_and_accent(world):
    said = answer(world, "search", text="scorecard PARTIAL criminalizatión kazakh")[0]
    assert said["all"] == 1 and said["rows"][0]["id"].startswith("KAZ:law|2002-02")
    many = answer(world, "search", text="tier 3")[0]
    assert len(many["rows"]) == 100 < many["all"]
    names = [row["country"] for row in many["rows"]]
    assert names == sorted(names)


def test_to_go_to_a_fact_sets_aside_what_would_hide_it(world):
    hidden = {"country": "ABW", "years": (2010, 2012), "tracks": ("rating",), "zoom": None}
    world.set_state(hidden | {"only": {"law": ["plan"]}})
    fact = answer(world, "search", text="kazakhstan partial criminalization")[0]["rows"][0]["id"]
    answer(world, "go", fact=fact)
    assert (world.country, world.selected, world.years) == ("KAZ", fact, (2002, 2012))
    assert fact in {row["id"] for row in world._seen["facts"]}
    world.set_state(world._choices["start"] | {"selected": ""})


# --- as the page is --------------------------------------------------------------------------


def test_the_theme_is_as_the_page_unless_one_is_chosen_or_it_is_for_print(few):
    explorer = tl.explore(few, "KAZ")
    explorer.set_state({"_dark": True})
    assert explorer.code == 'tl.timeline(records, "KAZ", theme="dark")'
    explorer.width = "nature-1"
    assert explorer.code == 'tl.timeline(records, "KAZ", width="nature-1")'
    explorer.theme = "dark"
    assert 'theme="dark"' in explorer.code


def test_counts_say_how_many_of_how_many_are_in_these_years(few):
    explorer = tl.explore(few, "KAZ", years=(2000, 2014))
    shown = [f for track in explorer.chart.tracks if track.kind == "law" for f in track.facts]
    every = few[(few.country == "KAZ") & (few.kind == "law")]
    assert [some["law"] for some in explorer._seen["counts"]] == [len(shown), len(every)]
    assert len(shown) < len(every)


def test_sizes_name_the_journals_they_are_for():
    assert SIZES["nature-1"] == "Nature, one column, 89mm" and set(SIZES) == {"", *tl.WIDTHS}


def test_what_cannot_be_saved_is_said(few):
    explorer = tl.explore(few, "KAZ", years=(1950, 1951))
    content, buffers = answer(explorer, "save", format="pdf")
    assert "No records of Kazakhstan" in content["message"] and buffers == []


def test_each_mark_and_label_of_the_figure_leads_to_its_row(few):
    explorer = tl.explore(few, "KAZ", tracks=KINDS)
    view = explorer._seen
    (sheet,) = view["sheets"]
    figure, labels = sheet["figure"], sheet["labels"]
    rows = {row["id"] for row in view["facts"]}
    for trace in figure["data"]:
        if trace["hoverinfo"] != "skip":
            assert {f"KAZ:{key}" for key in trace["customdata"] if key} <= rows, trace["name"]
    named = [a for a in figure["layout"]["annotations"] if a["name"] == "label"]
    by_id = {row["id"]: row for row in view["facts"]}
    texts = [label["text"].replace(THIRD, "").replace("<br>", " ") for label in named]
    own = [by_id[key]["label"] for key in labels]  # doubtful ones say their date, too
    assert all(text.startswith(label) for text, label in zip(texts, own, strict=True))


def test_the_pointer_is_told_sources_as_a_reader_cites_them(few):
    figure = tl.explore(few, "KAZ")._seen["sheets"][0]["figure"]
    (said,) = {a["hovertext"] for a in figure["layout"]["annotations"]
               if "Full criminalization" in a.get("hovertext", "")}  # fmt: skip
    assert said.endswith("<i>Kelley (2018); Kelley and Heiss (2017)</i>")


def test_a_row_says_date_detail_and_full_sources(few):
    explorer = tl.explore(few, "KAZ")
    (law,) = [r for r in explorer._seen["facts"] if r["what"] == "Full criminalization"]
    assert law["when"] == "May 2003 (uncertain)" and law["start"] == "2003-05?"
    references = {text: url for text, _, url in law["references"]}
    assert any("Scorecard Diplomacy" in text for text in references)
    assert all(url.startswith("http") for url in references.values() if url)


def test_where_no_widget_runs_there_is_a_picture_and_the_code(few, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    tl.explore(few, "KAZ")._ipython_display_()
    widget, picture = shown
    assert "application/vnd.jupyter.widget-view+json" in widget
    assert 'src="data:image/svg+xml;base64,' in picture["text/html"]
    assert picture["text/plain"] == '<Explorer: tl.timeline(records, "KAZ")>'


def test_import_tinytl_leaves_widgets_alone():
    code = (
        "import sys, tinytl; assert not {'ipywidgets', 'anywidget'} & set(sys.modules);"
        "tinytl.explore; tinytl.explore; assert 'anywidget' in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
