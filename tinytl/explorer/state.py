"""What an explorer is asked: traits, checked when they are set, and the view that they make."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import traitlets

from ..errors import RecordError
from ..layout.frame import points
from ..layout.sizes import WIDTHS
from ..layout.theme import THEMES
from ..story.facts import Fact, Story
from ..story.order import SORTS
from ..story.tracks import DEFAULT_TRACKS, Window, tracks_of
from ..table import countries
from ..table.rules import KINDS
from ..view import View
from .payload import categories_of, day_of

VIEWS = ("overview", "compare", "timeline")
MOST = 6
"""Countries in a comparison; more nobody compares."""
ASKED = ("view", "country", "compared", "years", "tracks", "only", "sort", "group", "theme",
         "width", "height")  # fmt: skip
"""The traits that make the view."""


class Query(traitlets.HasTraits):
    """The state of an explorer: what it shows; each trait can be set and observed.

    Attributes
    ----------
    view : {"overview", "compare", "timeline"}
        All countries, a row each; those of `compared`; or one.
    country : str
        Code, or a name without one; names of countries with a code are understood. In an overview
        the row that is marked.
    compared : tuple of str
        Up to six countries to compare.
    years : (int, int) or None
        First and last year; None for those of the ratings and indices.
    tracks : tuple of str
        Kinds to draw, top to bottom, of which those are drawn that the country has.
    only : dict of str to tuple of str
        For a kind, the categories to draw; those that the country does not have do not matter.
    sort, group : str
        As in `overview`; no group if empty.
    theme : str or None
        None is as the page is, dark or light, and for print where a width is given.
    width, height : str or None
        As in `timeline`.
    zoom : (str, str) or None
        First and last day in sight, where the reader has zoomed in. Not part of the query.
    selected : str
        The fact of the detail panel: code of the country and `Fact.key`. Not part of the query.
    """

    view = traitlets.Enum(VIEWS, "timeline").tag(sync=True)
    country = traitlets.Unicode().tag(sync=True)
    compared = traitlets.Tuple(default_value=()).tag(sync=True)
    years = traitlets.Tuple(
        traitlets.Int(), traitlets.Int(), default_value=None, allow_none=True
    ).tag(sync=True)
    tracks = traitlets.Tuple(default_value=DEFAULT_TRACKS).tag(sync=True)
    only = traitlets.Dict().tag(sync=True)
    sort = traitlets.Enum(SORTS[:-1], "name").tag(sync=True)
    group = traitlets.Enum(("", "region"), "").tag(sync=True)
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

    @traitlets.validate("country")
    def _known_country(self, proposal: Any) -> str:
        return countries.country_in(self._facts, proposal["value"])

    @traitlets.validate("compared")
    def _known_countries(self, proposal: Any) -> tuple[str, ...]:
        asked = (countries.country_in(self._facts, country) for country in proposal["value"])
        compared = tuple(dict.fromkeys(asked))
        if len(compared) > MOST:
            raise RecordError(f"compared has {len(compared)} countries; expected {MOST} at most.")
        return compared

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
        """The countries of which facts are drawn; a comparison begins with one."""
        if self.view == "overview":
            return ()
        return (self.view == "compare" and self.compared) or (self.country,)

    @property
    def _drawn_facts(self) -> list[Fact]:
        """All facts of the countries drawn, whatever is shown of them."""
        return [fact for code in self._codes for fact in self._facts[code]]

    @property
    def asked(self) -> View:
        """All that is asked for, as one value, with what makes a difference there."""
        theme = self.theme or ("dark" if self._dark and not self.width else None)
        view = View((), self.years, self.tracks, self.only, self.width, self.height, theme,
                    scale=self._story.scale)  # fmt: skip
        view = view.of(self.country, self._drawn_facts)
        if self.view == "overview":
            return replace(view, countries=(), tracks=None, only=None, sort=self.sort,
                           group=self.group or None, kind=self.view)  # fmt: skip
        if len(self._codes) > 1:
            have = {fact.kind for fact in self._drawn_facts}
            kinds = view.tracks or tuple(kind for kind in DEFAULT_TRACKS if kind in have)
            tracks = None if kinds == ("law", "rating") else kinds
            return replace(view, countries=self._codes, tracks=tracks, kind="compare")
        return replace(view, countries=self._codes)

    @property
    def code(self) -> str:
        """The call that draws this view again."""
        return self.asked.code
