"""From tracks to a page: panels, marks at their dates, places for labels.

The layout is plain values and knows no plotting library; two thin back-ends draw it, one for the
screen and one for paper, and so both show the same chart. Across, everything keeps its *days*: a
mark never moves, and a label is its date plus an offset in points. Down, everything is in points
from the top of the page, or of its panel. A place is given for one size of the page: another size
is another layout, never a scaled picture.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from .labels import place, text_width
from .scales import Scale
from .theme import Theme
from .tracks import Fact, Track, Window

POINTS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pt": 1.0, "px": 0.75}
SCREEN_WIDTH = 540.0
"""Points (720 px) for which the labels of a chart that fills the page are placed; wider is safe."""


class LayoutError(ValueError):
    """What was asked for does not fit on the page."""


@dataclass(frozen=True)
class Look:
    """How the tracks are drawn, where the book and the default differ.

    Attributes
    ----------
    joined : bool
        Whether the values of a series are joined by sloped lines instead of drawn as steps.
    names_inside : bool
        Whether a government's name stands in its bar where it fits.
    side_headings : bool
        Whether headings stand upright beside series, as in the book, not above them.
    years_below_each : bool
        Whether each series has its own years, not the whole chart.
    year_step : int or None
        Years between two ticks; None for a step that suits the window.
    headings : mapping of str to str
        Headings that differ from the default ones, by kind.
    """

    joined: bool = False
    names_inside: bool = True
    side_headings: bool = False
    years_below_each: bool = False
    year_step: int | None = None
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mark:
    """A fact that stands on the line of its track: a dot, or a bar over the days it may mean.

    ``first`` and ``last`` are days inside the window; ``y`` is the middle and ``height`` the
    thickness in points from the top of the panel.
    """

    fact: Fact
    shape: str
    first: float
    last: float
    y: float
    height: float
    fill: str


@dataclass(frozen=True)
class Label:
    """A text in a box at an offset from its date, on a vertical leader.

    The box is centred at `anchor` (a day) plus `offset` (points); its `top` and the ends of the
    `leaders` are points from the top of the panel.
    """

    fact: Fact
    lines: tuple[str, ...]
    anchor: float
    offset: float
    top: float
    width: float
    height: float
    bold: bool
    colours: tuple[str, str, str]
    leaders: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Value:
    """A value of a series, over the half-open span of days that it holds for."""

    fact: Fact
    first: float
    last: float
    value: float
    colour: str


@dataclass(frozen=True)
class Panel:
    """One track on the page.

    Attributes
    ----------
    kind, category, heading : str
    top, height : float
        Points from the top of the page.
    ticks : tuple of (float, str)
        Of a series: values with their names.
    low, high : float
        Of a series: the values at the bottom and at the top of the panel.
    values : tuple of Value
    joins : tuple of (float, float, float, float)
        Lines ``day, value, day, value`` between neighbouring values of a series.
    guides : tuple of float
        Of a series: the days of dotted lines through it.
    baseline : float or None
        Where marks stand, in points from the top of the panel.
    ruled : bool
        Whether a line is drawn there.
    marks : tuple of Mark
    labels : tuple of Label
    """

    kind: str
    category: str
    heading: str
    height: float
    top: float = 0.0
    ticks: tuple[tuple[float, str], ...] = ()
    low: float = 0.0
    high: float = 1.0
    values: tuple[Value, ...] = ()
    joins: tuple[tuple[float, float, float, float], ...] = ()
    guides: tuple[float, ...] = ()
    baseline: float | None = None
    ruled: bool = False
    marks: tuple[Mark, ...] = ()
    labels: tuple[Label, ...] = ()

    @property
    def is_series(self) -> bool:
        """Whether the panel has an axis of values."""
        return bool(self.ticks)

    @property
    def bottom(self) -> float:
        """Points from the top of the page."""
        return self.top + self.height

    def y(self, value: float) -> float:
        """Points from the top of the page at which a value stands."""
        return self.top + (self.high - value) / (self.high - self.low) * self.height


@dataclass(frozen=True)
class Text:
    """A line of text that belongs to no date; `x` and `y` (its middle) in points on the page."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    align: str = "left"
    bold: bool = False
    upright: bool = False


