"""What the program has to say about a résumé, and the errors that end a run.

Stages report diagnostics and go on; only what cannot go on raises `ResumeError`. A diagnostic is
data (code, message, place, hint); how it looks is the command's affair.
"""

from __future__ import annotations

from .codes import CODES, Severity
from .record import Record
from .source import Source, Span

__all__ = ["CODES", "Diagnostic", "ResumeError", "Severity"]


class Diagnostic(Record):
    """One finding. `span` is its place in the source, None when it has none there."""

    code: str
    message: str
    span: Span | None = None
    hint: str | None = None

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"no such diagnostic: {self.code}")

    @property
    def severity(self) -> Severity:
        """How bad it is, as `CODES` says."""
        return CODES[self.code]


class ResumeError(Exception):
    """A run cannot go on. `diagnostic` says why; `source` is what its span points into."""

    source: Source | None = None

    def __init__(self, code: str, message: str, span: Span | None = None, hint: str | None = None):
        super().__init__(message)
        self.diagnostic = Diagnostic(code, message, span, hint)

    def __reduce__(self) -> tuple[object, ...]:
        # An exception is made again from its `args`, which here are not what it was made from.
        found = self.diagnostic
        made_from = (found.code, found.message, found.span, found.hint)
        return type(self), made_from, {"source": self.source}
