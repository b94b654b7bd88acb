"""The browser's half of the explorer: modules to read, joined into one to send.

anywidget takes one text. The modules share no name and import each other as in
``import { h } from "./dom.js"``, so each can be laid after those that it imports, without these
lines and the word ``export``: no build step.
"""

import re
from pathlib import Path

HERE = Path(__file__).parent
STYLE = HERE / "explorer.css"

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+\.js)";\n', re.M)
_EXPORT = re.compile(r"^export (?!default )", re.M)


def module(name: str = "explorer.js") -> str:
    """The module with all that it imports, as one text."""
    parts: dict[str, str] = {}
    _lay(name, parts)
    return "\n".join(parts.values())


def _lay(name: str, parts: dict[str, str]) -> None:
    text = (HERE / name).read_text(encoding="utf-8")
    for imported in _IMPORT.findall(text):
        if imported not in parts:
            _lay(imported, parts)
    parts[name] = _EXPORT.sub("", _IMPORT.sub("", text))
