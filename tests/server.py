"""A server on this machine, for as long as a test needs it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

LOCAL = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never through a proxy


class Server:
    """A server of a module of this Python.

    Parameters
    ----------
    folder : pathlib.Path
        For its log.
    module : str
        As in ``python -m module``.
    options : list of str
        What it is started with, the port apart.
    places : dict of str to pathlib.Path
        Variables that say where it looks for settings of a user's, so that it finds none.
    sign : str
        A path that answers when it is up.

    Attributes
    ----------
    url : str
        Its address, on this machine.
    """

    def __init__(
        self, folder: Path, module: str, options: list[str], places: dict[str, Path], sign: str
    ) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._log = folder / "server.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, *options, f"--port={port}"],
                env={**os.environ, **{name: str(place) for name, place in places.items()}},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._wait(sign)

    def _wait(self, sign: str, limit_s: float = 180) -> None:
        end = time.monotonic() + limit_s
        while time.monotonic() < end and self._process.poll() is None:
            try:
                self.call("GET", sign)
                return
            except OSError:
                time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"It did not start:\n{self._log.read_text(errors='replace')}")

    def call(self, method: str, path: str) -> bytes:
        """Ask it for something."""
        request = urllib.request.Request(f"{self.url}/{path}", method=method)
        with LOCAL.open(request, timeout=120) as answer:
            return answer.read()

    def stop(self) -> None:
        """End it and, with it, its kernels."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
