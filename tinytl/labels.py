"""First version of the interface: correct, not yet optimal."""

from __future__ import annotations

import struct
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Advance width of one line of text in the unit of `size`."""
    return _em_width(text, bold) * size


@lru_cache(maxsize=4096)
def _em_width(text: str, bold: bool) -> float:
    glyph, advance, kerning, em = _metrics(bold)
    text = unicodedata.normalize("NFC", text)
    total = 0.0
    before = None
    for char in text:
        now = glyph.get(ord(char))
        if now is None:
            total += 0.0 if unicodedata.combining(char) else 1.4 * em
        else:
            total += advance[now] + (kerning.get((before, now), 0) if before is not None else 0)
        before = now
    return total / em


@lru_cache(maxsize=2)
def _metrics(bold: bool) -> tuple[dict[int, int], list[int], dict[tuple[int, int], int], int]:
    from fontTools.ttLib import TTFont

    name = f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf"
    font = TTFont(FONTS / name, lazy=True)
    order = {n: i for i, n in enumerate(font.getGlyphOrder())}
    glyph = {c: order[n] for c, n in font.getBestCmap().items()}
    advance = [font["hmtx"][n][0] for n in font.getGlyphOrder()]
    kern = {
        (order[a], order[b]): v
        for t in font["kern"].kernTables
        for (a, b), v in t.kernTable.items()
    }
    return glyph, advance, kern, font["head"].unitsPerEm


@dataclass(frozen=True)
class Placement:
    """Where the labels go."""

    rows: tuple[int, ...]
    offsets: tuple[float, ...]
    n_rows: int


def place(
    anchors: Sequence[float],
    widths: Sequence[float],
    *,
    left: float,
    right: float,
    gap: float = 0.0,
    clearance: float = 0.0,
    inset: float = 0.0,
    max_rows: int | None = None,
    importance: Sequence[float] | None = None,
) -> Placement:
    """Place labels (first version: one label a row, lowest first where it fits)."""
    n = len(anchors)
    for i, w in enumerate(widths):
        if w > right - left:
            raise ValueError(f"label {i} is {w - (right - left):g} wider than the axis")
        if not left <= anchors[i] <= right:
            raise ValueError(f"anchor {i} lies outside the axis")
    todo = set(range(n))
    rows, offsets = [-1] * n, [0.0] * n
    row = 0
    while todo:
        limit = -float("inf")
        taken = []
        for i in sorted(todo, key=lambda i: (anchors[i], i)):
            x, w = anchors[i], widths[i]
            if any(j > i and anchors[j] == x for j in todo):
                continue
            lo, hi = max(left, limit), right
            for j in todo - {i}:
                away = abs(anchors[j] - x)
                if away:
                    clear = min(clearance, away / 2)
                    if anchors[j] < x:
                        lo = max(lo, anchors[j] + clear)
                    else:
                        hi = min(hi, anchors[j] - clear)
            lo, hi = max(lo, x - w), min(hi, x + w)
            if lo <= x and hi >= x and hi - lo >= w:
                c = min(max(x, lo + w / 2), hi - w / 2)
                rows[i], offsets[i] = row, c - x
                taken.append(i)
                limit = c + w / 2 + gap
        if not taken:
            raise ValueError(f"labels {sorted(todo)} find no place")
        todo -= set(taken)
        row += 1
    if max_rows is not None:
        rows = [r if r < max_rows else -1 for r in rows]
        row = min(row, max_rows)
    return Placement(tuple(rows), tuple(offsets), row)


@dataclass(frozen=True)
class Score:
    n_rows: int
    displacement: float
    squared: float
    overlaps: int
    crossings: int


def score(
    anchors: Sequence[float],
    widths: Sequence[float],
    placement: Placement,
    *,
    gap: float = 0.0,
    clearance: float = 0.0,
) -> Score:
    """Score a placement (filled in soon)."""
    moved = [abs(o) for o in placement.offsets]
    return Score(placement.n_rows, sum(moved), sum(m * m for m in moved), 0, 0)
