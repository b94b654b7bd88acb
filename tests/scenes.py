"""Look into the scene of a chart: its areas, and the facts that stand in them over some days."""

from typing import NamedTuple

from tinytl import Chart
from tinytl.layout.scene import Area, Box, Dot, Line
from tinytl.story.facts import Fact


class Drawn(NamedTuple):
    """A fact with the days over which it is drawn."""

    fact: Fact
    first: float
    last: float
    mark: Box | Dot


def area_of(chart: Chart, kind: str) -> Area:
    """The first area of a kind, or of a kind and a category: ``"government leader"``."""
    return next(area for area in chart.scene.areas if f"{area.id} ".startswith(f"{kind} "))


def drawn(area: Area) -> list[Drawn]:
    """The marks of an area that stand for facts, in order; of each fact the first."""
    found: dict[Fact, Drawn] = {}
    for m in area.marks:
        if m.fact and not isinstance(m, Line):
            first, last = (m.day, m.day) if isinstance(m, Dot) else (m.first, m.last)
            found.setdefault(m.fact, Drawn(m.fact, first, last, m))
    return list(found.values())


def lines(area: Area) -> list[Line]:
    """The lines of an area."""
    return [mark for mark in area.marks if isinstance(mark, Line)]
