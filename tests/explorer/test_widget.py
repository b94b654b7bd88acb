"""The explorer without a browser: its state is a query, and the query is the view."""

import ast
import csv
import io
import random
import re
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

import tinytl as tl
from tinytl.arguments import LARGEST
from tinytl.draw import fonts, plotly_figure, webfonts
from tinytl.errors import RecordError
from tinytl.explorer.export import PICTURES
from tinytl.explorer.fields import MESSAGES, STATE
from tinytl.explorer.host import still
from tinytl.explorer.payload import SIZES
from tinytl.layout.textwidth import THIRD
from tinytl.layout.theme import THEMES

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


def test_two_messages_that_come_at_once_are_taken_one_after_the_other(few, monkeypatch):
    explorer, inside, together = tl.explore(few, "KAZ"), [], []

    def slow(*_):
        inside.append(None)
        together.append(len(inside))
        time.sleep(0.02)
        inside.pop()
        return {}

    monkeypatch.setattr("tinytl.explorer.widget.answer_to", slow)
    explorer.observe(slow, ["country"])
    ping = {"kind": "ping", "id": "1"}
    with ThreadPoolExecutor(4) as pool:
        for code in ("ARM", "IDN", "MOZ"):
            pool.submit(explorer._answer, None, ping, [])
            pool.submit(explorer.set_state, {"country": code})
    assert together == [1] * 6


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
        ("tracks", ("laws",), "expected a list of kinds, each once"),
        ("tracks", (), "expected a list of kinds, each once"),
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


def test_without_a_country_it_starts_with_all_of_them_and_knows_their_order_in_each(world):
    world.set_state(world._choices["start"])
    assert world.code == "tl.overview(records)"
    (sheet,) = world._seen["sheets"]
    order = [code for code, *_ in sheet["rows"]]
    assert order == world._seen["order"] == [s.code for s in world.chart.subjects]
    assert len(order) == 189
    world.set_state({"view": "timeline", "country": "MYS"})
    assert world.code == 'tl.timeline(records, "MYS")'
    (chart,) = world._seen["sheets"]
    assert (world._seen["title"], chart["rows"]) == ("Malaysia, 2001–2025", [])
    assert world._seen["order"] == order
    world.set_state({"view": "overview", "sort": "similar", "group": "region"})
    assert world.code == 'tl.overview(records, sort="similar", group="region")'
    assert world._seen["order"] == [s.code for s in world.chart.subjects] != order


def test_groups_that_are_chosen_for_shares_order_the_countries_as_the_world_does(world):
    world.set_state(world._choices["start"] | {"view": "shares", "group": "region"})
    world.set_state({"view": "timeline", "country": "KEN"})
    order = world._seen["order"]
    world.set_state({"view": "overview"})
    assert order == world._seen["order"] and order != sorted(order)


def test_a_row_of_the_overview_says_tier_and_dates(world):
    world.set_state(world._choices["start"])
    figure = world._seen["sheets"][0]["figure"]
    (told,) = {
        (trace["hovertemplate"], base, length)
        for trace in figure["data"] if "base" in trace and "hovertemplate" in trace
        for who, base, length in zip(trace["hovertext"], trace["base"], trace["x"], strict=True)
        if who == "Malaysia" and base == "2014-06-20"
    }  # fmt: skip
    template, _, length = told
    # plotly writes the dates: the end of a bar is its base and its length
    days = "%{base|%-d %B %Y} to %{x|%-d %B %Y}"
    assert template == f"<b>%{{hovertext}}</b><br>Tier 3, {days}<extra></extra>"
    assert date(2014, 6, 20) + timedelta(milliseconds=length) == date(2015, 7, 27)


def test_a_country_given_opens_it_alone(few):
    assert [len(tl.explore(few, "KAZ")._seen[key]) for key in ("sheets", "order")] == [1, 0]


