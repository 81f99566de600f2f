"""Reads the author's file: a path or bytes in, a `Source` out.

Errors: `ResumeError` "no-source" (not there, a folder, not readable), "source-not-utf8" (with the
place of the first bad byte), "source-empty".
"""

from __future__ import annotations

import codecs
from pathlib import Path

from .diagnostics import ResumeError
from .source import Source, Span


def load(path: Path) -> Source:
    """The file at `path` as a `Source`."""
    if path.is_dir():
        inside = sorted(path.glob("*.md"))
        hint: str | None = f"did you mean {inside[0]}?" if inside else "name the Markdown file"
        raise ResumeError("no-source", f"{path} is a folder", hint=hint)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        near = sorted(path.parent.glob("*.md")) if path.parent.is_dir() else []
        hint = f"there is: {', '.join(p.name for p in near[:5])}" if near else None
        raise ResumeError("no-source", f"there is no file {path}", hint=hint) from error
    except OSError as error:
        raise ResumeError("no-source", f"cannot read {path}: {error.strerror}") from error
    return decode(data, str(path), path)


def decode(data: bytes, name: str, path: Path | None = None) -> Source:
    """Bytes, which must be UTF-8, as a `Source` that messages call `name`."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ResumeError(
            "source-not-utf8", f"{name} is UTF-16", hint="save it as UTF-8 in your editor"
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = Source(data[: error.start].decode("utf-8"), name)
        line, column = before.position(len(before.text))
        raise ResumeError(
            "source-not-utf8",
            f"{name}:{line}:{column}: this is not UTF-8 (byte 0x{data[error.start]:02x})",
            hint="save it as UTF-8 in your editor",
        ) from error
    if not text.strip("\ufeff \t\r\n"):
        raise ResumeError("source-empty", f"{name} is empty", Span(0, 0))
    return Source(text, name, path)
