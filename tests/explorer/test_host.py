"""An explorer and the page that shows it: the figure waits for the width, but not for ever."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import SimpleNamespace

import pytest

import tinytl as tl
from tinytl.draw import plotly_figure, webfonts
from tinytl.explorer import host, widget


class Shell:
    """The parts of a shell of IPython that an explorer uses."""

    def __init__(self, **metadata):
        self.waiting = []
        self.events = SimpleNamespace(
            register=lambda name, act: self.waiting.append((name, act)),
            unregister=lambda name, act: self.waiting.remove((name, act)),
        )
        self.get_parent = lambda: {"metadata": metadata}

    def run_next_cell(self):
        for name, act in [*self.waiting]:
            assert name == "pre_run_cell"
            act(None)


@pytest.fixture
def shell(monkeypatch):
    """A cell that the page of a notebook has sent."""
    shell = Shell(cellId="1")
    monkeypatch.setattr(host, "_shell", lambda: shell)
    return shell


@pytest.fixture
def drawings(monkeypatch):
    """The widths for which charts are drawn, in points; 0 for that of the chart itself."""
    rooms, draw = [], widget.chart_of

    def noted(story, view, room=0.0):
        rooms.append(room)
        return draw(story, view, room)

    monkeypatch.setattr(widget, "chart_of", noted)
    return rooms


@pytest.fixture
def few(records):
    return records[records.country.isin(["KAZ", "ARM", "MOZ", "IDN"])]


def run_loop(coroutine):
    """Run a coroutine in a separate thread: Playwright's loop runs in the main thread."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, coroutine).result()


def in_kernel(does):
    """Run a function where a loop runs, as in a kernel."""

    async def run():
        does()

    run_loop(run())


def test_the_figure_is_drawn_once_for_the_width_that_the_page_tells(few, shell, drawings):
    def does():
        explorer = tl.explore(few)
        assert explorer._seen["sheets"] == [] and explorer._seen["message"] == ""
        explorer.set_state({"_dark": True})
        assert drawings == []
        explorer.set_state({"_room": 1200})
        assert drawings == [900.0]
        (sheet,) = explorer._seen["sheets"]
        assert sheet["least"] == 1200
        assert shell.waiting == []

    in_kernel(does)


def test_what_the_page_shows_is_the_chart_laid_out_for_it(few):
    explorer = tl.explore(few)
    explorer._room = 1200.0
    chart = tl.overview(few)
    wide = chart.layout(replace(chart.page, width=900.0))
    assert wide != chart.scene
    drawn = explorer._seen["sheets"][0]["figure"]
    assert drawn == webfonts.dressed(plotly_figure.figure_dict(wide))
    assert explorer.chart.scene == chart.scene


def test_one_change_draws_one_chart_and_a_file_of_it_another_if_it_is_fluid(few, drawings):
    explorer = tl.explore(few)
    explorer._room = 1200.0
    drawings.clear()
    for change in (
        {"sort": "similar"},
        {"view": "shares"},
        {"view": "compare"},
        {"country": "ARM"},
    ):
        explorer.set_state(change)
    assert len(drawings) == 4 and 0.0 not in drawings
    explorer.width = "89mm"
    assert len(drawings) == 5
    assert explorer.chart.page.width < 260 and len(drawings) == 5


def test_before_the_next_cell_runs_the_figure_is_there(few, shell, drawings):
    def does():
        explorer = tl.explore(few)
        shell.run_next_cell()
        assert len(explorer._seen["sheets"]) == 1 and drawings == [0.0]
        shell.run_next_cell()
        explorer.set_state({"_room": 1200})
        assert explorer._seen["sheets"][0]["least"] == 1200

    in_kernel(does)


def test_a_page_that_tells_nothing_is_not_waited_for(few, shell, monkeypatch):
    monkeypatch.setattr(widget, "PAGE_SECONDS", 0.05)

    async def run():
        explorer = tl.explore(few)
        assert explorer._seen["sheets"] == []
        await asyncio.sleep(0.2)
        assert len(explorer._seen["sheets"]) == 1 and shell.waiting == []

    run_loop(run())


@pytest.mark.parametrize("parent", [Shell(), None], ids=["no page", "no kernel"])
def test_without_a_page_the_figure_is_sent_at_once(few, monkeypatch, parent):
    monkeypatch.setattr(host, "_shell", lambda: parent)
    explorer = tl.explore(few)
    assert len(explorer._seen["sheets"]) == 1


def test_the_picture_for_pages_without_widgets_follows_the_figure(few, shell, monkeypatch):
    monkeypatch.setattr(host, "PICTURE_SECONDS", 0.05)
    shown, later = [], []

    def display(data, **options):
        shown.append(data)
        return (
            SimpleNamespace(update=lambda data, raw: later.append(data))
            if options.get("display_id")
            else None
        )

    monkeypatch.setattr("IPython.display.display", display)

    async def run():
        explorer = tl.explore(few, "KAZ")
        explorer._ipython_display_()
        assert shown[1] == {"text/html": "", "text/plain": repr(explorer)}
        assert later == []
        explorer.set_state({"_room": 1200})
        await asyncio.sleep(0.3)
        ((picture),) = later
        assert 'src="data:image/svg+xml;base64,' in picture["text/html"]
        assert explorer.chart.page.width == 540

    run_loop(run())


def test_a_cell_that_follows_gets_the_picture_before_it_runs(few, shell, monkeypatch):
    later = []
    handle = SimpleNamespace(update=lambda data, raw: later.append(data))
    monkeypatch.setattr("IPython.display.display", lambda data, **_: handle)

    def does():
        tl.explore(few, "KAZ")._ipython_display_()
        shell.run_next_cell()
        assert len(later) == 1 and "base64" in later[0]["text/html"]

    in_kernel(does)
