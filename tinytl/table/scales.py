"""Ordered scales: what a rating can be, and which is better.

A scorecard sorts countries into a few levels. The levels have an order but no distances, so a chart
gives each its own lane, the best on top, and nothing is ever drawn between two lanes as if someone
had been rated there. Nothing outside this module knows what a tier is.

>>> TIP_TIERS.name, TIP_TIERS.label("2WL"), TIP_TIERS.rank("2WL")
('TIP tier', 'Watch List', 2)
>>> freedom = Scale(["F", "PF", "NF"], labels=["Free", "Partly Free", "Not Free"], name="Freedom")
>>> freedom.is_better("F", "NF")
True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..errors import RecordError


@dataclass(frozen=True, init=False)
class Scale:
    """The levels of a scorecard, best first.

    Parameters
    ----------
    levels : iterable of str
        The codes that stand in the column ``value``, best first.
    labels : iterable of str, optional
        What the chart calls them, in the order of `levels`; the codes themselves if not given.
    name : str
        What is rated; the heading of the track.
    unranked : dict of str to str, optional
        Codes that are no level, with their labels, such as a Special Case: drawn as a mark of its
        own in a gap of the line.
    full_labels : iterable of str, optional
        The labels for running text, where the chart's are too short to stand alone.

    Raises
    ------
    RecordError
        If there is no level, a code stands twice, or the labels do not match the levels.
    """

    levels: tuple[str, ...]
    labels: tuple[str, ...]
    full_labels: tuple[str, ...]
    name: str
    unranked: tuple[tuple[str, str], ...]

    def __init__(
        self,
        levels: Iterable[str],
        labels: Iterable[str] | None = None,
        name: str = "Rating",
        unranked: dict[str, str] | None = None,
        full_labels: Iterable[str] | None = None,
    ) -> None:
        given = {"levels": levels, "labels": labels, "full_labels": full_labels}
        for argument, texts in given.items():
            optional = texts is None and argument != "levels"
            if not optional and (isinstance(texts, str) or not isinstance(texts, Iterable)):
                raise RecordError(f"{argument} is {texts!r:.80}; expected a list of texts.")
        if not isinstance(unranked, Mapping | None) or not isinstance(name, str):
            raise RecordError(
                f"unranked is {unranked!r:.80}, name {name!r:.80}; expected a dict and a text."
            )
        codes = tuple(map(str, levels))
        shown = codes if labels is None else tuple(map(str, labels))
        full = shown if full_labels is None else tuple(map(str, full_labels))
        special = tuple((str(code), str(label)) for code, label in (unranked or {}).items())
        every = [*codes, *(code for code, _ in special)]
        if not codes or len(set(every)) < len(every):
            raise RecordError(f"A scale needs levels, each once, best first; found {every}.")
        if not len(codes) == len(shown) == len(full):
            raise RecordError(
                f"A scale needs one label a level: {len(codes)} levels, {len(shown)} labels, "
                f"{len(full)} full labels."
            )
        for attribute, value in zip(
            ("levels", "labels", "full_labels", "name", "unranked"),
            (codes, shown, full, name, special),
            strict=True,
        ):
            object.__setattr__(self, attribute, value)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that a rating may have: the levels, best first, then the unranked ones."""
        return self.levels + tuple(code for code, _ in self.unranked)

    def rank(self, code: str) -> int | None:
        """0 for the best level, then 1, 2 ...; None for a code that is no level."""
        return self.levels.index(code) if code in self.levels else None

    def label(self, code: str) -> str:
        """What the chart calls the code."""
        return dict(self.unranked).get(code) or self.labels[self.levels.index(code)]

    def full_label(self, code: str) -> str:
        """What running text calls the code."""
        return dict(self.unranked).get(code) or self.full_labels[self.levels.index(code)]

    def is_better(self, a: str, b: str) -> bool:
        """Whether level `a` is better than level `b`."""
        return self.levels.index(a) < self.levels.index(b)


TIP_TIERS = Scale(
    ("1", "2", "2WL", "3"),
    labels=("Tier 1", "Tier 2", "Watch List", "Tier 3"),
    full_labels=("Tier 1", "Tier 2", "Tier 2 Watch List", "Tier 3"),
    name="TIP tier",
    unranked={"SC": "Special Case"},
)
"""The tiers of the US Trafficking in Persons Report (the Watch List exists since 2004)."""
