"""The browser's half: modules that are right by themselves, and the one text they are joined to."""

import json
import re
from base64 import b64encode
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import expect
from plotly.offline import get_plotlyjs

import tinytl as tl
from measure import drawn, middle
from tinytl.explorer import browser
from tinytl.explorer.state import OPTIONS

FILES = {file.name: file.read_text(encoding="utf-8") for file in browser.HERE.glob("*.js")}
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.M)
EXPORTED = re.compile(r"^export (?:async )?(?:function|const) (\w+)", re.M)
IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./(\w+\.js)";$', re.M)
STATE = ("_choices", "_seen", "_dark", "_room", *OPTIONS)
HOST = "http://localhost:1/"  # nobody is asked: the test answers

RENDER = """
async ([file, state]) => {
  const { default: widget } = await import(file);
  const nothing = () => undefined;
  const model = { get: (name) => state[name], set: nothing, save_changes: nothing,
                  on: nothing, off: nothing, send: nothing };
  const el = document.body.appendChild(document.createElement("div"));
  widget.render({ model, el });
  await new Promise(requestAnimationFrame);
  return el.innerHTML;
}
"""


# A model as anywidget gives it, without Python: it keeps what the page sets, and what it sends.
# It answers pings until `busy` is set.
MODEL = """
async ([file, state]) => {
  const { default: widget } = await import(file);
  const heard = [];
  window.sent = [];
  const model = window.model = {
    get: (name) => state[name],
    set(name, value) {
      if (JSON.stringify(state[name]) === JSON.stringify(value)) return;
      state[name] = value;
      for (const event of [`change:${name}`, "change"]) model.tell(event);
    },
    on: (event, listener) => heard.push([event, listener]),
    off: (event, listener) =>
      heard.splice(0, heard.length, ...heard.filter(([, one]) => one !== listener)),
    tell: (event, ...said) =>
      [...heard].forEach(([one, listener]) => one === event && listener(...said)),
    save_changes: () => undefined,
    send(message) {
      window.sent.push(message);
      const answer = () => model.tell("msg:custom", { id: message.id }, []);
      if (message.kind === "ping" && !window.busy) queueMicrotask(answer);
    },
  };
  const el = document.body.appendChild(document.createElement("div"));
  widget.render({ model, el });
}
"""


@pytest.fixture
def usual(records):
    return tl.explore(records[records.country.isin(["KAZ", "ARM", "MOZ", "IDN"])], "KAZ")


@pytest.fixture
def render(page, usual):
    """Render an explorer with a module of this name; the HTML that comes of it."""

    def answer(route):
        name = route.request.url.removeprefix(HOST).partition("?")[0]
        text = {"": "<!doctype html>", "joined.js": browser.module()} | FILES
        kind = "text/javascript" if name else "text/html"
        route.fulfill(body=text[name], content_type=f"{kind}; charset=utf-8")

    page.route(f"{HOST}**", answer)
    page.goto(HOST)

    def rendered(file, explorer=usual, script=RENDER):
        state = json.loads(json.dumps({name: getattr(explorer, name) for name in STATE}))
        return page.evaluate(script, [f"./{file}", state])

    return rendered


@pytest.mark.parametrize("file", FILES)
def test_a_module_imports_what_there_is_and_no_more_than_it_uses(file):
    imports = IMPORT.findall(FILES[file])
    assert len(imports) == len(re.findall(r"\bimport\b", FILES[file])), "in the form that is joined"
    for names, source in imports:
        assert set(names.split(", ")) <= set(EXPORTED.findall(FILES[source]))
        for name in names.split(", "):
            assert len(re.findall(rf"\b{name}\b", FILES[file])) > 1, name


def test_modules_share_no_name_so_that_they_can_share_a_scope():
    declared = Counter(name for text in FILES.values() for name in DECLARED.findall(text))
    assert [name for name, times in declared.items() if times > 1] == []


def test_the_joined_text_has_every_module_once_and_asks_for_no_other():
    joined = browser.module()
    assert re.findall(r"^(?:import|export).*", joined, re.M) == [
        "export default { initialize, render };"
    ]
    for text in FILES.values():
        for name in DECLARED.findall(text):
            assert DECLARED.findall(joined).count(name) == 1, name


