"""The areas of the tracks of a country, alone or in a panel among others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ..errors import LayoutError
from ..story.events import Event
from ..story.facts import Fact
from ..story.tracks import Track
from ..table.rules import SERIES_KINDS
from .frame import Frame, clipped
from .marks import fits_inside, governments, laws_and_events
from .scene import Area
from .series import index, ratings

LAYOUTS = {"rating": ratings, "index": index, "government": governments}
"""The function that lays out a kind of track; laws and events have the same one."""

NUMBER_ROWS = 3
"""Rows of numbers in a track that are easy to read."""
MOST_LABELS = 150
"""Labels in a track that are tried; more are not read, however many rows they may have."""
LEAST_WIDTHS = 2.0, 0.5
"""Em that a label and a number take at least: more of them than fit are not tried."""


def areas_of(tracks: Sequence[Track], frame: Frame, event: Event | None = None) -> Iterator[Area]:
    """Lay out each track.

    Parameters
    ----------
    tracks : sequence of Track
        Of one country.
    frame : Frame
    event : Event, optional
        From which years are counted: the axis names it, so that its mark has no label if that says
        no more.

    Yields
    ------
    Area
        Without its name, its place down the page, and guides.
    """
    zero = event.fact if event and event.is_category else None
    whole, numbers = replace(frame, viewport=frame.window), dict[Fact, str]()
    for track in tracks:
        own, area = dict[Fact, str](), None
        if track.kind not in SERIES_KINDS:
            used = len(set(numbers.values()) - {""})
            own, area = _numbers_of(track.without(zero), whole, used)
            numbers |= own
        if area is None or zero in track.facts or frame.viewport != frame.window:
            named = own if zero is None else {**own, zero: ""}
            area = _area(track, replace(frame, numbers=named))
        numbered = [fact for fact in track.facts if fact in own and frame.page.labels != "none"]
        listed = tuple((own[fact], fact) for fact in sorted(numbered, key=_order(frame)))
        yield replace(area, listed=listed)


def _area(track: Track, frame: Frame) -> Area:
    return LAYOUTS.get(track.kind, laws_and_events)(track, frame)


def _order(frame: Frame) -> Callable[[Fact], tuple[float, float]]:
    """The order of numbers: that in which marks stand on the axis."""
    return lambda fact: (sum(clipped(fact, frame.window)), fact.first)


def _numbers_of(track: Track, frame: Frame, used: int) -> tuple[dict[Fact, str], Area | None]:
    """The facts of a track that have a number in place of a label, and its area if it was laid out.

    Numbers go on after those that are used, in the order of the dates, and do not change when the
    reader zooms. With ``labels="auto"`` a track has labels if they fit in few rows. Otherwise only
    its guides have, and what is no guide is numbered; a track in which even the numbers do not fit
    is named by the caption only: its facts have an empty number.
    """
    mode, guided = frame.page.labels, frame.page.guides
    facts = sorted(filter(frame.window.shows, track.facts), key=_order(frame))
    if mode in ("direct", "none"):
        return ({} if mode == "direct" else dict.fromkeys(facts, "")), None
    if track.kind == "government":
        facts = [fact for fact in facts if not fits_inside(fact.label, fact, frame)]
    others = [fact for fact in facts if fact.category not in guided]
    if mode == "auto" and (area := _fitting(track, frame, facts, frame.direct_rows)):
        return {}, area
    trials = [{f: str(n) for n, f in enumerate(some, used + 1)} for some in (others, facts)]
    for trial in (*trials, dict.fromkeys(others, "")):
        if area := _fitting(track, replace(frame, numbers=trial), facts):
            return trial, area
    return dict.fromkeys(facts, ""), None


def _fitting(
    track: Track, frame: Frame, facts: Sequence[Fact], direct_rows: int | None = None
) -> Area | None:
    """The area of a track if its labels and its numbers fit in few rows."""
    numbered = {(fact.first, fact.last) for fact in facts if frame.numbers.get(fact)}
    labels = sum(fact not in frame.numbers for fact in facts)
    if labels > MOST_LABELS:
        return None
    most = frame.page.most_rows
    rows = (most if direct_rows is None else min(most, direct_rows)), NUMBER_ROWS
    for count, most, least in zip((labels, len(numbered)), rows, LEAST_WIDTHS, strict=True):
        if count * least * frame.theme.size > most * frame.page.width:
            return None
    try:
        area = _area(track, frame)
    except LayoutError:
        return None
    hung = [label for label in area.labels if label.leader]
    tops = ({own.top for own in hung if bool(own.numbered) == small} for small in (False, True))
    return area if all(len(own) <= most for own, most in zip(tops, rows, strict=True)) else None