def test_up_to_six_countries_are_compared_each_mark_leading_to_its_own_country(few):
    explorer = tl.explore(few, "KAZ", view="compare", compared=["Armenia", "KAZ", "ARM"])
    assert explorer.compared == ("ARM", "KAZ")
    assert explorer.code.startswith('tl.compare(records, ["ARM", "KAZ"], tracks=')
    (sheet,) = explorer._seen["sheets"]
    rows = {row["id"] for row in explorer._seen["facts"]}
    assert {row.partition(":")[0] for row in rows} == {"ARM", "KAZ"}
    noted = {key for own in sheet["notes"] for key in own}
    assert noted <= rows and len(noted) > 5
    for trace in sheet["figure"]["data"]:
        code = sheet["areas"][int(trace["yaxis"][1:] or 1) - 1]
        keys = filter(None, trace.get("customdata", ()))  # a hole has none
        assert {f"{code}:{key}" for key in keys} <= rows


def test_more_than_nine_are_not_compared(world):
    with pytest.raises(ValueError, match="compared has 10 countries; expected 9 at most"):
        world.compared = [*CASES, "KEN", "UGA", "TZA", "RWA"]


def test_neighbours_are_of_the_same_region_or_have_the_most_similar_ratings(world):
    world.country = "KAZ"
    (said, _) = answer(world, "near", how="region")
    assert said["codes"] == ["KAZ", "KGZ", "TJK", "TKM", "UZB"]
    (said, _) = answer(world, "near", how="similar")
    assert said["codes"][0] == "KAZ" and len(set(said["codes"])) == 9
    rated = world._story.records.query("kind == 'rating'")
    ratings = tl.panel(rated).pivot(index="country", columns="year", values="rank")
    far = (ratings - ratings.loc["KAZ"]).abs().mean(axis=1)
    assert far[said["codes"]].is_monotonic_increasing
    assert far[said["codes"]].max() <= far.drop(said["codes"]).min() + 1e-9


def test_years_are_counted_from_an_event_in_the_world_and_in_comparisons_only(few):
    explorer = tl.explore(few, "KAZ", align="full criminalization", window=(-3, 3))
    assert explorer.code == 'tl.timeline(records, "KAZ")'
    explorer.view, explorer.sort = "overview", "event"
    aligned = 'align="full criminalization", window=(-3, 3)'
    assert explorer.code == f'tl.overview(records, {aligned}, sort="event")'
    explorer.view, explorer.compared = "compare", ["KAZ", "ARM"]
    assert aligned in explorer.code.replace(",\n    ", ", ")
    assert explorer._seen["title"].endswith("3 years after full criminalization")


def test_rows_sorted_by_an_event_are_sorted_by_name_while_years_are_those_of_the_calendar(few):
    explorer = tl.explore(few, align="full criminalization", sort="event")
    explorer.align = None
    assert explorer.code == "tl.overview(records)" and not explorer._seen["message"]


def test_the_world_can_be_a_few_countries_and_its_guides_any_category(few):
    explorer = tl.explore(few, countries=["kaz", "Armenia"], guides=["treaty"])
    assert explorer.code == 'tl.overview(records, ["kaz", "Armenia"], guides=("treaty",))'
    assert [row[0] for row in explorer._seen["sheets"][0]["rows"]] == ["ARM", "KAZ"]


