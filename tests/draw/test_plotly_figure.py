"""The chart in a real browser: what is drawn, what answers to the pointer, what zoom does."""

import random
import re
from datetime import date

import pytest

import tinytl as tl
from measure import blank, draw, faults, faults_after_zooms, measured, still
from scenes import area_of
from tinytl.draw import axes, plotly_figure

CASES = ["ARE", "ARG", "ARM", "ECU", "HND", "IDN", "ISR", "JPN", "KAZ", "MOZ", "MYS", "NGA", "OMN",
         "TCD", "ZWE"]  # fmt: skip
SIX = ["ARM", "KAZ", "KGZ", "TJK", "TKM", "UZB"]
ALL_TRACKS = ("law", "index", "rating", "government", "event")
SIZES = {"89 mm": "89mm", "4.5 in": "4.5in", "183 mm": "183mm", "1200 px": "1200px"}
full = pytest.mark.full
NO_FAULTS = {"overlaps": [], "crossings": [], "cut": []}


def figure_of(chart):
    """As a saved page and the explorer draw it."""
    return plotly_figure.figure_dict(chart.scene) | {"config": plotly_figure.CONFIG}


def found_in(page):
    return {key: value for key, value in faults(page).items() if key in NO_FAULTS}


@pytest.mark.parametrize(
    "size", [pytest.param(name, marks=() if name == "89 mm" else full) for name in SIZES]
)
def test_no_label_overlaps_and_no_leader_crosses_in_any_case(page, records, size):
    blank(page)
    for country in CASES:
        chart = tl.timeline(records, country, tracks=ALL_TRACKS, width=SIZES[size])
        draw(page, figure_of(chart))
        labels = sum(not own.days for area in chart.scene.areas for own in area.labels)
        assert faults(page)["labels"] == labels, country
        assert found_in(page) == NO_FAULTS, country


@full
@pytest.mark.parametrize("size", ["89mm", "183mm"])
def test_every_country_of_the_table_draws_without_overlap(page, records, size):
    blank(page)
    for country in sorted(records.country.unique()):
        draw(page, figure_of(tl.timeline(records, country, width=size)))
        assert found_in(page) == NO_FAULTS, country


@pytest.mark.parametrize(
    ("size", "countries", "times"),
    [
        pytest.param("183mm", ["ARM", "IDN", "KAZ"], 15, id="three at 183mm"),
        *(pytest.param(s, CASES, 50, marks=full, id=s) for s in ("89mm", "4.5in", "183mm")),
    ],
)
def test_it_stays_so_after_many_zooms(page, records, size, countries, times):
    blank(page)
    chance = random.Random(9)
    for country in countries:
        chart = tl.timeline(records, country, tracks=ALL_TRACKS, width=size)
        draw(page, figure_of(chart))
        assert found_in(page) == NO_FAULTS, country
        first, last = (
            int(chart.scene.time_axis.window.first),
            int(chart.scene.time_axis.window.last),
        )
        ends = (sorted(chance.sample(range(first, last), 2)) for _ in range(times))
        ranges = [[date.fromordinal(day).isoformat() for day in pair] for pair in ends]
        assert faults_after_zooms(page, ranges) == [], country


def test_it_stays_so_on_a_page_that_grows_wider(page, records):
    blank(page, width=760)
    draw(page, figure_of(tl.timeline(records, "KAZ", tracks=ALL_TRACKS)))
    for width in (760, 900, 1240):
        page.evaluate(
            "async w => { document.getElementById('plot').style.width = w + 'px';"
            "await Plotly.Plots.resize('plot') }",
            width,
        )
        assert measured(page)["width"] == width
        assert found_in(page) == NO_FAULTS


def test_labels_headings_and_ticks_keep_apart_in_the_books_preset(page, records):
    blank(page)
    for country in CASES:
        draw(page, figure_of(tl.timeline(records, country, preset="figure9")))
        assert found_in(page) == NO_FAULTS, country
        seen = measured(page)
        boxes = seen["texts"] + seen["labels"]
        pairs = [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if touch(a, b)]
        assert not pairs, (country, pairs)


