"""An exporter of nbconvert: a notebook as one HTML file with interactive charts, for offline use.

Use ``jupyter nbconvert --to tinytl``, or *File > Save and Export Notebook As > Tinytl* in
JupyterLab. With ``--to html`` the page shows static pictures of the charts.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import Any

from nbconvert import HTMLExporter
from traitlets import List, Unicode

from .draw.html import plotly_script, scripted

PLOTLY = "application/vnd.plotly.v1+json"


def live(notebook: Any, resources: Any) -> tuple[Any, Any]:
    """Add HTML for each plotly figure; widgets need Python, so their static pictures remain."""
    notebook.metadata.pop("widgets", None)
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    figures = [out.data for out in outputs if PLOTLY in out.get("data", {})]
    for number, data in enumerate(figures):
        first = "" if number else plotly_script()
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
    """A page that loads nothing from the network; it contains plotly.js once if it has charts."""

    preprocessors = List([live]).tag(config=True)
    require_js_url = Unicode().tag(config=True)
    mathjax_url = Unicode().tag(config=True)
