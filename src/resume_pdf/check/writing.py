"""Bullets in the first person among bullets that are not.

In: a `Document` and its `Source`. Out: `first-person`, for each bullet that says "I" or "my" where
most bullets do not. The words are in data/first-person.jsonc; a language without a table is not
judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..diagnostics import Diagnostic
from ..document import Document, Item, Paragraph, Text, walk
from ..record import Record
from ..source import Source, Span
from ..tables import table
from .passages import inlines


class _Words(Record):
    """How one language says "I"."""

    pattern: re.Pattern[str]
    exact: frozenset[str]
    not_after: frozenset[str]


def check(document: Document, source: Source) -> Iterator[Diagnostic]:
    """A word for each bullet in the first person, if they are the fewer."""
    language = _language(document.language.split("-")[0].lower())
    if language is None:
        return
    bullets = [
        item
        for section in document.sections
        for item in walk(section.content)
        if isinstance(item, Item)
    ]
    spoken = [span for item in bullets if (span := _first_person(item, language, source))]
    if 2 * len(spoken) >= len(bullets):
        return
    for span in spoken:
        word = source.text[span.start : span.end]
        yield Diagnostic(
            "first-person",
            f"“{word}” in a bullet, where {len(bullets) - len(spoken)} others do without",
            span,
            "begin with the verb, as in “Led a team of five”",
        )


@cache
def _language(name: str) -> _Words | None:
    known = table("first-person").get(name)
    if known is None:
        return None
    exact = known.get("exact", [])
    every = "|".join(_spelling(word) for word in [*known["words"], *exact])
    return _Words(
        # "I/O", "I-95" and "my.example.com" are names.
        re.compile(rf"(?<![\w./&@'’-])(?:{every})(?!\w|[./&@-]\S)", re.IGNORECASE),
        frozenset(exact),
        frozenset(known.get("not_after", ())),
    )


def _spelling(word: str) -> str:
    """The pattern of a word; one with an apostrophe at its end is found only before that."""
    bare = word.removesuffix("'")
    return re.escape(bare) + ("(?=['’])" if bare != word else "")


def _first_person(item: Item, language: _Words, source: Source) -> Span | None:
    """Where a bullet's own paragraphs first say "I"; bullets within it speak for themselves."""
    own = (block.inlines for block in item.blocks if isinstance(block, Paragraph))
    for inline in inlines(own):
        if not isinstance(inline, Text):
            continue
        for found in language.pattern.finditer(inline.text):
            if _is_pronoun(found, language):
                return _place(found, inline, source)
    return None


def _is_pronoun(found: re.Match[str], language: _Words) -> bool:
    word = found[0]
    if word in language.exact:
        # A name before it makes it a number: "World War I", "Calculus I".
        before = re.search(r"(\S+)\s+\Z", found.string[max(0, found.start() - 40) : found.start()])
        return before is None or not bool(
            {before[1].casefold(), before[1].casefold().removesuffix("s")} & language.not_after
            or (before[1][0].isupper() and before.start() > 0 and before[1][-1].isalnum())
        )
    if language.exact and word.casefold() in {one.casefold() for one in language.exact}:
        return False
    return len(word) == 1 or not word.isupper()


def _place(found: re.Match[str], text: Text, source: Source) -> Span:
    """The place of a word of a text, whose entities and escapes may be longer in the source."""
    start = source.text.find(found[0], text.span.start + found.start(), text.span.end)
    return text.span if start < 0 else Span(start, start + len(found[0]))
