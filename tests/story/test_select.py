"""What a chart shows, before anything is laid out."""

import pytest

import tinytl as tl
from tinytl.errors import RecordError
from tinytl.story.events import window_around
from tinytl.story.select import select
from tinytl.story.story import story_of
from tinytl.view import View

FULL = "full criminalization"


@pytest.fixture(scope="module")
def story(records):
    return story_of(records)


def test_no_axis_of_numbers_is_drawn_of_years_without_any(records):
    later = tl.timeline(records, "KAZ", years=("2019", "2020"))
    assert "index" not in {track.kind for track in later.tracks}
    assert "law" in {track.kind for track in later.tracks}  # that there is none says something
    asked = tl.timeline(records, "KAZ", years=("2019", "2020"), tracks=("index", "rating"))
    assert "index" in {track.kind for track in asked.tracks}


def test_each_country_has_the_dates_around_its_event_and_the_chart_counts_from_it(story):
    found, _ = select(story, View(["KAZ", "IDN"], align=FULL, window=(-5, 8), kind="compare"))
    assert found.window == window_around((-5, 8))
    assert len({subject.window for subject in found.subjects}) == 2
    for subject in found.subjects:
        assert subject.window.shifted(-subject.event.day).first == pytest.approx(found.window.first)
        assert all(map(subject.window.shows, subject.facts))
    assert found.title.endswith("5 years before to 8 years after full criminalization")


def test_a_comparison_has_the_same_tracks_in_each_country(story):
    found, _ = select(story, View(["KAZ", "JPN"], kind="compare"))
    first, second = ([(t.kind, t.category) for t in s.tracks] for s in found.subjects)
    assert first == second
    assert {subject.window for subject in found.subjects} == {found.window}


def test_an_overview_has_the_countries_in_order_with_their_groups(story):
    groups = {"KAZ": "Asia", "NGA": "Africa"}
    found, _ = select(story, View(["NGA", "MYS", "KAZ"], group=groups, guides=[], kind="overview"))
    rows = [(subject.code, subject.group) for subject in found.subjects]
    assert rows == [("KAZ", "Asia"), ("NGA", "Africa"), ("MYS", "Other")]


def test_a_view_is_resolved_to_codes_and_regions_and_one_country_to_a_timeline(story):
    def resolved(view):
        return select(story, view)[1]

    asked = View(["Nigeria", "central asia"], kind="overview")
    assert resolved(asked).countries == ("NGA", "central asia")
    assert resolved(View(["Nigeria"], kind="compare")) == View(["NGA"])
    aligned = View(["Nigeria"], align=FULL, kind="compare")
    assert resolved(aligned) == View(["NGA"], align=FULL, kind="compare")


def test_every_fact_of_a_timeline_has_its_tooltip(story):
    found, _ = select(story, View(["KAZ"]))
    assert set(found.tooltips) == set(found.subjects[0].facts)


def test_an_ongoing_fact_ends_with_the_table_in_every_chart(story):
    view = View(["KAZ"], tracks=["government"], align=FULL, window=(-5, 25), kind="compare")
    (country,) = select(story, view)[0].subjects
    ongoing = [fact for fact in country.facts if fact.ongoing]
    assert ongoing and {fact.last for fact in ongoing} == {
        fact.last for fact in story.facts["KAZ"] if fact.ongoing and fact.kind == "government"
    }


def test_years_after_the_end_of_the_table_are_refused_though_a_leader_is_in_office(story):
    with pytest.raises(RecordError, match="No records of Kazakhstan in the years 2090 to 2095"):
        select(story, View(["KAZ"], years=(2090, 2095)))


@pytest.mark.parametrize(
    ("window", "when"),
    [((1, 2), "1 to 2 years after"), ((-2, -1), "2 to 1 years before"),
     ((0, 5), "0 to 5 years after"), ((-1, 1), "1 year before to 1 year after")],
)  # fmt: skip
def test_a_title_says_on_which_side_of_an_event_its_years_are(story, window, when):
    found, _ = select(story, View(["KAZ", "IDN"], align=FULL, window=window, kind="compare"))
    assert found.title == f"Kazakhstan and Indonesia, {when} full criminalization"


def test_years_in_which_no_country_has_anything_say_where_there_are_records(story):
    told = {
        "compare": "No records of these countries 100 to 110 years after full criminalization; "
        "there are some 6 years before to 23 years after it.",
        "overview": "No records of these countries 100 to 110 years after full criminalization; "
        "there are some 6 years before to 23 years after it.",
        "shares": "None of the reports +100 to +110 from full criminalization rates 5 of these "
        "countries, the fewest whose shares are drawn; tl.tally gives the numbers of any.",
    }
    for kind, message in told.items():
        with pytest.raises(RecordError) as error:
            select(story, View(["KAZ", "IDN"], align=FULL, window=(100, 110), kind=kind))
        assert str(error.value) == message


def test_an_event_that_a_country_has_several_times_is_called_the_first(records, tmp_path):
    for draw in (tl.compare, tl.overview, tl.shares):
        some = ["KAZ", "ARM"] if draw is tl.compare else None
        chart = draw(records, some, align="leader")
        assert chart.title.endswith(" first leader")
        assert "first leader" in chart.caption.removeprefix(chart.title)
        again = draw(records, some, align="first leader")
        assert (again.title, again.view) == (chart.title, chart.view)
        assert tl.open(chart.save(tmp_path / "a.svg")).caption == chart.caption
    assert tl.compare(records, ["KAZ"], align="treaty").title.endswith("after treaty")
    with pytest.raises(RecordError, match=r"align is 'first dance'; expected a category"):
        tl.overview(records, align="first dance")
