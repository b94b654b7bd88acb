"""How wide a figure may be where it will be printed or projected, and how small its type.

``width="nature-1"`` is the width of one column of *Nature*, with its smallest type. Journals change
their rules: look yours up, and give the width itself (``"89mm"``) where it differs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from .frame import points


@dataclass(frozen=True)
class Width:
    """A width that a journal, a page or a slide asks for.

    Attributes
    ----------
    size : str
        With its unit, as everywhere.
    least_pt : float
        Smallest type that is allowed there, in points; 0 where none is stated.
    label : str
        What it is the width of.
    tallest : str
        How tall a figure may be there; where the journal states nothing, the type area of its page.
    height : str or None
        How tall a figure is there; None for as tall as it needs.
    theme : {"print", "screen"}
        The theme that it has by default.
    source : str
        Where this is stated.
    """

    size: str
    least_pt: float
    label: str
    tallest: str = "240mm"
    height: str | None = None
    theme: str = "print"
    source: str = ""


_TABLE = Path(__file__).with_name("widths.json").read_text(encoding="utf-8")
WIDTHS = {name: Width(**limits) for name, limits in json.loads(_TABLE).items()}
"""The widths that charts know by name."""


def limits_of(width: str | None) -> tuple[float | None, float, float]:
    """Read a width, by name or with its unit.

    Returns
    -------
    width : float or None
        In points; None on the screen.
    least_pt : float
        The smallest type that goes with it, 0 if none is stated.
    tallest : float
        How tall a page is that has a figure of this width, in points; endless on the screen.

    Examples
    --------
    >>> limits_of("nature-2")[1], limits_of("1in")[:2], limits_of(None)
    (5, (72.0, 0), (None, 0, inf))
    >>> round(limits_of("nature-2")[2]), round(limits_of("89mm")[2])
    (482, 680)
    """
    if width is None:
        return None, 0, float("inf")
    limits = WIDTHS.get(width) or Width(width, 0, "")
    return points(limits.size), limits.least_pt, points(limits.tallest)
