"""The answers to the messages of the browser."""

from __future__ import annotations

from typing import Any

from ..draw import webfonts
from .export import downloads_of
from .payload import facts_shown
from .search import countries_behind, countries_named, facts_with, neighbours_of


def answer_to(explorer: Any, asked: dict[str, str]) -> dict[str, Any]:
    """Answer a message of `fields.MESSAGES`.

    Parameters
    ----------
    explorer : Explorer
    asked : dict of str to str
        The fields of the message.

    Returns
    -------
    dict
        Ready for JSON, but for ``buffers``, which are sent as bytes.

    Raises
    ------
    RecordError, LayoutError
        If there is nothing to answer.
    """
    story = explorer._story
    match asked["kind"]:
        case "state":
            explorer.send_state()
        case "plotly":
            from plotly.offline import get_plotlyjs

            fonts = [webfonts.woff(bold=False), webfonts.woff(bold=True)]
            return {"buffers": [get_plotlyjs().encode(), *fonts]}
        case "save":
            shown = explorer.chart
            files, said = downloads_of(shown, facts_shown(shown), asked["format"])
            message = f"Saved {', '.join(files)}{said}."
            return {"names": [*files], "message": message, "buffers": [*files.values()]}
        case "country":
            return countries_named(asked["text"], story)
        case "near":
            return {"codes": neighbours_of(explorer.country, asked["how"], story)}
        case "behind":
            return {"codes": countries_behind(asked["share"], explorer.chart)}
        case "search":
            return facts_with(asked["text"], explorer._entries, story)
        case "go":
            explorer.go(asked["fact"])
    return {}
