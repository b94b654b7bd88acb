"""What a file says of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class About:
    """What a file says of itself.

    Attributes
    ----------
    title : str
    short : str
        What it shows, in a sentence.
    description : str
        What it shows, in full.
    sources, data : str
        Citation keys; the table, its checksum.
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
    def origin(self) -> str:
        """Sources and data in one line."""
        return ". ".join(filter(None, (self.sources, self.data)))