def test_joined_or_not_they_make_the_same_page(render):
    apart, joined = (re.sub(r"tinytl-\w+", "", render(f)) for f in ("explorer.js", "joined.js"))
    assert 'aria-label="Kazakhstan, ' in apart
    assert apart == joined


def test_two_explorers_of_a_page_have_each_its_own_list_of_countries(render):
    # a page takes the module anew for each widget, as here by another address
    pages = [render(f"joined.js?{number}") for number in (1, 2)]
    lists = [re.findall(r'<datalist id="([^"]+)"', page) for page in pages]
    assert lists[0] != lists[1]
    for page, (name,) in zip(pages, lists, strict=True):
        assert re.findall(r' list="([^"]+)"', page) == [name, name]


def test_what_a_table_and_its_sources_say_is_never_run_and_no_link_but_to_the_web(
    page, render, tmp_path
):
    land, evil = "<b>Land</b>", "<img src=x onerror=hit()><a href='javascript:hit()'>x</a>"
    page.evaluate("() => { window.hits = 0; window.hit = () => { window.hits += 1; }; }")
    (tmp_path / "mine.csv").write_text(
        "country,kind,start,label,category,detail,source,value\n"
        f'{land},law,2003-05-15,"{evil}","{evil}","{evil}",evil,\n{land},rating,2003,,,,evil,1\n'
    )
    (tmp_path / "sources.bib").write_text(
        f"@misc{{evil, author = {{{{{evil}}}}}, title = {{{evil}}}, url = {{javascript:hit()}}}}"
    )
    explorer = tl.explore(tl.read_csv(tmp_path / "mine.csv"), land)
    law = next(fact for fact in explorer._facts[land] if fact.kind == "law")
    explorer.go(f"{land}:{law.id}")
    html = render("explorer.js", explorer).replace("&lt;", "<").replace("&gt;", ">")
    assert f"<h4>{evil}</h4>" in html and f"<p>{evil}</p>" in html and f"<li>{evil} (n.d.)" in html
    assert page.evaluate("[window.hits, document.querySelectorAll('img, a[href], b').length]") == [
        0,
        0,
    ]


# --- with a model that keeps what is set and sent --------------------------------------------


class Rendered:
    """An explorer on a page, and the model that it sets."""

    def __init__(self, page):
        self.page, self.root, self.note = page, page.locator(".tl"), page.locator(".tl-said")
        self.saved = page.locator(".tl-saved")

    def get(self, trait):
        # changes of a slider and a zoom wait for more; a later timer of the page is behind theirs
        later = "name => new Promise((done) => setTimeout(() => done(model.get(name)), 150))"
        return self.page.evaluate(later, trait)

    def set(self, trait, value):
        self.page.evaluate("([name, value]) => model.set(name, value)", [trait, value])

    def button(self, name):
        return self.root.get_by_role("button", name=name)

    def seen(self, explorer):
        """What Python tells of another explorer arrives."""
        self.set("_seen", json.loads(json.dumps(explorer._seen)))

    def asked(self, kind):
        """The last message of a kind, which is waited for."""
        last = "kind => sent.findLast(message => message.kind === kind)"
        return self.page.wait_for_function(last, arg=kind).json_value()

    def answer(self, kind, **answer):
        answer = {"id": self.asked(kind)["id"], **answer}
        tell = "answer => model.tell('msg:custom', answer, [new Uint8Array([1])])"
        self.page.evaluate(tell, answer)


@pytest.fixture
def rendered(page, render):
    render("joined.js", script=MODEL)
    return Rendered(page)


def test_key_presses_on_a_slider_are_one_step_to_undo(rendered):
    rendered.root.get_by_label("First year").focus()
    for number in range(1, 6):
        rendered.page.keyboard.press("ArrowRight")
        assert rendered.get("years") == [2000 + number, 2025]
    rendered.root.get_by_label("Last year").focus()
    rendered.page.keyboard.press("ArrowLeft")
    assert rendered.get("years") == [2005, 2024]
    rendered.button("Undo").click()
    assert rendered.get("years") == [2005, 2025]
    rendered.button("Undo").click()
    assert rendered.get("years") is None
    rendered.button("Undo").click()
    expect(rendered.note).to_have_text("Nothing to undo.")


