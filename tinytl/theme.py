"""What the eye sees: one ladder of type sizes, line weights and colours, for screen, print and book.

A theme holds roles ("the ink of a guide line"), not places. Tiers and governments never depend on
colour alone: tiers have lanes, governments have names; and the greys keep 25 steps of lightness
between neighbours, so that they survive a photocopier.
"""

from __future__ import annotations

from dataclasses import dataclass

FONT_STACK = "Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif"


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
    ink, muted, grid, guide, leader, extent, paper : str
        Data lines and text; ticks; grid lines; the dotted lines of laws; the lines of labels; the
        days that a date may mean; the background.
    strong, plain : tuple of str
        Fill, text and border of the labels of criminalization laws, and of all others.
    levels : tuple of str
        Colours of a scale, best to worst, interpolated by rank; one colour for all if one stands here.
    bars : tuple of (str, str)
        Fill and text of governments, in turn.
    weight : float
        Width of data lines.
    """

    name: str
    size: float
    title_size: float
    ink: str
    muted: str
    grid: str
    guide: str
    leader: str
    extent: str
    paper: str
    strong: tuple[str, str, str]
    plain: tuple[str, str, str]
    levels: tuple[str, ...]
    bars: tuple[tuple[str, str], ...]
    weight: float

    def level(self, rank: int | None, count: int) -> str:
        """Colour of a level of a scale; of what is no level, the muted ink."""
        if rank is None:
            return self.muted
        return self.levels[round(rank * (len(self.levels) - 1) / max(count - 1, 1))]


_GREYS = (("#4d4d4d", "#ffffff"), ("#b8b8b8", "#1a1a1a"))

SCREEN = Theme(
    name="screen",
    size=9,
    title_size=12,
    ink="#22313f",
    muted="#5b6670",
    grid="#e6e9ec",
    guide="#8a949c",
    leader="#8a949c",
    extent="#b4bec6",
    paper="#ffffff",
    strong=("#22313f", "#ffffff", "#22313f"),
    plain=("#ffffff", "#22313f", "#c3cad0"),
    levels=("#0072b2", "#3f8f8a", "#c98500", "#b3361e"),
    bars=(("#4a6173", "#ffffff"), ("#b9c6cf", "#1c2833")),
    weight=1.8,
)
PRINT = Theme(
    name="print",
    size=7,
    title_size=0,
    ink="#1a1a1a",
    muted="#4d4d4d",
    grid="#e3e3e3",
    guide="#777777",
    leader="#8c8c8c",
    extent="#bdbdbd",
    paper="#ffffff",
    strong=("#333333", "#ffffff", "#333333"),
    plain=("#ffffff", "#1a1a1a", "#b0b0b0"),
    levels=("#1a1a1a",),
    bars=_GREYS,
    weight=1.4,
)
BOOK = Theme(
    name="book",
    size=8,
    title_size=0,
    ink="#4d4d4d",
    muted="#4d4d4d",
    grid="#ebebeb",
    guide="#777777",
    leader="#4d4d4d",
    extent="#bdbdbd",
    paper="#ffffff",
    strong=("#4d4d4d", "#ffffff", "#4d4d4d"),
    plain=("#4d4d4d", "#ffffff", "#4d4d4d"),
    levels=("#4d4d4d",),
    bars=tuple((f"#{g:02x}{g:02x}{g:02x}", "#ffffff") for g in (51, 204)),
    weight=1.1,
)
THEMES = {theme.name: theme for theme in (SCREEN, PRINT, BOOK)}