def touch(a, b):
    return (
        min(a["right"], b["right"]) - max(a["left"], b["left"]) > 0.5
        and min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) > 0.5
    )


# --- pointer and zoom -------------------------------------------------------------------------


@pytest.fixture
def kazakhstan(page, records, show):
    """The saved page of the default chart, opened, with the chart it shows."""
    chart = tl.timeline(records, "KAZ", tracks=ALL_TRACKS)
    page.set_viewport_size({"width": 1280, "height": 1600})  # all tracks are in sight
    show(chart)
    page.wait_for_selector(".annotation-text")
    return chart


def at(page, chart, panel, day, share=0.5):
    """Where on the page a day of a panel is."""
    frame = page.locator(".js-plotly-plot").bounding_box()
    left, right = page.evaluate(
        "() => { const s = document.querySelector('.js-plotly-plot')._fullLayout._size;"
        "return [s.l, s.l + s.w] }"
    )
    window = chart.scene.time_axis.window
    across = left + (day - window.first) / (window.last - window.first) * (right - left)
    down = (panel.top + panel.height * share) * axes.PX
    return frame["x"] + across, frame["y"] + down


RANGE = "() => document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range"
HOVERED = "() => [...document.querySelectorAll('.hoverlayer .hovertext')].map(t => t.textContent)"


def hover(page, x, y):
    page.mouse.move(x - 40, y - 3)
    page.mouse.move(x, y, steps=3)
    return " ".join(still(page, HOVERED, frames=20))


def test_every_track_answers_to_the_pointer_with_what_when_why_and_source(page, kazakhstan):
    areas = {area.id: area for area in kazakhstan.scene.areas}
    day = date(2003, 7, 20).toordinal()
    rating = hover(page, *at(page, kazakhstan, areas["rating"], day))
    assert "Tier 3" in rating
    assert "11 June 2003 to 9 September 2003" in rating
    assert "U.S. Department of State (2003)" in rating
    index = hover(page, *at(page, kazakhstan, areas["index policy index"], day))
    assert "10" in index
    assert "2003" in index
    assert "1 January" not in index
    leader = hover(page, *at(page, kazakhstan, areas["government leader"], day))
    assert "24 April 1990 to 20 March 2019" in leader
    laws = areas["law"]
    share = laws.baseline / laws.height
    law = hover(page, *at(page, kazakhstan, laws, date(2005, 4, 15).toordinal(), share))
    assert "Law on Social Assistance" in law
    assert "April 2005" in law
    events = areas["event"]
    share = events.baseline / events.height
    event = hover(page, *at(page, kazakhstan, events, date(2022, 1, 2).toordinal(), share))
    assert "Mass protests begin" in event
    assert "2 January 2022" in event


