"""Spells whose dates are not known to the day: one meaning wherever they are read."""

from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tinytl as tl
from scenes import area_of, drawn
from tinytl.story.story import story_of
from tinytl.table.dates import parse
from tinytl.table.spans import lanes, span_of, tighten

COLUMNS = ("country", "kind", "start", "end", "label", "value", "category", "detail", "source")


def table(*rows):
    return pd.DataFrame([(*row, *[""] * (len(COLUMNS) - len(row))) for row in rows],
                        columns=COLUMNS)  # fmt: skip


def leaders(*terms):
    rows = [("KAZ", "government", *dates.split(".."), name, "", "leader") for name, dates in terms]
    return table(*[(*row[:3], row[3] or "..", *row[4:]) for row in rows])


def ratings(*terms):
    """Ratings of KAZ: value, and start/end or a whole year."""
    rows = [("KAZ", "rating", *f"{dates}/".split("/")[:2], str(n), value, "", "")
            for n, (value, dates) in enumerate(terms)]  # fmt: skip
    return table(*rows)


def bars(records):
    return drawn(area_of(tl.timeline(records, "KAZ", tracks=("government",)), "government"))


@st.composite
def dates(draw):
    """A day and an EDTF date that may mean it."""
    day = draw(st.dates(date(2000, 1, 1), date(2006, 12, 31)))
    return day, draw(st.sampled_from([str(day), str(day)[:7], str(day)[:4]]))


@st.composite
def histories(draw):
    """Terms that followed each other, each date as vague as may be; some end the day one begins."""
    known = sorted(draw(st.lists(dates(), min_size=2, max_size=14)), key=lambda known: known[0])
    known = [b for a, b in pairwise([(date(1, 1, 1), ""), *known]) if a[0] < b[0]]
    terms = []
    for (first, start), (last, end) in pairwise(known):
        if draw(st.booleans()) or not terms:
            terms.append((first, start, last, end))
    return terms


@given(histories())
@settings(derandomize=True)
def test_what_was_true_once_is_one_lane_and_never_contradicts_itself(terms):
    spans = [span_of(parse(start), parse(end)) for _, start, _, end in terms]
    assert len(lanes(spans)) <= 1
    rows = ratings(*[("1", f"{start}/{end}") for _, start, _, end in terms])
    story_of(rows)  # the rule of the table says the same


@given(histories())
@settings(derandomize=True)
def test_spells_are_drawn_in_order_with_a_width_inside_what_their_dates_mean(terms):
    spans = [span_of(parse(start), parse(end)) for _, start, _, end in terms]
    order = [place for lane in lanes(spans) for place in lane]
    found = tighten([spans[place] for place in order])
    days = [day for _, first, last in found for day in (first, last)]
    assert days == sorted(days)
    for (span, first, last), place in zip(found, order, strict=True):
        _, start, _, end = terms[place]
        assert first < last
        for day, text in ((first, start), (last, end)):
            when = parse(text)
            assert when.earliest.toordinal() <= day <= when.day_after.toordinal()
        assert span.begun_min <= span.begun_max < span.ended_max
        assert span.begun_min < span.ended_min <= span.ended_max
    for (former, _, ended), (later, began, _) in pairwise(found):
        may_meet = former.ended_max >= later.begun_min
        assert may_meet == (ended == began)


@given(histories())
@settings(derandomize=True)
def test_pictures_and_numbers_have_the_same_days(terms):
    rows = leaders(*[(f"{n}", f"{start}..{end}") for n, (_, start, _, end) in enumerate(terms)])
    if not len(rows):
        return
    facts = story_of(rows).facts["KAZ"]
    counted = tl.spells(rows, "government")
    assert [fact.label for fact in facts] == counted["value"].tolist()
    ordinals = [day.toordinal() for day in counted["start_day"]]
    assert ordinals == [int(fact.first) for fact in facts]
    assert (counted["days_min"] >= 0).all()
    assert (counted["days_min"] <= counted["days"]).all()
    assert (counted["days"] <= counted["days_max"]).all()


def test_a_term_that_ended_in_the_month_of_the_next_is_followed_by_it():
    former, later = bars(leaders(("A", "2006-01-22..2019-11"), ("B", "2019-11-12..")))
    assert former.last == later.first == date(2019, 11, 12).toordinal()
    found = tl.spells(leaders(("A", "2006-01-22..2019-11"), ("B", "2019-11-12..")), "government")
    assert found["gap_before"].tolist()[1:] == [0]
    assert found["end_min"].iloc[0] == found["end_max"].iloc[0] == found["start_day"].iloc[1]


def test_a_year_may_end_what_began_in_its_autumn():
    fact = story_of(leaders(("A", "2003-09..2003"))).facts["KAZ"][0]
    assert fact.began[0] == date(2003, 9, 1).toordinal()
    assert fact.first < fact.last <= date(2004, 1, 1).toordinal()


def test_a_term_of_one_year_unknown_is_that_year_in_dashes():
    (bar,) = bars(leaders(("A", "2001..2001")))
    assert (bar.first, bar.last) == (parse("2001").earliest.toordinal(),
                                     parse("2001").day_after.toordinal())  # fmt: skip
    assert bar.mark.dash == "dashed"


def test_a_term_between_two_others_of_one_year_is_seen_between_them():
    a, b, c = bars(leaders(("A", "1995..2001"), ("B", "2001..2001"), ("C", "2001..2005")))
    assert a.last <= b.first < b.last <= c.first < c.last
    assert b.last - b.first > 100


def test_a_day_in_office_has_a_border_that_shows_it():
    rows = leaders(("A", "1990-01-01..2001-12-23"), ("B", "2001-12-23..2001-12-24"),
                   ("C", "2001-12-24.."))  # fmt: skip
    assert [bool(bar.mark.border) for bar in bars(rows)] == [False, True, False]


@pytest.mark.parametrize(
    "terms",
    [
        (("1", "2003-05/2004-06-10"), ("2", "2004-06-09/2005")),
        (("1", "2003/.."), ("2", "2004-06-09/2005")),
        (("1", "2003"), ("2", "2003-05/2005")),
        (("1", "2003-06-10/2003"), ("2", "2003-05-01/2003-07-15")),
    ],
    ids=["a day", "goes on", "a whole year", "a month"],
)
def test_ratings_that_cannot_follow_each_other_are_refused(terms):
    with pytest.raises(tl.RecordError, match="one rating at a time"):
        story_of(ratings(*terms))


def test_ratings_that_may_follow_each_other_do():
    story = story_of(ratings(("1", "2001-06/2003"), ("2", "2003-05-12/2004"), ("1", "2004/..")))
    first, second, third = story.facts["KAZ"]
    assert first.last == second.first == date(2003, 5, 12).toordinal()
    assert second.last == third.first
    assert third.last == date(2005, 1, 1).toordinal(), "where the table ends"


def test_an_end_before_the_start_is_refused():
    with pytest.raises(tl.RecordError, match="a date after the start"):
        story_of(leaders(("A", "2003-12-31..2003")))
    assert story_of(leaders(("A", str(date(2003, 12, 31) - timedelta(1)) + "..2003")))
