"""The browser's half: modules that are right by themselves, and the one text they are joined to."""

import json
import re
from collections import Counter

import pytest

import tinytl as tl
from tinytl.explorer import browser

FILES = {file.name: file.read_text(encoding="utf-8") for file in browser.HERE.glob("*.js")}
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.M)
EXPORTED = re.compile(r"^export (?:async )?(?:function|const) (\w+)", re.M)
IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./(\w+\.js)";$', re.M)
STATE = (
    "_choices",
    "_seen",
    "_dark",
    "view",
    "country",
    "compared",
    "sort",
    "group",
    "years",
    "tracks",
    "only",
)
STATE += ("theme", "width", "zoom", "selected")
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


@pytest.fixture
def render(page, records):
    """Render an explorer with a module of this name; the HTML that comes of it."""
    usual = tl.explore(records[records.country.isin(["KAZ", "ARM"])], "KAZ")

    def answer(route):
        name = route.request.url.removeprefix(HOST).partition("?")[0]
        text = {"": "<!doctype html>", "joined.js": browser.module()} | FILES
        kind = "text/javascript" if name else "text/html"
        route.fulfill(body=text[name], content_type=f"{kind}; charset=utf-8")

    page.route(f"{HOST}**", answer)
    page.goto(HOST)

    def rendered(file, explorer=usual):
        state = json.loads(json.dumps({name: getattr(explorer, name) for name in STATE}))
        return page.evaluate(RENDER, [f"./{file}", state])

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
    page.add_init_script("window.hits = 0; window.hit = () => { window.hits += 1; };")
    page.reload()
    (tmp_path / "mine.csv").write_text(
        "country,kind,start,label,category,detail,source,value\n"
        f'{land},law,2003-05-15,"{evil}","{evil}","{evil}",evil,\n{land},rating,2003,,,,evil,1\n'
    )
    (tmp_path / "sources.bib").write_text(
        f"@misc{{evil, author = {{{{{evil}}}}}, title = {{{evil}}}, url = {{javascript:hit()}}}}"
    )
    explorer = tl.explore(tl.read_csv(tmp_path / "mine.csv"), land)
    law = next(fact for fact in explorer._facts[land] if fact.kind == "law")
    explorer.go(f"{land}:{law.key}")
    html = render("explorer.js", explorer).replace("&lt;", "<").replace("&gt;", ">")
    assert f"<h4>{evil}</h4>" in html and f"<p>{evil}</p>" in html and f"<li>{evil} (n.d.)" in html
    assert page.evaluate("[window.hits, document.querySelectorAll('img, a[href], b').length]") == [
        0,
        0,
    ]
