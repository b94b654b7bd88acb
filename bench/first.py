"""The first chart, beside pandas and plotly alone: CPU time of processes in turn, as ratios.

Both read the shipped table and draw Kazakhstan: as a notebook shows it, and as a page. Then, in
this process, a further chart and one of each country. Modules are compiled, whatever
PYTHONDONTWRITEBYTECODE says here: who sets it pays for compiling at each start, for our modules
only, since pip and uv have compiled the others.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import tinytl as tl

CHARTS = Path(__file__).parent / "charts"
RUNS = 7
MOST, MOST_MS, MOST_S = 1.2, 15, 1.5
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}


def cpu_seconds(script, *arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, CHARTS / script, *arguments], check=True, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def paired(what, *arguments):
    """Medians of both, and of the ratio of pairs; the first pair compiles and warms the disk."""
    pairs = [
        (cpu_seconds("ours.py", *arguments), cpu_seconds("bare_plotly.py", *arguments))
        for _ in range(RUNS + 1)
    ][1:]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(own / bare for own, bare in pairs)
    print(f"first chart {what:6} {ours:5.2f} s, bare {theirs:5.2f} s: {ratio:.2f} times "
          f"(at most {MOST})")  # fmt: skip


def cpu_of(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def main():
    print("CPU time; PYTHONDONTWRITEBYTECODE is not set for what is timed")
    with tempfile.TemporaryDirectory() as folder:
        paired("shown")
        paired("HTML", Path(folder, "kaz.html"))
    records = tl.read_csv()
    codes = sorted(set(records.country))
    tl.timeline(records, "KAZ")
    one = statistics.median(cpu_of(lambda: tl.timeline(records, "KAZ")) for _ in range(RUNS))
    print(f"further chart      {one * 1000:5.1f} ms (at most {MOST_MS})")
    every = cpu_of(lambda: [tl.timeline(records, code) for code in codes])
    print(f"{len(codes)} charts         {every:5.2f} s (at most {MOST_S})\n")


if __name__ == "__main__":
    main()
