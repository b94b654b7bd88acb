"""Everything drawn is named with its date: on the page, or in the caption where it has no room."""

import random
from itertools import combinations

import pytest

import tinytl as tl
from snapshot import CASES
from sweep import Spot, faults, spot, spots
from tinytl.layout.frame import MAX_ROWS
from tinytl.layout.labels.numbered_list import date_of
from tinytl.story.windows import Window

EVENTS = ("law", "event", "rating", "index", "government")
NAMED = ("law", "event", "government")
WIDTHS = ("89mm", "120mm", "183mm")


def hung(area):
    return [label for label in area.labels if label.leader]


def named_facts(chart):
    return [fact for track in chart.tracks if track.kind in NAMED for fact in track.facts]


def unnamed(chart):
    """The laws, events and governments that neither the page nor the caption names."""
    labels = [label for area in chart.scene.areas for label in area.labels]
    direct = {label.fact for label in labels if not label.numbered}
    numbered = {fact for label in labels for fact in label.numbered}
    lines = {}
    for text in chart.scene.texts:
        if text.fact:
            lines.setdefault(text.fact, []).append(text.text)
    for label in labels:
        if label.date:
            assert label.lines[0].startswith(date_of(label.fact))
            assert label.fact.label in " ".join(label.lines)

    caption = chart.caption

    def is_named(fact):
        if fact in direct:
            return True
        number, date, *said = lines.get(fact, ["", ""])
        listed = fact in numbered and (date, " ".join(said)) == (date_of(fact), fact.label)
        return (listed and number) or f"{fact.when}: {fact.label}" in caption

    return [fact.label for fact in named_facts(chart) if not is_named(fact)]


def numbers(area):
    """The numbers of a track from left to right, the first of those that share a label."""
    labels = [label for label in area.labels if label.numbered]
    labels.sort(key=lambda label: label.anchor)
    return [int(label.lines[0].partition("–")[0]) for label in labels]


@pytest.mark.parametrize("tracks", [None, EVENTS])
@pytest.mark.parametrize("width", WIDTHS)
def test_each_law_event_and_government_is_named_and_no_text_is_over_another(records, width, tracks):
    for country in CASES:
        chart = tl.timeline(records, country, width=width, tracks=tracks)
        assert faults(chart.scene) == [], country
        assert unnamed(chart) == [], country
        assert "…" not in "".join(text.text for text in chart.scene.written), country


@pytest.mark.parametrize("width", WIDTHS)
def test_numbers_run_in_the_order_of_dates_and_the_list_in_that_of_numbers(records, width):
    for country in CASES:
        scene = tl.timeline(records, country, width=width, tracks=EVENTS, labels="numbers").scene
        found = [numbers(area) for area in scene.areas]
        for area, own in zip(scene.areas, found, strict=True):
            assert own == sorted(own), country
            listed = [fact.start.earliest for number, fact in area.listed if number]
            middles = [scene.time_axis.window.clip(f.first, f.last) for _, f in area.listed]
            assert [sum(m) for m in middles] == sorted(sum(m) for m in middles), country
            assert len(listed) == len(area.listed)
        every = [int(number) for area in scene.areas for number, _ in area.listed]
        assert every == [*range(1, len(every) + 1)], country


@pytest.mark.parametrize("width", WIDTHS)
def test_a_track_has_labels_in_three_rows_at_most_or_only_its_guides_have(records, width):
    for country in CASES:
        scene = tl.timeline(records, country, width=width, tracks=EVENTS).scene
        for area in scene.areas:
            direct = [label for label in hung(area) if not label.numbered]
            assert len({label.top for label in direct}) <= MAX_ROWS
            if area.id in ("law", "event") and area.listed:
                assert all(label.fact.criminalizes for label in direct), country


def test_kazakhstan_with_its_events_is_dated_on_two_thirds_of_a_page(records):
    chart = tl.timeline(records, "KAZ", width="183mm", tracks=EVENTS)
    assert chart.scene.height <= 420
    assert unnamed(chart) == []
    assert len([fact for fact in named_facts(chart) if fact.kind != "government"]) >= 40


