"""The countries of a chart, and the event from which their years are counted."""

from __future__ import annotations

from dataclasses import dataclass

from ..story.facts import Fact
from ..story.tracks import Track, Window


@dataclass(frozen=True)
class Subject:
    """A country of a chart.

    Attributes
    ----------
    code, name : str
        Its code in the table; its name on the chart.
    tracks : tuple of Track
    window : Window
        The days that are shown.
    event : str
        The date from which its years are counted, in short; empty if they are not.
    group : str
        The heading above it; empty if there is none.
    """

    code: str
    name: str
    tracks: tuple[Track, ...]
    window: Window
    event: str = ""
    group: str = ""

    @property
    def called(self) -> str:
        """The name, with the date from which the years are counted."""
        return f"{self.name} ({self.event})" if self.event else self.name

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts that are drawn."""
        return tuple(fact for track in self.tracks for fact in track.facts)


@dataclass(frozen=True)
class Counting:
    """The event from which years are counted, and which countries have it.

    Attributes
    ----------
    event : str
    aligned : int
        Number of countries with the event.
    without : tuple of str
        Names of the countries without it.
    cut : int
        Number of countries whose ratings do not cover all years that are shown.
    """

    event: str
    aligned: int
    without: tuple[str, ...]
    cut: int

    @property
    def told(self) -> str:
        """A sentence that says all of it."""
        parts = [f"{self.aligned} aligned"]
        parts += [f"{len(self.without)} without it"] if self.without else []
        parts += [f"{self.cut} with ratings in only a part of these years"] if self.cut else []
        return f"Years are counted from {self.event}: {', '.join(parts)}."
