"""Several scorecards in one table: which scale each rating belongs to.

A rating belongs to the scale whose name is its category, any other rating to the first scale.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import RecordError, RecordWarning, expect
from .columns import Column, Rows
from .scales import Scale


def as_scale(scale: Any) -> Scale:
    """One scale for a table: the first of several, which knows the others.

    Parameters
    ----------
    scale : Scale or sequence of Scale

    Raises
    ------
    RecordError
        If it is neither, or two scales have the same name.

    Examples
    --------
    >>> from tinytl import TIP_TIERS
    >>> freedom = Scale(["F", "PF", "NF"], name="Freedom")
    >>> both = as_scale([TIP_TIERS, freedom])
    >>> both.name, both.of("Freedom").name, both.of("report").name
    ('TIP tier', 'Freedom', 'TIP tier')
    """
    if isinstance(scale, Scale):
        return scale
    listed = isinstance(scale, list | tuple) and len(scale) > 0
    right = listed and all(isinstance(one, Scale) and not one.others for one in scale)
    expect(right, "scale", scale, "a tl.Scale, or a list of them")
    names = [one.name for one in scale]
    if len(set(names)) < len(names):
        raise RecordError(f"scale has the names {', '.join(names)}; expected each once: name=.")
    axes = {name: axis for one in reversed(scale) for name, axis in one.axes}
    joined: Scale = scale[0].with_axes(axes)
    object.__setattr__(joined, "others", tuple(scale[1:]))
    return joined


def is_of_scales(rows: Rows, scale: Scale) -> npt.NDArray[np.bool_]:
    """Mask of the ratings that the scales rate.

    A rating belongs to the scale whose name is its category, any other to the first. But if some
    have the name of the first, ratings with no such name are of scorecards that are not asked for.
    """
    ratings = rows.is_kind("rating")
    names = {scale.name, *(other.name for other in scale.others)}
    named = ~rows.violates(names.__contains__, "category")
    first = ~rows.violates(scale.name.__eq__, "category")
    return ratings & named if (ratings & first).any() else ratings


def own_ratings(records: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Checked records without the ratings of scorecards for which there is no scale.

    Warns
    -----
    RecordWarning
        If ratings are left out and one of several scales has none: its name may be misspelt.
    """
    columns = {name: Column.of(records[name].tolist()) for name in ("kind", "category")}
    rows = Rows(columns)
    foreign = rows.is_kind("rating") & ~is_of_scales(rows, scale)
    if not foreign.any():
        return records
    named = {str(category) for category in records["category"][rows.is_kind("rating")].unique()}
    unused = [other.name for other in scale.others if other.name not in named]
    if unused:
        left = sorted(named - {scale.name, *(other.name for other in scale.others)})
        told = (
            f"No rating has the category {', '.join(map(repr, unused))} of a scale. Ratings of "
            f"{', '.join(map(repr, left))} are left out: there is no scale of that name."
        )
        warnings.warn(RecordWarning(told), stacklevel=2)
    return records[~foreign]