def test_labels_are_direct_numbered_or_none_as_asked(records):
    asked = {
        mode: tl.timeline(records, "KAZ", width="183mm", tracks=("law",), labels=mode)
        for mode in ("auto", "direct", "numbers", "none")
    }
    areas = {mode: chart.scene.areas[0] for mode, chart in asked.items()}
    facts = len(asked["auto"].tracks[0].facts)
    assert len(areas["direct"].labels) == facts and not areas["direct"].listed
    assert len({label.top for label in areas["direct"].labels}) > MAX_ROWS
    assert areas["none"].labels == areas["none"].listed == ()
    assert unnamed(asked["none"]) == []
    for mode in ("auto", "numbers"):
        direct = [label.fact for label in areas[mode].labels if not label.numbered]
        assert len(direct) == 2 and all(fact.criminalizes for fact in direct)
        assert len(areas[mode].listed) == facts - 2


def test_max_rows_says_how_many_rows_labels_may_have(records):
    few, many = (
        tl.timeline(records, "ARM", width="183mm", tracks=("law",), max_rows=rows).scene.areas[0]
        for rows in (1, 3)
    )
    assert few.listed and not many.listed
    none = tl.timeline(records, "ARM", width="183mm", tracks=("law",), max_rows=0).scene.areas[0]
    assert all(label.numbered for label in none.labels)


def test_what_is_guided_keeps_its_label(records):
    scene = tl.timeline(
        records, "KAZ", width="183mm", tracks=("law", "rating"), guides=["plan"]
    ).scene
    direct = {label.fact.category for label in scene.areas[0].labels if not label.numbered}
    assert direct == {"plan"}


def test_a_height_without_room_for_the_list_sends_it_to_the_caption(records):
    whole = tl.timeline(records, "KAZ", width="183mm")
    low = tl.timeline(records, "KAZ", width="183mm", height="75mm")
    assert any(text.fact for text in whole.scene.texts)
    assert not any(text.fact for text in low.scene.texts)
    assert "Numbers: see caption" in {text.text for text in low.scene.texts}
    assert "(1) 2002 (uncertain): Training, checks, coordinator" in low.caption
    assert "(1)" not in whole.caption
    assert unnamed(low) == faults(low.scene) == []


def leaders_over(scene):
    """Leaders that run through a label or a number, or through a heading."""
    found = []
    texts = [spot(text) for text in scene.texts]
    for area in scene.areas:
        boxes = []
        for label in hung(area):
            x = scene.time_axis.x(label.anchor) + label.offset
            top = area.top + label.top
            boxes.append(
                Spot(x - label.width / 2, top, x + label.width / 2, top + label.height, "")
            )
        for n, label in enumerate(hung(area)):
            x = scene.time_axis.x(label.anchor) + label.shift
            ends = sorted(area.top + y for y in label.leader[1:])
            leader = Spot(x - 0.3, ends[0], x + 0.3, ends[1], label.fact.label)
            others = [*texts, *(box for k, box in enumerate(boxes) if k != n)]
            found += [label.fact.label for other in others if leader.meets(other)]
    return found


@pytest.mark.parametrize("country", ["KAZ", "BIH", "JPN"])
def test_nothing_is_over_anything_else_wherever_the_reader_zooms(records, country):
    chance = random.Random(country)
    chart = tl.timeline(records, country, tracks=EVENTS)
    window = chart.scene.time_axis.window
    for _ in range(100):
        first, last = sorted(chance.uniform(window.first, window.last) for _ in range(2))
        days = Window(float(int(first)), float(int(last) + 2))
        scene = chart.layout(chart.page, viewport=days)
        shown = [one for one in spots(scene) if one.right > 0 and one.left < scene.width]
        over = [(a.text, b.text) for a, b in combinations(shown, 2) if a.meets(b)]
        assert over == [] and leaders_over(scene) == [], days
        off = [s.text for s in shown if s.left < -0.01 or s.right > scene.width + 0.01]
        assert off == [], days
        for area, before in zip(scene.areas, chart.scene.areas, strict=True):
            assert area.listed == before.listed
            assert numbers(area) == sorted(numbers(area))
        lines = [[t.text for t in s.texts if t.fact] for s in (scene, chart.scene)]
        assert lines[0] == lines[1]


def test_a_list_breaks_a_word_only_after_its_hyphen(records):
    tracks = ("law", "index", "rating", "government")
    chart = tl.compare(records, ["BIH", "CHE", "JPN"], tracks=tracks, width="183mm", columns=3)
    lines = {text.text for text in chart.scene.texts if text.fact}
    assert {"Widmer-", "Schlumpf", "Schneider-", "Ammann"} <= lines
    words = {part for label in set(records["label"]) for part in label.replace("-", "- ").split()}
    dates = {date_of(text.fact) for text in chart.scene.texts if text.fact}
    for line in lines - dates:
        assert line.isdigit() or set(line.replace("-", "- ").split()) <= words, line
