"""Timelines of a country's ratings, laws, governments and events, for Jupyter and for papers.

>>> import tinytl as tl
>>> records = tl.read_csv("data/timelines.csv")
>>> chart = tl.timeline(records, "KAZ", preset="figure9")
>>> chart.save("figure9.pdf").name
'figure9.pdf'
"""

from typing import TYPE_CHECKING, Any

from .chart import Chart
from .errors import ExportError, ExportWarning, LayoutError, RecordError
from .layout.sizes import WIDTHS
from .save import save_all
from .table.records import read_csv
from .table.scales import TIP_TIERS, Scale
from .table.statistics import statistics
from .timeline import timeline

if TYPE_CHECKING:
    from .explorer.widget import explore

__all__ = [
    "TIP_TIERS",
    "WIDTHS",
    "Chart",
    "ExportError",
    "ExportWarning",
    "LayoutError",
    "RecordError",
    "Scale",
    "explore",
    "read_csv",
    "save_all",
    "statistics",
    "timeline",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import the explorer once it is asked for: widgets take longer to import than all the rest."""
    if name == "explore":
        from .explorer.widget import explore

        return explore
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