def test_each_drag_of_a_slider_is_one_step_to_undo(rendered):
    rendered.page.add_style_tag(content=browser.STYLE.read_text(encoding="utf-8"))
    bar = rendered.root.locator(".tl-range").bounding_box()
    mouse, y = rendered.page.mouse, bar["y"] + bar["height"] / 2
    firsts = []
    for shares in ((0, 0.12, 0.2, 0.32), (0.32, 0.4, 0.52)):
        for share in shares:
            mouse.move(bar["x"] + 7 + share * (bar["width"] - 14), y)
            if share == shares[0]:
                mouse.down()
            firsts.append((rendered.get("years") or [2000])[0])
        mouse.up()
    assert firsts == [2000, 2003, 2005, 2008, 2008, 2010, 2013]
    rendered.button("Undo").click()
    assert rendered.get("years") == [2008, 2025]
    rendered.button("Undo").click()
    assert rendered.get("years") is None


def test_the_bar_of_years_moves_the_nearer_thumb_and_both_come_apart_from_any_year(rendered):
    rendered.page.add_style_tag(content=browser.STYLE.read_text(encoding="utf-8"))
    bar = rendered.root.locator(".tl-range").bounding_box()
    mouse, y = rendered.page.mouse, bar["y"] + bar["height"] / 2

    def stroke(*years):
        at = [bar["x"] + 7 + (year - 2000) / 25 * (bar["width"] - 14) for year in years]
        mouse.move(at[0], y)
        mouse.down()
        for x in at[1:]:
            mouse.move(x, y, steps=3)
        mouse.up()
        return rendered.get("years")

    assert stroke(2010) == [2010, 2025]
    assert stroke(2020) == [2010, 2020]
    assert stroke(2010, 2024) == [2020, 2020], "they meet, not pass"
    assert stroke(2022) == [2020, 2022]
    for end in (2000, 2025):
        rendered.set("years", [end, end])
        apart = stroke(end, 2012)
        assert apart == sorted([end, 2012])


def test_a_held_key_is_one_step_to_undo_and_each_press_is_one(rendered):
    rendered.root.locator(".tl-stage").focus()
    keyboard = rendered.page.keyboard
    for _ in range(3):  # pressed once, then held
        keyboard.down("]")
    keyboard.up("]")
    assert rendered.get("country") == "IDN"
    for country in ("KAZ", "MOZ"):
        keyboard.press("]")
        assert rendered.get("country") == country
    for country in ("KAZ", "IDN", "KAZ"):
        keyboard.press("Control+z")
        assert rendered.get("country") == country


def test_changes_of_other_traits_are_steps_of_their_own(rendered):
    rendered.root.get_by_label("Index").uncheck()
    rendered.root.get_by_label("Theme").select_option("print")
    rendered.root.get_by_label("Size").select_option("nature-1")
    rendered.button("Undo").click()
    assert (rendered.get("width"), rendered.get("theme")) == (None, "print")
    rendered.button("Undo").click()
    assert (rendered.get("theme"), "index" in rendered.get("tracks")) == (None, False)
    rendered.button("Undo").click()
    assert rendered.get("tracks") is None
    expect(rendered.root.get_by_label("Index")).to_be_checked()


def test_a_note_goes_when_the_state_changes_that_it_was_about(rendered):
    box = rendered.root.get_by_role("combobox", name="Country", exact=True)
    box.fill("Atlantis")
    box.press("Enter")
    rendered.answer("country", code=None, codes=[], near=[])
    expect(rendered.note).to_have_text("No country “Atlantis” in the table. Nearest: ")
    box.fill("Mozambique")
    box.press("Enter")
    assert rendered.get("country") == "MOZ"
    expect(rendered.note).to_be_hidden()


def test_a_refused_state_is_told(rendered):
    refusal = {"id": None, "refused": True, "message": "No records of 'ZZZ'."}
    rendered.page.evaluate("said => model.tell('msg:custom', said, [])", refusal)
    expect(rendered.note).to_have_text("No records of 'ZZZ'.")
    rendered.set("country", "ARM")
    expect(rendered.note).to_be_hidden()


