"""Reads the author's file: a path or bytes in, a `Source` out.

Errors: `ResumeError` "no-source" (not there, a folder, not readable), "source-not-utf8" (with the
place of the first bad byte), "source-empty", "limit-size", "source-changed" (written to
while it was read, again and again).
"""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path
from typing import BinaryIO

from .diagnostics import ResumeError
from .limits import LIMITS
from .source import Source, Span

_PIECE = 1 << 20  # bytes
_TRIES = 5  # to read a file that is being saved


def load(path: Path, most: int = LIMITS.source) -> Source:
    """The file at `path`, which has at most `most` bytes, as a `Source`."""
    if path.is_dir():
        inside = sorted(path.glob("*.md"))
        hint: str | None = f"did you mean {inside[0]}?" if inside else "name the Markdown file"
        raise ResumeError("no-source", f"{path} is a folder", hint=hint)
    try:
        data = _read_at_rest(path, most)
    except FileNotFoundError as error:
        near = sorted(path.parent.glob("*.md")) if path.parent.is_dir() else []
        hint = f"there is: {', '.join(p.name for p in near[:5])}" if near else None
        raise ResumeError("no-source", f"there is no file {path}", hint=hint) from error
    except OSError as error:
        raise ResumeError("no-source", f"cannot read {path}: {error.strerror}") from error
    return decode(data, str(path), path)


def _read_at_rest(path: Path, most: int) -> bytes:
    """A file that nobody wrote to meanwhile; else it might be half old, half new."""
    for _ in range(_TRIES):
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            data = read_all(file, str(path), most)
            after = os.fstat(file.fileno())
        if not stat.S_ISREG(before.st_mode) or _state(before) == _state(after):
            return data
    raise ResumeError(
        "source-changed",
        f"{path} is being written to all the time",
        hint="run the command again when it is saved",
    )


def _state(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns


def read_all(file: BinaryIO, name: str, most: int) -> bytes:
    """What is left of a file; raises `ResumeError` "limit-size" for more than `most` bytes."""
    data = bytearray()
    while piece := file.read(_PIECE):
        data += piece
        if len(data) > most:
            raise too_large(name, most)
    return bytes(data)


def too_large(name: str, most: int) -> ResumeError:
    """The error of a file that has more than `most` bytes."""
    return ResumeError(
        "limit-size",
        f"{name} is larger than {most / 1_000_000:g} MB",
        hint="if that is what you mean to read, allow more with --max-size MB",
    )


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
