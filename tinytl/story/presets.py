"""Charts by name: all choices of a published figure in one place.

Figure 9 of the Kazakhstan case study (the companion site of *Scorecard Diplomacy*) and its sisters
show four strips: criminalization laws, the policy index, the tier, the leaders. What they do
differently from the default is done here, on copies of the facts, and nowhere else: a year stands
at its 1 January, values are joined by sloped lines, a rating counts for the year of its report;
redeterminations, plans and prime ministers are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from .facts import Fact
from .tracks import DEFAULT_TRACKS
from .windows import Window


@dataclass(frozen=True)
class Preset:
    """What a named chart fixes where the caller says nothing else.

    Attributes
    ----------
    years : tuple of int or None
    tracks : tuple of str or None
    width, height : str or None
    theme : str or None
    labels : str
    choose : callable
        Facts to the facts that are drawn.
    padding : float
        Share of the window that the axis shows more on each side.
    """

    years: tuple[int | str, int | str] | None = None
    tracks: tuple[str, ...] | None = None
    width: str | None = None
    height: str | None = None
    theme: str | None = None
    labels: str = "auto"
    choose: Callable[[Iterable[Fact]], tuple[Fact, ...]] = tuple
    padding: float = 0.0

    def axis(self, window: Window) -> Window:
        """The days from the left to the right end of the axis."""
        more = (window.last - 1 - window.first) * self.padding
        last = window.last - (1 if more else 0) + more
        return Window(max(window.first - more, 1.0), min(last, float(date.max.toordinal())))


def _as_printed(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    drawn = (_at_january(fact) for fact in facts if _is_printed(fact))
    return tuple(sorted(drawn, key=lambda fact: fact.first))  # ties keep their order


def _is_printed(fact: Fact) -> bool:
    return {
        "law": fact.criminalizes,
        "rating": fact.category == "report",
        "government": fact.category == "leader",
    }.get(fact.kind, True)


def _at_january(fact: Fact) -> Fact:
    if fact.kind == "government":
        return fact
    january = float(date(fact.start.earliest.year, 1, 1).toordinal())
    return replace(fact, first=january, last=january)


DEFAULT = Preset()
FIGURE9 = Preset(
    years=(2000, 2014),
    tracks=DEFAULT_TRACKS,
    width="4.5in",
    height="3in",
    theme="book",
    labels="direct",
    choose=_as_printed,
    padding=0.05,
)
PRESETS = {"figure9": FIGURE9}
