"""The house: one road from the table to the picture, and rooms that one can take in at a glance."""

import ast
import io
import tokenize
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "tinytl"
FILES = {file.relative_to(PACKAGE).as_posix(): file for file in sorted(PACKAGE.rglob("*.py"))}
ROAD = {  # a wing may import those named beside it, and itself
    "errors": (),
    "disk": ("errors",),
    "table": ("errors", "disk"),
    "story": ("errors", "table"),
    "layout": ("errors", "table", "story"),
    "draw": ("errors", "disk", "table", "story", "layout"),
    "words": ("errors", "table", "story"),
    "numbers": ("errors", "table", "story"),
}
PLOTTING, FRAMES = {"plotly", "matplotlib"}, {"pandas"}


def wing(file: str) -> str:
    return file.partition("/")[0].removesuffix(".py")


@cache
def imports(file: str) -> set[str]:
    """Full names of what a file imports, at its top and anywhere inside."""
    package = ["tinytl", *file.split("/")[:-1]]
    found = set()
    for node in ast.walk(ast.parse(FILES[file].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found |= {f"{module}.{name.name}" for name in node.names}
    return found


def test_every_wing_of_the_road_is_there():
    assert set(ROAD) <= set(map(wing, FILES))


def offenders(files: Iterable[str], refused: Callable[[str, str], bool]) -> list[str]:
    """What files import that they may not."""
    return [f"{file}: {name}" for file in files for name in imports(file) if refused(file, name)]


def library(name: str) -> str:
    return name.partition(".")[0]


def test_imports_lead_back_along_the_road_only():
    def leads_on(file: str, name: str) -> bool:
        allowed = {wing(file), *ROAD[wing(file)]}
        return library(name) == "tinytl" and name.split(".")[1] not in allowed

    assert offenders((file for file in FILES if wing(file) in ROAD), leads_on) == []


def test_only_draw_and_the_explorer_know_plotting_libraries():
    others = (file for file in FILES if wing(file) not in ("draw", "explorer"))
    # the type of `Chart.figure` has a name
    assert (
        offenders(others, lambda _, name: library(name) in PLOTTING and "Figure" not in name) == []
    )


def test_frames_end_where_the_story_begins():
    later = (file for file in FILES if wing(file) in ("layout", "draw", "words"))
    assert offenders(later, lambda _, name: library(name) in FRAMES) == []


# --- sizes -----------------------------------------------------------------------------------

NOT_CODE = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
    tokenize.ENDMARKER,
}  # fmt: skip


def prose(tree: ast.AST) -> set[int]:
    """The lines of docstrings, and of texts that stand below what they describe."""
    texts = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
    return {line for text in texts for line in range(text.lineno, text.end_lineno + 1)}


def code_lines(source: str) -> int:
    """Lines with any code on them: no comments, docstrings or blanks."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    lines = {
        line
        for token in tokens
        if token.type not in NOT_CODE
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len(lines - prose(ast.parse(source)))


def test_only_lines_of_code_are_counted():
    source = '"""Two\n\nlines."""\n\n# a remark\nX = (\n    1,  # one\n)\n"""What X is."""\n\n\n'
    assert code_lines(source + 'def f():\n    """Do."""\n    return X\n') == 5


def test_the_package_does_not_grow_unseen():
    """A change that adds lines says why; 8,000 is the aim."""
    assert sum(code_lines(file.read_text(encoding="utf-8")) for file in FILES.values()) <= 12_000


def test_a_file_has_300_lines_at_most_and_its_functions_60_of_code_and_remarks():
    long = []
    for file, path in FILES.items():
        source = path.read_text(encoding="utf-8")
        long += [file] if len(source.splitlines()) > 300 else []
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                docstring = (ast.get_docstring(node, clean=False) or "").splitlines()
                if node.end_lineno - node.lineno + 1 - len(docstring) > 60:
                    long.append(f"{file}: {node.name}")
    assert long == []


def defined(source: str) -> set[str]:
    """Names of the functions, classes and constants of a module that others may import."""
    names = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        stored = (part for target in targets if target for part in ast.walk(target))
        names |= {part.id for part in stored if isinstance(part, ast.Name)}
    return {name for name in names if not name.startswith("_")}


def test_a_name_is_defined_in_one_module_only():
    every = [name for path in FILES.values() for name in defined(path.read_text(encoding="utf-8"))]
    assert sorted({name for name in every if every.count(name) > 1}) == []
    assert defined("A = B, C = 1, 2\nD: int = 3\n_E = 4\ndef f(): x = 1") == set("ABCDf")


def test_few_lines_are_kept_from_the_formatter():
    every = (path.read_text(encoding="utf-8") for path in FILES.values())
    assert sum(source.count("# fmt: skip") for source in every) <= 20


SCRIPTS = {
    file.name: file.read_text(encoding="utf-8").splitlines() for file in PACKAGE.rglob("*.js")
}


def test_the_browsers_half_is_small_and_its_parts_are_smaller():
    assert max(map(len, SCRIPTS.values())) <= 200
    assert sum(map(len, SCRIPTS.values())) <= 1210


def blocks(lines: list[str]) -> list[int]:
    """Lengths of what stands between a line that opens a bracket and that which closes it."""
    lengths = []
    for start, line in enumerate(lines):
        if line.endswith(("{", "(", "[")):
            margin = line[: len(line) - len(line.lstrip())]
            closing = tuple(margin + bracket for bracket in "})]")
            ends = (i for i in range(start + 1, len(lines)) if lines[i].startswith(closing))
            lengths.append(next(ends) - start + 1)
    return lengths


def test_no_function_of_the_browser_is_longer_than_a_screen():
    assert [file for file, lines in SCRIPTS.items() if max(blocks(lines)) > 60] == []
