"""The notebooks run from top to bottom, in order, without a warning, and show what they say."""

import json
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture
def workplace(tmp_path):
    """A copy of what a notebook may read, so that what it writes is left nowhere."""
    for name in ("data", "notebooks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "published.csv", tmp_path / "tests")
    return tmp_path


def run(path):
    import nbformat  # which takes a second to load
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": path.parent}}
    )
    return client.execute()


@pytest.mark.full
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebook_runs_without_error_or_warning(path, workplace):
    done = run(workplace / "notebooks" / path.name)
    outputs = [out for cell in done.cells for out in cell.get("outputs", [])]
    assert outputs
    assert [out["text"] for out in outputs if out.get("name") == "stderr"] == []


@pytest.mark.full
def test_the_first_notebook_shows_both_charts_and_writes_all_files(workplace):
    done = run(workplace / "notebooks" / "01_figure9.ipynb")
    charts = [
        out["data"]
        for cell in done.cells
        for out in cell.get("outputs", [])
        if "application/vnd.plotly.v1+json" in out.get("data", {})
    ]
    assert [chart["text/plain"].split(";")[0] for chart in charts] == [
        "<Chart: Kazakhstan, 2000–2014",
        "<Chart: Kazakhstan, 2000–2025",
    ]
    assert all(chart["image/svg+xml"] for chart in charts)
    written = {path.name for path in (workplace / "figures").iterdir()}
    assert written == {
        f"kaz_{name}.{ending}"
        for name in ("figure9", "timeline")
        for ending in ("html", "pdf", "svg", "png")
    }


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_no_logic(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert not [word for word in ("def ", "class ", "sys.path", "while ") if word in code]
    assert "".join(cells[0]["source"]).startswith("# ")


def test_the_first_notebook_draws_in_jupyterlab(lab_page, lab):
    page = lab_page
    lab.open(page, "notebooks/01_figure9.ipynb")
    lab.run_all(page)
    page.wait_for_function("document.querySelectorAll('.js-plotly-plot .annotation').length > 20")
    plots = page.locator(".js-plotly-plot")
    assert plots.count() == 2
    assert plots.nth(0).locator(".annotation-text", has_text="Full criminalization").count() == 1
    mark = plots.nth(1).locator(
        ".annotation-text", has_text=re.compile(r"Partial\s*criminalization")
    )
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.move(box["x"] + 8, box["y"] + 6)
    page.wait_for_selector(".hovertext")
    assert "February 2002" in page.locator(".hovertext").text_content()
