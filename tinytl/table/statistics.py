"""Statistics of a country, from a table beside that of the timelines."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from ..disk import at_home
from ..errors import RecordError, with_hints
from .countries import country_in
from .release import shipped


@with_hints
def statistics(country: str, path: str | os.PathLike[str] | None = None) -> pd.DataFrame:
    """Read the numbers of one country, with their units, sources and remarks.

    Parameters
    ----------
    country : str
        Code (``"KAZ"``) or name (``"Kazakhstan"``).
    path : path-like, optional
        A table like ``data/statistics.csv``, which comes with the package and is the default.

    Returns
    -------
    pandas.DataFrame
        Columns ``indicator``, ``period`` (an EDTF date or interval), ``value`` (a number in
        ``unit``), ``unit``, ``source`` and ``remark``, in the order of the table.

    Raises
    ------
    RecordError
        If the table has no numbers of that country, or there is no such table.

    Examples
    --------
    >>> import tinytl as tl
    >>> numbers = tl.statistics("KAZ").set_index("indicator")
    >>> numbers.loc["Average GDP per capita", "period"], numbers.value.iloc[0].item()
    ('2001/2013', 954.94)
    """
    path = shipped("statistics.csv") if path is None else path
    if not isinstance(path, str | os.PathLike):
        raise RecordError(f"path is {path!r:.80}; expected the name of a file.")
    path = at_home(Path(path))
    if not path.is_file():
        raise RecordError(f"No table {path.name!r} there; expected path= to name one.")
    text = dict.fromkeys(("country", "indicator", "period", "unit", "source", "remark"), str)
    table = pd.read_csv(path, dtype=text, keep_default_na=False)
    own = table[table["country"] == country_in(table["country"], country)]
    return own.drop(columns="country").reset_index(drop=True)
