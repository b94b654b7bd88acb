import numpy as np
import pandas as pd
import pytest

import tinytl as tl


def test_the_tiers_are_ranked_from_the_best():
    assert [tl.TIP_TIERS.rank(code) for code in ("1", "2", "2WL", "3")] == [0, 1, 2, 3]
    assert tl.TIP_TIERS.is_better("2", "2WL")


def test_a_special_case_is_no_rank_but_has_a_name():
    assert tl.TIP_TIERS.rank("SC") is None
    assert tl.TIP_TIERS.label("SC") == "Special Case"
    assert "SC" in tl.TIP_TIERS.codes


def test_running_text_says_the_watch_list_in_full():
    assert (tl.TIP_TIERS.label("2WL"), tl.TIP_TIERS.full_label("2WL")) == (
        "Watch List",
        "Tier 2 Watch List",
    )


def test_without_labels_the_codes_are_shown():
    assert tl.Scale(["A", "B"]).label("B") == "B"


@pytest.mark.parametrize(
    ("levels", "labels", "message"),
    [
        ([], None, "needs levels"),
        (["A", "A"], None, "each once"),
        (["A", "B"], ["Good"], "one label a level: 2 levels, 1 labels"),
    ],
)
def test_a_scale_that_cannot_be_says_why(levels, labels, message):
    with pytest.raises(ValueError, match=message):
        tl.Scale(levels, labels=labels)


NO_SCALES = ["TIP", None, ["1", "2"], tl.Scale, np.zeros(3), pd.DataFrame({"a": [1, 2]})]


@pytest.mark.parametrize("wrong", NO_SCALES, ids=lambda wrong: type(wrong).__name__)
def test_what_is_no_scale_is_refused_by_everything_that_takes_one(records, wrong):
    some = records[records["country"] == "KAZ"]
    named = {name: name for name in ("kind", "country", "start", "end", "value", "label")}
    for take in (
        lambda: tl.read_csv("none.csv", scale=wrong),
        lambda: tl.read_csv([], scale=wrong),
        lambda: tl.concat([some], wrong),
        lambda: tl.tidy(some, **named, scale=wrong),
        lambda: tl.spells(some, scale=wrong),
        lambda: tl.changes(some, scale=wrong),
        lambda: tl.panel(some, scale=wrong),
    ):
        with pytest.raises(
            tl.RecordError, match=r"scale is (?s:.*); expected a tl\.Scale, or a list of them\.$"
        ):
            take()


@pytest.mark.parametrize(
    "axes",
    [{"N2": 3}, {"N2": (0, 1)}, {"N2": None}, {1: tl.Axis()}, None, "N2", [("N2", tl.Axis())]],
)
def test_axes_are_checked_when_they_are_given(axes):
    with pytest.raises(tl.RecordError, match=r"axes is .*; expected the axis of each index, as in"):
        tl.TIP_TIERS.with_axes(axes)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"levels": [None, "a", ""]}, "levels has None, ''; expected texts of one line"),
        ({"levels": ["a ", "b\nc", "d\u200b"]}, r"levels has 'a ', 'b\\nc', .*; expected"),
        ({"levels": [float("nan")]}, "levels has nan; expected"),
        ({"levels": {"a": "A"}}, r"levels is \{'a': 'A'\}; expected a list"),
        ({"levels": {"a"}}, r"levels is \{'a'\}; expected a list"),  # without an order
        ({"levels": ["a"], "labels": {"a": "A"}}, r"labels is \{'a': 'A'\}; expected a list"),
        ({"levels": ["a"], "labels": [None]}, "labels has None; expected"),
        ({"levels": ["a"], "unranked": {"x": ""}}, "unranked has ''; expected"),
        ({"levels": ["a"], "unranked": [("x", "X")]}, "unranked is .*; expected a dict of labels"),
        ({"levels": ["a"], "name": " "}, "name is ' '; expected a text of one line"),
        ({"levels": ["a"], "name": None}, "name is None; expected a text of one line"),
    ],
)
def test_codes_and_labels_that_cannot_be_drawn_are_refused(given, told):
    with pytest.raises(tl.RecordError, match=told):
        tl.Scale(**given)


def test_levels_may_be_numbers_and_any_series():
    assert tl.Scale([1, np.int64(2)]).levels == ("1", "2")
    assert tl.Scale(pd.Series(["a", "b"]), labels=iter(["A", "B"])).labels == ("A", "B")


def test_a_code_that_a_scale_does_not_have_is_told():
    for look_up in (tl.TIP_TIERS.label, tl.TIP_TIERS.full_label):
        with pytest.raises(
            tl.RecordError, match=r"code is '2W'; expected one of 1, 2, 2WL, 3, SC "
        ):
            look_up("2W")
    with pytest.raises(tl.RecordError, match=r"\('SC', '1'\); expected levels out of 1, 2, 2WL, 3"):
        tl.TIP_TIERS.is_better("SC", "1")
