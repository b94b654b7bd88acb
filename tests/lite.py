"""Python in a browser: docs/lite.html draws Kazakhstan, the same bytes as Python here.

``TINYTL_PYODIDE=folder python -m pytest tests/lite.py``, with a release of Pyodide in the folder.
No index of packages has one, and it weighs some 400 MB: `make test` leaves this out.
"""

import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from playwright.sync_api import expect

import tinytl as tl
from pure import needed

ROOT = Path(__file__).parents[1]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that prints nothing."""

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Address of the page with its wheel, Pyodide, and an index of what Pyodide lacks."""
    folder = tmp_path_factory.mktemp("lite")
    (folder / "pyodide").symlink_to(Path(os.environ["TINYTL_PYODIDE"]).resolve())
    lock = json.loads((folder / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))
    own = {name: package["version"] for name, package in lock["packages"].items()}
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    shutil.copy(ROOT / "docs" / "lite.html", folder / "index.html")
    pip = [
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:",
        "--platform", "any", "--python-version", lock["info"]["python"],
    ]  # fmt: skip
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        for name, version, has in needed(own):
            if not has:
                place = folder / "simple" / name
                subprocess.run([*pip, "--dest", str(place), f"{name}=={version}"], check=True)
                (wheel,) = place.glob("*.whl")
                link = f'<a href="{address}/simple/{name}/{wheel.name}">{wheel.name}</a>'
                (place / "index.html").write_text(link, encoding="utf-8")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


def test_the_page_draws_kazakhstan_as_python_here_does(site, page, tmp_path):
    page.goto(f"{site}/?offline")
    page.get_by_role("button", name="Draw").click()
    said = page.get_by_role("status")
    expect(said).to_have_text(re.compile("Drawn|Error|Expected"), timeout=300_000)
    assert said.inner_text() == "Drawn"
    expect(page.frame_locator("iframe").locator(".js-plotly-plot")).to_be_visible()
    drawn = page.evaluate("async () => (await fetch(document.querySelector('iframe').src)).text()")
    here = tl.timeline(tl.read_csv(), "KAZ").save(tmp_path / "chart.html")
    assert drawn == here.read_text(encoding="utf-8")
