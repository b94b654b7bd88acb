"""What an explorer is asked: traits, checked when they are set, and the view that they make."""

from __future__ import annotations

from typing import Any

import traitlets

from ..errors import RecordError
from ..layout.frame import points
from ..layout.sizes import WIDTHS
from ..layout.theme import THEMES
from ..story.facts import Story
from ..story.tracks import DEFAULT_TRACKS, Window, tracks_of, window_of
from ..table import countries
from ..table.rules import KINDS
from ..view import View
from .seen import categories_of, day_of

ASKED = ("country", "beside", "years", "tracks", "only", "theme", "width", "height")
"""The traits that make the view."""


class Query(traitlets.HasTraits):
    """The state of an explorer: what it shows; each trait can be set and observed.

    Attributes
    ----------
    country : str
        Code, or a name without one; names of countries with a code are understood.
    beside : str
        A second country, drawn below on the same years; empty for none.
    years : (int, int) or None
        First and last year; None for those of the ratings and indices.
    tracks : tuple of str
        Kinds to draw, top to bottom, of which those are drawn that the country has.
    only : dict of str to tuple of str
        For a kind, the categories to draw; those that the country does not have do not matter.
    theme : str or None
        None is as the page is, dark or light, and for print where a width is given.
    width, height : str or None
        As in `timeline`.
    zoom : (str, str) or None
        First and last day in sight, where the reader has zoomed in. Not part of the query.
    selected : str
        The fact of the detail panel: code of the country and `Fact.key`. Not part of the query.
    """

    country = traitlets.Unicode().tag(sync=True)
    beside = traitlets.Unicode("").tag(sync=True)
    years = traitlets.Tuple(
        traitlets.Int(), traitlets.Int(), default_value=None, allow_none=True
    ).tag(sync=True)
    tracks = traitlets.Tuple(default_value=DEFAULT_TRACKS).tag(sync=True)
    only = traitlets.Dict().tag(sync=True)
    theme = traitlets.Enum((None, *THEMES), None).tag(sync=True)
    width = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    height = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    zoom = traitlets.Tuple(
        traitlets.Unicode(), traitlets.Unicode(), default_value=None, allow_none=True
    ).tag(sync=True)
    selected = traitlets.Unicode("").tag(sync=True)
    _dark = traitlets.Bool(False).tag(sync=True)  # whether the page is

    def __init__(self, story: Story, **asked: Any) -> None:
        self._story, self._facts = story, story.facts
        self._categories = categories_of(self._facts)
        super().__init__(**asked)

    # --- what may be asked -----------------------------------------------------------------

    @traitlets.validate("country", "beside")
    def _known_country(self, proposal: Any) -> str:
        if proposal["trait"].name == "beside" and not proposal["value"]:
            return ""
        return countries.country_in(self._facts, proposal["value"])

    @traitlets.validate("years")
    def _ordered_years(self, proposal: Any) -> tuple[int, int] | None:
        years: tuple[int, int] | None = proposal["value"]
        if years is not None and not 1 <= years[0] <= years[1] <= 9998:
            raise RecordError(f"years is {years!r}; expected two years, as in (2000, 2014).")
        return years

    @traitlets.validate("tracks")
    def _known_tracks(self, proposal: Any) -> tuple[str, ...]:
        tracks = tuple(dict.fromkeys(proposal["value"]))
        tracks_of((), tracks, Window(0, 1))  # says what is wrong
        return tracks

    @traitlets.validate("only")
    def _known_categories(self, proposal: Any) -> dict[str, tuple[str, ...]]:
        only = {}
        every = [fact for facts in self._facts.values() for fact in facts]
        tracks_of(every, KINDS, Window(0, 1), proposal["value"])  # says what is wrong
        for kind, categories in proposal["value"].items():
            kept = tuple(c for c in self._categories[kind] if c in categories)
            if kept != self._categories[kind]:
                only[kind] = kept
        return only

    @traitlets.validate("width", "height")
    def _known_size(self, proposal: Any) -> str | None:
        if proposal["value"] and proposal["value"] not in WIDTHS:
            points(proposal["value"])  # says what is wrong
        return proposal["value"] or None

    @traitlets.validate("zoom")
    def _days_in_order(self, proposal: Any) -> tuple[str, str] | None:
        if proposal["value"] and not day_of(proposal["value"][0]) < day_of(proposal["value"][1]):
            raise RecordError(f"zoom is {proposal['value']!r}; expected two days in order.")
        return proposal["value"] or None

    # --- the query -------------------------------------------------------------------------

    @property
    def _codes(self) -> tuple[str, ...]:
        """The countries drawn, top to bottom."""
        second = self.beside if self.beside != self.country else ""
        return (self.country, second) if second else (self.country,)

    def _common_years(self) -> tuple[int, int] | None:
        """Two countries stand on one axis, so also where none is asked for."""
        if len(self._codes) == 1:
            return None
        shown = (window_of(self._facts[code]).years for code in self._codes)
        firsts, lasts = zip(*shown, strict=True)
        return min(firsts), max(lasts)

    @property
    def asked(self) -> View:
        """All that is asked for, as one value."""
        years, scale = self.years or self._common_years(), self._story.scale
        theme = self.theme or ("dark" if self._dark and not self.width else None)
        return View(self._codes, years, self.tracks, self.only, self.width, self.height, theme,
                    scale=scale)  # fmt: skip

    @property
    def _views(self) -> tuple[View, ...]:
        """The view of each country, with what makes a difference there."""
        return tuple(self.asked.of(code, self._facts[code]) for code in self._codes)

    @property
    def code(self) -> str:
        """The call that draws this view again; two lines if a second country is beside."""
        return "\n".join(view.code for view in self._views)
