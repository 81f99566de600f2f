"""An edition that leaves things out, against the whole: nothing was reworded or cut in a sentence.

In: the document as the author wrote it, and the edition's. Out: a `Check`. It knows nothing of how
the edition was made, but that each piece of it has its place in the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic
from ..document import Document, Marks, plain, walk
from ..patterns import lazy
from ..source import Span
from ..words import said, words
from .report import Check, counted

# A full stop or its like, with what may close after it, and a footnote's mark.
_SENTENCE_END = lazy(r"[.!?…:。！？｡؟۔।][\"'’)\]}»”」』】）》〉]*(?:\s*\[\d+\])*$")


def check_abridged(edition: Document, whole: Document) -> Check:
    """Whether each sentence of `edition` stands in `whole` word for word, or is the author's own
    short form of something there.
    """
    pieces: dict[int, list[str]] = {}
    for text, span in said(whole):
        pieces.setdefault(span.start, []).append(text)
    short_forms = dict(_short_forms(whole))
    count = 0
    found: list[Diagnostic] = []
    for text, span in said(edition):
        if not words(text):
            continue
        count += 1
        originals = pieces.get(span.start, ())
        if not (
            any(_begins(original, text) for original in originals)
            or words(text) == words(short_forms.get(span.start, ""))
            # An item's number follows from what is left of its list.
            or (text.isdecimal() and any(map(str.isdecimal, originals)))
        ):
            found.append(
                Diagnostic("proof-edition", f"“{text}” does not stand so in the whole résumé", span)
            )
    return Check("edition", count, counted(count, "piece") + " as written", tuple(found))


def _begins(original: str, text: str) -> bool:
    """Whether `text` is the whole of `original` or the first sentences of it."""
    own, others = words(original), words(text)
    if own == others:
        return True
    return own[: len(others)] == others and bool(_SENTENCE_END.search(text.rstrip()))


def _short_forms(document: Document) -> Iterator[tuple[int, str]]:
    """The author's short forms, each with the place at which it begins."""
    for section in document.sections:
        for node in (section, *walk(section.content)):
            marks: Marks = node.marks
            if marks.short:
                span: Span = marks.short[0].span
                yield span.start, plain(marks.short)
