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
