"""The explorer in a real JupyterLab: with the pointer, with the keyboard alone, for axe-core."""

import re
from pathlib import Path

import pymupdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import tinytl as tl
from measure import drawn, middle, ours, settled
from tinytl.layout.theme import THEMES

SHOTS = Path(__file__).parents[2] / "test-results" / "explorer"


@pytest.fixture
def page(lab_page):
    return lab_page


@pytest.fixture
def quiet(faults):
    """The test fails on an error in the console."""
    yield
    assert ours(faults) == []


def opened(page, title):
    """The explorer of a notebook after all cells have run."""
    found = page.locator(".tl")
    drawn(found, title)
    return found


@pytest.fixture
def explorer(lab_server, page, quiet, faults):
    """An explorer of a country, in a kernel that may have run others."""
    lab_server.desk(page, "import tinytl as tl", 'tl.explore(tl.read_csv(), "KAZ")')
    faults.clear()  # JupyterLab's, about the kernel of another test
    lab_server.run_all(page)
    return opened(page, "Kazakhstan, 2000–2025")


def code(explorer):
    return explorer.locator(".tl-code code").text_content()


def track(explorer, name):
    return explorer.locator(".tl-track", has_text=name).locator("input").first


def shot(explorer, name):
    SHOTS.mkdir(parents=True, exist_ok=True)
    explorer.scroll_into_view_if_needed()
    explorer.screenshot(path=SHOTS / f"{name}.png")


def click(page, locator):
    """Click as a hand does: plotly wants to see the pointer come before it counts a click."""
    locator.scroll_into_view_if_needed()
    settled(page.locator(".tl"))
    page.mouse.move(*middle(locator))
    settled(page.locator(".tl"))
    page.mouse.click(*middle(locator))


