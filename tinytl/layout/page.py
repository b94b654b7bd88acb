"""Tracks on a page, top to bottom: margins, headings, heights, years."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from ..errors import LayoutError
from ..story.subjects import Selection
from ..story.tracks import Track, Window
from ..table.scales import Scale
from .frame import LINE, POINTS, Frame, Page, in_mm, whole_px
from .labels.place import place
from .labels.track_labels import MAX_ROWS, TooManyRows
from .labels.wrap import filled
from .legend import key_of
from .marks import governments, guides, laws_and_events
from .scene import Area, Scene, Text
from .series import index, ratings, ticks_of
from .ticks import time_axes

PLACES = 8_000
"""Rows times labels of a track that are placed in a second or two, beyond `MAX_ROWS` rows."""
LEAST_SERIES = 0.7
"""How far a fixed height may press a series, as a share of its natural height."""
TRACK_LAYOUTS = {"rating": ratings, "index": index, "government": governments}


def lay_out_tracks(
    selection: Selection, scale: Scale, page: Page, *, viewport: Window | None = None
) -> Scene:
    """Lay the tracks of one country out on a page, top to bottom.

    Parameters
    ----------
    selection : Selection
    scale : Scale
        Of the ratings.
    page : Page
    viewport : Window, optional
        The part of the window that reaches from the left to the right end of the axis, where the
        reader has zoomed in: all marks are drawn, labels are placed for what is in sight.

    Returns
    -------
    Scene

    Raises
    ------
    LayoutError
        If a label is wider than the page, or the tracks need more height than there is; the
        message says how many millimetres are missing.
    """
    window, tracks = selection.window, selection.subjects[0].tracks
    page = with_useful_rows(page, tracks)
    try:
        scene = _laid_out(tracks, window, scale, page, viewport or window)
    except TooManyRows:
        scene = _laid_out(tracks, window, scale, replace(page, dense=True), viewport or window)
    return replace(scene, tooltips=selection.tooltips)


def _laid_out(
    tracks: Sequence[Track], window: Window, scale: Scale, page: Page, viewport: Window
) -> Scene:
    theme, size = page.theme, page.theme.size
    headings = names_of(tracks, scale, page)
    # browsers have whole pixels: with these margins both back-ends have the same scale of days
    left = whole_px(left_margin(tracks, headings, scale, page))
    right = round(page.width / POINTS["px"]) * POINTS["px"] - whole_px(size * 1.3)
    if right - left < 4 * size:
        raise LayoutError(
            f"The page is {in_mm(page.width)} wide; expected {in_mm(left + 5 * size)} at least in "
            "this theme."
        )
    frame = Frame(page, scale, window, viewport, left, right)
    areas = [
        TRACK_LAYOUTS.get(track.kind, laws_and_events)(track, heading, frame)
        for track, heading in zip(tracks, headings, strict=True)
    ]
    areas = [
        replace(area, ground=guides(tracks, area, frame))
        if area.has_values
        else replace(area, height=whole_px(area.height + _beside(area, frame)[1]))
        for area in areas
    ]
    areas, height = _stack(areas, frame)
    axes = time_axes(
        [(left, right, _years_at(areas, frame))],
        window,
        viewport=viewport,
        counted=False,
        size=size,
        step=page.look.year_step,
    )
    texts = (*titles(page), *_headings(areas, frame, height))
    _check_texts(texts, page)
    return Scene(
        width=page.width,
        height=height,
        fluid=page.fluid,
        columns=axes,
        areas=tuple(areas),
        texts=texts,
        theme=theme,
        scale=scale,
    )


def with_useful_rows(page: Page, tracks: Iterable[Track]) -> Page:
    """The page with no more rows of labels than a track has facts, nor than are placed in time."""
    if page.max_rows is None:
        return page
    most = max((len(track.facts) for track in tracks), default=0)
    in_time = max(MAX_ROWS, PLACES // max(most, 1))
    return replace(page, max_rows=min(page.max_rows, most, in_time))


def names_of(tracks: Sequence[Track], scale: Scale, page: Page) -> list[str]:
    """The heading of each track; a further lane of the same governments has none."""
    kinds = [track.kind for track in tracks]
    named = [
        page.look.headings.get(track.kind if kinds.count(track.kind) == 1 else "")
        or track.heading(scale)
        for track in tracks
    ]
    for number, (before, track) in enumerate(pairwise(tracks), start=1):
        same = (before.kind, before.category) == (track.kind, track.category)
        if same and track.kind == "government":
            named[number] = ""
    return named


def _check_texts(texts: Sequence[Text], page: Page) -> None:
    for text in texts:
        wide = text.x + page.theme.width_of(text.text, size=text.size, bold=text.bold)
        if not text.upright and wide > page.width:
            raise LayoutError(
                f"{text.text!r} needs {in_mm(wide)}, the page has {in_mm(page.width)}: shorten it "
                "or make the page wider."
            )


# --- headings and margins --------------------------------------------------------------------


def left_margin(
    tracks: Sequence[Track], headings: Sequence[str], scale: Scale, page: Page
) -> float:
    """Room for the widest tick, and for what stands beside the tracks of marks."""
    size, width_of = page.theme.size, page.theme.width_of
    wide = [width_of(name) for track in tracks for _, name in ticks_of(track, scale)]
    beside = [
        heading
        for track, heading in zip(tracks, headings, strict=True)
        if track.kind not in ("rating", "index")
    ]
    note = 0.0
    if beside and (page.dense or page.max_rows is not None):
        note = width_of(f"+{max(len(track.facts) for track in tracks)} on hover")
    if page.look.side_headings:
        return max(size * 1.6 + max(wide, default=0), note) + size * 0.8
    wide += [width_of(word, bold=True) for text in beside for word in text.split()]
    return max([*wide, note]) + size * 0.8


def titles(page: Page) -> list[Text]:
    """The title of a chart, in lines, if its theme has titles."""
    theme, size = page.theme, page.theme.title_size
    if not size:
        return []
    lines = filled(page.title, page.width, partial(theme.width_of, bold=True, size=size))
    heights = (size * (0.75 + n * LINE) for n in range(len(lines)))
    return [
        Text(line, 0, y, size, theme.ink, bold=True) for line, y in zip(lines, heights, strict=True)
    ]


def title_room(page: Page) -> float:
    """Points that the title takes, or what stands above the first track without one."""
    lines, size = len(titles(page)), page.theme.title_size
    return size * (1.9 + LINE * (lines - 1)) if lines else page.theme.size * 0.4


def _headings(areas: Sequence[Area], frame: Frame, height: float) -> Iterable[Text]:
    """Above a series, beside the line of marks; in the book upright beside the series only."""
    size, ink = frame.theme.size, frame.theme.ink
    for area in areas:
        about = "\n".join(map(str, key_of([area], frame.theme, frame.scale)))
        if not area.has_values:
            yield from _headings_beside(area, about, frame)
        elif not frame.look.side_headings:
            yield Text(area.name, 0, area.top - size * 1.15, size, ink, bold=True, about=about)
    if frame.look.side_headings:
        yield from _upright_headings([area for area in areas if area.has_values], frame, height)


def _headings_beside(area: Area, about: str, frame: Frame) -> Iterable[Text]:
    """The heading at the line of marks and, where no label can be, how many are on hover only."""
    size, theme = frame.theme.size, frame.theme
    lines = _lines_beside(area, frame)
    middle = area.top + (area.baseline or 0) - (max(len(lines), 1) - 1) * size * LINE / 2
    for number, line in enumerate(lines):
        at = middle + number * size * LINE
        yield Text(line, 0, at, size, theme.ink, bold=True, about=about)
    if area.left_out:
        away = size * LINE * (len(lines) if area.hangs else -bool(lines))
        yield Text(f"+{area.left_out} on hover", 0, middle + away, size, theme.muted)


def _lines_beside(area: Area, frame: Frame) -> list[str]:
    theme = frame.theme
    return (
        []
        if frame.look.side_headings
        else filled(area.name, frame.left - theme.size * 0.8, partial(theme.width_of, bold=True))
    )


def _beside(area: Area, frame: Frame) -> tuple[float, float]:
    """How far what stands beside a line of marks reaches above its area, and below it."""
    line, middle = frame.theme.size * LINE, area.baseline or 0.0
    lines, note = len(_lines_beside(area, frame)), line if area.left_out else 0.0
    half = (lines - 1) * line / 2 + frame.theme.size * 0.1  # letters, less what areas are apart
    above, below = (half, half + note) if area.hangs else (half + note, half)
    if frame.look.side_headings:
        above = below = note / 2
    return max(above - middle, 0.0), max(middle + below - area.height, 0.0)


def _upright_headings(series: Sequence[Area], frame: Frame, height: float) -> Iterable[Text]:
    """Headings at the middle of their series, or as near as they fit: labels on an upright axis."""
    size, middles = frame.theme.size, [area.top + area.height / 2 for area in series]
    lengths = [frame.theme.width_of(area.name, bold=True) for area in series]
    needed = sum(lengths) + size * 0.6 * len(series)
    if needed > height:
        raise LayoutError(
            f"The headings need {in_mm(needed)} of height, the page has {in_mm(height)}: make it "
            "higher or draw fewer tracks."
        )
    found = place(middles, lengths, left=0, right=height, gap=size * 0.6)
    for area, middle, offset in zip(series, middles, found.offsets, strict=True):
        at = middle + offset
        yield Text(
            area.name,
            size * 0.7,
            at,
            size,
            frame.theme.ink,
            align="center",
            bold=True,
            upright=True,
        )


# --- down the page ---------------------------------------------------------------------------


def _stack(areas: Sequence[Area], frame: Frame) -> tuple[list[Area], float]:
    """Put areas under each other; series share what a fixed height leaves, or what it lacks."""
    size, look, height = frame.theme.size, frame.look, frame.page.height
    above = [whole_px(_space_above(area, n, frame)) for n, area in enumerate(areas)]
    years = whole_px(size * 1.7)
    under_each = years * sum(area.has_values for area in areas) if look.years_below_each else 0.0
    bottom = size * 0.5 if under_each else years
    top = whole_px(title_room(frame.page))
    fixed = top + sum(above) + under_each + bottom
    fixed += sum(area.height for area in areas if not area.has_values)
    flexible = sum(area.height for area in areas if area.has_values)
    page = whole_px(fixed + flexible) if height is None else height
    needed = fixed + LEAST_SERIES * flexible
    if page < needed:
        raise LayoutError(
            f"The tracks need {in_mm(needed)} of height, the page has {in_mm(page)}: "
            f"{in_mm(needed - page)} are missing. Make it higher or wider, draw fewer tracks, or "
            "ask for fewer labels with max_rows."
        )
    factor = (page - fixed) / flexible if flexible else 1.0
    stacked, y = [], top
    for area, space in zip(areas, above, strict=True):
        y += space
        tall = math.floor(area.height * factor / POINTS["px"]) * POINTS["px"]
        stacked.append(replace(area, top=y, height=tall if area.has_values else area.height))
        y += stacked[-1].height
        y += years if area.has_values and look.years_below_each else 0.0
    return stacked, page


def _space_above(area: Area, number: int, frame: Frame) -> float:
    size = frame.theme.size
    if area.has_values:
        return size * (1.0 if frame.look.side_headings else 2.5)
    return size * (1.0 if number else 0.2) + _beside(area, frame)[0]


def _years_at(areas: Sequence[Area], frame: Frame) -> tuple[float, ...]:
    size = frame.theme.size
    if frame.look.years_below_each and any(area.has_values for area in areas):
        return tuple(area.bottom + size * 0.9 for area in areas if area.has_values)
    return (max(area.bottom for area in areas) + size * 0.9,)
