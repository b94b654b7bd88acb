"""Type sizes, line weights and colours of charts, for screen, dark screen, print and book.

A theme holds roles ("the line of a guide"), not places. The levels of a scale run in one order of
lightness, so that a photocopy keeps it, and the worst level has the highest contrast to the paper.
Levels have two colours: a strong one for bars on rows, and a tint for areas under a step line. The
accent, for guides, shares no hue with a level. Neighbouring strong colours differ by at least 14 in
CIE76, also as people without one kind of cones see them; text has a contrast of 4.5 to 1 with its
ground, lines that carry facts have 3 to 1 (WCAG 2.2, AA). tests/layout/test_theme.py measures this.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

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
        Whether it is that of what stands back; see `tinytl.layout.fading`.
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


_ROLES: dict[str, tuple[Any, ...]] = {
    "name": ("screen", "dark", "print", "book"),
    "size": (9, 9, 7, 8),
    "has_title": (True, True, False, False),
    "ink": ("#1d242b", "#e8eaed", "#1a1a1a", "#4d4d4d"),
    "muted": ("#5b6670", "#a3adb6", "#4d4d4d", "#4d4d4d"),
    "paper": ("#ffffff", "#131519", "#ffffff", "#ffffff"),
    "grid": ("#e6e9ec", "#2a2f37", "#e3e3e3", "#ebebeb"),
    "rule": ("#e6e9ec", "#2a2f37", "#e3e3e3", "#ebebeb"),
    "accent": ("#0a4f9e", "#7dbbff", "#000000", "#777777"),
    "accent_tint": ("#d3dfee", "#33475e", "#d6d6d6", "#d9d9d9"),
    "leader": ("#7d8790", "#7f8a94", "#767676", "#4d4d4d"),
    "extent": ("#7d8790", "#7f8a94", "#767676", "#bdbdbd"),
    "guide_label": (
        ("#ffffff", "#0a4f9e", ""),
        ("#131519", "#7dbbff", ""),
        ("#ffffff", "#000000", ""),
        ("#4d4d4d", "#ffffff", "#4d4d4d"),
    ),
    "other_label": (
        ("#ffffff", "#1d242b", ""),
        ("#131519", "#e8eaed", ""),
        ("#ffffff", "#1a1a1a", ""),
        ("#4d4d4d", "#ffffff", "#4d4d4d"),
    ),
    "levels": (
        ("#abd6c1", "#9da8a7", "#c97a1b", "#9b1f1d"),
        ("#356d5a", "#7d8787", "#d89430", "#ffaea0"),
        ("#c6c6c6", "#6d6d6d", "#393939", "#0e0e0e"),
        ("#4d4d4d",),
    ),
    "tints": (
        ("#ebfbf3", "#dce1e1", "#eec28f", "#f39d93"),
        ("#122921", "#333737", "#624313", "#98413a"),
        ("#f6f6f6", "#dfdfdf", "#c4c4c4", "#a0a0a0"),
        (),
    ),
    "edges": (
        (("#6f9685", ""), ("#7a8685", ""), ("", ""), ("", "")),
        (("", ""),),
        (("#000000", ""), ("#000000", "#000000"), ("#000000", "#000000"), ("", "")),
        (("", ""),),
    ),
    "bars": (
        (("#e9ecee", "#1d242b"), ("#cfd5da", "#1d242b")),
        (("#2b3038", "#e8eaed"), ("#414852", "#ffffff")),
        (("#eeeeee", "#1a1a1a"), ("#d2d2d2", "#1a1a1a")),
        (("#333333", "#ffffff"), ("#cccccc", "#1a1a1a")),
    ),
    "weight": (1.6, 1.6, 1.5, 1.1),
    "riser": (0.7, 0.7, 0.5, 0.55),
    "index": (1.1, 1.1, 1.0, 1.1),
    "guide": (1.0, 1.0, 1.1, 0.7),
    "casing": (0.6, 0.6, 1.0, 0),
    "edge": (0.5, 0.5, 0.4, 0.5),
}
"""What each role is in the four themes, in the order of their names."""
SCREEN, DARK, PRINT, BOOK = (
    Theme(**dict(zip(_ROLES, values, strict=True))) for values in zip(*_ROLES.values(), strict=True)
)
THEMES = {theme.name: theme for theme in (SCREEN, DARK, PRINT, BOOK)}
