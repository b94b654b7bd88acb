"""What a reader wants of the explorer: an answer in few actions, on any screen, by touch."""

import re
from itertools import pairwise

import pandas as pd
import pymupdf
import pytest
from playwright.sync_api import expect

import tinytl as tl
from measure import drawn, middle, ours, settled

REGION = "South-eastern Asia"
ALL_COUNTRIES = "TIP tier of 189 countries, 2001–2025"
NINE = ["KAZ", "KGZ", "TJK", "TKM", "UZB", "ARM", "AZE", "GEO", "RUS"]
TWO_YEARS = pd.Timedelta(days=731)

# The texts on hover of the bars: country, words, and first visible day.
BARS = """
() => document.querySelector('.tl .js-plotly-plot').data.filter(({ type }) => type === 'bar')
  .flatMap(({ customdata, text, base }) => customdata.map((code, n) => [code, text[n], base[n]]))
"""


@pytest.fixture
def opened(lab_server, lab_page, faults):
    """Open an explorer of these arguments in JupyterLab, and wait for its figure."""

    def show(title, arguments=""):
        lab_server.desk(lab_page, "import tinytl as tl", f"tl.explore(tl.read_csv(){arguments})")
        faults.clear()  # JupyterLab's, about the kernel of another test
        lab_server.run_all(lab_page)
        explorer = lab_page.locator(".tl")
        drawn(explorer, title)
        return explorer

    yield show
    assert ours(faults) == []


def soon_after(changes, downgrades):
    """The countries with a downgrade in the two years after a change, each a list of days."""
    return {
        code
        for code, days in downgrades.items()
        for day in days
        if any(pd.Timedelta(0) <= day - change <= TWO_YEARS for change in changes.get(code, []))
    }


def read_from(bars):
    """The answer as a reader finds it in the figure."""
    names = {re.sub("^Tier ", "", level): rank for rank, level in enumerate(
        ["Tier 1", "Tier 2", "Tier 2 Watch List", "Tier 3"])}  # fmt: skip
    rated, led = {}, {}
    for code, text, day in bars:
        what = text.partition(", ")[0]
        rank = names.get(what.removeprefix("Tier ")) if what.startswith("Tier ") else None
        kept = led if rank is None else rated
        kept.setdefault(code, []).append((pd.Timestamp(day), rank))
    falls = {
        code: [day for (_, before), (day, after) in pairwise(sorted(spells)) if after > before]
        for code, spells in rated.items()
    }
    return soon_after({code: [day for day, _ in sorted(led[code])[1:]] for code in led}, falls)


def computed(records, codes):
    """The same answer, computed from the table."""
    falls = tl.changes(records).query("direction == 'downgrade' and country in @codes")
    leaders = records[(records.category == "leader") & records.country.isin(codes)]
    starts = {
        code: sorted(pd.Timestamp(str(start)) for start in group.start)[1:]
        for code, group in leaders.groupby("country")
    }
    return soon_after(starts, {code: list(days) for code, days in falls.groupby("country").day})


def test_who_was_downgraded_soon_after_a_change_of_leader_takes_eight_actions_at_most(
    opened, lab_page, records, record_property
):
    explorer, actions = opened(ALL_COUNTRIES), 0

    def act(does, *arguments):
        nonlocal actions
        actions += 1
        return does(*arguments)

    act(explorer.get_by_label("Show", exact=True).select_option, REGION)
    drawn(explorer, f"TIP tier of 11 countries ({REGION}), 2001–2025")
    marks = explorer.locator(".tl-filter", has=lab_page.locator("summary[aria-label*=marks i]"))
    act(marks.locator("summary").click)
    act(marks.get_by_role("button", name="No marks").click)
    act(marks.get_by_label("leader").check)
    code = explorer.locator(".tl-code code")
    expect(code).to_have_text(f'tl.overview(records, ["{REGION}"], guides=("leader",))')
    lab_page.wait_for_function(f"({BARS})().some(([, text]) => text.startsWith('Najib,'))")
    bars = lab_page.evaluate(BARS)
    codes = sorted({bar[0] for bar in bars})
    answer = read_from(bars)
    assert answer == computed(records, codes)
    assert {"MYS", "THA"} < answer < set(codes)

    with lab_page.expect_download() as download:
        act(explorer.get_by_role("button", name="Save as PDF").click)
    record_property("actions", actions)
    assert actions <= 8
    text = pymupdf.open(download.value.path())[0].get_text()
    assert "11 countries (South-eastern Asia)" in text
    assert all(name in text for name in ("Malaysia", "Thailand", "Vietnam"))


