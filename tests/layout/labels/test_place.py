"""Placement of labels, against judges that share no code with it."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge import Scene, fewest_rows, least_rows, score
from tinytl.layout.labels.place import Placement, place

properties = settings()


@st.composite
def instances(draw, most=12):
    """Labels with many equal and nearly equal anchors; wide ones, too, so some cannot be placed."""
    span = draw(st.sampled_from([60.0, 200.0, 500.0, 1000.0]))
    some = st.floats(0, 1).map(lambda u: round(u * span, 3))  # panning loses finer differences
    anchors = draw(st.lists(some | st.integers(0, int(span)).map(float), min_size=1, max_size=most))
    near = st.tuples(st.sampled_from(anchors), st.sampled_from([-1.0, -0.25, 0.0, 0.0, 0.5, 3.0]))
    more = draw(st.lists(near, max_size=most // 2))
    anchors += [min(span, max(0.0, x + by)) for x, by in more]
    widths = [draw(st.floats(2, 0.4 * span)) for _ in anchors]
    room = {
        "left": -draw(st.sampled_from([0.0, 10.0])),
        "right": span + draw(st.sampled_from([0.0, 10.0])),
        "gap": draw(st.sampled_from([0.0, 2.0, 6.0])),
        "apart": draw(st.sampled_from([1.0, 2.5, 4.0])),
        "inset": draw(st.sampled_from([0.0, 2.0, 5.0])),
    }
    return anchors, widths, room


def placed(anchors, widths, room, **more):
    """The placement, or None if there is none."""
    try:
        return place(anchors, widths, **room, **more)
    except ValueError:
        return None


def scored(anchors, widths, room, found):
    apart = min(room["apart"], (room["right"] - room["left"]) / len(anchors))
    return score(anchors, widths, found, gap=room["gap"], apart=apart)


def pairs(anchors):
    """Labels from left to right, equal ones in the order of the input, each with each after it."""
    return itertools.combinations(sorted(range(len(anchors)), key=lambda i: (anchors[i], i)), 2)


# The rules


@properties
@given(instances())
def test_no_label_overlaps_another_and_no_leader_crosses_a_label(instance):
    if found := placed(*instance):
        seen = scored(*instance, found)
        assert (seen.overlaps, seen.crossings) == (0, 0)


@properties
@given(instances())
def test_leaders_are_apart_where_the_axis_has_room(instance):
    anchors, _, room = instance
    if found := placed(*instance):
        fair = (room["right"] - room["left"]) / len(anchors)
        assert scored(*instance, found).nearest >= min(room["apart"], fair) - 1e-6


@properties
@given(instances())
def test_leaders_part_as_little_as_it_takes(instance):
    anchors, widths, room = instance
    if found := placed(*instance):
        scene = Scene.of(anchors, widths, **room)
        for i, x in zip(scene.order, scene.leaders, strict=True):
            assert anchors[i] + found.shifts[i] == pytest.approx(x, abs=1e-6)


@properties
@given(instances())
def test_boxes_hold_their_leader_and_stay_between_the_walls(instance):
    anchors, widths, room = instance
    if found := placed(*instance):
        for x, w, by, shift in zip(anchors, widths, found.offsets, found.shifts, strict=True):
            assert abs(by - shift) <= w / 2 + 1e-6
            assert room["left"] - 1e-6 <= x + by - w / 2
            assert x + by + w / 2 <= room["right"] + 1e-6
            assert room["left"] - 1e-6 <= x + shift <= room["right"] + 1e-6


@properties
@given(instances())
def test_labels_of_a_row_read_in_the_order_of_their_dates_and_ties_in_that_of_the_table(instance):
    anchors, _, _ = instance
    if found := placed(*instance):
        for i, j in pairs(anchors):
            assert anchors[i] + found.shifts[i] < anchors[j] + found.shifts[j]
            if found.rows[i] == found.rows[j]:
                assert anchors[i] + found.offsets[i] < anchors[j] + found.offsets[j]


@properties
@given(instances(), st.floats(1, 200), st.floats(-1e4, 1e4))
def test_zooming_in_and_panning_keep_labels_and_leaders_apart(instance, factor, pan):
    anchors, widths, room = instance
    if found := placed(*instance):
        seen = scored([factor * x + pan for x in anchors], widths, room, found)
        assert (seen.overlaps, seen.crossings) == (0, 0)
        assert seen.nearest >= scored(*instance, found).nearest - 1e-6


@properties
@given(instances(), st.randoms())
def test_any_distances_may_grow(instance, chance):
    anchors, widths, room = instance
    if found := placed(*instance):
        at = sorted(set(anchors))
        steps = [(b - a) * chance.choice([1, 1.2, 7]) for a, b in itertools.pairwise(at)]
        grown = dict(zip(at, itertools.accumulate(steps, initial=at[0]), strict=True))
        seen = scored([grown[x] for x in anchors], widths, room, found)
        assert (seen.overlaps, seen.crossings) == (0, 0)


@properties
@given(instances(), st.randoms())
def test_the_order_of_the_input_matters_for_equal_anchors_only(instance, chance):
    anchors, widths, room = instance
    shuffled = chance.sample(range(len(anchors)), len(anchors))
    order = sorted(shuffled, key=lambda i: (shuffled.index(anchors.index(anchors[i])), i))
    here = placed(*instance)
    there = placed([anchors[i] for i in order], [widths[i] for i in order], room)
    if here is None:
        assert there is None
    else:
        assert there.rows == tuple(here.rows[i] for i in order)
        assert there.offsets == tuple(here.offsets[i] for i in order)
        assert there.shifts == tuple(here.shifts[i] for i in order)
        assert place(anchors, widths, **room) == here


def test_labels_with_room_stand_over_their_anchors():
    found = place([20, 60, 100], [30, 30, 30], left=0, right=120, gap=4)
    assert found == Placement((0, 0, 0), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1)


def test_a_leader_meets_its_box_well_inside_where_neighbours_allow():
    alone = place([5, 60], [40, 40], left=0, right=100, inset=8)
    assert 5 - (5 + alone.offsets[0] - 20) == pytest.approx(5)  # the wall is nearer than that
    pair = place([50, 60], [40, 40], left=0, right=100, inset=8)
    assert pair.n_rows == 1
    assert pair.offsets[0] + 20 >= 1.25  # eight to the right would be on the other's leader


def test_no_labels_need_no_rows():
    assert place([], [], left=0, right=100) == Placement((), (), (), 0)


def test_a_label_wider_than_the_axis_is_named():
    with pytest.raises(ValueError, match="label 1 is 20 wider than the axis"):
        place([10, 50], [30, 120], left=0, right=100)


def test_an_anchor_outside_of_the_axis_is_named():
    with pytest.raises(ValueError, match="anchor 0 is at -5, outside of 0 to 100"):
        place([-5, 50], [30, 12], left=0, right=100)


def test_labels_that_exclude_each_other_are_named_with_what_they_lack():
    # Each covers the other's leader wherever it stands; 59 of the axis are left for the second.
    with pytest.raises(ValueError, match=r"2 labels find no place.* label 1 lacks least.* 11 too"):
        place([40, 60], [80, 70], left=0, right=100, apart=2)


# Few rows, near the anchors


def random_instance(seed, most):
    """As `instances`, but the same on every machine."""
    chance = random.Random(seed)
    span = chance.choice([60, 120, 200, 300, 500])
    anchors = []
    for _ in range(chance.randint(1, most)):
        kind = chance.random()
        if anchors and kind < 0.25:
            anchors.append(chance.choice(anchors))
        elif anchors and kind < 0.4:
            near = chance.choice(anchors) + chance.choice([-3, -1, -0.5, 0.5, 1, 3])
            anchors.append(min(span, max(0, near)))
        else:
            anchors.append(chance.uniform(0, span))
    widths = [chance.uniform(5, min(span, chance.choice([40, 90, 160]))) for _ in anchors]
    room = {"left": 0.0, "right": float(span), "gap": chance.choice([0, 2, 6])}
    return (
        anchors,
        widths,
        room
        | {
            "apart": chance.choice([1, 2.5, 3]),
            "inset": chance.choice([0, 2, 5]),
        },
    )


def test_labels_are_placed_if_any_number_of_rows_can_hold_them_and_rarely_in_a_row_too_many():
    more = []
    for seed in range(1500):
        anchors, widths, room = random_instance(seed, 7)
        found, judge = placed(anchors, widths, room), least_rows(Scene.of(anchors, widths, **room))
        assert (found is None) == (judge is None), seed
        if found:
            more.append(found.n_rows - judge)
            seen = scored(anchors, widths, room, found)
            assert (seen.overlaps, seen.crossings) == (0, 0), seed
    assert len(more) > 1000
    assert set(more) <= {0, 1}
    assert sum(more) <= 0.03 * len(more)


def dense_instance(seed, *, equal=0.0):
    chance = random.Random(seed)
    n, span = chance.randint(20, 60), chance.choice([650.0, 1100.0, 2000.0, 4000.0])
    anchors = [chance.uniform(0, span) for _ in range(n)]
    anchors = [chance.choice(anchors) if chance.random() < equal else x for x in anchors]
    widths = [chance.uniform(20, chance.choice([100, 160])) for _ in anchors]
    return anchors, widths, {"left": 0.0, "right": span, "gap": 4.0, "apart": 2.5, "inset": 3.0}


@pytest.mark.parametrize("equal", [0.0, 0.2])
def test_up_to_60_labels_need_at_most_two_rows_more_than_an_exact_judge_finds(equal):
    for seed in range(6):
        anchors, widths, room = dense_instance(seed, equal=equal)
        found = placed(anchors, widths, room)
        judge = fewest_rows(Scene.of(anchors, widths, **room))
        assert (found is None) == (judge is None), seed
        if found:
            assert found.n_rows - judge in (0, 1, 2), seed
            seen = scored(anchors, widths, room, found)
            assert (seen.overlaps, seen.crossings) == (0, 0), seed


def test_the_judges_agree():
    for seed in range(200):
        anchors, widths, room = random_instance(seed, 6)
        scene = Scene.of(anchors, widths, **room)
        assert least_rows(scene) == fewest_rows(scene), seed


@pytest.mark.parametrize("n", [100, 500, 2000])
def test_many_labels_are_placed_without_an_overlap(n):
    chance = random.Random(1)
    anchors = [chance.uniform(0, 40 * n) for _ in range(n)]
    widths = [chance.uniform(20, 160) for _ in anchors]
    room = {"left": 0, "right": 40 * n, "gap": 4, "apart": 2.5, "inset": 3}
    seen = scored(anchors, widths, room, place(anchors, widths, **room))
    assert (seen.overlaps, seen.crossings) == (0, 0)
    assert seen.nearest >= 2.5 - 1e-6


# Numbers


@properties
@given(instances(), st.randoms())
def test_numbers_overlap_nothing_and_keep_their_order_also_when_zoomed(instance, chance):
    anchors, widths, room = instance
    small = [i for i in range(len(anchors)) if chance.random() < 0.7]
    widths = [min(w, 9.0) if i in small else w for i, w in enumerate(widths)]
    if found := placed(anchors, widths, room, numbers=small):
        for factor in (1, 1.7, 30):
            seen = scored([factor * x for x in anchors], widths, room, found)
            assert (seen.overlaps, seen.crossings) == (0, 0)
        for i, j in pairs(anchors):
            assert anchors[i] + found.shifts[i] < anchors[j] + found.shifts[j]


def test_numbers_stand_below_all_labels_where_the_page_has_room():
    for seed in range(60):
        chance = random.Random(seed)
        anchors = [chance.uniform(0, 500) for _ in range(20)]
        small = chance.sample(range(20), 15)
        widths = [8.0 if i in small else 60.0 for i in range(20)]
        found = place(anchors, widths, left=-40, right=540, gap=2, numbers=small)
        others = [row for i, row in enumerate(found.rows) if i not in small]
        assert max(found.rows[i] for i in small) < min(others)


def test_numbers_that_are_close_part_in_one_row_each_at_the_end_of_its_leader():
    room = {"left": 0, "right": 200, "gap": 2}
    found = place([50, 50, 52, 150], [8] * 4, **room, numbers=range(4))
    assert found.rows == (0, 0, 0, 0)
    assert found.offsets == pytest.approx(found.shifts)
    assert found.shifts[3] == 0
    ends = [x + by for x, by in zip([50, 50, 52], found.shifts, strict=False)]
    assert [b - a for a, b in itertools.pairwise(ends)] == pytest.approx([10, 10])


def test_numbers_take_a_second_row_before_a_leader_moves_far_aside():
    anchors = [100 + n * 0.1 for n in range(12)]
    found = place(anchors, [8] * 12, left=0, right=400, gap=2, numbers=range(12))
    assert found.n_rows == 2
    assert max(map(abs, found.shifts)) <= 5.25 * 6


def test_the_leader_of_a_label_passes_between_numbers():
    found = place([50, 51, 52], [8, 60, 8], left=0, right=200, gap=2, numbers=[0, 2])
    assert found.rows == (0, 1, 0)
    leaders = [x + by for x, by in zip([50, 51, 52], found.shifts, strict=True)]
    assert leaders[0] + 4 < leaders[1] < leaders[2] - 4


# The score


def test_the_score_sees_overlaps_crossings_and_lack_of_room():
    def hung(rows, offsets, shifts=(0.0, 0.0)):
        return Placement(rows, offsets, shifts, max(rows) + 1)

    side_by_side = hung((0, 0), (0.0, 0.0))
    assert score([10, 30], [20, 20], side_by_side).overlaps == 0
    assert score([10, 30], [20, 20], side_by_side, gap=1).overlaps == 1
    assert score([10, 30], [30, 20], side_by_side).overlaps == 1
    stairs = hung((0, 1), (0.0, 0.0))
    assert score([10, 30], [30, 20], stairs).crossings == 0
    assert score([10, 30], [42, 20], stairs).crossings == 1
    assert score([10, 30], [38, 20], stairs, apart=4).crossings == 1
    assert score([10, 30], [10, 20], hung((0, 1), (0.0, 0.0), (25.0, 0.0))).crossings == 1
    moved = score([10, 30], [10, 20], hung((0, 1), (3.0, -4.0), (1.0, 0.0)))
    assert (moved.n_rows, moved.displacement, moved.squared, moved.nearest) == (2, 7.0, 25.0, 19.0)