def test_the_key_is_that_of_the_chart(few):
    explorer = tl.explore(few)
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", explorer._seen["key"])
    assert texts == [entry.meaning for entry in explorer.chart.key]


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
    kind, trait = chance.choice(["law", "event"]), chance.choice([*choices["options"]])
    categories = choices["categories"][kind]
    changes = chance.choice(
        [
            {"country": chance.choice(CASES)},
            {"view": chance.choice(["overview", "shares", "compare", "timeline"])},
            {"compared": chance.sample(CASES, chance.randint(0, 6))},
            {trait: chance.choice(choices["options"][trait])[0] for trait in ("sort", "group")},
            {trait: chance.choice(choices["options"][trait])[0]},
            {"years": sorted(chance.choices(range(low, high + 1), k=2))},
            {"years": None},
            {"guides": chance.choice([None, [], *([name] for name in choices["guides"])])},
            {"countries": chance.choice([[], ["KAZ", "ARM"], CASES])},
            {
                "tracks": chance.sample(KINDS, chance.randint(1, 5))
                if chance.random() < 0.8
                else None
            },
            {"only": {kind: chance.sample(categories, chance.randint(0, len(categories)))}},
            {"theme": chance.choice([None, *THEMES]), "_dark": chance.random() < 0.3},
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


@pytest.mark.parametrize(
    "seed", [*range(10), *(pytest.param(n, marks=pytest.mark.full) for n in range(10, 100))]
)
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
    explorer.zoom, explorer._room, explorer._dark = None, 720.0, False
    (chart,) = run(explorer.code, few)
    drawn = explorer._seen["sheets"][-1]
    assert drawn["figure"] == webfonts.dressed(plotly_figure.figure_dict(chart.scene))
    assert (explorer._seen["title"], explorer.code) == (chart.title, chart.view.code)


# --- what is not allowed ---------------------------------------------------------------------

TRAITS = [*STATE][:-1]  # all but what the page notes for itself
WRONG = [
    ({"country": "ZZZ"}, "No records of 'ZZZ'"),
    ({"country": ""}, "No records of ''"),
    ({"country": None}, "country is None; expected a text"),
    ({"country": "K" * 501}, "expected a text of at most 500 characters"),
    ({"view": "Timeline"}, "view is 'Timeline'; expected one of 'timeline', 'compare', 'overview'"),
    ({"compared": "KAZ"}, "compared is 'KAZ'; expected a list"),
    ({"compared": ["KAZ", None]}, r"compared is \['KAZ', None\]; expected a list"),
    ({"compared": ["KAZ"] * 101}, "compared is .*; expected a list"),
    ({"years": [2003.9, 2008]}, r"years is \[2003.9, 2008\]; expected two years"),
    ({"years": [True, 2008]}, r"years is \[True, 2008\]; expected two years"),
    ({"years": [2000, 2004, 2014]}, "expected two years"),
    ({"years": [float("inf"), 2014]}, "expected two years"),
    ({"years": [2014, 2000]}, "expected two years"),
    ({"years": [0, 99999]}, "expected two years"),
    ({"tracks": [None]}, r"tracks is \[None\]; expected a list of kinds"),
    ({"tracks": []}, r"tracks is \[\]; expected a list of kinds"),
    ({"tracks": ["laws"]}, r"tracks is \['laws'\]; expected a list of kinds"),
    ({"only": None}, "only is None; expected lists of categories"),
    ({"only": {"law": 5}}, "only is {'law': 5}; expected lists of categories"),
    ({"only": {"law": "plan"}}, "only is {'law': 'plan'}; expected lists"),
    ({"only": {"laws": ["plan"]}}, "expected lists of categories by kind"),
    ({"only": [["law", "plan"]]}, "expected lists of categories by kind"),
    ({"only": {"law": ["plans"], "event": ["x"]}}, "(?s)2 problems.*category 'plans'.*'x'"),
    ({"group": "continents"}, "group is 'continents'; expected 'region', 'continent', a region"),
    ({"sort": "worst"}, "sort is 'worst'; expected one of 'name'"),
    ({"align": "a law"}, "align is 'a law'; expected a category"),
    ({"align": {"KAZ": "2003"}}, "align is {'KAZ': '2003'}; expected a text"),
    ({"window": [5, -5]}, r"window is \[5, -5\]; expected years before and after"),
    ({"guides": ["laws"]}, "No law, event or government of category 'laws' for guides"),
    ({"countries": ["KAZ", "Atlantis"]}, "No records of 'Atlantis'"),
    ({"countries": ["KAZ", "kaz"]}, "KAZ: asked for twice"),
    ({"theme": "pink"}, "theme is 'pink'; expected one of 'screen', 'dark'"),
    ({"width": "100000mm"}, f"width is '100000mm'; expected .* at most {LARGEST}"),
    ({"height": "9" * 400 + "mm"}, f"expected a number with its unit .* at most {LARGEST}"),
    ({"width": 89}, "width is 89; expected a number with its unit"),
    ({"zoom": ["a", "b"]}, r"zoom is \['a', 'b'\]; expected two days in order"),
    ({"zoom": ["2003-01-01", "2003-01-01"]}, "expected two days in order"),
    ({"zoom": ["20030101", "20040101"]}, "expected two days in order"),
    ({"selected": "KAZ:law|1066/||"}, "No fact 'KAZ:law|1066/||'"),
    ({"selected": 5}, "selected is 5; expected a text"),
    ({"_dark": "yes"}, "_dark is 'yes'; expected True or False"),
    ({"_room": float("nan")}, "_room is nan; expected pixels"),
    ({"_room": 1e9}, "_room is 1000000000.0; expected pixels, 0 to 20,000"),
    ({"_esm": "hit()"}, "'_esm' is no field; expected view, country"),
    ({"_seen": {}}, "'_seen' is no field"),
    ({"years": [2001, 2003], "country": "ZZZ"}, "No records of 'ZZZ'"),
    ({"years": 5, "tracks": 5, "x": 5}, "(?s)3 problems.*years is 5.*tracks is 5.*'x' is no field"),
    ([], "a state is of type list"),
    (None, "a state is of type NoneType"),
]  # fmt: skip


def state_of(explorer):
    return {name: getattr(explorer, name) for name in (*TRAITS, "_seen", "_choices", "_esm")}


@pytest.fixture
def heard(shared, monkeypatch):
    """An explorer, and the messages that its browser receives beside states."""
    sent = []
    monkeypatch.setattr(shared, "send", lambda content, buffers=None: sent.append(content))
    shared.set_state(shared._choices["start"] | {"view": "timeline", "zoom": None, "_room": 720})
    assert sent == []
    return shared, sent


@pytest.mark.parametrize(("state", "says"), WRONG)
def test_a_wrong_state_of_the_browser_is_refused_in_words_and_nothing_changes(heard, state, says):
    explorer, sent = heard
    before = state_of(explorer)
    explorer.set_state(state)
    ((name, refused, message),) = (told.values() for told in sent)
    assert (name, refused) == (None, True) and re.search(says, message), message
    assert state_of(explorer) == before
    explorer.set_state({"country": "ARM"})
    assert explorer._seen["title"].startswith("Armenia")


def test_the_browser_gets_the_old_values_back_before_it_is_told_why(heard, monkeypatch):
    explorer, sent = heard
    monkeypatch.setattr(explorer, "send_state", lambda key: sent.append(set(key)))
    explorer.set_state({"country": "ZZZ", "_esm": "hit()"})
    returned, refusal = sent
    assert {*TRAITS, "_esm"} <= returned and refusal["refused"]


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ({"id": "1"}, "kind is None; expected one of 'ping'"),
        ({"kind": "x", "id": "1"}, "kind is 'x'; expected one of 'ping'"),
        ({"kind": ["save"], "id": "1"}, "expected one of 'ping'"),
        ({"kind": "ping"}, "id is None; expected 1 to 100 letters and digits"),
        ({"kind": "ping", "id": "x" * 101}, "expected 1 to 100 letters and digits"),
        ({"kind": "ping", "id": "\ud800"}, "expected 1 to 100 letters and digits"),
        ({"kind": "save", "id": "1"}, "format is None; expected one of 'pdf'"),
        ({"kind": "save", "id": "1", "format": "docx"}, "format is 'docx'; expected one of 'pdf'"),
        ({"kind": "save", "id": "1", "format": ["pdf"]}, "expected one of 'pdf'"),
        ({"kind": "save", "id": "1", "format": "pdf", "path": "/x"}, "a message has .'path'."),
        ({"kind": "search", "id": "1"}, "text is None; expected a text of at most 200"),
        ({"kind": "search", "id": "1", "text": "a" * 201}, "expected a text of at most 200"),
        ({"kind": "country", "id": "1", "text": {}}, "text is {}; expected a text"),
        ({"kind": "go", "id": "1", "fact": "KAZ"}, "No fact 'KAZ'"),
        ({"kind": "go", "id": "1", "fact": "ZZZ:law|2003/||x"}, "No fact 'ZZZ:law"),
        ({"kind": "go", "id": "1", "fact": None}, "fact is None; expected a text"),
        ("ping", "a message is of type str"),
        (None, "a message is of type NoneType"),
        ([], "a message is of type list"),
    ],
)
def test_a_wrong_message_is_answered_in_words_with_its_id(heard, message, says):
    explorer, sent = heard
    before = state_of(explorer)
    explorer._answer(None, message, [])
    ((name, refused, told),) = (answered.values() for answered in sent)
    given = message.get("id") if isinstance(message, dict) else None
    assert (name, refused) == ("1" if given == "1" else None, True)
    assert re.search(says, told), told
    assert state_of(explorer) == before


