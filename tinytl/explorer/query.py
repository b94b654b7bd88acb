"""A view as a call of `timeline`: which arguments make a difference, and how one would write them.

>>> arguments = {"years": (2000, 2014), "tracks": ("law",), "only": {"law": ["plan"]}}
>>> print(call("KAZ", arguments))
tl.timeline(records, "KAZ", years=(2000, 2014), tracks=("law",), only={"law": ["plan"]})
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..story.facts import Fact
from ..story.tracks import DEFAULT_TRACKS

LINE = 88
"""Longest line of code, as formatters have it."""


def arguments_of(
    facts: Sequence[Fact],
    *,
    years: tuple[int, int] | None,
    tracks: Sequence[str],
    only: Mapping[str, Sequence[str]],
    theme: str,
    width: str | None,
    height: str | None,
) -> dict[str, Any]:
    """The arguments of `timeline` that differ from its defaults and make a difference.

    Parameters
    ----------
    facts : sequence of Fact
        All facts of the country: what is asked of kinds and categories that it does not have is
        left out, so that one query serves every country.
    years, tracks, only, theme, width, height
        As for `timeline`; `tracks` and `theme` are named.

    Returns
    -------
    dict
    """
    have = {fact.kind for fact in facts}
    drawn = tuple(kind for kind in tracks if kind in have) or tuple(tracks)
    arguments: dict[str, Any] = {"years": years} if years else {}
    if drawn != tuple(kind for kind in DEFAULT_TRACKS if kind in have):
        arguments["tracks"] = drawn
    if kept := _only(facts, drawn, only):
        arguments["only"] = kept
    sizes = {"width": width, "height": height}
    arguments |= {side: size for side, size in sizes.items() if size}
    if theme != ("print" if width else "screen"):
        arguments["theme"] = theme
    return arguments


def _only(
    facts: Sequence[Fact], tracks: Sequence[str], wanted: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """What of the wanted categories makes a difference for one country."""
    only = {}
    for kind, categories in wanted.items():
        have = {fact.category for fact in facts if fact.kind == kind}
        if kind in tracks and not have <= set(categories):
            only[kind] = [category for category in categories if category in have]
    return only


def call(country: str, arguments: Mapping[str, Any]) -> str:
    """Write the call of `timeline`, in one line, in three, or in one an argument.

    An argument ``scale`` is written as the variable of that name.
    """
    named = (f"{k}={'scale' if k == 'scale' else _source(v)}" for k, v in arguments.items())
    given = ["records", _source(country), *named]
    inside = ", ".join(given)
    if len(inside) <= LINE - len("tl.timeline()"):
        return f"tl.timeline({inside})"
    lines = [inside] if len(inside) <= LINE - 4 else [f"{argument}," for argument in given]
    return "\n".join(["tl.timeline(", *(f"    {line}" for line in lines), ")"])


def _source(value: Any) -> str:
    """A value in Python, with double quotes."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_source(k)}: {_source(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (tuple, list)):
        inside = ", ".join(map(_source, value))
        comma = "," if len(value) == 1 and isinstance(value, tuple) else ""
        return f"({inside}{comma})" if isinstance(value, tuple) else f"[{inside}]"
    return repr(value)
