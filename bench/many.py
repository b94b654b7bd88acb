"""All countries on one page: ours beside a heat map of seaborn and plotly's facets, in one run.

Each draws the tiers of so many rows (the countries of the shipped table, once, twice and four
times) and writes a PDF or the JSON that a browser draws. ``rows named`` is how many rows have their
name in the PDF; ``first`` and ``zoom`` are what Chromium takes to draw and to zoom the JSON. In one
process, warm, in turn; milliseconds, the median of three.
"""

import json
import statistics
import sys
import tempfile
import time
import warnings
from pathlib import Path

import pandas as pd
import pymupdf
from plotly.offline import get_plotlyjs

sys.path.append(str(Path(__file__).parents[1] / "tests"))

import tinytl as tl
from browsers import find_browser

TIMES = (1, 2, 4)
RUNS = 3
IN_CHROMIUM = """
async figure => {
  const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const plot = document.body.appendChild(document.createElement("div"));
  let start = performance.now();
  await Plotly.newPlot(plot, figure.data, figure.layout);
  await painted();
  const first = performance.now() - start;
  start = performance.now();
  await Plotly.relayout(plot, {"xaxis.range": ["2004-01-01", "2012-01-01"]});
  await painted();
  const zoom = performance.now() - start;
  plot.remove();
  return [first, zoom];
}
"""


def table(times):
    """The ratings of the shipped table so many times over, the copies under names of their own."""
    ratings = tl.read_csv().query("kind == 'rating'")
    ratings = ratings.astype({"start": str, "end": str})
    copies = [
        ratings.assign(country=f"Place {n} " * bool(n) + ratings.country) for n in range(times)
    ]
    return pd.concat(copies, ignore_index=True)


def ours(records, path):
    chart = tl.overview(records, width="183mm", height=f"{records.country.nunique() + 60}mm")
    chart.save(path, data=False)
    return chart.figure.to_json()


def seaborn_heat_map(records, path):
    import matplotlib.pyplot as plt
    import seaborn

    ranks = records.value.map({code: n for n, code in enumerate(tl.TIP_TIERS.levels)})
    grid = records.assign(year=records.start.str[:4], rank=ranks.astype(float))
    grid = grid.pivot_table(index="country", columns="year", values="rank")
    plt.figure(figsize=(7.2, 9))
    seaborn.heatmap(grid, cmap="Greys", cbar=False)
    plt.savefig(path)
    plt.close()


def plotly_facets(records, path):
    import plotly.express as px

    frame = records.assign(day=pd.to_datetime(records.start, errors="coerce"))
    rows = frame.country.nunique()
    figure = px.line(frame, x="day", y="value", facet_row="country", line_shape="hv",
                     facet_row_spacing=0.5 / rows, height=30 * rows)  # fmt: skip
    return figure.to_json()


def named(path, records):
    text = " ".join(pymupdf.open(path)[0].get_text().split())
    names = {subject.name: subject.code for subject in tl.overview(records).subjects}
    return sum(name in text or code in text for name, code in names.items())


def main():
    from playwright.sync_api import sync_playwright

    warnings.simplefilter("ignore", tl.ExportWarning)  # no page is as tall as 756 rows
    tables = {times: table(times) for times in TIMES}
    print(f"{'':18}{'rows':>6}{'draw':>8}{'growth':>8}{'named':>7}{'kB':>7}{'first':>7}{'zoom':>6}")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_page()
        page.add_script_tag(content=get_plotlyjs())
        for draw in (ours, seaborn_heat_map, plotly_facets):
            least = 0.0
            for times, records in tables.items():
                if draw is plotly_facets and times > 1:
                    continue  # minutes
                path, took, shown = Path(folder, "rows.pdf"), [], None
                path.unlink(missing_ok=True)
                for _ in range(RUNS):
                    start = time.perf_counter()
                    shown = draw(records, path)
                    took.append(time.perf_counter() - start)
                median = statistics.median(took)
                least = least or median
                line = f"{draw.__name__:18}{records.country.nunique():6}{median * 1000:8.0f}"
                line += f"{median / least:8.1f}{named(path, records) if path.exists() else '':>7}"
                if shown:
                    runs = [page.evaluate(IN_CHROMIUM, json.loads(shown)) for _ in range(RUNS)]
                    first, zoom = map(statistics.median, zip(*runs, strict=True))
                    line += f"{len(shown) / 1000:7.0f}{first:7.0f}{zoom:6.0f}"
                print(line)
        browser.close()


if __name__ == "__main__":
    main()
