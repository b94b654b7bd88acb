"""The project's own files agree with each other: pyproject.toml owns, the others follow."""

import ast
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import tinytl

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
CONDA_NAMES = PYPROJECT["tool"]["tinytl"]["conda"]
RUN = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["lab"]]


def group(name: str) -> list[str]:
    """Requirements of a dependency group, those of included groups too."""
    members = PYPROJECT["dependency-groups"][name]
    return [
        requirement
        for member in members
        for requirement in ([member] if isinstance(member, str) else group(member["include-group"]))
    ]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def committed_files() -> list[Path]:
    """What git knows or would add; without git, what is no tool's doing."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        ours = ("tinytl", "tests", "notebooks", "data", "bench")
        found = [*ROOT.glob("*.*"), *(file for name in ours for file in (ROOT / name).rglob("*.*"))]
        return [file for file in found if file.is_file() and "__pycache__" not in file.parts]
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def committed_texts() -> dict[str, str]:
    texts = {}
    for file in committed_files():
        content = file.read_bytes()
        if b"\0" not in content:
            texts[file.relative_to(ROOT).as_posix()] = content.decode("utf-8")
    return texts


def pins(lock: str) -> dict[str, list[Requirement]]:
    """Names and pinned versions of a lock file; some names stand twice, with markers."""
    found: dict[str, list[Requirement]] = {}
    for line in text(lock).splitlines():
        if line and not line.startswith(("#", " ")):
            requirement = Requirement(line.removesuffix("\\"))
            found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


LOCKS = {
    "requirements.lock": [*RUN, *group("build")],
    "requirements-dev.lock": [*RUN, *group("dev")],
    "requirements-docs.lock": [*group("docs"), *group("release")],
}


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_covers_each_dependency_within_its_bounds(lock):
    pinned = pins(lock)
    for requirement in map(Requirement, LOCKS[lock]):
        versions = pinned[canonicalize_name(requirement.name)]
        for version in (next(iter(pin.specifier)).version for pin in versions):
            assert requirement.specifier.contains(version, prereleases=True), (
                f"{requirement}: {version}"
            )


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_a_hash_for_each_version_and_no_address(lock):
    blocks = re.split(r"\n(?=\w)", text(lock))
    assert all("--hash=sha256:" in block for block in blocks if not block.startswith("#"))
    assert "//" not in text(lock)
    assert not re.search(
        r"^\s*-", re.sub(r"^ +--hash=sha256:\w+", "", text(lock), flags=re.M), re.M
    )


def test_tests_run_with_the_versions_that_figures_are_drawn_with():
    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    cygwin = ' and sys_platform != "cygwin"'  # where marimo wants psutil, too
    assert {name: [str(pin).replace(cygwin, "") for pin in run[name]] for name in run} == {
        name: [str(pin).replace(cygwin, "") for pin in dev.get(name, [])] for name in run
    }


def test_lock_holds_what_builds_the_package():
    assert set(PYPROJECT["build-system"]["requires"]) <= set(group("build"))


def test_environment_yml_has_the_names_and_bounds_of_pyproject():
    environment = yaml.safe_load(text("environment.yml"))
    *conda, pip = environment["dependencies"]
    found = {}
    for line in conda:
        name, _, bounds = line.partition(" ")
        found[name] = SpecifierSet(bounds)
    expected = {"python": SpecifierSet(PROJECT["requires-python"]), "pip": SpecifierSet()}
    for requirement in map(Requirement, RUN):
        if name := CONDA_NAMES.get(requirement.name, requirement.name):
            expected[name] = requirement.specifier
    assert found == expected
    assert environment["channels"] == ["conda-forge"]
    assert pip == {"pip": ["-e ."]}
    assert list(found)[2:] == sorted(list(found)[2:])


def test_each_import_of_the_package_is_a_declared_dependency():
    declared = {canonicalize_name(Requirement(line).name) for line in RUN} | {"tinytl"}
    providers = importlib.metadata.packages_distributions()
    for file in (ROOT / "tinytl").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module]
            for top in {name.partition(".")[0] for name in names} - sys.stdlib_module_names:
                found = {canonicalize_name(name) for name in providers.get(top, [])}
                assert found & declared, (
                    f"{file.name} imports {top}, which pyproject.toml does not name"
                )


def test_version_is_the_same_everywhere():
    recipe = yaml.safe_load(text("recipe/recipe.yaml"))
    assert {
        yaml.safe_load(text("CITATION.cff"))["version"],
        json.loads(text(".zenodo.json"))["version"],
        recipe["context"]["version"],
        re.search(r"^## \[(.+?)\]", text("CHANGELOG.md"), re.M)[1],
        *re.findall(r"tinytl-([\d.]+)-py3", text("docs/lite.html") + text("docs/howto/colab.md")),
    } == {tinytl.__version__}


def test_the_release_has_one_day_and_one_author():
    citation = yaml.safe_load(text("CITATION.cff"))
    heading = re.search(r"^## \[.+?\] - (\S+)", text("CHANGELOG.md"), re.M)[1]
    assert citation["date-released"].isoformat() == heading
    (author,) = PROJECT["authors"]
    assert citation["authors"] == json.loads(text(".zenodo.json"))["creators"] == [author]
    assert author["name"] in text("LICENSE")


def test_the_conda_recipe_has_the_names_and_bounds_of_pyproject():
    python, *run = yaml.safe_load(text("recipe/recipe.yaml"))["requirements"]["run"]
    assert python == "python >=${{ python_min }}"
    found = {name: SpecifierSet(bounds) for name, bounds in (line.split(" ", 1) for line in run)}
    assert found == {
        CONDA_NAMES.get(requirement.name) or requirement.name: requirement.specifier
        for requirement in map(Requirement, PROJECT["dependencies"])
    }


def test_the_paper_is_short_and_cites_what_its_bibliography_has():
    paper = text("docs/paper.md")
    keys = set(re.findall(r"^@\w+\{(\w+),", text("docs/paper.bib"), re.M))
    assert set(re.findall(r"@(\w+)", paper.split("---", 2)[2])) == keys
    assert 250 <= len(paper.split()) <= 1000


def test_committed_notebooks_are_numbered_and_carry_no_outputs():
    notebooks = [file for file in committed_files() if file.suffix == ".ipynb"]
    assert notebooks
    for notebook in notebooks:
        assert re.match(r"\d\d_", notebook.name)
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
            assert not cell.get("outputs"), f"{notebook.name} has outputs: make format"
            assert cell.get("execution_count") is None, f"{notebook.name} was run: make format"


def test_notebooks_hold_no_logic():
    for notebook in (ROOT / "notebooks").glob("*.ipynb"):
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                code = "".join(cell["source"])
                assert not re.search(r"^\s*(def|class)\b|sys\.path", code, re.M), code


# Parts of words stand in brackets so that this file does not find itself.
ELSEWHERE = {
    "a path of one machine": r"(?<![\w.~/])/(ho[m]e|Us[e]rs|ro[o]t|wo[r]k|op[t]|tm[p])/\w|C:\\+Us",
    "a package registry": r"py[p]i\.|python[h]osted|np[m]js|registry\.y[a]rn|index-u[r]l\s*=",
    "a merge left undone": r"^(<{7}|>{7}) ",
}


@pytest.mark.parametrize("what", ELSEWHERE)
def test_no_committed_text_names(what):
    for name, content in committed_texts().items():
        found = re.search(ELSEWHERE[what], content, re.M)
        assert not found, f"{name}: {found and found[0]}"


def test_committed_texts_end_their_lines_as_git_keeps_them():
    for name, content in committed_texts().items():
        assert "\r" not in content, name
