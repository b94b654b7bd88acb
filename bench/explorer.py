"""The explorer in JupyterLab: opening all countries, choosing one, and what 200 switches leave.

Opening counts from the cell's start to the repainted figure, choosing from the choice on. Beside
it, in the same run, what one would write without it: a Dropdown that clears an Output and displays
the new figure. The heap of the page is what is left after garbage has been collected.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import tinytl as tl  # noqa: E402
from browsers import find_browser  # noqa: E402
from lab import Lab  # noqa: E402

CASES = ["ARE", "ARG", "ARM", "ECU", "HND", "IDN", "ISR", "JPN", "KAZ", "MOZ", "MYS", "NGA"]
ROUNDS = 2
WARM_UPS = 3
WORLD, OPENINGS, SWITCHES = 3, 5, 200

CELLS = [
    "import tinytl as tl\nimport ipywidgets\nfrom IPython.display import display\n"
    "records = tl.read_csv('data/timelines.csv')",
    "tl.explore(records, 'KAZ')",
    f"""out = ipywidgets.Output()
box = ipywidgets.Dropdown(options={CASES}, value='KAZ', description='Redisplay')
def show(_=None):
    with out:
        out.clear_output(wait=True)
        display(tl.timeline(records, box.value).figure)
box.observe(show, 'value')
show()
display(box, out)""",
    "tl.explore(records)",
]

# The title of the new figure stands in it, and the frame after that has been painted.
SWITCH = """
([control, region, code, title]) => new Promise(resolve => {
  const start = performance.now();
  const done = () => [...document.querySelectorAll(`${region} .annotation-text`)]
    .some(text => text.textContent.startsWith(title));
  const look = () => done()
    ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)))
    : requestAnimationFrame(look);
  const element = document.querySelector(control);
  element.value = code;
  element.dispatchEvent(new Event('change', {bubbles: true}));
  look();
})
"""


# From the start of the cell to the figure of all countries.
OPEN = """
number => new Promise(resolve => {
  const notebook = jupyterapp.shell.currentWidget.content;
  const start = performance.now();
  const node = notebook.widgets[number].node;
  const look = () => node.querySelector('.tl-stage[data-drawn]')
    ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)))
    : requestAnimationFrame(look);
  notebook.activeCellIndex = number;
  jupyterapp.commands.execute('notebook:run-cell');
  look();
})
"""


def heap(page) -> int:
    """Bytes that the page still uses after its garbage has been collected."""
    devtools = page.context.new_cdp_session(page)
    for _ in range(3):
        devtools.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(200)
    return devtools.send("Runtime.getHeapUsage")["usedSize"]


# From all countries to one, along its neighbours, to a comparison of two and back.
TOUR = ["Enter", *["ArrowDown"] * 6, "Escape", "Shift+Enter", "ArrowDown", "Shift+Enter", "c"]
TOUR += ["Escape", "Escape", "Escape"]


def walk(page, switches: int) -> None:
    """Go on the tour until the figure has shown so many other things."""
    stage = page.locator(".tl-stage").last
    stage.focus()
    seen, last = 0, stage.get_attribute("data-drawn")
    while seen < switches:
        for key in TOUR:
            page.keyboard.press(key)
            page.wait_for_timeout(200)
            now = stage.get_attribute("data-drawn")
            seen, last = seen + (now != last), now


def median_ms(page, control: str, region: str, names: dict[str, str]) -> tuple[float, int]:
    """Median over the changes; those that warm up do not count."""
    page.locator(control).first.scroll_into_view_if_needed()
    order = [code for _ in range(ROUNDS) for code in names]
    times = []
    for code in [*order[-WARM_UPS:], *order]:
        times.append(page.evaluate(SWITCH, [control, region, code, names[code]]))
        page.wait_for_timeout(150)
    return statistics.median(times[WARM_UPS:]), len(order)


def python_ms(names: dict[str, str]) -> list[float]:
    """Time from a new country to the view that is ready to be sent, each for the first time."""
    explorer = tl.explore(tl.read_csv(ROOT / "data" / "timelines.csv"), "KEN")
    times = []
    for code in names:
        start = time.perf_counter()
        explorer.country = code
        times.append((time.perf_counter() - start) * 1000)
    return times


WORLD_CHANGES = [("sort", "similar"), ("sort", "mean"), ("group", "region"), ("sort", "name")]
WORLD_CHANGES += [("align", "full criminalization"), ("countries", ("Africa",)), ("align", None)]
WORLD_CHANGES += [("countries", ()), ("view", "shares")]


def world_ms() -> tuple[float, str]:
    """CPU time of the slowest change of the world, each for the first time; median of rounds."""
    times: dict[str, list[float]] = {}
    for _ in range(OPENINGS):
        explorer = tl.explore(tl.read_csv(ROOT / "data" / "timelines.csv"))
        explorer._room = 1180.0
        for name, value in WORLD_CHANGES:
            start = time.process_time()
            setattr(explorer, name, value)
            spent = (time.process_time() - start) * 1000
            times.setdefault(f"{name} = {value!r}", []).append(spent)
    return max((statistics.median(own), change) for change, own in times.items())


def main() -> None:
    records = tl.read_csv(ROOT / "data" / "timelines.csv")
    names = {code: tl.timeline(records, code).title for code in CASES}
    times = python_ms(names)
    middle, longest = statistics.median(times), max(times)
    print(f"Python part of a switch: median {middle:.0f} ms, longest {longest:.0f} ms")
    slowest, change = world_ms()
    print(f"Python part of a change of the world: {slowest:.0f} ms of CPU at most, for {change}")
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = {"cells": [], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    for number, source in enumerate(CELLS):
        notebook["cells"].append(
            {"cell_type": "code", "id": f"cell-{number}", "metadata": {}, "source": source}
            | {"outputs": [], "execution_count": None}
        )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        lab = Lab(Path(folder))
        try:
            (lab.root / "bench.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
            sandbox = [] if sys.platform != "linux" else ["--no-sandbox"]
            browser = playwright.chromium.launch(executable_path=find_browser(), args=sandbox)
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            lab.open(page, "bench.ipynb")
            lab.run_all(page)
            page.wait_for_selector(".tl-stage[data-drawn]", timeout=60_000)
            page.wait_for_timeout(2000)
            ours, count = median_ms(page, ".tl input[aria-label=Country]", ".tl", names)
            theirs, _ = median_ms(
                page, ".widget-dropdown select", ".jp-OutputArea-output:not(:has(.tl))", names
            )
            opened = statistics.median(page.evaluate(OPEN, WORLD) for _ in range(OPENINGS))
            walk(page, WARM_UPS * len(TOUR))
            before = heap(page)
            walk(page, SWITCHES)
            after = heap(page)
        finally:
            lab.stop()
    print(f"Country to repainted figure, medians of {count} changes:")
    print(f"  the explorer           {ours:4.0f} ms")
    print(f"  clear and redisplay    {theirs:4.0f} ms")
    print(f"  ratio                  {ours / theirs:.2f}")
    print(f"Cell to all countries    {opened:4.0f} ms, median of {OPENINGS}")
    print(f"Heap of the page         {before / 1e6:.1f} MB, after {SWITCHES} switches between "
          f"views {after / 1e6:.1f} MB ({after / before - 1:+.1%})")  # fmt: skip


if __name__ == "__main__":
    main()
