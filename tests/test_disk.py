"""A file on disk is whole or not there, and no file that is not ours is overwritten by words."""

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import tinytl as tl
from tinytl import disk

SAVE = """
import sys, tinytl as tl
records = tl.read_csv()
chart = tl.timeline(records, "KAZ", width="183mm")
"""
WORDS = ["kaz.alt.txt", "kaz.bib", "kaz.caption.txt"]


@pytest.fixture(scope="module")
def chart(records):
    return tl.timeline(records, "KAZ", tracks=["rating", "law"], width="183mm")


@pytest.fixture(scope="module")
def other(records):
    return tl.timeline(records, "KAZ", tracks=["law"], width="183mm")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# --- whole or not there ----------------------------------------------------------------------


def test_a_process_that_is_killed_while_it_saves_leaves_whole_files(tmp_path):
    """However far it came: the file is the old one or a whole new one."""
    old = b"%PDF-1.4 the old one %%EOF"
    code = SAVE + "print(flush=True)\nwhile True:\n    chart.save(sys.argv[1], words=True)"
    target = tmp_path / "kaz.pdf"
    target.write_bytes(old)
    for wait in (0.0, 0.31, 0.57):
        child = subprocess.Popen(
            [sys.executable, "-c", code, str(target)], stdout=subprocess.PIPE, cwd=tmp_path
        )
        child.stdout.readline()
        time.sleep(wait)
        child.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        child.wait()
        child.stdout.close()
        data = target.read_bytes()
        assert data == old or tl.open(target).title == "Kazakhstan, 2000–2025"
    assert [name for name in names(tmp_path) if not name.startswith(".tinytl-")] in (
        ["kaz.pdf"], sorted(["kaz.pdf", *WORDS]),
    )  # fmt: skip


def test_a_reader_beside_two_writers_sees_whole_files_only(chart, other, tmp_path):
    target = tmp_path / "kaz.svg"
    both = {one.save(target).read_bytes() for one in (chart, other)}
    done = threading.Event()

    def write(one):
        while not done.is_set():
            one.save(target)

    writers = [threading.Thread(target=write, args=(one,)) for one in (chart, other)]
    for writer in writers:
        writer.start()
    try:
        assert {target.read_bytes() for _ in range(500)} <= both
    finally:
        done.set()
        for writer in writers:
            writer.join()
    assert names(tmp_path) == ["kaz.svg"]


