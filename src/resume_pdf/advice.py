"""What there is to say about a résumé's content, on a day, in its folder.

In: a document and its source. Out: diagnostics, none of which keeps it from being set.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .check import check
from .diagnostics import Diagnostic
from .document import Date, Document
from .source import Source, Span
from .theme import check_wishes


def advice(document: Document, source: Source, today: datetime.date) -> tuple[Diagnostic, ...]:
    """What `check` says of a document, and of what it sets of layouts; these, and images, are
    looked for in the folder of its source.
    """
    found = check(
        document,
        source,
        today=Date(today.year, today.month),
        exists=lambda target: beside(source, target) is not None,
    )
    folders = source.beside
    return (*check_wishes(document.settings, folders), *found)


def beside(source: Source, target: str) -> Path | None:
    """The file that `target` names in the résumé's folder, whence alone pages load pictures."""
    if source.path is None:
        return None
    folder = source.path.resolve().parent
    try:
        path = (folder / unquote(urlsplit(target).path)).resolve()
        return path if path.is_relative_to(folder) and path.is_file() else None
    except (OSError, ValueError):
        return None  # No file has such a name.


def in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Each thing once, in the order of their places."""
    return sorted(dict.fromkeys(found), key=lambda one: (one.span or Span(0, 0), one.code))
