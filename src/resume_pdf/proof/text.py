"""What the readers read: each word of the edition once, in order, and nothing else.

In: the words to be found and what the readers found. Out: checks. `compare_with_source` is the
same comparison without a PDF, between a document and the file it was made of.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from ..diagnostics import Diagnostic
from ..record import Record
from ..source import Span
from .bidirectional import in_written_order
from .comparison import Difference, differences, told
from .file import File
from .furniture import without_furniture
from .readers import Reader
from .report import Check, counted
from .wording import Line, Place, Reading, Word, comparable, lines, reading

_TOLD = 10


class ReadBack(Record):
    """What one reader reads: the text of each page, and its lines with their words."""

    reader: Reader
    pages: tuple[str, ...]
    lines: tuple[Line, ...]


def read_back(file: File, readers: Sequence[Reader]) -> tuple[ReadBack, ...]:
    """What each reader reads of a file. Raises what they raise."""
    texts = ((reader, tuple(reader.read(file))) for reader in readers)
    words_of = cache(comparable)  # for now: readers find most lines alike
    return tuple(ReadBack(reader, pages, tuple(lines(pages, words_of))) for reader, pages in texts)


def check_words(
    expected: Sequence[Word], readings: Sequence[ReadBack], furniture: Sequence[Sequence[str]]
) -> Check:
    """Each expected word exactly once, in order and nothing else, by every reader."""
    due = [word.text for word in expected]
    found_by: dict[Difference, list[str]] = {}
    unread: list[Diagnostic] = []
    for read in readings:
        name, orders_words = read.reader.name, read.reader.orders_words
        kept, missing = without_furniture(read.lines, furniture, due)
        ordered = in_written_order(kept, expected, orders_words=orders_words)
        for difference in differences(expected, reading(ordered)):
            found_by.setdefault(difference, []).append(name)
        # With pages missing or too many, each page's furniture is that of another.
        if len(read.pages) == len(furniture):
            unread += [
                Diagnostic("proof-words", f"page {page} should bear “{text}” at its edge ({name})")
                for page, text in missing
            ]
    diagnostics = (*_diagnosed("proof-words", found_by), *unread)
    how = "expected" if diagnostics else f"in order, {counted(len(readings), 'reader')}"
    return Check("words", len(expected), f"{counted(len(expected), 'word')} {how}", diagnostics)


def compare_with_source(
    document_words: Sequence[tuple[str, Span]], source_words: Sequence[tuple[str, Span]]
) -> Check:
    """The words of a document that leaves nothing out against those of its source, read without
    the model: each exactly once and in order. Both as (word in the form of `words.words`, place).
    """
    words_of = cache(comparable)  # for now: the same few stand on both sides, again and again
    expected = [Word(word, span) for text, span in source_words for word in words_of(text)]
    found_words = [word for text, _ in document_words for word in words_of(text)]
    found = Reading(found_words, [Place(page=0, opens_line=False)] * len(found_words))
    found_by: dict[Difference, list[str]] = {
        difference: [] for difference in differences(expected, found)
    }
    diagnostics = _diagnosed("proof-source", found_by)
    how = "expected" if diagnostics else "in order"
    account = f"{counted(len(expected), 'word')} of the source {how}"
    return Check("source", len(expected), account, tuple(diagnostics))


def check_agreement(readings: Sequence[ReadBack]) -> Check:
    """All readers find the same letters on each page, where it is not known which are due.

    Not the same words: of glyphs set apart each makes words in its own way.
    """
    first, *others = readings
    diagnostics: list[Diagnostic] = []
    for read in others:
        for page, (text, other) in enumerate(zip(first.pages, read.pages, strict=False), 1):
            letters, other_letters = _letters(text), _letters(other)
            names = (first.reader.name, read.reader.name)
            for name, more in zip(
                names, (letters - other_letters, other_letters - letters), strict=True
            ):
                if more:
                    shown = "".join(sorted(more.elements()))
                    shown = shown if len(shown) <= _LETTERS else shown[:_LETTERS] + " …"
                    number = counted(more.total(), "letter")
                    message = f"only {name} reads {number} on page {page}: “{shown}”"
                    diagnostics.append(Diagnostic("proof-words", message))
    count = sum(len(line.words) for line in readings[-1].lines)
    if not count:
        diagnostics.append(Diagnostic("proof-words", "there is no text to be read"))
    how = "" if diagnostics else f", alike to {counted(len(readings), 'reader')}"
    return Check("words", count, f"{counted(count, 'word')}{how}", tuple(diagnostics))


_LETTERS = 40


def _letters(text: str) -> Counter[str]:
    normal = unicodedata.normalize("NFKC", text).casefold()
    return Counter(letter for letter in normal if letter.isalnum())


def _diagnosed(code: str, found_by: Mapping[Difference, Sequence[str]]) -> list[Diagnostic]:
    ordered = sorted(found_by, key=lambda one: one.span.start if one.span else 0)
    diagnostics = [
        Diagnostic(code, told(one) + _whereabouts(one, found_by[one]), one.span)
        for one in ordered[:_TOLD]
    ]
    if more := len(ordered) - _TOLD:
        diagnostics += [Diagnostic(code, f"and {more:,} more of the kind")] if more > 0 else []
    return diagnostics


def _whereabouts(difference: Difference, readers: Sequence[str]) -> str:
    parts = [f"page {difference.page}"] if difference.page else []
    parts += [" and ".join(readers)] if readers else []
    return f" ({', '.join(parts)})" if parts else ""
