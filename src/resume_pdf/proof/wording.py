"""The words to be found in a PDF and those a reader found, brought to one form.

In: an edition's pieces of text; the text of pages. Out: `Word` (expected, with its place in the
source) and `Reading` (found, with page and line). On top of `words.words`, both sides give up
alike what setting type may change: the scheme of a URL, since a bare one may be shown without it,
and the line ends it may have inside a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ..document import Document
from ..patterns import lazy
from ..record import Record
from ..source import Span
from ..words import said, words

# Written from the right, the scheme of a URL is read after its host.
_SCHEME = lazy(r"https?://|://https?(?!\w)", re.IGNORECASE)
# A line may end after these inside a word (UAX #14, classes EX, CL and IN), "a.org/find?" "q=1".
_LINE_MAY_END_AFTER = lazy("[?!}…]")
# Upper case by style makes one letter of Turkish "i" and "ı".
_TURKISH_I = str.maketrans({"ı": "i", "İ": "i"})
# Greek capitals have no accents: upper case by style takes them off.
_GREEK = str.maketrans("άέήίόύώΐΰΆΈΉΊΌΎΏ", "αεηιουωϊϋΑΕΗΙΟΥΩ")
# PDFium reads the two letters of a lam-alef ligature in the order of the glyph's outline.
_LAM_ALEF = lazy("[\u0622\u0623\u0625\u0627\u0671\u0644]{2,}")
# PDFium takes vowel signs off their letters, wherever their glyphs begin.
_VOWEL_SIGNS = lazy("[\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8]")
_RIGHT_TO_LEFT = lazy("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff]")
_RIGHT_TO_LEFT_LANGUAGES = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd"))
_RIGHT_TO_LEFT_LANGUAGES |= {"ug", "ur", "yi"}

_CUT = "\udfff"  # which no text can hold that is read from a file
_CUTS = str.maketrans({"\u00ad": _CUT, "\u200b": _CUT})


class Word(Record):
    """A word to be found. `cuts` are the offsets at which its author allows a line to end (soft
    hyphens); `bidirectional` words may share a line with right-to-left text.
    """

    text: str
    span: Span
    bidirectional: bool = False
    cuts: frozenset[int] = frozenset()


class Line(Record):
    """A line a reader found, as text and as words; `page` counts from 1."""

    text: str
    words: tuple[str, ...]
    page: int


class Place(Record):
    """Where a found word stands; `opens_line` when it is the first of its line."""

    page: int
    opens_line: bool


class Reading(Record):
    """All words a reader found, page furniture taken off, each with its place."""

    words: list[str]
    places: list[Place]


def comparable(text: str) -> list[str]:
    """The words of `text`, in the form in which both sides are compared."""
    text = _SCHEME.sub("", text) if "://" in text else text
    if text.isascii():
        return words(_LINE_MAY_END_AFTER.sub(r"\g<0> ", text))
    right_to_left = has_right_to_left(text)
    text = _VOWEL_SIGNS.sub("", text) if right_to_left else text
    found = words(_LINE_MAY_END_AFTER.sub(r"\g<0> ", text.translate(_TURKISH_I).translate(_GREEK)))
    if right_to_left:
        return [_LAM_ALEF.sub(lambda run: "".join(sorted(run[0])), word) for word in found]
    return found


def has_right_to_left(text: str) -> bool:
    """Whether `text` has letters written from the right."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def has_vowel_signs(text: str) -> bool:
    """Whether `text` has Arabic or Hebrew signs above or below its letters."""
    return not text.isascii() and _VOWEL_SIGNS.search(text) is not None


def runs_right_to_left(language: str) -> bool:
    """Whether text in `language` (a BCP 47 tag) is written from the right."""
    return language.partition("-")[0].lower() in _RIGHT_TO_LEFT_LANGUAGES


def expected_words(document: Document) -> list[Word]:
    """Every word `document` says, in order."""
    everywhere = runs_right_to_left(document.language)
    return [
        word
        for text, span in said(document)
        for word in _words_of(text, span, everywhere or has_right_to_left(text))
    ]


def _words_of(text: str, span: Span, bidirectional: bool) -> Iterator[Word]:
    text = text if text.isascii() else text.translate(_CUTS)
    if _CUT not in text:
        yield from (Word(word, span, bidirectional) for word in comparable(text))
        return
    for word in comparable(text):
        parts = word.split(_CUT)
        cuts = frozenset(sum(map(len, parts[:end])) for end in range(1, len(parts)))
        if whole := "".join(parts):
            yield Word(whole, span, bidirectional, cuts)


def lines(
    page_texts: Iterable[str], words_of: Callable[[str], Sequence[str]] = comparable
) -> list[Line]:
    """The lines of each page's text that have words, or signs torn from them."""
    found: list[Line] = []
    for page, text in enumerate(page_texts, 1):
        for line in text.split("\n"):
            line_words = words_of(line)
            if line_words or has_vowel_signs(line):
                found.append(Line(line, tuple(line_words), page))
    return found


def reading(found: Iterable[Line]) -> Reading:
    """The words of lines, one after the other."""
    all_words: list[str] = []
    places: list[Place] = []
    for line in found:
        all_words += line.words
        places += [
            Place(line.page, opens_line=position == 0) for position in range(len(line.words))
        ]
    return Reading(all_words, places)


def may_break(word: Word, offset: int) -> bool:
    """Whether a line may end inside `word` before `offset` without damage to it.

    It may at the author's soft hyphens, beside punctuation (long addresses), and anywhere in what
    is too long to fit a line.
    """
    before, after = word.text[offset - 1], word.text[offset]
    return (
        offset in word.cuts
        or len(word.text) > LONGEST_UNBROKEN
        or not (before.isalnum() and after.isalnum())
    )


LONGEST_UNBROKEN = 30
