import numpy as np
import pandas as pd
import pytest

import tinytl as tl
from tinytl.table.date_parts import dated


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("2003", "May"), "2003-05"), (("2003", "5.0"), "2003-05"), (("2003", "05"), "2003-05"),
        (("2003.0", "sept", "3"), "2003-09-03"), (("2003", "DECEMBER", "31"), "2003-12-31"),
        (("2003", "", ""), "2003"), (("2003", "0", "0"), "2003"), (("2003", "5", "0"), "2003-05"),
        (("", "", ""), ""),
    ],
)  # fmt: skip
def test_a_date_is_as_precise_as_its_parts(parts, text):
    assert dated(parts) == text


def starts(**columns):
    frame = pd.DataFrame({"c": "KAZ", "l": list("abcdefgh")[: len(columns["y"])], **columns})
    table = tl.tidy(frame, kind="event", country="c", label="l", start=list(columns))
    return [str(start) for start in table["start"]]


def test_months_are_words_or_numbers_of_any_type_and_missing_ones_are_not_known():
    months = ["May", "5.0", 5.0, 5, np.int8(5), None, np.nan, pd.NA]
    assert starts(y=[2003] * 8, m=months) == ["2003-05"] * 5 + ["2003"] * 3
    assert starts(y=[2003.0, 2004.0], m=[5.0, np.nan], d=[15.0, np.nan]) == ["2003-05-15", "2004"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((2003, 5.5, None), "column 'm' is '5.5'; expected 1 to 12 or the English name of a month"),
        ((2003, 13, None), "column 'm' is '13'; expected 1 to 12"),
        ((2003, -9, 1), "column 'm' is '-9'; expected 1 to 12"),
        ((2003, "x", None), "column 'm' is 'x'; expected 1 to 12"),
        ((2003, "Mai", 3), "column 'm' is 'Mai'; expected 1 to 12"),
        ((2003, None, 3), "column 'm' is empty; expected a month, since the day is given"),
        ((None, 5, None), "column 'y' is empty; expected a year, since the month is given"),
        ((2003, 2, 30), r"column 'd' is '30'; expected a day .*\(February 2003 has 28 days\)"),
        ((2003, 5, 32), "column 'd' is '32'; expected 1 to 31"),
        ((2003, 5, "1st"), "column 'd' is '1st'; expected 1 to 31"),
        ((98, 5, 1), "column 'y' is '98'; expected a year of four digits"),
        ((2003.5, 5, 1), "column 'y' is '2003.5'; expected a year of four digits"),
    ],
)
def test_a_part_that_is_none_is_an_error_that_quotes_it(row, said):
    frame = pd.DataFrame([("KAZ", "A", *row)], ["r"], ["c", "l", "y", "m", "d"], dtype=object)
    with pytest.raises(tl.RecordError, match=rf"^records, row r: start: {said}"):
        tl.tidy(frame, kind="event", country="c", label="l", start=["y", "m", "d"])


def test_equal_mistakes_are_told_once_and_all_of_them():
    frame = pd.DataFrame({"c": "KAZ", "y": 2003, "m": [13] * 9 + ["x"], "l": list("abcdefghij")})
    with pytest.raises(tl.RecordError, match="rows 0-9: 10 times, at first: start: column 'm' is"):
        tl.tidy(frame, kind="event", country="c", label="l", start=["y", "m"])
