"""A frame is known as long as it is the same, and no longer."""

import pandas as pd
import pytest

import tinytl as tl
from tinytl.table import records as module
from tinytl.table.cache import MAX_FRAMES, FrameCache
from tinytl.table.records import validate

OTHER = tl.Scale(tl.TIP_TIERS.codes, name="Other")


def frame_of(*starts):
    rows = [("KAZ", "law", start, f"Law {n}") for n, start in enumerate(starts)]
    return pd.DataFrame(rows, columns=["country", "kind", "start", "label"])


@pytest.fixture
def seen():
    """A function that is known, and the frames for which it was run."""
    run = []
    known = FrameCache(lambda records, scale: run.append(records) or len(run))
    return known, run


def test_what_was_made_of_a_frame_is_given_again(seen, records):
    known, run = seen
    for same in (records, records.copy(deep=False), records.copy(), records[records.kind != ""]):
        assert known(same, tl.TIP_TIERS) == 1
    assert len(run) == 1


CHANGES = {
    "a cell": lambda frame: frame.replace("Law 0", "Law of 2003"),
    "its attrs": lambda frame: frame.attrs.update(table="mine.csv"),
    "the order of its rows": lambda frame: frame.sort_index(ascending=False),
    "the order of its columns": lambda frame: frame[frame.columns[::-1]],
    "the names of its rows": lambda frame: frame.rename(index={0: "first"}),
    "the name of its index": lambda frame: frame.rename_axis("line"),
    "its rows": lambda frame: frame.query("label != 'Law 0'"),
    "the type of a column": lambda frame: frame.astype({"label": object}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_frame_is_another_when_one_changes(seen, what):
    known, run = seen
    frame = frame_of("2003", "2004")
    known(frame, tl.TIP_TIERS)
    changed = CHANGES[what](frame)
    known(frame if changed is None else changed, tl.TIP_TIERS)
    assert len(run) == 2


def test_a_cell_that_is_written_into_the_frame_itself_is_seen(seen):
    known, run = seen
    frame = frame_of("2003", "2004")
    known(frame, tl.TIP_TIERS)
    frame.loc[0, "label"] = "Another"
    known(frame, tl.TIP_TIERS)
    frame.iat[1, 2] = "2005"
    known(frame, tl.TIP_TIERS)
    assert len(run) == 3


def test_another_scale_is_another_question(seen, records):
    known, _ = seen
    assert [known(records, scale) for scale in (tl.TIP_TIERS, OTHER, tl.TIP_TIERS)] == [1, 2, 1]


def test_dates_that_mean_the_same_days_are_not_the_same(seen):
    known, _ = seen
    certain, doubtful = validate(frame_of("2003")), validate(frame_of("2003?"))
    assert certain.equals(doubtful)
    assert known(certain, tl.TIP_TIERS) != known(doubtful, tl.TIP_TIERS)


def test_only_the_frames_seen_last_are_kept(seen):
    known, run = seen
    frames = [frame_of(str(2000 + n)) for n in range(MAX_FRAMES + 1)]
    for frame in frames[:MAX_FRAMES]:
        known(frame, tl.TIP_TIERS)
    known(frames[0], tl.TIP_TIERS)  # now the one seen last
    known(frames[MAX_FRAMES], tl.TIP_TIERS)
    assert len(run) == MAX_FRAMES + 1
    known(frames[0], tl.TIP_TIERS)
    assert len(run) == MAX_FRAMES + 1
    known(frames[1], tl.TIP_TIERS)
    assert len(run) == MAX_FRAMES + 2


@pytest.fixture
def judged(monkeypatch):
    """The numbers of rows that the rules were asked about, a number each time."""
    asked, judge = [], module.problems_in

    def counting(cells, *rest):
        asked.append(len(cells["kind"].codes))
        return judge(cells, *rest)

    monkeypatch.setattr(module, "problems_in", counting)
    return asked


def test_what_read_csv_gives_is_not_checked_a_second_time(table, judged):
    records = tl.read_csv(table("KAZ,law,2003,,A law,,law,,s"))
    validate(records)
    tl.timeline(records, "KAZ")
    assert judged == [1]


def test_what_validate_gives_may_be_changed(records):
    typed = validate(records)
    typed.loc[:, "label"] = "changed"
    assert validate(records).equals(records)


def test_189_charts_of_a_table_check_it_once(records, judged):
    mine = records.assign(note="")  # not as it was read
    codes = sorted(mine.country.unique())
    charts = [tl.timeline(mine, code) for code in codes]
    assert len(charts) == len(codes) == 189
    assert judged == [len(records)]


def test_a_table_that_was_changed_after_a_chart_is_checked_anew(records, judged):
    mine = records.query("country in ['KAZ', 'ARM']").copy()
    tl.timeline(mine, "KAZ")
    mine.loc[mine.index[mine.kind == "law"][0], "start"] = "2003-13"
    with pytest.raises(tl.RecordError, match="start is '2003-13'"):
        tl.timeline(mine, "KAZ")
    assert len(judged) == 2
