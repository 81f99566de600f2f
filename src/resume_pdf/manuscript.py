"""A source that has been read, and not been set yet.

The reader is imported when something is read: who gets a manuscript from another process, and sets
it, has no use for it.
"""

from __future__ import annotations

import os
from pathlib import Path

from .diagnostics import ResumeError
from .layout_keys import Reads
from .limits import LIMITS, Limits
from .load import load, too_large
from .reading import Reading
from .record import Record
from .source import Source


class Manuscript(Record):
    """A source that has been read, and not been set yet. `contacts` are further ones for it."""

    source: Source
    reading: Reading
    contacts: Source | None = None

    @property
    def is_letter(self) -> bool:
        """Whether it is no résumé, but a letter."""
        return any(one.code == "source-is-letter" for one in self.reading.diagnostics)

    def read_as(self, what: Reads) -> Reading:
        """What a layout makes of it that reads it as that."""
        if what == "resume":
            return self.reading
        from .reader import read_letter

        return read_letter(self.source, self.contacts)


def read_manuscript(
    source: Source | str | os.PathLike[str],
    contacts: Source | None = None,
    limits: Limits = LIMITS,
) -> Manuscript:
    """Reads a path or a `Source`; `contacts` is a file with further ones, kept out of its own.

    Raises `ResumeError` when it cannot be read.
    """
    from .reader import read

    if isinstance(source, Source):
        if len(source.text.encode("utf-8", "surrogatepass")) > limits.source:
            raise too_large(source.name, limits.source)
    else:
        source = load(Path(source), limits.source)
    try:
        return Manuscript(source, read(source, contacts), contacts)
    except ResumeError as error:
        error.source = source
        raise
