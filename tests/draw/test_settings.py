"""What a user has set for matplotlib and warnings changes no file, and stays as it is."""

import hashlib
import json
import subprocess
import sys
import threading
import warnings

import matplotlib
import pytest
from matplotlib import font_manager
from matplotlib.figure import Figure

import tinytl as tl
from tinytl.draw import matplotlib_files

FORMATS = ("pdf", "eps", "png", "tif")
THREADS = """
import hashlib, json, sys, warnings
from concurrent.futures import ThreadPoolExecutor
import matplotlib, tinytl as tl
matplotlib.rcParams["font.size"] = 17
matplotlib.rcParams["pdf.fonttype"] = 3
before, filters = dict(matplotlib.rcParams), list(warnings.filters)
records, folder = tl.read_csv(), sys.argv[1]
chart = tl.timeline(records, "KAZ", width="183mm", tracks=["law", "rating"])
def save(number):
    ending = ("pdf", "png", "tif", "html")[number % 4]
    return ending, chart.save(f"{folder}/{number}.{ending}", dpi=72, cdn=True).read_bytes()
with ThreadPoolExecutor(int(sys.argv[2])) as pool:
    files = [*pool.map(save, range(16 if int(sys.argv[2]) > 1 else 4))]
print(json.dumps({
    "files": sorted({(ending, hashlib.sha256(data).hexdigest()) for ending, data in files}),
    "settings": dict(matplotlib.rcParams) == before and type(matplotlib.rcParams).__name__,
    "filters": [f for f in warnings.filters if "plotly" not in str(f)] == filters,  # its own
}))
"""


def saved_by(threads, folder):
    command = [sys.executable, "-c", THREADS, str(folder), str(threads)]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def test_sixteen_saves_by_eight_threads_at_first_use_are_those_of_one(tmp_path):
    alone, together = saved_by(1, tmp_path), saved_by(8, tmp_path)
    assert len(alone["files"]) == 4
    assert together == alone
    assert (alone["settings"], alone["filters"]) == ("RcParams", True)


@pytest.fixture(scope="module")
def chart(records):
    return tl.timeline(records, "KAZ", width="89mm", tracks=["rating", "law"], max_rows=2)


def checksums(chart, folder):
    return [
        hashlib.sha256(chart.save(folder / f"a.{ending}", dpi=72).read_bytes()).hexdigest()
        for ending in FORMATS
    ]


def others(key, value):
    """Another value of each setting of matplotlib that has one of a simple kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    return {
        "auto": "red", "white": "red", "black": "red", "C0": "red", "face": "red",
        "sans-serif": "serif", "normal": "italic", "butt": "round", "round": "bevel",
        "None": "o", "-": "--",
    }.get(value if isinstance(value, str) else None)  # fmt: skip


def test_no_setting_of_matplotlib_changes_a_byte(chart, tmp_path):
    before = checksums(chart, tmp_path)
    changed = []
    with matplotlib.rc_context():
        for key, value in dict.items(matplotlib.rcParamsDefault):
            other = others(key, value)
            if other is None or key.startswith(("_", "backend", "toolbar", "interactive")):
                continue
            try:
                matplotlib.rcParams[key] = other
            except (ValueError, RuntimeError):
                continue
            changed.append(key)
        assert {"font.size", "lines.linewidth", "path.snap"} <= set(changed)
        assert len(changed) > 150
        assert checksums(chart, tmp_path) == before


def test_another_thread_sees_its_own_settings_while_a_file_is_drawn(chart, tmp_path, monkeypatch):
    seen, inside, go_on = [], threading.Event(), threading.Event()
    real = matplotlib_files.draw_figure

    def slowly(scene):
        seen.append(("ours", matplotlib.rcParams["font.size"]))
        inside.set()
        go_on.wait(20)
        return real(scene)

    monkeypatch.setattr(matplotlib_files, "draw_figure", slowly)
    with matplotlib.rc_context({"font.size": 17, "pdf.fonttype": 3}):
        saving = threading.Thread(target=chart.save, args=(tmp_path / "a.pdf",))
        saving.start()
        inside.wait(20)
        with matplotlib.rc_context({"axes.linewidth": 3}):  # leaves all as it was at its beginning
            seen.append(("theirs", matplotlib.rcParams["font.size"]))
            title = Figure().text(0, 0, "theirs")
            go_on.set()
            saving.join()
        seen.append(
            ("after", matplotlib.rcParams["font.size"], matplotlib.rcParams["pdf.fonttype"])
        )
    assert seen == [("ours", 10), ("theirs", 17), ("after", 17, 3)]
    assert title.get_fontsize() == 17


@pytest.mark.parametrize("ending", FORMATS)
def test_nothing_filters_warnings_for_the_whole_process(chart, tmp_path, monkeypatch, ending):
    def refuse(*_, **__):
        raise AssertionError("catch_warnings is for the whole process")

    chart.save(tmp_path / f"a.{ending}")  # what is imported may
    monkeypatch.setattr(warnings, "catch_warnings", refuse)
    chart.save(tmp_path / f"a.{ending}")


def test_the_list_of_fonts_keeps_nothing_of_ours(tmp_path):
    (tmp_path / "own.csv").write_text(
        "country,kind,start,end,label\nRuritania,law,2003-05,,قانون 2003 und Gesetz\n", "utf-8"
    )
    before = list(font_manager.fontManager.ttflist)
    mine = tl.timeline(tl.read_csv(tmp_path / "own.csv"), "Ruritania", width="89mm")
    mine.save(tmp_path / "a.pdf")
    mine.save(tmp_path / "a.png")
    assert list(font_manager.fontManager.ttflist) == before
