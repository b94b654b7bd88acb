"""What a page shows without a name, which the caption gives instead."""

from __future__ import annotations

from collections.abc import Sequence

from ..story.facts import Fact
from ..story.subjects import Subject
from ..table.rules import LABELED
from .scene import Scene

LAST_PLACE = 10**9
"""More than any number: what has none comes last."""


def unnamed(scene: Scene, subjects: Sequence[Subject]) -> list[tuple[str, list[tuple[str, Fact]]]]:
    """Laws, events and governments that the page does not name, by track, with their numbers.

    Parameters
    ----------
    scene : Scene
    subjects : sequence of Subject
        The countries that are drawn.
    """
    found = []
    for subject in subjects:
        areas = [area for area in scene.areas if area.id.startswith(f"{subject.code} ")]
        areas = areas or [*scene.areas]
        ids = {area.id for area in areas}
        numbers = {fact: number for area in areas for number, fact in area.listed}
        named = {text.fact for text in scene.texts if text.area in ids}
        named |= {label.fact for a in areas for label in a.labels if not label.numbered}
        named |= {subject.event.fact if subject.event else None}  # the axis names it
        for track in subject.tracks:
            heading = track.heading(scene.page.scale)
            where = f"{subject.name}, {heading}" if len(subjects) > 1 else heading
            own = [(numbers.get(fact, ""), fact) for fact in track.facts if fact not in named]
            if track.kind in LABELED and own:
                found.append((where, sorted(own, key=lambda one: int(one[0] or LAST_PLACE))))
    return found
