"""What `make bench` prints: ours beside what one would write otherwise, in one run, as one table.

A chart of Kazakhstan (laws, index, tier, governments) from the shipped table to a file, each in a
fresh process and in turn, so that a busy machine slows all alike; ``times`` is the median of the
ratios to ours of the same turn. ``same`` is whether two runs write the same bytes; ``overlap`` is
how many pairs of the laws' labels overlap, measured in the browser or the PDF, and ``lost`` how
many labels are not wholly there to be seen.
"""

import importlib.metadata
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import combinations
from pathlib import Path

import pymupdf

BENCH = Path(__file__).parent
sys.path.append(str(BENCH.parent / "tests"))

import tinytl as tl  # noqa: E402
from browsers import find_browser  # noqa: E402

RUNS = 3
CHARTS = {
    "html": ("ours", "bare_plotly", "plotly_facets", "by_altair"),
    "pdf": ("ours", "by_matplotlib", "by_seaborn", "by_altair"),
}
USED = ("tinytl", "pandas", "plotly", "matplotlib", "seaborn", "altair", "vl-convert-python")
BOXES = """
labels => {
  const plain = text => text.replace(/\\s/g, "");  // a label in two lines has no space between them
  const wanted = labels.map(plain);
  return [...document.querySelectorAll("text")]
    .filter(text => wanted.some(label => plain(text.textContent).startsWith(label)))
    .map(text => [text.textContent, text.getBoundingClientRect()])
    .map(([text, box]) => [text, box.left, box.top, box.right, box.bottom]);
}
"""


def seconds(command):
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    return time.perf_counter() - start


def labels():
    rows = tl.timeline(tl.read_csv(), "KAZ").records
    return list(rows[rows.kind == "law"].label)


def in_pdf(path, texts):
    """Boxes of labels that stand in a line of the PDF, and the page."""
    page = pymupdf.open(path)[0]
    found = [(text, *box) for text in texts for box in page.search_for(text)[:1]]
    return found, tuple(page.rect)


def in_browser(path, texts):
    """Boxes of labels that the browser has drawn, and the window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        page.goto(path.as_uri())
        page.wait_for_timeout(3000)
        found = page.evaluate(BOXES, texts)
        browser.close()
    return found, (0, 0, 1000, 900)


def overlaps(boxes):
    """Pairs that share more than half a point each way."""
    return sum(
        min(a[3], b[3]) - max(a[1], b[1]) > 0.5 and min(a[4], b[4]) - max(a[2], b[2]) > 0.5
        for a, b in combinations(boxes, 2)
    )


def seen(path, ending):
    texts = labels()
    if ending == "html" and not find_browser():
        return "-", "-"
    boxes, page = (in_pdf if ending == "pdf" else in_browser)(path, texts)
    whole = [box for box in boxes if box[1] >= page[0] and box[3] <= page[2]]
    return overlaps(boxes), max(len(texts) - len(whole), 0)


def charts(ending, folder):
    names = CHARTS[ending]
    files = {name: Path(folder, f"{name}.{ending}") for name in names}
    times, same = {name: [] for name in names}, {}
    for _ in range(RUNS + 1):
        for name in names:
            before = files[name].read_bytes() if files[name].exists() else None
            times[name].append(seconds([BENCH / "charts" / f"{name}.py", files[name]]))
            same[name] = before == files[name].read_bytes()
    for name in names:
        own, theirs = times["ours"][1:], times[name][1:]  # the first warms the disk
        ratio = statistics.median(b / a for a, b in zip(own, theirs, strict=True))
        overlap, lost = seen(files[name], ending)
        middle = statistics.median(theirs)
        size, alike = files[name].stat().st_size / 1000, "yes" if same[name] else "no"
        print(f"table to {ending.upper():5} {name:20} {middle:7.2f} {ratio:6.2f} "
              f"{size:8.0f} {alike:>5} {overlap:>8} {lost:>5}")  # fmt: skip


def imports():
    other = "import pandas, plotly.graph_objects"
    pairs = [(seconds(["-c", "import tinytl"]), seconds(["-c", other])) for _ in range(RUNS + 1)][
        1:
    ]
    for name, column in zip(("import tinytl", "pandas and plotly"), (0, 1), strict=True):
        ratio = statistics.median(pair[column] / pair[0] for pair in pairs)
        middle = statistics.median(pair[column] for pair in pairs)
        print(f"{'import':14} {name:20} {middle:7.2f} {ratio:6.2f}")


def further():
    """What a session costs once it runs, ours alone."""
    records = tl.read_csv()
    codes = sorted(set(records.country))
    work = {
        "a checked table": tl.read_csv,
        "a further chart": lambda: tl.timeline(records, "KAZ"),
        f"{len(codes)} charts": lambda: [tl.timeline(records, code) for code in codes],
        "spells": lambda: tl.spells(records),
        "changes": lambda: tl.changes(records),
    }
    for name, run in work.items():
        times = []
        for _ in range(3):
            start = time.perf_counter()
            run()
            times.append(time.perf_counter() - start)
        print(f"{'in a session':14} {name:20} {statistics.median(times):7.3f}")


def main():
    print(f"{platform.platform()}, {platform.processor() or platform.machine()}, "
          f"{os.cpu_count()} cores, Python {platform.python_version()}")  # fmt: skip
    print(", ".join(f"{name} {importlib.metadata.version(name)}" for name in USED))
    print("\nwork           by                   seconds  times       kB  same  overlap  lost")
    with tempfile.TemporaryDirectory() as folder:
        for ending in CHARTS:
            charts(ending, folder)
    imports()
    further()
    print(
        "\nMore: bench/labels.py (placement), bench/frames.py (a million rows), bench/explorer.py."
    )


if __name__ == "__main__":
    main()
