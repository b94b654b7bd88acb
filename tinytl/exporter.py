"""A notebook as a web page on which its charts stay live, offline: an exporter of nbconvert.

That is ``jupyter nbconvert --to tinytl``, and *File > Save and Export Notebook As > Tinytl* in
JupyterLab. (A page of ``--to html`` shows the pictures of the charts.)
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import Any

from nbconvert import HTMLExporter
from traitlets import List, Unicode

from .draw import webfonts
from .draw.html import plotly_script, scripted

PLOTLY = "application/vnd.plotly.v1+json"


def live(notebook: Any, resources: Any) -> tuple[Any, Any]:
    """Make HTML of plotly's figures; widgets, which need Python, are left to their pictures."""
    notebook.metadata.pop("widgets", None)
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    figures = [out.data for out in outputs if PLOTLY in out.get("data", {})]
    for number, data in enumerate(figures):
        first = "" if number else f"{plotly_script()}<style>{webfonts.DASHED}</style>"
        data["text/html"] = first + _figure(data)
    return notebook, resources


def _figure(data: dict[str, Any]) -> str:
    said = escape(data.get("text/plain", ""))
    picture = b64encode(data.get("image/svg+xml", "").encode()).decode()
    return f"""<div role="group" aria-label="{said}" style="overflow-x:auto"><div></div>
<noscript><img alt="{said}" src="data:image/svg+xml;base64,{picture}"></noscript></div>
<script>Plotly.newPlot(document.currentScript.previousElementSibling.firstElementChild,
{scripted(data[PLOTLY])})</script>"""


class LivePage(HTMLExporter):
    """A page that asks nobody for anything: plotly.js is in it, once, where there is a chart."""

    preprocessors = List([live]).tag(config=True)
    require_js_url = Unicode().tag(config=True)
    mathjax_url = Unicode().tag(config=True)
