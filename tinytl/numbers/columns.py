"""Columns of a frame: days, whole numbers, truth and text, each with its own missing value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from ..story.facts import Fact
from ..story.story import Story

Cells: TypeAlias = Sequence[Any]
Columns: TypeAlias = dict[str, Callable[[Cells], pd.Series]]
UNIX = date(1970, 1, 1).toordinal()


def as_strings(cells: Cells) -> pd.Series:
    """Texts; None becomes NA."""
    return pd.Series(cells, dtype="str")


def as_integers(cells: Cells) -> pd.Series:
    """Whole numbers; None, NaN and infinity become NA."""
    values, known = _numbers(cells)
    return pd.Series(pd.arrays.IntegerArray(values.astype(np.int64), ~known))


def as_floats(cells: Cells) -> pd.Series:
    """Numbers; None becomes NA."""
    values, known = _numbers(cells)
    return pd.Series(pd.arrays.FloatingArray(values, ~known))


def as_truth(cells: Cells) -> pd.Series:
    """True and False; None becomes NA."""
    return pd.Series(pd.array(cells, dtype="boolean"))


def as_days(cells: Cells) -> pd.Series:
    """Proleptic ordinals as dates; None, NaN and infinity become NaT.

    In milliseconds: nanoseconds end in 2262, and Parquet has no seconds.
    """
    values, known = _numbers(cells)
    dates = (values - UNIX).astype(np.int64).astype("datetime64[D]")
    dates[~known] = np.datetime64("NaT", "D")
    return pd.Series(dates.astype("datetime64[ms]"))


def _numbers(cells: Cells) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Numbers, 0 where there is none, and where there is one."""
    values = np.array(cells, dtype=float)
    known = np.isfinite(values)
    return np.where(known, values, 0), known


def as_frame(rows: Iterable[Cells], columns: Columns, story: Story) -> pd.DataFrame:
    """A frame of some rows; its `attrs` say which table its numbers come from."""
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    made = zip(columns.items(), cells, strict=True)
    frame = pd.DataFrame({name: column(own) for (name, column), own in made})
    noted = story.records.attrs
    frame.attrs.update({key: noted[key] for key in ("table", "sha256") if key in noted})
    return frame


def cited(*facts: Fact) -> str:
    """The citation keys of some facts, each once."""
    keys = (key.strip() for fact in facts for key in fact.source.split(";"))
    return "; ".join(dict.fromkeys(filter(None, keys)))
