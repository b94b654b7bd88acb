"""The documentation builds without a warning, loads nothing from elsewhere, and is accessible."""

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

import tinytl as tl
from test_project import committed_files

ROOT = Path(__file__).parents[1]
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
pytestmark = [pytest.mark.full, pytest.mark.xdist_group("site")]


class Page(HTMLParser):
    """What a page links to, loads and names."""

    def __init__(self, file):
        super().__init__()
        self.links, self.names, self.language, self.skips = set(), set(), "", False
        self.text = file.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.names |= {found[key] for key in ("id", "name") if found.get(key)}
        self.links |= {found[key] for key in ("href", "src") if found.get(key)}
        if tag == "html":
            self.language = found.get("lang")
        self.skips |= tag == "a" and found.get("href") == "#main-content"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The documentation, built from a copy of what is committed."""
    pytest.importorskip("pydata_sphinx_theme", reason="make .venv/docs installs what builds it")
    copy = tmp_path_factory.mktemp("site") / "copy"
    for file in committed_files():
        target = copy / file.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target)
    done = subprocess.run(
        [sys.executable, "docs/build.py"], cwd=copy, capture_output=True, encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(copy)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return copy / "site"


@pytest.fixture(scope="module")
def pages(site):
    files = (file.resolve() for file in site.rglob("*.html"))
    return {file: Page(file) for file in files if "_static" not in file.parts}


@pytest.fixture(scope="module")
def address(site):
    """The address of a server of the site."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    handler = functools.partial(Quiet, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_site_has_at_most_40_mb_and_plotly_once(site):
    files = [file for file in site.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < 40_000_000
    large = [file.name for file in files if file.stat().st_size > 1_500_000]
    assert large == ["plotly.min.js"]


def test_every_internal_link_leads_to_a_page_and_a_place_on_it(site, pages):
    broken = []
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            known = pages[target].names if target in pages else None
            if not target.is_file() or (parts.fragment and known and parts.fragment not in known):
                broken.append(f"{file.relative_to(site)}: {link}")
    assert broken == []


def test_no_page_loads_anything_from_elsewhere(pages):
    loads = r"<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=[\"']?(?:https?:)?//[^>]*>"
    found = {file.name: re.findall(loads, page.text) for file, page in pages.items()}
    assert {name: urls for name, urls in found.items() if urls} == {}


def test_every_page_has_a_language_a_title_and_a_link_that_skips_to_its_text(pages):
    for file, page in pages.items():
        assert page.language == "en", file
        assert page.skips, file
        assert re.search(r"<title>\s*[^<\s]", page.text), file


def test_every_country_has_its_page_and_its_rows(site, pages, records):
    codes = {subject.code for subject in tl.overview(records).subjects}
    atlas = site.resolve() / "atlas"
    assert {file.stem.upper() for file in atlas.glob("???.html")} == codes
    index = pages[atlas / "index.html"]
    assert {f"{code.lower()}.html" for code in codes} <= index.links
    for code in codes:
        rows = tl.read_csv(atlas / f"{code.lower()}.csv")
        assert set(rows["country"]) == {code}
        own = records[records["country"] == code]
        assert set(own["start"]) >= set(rows["start"]) and len(rows) > 0


def test_the_names_in_the_overview_lead_to_their_countries(address, page):
    page.goto(f"{address}/atlas/index.html")
    page.wait_for_selector(".tl-chart[data-drawn]")
    links = page.locator(".tl-chart g[class$='tick'] a")
    assert links.count() == 189
    links.get_by_text("Kazakhstan", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/atlas/kaz.html")
    assert page.title().startswith("Kazakhstan")
    page.go_back()
    page.wait_for_selector(".tl-chart[data-drawn]")
    fiji = links.get_by_text("Fiji", exact=True)
    fiji.scroll_into_view_if_needed()
    box = fiji.bounding_box()
    page.mouse.click(box["x"] + 5, box["y"] + 6)
    page.wait_for_url("**/atlas/fji.html")


@pytest.mark.parametrize("name", ["index", "atlas/index", "atlas/kaz", "howto/own_table"])
def test_axe_finds_nothing_serious_on(name, address, page, faults):
    page.goto(f"{address}/{name}.html")
    page.wait_for_function("!document.querySelector('.tl-chart:not([data-drawn])')")
    assert page.locator(".tl-chart .main-svg").count() > 0
    assert [fault for fault in faults if "favicon" not in fault] == []
    found = Axe().run(page).response["violations"]
    serious = [v for v in found if v["impact"] in ("serious", "critical")]
    assert [(v["id"], v["nodes"][0]["html"]) for v in serious] == []


def test_every_public_name_has_a_page_of_the_reference(site):
    assert set(re.findall(r"^   (\w+)$", REFERENCE, re.M)) == set(tl.__all__)
    for name in tl.__all__:
        assert (site / "reference" / f"tinytl.{name}.html").is_file()


def test_the_files_of_a_release_pass_the_checks_of_package_indexes(tmp_path):
    pytest.importorskip("twine", reason="make .venv/docs installs it")
    build = [sys.executable, "-m", "hatchling", "build", "-d", tmp_path]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    files = sorted(tmp_path.iterdir())
    assert [file.suffix for file in files] == [".whl", ".gz"]
    for check in (["twine", "check", "--strict", *files], ["check_wheel_contents", files[0]]):
        command = [sys.executable, "-m", *check]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr
