"""The texts beside a panel of shares: the levels at its right end, and its rows of numbers."""

from __future__ import annotations

from collections.abc import Iterator

from ..table.scales import Scale
from .frame import LINE
from .labels.geometry import nearest_positions
from .scene import Text
from .share_steps import Steps
from .theme import Theme


def names_width(theme: Theme, scale: Scale, *, named: bool = True) -> float:
    """Width of what stands at the right end of the steps, in points."""
    names = [f"100 % {label}" if named else "100 %" for label in scale.labels]
    return max(map(theme.width_of, names)) + theme.size


def end_names(steps: Steps, theme: Theme, scale: Scale, *, named: bool = True) -> Iterator[Text]:
    """The share of each level in the last report, at the right end of the steps."""
    if not steps.drawn:
        return
    last, size = steps.drawn[-1], theme.size
    x, base = steps.axis.right + size * 0.5, 1.0
    wishes, texts = [], []
    for level, label in zip(last.levels, scale.labels, strict=True):
        middle, base = base - level.share / 2, base - level.share
        if level.share or named:
            wishes.append(steps.top + (1 - middle) * steps.height)
            texts.append(f"{level.share * 100:.0f} %{f' {label}' if named else ''}")
    ends = steps.top + size * 0.4, steps.top + steps.height - size * 0.4
    room = [size * LINE] * len(texts)
    found = nearest_positions(wishes, room, [ends] * len(texts)) or wishes
    for text, y in zip(texts, found, strict=True):
        yield Text(text, x, y, size, theme.ink, column=steps.column, from_right=True)
    if named:
        y = steps.top - size * (steps.strip - 0.7)
        when = f"{'at' if steps.found.aligned else 'in'} {steps.called(last)}"
        yield Text(when, x, y, size, theme.muted, column=steps.column, from_right=True)


def row_names(steps: Steps, theme: Theme) -> Iterator[Text]:
    """What the numbers above the steps are, at their left."""
    size, x = theme.size, steps.axis.left - theme.size * 0.5
    top = steps.top - size * steps.strip
    for n, text in enumerate(("n most", "least") if steps.found.has_ranges else ("n",)):
        y = top + size * (0.1 + LINE * (n + 0.5))
        yield Text(text, x, y, size, theme.muted, "right", column=steps.column)