@dataclass(frozen=True)
class Layout:
    """A chart, ready to draw.

    Attributes
    ----------
    width, height : float
        The page, in points.
    fluid : bool
        Whether the screen may draw it wider than `width`.
    left, right : float
        Where the window begins and ends, in points from the left of the page.
    window : Window
    panels : tuple of Panel
    texts : tuple of Text
    year_ticks : tuple of (float, str)
        Days with the year that begins there.
    year_step : int
    years_at : tuple of float
        Heights at which the years are written.
    theme : Theme
    """

    width: float
    height: float
    fluid: bool
    left: float
    right: float
    window: Window
    panels: tuple[Panel, ...]
    texts: tuple[Text, ...]
    year_ticks: tuple[tuple[float, str], ...]
    year_step: int
    years_at: tuple[float, ...]
    theme: Theme

    def x(self, day: float) -> float:
        """Points from the left of the page at which a day stands."""
        share = (day - self.window.first) / (self.window.last - self.window.first)
        return self.left + share * (self.right - self.left)


def points(size: str) -> float:
    """Read a size with its unit.

    >>> points("4.5in"), round(points("89mm"), 4), points("432px")
    (324.0, 252.2835, 324.0)
    """
    match = (
        re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*", size) if isinstance(size, str) else None
    )
    if match is None or match[2] not in POINTS or not float(match[1]):
        raise LayoutError(
            f"A size is {size!r}; expected a number with its unit ({', '.join(POINTS)}): '89mm'."
        )
    return float(match[1]) * POINTS[match[2]]


def lay_out(
    tracks: Sequence[Track],
    window: Window,
    theme: Theme,
    scale: Scale,
    *,
    width: float | None,
    height: float | None,
    look: Look,
    title: str,
) -> Layout:
    """Lay tracks out on a page, top to bottom.

    Parameters
    ----------
    tracks : sequence of Track
    window : Window
        The days from the left to the right end of the axis.
    theme : Theme
    scale : Scale
        Of the ratings.
    width, height : float or None
        The page in points; None for a page that fills the screen, and as high as it needs.
    look : Look
    title : str
        Drawn if the theme has titles.

    Returns
    -------
    Layout

    Raises
    ------
    LayoutError
        If a label is wider than the page, or the tracks need more height than there is; the
        message says how many millimetres are missing.
    """
    size = theme.size
    page = SCREEN_WIDTH if width is None else width
    headings = {id(track): _heading(track, scale, look) for track in tracks}
    left = _left_margin(tracks, headings, theme, scale, look)
    right = page - size * 1.3
    if right - left < 4 * size:
        raise LayoutError(
            f"The page is {_mm(page)} wide; expected {_mm(left + 5 * size)} at least in this theme."
        )
    frame = _Frame(window, left, right, page, theme, scale, look)
    panels = _guided([_panel(track, headings[id(track)], frame) for track in tracks])
    top = theme.title_size * 1.9 if theme.title_size else size * 0.4
    panels, total = _stack(panels, frame, top, height)
    step = look.year_step or _year_step(window)
    years_at = _years_at(panels, frame)
    texts = [*_titles(title, theme), *_headings(panels, frame)]
    return Layout(
        page,
        total,
        width is None,
        left,
        right,
        window,
        tuple(panels),
        tuple(texts),
        _year_ticks(window, step),
        step,
        years_at,
        theme,
    )


@dataclass(frozen=True)
class _Frame:
    """What every panel shares."""

    window: Window
    left: float
    right: float
    page: float
    theme: Theme
    scale: Scale
    look: Look

    def x(self, day: float) -> float:
        share = (day - self.window.first) / (self.window.last - self.window.first)
        return self.left + share * (self.right - self.left)

    def clip(self, fact: Fact) -> tuple[float, float]:
        return max(fact.first, self.window.first), min(fact.last, self.window.last)


def _mm(pt: float) -> str:
    return f"{pt / POINTS['mm']:.1f} mm"


# --- headings and margins --------------------------------------------------------------------

_HEADINGS = {"law": "Laws", "event": "Events", "government": "Governments", "index": "Index"}


def _heading(track: Track, scale: Scale, look: Look) -> str:
    if track.kind in look.headings:
        return look.headings[track.kind]
    if track.kind == "rating":
        return scale.name
    if track.kind == "government" and track.category:
        return track.category.capitalize() + "s"
    return track.category[:1].upper() + track.category[1:] or _HEADINGS[track.kind]


def _left_margin(
    tracks: Sequence[Track], headings: Mapping[int, str], theme: Theme, scale: Scale, look: Look
) -> float:
    """Room for the widest tick, and for the headings that stand beside their panel."""
    ticks = [
        name for track in tracks if track.kind == "rating" for _, name in _levels(track, scale)
    ]
    ticks += ["15"] if any(track.kind == "index" for track in tracks) else []
    wide = [text_width(name, theme.size) for name in ticks]
    if look.side_headings:
        return theme.size * 1.6 + max(wide, default=0) + theme.size * 0.8
    beside = [headings[id(track)] for track in tracks if track.kind not in ("rating", "index")]
    wide += [text_width(word, theme.size, bold=True) for text in beside for word in text.split()]
    return max(wide, default=0) + theme.size * 0.8