def test_a_day_with_the_pointer(lab, page, quiet, records, tmp_path):
    lab.open(page, "notebooks/02_explore.ipynb")
    lab.run_all(page)
    explorer = opened(page, "Kazakhstan, 2000–2025")
    shot(explorer, "1440 light")

    # a country, typed
    explorer.get_by_role("combobox", name="Country", exact=True).click()
    page.keyboard.type("armen")
    page.keyboard.press("Enter")
    drawn(explorer, "Armenia, 2001–2025")
    explorer.get_by_role("button", name="Previous country ([)").click()
    drawn(explorer, "Argentina, 2003–2025")
    explorer.get_by_role("combobox", name="Country", exact=True).fill("KAZAKHSTAN ")
    page.keyboard.press("Enter")
    drawn(explorer, "Kazakhstan, 2000–2025")

    # years and tracks
    explorer.get_by_label("Last year").fill("2010")
    drawn(explorer, "Kazakhstan, 2000–2010")
    track(explorer, "Index").uncheck()
    expect(explorer.locator(".tl-code code")).to_contain_text(
        'records, "KAZ", years=(2000, 2010), tracks=("law", "rating", "government")'
    )

    # a mark, and the panel
    label = explorer.locator(".annotation-text", has_text="Full criminalization")
    click(page, label)
    panel = explorer.locator(".tl-detail")
    expect(panel.get_by_role("heading")).to_have_text("Full criminalization")
    expect(panel).to_contain_text("May 2003")
    expect(panel).to_contain_text("Scorecard Diplomacy")
    box = panel.bounding_box()
    assert box["y"] + box["height"] <= 900 and box["y"] >= 0, "the answer is in sight"
    panel.get_by_role("button", name="Next event").click()
    expect(panel.get_by_role("heading")).to_have_text("Draft passes lower house")
    expect(panel).to_contain_text("15 May 2003")
    expect(panel.get_by_role("link").first).to_have_attribute("href", re.compile("^https://"))
    click(page, explorer.locator(".scatterlayer .point").first)
    expect(panel.get_by_role("heading")).to_have_text("Partial criminalization")
    expect(explorer.locator(".tl-band")).to_be_visible()
    shot(explorer, "1440 selected")

    # zoom, and back: over the bars, where no label stands
    before = explorer.locator(".js-plotly-plot").bounding_box()["height"]
    plot = explorer.locator(".js-plotly-plot .nsewdrag").last.bounding_box()
    page.mouse.move(plot["x"] + plot["width"] * 0.2, plot["y"] + 5)
    page.mouse.down()
    page.mouse.move(plot["x"] + plot["width"] * 0.5, plot["y"] + 9, steps=5)
    page.mouse.up()
    expect(explorer.locator(".tl-zoom")).to_contain_text("2002-")
    key = explorer.locator(".tl-key").bounding_box()
    days, back = (explorer.locator(f".tl-zoom {one}").last for one in ("span", "button"))
    assert min(one.bounding_box()["y"] for one in (days, back)) >= key["y"] + key["height"]
    expect(page.locator(".notifier-note")).to_have_count(0)  # which would cover controls
    shot(explorer, "1440 zoomed")
    assert explorer.locator(".js-plotly-plot").bounding_box()["height"] <= before
    track(explorer, "Events").check()
    expect(explorer.locator(".annotation-text", has_text="Ambassador Larry Napper")).to_be_visible()
    expect(explorer.locator(".tl-zoom")).to_contain_text("2002-")
    plot = explorer.locator(".js-plotly-plot .nsewdrag").last.bounding_box()
    page.mouse.dblclick(plot["x"] + plot["width"] * 0.9, plot["y"] + 5)
    expect(explorer.locator(".tl-zoom")).to_be_hidden()

    # the code and the files
    explorer.get_by_role("button", name="Copy the code").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == code(explorer)
    (chart,) = [eval(copied, {"tl": tl, "records": records})]
    for ending in ("pdf", "svg", "png", "html"):
        with page.expect_download() as download:
            explorer.get_by_role("button", name=f"Save as {ending.upper()}").click()
        name = download.value.suggested_filename
        assert name == f"kaz_2000-2010.{ending}"
        saved = Path(download.value.path()).read_bytes()
        assert saved == chart.save(tmp_path / name).read_bytes(), ending
        if ending == "pdf":
            assert "Full criminalization" in pymupdf.open(stream=saved)[0].get_text()

    # the rows
    explorer.locator(".tl-data > summary").click()
    explorer.get_by_role("button", name="What", exact=True).click()
    whats = explorer.locator("tbody button").all_text_contents()
    assert len(whats) == sum(len(track.facts) for track in chart.tracks)
    assert whats == sorted(whats, key=lambda text: text.lower())
    with page.expect_download() as download:
        explorer.get_by_role("button", name="Download the rows as CSV").click()
    rows = tl.read_csv(download.value.path())
    rows.attrs["sources"] = records.attrs["sources"]
    again = tl.timeline(rows, "KAZ", years=(2000, 2010), tracks=chart_kinds(chart))
    assert again.figure == chart.figure
    shot(explorer, "1440 data")


def chart_kinds(chart):
    return tuple(dict.fromkeys(track.kind for track in chart.tracks))


FOCUSED = """() => {
  const element = document.activeElement;
  return element.closest('.tl') && (element.getAttribute('aria-label')
    ?? element.closest('label')?.innerText.split('\\n')[0] ?? element.innerText);
}"""


