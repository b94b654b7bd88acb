"""Ordered scales: the levels that a rating can have, and their order.

A scorecard sorts countries into a few levels. The levels have an order but no distances. So a chart
gives each level its own lane, the best on top, and draws nothing between two lanes. No other module
knows what a tier is.

A table may hold several scorecards. Each further one has a scale with its own name, and its
ratings have that name as their category.

>>> TIP_TIERS.name, TIP_TIERS.label("2WL"), TIP_TIERS.rank("2WL")
('TIP tier', 'Watch List', 2)
>>> freedom = Scale(["F", "PF", "NF"], labels=["Free", "Partly Free", "Not Free"], name="Freedom")
>>> freedom.is_better("F", "NF")
True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from ..errors import RecordError, expect, expect_flags, with_hints
from .axis import Axis, expect_axes
from .colours import read_colours
from .problems import is_name, read_names


@dataclass(frozen=True, init=False)
class Scale:
    """The levels of a scorecard, best first.

    Parameters
    ----------
    levels : iterable of str
        The codes in the column ``value``, best first.
    labels : iterable of str, optional
        Labels for charts, in the order of `levels`; the codes if not given.
    name : str
        What is rated; the heading of the track.
    unranked : dict of str to str, optional
        Labels of codes that are no level, such as a Special Case, which is drawn as a mark in a gap
        of the line.
    full_labels : iterable of str, optional
        Labels for running text, where those for charts are too short to stand alone.
    neutral : bool
        Whether levels differ without being better or worse, so that all have one colour.
    bridged : bool
        Whether a dashed line bridges gaps.
    colours : sequence of str, optional
        Colours of the levels, best to worst, as hex (``"#1b7837"``), for the themes ``screen`` and
        ``dark``; ``print`` has greys in their order. By default those of the theme.

    Raises
    ------
    RecordError
        If there is no level, a code occurs twice, or the labels or colours do not match the levels.

    Warns
    -----
    RecordWarning
        If a colour is hard to see on white paper or to tell from the next one.
    """

    levels: tuple[str, ...]
    labels: tuple[str, ...]
    full_labels: tuple[str, ...]
    name: str
    unranked: tuple[tuple[str, str], ...]
    neutral: bool
    bridged: bool
    colours: tuple[str, ...]
    axes: tuple[tuple[str, Axis], ...]
    others: tuple[Scale, ...]

    @with_hints
    def __init__(
        self,
        levels: Iterable[str],
        labels: Iterable[str] | None = None,
        name: str = "Rating",
        unranked: dict[str, str] | None = None,
        full_labels: Iterable[str] | None = None,
        neutral: bool = False,
        bridged: bool = False,
        colours: Sequence[str] | None = None,
    ) -> None:
        expect(isinstance(unranked, Mapping | None), "unranked", unranked, "a dict of labels")
        expect(isinstance(name, str) and is_name(name), "name", name, "a text of one line")
        expect_flags(neutral=neutral, bridged=bridged)
        codes = read_names("levels", levels)
        shown = codes if labels is None else read_names("labels", labels)
        full = shown if full_labels is None else read_names("full_labels", full_labels)
        named = read_names("unranked", [text for pair in (unranked or {}).items() for text in pair])
        special = tuple(zip(named[::2], named[1::2], strict=True))
        every = [*codes, *named[::2]]
        if not codes or len(set(every)) < len(every):
            raise RecordError(f"A scale needs levels, each once, best first; found {every}.")
        if not len(codes) == len(shown) == len(full):
            raise RecordError(
                f"A scale needs one label a level: {len(codes)} levels, {len(shown)} labels, "
                f"{len(full)} full labels."
            )
        vars(self).update(levels=codes, labels=shown, full_labels=full, name=name, axes=())
        vars(self).update(unranked=special, neutral=neutral, bridged=bridged, others=())
        vars(self).update(colours=() if colours is None else read_colours(colours, full))

    def __repr__(self) -> str:
        """Name the shipped scale as users do, so that signatures with it are short."""
        if self == TIP_TIERS:
            return "TIP_TIERS"
        others = "".join(f", {other!r}" for other in self.others)
        own = f"Scale({self.levels}, labels={self.labels}, name={self.name!r})"
        return f"[{own}{others}]" if others else own

    def with_axes(self, axes: Mapping[str, Axis]) -> Scale:
        """Add the axes of indices to the scale.

        Parameters
        ----------
        axes : mapping of str to Axis
            The axis of each index, by the category of its records.

        Returns
        -------
        Scale
            A copy of the scale with these axes as well.

        Raises
        ------
        RecordError
            If it is not a mapping of texts to axes.

        Examples
        --------
        >>> scale = TIP_TIERS.with_axes({"freedom": Axis(1, 7, lower_is_better=True)})
        >>> scale.axis("freedom").high, scale.axis("policy index")
        (7, None)
        """
        expect_axes(axes)
        new = copy(self)
        object.__setattr__(new, "axes", tuple({**dict(self.axes), **axes}.items()))
        return new

    def axis(self, index: str) -> Axis | None:
        """Look up the axis of an index.

        Parameters
        ----------
        index : str
            The category of the index.

        Returns
        -------
        Axis or None
            Its axis; None for the default axis.
        """
        return dict(self.axes).get(index)

    def of(self, category: str) -> Scale:
        """Look up the scale of a rating.

        Parameters
        ----------
        category : str
            The category of the rating.

        Returns
        -------
        Scale
            The further scale of that name, for a table with several scorecards; else this one.
        """
        return next((other for other in self.others if other.name == category), self)

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes that a rating may have: the levels, best first, then the unranked ones."""
        return self.levels + tuple(code for code, _ in self.unranked)

    def rank(self, code: str) -> int | None:
        """Rank a code among the levels.

        Parameters
        ----------
        code : str
            Any text.

        Returns
        -------
        int or None
            0 for the best level, then 1, 2 ...; None for any other code.
        """
        return self.levels.index(code) if code in self.levels else None

    def _of(self, code: str, labels: Sequence[str]) -> str:
        expect(code in self.codes, "code", code, f"one of {', '.join(self.codes)} ({self.name})")
        return dict(zip(self.codes, (*labels, *dict(self.unranked).values()), strict=True))[code]

    def label(self, code: str) -> str:
        """Look up the label of a code.

        Parameters
        ----------
        code : str
            A level or an unranked code of the scale.

        Returns
        -------
        str
            The label that charts write.
        """
        return self._of(code, self.labels)

    def full_label(self, code: str) -> str:
        """Look up the full label of a code.

        Parameters
        ----------
        code : str
            A level or an unranked code of the scale.

        Returns
        -------
        str
            The label for running text, such as captions.
        """
        return self._of(code, self.full_labels)

    def is_better(self, a: str, b: str) -> bool:
        """Compare two levels.

        Parameters
        ----------
        a, b : str
            Levels of the scale.

        Returns
        -------
        bool
            Whether `a` is better than `b`.
        """
        ranks = [rank for code in (a, b) if (rank := self.rank(code)) is not None]
        expect(len(ranks) == 2, "a and b", (a, b), f"levels out of {', '.join(self.levels)}")
        return ranks[0] < ranks[1]

    @property
    def lower_half(self) -> tuple[str, ...]:
        """The levels of the lower half; none where levels have no order, or there is only one."""
        is_ordered = not self.neutral and len(self.levels) > 1
        return tuple(code for code in self.levels if is_ordered and self.is_low(code))

    def is_low(self, code: str) -> bool | None:
        """Say whether a code is a low level.

        Parameters
        ----------
        code : str
            Any text.

        Returns
        -------
        bool or None
            Whether it is in the lower half of the levels; None if it is no level.
        """
        rank = self.rank(code)
        return None if rank is None else rank >= len(self.levels) / 2

    def direction(self, old: str, new: str) -> str:
        """Name the direction of a step from one code to another.

        Parameters
        ----------
        old, new : str
            Codes of the scale.

        Returns
        -------
        {"upgrade", "downgrade", "same", "unranked"}
            The direction; ``unranked`` if one of them is no level.

        Examples
        --------
        >>> TIP_TIERS.direction("1", "3"), TIP_TIERS.direction("SC", "3")
        ('downgrade', 'unranked')
        """
        if old == new:
            return "same"
        if self.rank(old) is None or self.rank(new) is None:
            return "unranked"
        return "downgrade" if self.is_better(old, new) else "upgrade"


TIP_TIERS = Scale(
    ("1", "2", "2WL", "3"),
    labels=("Tier 1", "Tier 2", "Watch List", "Tier 3"),
    full_labels=("Tier 1", "Tier 2", "Tier 2 Watch List", "Tier 3"),
    name="TIP tier",
    unranked={"SC": "Special Case"},
)
"""The tiers of the US Trafficking in Persons Report (the Watch List exists since 2004)."""
