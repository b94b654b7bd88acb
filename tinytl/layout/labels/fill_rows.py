"""Assign labels to rows, greedily from the axis up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import inf

from .geometry import EPS, Labels

_Link = tuple[int, "_Link"] | None  # a label, and those before it
_Chain = tuple[float, int, float, _Link]  # its end, minus its labels, where a box may follow


def fill_rows(labels: Labels, first: Collection[int] = ()) -> list[int]:
    """
    Fill rows from the axis up, each with as many labels as possible.

    A row holds what fits between the leaders of all labels that it leaves to higher rows. Fewer
    labels in the rows above only leave more room. So if any number of rows can hold all labels,
    these rows do.

    Parameters
    ----------
    labels : Labels
    first : collection of int
        Labels that stand below all others, where they fit.

    Returns
    -------
    list of int
        Row of each label, 0 next to the axis; -1 for labels that fit in no row.
    """
    rows, left, row = [-1] * labels.n, list(range(labels.n)), 0
    for own in (set(first), set(left)):
        while taken := _best_row(labels, left, own):
            for i in taken:
                rows[i] = row
            left, row = [i for i in left if rows[i] < 0], row + 1
    return rows


def _best_row(labels: Labels, left: Sequence[int], own: Collection[int]) -> list[int]:
    """Choose the labels of a row by dynamic programming; the leaders of the others pass it."""
    chains: list[_Chain] = [(-inf, 0, labels.far[0], None)]
    for i in left:
        near, far, wide = labels.near[i] + EPS, labels.far[i + 1], labels.width[i]
        least, most = labels.bounds[i]
        longer = [
            ((start if start > least else least) + wide, minus - 1, link)
            for _, minus, start, link in (chains if i in own else ())
            if start <= most + EPS
        ]
        longer.sort(key=_end_and_count)
        passed = min([chain for chain in chains if chain[0] <= near], key=_count, default=None)
        chains, best = ([(-inf, passed[1], far, passed[3])], inf) if passed else ([], inf)
        for end, minus, link in longer:  # a chain that ends further right must have more labels
            if minus < best:
                best = minus
                chains.append((end, minus, end, (i, link)))
    chosen, link = [], min(chains, key=_count)[3]
    while link:
        chosen.append(link[0])
        link = link[1]
    return chosen


def _count(chain: _Chain) -> int:
    return chain[1]


def _end_and_count(step: tuple[float, int, _Link]) -> tuple[float, int]:
    return step[:2]
