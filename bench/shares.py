"""The share of countries in each tier: ours beside plotly's area chart and seaborn's histogram.

Each draws the ratings of all reports of the shipped table and writes ``shares_<name>`` to the
folder given, a temporary one by default. ``n`` and ``missing`` say whether the picture has the
number of countries and the ratings that the table lacks; ``steps`` whether a share holds until the
next report. The area chart slopes from report to report, and both others show neither number. In
one process, warm, in turn; milliseconds, the median of three.

    python bench/shares.py [folder]
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

import tinytl as tl

RUNS = 3
TIERS = list(tl.TIP_TIERS.levels)


def rated(records):
    """The rating of each report, with its year."""
    ratings = records[(records["kind"] == "rating") & (records["category"] == "report")]
    ratings = ratings[ratings["value"].isin(TIERS)]
    return ratings.assign(year=ratings["start"].astype(str).str[:4].astype(int))


def ours(records, folder):
    chart = tl.shares(records, width="183mm")
    chart.save(folder / "shares_ours.pdf")
    return chart.alt


def plotly_area(records, folder):
    import plotly.express as px

    counts = rated(records).groupby(["year", "value"]).size().rename("countries").reset_index()
    figure = px.area(counts, x="year", y="countries", color="value", groupnorm="percent",
                     category_orders={"value": TIERS[::-1]})  # fmt: skip
    figure.write_html(folder / "shares_plotly_area.html", include_plotlyjs="cdn")
    return figure.to_json()


def seaborn_histogram(records, folder):
    import matplotlib.pyplot as plt
    import seaborn

    frame = rated(records)
    frame["value"] = pd.Categorical(frame["value"], TIERS)
    figure, axes = plt.subplots(figsize=(7.2, 2.8))
    seaborn.histplot(frame, x="year", hue="value", multiple="fill", discrete=True, ax=axes)
    figure.savefig(folder / "shares_seaborn_histogram.pdf")
    plt.close(figure)
    return " ".join(text.get_text() for text in axes.texts)


def main():
    records = tl.read_csv()
    tl.tally(records)
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())
    folder.mkdir(exist_ok=True)
    print(f"{'':20}{'draw':>6}{'n':>5}{'missing':>9}{'steps':>7}")
    for draw in (ours, plotly_area, seaborn_histogram):
        took, told = [], ""
        for _ in range(RUNS):
            start = time.perf_counter()
            told = draw(records, folder)
            took.append(time.perf_counter() - start)
        has = ["yes" if part in told else "no" for part in ("n = 184", "missing 3")]
        steps = "no" if draw is plotly_area else "yes"
        print(
            f"{draw.__name__:20}{statistics.median(took) * 1000:6.0f}{has[0]:>5}{has[1]:>9}", end=""
        )
        print(f"{steps:>7}")
    print(folder)


if __name__ == "__main__":
    main()
