"""What a chart costs, against pandas and plotly alone doing the same kind of work.

A script that reads the table, draws Kazakhstan and writes HTML; the first chart in a fresh process,
as a notebook shows it. Each runs in turn with its bare counterpart, and the ratio is that of
pairs, so that a busy machine slows both. Then, in this process: the next chart, one of every
country, and 10,000 events.
"""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

import tinytl as tl

TABLE = Path(__file__).parent.parent / "data" / "timelines.csv"
RUNS = 5
MOST = 1.2

OWN = f"""
import tinytl as tl

chart = tl.timeline(tl.read_csv({str(TABLE)!r}), "KAZ")
"""
# What one writes without tinytl: no label is placed, no date checked.
BARE = f"""
import pandas as pd
import plotly.graph_objects as go

records = pd.read_csv({str(TABLE)!r}, dtype=str, keep_default_na=False)
own = records[(records.country == "KAZ") & (records.end != "")]
laws = records[(records.country == "KAZ") & (records.kind == "law")]
index = records[(records.country == "KAZ") & (records.kind == "index")]
figure = go.Figure()
figure.add_scatter(x=laws.start, y=[4] * len(laws), mode="markers", hovertext=laws.detail)
figure.add_scatter(x=index.start, y=pd.to_numeric(index.value), hovertext=index.source, yaxis="y2")
ratings, governments = own[own.kind == "rating"], own[own.kind == "government"]
figure.add_scatter(x=ratings.start, y=ratings.value, line_shape="hv", yaxis="y3")
starts = pd.to_datetime(governments.start, format="ISO8601")
ends = pd.to_datetime(governments.end.replace("..", "2026"), format="ISO8601")
figure.add_bar(base=starts, x=(ends - starts).dt.days * 86_400_000, y=governments.category,
               orientation="h", hovertext=governments.label, yaxis="y4")
labels = [dict(x=day, y=4, text=text, ax=0, ay=-20 - 14 * (number % 5))
          for number, (day, text) in enumerate(zip(laws.start, laws.label))]
rules = [dict(type="line", x0=day, x1=day, y0=0, y1=1, yref="paper") for day in laws.start]
figure.update_layout(
    annotations=labels, shapes=rules, xaxis_type="date", showlegend=False, title="Kazakhstan",
    yaxis_domain=[0.75, 1], yaxis2=dict(domain=[0.5, 0.7]),
    yaxis3=dict(domain=[0.25, 0.45]), yaxis4=dict(domain=[0, 0.2]),
)
"""


def seconds(code):
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def paired(what, own, bare):
    """Medians of both, and of the ratio of each pair; the first warms the caches of the disk."""
    pairs = [(seconds(own), seconds(bare)) for _ in range(RUNS + 1)][1:]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{what:22} {ours:5.2f} s, bare {theirs:5.2f} s: {ratio:.2f} times (at most {MOST})")


def timed(function, *arguments, **options):
    """Seconds."""
    start = time.perf_counter()
    function(*arguments, **options)
    return time.perf_counter() - start


def many_events(count):
    chance = random.Random(0)
    dates = (f"{chance.randint(1900, 2019)}-{chance.randint(1, 12):02}" for _ in range(count))
    days = sorted(f"{month}-{chance.randint(1, 28):02}" for month in dates)
    labels = [
        f"Event {number} of {chance.choice(['many', 'a long year'])}" for number in range(count)
    ]
    return pd.DataFrame({"country": "KAZ", "kind": "event", "start": days, "label": labels})


def shown(records, **options):
    tl.timeline(records, "KAZ", **options)._repr_mimebundle_()


def main():
    with tempfile.TemporaryDirectory() as folder:
        page = str(Path(folder, "kaz.html"))
        own, bare = f"{OWN}chart.save({page!r})", f"{BARE}figure.write_html({page!r})"
        paired("script, table to HTML", own, bare)
    paired("first chart", f"{OWN}chart._repr_mimebundle_()", f"{BARE}figure.to_json()")

    records = tl.read_csv(TABLE)
    countries = sorted(set(records.country))
    tl.timeline(records, "KAZ")
    second = statistics.median(timed(tl.timeline, records, code) for code in countries) * 1000
    slowest = max(timed(tl.timeline, records, code) for code in countries) * 1000
    print(f"a further chart        {second:5.1f} ms, at most {slowest:.1f} ms (at most 25)")
    every = timed(lambda: [tl.timeline(records, code) for code in countries])
    print(f"{len(countries)} charts             {every:5.2f} s (at most 3)")
    for what, options in (("room", {"width": "100000mm"}), ("six rows", {"max_rows": 6})):
        took = timed(shown, many_events(10_000), **options)
        print(f"10,000 events, {what:8}{took:5.2f} s (at most 6)")


if __name__ == "__main__":
    main()
