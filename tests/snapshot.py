"""Charts and frames that tests hold to what they were: `make snapshots` renews them.

``tests/snapshots`` holds a chart as the lines of its SVG and of its figure (JSON, a line an
element), and a frame as CSV. To see what a change moves, change the code, run ``make snapshots``
and read ``git diff tests/snapshots``.
"""

import hashlib
import json
import warnings
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd

import tinytl as tl
import tinytl.table.rules
from tinytl.draw.svg import svg

FOLDER = Path(__file__).parent / "snapshots"
CASES = ("ARE", "ARG", "ARM", "ECU", "HND", "IDN", "ISR", "JPN", "KAZ", "MOZ", "MYS", "NGA", "OMN",
         "TCD", "ZWE")  # fmt: skip
FULL = "full criminalization"
GRADES = tl.Scale(["A", "B", "C"], ["Good", "Fair", "Poor"], "Grade", unranked={"X": "None"})
COLOURS = tl.Scale(["A", "B", "C", "X"], name="Colour", neutral=True, bridged=True)


@cache
def table() -> pd.DataFrame:
    """The table that comes with the package."""
    return tl.read_csv()


@cache
def imprecise(scale: tl.Scale = GRADES) -> pd.DataFrame:
    """A small table in which most dates are not known to the day."""
    return tl.read_csv(FOLDER / "imprecise.csv", scale=scale)


def _charts() -> Iterator[tuple[str, Callable[[], tl.Chart]]]:
    def one(name: str, *arguments: Any, of: Any = table, **options: Any) -> Any:
        many = {"overview": tl.overview, "compare": tl.compare, "shares": tl.shares}
        draw = many.get(name.split("_")[0], tl.timeline)
        return name, lambda: draw(of(), *arguments, **options)

    for code in CASES:
        yield one(f"default_{code}", code)
        yield one(f"figure9_{code}", code, preset="figure9")
    yield one("width_89_KAZ", "KAZ", width="89mm")
    yield one("width_183_ARM", "ARM", width="183mm", height="120mm")
    yield one("width_nature_IDN", "IDN", width="nature-1", max_rows=2)
    yield one("dark_MYS", "MYS", theme="dark", years=(2000, 2014))
    yield one("book_JPN_without_grid", "JPN", theme="book", grid=False)
    yield one("key_ISR", "ISR", key=True, width="120mm")
    yield one("rows_0_KAZ", "KAZ", max_rows=0)
    yield one("rows_3_KAZ", "KAZ", tracks=("event", "law"), max_rows=3, max_chars=24)
    yield one("only_KAZ", "KAZ", tracks=("law", "event"),
              only={"law": ["plan"], "event": ["diplomacy"]})  # fmt: skip
    yield one("hole_AFG", "AFG")
    yield one("special_case_YEM", "YEM", tracks=("rating",))
    yield one("imprecise", "Arcadia", of=imprecise, tracks=tl.table.rules.KINDS, scale=GRADES)
    yield one("imprecise_zoom", "Arcadia", of=imprecise, scale=GRADES, years=(2003, 2006),
              width="89mm", key=True)  # fmt: skip
    yield one("imprecise_neutral", "Boeotia", of=partial(imprecise, COLOURS), scale=COLOURS)
    axes = {"openness": tl.Axis(0, 10, lower_is_better=True), "trade": tl.Axis(bridged=True)}
    yield one("imprecise_axes", "Arcadia", of=imprecise, tracks=("index",),
              scale=GRADES.with_axes(axes))  # fmt: skip
    yield one("compare_2", ["KAZ", "UZB"])
    yield one("compare_6", ["ARM", "AZE", "GEO", "IRN", "RUS", "TUR"], columns=3, width="183mm")
    yield one("compare_tracks", ["ISR", "OMN"], tracks=("rating", "government", "index"))
    yield one("compare_imprecise", ["Arcadia", "Boeotia"], of=imprecise, scale=GRADES, key=True)
    yield one("compare_law", ["KAZ", "MYS", "IDN"], align=FULL, window=(-5, 8))
    yield one("compare_downgrade", ["KAZ", "UZB", "MYS"], align="downgrade", columns=2)
    yield one("compare_dates", ["KAZ", "ARM"], align={"KAZ": "2003-05", "Armenia": "2003"})
    yield one("compare_aligned_imprecise", ["Arcadia", "Boeotia"], of=imprecise, align="leader",
              scale=GRADES, tracks=("law", "rating", "government", "index", "event"))  # fmt: skip
    yield one("overview_region", group="region", sort="similar", width="183mm")
    cases = partial(one, countries=CASES)
    yield cases("overview_cases", guides=[FULL], key=True)
    yield cases("overview_years", years=(2005, 2012), sort="latest", width="89mm", columns=1)
    yield cases("overview_law", align=FULL, sort="event", guides=["plan"])
    yield cases("overview_low", align="low", window=(-3, 6), width="120mm", sort="mean")
    groups = {"KAZ": "Asia", "ARM": "Asia", "NGA": "Africa"}
    yield cases("overview_groups", align="rated", group=groups, sort="first")
    yield one("overview_imprecise", of=imprecise, scale=GRADES)
    yield one("shares_reports", width="183mm")
    yield one("shares_continents", group="continent", theme="dark", key=True)
    yield one("shares_law", align=FULL, window=(-3, 5), width="120mm", key=True)
    yield one("overview_neutral", of=partial(imprecise, COLOURS), scale=COLOURS)


