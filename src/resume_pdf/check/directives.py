"""Text that its author meant as a directive and that shows instead, or that does nothing.

In: a `Document` and its `Source`. Out: `directive-like`. What stands in a comment that begins
with "resume" is the reader's to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic
from ..document import Document
from ..source import Source, Span
from .passages import comments, seen

_SAYING = (
    r"(?:keep|omit|page-break)(?![\w-])|(?:layout|priority|short|audience)\s*=\s*[^\s<>{}\0-]+"
)
_SHOWN = re.compile(rf"(?:<\s*!\s*-+\s*|&lt;!--\s*|\{{\s*)?\bresume\s*:\s*({_SAYING})", re.I)
_BARE = re.compile(rf"<!--\s*({_SAYING})\s*-->", re.I)


def check(document: Document, source: Source) -> Iterator[Diagnostic]:
    """A word for directives outside of comments, and for comments that only lack "resume:"."""
    shown = seen(document, source)
    for found in _SHOWN.finditer(shown):
        yield Diagnostic(
            "directive-like",
            "this looks like a directive, but it is text that everybody sees",
            Span(*found.span()),
            f"write <!-- resume: {found[1]} -->",
        )
    for span in comments(document, source):
        bare = _BARE.fullmatch(source.text, span.start, span.end)
        if bare:
            yield Diagnostic(
                "directive-like",
                "this comment looks like a directive, but does nothing",
                span,
                f"write <!-- resume: {bare[1]} -->",
            )
