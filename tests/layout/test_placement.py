"""Labels: widths against a real browser, placement against brute force."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinytl.layout import placement as labels
from tinytl.layout.placement import Placement, place, score, text_width, wrap_choice

FAMILY = "Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif"
INF = float("inf")
settings.register_profile("labels", deadline=None, max_examples=60)
properties = settings.get_profile("labels")


# Text widths


HELD = """
Full criminalization|Partial criminalization|Nazarbayev|AVATAR Tó. Yes, Wolfe; P.A., LT11|Type 1
Côte d'Ivoire|São Tomé and Príncipe|Łódź, Škoda, Čapek|Việt Nam ở Huế|Ólafur Ragnar Grímsson
Curaçao: plan 2010–2012|Türkiye Büyük Millet Meclisi|ÆØÅ æøå þð ß|Ťažký ďábel ľ|ŵŷ ŴŶ Ġ ħ ċ
Law no. 210-I (3 Feb. 2003)|“Quoted” ‘text’ … — –|1990/91, 50 % & more|fi fl ffi To. Ve, Wa Yo
€ £ ¥ ½|Уголовный кодекс
Закон о торговле людьми|Нұрсұлтан Назарбаев|Қазақстан Республикасы|Ўзбекистон
Україна: Їжак, ґанок|Беларусь, Ў ў|Ђорђе Љиљана Њ|ГА Г. ТА Т, УА РА|Кыргыз Республикасы ү ө ң
Монгол Улс|Македонија Ѓ Ќ ѓ ќ|Тоҷикистон Ҷ ҷ Ӣ ӯ|Ёлка, съезд, ыч|Саха Сирэ ҕ ҥ
Ελληνική Δημοκρατία|Ποινικός Κώδικας|Νόμος 3064/2002|ΑΥΤΟΣ ΤΑ ΡΑ ΑΤ|Ύδρα, Ήπειρος, ώρα|Ά Έ Ή Ί Ό Ύ Ώ
Ϊ Ϋ ΐ ΰ|άέήίόύώ ς σ|Κύπρος: σχέδιο δράσης|Πρωθυπουργός|ΓΑ ΓΟ Λ Ψ Ξ Ω
A\u0301e\u0301n\u0303o\u0308c\u0327|И\u0306и\u0306|Ω\u0301α\u0301|q\u0303 x\u0301|Vie\u0302\u0323t
Ħal Qormi|Şişli, Ăăţ|Ģirts Ķegums|Ősz, Űr|Ẽ Ỹ ɐ
Iñupiaq ƛ|Anti-trafficking law amended|Turnbull, Wm. T. Jr.|yYvVwW.,:;-|KÄFER Ø ÅÄÖ|L'Union, d'Être
"""
HELD = HELD.strip().replace("\n", "|").split("|")
OTHER = """
قانون مكافحة الاتجار بالبشر|中华人民共和国刑法|日本国憲法|대한민국 형법
ประมวลกฎหมายอาญา|नेपाल सरकार|বাংলাদেশ|ქართული სამართალი
ישראל|תל אביב–יפו|ירושלים 2006|Հայաստանի|አማርኛ ሕግ|😀🎉👍|ភាសាខ្មែរ|மலேசியா|ﻻ ﷺ|①②③ ★☆ ♠♥
"""
OTHER = OTHER.strip().replace("\n", "|").split("|")


def measured(page, texts, sizes, weight="normal"):
    """Widths in px as the browser sets them, by text and size."""
    page.set_content("<svg xmlns='http://www.w3.org/2000/svg'></svg>")
    script = """([texts, sizes, family, weight]) => {
        const svg = document.querySelector('svg');
        return texts.map(text => sizes.map(size => {
            const line = document.createElementNS('http://www.w3.org/2000/svg', 'text');
            line.setAttribute('style',
                `font-family: ${family}; font-size: ${size}px; font-weight: ${weight};` +
                'text-rendering: geometricPrecision');
            line.textContent = text;
            svg.append(line);
            const width = line.getComputedTextLength();
            line.remove();
            return width;
        }));
    }"""
    return page.evaluate(script, [texts, sizes, FAMILY, weight])


@pytest.mark.browser
@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_widths_are_those_of_the_browser(page, weight):
    sizes = [9, 10, 11, 12, 13.5, 14]
    assert len(HELD) >= 60
    for text, widths in zip(HELD, measured(page, HELD, sizes, weight), strict=True):
        for size, width in zip(sizes, widths, strict=True):
            assert text_width(text, size, bold=weight == "bold") == pytest.approx(width, abs=0.5), (
                text
            )


@pytest.mark.browser
def test_widths_of_other_scripts_are_bounds_from_above(page):
    for text, [width] in zip(OTHER, measured(page, OTHER, [12]), strict=True):
        assert text_width(text, 12) >= width - 0.5, text


def test_composed_and_decomposed_letters_measure_the_same():
    assert text_width("Že\u0301\u0301", 12) == text_width("Zˇ"[0] + "\u030cé\u0301", 12)
    assert text_width("a\u200bb", 12) == text_width("ab", 12)


def test_the_width_is_in_the_unit_of_the_size():
    assert text_width("Law", 20) == pytest.approx(2 * text_width("Law", 10))
    assert text_width("", 10) == 0
    assert text_width("Law", 10, bold=True) > text_width("Law", 10)


# Placement


@st.composite
def instances(draw, most=12):
    """Labels with many equal and nearly equal anchors; wide ones, too, so some cannot be placed."""
    span = draw(st.sampled_from([60.0, 200.0, 500.0, 1000.0]))
    some = st.floats(0, 1).map(lambda u: u * span)
    anchors = draw(st.lists(some | st.integers(0, int(span)).map(float), min_size=1, max_size=most))
    near = st.tuples(st.sampled_from(anchors), st.sampled_from([-1.0, -0.25, 0.0, 0.0, 0.5, 3.0]))
    more = draw(st.lists(near, max_size=most // 2))
    anchors += [min(span, max(0.0, x + by)) for x, by in more]
    widths = [draw(st.floats(2, 0.4 * span)) for _ in anchors]
    room = {
        "left": -draw(st.sampled_from([0.0, 10.0])),
        "right": span + draw(st.sampled_from([0.0, 10.0])),
        "gap": draw(st.sampled_from([0.0, 2.0, 6.0])),
        "clearance": draw(st.sampled_from([0.0, 1.0, 3.0])),
        "inset": draw(st.sampled_from([0.0, 2.0, 5.0])),
    }
    return anchors, widths, room


def placed(anchors, widths, room):
    """The placement, or None if there is none."""
    try:
        return place(anchors, widths, **room)
    except ValueError:
        return None


def scored(anchors, widths, room, placement):
    return score(anchors, widths, placement, gap=room["gap"], clearance=room["clearance"])


@properties
@given(instances())
def test_no_label_overlaps_another_and_no_leader_crosses_a_label(instance):
    if placement := placed(*instance):
        found = scored(*instance, placement)
        assert (found.overlaps, found.crossings) == (0, 0)


@properties
@given(instances())
def test_labels_contain_their_anchor_and_stay_between_the_walls(instance):
    anchors, widths, room = instance
    if placement := placed(*instance):
        for x, w, by in zip(anchors, widths, placement.offsets, strict=True):
            assert abs(by) <= w / 2 + 1e-6
            assert room["left"] - 1e-6 <= x + by - w / 2
            assert x + by + w / 2 <= room["right"] + 1e-6


@properties
@given(instances())
def test_labels_of_a_row_read_in_the_order_of_their_anchors(instance):
    anchors, _, _ = instance
    if placement := placed(*instance):
        for i, j in itertools.permutations(range(len(anchors)), 2):
            if placement.rows[i] == placement.rows[j] and anchors[i] < anchors[j]:
                assert anchors[i] + placement.offsets[i] < anchors[j] + placement.offsets[j]


@properties
@given(instances())
def test_equal_anchors_stack_with_the_first_of_the_table_on_top(instance):
    anchors, _, _ = instance
    if placement := placed(*instance):
        for i, j in itertools.combinations(range(len(anchors)), 2):
            if anchors[i] == anchors[j]:
                assert placement.rows[i] > placement.rows[j]


@properties
@given(instances(), st.floats(1, 200), st.floats(-1e4, 1e4))
def test_zooming_in_and_panning_keep_labels_apart(instance, factor, pan):
    anchors, widths, room = instance
    if placement := placed(*instance):
        zoomed = [factor * x + pan for x in anchors]
        # The clearance of the first view: anchors that were near may leave room for more by now.
        found = score(zoomed, widths, placement, gap=room["gap"])
        assert (found.overlaps, found.crossings) == (0, 0)


@properties
@given(instances(), st.randoms())
def test_the_order_of_the_input_matters_for_equal_anchors_only(instance, chance):
    anchors, widths, room = instance
    shuffled = chance.sample(range(len(anchors)), len(anchors))
    order = sorted(shuffled, key=lambda i: (shuffled.index(anchors.index(anchors[i])), i))
    here, there = (
        placed(*instance),
        placed([anchors[i] for i in order], [widths[i] for i in order], room),
    )
    if here is None:
        assert there is None
    else:
        assert there.rows == tuple(here.rows[i] for i in order)
        assert there.offsets == tuple(here.offsets[i] for i in order)
        assert place(anchors, widths, **room) == here


@properties
@given(instances())
def test_a_mirrored_axis_needs_as_many_rows(instance):
    anchors, widths, room = instance
    if len(set(anchors)) == len(anchors):
        there = room | {"left": -room["right"], "right": -room["left"]}
        here, there = placed(*instance), placed([-x for x in anchors], widths, there)
        assert (here and here.n_rows) == (there and there.n_rows)


def test_labels_with_room_stand_over_their_anchors():
    placement = place([20, 60, 100], [30, 30, 30], left=0, right=120, gap=4)
    assert placement == Placement((0, 0, 0), (0.0, 0.0, 0.0), 1)


def test_no_labels_need_no_rows():
    assert place([], [], left=0, right=100) == Placement((), (), 0)


def test_a_label_wider_than_the_axis_is_named():
    with pytest.raises(ValueError, match="label 1 is 20 wider than the axis"):
        place([10, 50], [30, 120], left=0, right=100)


def test_an_anchor_outside_of_the_axis_is_named():
    with pytest.raises(ValueError, match="anchor 0 is at -5, outside of 0 to 100"):
        place([-5, 50], [30, 12], left=0, right=100)


def test_labels_that_exclude_each_other_are_named_with_what_they_lack():
    # Each covers the other's anchor wherever it stands; 60 of the axis are left for the second.
    with pytest.raises(ValueError, match=r"2 labels find no place.* label 1 lacks least.* 10 too"):
        place([40, 60], [80, 70], left=0, right=100)


# Optimality


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
    return (
        anchors,
        widths,
        {
            "left": 0.0,
            "right": float(span),
            "gap": chance.choice([0, 2, 6]),
            "clearance": chance.choice([0, 1, 3]),
            "inset": chance.choice([0, 2, 5]),
        },
    )


def bounds(x, w, rows, i, room):
    """Where the centre of label i may be, between the leaders of higher rows."""
    right = [(v - x[i]) / 2 for v in x if v > x[i]]
    left = [(x[i] - v) / 2 for v in x if v < x[i]]
    lo = max(
        room["left"] + w[i] / 2,
        min(x[i] + min(room["inset"], w[i] / 2, *right), room["right"]) - w[i] / 2,
    )
    hi = min(
        room["right"] - w[i] / 2,
        max(x[i] - min(room["inset"], w[i] / 2, *left), room["left"]) + w[i] / 2,
    )
    for j in range(len(x)):
        if rows[j] > rows[i] and x[j] < x[i]:
            clear = min([room["clearance"], *((v - x[j]) / 2 for v in x if v > x[j])])
            lo = max(lo, x[j] + clear + w[i] / 2)
        if rows[j] > rows[i] and x[j] > x[i]:
            clear = min([room["clearance"], *((x[j] - v) / 2 for v in x if v < x[j])])
            hi = min(hi, x[j] - clear - w[i] / 2)
    return lo, hi


def row_cost(ideal, distances, lo, hi):
    """Least squares of one row by the min-max formula of isotonic regression."""
    shift = [0.0, *itertools.accumulate(distances)]
    y = [a - b for a, b in zip(ideal, shift, strict=True)]
    lo = list(itertools.accumulate((a - b for a, b in zip(lo, shift, strict=True)), max))
    hi = list(
        itertools.accumulate((a - b for a, b in zip(hi[::-1], shift[::-1], strict=True)), min)
    )
    hi.reverse()
    if any(a > b + 1e-9 for a, b in zip(lo, hi, strict=True)):
        return INF

    def mean(a, b):
        return sum(y[a : b + 1]) / (b - a + 1)

    best = [
        min(max(min(max(mean(a, b), lo[b]), hi[a]) for a in range(i + 1)) for b in range(i, len(y)))
        for i in range(len(y))
    ]
    return sum((a - b) ** 2 for a, b in zip(best, y, strict=True))


def cost(x, w, rows, room):
    """Least sum of squares for given rows, INF if they cannot be."""
    order = sorted(range(len(x)), key=lambda i: (x[i], i))
    if any(x[a] == x[b] and rows[a] <= rows[b] for a, b in itertools.pairwise(order)):
        return INF
    limits = [bounds(x, w, rows, i, room) for i in range(len(x))]
    if any(lo > hi + 1e-9 for lo, hi in limits):
        return INF
    total = 0.0
    for row in set(rows):
        here = [i for i in order if rows[i] == row]
        distances = [
            (w[a] + w[b]) / 2
            + (
                0
                if any(x[a] < x[k] < x[b] and rows[k] > row for k in range(len(x)))
                else room["gap"]
            )
            for a, b in itertools.pairwise(here)
        ]
        limits_here = zip(*(limits[i] for i in here), strict=True)
        total += row_cost([x[i] for i in here], distances, *limits_here)
    return total


def brute_force(x, w, room):
    """Fewest rows and least squares over all ways to put labels into rows, or None."""
    for n_rows in range(1, len(x) + 1):
        best = min(cost(x, w, r, room) for r in itertools.product(range(n_rows), repeat=len(x)))
        if best < INF:
            return n_rows, best
    return None


def test_rows_and_squares_are_those_of_brute_force():
    for seed in range(300):
        instance = random_instance(seed, 5)
        placement, judge = placed(*instance), brute_force(*instance)
        if judge is None:
            assert placement is None, seed
        else:
            found = scored(*instance, placement)
            assert (found.n_rows, found.overlaps, found.crossings) == (judge[0], 0, 0), seed
            assert found.squared == pytest.approx(judge[1], abs=0.01), seed


@properties
@given(instances(most=4))
def test_rows_are_those_of_brute_force(instance):
    if len(instance[0]) <= 5:
        placement, judge = placed(*instance), brute_force(*instance)
        assert (placement and placement.n_rows) == (judge and judge[0])


def dense_instance(seed, *, equal=0.0):
    chance = random.Random(seed)
    n, span = chance.randint(20, 60), chance.choice([650.0, 1100.0, 2000.0, 4000.0])
    anchors = [chance.uniform(0, span) for _ in range(n)]
    anchors = [chance.choice(anchors) if chance.random() < equal else x for x in anchors]
    widths = [chance.uniform(20, chance.choice([100, 160])) for _ in anchors]
    return anchors, widths, {"left": 0.0, "right": span, "gap": 4.0, "clearance": 2.0, "inset": 3.0}


@pytest.mark.parametrize("equal", [0.0, 0.2])
def test_the_quick_method_needs_at_most_one_row_more(equal, monkeypatch):
    for seed in range(12):
        instance = dense_instance(seed, equal=equal)
        exact = placed(*instance)
        monkeypatch.setattr(labels, "EXACT_UP_TO", 0)
        quick = placed(*instance)
        monkeypatch.undo()
        if exact is None:
            assert quick is None
        else:
            found = scored(*instance, quick)
            assert (found.overlaps, found.crossings) == (0, 0)
            assert exact.n_rows <= quick.n_rows <= exact.n_rows + 1


def test_many_labels_are_placed_without_an_overlap():
    chance = random.Random(1)
    anchors = [chance.uniform(0, 20_000) for _ in range(500)]
    widths = [chance.uniform(20, 160) for _ in anchors]
    placement = place(anchors, widths, left=0, right=20_000, gap=4, clearance=2)
    found = score(anchors, widths, placement, gap=4, clearance=2)
    assert (found.overlaps, found.crossings) == (0, 0)


# Few rows, few lines


@properties
@given(instances(), st.integers(0, 3))
def test_no_label_that_was_left_out_could_be_added(instance, max_rows):
    anchors, widths, room = instance
    placement = place(anchors, widths, **room, max_rows=max_rows)
    found = scored(*instance, placement)
    assert placement.n_rows <= max_rows
    assert (found.overlaps, found.crossings) == (0, 0)
    assert all(
        by == 0 for row, by in zip(placement.rows, placement.offsets, strict=True) if row < 0
    )
    if max_rows and anchors:
        assert max(placement.rows) >= 0


def test_the_most_important_labels_stay():
    where = {"left": 0, "right": 100, "max_rows": 1}
    assert place([40, 50, 60], [60, 60, 60], **where).rows == (0, -1, -1)
    assert place([40, 50, 60], [60, 60, 60], **where, importance=[1, 2, 1]).rows == (-1, 0, -1)
    assert place([40, 50, 60], [60, 60, 60], left=0, right=200, max_rows=3).rows.count(-1) == 0


def test_labels_wrap_where_that_saves_lines():
    anchors, widths, halves = [30, 34, 38], [60, 60, 60], [30, 30, 30]
    assert wrap_choice([20, 60], [30, 30], [15, 15], left=0, right=100) == (False, False)
    assert wrap_choice(anchors, widths, halves, left=0, right=64) == (True, True, True)
    assert wrap_choice(anchors, widths, [None] * 3, left=0, right=64) == (False,) * 3


# Score


def test_the_score_sees_overlaps_crossings_and_lack_of_room():
    side_by_side = Placement((0, 0), (0.0, 0.0), 1)
    assert score([10, 30], [20, 20], side_by_side).overlaps == 0
    assert score([10, 30], [20, 20], side_by_side, gap=1).overlaps == 1
    assert score([10, 30], [30, 20], side_by_side).overlaps == 1
    stairs = Placement((0, 1), (0.0, 0.0), 2)
    assert score([10, 30], [30, 20], stairs).crossings == 0
    assert score([10, 30], [42, 20], stairs).crossings == 1
    assert score([10, 30], [38, 20], stairs, clearance=2).crossings == 1
    moved = score([10, 30], [10, 20], Placement((0, 1), (3.0, -4.0), 2))
    assert (moved.n_rows, moved.displacement, moved.squared) == (2, 7.0, 25.0)