def test_saving_shows_that_work_is_under_way_and_tells_the_end(rendered):
    save = rendered.button("Save as PDF")
    expect(rendered.saved).to_have_attribute("aria-live", "polite")
    save.focus()
    save.press("Enter")
    expect(save).to_have_attribute("aria-busy", "true")
    expect(rendered.saved).to_have_text("Writing PDF …Cancel")
    expect(rendered.saved.get_by_role("progressbar")).to_be_visible()
    save.press("Enter")
    asked = rendered.page.evaluate("sent.filter(message => message.kind === 'save').length")
    assert asked == 1, "it is saved once"
    with rendered.page.expect_download() as download:
        rendered.answer("save", names=["kaz.pdf"], message="Saved kaz.pdf.")
    assert download.value.suggested_filename == "kaz.pdf"
    expect(rendered.saved).to_have_text("Saved kaz.pdf.")
    expect(save).to_have_attribute("aria-busy", "false")
    expect(save).to_be_focused()


def test_a_file_that_is_cancelled_is_dropped_and_can_be_asked_for_again(rendered):
    save, downloads = rendered.button("Save as PDF"), []
    rendered.page.on("download", lambda download: downloads.append(download))
    save.click()
    rendered.button("Cancel: Drop the file").click()
    expect(rendered.saved).to_be_empty()
    expect(save).to_have_attribute("aria-busy", "false")
    expect(save).to_be_focused()
    rendered.answer("save", names=["kaz.pdf"], message="Saved kaz.pdf.")
    expect(rendered.saved).to_be_empty()
    save.click()
    rendered.page.wait_for_function("sent.filter(({ kind }) => kind === 'save').length === 2")
    with rendered.page.expect_download():
        rendered.answer("save", names=["kaz.pdf"], message="Saved kaz.pdf.")
    assert len(downloads) == 1


def test_a_region_typed_into_a_box_opens_or_adds_its_countries(rendered):
    box = rendered.root.get_by_role("combobox", name="Country", exact=True)
    box.fill("caucasus")
    box.press("Enter")
    rendered.answer("country", code=None, codes=["ARM", "KAZ"], near=[])
    rendered.page.wait_for_function("model.get('view') === 'overview'")
    assert rendered.get("countries") == ["caucasus"]
    rendered.button("Compare: ").click()
    box = rendered.root.get_by_role("combobox", name="Add to the comparison")
    box.fill("all of it")
    box.press("Enter")
    rendered.page.wait_for_function("sent.at(-1).text === 'all of it'")
    rendered.answer("country", code=None, codes=["ARM", "KAZ"], near=[])
    assert rendered.get("compared") == ["KAZ", "ARM"]


def test_a_sign_tells_of_work_that_takes_long_and_the_title_is_told(rendered):
    stage = rendered.root.locator(".tl-stage")
    rendered.page.evaluate("window.busy = true")
    rendered.button("Next country (])").click()
    expect(stage).to_have_attribute("aria-busy", "true")
    rendered.page.evaluate("window.busy = false")
    rendered.answer("ping")
    expect(stage).to_have_attribute("aria-busy", "false")
    told = rendered.root.locator(".tl-told")
    expect(told).to_have_role("status")
    expect(told).to_have_text("Kazakhstan, 2000–2025")


def test_where_saving_fails_it_says_why_and_can_be_tried_again(rendered):
    save = rendered.button("Save as PNG")
    for _ in range(2):
        save.click()
        expect(rendered.saved).to_have_text("Writing PNG …Cancel")
        rendered.answer("save", refused=True, message="No space left on device.")
        expect(rendered.saved).to_have_text("No space left on device.")
        expect(save).to_have_attribute("aria-busy", "false")


def test_a_note_on_a_file_stands_beside_the_buttons_and_goes_with_its_state(rendered):
    rendered.button("Save as PDF").click()
    rendered.answer("save", refused=True, message="No records of Kazakhstan in these years.")
    expect(rendered.root.locator(".tl-take")).to_contain_text("No records of Kazakhstan")
    rendered.button("Previous country ([)").click()
    expect(rendered.saved).to_be_empty()


