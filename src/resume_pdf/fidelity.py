"""Whether an edition has the words of its Markdown, in the author's order.

The comparison is with what a plain reading of the Markdown shows, not with what was understood of
it.
"""

from __future__ import annotations

from collections.abc import Sequence

from .document import Document, Footnote, List, walk
from .edition import Edition
from .proof import Check, compare_with_source
from .reading import Reading
from .source import Source, Span
from .words import said, words


def compared(source: Source, reading: Reading, edition: Edition) -> Check:
    """The words of an edition in the author's order against those of the Markdown, but for what
    the edition says it leaves out.
    """
    # Imported where it is done, which is another process than the one that sets.
    from .reader import visible_words

    left_out = [omission.span for omission in edition.omissions]
    document = edition.document
    if _is_renumbered(reading.document, left_out):
        document, left_out = reading.document, []
    nodes = (node for section in document.sections for node in walk(section.content))
    notes = [node.span for node in nodes if isinstance(node, Footnote)]

    def is_left_out(place: Span) -> bool:
        # A note may be written within what is left out, and belong to what is not.
        return _lies_in(place, left_out) and not _lies_in(place, notes)

    return compare_with_source(
        [
            (word, span)
            for text, span in said(document)
            if reading.body_start <= span.start < span.end
            for word in words(text)
        ],
        [
            (word, place)
            for word, place in visible_words(source, reading.body_start)
            if not is_left_out(place)
        ],
    )


def _lies_in(place: Span, spans: Sequence[Span]) -> bool:
    return any(span.start <= place.start < span.end for span in spans)


def _is_renumbered(document: Document, left_out: Sequence[Span]) -> bool:
    """Whether the items that are left give other numbers than the source has."""
    return any(
        node.start is not None and node.span.start <= span.start and span.end < node.span.end
        for section in document.sections
        for node in walk(section.content)
        if isinstance(node, List)
        for span in left_out
    )
