"""Scales with many levels or with no better and worse, and indices on axes of their own."""

import pandas as pd
import pytest

import tinytl as tl
from scenes import area_of, lines
from sweep import faults
from tinytl.layout.theme import PRINT
from tinytl.story.tracks import plural_role

NOTCHES = [letter + sign for letter in ("AAA", "AA", "A", "BBB", "BB", "B", "C")
           for sign in ("+", "", "-")][:20]  # fmt: skip


def index(values, category="freedom"):
    rows = [("KAZ", "index", str(year), str(value), category) for year, value in values.items()]
    return pd.DataFrame(rows, columns=["country", "kind", "start", "value", "category"])


def drawn(records, axis=None):
    scale = tl.TIP_TIERS.with_axes({"freedom": axis}) if axis else tl.TIP_TIERS
    return area_of(tl.timeline(records, "KAZ", scale=scale, width="89mm"), "index")


def test_twenty_levels_have_a_lane_and_a_name_each():
    scale = tl.Scale(NOTCHES, name="Credit")
    rows = [("KAZ", "rating", str(2001 + n), level) for n, level in enumerate(NOTCHES)]
    table = pd.DataFrame(rows, columns=["country", "kind", "start", "value"])
    scene = tl.timeline(table, "KAZ", scale=scale, width="89mm").scene
    assert [name for _, name in scene.areas[0].ticks] == NOTCHES
    assert faults(scene) == []


def test_levels_that_are_only_different_have_one_colour():
    rows = [("KAZ", "rating", "2001", "party"), ("KAZ", "rating", "2002", "military")]
    table = pd.DataFrame(rows, columns=["country", "kind", "start", "value"])
    tints = []
    for neutral in (True, False):
        scale = tl.Scale(["party", "military"], name="Regime", neutral=neutral)
        area = area_of(tl.timeline(table, "KAZ", scale=scale, width="89mm"), "rating")
        assert {line.colour for line in lines(area)} == {PRINT.ink}
        tints.append({mark.fill for mark in area.ground})
    assert tints == [set(), {PRINT.tints[0], PRINT.tints[-1]}]


def test_an_axis_of_its_own_ends_where_its_values_or_the_reader_say():
    table = index({2001: 6.5, 2002: 7.1})
    assert drawn(table).ticks[0][0] == 0
    fitted = drawn(table, tl.Axis())
    assert fitted.ticks[0][0] == 6.4
    asked = drawn(table, tl.Axis(low=1, high=7.5))
    assert (round(asked.low), round(asked.high, 1)) == (1, 7.7)
    assert all(1 <= tick <= 7.5 for tick, _ in asked.ticks)


def test_where_lower_is_better_up_is_better_all_the_same():
    table = index({2001: 2, 2002: 6})
    best, worst = (drawn(table, tl.Axis(1, 7, lower_is_better=True)).y(value) for value in (2, 6))
    assert best < worst


def test_values_beyond_the_ends_are_told():
    with pytest.raises(tl.LayoutError, match="goes from 1 to 5, its values from 2 to 6: give"):
        drawn(index({2001: 2, 2002: 6}), tl.Axis(1, 5))


def test_gaps_are_bridged_on_request_only():
    table = index({2001: 2, 2003: 6, 2004: 6})
    for axis, count in ((tl.Axis(), 0), (tl.Axis(bridged=True), 1)):
        bridges = [line for line in lines(drawn(table, axis)) if line.role == "bridge"]
        assert len(bridges) == count
        assert all(line.dash and line.points[0][1] == 2 for line in bridges)
    scale = tl.Scale(["a", "b"], bridged=True)
    rows = [("KAZ", "rating", "2001", "a"), ("KAZ", "rating", "2003", "b")]
    rated = pd.DataFrame(rows, columns=["country", "kind", "start", "value"])
    area = area_of(tl.timeline(rated, "KAZ", scale=scale), "rating")
    assert [line.role for line in lines(area)].count("bridge") == 1


@pytest.mark.parametrize(
    ("kind", "category", "heading"),
    [
        ("government", "leader", "Leaders"),
        ("government", "first lady", "First ladies"),
        ("government", "head of state", "Heads of state"),
        ("government", "cabinets", "Cabinets"),
        ("government", "Democratic", "Democratic"),
        ("government", "Law and Justice", "Law and Justice"),
        ("index", "lngdp", "lngdp"),
        ("index", "Lngdp", "Lngdp"),
        ("index", "policy index", "Policy index"),
    ],
)
def test_headings_are_words_and_variables_stay_as_they_are(kind, category, heading):
    row = ("KAZ", kind, "2001", "2002", "A" * (kind != "index"), "1" * (kind == "index"), category)
    columns = ["country", "kind", "start", "end", "label", "value", "category"]
    chart = tl.timeline(pd.DataFrame([row], columns=columns), "KAZ")
    assert chart.scene.areas[0].name == heading


def test_leaders_in_any_case_are_one_track():
    rows = [("KAZ", "government", "2001", "2003-05", "A", "Leader"),
            ("KAZ", "government", "2003-05-12", "..", "B", "leader")]  # fmt: skip
    columns = ["country", "kind", "start", "end", "label", "category"]
    chart = tl.timeline(pd.DataFrame(rows, columns=columns), "KAZ")
    assert [area.name for area in chart.scene.areas] == ["Leaders"]


def test_only_roles_have_plurals_and_names_stay_as_they_are():
    names = ("Democratic", "Law and Justice", "Labour", "boss", "")
    assert [plural_role(name) for name in names] == list(names)
    assert [plural_role(role) for role in ("King", "party")] == ["kings", "parties"]
