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

from ..errors import LayoutError
from ..story.facts import Fact
from ..story.tracks import Track, Window
from ..table.scales import Scale
from .labels import Placement, place, text_width, wrap_choice
from .theme import Theme

POINTS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pt": 1.0, "px": 0.75}
LINE, PADDING, ROW_GAP = 1.2, 0.3, 0.35
"""Heights in em: of a line of a label, of the padding of its box, of the space between rows."""
LEAST_SERIES = 0.7
"""How far a fixed height may press a series, as a share of its natural height."""
SCREEN_WIDTH = 540.0
"""Points (720 px) for which the labels of a chart that fills the page are placed; wider is safe."""


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
    left_out : int
        How many labels are on hover only.
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
    left_out: int = 0
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

    @property
    def strokes(self) -> tuple[Value, ...]:
        """The values as lines: one for each run of the same value without a hole."""
        runs: list[Value] = []
        for value in self.values:
            before = runs[-1] if runs else None
            if before and (before.last, before.value) == (value.first, value.value):
                runs[-1] = replace(before, last=value.last)
            else:
                runs.append(value)
        return tuple(run for run in runs if run.first < run.last)

    @property
    def alone(self) -> tuple[Value, ...]:
        """Values of one day that no line leads to: they need a dot to be seen."""
        ends = {end for a, b, c, d in self.joins for end in ((a, b), (c, d))}
        return tuple(v for v in self.values if v.first == v.last and (v.first, v.value) not in ends)

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
        return self.left + self.window.share(day) * (self.right - self.left)


