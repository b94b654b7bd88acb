"""Charts with the oldest pandas and plotly that pyproject.toml allows are those of the newest."""

import hashlib
import os
import shutil
import subprocess
import sys

import matplotlib
import pytest

import tinytl as tl
from test_project import PROJECT, ROOT

pytestmark = pytest.mark.full

# Each version of matplotlib draws letters a little differently, so both sides have the same one.
FORMATS = ("pdf", "svg", "png", "eps", "tif")
OLDEST = """
import sys, pandas, tinytl as tl
records, folder, formats = tl.read_csv(), sys.argv[1], sys.argv[2].split()
charts = [tl.timeline(records, "KAZ", width="183mm"), tl.overview(records, width="183mm")]
tl.save_all(charts, folder, formats=[*formats, "html"], progress=False)
assert tl.open(f"{folder}/kaz.pdf").records.equals(charts[0].records)
assert charts[0].figure.add_scatter(x=["2005"], y=[1]).data
assert charts[0]._repr_mimebundle_().keys() == charts[1]._repr_mimebundle_().keys()
explorer = tl.explore(records, "KAZ")
explorer.country = "ARM"
assert explorer._seen["title"] == "Armenia, 2001–2025"
mine = records.query("country == 'KAZ'").copy()
tl.timeline(mine, "KAZ")
mine.loc[mine.kind == "law", "label"] = "Another"
assert "Another" in tl.timeline(mine, "KAZ").alt
print(pandas.__version__)
"""


@pytest.fixture(scope="module")
def oldest(tmp_path_factory):
    """Python with the oldest versions, which uv installs."""
    if shutil.which("uv") is None:
        pytest.skip("uv is not installed")
    folder = tmp_path_factory.mktemp("oldest")
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    (folder / "same.txt").write_text(f"matplotlib=={matplotlib.__version__}\n", encoding="utf-8")
    versions = ["--resolution", "lowest-direct", "--constraint", folder / "same.txt"]
    versions += ["--only-binary", ":all:", "--no-binary", "tinytl"]
    for command in (
        ["venv", "--quiet", "--allow-existing", "--python", sys.executable, folder],
        ["pip", "install", "--quiet", "--python", python, *versions, "--editable", ROOT],
    ):
        subprocess.run(["uv", *command], check=True)
    return python


def sums(folder):
    files = (file for file in folder.iterdir() if file.suffix != ".html")
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_the_oldest_versions_write_the_same_bytes_and_notice_an_edited_frame(
    oldest, records, tmp_path
):
    command = [
        oldest,
        "-W",
        "error",
        "-W",
        "ignore::DeprecationWarning",
        "-c",
        OLDEST,
        tmp_path / "old",
        " ".join(FORMATS),
    ]
    run = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    (pandas,) = (need for need in PROJECT["dependencies"] if need.startswith("pandas"))
    assert pandas.startswith(f"pandas>={run.stdout.strip()},")
    charts = [tl.timeline(records, "KAZ", width="183mm"), tl.overview(records, width="183mm")]
    tl.save_all(charts, tmp_path / "new", formats=FORMATS, progress=False)
    assert sums(tmp_path / "old") == sums(tmp_path / "new")
    assert len(sums(tmp_path / "new")) == 2 * len(FORMATS)
    assert (tmp_path / "old" / "kaz.html").stat().st_size > 1_000_000
