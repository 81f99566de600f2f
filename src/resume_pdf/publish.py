"""Puts a finished PDF where people take it: the whole new file or the old one, never a part."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from . import atomic
from .diagnostics import ResumeError

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def file_name(name: str | None, stem: str, suffix: str, *, letter: bool = False) -> str:
    """The file name of an edition: `first-last-resume.pdf`, with `suffix` ("-full") before ".pdf".

    `name` is the person's, None where it is not known: then `stem` (the source's) stands for all.
    Of a `letter` there may be many from one person: the source's name stands in it, too.
    """
    words = _slug(name or "")
    if letter:
        whole = "-".join(filter(None, (words, _slug(stem) or stem)))
        return f"{whole}.pdf" if suffix.strip("-") in whole else f"{whole}{suffix}.pdf"
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


def publish(pdf: bytes, path: Path, *, follow: bool = False) -> None:
    """Writes `pdf` to `path`, making its folder; what stood there is replaced in one step.

    `follow` says that `path` is as the user named it: a link there is followed. Else it is
    replaced, so that a folder from somebody else cannot lead out of itself.

    Raises `ResumeError` "output-unwritable"; then nothing has changed and nothing is left behind.
    """
    try:
        atomic.replace(path.resolve() if follow and path.is_symlink() else path, pdf)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        reason = getattr(error, "strerror", None) or error
        raise ResumeError(
            "output-unwritable",
            f"cannot write {path}: {reason}",
            hint="name another place with --output",
        ) from error


def create(data: bytes, path: Path) -> None:
    """Writes `data` to a file that is not there yet, making its folder.

    Raises `ResumeError` "output-exists", or "output-unwritable"; then nothing is left behind.
    """
    if path.is_dir():
        raise _exists(f"{path} is a folder", f"{path / 'resume.md'}")
    try:
        atomic.create(path, data)
    except FileExistsError as error:
        raise _exists(f"{path} is there already", "a file that is not there yet") from error
    except OSError as error:
        raise ResumeError(
            "output-unwritable",
            f"cannot write {path}: {error.strerror or error}",
            hint="name a file in a folder that you may write to",
        ) from error


def _exists(what: str, instead: str) -> ResumeError:
    return ResumeError("output-exists", f"{what}; nothing was written", hint=f"name {instead}")
