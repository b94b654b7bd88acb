"""A real JupyterLab for the tests: its own server, folder and settings."""

import json
import shutil
import uuid
from pathlib import Path

from playwright.sync_api import Page

from server import Server

ROOT = Path(__file__).parent.parent
OPTIONS = [
    "--no-browser",
    "--allow-root",
    "--ip=127.0.0.1",
    "--ServerApp.port_retries=0",
    "--IdentityProvider.token=",
    "--ServerApp.password=",
    "--ServerApp.disable_check_xsrf=True",
    "--LabApp.expose_app_in_browser=True",
    # made for Notebook alone: in Voila, which takes all that it finds, it does not load
    "--VoilaConfiguration.extension_denylist=['@jupyter-notebook/lab-extension']",
]
PLACES = {
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "share",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTERLAB_SETTINGS_DIR": "settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    "IPYTHONDIR": "ipython",
}

# The news pop-up covers a corner of the page; cells out of sight would not be in the page.
OVERRIDES = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}

# The idle indicator of JupyterLab is idle before there is a kernel, hence the long way.
READY = """
path => {
  const app = window.jupyterapp;
  if (!app || !app.commands.hasCommand('notebook:run-all-cells')) return false;
  const context = app.shell.currentWidget?.context;
  return context?.path === path && context.isReady
    && context.sessionContext?.session?.kernel?.status === 'idle';
}
"""

# Closes what is open, unsaved, and opens a notebook in the page that there is.
SWITCH = """
async path => {
  const app = window.jupyterapp;
  for (const widget of [...app.shell.widgets('main')]) {
    if (widget.context) widget.context.model.dirty = false;
    await widget.close();
  }
  await app.commands.execute('docmanager:open', {path, factory: 'Notebook'});
}
"""

TIDY = """
async () => {
  const app = window.jupyterapp;
  app.shell.collapseLeft();
  if (document.body.dataset.jpThemeLight === 'false')
    await app.commands.execute('apputils:change-theme', {theme: 'JupyterLab Light'});
}
"""

# Lays other cells into the open notebook, as if it were a new one, and leaves its kernel as it is.
REPLACE = """
cells => {
  const { model } = window.jupyterapp.shell.currentWidget.context;
  model.fromJSON({...model.toJSON(), cells});
}
"""

RUN_ALL = """
Promise.race([
  window.jupyterapp.commands.execute('notebook:run-all-cells'),
  new Promise((_, no) => setTimeout(() => no(new Error('cells run for over 6 minutes')), 360000)),
])
"""

DESK = "notebooks/desk.ipynb"
CLOSE_WIDGETS = "import ipywidgets; ipywidgets.Widget.close_all()"


def of_cells(*cells: str) -> dict:
    """A notebook of these cells of code, as nbformat would make it; that takes a second to load."""
    empty = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    return {
        "cells": [{**empty, "id": str(n), "source": text} for n, text in enumerate(cells)],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


class Lab(Server):
    """A JupyterLab server over copies of data/ and notebooks/; it serves Notebook and Voila too.

    Attributes
    ----------
    url : str
        Address of the server, on this machine.
    root : pathlib.Path
        The folder it serves: what is laid there can be opened.
    """

    def __init__(self, folder: Path) -> None:
        self.root = folder / "root"
        for name in ("data", "notebooks"):
            shutil.copytree(ROOT / name, self.root / name, dirs_exist_ok=True)
        (self.root / "figures").mkdir()
        settings = folder / "config" / "labconfig" / "default_setting_overrides.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps(OVERRIDES), encoding="utf-8")
        options = [*OPTIONS, f"--ServerApp.root_dir={self.root}"]
        places = {variable: folder / name for variable, name in PLACES.items()}
        super().__init__(folder, "jupyterlab", options, places, "api")

    def write(self, notebook: str, *cells: str) -> str:
        """Lay a notebook of these cells of code into `root`; return its name."""
        (self.root / notebook).write_text(json.dumps(of_cells(*cells)), encoding="utf-8")
        return notebook

    def open(self, page: Page, notebook: str) -> None:
        """Open a notebook alone, named from `root`, and wait until its kernel is idle.

        JupyterLab is light, and its list of files closed. Where a page shows it, it is not loaded
        again.
        """
        if self._shown(page):
            page.evaluate(SWITCH, notebook)
        else:
            # A fresh workspace: `?reset` would reload the page and restart the kernel on the way.
            page.goto(f"{self.url}/lab/workspaces/{uuid.uuid4().hex}/tree/{notebook}")
        self.wait(page, notebook)
        page.evaluate(TIDY)

    def wait(self, page: Page, notebook: str = DESK) -> None:
        """Wait until the kernel of an open notebook is idle."""
        page.wait_for_function(READY, arg=notebook, timeout=240_000)

    def desk(self, page: Page, *cells: str) -> None:
        """Open a notebook of these cells of code; its kernel may have run others.

        It knows their names and modules still, and no widget of theirs.
        """
        sessions = json.loads(self.call("GET", "api/sessions"))
        has_kernel = any(session["path"] == DESK for session in sessions)  # the page may not know
        if not has_kernel or not self._shown(page) or not page.evaluate(READY, DESK):
            self.open(page, self.write(DESK))
        page.evaluate(REPLACE, of_cells(CLOSE_WIDGETS)["cells"])
        self.run_all(page)
        page.evaluate(REPLACE, of_cells(*cells)["cells"])
        page.evaluate(TIDY)

    def _shown(self, page: Page) -> bool:
        return page.url.startswith(f"{self.url}/lab/")

    def run_all(self, page: Page) -> list[dict]:
        """Run all cells of the open notebook; return them with their outputs, none an error."""
        path = page.evaluate("jupyterapp.shell.currentWidget.context.path")
        page.evaluate(RUN_ALL)
        self.wait(page, path)
        cells = page.evaluate("jupyterapp.shell.currentWidget.context.model.toJSON().cells")
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        errors = [output for output in outputs if output["output_type"] == "error"]
        assert not errors, "\n".join(errors[0]["traceback"])
        return cells

    def close_kernels(self) -> None:
        """End all kernels, so that the next test starts from none."""
        for session in json.loads(self.call("GET", "api/sessions")):
            self.call("DELETE", f"api/sessions/{session['id']}")
