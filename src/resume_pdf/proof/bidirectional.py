"""Lines with right-to-left text, put back into the order in which they were written.

In: the lines a reader found, the words to be found. Out: the same lines, where those that hold
exactly the letters due there hold the words of the author's, in their order.

Content streams have such lines in the order of their glyphs from left to right, and no reader is
told the direction of the paragraph. PDFium orders a line that is all of one direction; of a mixed
one, or one that begins or ends with a sign of neither, it moves runs, and vowel signs make it tear
words and lines apart. pypdf moves and joins words
in any. So PDFium must read a line of one direction exactly, and of every other line the two must
read all its letters, each once: nothing missing, added, changed, or on another line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import mirrored

from ..patterns import lazy
from ..record import replace
from .wording import LONGEST_UNBROKEN, Line, Word, has_right_to_left, has_vowel_signs

_LEFT_TO_RIGHT = lazy(r"[0-9A-Za-z\u00c0-\u058f]")
# Taken off a word at its edges, which are others in a line that is read from the other side.
_PUNCTUATION = frozenset("\"'.,:;!?،؛؟*_…⁄")
_NEARBY = 30
_TORN = 4


def in_written_order(
    lines: Sequence[Line], expected: Sequence[Word], *, orders_words: bool
) -> list[Line]:
    """`lines` with the words of bidirectional lines in the order of `expected`."""
    if not any(word.bidirectional for word in expected):
        return list(lines)
    texts = [word.text for word in expected]
    ordered: list[Line] = []
    position = at = 0
    while at < len(lines):
        line, place, taken = lines[at], None, 1
        due = expected[max(position - 1, 0) : position + len(line.words) + 1]
        scrambled = _is_scrambled(line, due, orders_words)
        torn = any(has_vowel_signs(one.text) for one in lines[at : at + _TORN])
        # A word too long for a line is in several, each scrambled by itself.
        longest = max((len(word.text) for word in due), default=0) if scrambled else 0
        broken = longest // LONGEST_UNBROKEN
        # Where they are due, then nearby: words before them may be missing.
        for starts in ([position], _nearby(position, len(texts))):
            place = next(_places(line, texts, starts), None)
            if place is None and (scrambled or torn):
                nearby = lines[at : at + _TORN + broken]
                fewest = 1 if scrambled else 2
                place, taken = _scrambled_place(nearby, texts, starts, fewest, bool(broken))
            if place is not None:
                break
        start, end = place or (position, position + len(line.words))
        ordered.append(replace(line, words=tuple(texts[start:end])) if place else line)
        position, at = end, at + taken
    return ordered


def _scrambled_place(
    lines: Sequence[Line], texts: list[str], starts: Sequence[int], fewest: int, broken: bool
) -> tuple[tuple[int, int] | None, int]:
    """Where the letters of the first line stand among the words, or of as many of the lines as
    vowel signs have torn or a `broken` word runs through; and how many lines that is, `fewest`
    at least.
    """
    for taken in range(fewest, len(lines) + 1):
        torn = lines[:taken]
        if taken == 1 or broken or any(has_vowel_signs(line.text) for line in torn):
            words = [word for line in torn for word in line.words]
            if place := next(_scrambled_places(words, texts, starts), None):
                return place, taken
    return None, 1


def _is_scrambled(line: Line, due: Sequence[Word], orders_words: bool) -> bool:
    """Whether the reader cannot be expected to give the words of the line as written; `due` are
    those that should be there or beside it.
    """
    seen = line.text.split()
    edges = seen[:1] + seen[-1:]  # bullets too, which are no words
    if not has_right_to_left(line.text) and not any(word.bidirectional for word in due):
        return False
    return (
        not orders_words
        or has_vowel_signs(line.text)
        or _LEFT_TO_RIGHT.search(line.text) is not None
        or not all(any(map(str.isalnum, word)) for word in edges)
    )


def _nearby(position: int, length: int) -> list[int]:
    """The places around `position`, nearest first."""
    around = (
        place
        for distance in range(1, _NEARBY)
        for place in (position + distance, position - distance)
    )
    return [place for place in around if 0 <= place < length]


def _places(line: Line, texts: list[str], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    words = list(line.words)
    for start in starts:
        if texts[start : start + len(words)] == words:
            yield start, start + len(words)


def _scrambled_places(
    words: Sequence[str], texts: list[str], starts: Sequence[int]
) -> Iterator[tuple[int, int]]:
    letters = _letters(words)
    for start in starts:
        end, due = start, 0
        while end < len(texts) and due < len(letters):
            due += len(_letters([texts[end]]))
            end += 1
        if due == len(letters) and _letters(texts[start:end]) == letters:
            yield start, end


def _letters(words: Sequence[str]) -> list[str]:
    """All letters and signs but those that come in pairs, which are read mirrored or not."""
    return sorted(
        letter
        for word in words
        for letter in word
        if letter.isalnum() or not (mirrored(letter) or letter in _PUNCTUATION)
    )
