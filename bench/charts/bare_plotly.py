import sys

import plotly.graph_objects as go
from rows import kazakhstan

laws, index, ratings, governments = kazakhstan()
figure = go.Figure()
figure.add_scatter(x=laws.day, y=[4] * len(laws), mode="markers", hovertext=laws.detail)
figure.add_scatter(x=index.day, y=index.number, hovertext=index.source, yaxis="y2")
figure.add_scatter(x=ratings.day, y=ratings.value, line_shape="hv", yaxis="y3")
figure.add_bar(
    base=governments.day,
    x=(governments["last"] - governments.day).dt.days * 86_400_000,
    y=governments.category,
    orientation="h",
    hovertext=governments.label,
    yaxis="y4",
)
labels = [
    {"x": day, "y": 4, "text": text, "ax": 0, "ay": -20 - 14 * (number % 5)}
    for number, (day, text) in enumerate(zip(laws.day, laws.label, strict=False))
]
rules = [
    {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper"} for day in laws.day
]
figure.update_layout(
    annotations=labels,
    shapes=rules,
    xaxis_type="date",
    showlegend=False,
    title="Kazakhstan",
    width=692,
    height=400,
    yaxis_domain=[0.75, 1],
    yaxis2={"domain": [0.5, 0.7]},
    yaxis3={"domain": [0.25, 0.45]},
    yaxis4={"domain": [0, 0.2]},
)
figure.write_html(sys.argv[1]) if sys.argv[1:] else figure.to_json()
