"""Where examples in docstrings run: for tinytl/ pytest reads this, but not what is in tests/."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent


@pytest.fixture(autouse=True)
def _examples_run_in_their_own_folder(request, monkeypatch) -> None:
    """Let docstrings say ``tl`` and data/timelines.csv, and save files that nobody keeps."""
    if isinstance(request.node, pytest.DoctestItem):
        import tinytl

        folder = request.getfixturevalue("tmp_path")
        shutil.copytree(ROOT / "data", folder / "data")
        monkeypatch.chdir(folder)
        request.getfixturevalue("doctest_namespace")["tl"] = tinytl
