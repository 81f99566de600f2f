"""What a careful friend would say of a résumé before it is sent: its dates, links, wording.

In: a `Document` and its `Source`. Out: diagnostics, in the order of their places. How the
Markdown is written was the reader's to say; nothing here is said twice. Today's date and which
files are there are passed in.
"""

from __future__ import annotations

from collections.abc import Callable

from ..diagnostics import Diagnostic
from ..document import Date, Document
from ..source import Source, Span
from ..words import said, words
from . import date_styles, directives, employment, links, writing


def check(
    document: Document, source: Source, *, today: Date, exists: Callable[[str], bool]
) -> tuple[Diagnostic, ...]:
    """Everything there is to say about the content of a résumé.

    `today` ends what still lasts; `exists` tells whether a local image, named as the author
    wrote it, is there.
    """
    if not any(words(text) for text, _ in said(document)):
        nothing = f"{source.name} shows no word"
        return (Diagnostic("source-empty", nothing, Span(0, 0), "is everything in a comment?"),)
    found = [
        *employment.check(document, today),
        *date_styles.check(document, source),
        *links.check(document, source, exists),
        *directives.check(document, source),
        *writing.check(document, source),
    ]
    return tuple(sorted(found, key=lambda one: (one.span is None, one.span, one.code)))
