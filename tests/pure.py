"""What tinytl needs in a browser: from Pyodide's own set, or as a wheel of pure Python."""

from collections.abc import Iterator, Mapping
from importlib.metadata import distribution, version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

BROWSER = {
    "sys_platform": "emscripten", "platform_system": "Emscripten", "platform_machine": "wasm32",
    "os_name": "posix", "python_version": "3.14", "python_full_version": "3.14.2", "extra": "",
}  # fmt: skip


def needed(own: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
    """Name and version of all that tinytl needs, and whether Pyodide has it.

    Parameters
    ----------
    own : mapping of str to str
        Versions of what Pyodide brings. What it lacks, or has in a version that will not do, is
        taken as it is installed here.
    """
    todo, seen = [Requirement("tinytl")], set()
    while todo:
        requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        has = name in own and requirement.specifier.contains(own[name])
        if (name, has) in seen:
            continue
        seen.add((name, has))
        if name != "tinytl":
            yield name, own[name] if has else version(name), has
        if not has:  # what Pyodide has comes with all that it needs
            lines = map(Requirement, distribution(name).requires or ())
            todo += [r for r in lines if not r.marker or r.marker.evaluate(BROWSER)]