def test_a_refused_message_leaves_the_boxes_in_use(rendered):
    box = rendered.root.get_by_role("searchbox")
    box.fill("law")
    rendered.answer("search", refused=True, message="text is too long")
    expect(rendered.note).to_have_text("text is too long")
    box.fill("plan")
    assert rendered.asked("search")["text"] in ("law", "plan")
    rendered.page.wait_for_function("sent.at(-1).text === 'plan'")
    rendered.answer("search", rows=[], all=0)
    expect(rendered.root.locator(".tl-found")).to_have_text("Nothing says “plan”.")


YEAR_MS = 365.25 * 86_400_000
# Keys on the figure, one right after the other.
KEYS = """
keys => keys.forEach((key) =>
  document.querySelector(".tl-stage").dispatchEvent(new KeyboardEvent("keydown", { key })))
"""


# --- on a slow machine: Python answers late, or between two keys ----------------------------


def test_each_key_counts_that_is_pressed_before_python_has_answered(rendered):
    keyboard = rendered.page.keyboard
    rendered.root.locator(".tl-stage").focus()
    for _ in range(2):
        keyboard.press("+")
    first, last = (np.datetime64(day) for day in rendered.get("zoom"))
    assert (last - first).astype(int) / 365.25 == pytest.approx(26 / 4, abs=0.1)
    keyboard.press("0")
    assert rendered.get("zoom") is None
    keyboard.press("+")
    keyboard.press("k")
    assert rendered.get("zoom") is None
    assert rendered.get("years") == [2006, 2019]


def test_a_zoom_does_not_reach_a_view_that_is_opened_right_after_it(rendered):
    for name in ("Reset", "World", "Undo"):
        opener = f"""document.querySelector('button[aria-label^="{name}: "]')"""
        rendered.page.evaluate(f"() => {{ ({KEYS})(['+']); {opener}.click() }}")
        assert rendered.get("zoom") is None, name


def test_the_selected_mark_stays_visible_though_keys_come_faster_than_figures(rendered):
    page = rendered.page
    facts = page.evaluate("model.get('_seen').facts.filter(({ kind }) => kind === 'law')")
    gap, now = max((after["days"][0] - now["days"][1], now["id"]) for now, after in pairwise(facts))
    day = next(np.datetime64(int(one["days"][0]), "ms") for one in facts if one["id"] == now)
    assert gap > 1.1 * YEAR_MS
    zoom = [str((day + np.timedelta64(by, "D")).astype("M8[D]")) for by in (-180, 180)]
    rendered.set("zoom", zoom)
    page.evaluate("zoom => model.set('_seen', { ...model.get('_seen'), zoom })", zoom)
    rendered.set("selected", now)
    rendered.root.locator(".tl-stage").focus()
    page.evaluate(KEYS, ["ArrowRight", "ArrowLeft"])
    assert rendered.get("selected") == now
    first, last = map(np.datetime64, rendered.get("zoom"))
    assert first <= day <= last


def test_a_slider_stays_where_it_is_dragged_while_python_answers(rendered):
    page, first = rendered.page, rendered.root.get_by_label("First year")
    first.evaluate(
        """slider => {
          window.texts = [];
          slider.addEventListener("input", () => {
            model.tell("change"); // of what was asked before
            const output = document.querySelector(".tl-years output");
            queueMicrotask(() => texts.push(output.textContent));
          });
          slider.value = 2002;
          slider.dispatchEvent(new Event("input"));
        }"""
    )
    assert page.evaluate("texts") == ["2002"]
    assert rendered.get("years") == [2002, 2025]


def test_python_is_asked_when_it_knows_the_state_that_is_asked_about(rendered):
    page = rendered.page
    page.evaluate("window.busy = true")
    rendered.root.get_by_label("First year").focus()
    page.keyboard.press("ArrowRight")
    rendered.button("Save as PDF").click()
    assert page.evaluate("model.get('years')") == [2001, 2025], "before it would have been sent"
    assert page.evaluate("sent.some(({ kind }) => kind === 'save')") is False
    pings = "sent.filter(({ kind }) => kind === 'ping')"
    page.evaluate(f"{pings}.forEach(({{ id }}) => model.tell('msg:custom', {{ id }}, []))")
    assert rendered.asked("save")["format"] == "pdf"