def test_nine_countries_are_compared_on_one_screen_with_the_controls(opened):
    explorer = opened("9 countries, 2001–2025", f', "KAZ", view="compare", compared={NINE}')
    assert explorer.page.viewport_size == {"width": 1440, "height": 900}
    assert explorer.locator(".tl-chips > *").count() == len(NINE)
    top = explorer.bounding_box()["y"]
    files = explorer.locator(".tl-files").first.bounding_box()
    # so high is what JupyterLab leaves of the screen to a notebook
    room = explorer.page.locator(".jp-WindowedPanel-outer").first.bounding_box()["height"]
    assert files["y"] + files["height"] - top <= room


OUTSIDE = """
root => {
  const { left, right } = root.getBoundingClientRect();
  const bars = [root, root.querySelector('.tl-stage')]
    .filter(part => part.scrollWidth > part.clientWidth)
    .map(part => `${part.className}: ${part.scrollWidth} in ${part.clientWidth}`);
  const parts = root.querySelectorAll('button, input, select, summary, code, .tl-key, .tl-message');
  const far = [...parts].filter(part => part.getClientRects().length && !part.closest('dialog'))
    .filter(part => part.getBoundingClientRect().right > right + 0.5
      || part.getBoundingClientRect().left < left - 0.5);
  return [...bars, ...far.map(part => part.outerHTML.slice(0, 80))];
}
"""


@pytest.mark.parametrize(
    "width", [*(pytest.param(w, marks=pytest.mark.full) for w in (1440, 1024)), 768]
)
def test_no_view_has_a_bar_to_scroll_sideways(opened, lab_page, width):
    lab_page.set_viewport_size({"width": width, "height": 900})
    title = "9 countries, 2001–2025"
    explorer = opened(title, f', "KAZ", view="compare", compared={NINE}')
    for tab in ("Compare", "Country", "World", "Shares"):
        if tab != "Compare":
            explorer.get_by_role("button", name=re.compile(f"^{tab}: ")).click()
            stage = explorer.locator(f".tl-stage:not([data-drawn='{title}'])")
            expect(stage).to_have_count(1, timeout=120_000)
            title = stage.get_attribute("data-drawn")
        settled(explorer)  # the figure is laid out again for its width
        assert explorer.evaluate(OUTSIDE) == [], tab


def touch(page, *strokes):
    """Fingers that go along strokes, each a list of points, at the same time; CSS px."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})
    for number, points in enumerate(zip(*strokes, strict=True)):
        at = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
        kind = "touchMove" if number else "touchStart"
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    devtools.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    devtools.detach()


def test_a_tap_is_a_click_and_a_pinch_zooms(opened, lab_page):
    explorer = opened("Kazakhstan, 2000–2025", ', "KAZ"')
    label = explorer.locator(".annotation-text", has_text="Full criminalization").first
    label.scroll_into_view_if_needed()
    settled(explorer)
    touch(lab_page, [middle(label)])
    expect(explorer.locator(".tl-detail h4")).to_have_text("Full criminalization")

    plot = explorer.locator(".js-plotly-plot .nsewdrag").last.bounding_box()
    x, y = plot["x"] + plot["width"] / 2, plot["y"] + plot["height"] / 2
    apart = [[(x + side * by, y) for by in (40, 60, 80, 100, 120)] for side in (-1, 1)]
    touch(lab_page, *apart)
    days = explorer.locator(".tl-zoom > span")
    expect(days).to_contain_text(" to ")
    first, last = (pd.Timestamp(day) for day in days.text_content().split(" to "))
    assert 7.5 < (last - first).days / 365.25 < 10, "a third of 26 years"
    closer = [[(x + side * by, y) for by in (140, 110, 80, 50, 30)] for side in (-1, 1)]
    touch(lab_page, *closer)
    expect(explorer.locator(".tl-zoom")).to_be_hidden()


def test_from_all_countries_to_the_source_of_a_law_takes_three_actions(opened):
    explorer = opened(ALL_COUNTRIES)
    explorer.get_by_role("searchbox").fill("malaysia victims may work")  # 1, typed
    explorer.locator(".tl-found").get_by_role("button").first.click()  # 2
    panel = explorer.locator(".tl-detail")
    expect(panel.locator("h4")).to_have_text("Victims may work and move freely")
    source = panel.get_by_role("link").first
    expect(source).to_be_in_viewport()  # 3: a click on it, which no test may do
    expect(source).to_have_attribute("href", re.compile("^https://"))
    expect(source).to_have_attribute("target", "_blank")
