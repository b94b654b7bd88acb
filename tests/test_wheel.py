"""The wheel works alone: installed into an empty environment, run in an empty folder.

What it needs from others comes with it, in the versions of requirements.lock: from uv's cache where
`make` has put them there, else from the network.
"""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import tinytl as tl

ROOT = Path(__file__).parents[1]
INFO = f"tinytl-{tl.__version__}.dist-info"
SAMPLES = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """Run code with the wheel: ``python(folder, "import tinytl")`` is what it prints there."""
    folder = tmp_path_factory.mktemp("empty")
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "--quiet", "--python", sys.executable, folder], check=True)
    interpreter = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    versions = ["--constraint", ROOT / "requirements.lock"]
    done = subprocess.run(
        [*uv, "pip", "install", "--python", interpreter, wheel, *versions], capture_output=True,
        encoding="utf-8", env={"UV_SYSTEM_CERTS": "true", **os.environ},
    )  # fmt: skip
    if re.search("Failed to fetch|error sending request|network|offline", done.stderr):
        pytest.skip(f"what the wheel needs is neither in uv's cache nor to be had: {done.stderr}")
    assert done.returncode == 0, done.stderr

    def run(where, code):
        done = subprocess.run(
            [interpreter, "-I", "-W", "error", "-c", code], cwd=where, capture_output=True,
            encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_the_wheel_holds_the_package_its_data_and_its_licences(wheel):
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    kept = [file for file in (ROOT / "tinytl").rglob("*.*") if "__pycache__" not in file.parts]
    tables = [file for file in (ROOT / "data").rglob("*") if file.is_file()]
    data = {f"tinytl/{file.relative_to(ROOT).as_posix()}" for file in tables}
    wanted = {file.relative_to(ROOT).as_posix() for file in kept if file.is_file()} | data
    licences = {f"{INFO}/licenses/LICENSE", f"{INFO}/licenses/tinytl/fonts/OFL.txt"}
    assert packed == wanted | licences | {
        f"{INFO}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt")
    }
    assert "tinytl/py.typed" in packed
    assert wheel.stat().st_size < 2_000_000


@pytest.mark.full
def test_it_finds_its_own_tables_and_sources(python, tmp_path):
    told = python(
        tmp_path,
        """
import tinytl as tl
from pathlib import Path
records = tl.read_csv()
print(tl.__version__, len(records), len(tl.statistics("KAZ")), records.attrs["table"])
print(tl.timeline(records, "KAZ").references)
print(Path(tl.__file__).resolve())
""",
    )
    head, references, place = told.split("\n", 1)[0], told, told.splitlines()[-1]
    records = tl.read_csv()
    numbers = len(tl.statistics("KAZ"))
    assert head == f"{tl.__version__} {len(records)} {numbers} timelines.csv"
    assert tl.timeline(records, "KAZ").references in references
    assert not Path(place).is_relative_to(ROOT)
    assert not list(tmp_path.iterdir())


@pytest.mark.full
def test_what_the_readme_shows_runs_in_an_empty_folder(python, tmp_path):
    assert len(SAMPLES) >= 3
    python(tmp_path, "\n".join(SAMPLES))
    assert (tmp_path / "kazakhstan.pdf").stat().st_size > 5000


def test_every_public_name_is_there_and_named_once():
    assert sorted(set(tl.__all__)) == sorted(tl.__all__)
    assert all(getattr(tl, name) is not None for name in tl.__all__)