def points(size: str) -> float:
    """Read a size with its unit.

    >>> points("4.5in"), round(points("89mm"), 4), points("432px")
    (324.0, 252.2835, 324.0)
    """
    match = (
        re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([a-z]+)\s*", size)
        if isinstance(size, str)
        else None
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
    max_rows: int | None = None,
    max_chars: int | None = None,
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
    max_rows : int, optional
        At most so many rows of labels a track; what has no place then is on hover only, and the
        track says how many. Laws that make trafficking a crime are kept first, then laws, then
        plans, then the others in the order of the table.
    max_chars : int, optional
        Labels longer than this are cut, with an ellipsis; the whole is on hover.

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
    headings = {id(track): look.headings.get(track.kind, track.heading(scale)) for track in tracks}
    for before, track in pairwise(tracks):
        same = (before.kind, before.category) == (track.kind, track.category)
        if same and track.kind == "government":
            headings[id(track)] = ""  # a further lane of the same
    # browsers have whole pixels: with these margins both back-ends have the same scale of days
    left = _whole_px(_left_margin(tracks, headings, theme, scale, look, max_rows))
    right = round(page / POINTS["px"]) * POINTS["px"] - _whole_px(size * 1.3)
    if right - left < 4 * size:
        raise LayoutError(
            f"The page is {_mm(page)} wide; expected {_mm(left + 5 * size)} at least in this theme."
        )
    _check_count("max_rows", max_rows, 0)
    _check_count("max_chars", max_chars, 2)
    frame = _Frame(window, left, right, page, theme, scale, look, max_rows, max_chars)
    panels = _guided([_panel(track, headings[id(track)], frame) for track in tracks])
    top = theme.title_size * 1.9 if theme.title_size else size * 0.4
    panels, total = _stack(panels, frame, top, height)
    step = look.year_step or _year_step(window)
    years_at = _years_at(panels, frame)
    texts = [*_titles(title, theme), *_headings(panels, frame, total)]
    _check_texts(texts, page)
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


def lay_out_part(
    whole: Layout,
    tracks: Sequence[Track],
    part: Window,
    scale: Scale,
    *,
    width: float,
    height: float | None,
) -> Layout:
    """Lay a chart out anew for a part of its window, so that labels use the room that zooming gave.

    Parameters
    ----------
    whole : Layout
        The chart, drawn in the default look.
    tracks : sequence of Track
        Its tracks.
    part : Window
        The days in sight.
    scale : Scale
    width, height : float, float or None
        As for `lay_out`.

    Returns
    -------
    Layout
        The whole window, to be shown from the first to the last day of the part: every mark and
        value of `whole`, and labels of what is in sight, at places that hold there.
    """
    seen = [
        track
        if track.kind in ("rating", "index")
        else replace(track, facts=tuple(fact for fact in track.facts if part.shows(fact)))
        for track in tracks
    ]
    title = whole.texts[0].text if whole.theme.title_size else ""
    new = lay_out(
        seen, part, whole.theme, scale, width=width, height=height, look=Look(), title=title
    )
    return replace(
        whole,
        width=new.width,
        height=new.height,
        left=new.left,
        right=new.right,
        panels=tuple(
            _moved(panel, place, whole.theme)
            for panel, place in zip(whole.panels, new.panels, strict=True)
        ),
        texts=new.texts,
        years_at=new.years_at,
    )


def _moved(panel: Panel, place: Panel, theme: Theme) -> Panel:
    """A panel with all its marks, at the place and with the labels of another."""
    down = (place.baseline or 0) - (panel.baseline or 0)
    inks, fills = dict(theme.bars), {mark.fact: mark.fill for mark in panel.marks}
    labels = tuple(
        label if label.colours[0] else replace(label, colours=("", inks[fills[label.fact]], ""))
        for label in place.labels
    )
    return replace(
        panel,
        top=place.top,
        height=place.height,
        baseline=place.baseline,
        marks=tuple(replace(mark, y=mark.y + down) for mark in panel.marks),
        labels=labels,
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
    max_rows: int | None
    max_chars: int | None

    def x(self, day: float) -> float:
        return self.left + self.window.share(day) * (self.right - self.left)

    def clip(self, fact: Fact) -> tuple[float, float]:
        return max(fact.first, self.window.first), min(fact.last, self.window.last)


def _check_count(name: str, value: object, least: int) -> None:
    if value is not None and (not isinstance(value, int) or value < least):
        raise LayoutError(f"{name} is {value!r}; expected a whole number from {least} up, or None.")


def _check_texts(texts: Sequence[Text], page: float) -> None:
    for text in texts:
        wide = text.x + text_width(text.text, text.size, bold=text.bold)
        if not text.upright and wide > page:
            raise LayoutError(
                f"{text.text!r} needs {_mm(wide)}, the page has {_mm(page)}: shorten it or make "
                "the page wider."
            )


def _mm(pt: float) -> str:
    return f"{pt / POINTS['mm']:.1f} mm"


# --- headings and margins --------------------------------------------------------------------


def _left_margin(
    tracks: Sequence[Track],
    headings: Mapping[int, str],
    theme: Theme,
    scale: Scale,
    look: Look,
    max_rows: int | None,
) -> float:
    """Room for the widest tick, and for what stands beside the tracks of marks."""
    size = theme.size
    wide = [text_width(name, size) for track in tracks for _, name in _ticks(track, scale)]
    if look.side_headings:
        return size * 1.6 + max(wide, default=0) + size * 0.8
    beside = [headings[id(track)] for track in tracks if track.kind not in ("rating", "index")]
    wide += [text_width(word, size, bold=True) for text in beside for word in text.split()]
    wide += [text_width("+00 on hover", size)] if max_rows is not None and beside else []
    return max(wide, default=0) + size * 0.8


def _titles(title: str, theme: Theme) -> Iterable[Text]:
    if theme.title_size:
        yield Text(title, 0, theme.title_size * 0.75, theme.title_size, theme.ink, bold=True)


def _headings(panels: Sequence[Panel], frame: _Frame, height: float) -> Iterable[Text]:
    """Above a series, beside the line of marks; in the book upright beside the series only."""
    size, ink = frame.theme.size, frame.theme.ink
    for panel in panels:
        if not panel.is_series:
            yield from _headings_beside(panel, frame)
        elif not frame.look.side_headings:
            yield Text(panel.heading, 0, panel.top - size * 1.15, size, ink, bold=True)
    if frame.look.side_headings:
        yield from _upright_headings([panel for panel in panels if panel.is_series], frame, height)


def _headings_beside(panel: Panel, frame: _Frame) -> Iterable[Text]:
    """The heading at the line of marks and, where no label can be, how many are on hover only."""
    size, theme = frame.theme.size, frame.theme
    lines = _wrap(panel.heading, frame.left - size * 0.8, size)
    middle = panel.top + (panel.baseline or 0) - (len(lines) - 1) * size * LINE / 2
    if not frame.look.side_headings:
        for number, line in enumerate(lines):
            yield Text(line, 0, middle + number * size * LINE, size, theme.ink, bold=True)
    if panel.left_out:
        away = size * LINE * (len(lines) if panel.kind == "government" else -1)
        yield Text(f"+{panel.left_out} on hover", 0, middle + away, size, theme.muted)


def _upright_headings(series: Sequence[Panel], frame: _Frame, height: float) -> Iterable[Text]:
    """Headings at the middle of their series, or as near as they fit: labels on an upright axis."""
    size, middles = frame.theme.size, [panel.top + panel.height / 2 for panel in series]
    lengths = [text_width(panel.heading, size, bold=True) for panel in series]
    found = place(middles, lengths, left=0, right=height, gap=size * 0.6)
    for panel, middle, offset in zip(series, middles, found.offsets, strict=True):
        at = middle + offset
        yield Text(panel.heading, size * 0.7, at, size, frame.theme.ink, "center", True, True)


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


def _ticks(track: Track, scale: Scale) -> list[tuple[float, str]]:
    """Values that a series names at its side; none for a track of marks."""
    if track.kind == "rating":
        return _levels(track, scale)
    if track.kind == "index":
        numbers = [0.0, *(float(fact.value) for fact in track.facts), *(track.span or ())]
        ticks = _round_ticks(min(numbers), max(numbers))
        return [(tick, f"{tick:g}") for tick in ticks]
    return []


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
    ticks = _ticks(track, frame.scale)
    low, high = ticks[0][0], ticks[-1][0]
    margin = (high - low) * 0.03  # so that the outermost lines are inside
    values = tuple(
        Value(fact, *frame.clip(fact), float(fact.value), frame.theme.ink) for fact in track.facts
    )
    return Panel(
        "index",
        track.category,
        heading,
        frame.theme.size * 5.5,
        ticks=tuple(ticks),
        low=low - margin,
        high=high + margin,
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
    low, high = (low, high) if low < high else (low, low + 1)
    least = math.floor(math.log10(high - low)) - 1
    steps = (digit * 10.0**power for power in range(least, least + 4) for digit in (1, 2, 5))
    step = next(step for step in steps if math.ceil(high / step) - math.floor(low / step) <= 4)
    return [step * number for number in range(math.floor(low / step), math.ceil(high / step) + 1)]


def _dated(track: Track, heading: str, frame: _Frame) -> Panel:
    """Laws and events: marks on a line, labels above it."""
    size, theme = frame.theme.size, frame.theme
    specs = [_Spec(fact, *frame.clip(fact), *_label_style(fact, theme)) for fact in track.facts]
    labels, rows_height, left_out = _label_rows(specs, frame)
    stem = _whole_px(size * 0.9)
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
        _whole_px(baseline + size * 0.4),
        baseline=baseline,
        ruled=not frame.look.side_headings,
        left_out=left_out,
        marks=marks,
        labels=placed,
    )


def _governments(track: Track, heading: str, frame: _Frame) -> Panel:
    """Spells as a bar; names in it where they fit, else below it."""
    size, theme, look = frame.theme.size, frame.theme, frame.look
    thick = _whole_px(size * (1.7 if look.names_inside else 0.8))
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
    labels, rows_height, left_out = _label_rows(below, frame)
    stem = _whole_px(size * 0.6) if below else 0.0
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
        _whole_px(thick + stem + rows_height),
        baseline=thick / 2,
        left_out=left_out,
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
    return (True, theme.strong) if fact.criminalizes else (False, theme.plain)


# --- labels ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Spec:
    """A label before it has a place."""

    fact: Fact
    first: float
    last: float
    bold: bool
    colours: tuple[str, str, str]


def _label_rows(specs: Sequence[_Spec], frame: _Frame) -> tuple[list[Label], float, int]:
    """Place labels in rows; heights count outwards from the innermost row's inner edge.

    A label's ``top`` is here the height of its inner edge, and a leader ``(a, b)`` runs from height
    a, or from the line of marks if a is negative, to height b. Labels of one date share a leader,
    drawn in pieces between them. Returned are also the height of all rows and the number of labels
    that were left out because the caller wants few rows.
    """
    if not specs:
        return [], 0.0, 0
    xs = [frame.x((spec.first + spec.last) / 2) for spec in specs]
    texts = _texts(specs, xs, frame)
    widths = [_box_width(lines, spec.bold, frame) for lines, spec in zip(texts, specs, strict=True)]
    found = _placed(specs, xs, widths, frame)
    rows = [
        max(len(lines) for lines, r in zip(texts, found.rows, strict=True) if r == row)
        for row in range(found.n_rows)
    ]
    inner, above = [], 0.0
    for lines in rows:
        inner.append(above)
        above += _box_height(lines, frame) + _whole_px(frame.theme.size * ROW_GAP)
    labels = []
    for number, spec in enumerate(specs):
        row = found.rows[number]
        if row < 0:
            continue
        same = [n for n, x in enumerate(xs) if x == xs[number] and 0 <= found.rows[n] < row]
        under = max(same, key=lambda n: found.rows[n], default=None)
        low = -1.0
        if under is not None:
            low = inner[found.rows[under]] + _box_height(len(texts[under]), frame)
        labels.append(
            Label(
                spec.fact,
                texts[number],
                (spec.first + spec.last) / 2,
                found.offsets[number],
                inner[row],
                widths[number],
                _box_height(len(texts[number]), frame),
                spec.bold,
                spec.colours,
                ((low, inner[row]),),
            )
        )
    return labels, above - _whole_px(frame.theme.size * ROW_GAP), len(specs) - len(labels)


def _texts(specs: Sequence[_Spec], xs: Sequence[float], frame: _Frame) -> list[tuple[str, ...]]:
    """The lines of each label: one, or two where that makes the track lower or lets labels fit."""
    one = [(_shortened(spec.fact.label, frame.max_chars),) for spec in specs]
    two = [_in_two(line, spec.bold) for (line,), spec in zip(one, specs, strict=True)]
    wide = [_box_width(lines, spec.bold, frame) for lines, spec in zip(one, specs, strict=True)]
    wrapped = [
        _box_width(lines, spec.bold, frame) if lines else None
        for lines, spec in zip(two, specs, strict=True)
    ]
    overhead = (PADDING + ROW_GAP) / LINE
    wrap = wrap_choice(xs, wide, wrapped, overhead=overhead, **_spacing(frame))
    return [
        pair if choice and pair else line for line, pair, choice in zip(one, two, wrap, strict=True)
    ]


def _shortened(text: str, max_chars: int | None) -> str:
    if max_chars is None or len(text) <= max_chars:
        return text
    return text[: max_chars - 1].rstrip() + "…"


def _in_two(text: str, bold: bool) -> tuple[str, str] | None:
    """Break a text at the blank that makes its longer line shortest; None if it has no blank."""
    words = text.split()
    pairs = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return min(
        pairs, key=lambda pair: max(text_width(line, 1, bold=bold) for line in pair), default=None
    )


def _box_width(lines: Sequence[str], bold: bool, frame: _Frame) -> float:
    size = frame.theme.size
    return _whole_px(max(text_width(line, size, bold=bold) for line in lines) + size * 0.9)


def _box_height(lines: int, frame: _Frame) -> float:
    return _whole_px(frame.theme.size * (PADDING + LINE * lines))


def _whole_px(pt: float) -> float:
    """Round a length up as browsers round boxes, so that screen and paper have the same ones."""
    return math.ceil(pt / POINTS["px"] - 1e-6) * POINTS["px"]


def _spacing(frame: _Frame) -> dict[str, float]:
    """Walls and least distances, in points; a rounding to whole pixels cannot use them up."""
    size = frame.theme.size
    noted = frame.max_rows is not None  # then the margin may have to say how many are left out
    return {
        "left": frame.left - size * 0.5 if noted else 0.5,
        "right": frame.page - 0.5,
        "gap": size * 0.3,
        "clearance": size * 0.3,
        "inset": size * 0.4,
    }


def _placed(
    specs: Sequence[_Spec], xs: Sequence[float], widths: Sequence[float], frame: _Frame
) -> Placement:
    for spec, wide in zip(specs, widths, strict=True):
        if wide > frame.page - 1:
            raise LayoutError(
                f"Label {spec.fact.label!r} needs {_mm(wide)}, the page has {_mm(frame.page)}: "
                "shorten it, cut it with max_chars, or make the page wider."
            )
    importance = [-float(_rank(spec.fact)) for spec in specs]
    try:
        return place(xs, widths, max_rows=frame.max_rows, importance=importance, **_spacing(frame))
    except ValueError as error:
        raise LayoutError(
            f"The labels of the track {specs[0].fact.kind!r} do not fit beside each other on "
            f"{_mm(frame.page)} ({error}): make the page wider, shorten the labels or cut them "
            "with max_chars, or ask for few with max_rows."
        ) from error


def _rank(fact: Fact) -> int:
    """Laws that make trafficking a crime first, then laws, plans, all else."""
    if fact.criminalizes:
        return 0
    return {"law": 1, "plan": 2}.get(fact.category, 3)


# --- down the page ---------------------------------------------------------------------------


def _stack(
    panels: Sequence[Panel], frame: _Frame, top: float, height: float | None
) -> tuple[list[Panel], float]:
    """Put panels under each other; series share what a fixed height leaves, or what it lacks."""
    size, look = frame.theme.size, frame.look
    above = [_whole_px(_space_above(panel, n, frame)) for n, panel in enumerate(panels)]
    years = _whole_px(size * 1.7)
    under_each = years * sum(panel.is_series for panel in panels) if look.years_below_each else 0.0
    bottom = size * 0.5 if look.years_below_each else years
    top = _whole_px(top)
    fixed = top + sum(above) + under_each + bottom
    fixed += sum(panel.height for panel in panels if not panel.is_series)
    flexible = sum(panel.height for panel in panels if panel.is_series)
    page = _whole_px(fixed + flexible) if height is None else height
    needed = fixed + LEAST_SERIES * flexible
    if page < needed:
        raise LayoutError(
            f"The tracks need {_mm(needed)} of height, the page has {_mm(page)}: "
            f"{_mm(needed - page)} are missing. Make it higher or wider, draw fewer tracks, or ask "
            "for fewer labels with max_rows."
        )
    factor = (page - fixed) / flexible if flexible else 1.0
    stacked, y = [], top
    for panel, space in zip(panels, above, strict=True):
        y += space
        tall = math.floor(panel.height * factor / POINTS["px"]) * POINTS["px"]
        stacked.append(replace(panel, top=y, height=tall if panel.is_series else panel.height))
        y += stacked[-1].height
        y += years if panel.is_series and look.years_below_each else 0.0
    return stacked, page


def _space_above(panel: Panel, number: int, frame: _Frame) -> float:
    size = frame.theme.size
    if panel.is_series and not frame.look.side_headings:
        return size * 2.5
    return size * (1.0 if number else 0.2)


def _years_at(panels: Sequence[Panel], frame: _Frame) -> tuple[float, ...]:
    size = frame.theme.size
    if frame.look.years_below_each:
        return tuple(panel.bottom + size * 0.9 for panel in panels if panel.is_series)
    return (max(panel.bottom for panel in panels) + size * 0.9,)


def _guided(panels: Sequence[Panel]) -> list[Panel]:
    """Dotted lines of the criminalization laws, through the series only."""
    laws = [m for p in panels if p.kind == "law" for m in p.marks if m.fact.criminalizes]
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
