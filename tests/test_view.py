"""The arguments of all charts: one description, which functions, the explorer and files obey."""

import math
import warnings
from dataclasses import fields

import numpy as np
import pytest

import tinytl as tl
from tinytl.arguments import ARGUMENTS, check
from tinytl.view import View

REFUSED = [
    ("years", (2003.9, 2008.9)), ("years", (True, 2008)), ("years", (math.inf, 2014)),
    ("years", (math.nan, 2014)), ("years", ("2000", "20")), ("years", (2014, 2000)),
    ("years", (0, 2014)), ("years", (2000, 9999)), ("years", (2000,)), ("years", range(2000, 2002)),
    ("years", (10**5000, 2014)), ("years", "20"), ("years", {2000: 1, 2014: 2}),
    ("max_rows", True), ("max_rows", 2.0), ("max_rows", "2"), ("max_rows", -1),
    ("max_rows", math.inf), ("max_chars", 1), ("max_chars", False), ("max_chars", 30.5),
    ("grid", "False"), ("grid", 0), ("grid", None), ("key", "no"), ("key", 1), ("key", []),
    ("columns", 2.5), ("columns", 0), ("columns", True), ("columns", "2"),
    ("window", (True, 5)), ("window", (5, -5)), ("window", (0, 0)), ("window", (-501, 5)),
    ("window", (-5.0, 5)), ("window", None), ("window", 5),
    ("width", "100000mm"), ("width", "999999999in"), ("width", "9" * 400 + "mm"), ("width", 89),
    ("width", "0mm"), ("width", "-5mm"), ("width", "89"), ("width", ""), ("width", ["89mm"]),
    ("width", np.array(["89mm"])), ("width", "natur-1"),
    ("height", "5081mm"), ("height", "nature-1"), ("height", 60),
    ("size", "9"), ("size", 9), ("size", "3pt"), ("size", "73pt"), ("size", "nature-1"),
    ("highlight", ""), ("highlight", 5), ("highlight", {"KAZ": 1}),
    ("theme", "grim"), ("theme", 1), ("theme", []), ("preset", "figure10"), ("preset", ["figure9"]),
    ("tracks", "law"), ("tracks", ()), ("tracks", ("law",) * 2),
    ("tracks", ["laws"]), ("tracks", [None]), ("tracks", 5), ("tracks", b"law"),
    ("tracks", {"law": 1}),
    ("only", ["plan"]), ("only", {"law": "plan"}), ("only", {"law": 5}), ("only", {1: ["plan"]}),
    ("only", {"law": [None]}), ("align", 5), ("align", ["downgrade"]), ("align", {"KAZ": 2003}),
    ("align", {1: "2003"}), ("sort", "size"), ("sort", None), ("sort", 5), ("sort", [1]),
    ("group", ""), ("group", ["region"]), ("group", {"KAZ": None}), ("group", {1: "a"}),
    ("group", {"KAZ": " "}), ("group", {"KAZ": "a\u200b"}),
    ("guides", "plan"), ("guides", [1]), ("scale", None), ("scale", "TIP"),
    ("countries", ""), ("countries", None), ("countries", [1]), ("countries", {"KAZ"}),
    ("kind", "tally"), ("kind", None), ("kind", ["timeline"]),
    ("balanced", "yes"), ("balanced", None),
    ("kind", 'timeline; __import__("os").system("ls") #'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_a_view_refuses_what_no_argument_may_be(name, value):
    given = {"countries": ("KAZ",), name: value}
    with pytest.raises((tl.RecordError, tl.LayoutError), match=f"^{name} is .*; expected ") as got:
        View(**given)
    assert len(str(got.value)) < 500


@pytest.mark.parametrize(
    ("name", "value", "plain"),
    [
        ("years", [np.int64(2000), np.int32(2014)], (2000, 2014)),
        ("years", (2000, 2000), (2000, 2000)),
        ("window", [np.int64(-5), 0], (-5, 0)),
        ("max_rows", np.int64(0), 0),
        ("columns", np.uint8(2), 2),
        ("grid", np.bool_(False), False),
        ("countries", ["KAZ", np.str_("ARM")], ("KAZ", "ARM")),
        ("tracks", ["law", "rating"], ("law", "rating")),
        ("only", {"law": ("plan",)}, {"law": ["plan"]}),
        ("sort", ["KAZ", "ARM"], ("KAZ", "ARM")),
        ("guides", ["plan"], ("plan",)),
        ("width", "200in", "200in"),
        ("width", None, None),
    ],
)
def test_what_an_argument_may_be_is_kept_in_types_of_python(name, value, plain):
    kept = getattr(View(**{"countries": ("KAZ",), name: value}), name)
    assert kept == plain
    assert type(kept) is type(plain)
    if name in ("years", "window"):
        assert list(map(type, kept)) == [int, int]


def test_every_argument_is_described_and_its_default_is_one_of_its_values():
    assert set(ARGUMENTS) == {field.name for field in fields(View)}
    for field in fields(View)[1:]:
        assert field.default is None or check(field.name, field.default) == field.default


def test_code_gives_the_dates_of_countries_as_texts(records):
    view = View(("KAZ", "ARM"), align={"KAZ": "2003-05", "ARM": "2004"}, kind="compare")
    when = {code: tl.table.dates.parse(text) for code, text in view.align.items()}
    assert View(("KAZ", "ARM"), align=when, kind="compare").code == view.code
    assert eval(view.code, {"tl": tl, "records": records}).view == view


@pytest.mark.parametrize(
    ("draw", "argument"),
    [
        (lambda r: tl.timeline(r, 5), "country is 5; expected a code or a name"),
        (lambda r: tl.compare(r, {"KAZ", "ARM"}), "countries is .*; expected a list of codes"),
        (lambda r: tl.panel(r, years=(2003.9, 2008)), r"years is \(2003.9, 2008\); expected"),
        (lambda r: tl.panel(r, years=(2008, 2003)), r"years is \(2008, 2003\); expected"),
        (lambda r: tl.panel(r, align="rated", window=(True, 5)), r"window is \(True, 5\);"),
        (lambda r: tl.panel(r, index=5), "index is 5; expected the category"),
        (lambda r: tl.spells(r, across_gaps="no"), "across_gaps is 'no'; expected True or False"),
        (lambda r: tl.changes(r, laws=5), "laws is 5; expected"),
    ],
)
def test_no_function_takes_an_argument_of_another_kind(records, draw, argument):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(tl.RecordError, match=argument):
            draw(records)