def test_what_has_the_focus_keeps_it_when_python_answers(rendered):
    page, keyboard = rendered.page, rendered.page.keyboard
    rendered.set("compared", ["ARM", "KAZ", "IDN"])
    rendered.set("view", "compare")
    rendered.button("Move Indonesia forward").focus()
    for order in (["ARM", "IDN", "KAZ"], ["IDN", "ARM", "KAZ"]):
        keyboard.press("Enter")
        page.evaluate("model.tell('change')")
        assert rendered.get("compared") == order
    rendered.button("Leave Kazakhstan out").focus()
    keyboard.press("Enter")
    page.evaluate("model.tell('change')")
    keyboard.press("Enter")
    assert rendered.get("compared") == ["IDN"]

    rendered.root.locator(".tl-data > summary").click()
    opener = rendered.root.locator(".tl-data tbody button").first
    for _ in range(2):  # it is selected, then Python answers
        opener.press("Enter")
        expect(opener).to_be_focused()
        page.evaluate("model.tell('change')")
    expect(opener).to_be_focused()
    world = rendered.root.get_by_role("button", name="Show in the world")
    world.focus()
    page.evaluate("model.tell('change')")
    expect(world).to_be_focused()


# --- with plotly -------------------------------------------------------------------------------


PLOTLY = """
([id, source]) => model.tell("msg:custom", { id }, [new TextEncoder().encode(source)])
"""


def test_a_number_and_its_line_in_the_list_open_the_fact_and_both_are_marked(rendered):
    page = rendered.page
    page.evaluate(PLOTLY, [rendered.asked("plotly")["id"], get_plotlyjs()])
    notes = page.locator(".annotation")
    for text in ("Palermo Protocol acceded", "9"):
        rendered.set("selected", "")
        notes.get_by_text(text, exact=True).first.click(force=True)
        assert rendered.get("selected").endswith("|Palermo Protocol acceded")
        page.mouse.move(5, 5)
        marked = page.locator(".tl-noted").all_text_contents()
        assert marked == ["9", "9", "31 Jul 2008", "Palermo Protocol acceded"]


def test_a_press_on_a_number_opens_its_fact_though_the_figure_changes_before_the_release(
    rendered, usual
):
    page = rendered.page
    page.evaluate(PLOTLY, [rendered.asked("plotly")["id"], get_plotlyjs()])
    number = page.locator(".annotation").get_by_text("9", exact=True).first
    page.mouse.move(*middle(number))
    page.mouse.down()
    usual.years = (2009, 2025)
    rendered.seen(usual)
    drawn(rendered.root, "Kazakhstan, 2009–2025")
    page.mouse.up()
    assert rendered.get("selected").endswith("|Palermo Protocol acceded")


def test_a_drag_zooms_though_the_figure_is_drawn_again_before_its_end(rendered, usual):
    page = rendered.page
    page.evaluate(PLOTLY, [rendered.asked("plotly")["id"], get_plotlyjs()])
    drawn(rendered.root, "Kazakhstan, 2000–2025")
    plot = page.locator(".nsewdrag").last.bounding_box()
    x, y = plot["x"], plot["y"] + 5
    page.mouse.move(x + plot["width"] * 0.2, y)
    page.mouse.down()
    page.mouse.move(x + plot["width"] * 0.4, y + 2, steps=3)
    usual.years = (2000, 2024)
    rendered.seen(usual)
    drawn(rendered.root, "Kazakhstan, 2000–2024")
    page.mouse.move(x + plot["width"] * 0.6, y + 2, steps=3)
    page.mouse.up()
    first, last = (np.datetime64(day) for day in rendered.get("zoom"))
    assert (last - first).astype(int) / 365.25 == pytest.approx(25 * 0.4, abs=0.5)