@pytest.mark.parametrize("path", ["/../../../x.html", "../x", "/x.pdf", "pdf/x", ".pdf", "PDF"])
def test_no_path_comes_from_the_browser(heard, path, monkeypatch):
    explorer, sent = heard
    monkeypatch.setattr(Path, "mkdir", lambda *_, **__: pytest.fail("a folder is made"))
    monkeypatch.setattr(Path, "write_bytes", lambda *_: pytest.fail("a file is written"))
    explorer._answer(None, {"kind": "save", "id": "1", "format": path}, [])
    (told,) = sent
    assert (
        told["refused"] and "expected one of 'pdf', 'svg', 'png', 'html', 'csv'" in told["message"]
    )


class Unwritable:
    """A value that cannot be written, compared or hashed."""

    __hash__ = None

    def __repr__(self):
        raise RuntimeError("no repr")

    def __eq__(self, other):
        raise RuntimeError("no comparison")


def odd_values(chance):
    endless = []
    endless.append(endless)
    wrong = [value for state, _ in WRONG if isinstance(state, dict) for value in state.values()]
    right = ["ARM", "overview", "compare", ["KAZ", "MOZ"], [2001, 2009], ["law", "rating"], "89mm",
             {"law": ["plan"]}, ["2003-01-01", "2003-01-02"], 560, 1, "dark", "csv", "30mm",
             ["0001-01-01", "9999-12-31"], [1, 9998], "0.00001mm", ""]  # fmt: skip
    odd = [
        None,
        True,
        0,
        -1,
        10**30,
        10**5000,
        1j,
        b"x",
        "\0",
        "\ud800",
        "x" * 100_000,
        {1},
        range(3),
    ]
    return [*wrong, *right, *odd, endless, Unwritable()]


