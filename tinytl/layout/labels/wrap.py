"""Break the text of labels into lines, and choose which labels have two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, islice
from math import inf

from ..textwidth import text_width
from .fill_rows import fill_rows, tie_breaks
from .geometry import Constraints, Labels, spread_leaders
from .select import select

WRAP_BUDGET = 30_000
"""Total number of labels placed to compare choices; at least none and all are tried."""


def shortened(text: str, max_chars: int | None) -> str:
    """
    Cut a text to a number of characters, with an ellipsis.

    >>> shortened("Law on trafficking", 8), shortened("Law", None)
    ('Law on…', 'Law')
    """
    if max_chars is None or len(text) <= max_chars:
        return text
    return text[: max_chars - 1].rstrip() + "…"


def filled(text: str, width: float, width_of: Callable[[str], float]) -> list[str]:
    """Break a text into lines of at most a width; a word that is wider has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def in_two(text: str, *, bold: bool = False) -> tuple[str, str] | None:
    """
    Break a text at the blank that makes its longer line shortest; None if it has no blank.

    >>> in_two("Full criminalization of trafficking"), in_two("Ratification")
    (('Full criminalization', 'of trafficking'), None)
    """
    words = text.split()
    pairs = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return min(
        pairs, key=lambda pair: max(text_width(line, 1, bold=bold) for line in pair), default=None
    )


def wrap_choice(
    anchors: Sequence[float],
    widths: Sequence[float],
    wrapped: Sequence[float | None],
    *,
    left: float,
    right: float,
    gap: float = 0.0,
    apart: float = 2.5,
    inset: float = 0.0,
    overhead: float = 0.0,
    max_rows: int | None = None,
    importance: Sequence[float] | None = None,
) -> tuple[bool, ...]:
    """
    Choose which labels have two lines: so that most can stay, then so that the rows are lowest.

    A row is as high as its highest label. The choices that are compared wrap no label, all labels,
    or the 1, 2, 4, 8... labels that become narrower by most. Labels that meet no other wherever
    they go keep one line. Of choices with equal gain, the one that wraps fewer labels is taken.

    Parameters
    ----------
    anchors : sequence of float
        As for `place`, like all that is not named here.
    widths, wrapped : sequences of float
        Widths in one line and in two (None: cannot wrap).
    overhead : float
        Height of a row besides its lines (padding and space between rows), in lines.

    Examples
    --------
    >>> wrap_choice([30, 34, 38], [60, 60, 60], [30, 30, 30], left=0, right=64)
    (True, True, True)
    """
    order = sorted(range(len(anchors)), key=lambda i: anchors[i])
    at = [float(anchors[i]) for i in order]
    limits = Constraints.of(left, right, gap, apart, inset, len(at) if max_rows is None else 1)
    saved = {i: widths[i] - w for i, w in enumerate(wrapped) if w is not None and w < widths[i]}
    alone = {order[k] for k in _alone(at, [widths[i] for i in order], limits)}
    able = sorted(saved.keys() - alone, key=lambda i: (-saved[i], i))
    counts = [2**k for k in reversed(range(len(able).bit_length()))]
    counts = sorted({0, len(able), *counts[: WRAP_BUDGET // (len(at) * (max_rows or 1) + 1)]})
    worth = importance if importance is not None else [0.0] * len(at)
    turns = sorted(range(len(at)), key=lambda k: (-worth[order[k]], order[k]))
    best: tuple[list[float], float, set[int]] = ([], -inf, set())
    for count in counts:
        chosen = set(able[:count])
        now = [widths[i] - (saved[i] if i in chosen else 0.0) for i in order]
        for rows in _possible_rows(at, now, turns, max_rows, limits):
            stay = [(i, row) for i, row in zip(order, rows, strict=True) if row >= 0]
            kept = sorted([worth[i] for i, _ in stay], reverse=True)
            high = {row for i, row in stay if i in chosen}
            height = len({row for _, row in stay}) * (1 + overhead) + len(high)
            if (kept, -height) > best[:2]:
                best = kept, -height, chosen
    return tuple(i in best[2] for i in range(len(widths)))


def _alone(at: Sequence[float], widths: Sequence[float], limits: Constraints) -> list[int]:
    """Labels that fit on the axis and meet no other wherever they go."""
    ends = [x + w + limits.gap for x, w in zip(at, widths, strict=True)]
    begins = [x - w for x, w in zip(at, widths, strict=True)]
    before = list(accumulate(ends, max, initial=-inf))
    after = list(accumulate(reversed(begins), min, initial=inf))[::-1]
    return [
        k
        for k, w in enumerate(widths)
        if before[k] <= begins[k] and ends[k] <= after[k + 1] and w <= limits.right - limits.left
    ]


def _possible_rows(
    at: Sequence[float],
    widths: Sequence[float],
    turns: Sequence[int],
    max_rows: int | None,
    limits: Constraints,
) -> Iterator[list[int]]:
    """Some ways to give each label a row, -1 for a label that is left out."""
    if max_rows is not None:
        rows = [-1] * len(at)
        for k, _, row in select(at, widths, turns, max_rows, limits, budget=0):
            rows[k] = row
        yield rows
    elif all(w <= limits.right - limits.left for w in widths):
        labels = Labels.on(spread_leaders(at, limits), at, widths, limits)
        ways = (fill_rows(labels, weights) for weights in islice(tie_breaks(labels), 2))
        yield from (rows for rows in ways if -1 not in rows)
