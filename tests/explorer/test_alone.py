"""The explorer on a page without Python: the chart of its state, or its picture."""

import json
import re

import pytest
from playwright.sync_api import expect
from plotly.offline import get_plotlyjs

import tinytl as tl
from tinytl.draw.html import plotly_version
from tinytl.explorer import browser as modules

# What the program that shows saved widgets does (html-manager 1.0): a model with the saved state
# and without a connection, and a place of the class that says so.
PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>{css}</style>
<div class="jp-OutputArea-child"><div class="jupyter-widgets-disconnected" id="place"></div></div>
<div class="jp-OutputArea-child">{picture}</div>
<script type="module">
const source = new Blob([{module}], {{ type: "text/javascript" }});
const widget = await import(URL.createObjectURL(source));
const state = {state};
const model = {{
  get: (name) => structuredClone(state[name]), set: (name, value) => (state[name] = value),
  on: () => undefined, off: () => undefined, send: () => undefined, save_changes: () => undefined,
}};
widget.default.initialize({{ model }});
widget.default.render({{ model, el: document.querySelector("#place") }});
</script>"""


@pytest.fixture
def saved(records, monkeypatch):
    """A page of a notebook that has run an explorer of Armenia, as an exporter writes it."""
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data))
    explorer = tl.explore(records, "ARM")
    explorer._ipython_display_()
    state = {name: value for name, value in explorer.get_state().items() if name[:4] != "_esm"}
    del state["layout"]
    return PAGE.format(
        css=explorer._css,
        picture=shown[1]["text/html"],
        module=json.dumps(modules.module()).replace("<", "\\u003c"),
        state=json.dumps(state).replace("<", "\\u003c"),
    )


@pytest.fixture
def theirs():
    return ("https://cdn.plot.ly/plotly-",)


@pytest.fixture
def opened(saved, page, tmp_path):
    """Open the page with or without the network; return the addresses that it asks for."""
    asked = []

    def open_page(plotly):
        def answer(route):
            asked.append(route.request.url)
            headers = {"access-control-allow-origin": "*", "content-type": "text/javascript"}
            route.fulfill(body=plotly, headers=headers) if plotly else route.abort()

        page.route(re.compile(r"^https://"), answer)
        (tmp_path / "page.html").write_text(saved, encoding="utf-8")
        page.goto((tmp_path / "page.html").as_uri())
        return asked

    return open_page


def test_a_page_without_python_shows_the_chart_of_the_state_in_place_of_the_picture(opened, page):
    asked = opened(get_plotlyjs())
    label = page.locator(".annotation-text", has_text=re.compile(r"Full\s*criminalization"))
    expect(label).to_be_visible()
    expect(page.locator(".tl-still")).to_be_hidden()
    expect(page.locator(".tl-message").first).to_contain_text("This page runs no Python")
    for part in page.locator(".tl-python, .tl-side").all():
        expect(part).to_be_hidden()
    assert asked == [f"https://cdn.plot.ly/plotly-{plotly_version()[0]}.min.js"]
    box = label.bounding_box()
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    page.mouse.move(box["x"] + 6, box["y"] + 6)
    expect(page.locator(".hovertext")).to_contain_text("2006")


@pytest.mark.parametrize("plotly", [None, "globalThis.Plotly = 'of somebody else';"])
def test_a_page_without_python_and_network_keeps_the_picture(opened, page, plotly):
    opened(plotly)
    expect(page.locator(".tl")).to_have_count(0)
    expect(page.locator(".tl-still img")).to_be_visible()