def test_a_label_tells_as_much_as_its_mark(page, kazakhstan):
    label = page.locator(".annotation-text", has_text=re.compile(r"Partial\s*criminalization"))
    box = label.bounding_box()
    said = hover(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert "February 2002" in said
    assert "Kelley (2018)" in said


def test_one_cursor_line_runs_through_all_tracks(page, kazakhstan):
    areas = kazakhstan.scene.areas
    for area in areas:
        hover(page, *at(page, kazakhstan, area, date(2016, 3, 3).toordinal()))
        line = page.locator(".spikeline").first.bounding_box()
        frame = page.locator(".js-plotly-plot").bounding_box()
        assert line["y"] - frame["y"] <= areas[0].top * axes.PX + 1
        assert line["y"] + line["height"] - frame["y"] >= areas[-1].bottom * axes.PX - 1


def test_dragging_zooms_every_track_and_a_double_click_returns(page, kazakhstan):
    def marks():
        return page.evaluate(
            "() => document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range.map("
            "d => Math.round(Date.parse(d) / 31557600000 + 1970))"
        )

    def widths():
        boxes = "bars => bars.map((bar) => bar.getBoundingClientRect().width)"
        return page.locator(".barlayer path").evaluate_all(boxes)

    before = widths()
    assert marks() == [2000, 2026]
    area = kazakhstan.scene.areas[2]
    start = at(page, kazakhstan, area, date(2004, 1, 1).toordinal())
    end = at(page, kazakhstan, area, date(2008, 1, 1).toordinal())
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()
    still(page, RANGE)
    assert marks() == [2004, 2008]
    assert any(now > then > 0 for then, now in zip(before, widths(), strict=True))
    assert found_in(page) == NO_FAULTS
    page.mouse.dblclick(*at(page, kazakhstan, area, date(2016, 1, 1).toordinal()))
    still(page, RANGE)
    assert marks() == [2000, 2026]


def test_zooming_out_past_the_first_view_is_not_offered(page, kazakhstan):
    page.evaluate(
        "Plotly.relayout(document.querySelector('.js-plotly-plot'),"
        "{'xaxis.range': ['1900-01-01', '2100-01-01']})"
    )
    seen = page.evaluate("document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range")
    assert [day[:4] for day in seen] == ["2000", "2026"]


def test_nothing_on_the_page_uploads_the_data(page, kazakhstan):
    page.mouse.move(400, 300)
    titles = page.locator(".modebar-btn").evaluate_all("b => b.map(x => x.dataset.title)")
    assert titles
    assert not [title for title in titles if "cloud" in title.lower() or "share" in title.lower()]


# --- the figure as values ---------------------------------------------------------------------


def test_the_chart_is_an_ordinary_plotly_figure(records):
    from plotly.graph_objects import Figure

    chart = tl.timeline(records, "KAZ")
    assert isinstance(chart.figure, Figure)
    chart.figure.update_layout(paper_bgcolor="#fafafa")
    assert chart.figure.layout.paper_bgcolor == "#fafafa"
    for part in (chart.figure.layout, chart.figure.layout.annotations[0], *chart.figure.data):
        with pytest.raises(ValueError, match="Invalid property"):
            part.update(nosuch=1)


@pytest.mark.parametrize(("width", "px"), [(None, 720), ("432px", 432)])
def test_a_figure_for_a_notebook_has_the_size_that_its_labels_were_placed_for(records, width, px):
    chart = tl.timeline(records, "KAZ", width=width)
    bundle = chart._repr_mimebundle_()["application/vnd.plotly.v1+json"]
    assert "responsive" not in bundle["config"]
    for layout in (bundle["layout"], chart.figure.layout, chart._display_().layout):
        assert (layout["width"], layout["autosize"]) == (px, False)
        assert layout["height"] >= 300


def test_side_by_side_panels_zoom_only_where_their_labels_can_be_kept_apart(records):
    layout = tl.compare(records, SIX).figure.layout
    assert layout.xaxis.fixedrange and layout.xaxis2.fixedrange
    assert not tl.compare(records, SIX[:2]).figure.layout.xaxis.fixedrange
    assert not tl.overview(records).figure.layout.xaxis.fixedrange


def test_plotly_finds_nothing_wrong_with_any_figure(records):
    from plotly.graph_objects import Figure

    for country in CASES:
        for options in ({"tracks": ALL_TRACKS, "key": True}, {"preset": "figure9"}):
            chart = tl.timeline(records, country, **options)
            drawn = chart.scene
            checked = Figure(plotly_figure.fixed_dict(drawn)).to_dict()  # which checks each value
            ours = plotly_figure.figure(drawn).to_dict()
            del checked["layout"]["template"]  # into which plotly.py has laid its own
            assert ours["layout"].pop("template") == {"layout": {}}
            assert checked == ours


def test_markup_in_a_label_is_drawn_as_text(page, records):
    odd = records.query("country == 'KAZ' and kind == 'law'").head(1).copy()
    odd["label"] = "Law <b>n° 5</b> & others"
    blank(page)
    draw(page, figure_of(tl.timeline(odd, "KAZ")))
    assert page.locator(".annotation-text", has_text="Law <b>n° 5</b> & others").count() == 1


CURSORS = """
() => [...document.querySelectorAll(".cursor")].map((line) => {
  const { x, top, bottom } = line.getBoundingClientRect();
  const full = timeline._fullLayout, from = timeline.getBoundingClientRect();
  const own = [...document.querySelectorAll(".nsewdrag")].map((one) => one.getBoundingClientRect())
    .filter(({ left, right }, n, boxes) => left - 1 <= x && x <= right + 1
      && top - 1 <= boxes[n].top && boxes[n].bottom <= bottom + 1);
  const axis = Object.values(full).find((one) => one?._id?.startsWith("x") && own.length
    && Math.abs(from.x + one._offset - own[0].left) < 2
    && Math.abs(one._length - own[0].width) < 2);
  const day = axis?.p2l(x - from.x - axis._offset);
  return [axis?._id, Math.round(Math.min(...own.map((one) => one.top)) - top),
    Math.round(Math.max(...own.map((one) => one.bottom)) - bottom), day / 864e5];
})
"""


def test_on_a_page_the_cursor_shows_the_day_in_all_other_columns_and_at_the_foot(
    page, records, show
):
    chart = tl.overview(records, width="183mm")  # four columns of rows, and shares at the foot
    show(chart)
    for here, name in (
        (page.locator(".nsewdrag").first, "x"),
        (page.locator(".nsewdrag").last, "x5"),
    ):
        box = here.bounding_box()
        page.mouse.move(box["x"] + 40, box["y"] + 20)
        page.mouse.move(box["x"] + 50, box["y"] + 20)
        lines = page.evaluate(CURSORS)
        assert [line[0] for line in lines] == [
            n for n in ("x", "x2", "x3", "x4", "x5") if n != name
        ]
        assert [line[1:3] for line in lines] == [[0, 0]] * 4  # as high as what it belongs to
        days = "axis => timeline._fullLayout[axis].p2l(50) / 864e5"
        day = page.evaluate(days, name.replace("x", "xaxis"))
        assert [line[3] for line in lines] == pytest.approx([day] * 4, abs=60)  # 0.5 px


def test_a_page_of_one_column_has_no_other_cursor(page, records, show):
    show(tl.timeline(records, "KAZ"))
    box = page.locator(".nsewdrag").first.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 20)
    page.mouse.move(box["x"] + 50, box["y"] + 20)
    assert page.locator(".cursor").count() == 0


