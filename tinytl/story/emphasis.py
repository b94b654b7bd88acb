"""Which countries of a chart, or which groups of shares, stand out while all others stand back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..errors import RecordError
from .story import Story
from .subjects import Selection


def emphasized(selection: Selection, kind: str, names: Sequence[str], story: Story) -> Selection:
    """Let some of a selection stand out, and all others stand back.

    Parameters
    ----------
    selection : Selection
        Of a comparison, an overview or shares.
    kind : str
        Which of these it is.
    names : sequence of str
        Countries and regions; of shares, the names of panels. None for a chart in which all are
        alike.
    story : Story

    Raises
    ------
    RecordError
        For a name that the chart does not have.
    """
    if not names:
        return selection
    if selection.tallies and kind == "shares":
        panels = [name for name in selection.tallies.groups if name]
        if wrong := [name for name in names if name not in panels]:
            have = f"are {', '.join(map(repr, panels))}" if panels else "are none without group="
            raise RecordError(
                f"highlight is {', '.join(map(repr, wrong))}; expected names of panels. There "
                f"{have}."
            )
        return replace(selection, highlighted=tuple(names))
    drawn = {subject.code for subject in selection.subjects}
    if wrong := [name for name in names if drawn.isdisjoint(story.codes_of([name]))]:
        raise RecordError(
            f"highlight names {', '.join(map(repr, wrong))}, which the chart does not draw; "
            "expected countries or regions of the chart."
        )
    strong = set(story.codes_of(names))
    subjects = [
        replace(subject, emphasis="highlighted" if subject.code in strong else "faded")
        for subject in selection.subjects
    ]
    named = tuple(subject.name for subject in subjects if subject.emphasis == "highlighted")
    return replace(selection, subjects=tuple(subjects), highlighted=named)
