"""Columns as the few different texts in them, and for each row which: rules look at the few.

A table of a million rows has some thousand dates, a few hundred countries and five kinds; what must
be read, checked or changed is done once for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes: TypeAlias = npt.NDArray[np.int64]


class Places(dict[str, int]):
    """The place of each text among those seen so far."""

    def __missing__(self, text: str) -> int:
        """The next place, for a text that was not seen before."""
        self[text] = place = len(self)
        return place

    def of(self, texts: Sequence[str]) -> Codes:
        """The places of some texts; quickly, where they are all the same."""
        if texts and texts[0] == texts[-1] and texts.count(texts[0]) == len(texts):
            return np.full(len(texts), self[texts[0]], dtype=np.int64)
        return np.fromiter(map(self.__getitem__, texts), dtype=np.int64, count=len(texts))


@dataclass(frozen=True)
class Column:
    """The cells of a column.

    Attributes
    ----------
    texts : tuple of str
        The different ones.
    codes : numpy array of int
        For each row the place of its cell among them.
    """

    texts: tuple[str, ...]
    codes: Codes

    @classmethod
    def of(cls, cells: Iterable[str]) -> Column:
        """A column of some cells."""
        places = Places()
        codes = places.of(list(cells))
        return cls(tuple(places), codes)

    def changed(self, texts: Iterable[str]) -> Column:
        """The column with other texts in the place of its own."""
        new = Column.of(texts)
        return self if new.texts == self.texts else Column(new.texts, new.codes[self.codes])

    def cells(self, values: Iterable[Any] | None = None) -> npt.NDArray[Any]:
        """The cells row by row: the texts, or what stands for each of them."""
        known = list(self.texts if values is None else values)
        array: npt.NDArray[Any] = np.empty(len(known), dtype=object)
        array[:] = known
        return array[self.codes]


@dataclass(frozen=True)
class Rows:
    """The cells of the table's columns, as text without blanks around."""

    columns: Mapping[str, Column]

    def __getitem__(self, position: int) -> dict[str, str]:
        """One row, by its place from 0."""
        return {name: col.texts[col.codes[position]] for name, col in self.columns.items()}

    def of(self, *names: str) -> tuple[list[tuple[str, ...]], Codes]:
        """The different cells of some columns that stand in one row, and which each row has."""
        codes, parts = self._combined(names)
        texts = (np.array(self.columns[name].texts, dtype=object) for name in names)
        cells = (known[part].tolist() for known, part in zip(texts, parts, strict=True))
        return list(zip(*cells, strict=True)), codes

    def violates(self, holds: Callable[..., Any], *names: str) -> npt.NDArray[np.bool_]:
        """Whether something does not hold of the cells of some columns, row by row."""
        if len(names) == 1:
            column = self.columns[names[0]]
            truth, codes = list(map(holds, column.texts)), column.codes
        else:
            cells, codes = self.of(*names)
            truth = [holds(*row) for row in cells]
        if all(truth):
            return np.zeros(len(codes), dtype=bool)
        return ~np.array(truth, dtype=bool)[codes]

    def is_kind(self, *kinds: str) -> npt.NDArray[np.bool_]:
        """Whether rows are of one of some kinds."""
        return ~self.violates(kinds.__contains__, "kind")

    @cached_property
    def is_duplicate(self) -> npt.NDArray[np.bool_]:
        """Whether a record stood before."""
        return repeated(self._combined(tuple(self.columns))[0])

    def _combined(self, names: tuple[str, ...]) -> tuple[Codes, list[Codes]]:
        first = self.columns[names[0]]
        codes, parts = first.codes, [np.arange(len(first.texts))]
        for name in names[1:]:
            size = len(self.columns[name].texts)
            codes, pairs = pd.factorize(codes * size + self.columns[name].codes)
            parts = [*(part[pairs // size] for part in parts), pairs % size]
        return codes, parts


def repeated(codes: Codes) -> npt.NDArray[np.bool_]:
    """Whether a number stood before."""
    return np.asarray(pd.Series(codes).duplicated())
