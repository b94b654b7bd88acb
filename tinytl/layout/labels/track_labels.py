"""The labels and numbers of a track: their text, their boxes, their rows above or below marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from ...errors import LayoutError
from ..frame import LINE, PADDING, POINTS, ROW_GAP, Frame, clipped, in_mm, whole_px
from ..scene import Label
from .place import Placement, place
from .wrap import filled, in_two, shortened

LEADER_GAP = 2.5
"""Points between two leaders: less, and they look like one."""
WIDTH_SHARES = (1.0, 0.6, 0.4, 0.25)
"""Shares of the page that a label may take; the next is tried where labels do not fit."""
SIDES, NUMBER_SIDES = 0.9, 0.2
"""Em of a box beside its text, and of the box of a number."""
BLANKS = "  "
"""Between a date and its text."""


@dataclass(frozen=True)
class _Arranged:
    """The lines, width and height of each box, the places of all, and the inner edges of rows."""

    boxes: list[tuple[Sequence[str], float, float]]
    found: Placement
    inner: list[float]
    height: float


def label_rows(
    labels: Sequence[Label], frame: Frame, *, stem: float, upwards: bool, start: float = 0.0
) -> tuple[list[Label], float]:
    """Place labels in rows, on leaders.

    Parameters
    ----------
    labels : sequence of Label
        In the order of their dates, each with its whole text as one line, without a place. A fact
        in `Frame.numbers` gets its number, and facts of the same days share one label.
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

    Raises
    ------
    LayoutError
        If a label is wider than the page, or labels do not fit beside each other.
    """
    labels = [*_with_numbers(labels, frame)]
    if not labels:
        return [], 0.0
    best = _arranged(labels, frame)
    placed, found = [], best.found
    each = zip(labels, best.boxes, found.rows, found.offsets, found.shifts, strict=True)
    for label, (lines, wide, high), row, offset, shift in each:
        if upwards:
            mark, knee, box = best.height + stem, best.height, best.height - best.inner[row]
        else:
            mark, knee, box = start, start + stem, start + stem + best.inner[row]
        top, leader = box - high * upwards, (mark, knee, box)
        own = replace(label, lines=tuple(lines), width=wide, height=high)
        placed.append(replace(own, offset=offset, top=top, shift=shift, leader=leader))
    return placed, best.height


def _with_numbers(labels: Sequence[Label], frame: Frame) -> Iterator[Label]:
    """Labels; facts with a number have that, those with an empty one nothing.

    The label of a number stands for all facts of the same days.
    """

    def order(label: Label) -> tuple[float, float, float, bool]:
        fact, middle = label.fact, sum(clipped(label.fact, frame.window))
        return label.anchor, middle, fact.first, fact not in frame.numbers

    def days(label: Label) -> tuple[str | None, float, float]:
        number = frame.numbers.get(label.fact)
        return number and "number", label.fact.first, label.fact.last

    for (kind, *_), group in groupby(sorted(labels, key=order), days):
        if kind is None:
            yield from group
        elif kind:
            yield _number([*group], frame)


def _number(labels: Sequence[Label], frame: Frame) -> Label:
    """The label of facts of the same days: their number, or the first and the last."""
    first, last = (frame.numbers[label.fact] for label in (labels[0], labels[-1]))
    return replace(
        labels[0],
        lines=(first if first == last else f"{first}–{last}",),
        bold=any(label.bold for label in labels),
        fill=frame.theme.paper,  # over guides that pass
        ink=frame.theme.ink,
        border="",
        date="",
        numbered=tuple(label.fact for label in labels),
    )


def _arranged(labels: Sequence[Label], frame: Frame) -> _Arranged:
    """The lowest arrangement, of those in few rows if the page wants few."""
    most = frame.page.most_rows if frame.page.labels == "auto" else len(labels)
    left, right = frame.edges
    fits: list[_Arranged] = []
    failed: LayoutError | None = None
    for share in WIDTH_SHARES:
        room = (right - left) * share
        ways = (tuple(_lines(label, n, room, frame) for label in labels) for n in (1, 2, 3))
        for texts in dict.fromkeys(ways):
            try:
                fits.append(_arrangement(labels, texts, frame))
            except LayoutError as error:
                failed = failed or error
        if fits:
            return min(fits, key=lambda fit: (max(fit.found.n_rows, most), fit.height))
    raise failed or AssertionError


def _arrangement(
    labels: Sequence[Label], texts: Sequence[Sequence[str]], frame: Frame
) -> _Arranged:
    """Labels in these lines, in rows."""
    size, boxes = frame.theme.size, []
    for label, lines in zip(labels, texts, strict=True):
        padding = 0.0 if label.numbered else PADDING
        high = whole_px(size * (padding + LINE * len(lines)))
        boxes.append((lines, _box_width(label, lines, frame), high))
    found = _placed(labels, [wide for _, wide, _ in boxes], frame)
    inner, above, gap = list[float](), 0.0, 0.0
    for row in range(found.n_rows):
        inner.append(above)
        own = [n for n, at in enumerate(found.rows) if at == row]
        gap = 0.0 if labels[own[0]].numbered else whole_px(size * ROW_GAP)
        above += max(boxes[n][2] for n in own) + gap
    return _Arranged(boxes, found, inner, max(above - gap, 0.0))


def _lines(label: Label, lines: int, room: float, frame: Frame) -> tuple[str, ...]:
    """The text of a label in at most so many lines, more where it is wider than there is room.

    Its date has a separate line if there are several.
    """
    if label.numbered:
        return label.lines
    text, date = shortened(label.lines[0], frame.page.max_chars), [label.date] * bool(label.date)
    whole = [*date, text]
    if lines == 1:
        whole = [BLANKS.join(whole)]
    elif lines > len(date) + 1:
        whole = [*date, *(in_two(text, bold=label.bold) or [text])]
    if _box_width(label, whole, frame) > room:
        inside = room - frame.theme.size * SIDES - POINTS["px"]
        whole = [*date, *filled(text, inside, partial(frame.theme.width_of, bold=label.bold))]
    return tuple(whole)


def _box_width(label: Label, lines: Sequence[str], frame: Frame) -> float:
    text = max(frame.theme.width_of(line, bold=label.bold) for line in lines)
    return whole_px(text + frame.theme.size * (NUMBER_SIDES if label.numbered else SIDES))


def _placed(labels: Sequence[Label], widths: Sequence[float], frame: Frame) -> Placement:
    size, (left, right) = frame.theme.size, frame.edges
    own, page = right - left, "panel" if frame.walls else "page"
    have = own if frame.walls else frame.page.width
    for label, wide in zip(labels, widths, strict=True):
        if wide > own:
            raise LayoutError(
                f"Label {label.fact.label!r} needs {in_mm(wide + have - own)}, the {page} has "
                f"{in_mm(have)}: shorten it, cut it with max_chars, or make the page wider."
            )
    try:
        anchors = [frame.x(label.anchor) for label in labels]
        numbers = [n for n, label in enumerate(labels) if label.numbered]
        room = {"left": left, "right": right, "gap": size * 0.3, "inset": size * 0.4}
        return place(anchors, widths, **room, apart=LEADER_GAP, numbers=numbers)
    except ValueError as error:
        raise LayoutError(
            f"The labels of the track {labels[0].fact.kind!r} do not fit beside each other on "
            f"{in_mm(have)}: make the page wider, shorten the labels or cut them "
            "with max_chars, or ask for numbers with labels='numbers'."
        ) from error