def odd_state(chance, values):
    if chance.random() < 0.05:
        return chance.choice(values)
    names = [*TRAITS, "_heard", "_seen", "_css", "keys", "layout", "comm", 5, None]
    return {chance.choice(names): chance.choice(values) for _ in range(chance.randint(1, 3))}


def odd_message(chance, values):
    if chance.random() < 0.1:
        return chance.choice(values)
    message = {"kind": chance.choice([*MESSAGES, "anywidget-command", "__init__", None])}
    fields = ("id", "format", "text", "fact", "path")
    return message | {name: chance.choice(values) for name in fields if chance.random() < 0.5}


def test_500_random_states_and_messages_leave_it_alive(heard, few):
    (explorer, sent), chance = heard, random.Random(1)
    values = odd_values(chance)
    refused = 0
    for _ in range(500):
        before = state_of(explorer)
        if chance.random() < 0.6:
            explorer.set_state(odd_state(chance, values))
        else:
            explorer._answer(None, odd_message(chance, values), [])
            assert len(sent) == 1
        if sent and sent.pop().get("refused"):
            refused += 1
            assert state_of(explorer) == before
        sent.clear()
    assert refused > 250
    explorer.set_state({"view": "timeline", "country": "ARM", "years": [2001, 2012], "zoom": None})
    explorer.set_state({"only": {}, "width": None, "height": None, "theme": None, "_dark": False})
    assert sent == [] and explorer._seen["title"] == "Armenia, 2001–2012"
    assert figures_of(run(explorer.code, few)) == figures_of([explorer.chart])


def test_values_that_python_sets_together_are_refused_together(few):
    explorer = tl.explore(few, "KAZ")
    with pytest.raises(ValueError, match="'ZZZ'"), explorer.hold_trait_notifications():
        explorer.years, explorer.country = (2001, 2003), "ZZZ"
    assert explorer.code == 'tl.timeline(records, "KAZ")'
    explorer.country = "ARM"
    assert (
        explorer.code == 'tl.timeline(records, "ARM")' and explorer._seen["code"] == explorer.code
    )


