"""The page that is asked for, the frame on which a track is laid out, and units of length."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..errors import LayoutError
from ..story.facts import Fact
from ..story.subjects import Subject
from ..story.windows import Window
from ..table.scales import Scale
from .theme import Theme, faded
from .ticks import ZERO

POINTS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pt": 1.0, "px": 0.75}
LINE, PADDING, ROW_GAP = 1.2, 0.3, 0.35
"""Heights in em: of a line of a label, of the padding of its box, of the space between rows."""
MARGIN = 0.5
"""Width in em that all texts keep from the left and the right edge of a page."""
FADE = 6
"""Number of slices in which a bar or line fades."""
LIGHTEST = 0.25
"""Least share of its colour that a fading bar or line has."""
MAX_ROWS = 3
"""Rows of labels in a track that are easy to read."""
SCREEN_WIDTH = 540.0
"""Points (720 px) for which the labels of a chart that fills the page are placed; wider is safe."""


@dataclass(frozen=True)
class Page:
    """The page that is asked for.

    Attributes
    ----------
    theme : Theme
    scale : Scale
        The scale names the levels of the facts.
    title, subtitle, note : str
        Texts above the chart and at its foot; empty for none.
    width : float
        In points.
    height : float or None
        In points; None for as high as the tracks need.
    fluid : bool
        Whether the screen may draw it wider.
    guides : tuple of str
        The categories of laws, events and governments that are drawn through all series, or marked
        on the rows of an overview.
    labels : {"auto", "direct", "numbers", "none"}
        How marks are named.
    max_rows : int or None
        Rows of labels that a track may have with ``auto`` before it gets numbers; None for
        `MAX_ROWS`.
    max_chars : int or None
        Longer labels are cut, with an ellipsis; the tooltip has the whole text.
    key : bool
        Whether a strip below says what the marks mean.
    least_pt, tallest : float
        The smallest type and the greatest height that its place allows, in points.
    columns : int or None
        Panels or columns of rows beside each other; None for as many as suit the page.
    viewport : Window or None
        The part of the window that reaches from the left to the right end of the axis, where the
        reader has zoomed in: all marks are drawn, labels are placed for what is in sight. None for
        the whole window.
    foot : float
        Points below, which the legend and the note take from its height.
    is_sized : bool
        Whether type has the size that the caller asks for, so that it may not get smaller.
    is_figure9 : bool
        Whether it is drawn as the book prints its figures: values at 1 January of their years,
        joined by slopes; upright headings; years below each series; no name in a bar, and nothing
        that shows how far a date is known.
    """

    theme: Theme
    scale: Scale
    title: str
    subtitle: str = ""
    note: str = ""
    width: float = SCREEN_WIDTH
    height: float | None = None
    fluid: bool = True
    guides: Sequence[str] = ()
    labels: str = "auto"
    max_rows: int | None = None
    max_chars: int | None = None
    key: bool = False
    least_pt: float = 0.0
    tallest: float = math.inf
    columns: int | None = None
    viewport: Window | None = None
    foot: float = 0.0
    is_sized: bool = False
    is_figure9: bool = False

    @property
    def most_rows(self) -> int:
        """Rows of labels that a track may have before it gets numbers."""
        return MAX_ROWS if self.max_rows is None else self.max_rows

    @property
    def margin(self) -> float:
        """Points that stay free at the left and the right of the page; the book leaves none."""
        return 0.0 if self.is_figure9 else self.theme.size * MARGIN


@dataclass(frozen=True)
class Frame:
    """A page with its axis of time, on which a track is laid out.

    Labels stay between `walls`, in points from the left of the page; between its margins, if None.
    Facts in `numbers` have these in place of a label; for an empty one nothing is written. Beyond
    `direct_rows` of labels a track has numbers, if its page allows no fewer rows.
    """

    page: Page
    window: Window
    viewport: Window
    left: float
    right: float
    walls: tuple[float, float] | None = None
    numbers: Mapping[Fact, str] = field(default_factory=dict)
    direct_rows: int | None = None

    @property
    def edges(self) -> tuple[float, float]:
        """The left and right limit of labels, half a point inside the page at least."""
        margin = max(self.page.margin, 0.5)
        return self.walls or (margin, self.page.width - margin)

    @property
    def theme(self) -> Theme:
        """Of the page."""
        return self.page.theme

    @property
    def scale(self) -> Scale:
        """Of the page."""
        return self.page.scale

    @property
    def is_figure9(self) -> bool:
        """Of the page."""
        return self.page.is_figure9

    def x(self, day: float) -> float:
        """Points from the left of the page at which a day stands."""
        return self.left + self.viewport.share(day) * (self.right - self.left)


def shift_of(subject: Subject) -> float:
    """Days from the dates of a country to the axis, which may count days from an event."""
    return ZERO - subject.event.day if subject.event else 0.0


def frame_of(subject: Subject, frame: Frame) -> Frame:
    """The frame for a country at its dates; it may stand back."""
    page, days = frame.page, -shift_of(subject)
    window, viewport = frame.window.shifted(days), frame.viewport.shifted(days)
    if subject.emphasis == "faded":
        page = replace(page, theme=faded(page.theme))
    return replace(frame, page=page, window=window, viewport=viewport)


def clipped(fact: Fact, window: Window) -> tuple[float, float]:
    """The days of a fact inside a window."""
    return window.clip(fact.first, fact.last)


def is_sure(fact: Fact) -> bool:
    """Whether a fact held on some day whatever its dates mean."""
    first, last = fact.certainly
    return first < last


def certain(fact: Fact, window: Window) -> tuple[float, float]:
    """The days inside a window on which a fact certainly held; if none, those it is drawn over."""
    return window.clip(*fact.certainly) if is_sure(fact) else clipped(fact, window)


def slices(first: float, last: float) -> Iterator[tuple[float, float, float]]:
    """`FADE` equal parts of a span of days, each with the share of the span up to its middle."""
    days = last - first
    for n in range(FADE):
        yield first + days * n / FADE, first + days * (n + 1) / FADE, (n + 0.5) / FADE


def fades(
    fact: Fact, window: Window, *, met: bool, meets: bool
) -> Iterator[tuple[float, float, float]]:
    """Days inside a window on which a spell may have held, in slices.

    Parameters
    ----------
    fact : Fact
    window : Window
    met, meets : bool
        Whether another takes over from which it began, or until which it ended: these days are of
        both, and left out.

    Yields
    ------
    first, last, share : float
        A slice, and how far it has the colour of the spell: the more, the likelier it held.
    """
    if fact.possibly == fact.certainly:
        return
    sure = is_sure(fact)
    began, ended = fact.certainly if sure else (fact.first, fact.last)
    first, last = fact.possibly
    most = 1.0 if sure else 0.5
    found = [] if sure else [(began, ended, most)]
    for near, far in [(began, first)] * (not met) + [(ended, last)] * (not meets):
        found += [
            (min(a, b), max(a, b), max(most * (1 - over), LIGHTEST))
            for a, b, over in slices(near, far)
        ]
    for a, b, share in sorted(found):
        a, b = window.clip(a, b)
        if a < b:
            yield a, b, share


def points(size: str) -> float:
    """Read a size with its unit.

    >>> points("4.5in"), round(points("89mm"), 4), points("432px")
    (324.0, 252.2835, 324.0)
    """
    text = size if isinstance(size, str) else ""
    match = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([a-z]+)\s*", text)
    if match is None or match[2] not in POINTS or not float(match[1]):
        raise LayoutError(
            f"A size is {size!r}; expected a number with its unit ({', '.join(POINTS)}): '89mm'."
        )
    return float(match[1]) * POINTS[match[2]]


def whole_px(pt: float) -> float:
    """Round a length up as browsers round boxes, so that screen and paper have the same ones."""
    return math.ceil(pt / POINTS["px"] - 1e-6) * POINTS["px"]


def in_mm(pt: float) -> str:
    """A length in millimetres, for messages; rounded up, so that what is needed suffices.

    >>> in_mm(72), in_mm(72.01)
    ('25.4 mm', '25.5 mm')
    """
    return f"{math.ceil(pt / POINTS['mm'] * 10 - 1e-6) / 10:.1f} mm"