def test_a_day_with_the_keyboard_alone(explorer, page):
    explorer.get_by_role("button", name="Previous country ([)").focus()
    reached = []
    for _ in range(60):
        reached.append(page.evaluate(FOCUSED))
        if reached[-1] is None:
            break
        page.keyboard.press("Tab")
    wanted = {
        *("Previous country ([)", "Country", "Next country (])", "First year"),
        *("Last year", "Reset: Back to the start", "Laws", "Search all facts", "Keys"),
        "Full screen (F)",
        *("Categories of laws", "Events", "Categories of events", "Index", "TIP tier"),
        *("Governments", "Size", "Theme", "Previous event", "Next event", "Copy the code"),
        "Undo: Take back the last change (Ctrl Z)",
        *("Save as PDF", "Save as SVG", "Save as PNG", "Save as HTML"),
    }
    assert wanted <= set(reached), wanted - set(reached)
    assert any(name and name.startswith("Kazakhstan, 2000–2025. Arrow keys") for name in reached)
    assert any(name and name.startswith("Data: ") for name in reached)
    assert any(name and name.startswith("Wider: All years") for name in reached)

    def to(name, role="button"):
        explorer.get_by_role(role, name=name, exact=True).focus()

    to("Next country (])")
    page.keyboard.press("Enter")
    drawn(explorer, "Kenya, 2002–2025")
    to("Country", "combobox")
    page.keyboard.press("Control+a")
    page.keyboard.type("kazakhstan")
    page.keyboard.press("Enter")
    drawn(explorer, "Kazakhstan, 2000–2025")
    explorer.get_by_label("First year").focus()
    page.keyboard.press("ArrowRight")
    drawn(explorer, "Kazakhstan, 2001–2025")
    track(explorer, "Index").focus()
    page.keyboard.press("Space")
    expect(explorer.locator(".tl-code")).to_contain_text('tracks=("law", "rating", "government")')
    explorer.get_by_label("Categories of laws").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(explorer.locator(".tl-code")).to_contain_text("only=")
    page.keyboard.press("Escape")
    expect(explorer.locator(".tl-filter[open]")).to_have_count(0)

    explorer.locator(".tl-stage").focus()
    heading = explorer.locator(".tl-detail h4")
    page.keyboard.press("ArrowRight")
    first = heading.text_content()
    page.keyboard.press("ArrowRight")
    expect(heading).not_to_have_text(first)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("+")
    expect(explorer.locator(".tl-zoom")).to_be_visible()
    page.keyboard.press("k")
    expect(explorer.locator(".tl-zoom")).to_be_hidden()
    assert "years=(2001, 2025)" not in code(explorer)
    page.keyboard.press("Control+z")
    expect(explorer.locator(".tl-zoom")).to_be_visible()
    page.keyboard.press("0")
    expect(explorer.locator(".tl-zoom")).to_be_hidden()
    page.keyboard.press("?")
    expect(explorer.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement?.matches('.tl')")
    page.keyboard.press("f")
    page.wait_for_function("!document.fullscreenElement")
    page.keyboard.press("]")
    drawn(explorer, "Kenya, 2001–2025")
    page.keyboard.press("[")
    drawn(explorer, "Kazakhstan, 2001–2025")
    page.keyboard.press("ArrowRight")
    expect(heading).to_have_count(1)
    page.keyboard.press("Escape")
    expect(heading).to_have_count(0)


def test_nothing_typed_is_lost_while_the_page_is_busy(explorer, page, request):
    page.evaluate(
        "() => { window.inTime = requestAnimationFrame;"
        " window.requestAnimationFrame = act => setTimeout(() => inTime(act), 300) }"
    )
    request.addfinalizer(lambda: page.evaluate("() => { requestAnimationFrame = inTime }"))
    box = explorer.get_by_role("combobox", name="Country", exact=True)
    box.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("kenya", delay=100)
    assert box.input_value() == "kenya"
    page.keyboard.press("Enter")
    page.keyboard.type(" and more")  # before Python has answered
    drawn(explorer, "Kenya, 2002–2025")
    assert box.input_value().endswith(" and more")


BUSY = """
import time
import tinytl as tl

explorer = tl.explore(tl.read_csv(), "KAZ")
explorer.observe(lambda _: time.sleep(2), "theme")
explorer
"""


def test_a_file_is_saved_as_chosen_though_python_is_busy(
    lab_server, page, quiet, faults, records, tmp_path
):
    lab_server.desk(page, BUSY)
    faults.clear()
    lab_server.run_all(page)
    explorer = opened(page, "Kazakhstan, 2000–2025")
    explorer.get_by_label("Labels").select_option("none")
    expect(explorer.locator(".tl-code")).to_contain_text('labels="none"')
    explorer.get_by_label("Theme").select_option("print")
    explorer.get_by_label("Size").select_option("nature-1")
    with page.expect_download() as download:
        explorer.get_by_role("button", name="Save as SVG").click()
    chart = tl.timeline(records, "KAZ", labels="none", theme="print", width="nature-1")
    download.value.save_as(tmp_path / "kaz.svg")
    assert tl.open(tmp_path / "kaz.svg").figure == chart.figure


@pytest.mark.full
def test_it_understands_what_is_typed_and_says_what_it_does_not(explorer, page):
    note = explorer.locator(".tl-said")
    box = explorer.get_by_role("combobox", name="Country", exact=True)

    def typed(text):
        box.fill(text)
        page.keyboard.press("Enter")

    typed("UK")
    drawn(explorer, "United Kingdom, 2000–2025")
    typed("guin")
    expect(note).to_contain_text("No country “guin” in the table. Nearest:")
    note.get_by_role("button", name="Guinea-Bissau").click()
    drawn(explorer, "Guinea-Bissau, 2005–2025")
    typed("Atlantis")
    expect(note).to_contain_text("No country “Atlantis”")
    explorer.get_by_role("button", name="Next country (])").click()
    drawn(explorer, "Guyana, 2003–2025")
    explorer.get_by_role("button", name="Previous country ([)").click()
    drawn(explorer, "Guinea-Bissau, 2005–2025")

    explorer.get_by_role("searchbox").fill("malaysia strengthened")
    explorer.locator(".tl-found").get_by_role("button").first.click()
    expect(explorer.locator(".tl-detail h4")).not_to_be_empty()
    expect(explorer.locator(".tl-code code")).to_contain_text('"MYS"')
    shot(explorer, "1440 found")
    explorer.get_by_role("button", name="Take back the last change").click()
    drawn(explorer, "Guinea-Bissau, 2005–2025")


def drag(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=3)
    page.mouse.move(*end, steps=3)
    page.mouse.up()


@pytest.mark.full
def test_controls_neither_jam_nor_mislead(explorer, page):
    # a drag that starts on a number zooms; the days in sight can be kept
    label = explorer.locator(".annotation-text", has_text=re.compile("^10(–11)?$")).first
    label.scroll_into_view_if_needed()
    x, y = middle(label)
    drag(page, (x, y), (x + 200, y + 3))
    expect(explorer.locator(".tl-zoom")).to_contain_text("2012-")
    explorer.get_by_role("button", name="Keep these years").click()
    expect(explorer.locator(".tl-zoom")).to_be_hidden()
    expect(explorer.locator(".tl-code code")).to_contain_text("years=(2012, 20")
    expect(explorer.locator(".tl-track").first).to_contain_text(re.compile(r"[1-9] of 18"))

    # both thumbs at one end come apart again, and a click on the bar moves the nearer one
    explorer.get_by_role("button", name="The years of the ratings").click()
    drawn(explorer, "Kazakhstan, 2000–2025")
    explorer.get_by_label("First year").fill("2025")
    drawn(explorer, "Kazakhstan, 2025")
    x, y = middle(explorer.locator(".tl-range"))
    half = explorer.locator(".tl-range").bounding_box()["width"] / 2 - 7  # to a thumb at an end
    drag(page, (x + half, y), (x, y))
    expect(explorer.locator(".tl-years output").first).not_to_have_text("2025")
    expect(explorer.locator(".tl-years output").last).to_have_text("2025")
    explorer.locator(".tl-range").click(position={"x": 7, "y": 12})
    drawn(explorer, "Kazakhstan, 2000–2025")
    explorer.get_by_role("button", name="All years that the table knows of").click()
    drawn(explorer, "Kazakhstan, 1959–2026")
    explorer.get_by_role("button", name="The years of the ratings").click()
    drawn(explorer, "Kazakhstan, 2000–2025")

    # a list of categories covers nothing, has all and none, and closes by a click elsewhere
    top = explorer.locator(".tl-stage").bounding_box()["y"]
    explorer.get_by_label("Categories of laws").first.click()
    opened = explorer.locator(".tl-filter[open] > div")
    assert explorer.locator(".tl-stage").bounding_box()["y"] > top
    assert opened.bounding_box()["y"] < explorer.locator(".tl-stage").bounding_box()["y"]
    opened.get_by_role("button", name="No laws").click()
    expect(explorer.locator(".tl-message:visible")).to_contain_text("Laws: none of 18")
    opened.get_by_role("button", name="All laws").click()
    expect(explorer.locator(".tl-message:visible")).to_have_count(0)
    page.mouse.click(*middle(explorer.locator(".tl-side")))
    expect(explorer.locator(".tl-filter[open]")).to_have_count(0)

    # the last track stays, and it says so
    for name in ("Laws", "Index", "TIP tier"):
        track(explorer, name).uncheck()
    track(explorer, "Governments").click()
    expect(explorer.locator(".tl-said")).to_contain_text("One track has to stay")
    expect(track(explorer, "Governments")).to_be_checked()
    assert "Nature, one column, 89mm" in explorer.get_by_label("Size").inner_text()
    explorer.get_by_label("Size").select_option("nature-1")
    expect(explorer.locator(".tl-code code")).to_contain_text('width="nature-1"')


@pytest.mark.full
def test_where_the_kernel_is_gone_it_says_so_and_a_saved_notebook_shows_the_picture(lab, context):
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_viewport_size({"width": 1440, "height": 900})
    call = 'tl.explore(tl.read_csv(), "KAZ")'
    lab.open(page, lab.write("notebooks/kazakhstan.ipynb", "import tinytl as tl", call))
    lab.run_all(page)
    explorer = opened(page, "Kazakhstan, 2000–2025")
    page.evaluate("jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("!jupyterapp.shell.currentWidget.context.model.dirty")
    page.evaluate("jupyterapp.shell.currentWidget.context.sessionContext.restartKernel()")
    page.mouse.move(*middle(explorer.locator(".tl-detail")))
    expect(explorer.get_by_role("alert")).to_contain_text("The kernel that drew this is gone")
    expect(explorer.get_by_role("combobox", name="Country", exact=True)).to_have_value("Kazakhstan")
    assert explorer.locator(".tl-bar").first.evaluate("bar => !!bar.closest('[inert]')")
    lab.close_kernels()
    page.reload()
    picture = page.locator(".tl-still img")
    expect(picture).to_be_visible()
    assert "tl.timeline(records" in picture.get_attribute("alt")
    expect(page.get_by_text("model not found")).to_be_hidden()
    assert ours(errors) == []


WORLD = "TIP tier of 189 countries, 2001–2025"


@pytest.fixture
def world(lab_server, page, quiet, faults):
    """An explorer of all countries."""
    lab_server.desk(page, "import tinytl as tl", "tl.explore(tl.read_csv())")
    faults.clear()
    lab_server.run_all(page)
    return opened(page, WORLD)


def row(explorer, name):
    """The middle of the name of a row of the overview."""
    return middle(explorer.locator("g[class^=y][class$=tick]", has_text=re.compile(f"^{name}$")))


def selected_law(page, label="criminalization"):
    panel = page.locator(".tl-detail")
    expect(panel.locator("h4")).to_contain_text(label)
    expect(panel.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))
    return panel.locator(".tl-when").text_content()


@pytest.mark.full
def test_from_all_countries_to_the_source_of_a_law_in_few_actions(world, page, record_property):
    # with the pointer: the wheel, the row, the law; its source stands there
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 300)
    settled(world)
    actions = 2
    page.mouse.click(*row(world, "Malaysia"))
    drawn(world, "Malaysia, 2001–2025")
    expect(world.locator(".tl-code code")).to_have_text('tl.timeline(records, "MYS")')
    shot(world, "1440 country")
    settled(world)  # narrower beside the panel
    actions += 1
    law = "Victims may work and move freely"  # of 2015, after the downgrade of 2014
    page.mouse.click(*middle(world.locator(".annotation-text", has_text="Victims may work").last))
    selected_law(page, law)
    assert world.locator(".tl-detail a").first.bounding_box()["y"] < 900
    record_property("mouse actions", actions)
    assert actions <= 4

    # by the keyboard alone, from the same start
    world.locator(".tl-stage").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    drawn(world, WORLD)
    keys = ["ArrowDown", "ArrowUp", "Enter"]
    for key in keys:
        page.keyboard.press(key)
    drawn(world, "Malaysia, 2001–2025")
    presses = len(keys)
    heading = world.locator(".tl-detail h4")
    while presses < 20:
        page.keyboard.press("ArrowRight")
        presses += 1
        if law in (heading.text_content() or ""):
            break
    selected_law(page, law)
    page.keyboard.press("Tab")
    record_property("keys", presses + 1)
    assert presses < 20


