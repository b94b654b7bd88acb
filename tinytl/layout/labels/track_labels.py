"""The labels of a track: their lines, their boxes, and rows of them above or below the marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from ...errors import LayoutError
from ...story.facts import Fact
from ..frame import LINE, PADDING, ROW_GAP, Frame, in_mm, whole_px
from ..scene import Label
from .place import Placement, place
from .wrap import in_two, shortened, wrap_choice

APART = 2.5
"""Points between two leaders: less, and they look like one."""
MOST = 12
"""Rows of labels a track has if nobody asks for a number: more, and nobody reads them."""


class Dense(LayoutError):
    """A track needs more rows than `MOST`, so that the page must have room to say what is left."""


@dataclass(frozen=True)
class Wanted:
    """A label before it has a place: for these days of a fact, in these colours."""

    fact: Fact
    first: float
    last: float
    bold: bool
    fill: str
    ink: str
    border: str
    text: str
    dash: str = ""

    @property
    def anchor(self) -> float:
        """The day that its leader leads to."""
        return (self.first + self.last) / 2


def label_rows(
    wanted: Sequence[Wanted], frame: Frame, *, stem: float, upwards: bool, start: float = 0.0
) -> tuple[list[Label], float, int]:
    """Place labels in rows, on leaders.

    Parameters
    ----------
    wanted : sequence of Wanted
        In the order of their dates.
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
        Labels that have no place because the caller wants few rows.
    """
    if not wanted:
        return [], 0.0, 0
    count = len(wanted)
    wanted, (texts, widths, found) = _arranged(wanted, frame)
    inner, total = _heights(texts, found, frame)
    boxes = [_box_height(len(lines), frame) for lines in texts]
    labels = []
    for n, (want, row) in enumerate(zip(wanted, found.rows, strict=True)):
        if row < 0:
            continue
        if upwards:
            top = total - inner[row] - boxes[n]
            leader = total + stem, total, total - inner[row]
        else:
            top = start + stem + inner[row]
            leader = start, start + stem, top
        labels.append(
            Label(want.fact, texts[n], want.anchor, found.offsets[n], top, widths[n], boxes[n],
                  want.bold, want.fill, want.ink, want.border, want.dash, found.shifts[n],
                  leader)
        )  # fmt: skip
    return labels, total, count - len(labels)


_Fitted: TypeAlias = tuple[list[tuple[str, ...]], list[float], Placement]


def _arranged(wanted: Sequence[Wanted], frame: Frame) -> tuple[Sequence[Wanted], _Fitted]:
    """Labels with their places; the most important ones in `MOST` rows where all need more."""
    plain = [replace(want, text=want.fact.label) for want in wanted]
    # on a narrow page doubt is told by the outline alone
    trials = [plain] if plain == list(wanted) else [wanted, plain]
    asked = frame.page.max_rows is not None
    if asked or not _crowded(wanted, frame):
        fits: list[tuple[Sequence[Wanted], _Fitted]] = []
        for trial in trials:
            try:
                found = _fitted(trial, frame)
            except LayoutError as error:
                final = asked or not isinstance(error.__cause__, ValueError)
                if trial is plain and not fits and final:
                    raise
                continue
            if not asked and found[2].n_rows > MOST:
                break
            fits.append((trial, found))
            if -1 not in found[2].rows:
                break
        if fits:
            return max(fits, key=lambda fit: _stay(fit[0], fit[1][2]))
    if not frame.page.dense:
        raise Dense
    frame = replace(frame, page=replace(frame.page, max_rows=MOST))
    plain = [want for want in plain if _least_width(want, frame) <= _room(frame)]
    return plain, _fitted(plain, frame)


def _stay(wanted: Sequence[Wanted], found: Placement) -> list[float]:
    """How important the labels are that stay, the most important first: more is better."""
    ranks = zip(_importance(wanted), found.rows, strict=True)
    return sorted((rank for rank, row in ranks if row >= 0), reverse=True)


def _crowded(wanted: Sequence[Wanted], frame: Frame) -> bool:
    """Whether labels need more than `MOST` rows even if each is as narrow as it can be."""
    narrow = sum(_least_width(want, frame) for want in wanted)
    return len(wanted) > MOST and narrow > MOST * frame.page.width


def _least_width(want: Wanted, frame: Frame) -> float:
    line = shortened(want.text, frame.page.max_chars)
    return min(
        _box_width(lines, want.bold, frame)
        for lines in ((line,), in_two(line, bold=want.bold))
        if lines
    )


def _room(frame: Frame) -> float:
    """How wide a label may be."""
    walls = _spacing(frame)
    return float(walls["right"] - walls["left"])


def _fitted(wanted: Sequence[Wanted], frame: Frame) -> _Fitted:
    """The lines of each label, the widths of their boxes, and their places."""
    xs = [frame.x(want.anchor) for want in wanted]
    texts = _texts(wanted, xs, frame)
    widths = [_box_width(t, want.bold, frame) for t, want in zip(texts, wanted, strict=True)]
    return texts, widths, _placed(wanted, xs, widths, frame)


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


def _texts(wanted: Sequence[Wanted], xs: Sequence[float], frame: Frame) -> list[tuple[str, ...]]:
    """The lines of each label: one, or two where that makes the track lower or lets labels fit."""
    one = [(shortened(want.text, frame.page.max_chars),) for want in wanted]
    two = [in_two(line, bold=want.bold) for (line,), want in zip(one, wanted, strict=True)]
    wide = [_box_width(lines, want.bold, frame) for lines, want in zip(one, wanted, strict=True)]
    wrapped = [
        _box_width(lines, want.bold, frame) if lines else None
        for lines, want in zip(two, wanted, strict=True)
    ]
    if frame.page.dense and frame.page.max_rows:  # then lines are what there is too much of
        return [
            pair if pair and width > _room(frame) else line
            for line, pair, width in zip(one, two, wide, strict=True)
        ]
    overhead = (PADDING + ROW_GAP) / LINE
    wrap = wrap_choice(
        xs, wide, wrapped, overhead=overhead, **_few(wanted, frame), **_spacing(frame)
    )
    return [
        pair if choice and pair else line for line, pair, choice in zip(one, two, wrap, strict=True)
    ]


def _box_width(lines: Sequence[str], bold: bool, frame: Frame) -> float:
    text = max(frame.theme.width_of(line, bold=bold) for line in lines)
    return whole_px(text + frame.theme.size * 0.9)


def _box_height(lines: int, frame: Frame) -> float:
    return whole_px(frame.theme.size * (PADDING + LINE * lines))


def _spacing(frame: Frame) -> dict[str, Any]:
    """Walls and least distances, in points."""
    size, (left, right) = frame.theme.size, frame.edges
    # then the margin may say how many are left out
    noted = frame.page.max_rows is not None and not frame.walls
    return {
        "left": frame.left - size * 0.5 if noted else left,
        "right": right,
        "gap": size * 0.3,
        "apart": APART,
        "inset": size * 0.4,
    }


def _placed(
    wanted: Sequence[Wanted], xs: Sequence[float], widths: Sequence[float], frame: Frame
) -> Placement:
    room = frame.edges[1] - frame.edges[0]
    page = in_mm(room + 1)
    for want, wide in zip(wanted, widths, strict=True):
        if wide > room:
            raise LayoutError(
                f"Label {want.fact.label!r} needs {in_mm(wide)}, the page has {page}: "
                "shorten it, cut it with max_chars, or make the page wider."
            )
    limit = MOST if frame.page.max_rows is None else None
    try:
        return place(xs, widths, limit=limit, **_few(wanted, frame), **_spacing(frame))
    except ValueError as error:
        raise LayoutError(
            f"The labels of the track {wanted[0].fact.kind!r} do not fit beside each other on "
            f"{page} ({error}): make the page wider, shorten the labels or cut them "
            "with max_chars, or ask for few with max_rows."
        ) from error


def _few(wanted: Sequence[Wanted], frame: Frame) -> dict[str, Any]:
    """How many rows there may be, and who stays then."""
    return {"max_rows": frame.page.max_rows, "importance": _importance(wanted)}


def _importance(wanted: Sequence[Wanted]) -> list[float]:
    return [-float(_rank(want.fact)) for want in wanted]


def _rank(fact: Fact) -> int:
    """Laws that make trafficking a crime first, then laws, plans, all else."""
    if fact.criminalizes:
        return 0
    return {"law": 1, "plan": 2}.get(fact.category, 3)
