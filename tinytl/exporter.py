"""An exporter of nbconvert: a notebook as one HTML file with interactive charts, for offline use.

Use ``jupyter nbconvert --to tinytl``, or *File > Save and Export Notebook As > Tinytl* in
JupyterLab. With ``--to html`` the page shows static pictures of the charts.
"""

from __future__ import annotations

from typing import Any

from nbconvert import HTMLExporter
from traitlets import List, Unicode

from .draw.html import division, plotly_script
from .draw.renderers import PLOTLY


def live(notebook: Any, resources: Any) -> tuple[Any, Any]:
    """Add HTML for each plotly figure; widgets need Python, so their static pictures remain."""
    notebook.metadata.pop("widgets", None)
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    figures = [out.data for out in outputs if PLOTLY in out.get("data", {})]
    for number, data in enumerate(figures):
        data["text/html"] = division(
            data[PLOTLY],
            data.get("text/plain", ""),
            library="" if number else plotly_script(),
            picture=data.get("image/svg+xml", ""),
        )
    return notebook, resources


class LivePage(HTMLExporter):
    """A page that loads nothing from the network; it contains plotly.js once if it has charts."""

    preprocessors = List([live]).tag(config=True)
    require_js_url = Unicode().tag(config=True)
    mathjax_url = Unicode().tag(config=True)