def _titles(title: str, theme: Theme) -> Iterable[Text]:
    if theme.title_size:
        yield Text(title, 0, theme.title_size * 0.75, theme.title_size, theme.ink, bold=True)


def _headings(panels: Sequence[Panel], frame: _Frame) -> Iterable[Text]:
    """Above a series, beside the line of marks; in the book upright beside the series only."""
    size, ink = frame.theme.size, frame.theme.ink
    for panel in panels:
        if frame.look.side_headings:
            if panel.is_series:
                middle = panel.top + panel.height / 2
                yield Text(panel.heading, size * 0.7, middle, size, ink, "center", True, True)
        elif panel.is_series:
            yield Text(panel.heading, 0, panel.top - size * 1.15, size, ink, bold=True)
        else:
            lines = _wrap(panel.heading, frame.left - size * 0.8, size)
            middle = panel.top + (panel.baseline or 0) - (len(lines) - 1) * size * 0.6
            for number, line in enumerate(lines):
                yield Text(line, 0, middle + number * size * 1.2, size, ink, bold=True)


def _wrap(text: str, width: float, size: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size, bold=True) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


# --- panels ----------------------------------------------------------------------------------


def _panel(track: Track, heading: str, frame: _Frame) -> Panel:
    if track.kind == "rating":
        return _ratings(track, heading, frame)
    if track.kind == "index":
        return _index(track, heading, frame)
    if track.kind == "government":
        return _governments(track, heading, frame)
    return _dated(track, heading, frame)


def _levels(track: Track, scale: Scale) -> list[tuple[float, str]]:
    """Lanes from the top: the levels, and below them what is no level, if the track has it."""
    lanes = [(float(rank), scale.label(code)) for rank, code in enumerate(scale.levels)]
    seen = {fact.value for fact in track.facts}
    extra = [label for code, label in scale.unranked if code in seen]
    return lanes + [(len(lanes) + 0.3 + number, label) for number, label in enumerate(extra)]


def _ratings(track: Track, heading: str, frame: _Frame) -> Panel:
    scale, theme = frame.scale, frame.theme
    lanes = _levels(track, scale)
    row = {label: y for y, label in lanes}
    values = tuple(
        Value(
            fact,
            *frame.clip(fact),
            row[scale.label(fact.value)],
            theme.level(scale.rank(fact.value), len(scale.levels)),
        )
        for fact in track.facts
    )
    ranked = [value for value in values if scale.rank(value.fact.value) is not None]
    low, high = lanes[-1][0] + 0.25, -0.25
    return Panel(
        "rating",
        "",
        heading,
        (low - high) * theme.size * 1.35,
        ticks=tuple(lanes),
        low=low,
        high=high,
        values=values,
        joins=_joins(ranked, frame.look),
    )


def _index(track: Track, heading: str, frame: _Frame) -> Panel:
    numbers = [float(fact.value) for fact in track.facts]
    ticks = _round_ticks(min([0.0, *numbers]), max(numbers, default=1.0))
    margin = (ticks[-1] - ticks[0]) * 0.03  # so that the outermost lines are inside
    values = tuple(
        Value(fact, *frame.clip(fact), number, frame.theme.ink)
        for fact, number in zip(track.facts, numbers, strict=True)
    )
    return Panel(
        "index",
        track.category,
        heading,
        frame.theme.size * 5.5,
        ticks=tuple((tick, f"{tick:g}") for tick in ticks),
        low=ticks[0] - margin,
        high=ticks[-1] + margin,
        values=values,
        joins=_joins(values, frame.look),
    )


def _joins(values: Sequence[Value], look: Look) -> tuple[tuple[float, float, float, float], ...]:
    """Lines between neighbours: upright where one ends as the next starts; nothing over a hole.

    In the book values stand at 1 January and are joined if their years follow each other.
    """
    reach = 366 if look.joined else 0
    return tuple(
        (a.last, a.value, b.first, b.value)
        for a, b in pairwise(values)
        if 0 <= b.first - a.last <= reach
    )


def _round_ticks(low: float, high: float) -> list[float]:
    """Three to five round numbers that hold the values between them."""
    steps = (digit * 10.0**power for power in range(-9, 300) for digit in (1, 2, 5))
    step = next(step for step in steps if math.ceil(high / step) - math.floor(low / step) <= 4)
    return [step * number for number in range(math.floor(low / step), math.ceil(high / step) + 1)]


