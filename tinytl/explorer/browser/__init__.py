"""The JavaScript modules of the explorer, joined into the one module that anywidget takes.

No two modules declare the same name, and all imports have the form
``import { h } from "./dom.js"``. So the modules can be joined without a build step: each after
those that it imports, without the import lines and the word ``export``.
"""

import re
from pathlib import Path

HERE = Path(__file__).parent
STYLE = HERE / "explorer.css"
KEYS = HERE / "keys.html"
"""The list of keys."""

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+\.js)";\n', re.M)
_EXPORT = re.compile(r"^export (?!default )", re.M)


def module(name: str = "explorer.js") -> str:
    """Return a module and all that it imports as one text."""
    parts: dict[str, str] = {}
    _join(name, parts)
    return "\n".join(parts.values())


def _join(name: str, parts: dict[str, str]) -> None:
    text = (HERE / name).read_text(encoding="utf-8")
    for imported in _IMPORT.findall(text):
        if imported not in parts:
            _join(imported, parts)
    parts[name] = _EXPORT.sub("", _IMPORT.sub("", text))
