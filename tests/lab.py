"""A real JupyterLab for the tests: its own server, folder and settings."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
LOCAL = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never through a proxy

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

RUN_ALL = """
Promise.race([
  window.jupyterapp.commands.execute('notebook:run-all-cells'),
  new Promise((_, no) => setTimeout(() => no(new Error('cells run for over 3 minutes')), 180000)),
])
"""


class Lab:
    """A JupyterLab server over copies of data/ and notebooks/.

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
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._log = folder / "lab.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", *self._options(port)],
                env={**os.environ, **self._places(folder)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._wait()

    def _options(self, port: int) -> list[str]:
        return [
            "--no-browser",
            "--allow-root",
            "--ip=127.0.0.1",
            f"--port={port}",
            "--ServerApp.port_retries=0",
            f"--ServerApp.root_dir={self.root}",
            "--IdentityProvider.token=",
            "--ServerApp.password=",
            "--ServerApp.disable_check_xsrf=True",
            "--LabApp.expose_app_in_browser=True",
        ]

    @staticmethod
    def _places(folder: Path) -> dict[str, str]:
        names = {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "share",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
            "IPYTHONDIR": "ipython",
        }
        return {variable: str(folder / name) for variable, name in names.items()}

    def _wait(self, limit_s: float = 60) -> None:
        end = time.monotonic() + limit_s
        while time.monotonic() < end and self._process.poll() is None:
            try:
                self._call("GET", "api")
                return
            except OSError:
                time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"JupyterLab did not start:\n{self._log.read_text(errors='replace')}")

    def _call(self, method: str, path: str) -> bytes:
        request = urllib.request.Request(f"{self.url}/{path}", method=method)
        with LOCAL.open(request, timeout=30) as answer:
            return answer.read()

    def open(self, page: Page, notebook: str) -> None:
        """Open a notebook, named from `root`, and wait until its kernel is idle."""
        # A fresh workspace: `?reset` would reload the page and restart the kernel on the way.
        page.goto(f"{self.url}/lab/workspaces/{uuid.uuid4().hex}/tree/{notebook}")
        page.wait_for_function(READY, arg=notebook, timeout=120_000)

    def run_all(self, page: Page) -> list[dict]:
        """Run all cells of the open notebook; return them with their outputs, none an error."""
        path = page.evaluate("jupyterapp.shell.currentWidget.context.path")
        page.evaluate(RUN_ALL)
        page.wait_for_function(READY, arg=path, timeout=120_000)
        cells = page.evaluate("jupyterapp.shell.currentWidget.context.model.toJSON().cells")
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        errors = [output for output in outputs if output["output_type"] == "error"]
        assert not errors, "\n".join(errors[0]["traceback"])
        return cells

    def close_kernels(self) -> None:
        """End all kernels, so that the next test starts from none."""
        for session in json.loads(self._call("GET", "api/sessions")):
            self._call("DELETE", f"api/sessions/{session['id']}")

    def stop(self) -> None:
        """End the server and, with it, its kernels."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
