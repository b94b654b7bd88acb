"""What goes wrong, one class a step: reading, laying out, writing. All are ValueErrors.

Each says where, what was found, what was expected and what to do.
"""


class RecordError(ValueError):
    """Rows that cannot be drawn as they stand.

    Attributes
    ----------
    problems : tuple of str
        One sentence a problem: where, what was found, what was expected, what to do.
    """

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        count = f"{len(problems)} problems:\n" if len(problems) > 1 else ""
        super().__init__(count + "\n".join(problems))


class LayoutError(ValueError):
    """What was asked for does not fit on the page."""


class ExportError(ValueError):
    """A file that cannot be written as asked."""


class ExportWarning(UserWarning):
    """A file that was written, but that an editor or a reader may object to."""
