"""Several scorecards in one table: charts, numbers, words and files know which is meant."""

import pandas as pd
import pytest

import tinytl as tl

FREEDOM = tl.Scale(["F", "PF", "NF"], labels=["Free", "Partly Free", "Not Free"], name="Freedom")
BOTH = [tl.TIP_TIERS, FREEDOM]


@pytest.fixture(scope="module")
def freedom():
    years = {"KAZ": ["NF", "NF", "PF", "F"], "UZB": ["NF", "NF", "NF", "PF"]}
    rows = [(code, 2003 + n, v) for code, own in years.items() for n, v in enumerate(own)]
    frame = pd.DataFrame(rows, columns=["iso", "year", "status"])
    return tl.tidy(
        frame, kind="rating", country="iso", start="year", value="status", scale=FREEDOM,
        category="Freedom",
    )  # fmt: skip


@pytest.fixture(scope="module")
def tiers(records):
    return records.query("country in ('KAZ', 'UZB')")


@pytest.fixture(scope="module")
def both(tiers, freedom):
    return tl.concat([tiers, freedom], scale=BOTH)


def test_each_scorecard_has_a_track_with_its_own_levels(both):
    chart = tl.timeline(both, "KAZ", scale=BOTH)
    areas = {area.id: area for area in chart.scene.areas if area.id.startswith("rating")}
    assert list(areas) == ["rating", "rating Freedom"]
    assert [name for _, name in areas["rating Freedom"].ticks] == list(FREEDOM.labels)
    assert [track.heading(chart.scale) for track in chart.tracks][2:4] == ["TIP tier", "Freedom"]


def test_the_alternative_text_tells_each_scorecard_in_its_words(both):
    told = tl.timeline(both, "KAZ", scale=BOTH).alt
    assert "\nFreedom: Not Free from 2003; Partly Free from 2005; Free from 2006;" in told
    assert "\nTIP tier: Tier 3 from 12 July 2001;" in told


def test_panels_share_the_tracks_of_all_scorecards(both):
    chart = tl.compare(both, ["KAZ", "UZB"], scale=BOTH)
    for subject in chart.subjects:
        assert [track.category for track in subject.tracks] == ["", "", "Freedom"]
    values = [track.values for track in chart.tracks if track.category == "Freedom"]
    assert values == [{"F", "PF", "NF"}] * 2


def test_panels_name_their_scorecards_if_there_are_several(both, tiers):
    named = [text.text for text in tl.compare(both, ["KAZ", "UZB"], scale=BOTH).scene.texts]
    assert named.count("TIP tier") == named.count("Freedom") == 2
    assert "TIP tier" not in [text.text for text in tl.compare(tiers, ["KAZ", "UZB"]).scene.texts]


def test_an_overview_draws_the_scorecard_of_the_first_scale(both):
    assert tl.overview(both, scale=FREEDOM).title == "Freedom of 2 countries, 2003–2006"
    assert tl.overview(both, scale=BOTH).title == "TIP tier of 2 countries, 2001–2025"


def test_a_further_scorecard_changes_nothing_for_the_first(both, tiers):
    one, two = tl.overview(tiers), tl.overview(both, scale=BOTH)
    assert one.caption == two.caption
    assert [area.marks for area in one.scene.areas] == [area.marks for area in two.scene.areas]
    tracks = tl.timeline(tiers, "KAZ").tracks
    further = tl.timeline(both, "KAZ", scale=BOTH).tracks
    assert [t for t in further if t.category != "Freedom"] == list(tracks)


@pytest.mark.parametrize("count", [tl.spells, tl.changes, tl.panel])
@pytest.mark.filterwarnings("ignore")
def test_numbers_of_one_scorecard_are_those_without_the_other(both, tiers, freedom, count):
    one, two = count(tiers), count(both, scale=BOTH)
    if count is tl.spells:
        assert set(two["category"]) == {"report", "redetermination", "Freedom"}
        two = two[two["category"] != "Freedom"].reset_index(drop=True)
    pd.testing.assert_frame_equal(one, two, check_like=False)
    if count is not tl.panel:  # whose laws the table of freedom alone lacks
        alone, chosen = count(freedom, scale=FREEDOM), count(both, scale=FREEDOM)
        columns = [
            name for name in alone if not name.startswith(("last", "next", "leader", "days"))
        ]
        pd.testing.assert_frame_equal(alone[columns], chosen[columns])