def test_what_cannot_be_drawn_for_any_reason_leaves_the_last_view(heard, few, monkeypatch):
    explorer, sent = heard
    before = state_of(explorer)

    def fail(*_):
        raise KeyError("a fault of ours")

    monkeypatch.setattr("tinytl.explorer.widget.chart_of", fail)
    with pytest.raises(KeyError, match="a fault of ours"):
        explorer.years = (2002, 2007)
    assert state_of(explorer) == before
    explorer.set_state({"years": [2002, 2006]})
    assert sent == [{"id": None, "refused": True, "message": "KeyError: 'a fault of ours'"}]
    assert state_of(explorer) == before


@pytest.mark.parametrize(
    ("name", "says"),
    [("yeers", "Did you mean 'years'?"), ("tracs", "Did you mean 'tracks'?"),
     ("scales", "Did you mean 'scale'?"), ("qqq", "There are view, country, compared, countries"),
     ("_seen", "There are view"), ("layout", "There are view")],
)  # fmt: skip
def test_an_argument_that_there_is_not_is_a_type_error_that_names_what_was_meant(few, name, says):
    expected = f"explore() got an unexpected keyword argument '{name}'. {says}"
    with pytest.raises(TypeError, match=f"^{re.escape(expected)}"):
        tl.explore(few, "KAZ", **{name: None})


def test_all_wrong_arguments_are_told_at_once(few):
    with pytest.raises(RecordError, match=r"(?s)2 problems.*years is 5.*tracks is .'laws'."):
        tl.explore(few, "KAZ", years=5, tracks=["laws"])


def test_a_zoom_of_one_day_is_drawn(few):
    explorer = tl.explore(few, "KAZ", zoom=("2003-05-01", "2003-05-02"))
    assert explorer._seen["zoom"] == ("2003-05-01", "2003-05-02")


def test_a_file_of_a_country_with_a_long_name_has_a_name_that_any_disk_takes(tmp_path):
    land = "Я" * 45
    (tmp_path / "mine.csv").write_text(f"country,kind,start,value\n{land},rating,2003,1\n", "utf-8")
    content, _ = answer(tl.explore(tl.read_csv(tmp_path / "mine.csv")), "save", format="csv")
    assert content["names"] == [f"{'я' * 40}_2003-2003.csv"]


def test_a_country_whose_name_has_a_colon_can_be_gone_to(tmp_path):
    (tmp_path / "mine.csv").write_text(
        "country,kind,start,label,value\n"
        "A: B,rating,2003,,1\nA: B,law,2003,Law,\nC,rating,2003,,1\n"
    )
    explorer = tl.explore(tl.read_csv(tmp_path / "mine.csv"), "C")
    explorer.go("A: B:law|2003/||Law")
    assert (explorer.country, explorer.selected) == ("A: B", "A: B:law|2003/||Law")


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
    labels = [re.sub("<[^>]*>", " ", a["text"]) for a in notes if a["name"] == "label"]
    labels = [" ".join(label.replace(THIRD, "").split()) for label in labels]
    assert "May 2003? Full criminalization" in labels
    assert "9" not in labels  # of 2008; its line stays in the list
    lists = [
        [a["text"] for a in figure["layout"]["annotations"] if a["name"] == "line"]
        for figure in (whole, zoomed)
    ]
    assert lists[0] == lists[1] and "Palermo Protocol acceded" in lists[0]
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


@pytest.mark.parametrize("ending", PICTURES)
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
    assert answer(world, "country", text="qqqq")[0] == {
        "id": "1",
        "code": None,
        "codes": [],
        "near": [],
    }


def test_the_box_knows_the_countries_of_regions(world):
    assert answer(world, "country", text="central asia")[0] == {
        "id": "1",
        "code": None,
        "codes": ["KAZ", "KGZ", "TJK", "TKM", "UZB"],
        "near": [],
    }


def test_countries_of_which_there_is_more_are_marked(world):
    marks = {code: marks for code, _, marks in world._choices["countries"]}
    assert marks["KAZ"] == " · laws · events" and marks["ABW"] == ""


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


def paper(explorer):
    return explorer._seen["sheets"][0]["figure"]["layout"]["paper_bgcolor"]


