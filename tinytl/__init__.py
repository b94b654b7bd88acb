"""Timelines of a country's ratings, laws, governments and events, for Jupyter and for papers.

>>> import tinytl as tl
>>> records = tl.read_csv("data/timelines.csv")
>>> chart = tl.timeline(records, "KAZ", preset="figure9")
>>> chart.save("figure9.pdf").name
'figure9.pdf'
"""

from .chart import Chart, timeline
from .layout import LayoutError
from .paper import ExportError
from .records import RecordError, read_csv
from .scales import TIP_TIERS, Scale

__all__ = [
    "TIP_TIERS",
    "Chart",
    "ExportError",
    "LayoutError",
    "RecordError",
    "Scale",
    "read_csv",
    "timeline",
]
__version__ = "0.1.0"
