"""What the eye sees: type sizes, line weights and colours, for screen, print and book.

A theme holds roles ("the ink of a guide line"), not places. Tiers and governments never depend on
colour alone: tiers have lanes, governments have names. All the same, in `SCREEN`, `DARK` and
`PRINT` any two tiers, and any two governments in a row, are at least 15 steps of lightness (L*)
apart, so that they survive a photocopier, and at least 10 in CAM02-UCS as people without one kind
of cones see them; text has a contrast of 4.5 to 1 with its ground, what carries facts 3 to 1 (WCAG
2.2, AA). They are chosen by hand inside these bounds, which tests/layout/test_theme.py measures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .textwidth import text_width

FONT_STACK = (
    "Arial, Helvetica, 'Liberation Sans', Arimo, 'Nimbus Sans', 'TeX Gyre Heros', FreeSans, "
    "'DejaVu Sans Condensed', sans-serif"
)
"""What journals ask for, what Linux has of the same widths, and the least wide of the rest."""


@dataclass(frozen=True)
class Theme:
    """Sizes in points, colours as hex.

    Attributes
    ----------
    name : str
    size : float
        Type size of labels and ticks; headings have it in bold, the title `title_size`.
    title_size : float
        0 for a chart without a title: journals want it in the caption.
    ink, muted, grid, rule, guide, band, leader, extent, paper : str
        Data lines and text; ticks; grid lines; the line that marks stand on; the dotted lines of
        laws, and bands where their day is not known; the lines of labels; what lasts, and the
        outline of the days that a date may mean; the background.
    strong, plain : tuple of str
        Fill, text and border of the labels of criminalization laws, and of all others.
    levels : tuple of str
        Colours of a scale, best to worst, taken by rank; one colour for all if one stands here.
    bars : tuple of (str, str)
        Fill and text of governments, in turn.
    weight : float
        Width of data lines.
    any_font : bool
        Whether what is written has room in whatever font a page of somebody else's sets it.
    """

    name: str
    size: float
    title_size: float
    ink: str
    muted: str
    grid: str
    rule: str
    guide: str
    band: str
    leader: str
    extent: str
    paper: str
    strong: tuple[str, str, str]
    plain: tuple[str, str, str]
    levels: tuple[str, ...]
    bars: tuple[tuple[str, str], ...]
    weight: float
    any_font: bool = False

    def width_of(self, text: str, *, bold: bool = False, size: float | None = None) -> float:
        """Width of a line of text, in points; in the size of labels if none is given."""
        return text_width(text, size or self.size, bold=bold, any_font=self.any_font)

    def level(self, rank: int | None, count: int) -> str:
        """Colour of a level of a scale; of what is no level, the muted ink."""
        if rank is None:
            return self.muted
        return self.levels[round(rank * (len(self.levels) - 1) / max(count - 1, 1))]

    @property
    def has_grid(self) -> bool:
        """Whether grid lines are drawn."""
        return self.grid != self.paper

    def without_grid(self) -> Theme:
        """The theme for those who refuse background grid lines."""
        return replace(self, grid=self.paper)


SCREEN = Theme(
    name="screen", size=9, title_size=12, weight=1.8,
    ink="#22313f", muted="#5b6670", grid="#e6e9ec", rule="#e6e9ec",
    guide="#88929a", band="#d3d9de", leader="#88929a", extent="#87929b", paper="#ffffff",
    strong=("#22313f", "#ffffff", "#22313f"), plain=("#ffffff", "#22313f", "#c3cad0"),
    levels=("#4799d5", "#20777a", "#7a2f00", "#480a12"),
    bars=(("#4a6173", "#ffffff"), ("#8796a2", "#16202a")),
)  # fmt: skip
DARK = Theme(
    name="dark", size=9, title_size=12, weight=1.8,
    ink="#e3e9ee", muted="#a3adb6", grid="#26303a", rule="#26303a",
    guide="#7f8a94", band="#33404c", leader="#7f8a94", extent="#75808a", paper="#12181e",
    strong=("#e3e9ee", "#12181e", "#e3e9ee"), plain=("#12181e", "#e3e9ee", "#4a5661"),
    levels=("#eaf4ff", "#88d6d0", "#cf9228", "#c94b32"),
    bars=(("#7d8b97", "#0b1014"), ("#c3ced6", "#0b1014")),
)  # fmt: skip
PRINT = Theme(
    name="print", size=7, title_size=0, weight=1.4,
    ink="#1a1a1a", muted="#4d4d4d", grid="#e3e3e3", rule="#e3e3e3",
    guide="#777777", band="#d2d2d2", leader="#8c8c8c", extent="#8f8f8f", paper="#ffffff",
    strong=("#333333", "#ffffff", "#333333"), plain=("#ffffff", "#1a1a1a", "#b0b0b0"),
    levels=("#929292", "#6a6a6a", "#444444", "#1f1f1f"),
    bars=(("#4d4d4d", "#ffffff"), ("#949494", "#111111")),
)  # fmt: skip
BOOK = Theme(
    name="book", size=8, title_size=0, weight=1.1,
    ink="#4d4d4d", muted="#4d4d4d", grid="#ebebeb", rule="#ebebeb",
    guide="#777777", band="#d9d9d9", leader="#4d4d4d", extent="#bdbdbd", paper="#ffffff",
    strong=("#4d4d4d", "#ffffff", "#4d4d4d"), plain=("#4d4d4d", "#ffffff", "#4d4d4d"),
    levels=("#4d4d4d",),
    bars=(("#333333", "#ffffff"), ("#cccccc", "#1a1a1a")),
)  # fmt: skip
THEMES = {theme.name: theme for theme in (SCREEN, DARK, PRINT, BOOK)}
