import sys

import altair as alt
from rows import kazakhstan

laws, index, ratings, governments = kazakhstan()
x = alt.X("day:T", scale=alt.Scale(domain=["1997-01-01", "2026-01-01"]), title=None)
size = {"width": 560, "height": 80}
laws = laws.assign(row=[n % 5 for n in range(len(laws))])
points = alt.Chart(laws, **size).mark_tick().encode(x=x, y="row:O", tooltip="detail")
marks = points + points.mark_text(align="left", dx=3).encode(text="label")
line = alt.Chart(index, **size).mark_line(point=True).encode(x=x, y="number:Q", tooltip="source")
step = alt.Chart(ratings, **size).mark_line(interpolate="step-after").encode(x=x, y="value:O")
bars = (
    alt.Chart(governments, **size)
    .mark_bar()
    .encode(x=x, x2="last:T", y="category:N", tooltip="label")
)
page = {"inline": True, "embed_options": {"renderer": "svg"}}  # offline, text as text
options = page if sys.argv[1].endswith("html") else {}
alt.vconcat(marks, line, step, bars, title="Kazakhstan").save(sys.argv[1], **options)
