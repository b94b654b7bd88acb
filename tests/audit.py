"""Ask osv.dev which of the versions in the lock files are known to be vulnerable; as a script.

One question for all of them, with the standard library alone. Where there is no way to it, that is
said and no more. What is found fails if there is a version that mends it; else it is told.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
SERVICE = "https://api.osv.dev/v1"
ACCEPTED: dict[str, str] = {}
"""What does not concern us, by its id, and why."""


def pinned(lock: str) -> list[tuple[str, str]]:
    """Names and versions in the text of a lock file."""
    return re.findall(r"(?m)^([\w.-]+)==([\w.!+]+)", lock)


def ask(path: str, question: Any = None) -> Any:
    data = None if question is None else json.dumps(question).encode()
    request = Request(f"{SERVICE}/{path}", data, {"Content-Type": "application/json"})
    with urlopen(request, timeout=20) as answer:
        return json.load(answer)


def findings(pins: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """What is known of these versions, a line each, and the versions that mend it."""
    pins = sorted(set(pins))
    queries = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}
        for name, version in pins
    ]
    results = ask("querybatch", {"queries": queries})["results"]
    for (name, version), result in zip(pins, results, strict=True):
        for known in {one["id"] for one in result.get("vulns", ())} - set(ACCEPTED):
            told = ask(f"vulns/{known}")
            mended = [
                event["fixed"]
                for affected in told.get("affected", ())
                if affected.get("package", {}).get("name") == name
                for span in affected.get("ranges", ())
                if span.get("type") == "ECOSYSTEM"
                for event in span.get("events", ())
                if "fixed" in event
            ]
            said = told.get("summary") or told.get("details", "")[:100]
            yield f"{name} {version}: {known}, {said}", mended


def main() -> int:
    pins = [pin for lock in LOCKS for pin in pinned((ROOT / lock).read_text(encoding="utf-8"))]
    try:
        found = list(findings(pins))
    except (OSError, ValueError) as error:  # no network, or what answers there is another
        print(f"Known vulnerabilities: not checked, {SERVICE} does not answer ({error})")
        return 0
    for said, mended in found:
        remedy = (
            f"mended in {', '.join(mended)}: make lock ARGS=--upgrade" if mended else "unmended"
        )
        print(f"{said} ({remedy})")
    print(f"Known vulnerabilities: {len(found)} in {len(set(pins))} packages")
    return int(any(mended for _, mended in found))


if __name__ == "__main__":
    sys.exit(main())