@pytest.fixture
def world(page, render, records):
    """An explorer of all countries on a page that plotly has drawn, 1200 px wide."""
    page.set_viewport_size({"width": 1220, "height": 700})
    explorer = tl.explore(records)
    explorer._room = 1200.0
    render("joined.js", explorer, MODEL)
    page.add_style_tag(content=browser.STYLE.read_text(encoding="utf-8"))
    found = Rendered(page)
    page.evaluate(PLOTLY, [found.asked("plotly")["id"], get_plotlyjs()])
    expect(page.locator(".tl-stage[data-drawn]")).to_have_count(1)
    return found


def test_a_lens_shows_the_row_under_the_pointer_and_its_neighbours_larger(world):
    page = world.page
    row = page.locator("g[class^=y][class$=tick]", has_text=re.compile("^Benin$"))
    box = row.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2)
    lens = page.locator(".tl-lens")
    expect(lens).to_be_visible()
    expect(lens.locator("text")).to_have_text(["Belize", "Benin", "Bhutan"])
    enlarged = lens.locator("text", has_text="Benin").bounding_box()
    assert enlarged["height"] > 1.5 * box["height"]
    glass = lens.bounding_box()
    assert glass["y"] > box["y"] + box["height"] or glass["y"] + glass["height"] < box["y"]
    page.mouse.move(610, 5)
    expect(lens).to_have_count(0)


def test_of_two_figures_that_come_at_once_the_last_stays(world, usual):
    """The first has many rows, before which the page shows that it is busy."""
    rows = world.page.evaluate("model.get('_seen')")
    world.page.evaluate(
        "both => Promise.all(both.map((seen, n) => new Promise((done) => setTimeout(() =>"
        " (model.set('_seen', seen), setTimeout(done, 100)), 5 * n))))",
        [rows | {"title": "189 rows"}, json.loads(json.dumps(usual._seen))],
    )
    drawn(world.root, "Kazakhstan, 2000–2025")
    title = world.page.locator(".annotation-text", has_text="Kazakhstan, 2000–2025")
    expect(title).to_be_visible()


def test_years_stay_at_both_edges_of_a_page_that_is_scrolled(world):
    page, (top, bottom) = world.page, world.page.locator(".tl-edge").all()
    expect(top).to_be_hidden()
    expect(bottom).to_be_visible()
    # they are placed again a moment after the figure and its key are drawn
    at_edge = "edge => Math.abs(edge.getBoundingClientRect().top - 680) <= 1"
    page.wait_for_function(at_edge, arg=bottom.element_handle())
    ticks = page.locator(".xtick text")
    for strip in (bottom, top):
        texts = strip.locator("span")
        assert texts.first.text_content() == ticks.first.text_content() == "2010"
        own, tick = (one.first.bounding_box() for one in (texts, ticks))
        assert own["x"] + own["width"] / 2 == pytest.approx(tick["x"] + tick["width"] / 2, abs=1)
        page.mouse.wheel(0, 300)
        expect(top).to_be_visible()
    at_top = "edge => Math.abs(edge.getBoundingClientRect().top) <= 1"
    page.wait_for_function(at_top, arg=top.element_handle())
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(bottom).to_be_hidden()  # the end of the rows is in sight


# --- the picture, copied -------------------------------------------------------------------------

# the smallest PNG that there is
DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
COPIED = """
([answer, data]) => model.tell("msg:custom", answer,
  [Uint8Array.from(atob(data), (one) => one.charCodeAt(0))])
"""
CLIPBOARD = """
async () => {
  const [item] = await navigator.clipboard.read();
  const [type] = item.types;
  const blob = await item.getType(type);
  return [type, blob.size, type.startsWith("text") ? await blob.text() : ""];
}
"""


@pytest.mark.parametrize(
    ("name", "data", "there"),
    [("PNG", DOT, "image/png"), ("SVG", b64encode(b"<svg/>").decode(), "text/plain")],
    ids=["PNG", "SVG"],
)
def test_the_picture_is_copied_as_a_picture_and_as_svg_text(rendered, name, data, there):
    rendered.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    group = rendered.root.get_by_role("group", name="Copy the picture")
    copy = group.get_by_role("button", name=f"Copy {name} for other programs")
    copy.click()
    expect(copy).to_have_attribute("aria-busy", "true")
    asked = rendered.asked("save")
    assert asked["format"] == name.lower()
    rendered.page.evaluate(COPIED, [{"id": asked["id"]}, data])
    expect(rendered.saved).to_have_text(f"The picture is copied as {name}.")
    type_, size, text = rendered.page.evaluate(CLIPBOARD)
    assert type_ == there and size > 0
    assert text == ("<svg/>" if name == "SVG" else "")


