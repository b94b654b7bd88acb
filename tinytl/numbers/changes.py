"""Changes: each step from one spell of ratings to the next, with the laws and leader around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Any

import pandas as pd

from ..errors import expect, with_hints
from ..story.facts import NAN, Days, Fact
from ..story.spells import spells_of
from ..story.story import Story, story_of
from ..table.countries import name_of
from ..table.scales import TIP_TIERS, Scale
from .columns import Columns, as_days, as_frame, as_integers, as_strings, cited
from .spells import gap

_COLUMNS: Columns = {
    **dict.fromkeys(("country", "name"), as_strings),
    "day": as_days,
    **dict.fromkeys(("date", "from_value", "to_value"), as_strings),
    **dict.fromkeys(("from_rank", "to_rank", "steps"), as_integers),
    **dict.fromkeys(("direction", "by"), as_strings),
    **dict.fromkeys(("gap_days", "gap_days_min", "gap_days_max"), as_integers),
    "last_law": as_strings,
    **dict.fromkeys(("days_since_law", "days_since_law_min", "days_since_law_max"), as_integers),
    "next_law": as_strings,
    **dict.fromkeys(("days_to_law", "days_to_law_min", "days_to_law_max"), as_integers),
    **dict.fromkeys(("leader", "source"), as_strings),
}


_first, _last, _middle = map(attrgetter, ("days.start_min", "days.start_max", "days.start"))


@with_hints
def changes(
    records: pd.DataFrame,
    *,
    laws: str = "criminalization",
    scale: Scale | Sequence[Scale] = TIP_TIERS,
) -> pd.DataFrame:
    """Return one row for each change of rating, from one spell to the next in a country.

    A gap between two spells is a row as well, even if the rating is the same before and after it,
    because what happened in the gap was not observed.

    Parameters
    ----------
    records : pandas.DataFrame
        Table as returned by `read_csv`, whole or filtered, rows in any order. It is not changed.
    laws : str, default "criminalization"
        Laws count if their category contains this text. An empty text counts all laws.
    scale : Scale or sequence of Scale, default TIP_TIERS
        Levels of the ratings; of several scorecards (see `timeline`) the first counts.

    Returns
    -------
    pandas.DataFrame
        Shape (number of changes, 24), sorted by country and day.

        ==================  ==============  =======================================================
        Column              Unit            Content
        ==================  ==============  =======================================================
        country             ISO 3166-1      Code, or the name as written in the table.
        name                text            Usual name of the country.
        day                 date            Middle of the days on which the new rating may have
                                            begun.
        date                EDTF            Start of the new rating as written in the table.
        from_value          text            Rating before the change.
        to_value            text            Rating after the change.
        from_rank           levels          Rank of ``from_value``: 0 for the best level, NA for
                                            what is no level.
        to_rank             levels          Rank of ``to_value``.
        steps               levels          ``to_rank`` minus ``from_rank``; positive is worse; NA
                                            if one of the two is no level.
        direction           text            ``upgrade``; ``downgrade``; ``same``: a gap between two
                                            equal ratings; ``unranked``: one is no level.
        by                  text            Category of the new rating: ``report`` or
                                            ``redetermination``.
        gap_days            days            Gap between the two spells; 0: the change was observed.
        gap_days_min        days            Shortest gap that the dates allow.
        gap_days_max        days            Longest gap that the dates allow.
        last_law            text            Label of the last law that may have come before
                                            ``day``; NA if there is none.
        days_since_law      days            From ``last_law`` to the change.
        days_since_law_min  days            Fewest days that the dates allow; negative if they do
                                            not tell which came first.
        days_since_law_max  days            Most days that the dates allow.
        next_law            text            Label of the first law that may have come on ``day`` or
                                            after it; NA if there is none.
        days_to_law         days            From the change to ``next_law``.
        days_to_law_min     days            Fewest days that the dates allow; negative if they do
                                            not tell which came first.
        days_to_law_max     days            Most days that the dates allow.
        leader              text            Government of category ``leader`` in office on ``day``,
                                            or any government if the country has no leader; NA if
                                            the table or the dates do not tell.
        source              citation keys   Sources of the records before and after the change.
        ==================  ==============  =======================================================

        ``attrs`` holds the name of the ``table`` and its ``sha256``, if it has them.

    Raises
    ------
    RecordError
        If `records` has wrong rows, all of which are listed, or if `laws` is no text.

    See Also
    --------
    spells : One row for each spell.
    panel : One row for each country and year.

    Notes
    -----
    A law whose date does not tell whether it came before or after the change is both ``last_law``
    and ``next_law``.

    Examples
    --------
    Downgrades that a law surely followed within a year, whatever day the dates mean:

    >>> import tinytl as tl
    >>> changes = tl.changes(tl.read_csv("data/timelines.csv")).query("direction == 'downgrade'")
    >>> within = (changes["days_to_law_min"] >= 0) & (changes["days_to_law_max"] <= 365)
    >>> (moz,) = changes[within].query("country == 'MOZ'").itertuples()
    >>> moz.date, moz.next_law, int(moz.days_to_law)
    ('2007-06-12', 'Full criminalization', 303)
    """
    expect(isinstance(laws, str), "laws", laws, "a part of a category")
    story = story_of(records, scale).of_first_scorecard
    return as_frame(_rows(story, laws), _COLUMNS, story)


def _rows(story: Story, laws: str) -> Iterator[tuple[Any, ...]]:
    for country, facts in story.facts.items():
        own = [fact for fact in facts if fact.kind == "law" and laws in fact.category]
        by_first, by_last = sorted(own, key=_first), sorted(own, key=_last)
        governments = [fact for fact in facts if fact.kind == "government"]
        leaders = [fact for fact in governments if fact.category == "leader"]
        offices = sorted(leaders or governments, key=_middle)
        ratings = [fact for fact in facts if fact.kind == "rating"]
        for spell, following in pairwise(spells_of(ratings)):
            old, new = spell[-1], following[0]
            day = new.days
            before = _at(by_first, bisect_left(by_first, day.start_max, key=_first) - 1)
            after = _at(by_last, bisect_left(by_last, day.start_min, key=_last))
            office = _at(offices, bisect_right(offices, day.start, key=_middle) - 1)
            when = (country, name_of(country), day.start, new.start.text)
            step = (*_step(old, new, story.scale), new.category, *gap(old, new))
            laws_around = (*_beside(before, day, -1), *_beside(after, day, 1))
            yield *when, *step, *laws_around, _leader(office, day), cited(old, new)


def _at(facts: Sequence[Fact], place: int) -> Fact | None:
    return facts[place] if 0 <= place < len(facts) else None


def _step(old: Fact, new: Fact, scale: Scale) -> tuple[Any, ...]:
    """The columns from ``from_value`` to ``direction``."""
    before, after = scale.rank(old.value), scale.rank(new.value)
    steps = None if before is None or after is None else after - before
    return old.value, new.value, before, after, steps, scale.direction(old.value, new.value)


def _beside(law: Fact | None, day: Days, sign: int) -> tuple[Any, ...]:
    """A law and the days from it to a change, or from the change to it, with least and most."""
    if law is None:
        return None, NAN, NAN, NAN
    start, first, last = law.days[:3]
    bounds = sorted((sign * (last - day.start_min), sign * (first - day.start_max)))
    return law.label, sign * (start - day.start), *bounds


def _leader(office: Fact | None, day: Days) -> str | None:
    """Who was surely in office; None if nobody was, or if the dates do not tell."""
    if office is None:
        return None
    surely = office.days.start_max <= day.start_min and office.days.end_min > day.start_max
    return office.label if surely else None