MARKED = """
() => {
  const box = (node) => node.getBoundingClientRect();
  const marked = [...document.querySelectorAll("i.here")].map(box);
  return [...document.querySelectorAll(".annotation")].filter((node) => {
    const { left, right, top, bottom } = box(node), x = (left + right) / 2, y = (top + bottom) / 2;
    return marked.some((one) => one.left <= x && x <= one.right && one.top <= y && y <= one.bottom);
  }).map((node) => node.textContent);
}
"""


def test_pointing_at_a_number_its_mark_or_its_line_marks_the_number_and_the_line(
    page, records, show
):
    chart = tl.timeline(records, "KAZ", tracks=("law", "rating"))
    show(chart)
    page.wait_for_selector(".annotation")
    line = ["9", "9", "31 Jul 2008", "Palermo Protocol acceded"]

    def texts(text):
        return page.locator(".annotation").get_by_text(text, exact=True)

    for target in (texts("9").first, texts("Palermo Protocol acceded")):
        page.mouse.move(5, 5)
        target.hover(force=True)
        page.wait_for_selector("i.here", state="attached")
        assert page.evaluate(MARKED) == line
    page.mouse.move(5, 5)
    page.wait_for_selector("i.here", state="detached")
    number, law = texts("9").first.bounding_box(), area_of(chart, "law")
    day = next(mark.day for mark in law.marks if getattr(mark, "day", 0) and mark.fact
               and mark.fact.label == line[-1])  # fmt: skip
    assert day == next(label.anchor for label in law.labels if label.lines == ("9",))
    plot = page.locator(".js-plotly-plot").bounding_box()
    down = plot["y"] + (law.top + law.baseline) * 4 / 3
    page.mouse.move(number["x"] + number["width"] / 2, down + 1)
    page.mouse.move(number["x"] + number["width"] / 2, down)
    page.wait_for_selector("i.here", state="attached")
    assert page.evaluate(MARKED) == line


