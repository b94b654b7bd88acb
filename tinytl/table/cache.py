"""Cache a result per DataFrame; a changed frame is computed again.

A user who draws 189 countries passes one table 189 times, and checking it takes longer than a
chart. A frame does not record that it was changed. So the cache keeps a copy of each frame to
compare with: a shallow one where memory is shared until either is written to (copy-on-write, from
pandas 3.0 on), a deep one with older versions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import is_
from typing import Generic, TypeVar

import numpy as np
import pandas as pd

from .scales import Scale
from .scorecards import as_scale

MAX_FRAMES = 4
"""How many frames are kept, the most recently used ones."""

SHARES_MEMORY = int(pd.__version__.partition(".")[0]) >= 3
"""Whether a shallow copy of a frame stays as it is when the frame is written to."""

Result = TypeVar("Result")


class FrameCache(Generic[Result]):
    """A function of a frame and a scale with a cache of its most recent results.

    Parameters
    ----------
    make : callable
        From a frame and a `Scale` to a result, which callers must not change.
    """

    def __init__(self, make: Callable[[pd.DataFrame, Scale], Result]) -> None:
        self._make = make
        self._kept: list[tuple[pd.DataFrame, tuple[Scale, str], Result]] = []

    def __call__(self, records: pd.DataFrame, scale: Scale | Sequence[Scale]) -> Result:
        """Return the stored result for the same frame and scale, else compute it and store it.

        Raises
        ------
        RecordError
            If `scale` is no `Scale`.
        """
        scale, bare = as_scale(scale), _bare(records)
        for kept in self._kept:
            if kept[1] == (scale, repr(records.attrs)) and _same(bare, kept[0]):
                self._kept = [kept, *(other for other in self._kept if other is not kept)]
                return kept[2]
        result = self._make(records, scale)
        self.keep(records, scale, result)
        return result

    def keep(self, records: pd.DataFrame, scale: Scale, result: Result) -> None:
        """Store a result for a frame and a scale."""
        copy = _bare(records).copy(deep=not SHARES_MEMORY)
        key = scale, repr(records.attrs)
        self._kept = [(copy, key, result), *self._kept[: MAX_FRAMES - 1]]


def _bare(frame: pd.DataFrame) -> pd.DataFrame:
    """The same cells without `attrs`, which pandas would copy for each column."""
    bare = frame.copy(deep=False)
    bare.attrs = {}
    return bare


def _same(frame: pd.DataFrame, known: pd.DataFrame) -> bool:
    """Whether two frames have the same cells and the same names of rows and columns."""
    return (
        frame.shape == known.shape
        and frame.columns.identical(known.columns)
        and frame.index.identical(known.index)
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
        if SHARES_MEMORY and cells.__array_interface__ == then.__array_interface__:
            return True
        if column.dtype == object:  # equal dates may differ in their text: 2003, 2003~
            return all(map(is_, cells, then))
    return column.equals(before)
