"""What was made from a frame, for as long as the frame is the same.

Whoever draws 189 countries passes one table 189 times; checking it takes longer than a chart. A
frame cannot tell whether it was changed, so each one that was seen is kept as a shallow copy: it
costs nothing, and whoever writes to the frame writes to cells of their own from then on.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import is_
from typing import Generic, TypeVar

import numpy as np
import pandas as pd

from ..errors import expect
from .scales import Scale

KEPT = 4
"""Frames that are kept, those seen last."""

Result = TypeVar("Result")


class FrameCache(Generic[Result]):
    """A function of a frame and a scale that is not run again for a frame it has seen lately.

    Parameters
    ----------
    make : callable
        From a frame and a `Scale` to what is kept; nobody may change that.
    """

    def __init__(self, make: Callable[[pd.DataFrame, Scale], Result]) -> None:
        self._make = make
        self._kept: list[tuple[pd.DataFrame, Scale, Result]] = []

    def __call__(self, records: pd.DataFrame, scale: Scale) -> Result:
        """Return the stored result for the same frame and scale, else compute it and store it.

        Raises
        ------
        RecordError
            If `scale` is no `Scale`.
        """
        expect(isinstance(scale, Scale), "scale", scale, "a tl.Scale")
        for kept in self._kept:
            if kept[1] == scale and _same(records, kept[0]):
                self._kept = [kept, *(other for other in self._kept if other is not kept)]
                return kept[2]
        result = self._make(records, scale)
        self.keep(records, scale, result)
        return result

    def keep(self, records: pd.DataFrame, scale: Scale, result: Result) -> None:
        """Take a result as that of a frame."""
        self._kept = [(records.copy(deep=False), scale, result), *self._kept[: KEPT - 1]]


def _same(frame: pd.DataFrame, known: pd.DataFrame) -> bool:
    """Whether a frame holds what another holds: cells, names of rows and columns, and `attrs`."""
    return (
        frame.shape == known.shape
        and frame.columns.identical(known.columns)
        and frame.index.identical(known.index)
        and repr(frame.attrs) == repr(known.attrs)
        and all(
            _same_cells(column, before)
            for (_, column), (_, before) in zip(frame.items(), known.items(), strict=True)
        )
    )


def _same_cells(column: pd.Series, before: pd.Series) -> bool:
    if column.dtype != before.dtype:
        return False
    if isinstance(column.array, pd.arrays.NumpyExtensionArray):
        cells, then = np.asarray(column), np.asarray(before)
        if cells.__array_interface__ == then.__array_interface__:
            return True  # the same memory, and what is written to either is written elsewhere
        if column.dtype == object:  # dates are equal if they mean the same days: 2003, 2003~
            return all(map(is_, cells, then))
    return column.equals(before)
