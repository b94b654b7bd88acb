"""The theme of what stands back behind what is highlighted.

Fills are mixed with the paper. Texts and lines have one grey, which is as near to the paper as
texts may be (4.5 to 1); marks keep 3 to 1.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from ..story.subjects import Subject
from ..table.colours import contrast
from ..table.scales import Scale
from .frame import Frame
from .theme import Theme, mixed

FADED = 0.45
"""Share of its colour that a fill keeps; the rest is paper."""
TEXT, MARK = 4.5, 3.0
"""Contrasts that texts and marks keep to what they stand on."""


@lru_cache(maxsize=16)
def faded(theme: Theme) -> Theme:
    """The theme of what stands back."""
    quiet = _quiet(theme.muted, theme.paper, TEXT)
    own: dict[str, Any] = dict.fromkeys(("ink", "muted", "accent"), quiet)
    own |= {part: _quiet(getattr(theme, part), theme.paper, MARK) for part in ("leader", "extent")}
    for part in ("guide_label", "other_label"):
        *_, border = getattr(theme, part)
        own[part] = theme.paper, quiet, quiet if border else ""
    bars = [mixed(theme.paper, fill, FADED / 2) for fill, _ in theme.bars]
    own["bars"] = tuple((fill, _quiet(theme.ink, fill, TEXT)) for fill in bars)
    tint = mixed(theme.paper, theme.accent_tint, FADED)
    return _pale(replace(theme, **own, accent_tint=tint, is_faded=True))


def in_colours_of(theme: Theme, scale: Scale) -> Theme:
    """The theme with the colours of another scale, pale if it is that of what stands back."""
    own = theme.of(scale)
    return _pale(own) if theme.is_faded else own


def frame_of(subject: Subject, frame: Frame) -> Frame:
    """The frame for a country, which may stand back."""
    if subject.emphasis != "faded":
        return frame
    return replace(frame, page=replace(frame.page, theme=faded(frame.theme)))


def _pale(theme: Theme) -> Theme:
    """The theme with its levels mixed with the paper."""

    def mix(colour: str) -> str:
        return mixed(theme.paper, colour, FADED) if colour else ""

    return replace(
        theme,
        levels=tuple(map(mix, theme.levels)),
        tints=tuple(map(mix, theme.tints)),
        edges=tuple((mix(lower), mix(upper)) for lower, upper in theme.edges),
    )


def _quiet(ink: str, ground: str, least: float) -> str:
    """The shade between an ink and its ground that is nearest to the ground and readable."""
    shades = (mixed(ground, ink, part / 50) for part in range(50))
    return next((shade for shade in shades if contrast(shade, ground) >= least), ink)