def test_where_the_browser_lets_no_page_copy_pictures_the_reader_is_told_to_save(rendered):
    no = "() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }"
    rendered.page.evaluate(no)
    rendered.root.get_by_role("button", name="Copy PNG for other programs").click()
    rendered.page.evaluate(COPIED, [{"id": rendered.asked("save")["id"]}, DOT])
    expect(rendered.saved).to_have_text("The browser lets this page copy no picture: save it.")


@pytest.mark.parametrize(("button", "country"), [("Next", "ARM"), ("Previous", "MOZ")])
def test_from_a_country_that_is_not_among_the_rows_one_steps_to_their_ends(
    rendered, button, country
):
    seen = rendered.page.evaluate("model.get('_seen')")
    rendered.set("_seen", seen | {"order": ["ARM", "IDN", "MOZ"]})
    rendered.button(f"{button} country").click()
    assert rendered.get("country") == country


def test_a_country_of_a_comparison_is_moved_forward_and_left_out_by_buttons(rendered):
    rendered.set("compared", ["KAZ", "ARM", "MOZ"])
    rendered.set("view", "compare")
    forward = rendered.button("Move Mozambique forward")
    forward.press("Enter")
    assert rendered.get("compared") == ["KAZ", "MOZ", "ARM"]
    expect(forward).to_be_focused()
    forward.press("Enter")
    assert rendered.get("compared") == ["MOZ", "KAZ", "ARM"]
    expect(rendered.button("Leave Mozambique out")).to_be_focused()
    rendered.button("Leave Kazakhstan out").click()
    assert rendered.get("compared") == ["MOZ", "ARM"]


def test_a_country_of_a_comparison_is_dragged_to_another_place(rendered):
    rendered.set("compared", ["KAZ", "ARM", "MOZ"])
    rendered.set("view", "compare")
    chips = rendered.root.locator(".tl-chips > *")
    for start, end, order in ((2, 0, "MOZ KAZ ARM"), (0, 1, "KAZ MOZ ARM"), (1, 2, "KAZ ARM MOZ")):
        chips.nth(start).drag_to(chips.nth(end))
        assert rendered.get("compared") == order.split()


def test_keys_reach_the_search_box_and_leave_a_list_of_categories(rendered):
    box, keyboard = rendered.root.get_by_role("searchbox"), rendered.page.keyboard
    box.focus()
    keyboard.type("law")
    expect(box).to_have_value("law")
    summary = rendered.root.locator("summary[aria-label='Categories of laws']")
    summary.focus()
    keyboard.press("Tab")
    expect(rendered.root.get_by_label("Events").first).to_be_focused()
    summary.press("Enter")
    expect(rendered.root.locator(".tl-filter[open]")).to_have_count(1)
    keyboard.press("Escape")
    expect(rendered.root.locator(".tl-filter[open]")).to_have_count(0)
    expect(summary).to_be_focused()
    summary.click()
    rendered.root.locator(".tl-take").click(position={"x": 1, "y": 1})
    expect(rendered.root.locator(".tl-filter[open]")).to_have_count(0)


def test_found_facts_close_when_one_is_chosen_or_the_focus_leaves_and_come_back(rendered):
    box, found = rendered.root.get_by_role("searchbox"), rendered.root.locator(".tl-found")
    row = {"id": "KAZ:x", "country": "Kazakhstan", "when": "2003", "what": "Law", "text": ""}
    box.fill("law")
    rendered.answer("search", rows=[row], all=1)
    expect(found).to_be_visible()
    found.get_by_role("button").click()
    assert rendered.asked("go")["fact"] == "KAZ:x"
    expect(found).to_be_hidden()
    rendered.button("Undo").focus()
    box.focus()
    rendered.answer("search", rows=[row], all=1)
    expect(found).to_be_visible()
    box.press("Escape")
    expect(found).to_be_hidden()
