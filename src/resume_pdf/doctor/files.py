"""The files that ship, and the places that are written to."""

from __future__ import annotations

import os
import re
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ..theme import bundled
from .findings import Finding

_URL = re.compile(r"url\(\s*[\"']?(fonts/[^\"')]+)")
_REINSTALL = "install resume-pdf anew: a file of it was changed, or was never copied"


def shipped_faces() -> Iterator[Finding]:
    """The faces that the bundled styles name: there, and with the checksums they were made with."""
    name = "shipped faces"
    styles = bundled("styles")
    faces = {
        styles / face for sheet in styles.glob("*.css") for face in _URL.findall(sheet.read_text())
    }
    damaged = {face: said for face in sorted(faces) if (said := _damage(face))}
    for face, said in damaged.items():
        yield Finding(name, "wrong", f"{face} {said}", _REINSTALL)
    if not damaged:
        yield Finding(name, "good", f"all {len(faces)} there and whole")


def _damage(path: Path) -> str | None:
    """What is wrong with a font file; None if nothing is.

    An OpenType file has a checksum of each of its tables (OpenType 1.9, "Table directory"); that of
    "head" is taken with a zero in the place of its own.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"
    try:
        (tables,) = struct.unpack_from(">4xH", data)
        for index in range(tables):
            tag, checksum, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
            table = data[offset : offset + length]
            if tag == b"head":
                table = table[:8] + bytes(4) + table[12:]
            table += bytes(-length % 4)
            if sum(struct.unpack(f">{len(table) // 4}L", table)) & 0xFFFFFFFF != checksum:
                return f"is damaged: its table {tag.decode('latin-1').strip()} is not as it was"
    except struct.error:
        return "is damaged: it ends too early"
    return None


def writable_places(output: Path) -> Iterator[Finding]:
    """Where PDFs go, and where temporary files do."""
    yield _writable("output folder", output, "name another folder with --output")
    try:
        yield _writable("temporary folder", Path(tempfile.gettempdir()), "set TMPDIR to another")
    except FileNotFoundError:
        said = "there is none that can be written to"
        yield Finding("temporary folder", "wrong", said, "set TMPDIR to a folder that can")


def _writable(name: str, folder: Path, advice: str) -> Finding:
    """Whether a file can be made in `folder`, or where the folder itself would be made."""
    existing = next(one for one in (folder, *folder.absolute().parents) if os.path.lexists(one))
    try:
        with tempfile.TemporaryFile(dir=existing) as file:
            file.write(b"%PDF-")
    except OSError as error:
        return Finding(name, "wrong", f"cannot write to {existing}: {error.strerror}", advice)
    return Finding(name, "good", f"{folder} can be written to")
