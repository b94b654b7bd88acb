"""Ticks of time: years in a long window, months in a short one, finer ones where they fit."""

import re
from datetime import date
from itertools import pairwise

import pytest

import tinytl as tl
from tinytl.layout.ticks import month_ticks, time_axes
from tinytl.story.windows import Window


def axis(first, last, width, *, aligned=False):
    window = Window.of_years(first, last)
    (found,) = time_axes([(0.0, width, (0.0,))], window, None, 7.0, aligned=aligned)
    return found


def months(days):
    return {date.fromordinal(int(day)).month for day in days}


def test_each_year_between_two_ticks_has_a_finer_one_where_they_fit():
    wide, narrow = axis(2000, 2025, 400.0), axis(2000, 2025, 70.0)
    years = {date.fromordinal(int(day)).year for day in wide.minor}
    named = {int(name) for _, name in wide.ticks}
    assert years | named == set(range(2000, 2027))
    assert not years & named
    assert not narrow.minor


def test_a_window_of_less_than_three_years_has_months_for_ticks():
    short, long = axis(2003, 2004, 400.0), axis(2003, 2005, 400.0)
    names = [name for _, name in short.ticks]
    assert names[0] == "2003"
    assert {"Apr", "Jul", "2004"} <= set(names)
    assert months(day for day, _ in short.ticks) | months(short.minor) == set(range(1, 13))
    assert all(name.isdigit() for _, name in long.ticks)
    assert long.minor == ()


@pytest.mark.parametrize("width", [60, 120, 250, 500])
def test_names_of_months_do_not_touch(width):
    window = Window.of_years(2003, 2004)
    days = [day for day, _ in month_ticks(window, width, 7.0)]
    day = width / (window.last - window.first)
    steps = [(b - a) * day for a, b in pairwise(days)]
    assert min(steps) >= 16


def test_ticks_are_drawn_below_the_last_track_and_not_in_the_book(records, tmp_path):
    for preset in (None, "figure9"):
        chart = tl.timeline(records, "KAZ", preset=preset)
        (across,) = chart.scene.columns
        text = chart.save(tmp_path / "a.svg").read_text("utf-8")
        muted = chart.scene.theme.muted
        marks = re.findall(
            rf'<polyline points="([\d.]+),([\d.]+) \1,([\d.]+)" [^>]*"{muted}"', text
        )
        marks = [mark for mark in marks if float(mark[1]) >= chart.scene.areas[-1].bottom]
        assert len(marks) == (0 if preset else len(across.ticks) + len(across.minor))


def test_the_screen_has_the_ticks_of_paper(records):
    for years, named in ((None, None), ((2003, 2004), "Jul")):
        layout = tl.timeline(records, "KAZ", years=years).figure.layout
        assert layout.xaxis.ticks == "outside"
        assert layout.xaxis.minor.ticks == "outside"
        assert named is None or named in layout.xaxis.ticktext
