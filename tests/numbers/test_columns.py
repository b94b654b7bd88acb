"""Columns of the frames: named in the docstrings, with their missing values and their shapes."""

import re
import warnings

import pandas as pd
import pytest

import tinytl as tl
from tinytl.numbers.columns import as_days, as_integers, as_truth


def documented(function):
    """The columns in the table of a docstring, in order."""
    table = re.split(r"=== +=+\n", function.__doc__)[2]
    return re.findall(r"^ {8}(\w+) ", table, re.MULTILINE)


@pytest.mark.parametrize("name", ["spells", "changes", "panel"])
def test_a_docstring_names_all_columns_in_order_and_how_many_there_are(records, name):
    function, options = getattr(tl, name), {"align": "downgrade"} if name == "panel" else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        frame = function(records.query("country == 'KAZ'"), **options)
    assert documented(function) == list(frame.columns)
    assert (
        f"{frame.shape[1]})" in function.__doc__ or f"{frame.shape[1]} columns" in function.__doc__
    )


def test_what_is_missing_is_na_in_every_kind_of_column():
    nothing = [None, float("nan"), float("inf")]
    assert as_integers([1, *nothing]).isna().tolist() == [False, True, True, True]
    assert as_days([730120, *nothing]).tolist()[0] == pd.Timestamp("2000-01-01")
    assert as_days(nothing).isna().all()
    assert as_truth([True, None]).tolist() == [True, pd.NA]
