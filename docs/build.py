"""Build the documentation: `make site` writes it to site/.

The pages come from several folders, so that each text has one home: docs/, notebooks/, data/ and
the top of the repository. This module copies them into one tree in build/site, changes their links
accordingly, adds the pages of the atlas, and runs Sphinx there.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import atlas
import live

ROOT = Path(__file__).resolve().parents[1]
TREE, SITE = ROOT / "build" / "site", ROOT / "site"
PAGES = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "README.md": "index.md",
    "data/README.md": "data/codebook.md",
    "data/CHANGELOG.md": "data/changelog.md",
    "data/DIFFERENCES.md": "data/differences.md",
}
"""Texts whose place in the site differs from that in the repository."""
NOT_PAGES = shutil.ignore_patterns("__pycache__", "*.py", "lite.html", "paper.*")


def place(path: str) -> str:
    """Where a file of the repository stands in the tree."""
    folders = {"docs/": "", "notebooks/": "tutorial/"}
    for folder, target in folders.items():
        if path.startswith(folder):
            return target + path.removeprefix(folder)
    return PAGES.get(path, path)


def relinked(text: str, page: str) -> str:
    """The text of a page with its relative links as they are in the tree."""

    def link(found: re.Match[str]) -> str:
        path, anchor, mark = found[1].partition("#")
        source = (ROOT / page).parent.joinpath(path).resolve().relative_to(ROOT)
        target = os.path.relpath(place(source.as_posix()), Path(place(page)).parent)
        return f"]({target}{anchor}{mark})"

    return re.sub(r"\]\((?!https?:|#)([^)\s]+)\)", link, text)


def assemble() -> None:
    """Write the tree from which Sphinx builds."""
    shutil.rmtree(TREE, ignore_errors=True)
    shutil.copytree(ROOT / "docs", TREE, ignore=NOT_PAGES)
    shutil.copy(ROOT / "docs" / "conf.py", TREE)
    shutil.copytree(ROOT / "notebooks", TREE / "tutorial", dirs_exist_ok=True)
    shutil.copytree(ROOT / "data", TREE / "data", ignore=shutil.ignore_patterns("*.md"))
    (TREE / "tests").mkdir()  # one notebook compares with published numbers
    shutil.copy(ROOT / "tests" / "published.csv", TREE / "tests")
    for name in ("LICENSE", "CITATION.cff"):
        shutil.copy(ROOT / name, TREE)
    pages = [page for page in PAGES if page != "README.md"]
    pages += [file.relative_to(ROOT).as_posix() for file in ROOT.glob("docs/**/*.md")]
    for page in pages:
        if (page in PAGES or (TREE / place(page)).exists()) and (ROOT / page).is_file():
            text = relinked((ROOT / page).read_text("utf-8"), page)
            (TREE / place(page)).write_text(text, encoding="utf-8")
    live.write_static(TREE / "_static")
    live.write_startup(TREE / ".ipython")
    atlas.write(TREE)


def main() -> int:
    """Build the site; any warning is an error."""
    assemble()
    environment = {**os.environ, "IPYTHONDIR": str(TREE / ".ipython"), "JUPYTER_NO_CONFIG": "1"}
    folders = map(str, (ROOT / "docs", ROOT))  # the kernels import `live` and the package
    environment["PYTHONPATH"] = os.pathsep.join(folders)
    pages = TREE / "_build" / "html"
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-j", "2", "-q", "-W", "--keep-going"]
    command += ["-d", str(TREE / "_build" / "doctrees"), str(TREE), str(pages)]
    status = subprocess.run(command, env=environment, check=False).returncode
    if status:
        return status
    shutil.rmtree(SITE, ignore_errors=True)
    shutil.move(pages, SITE)
    size = sum(file.stat().st_size for file in SITE.rglob("*") if file.is_file())
    print(f"site/: {size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
