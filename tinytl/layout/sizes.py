"""How wide a figure may be where it will be printed or projected, and how small its type.

``width="nature-1"`` is the width of one column of *Nature*, with its smallest type. Journals change
their rules: look yours up, and give the width itself (``"89mm"``) where it differs.
"""

from __future__ import annotations

from dataclasses import dataclass

from .frame import points


@dataclass(frozen=True)
class Width:
    """A width that a journal, a page or a slide asks for.

    Attributes
    ----------
    size : str
        With its unit, as everywhere.
    least_pt : float
        Smallest type that is allowed there, in points; 0 where none is stated.
    label : str
        What it is the width of.
    tallest : str
        How tall a figure may be there; where the journal states nothing, the type area of its page.
    height : str or None
        How tall a figure is there; None for as tall as it needs.
    theme : {"print", "screen"}
        The theme that it has by default.
    """

    size: str
    least_pt: float
    label: str
    tallest: str = "240mm"
    height: str | None = None
    theme: str = "print"


WIDTHS = {
    # https://research-figure-guide.nature.com: type of 5 to 7 pt, 170 mm high at most
    "nature-1": Width("89mm", 5, "Nature, one column", "170mm"),
    "nature-2": Width("183mm", 5, "Nature, two columns", "170mm"),
    # Science, preparing your art and figures: three columns; type about 7 pt, never under 5
    "science-1": Width("57mm", 5, "Science, one column"),
    "science-2": Width("121mm", 5, "Science, two columns"),
    "science-3": Width("184mm", 5, "Science, three columns"),
    # https://journals.plos.org/plosone/s/figures: type of 8 to 12 pt, 222.3 mm high at most
    "plos-1": Width("132mm", 8, "PLOS, the text column", "222.3mm"),
    "plos-2": Width("190.5mm", 8, "PLOS, the page", "222.3mm"),
    # Elsevier, artwork sizing: 7 pt, 6 for subscripts
    "elsevier-1": Width("90mm", 7, "Elsevier, one column"),
    "elsevier-1.5": Width("140mm", 7, "Elsevier, one and a half columns"),
    "elsevier-2": Width("190mm", 7, "Elsevier, two columns"),
    # Cambridge's artwork guide wants the final size and states no type size; the columns are those
    # of apsr_submission.cls 1.3 (2023): letter paper, margins of 21 and 25 mm, 6.5 mm between
    "apsr-1": Width("81.7mm", 0, "American Political Science Review, one column", "229mm"),
    "apsr-2": Width("169.9mm", 0, "American Political Science Review, two columns", "229mm"),
    # margins of 25 mm and of 1 inch, as word processors have them
    "a4": Width("160mm", 0, "A4 page, text width", "247mm"),
    "letter": Width("6.5in", 0, "US letter page, text width", "9in"),
    # the size that presentation programs have by default; smaller type is not read from the back
    "slide": Width("13.333in", 14, "Slide of 16:9", "7.5in", height="7.5in", theme="screen"),
    # Scorecard Diplomacy, Figure 9
    "book": Width("4.5in", 0, "Scorecard Diplomacy", "7in"),
}
"""The widths that charts know by name."""


def limits_of(width: str | None) -> tuple[float | None, float, float]:
    """Read a width, by name or with its unit.

    Returns
    -------
    width : float or None
        In points; None on the screen.
    least_pt : float
        The smallest type that goes with it, 0 if none is stated.
    tallest : float
        How tall a page is that has a figure of this width, in points; endless on the screen.

    Examples
    --------
    >>> limits_of("nature-2")[1], limits_of("1in")[:2], limits_of(None)
    (5, (72.0, 0), (None, 0, inf))
    >>> round(limits_of("nature-2")[2]), round(limits_of("89mm")[2])
    (482, 680)
    """
    if width is None:
        return None, 0, float("inf")
    limits = WIDTHS.get(width) or Width(width, 0, "")
    return points(limits.size), limits.least_pt, points(limits.tallest)
