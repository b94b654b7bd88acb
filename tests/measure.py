"""Draw figures in a real browser and measure what it has drawn: label boxes, leaders, overlaps."""

import atexit
import functools
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect
from plotly.offline import get_plotlyjs

from tinytl.draw import webfonts

# Boxes and leaders as the browser has them, in CSS px; what lies outside the plot is not on view.
MEASURE = """
() => {
  const plot = document.querySelector('.js-plotly-plot'), full = plot._fullLayout;
  const frame = plot.getBoundingClientRect();
  const area = {left: frame.left + full._size.l, right: frame.left + full._size.l + full._size.w};
  const labels = [], texts = [], leaders = [];
  for (const node of plot.querySelectorAll('.annotation')) {
    const note = full.annotations[+node.getAttribute('data-index')];
    if (!node.querySelector('rect.bg') || node.style.display === 'none') continue;
    const box = node.querySelector('rect.bg').getBoundingClientRect();
    const text = node.querySelector('text').getBoundingClientRect();
    if (!box.width) continue;
    (note.name === 'label' ? labels : texts).push({
      text: note.text.replaceAll('\\u2004', ''),
      left: box.left - frame.left, right: box.right - frame.left,
      top: box.top - frame.top, bottom: box.bottom - frame.top,
      text_left: text.left - frame.left, text_right: text.right - frame.left,
      sunk: note.height && text.height > note.height + 0.5,
    });
  }
  for (const node of plot.querySelectorAll('.shapelayer path')) {
    const shape = full.shapes[+node.getAttribute('data-index')];
    if (!shape || shape.name !== 'leader') continue;
    const box = node.getBoundingClientRect(), x = (box.left + box.right) / 2;
    if (x < area.left - 0.5 || x > area.right + 0.5) continue;
    leaders.push({x: x - frame.left, top: box.top - frame.top, bottom: box.bottom - frame.top});
  }
  return {labels, texts, leaders, width: frame.width, height: frame.height};
}
"""

# A leader may touch its own label by the width of a rounding.
FAULTS = """
() => {
  const {labels, leaders} = (MEASURE)();
  const overlaps = [], crossings = [];
  labels.forEach((a, i) => labels.slice(i + 1).forEach(b => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 0.01 && high > 0.01) overlaps.push([a.text, b.text]);
  }));
  for (const line of leaders) for (const box of labels) {
    const inside = line.x > box.left + 0.75 && line.x < box.right - 0.75;
    const high = Math.min(line.bottom, box.bottom) - Math.max(line.top, box.top);
    if (inside && high > 1) crossings.push([Math.round(line.x), box.text]);
  }
  const cut = labels.filter(b => b.sunk || b.text_left < b.left || b.text_right > b.right);
  const counts = {labels: labels.length, leaders: leaders.length};
  return {...counts, overlaps, crossings, cut: cut.map(b => b.text)};
}
""".replace("MEASURE", MEASURE.strip())

ZOOM_ALL = """
async ranges => {
  const plot = document.getElementById('plot'), found = [];
  for (const range of ranges) {
    await Plotly.relayout(plot, {'xaxis.range': range});
    const now = (FAULTS)();
    if (now.overlaps.length || now.crossings.length) found.push({range, ...now});
  }
  return found;
}
""".replace("FAULTS", FAULTS.strip())


@functools.cache
def _blank(font: bool) -> Path:
    """A file, so that the browser compiles plotly once."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    style = webfonts.style() if font else ""
    (folder / "blank.html").write_text(
        f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style>"
        f"<script>{get_plotlyjs()}</script><body style='margin:0'><div id=plot>",
        encoding="utf-8",
    )
    return folder / "blank.html"


def blank(page: Page, width: int = 1240, *, font: bool = True) -> Page:
    """Make a page with plotly and an empty plot; it brings our font, as a saved page does, or not.

    Without it the page is as a notebook's is: letters may stand at whole pixels.
    """
    page.goto(_blank(font).as_uri())
    page.evaluate("width => { document.getElementById('plot').style.width = `${width}px` }", width)
    if not font:
        return page
    weights = [f"{weight} 12px '{webfonts.FAMILY}'" for weight in (400, 700)]
    page.evaluate("fonts => Promise.all(fonts.map(font => document.fonts.load(font)))", weights)
    return page


def draw(page: Page, figure: dict[str, Any], *, font: bool = True) -> None:
    """Draw a figure on a page that `blank` made, in our font or in what the reader has."""
    figure = webfonts.dressed(figure) if font else figure
    page.evaluate(
        "figure => Plotly.react('plot', figure.data, figure.layout, figure.config)", clean(figure)
    )


def clean(figure: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(figure))


def faults(page: Page) -> dict[str, Any]:
    """Overlapping labels, leaders through labels, and texts wider than their box."""
    return page.evaluate(FAULTS)


def measured(page: Page) -> dict[str, Any]:
    return page.evaluate(MEASURE)


def faults_after_zooms(page: Page, ranges: list[list[str]]) -> list[dict[str, Any]]:
    """The same after each of some zooms, for the zooms that have any."""
    return page.evaluate(ZOOM_ALL, ranges)


def drawn(explorer: Locator, titles: str) -> None:
    """Wait until the figure of an explorer shows this."""
    expect(explorer.locator(f".tl-stage[data-drawn='{titles}']")).to_have_count(1, timeout=120_000)


# What JupyterLab says where a kernel is gone, and anywidget where a page has not loaded a module in
# two seconds, after which the explorer listens without it.
NOT_OURS = ("widget model not found", "[anywidget] Failed to initialize model.")
# Reads something with each frame of the page until it has been the same for some frames.
STILL = """
frames => new Promise((done) => {
  let [before, same] = ["", 0];
  const look = () => {
    const now = JSON.stringify((READ)());
    same = now === before ? same + 1 : 0;
    before = now;
    if (same < frames) requestAnimationFrame(look); else done(JSON.parse(now));
  };
  look();
})
"""
# Where the parts of an explorer's figure are; while Python is awaited, no two answers are the same.
PLACES = """
() => document.querySelector(".tl [aria-busy=true]") ? Math.random()
  : [...document.querySelectorAll(".tl :is(.tl-stage, .main-svg, .annotation, .ytick text)")]
    .map((part) => { const { x, y, width } = part.getBoundingClientRect(); return [x, y, width]; })
"""


def still(page: Page, read: str, frames: int = 40) -> Any:
    """What a function of JavaScript returns when that does not change any more.

    Frames are counted, not seconds: a page that is busy draws none.
    """
    return page.evaluate(STILL.replace("READ", read), frames)


def settled(explorer: Locator) -> None:
    """Wait until an explorer is drawn as it stays: for its width, at the place it has."""
    still(explorer.page, PLACES)


def ours(faults: list[str]) -> list[str]:
    """The errors of a page with JupyterLab that are an explorer's own."""
    return [text for text in faults if not any(said in text for said in NOT_OURS)]


def middle(locator: Locator) -> tuple[float, float]:
    """Where to point at something, in CSS px of the window."""
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
