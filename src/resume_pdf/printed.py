"""What a page shows, line by line: its text, how that is set and where it stands."""

from __future__ import annotations

from .record import Record


class Run(Record):
    """A piece of a line set in one way; `size` in pt, `colour` as red, green, blue."""

    text: str
    size: float
    bold: bool
    italic: bool
    colour: tuple[int, int, int]


class PrintedLine(Record):
    """A line of a page (counted from 1), or the part of one before or after a wide gap.

    `left` and `right` are where its ink begins and ends, `baseline` how far it stands from the
    page's top edge; in pt.
    """

    page: int
    runs: tuple[Run, ...]
    left: float
    right: float
    baseline: float

    @property
    def text(self) -> str:
        """The text of the line."""
        return "".join(run.text for run in self.runs)

    @property
    def size(self) -> float:
        """The size in which most of the line is set."""
        return max(self.runs, key=lambda run: len(run.text)).size
