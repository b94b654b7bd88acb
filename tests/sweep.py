"""Count what is off the page or over something else, by a scene's own numbers.

``python tests/sweep.py`` looks at the whole table; the tests look at a sample.
"""

import sys
from collections.abc import Iterator
from typing import NamedTuple

import tinytl as tl
from tinytl.layout.scene import Scene, Text
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


def faults(scene: Scene) -> list[str]:
    """A sentence for each text off the page or over another one."""
    found = []
    every = sorted(spots(scene))
    for n, one in enumerate(every):
        if not (
            one.left >= -EPS
            and one.top >= -EPS
            and one.right <= scene.width + EPS
            and one.bottom <= scene.height + EPS
        ):
            found.append(f"{one.text!r} is off the page")
        for other in every[n + 1 :]:
            if other.left >= one.right:
                break
            if one.meets(other):
                found.append(f"{one.text!r} is over {other.text!r}")
    return found


def main() -> None:
    records = tl.read_csv("data/timelines.csv")
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    countries = sorted(set(records["country"]))[::step]
    charts = refused = wrong = 0
    for country in countries:
        kinds = set(records.loc[records["country"] == country, "kind"])
        for tracks in TRACKS:
            if tracks and not kinds & set(tracks):
                continue
            for size in SIZES:
                try:
                    scene = tl.timeline(records, country, tracks=tracks, **size).scene
                except ValueError as error:
                    if "No records" not in str(error):
                        refused += 1
                        print(country, tracks, size, "REFUSED", str(error)[:90])
                    continue
                charts += 1
                if found := faults(scene):
                    wrong += 1
                    print(country, tracks, size, *found[:3], sep=" | ")
    print(f"{charts} charts, {refused} refused, {wrong} with texts off the page or over each other")


if __name__ == "__main__":
    main()
