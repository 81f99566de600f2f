"""Puts a finished PDF where people take it: the whole new file or the old one, never a part."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from .diagnostics import ResumeError

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def file_name(name: str | None, stem: str, suffix: str) -> str:
    """The file name of an edition: `first-last-resume.pdf`, with `suffix` ("-full") before ".pdf".

    `name` is the person's, None where it is not known: then `stem` (the source's) stands for all.
    """
    words = _slug(name or "")
    return f"{words}-resume{suffix}.pdf" if words else f"{stem}{suffix}.pdf"


def _slug(name: str) -> str:
    """A name in small letters, digits and hyphens; letters of other scripts stay as they are."""
    kept: list[str] = []
    base_is_latin = False
    for char in unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS)):
        if not unicodedata.combining(char):
            base_is_latin = "LATIN" in unicodedata.name(char, "")
        elif base_is_latin:
            continue  # Accents go from Latin letters only: elsewhere a mark can be a vowel.
        kept.append(char)
    plain = unicodedata.normalize("NFC", "".join(kept))
    return re.sub(r"[\W_]+", "-", re.sub(r"['’.]", "", plain)).strip("-")[:80]


def publish(pdf: bytes, path: Path) -> None:
    """Writes `pdf` to `path`, making its folder; what stood there is replaced in one step.

    Raises `ResumeError` "output-unwritable"; then nothing has changed and nothing is left behind.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path, pdf):
            pass
    except OSError as error:
        raise ResumeError(
            "output-unwritable",
            f"cannot write {path}: {error.strerror or error}",
            hint="name another place with --output",
        ) from error


def create(data: bytes, path: Path) -> None:
    """Writes `data` to a file that is not there yet, making its folder.

    Raises `ResumeError` "output-exists", or "output-unwritable"; then nothing is left behind.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise _exists(f"{path} is a folder", f"{path / 'resume.md'}")
        try:
            file = path.open("xb")
        except FileExistsError as error:
            raise _exists(f"{path} is there already", "a file that is not there yet") from error
        with file:
            try:
                file.write(data)
                file.flush()
            except OSError:
                path.unlink()
                raise
    except OSError as error:
        raise ResumeError(
            "output-unwritable",
            f"cannot write {path}: {error.strerror or error}",
            hint="name a file in a folder that you may write to",
        ) from error


def _exists(what: str, instead: str) -> ResumeError:
    return ResumeError("output-exists", f"{what}; nothing was written", hint=f"name {instead}")


@contextlib.contextmanager
def replacing(path: Path, data: bytes) -> Iterator[Path]:
    """Puts `data` in the place of `path` when the block ends well, in one step.

    Gives the path of the new file, which is whole and on the disk; an exception in the block
    leaves everything as it was. Raises `OSError`.
    """
    # Beside the target, since a rename is atomic only within one file system.
    part = path.with_name(f".{path.name[:40]}-{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield part
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
