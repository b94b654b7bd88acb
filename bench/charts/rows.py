"""What all charts by hand start from: the table as pandas reads it, the rows of Kazakhstan by kind.

Nothing is checked, a date is the first day that it may mean, and what still goes on ends with 2025.
"""

from pathlib import Path

import pandas as pd

TABLE = Path(__file__).parents[2] / "data" / "timelines.csv"


def day(dates):
    """The first of the days; seasons and doubt are dropped."""
    text = dates.str.rstrip("?~").str.replace(r"-2[1-4]$", "", regex=True)
    return pd.to_datetime(text.replace("..", "2026"), format="ISO8601")


def kazakhstan():
    rows = pd.read_csv(TABLE, dtype=str, keep_default_na=False)
    own = rows[rows.country == "KAZ"].sort_values("start")
    own = own.assign(day=day(own.start), last=day(own.end.where(own.end != "", own.start)))
    laws, index, ratings, governments = (
        own[own.kind == kind] for kind in ("law", "index", "rating", "government")
    )
    return laws, index.assign(number=index.value.astype(float)), ratings, governments
