"""The words that should stand against those that do, told as a person would tell it.

In: expected words with their places in the source, and what a reader found. Out: differences:
words missing, doubled, moved, changed, or from nowhere, each with the place to look at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from ..record import Record
from ..source import Span
from .alignment import Gap, gaps
from .wording import Reading, Word, may_break

Kind = Literal["missing", "added", "repeated", "moved", "changed"]


class Difference(Record):
    """`words` should stand at `span` (for what was added: the words before it), `found` stands
    there, on `page` (0 where pages are not known).
    """

    kind: Kind
    words: tuple[str, ...]
    found: tuple[str, ...]
    span: Span | None
    page: int = 0


def differences(expected: Sequence[Word], reading: Reading) -> list[Difference]:
    """How `reading` differs from `expected`; nothing for each word once and in order."""
    texts = [word.text for word in expected]
    if texts == reading.words:
        return []
    real = [
        _from_start_of_piece(expected, gap)
        for gap in gaps(texts, reading.words)
        if not _only_broken(expected, reading, gap)
    ]
    return list(_told(expected, texts, reading, real))


def _only_broken(expected: Sequence[Word], reading: Reading, gap: Gap) -> bool:
    """Whether the words of a gap stand there, parted only where a line may end inside a word."""
    at = gap.found_start
    for word in expected[gap.start : gap.end]:
        parts = _parts(word, reading, at, gap.found_end)
        if not parts:
            return False
        at += parts
    return at == gap.found_end


def _from_start_of_piece(expected: Sequence[Word], gap: Gap) -> Gap:
    """The same words missing, told from the start of a piece of text where that is possible.

    Of "the red door" twice, once missing, it cannot be known which; nor whether "the red door" is
    missing before "the car", or "red door the" after "the".
    """
    if gap.found_start != gap.found_end:
        return gap
    start, end = gap.start, gap.end
    lowest, highest = start, start
    while lowest and expected[lowest - 1].text == expected[lowest - 1 + end - start].text:
        lowest -= 1
    while highest + end - start < len(expected) and (
        expected[highest].text == expected[highest + end - start].text
    ):
        highest += 1
    for first in range(lowest, highest + 1):
        if not first or expected[first].span != expected[first - 1].span:
            shift = first - start
            return Gap(first, end + shift, gap.found_start + shift, gap.found_end + shift)
    return gap


def _parts(word: Word, reading: Reading, at: int, end: int) -> int:
    """How many of the words found from `at` make up `word`; 0 where they do not.

    Punctuation at the edge of a part has been taken off it as from any word.
    """
    offset = 0
    for index in range(at, end):
        part = reading.words[index]
        start = word.text.find(part, offset)
        if start < 0 or _has_letters(word.text[offset:start]):
            return 0
        if index > at and not (reading.places[index].opens_line and may_break(word, start)):
            return 0
        offset = start + len(part)
        if not _has_letters(word.text[offset:]):
            return index - at + 1
    return 0


def _has_letters(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _told(
    expected: Sequence[Word], texts: Sequence[str], reading: Reading, found: Sequence[Gap]
) -> Iterator[Difference]:
    missing = {tuple(texts[gap.start : gap.end]) for gap in found}
    added = {tuple(reading.words[gap.found_start : gap.found_end]) for gap in found}
    moved = missing & added - {()}
    for gap in found:
        words = tuple(texts[gap.start : gap.end])
        others = tuple(reading.words[gap.found_start : gap.found_end])
        place = min(gap.found_start, len(reading.places) - 1)
        page = reading.places[place].page if reading.places else 0
        span = _span(expected, gap)
        if not words:
            if others in moved:
                continue  # told where it is missing
            length = len(others)
            context = tuple(texts[max(gap.start - _CONTEXT, 0) : gap.start])
            if others == tuple(texts[gap.start : gap.start + length]):
                span = expected[gap.start].span
                yield Difference("repeated", context, others, span, page)
            elif others == tuple(texts[max(gap.start - length, 0) : gap.start]):
                yield Difference("repeated", context, others, span, page)
            else:
                yield Difference("added", context, others, span, page)
        elif words in moved or (len(words) > 1 and sorted(words) == sorted(others)):
            yield Difference("moved", words, others, span, page)
        elif not others:
            yield Difference("missing", words, (), span, page)
        else:
            yield Difference("changed", words, others, span, page)


def _span(expected: Sequence[Word], gap: Gap) -> Span | None:
    """Where in the source to look: at the words, or before what was added."""
    if gap.start == gap.end:
        return expected[max(gap.start - 1, 0)].span if expected else None
    first, last = expected[gap.start].span, expected[gap.end - 1].span
    return first.cover(last) if gap.end - gap.start <= _LOCAL else first


_LOCAL, _CONTEXT = 40, 4


def told(difference: Difference) -> str:
    """A difference in a sentence, without who found it."""
    words, found = _quoted(difference.words), _quoted(difference.found)
    match difference.kind:
        case "missing":
            return f"{words} is missing"
        case "moved":
            return f"{words} does not stand where it should"
        case "changed":
            return f"{words} reads {found}"
        case "repeated":
            return f"{found} stands twice"
        case "added":
            after = f" after {words}" if difference.words else ""
            return f"{found} stands{after} and should not"


def _quoted(words: Sequence[str]) -> str:
    if len(words) > _SHOWN:
        return f"“{' '.join(words[:_SHOWN])} …” ({len(words)} words)"
    return f"“{' '.join(words)}”"


_SHOWN = 10
