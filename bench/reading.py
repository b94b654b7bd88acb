"""Reading a table of a million rows, against pandas reading the same file: time and memory.

Two tables: the shipped one many times over, each time with other countries, and one of random days
with a label of its own in each row. Each is read in a fresh process, so that one can see how much
memory it took; ratios of pairs, so that a busy machine slows both.
"""

import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

ROWS = 1_000_000
RUNS = 3
TABLE = Path(__file__).parent.parent / "data" / "timelines.csv"
READ = """
import time
from pathlib import Path
import pandas, tinytl
def peak():  # in MB, where the system tells it
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
base = peak()
start = time.perf_counter()
try:
    {call}
except tinytl.RecordError as error:
    assert len(str(error)) <= 5000, len(str(error))
took = time.perf_counter() - start
print(took, peak() - base)
"""
OWN, BARE = "table = tinytl.read_csv({path!r})", "table = pandas.read_csv({path!r})"


def repeated(path):
    table = pd.read_csv(TABLE, dtype=str, keep_default_na=False)
    copies = -(-ROWS // len(table))
    parts = [table.assign(country=table.country + f" {number}") for number in range(copies)]
    pd.concat(parts).head(ROWS).to_csv(path, index=False)


def random_days(path, wrong=False):
    chance = random.Random(0)
    sep = "/" if wrong else "-"
    with path.open("w", encoding="utf-8") as file:
        file.write("country,kind,start,end,label,value,category,detail,source\n")
        for number in range(ROWS):
            month, day = f"{chance.randint(1, 12):02}", f"{chance.randint(1, 28):02}"
            date = sep.join((str(chance.randint(1900, 2019)), month, day))
            country = f"Place {chance.randint(0, 999)}"
            file.write(
                f"{country},event,{date},,Event {number},,court,It was so.,key{number % 97}\n"
            )


def cost(call):
    """Seconds and MB."""
    run = subprocess.run(
        [sys.executable, "-c", READ.format(call=call)], capture_output=True, text=True, check=True
    )
    return tuple(map(float, run.stdout.split()))


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.csv")
        for what, write in (
            ("the shipped table, often", repeated),
            ("random days", random_days),
            ("every date wrong", lambda path: random_days(path, wrong=True)),
        ):
            write(path)
            pairs = [
                (cost(OWN.format(path=str(path))), cost(BARE.format(path=str(path))))
                for _ in range(RUNS)
            ]
            (ours, own_mb), (bare, bare_mb) = (
                (statistics.median(column) for column in zip(*side, strict=True))
                for side in zip(*pairs, strict=True)
            )
            print(
                f"{what:25} {ours:5.1f} s, pandas {bare:5.1f} s: {ours / bare:4.1f} times (at most "
                f"6); {own_mb:5.0f} MB, pandas {bare_mb:5.0f} MB: {own_mb / bare_mb:4.1f} times "
                "(at most 4)"
            )


if __name__ == "__main__":
    main()
