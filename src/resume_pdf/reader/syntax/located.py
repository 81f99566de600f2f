"""Text cut out of the source that still knows where each of its characters stands.

What a parser sees is seldom a slice of the file: quotation marks and indentation are off the
lines, line ends are one character, a piece may be left out. `Located` is such a text with its
pieces' places, so that whatever is found in it can be pointed at in the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ...record import Record
from ...source import Span


class Located(Record):
    """`text`, of which the piece from `starts[i]` on stands at `places[i]` in the source."""

    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def at(self, index: int) -> int:
        """The offset in the source of character `index`."""
        if len(self.starts) == 1:
            return self.places[0] + index
        piece = bisect_right(self.starts, index) - 1
        return self.places[piece] + index - self.starts[piece]

    def span(self, start: int, end: int) -> Span:
        """The place of `text[start:end]`, without the line end that it may end in."""
        first = self.at(start)
        end = min(end, len(self.text))
        while end > start and self.text[end - 1] == "\n":
            end -= 1
        return Span(first, max(first, self.at(end - 1) + 1) if end > start else first)

    def part(self, start: int, end: int) -> Located:
        """`text[start:end]`, located."""
        if start == 0 and end == len(self.text):
            return self
        if len(self.starts) == 1:
            return Located(self.text[start:end], (0,), (self.places[0] + start,))
        first = bisect_right(self.starts, start) - 1
        last = max(first + 1, bisect_right(self.starts, max(start, end - 1)))
        return Located(
            self.text[start:end],
            (0, *(piece - start for piece in self.starts[first + 1 : last])),
            (self.at(start), *self.places[first + 1 : last]),
        )

    def stripped(self, characters: str = " \t\r\n\f") -> Located:
        """Without those characters at both ends."""
        start = len(self.text) - len(self.text.lstrip(characters))
        return self.part(start, max(start, len(self.text.rstrip(characters))))

    def without(self, cuts: Iterable[tuple[int, int]]) -> Located:
        """With the ranges `cuts`, in order and apart from each other, left out."""
        kept: list[Located] = []
        position = 0
        for start, end in cuts:
            kept.append(self.part(position, start))
            position = end
        return joined([*kept, self.part(position, len(self.text))]) if kept else self


def joined(parts: Iterable[Located]) -> Located:
    """One text of several."""
    parts = list(parts)
    if len(parts) == 1:
        return parts[0]
    texts: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    length = 0
    for part in parts:
        if part.text or not starts:
            starts.extend(length + start for start in part.starts)
            places.extend(part.places)
            texts.append(part.text)
            length += len(part.text)
    if len(starts) > 1 and starts[1] == 0:  # the first part was empty
        del starts[0], places[0]
    return Located("".join(texts), tuple(starts), tuple(places))
