"""Charts and frames are what they were; `make snapshots` takes what is drawn now as right."""

import csv

import pytest

from snapshot import CHARTS, FOLDER, FRAMES, counted, digests, drawn

FEW = 4
"""Elements that are named of each chart."""


def kept(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def named(text: str) -> list[str]:
    """The lines of an SVG with the track that they are of; of another text, the lines."""
    track, found = "page", []
    for line in text.splitlines():
        track = line.partition('label="')[2][:-2] if line.startswith("<g ") else track
        track = "texts" if track != "page" and line.startswith("<text") else track
        found.append(f"{track}: {line}" if "<svg" in text else line)
    return found


def differences(old: str, new: str) -> str:
    """What is no longer there and what is new, element by element; nothing if all is equal."""
    if old == new:
        return ""
    before, now = named(old), named(new)
    gone, come = set(before) - set(now), set(now) - set(before)
    told = [f"  - {line:.180}" for line in before if line in gone][:FEW]
    told += [f"  + {line:.180}" for line in now if line in come][:FEW]
    more = len(gone) + len(come) - len(told)
    told += [f"  and {more} more"] * (more > 0) or ["  the same elements in another order"] * (
        not told
    )
    return "\n".join(told)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_drawn_as_it_was(name):
    told = [
        f"{name}{ending}\n{difference}"
        for ending, text in drawn(name).items()
        if (difference := differences(kept(f"{name}{ending}"), text))
    ]
    if told:
        pytest.fail("\n".join(told), pytrace=False)


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_is_counted_as_it_was(name):
    if difference := differences(kept(f"frame_{name}.csv"), counted(name)):
        pytest.fail(f"frame_{name}.csv\n{difference}", pytrace=False)


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_of_the_whole_table_is_counted_as_it_was(name):
    rows = csv.DictReader(kept("frame_digests.csv").splitlines())
    before, now = {row["country"]: row[name] for row in rows}, digests(name)
    other = [code for code in {**before, **now} if before.get(code, "") != now.get(code, "")]
    assert not other, f"{name} differs for {', '.join(other[:20])}"


def test_there_is_no_snapshot_of_what_is_drawn_no_more():
    ours = {f"{name}{ending}" for name in CHARTS for ending in (".svg", ".json")}
    ours |= {f"frame_{name}.csv" for name in (*FRAMES, "digests")} | {"imprecise.csv"}
    assert {file.name for file in FOLDER.iterdir()} == ours


def test_a_difference_names_the_track_and_the_element():
    old = '<svg>\n<g id="a" inkscape:label="Laws">\n<circle cx="1"/>\n</g>\n<text x="2">2003</text>'
    new = old.replace('cx="1"', 'cx="3"').replace('x="2"', 'x="4"')
    assert differences(old, new).splitlines() == [
        '  - Laws: <circle cx="1"/>', '  - texts: <text x="2">2003</text>',
        '  + Laws: <circle cx="3"/>', '  + texts: <text x="4">2003</text>',
    ]  # fmt: skip
