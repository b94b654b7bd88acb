"""Find a Chrome or Chromium for the tests that need one; as a script, install one if need be."""

import functools
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
MACOS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
PLAYWRIGHT = ("linux*/chrome", "linux*/headless_shell", "mac*/*.app/Contents/MacOS/*", "win*/*.exe")


def candidates() -> Iterator[Path]:
    """Where a browser may be, most wanted first."""
    for command in COMMANDS:
        if path := shutil.which(command):
            yield Path(path)
    for folder in ("/Applications", Path.home() / "Applications"):
        yield from (Path(folder, name) for name in MACOS)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            yield from (Path(folder, name) for name in WINDOWS)
    for folder in (
        os.environ.get("PLAYWRIGHT_BROWSERS_PATH", ""),
        Path.home() / ".cache/ms-playwright",
        Path.home() / "Library/Caches/ms-playwright",
        Path.home() / "AppData/Local/ms-playwright",
    ):
        if folder:
            for name in PLAYWRIGHT:
                yield from sorted(Path(folder).glob(f"chromium*/chrome-{name}"), reverse=True)


def starts(path: Path) -> bool:
    """Tell whether it is a browser, not only a stub that names the package to install."""
    if not path.is_file():
        return False
    if sys.platform == "win32":  # there --version opens a window
        return True
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


@functools.cache
def find_browser() -> str | None:
    """Path of the browser to test with, or None. TINYTL_BROWSER alone counts where it is set."""
    if chosen := os.environ.get("TINYTL_BROWSER"):
        if not starts(Path(chosen)):
            raise FileNotFoundError(f"TINYTL_BROWSER is {chosen!r}; expected a browser's program.")
        return chosen
    return next((str(path) for path in candidates() if starts(path)), None)


@functools.cache
def why_none() -> str | None:
    """Why no test can use a browser, and what to do; None where they can."""
    if not find_browser():
        return "no Chrome or Chromium found: install one, or set TINYTL_BROWSER to its program"
    # Playwright drives the browser with a Node.js of its own, which needs libatomic.
    driver = [sys.executable, "-m", "playwright", "--version"]
    done = subprocess.run(driver, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode:
        return f"Playwright does not start: {done.stderr.strip().splitlines()[-1]}"
    return None


def install() -> None:
    """Install Debian's Chromium where that asks for no password, else do nothing."""
    if not shutil.which("apt-get"):
        return
    sudo = []
    if os.geteuid() != 0:
        sudo = ["sudo", "--non-interactive"]
        if not shutil.which("sudo") or subprocess.run([*sudo, "true"], check=False).returncode:
            return
    print("Installing Chromium for the tests that need a browser", flush=True)
    packages = ["libatomic1"] if find_browser() else ["chromium", "libatomic1"]
    apt_get(sudo, "update")
    apt_get(sudo, "install", "--yes", "--no-install-recommends", *packages)


def apt_get(sudo: list[str], *step: str, limit_s: float = 120) -> None:
    """Run a step of apt-get; where another installs just now, wait until it has done.

    (apt-get itself waits for the lock of packages, but not for that of lists.)
    """
    end = time.monotonic() + limit_s
    patient = ["-qq", "-o", f"DPkg::Lock::Timeout={limit_s:.0f}", *step]
    command = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *patient]
    while True:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if "/lists/lock" not in done.stderr or time.monotonic() > end:
            return
        time.sleep(2)


if __name__ == "__main__":
    if why_none():
        install()
        find_browser.cache_clear()
        why_none.cache_clear()
    print("Browser tests:", f"skipped, {why_none()}" if why_none() else find_browser())
