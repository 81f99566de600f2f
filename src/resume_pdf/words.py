"""What counts as a word, and which words a document says, for everything that compares words.

Words are compared after the few changes that setting type may make: white space of any kind,
the form of dashes and quotation marks, upper case by style, ligatures, invisible characters.
Punctuation that only separates ("|", "·", a comma after a word) is no part of a word; symbols
that carry meaning ("C++", "C#", ".NET", "=>", "¾", "%") are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from .document import (
    CodeBlock,
    Content,
    Definitions,
    Document,
    Entry,
    Footnote,
    Heading,
    List,
    Paragraph,
    Quote,
    Rule,
    Table,
    plain,
)
from .source import Span

# Dashes of any length, bars, slashes, bullets and check boxes part words: "2012-15", "2012–15"
# and "2012 — 15" are the same two words, and a word broken at a hyphen shows as two other ones.
# So does a fraction's own slash, which readers give as the common one.
_PARTING = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2044\u2212~〜～|¦/\\·•‣▪◦∙・※■□▶☐☑☒✓✗"
_BEFORE = "\"'“”„«»‹›()[]{},;:!?¿¡*_—…،؛؟。、，；：！？（）「」『』【】《》〈〉"
_AFTER = _BEFORE + "."
# Scripts written without spaces (and Hangul) may break a line anywhere: each character is a word.
_UNSPACED = (
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_BEYOND_LATIN = re.compile("[^\0-\u02ff\u2000-\u2bff]")
# They need no space after them, and their half-width forms would not part "名前：abc.org".
_PARTING_WIDE = str.maketrans(dict.fromkeys("。、，；：！？（）「」『』【】《》〈〉", " "))
# What shows nothing itself, but joins, parts, turns or shapes what stands beside it.
_UNSEEN: dict[int, str | None] = dict.fromkeys(
    (
        *(0x00AD, 0x034F, 0x061C, 0x17B4, 0x17B5, 0xFEFF, 0xFFFC),
        *range(0x180B, 0x1810),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x2070),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    )
)
_SEEN = _UNSEEN | _PARTING_WIDE
_ALIKE = str.maketrans(
    dict.fromkeys(_PARTING, " ") | dict.fromkeys("’‘ʼ‛", "'") | dict.fromkeys("“”„‟", '"')
)
_ALIKE_ASCII = bytes(ord(chr(code).lower().translate(_ALIKE)) for code in range(128))
_ALIKE_ASCII += bytes(range(128, 256))  # for a table has all bytes


def words(text: str) -> list[str]:
    """The words of `text` in order, in the form in which words are compared."""
    if text.isascii():
        if text.isalnum():
            return [text.lower()]
        parted = text.encode().translate(_ALIKE_ASCII).decode()
    else:
        seen = unicodedata.normalize("NFKC", text.translate(_SEEN))
        normal = seen.translate(_ALIKE).casefold()
        parted = _unspaced().sub(r" \g<0> ", normal) if is_beyond_latin(normal) else normal
    found = (
        word if word.isalnum() else word.lstrip(_BEFORE).rstrip(_AFTER) for word in parted.split()
    )
    return [word for word in found if word]


def is_beyond_latin(text: str) -> bool:
    """Whether it has more than Latin letters, punctuation and signs: only then need be looked for
    what other scripts have, by patterns that take long to compile.
    """
    return _BEYOND_LATIN.search(text) is not None


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(_UNSPACED)


def said(document: Document) -> Iterator[tuple[str, Span]]:
    """What a document says, piece by piece in the author's order, each with its place."""
    for item in document.person.letterhead:
        yield f"{plain(item.label)} {plain(item.inlines)}", item.span
    for section in document.sections:
        if section.title:
            yield plain(section.title), section.span
        yield from said_by(section.content)


def said_by(content: Iterable[Content]) -> Iterator[tuple[str, Span]]:
    """What blocks and entries say, as `said`; an ordered list says its numbers too."""
    for node in content:
        match node:
            case Entry():
                for field in node.head:
                    yield plain(field.inlines), field.span
                yield from said_by(node.content)
            case Paragraph() | Heading():
                yield plain(node.inlines), node.span
            case CodeBlock():
                yield node.text, node.span
            case Quote():
                yield from said_by(node.blocks)
            case Footnote():
                yield str(node.number), node.span
                yield from said_by(node.blocks)
            case List():
                for number, item in enumerate(node.items, node.start or 0):
                    if node.start is not None:
                        yield str(number), item.span
                    yield from said_by(item.blocks)
            case Definitions():
                for definition in node.items:
                    yield plain(definition.term), definition.span
                    yield from said_by(definition.blocks)
            case Table():
                for row in (node.header or (), *node.rows):
                    for cell in row:
                        yield plain(cell.inlines), cell.span
            case Rule():
                pass
