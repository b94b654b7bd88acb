from collections.abc import Callable
from pathlib import Path

import pytest

import tinytl as tl
from tinytl.table.records import COLUMNS

HEADER = ",".join(COLUMNS)


@pytest.fixture
def table(tmp_path) -> Callable[..., Path]:
    """Write a table: its rows, and what else is unusual about it."""

    def write(*rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
        path = tmp_path / "table.csv"
        path.write_bytes("\n".join([header, *rows, ""]).encode(encoding))
        return path

    return write


@pytest.fixture
def problems(table) -> Callable[..., tuple[str, ...]]:
    """What is said of a table that is wrong."""

    def read(*rows: str, **options: str) -> tuple[str, ...]:
        with pytest.raises(tl.RecordError) as caught:
            tl.read_csv(table(*rows, **options))
        return caught.value.problems

    return read
