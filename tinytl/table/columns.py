"""Columns of texts, stored as their distinct texts and a code for each row.

A table of a million rows has some thousand dates, a few hundred countries and five kinds. So each
distinct text is read, checked or changed once.
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
Mask: TypeAlias = npt.NDArray[np.bool_]


class Codebook(dict[str, int]):
    """A code for each distinct text, in the order in which they first occur."""

    def __missing__(self, text: str) -> int:
        """Give a new text the next code."""
        self[text] = code = len(self)
        return code

    def of(self, texts: Sequence[str]) -> Codes:
        """The codes of some texts; fast where all texts are equal."""
        if texts and texts[0] == texts[-1] and texts.count(texts[0]) == len(texts):
            return np.full(len(texts), self[texts[0]], dtype=np.int64)
        return np.fromiter(map(self.__getitem__, texts), dtype=np.int64, count=len(texts))


@dataclass(frozen=True)
class Column:
    """The cells of a column.

    Attributes
    ----------
    texts : tuple of str
        The distinct texts.
    codes : numpy array of int
        For each row the index of its text.
    """

    texts: tuple[str, ...]
    codes: Codes

    @classmethod
    def of(cls, cells: Iterable[str]) -> Column:
        """A column of these cells."""
        codebook = Codebook()
        codes = codebook.of(list(cells))
        return cls(tuple(codebook), codes)

    def changed(self, texts: Iterable[str]) -> Column:
        """The column with another text for each distinct text."""
        new = Column.of(texts)
        return self if new.texts == self.texts else Column(new.texts, new.codes[self.codes])

    def cells(self, values: Iterable[Any] | None = None) -> npt.NDArray[Any]:
        """The cells row by row: the texts, or the value given for each distinct text."""
        known = list(self.texts if values is None else values)
        array: npt.NDArray[Any] = np.empty(len(known), dtype=object)
        array[:] = known
        return array[self.codes]


@dataclass(frozen=True)
class Rows:
    """The columns of the table; their texts have no blanks around them."""

    columns: Mapping[str, Column]

    def __getitem__(self, position: int) -> dict[str, str]:
        """The cells of one row, by its position from 0."""
        return {name: col.texts[col.codes[position]] for name, col in self.columns.items()}

    def of(self, *names: str) -> tuple[list[tuple[str, ...]], Codes]:
        """The distinct combinations of cells in some columns, and the code of each row's."""
        codes, parts = self._combined(names)
        texts = (np.array(self.columns[name].texts, dtype=object) for name in names)
        cells = (known[part].tolist() for known, part in zip(texts, parts, strict=True))
        return list(zip(*cells, strict=True)), codes

    def violates(self, holds: Callable[..., Any], *names: str) -> Mask:
        """Mask of rows where a condition on the cells of some columns is false."""
        if len(names) == 1:
            column = self.columns[names[0]]
            truth, codes = list(map(holds, column.texts)), column.codes
        else:
            cells, codes = self.of(*names)
            truth = [holds(*row) for row in cells]
        if all(truth):
            return np.zeros(len(codes), dtype=bool)
        return ~np.array(truth, dtype=bool)[codes]

    def is_kind(self, *kinds: str) -> Mask:
        """Mask of rows of these kinds."""
        return ~self.violates(kinds.__contains__, "kind")

    @cached_property
    def is_duplicate(self) -> Mask:
        """Mask of rows that repeat an earlier row."""
        return repeated(self._combined(tuple(self.columns))[0])

    def _combined(self, names: tuple[str, ...]) -> tuple[Codes, list[Codes]]:
        first = self.columns[names[0]]
        codes, parts = first.codes, [np.arange(len(first.texts))]
        for name in names[1:]:
            size = len(self.columns[name].texts)
            codes, pairs = pd.factorize(codes * size + self.columns[name].codes)
            parts = [*(part[pairs // size] for part in parts), pairs % size]
        return codes, parts


def repeated(codes: Codes) -> Mask:
    """Mask of codes that occurred before."""
    return np.asarray(pd.Series(codes).duplicated())
