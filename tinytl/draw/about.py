"""The metadata of a file: what it shows, where its data come from and what made it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class About(NamedTuple):
    """The metadata of a file.

    Attributes
    ----------
    title : str
    short : str
        What it shows, in a sentence.
    description : str
        What it shows, in full.
    sources, data : str
        The sources, each with its author and year; the table and its checksum.
    made_by : str
        The package and its version.
    """

    title: str
    short: str = ""
    description: str = ""
    sources: str = ""
    data: str = ""
    made_by: str = "tinytl"

    @property
    def language(self) -> str:
        """The ISO 639 code of all texts."""
        return "en"

    @property
    def full(self) -> str:
        """The description, or the short form where there is no description."""
        return self.description or self.short

    @property
    def origin(self) -> str:
        """Sources and data in one line."""
        return ". ".join(filter(None, (self.sources, self.data)))

    def fields(self, names: Mapping[str, str]) -> dict[str, str]:
        """Return the texts that are not empty, under the keys that a format has for them.

        Parameters
        ----------
        names : mapping of str to str
            Key of the format to attribute of this class.

        Examples
        --------
        >>> about = About("Kazakhstan", made_by="tinytl 1.0")
        >>> about.fields({"Title": "title", "Subject": "short", "Creator": "made_by"})
        {'Title': 'Kazakhstan', 'Creator': 'tinytl 1.0'}
        """
        return {key: text for key, name in names.items() if (text := getattr(self, name))}