def test_a_dark_page_shows_the_dark_theme_and_files_and_code_are_light(few, monkeypatch):
    explorer = tl.explore(few, "KAZ")
    light, saved = paper(explorer), answer(explorer, "save", format="svg")
    explorer.set_state({"_dark": True})
    assert paper(explorer) == THEMES["dark"].paper != light == THEMES["screen"].paper
    assert explorer.code == 'tl.timeline(records, "KAZ")'
    assert explorer.chart.scene.theme.name == "screen"
    assert answer(explorer, "save", format="svg") == saved
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    explorer._ipython_display_()
    picture = explorer.chart._repr_mimebundle_()["image/svg+xml"]
    assert shown[1]["text/html"] == still(picture, repr(explorer), explorer._choices["picture"])


@pytest.mark.parametrize(
    ("asked", "drawn", "code"),
    [
        ({"theme": "dark"}, "dark", ', theme="dark"'),
        ({"theme": "screen"}, "screen", ""),
        ({"theme": "print"}, "print", ', theme="print"'),
        ({"width": "nature-1"}, "print", ', width="nature-1"'),
        ({"width": "nature-1", "theme": "dark"}, "dark", ', width="nature-1", theme="dark"'),
    ],
)
def test_on_a_dark_page_what_is_chosen_is_shown_saved_and_in_the_code(few, asked, drawn, code):
    explorer = tl.explore(few, "KAZ", **asked)
    explorer.set_state({"_dark": True})
    assert paper(explorer) == THEMES[drawn].paper
    assert explorer.chart.scene.theme.name == drawn
    assert explorer.code == f'tl.timeline(records, "KAZ"{code})'


def test_counts_say_how_many_of_how_many_are_in_these_years(few):
    explorer = tl.explore(few, "KAZ", years=(2000, 2014))
    shown = [f for track in explorer.chart.tracks if track.kind == "law" for f in track.facts]
    every = few[(few.country == "KAZ") & (few.kind == "law")]
    assert [some["law"] for some in explorer._seen["counts"]] == [len(shown), len(every)]
    assert len(shown) < len(every)


def test_sizes_name_the_journals_they_are_for():
    assert SIZES["nature-1"] == "Nature, one column, 89mm" and set(SIZES) == {None, *tl.WIDTHS}


def test_a_download_reads_and_writes_no_file_here(few, tmp_path, monkeypatch):
    fonts.file(False)  # whose folder is made once in a process
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.mkdtemp", lambda *_, **__: pytest.fail("a folder is made"))
    (tmp_path / "kaz_2000-2014.caption.txt").write_text("Mine.", encoding="utf-8")
    explorer = tl.explore(few, "KAZ", years=(2000, 2014))
    _, (data,) = answer(explorer, "save", format="zip")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("kaz_2000-2014.caption.txt").startswith(explorer.chart.caption.encode())
    assert [file.read_text(encoding="utf-8") for file in tmp_path.iterdir()] == ["Mine."]


def test_what_cannot_be_saved_is_said(few):
    explorer = tl.explore(few, "KAZ", years=(1950, 1951))
    content, buffers = answer(explorer, "save", format="pdf")
    assert "No records of Kazakhstan" in content["message"] and buffers == []


def test_each_mark_and_label_of_the_figure_leads_to_its_row(few):
    explorer = tl.explore(few, "KAZ", tracks=KINDS)
    view = explorer._seen
    (sheet,) = view["sheets"]
    figure, notes = sheet["figure"], sheet["notes"]
    rows = {row["id"] for row in view["facts"]}
    for trace in figure["data"]:
        if trace["hoverinfo"] != "skip":
            assert {f"KAZ:{key}" for key in trace["customdata"] if key} <= rows, trace["name"]
    labels = {row["id"]: row["label"] for row in view["facts"]}
    lines: dict[str, list[str]] = {}
    numbered = set()
    for note, own in zip(figure["layout"]["annotations"], notes, strict=False):
        text = " ".join(re.sub("<[^>]*>", " ", note["text"]).replace(THIRD, "").split())
        if note["name"] == "line":
            lines.setdefault(own[0], []).append(text)
        elif re.fullmatch(r"\d+(–\d+)?", text):
            numbered |= set(own)
        elif own:
            assert text.endswith(labels[own[0]])
    assert set(lines) == numbered and len(lines) > 20
    assert all(" ".join(said[2:]) == labels[key] for key, said in lines.items())


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
