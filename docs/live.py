"""Interactive charts in the documentation: all pages share one file of plotly.js and the font."""

from html import escape
from pathlib import Path

from plotly.offline import get_plotlyjs

from tinytl.draw import webfonts
from tinytl.draw.html import scripted
from tinytl.draw.plotly_figure import CONFIG, fixed_dict

STARTUP = """
from live import use_in_pages

use_in_pages()
"""


def fragment(chart, figure=None) -> str:
    """HTML of a chart, which `_static/charts.js` draws.

    Parameters
    ----------
    chart : tinytl.Chart
    figure : dict, optional
        Its figure as plain values, if the page changes it.
    """
    figure = webfonts.dressed(figure or chart._changed_figure or fixed_dict(chart.scene))
    size = figure["layout"]
    told = escape(chart.alt_short)
    return f"""<div class="tl-chart" role="group" aria-label="{told}" tabindex="0">
<div style="width:{size["width"]:g}px;height:{size["height"]:g}px"></div>
<script type="application/json">{scripted({**figure, "config": CONFIG})}</script>
<noscript>{told}</noscript></div>"""


def use_in_pages() -> None:
    """Let cells show charts, and the chart of an explorer, as HTML of this site."""
    from tinytl.chart import Chart
    from tinytl.explorer.widget import Explorer

    def shown(chart, said):
        return {"text/html": fragment(chart), "text/plain": repr(said)}

    Chart._repr_mimebundle_ = lambda self, **_: shown(self, self)
    Explorer._repr_mimebundle_ = lambda self, **_: shown(self.chart, self)
    Explorer._ipython_display_ = None  # a widget needs Python


def write_static(folder: Path) -> None:
    """Write what pages share: plotly.js, and the font of the charts."""
    (folder / "plotly.min.js").write_text(get_plotlyjs(), encoding="utf-8")
    (folder / "charts.css").write_text(webfonts.style(""), encoding="utf-8")


def write_startup(folder: Path) -> None:
    """Write the profile of IPython in which the pages are run."""
    startup = folder / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "charts.py").write_text(STARTUP, encoding="utf-8")
    quiet = "c.IPKernelApp.log_level = 40\n"  # kernels warn that they use no encryption
    (startup.parent / "ipython_kernel_config.py").write_text(quiet, encoding="utf-8")
