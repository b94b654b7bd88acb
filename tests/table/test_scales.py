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
