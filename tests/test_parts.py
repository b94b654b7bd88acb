"""No test is lost between those that run at each change and the rest."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CONFTEST = Path(__file__).parents[1] / "conftest.py"
TESTS = """
import pytest
from hypothesis import given, settings, strategies as st

def test_quick(): pass

@pytest.mark.full
def test_slow(): pass

@pytest.mark.parametrize("country", ["KAZ", pytest.param("ARM", marks=pytest.mark.full)])
def test_country(country): pass

@given(st.integers())
def test_property(number): assert settings().max_examples == EXAMPLES
"""
EXAMPLES = {"short": 25, "rest": 200, "all": 200}


def ran(folder, part):
    """Tests that pass in a part."""
    source = TESTS.replace("EXAMPLES", str(EXAMPLES[part]))
    (folder / "test_some.py").write_text(source, encoding="utf-8")
    options = ["-vv", "-p", "no:cacheprovider", "--part", part]
    run = [sys.executable, "-m", "pytest", *options, "-o", "markers=full: more"]
    bare = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    done = subprocess.run(run, cwd=folder, env=bare, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    return {line.partition("::")[2].split()[0] for line in lines if "PASSED" in line}


def test_each_test_runs_at_each_change_or_in_the_rest_and_properties_in_both(tmp_path):
    shutil.copy(CONFTEST, tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    short, rest, every = (ran(tmp_path, part) for part in EXAMPLES)
    assert short == {"test_quick", "test_country[KAZ]", "test_property"}
    assert rest == {"test_slow", "test_country[ARM]", "test_property"}
    assert every == short | rest
