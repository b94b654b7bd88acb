"""What words are about: the countries of a chart, and what their years are counted from."""

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
        In the table; as the chart has it.
    tracks : tuple of Track
    window : Window
        The days of it that are shown.
    event : str
        The date from which its years are counted, in short; empty if they are not.
    group : str
        The heading under which it stands; empty if there is none.
    """

    code: str
    name: str
    tracks: tuple[Track, ...]
    window: Window
    event: str = ""
    group: str = ""

    @property
    def called(self) -> str:
        """Its name, with the date from which its years are counted."""
        return f"{self.name} ({self.event})" if self.event else self.name

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All that is drawn of it."""
        return tuple(fact for track in self.tracks for fact in track.facts)


@dataclass(frozen=True)
class Counting:
    """What years are counted from: the event, countries with it and without, and those cut off.

    A country is cut where its ratings do not reach over all years that are shown.
    """

    event: str
    aligned: int
    without: tuple[str, ...]
    cut: int

    @property
    def told(self) -> str:
        """All of it in a sentence."""
        parts = [f"{self.aligned} aligned"]
        parts += [f"{len(self.without)} without it"] if self.without else []
        parts += [f"{self.cut} with ratings in only a part of these years"] if self.cut else []
        return f"Years are counted from {self.event}: {', '.join(parts)}."
