"""Colours of levels: read them, and measure whether levels can be told apart.

>>> hex_of("#1B7"), hex_of("green")
('#11bb77', None)
>>> round(contrast("#000000", "#ffffff")), round(difference("#9b1f1d", "#9b1f1d"))
(21, 0)
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import dist
from typing import Any

from ..errors import RecordWarning, expect, is_list

LEAST_CONTRAST, LEAST_DIFFERENCE = 1.5, 14.0
"""Least contrast of a level with white paper (WCAG), least difference of neighbours (CIE76)."""
_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = (0.9505, 1.0, 1.089)
"""From linear sRGB to XYZ, and white (D65), by IEC 61966-2-1."""


def hex_of(text: object) -> str | None:
    """A colour as ``#rrggbb``; None for any other text."""
    if not isinstance(text, str) or not re.fullmatch("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", text):
        return None
    digits = text[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _xyz(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return [sum(a * b for a, b in zip(row, linear, strict=True)) for row in _XYZ]


def contrast(a: str, b: str) -> float:
    """The contrast of two colours, 1 to 21, by the definition of WCAG 2."""
    high, low = sorted((_xyz(colour)[1] + 0.05 for colour in (a, b)), reverse=True)
    return high / low


def _lab(colour: str) -> tuple[float, float, float]:
    def root(part: float) -> float:
        return part ** (1 / 3) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29

    x, y, z = (root(part / full) for part, full in zip(_xyz(colour), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(a: str, b: str) -> float:
    """How different two colours look: their distance in CIE L*a*b* (CIE76)."""
    return dist(_lab(a), _lab(b))


def weak_colours(colours: Sequence[str], labels: Sequence[str]) -> Iterator[str]:
    """A sentence for each level that is hard to see on paper or to tell from the next."""
    for colour, label in zip(colours, labels, strict=True):
        if (found := contrast(colour, "#ffffff")) < LEAST_CONTRAST:
            yield (
                f"{label} ({colour}) has a contrast of {found:.1f} to 1 with white paper; expected "
                f"{LEAST_CONTRAST:g} at least"
            )
    for (a, one), (b, other) in pairwise(zip(colours, labels, strict=True)):
        if (found := difference(a, b)) < LEAST_DIFFERENCE:
            yield (
                f"{one} ({a}) and {other} ({b}) differ by {found:.0f} in CIE76; expected "
                f"{LEAST_DIFFERENCE:g} at least"
            )


def read_colours(colours: Any, labels: Sequence[str]) -> tuple[str, ...]:
    """Colours as ``#rrggbb``, one a level; a warning names the weak ones."""
    read = tuple(map(hex_of, colours)) if is_list(colours) else ()
    found = tuple(colour for colour in read if colour)
    one = f"a colour for each of the {len(labels)} levels, best to worst, as in '#1b7837'"
    expect(len(read) == len(found) == len(labels), "colours", colours, one)
    if weak := "; ".join(weak_colours(found, labels)):
        warnings.warn(f"colours: {weak}.", RecordWarning, stacklevel=4)
    return found
