"""What is asked of a table: the arguments of a chart that decide which facts it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..table.dates import Date
from ..table.scales import TIP_TIERS, Scale
from .presets import DEFAULT, PRESETS, Preset


@dataclass(frozen=True)
class Query:
    """The arguments of a chart that decide which facts it shows, with their defaults.

    Parameters
    ----------
    countries : sequence of str
        Codes or names, top to bottom; in an overview and in shares none for all that are rated.
    years, tracks, only, guides, preset, scale
        As in `tinytl.timeline`.
    align, window, sort, group, balanced, highlight
        As in `tinytl.compare`, `tinytl.overview` and `tinytl.shares`.
    kind : str
        ``timeline``, ``compare``, ``overview`` or ``shares``.
    """

    countries: Sequence[str]
    years: tuple[int | str, int | str] | None = None
    tracks: Sequence[str] | None = None
    only: Mapping[str, Sequence[str]] | None = None
    guides: Sequence[str] | None = None
    highlight: Sequence[str] | None = None
    preset: str | None = None
    scale: Scale = TIP_TIERS
    align: str | Mapping[str, str | Date] | None = None
    window: tuple[int, int] = (-5, 5)
    sort: str | Sequence[str] = "name"
    group: str | Mapping[str, str] | None = None
    balanced: bool = False
    kind: str = "timeline"

    @property
    def chosen(self) -> Preset:
        """The preset, whose choices apply where no argument is given."""
        return DEFAULT if self.preset is None else PRESETS[self.preset]
