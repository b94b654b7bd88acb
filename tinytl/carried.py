"""What a file carries of its chart: the rows drawn, their sources and the view; and the way back.

Rows are CSV with the nine columns, sources are BibTeX, all else is one JSON text: anybody can read
them without this package. A cell that a spreadsheet would run begins with a ' there. Of what the
whole table tells, a chart needs the spans of its indices and the day on which the table ends.
"""

from __future__ import annotations

import csv
import io
import json
import warnings
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from hashlib import sha256
from math import isfinite
from typing import TYPE_CHECKING, Any

import pandas as pd

from .draw import inside
from .errors import ExportError, ExportWarning
from .story.facts import Story, facts_of
from .story.rows import rated_in
from .table.dates import Date
from .table.records import COLUMNS, validate
from .table.scales import Axis, Scale
from .table.sources import Origin, bibtex, noted_origin
from .view import View
from .words.words import row_of, rows_of

if TYPE_CHECKING:
    from .chart import Chart

ROWS, VIEW, SOURCES = "timeline.csv", "timeline.json", "timeline.bib"
"""The texts, by the names that they have as files."""


def parts_of(chart: Chart, made_by: str, picture: str) -> dict[str, Any]:
    """The texts from which a chart is drawn again; `picture` is the checksum of all else."""
    rows = rows_of(chart.subjects) if chart.view.kind == "timeline" else _needed(chart)
    columns = list(zip(COLUMNS, *rows, strict=True))
    facts = [fact for track in chart.tracks for fact in track.facts]
    entries = bibtex([row[-1] for row in rows], chart.origin)
    view, window = chart.view, chart.scene.across.window.years
    asked = {field.name: getattr(view, field.name) for field in fields(View)}
    for name in ("align", "group"):  # what is said of countries that the file does not have
        if isinstance(asked[name], Mapping):
            own, code = {row[0] for row in rows}, chart.story.code
            asked[name] = {key: str(of) for key, of in asked[name].items() if code(key) in own}
    told = {
        "made_by": made_by, "picture": picture,
        "view": {name: value for name, value in asked.items() if value is not None},
        "years": (view.chosen.years or window) if view.years is None else view.years,
        "tracks": list(dict.fromkeys(track.kind for track in chart.tracks)),
        "releases": chart.story.releases,
        "spans": {track.category: track.span for track in chart.tracks if track.span},
        "end": max((f.last for f in facts if f.ongoing and isfinite(f.last)), default=None),
        "rated": dict(rated_in(chart.story)) if view.kind == "overview" else {},
        "origin": _told(chart.origin),
    }  # fmt: skip
    told = json.loads(json.dumps(told, default=_plain))
    told["checksum"] = _checksum(told, inside.table(columns), entries)
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return {ROWS: columns, VIEW: text, SOURCES: entries}


def read(parts: inside.Parts, picture: str, name: str) -> tuple[Story, View, View]:
    """Read the texts of a file, and warn if they or the picture are not as they were.

    Parameters
    ----------
    parts : mapping of str to str or columns
    picture : str
        The checksum of all else in the file.
    name : str
        Of the file.

    Returns
    -------
    story : Story
        The rows, with what the whole table had told.
    asked : View
        What was asked for.
    drawn : View
        What draws the same from the rows alone, which are those of its years and tracks.

    Raises
    ------
    ExportError
        If they are no such texts.
    """
    made_by = "another program"
    try:
        told, entries = json.loads(parts[VIEW]), parts[SOURCES]
        table = inside.text_of(parts[ROWS])
        made_by, checksum, read_from = str(told["made_by"]), told.pop("checksum"), told["origin"]
        view: dict[str, Any] = {
            k: tuple(v) if isinstance(v, list) else v for k, v in told["view"].items()
        }
        asked = View(**{**view, "scale": _scale(view["scale"])})
        drawn = replace(asked, years=tuple(told["years"]), tracks=tuple(told["tracks"]), only=None)
        drawn = drawn if asked.kind == "timeline" else asked
        spans = {index: (float(low), float(high)) for index, (low, high) in told["spans"].items()}
        origin = replace(noted_origin(_told(noted_origin(read_from))), bibtex=entries)
        names, *rows = csv.reader(io.StringIO(table, newline=""))
        cells = [list(map(inside.as_it_was, row)) for row in rows]
        frame = validate(pd.DataFrame(cells, columns=names, dtype=str), asked.scale)
        facts, end = facts_of(frame), float(told["end"] or "inf")
        releases = {int(year): float(day) for year, day in told["releases"].items()}
        rated = {int(year): (int(a), int(b)) for year, (a, b) in told["rated"].items()}
        _ = [releases[year] for year in rated]  # each has its day
        story = Story(facts, spans, releases, end, asked.scale, origin, frame, rated)
        same = told["picture"] == picture
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
            csv.Error) as error:  # fmt: skip
        raise ExportError(
            f"{name}: what it carries is no chart ({type(error).__name__}: {error}). It was "
            f"changed, or {made_by} has written it, which may be later than this version."
        ) from error
    said = "" if same else "written anew: rows and view are as they were, the picture may not be"
    if checksum != _checksum(told, table, entries):
        said = "changed: its rows, view or sources are not those that it was made with"
    if said:  # where `open` is called
        warnings.warn(f"{name} was {said}.", ExportWarning, stacklevel=3)
    return story, asked, drawn


def frame_of(chart: Chart) -> pd.DataFrame:
    """The rows that a chart draws, as `read_csv` gives rows, with their origin in `attrs`."""
    frame = pd.DataFrame(rows_of(chart.subjects), columns=list(COLUMNS), dtype=str)
    frame.attrs = {key: value for key, value in asdict(chart.origin).items() if value}
    return validate(frame, chart.scale)


def _told(origin: Origin) -> dict[str, Any]:
    """An origin without the files of its sources: what is carried names none that is read."""
    noted = {name: getattr(origin, name) for name in ("table", "sha256", "release")}
    return {**noted, "parts": list(map(_told, origin.parts))}


def _checksum(told: Mapping[str, Any], *texts: str) -> str:
    return sha256("\0".join((json.dumps(told, sort_keys=True), *texts)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """What JSON has no word for: a scale, and the numbers of numpy."""
    if not isinstance(value, Scale):
        return str(value) if isinstance(value, Date) else value.item()
    axes = {name: asdict(axis) for name, axis in value.axes}
    return {**asdict(value), "unranked": dict(value.unranked), "axes": axes}


def _scale(told: Mapping[str, Any]) -> Scale:
    axes = {name: Axis(**axis) for name, axis in told["axes"].items()}
    return Scale(**{key: told[key] for key in told if key != "axes"}).with_axes(axes)


def _needed(chart: Chart) -> list[tuple[str, ...]]:
    """The rows that a view of many countries looks at: its kinds, its marks and its event."""
    view, story = chart.view, chart.story
    codes = [story.code(name) for name in view.countries] or [*story.facts]
    kinds = (
        {"rating"}
        if view.kind == "overview"
        else {"rating", *(track.kind for track in chart.tracks)}
    )
    named = {*view.marks, *([view.align] if isinstance(view.align, str) else [])}
    return [
        row_of(code, fact)
        for code in codes
        for fact in story.facts[code]
        if fact.kind in kinds or fact.category in named
    ]
