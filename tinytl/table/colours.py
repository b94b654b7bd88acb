"""Colours of levels: read them, and measure their contrast.

>>> hex_of("#1B7"), hex_of("green")
('#11bb77', None)
>>> round(contrast("#000000", "#ffffff"))
21
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..errors import expect, is_list

_LUMINANCE = (0.2126, 0.7152, 0.0722)
"""Parts of linear red, green and blue in the luminance of a colour, by IEC 61966-2-1."""


def hex_of(text: object) -> str | None:
    """A colour as ``#rrggbb``; None for any other text."""
    if not isinstance(text, str) or not re.fullmatch("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", text):
        return None
    digits = text[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(a * b for a, b in zip(_LUMINANCE, linear, strict=True))


def contrast(a: str, b: str) -> float:
    """The contrast of two colours, 1 to 21, by the definition of WCAG 2."""
    high, low = sorted((_luminance(colour) + 0.05 for colour in (a, b)), reverse=True)
    return high / low


def read_colours(colours: Any, labels: Sequence[str]) -> tuple[str, ...]:
    """Colours as ``#rrggbb``, one a level."""
    read = tuple(map(hex_of, colours)) if is_list(colours) else ()
    found = tuple(colour for colour in read if colour)
    one = f"a colour for each of the {len(labels)} levels, best to worst, as in '#1b7837'"
    expect(len(read) == len(found) == len(labels), "colours", colours, one)
    return found
