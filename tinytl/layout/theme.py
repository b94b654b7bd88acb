"""Type sizes, line weights and colours of charts, for screen, dark screen, print and book.

A theme holds roles ("the line of a guide"), not places. The levels of a scale run in one order of
lightness, so that a photocopy keeps it, and the worst level has the highest contrast to the paper.
Levels have two colours: a strong one for bars on rows, and a tint for areas under a step line. The
accent, for guides, shares no hue with a level. Neighbouring strong colours differ by at least 14 in
CIE76, also as people without one kind of cones see them; text has a contrast of 4.5 to 1 with its
ground, lines that carry facts have 3 to 1 (WCAG 2.2, AA). tests/layout/test_theme.py measures this.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..table.colours import contrast
from ..table.scales import Scale
from .textwidth import text_width

FONT_STACK = (
    "Arial, Helvetica, 'Liberation Sans', Arimo, 'Nimbus Sans', 'TeX Gyre Heros', FreeSans, "
    "'DejaVu Sans Condensed', sans-serif"
)
"""What journals ask for, what Linux has of the same widths, and the least wide of the rest."""

GREYS = ("print", "book")
"""Themes in which levels are grey, whatever colours a scale has."""
TINT = 0.4
"""Share of a colour of a scale in its tint; the rest is paper."""
BAR_HEIGHTS = (0.40, 0.58, 0.78, 1.0)
"""Heights of the bars of levels on a row, best to worst, as shares of the highest."""
DIAMOND, DIAMOND_IN_PANEL, DIAMOND_ON_ROW = 5.2, 4.4, 4.2
"""Widths of the diamond of a guide, from tip to tip, in points."""
DASHED, DOTTED = (3.2, 1.8), (1, 2)
"""Dash and gap of lines and of the outlines of diamonds, in their widths."""
OUTLINE, PAPER_EDGE = 0.8, 0.9
"""Widths in points of the outline of a diamond, and of the edge of paper around it."""

FADED = 0.45
"""Share of its colour that a fill keeps; the rest is paper."""
TEXT, MARK = 4.5, 3.0
"""Contrasts that texts and marks keep to what they stand on."""


@dataclass(frozen=True)
class Theme:
    """Sizes and weights in points, colours as hex.

    Attributes
    ----------
    name : str
    size : float
        Type size of labels and ticks; headings have it in bold.
    has_title : bool
        Whether a chart has a title that its caller does not give: journals want it in the caption.
    ink, muted, paper : str
        Data lines and text; ticks, names of levels, starts of governments and what has no rank;
        the background.
    grid, rule : str
        Grid lines; the line on which marks stand.
    accent, accent_tint : str
        Guides, their diamonds and their labels; the days of a guide that is wider than a line.
    leader, extent : str
        Lines from labels to marks; bars over the days of marks that are no guides.
    guide_label, other_label : tuple of str
        Fill, text and border of the labels of guides, and of all others; no border if empty.
    levels, tints : tuple of str
        Strong colours and tints of a scale, best to worst; see `level` and `tint`. Without tints
        there are none, and a single colour stands for all levels.
    edges : tuple of (str, str)
        Colours of the lower and the upper edge of the bar of each level on a row; empty for none.
    bars : tuple of (str, str)
        Fill and text of governments, in turn.
    weight, riser, index : float
        Widths of the level lines of a series, of the steps between them, and of an index line.
    guide, casing : float
        Least width of the line of a guide, and the width of paper at each side of it.
    edge : float
        Width of the edges of bars on rows.
    enlarged : float
        How many times larger lines and diamonds are than usual.
    any_font : bool
        Whether what is written has room in whatever font a page of somebody else's sets it.
    is_faded : bool
        Whether it is that of what stands back; see `faded`.
    """

    name: str
    size: float
    has_title: bool
    ink: str
    muted: str
    paper: str
    grid: str
    rule: str
    accent: str
    accent_tint: str
    leader: str
    extent: str
    guide_label: tuple[str, str, str]
    other_label: tuple[str, str, str]
    levels: tuple[str, ...]
    tints: tuple[str, ...]
    edges: tuple[tuple[str, str], ...]
    bars: tuple[tuple[str, str], ...]
    weight: float
    riser: float
    index: float
    guide: float
    casing: float
    edge: float = 0.5
    enlarged: float = 1.0
    any_font: bool = False
    is_faded: bool = False

    def width_of(self, text: str, *, bold: bool = False, size: float | None = None) -> float:
        """Width of a line of text, in points; in the size of labels if none is given."""
        return text_width(text, size or self.size, bold=bold, any_font=self.any_font)

    def level(self, rank: int | None, count: int) -> str:
        """Strong colour of a level of a scale; of what is no level, the muted ink."""
        return self.muted if rank is None else _of_rank(self.levels, rank, count)

    def tint(self, rank: int | None, count: int) -> str:
        """Tint of a level of a scale; empty for what is no level, and in a theme without tints."""
        return _of_rank(self.tints, rank, count) if self.tints and rank is not None else ""

    def edges_of(self, rank: int, count: int) -> tuple[str, str]:
        """Colours of the lower and the upper edge of the bar of a level; empty where it has none.

        The lower edge gives a bar of low contrast an outline, the upper one separates bars in
        photocopies.
        """
        return self.edges[round(_place(rank, count, len(self.edges)))]

    def of(self, scale: Scale) -> Theme:
        """The theme with the colours of a scale, if it has its own and the theme is in colour.

        Tints are mixed with the paper.
        """
        usual = THEMES[self.name]
        if self.name in GREYS or not scale.colours:
            return replace(self, levels=usual.levels, tints=usual.tints, edges=usual.edges)
        tints = tuple(mixed(self.paper, colour, TINT) for colour in scale.colours)
        return replace(self, levels=scale.colours, tints=tints, edges=(("", ""),))

    def leader_of(self, ink: str) -> str:
        """Colour of the line from a label in an ink to its mark."""
        return self.accent if ink == self.accent else self.leader

    @property
    def has_grid(self) -> bool:
        """Whether grid lines are drawn."""
        return self.grid != self.paper

    def in_type_of(self, size: float) -> Theme:
        """The theme with type of another size, and lines and diamonds that go with it."""
        parts = ("size", "weight", "riser", "index", "guide", "casing", "edge", "enlarged")
        larger: dict[str, Any] = {part: getattr(self, part) * size / self.size for part in parts}
        return replace(self, **larger)

    def without_grid(self) -> Theme:
        """The theme for those who refuse background grid lines."""
        return replace(self, grid=self.paper)


@lru_cache(maxsize=4096)
def mixed(a: str, b: str, share: float) -> str:
    """A colour between two, both as hex.

    >>> mixed("#000000", "#ffffff", 0.5)
    '#808080'
    """
    parts = ((int(a[i : i + 2], 16), int(b[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in parts)


def bar_height(rank: int, count: int) -> float:
    """Height of the bar of a level on a row, as a share of that of the worst level.

    >>> [bar_height(rank, 4) for rank in range(4)], bar_height(0, 2), bar_height(1, 2)
    ([0.4, 0.58, 0.78, 1.0], 0.4, 1.0)
    """
    at = rank * (len(BAR_HEIGHTS) - 1) / max(count - 1, 1)
    low = min(int(at), len(BAR_HEIGHTS) - 2)
    return BAR_HEIGHTS[low] + (BAR_HEIGHTS[low + 1] - BAR_HEIGHTS[low]) * (at - low)


def _place(rank: int, count: int, colours: int) -> float:
    """Place of a level among so many colours; whole if the scale has no more levels than these."""
    at = rank * (colours - 1) / max(count - 1, 1)
    return at if count > colours else round(at)


def _of_rank(colours: tuple[str, ...], rank: int, count: int) -> str:
    """The colour of a level: one of these, or if the scale has more levels a mix of two."""
    at = _place(rank, count, len(colours))
    low = int(at)
    return colours[low] if at == low else mixed(colours[low], colours[low + 1], at - low)


# --- what stands back ----------------------------------------------------------------------------

# Fills are mixed with the paper. Texts and lines have one grey, which is as near to the paper as
# texts may be (4.5 to 1); marks keep 3 to 1.


@lru_cache(maxsize=16)
def faded(theme: Theme) -> Theme:
    """The theme of what stands back."""
    quiet = _quiet(theme.muted, theme.paper, TEXT)
    own: dict[str, Any] = dict.fromkeys(("ink", "muted", "accent"), quiet)
    own |= {part: _quiet(getattr(theme, part), theme.paper, MARK) for part in ("leader", "extent")}
    for part in ("guide_label", "other_label"):
        *_, border = getattr(theme, part)
        own[part] = theme.paper, quiet, quiet if border else ""
    bars = [mixed(theme.paper, fill, FADED / 2) for fill, _ in theme.bars]
    own["bars"] = tuple((fill, _quiet(theme.ink, fill, TEXT)) for fill in bars)
    tint = mixed(theme.paper, theme.accent_tint, FADED)
    return _pale(replace(theme, **own, accent_tint=tint, is_faded=True))


def in_colours_of(theme: Theme, scale: Scale) -> Theme:
    """The theme with the colours of another scale, pale if it is that of what stands back."""
    own = theme.of(scale)
    return _pale(own) if theme.is_faded else own


def _pale(theme: Theme) -> Theme:
    """The theme with its levels mixed with the paper."""

    def mix(colour: str) -> str:
        return mixed(theme.paper, colour, FADED) if colour else ""

    return replace(
        theme,
        levels=tuple(map(mix, theme.levels)),
        tints=tuple(map(mix, theme.tints)),
        edges=tuple((mix(lower), mix(upper)) for lower, upper in theme.edges),
    )


def _quiet(ink: str, ground: str, least: float) -> str:
    """The shade between an ink and its ground that is nearest to the ground and readable."""
    shades = (mixed(ground, ink, part / 50) for part in range(50))
    return next((shade for shade in shades if contrast(shade, ground) >= least), ink)


# --- the four themes -----------------------------------------------------------------------------

_ROLES = json.loads(Path(__file__).with_name("themes.json").read_text(encoding="utf-8"))
"""What each role is in the four themes, in the order of their names."""


def _fixed(value: Any) -> Any:
    """A value of the table that nobody can change: lists as tuples."""
    return tuple(map(_fixed, value)) if isinstance(value, list) else value


SCREEN, DARK, PRINT, BOOK = (
    Theme(**dict(zip(_ROLES, map(_fixed, values), strict=True)))
    for values in zip(*_ROLES.values(), strict=True)
)
THEMES = {theme.name: theme for theme in (SCREEN, DARK, PRINT, BOOK)}
