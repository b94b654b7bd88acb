"""Break the text of labels into lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..textwidth import text_width


def shortened(text: str, max_chars: int | None) -> str:
    """
    Cut a text to a number of characters, with an ellipsis.

    >>> shortened("Law on trafficking", 8), shortened("Law", None)
    ('Law on…', 'Law')
    """
    if max_chars is None or len(text) <= max_chars:
        return text
    return text[: max_chars - 1].rstrip() + "…"


def filled(text: str, width: float, width_of: Callable[[str], float]) -> list[str]:
    """Break a text into lines of at most a width; a word that is wider has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def broken(word: str, width: float, width_of: Callable[[str], float]) -> Iterator[str]:
    """Break a word that is wider than a line into parts that are not, after hyphens if it can be.

    >>> [*broken("anti-trafficking", 6, len)]
    ['anti-', 'traffi', 'cking']
    """
    while len(word) > 1 and width_of(word) > width:
        fits = next((n for n in range(len(word) - 1, 1, -1) if width_of(word[:n]) <= width), 1)
        fits = word.rfind("-", 0, fits) + 1 or fits
        yield word[:fits]
        word = word[fits:]
    yield word


def in_two(text: str, *, bold: bool = False) -> tuple[str, str] | None:
    """
    Break a text at the blank that makes its longer line shortest; None if it has no blank.

    >>> in_two("Full criminalization of trafficking"), in_two("Ratification")
    (('Full criminalization', 'of trafficking'), None)
    """
    words = text.split()
    pairs = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return min(
        pairs, key=lambda pair: max(text_width(line, 1, bold=bold) for line in pair), default=None
    )
