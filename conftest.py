"""Which tests run, and where examples in docstrings do: pytest reads this before all else.

``pytest`` runs what each change should pass, in a few minutes. Tests marked ``full`` wait for
``pytest --part all``, which takes more examples of each property, too; ``--part rest`` runs what
``pytest`` has left out.
"""

import shutil
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test, settings

ROOT = Path(__file__).parent
PARTS = {"short": 25, "rest": 200, "all": 200}
"""Examples of each property."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let one choose which tests run."""
    about = "which tests run: those for each change (default), those left out then, or all"
    parser.addoption("--part", choices=PARTS, default="short", help=about)


def pytest_configure(config: pytest.Config) -> None:
    """Take so many examples of each property; before test files, which say how many they want."""
    part = config.getoption("--part")
    settings.register_profile(part, deadline=None, max_examples=PARTS[part])
    settings.load_profile(part)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not to run."""
    part = config.getoption("--part")
    full = {item for item in items if item.get_closest_marker("full")}
    more = {item for item in items if is_hypothesis_test(getattr(item, "obj", None))}
    left = {"short": full, "rest": set(items) - full - more, "all": set()}[part]
    config.hook.pytest_deselected(items=[item for item in items if item in left])
    items[:] = [item for item in items if item not in left]


@pytest.fixture(autouse=True)
def _examples_run_in_their_own_folder(request, monkeypatch) -> None:
    """Let docstrings say ``tl`` and data/timelines.csv, and save files that nobody keeps."""
    if isinstance(request.node, pytest.DoctestItem):
        import tinytl

        folder = request.getfixturevalue("tmp_path")
        shutil.copytree(ROOT / "data", folder / "data")
        monkeypatch.chdir(folder)
        request.getfixturevalue("doctest_namespace")["tl"] = tinytl