@pytest.mark.parametrize("align", ["Freedom:PF", "first rating as Partly Free (Freedom)"])
def test_years_are_counted_from_an_event_of_a_further_scorecard(both, align):
    chart = tl.compare(both, ["KAZ", "UZB"], scale=BOTH, align=align)
    assert [subject.event.text for subject in chart.subjects] == ["2005", "2006"]
    assert "first rating as Partly Free (Freedom)" in chart.title
    rows = tl.overview(both, scale=BOTH, align=align, sort="event").subjects
    assert [row.code for row in rows] == ["KAZ", "UZB"]
    found = tl.panel(both, scale=BOTH, align=align, years=(2005, 2005))
    assert found["event_date"].tolist() == ["2005", "2006"]


@pytest.mark.parametrize("kind", ["timeline", "compare", "overview"])
def test_a_chart_of_several_scorecards_opens_again_from_its_file(both, tmp_path, kind):
    asked = "KAZ" if kind == "timeline" else ["KAZ", "UZB"]
    chart = getattr(tl, kind)(both, asked, scale=BOTH)
    file = chart.save(tmp_path / "chart.svg")
    again = tl.open(file)
    assert again.view == chart.view
    assert again.scale.others == (FREEDOM,)
    assert again.save(tmp_path / "again.svg").read_bytes() == file.read_bytes()


def test_a_wrong_value_is_told_with_the_levels_of_its_scorecard(tiers, freedom):
    wrong = freedom.assign(value=freedom["value"].replace("F", "Fr"))
    with pytest.raises(
        tl.RecordError, match=r"value is 'Fr'; expected one of F, PF, NF \(Freedom\)"
    ):
        tl.concat([tiers, wrong], scale=BOTH)
    with pytest.raises(
        tl.RecordError, match=r"\(TIP tier\), or a further scale of the name 'Freedom'"
    ):
        tl.concat([tiers, freedom])


def test_ratings_may_overlap_between_scorecards_and_not_within_one(both, freedom):
    assert len(both.query("kind == 'rating' and category == 'Freedom'")) == len(freedom)
    twice = freedom.assign(value="PF")
    with pytest.raises(tl.RecordError, match=r"one rating at a time: .*\(Freedom;"):
        tl.concat([freedom, twice], scale=BOTH)


def test_a_scale_of_which_there_are_no_ratings_is_told_with_those_left_out(both, tiers):
    elections = tl.Scale(["free", "flawed"], name="Elections")
    said = "category 'Elections' of a scale. Ratings of 'redetermination', 'report' are left out"
    with pytest.warns(tl.RecordWarning, match=said):
        tl.timeline(both, "KAZ", scale=[FREEDOM, elections])
    tl.timeline(both, "KAZ", scale=FREEDOM)  # one scale chooses one scorecard
    tl.timeline(tiers, "KAZ", scale=BOTH)  # nothing is left out
    none = tiers[tiers["kind"] != "rating"]
    with pytest.raises(tl.RecordError, match="no ratings of 'TIP tier', which an overview shows"):
        tl.overview(none, scale=BOTH)


@pytest.mark.parametrize(
    ("scale", "message"),
    [([], "expected a tl.Scale, or a list"), ([FREEDOM, FREEDOM], "names Freedom, Freedom")],
)
def test_several_scales_have_different_names(both, scale, message):
    with pytest.raises(tl.RecordError, match=message):
        tl.timeline(both, "KAZ", scale=scale)
    with pytest.raises(tl.RecordError, match=message):
        tl.spells(both, scale=scale)


def test_the_explorer_draws_and_names_both_scorecards(both):
    explorer = tl.explore(both, "KAZ", scale=BOTH)
    assert "Freedom" in repr(explorer.chart)
    explorer.open()
    assert ["rating", "TIP tier, Freedom"] in explorer._choices["tracks"]