@pytest.mark.full
def test_an_overview_leads_to_its_neighbours_and_to_a_comparison_and_back(world, page):
    stage = world.locator(".tl-stage")
    stage.focus()
    for key in ("ArrowDown", "Shift+Enter", "ArrowDown", "Shift+Enter", "c"):
        page.keyboard.press(key)
    drawn(world, "Kenya and Kiribati, 2002–2025")
    expect(world.locator(".tl-code code")).to_contain_text('tl.compare(records, ["KEN", "KIR"]')
    box = world.get_by_role("combobox", name="Add to the comparison")
    box.fill("Swaziland")
    page.keyboard.press("Enter")
    drawn(world, "Kenya, Kiribati and Eswatini, 2002–2025")
    click(page, world.locator(".annotation-text", has_text="criminalization").last)
    assert selected_law(page)
    page.mouse.move(*middle(world.locator(".tl-plot").first))
    page.mouse.move(*[at + 9 for at in middle(world.locator(".tl-plot").first)])
    expect(world.locator(".tl-cross").first).to_be_visible()
    shot(world, "1440 compared")
    stage.focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    drawn(world, WORLD)
    expect(world.locator(".tl-row.tl-here")).to_be_in_viewport()
    page.keyboard.press("Enter")
    drawn(world, "Kiribati, 2006–2017")
    page.keyboard.press("ArrowDown")
    drawn(world, "Kosovo, 2005–2025")
    world.get_by_role("button", name="Take back the last change").click()
    drawn(world, "Kiribati, 2006–2017")
    page.keyboard.press("Tab")
    assert serious(page) == []
    world.get_by_role("button", name="World").click()
    world.get_by_label("Groups").select_option("region")
    code = world.locator(".tl-code code")
    expect(code).to_contain_text('group="region"', timeout=120_000)  # as for all that is drawn
    assert serious(page) == []
    shot(world, "1440 world")


