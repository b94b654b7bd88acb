"""Pictures that are committed are those that the package draws, and pages show them."""

import importlib
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageColor

import tinytl as tl
from tinytl.layout.primitives import Box

DOCS = Path(__file__).parents[1] / "docs"
PAGES = [DOCS.parent / "README.md", *DOCS.glob("**/*.md")]


@pytest.mark.full
@pytest.mark.parametrize("name", ["figure9", "kazakhstan"])
def test_a_picture_is_what_the_package_draws(records, tmp_path, monkeypatch, name):
    monkeypatch.syspath_prepend(DOCS)
    lock = (DOCS.parent / "requirements.lock").read_text(encoding="utf-8")
    # Another matplotlib softens the edges of letters differently: then boxes of 24 pixels are
    # compared, in which that makes 17, and a missing label 50 and more.
    side, apart = (1, 0) if f"matplotlib=={version('matplotlib')} " in lock else (24, 20)
    drawn = tmp_path / f"{name}.png"
    if name == "figure9":
        tl.timeline(records, "KAZ", preset="figure9").save(drawn)
    else:
        importlib.import_module("pictures").kazakhstan().save(drawn)
    with Image.open(DOCS / drawn.name) as kept, Image.open(drawn) as new:
        assert kept.size == new.size, "make pictures"
        kept, new = (picture.convert("RGB").reduce(side) for picture in (kept, new))
        change = ImageChops.difference(kept, new).convert("L")
        assert change.getextrema()[1] <= apart, "make pictures"


def test_the_picture_of_the_first_page_has_the_colour_of_each_tier(records, monkeypatch):
    chart = tl.timeline(records, "KAZ")
    with Image.open(DOCS / "kazakhstan.png") as kept:
        colours = {colour for _, colour in kept.convert("RGB").getcolors()}
    (tiers,) = (area for area in chart.scene.areas if area.id == "rating")
    drawn = {shape.fill for shape in tiers.ground if isinstance(shape, Box)}
    assert len(drawn) >= 3
    for colour in map(ImageColor.getrgb, drawn):
        assert min(max(abs(a - b) for a, b in zip(colour, c, strict=True)) for c in colours) < 8


def test_pages_show_pictures_that_are_there_and_all_are_small():
    shown = set()
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for name in re.findall(r"!\[.+?\]\(((?!https?:)\S+\.png)\)", text):
            shown.add((page.parent / name).resolve())
    assert shown == {file.resolve() for file in DOCS.glob("*.png")}
    assert not [file.name for file in shown if file.stat().st_size > 50_000]
