"""The author's file as read: its text, its path, and where in it something stands.

In: a path, bytes or text. Out: `Source`. Every later stage points into it with `Span`.
"""

from __future__ import annotations

import bisect
from functools import cached_property
from pathlib import Path

from .record import Record


class Span(Record, order=True):
    """Half-open range of character offsets into `Source.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}–{self.end}")

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


class Source(Record, dict=True):
    """A Markdown file: `text` has its line ends and byte order mark as the file has them.

    `name` is what messages call it; `path` is None for text that is not a file.
    """

    text: str
    name: str = "<text>"
    path: Path | None = None

    @property
    def beside(self) -> tuple[Path, ...]:
        """The folder whose layouts, styles and images are the source's own; none for mere text."""
        return (self.path.parent,) if self.path else ()

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        starts = [0]
        text = self.text
        position = 0
        # Lines end as CommonMark says: LF, CR or CRLF; not at U+2028 or form feeds, which
        # str.splitlines would take and editors do not.
        while True:
            newline, carriage = text.find("\n", position), text.find("\r", position)
            if newline < 0 and carriage < 0:
                break
            if carriage < 0 or 0 <= newline < carriage:
                position = newline + 1
            else:
                position = carriage + (2 if text.startswith("\r\n", carriage) else 1)
            starts.append(position)
        return tuple(starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both counted from 1, the column in characters."""
        line = bisect.bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_start(self, line: int) -> int:
        """The offset of the first character of line number `line` (from 1)."""
        return self._line_starts[line - 1]

    def line_text(self, line: int) -> str:
        """Line number `line` (from 1) without its line end."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