def _dated(track: Track, heading: str, frame: _Frame) -> Panel:
    """Laws and events: marks on a line, labels above it."""
    size, theme = frame.theme.size, frame.theme
    specs = [_Spec(fact, *frame.clip(fact), *_label_style(fact, theme)) for fact in track.facts]
    labels, rows_height = _label_rows(specs, frame)
    stem = size * 0.9
    baseline = rows_height + stem
    marks = tuple(
        Mark(spec.fact, "dot", spec.first, spec.last, baseline, size * 0.55, theme.ink)
        if _is_point(spec.fact)
        else Mark(spec.fact, "bar", spec.first, spec.last, baseline, size * 0.4, theme.extent)
        for spec in specs
    )
    placed = tuple(
        replace(
            label,
            top=rows_height - label.top - label.height,
            leaders=tuple(
                (rows_height - b, rows_height - a) if a >= 0 else (rows_height - b, baseline)
                for a, b in label.leaders
            ),
        )
        for label in labels
    )
    return Panel(
        track.kind,
        "",
        heading,
        baseline + size * 0.4,
        baseline=baseline,
        ruled=not frame.look.side_headings,
        marks=marks,
        labels=placed,
    )


def _governments(track: Track, heading: str, frame: _Frame) -> Panel:
    """Spells as a bar; names in it where they fit, else below it."""
    size, theme, look = frame.theme.size, frame.theme, frame.look
    thick = size * (1.7 if look.names_inside else 0.8)
    fills = _bar_fills(track.facts, theme, look)
    marks, inside, below = [], [], []
    for fact, (fill, ink) in zip(track.facts, fills, strict=True):
        first, last = frame.clip(fact)
        marks.append(Mark(fact, "spell", first, last, thick / 2, thick, fill))
        wide = text_width(fact.label, size) + size * 0.6
        if look.names_inside and wide <= frame.x(last) - frame.x(first):
            inside.append(
                Label(
                    fact,
                    (fact.label,),
                    (first + last) / 2,
                    0.0,
                    0.0,
                    wide,
                    thick,
                    False,
                    ("", ink, ""),
                )
            )
        else:
            below.append(
                _Spec(
                    fact,
                    first,
                    last,
                    not look.names_inside,
                    theme.strong if not look.names_inside else theme.plain,
                )
            )
    labels, rows_height = _label_rows(below, frame)
    stem = size * 0.6 if below else 0.0
    hung = tuple(
        replace(
            label,
            top=thick + stem + label.top,
            leaders=tuple(
                (thick if a < 0 else thick + stem + a, thick + stem + b) for a, b in label.leaders
            ),
        )
        for label in labels
    )
    return Panel(
        "government",
        track.category,
        heading,
        thick + stem + rows_height,
        baseline=thick / 2,
        marks=tuple(marks),
        labels=(*inside, *hung),
    )


def _bar_fills(facts: Sequence[Fact], theme: Theme, look: Look) -> list[tuple[str, str]]:
    """In turn, so that neighbours differ; in the book by the alphabetical order of the names."""
    if look.names_inside:
        return [theme.bars[number % len(theme.bars)] for number in range(len(facts))]
    names = sorted({fact.label for fact in facts})
    dark, light = (int(fill[1:3], 16) for fill, _ in theme.bars[:2])
    grey = {
        n: round(dark + (light - dark) * i / max(len(names) - 1, 1)) for i, n in enumerate(names)
    }
    return [(f"#{grey[f.label]:02x}{grey[f.label]:02x}{grey[f.label]:02x}", "") for f in facts]


def _is_point(fact: Fact) -> bool:
    """Whether a dot says enough: known to the month, and not a spell."""
    return fact.end is None and not fact.ongoing and fact.last - fact.first <= 31


def _label_style(fact: Fact, theme: Theme) -> tuple[bool, tuple[str, str, str]]:
    return (True, theme.strong) if _is_strong(fact) else (False, theme.plain)


def _is_strong(fact: Fact) -> bool:
    """Whether a law makes trafficking a crime: what the book draws, and what leads the eye here."""
    return "criminalization" in fact.category


# --- labels ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Spec:
    """A label before it has a place."""

    fact: Fact
    first: float
    last: float
    bold: bool
    colours: tuple[str, str, str]


