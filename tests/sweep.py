"""Count what is off the page, over something else or without a name, by a scene's own numbers.

``python tests/sweep.py`` looks at 384 charts of all kinds, the tests at samples.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import tinytl as tl
from tinytl.layout.scene import Dot, Line, Scene, Text
from tinytl.layout.textwidth import text_width

TALL = 0.75
"""Height of letters without their accents and tails, in em."""
EPS = 0.01

SIZES = (
    {}, {"width": "89mm"}, {"width": "57mm"}, {"width": "183mm"}, {"theme": "book"},
    {"width": "89mm", "max_rows": 0}, {"width": "120mm", "max_rows": 1}, {"max_rows": 0},
    {"preset": "figure9"}, {"preset": "figure9", "years": (1, 15)},
)  # fmt: skip
TRACKS = (
    None, ("law",), ("event",), ("government",), ("rating",), ("index",), ("law", "event"),
    ("event", "government", "rating"),
)  # fmt: skip

WIDTHS = ("89mm", "120mm", "183mm")
CASES = ("KAZ", "ARM", "MYS", "ARG", "ISR", "NGA", "ARE", "ECU", "IDN", "HND", "OMN", "MOZ", "JPN",
         "TCD", "ZWE")  # fmt: skip
OTHERS = ("KGZ", "UZB", "TJK", "TKM", "GEO", "AZE", "UKR", "MDA", "BLR", "RUS")
EVERY = ("law", "index", "rating", "government", "event")
FULL = "full criminalization"
WRITTEN = {"title": "A title", "subtitle": "A subtitle", "note": "A note", "key": True}


class Spot(NamedTuple):
    """A box on the page and what it says."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def meets(self, other: "Spot") -> bool:
        return (
            self.left < other.right - EPS
            and other.left < self.right - EPS
            and self.top < other.bottom - EPS
            and other.top < self.bottom - EPS
        )


def spot(text: Text) -> Spot:
    wide = text_width(text.text, text.size, bold=text.bold)
    high = text.size * TALL
    left = text.x - {"left": 0, "center": wide / 2, "right": wide}[text.align]
    if text.upright:
        return Spot(text.x - high / 2, text.y - wide / 2, text.x + high / 2, text.y + wide / 2,
                    text.text)  # fmt: skip
    return Spot(left, text.y - high / 2, left + wide, text.y + high / 2, text.text)


def spots(scene: Scene) -> Iterator[Spot]:
    """Where all texts stand, labels with their boxes."""
    yield from map(spot, scene.texts)
    yield from map(spot, scene.tick_texts)
    for area in scene.areas:
        for label in area.labels:
            middle = scene.time_axis_of(area).x(label.anchor) + label.offset
            top = area.top + label.top
            yield Spot(middle - label.width / 2, top, middle + label.width / 2, top + label.height,
                       " ".join(label.lines))  # fmt: skip


def marked(scene: Scene) -> Iterator[Spot]:
    """Where diamonds and triangles stand."""
    for area in scene.areas:
        for dot in area.marks:
            if isinstance(dot, Dot) and dot.fact and dot.shape != "circle":
                x = dot.day if area.fixed else scene.time_axis_of(area).x(dot.day)
                y, half = area.y(dot.y), dot.size / 2
                yield Spot(x - half, y - half, x + half, y + half, dot.fact.label)


def faults(scene: Scene, edge: float = 0.0) -> list[str]:
    """A sentence for each text nearer to the edge of the page, or over another one."""
    found = []
    every = sorted(spots(scene))
    for n, one in enumerate(every):
        if not (
            one.left >= edge - EPS
            and one.top >= edge - EPS
            and one.right <= scene.width - edge + EPS
            and one.bottom <= scene.height - edge + EPS
        ):
            found.append(f"{one.text!r} is off the page")
        for other in every[n + 1 :]:
            if other.left >= one.right:
                break
            if one.meets(other):
                found.append(f"{one.text!r} is over {other.text!r}")
    return found


