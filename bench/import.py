"""What `import tinytl` costs, against importing pandas and plotly, which it cannot do without."""

import statistics
import subprocess
import sys
import time

RUNS = 11
BASELINE = "import pandas, plotly.graph_objects"


def seconds(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


pairs = [(seconds(BASELINE), seconds("import tinytl")) for _ in range(RUNS)][1:]
ratio = statistics.median(own / base for base, own in pairs)
base, own = (statistics.median(column) for column in zip(*pairs, strict=True))
print(f"import tinytl {own:.2f} s, {BASELINE} {base:.2f} s: {ratio:.2f} times (at most 1.25)")