def _label_rows(specs: Sequence[_Spec], frame: _Frame) -> tuple[list[Label], float]:
    """Place labels in rows; heights count outwards from the innermost row's inner edge.

    A label's ``top`` is here the height of its inner edge, and a leader ``(a, b)`` runs from height
    a, or from the line of marks if a is negative, to height b. Labels of one date share a leader,
    drawn in pieces between them.
    """
    if not specs:
        return [], 0.0
    size = frame.theme.size
    height, pitch = size * 1.5, size * 1.85
    widths = [text_width(s.fact.label, size, bold=s.bold) + size * 0.9 for s in specs]
    anchors = [(spec.first + spec.last) / 2 for spec in specs]
    for spec, wide in zip(specs, widths, strict=True):
        if wide > frame.page - 1:
            raise LayoutError(
                f"Label {spec.fact.label!r} needs {_mm(wide)}, the page has {_mm(frame.page)}: "
                "shorten it or make the page wider."
            )
    xs = [frame.x(day) for day in anchors]
    found = place(
        xs,
        widths,
        left=0.5,
        right=frame.page - 0.5,
        gap=size * 0.3,
        clearance=size * 0.3,
        inset=size * 0.4,
    )
    inner = [row * pitch for row in found.rows]
    labels = [
        Label(
            spec.fact,
            (spec.fact.label,),
            anchor,
            offset,
            low,
            wide,
            height,
            spec.bold,
            spec.colours,
            (_leader(number, xs, inner, height),),
        )
        for number, (spec, anchor, offset, low, wide) in enumerate(
            zip(specs, anchors, found.offsets, inner, widths, strict=True)
        )
    ]
    return labels, (found.n_rows - 1) * pitch + height


def _leader(
    number: int, xs: Sequence[float], inner: Sequence[float], height: float
) -> tuple[float, float]:
    below = [
        low for x, low in zip(xs, inner, strict=True) if x == xs[number] and low < inner[number]
    ]
    return (max(below) + height if below else -1.0), inner[number]


# --- down the page ---------------------------------------------------------------------------


def _stack(
    panels: Sequence[Panel], frame: _Frame, top: float, height: float | None
) -> tuple[list[Panel], float]:
    """Put panels under each other; series share what a fixed height leaves, or what it lacks."""
    size, look = frame.theme.size, frame.look
    above = [_space_above(panel, number, frame) for number, panel in enumerate(panels)]
    years = size * 1.7
    under_each = years * sum(panel.is_series for panel in panels) if look.years_below_each else 0.0
    bottom = size * 0.5 if look.years_below_each else years
    natural = top + sum(above) + sum(panel.height for panel in panels) + under_each + bottom
    flexible = [panel.height for panel in panels if panel.is_series]
    spare = 0.0 if height is None else height - natural
    factor = 1 + spare / sum(flexible) if flexible else 1.0
    least = 0.7
    if spare < 0 and factor < least:
        missing = natural - (1 - least) * sum(flexible) - (height or 0)
        raise LayoutError(
            f"The tracks need {_mm((height or 0) + missing)} of height, the page has "
            f"{_mm(height or 0)}: {_mm(missing)} are missing. Make it higher or wider, or draw "
            "fewer tracks."
        )
    stacked, y = [], top
    for panel, space in zip(panels, above, strict=True):
        y += space
        tall = panel.height * factor if panel.is_series else panel.height
        stacked.append(replace(panel, top=y, height=tall))
        y += tall + (years if panel.is_series and look.years_below_each else 0.0)
    return stacked, natural if height is None else height


def _space_above(panel: Panel, number: int, frame: _Frame) -> float:
    size = frame.theme.size
    if panel.is_series and not frame.look.side_headings:
        return size * 2.0
    return size * (1.0 if number else 0.2)


def _years_at(panels: Sequence[Panel], frame: _Frame) -> tuple[float, ...]:
    size = frame.theme.size
    if frame.look.years_below_each:
        return tuple(panel.bottom + size * 0.9 for panel in panels if panel.is_series)
    return (max(panel.bottom for panel in panels) + size * 0.9,)


def _guided(panels: Sequence[Panel]) -> list[Panel]:
    """Dotted lines of the criminalization laws, through the series only."""
    laws = [m for p in panels if p.kind == "law" for m in p.marks if _is_strong(m.fact)]
    days = tuple(sorted({(mark.first + mark.last) / 2 for mark in laws}))
    return [replace(panel, guides=days) if panel.is_series else panel for panel in panels]


def _year_step(window: Window) -> int:
    first, last = window.years
    return next(
        (step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500) if (last + 1 - first) / step <= 7),
        1000,
    )


def _year_ticks(window: Window, step: int) -> tuple[tuple[float, str], ...]:
    first, last = window.years
    days = ((date(y, 1, 1).toordinal(), str(y)) for y in range(first, last + 2) if y % step == 0)
    return tuple((float(day), year) for day, year in days if window.first <= day <= window.last)
