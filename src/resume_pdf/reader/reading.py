"""What reading gives, and what every kind of text is read with: its languages, its footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..diagnostics import Diagnostic
from ..document import Block, Content, Document, Footnote
from ..source import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What `read` gives: diagnostics are in the order of their places; the Markdown begins at
    `body_start`, after the front matter.
    """

    document: Document
    diagnostics: tuple[Diagnostic, ...]
    body_start: int


def languages_of(language: str) -> tuple[str, ...]:
    """The languages to read dates in: the text's own first; English words stand everywhere."""
    return tuple(dict.fromkeys((language, "en")))


def region_of(language: str) -> str | None:
    """The country that a language tag names ("pt-BR"), for telephone numbers."""
    for subtag in language.split("-")[1:]:
        if len(subtag) == 2 and subtag.isalpha():
            return subtag.upper()
    return None


def without_notes(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The footnotes at the end of the file belong to no section."""
    end = len(blocks)
    while end and isinstance(blocks[end - 1], Footnote):
        end -= 1
    return tuple(blocks[:end]), tuple(blocks[end:])


def spanning(nodes: Sequence[Content]) -> Span:
    """The place of several nodes (there must be one)."""
    return Span(min(node.span.start for node in nodes), max(node.span.end for node in nodes))
