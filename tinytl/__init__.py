"""Timelines of a country's ratings, laws, governments and events, for Jupyter and for papers.

>>> import tinytl as tl
>>> records = tl.read_csv()
>>> chart = tl.timeline(records, "KAZ", preset="figure9")
>>> chart.save("figure9.pdf").name
'figure9.pdf'
"""

from typing import TYPE_CHECKING, Any

from .chart import Chart
from .charts_of_few import compare, timeline
from .charts_of_many import overview, shares
from .errors import ExportError, ExportWarning, LayoutError, RecordError, RecordWarning
from .layout.sizes import WIDTHS
from .saving import open, save_all
from .table.axis import Axis
from .table.concat import concat
from .table.data_package import statistics
from .table.records import read_csv
from .table.scales import TIP_TIERS, Scale
from .table.tidy import tidy

if TYPE_CHECKING:
    from .explorer.widget import explore
    from .numbers.changes import changes
    from .numbers.panel import panel
    from .numbers.spells import spells
    from .tally_frame import tally

__all__ = [
    "TIP_TIERS",
    "WIDTHS",
    "Axis",
    "Chart",
    "ExportError",
    "ExportWarning",
    "LayoutError",
    "RecordError",
    "RecordWarning",
    "Scale",
    "changes",
    "compare",
    "concat",
    "explore",
    "open",
    "overview",
    "panel",
    "read_csv",
    "save_all",
    "shares",
    "spells",
    "statistics",
    "tally",
    "tidy",
    "timeline",
]
__version__ = "0.2.0"


_LATER = {
    "changes": "numbers.changes",
    "explore": "explorer.widget",
    "panel": "numbers.panel",
    "spells": "numbers.spells",
    "tally": "tally_frame",
}
"""The modules of names that no chart needs: widgets take longer to import than all else."""


def __getattr__(name: str) -> Any:
    """Import a name of `_LATER` when it is first used."""
    if name in _LATER:
        from importlib import import_module

        return getattr(import_module(f".{_LATER[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, imported yet or not."""
    return sorted(__all__)
