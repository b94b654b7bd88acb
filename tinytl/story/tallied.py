"""Count the countries of a table by level: those asked for, in groups, by report or by event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..errors import RecordError
from .cohorts import Cohorts, cohorts_of, observed_throughout
from .events import Align, event_name, events_of
from .facts import Fact
from .reports import days_of_reports, reported
from .rows import groups_of
from .story import Story
from .tallies import Tallies, tallies_of


def tallied(
    story: Story,
    countries: Sequence[str] = (),
    *,
    group: str | Mapping[str, str] | None = None,
    align: Align = None,
    window: tuple[int, int] = (-5, 5),
    years: tuple[int, int] | None = None,
    balanced: bool = False,
) -> Tallies:
    """Count the countries on each level in each report.

    Parameters
    ----------
    story : Story
    countries : sequence of str
        Their codes; all that are rated if there are none.
    group, align, window, years, balanced
        As in `tinytl.tally`.

    Raises
    ------
    RecordError
        If there is nothing to count.
    """
    whole, story = story, story.of_first_scorecard
    every, reports = sorted(story.releases), reported(story)
    shown = [year for year in every if years is None or years[0] <= year <= years[1]]
    if not shown:
        have = f"from {every[0]} to {every[-1]}" if every else "none"
        raise RecordError(f"No report in {years or 'the table'}; there are {have}.")
    codes = tuple(countries) or tuple(story.rated_countries)
    aligned = align is not None
    events = {} if align is None else events_of(whole, align, codes)
    found = {
        code: cohorts
        for code in codes
        if (cohorts := cohorts_of(reports[code], every, shown, events.get(code), aligned))
    }
    at = [(every.index(year), year) for year in shown]
    if aligned:
        at = [(place, place) for place in range(window[0], window[1] + 1)]
    places = [place for place, _ in at]
    kept = {
        code: own
        for code, own in found.items()
        if not balanced or observed_throughout(own, places, story.scale)
    }
    if not kept:
        why = f"has {event_name(story, align)} and a report after it" if aligned else "is rated"
        if balanced and found:
            why = f"is on a level in all {len(at)} reports; {len(found)} are in some"
        raise RecordError(f"No country {why}.")
    complete = not (aligned or countries or balanced or group)
    known = story.reported if complete else {}
    return Tallies(
        {
            name: tallies_of(name, [kept[code] for code in own], at, known, story.scale)
            for name, own in groups_of([*kept], group, story).items()
        },
        countries=len(found),
        kept=len(kept),
        facts={code: _counted(own, places) for code, own in kept.items()},
        days={} if aligned else days_of_reports(story),
        balanced=balanced,
        event=event_name(story, align) if aligned else "",
        whole=complete,
        repeated=tuple(told for code in kept for told in reports[code].repeated),
    )


def _counted(country: Cohorts, places: Sequence[int]) -> tuple[Fact, ...]:
    """The ratings of a country that count in some of these reports, in order."""
    shown = {first + place for first in country.first for place in places}
    return tuple(own for place, own in sorted(country.ratings.items()) if place in shown)
