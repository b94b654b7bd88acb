"""Which labels are set in two lines, and where they break."""

import random

import pytest

from tinytl.layout.labels.place import place
from tinytl.layout.labels.wrap import in_two, shortened, wrap_choice


def test_labels_wrap_where_that_saves_lines():
    anchors, widths, halves = [30, 34, 38], [60, 60, 60], [30, 30, 30]
    assert wrap_choice(anchors, widths, halves, left=0, right=64) == (True, True, True)
    assert wrap_choice(anchors, widths, [None] * 3, left=0, right=64) == (False,) * 3
    assert wrap_choice(anchors, widths, [60, 61, 70], left=0, right=64) == (False,) * 3


def test_labels_with_room_stay_in_one_line():
    assert wrap_choice([20, 60], [30, 30], [15, 15], left=0, right=100) == (False, False)
    anchors, widths = [30, 50, 70, 300], [60, 60, 60, 90]
    found = wrap_choice(anchors, widths, [24, 24, 24, 45], left=0, right=400)
    assert found == (True, True, False, False)


def test_labels_wrap_where_they_have_no_place_in_one_line():
    assert wrap_choice([40, 60], [80, 70], [40, 35], left=0, right=100) != (False, False)
    assert wrap_choice([50], [120], [60], left=0, right=100) == (True,)


def test_no_labels_wrap_in_none():
    assert wrap_choice([], [], [], left=0, right=100) == ()


def test_two_lines_are_chosen_to_keep_more_labels_in_few_rows():
    anchors, widths, halves = [20, 50, 80], [60, 60, 60], [28, 28, 28]
    where = {"left": 0, "right": 100, "max_rows": 1}
    choice = wrap_choice(anchors, widths, halves, **where)
    now = [h if c else w for w, h, c in zip(widths, halves, choice, strict=True)]
    assert place(anchors, widths, **where).rows.count(-1) == 2
    assert place(anchors, now, **where).rows.count(-1) == 0


def test_two_lines_never_cost_a_more_important_label_its_place():
    for seed in range(60):
        chance = random.Random(seed)
        n = chance.randint(2, 12)
        anchors = [chance.uniform(0, 300) for _ in range(n)]
        widths = [chance.uniform(30, 120) for _ in anchors]
        halves = [w * chance.uniform(0.5, 0.9) if chance.random() < 0.8 else None for w in widths]
        worth = [chance.randint(0, 2) for _ in anchors]
        where = {"left": 0, "right": 300, "gap": 3, "max_rows": 2, "importance": worth}
        choice = wrap_choice(anchors, widths, halves, **where)
        now = [h if c else w for w, h, c in zip(widths, halves, choice, strict=True)]
        one, two = place(anchors, widths, **where), place(anchors, now, **where)
        kept = [
            sorted((w for w, row in zip(worth, found.rows, strict=True) if row >= 0), reverse=True)
            for found in (two, one)
        ]
        assert kept[0] >= kept[1], seed


@pytest.mark.parametrize("seed", range(40))
def test_the_rows_are_no_higher_than_in_one_line_or_in_two(seed):
    chance = random.Random(seed)
    anchors = [chance.uniform(0, 400) for _ in range(chance.randint(3, 25))]
    widths = [chance.uniform(30, 120) for _ in anchors]
    halves = [w * chance.uniform(0.5, 0.9) for w in widths]
    where = {"left": 0, "right": 400, "gap": 3, "inset": 3}

    def height(choice):
        now = [h if c else w for w, h, c in zip(widths, halves, choice, strict=True)]
        try:
            rows = place(anchors, now, **where).rows
        except ValueError:
            return float("inf")
        high = {row for row, c in zip(rows, choice, strict=True) if c}
        return (max(rows) + 1) * 1.5 + len(high)

    chosen = height(wrap_choice(anchors, widths, halves, **where, overhead=0.5))
    # The choice is made with the quick method, which may need a row more than `place`.
    assert chosen <= min(height([False] * len(widths)), height([True] * len(widths))) + 2.5


def test_a_text_breaks_where_its_longer_line_is_shortest():
    assert in_two("Law on trafficking in persons") == ("Law on trafficking", "in persons")
    assert in_two("iiiiii iiiiii WWWWWW") == ("iiiiii iiiiii", "WWWWWW")
    assert in_two("Ratification") is None
    assert in_two("") is None


def test_a_long_text_is_cut_with_an_ellipsis():
    assert shortened("Law on trafficking", 8) == "Law on…"
    assert shortened("Law", 3) == shortened("Law", None) == "Law"
