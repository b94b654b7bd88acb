"""The public names: what editors complete and `help` shows of them."""

import inspect
import re
import typing

import pytest

import tinytl as tl
from tinytl import arguments, formats
from tinytl.layout.theme import THEMES
from tinytl.story.order import SORTS
from tinytl.story.presets import PRESETS
from tinytl.table.rules import KINDS

CHARTS = (tl.timeline, tl.compare, tl.overview, tl.shares)


def test_dir_shows_the_public_names_and_nothing_else():
    assert dir(tl) == sorted(tl.__all__)
    assert all(getattr(tl, name).__doc__ for name in dir(tl))


@pytest.mark.parametrize(
    ("literal", "names"),
    [
        (arguments.RecordKind, KINDS),
        (arguments.ThemeName, THEMES),
        (arguments.PresetName, PRESETS),
        (arguments.SortOrder, SORTS),
        (arguments.FileFormat, [ending[1:] for ending in (*formats.PAPER_FORMATS, ".html")]),
    ],
)
def test_editors_complete_exactly_the_values_that_an_argument_may_have(literal, names):
    assert sorted(typing.get_args(literal)) == sorted(names)


NUMBERS = [tl.panel, tl.spells, tl.changes, tl.tally]


@pytest.mark.parametrize("function", [*CHARTS, *NUMBERS, tl.explore, tl.read_csv, tl.tidy])
def test_a_signature_fits_on_a_screen(function):
    assert len(str(inspect.signature(function))) < 10 * 88


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("yeers", "Did you mean 'years'?"),
        ("figsize", "Give width= and height= with their units"),
        ("ax", "change chart.figure"),
        ("colors", "tl.Scale(..., colours=[...])"),
        ("lang", "Words are English; give title="),
        ("marks", "to guides="),
        ("zoom", "There are records, countr"),
    ],
)
def test_an_argument_that_is_unknown_is_answered_with_the_one_that_is_meant(records, wrong, hint):
    for draw in CHARTS:
        with pytest.raises(TypeError) as told:
            draw(records, ["KAZ"], **{wrong: 1})
        assert f"{draw.__name__}() got an unexpected keyword argument {wrong!r}" in str(told.value)
        assert hint in str(told.value)


FUNCTIONS = [
    found
    for found in map(tl.__dict__.get, tl.__all__)
    if inspect.isfunction(found) and found is not tl.open  # which has its own test
]


@pytest.mark.parametrize("function", [*FUNCTIONS, *NUMBERS, tl.Scale])
def test_every_function_answers_a_misspelt_argument_with_its_own(function):
    *_, name = (
        parameter.name
        for parameter in inspect.signature(function).parameters.values()
        if parameter.kind.name != "VAR_KEYWORD"
    )
    given = {"records": None, "path": "none.svg", name: None}
    known = {n: v for n, v in given.items() if n in inspect.signature(function).parameters}
    known.pop(name)
    with pytest.raises(TypeError, match=rf"{function.__name__}\(\) got .*'{name}x'\. Did you mean"):
        function(**known, **{f"{name}x": 1})


def test_an_unknown_argument_of_open_is_answered_as_by_the_function_of_the_chart(tmp_path):
    file = tl.timeline(tl.read_csv(), "KAZ").save(tmp_path / "kaz.svg")
    with pytest.raises(TypeError, match=r"timeline\(\) got .* 'widht'. Did you mean 'width'"):
        tl.open(file, widht="89mm")


# --- docstrings ------------------------------------------------------------------------------


def documented():
    """The public functions and classes, and the public members of the classes, by their names."""
    for name in tl.__all__:
        found = getattr(tl, name)
        if inspect.isclass(found) or inspect.isfunction(found):
            yield name, found
        for member, value in vars(found).items() if inspect.isclass(found) else ():
            if not member.startswith("_") and getattr(value, "__doc__", None):
                yield f"{name}.{member}", value


DOCUMENTED = dict(documented())


def section(found, title):
    """The entries of a section of a docstring: each with its heading and its description."""
    _, *parts = re.split(r"\n(\w[\w ]+)\n-+\n", inspect.getdoc(found))
    text = dict(zip(parts[::2], parts[1::2], strict=True)).get(title, "")
    return re.findall(r"^(\S.*)\n?((?:[ ]+.*\n?)*)", text, re.MULTILINE)


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_parameter_has_a_type_and_a_description(name):
    found = DOCUMENTED[name]
    if not callable(found) or (inspect.isclass(found) and "__init__" not in vars(found)):
        return
    wanted = [
        {"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}.get(parameter.kind.name, "") + parameter.name
        for parameter in inspect.signature(found).parameters.values()
        if parameter.name != "self"
    ]
    entries = section(found, "Parameters")
    heads = [head.partition(" : ") for head, _ in entries]
    assert sorted(own for names, _, _ in heads for own in names.split(", ")) == sorted(wanted)
    assert all(kind for _, _, kind in heads) and all(text for _, text in entries)


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_function_says_what_it_returns(name):
    found = DOCUMENTED[name]
    if inspect.isfunction(found) and inspect.signature(found).return_annotation != "None":
        entries = section(found, "Returns")
        assert entries and all(text for _, text in entries)
