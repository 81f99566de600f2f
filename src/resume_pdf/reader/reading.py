"""What every kind of text is read with: its languages, its footnotes."""

from __future__ import annotations

from collections.abc import Sequence

from ..diagnostics import Diagnostic
from ..document import Block, Content, Footnote
from ..source import Source, Span

_OBJECT = "\ufffc"  # OBJECT REPLACEMENT CHARACTER


def about_lost_objects(source: Source) -> tuple[Diagnostic, ...]:
    """A note where the text has U+FFFC, which stands for an object that was lost in copying, and
    which no word is made of.
    """
    count = source.text.count(_OBJECT)
    if not count:
        return ()
    place = source.text.index(_OBJECT)
    more = f", and {count - 1} more" if count > 1 else ""
    message = f"U+FFFC stands for a picture that was lost in copying; dropped{more}"
    return (Diagnostic("object-lost", message, Span(place, place + 1), "take it out"),)


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
