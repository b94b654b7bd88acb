"""Charts in the programs that researchers write in: they keep their size, whatever the window's."""

import pytest

from measure import still
from server import Server

CELLS = (
    "import tinytl as tl\nrecords = tl.read_csv()",
    'tl.timeline(records, "KAZ")',
    'tl.timeline(records, "KAZ").figure',
    'tl.timeline(records, "KAZ", width="183mm")',
    'tl.compare(records, ["KAZ", "ARM"])',
    "tl.overview(records)",
)
CHARTS = len(CELLS) - 1
FEW = "tl.overview(records, sorted(records.country.unique())[:30])"
WIDTHS = (1000, 800, 1440)

# The size of each chart and where its labels are, in CSS px of the chart.
# marimo puts charts into shadow trees; plotly draws a copy far to the left to save a picture.
PLOTS = """
const within = (root) => [...root.querySelectorAll("*")].flatMap((node) => [
  ...(node.matches(".js-plotly-plot") && node.querySelector(".main-svg") ? [node] : []),
  ...(node.shadowRoot ? within(node.shadowRoot) : [])]);
const plots = within(document).filter((plot) => plot.getBoundingClientRect().x > -1000);
"""
LAYOUTS = """
() => { PLOTS return plots.map((plot) => {
  const frame = plot.querySelector(".main-svg").getBoundingClientRect();
  const boxes = [...plot.querySelectorAll(".annotation")].map((label) => {
    const box = label.getBoundingClientRect();
    return [box.x - frame.x, box.y - frame.y, box.width, box.height].map(Math.round).join();
  });
  return [frame.width, frame.height].map(Math.round).join() + " " + boxes.join(" ");
}); }
""".replace("PLOTS", PLOTS)
# Whether what is wider than its cell scrolls there, and is not cut by anything around it.
REACHED = """
() => { PLOTS return plots.every((plot) => {
  const wide = plot.querySelector(".main-svg").getBoundingClientRect().width;
  for (let at = plot; at; at = at.parentElement ?? at.getRootNode().host)
    if (at.clientWidth && at.clientWidth < wide - 1 && getComputedStyle(at).overflowX !== "visible")
      return ["auto", "scroll"].includes(getComputedStyle(at).overflowX);
  return true;
}); }
""".replace("PLOTS", PLOTS)


def layouts(page):
    return still(page, LAYOUTS)  # plotly waits for 0.1 s after a resize, JupyterLab for more


def drawn(page):
    """Wait until all charts are drawn; return their layouts."""
    page.wait_for_function(f"() => {{ {PLOTS} return plots.length === {CHARTS}; }}")
    first = layouts(page)
    assert all(int(layout.split(" ")[0].split(",")[1]) >= 400 for layout in first)
    return first


def stays_when_the_window_changes(page, first):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert layouts(page) == first, width
        assert page.evaluate(REACHED), width


def test_charts_keep_their_layout_in_jupyterlab(lab_server, lab_page):
    page = lab_page
    lab_server.desk(page, *CELLS[:-1], FEW)  # all countries take long to draw again and again
    lab_server.run_all(page)
    first = drawn(page)
    stays_when_the_window_changes(page, first)
    for command, options in [
        ("application:toggle-left-area", {}),
        ("application:toggle-left-area", {}),
        ("apputils:change-theme", {"theme": "JupyterLab Dark"}),
        ("notebook:hide-all-cell-outputs", {}),
        ("notebook:show-all-cell-outputs", {}),
    ]:
        page.evaluate("([name, options]) => jupyterapp.commands.execute(name, options)",
                      [command, options])  # fmt: skip
        if "hide" not in command:
            assert layouts(page) == first, command


@pytest.mark.full
def test_charts_keep_their_layout_in_notebook_7(lab, page):
    lab.write("charts.ipynb", *CELLS)
    with page.expect_websocket(lambda socket: "/channels" in socket.url, timeout=120_000):
        page.goto(f"{lab.url}/notebooks/charts.ipynb")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=120_000)
    stays_when_the_window_changes(page, drawn(page))


@pytest.fixture
def marimo(tmp_path):
    cells = "".join(
        f"\n@app.cell\ndef _(records, tl):\n    {cell}\n    return\n" for cell in CELLS[1:]
    )
    first = CELLS[0].replace("\n", "\n    ")
    text = f"import marimo\n\napp = marimo.App()\n\n@app.cell\ndef _():\n    {first}\n"
    text += "    return records, tl\n" + cells
    (tmp_path / "app.py").write_text(text, encoding="utf-8")
    homes = ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    options = ["run", str(tmp_path / "app.py"), "--headless", "--no-token"]
    server = Server(tmp_path, "marimo", options, dict.fromkeys(homes, tmp_path), "health")
    yield server
    server.stop()


# marimo's own page asks for what sets formulas
FORMULAS = ("https://cdn.jsdelivr.net/npm/mathjax-full@",)


@pytest.mark.full
@pytest.mark.parametrize("theirs", [FORMULAS], ids=["but for formulas"])
def test_charts_are_live_and_keep_their_layout_in_marimo(marimo, page, theirs):
    page.goto(marimo.url)
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=120_000)
    stays_when_the_window_changes(page, drawn(page))
