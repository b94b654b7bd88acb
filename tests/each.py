"""One test for many cases that take no time: it names all for which it fails."""

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any


def each(name: str, values: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test for each value of an argument, as ``parametrize`` does, but as one test."""

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def run(**fixtures: Any) -> None:
            failed: dict[str, Exception] = {}
            for value in values:
                try:
                    test(**fixtures, **{name: value})
                except Exception as error:
                    failed[str(value)] = error
            if failed:
                raise ExceptionGroup(f"fails for {', '.join(failed)}", list(failed.values()))

        asked = inspect.signature(test)
        others = [part for part in asked.parameters.values() if part.name != name]
        run.__signature__ = asked.replace(parameters=others)
        return run

    return decorate
