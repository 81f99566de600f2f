"""What the reader makes of a source."""

from __future__ import annotations

from .diagnostics import Diagnostic
from .document import Document
from .record import Record


class Reading(Record):
    """What was read: diagnostics are in the order of their places; the Markdown begins at
    `body_start`, after the front matter.
    """

    document: Document
    diagnostics: tuple[Diagnostic, ...]
    body_start: int