# --- saved pages ------------------------------------------------------------------------------

PAGES = {
    **{code: lambda r, code=code: tl.timeline(r, code, tracks=ALL_TRACKS)
       for code in ("KAZ", "JPN", "MYS", "ARM", "IDN")},
    "few rows": lambda r: tl.timeline(r, "KAZ", tracks=ALL_TRACKS, max_rows=2, width="89mm"),
    "two panels": lambda r: tl.compare(r, ["KAZ", "ARM"]),
    "six panels": lambda r: tl.compare(r, SIX, tracks=("law", "event", "government")),
    "six around an event": lambda r: tl.compare(r, SIX, align="full criminalization"),
    "overview": lambda r: tl.overview(r),
}  # fmt: skip

# Labels and names in bars that lie over another, over the margin or a text in it, or off the page.
EDGES = """
async ranges => {
  const plot = document.getElementById("timeline"), found = [], counts = [];
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
  for (const range of ranges) {
    await Plotly.relayout(plot, {"xaxis.range": range});
    const full = plot._fullLayout, frame = plot.getBoundingClientRect(), labels = [], texts = [];
    const axis = (id) => full[id.replace("x", "xaxis")];
    for (const node of plot.querySelectorAll(".annotation")) {
      const note = full.annotations[node.dataset.index];
      const box = node.querySelector(".bg")?.getBoundingClientRect();
      if (!box?.width) continue;
      const item = {box, text: note.text, axis: note.name === "label" && axis(note.xref)};
      (item.axis ? labels : texts).push(item);
    }
    for (const node of plot.querySelectorAll(".textpoint text")) {
      const box = node.getBoundingClientRect();
      const id = node.closest(".subplot").className.baseVal.match(/x\\d*(?=y)/)[0];
      if (box.width) labels.push({box, text: node.textContent, axis: axis(id)});
    }
    const lost = labels.filter(({box, axis}, n) => box.right > frame.right + 0.5
      || box.left < frame.left + axis._offset - 0.5
      || [...labels.slice(n + 1), ...texts].some((other) => meet(box, other.box)));
    counts.push(labels.length);
    if (lost.length) found.push([range, lost.map(({text}) => text)]);
  }
  return [found, counts];
}
"""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name == "two panels" else full) for name in PAGES]
)
def test_on_a_page_no_label_is_at_a_margin_or_over_another_wherever_one_zooms_and_pans(
    page, records, show, name
):
    chart = PAGES[name](records)
    show(chart)
    chance, window = random.Random(4), chart.scene.time_axis.window
    first, last = int(window.first), int(window.last)
    spans = [sorted(chance.sample(range(first, last), 2)) for _ in range(25)]
    wide = (last - first) // 4
    spans += [[start, start + wide] for start in range(first, last - wide, wide // 3)]  # pans
    ranges = [[date.fromordinal(day).isoformat() for day in span] for span in spans]
    before = page.evaluate(EDGES, [[axes.iso(window.first), axes.iso(window.last)]])[1]
    found, _ = page.evaluate(EDGES, ranges)
    assert found == []
    after = page.evaluate(EDGES, [[axes.iso(window.first), axes.iso(window.last)]])[1]
    assert after == before  # whatever moved or went is back


def test_on_a_page_a_label_at_the_edge_moves_in_where_there_is_room(page, records, show):
    show(tl.timeline(records, "KAZ"))
    text = page.locator(".annotation-text").first.text_content()
    label = page.locator(".annotation", has_text=text).first
    day = page.evaluate("timeline._fullLayout.annotations.find((n) => n.name === 'label').x")[:10]
    near = date.fromisoformat(day).toordinal()
    ends = [axes.iso(near - 60), axes.iso(near + 2500)]
    page.evaluate("range => Plotly.relayout('timeline', {'xaxis.range': range})", ends)
    left = page.evaluate("timeline.getBoundingClientRect().x + timeline._fullLayout.xaxis._offset")
    assert label.locator(".bg").bounding_box()["x"] == pytest.approx(left, abs=1)


LONE = """
async range => {
  await Plotly.relayout(timeline, {"xaxis.range": range});
  const full = timeline._fullLayout, left = timeline.getBoundingClientRect().x + full.xaxis._offset;
  const seen = (css) => [...timeline.querySelectorAll(css)]
    .filter((node) => node.getBoundingClientRect().height);
  const labelled = seen(".annotation").map((node) => full.annotations[node.dataset.index].x);
  return seen(".shapelayer path").filter((node) => node.getBoundingClientRect().x > left)
    .map((node) => full.shapes[node.dataset.index])
    .filter(({name, xanchor}) => ["leader", "knee"].includes(name) && !labelled.includes(xanchor))
    .length;
}
"""


def test_on_a_page_no_part_of_a_leader_stands_without_its_label(page, records, show):
    chart = tl.timeline(records, "ARG", tracks=("event",), width="183mm")
    show(chart)
    # beside the mark, by a knee: the mark is out of view before its leader is
    label = max(chart.scene.areas[0].labels, key=lambda label: label.shift)
    assert label.shift > 2
    starts = [label.anchor + beyond for beyond in (1, 2, 5)]
    ranges = [[axes.iso(start), axes.iso(start + 1500)] for start in starts]
    ranges += [["2004-09-12", "2020-06-16"]]  # labels at the edge that have no room to move in
    assert [page.evaluate(LONE, ends) for ends in ranges] == [0, 0, 0, 0]


BUTTONS = """
() => {
  const bar = document.querySelector(".modebar").getBoundingClientRect();
  const drawn = ".annotation, .barlayer path, .xtick, .ytick, .scatterlayer path, .textpoint";
  return [bar.width > 50, [...document.querySelectorAll(drawn)].filter((mark) => {
    const box = mark.getBoundingClientRect();
    return Math.min(box.right, bar.right) - Math.max(box.left, bar.left) > 0.5
      && Math.min(box.bottom, bar.bottom) - Math.max(box.top, bar.top) > 0.5;
  }).map((mark) => mark.textContent)];
}
"""


@pytest.mark.parametrize(
    "theme", ["screen", *(pytest.param(name, marks=full) for name in ("dark", "print", "book"))]
)
@pytest.mark.parametrize("width", [None, *(pytest.param(w, marks=full) for w in ("89mm", "183mm"))])
def test_the_buttons_of_a_page_cover_nothing(page, records, show, theme, width):
    long = records.query("country == 'KAZ'").replace({"country": {"KAZ": "The " + "Long " * 30}})
    charts = [
        tl.timeline(records, "KAZ", theme=theme, width=width),
        tl.timeline(long, long.country.iloc[0], theme=theme, width=width, tracks=("rating",)),
        tl.compare(records, SIX, theme=theme, width=width),
        tl.overview(records, theme=theme, width=width),
    ]
    for chart in charts:
        show(chart)
        page.wait_for_selector("#timeline .modebar-btn", state="attached")
        assert page.evaluate(BUTTONS) == [True, []], chart