CHARTS = dict(_charts())
WITHOUT_FIGURE = {"overview_region", "rows_0_KAZ", "width_183_ARM", "width_89_KAZ"}
WITHOUT_FIGURE |= {f"figure9_{code}" for code in CASES} - {"figure9_KAZ"}
WITHOUT_FIGURE |= {f"default_{code}" for code in ("ARG", "ECU", "HND", "NGA", "TCD", "ZWE")}
"""Of these the figure says no more than the picture and that of another; it would be long."""


def _frames() -> Iterator[tuple[str, Callable[[pd.DataFrame, tl.Scale], pd.DataFrame]]]:
    for kind in sorted(tl.table.rules.KINDS):
        yield f"spells_{kind}", lambda rows, scale, kind=kind: tl.spells(rows, kind, scale=scale)
    yield "spells_gaps", lambda rows, scale: tl.spells(rows, across_gaps=True, scale=scale)
    yield "changes", lambda rows, scale: tl.changes(rows, scale=scale)
    yield "changes_all", lambda rows, scale: tl.changes(rows, laws="", scale=scale)
    for align in (None, FULL, "downgrade", "low", "leader", "first rating"):
        yield f"panel_{align}".replace(" ", "_"), partial(_panel, align=align)


def _panel(rows: pd.DataFrame, scale: tl.Scale, align: str | None) -> pd.DataFrame:
    index = "trade" if "trade" in set(rows["category"]) else None
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        frame = tl.panel(rows, align=align, index=index, scale=scale)
    if align:  # the columns that the panel without an event does not have
        frame = frame[["country", "year", *frame.columns[frame.columns.get_loc("event_day") :]]]
    frame.attrs["told"] = [str(warning.message) for warning in told]
    return frame


FRAMES = dict(_frames())


def drawn(name: str) -> dict[str, str]:
    """The snapshot of a chart: what stands in each file, by its ending."""
    chart = CHARTS[name]()
    return {".svg": _svg(chart), ".json": _json(chart, with_figure=name not in WITHOUT_FIGURE)}


def _svg(chart: tl.Chart) -> str:
    """The picture without what names the version and this very scene."""
    text = svg(chart.scene, chart._named, embed_fonts=False)
    ident = text.partition('<title id="')[2].partition('"')[0]
    return text.replace(ident, "tinytl").replace(f"tinytl {tl.__version__}", "tinytl")


def _json(chart: tl.Chart, with_figure: bool) -> str:
    """The figure and the words, a line an element: each named by its trace and its fact."""
    text = chart.figure.to_json() if with_figure else '{"data": [], "layout": {}}'
    figure = json.loads(text, parse_float=lambda text: round(float(text), 3))
    lines = {"caption": chart.caption, "short": chart.alt_short, "key": [*map(str, chart.key)]}
    for number, trace in enumerate(figure["data"]):
        name = f"trace {number} {trace.get('name', '')}".strip()
        each, points = _points(trace)
        lines[name] = each
        lines |= {f"{name}, {n}": point for n, point in enumerate(points)}
    for part, value in figure["layout"].items():
        several = isinstance(value, list)
        lines |= {f"{part} {n}": v for n, v in enumerate(value)} if several else {part: value}
    dump = partial(json.dumps, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return (
        "{\n" + ",\n".join(f"{dump(key)}: {dump(value)}" for key, value in lines.items()) + "\n}\n"
    )


def _points(trace: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What a trace says of all its points, and what of each."""
    cells = dict(_leaves(trace, ""))
    count = len(cells.get("x", ()))
    columns = {key: v for key, v in cells.items() if isinstance(v, list) and len(v) == count}
    alike = {key: v[0] for key, v in columns.items() if len({*map(str, v)}) == 1}
    each = {key: v for key, v in columns.items() if key not in alike}
    rest = {key: v for key, v in cells.items() if key not in columns}
    return rest | alike, [{key: v[n] for key, v in each.items()} for n in range(count)]


def _leaves(value: dict[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    for key, part in value.items():
        if isinstance(part, dict):
            yield from _leaves(part, f"{path}{key}.")
        else:
            yield f"{path}{key}", part


def counted(name: str) -> str:
    """The snapshot of a frame of the small table and of the cases, as CSV."""
    cases = table()[table()["country"].isin(CASES)]
    texts = []
    for rows, scale in ((imprecise(), GRADES), (cases, tl.TIP_TIERS)):
        frame = FRAMES[name](rows, scale)
        texts += [f"# {line}\n" for line in frame.attrs.pop("told", [])]
        texts.append(frame.to_csv(index=False, lineterminator="\n"))
    return "".join(texts)


def digests(name: str) -> dict[str, str]:
    """Of a frame of the whole table the checksum of the rows of each country."""
    frame = FRAMES[name](table(), tl.TIP_TIERS)
    return {
        country: hashlib.sha256(own.to_csv(index=False, lineterminator="\n").encode()).hexdigest()[
            :8
        ]
        for country, own in frame.groupby("country")
    }


def write() -> None:
    """Write all snapshots, and nothing else that ends like them."""
    for old in [*FOLDER.glob("*.svg"), *FOLDER.glob("*.json"), *FOLDER.glob("frame_*.csv")]:
        old.unlink()
    for name in CHARTS:
        for ending, text in drawn(name).items():
            (FOLDER / f"{name}{ending}").write_text(text, encoding="utf-8", newline="\n")
    for name in FRAMES:
        text = counted(name)
        (FOLDER / f"frame_{name}.csv").write_text(text, encoding="utf-8", newline="\n")
    sums = pd.DataFrame({name: digests(name) for name in FRAMES})
    sums.rename_axis("country").sort_index().to_csv(
        FOLDER / "frame_digests.csv", lineterminator="\n"
    )


if __name__ == "__main__":
    write()
