"""Draw Kazakhstan, Figure 9, and the explorer where there is a browser: `make pictures`."""

import io
import json
import os
import sys
import tempfile
from pathlib import Path

from PIL import Image

import tinytl as tl

DOCS = Path(__file__).parent
sys.path.append(str(DOCS.parent / "tests"))


def few_colours(picture, colours):
    """A picture with the colours that it has, but for edges, which makes its file small."""
    with Image.open(io.BytesIO(picture)) as image:
        return image.convert("RGB").quantize(colours, dither=Image.Dither.NONE)


def kazakhstan():
    """The picture of the README: the timeline of Kazakhstan."""
    file = io.BytesIO()
    tl.timeline(tl.read_csv(), "KAZ").save(file, format="png", dpi=144)
    return few_colours(file.getvalue(), 64)  # with fewer, Tier 3 is brown


def explorer():
    """A picture of the explorer in a real JupyterLab, where there is a browser."""
    from playwright.sync_api import sync_playwright

    from browsers import find_browser
    from lab import Lab

    if not find_browser():
        return
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    code = "import tinytl as tl\ntl.explore(tl.read_csv(), 'KAZ')"
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": code, "outputs": []}
    notebook = {"cells": [{**cell, "execution_count": None}], "metadata": {"kernelspec": kernel}}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        lab = Lab(Path(folder))
        try:
            text = json.dumps({**notebook, "nbformat": 4, "nbformat_minor": 5})
            (lab.root / "explorer.ipynb").write_text(text, encoding="utf-8")
            browser = playwright.chromium.launch(
                executable_path=find_browser(), args=["--no-sandbox"]
            )
            page = browser.new_page(viewport={"width": 1400, "height": 1000})
            lab.open(page, "explorer.ipynb")
            lab.run_all(page)
            page.wait_for_selector(".tl-stage[data-drawn]", timeout=60_000)
            page.wait_for_timeout(3000)
            shot = page.locator(".tl").first.screenshot()
            browser.close()
        finally:
            lab.stop()
    few_colours(shot, 64).save("explorer.png", optimize=True)


if __name__ == "__main__":
    os.chdir(DOCS)
    tl.timeline(tl.read_csv(), "KAZ", preset="figure9").save("figure9.png")
    kazakhstan().save("kazakhstan.png", optimize=True)
    explorer()
    for file in sorted(DOCS.glob("*.png")):
        print(f"docs/{file.name}: {file.stat().st_size / 1000:.0f} kB (at most 50)")
