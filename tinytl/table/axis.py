"""The axis of an index: its ends, and which of them is better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from numbers import Real
from typing import Any

from ..errors import expect, expect_flags, is_flag


@dataclass(frozen=True)
class Axis:
    """The axis of an index, for `Scale.with_axes`.

    Parameters
    ----------
    low, high : float, optional
        The ends of the axis; by default the least and the largest value in the table.
    lower_is_better : bool
        Whether to invert the axis, so that up is better.
    bridged : bool
        Whether to draw a dashed line across years without a value.
    """

    low: float | None = None
    high: float | None = None
    lower_is_better: bool = False
    bridged: bool = False

    def __post_init__(self) -> None:
        """Refuse ends that are no numbers in order."""
        expect_flags(lower_is_better=self.lower_is_better, bridged=self.bridged)
        for name in ("low", "high"):
            value = getattr(self, name)
            number = isinstance(value, Real) and not is_flag(value) and isfinite(value)
            expect(value is None or number, name, value, "a number, or None")
        low, high = self.low, self.high
        in_order = low is None or high is None or low < high
        expect(in_order, "low and high", (low, high), "the lower end first")


def expect_axes(axes: Any) -> None:
    """Refuse what does not map the names of indices to axes."""
    right = isinstance(axes, Mapping) and all(
        isinstance(index, str) and isinstance(axis, Axis) for index, axis in axes.items()
    )
    expected = "the axis of each index, as in {'freedom': tl.Axis(1, 7)}"
    expect(right, "axes", axes, expected)
