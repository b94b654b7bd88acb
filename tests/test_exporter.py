"""Pages of notebooks: what needs no Python stays live on them, and what does says so."""

import json
import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from lab import of_cells
from measure import middle

pytestmark = pytest.mark.xdist_group("exporter")  # one process runs the notebook

CELLS = (
    "import tinytl as tl\nrecords = tl.read_csv()",
    'tl.timeline(records, "KAZ")',
    'tl.compare(records, ["KAZ", "UZB"], width="183mm")',
    'tl.explore(records, "ARM")',
)


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """The page that nbconvert writes of a notebook, as the README has it."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "charts.ipynb").write_text(json.dumps(of_cells(*CELLS)), encoding="utf-8")
    command = ["-m", "nbconvert", "--to", "tinytl", "--execute", "charts.ipynb"]
    env = {**os.environ, "JUPYTER_NO_CONFIG": "1", "IPYTHONDIR": str(folder)}
    subprocess.run([sys.executable, *command], cwd=folder, env=env, check=True)
    return folder / "charts.html"


def test_charts_of_a_page_answer_to_the_pointer_and_ask_nobody(written, page, faults):
    page.goto(written.as_uri())
    charts = page.locator(".js-plotly-plot")
    expect(charts).to_have_count(2)
    for chart, law in zip(charts.all(), ("May 2003", "April 2008"), strict=True):
        label = chart.locator(".annotation-text", has_text=re.compile(r"Full\s*criminalization"))
        label.last.scroll_into_view_if_needed()
        x, y = middle(label.last)
        page.mouse.move(x - 5, y)
        page.mouse.move(x, y)
        expect(chart.locator(".hovertext")).to_contain_text(law)
    chart = charts.first
    years = chart.locator(".xtick")
    before = years.all_text_contents()
    series = chart.locator(".nsewdrag").nth(1)  # the index, where no label is under the pointer
    series.scroll_into_view_if_needed()
    x, y = middle(series)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 100, y + 3, steps=5)
    page.mouse.up()
    expect(years).not_to_have_text(before)
    assert faults == []


def test_an_explorer_on_a_page_is_a_picture_and_says_so(written, page):
    page.goto(written.as_uri())
    expect(page.locator(".tl-still img")).to_be_visible()
    expect(page.locator(".tl-still")).to_contain_text("the explorer needs Python")
    expect(page.get_by_text("<Explorer:")).to_be_hidden()


def test_a_page_holds_plotly_once_and_pictures_where_no_script_runs(written, browser):
    text = written.read_text(encoding="utf-8")
    assert text.count("plotly.js v") == 1
    assert len(text) < 6_000_000
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(written.as_uri())
        expect(page.get_by_role("img", name="<Chart: Kazakhstan, 2000–2025")).to_be_visible()
