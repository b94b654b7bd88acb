"""A view: the arguments of a chart as one value, and the call that draws it again.

>>> view = View(("KAZ",), years=(2000, 2014), only={"law": ["plan"]})
>>> print(view.code)
tl.timeline(records, "KAZ", years=(2000, 2014), only={"law": ["plan"]})
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from .arguments import ARGUMENTS, WHOLE_YEARS, check
from .errors import LayoutError
from .layout.frame import SCREEN_WIDTH, Page, points
from .layout.sizes import WIDTHS, limits_of
from .layout.theme import SCREEN, THEMES
from .story.facts import Fact
from .story.query import Query
from .story.subjects import Selection
from .story.tracks import DEFAULT_TRACKS
from .table.dates import Date

CODE_WIDTH = 88
"""Longest line of code, as formatters have it."""


@dataclass(frozen=True)
class View(Query):
    """The arguments of the function `kind`, with their defaults.

    Parameters
    ----------
    countries, years, tracks, only, guides, preset, scale, ...
        Which facts are shown, as in `Query`.
    labels, title, subtitle, note, width, height, size, theme, grid, max_rows, max_chars, key
        As in `timeline`.
    columns : int, optional
        As in `compare`.

    Raises
    ------
    RecordError, LayoutError
        For a value that `tinytl.arguments` does not allow.
    """

    labels: str = "auto"
    title: str | None = None
    subtitle: str | None = None
    note: str | None = None
    width: str | None = None
    height: str | None = None
    size: str | None = None
    theme: str | None = None
    grid: bool = True
    max_rows: int | None = None
    max_chars: int | None = None
    key: bool = False
    columns: int | None = None

    def __post_init__(self) -> None:
        """Refuse values that `tinytl.arguments` does not allow."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None or field.default is not None:
                object.__setattr__(self, field.name, check(field.name, value))
        if self.kind == "shares" and self.years:  # of reports, which have a year
            WHOLE_YEARS.check("years", self.years)

    def page(self, selection: Selection) -> Page:
        """The page to lay out a selection on, with type at least as large as the journal wants.

        The title of the selection is drawn if the theme has titles and the caller gives none.
        """
        chosen = self.chosen
        width, least_pt, tallest = limits_of(self.width or chosen.width)
        named = WIDTHS.get(self.width or "")
        height = self.height or (named and named.height) or chosen.height
        usual = THEMES[self._usual_theme]
        theme = THEMES[self.theme or chosen.theme or usual.name]
        if named and usual is SCREEN:  # seen from afar, lines have to grow with the type
            theme = theme.in_type_of(max(theme.size, least_pt))
        elif theme is usual and not self.theme:
            theme = replace(theme, size=max(theme.size, least_pt))
        if self.size:
            theme = theme.in_type_of(self._type_size(least_pt))
        return Page(
            (theme if self.grid else theme.without_grid()).of(self.scale),
            self.scale,
            (selection.title if theme.has_title else "") if self.title is None else self.title,
            subtitle=self.subtitle or "",
            note=self.note or "",
            width=SCREEN_WIDTH if width is None else width,
            height=None if height is None else points(height),
            fluid=width is None,
            guides=selection.guides,
            labels=chosen.labels if self.labels == "auto" else self.labels,
            max_rows=self.max_rows,
            max_chars=self.max_chars,
            key=self.key,
            least_pt=least_pt,
            is_sized=self.size is not None,
            is_figure9=self.preset == "figure9",
            tallest=tallest,
            columns=self.columns,
        )

    def _type_size(self, least_pt: float) -> float:
        """The type that is asked for, in points; an error if its place wants larger type."""
        size_pt = points(self.size or "")
        if size_pt < least_pt:
            raise LayoutError(
                f"size is {self.size!r}, but {self.width} wants type of {least_pt:g} pt or more: "
                "choose a larger size or another width."
            )
        return size_pt

    @property
    def _usual_theme(self) -> str:
        """The theme of a chart of this width for which none is asked."""
        named = WIDTHS.get(self.width or "")
        return named.theme if named else "print" if self.width else "screen"

    def of(self, country: str, facts: Sequence[Fact]) -> View:
        """The view of one country, without kinds and categories that the country does not have."""
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
            theme=None if self.theme == self._usual_theme else self.theme,
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
        usual = {field.name: field.default for field in fields(self)}
        for name in ARGUMENTS:  # in the order of the functions
            value = getattr(self, name)
            if value != usual[name] and name not in ("countries", "kind"):
                given.append(f"{name}={'scale' if name == 'scale' else _source(value)}")
        inside = ", ".join(given)
        if len(inside) < CODE_WIDTH - len(call):
            return f"{call}{inside})"
        lines = [inside] if len(inside) <= CODE_WIDTH - 4 else [f"{part}," for part in given]
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
