"""The data and options of a chart in the file it is saved to, and how they are read again.

The rows drawn are CSV with the nine columns, their sources are BibTeX, and the view is JSON, so
that anybody can read them without this package. In the CSV a cell that a spreadsheet would run
begins with a '. From the whole table a chart needs only the spans of its indices and the day on
which the table ends.

The checksums have no key: they reveal accidents and files that another program has saved again,
but not forgeries. So everything that is read is checked against what a chart may have.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from hashlib import sha256
from math import inf, isfinite
from typing import TYPE_CHECKING, Any

import pandas as pd

from .arguments import check
from .draw import embed
from .errors import ExportError, ExportWarning
from .story.facts import Fact, facts_of
from .story.story import Story
from .table.axis import Axis
from .table.dates import Date
from .table.records import COLUMNS, validate
from .table.scales import Scale
from .table.scorecards import as_scale
from .table.sources import Origin, bibtex
from .view import View
from .words.captions import row_of, rows_of

if TYPE_CHECKING:
    from .chart import Chart

ROWS, VIEW, SOURCES = "timeline.csv", "timeline.json", "timeline.bib"
"""The texts, by the names that they have as files."""
MAX_TEXT, MAX_RECORDS = 2_000_000, 50_000
"""Characters of the view or of the sources, and rows: many times those of any real chart."""
MAX_CHARACTERS, MAX_PARTS, MAX_DEPTH = 5_000, 1_000, 7
"""Characters of a cell or an option, parts of a list, and lists within lists."""
DAY_BOUNDS = 1, date.max.toordinal() + 1


# --- write -----------------------------------------------------------------------------------


def bundle_of(chart: Chart, made_by: str, picture: str) -> dict[str, Any]:
    """The texts from which a chart can be drawn again.

    Parameters
    ----------
    chart : Chart
    made_by : str
        Name and version of the program.
    picture : str
        The checksum of the file without these texts.
    """
    view, story = chart.view, chart.story
    facts = _needed(chart)
    rows = [row_of(*fact) for fact in facts]
    codes = {code for code, _ in facts}
    columns = list(zip(COLUMNS, *rows, strict=True))
    entries = bibtex([row[-1] for row in rows], chart.origin)
    asked = {field.name: getattr(view, field.name) for field in fields(View)}
    for name in ("align", "group"):  # without countries that the file does not have
        if isinstance(asked[name], Mapping):
            asked[name] = {k: v for k, v in asked[name].items() if codes & set(story.codes_of([k]))}
    years = view.years or view.chosen.years or chart.scene.time_axis.window.years
    told = {
        "made_by": made_by,
        "picture": picture,
        "view": {name: value for name, value in asked.items() if value is not None},
        "years": years,
        "tracks": list(dict.fromkeys(track.kind for track in chart.tracks)),
        "releases": story.releases,
        "spans": {track.category: track.span for track in chart.tracks if track.span},
        "end": end_of(fact for _, fact in facts),
        "reported": dict(story.reported) if view.kind in ("overview", "shares") else {},
        "codes": story.codes_of(view.countries),
        "origin": _told(chart.origin),
    }
    told = json.loads(json.dumps(told, default=_plain))
    told["checksum"] = _checksum(told, embed.table(columns), entries)
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return {ROWS: columns, VIEW: text, SOURCES: entries}


def _needed(chart: Chart) -> list[tuple[str, Fact]]:
    """The facts of a view with their countries: those of its kinds, its guides and its event."""
    view, story = chart.view, chart.story
    if view.kind == "timeline":
        return [(subject.code, fact) for subject in chart.subjects for fact in subject.facts]
    codes = story.codes_of(view.countries) or [*story.facts]
    tracks = chart.tracks if view.kind == "compare" else ()
    kinds = {"rating", *(track.kind for track in tracks)}
    named = {*chart.selection.guides, *([view.align] if isinstance(view.align, str) else [])}
    return [
        (code, fact)
        for code in codes
        for fact in story.facts[code]
        if fact.kind in kinds or fact.category in named
    ]


def end_of(facts: Iterable[Fact]) -> float | None:
    """The day on which their table ends, if a fact goes on."""
    # the first of these days: what begins later ends with its own year
    return min((f.last for f in facts if f.ongoing and isfinite(f.last)), default=None)


def _told(origin: Origin) -> dict[str, Any]:
    """An origin without the paths of files, so that no file is read when it is opened."""
    noted = {name: getattr(origin, name) for name in ("table", "sha256", "release")}
    return {**noted, "parts": list(map(_told, origin.parts))}


def _plain(value: Any) -> Any:
    """A scale, a date or a number of numpy as JSON has it."""
    if not isinstance(value, Scale):
        return str(value) if isinstance(value, Date) else value.item()
    axes = {name: asdict(axis) for name, axis in value.axes}
    told = {**asdict(value), "unranked": dict(value.unranked), "axes": axes}
    told["others"] = list(map(_plain, value.others))
    return {name: of for name, of in told.items() if of or name not in ("colours", "others")}


def _checksum(told: Mapping[str, Any], *texts: str) -> str:
    return sha256("\0".join((json.dumps(told, sort_keys=True), *texts)).encode()).hexdigest()


def records_of(chart: Chart) -> pd.DataFrame:
    """The rows that a chart draws, as `read_csv` returns rows, with their origin in `attrs`."""
    frame = pd.DataFrame(rows_of(chart.subjects), columns=list(COLUMNS), dtype=str)
    frame.attrs = {key: value for key, value in asdict(chart.origin).items() if value}
    return validate(frame, chart.scale)


# --- read ------------------------------------------------------------------------------------


def read_bundle(parts: embed.Parts, picture: str, name: str) -> tuple[Story, View, View]:
    """Read the texts of a file, and warn if they or the picture were changed.

    Parameters
    ----------
    parts : mapping of str to str or columns
    picture : str
        The checksum of the file without these texts.
    name : str
        Of the file.

    Returns
    -------
    story : Story
        The rows, with what is known of the whole table.
    asked : View
        What was asked for.
    drawn : View
        What draws the same from these rows, which are only those of its years and tracks.

    Raises
    ------
    ExportError
        If the texts are not those of a chart.
    """
    made_by = "another program"
    try:
        entries, table = parts[SOURCES], embed.text_of(parts[ROWS])
        _expect(max(len(entries), len(parts[VIEW])) <= MAX_TEXT, "its texts")
        told = json.loads(parts[VIEW])
        made_by, checksum = str(told["made_by"]), told.pop("checksum")
        untouched = checksum == _checksum(told, table, entries)
        _check_bounds(told)
        asked, drawn = _views(told)
        codes = check("countries", told["codes"])
        names, *rows = csv.reader(io.StringIO(table, newline=""))
        _expect(len(rows) <= MAX_RECORDS, f"{len(rows):,} rows")
        cells = [[_text(embed.as_it_was(cell)) for cell in row] for row in rows]
        frame = validate(pd.DataFrame(cells, columns=names, dtype=str), asked.scale)
        end = inf if told["end"] is None else _number(told["end"], *DAY_BOUNDS)
        story = Story(
            # some have no rows
            dict.fromkeys(sorted(codes), ()) | facts_of(frame, end, asked.scale),
            spans={index: _pair(span, -inf, inf) for index, span in told["spans"].items()},
            releases={_year(y): _number(day, *DAY_BOUNDS) for y, day in told["releases"].items()},
            scale=asked.scale,
            origin=replace(_origin(told["origin"]), bibtex=entries),
            records=frame,
            reported={_year(y): _number(n, 0, MAX_RECORDS) for y, n in told["reported"].items()},
        )
        _expect(set(story.reported) <= set(story.releases), "a report without its day")
    except Exception as error:  # whatever a forged file may have
        raise no_chart(name, error, made_by) from error
    said = "modified after it was saved: rows and view are unchanged, the picture may not be"
    if not untouched:
        said = "changed: its rows, view or sources are not those that it was made with"
    if not untouched or told["picture"] != picture:  # where `open` is called
        warnings.warn(f"{name} was {said}.", ExportWarning, stacklevel=3)
    return story, asked, drawn


def no_chart(name: str, error: Exception, made_by: str = "another program") -> ExportError:
    """The error for a file that carries no chart, whatever is wrong with it."""
    return ExportError(
        f"{name}: what it carries is no chart ({type(error).__name__}: {str(error)[:500]}). It was "
        f"changed, or {made_by[:80]} has written it, which may be later than this version."
    )


def _views(told: Mapping[str, Any]) -> tuple[View, View]:
    """The view that was asked for, and the one that draws the same from the rows alone."""
    view = dict(told["view"])
    scale = view.pop("scale")
    asked = View(**view, scale=as_scale([_scale(scale), *map(_scale, scale.get("others", ()))]))
    years, tracks = check("years", told["years"]), check("tracks", told["tracks"])
    if asked.kind != "timeline":
        return asked, asked
    return asked, replace(asked, years=years, tracks=tracks, only=None)


def _scale(told: Mapping[str, Any]) -> Scale:
    """A scale without those of further scorecards."""
    own = {name: value for name, value in told.items() if name not in ("axes", "others")}
    return Scale(**own).with_axes({name: Axis(**axis) for name, axis in told["axes"].items()})


def _expect(ok: bool, found: object) -> None:
    if not ok:
        raise ValueError(f"found {found!r:.80}, which no chart has")


def _check_bounds(value: Any, depth: int = MAX_DEPTH) -> None:
    """Refuse texts and lists that are longer, deeper or larger than those of any chart."""
    _expect(depth > 0, "lists in lists")
    if isinstance(value, str):
        _text(value)
    elif isinstance(value, list | dict):
        _expect(len(value) <= MAX_PARTS, f"{len(value):,} parts")
        for part in (*value, *(value.values() if isinstance(value, dict) else ())):
            _check_bounds(part, depth - 1)
    elif value is not None:
        _expect(abs(value) <= sys.float_info.max, value)


def _text(value: Any) -> str:
    _expect(isinstance(value, str) and len(value) <= MAX_CHARACTERS, value)
    return str(value)


def _number(value: Any, low: float, high: float) -> Any:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    _expect(number and low <= value <= high, value)
    return value


def _year(value: str) -> int:
    _expect(value.isdecimal() and 1 <= int(value[:5]) <= date.max.year, value)
    return int(value)


def _pair(value: Any, low: float, high: float) -> tuple[Any, Any]:
    first, last = value
    return _number(first, low, high), _number(last, first, high)


def _origin(told: Any) -> Origin:
    """An origin as a file has it, without any file of this machine."""
    name, sha256, release = (_text(told.get(key, "")) for key in ("table", "sha256", "release"))
    return Origin(name, sha256, None, release, tuple(map(_origin, told.get("parts", []))))