@pytest.mark.skipif(sys.platform == "win32", reason="has no limits for processes")
def test_a_full_disk_leaves_all_as_it_was(chart, tmp_path):
    chart.save(tmp_path / "kaz.svg", words=True)
    before = contents(tmp_path)
    code = SAVE + (
        "from tinytl.draw import fonts; fonts.file(True), fonts.file(False)\n"
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\n"
        "try:\n    chart.save(sys.argv[1], words=True)\n"
        "except tl.ExportError as error:\n    print(error)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "kaz.svg")]
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    assert "kaz.svg' cannot be written: File too large" in said
    assert contents(tmp_path) == before


@pytest.mark.parametrize("step", range(1, 5))
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("there", [True, False])
def test_chart_and_words_are_written_together_or_not_at_all(
    chart, other, tmp_path, monkeypatch, step, error, call, there
):
    if there:
        other.save(tmp_path / "kaz.svg", words=True)
    before = contents(tmp_path)
    owner = os if call == "fsync" else Path
    real, count = getattr(owner, call), []

    def failing(*arguments):
        count.append(1)
        if len(count) == step:
            raise error
        return real(*arguments)

    monkeypatch.setattr(owner, call, failing)
    with pytest.raises((tl.ExportError, KeyboardInterrupt)):
        chart.save(tmp_path / "kaz.svg", words=True)
    assert contents(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_new_file_has_the_mode_that_the_umask_gives_and_an_old_one_keeps_its_own(chart, tmp_path):
    before = os.umask(0o027)
    try:
        new = chart.save(tmp_path / "kaz.svg")
        assert stat.S_IMODE(new.stat().st_mode) == 0o640
        new.chmod(0o604)
        chart.save(new)
        assert stat.S_IMODE(new.stat().st_mode) == 0o604
    finally:
        os.umask(before)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own")
def test_links_stay_links_and_their_targets_are_written(chart, tmp_path):
    (tmp_path / "far").mkdir()
    (tmp_path / "kaz.svg").symlink_to("far/real.svg")
    chart.save(tmp_path / "kaz.svg")
    chart.save(tmp_path / "kaz.svg")
    assert (tmp_path / "kaz.svg").is_symlink()
    assert tl.open(tmp_path / "far" / "real.svg").title == chart.title
    (tmp_path / "round.svg").symlink_to("round.svg")
    with pytest.raises(tl.ExportError, match=r"round.svg' cannot be written: \w+"):
        chart.save(tmp_path / "round.svg")
    assert (tmp_path / "round.svg").is_symlink()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes with names")
def test_what_is_no_file_is_not_replaced_by_one(chart, tmp_path):
    os.mkfifo(tmp_path / "pipe.svg")
    with pytest.raises(tl.ExportError, match=r"pipe.svg' cannot be written: it is there, and no"):
        chart.save(tmp_path / "pipe.svg")
    assert stat.S_ISFIFO((tmp_path / "pipe.svg").stat().st_mode)


def test_nothing_in_the_package_writes_to_a_file_but_one_function():
    """Each of these words opens a file for writing, or could."""
    package = Path(tl.__file__).parent
    words = ("write_bytes", "write_text", "savefig", "write_html", "to_csv", '"w', '"xb', '"a"')
    found = {
        (file.relative_to(package).as_posix(), word)
        for file in package.rglob("*.py")
        for word in words
        if f"{word}(" in (text := file.read_text(encoding="utf-8")) or f"open({word}" in text
    }
    assert found == {
        ("disk.py", '"xb'),
        ("draw/matplotlib_files.py", "savefig"),
    }  # that one into memory


# --- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WORDS)
def test_words_do_not_overwrite_what_somebody_else_has_written(chart, tmp_path, name):
    (tmp_path / name).write_text("% My own.\n", encoding="utf-8")
    with pytest.raises(tl.ExportError, match=rf"{name}' was not written by tinytl, and words=True"):
        chart.save(tmp_path / "kaz.svg", words=True)
    assert names(tmp_path) == [name]
    assert (tmp_path / name).read_text(encoding="utf-8") == "% My own.\n"


@pytest.mark.parametrize("name", WORDS)
def test_words_that_were_edited_are_not_overwritten(chart, other, tmp_path, name):
    chart.save(tmp_path / "kaz.svg", words=True)
    text = (tmp_path / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(f"Better: {text}", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(tl.ExportError, match=rf"{name}' was edited since tinytl wrote it, and"):
        other.save(tmp_path / "kaz.svg", words=True)
    assert contents(tmp_path) == before


def test_words_that_tinytl_has_written_are_renewed_whatever_git_does_to_their_lines(
    chart, other, tmp_path
):
    chart.save(tmp_path / "kaz.svg", words=True)
    for name in WORDS:
        data = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    other.save(tmp_path / "kaz.svg", words=True)
    caption = (tmp_path / "kaz.caption.txt").read_text(encoding="utf-8")
    assert caption.splitlines()[0] == other.caption
    assert caption.splitlines()[1].startswith("% Written by tinytl, checksum ")


def test_the_sources_of_the_table_are_never_overwritten(records, tmp_path):
    """Not even where tinytl has written them."""
    first = tl.timeline(records, "KAZ", tracks=["rating", "law"], width="183mm")
    first.save(tmp_path / "sources.svg", words=True)
    mine = records.copy()
    mine.attrs = {**records.attrs, "sources": str(tmp_path / "sources.bib")}
    fewer = tl.timeline(mine, "KAZ", tracks=["law"], width="183mm")
    before = contents(tmp_path)
    with pytest.raises(tl.ExportError, match=r"sources.bib' is what the table's sources are read"):
        fewer.save(tmp_path / "sources.svg", words=True)
    assert contents(tmp_path) == before


# --- names -----------------------------------------------------------------------------------


def test_a_name_too_long_for_its_words_is_refused_before_anything_is_written(chart, tmp_path):
    target = tmp_path / "new" / f"{'k' * 246}.svg"
    with pytest.raises(tl.ExportError, match=r"k.caption.txt' cannot be written: File name too"):
        chart.save(target, words=True)
    assert names(tmp_path) == []
    assert chart.save(target).is_file()


@pytest.mark.parametrize(
    "pair", [(1, "1"), ("kaz", "KAZ"), ("straße", "STRASSE"), ("\xe9", "e\u0301"), (None, "None")]
)
def test_two_charts_that_some_system_would_write_to_one_file_are_refused(chart, tmp_path, pair):
    with pytest.raises(tl.ExportError, match="more than one chart of that name; expected one"):
        tl.save_all(dict.fromkeys(pair, chart), tmp_path / "new", formats=("svg",), progress=False)
    assert names(tmp_path) == []


def test_a_format_named_twice_is_written_once(chart, tmp_path):
    paths = tl.save_all([chart], tmp_path, formats=("svg", ".svg", "SVG"), progress=False)
    assert len(paths) == 1 == len(names(tmp_path))


def test_the_home_folder_has_its_usual_sign(chart, records, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert chart.save("~/a/x.svg") == tmp_path / "a" / "x.svg"
    assert tl.open("~/a/x.svg").title == chart.title
    assert tl.save_all([chart], "~/b", formats=("svg",), progress=False) == [tmp_path / "b/kaz.svg"]
    (tmp_path / "mine.csv").write_text("country,kind,start,label\nX,law,2003,A law\n")
    assert len(tl.read_csv("~/mine.csv")) == 1
    (tmp_path / "my.bib").write_text("@misc{mine, author = {Me}, year = 2001}")
    own = records.query("country == 'KAZ'").head(3).copy()
    own["source"] = "mine"
    own.attrs["sources"] = "~/my.bib"
    assert "Me (2001)" in tl.timeline(own, "KAZ").caption
    assert chart.save("~x.svg").name == "~x.svg", "a file may begin so"
    assert names(tmp_path) == ["a", "b", "mine.csv", "my.bib", "~x.svg"]
    with pytest.raises(tl.ExportError, match="there is no user 'nobody-of-that-name'"):
        chart.save("~nobody-of-that-name/x.svg")
    with pytest.raises(tl.RecordError, match="cannot be read"):
        tl.read_csv("~nobody-of-that-name/x.csv")


@pytest.mark.parametrize("call", ["save", "open"])
def test_half_of_a_character_in_a_path_is_told(chart, tmp_path, call):
    for name in (f"{tmp_path}/\ud800.svg", 5, None):
        with pytest.raises(tl.ExportError, match="expected the name of a file"):
            chart.save(name) if call == "save" else tl.open(name)


@pytest.mark.parametrize("ending", ["pdf", "svg", "eps", "png", "tif", "html"])
def test_half_of_a_character_in_a_text_is_told_with_its_place(chart, tmp_path, ending):
    from dataclasses import replace

    odd = replace(chart, selection=replace(chart.selection, title="A \ud83d title"))
    with pytest.raises(
        tl.ExportError, match=r"'A \\ud83d title' has half of a character, '\\ud83d'"
    ):
        odd.save(tmp_path / f"kaz.{ending}")
    assert names(tmp_path) == []


def test_a_file_under_another_name_keeps_what_was_there(tmp_path):
    """Where there are no links, old files are copied."""
    (tmp_path / "a").write_text("old")
    real = Path.hardlink_to
    try:
        Path.hardlink_to = lambda *_: (_ for _ in ()).throw(OSError("none here"))
        with pytest.raises(tl.ExportError):
            disk.write({tmp_path / "a": b"new", tmp_path / "a" / "b": b"new"})
        disk.write({tmp_path / "a": b"new", tmp_path / "c": b"new"})
    finally:
        Path.hardlink_to = real
    assert contents(tmp_path) == {"a": b"new", "c": b"new"}


def test_words_whose_names_are_too_long_are_refused_in_a_folder_that_is_there(chart, tmp_path):
    with pytest.raises(tl.ExportError, match="cannot be written: File name too long"):
        chart.save(tmp_path / f"{'k' * 246}.svg", words=True)
    assert names(tmp_path) == []


@pytest.mark.parametrize("address", ["https://a.org/x.svg", "s3://bucket/x.svg", "file:///x.svg"])
def test_an_address_is_no_place_to_save_to(chart, tmp_path, monkeypatch, address):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(tl.ExportError, match="is an address; expected a file"):
        chart.save(address)
    assert names(tmp_path) == []
