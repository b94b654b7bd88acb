"""The explorer without a browser: its state is a query, and the query is the view."""

import ast
import random
import subprocess
import sys

import pytest

import tinytl as tl
from tinytl.draw import faces, screen
from tinytl.explorer.seen import FORMATS, SIZES
from tinytl.layout.textwidth import THIRD
from tinytl.layout.theme import THEMES
from tinytl.table.records import RecordError

CASES = ["KAZ", "ARM", "IDN", "MOZ", "ABW", "AFG"]
KINDS = ("law", "event", "index", "rating", "government")


@pytest.fixture(scope="module")
def few(records):
    """The records of a few countries: of some there are ratings only."""
    return records[records.country.isin(CASES)]


def run(code, records, **names):
    """The charts that a cell with this code gives, a call each."""
    names |= {"tl": tl, "records": records}
    return [eval(ast.unparse(call), names) for call in ast.parse(code).body]


def figures_of(charts):
    return [chart.figure.to_plotly_json() for chart in charts]


# --- the state is the query ------------------------------------------------------------------


def test_it_starts_with_the_country_of_which_most_is_known(records):
    assert tl.explore(records).country == "KAZ"


def test_a_trait_that_is_set_changes_the_view_and_the_code(few):
    explorer = tl.explore(few, "KAZ")
    assert explorer.code == 'tl.timeline(records, "KAZ")'
    explorer.country, explorer.years = "Armenia", (2001, 2010)
    explorer.tracks, explorer.theme = ("law", "rating"), "print"
    assert explorer.code == (
        'tl.timeline(records, "ARM", years=(2001, 2010), tracks=("law", "rating"), theme="print")'
    )
    assert explorer._view["titles"] == ["Armenia, 2001–2010"]
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
        ("beside", "ZZZ", "No records of 'ZZZ'"),
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
    assert "No records of Kazakhstan in the years 1950 to 1951" in explorer._view["message"]
    assert explorer._view["figures"] == []
    with pytest.raises(RecordError, match="1950"):
        run(explorer.code, few)
    explorer.years = None
    assert explorer._view["message"] == "" and len(explorer._view["figures"]) == 1


def test_two_countries_stand_on_one_axis(few):
    explorer = tl.explore(few, "KAZ", beside="AFG")
    first, second = (figure["layout"]["xaxis"]["range"] for figure in explorer._view["figures"])
    assert first == second
    assert figures_of(run(explorer.code, few)) == figures_of(explorer.charts)


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
    assert figures_of(run(explorer.code, mine, scale=scale)) == figures_of(explorer.charts)
    assert explorer._view["facts"][0]["what"] == "B"


# --- 100 sequences of 20 actions -------------------------------------------------------------


