"""Charts: what a researcher asks for, made from records, ready for screen and paper."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from . import countries, screen
from .layout import Layout, LayoutError, lay_out, points
from .presets import DEFAULT, PRESETS, Preset
from .records import RecordError, validate
from .scales import TIP_TIERS, Scale
from .theme import PRINT, SCREEN, THEMES, Theme
from .tracks import Fact, Track, Window, facts_of, tracks_of, window_of

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


@dataclass(frozen=True)
class Chart:
    """A timeline of one country. It shows itself in Jupyter; `save` writes it to a file.

    Attributes
    ----------
    title : str
        The country's name and the years shown.
    tracks : tuple of Track
        What is drawn, as plain values.
    layout : Layout
        Where it is drawn, as plain values in days and points.
    scale : Scale
        The scale of the ratings.
    """

    title: str
    tracks: tuple[Track, ...]
    layout: Layout
    scale: Scale

    @cached_property
    def figure(self) -> Figure:
        """The interactive chart: an ordinary plotly figure, to change as one likes."""
        return screen.figure(self.layout, self._level_names)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the chart to a file.

        Parameters
        ----------
        path : path-like
            ``.pdf``, ``.svg`` and ``.png`` (300 dpi) are drawn for paper at true size, with their
            fonts embedded; ``.html`` is the interactive chart, complete, for any browser, offline.
            The same chart gives the same bytes each time. A folder that is missing is made.

        Returns
        -------
        pathlib.Path
            The file written.

        Raises
        ------
        ExportError
            For any other ending.

        Examples
        --------
        >>> import tinytl as tl
        >>> records = tl.read_csv("data/timelines.csv")
        >>> tl.timeline(records, "KAZ", preset="figure9").save("figure9.pdf").name
        'figure9.pdf'
        """
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix.lower() == ".html":
            page = screen.page(self.layout, self._level_names, self.title)
            target.write_text(page, encoding="utf-8", newline="\n")
        else:
            from . import paper  # matplotlib, only once something goes to paper

            paper.save(self.layout, target, title=self.title)
        return target

    @property
    def _level_names(self) -> dict[str, str]:
        return {code: self.scale.full_label(code) for code in self.scale.codes}

    def __repr__(self) -> str:
        """Say what it is in a line."""
        return f"<Chart: {self.title}; {', '.join(panel.heading for panel in self.layout.panels)}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Give Jupyter the interactive chart, a picture where no JavaScript runs, and a line."""
        from . import paper

        figure = screen.figure_dict(self.layout, self._level_names)
        return {
            "application/vnd.plotly.v1+json": {**figure, "config": screen.CONFIG},
            "image/svg+xml": paper.render(self.layout, ".svg", title=self.title).decode(),
            "text/plain": repr(self),
        }