def guided(scene: Scene) -> Iterator[Spot]:
    """Where the lines of guides stand, and the bands over their days."""
    for area in scene.areas:
        for part in area.ground:
            if part.role in ("guide", "guide band", "guide spell", "zero"):
                if isinstance(part, Line):
                    days, ends = zip(*part.points, strict=True)
                else:
                    half = part.height / 2
                    days, ends = (part.first, part.last), (part.y - half, part.y + half)
                first, last = sorted(map(scene.time_axis_of(area).x, days))[:: len(days) - 1]
                top, bottom = sorted(map(area.y, ends))[:: len(ends) - 1]
                yield Spot(first - 0.5, top, last + 0.5, bottom, "guide")


def covered(scene: Scene) -> list[str]:
    """A sentence for each text over a diamond or a triangle, or over a guide if it is no label."""
    pairs = [*product(spots(scene), marked(scene))]
    pairs += product(map(spot, (*scene.texts, *scene.tick_texts)), guided(scene))
    return [f"{text.text!r} is over {mark.text!r}" for text, mark in pairs if text.meets(mark)]


def unnamed(chart: tl.Chart) -> list[str]:
    """A sentence for each law or event that neither the page nor the caption names.

    On the rows of an overview the key and the caption name the categories of diamonds.
    """
    scene, caption = chart.scene, " ".join(chart.caption.split()).casefold()
    told = {text.fact for text in scene.texts}
    told |= {label.fact for area in scene.areas for label in area.labels if not label.numbered}
    drawn = {m.fact for area in scene.areas for m in area.marks if getattr(m, "fact", None)}
    return [
        f"{fact.label!r} has no name"
        for fact in drawn - told
        if fact.kind in ("law", "event")
        and fact.label.casefold() not in caption
        and not (chart.view.kind == "overview" and fact.category in caption)
    ]


def cut(scene: Scene) -> list[str]:
    """A sentence for each text that is cut, or that sends the reader to the screen."""
    return [
        f"{text.text!r} is cut"
        for text in scene.written
        if "…" in text.text or "hover" in text.text.casefold()
    ]


def charts(records: object) -> Iterator[tuple[str, tl.Chart]]:
    """Timelines, comparisons, overviews and shares, in three widths, each with what it is."""
    ways = ({}, {"tracks": EVERY}, {"tracks": EVERY, **WRITTEN}, {"labels": "numbers"},
            {"labels": "direct"})  # fmt: skip
    for country, width, way in product(CASES, WIDTHS, ways):
        yield f"{country} {width} {way}", tl.timeline(records, country, width=width, **way)
    panels = ({}, {"align": FULL}, {"tracks": EVERY[:4]})
    for n, width, way in product(range(2, 13), WIDTHS, panels):
        own = CASES[:n]
        yield f"compare {n} {width} {way}", tl.compare(records, own, width=width, **way)
    for n, width in product((13, 14, 15), WIDTHS):
        yield f"compare {n} {width}", tl.compare(records, CASES[:n], width=width)
    rows = ({}, {"group": "region"}, {"align": FULL, "sort": "event", "key": True})
    for n, width, way in product((25, 12, 6), WIDTHS, rows):
        own = (CASES + OTHERS)[:n]
        yield f"overview {n} {width} {way}", tl.overview(records, own, width=width, **way)
    for width in WIDTHS:
        for way in (*rows, {"guides": ["treaty"]}, {"guides": ["leader"]}):
            yield f"overview {width} {way}", tl.overview(records, width=width, **way)
        for way in ({}, {"group": "continent"}, {"align": FULL, "key": True}):
            yield f"shares {width} {way}", tl.shares(records, width=width, **way)


def main() -> None:
    records = tl.read_csv("data/timelines.csv")
    counts = Counter[str]()
    for what, chart in charts(records):
        scene = chart.scene
        counts["charts"] += 1
        found = {
            "off the page, or over another text": faults(scene, edge=2.0),
            "over a mark": covered(scene),
            "cut": cut(scene),
            "without a name": unnamed(chart),
        }
        counts.update({kind: len(own) for kind, own in found.items()})
        if any(found.values()):
            print(what, *[text for own in found.values() for text in own][:4], sep=" | ")
    print(*(f"{n} {kind}" for kind, n in counts.items()), sep="; ")


if __name__ == "__main__":
    main()
