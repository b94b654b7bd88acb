"""A notebook gets the types that it asks for, and nothing else is computed."""

import base64
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
from IPython.core.interactiveshell import InteractiveShell
from plotly import io

import tinytl as tl
from each import each
from tinytl import mime
from tinytl.draw.renderers import HOSTS, PLOTLY
from tinytl.mime import PDF, SVG

TEXT = {"text/plain"}
FIRST = """
import sys, tinytl as tl
bundle = tl.timeline(tl.read_csv(), "KAZ")._repr_mimebundle_()
print(*bundle, *sorted({"matplotlib", "plotly", "plotly.io"} & set(sys.modules)))
"""


@pytest.fixture(scope="module")
def chart(records):
    return tl.timeline(records, "KAZ")


@pytest.fixture
def renderer(monkeypatch):
    """Set plotly's renderer for a test."""
    before = io.renderers.default
    yield lambda name: setattr(io.renderers, "default", name)
    io.renderers.default = before


@pytest.fixture
def shell(monkeypatch):
    """A shell of IPython, as a notebook has it."""
    for name in (*HOSTS, "QUARTO_FIG_FORMAT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(sys.modules, "psutil", None)
    shell = InteractiveShell()
    monkeypatch.setattr(mime, "_shell", lambda: shell)
    return shell


def pdf_of(bundle):
    data = base64.b64decode(bundle[PDF])
    assert data.startswith(b"%PDF-")
    return data


def test_the_first_chart_of_a_notebook_loads_neither_plotly_nor_matplotlib():
    run = subprocess.run([sys.executable, "-c", FIRST], stdout=subprocess.PIPE, check=True)
    assert run.stdout.decode().split() == [PLOTLY, SVG, "text/plain"]


RENDERERS = {
    "plotly_mimetype": {PLOTLY, SVG},
    "jupyterlab": {PLOTLY, SVG},
    "vscode": {PLOTLY, SVG},
    "notebook_connected": {"text/html", SVG},
    "colab": {"text/html", SVG},
    "kaggle": {"text/html", SVG},
    "plotly_mimetype+notebook_connected": {PLOTLY, "text/html", SVG},
    "plotly_mimetype+pdf": {PLOTLY, PDF, SVG},
    "plotly_mimetype+png": {PLOTLY, "image/png", SVG},
    "svg": {SVG},
    "browser": {PLOTLY, SVG},
}


@each("name", RENDERERS)
def test_a_chart_has_the_types_of_plotlys_renderer_a_picture_and_a_line(chart, renderer, name):
    renderer(name)
    assert set(chart._repr_mimebundle_()) == RENDERERS[name] | TEXT


def test_html_for_a_host_draws_what_jupyter_draws(chart, renderer):
    renderer("plotly_mimetype+colab")
    bundle = chart._repr_mimebundle_()
    figure, html = bundle[PLOTLY], bundle["text/html"]
    renderer("browser")
    assert figure == json.loads(json.dumps(chart._repr_mimebundle_()[PLOTLY]))
    assert f'"displaylogo": {json.dumps(figure["config"]["displaylogo"])}' in html
    assert "Full criminalization" in html or "Full<br>" in html


def test_a_renderer_that_plotly_does_not_have_is_told(chart):
    with pytest.raises(tl.ExportError, match="renderer is 5; expected names"):
        chart.show(5)
    with pytest.raises(tl.ExportError, match=r"renderer is 'paper'; 'paper' is none of plotly_mim"):
        chart.show("paper")


def test_matplotlib_figures_as_pdf_are_charts_as_pdf(chart, shell):
    from matplotlib.figure import Figure

    assert set(chart._repr_mimebundle_()) == {PLOTLY, SVG} | TEXT
    formatters = shell.display_formatter.formatters
    formatters[PDF].for_type(Figure, lambda figure: b"")
    only = chart._repr_mimebundle_()
    assert set(only) == {PLOTLY, PDF} | TEXT
    formatters["image/png"].for_type(Figure, lambda figure: b"")
    both = chart._repr_mimebundle_()
    assert set(both) == {PLOTLY, PDF, SVG} | TEXT
    assert pdf_of(only) == pdf_of(both)


def test_the_configuration_of_a_notebook_asks_for_pdf_before_matplotlib_is_loaded(chart, shell):
    shell.config.InlineBackend.figure_formats = {"svg", "pdf"}
    assert set(chart._repr_mimebundle_()) == {PLOTLY, PDF, SVG} | TEXT


def test_quarto_gets_a_pdf_for_a_pdf_document_and_no_svg_to_convert(chart, shell, monkeypatch):
    for format, types in {"pdf": {PLOTLY, PDF}, "png": {PLOTLY, SVG}}.items():
        monkeypatch.setenv("QUARTO_FIG_FORMAT", format)
        assert set(chart._repr_mimebundle_()) == types | TEXT


COMMANDS = {
    "python jupyter-nbconvert --execute --to pdf a.ipynb": True,
    "python -m nbconvert --to=latex --execute a.ipynb": True,
    "python jupyter-nbconvert --execute --to html pdf.ipynb": False,
    "python jupyter-lab --to pdf": False,
}


@each("command", COMMANDS)
def test_nbconvert_gets_a_pdf_if_it_makes_latex(chart, shell, monkeypatch, command):
    parent = SimpleNamespace(cmdline=lambda: command.split())
    process = SimpleNamespace(parent=lambda: parent)
    monkeypatch.setitem(
        sys.modules, "psutil", SimpleNamespace(Process=lambda: process, Error=OSError)
    )
    assert (PDF in chart._repr_mimebundle_()) == COMMANDS[command]


# --- show ------------------------------------------------------------------------------------


@pytest.fixture
def opened(monkeypatch, tmp_path):
    """The addresses that a browser was asked to open."""
    asked = []
    browser = SimpleNamespace(open=lambda url: asked.append(url) or True)
    monkeypatch.setattr("webbrowser.get", lambda name=None: browser)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return asked


def test_a_script_shows_the_page_in_the_browser(chart, opened, tmp_path):
    assert chart.show() is None
    (url,) = opened
    (page,) = tmp_path.rglob("*.html")
    assert url == page.as_uri() and page.name == "kaz.html"
    assert page.read_bytes() == chart.save(tmp_path / "saved.html").read_bytes()


def test_a_notebook_shows_what_it_shows_for_the_last_line_of_a_cell(chart, shell, monkeypatch):
    shown = []
    shell.kernel = object()
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append((data, raw)))
    chart.show()
    chart.show("colab")
    assert shown[0] == (chart._repr_mimebundle_(), True)
    assert set(shown[1][0]) == {"text/html", SVG} | TEXT


def test_a_machine_without_a_browser_is_told_where_the_page_is(chart, monkeypatch, tmp_path):
    monkeypatch.setattr("webbrowser.get", lambda name=None: SimpleNamespace(open=lambda url: False))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(tl.ExportError, match=r"no browser here .* saved as .*kaz\.html"):
        chart.show()
