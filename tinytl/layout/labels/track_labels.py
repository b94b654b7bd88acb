"""The labels of a track: their text, their boxes, and their rows above or below the marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from ...errors import LayoutError
from ..frame import LINE, PADDING, POINTS, ROW_GAP, Frame, in_mm, whole_px
from ..scene import Label
from .place import Placement, place
from .wrap import filled, in_two, shortened, wrap_choice

LEADER_GAP = 2.5
"""Points between two leaders: less, and they look like one."""
NARROW = (1.0, 0.6, 0.4, 0.25)
"""Shares of the page that labels may take where they are too long for two lines."""
MAX_ROWS = 12
"""Rows of labels in a track where the reader asks for no number: more are not read."""


class TooManyRows(LayoutError):
    """A track needs more than `MAX_ROWS`, so the page must have room to say what is left out."""


_Fitted: TypeAlias = tuple[list[tuple[str, ...]], list[float], Placement]
"""The lines of each label, the widths of their boxes, and their places."""


def label_rows(
    labels: Sequence[Label], frame: Frame, *, stem: float, upwards: bool, start: float = 0.0
) -> tuple[list[Label], float, int]:
    """Place labels in rows, on leaders.

    Parameters
    ----------
    labels : sequence of Label
        In the order of their dates, each with its whole text as one line, without a place.
    frame : Frame
    stem : float
        Points between the marks and the first row.
    upwards : bool
        Whether rows are counted from below, as above a line of marks, or from above.
    start : float
        Where leaders begin that hang down, in points from the top of the area.

    Returns
    -------
    labels : list of Label
    height : float
        Of all rows, in points.
    left_out : int
        Number of labels that have no place because the caller wants few rows.
    """
    if not labels:
        return [], 0.0, 0
    tried, (texts, widths, found) = _arranged(labels, frame)
    inner, total = _heights(texts, found, frame)
    boxes = [_box_height(len(lines), frame) for lines in texts]
    placed = []
    for n, (label, row) in enumerate(zip(tried, found.rows, strict=True)):
        if row < 0:
            continue
        if upwards:
            top = total - inner[row] - boxes[n]
            leader = total + stem, total, total - inner[row]
        else:
            top = start + stem + inner[row]
            leader = start, start + stem, top
        placed.append(
            replace(
                label,
                lines=texts[n],
                offset=found.offsets[n],
                top=top,
                width=widths[n],
                height=boxes[n],
                shift=found.shifts[n],
                leader=leader,
            )
        )
    return placed, total, len(labels) - len(placed)


def _arranged(labels: Sequence[Label], frame: Frame) -> tuple[Sequence[Label], _Fitted]:
    """Labels with their places; the most important ones where all need more than `MAX_ROWS`."""
    plain = [replace(label, lines=(label.fact.label,)) for label in labels]
    # on a narrow page only the outline shows that a date is doubtful
    trials = [plain] if plain == list(labels) else [labels, plain]
    asked = frame.page.max_rows is not None
    if asked or not _crowded(labels, frame):
        fits: list[tuple[Sequence[Label], _Fitted]] = []
        for trial in trials:
            try:
                found = _fitted(trial, frame)
            except LayoutError as error:
                final = asked or not isinstance(error.__cause__, ValueError)
                if trial is plain and not fits and final:
                    return plain, _narrower(plain, frame, error)
                continue
            if not asked and found[2].n_rows > MAX_ROWS:
                break
            fits.append((trial, found))
            if -1 not in found[2].rows:
                break
        if fits:
            return max(fits, key=lambda fit: _kept(fit[0], fit[1][2]))
    if not frame.page.dense:
        raise TooManyRows
    frame = replace(frame, page=replace(frame.page, max_rows=MAX_ROWS))
    plain = [label for label in plain if _least_width(label, frame) <= _room(frame)]
    return plain, _fitted(plain, frame)


def _narrower(labels: Sequence[Label], frame: Frame, error: LayoutError) -> _Fitted:
    """Labels in as many lines as it takes, where two are wider than the page."""
    for share in NARROW:
        try:
            return _fitted(labels, frame, share)
        except LayoutError:
            continue
    raise error


def _kept(labels: Sequence[Label], found: Placement) -> list[float]:
    """Importance of the labels that stay, the most important first: more is better."""
    ranks = zip(_importance(labels), found.rows, strict=True)
    return sorted((rank for rank, row in ranks if row >= 0), reverse=True)


def _crowded(labels: Sequence[Label], frame: Frame) -> bool:
    """Whether labels need more than `MAX_ROWS` even if each is as narrow as it can be."""
    narrow = sum(_least_width(label, frame) for label in labels)
    return len(labels) > MAX_ROWS and narrow > MAX_ROWS * frame.page.width


def _least_width(label: Label, frame: Frame) -> float:
    line = shortened(label.lines[0], frame.page.max_chars)
    return min(
        _box_width(lines, label.bold, frame)
        for lines in ((line,), _wrapped(line, label.bold, frame))
        if lines
    )


def _wrapped(line: str, bold: bool, frame: Frame, share: float = 1.0) -> tuple[str, ...] | None:
    """A label in two lines, or more where it is wider than a share of the page; None for a word."""
    pair, room = in_two(line, bold=bold), _room(frame) * share
    if pair is None or _box_width(pair, bold, frame) <= room:
        return pair
    room -= _box_width(("",), bold, frame) + POINTS["px"]
    return tuple(filled(line, room, partial(frame.theme.width_of, bold=bold)))


def _room(frame: Frame) -> float:
    """Greatest width of a label."""
    spacing = _spacing(frame)
    return float(spacing["right"] - spacing["left"])


def _fitted(labels: Sequence[Label], frame: Frame, share: float = 1.0) -> _Fitted:
    xs = [frame.x(label.anchor) for label in labels]
    texts = _texts(labels, xs, frame, share)
    both = zip(texts, labels, strict=True)
    widths = [_box_width(lines, label.bold, frame) for lines, label in both]
    return texts, widths, _placed(labels, xs, widths, frame)


def _heights(
    texts: Sequence[tuple[str, ...]], found: Placement, frame: Frame
) -> tuple[list[float], float]:
    """Height of the inner edge of each row, counted outwards, and of all rows."""
    lines = [0] * found.n_rows
    for text, row in zip(texts, found.rows, strict=True):
        if row >= 0:
            lines[row] = max(lines[row], len(text))
    inner, above, gap = [], 0.0, whole_px(frame.theme.size * ROW_GAP)
    for count in lines:
        inner.append(above)
        above += _box_height(count, frame) + gap
    return inner, max(above - gap, 0.0)


def _texts(
    labels: Sequence[Label], xs: Sequence[float], frame: Frame, share: float
) -> list[tuple[str, ...]]:
    """The lines of each label: one, or two where the track becomes lower or more labels fit."""
    bold = [label.bold for label in labels]
    one = [(shortened(label.lines[0], frame.page.max_chars),) for label in labels]
    two = [_wrapped(line, heavy, frame, share) for (line,), heavy in zip(one, bold, strict=True)]
    wide = [_box_width(lines, heavy, frame) for lines, heavy in zip(one, bold, strict=True)]
    if share < 1 or (frame.page.dense and frame.page.max_rows):  # lines are too many already
        choices = [width > _room(frame) * share for width in wide]
    else:
        wrapped = [
            _box_width(lines, heavy, frame) if lines else None
            for lines, heavy in zip(two, bold, strict=True)
        ]
        overhead = (PADDING + ROW_GAP) / LINE
        limits = _limits(labels, frame)
        choices = [*wrap_choice(xs, wide, wrapped, overhead=overhead, **limits)]
    return [
        pair if choice and pair else line
        for line, pair, choice in zip(one, two, choices, strict=True)
    ]


def _box_width(lines: Sequence[str], bold: bool, frame: Frame) -> float:
    text = max(frame.theme.width_of(line, bold=bold) for line in lines)
    return whole_px(text + frame.theme.size * 0.9)


def _box_height(lines: int, frame: Frame) -> float:
    return whole_px(frame.theme.size * (PADDING + LINE * lines))


def _spacing(frame: Frame) -> dict[str, float]:
    """Walls and least distances, in points."""
    size, (left, right) = frame.theme.size, frame.edges
    # the margin may say how many labels are left out
    noted = frame.page.max_rows is not None and not frame.walls
    return {
        "left": frame.left - size * 0.5 if noted else left,
        "right": right,
        "gap": size * 0.3,
        "apart": LEADER_GAP,
        "inset": size * 0.4,
    }


def _limits(labels: Sequence[Label], frame: Frame) -> dict[str, Any]:
    """What `place` and `wrap_choice` keep to: walls, distances, number of rows, importance."""
    rows = {"max_rows": frame.page.max_rows, "importance": _importance(labels)}
    return {**_spacing(frame), **rows}


def _placed(
    labels: Sequence[Label], xs: Sequence[float], widths: Sequence[float], frame: Frame
) -> Placement:
    room = frame.edges[1] - frame.edges[0]
    page = in_mm(room + 1)
    for label, wide in zip(labels, widths, strict=True):
        if wide > room:
            raise LayoutError(
                f"Label {label.fact.label!r} needs {in_mm(wide)}, the page has {page}: "
                "shorten it, cut it with max_chars, or make the page wider."
            )
    try:
        return place(xs, widths, **_limits(labels, frame))
    except ValueError as error:
        raise LayoutError(
            f"The labels of the track {labels[0].fact.kind!r} do not fit beside each other on "
            f"{page} ({error}): make the page wider, shorten the labels or cut them "
            "with max_chars, or ask for few with max_rows."
        ) from error


def _importance(labels: Sequence[Label]) -> list[float]:
    """Guides, which are bold, and the last government first, then laws, plans."""
    ranks = {"law": 1, "plan": 2}
    facts = [label.fact for label in labels]
    last = [fact for fact in facts if fact.kind == "government"][-1:]
    first = [
        (label.bold and label.fact.kind != "government") or label.fact in last for label in labels
    ]
    return [
        0.0 if is_first else -float(ranks.get(fact.category, 3))
        for fact, is_first in zip(facts, first, strict=True)
    ]
