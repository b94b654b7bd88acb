"""Fixtures and rules of all tests.

``page`` is a page in a real Chrome or Chromium (pytest-playwright) that may ask only this machine;
``lab`` is a real JupyterLab, and ``lab_page`` a page in which it is open; ``records`` are the
records of data/timelines.csv. Tests that use a browser are marked ``browser`` automatically. Each
process starts one browser at most, and one process runs all tests of JupyterLab, so that it starts
once.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from browsers import find_browser, why_none

ROOT = Path(__file__).parent.parent
CI = os.environ.get("CI", "").lower() in ("1", "true")
BROWSER_FIXTURES = {"playwright", "lab_server"}
LONG = {"test_oldest.py", "test_wheel.py", "test_notebooks.py", "test_settings.py"}
"""What starts early, so that no process waits for it at the end."""
LOCAL = ("http://127.0.0.1:", "ws://127.0.0.1:", "http://localhost:", "ws://localhost:")
LOCAL += ("data:", "blob:", "file:", "about:")
PATIENCE_MS = 60_000
"""For what happens in a browser: on a busy machine a kernel may answer late."""


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONG)
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
        if "lab_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("lab"))
        group = item.get_closest_marker("xdist_group")
        # pytest 9.2: pytest-xdist 3.8 writes the group elsewhere
        if config.getoption("loadgroup", False) and group and hasattr(item, "_id"):
            item._id = type(item._id).parse(f"{item.nodeid}@{group.args[0]}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and (reason := why_none()):
        pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Let nothing be skipped in CI."""
    report = yield
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: CI skips no test. {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report = yield
    if CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid}: CI skips no test. {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Start the browser that is here, with the fonts that are here, cut off from the network."""
    from playwright.sync_api import expect

    expect.set_options(timeout=PATIENCE_MS)
    return {
        **browser_type_launch_args,
        "executable_path": find_browser(),
        "args": [
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-gpu",
            "--disable-quic",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            "--no-default-browser-check",
            "--no-first-run",
            "--no-proxy-server",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return {
        **browser_context_args,
        "locale": "en-US",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture
def theirs() -> tuple[str, ...]:
    """Beginnings of addresses elsewhere that are not asked on our account; none, but in a test."""
    return ()


def watch(context) -> list[str]:
    """Addresses that pages of a browser context ask for, as they do; its pages are waited for."""
    context.set_default_timeout(PATIENCE_MS)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("page", lambda page: page.on("websocket", lambda socket: asked.append(socket.url)))
    return asked


def refuse(asked: list[str], theirs: tuple[str, ...] = ()) -> None:
    outside = sorted({url for url in asked if not url.startswith((*LOCAL, *theirs))})
    assert not outside, f"asked other machines: {outside}"


@pytest.fixture
def context(context, theirs) -> Iterator:
    """A browser context of one test; it fails if a page of it asks another machine for anything."""
    asked = watch(context)
    yield context
    refuse(asked, theirs)


@pytest.fixture(scope="session")
def tab(browser, browser_context_args) -> Iterator:
    context = browser.new_context(**browser_context_args)
    asked = watch(context)
    yield context.new_page(), asked
    context.close()


@pytest.fixture
def page(tab, browser_context_args, theirs) -> Iterator:
    """A page that other tests have used: the browser has compiled the 5 MB of plotly."""
    page, asked = tab
    asked.clear()
    page.set_viewport_size(browser_context_args["viewport"])
    yield page
    page.mouse.move(0, 0)
    page.unroute_all()
    page.goto("about:blank")
    refuse(asked, theirs)


@pytest.fixture(scope="session")
def address(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("page") / "kaz.html"


@pytest.fixture
def show(page, address) -> Callable:
    """Save a chart as a page, and open it; at one address, so that plotly is compiled once."""

    def shown(chart):
        page.goto(chart.save(address).as_uri())
        page.wait_for_selector("#timeline .main-svg")
        return page

    return shown


@pytest.fixture
def faults(page) -> Iterator[list[str]]:
    """What the page's console calls an error, and where it comes from, as it happens."""
    found: list[str] = []

    def thrown(error) -> None:
        found.append(error.stack or str(error))

    def logged(said) -> None:
        if said.type == "error":
            found.append(f"{said.text} {said.location['url']}")

    page.on("pageerror", thrown)
    page.on("console", logged)
    yield found
    page.remove_listener("pageerror", thrown)
    page.remove_listener("console", logged)


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    from lab import Lab

    server = Lab(tmp_path_factory.mktemp("lab"))
    yield server
    server.stop()


@pytest.fixture
def lab(lab_server) -> Iterator:
    """JupyterLab, no kernel yet: ``lab.open(page, "notebooks/x.ipynb")``, ``lab.run_all(page)``."""
    yield lab_server
    lab_server.close_kernels()


@pytest.fixture(scope="session")
def lab_tab(browser, browser_context_args) -> Iterator:
    may = ["clipboard-read", "clipboard-write"]
    context = browser.new_context(**browser_context_args, permissions=may)
    asked = watch(context)
    yield context.new_page(), asked
    context.close()


@pytest.fixture
def lab_page(request, lab_tab) -> Iterator:
    """A page for JupyterLab: it stays loaded from test to test, until one fails."""
    page, asked = lab_tab
    asked.clear()
    page.set_viewport_size({"width": 1440, "height": 900})
    failed = request.session.testsfailed
    yield page
    if request.session.testsfailed > failed:
        page.goto("about:blank")
    refuse(asked)


@pytest.fixture(scope="session")
def records():
    """The records of data/timelines.csv."""
    import tinytl as tl

    return tl.read_csv(ROOT / "data" / "timelines.csv")
