import sys

import pandas as pd
import plotly.express as px
from rows import kazakhstan

laws, index, ratings, governments = kazakhstan()
ranks = ratings.value.map({"1": 4.0, "2": 3.0, "2WL": 2.0, "3": 1.0})
every = pd.concat(
    [
        laws.assign(track="Laws", y=[float(n % 5) for n in range(len(laws))]),
        index.assign(track="Policy index", y=index.number),
        ratings.assign(track="Tier", y=ranks),
        governments.assign(track="Governments", y=0.0),
    ]
)
figure = px.scatter(
    every,
    x="day",
    y="y",
    facet_row="track",
    text="label",
    hover_data=["detail"],
    width=692,
    height=400,
)
figure.update_yaxes(matches=None, title="")
figure.write_html(sys.argv[1])
