"""What a file carries of its chart: the rows drawn, their sources and the view; and the way back.

Rows are CSV with the nine columns, sources are BibTeX, all else is one JSON text: anybody can read
them without this package. Of what the whole table tells, a chart needs the spans of its indices and
the day on which the table ends.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from math import inf, isfinite
from typing import TYPE_CHECKING, Any

import pandas as pd

from .errors import ExportError
from .story.facts import Story, facts_of
from .table.cells import cells_of
from .table.records import COLUMNS, validate
from .table.scales import Scale
from .table.sources import Origin, bibtex
from .view import View
from .words.words import rows_of

if TYPE_CHECKING:
    from .chart import Chart

ROWS, VIEW, SOURCES = "timeline.csv", "timeline.json", "timeline.bib"
"""The texts, by the names that they have as files."""


def parts_of(chart: Chart, picture: str) -> dict[str, str]:
    """The texts from which a chart is drawn again; `picture` is the checksum of all else."""
    facts = [fact for track in chart.tracks for fact in track.facts]
    ends = {fact.last for fact in facts if fact.ongoing and isfinite(fact.last)}
    rows = io.StringIO()
    csv.writer(rows, lineterminator="\n").writerows([COLUMNS, *rows_of(chart.subjects)])
    entries = bibtex([fact.source for fact in facts], chart.origin)
    window, years = chart.scene.across.window.years, chart.view.years
    asked = {field.name: getattr(chart.view, field.name) for field in fields(View)}
    told = {
        "made_by": chart.made_by,
        "view": {name: value for name, value in asked.items() if value is not None},
        "years": (chart.view.chosen.years or window) if years is None else years,
        "tracks": list(dict.fromkeys(track.kind for track in chart.tracks)),
        "spans": {track.category: track.span for track in chart.tracks if track.span},
        "end": max(ends, default=None),
        "table": {"name": chart.origin.table, "sha256": chart.origin.sha256},
        "picture": {"sha256": picture},
    }
    told = json.loads(json.dumps(told, default=_plain))
    told["sha256"] = _checksum(told, rows.getvalue(), entries)
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return {ROWS: rows.getvalue(), VIEW: text, SOURCES: entries}


@dataclass(frozen=True)
class Carried:
    """What was read.

    Attributes
    ----------
    story : Story
        The rows, with what the whole table had told.
    view : View
        What was asked for.
    drawn : View
        What draws the same from the rows alone, which are those of its years and tracks.
    picture : str
        Checksum of all else in the file when it was written.
    intact : bool
        Whether the texts are as they were written.
    """

    story: Story
    view: View
    drawn: View
    picture: str
    intact: bool


def read(parts: Mapping[str, str], name: str) -> Carried:
    """Read the texts of a file.

    Raises
    ------
    ExportError
        If they are no such texts.
    """
    made_by = "another program"
    try:
        told, rows, entries = json.loads(parts[VIEW]), parts[ROWS], parts[SOURCES]
        made_by = str(told["made_by"])
        checksum = told.pop("sha256")
        view = View(**{key: _value(key, value) for key, value in told["view"].items()})
        drawn = replace(view, years=tuple(told["years"]), tracks=tuple(told["tracks"]), only=None)
        origin = Origin(str(told["table"]["name"]), str(told["table"]["sha256"]), bibtex=entries)
        spans = {str(index): (float(a), float(b)) for index, (a, b) in told["spans"].items()}
        horizon = inf if told["end"] is None else float(told["end"])
        _, columns, _ = cells_of(rows.encode(), name)
        facts = facts_of(validate(pd.DataFrame(columns, dtype=str), view.scale))
        story = Story(facts, spans, horizon, view.scale, origin)
        intact = checksum == _checksum(told, rows, entries)
        return Carried(story, view, drawn, str(told["picture"]["sha256"]), intact)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ExportError(
            f"{name}: what it carries is no chart ({type(error).__name__}: {error}). It was "
            f"changed, or {made_by} has written it, which may be later than this version."
        ) from error


def frame_of(chart: Chart) -> pd.DataFrame:
    """The rows that a chart draws, as `read_csv` gives rows, with their origin in `attrs`."""
    frame = pd.DataFrame(rows_of(chart.subjects), columns=list(COLUMNS), dtype=str)
    frame.attrs = {key: value for key, value in asdict(chart.origin).items() if value}
    return validate(frame, chart.scale)


def _checksum(told: Mapping[str, Any], *texts: str) -> str:
    return sha256("\0".join((json.dumps(told, sort_keys=True), *texts)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """What JSON has no word for: scales, mappings, what numpy makes of numbers and lists."""
    if isinstance(value, Scale):
        return {**asdict(value), "unranked": dict(value.unranked)}
    if isinstance(value, Mapping):
        return dict(value)
    return value.item() if hasattr(value, "item") and not value.shape else list(value)


def _value(name: str, value: Any) -> Any:
    if name == "scale":
        return Scale(**value)
    return tuple(value) if isinstance(value, list) else value
