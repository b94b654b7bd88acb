"""Words about a chart with the texts that its caller writes around it."""

from __future__ import annotations


def titled(said: str, texts: tuple[str | None, str | None, str | None], between: str) -> str:
    r"""Put a title and a subtitle before words about a chart, and a note after them.

    Parameters
    ----------
    said : str
        A caption or an alternative text.
    texts : tuple of (str or None)
        Title, subtitle and note, as the caller gives them.
    between : str
        What separates the parts: a blank or a line break.

    Examples
    --------
    >>> titled("Kazakhstan, 2000 to 2025.", ("After the\nlaw", None, "Why?"), " ")
    'After the law. Kazakhstan, 2000 to 2025. Why?'
    """
    title, subtitle, note = map(_sentence, texts)
    return between.join(filter(None, (title, subtitle, said, note)))


def _sentence(text: str | None) -> str:
    """A text in one line, with a full stop if it has none."""
    line = " ".join((text or "").split())
    return line if not line or line[-1] in ".!?:…" else f"{line}."
