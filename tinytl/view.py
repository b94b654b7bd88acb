"""A view: one value with all that is asked of a chart, and the call that asks it again.

>>> view = View(("KAZ",), years=(2000, 2014), only={"law": ["plan"]})
>>> print(view.code)
tl.timeline(records, "KAZ", years=(2000, 2014), only={"law": ["plan"]})
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from .arguments import check
from .layout.frame import SCREEN_WIDTH, Page, points
from .layout.presets import DEFAULT, PRESETS, Preset
from .layout.sizes import tallest, width_of
from .layout.theme import PRINT, SCREEN, THEMES
from .story.facts import Fact
from .story.tracks import DEFAULT_TRACKS
from .table.dates import Date
from .table.scales import TIP_TIERS, Scale

LINE = 88
"""Longest line of code, as formatters have it."""


@dataclass(frozen=True)
class View:
    """What is asked of a chart; the arguments of the function `kind`, with their defaults.

    Attributes
    ----------
    countries : tuple of str
        Top to bottom; none for all that are rated.
    years, tracks, only, width, height, theme, preset, scale, grid, max_rows, max_chars, key
        As in `timeline`.
    align, window, columns, sort, group, marks
        As in `compare` and `overview`.
    kind : str
        ``timeline``, ``compare`` or ``overview``.
    """

    countries: Sequence[str]
    years: tuple[int, int] | None = None
    tracks: Sequence[str] | None = None
    only: Mapping[str, Sequence[str]] | None = None
    width: str | None = None
    height: str | None = None
    theme: str | None = None
    preset: str | None = None
    scale: Scale = TIP_TIERS
    grid: bool = True
    max_rows: int | None = None
    max_chars: int | None = None
    key: bool = False
    align: str | Mapping[str, str | Date] | None = None
    window: tuple[int, int] = (-5, 5)
    columns: int | None = None
    sort: str | Sequence[str] = "name"
    group: str | Mapping[str, str] | None = None
    marks: Sequence[str] = ()
    kind: str = "timeline"

    def __post_init__(self) -> None:
        """Refuse values that `tinytl.arguments` does not allow."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None or field.default is not None:
                object.__setattr__(self, field.name, check(field.name, value))

    @property
    def chosen(self) -> Preset:
        """What the preset fixes where nothing else is asked."""
        return DEFAULT if self.preset is None else PRESETS[self.preset]

    @property
    def least_pt(self) -> float:
        """The smallest type that goes with the width, in points; 0 where none is stated."""
        return width_of(self.width or self.chosen.width)[1]

    @property
    def tallest(self) -> float:
        """How tall the page is for which the width was chosen, in points."""
        return tallest(self.width or self.chosen.width)

    def page(self, title: str) -> Page:
        """The page to lay out on; the print theme grows to what the width's journal allows."""
        chosen = self.chosen
        width, least_pt = width_of(self.width or chosen.width)
        height = self.height or chosen.height
        theme = chosen.theme
        if self.theme is not None:
            theme = THEMES[self.theme]
        if theme is None:
            theme = replace(PRINT, size=max(PRINT.size, least_pt)) if self.width else SCREEN
        return Page(
            theme if self.grid else theme.without_grid(), chosen.look, title,
            SCREEN_WIDTH if width is None else width, None if height is None else points(height),
            width is None, self.max_rows, self.max_chars, self.key, least_pt, self.tallest,
        )  # fmt: skip

    def of(self, country: str, facts: Sequence[Fact]) -> View:
        """The view of one of the countries, with what makes a difference for its facts.

        What is asked of kinds and categories that the country does not have is left out, so that
        one view serves every country.
        """
        have = {fact.kind for fact in facts}
        wanted = DEFAULT_TRACKS if self.tracks is None else self.tracks
        drawn = tuple(kind for kind in wanted if kind in have) or tuple(wanted)
        only = {}
        for kind, categories in (self.only or {}).items():
            own = {fact.category for fact in facts if fact.kind == kind}
            if kind in drawn and not own <= set(categories):
                only[kind] = [category for category in categories if category in own]
        usual = drawn == tuple(kind for kind in DEFAULT_TRACKS if kind in have)
        return replace(
            self,
            countries=(country,),
            tracks=None if usual else drawn,
            only=only or None,
            theme=None if self.theme == ("print" if self.width else "screen") else self.theme,
        )

    @property
    def code(self) -> str:
        """The call that draws this, in one line, in three, or in one an argument.

        A scale of the caller's own is written as the variable ``scale``.
        """
        given, call = ["records"], f"tl.{self.kind}("
        if self.countries:
            one = self.kind == "timeline"
            given.append(_source(self.countries[0] if one else list(self.countries)))
        for field in fields(self)[1:-1]:
            value = getattr(self, field.name)
            if value != field.default:
                given.append(f"{field.name}={'scale' if field.name == 'scale' else _source(value)}")
        inside = ", ".join(given)
        if len(inside) < LINE - len(call):
            return f"{call}{inside})"
        lines = [inside] if len(inside) <= LINE - 4 else [f"{argument}," for argument in given]
        return "\n".join([call, *(f"    {line}" for line in lines), ")"])


def _source(value: Any) -> str:
    """A value in Python, with double quotes."""
    if isinstance(value, str | Date):
        return json.dumps(str(value), ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_source(k)}: {_source(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (tuple, list)):
        inside = ", ".join(map(_source, value))
        comma = "," if len(value) == 1 and isinstance(value, tuple) else ""
        return f"({inside}{comma})" if isinstance(value, tuple) else f"[{inside}]"
    return repr(value)
