"""The atlas of the documentation: all countries on one page, and a page for each of them."""

from html import escape
from itertools import groupby
from pathlib import Path

from live import fragment

import tinytl as tl
from tinytl.draw.axes import ref
from tinytl.draw.plotly_figure import fixed_dict
from tinytl.table.sources import full_sources

WIDE = {"width": "250mm", "theme": "screen"}
"""The size of the charts: they fill a page of the site."""
KINDS = ("law", "index", "rating", "government", "event")
COUNTRY = """---
orphan: true
myst:
  html_meta:
    description: "{short}"
---

# {name}

```{{raw}} html
<p>{group} · <a href="index.html">All countries</a></p>
{chart}
<p>{caption}</p>
<p><a href="{file}.csv" download>Download the {rows} rows of this chart (CSV)</a></p>
```

## Draw this chart

```python
import tinytl as tl

tl.timeline(tl.read_csv(), "{code}", tracks={tracks})
```

## Read more

```{{raw}} html
<details><summary>The chart in words</summary>
{words}
</details>
<details><summary>The rows of the chart as a table</summary>
<div class="tl-table" role="group" aria-label="The rows" tabindex="0">
{table}
</div>
</details>
<details><summary>The sources of the rows ({cited})</summary>
<ul>
{sources}
</ul>
</details>
```
"""
INDEX = """# Atlas

All countries of the table, by region, with their tiers from report to report. Select the name of a
country to see its timeline, its data and its sources. The list below the chart has the same links.

```{{raw}} html
{chart}
<p>{caption}</p>
```

## Countries

```{{raw}} html
<nav class="tl-lists" aria-label="Countries">
{lists}
</nav>
```
"""


def sources_of(chart: tl.Chart) -> list[str]:
    """The sources that a chart cites, each once, as items of a list."""
    cells = dict.fromkeys(chart.records["source"])
    cited = (source for cell in cells for source in full_sources(cell, chart.origin))
    items = []
    for reference, address in dict.fromkeys((text, address) for text, _, address in cited):
        at = escape(address)
        # a reference may contain its address
        linked = escape(reference).replace(at, "") if at else escape(reference)
        items.append(f'<li>{linked} <a href="{at}">{at}</a></li>' if at else f"<li>{linked}</li>")
    return items


def country_page(records, subject) -> tuple[str, str]:
    """The page of a country, and the rows of its chart as CSV."""
    own = records[records["country"] == subject.code]
    tracks = tuple(kind for kind in KINDS if kind in set(own["kind"]))
    chart = tl.timeline(records, subject.code, tracks=tracks, **WIDE)
    rows = chart.records.drop(columns="country").astype(str).replace("<NA>", "")
    sources = sources_of(chart)
    page = COUNTRY.format(
        short=chart.alt_short.replace('"', "'"),
        name=subject.name,
        group=escape(subject.group),
        chart=fragment(chart),
        caption=escape(chart.caption),
        file=subject.code.lower(),
        rows=len(rows),
        code=subject.code,
        tracks=str(tracks).replace("'", '"'),
        words="\n".join(f"<p>{escape(line)}</p>" for line in chart.alt.splitlines()),
        table=rows.to_html(index=False, border=0, justify="unset"),
        cited=len(sources),
        sources="\n".join(sources),
    )
    return page, chart.records.to_csv(index=False, lineterminator="\n")


def linked(chart: tl.Chart) -> dict:
    """The figure of an overview in which the name of each row leads to the page of its country."""
    figure = fixed_dict(chart.scene)
    codes = iter(subject.code.lower() for subject in chart.subjects)
    for number, area in enumerate(chart.scene.areas):
        if area.id.startswith("rows"):
            axis = figure["layout"][ref("yaxis", number)]
            names = axis["ticktext"]
            link = '<a href="{}.html" target="_self">{}</a>'.format
            axis["ticktext"] = [link(next(codes), name) for name in names]
    return figure


def write(tree: Path) -> None:
    """Write the pages and tables of the atlas into the tree of the documentation."""
    pages, extra = tree / "atlas", tree / "_extra" / "atlas"
    pages.mkdir()
    extra.mkdir(parents=True)
    records = tl.read_csv()
    chart = tl.overview(records, group="region", height="290mm", **WIDE)
    lists = []
    for group, subjects in groupby(chart.subjects, key=lambda subject: subject.group):
        links = (f'<a href="{s.code.lower()}.html">{escape(s.name)}</a>' for s in subjects)
        items = "\n".join(f"<li>{link}</li>" for link in links)
        lists.append(f"<h3>{escape(group)}</h3>\n<ul>\n{items}\n</ul>")
    index = INDEX.format(
        chart=fragment(chart, linked(chart)), caption=escape(chart.caption), lists="\n".join(lists)
    )
    (pages / "index.md").write_text(index, encoding="utf-8")
    for subject in chart.subjects:
        page, table = country_page(records, subject)
        (pages / f"{subject.code.lower()}.md").write_text(page, encoding="utf-8")
        (extra / f"{subject.code.lower()}.csv").write_text(table, encoding="utf-8")