def serious(page):
    found = Axe().run(page, context={"include": [[".tl"]]}).response["violations"]
    return [
        (v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")
    ]


def test_axe_finds_nothing_serious_and_a_reload_keeps_the_view(explorer, page):
    explorer.locator(".tl-data > summary").click()
    explorer.get_by_label("Categories of laws").first.click()
    explorer.get_by_role("button", name="Next event").click()
    assert serious(page) == []
    page.evaluate(
        "jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
    )
    page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    title = explorer.locator(".annotation-text", has_text="Kazakhstan, 2000–2025")
    dark = "rgb({}, {}, {})".format(*bytes.fromhex(THEMES["dark"].ink[1:]))
    expect(title).to_have_css("fill", dark)
    expect(explorer.locator(".tl-code code")).to_have_text('tl.timeline(records, "KAZ")')
    assert serious(page) == []
    shot(explorer, "1440 dark")
    page.set_viewport_size({"width": 800, "height": 1300})
    settled(explorer)
    assert explorer.evaluate("e => e.scrollWidth <= e.clientWidth")
    shot(explorer, "800 dark")

    page.evaluate("jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("!jupyterapp.shell.currentWidget.context.model.dirty")
    page.reload()
    drawn(page.locator(".tl"), "Kazakhstan, 2000–2025")
    expect(title).to_have_css("fill", dark)


SLOW = """
import tinytl as tl
from tinytl.explorer import browser, widget

class Slow(widget.Explorer):  # three seconds to load, as on a page that is busy
    _esm = "await new Promise((go) => setTimeout(go, 3000));" + browser.module()

explorer = Slow(tl.read_csv(), "KAZ", scale=tl.TIP_TIERS)
explorer
"""


@pytest.mark.full
def test_it_draws_and_listens_where_the_page_is_too_busy_for_anywidget(lab_server, page):
    lab_server.desk(page, SLOW, "explorer.country = 'ARM'")
    lab_server.run_all(page)
    slow = page.locator(".tl")
    drawn(slow, "Armenia, 2001–2025")  # what Python said while nobody could hear it, too
    slow.get_by_role("button", name="Previous country ([)").click()
    drawn(slow, "Argentina, 2003–2025")
