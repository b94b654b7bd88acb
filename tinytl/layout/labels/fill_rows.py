"""Assign labels to rows, greedily from the axis up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from math import inf

from .geometry import EPS, Labels

GOLDEN = (5**0.5 - 1) / 2  # its multiples are spread evenly between 0 and 1

_Link = tuple[int, "_Link"] | None  # a label, and those before it
_Chain = tuple[float, float, float, _Link]  # its end, minus its weight, where a box may follow


def fill_rows(labels: Labels, weights: Sequence[float] = (), limit: int | None = None) -> list[int]:
    """
    Fill rows from the axis up, each with as many labels as possible.

    A row holds what fits between the leaders of all labels that it leaves to higher rows. Fewer
    labels in the rows above only leave more room. So if any number of rows can hold all labels,
    these rows do.

    Parameters
    ----------
    labels : Labels
    weights : sequence of float, optional
        Weight of each label, near 1. Weights decide between sets of equally many labels.
    limit : int, optional
        Number of rows.

    Returns
    -------
    list of int
        Row of each label, 0 next to the axis; -1 for labels that fit in no row.
    """
    rows, left, weights = [-1] * labels.n, list(range(labels.n)), weights or [1.0] * labels.n
    for row in range(labels.n if limit is None else limit):
        taken = _best_row(labels, left, weights)
        for i in taken:
            rows[i] = row
        left = [i for i in left if rows[i] < 0]
        if not left or not taken:
            break
    return rows


def tie_breaks(labels: Labels) -> Iterator[list[float]]:
    """Weights for `fill_rows`: favour wide labels, narrow labels, then others, evenly spread."""
    total = sum(labels.width) + 1
    yield from ([1 + sign * w / total for w in labels.width] for sign in (1, -1))
    n = labels.n
    yield from ([1 + i * run * GOLDEN % 1 / n for i in range(n)] for run in count())


def _best_row(labels: Labels, left: Sequence[int], weights: Sequence[float]) -> list[int]:
    """Choose the labels of a row by dynamic programming; the leaders of the others pass it."""
    chains: list[_Chain] = [(-inf, 0.0, labels.far[0], None)]
    for i in left:
        near, far, wide = labels.near[i] + EPS, labels.far[i + 1], labels.width[i]
        least, most = labels.bounds[i]
        longer = [
            ((start if start > least else least) + wide, minus - weights[i], link)
            for _, minus, start, link in chains
            if start <= most + EPS
        ]
        longer.sort(key=_end_and_weight)
        passed = min([chain for chain in chains if chain[0] <= near], key=_weight, default=None)
        chains, best = ([(-inf, passed[1], far, passed[3])], inf) if passed else ([], inf)
        for end, minus, link in longer:  # a chain that ends further right must weigh more
            if minus < best:
                best = minus
                chains.append((end, minus, end, (i, link)))
    chosen, link = [], min(chains, key=_weight)[3]
    while link:
        chosen.append(link[0])
        link = link[1]
    return chosen


def _weight(chain: _Chain) -> float:
    return chain[1]


def _end_and_weight(step: tuple[float, float, _Link]) -> tuple[float, float]:
    return step[:2]
