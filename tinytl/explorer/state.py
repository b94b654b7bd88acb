"""The state of an explorer: its fields, and the view that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import traitlets

from ..errors import RecordError, quoted
from ..story.events import events_of
from ..story.facts import Fact
from ..story.story import Story
from ..story.tracks import DEFAULT_TRACKS
from ..table import countries
from ..view import View
from .fields import MAX_COMPARED, STATE, StateError, require
from .payload import MANY, categories_of

ROOMY = 3
"""Countries of a comparison that have labels below each other without being asked."""
THREE_COLUMNS = 620
"""Pixels that a page needs for three columns of a comparison."""
DENSE_TRACKS = ("law", "rating")
"""The tracks of a comparison of more countries, as `compare` draws them."""
OPTIONS = tuple(name for name in STATE if not name.startswith("_"))
"""The traits that can be set when an explorer is made."""
ASKED = tuple(name for name in OPTIONS if name not in ("zoom", "selected"))
"""The traits that make the view."""


def fact_of(facts: Mapping[str, Sequence[Fact]], name: str) -> tuple[str, Fact]:
    """Return the country and the fact that an id names: code of the country and `Fact.id`."""
    for code, own in facts.items():
        if name.startswith(f"{code}:"):
            for fact in own:
                if fact.id == name[len(code) + 1 :]:
                    return code, fact
    raise RecordError(f"No fact {name!r:.80}; expected a country's code and the key of a fact.")


class Field(traitlets.TraitType):  # type: ignore[type-arg]  # no generic before traitlets 5.10
    """A trait of a state, which has only values that `FIELDS` and the table allow."""

    def validate(self, state: Any, value: Any) -> Any:
        """Return the value as the state keeps it."""
        return state._checked(self.name, value)


class State(traitlets.HasTraits):
    """The state of an explorer: what it shows. Each trait can be set and observed.

    Parameters
    ----------
    story : Story
        The facts of all countries.
    **asked : object
        The traits to start with.

    Attributes
    ----------
    view : {"overview", "shares", "compare", "timeline"}
        All countries, one row for each; those of `compared`; or one.
    country : str
        Code, or a name without one; names of countries with a code are understood. In an overview
        the row that is marked.
    compared : tuple of str
        Up to nine countries to compare.
    countries : tuple of str
        The countries and regions of an overview; empty for all that are rated.
    align : str or None
        The event from which an overview and a comparison count years, as in `compare`.
    window : (int, int)
        First and last year shown, counted from that event.
    guides : tuple of str or None
        As in `timeline`.
    years : (int, int) or None
        First and last year; None for those of the ratings and indices.
    labels : str
        As in `timeline`. If "auto", a comparison of more than three countries on the page has no
        labels and several columns, so that it fits one screen; tooltips name the facts.
    tracks : tuple of str or None
        Kinds to draw, top to bottom; kinds that the country does not have are left out. None for
        laws, indices, ratings and governments, and for laws and ratings if more than three
        countries are compared, so that nine fit one screen.
    only : dict of str to tuple of str
        For a kind, the categories to draw, whether the country has them or not.
    sort, group : str
        As in `overview`; no group if empty.
    theme : str or None
        As in `timeline`. If None, the explorer is shown dark on a dark page; files and code are
        not.
    width, height : str or None
        As in `timeline`.
    zoom : (str, str) or None
        First and last day that is shown, if the reader has zoomed in. Not part of the view.
    selected : str
        The fact of the detail panel: code of the country and `Fact.id`. Not part of the view.
    """

    view = Field("timeline").tag(sync=True)
    country = Field("").tag(sync=True)
    compared = Field(()).tag(sync=True)
    years = Field(None, allow_none=True).tag(sync=True)
    countries = Field(()).tag(sync=True)
    align = Field(None, allow_none=True).tag(sync=True)
    window = Field((-5, 5)).tag(sync=True)
    guides = Field(None, allow_none=True).tag(sync=True)
    labels = Field("auto").tag(sync=True)
    tracks = Field(None, allow_none=True).tag(sync=True)
    only = Field().tag(sync=True)
    sort = Field("name").tag(sync=True)
    group = Field("").tag(sync=True)
    theme = Field(None, allow_none=True).tag(sync=True)
    width = Field(None, allow_none=True).tag(sync=True)
    height = Field(None, allow_none=True).tag(sync=True)
    zoom = Field(None, allow_none=True).tag(sync=True)
    selected = Field("").tag(sync=True)
    _dark = Field(False).tag(sync=True)  # whether the page is
    _room = Field(0.0).tag(sync=True)  # pixels that the page has across; 0: not yet known

    def __init__(self, story: Story, **asked: Any) -> None:
        self._story, self._facts = story, story.facts
        self._categories = categories_of(self._facts)
        asked = {"only": {}} | asked
        self._require_all(asked)
        super().__init__(**asked)

    # --- which values are allowed ----------------------------------------------------------

    def _checked(self, name: str, value: Any) -> Any:
        """Return a value of a trait as the state keeps it; raise StateError if it is wrong."""
        value = require(name, value)
        try:
            if name == "country":
                return countries.country_in(self._facts, value)
            if name == "compared":
                return self._compared(value)
            if name == "countries" and value:
                self._story.codes_of(value)
            if name == "align" and value is not None:
                events_of(self._story, value)
            if name == "guides":
                self._story.check_guides(value)
            if name == "selected" and value:
                fact_of(self._facts, value)
            return self._only(value) if name == "only" else value
        except RecordError as error:
            raise StateError(*error.problems) from None

    def _compared(self, names: Sequence[str]) -> tuple[str, ...]:
        codes = (code for name in names for code in self._story.codes_of([name]))
        found = tuple(dict.fromkeys(codes))
        if len(found) > MAX_COMPARED:
            raise RecordError(
                f"compared has {len(found)} countries; expected {MAX_COMPARED} at most."
            )
        return found

    def _only(self, only: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
        """The categories of each kind that leave some out, in the order of the table's."""
        wrong = [
            f"No {kind} of category {category!r:.80}; there are "
            f"{', '.join(map(repr, sorted(self._categories[kind]))) or 'none'}."
            for kind, categories in only.items()
            for category in dict.fromkeys(categories)
            if category not in self._categories[kind]
        ]
        if wrong:
            raise RecordError(*wrong)
        kept = {k: tuple(c for c in self._categories[k] if c in set(only[k])) for k in only}
        return {kind: own for kind, own in kept.items() if own != self._categories[kind]}

    def _require_all(self, sent: Any) -> None:
        """Raise one StateError with all problems of a state."""
        if not isinstance(sent, dict):
            raise StateError(f"a state is of type {type(sent).__name__}; expected its fields.")
        problems: list[str] = []
        for name, value in sent.items():
            try:
                if name not in STATE:
                    raise StateError(f"{quoted(name)} is no field; expected {', '.join(STATE)}.")
                self._checked(name, value)
            except StateError as error:
                problems += error.problems
        if problems:
            raise StateError(*problems)

    # --- the view --------------------------------------------------------------------------

    @property
    def _codes(self) -> tuple[str, ...]:
        """The countries of which facts are drawn; a comparison begins with one."""
        if self.view in MANY:
            return ()
        return (self.view == "compare" and self.compared) or (self.country,)

    @property
    def _drawn_facts(self) -> list[Fact]:
        """All facts of the countries drawn, whatever is shown of them."""
        return [fact for code in self._codes for fact in self._facts[code]]

    @property
    def _kinds(self) -> tuple[str, ...]:
        """The kinds to draw."""
        is_dense = self.view == "compare" and len(self._codes) > ROOMY
        return self.tracks or (DENSE_TRACKS if is_dense else DEFAULT_TRACKS)

    @property
    def _aligned(self) -> dict[str, Any]:
        """The event from which years are counted, if there is one."""
        return {} if self.align is None else {"align": self.align, "window": self.window}

    @property
    def _rows_asked(self) -> dict[str, Any]:
        """The arguments of an overview."""
        return {
            "countries": self.countries,
            "sort": "name" if self.sort == "event" and self.align is None else self.sort,
            "group": self.group or None,
            "guides": self.guides,
            "scale": self._story.scale,
            "kind": "overview",
            **self._aligned,
        }

    @property
    def _shares_asked(self) -> dict[str, Any]:
        """The arguments of a chart of shares."""
        own = {name: self._rows_asked[name] for name in ("countries", "group", "scale")}
        return {**own, "guides": None, "kind": "shares", **self._aligned}

    @property
    def _compact(self) -> dict[str, Any]:
        """The arguments with which a comparison of many countries fits one screen."""
        many = len(self._codes)
        if many <= ROOMY or self.width or self.labels != "auto":
            return {}
        is_narrow = 0 < self._room < THREE_COLUMNS
        return {"columns": 2 if many == 4 or is_narrow else 3, "labels": "none"}

    @property
    def chosen_view(self) -> View:
        """All that is asked for, as one value, without options that make no difference."""
        names = ("years", "only", "guides", "width", "height", "theme")
        given = {name: getattr(self, name) for name in names} | {"tracks": self._kinds}
        view = View((), scale=self._story.scale, **given).of(self.country, self._drawn_facts)
        if self.view == "overview":
            return replace(view, tracks=None, only=None, **self._rows_asked)
        if self.view == "shares":
            return replace(view, tracks=None, only=None, **self._shares_asked)
        if self.view == "compare" and (len(self._codes) > 1 or self.align is not None):
            have = {fact.kind for fact in self._drawn_facts}
            kinds = view.tracks or tuple(kind for kind in DEFAULT_TRACKS if kind in have)
            tracks = None if kinds == DENSE_TRACKS else kinds
            view = replace(view, tracks=tracks, kind="compare", **self._aligned)
        return replace(view, countries=self._codes, **{"labels": self.labels, **self._compact})

    @property
    def _shown(self) -> View:
        """The view as the page shows it: dark on a dark page, if no theme and no size is chosen."""
        as_page = self._dark and not self.theme and not self.width
        return replace(self.chosen_view, theme="dark") if as_page else self.chosen_view

    @property
    def code(self) -> str:
        """The call that draws this view again."""
        return self.chosen_view.code
