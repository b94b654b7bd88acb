"""The numbers behind the charts: time of spells, changes and panel, of the whole table and of more.

The table of a million records is the shipped one many times over, each time with other countries,
so that time and memory should grow as the records do.
"""

import resource
import statistics
import sys
import time
import warnings
from pathlib import Path

import pandas as pd

import tinytl as tl

TABLE = Path(__file__).parent.parent / "data" / "timelines.csv"
RUNS = 5
SIZES = (100_000, 1_000_000)
NUMBERS = {
    "spells": tl.spells,
    "changes": tl.changes,
    "panel": lambda records: tl.panel(records, align="full criminalization"),
}


def seconds(make, records: pd.DataFrame) -> float:
    start = time.perf_counter()
    make(records)
    return time.perf_counter() - start


def many(records: pd.DataFrame, size: int) -> pd.DataFrame:
    copies = [
        records.assign(country=records["country"] + f" {copy}")
        for copy in range(-(-size // len(records)))
    ]
    return pd.concat(copies, ignore_index=True).iloc[:size]


def main() -> None:
    warnings.simplefilter("ignore")  # dates that may lie on either side of a release
    records = tl.read_csv(TABLE)
    for name, make in NUMBERS.items():
        times = [seconds(make, tl.read_csv(TABLE)) for _ in range(RUNS)]
        print(f"{name:8} {len(records):9,} records {statistics.median(times):6.2f} s (at most 0.5)")
    for size in SIZES:
        larger = many(records, size)
        check = seconds(lambda frame: tl.spells(frame, "event"), larger)
        times = {name: seconds(make, larger) for name, make in NUMBERS.items()}
        told = ", ".join(f"{name} {spent:.1f} s" for name, spent in times.items())
        unit = 2**30 if sys.platform == "darwin" else 2**20
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
        print(f"{size:9,} records: checked once {check:.1f} s, then {told} (with it at most 20)")
        print(f"{'':18} peak {peak:.1f} GB")


if __name__ == "__main__":
    main()
