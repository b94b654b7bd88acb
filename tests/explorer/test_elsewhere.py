"""The explorer where there is no JupyterLab: it opens, draws and switches country."""

import re

import pytest
from playwright.sync_api import expect

from measure import drawn
from server import Server

pytestmark = pytest.mark.full

CELLS = (
    "import tinytl as tl\n\nrecords = tl.read_csv()",
    'tl.explore(records, "KAZ")',
    "tl.explore(records)",
)
MARIMO = """
import marimo

app = marimo.App()

@app.cell
def _():
    import tinytl as tl
    records = tl.read_csv()
    tl.explore(records, "KAZ")
    return records, tl

@app.cell
def _(records, tl):
    tl.explore(records)
"""


def opens_draws_and_switches(page):
    """Try an explorer of Kazakhstan, and one of all countries below."""
    kazakhstan, world = page.locator(".tl").nth(0), page.locator(".tl").nth(1)
    drawn(kazakhstan, "Kazakhstan, 2000–2025")
    drawn(world, "TIP tier of 189 countries, 2001–2025")
    rows = world.locator("g[class^=y][class$=tick]")
    expect(rows).to_have_count(189 + 5)  # and the shares at the foot, in quarters
    for explorer in (kazakhstan, world):
        box = explorer.get_by_role("combobox", name="Country", exact=True)
        box.fill("armen")
        box.press("Enter")
        drawn(explorer, "Armenia, 2001–2025")
        law = explorer.locator(".annotation-text", has_text=re.compile(r"Full\s*criminalization"))
        expect(law).to_be_visible()
        expect(explorer.locator(".tl-code code")).to_contain_text('records, "ARM"')


def test_in_notebook_7(lab, page, faults):
    lab.write("notebook.ipynb", *CELLS)
    with page.expect_websocket(lambda socket: "/channels" in socket.url, timeout=120_000):
        page.goto(f"{lab.url}/notebooks/notebook.ipynb")  # there is a kernel when it listens to it
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    opens_draws_and_switches(page)
    # Notebook 7's own, by where they come from: it looks into its settings of keys before it has
    # them, and wants to show the folder of a file browser that it has not
    said = r"(\(reading 'schema'\)|'filebrowser:open-path' not registered\.)"
    theirs = re.compile(said + r"\n +at .*/static/notebook/")
    assert [fault for fault in faults if not theirs.search(fault)] == []


# Voila's own page asks for its icons, and as soon as there is any HTML for what sets formulas
VOILAS = (
    "https://cdn.jsdelivr.net/npm/@fortawesome/fontawesome-free@",
    "https://cdnjs.cloudflare.com/ajax/libs/mathjax/",
)


@pytest.mark.parametrize("theirs", [VOILAS], ids=["but for icons and formulas"])
def test_in_voila(lab, page, faults, theirs):
    lab.write("voila.ipynb", *CELLS)
    page.goto(f"{lab.url}/voila/render/voila.ipynb")
    opens_draws_and_switches(page)
    assert [fault for fault in faults if not any(url in fault for url in theirs)] == []


@pytest.fixture
def marimo(tmp_path):
    (tmp_path / "app.py").write_text(MARIMO, encoding="utf-8")
    homes = ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    options = ["run", str(tmp_path / "app.py"), "--headless", "--no-token"]
    server = Server(tmp_path, "marimo", options, dict.fromkeys(homes, tmp_path), "health")
    yield server
    server.stop()


def test_in_marimo(marimo, page, faults):
    page.goto(marimo.url)
    opens_draws_and_switches(page)
    assert faults == []