def timeline(
    records: pd.DataFrame,
    country: str,
    *,
    years: tuple[int, int] | None = None,
    tracks: Sequence[str] | None = None,
    only: Mapping[str, Sequence[str]] | None = None,
    width: str | None = None,
    height: str | None = None,
    theme: str | None = None,
    preset: str | None = None,
    scale: Scale = TIP_TIERS,
) -> Chart:
    """Draw the timeline of one country: laws, index, rating and governments on one time axis.

    Laws stand at their dates, above the line a label each; ratings are steps from report to report;
    a date known only to the year is drawn over that year; what is not in the table stays a gap. No
    label overlaps another, at this size, and after zooming in.

    Parameters
    ----------
    records : pandas.DataFrame
        As `read_csv` gives it, whole or filtered; it is not changed.
    country : str
        Code (``"KAZ"``) or name (``"Kazakhstan"``).
    years : (int, int), optional
        First and last year shown; those of the ratings and indices if not given.
    tracks : sequence of str, optional
        Kinds of record, top to bottom: ``law``, ``index``, ``rating``, ``government``, ``event``;
        the first four, as far as there are any, if not given.
    only : mapping of str to sequence of str, optional
        For a kind, the categories to draw: ``{"law": ["plan"]}``.
    width, height : str, optional
        Size with its unit: ``"89mm"``, ``"4.5in"``, ``"432px"``. Without a width the chart fills
        the page on the screen; without a height it is as high as it needs.
    theme : {"screen", "print", "book"}, optional
        ``print`` if a width is given, else ``screen``.
    preset : {"figure9"}, optional
        ``figure9`` draws what Figure 9 of *Scorecard Diplomacy* shows, as printed there. Anything
        else that is given changes the preset.
    scale : Scale
        The levels of the ratings.

    Returns
    -------
    Chart

    Raises
    ------
    RecordError
        If records are wrong, or there are none of that country, kind, category or year.
    LayoutError
        If what was asked for does not fit on the page.

    Examples
    --------
    >>> import tinytl as tl
    >>> records = tl.read_csv("data/timelines.csv")
    >>> tl.timeline(records, "KAZ", years=(2000, 2014))
    <Chart: Kazakhstan, 2000–2014; Laws, Policy index, TIP tier, Leaders, Prime ministers>
    """
    chosen = _preset(preset)
    look = _theme(theme) or chosen.theme or (PRINT if width else SCREEN)
    code = _country(records, country)
    facts = chosen.choose(facts_of(validate(records[records["country"] == code], scale)))
    name = countries.name_of(code)
    window = _window(facts, years or chosen.years, name)
    drawn = tracks_of(facts, tracks if tracks is not None else chosen.tracks, window, only)
    title = f"{name}, {window.years[0]}–{window.years[1]}"
    layout = lay_out(
        drawn,
        chosen.axis(window),
        look,
        scale,
        look=chosen.look,
        title=title,
        width=_points(width or chosen.width),
        height=_points(height or chosen.height),
    )
    return Chart(title, drawn, layout, scale)


def _preset(name: str | None) -> Preset:
    if name is not None and name not in PRESETS:
        raise LayoutError(f"No preset {name!r}; expected one of {', '.join(map(repr, PRESETS))}.")
    return PRESETS[name] if name else DEFAULT


def _theme(name: str | None) -> Theme | None:
    if name is not None and name not in THEMES:
        raise LayoutError(f"No theme {name!r}; expected one of {', '.join(map(repr, THEMES))}.")
    return THEMES[name] if name else None


def _points(size: str | None) -> float | None:
    return None if size is None else points(size)


def _country(records: pd.DataFrame, country: str) -> str:
    """The text under which a country stands in the table."""
    if "country" not in records:
        raise RecordError(
            f"No column 'country' in the records; found {', '.join(map(str, records))}."
        )
    there = sorted(records["country"].unique())
    if country in there:
        return country
    code = countries.code_of(country) if isinstance(country, str) and country else None
    if code in there:
        return str(code)
    names = {countries.name_of(known): known for known in there}
    near = difflib.get_close_matches(str(country), [*names, *there], n=1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    listed = (
        ", ".join(there)
        if len(there) <= 15
        else f"{len(there)} countries, {there[0]} to {there[-1]}"
    )
    raise RecordError(
        f"No records of {country!r}; expected a code (ISO 3166-1 alpha-3) or a name of "
        f"{listed or 'none'}.{meant}"
    )


def _window(facts: Sequence[Fact], years: tuple[int, int] | None, name: str) -> Window:
    have = window_of(facts)
    if years is None:
        return have
    try:
        first, last = (int(year) for year in years)
    except (TypeError, ValueError):
        raise RecordError(f"years is {years!r}; expected two years, as in (2000, 2014).") from None
    window = Window.of_years(first, last) if 1 <= first <= last <= 9998 else None
    if window is None or not any(window.shows(fact) for fact in facts):
        raise RecordError(
            f"No records of {name} in the years {first} to {last}; there are some from "
            f"{have.years[0]} to {have.years[1]}."
        )
    return window
