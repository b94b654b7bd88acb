"""In a browser Python is Pyodide: what stands in its way there.

tests/lite.py draws a chart in one. It needs a release of Pyodide, which no index of packages has.
"""

import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

from playwright.sync_api import expect

import tinytl as tl
from pure import needed

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "lite.html").read_text(encoding="utf-8")
PYODIDE = {
    "fonttools": "4.62.1", "ipython": "9.12.0", "matplotlib": "3.10.8", "narwhals": "2.18.1",
    "numpy": "2.4.6", "packaging": "26.1", "pandas": "3.0.2", "pillow": "12.2.0", "tqdm": "4.67.3",
    "traitlets": "5.14.3", "typing-extensions": "4.15.0",
}  # fmt: skip
"""What Pyodide 314.0.7 brings of what is needed, by its pyodide-lock.json."""
ALSO_PURE = {"psygnal"}
"""What has a wheel of pure Python beside those for one machine, which is installed here."""


def test_pyodide_has_what_is_needed_or_it_is_pure_python():
    found = list(needed(PYODIDE))
    assert {"pandas", "matplotlib", "plotly", "anywidget"} <= {name for name, _, _ in found}
    lacking = {name for name, _, has in found if not has} - ALSO_PURE
    compiled = [n for n in lacking if "-none-any" not in distribution(n).read_text("WHEEL")]
    assert not compiled, f"Pyodide has no {compiled} in a version that will do"


def test_the_list_of_pyodide_holds_what_is_needed_and_no_more():
    assert set(PYODIDE) == {name for name, _, has in needed(PYODIDE) if has}


# A browser starts no thread and no other program, and opens no socket.
LACKS = """
import socket, subprocess, sys, threading
for name in ("_multiprocessing", "_sqlite3", "_ssl"):
    sys.modules[name] = None
def refused(*args, **options):
    raise RuntimeError("can't start new thread")
threading.Thread.start = subprocess.Popen.__init__ = socket.socket.__init__ = refused
import tinytl as tl
from tinytl.formats import PAPER_FORMATS
chart = tl.timeline(tl.read_csv(), "KAZ")
formats = ["html", *(ending[1:] for ending in PAPER_FORMATS)]
print(*(path.suffix for path in tl.save_all([chart], sys.argv[1], formats=formats)))
"""


def test_it_draws_without_what_a_browser_lacks(tmp_path):
    run = [sys.executable, "-W", "error", "-c", LACKS, str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [".html", ".pdf", ".svg", ".eps", ".png", ".tif", ".tiff"]


def test_the_page_installs_the_wheel_that_is_built():
    assert re.search(r'WHEEL = "(.+?)"', PAGE)[1] == f"tinytl-{tl.__version__}-py3-none-any.whl"


def test_what_the_page_offers_draws_kazakhstan():
    *lines, last = re.search(r"<textarea.*?>(.*?)</textarea>", PAGE, re.S)[1].splitlines()
    names: dict = {}
    exec("\n".join(lines), names)
    assert eval(last, names).title == "Kazakhstan, 2000–2025"


def test_the_page_asks_only_for_what_is_beside_it_or_what_one_names():
    assert not re.findall(r"https?:|//[a-z]+\.", PAGE)


def test_without_pyodide_the_page_says_what_it_lacks(page):
    page.goto((ROOT / "docs" / "lite.html").as_uri())
    page.get_by_role("button", name="Draw").click()
    said = "pyodide/pyodide.mjs\nExpected Pyodide 314 or later, with its packages."
    expect(page.get_by_role("status")).to_contain_text(said)
    page.get_by_label("Pyodide").fill("elsewhere/")
    page.get_by_role("button", name="Draw").click()
    expect(page.get_by_role("status")).to_contain_text("elsewhere/pyodide.mjs")
