"""The SOURCE and FILE.pdf arguments: a path, or - for standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from ..diagnostics import ResumeError
from ..load import decode, load
from ..source import Source


def open_source(argument: str) -> Source:
    """The Markdown that `argument` names; raises `ResumeError` as `load` does."""
    if argument == "-":
        return decode(sys.stdin.buffer.read(), "<stdin>")
    return load(Path(argument))


def open_pdf(argument: str) -> bytes:
    """The bytes that a FILE.pdf argument names; raises `ResumeError` "no-source"."""
    if argument == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(argument).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ResumeError("no-source", f"{argument}: {reason}") from error