def act(explorer, chance):
    """Do one thing that the controls offer."""
    choices = explorer._choices
    low, high = choices["span"]
    kind = chance.choice(["law", "event"])
    categories = choices["categories"][kind]
    changes = chance.choice(
        [
            {"country": chance.choice(CASES)},
            {"beside": chance.choice(["", "", *CASES])},
            {"years": sorted(chance.choices(range(low, high + 1), k=2))},
            {"years": None},
            {"tracks": chance.sample(KINDS, chance.randint(1, 5))},
            {"only": {kind: chance.sample(categories, chance.randint(0, len(categories)))}},
            {"theme": chance.choice(list(THEMES))},
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
    return tl.explore(few, "KAZ")


@pytest.mark.parametrize("seed", range(100))
def test_any_twenty_actions_leave_a_view_that_its_code_draws_again(few, shared, seed):
    chance, explorer = random.Random(seed), shared
    explorer.set_state(explorer._choices["start"] | {"zoom": None})
    for _ in range(20):
        act(explorer, chance)
    if explorer._view["message"]:
        with pytest.raises(ValueError, match=r"\S") as error:
            run(explorer.code, few)
        assert str(error.value) == explorer._view["message"]
        return
    explorer.zoom, explorer._room = None, 1100.0
    charts = run(explorer.code, few)
    drawn = [faces.dressed(screen.figure_dict(chart.scene)) for chart in charts]
    assert explorer._view["figures"] == drawn
    assert explorer._view["titles"] == [chart.title for chart in charts]


# --- zoom ------------------------------------------------------------------------------------


def test_zoom_keeps_every_mark_and_uses_the_room_for_labels(few):
    explorer = tl.explore(few, "KAZ")
    (whole,) = explorer._view["figures"]
    explorer.zoom = ("2002-01-01", "2004-12-31")
    (zoomed,) = explorer._view["figures"]
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
        (figure,) = explorer._view["figures"]
        assert figure["layout"]["xaxis"]["range"] == ["2003-01-01", "2006-01-01"]
    explorer.years = (2010, 2014)
    assert explorer._view["zoom"] is None
    assert explorer._view["figures"][0]["layout"]["xaxis"]["range"] == ["2010-01-01", "2015-01-01"]


def test_a_narrow_page_has_its_own_places_for_labels(few):
    explorer = tl.explore(few, "KAZ")
    wide = explorer._view["figures"][0]["layout"]["height"]
    explorer._room = 560.0
    assert explorer._view["figures"][0]["layout"]["height"] > wide
    assert explorer._view["least"] == [560]


# --- what it gives away ----------------------------------------------------------------------


@pytest.mark.parametrize("ending", FORMATS)
def test_a_saved_file_is_byte_for_byte_that_of_the_code(few, tmp_path, ending):
    explorer = tl.explore(few, "KAZ", years=(2000, 2014), width="89mm", beside="AFG")
    sent = []
    explorer.send = lambda content, buffers=None: sent.append((content, buffers))
    explorer._handle_custom_msg({"kind": "save", "id": "1", "format": ending}, [])
    ((content, buffers),) = sent
    assert content["names"] == [f"kaz_2000-2014.{ending}", f"afg_2000-2014.{ending}"]
    for name, data, chart in zip(content["names"], buffers, run(explorer.code, few), strict=True):
        assert data == chart.save(tmp_path / name).read_bytes()


def test_what_cannot_be_saved_is_said(few):
    explorer, sent = tl.explore(few, "KAZ", years=(1950, 1951)), []
    explorer.send = lambda content, buffers=None: sent.append((content, buffers))
    explorer._handle_custom_msg({"kind": "save", "id": "1", "format": "pdf"}, [])
    ((content, buffers),) = sent
    assert "No records of Kazakhstan" in content["message"] and buffers == []


def test_each_mark_and_label_of_the_figure_leads_to_its_row(few):
    explorer = tl.explore(few, "KAZ", tracks=KINDS)
    view = explorer._view
    (figure,), (labels,) = view["figures"], view["labels"]
    rows = {row["id"] for row in view["facts"]}
    for trace in figure["data"]:
        if trace["hoverinfo"] != "skip":
            assert {f"KAZ:{key}" for key in trace["customdata"] if key} <= rows, trace["name"]
    named = [a for a in figure["layout"]["annotations"] if a["name"] == "label"]
    by_id = {row["id"]: row for row in view["facts"]}
    texts = [label["text"].replace(THIRD, "").replace("<br>", " ") for label in named]
    own = [by_id[f"KAZ:{key}"]["label"] for key in labels]  # doubtful ones say their date, too
    assert all(text.startswith(label) for text, label in zip(texts, own, strict=True))


def test_a_row_says_date_detail_and_full_sources(few):
    explorer = tl.explore(few, "KAZ")
    (law,) = [r for r in explorer._view["facts"] if r["what"] == "Full criminalization"]
    assert law["when"] == "May 2003 (uncertain)" and law["start"] == "2003-05?"
    references = {text: url for text, _, url in law["references"]}
    assert any("Scorecard Diplomacy" in text for text in references)
    assert all(url.startswith("http") for url in references.values() if url)


def test_where_no_widget_runs_there_is_a_picture_and_the_code(few):
    bundle, _ = tl.explore(few, "KAZ")._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["image/svg+xml"].lstrip().startswith("<?xml")
    assert bundle["text/plain"] == '<Explorer: tl.timeline(records, "KAZ")>'


def test_import_tinytl_leaves_widgets_alone():
    code = (
        "import sys, tinytl; assert not {'ipywidgets', 'anywidget'} & set(sys.modules);"
        "tinytl.explore; tinytl.explore; assert 'anywidget' in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
