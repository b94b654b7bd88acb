"""What a file carries of its chart: the rows drawn, their sources and the view; and the way back.

Rows are CSV with the nine columns, sources are BibTeX, all else is one JSON text: anybody can read
them without this package. A cell that a spreadsheet would run begins with a ' there. Of what the
whole table tells, a chart needs the spans of its indices and the day on which the table ends.

The checksums have no key: they tell of accidents, and of programs that have written the file anew,
not of somebody who forges it. So all that is read is held to what a chart may have.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import warnings
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from hashlib import sha256
from math import isfinite
from typing import TYPE_CHECKING, Any

import pandas as pd

from .draw import embed
from .errors import ExportError, ExportWarning
from .story.facts import facts_of
from .story.reports import rated_in
from .story.story import Story
from .table.dates import Date
from .table.records import COLUMNS, validate
from .table.scales import Axis, Scale
from .table.sources import Origin, bibtex
from .view import View
from .words.captions import row_of, rows_of

if TYPE_CHECKING:
    from .chart import Chart

ROWS, VIEW, SOURCES = "timeline.csv", "timeline.json", "timeline.bib"
"""The texts, by the names that they have as files."""


def bundle_of(chart: Chart, made_by: str, picture: str) -> dict[str, Any]:
    """The texts from which a chart is drawn again; `picture` is the checksum of all else."""
    rows = rows_of(chart.subjects) if chart.view.kind == "timeline" else _needed(chart)
    columns = list(zip(COLUMNS, *rows, strict=True))
    facts = [fact for track in chart.tracks for fact in track.facts]
    entries = bibtex([row[-1] for row in rows], chart.origin)
    view, window = chart.view, chart.scene.time_axis.window.years
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
    told["checksum"] = _checksum(told, embed.table(columns), entries)
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return {ROWS: columns, VIEW: text, SOURCES: entries}


def read(parts: embed.Parts, picture: str, name: str) -> tuple[Story, View, View]:
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
        _expect(isinstance(told, dict) and len(entries) <= MOST_BIBTEX, "its texts")
        table = embed.text_of(parts[ROWS])
        made_by, checksum, read_from = str(told["made_by"]), told.pop("checksum"), told["origin"]
        asked, drawn = _views(told)
        origin = replace(_origin(read_from), bibtex=entries)
        names, *rows = csv.reader(io.StringIO(table, newline=""))
        _expect(len(rows) <= MOST_ROWS, f"{len(rows):,} rows")
        cells = [[_text(embed.as_it_was(cell)) for cell in row] for row in rows]
        frame = validate(pd.DataFrame(cells, columns=names, dtype=str), asked.scale)
        end = float("inf") if told["end"] is None else _day(told["end"])
        facts = facts_of(frame, end)
        spans = {_text(index): _span(span) for index, span in told["spans"].items()}
        releases = {_year(year): _day(day) for year, day in told["releases"].items()}
        rated = {_year(year): _counts(counts) for year, counts in told["rated"].items()}
        _ = [releases[year] for year in rated]  # each has its day
        story = Story(facts, spans, releases, asked.scale, origin, frame, rated)
        same = told["picture"] == picture
        untouched = checksum == _checksum(told, table, entries)
    except Exception as error:  # whatever stands in a file that somebody has forged
        raise no_chart(name, error, made_by) from error
    said = "" if same else "written anew: rows and view are as they were, the picture may not be"
    if not untouched:
        said = "changed: its rows, view or sources are not those that it was made with"
    if said:  # where `open` is called
        warnings.warn(f"{name} was {said}.", ExportWarning, stacklevel=3)
    return story, asked, drawn


def no_chart(name: str, error: Exception, made_by: str = "another program") -> ExportError:
    """What is said of a file that carries no chart, whatever is wrong with it."""
    return ExportError(
        f"{name}: what it carries is no chart ({type(error).__name__}: {str(error)[:500]}). It was "
        f"changed, or {made_by[:80]} has written it, which may be later than this version."
    )


# --- what may stand in a file ----------------------------------------------------------------

MOST_BIBTEX = 2_000_000
"""Letters of the entries; 970 sources have 290,000."""
MOST_ROWS, MOST_LETTERS, MOST_PARTS, MOST_FLOAT = 50_000, 5_000, 1_000, sys.float_info.max
"""Rows, letters of a text and numbers or texts of a view: many times those of any real chart."""


def _expect(ok: bool, found: object) -> None:
    if not ok:
        raise ValueError(f"found {found!r:.80}, which no chart has")


def _text(value: Any) -> str:
    _expect(isinstance(value, str) and len(value) <= MOST_LETTERS, value)
    return str(value)


def _number(value: Any, low: float, high: float) -> float:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
    _expect(fits, value)
    return float(value)


def _day(value: Any) -> float:
    return _number(value, 1, date.max.toordinal() + 1)


def _year(value: str) -> int:
    _expect(value.isdecimal() and 1 <= int(value[:5]) <= date.max.year, value)
    return int(value)


def _span(value: Any) -> tuple[float, float]:
    low, high = (_number(end, -MOST_FLOAT, MOST_FLOAT) for end in value)
    _expect(low <= high, value)
    return low, high


def _counts(value: Any) -> tuple[int, int]:
    known, rated = (int(_number(count, 0, MOST_ROWS)) for count in value)
    return known, rated


def _views(told: dict[str, Any]) -> tuple[View, View]:
    """The view that was asked for, and the one that draws the same from the rows alone."""
    given = {name: value for name, value in told["view"].items() if name != "scale"}
    _bounded(given, 10_000)
    _bounded(told["view"]["scale"], MOST_FLOAT)
    first, last = told["years"]
    for year in (first, last):
        _text(year) if isinstance(year, str) else _expect(type(year) is int, year)
    tracks = tuple(map(_text, told["tracks"][:MOST_PARTS]))
    _expect(isinstance(told["tracks"], list), told["tracks"])
    view: dict[str, Any] = {n: tuple(of) if isinstance(of, list) else of for n, of in given.items()}
    asked = View(**view, scale=_scale(told["view"]["scale"]))
    if asked.kind != "timeline":
        return asked, asked
    return asked, replace(asked, years=(first, last), tracks=tracks, only=None)


def _bounded(value: Any, most: float, depth: int = 4) -> None:
    """Refuse what is too long, too deep or a number too large to be asked of any chart."""
    _expect(depth > 0, "lists in lists")
    if isinstance(value, str):
        _text(value)
    elif isinstance(value, list | dict):
        _expect(len(value) <= MOST_PARTS, f"{len(value):,} parts")
        for part in (*value, *(value.values() if isinstance(value, dict) else ())):
            _bounded(part, most, depth - 1)
    elif value is not None:
        _number(float(value), -most, most)


def _origin(told: Any, depth: int = 3) -> Origin:
    """An origin as a file tells it, of which no part is a file of this machine."""
    _expect(isinstance(told, dict) and depth > 0, told)
    name, sha256, release = (_text(told.get(key, "")) for key in ("table", "sha256", "release"))
    parts = told.get("parts", [])
    _expect(isinstance(parts, list) and len(parts) <= MOST_PARTS, parts)
    within = tuple(_origin(part, depth - 1) for part in parts)
    return Origin(name, sha256, None, release, within)


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
