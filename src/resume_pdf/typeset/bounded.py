"""Stops a layout that makes more pages than it may, while it is at it.

WeasyPrint says of each page that it begins it, to a logger that is there for this; what listens
there may end it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ..diagnostics import ResumeError

_PAGE = "Page %d"  # ends what it says when it begins one


@contextmanager
def at_most(pages: int) -> Iterator[None]:
    """Raises `ResumeError` "limit-pages" as soon as what is laid out within has more pages."""
    logger = logging.getLogger("weasyprint.progress")
    level, heard, thread = logger.level, logger.isEnabledFor(logging.INFO), threading.get_ident()

    def count(record: logging.LogRecord) -> bool:
        mine = record.thread == thread and str(record.msg).endswith(_PAGE)
        if mine and isinstance(record.args, tuple) and record.args[0] > pages:  # type: ignore[operator]
            raise too_many(pages)
        return heard

    logger.addFilter(count)
    logger.setLevel(min(level or logging.INFO, logging.INFO))
    try:
        yield
    finally:
        logger.removeFilter(count)
        logger.setLevel(level)


def too_many(pages: int) -> ResumeError:
    """The error of what has more than `pages` pages."""
    return ResumeError(
        "limit-pages",
        f"there are more than {pages} pages",
        hint="if that is what you mean to have, allow more with --max-pages",
    )
