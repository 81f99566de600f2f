"""The SOURCE and FILE.pdf arguments: a path, or - for standard input; for many, a folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from ..diagnostics import ResumeError
from ..limits import Limits
from ..load import decode, load, read_all
from ..source import Source
from .report import WrongUse


def open_source(argument: str, limits: Limits) -> Source:
    """The Markdown that `argument` names; raises `ResumeError` as `load` does."""
    if argument == "-":
        return decode(_stdin(limits.source), "<stdin>")
    return load(Path(argument), limits.source)


def _stdin(most: int) -> bytes:
    if sys.stdin is None:
        raise WrongUse("standard input is closed")
    return read_all(sys.stdin.buffer, "<stdin>", most)


_MARKDOWN = {".md", ".markdown"}


def expand(arguments: Sequence[str]) -> dict[str, bool]:
    """The sources that arguments name, each once, and whether it was found in a folder.

    Of a folder these are its Markdown files in the order of their names, but for hidden ones and
    those of its subfolders. Raises `ResumeError` "no-source" for a folder without any.
    """
    named = {argument for argument in arguments if not Path(argument).is_dir()}
    sources: dict[str, bool] = {}
    for argument in arguments:
        if argument in named:
            sources[argument] = False
        else:
            for path in _inside(Path(argument)):
                sources.setdefault(path, path not in named)
    return sources


def _inside(folder: Path) -> list[str]:
    inside = [
        str(path)
        for path in sorted(folder.iterdir())
        if path.suffix.casefold() in _MARKDOWN and path.is_file() and path.name[0] != "."
    ]
    if not inside:
        below = any(path.suffix.casefold() in _MARKDOWN for path in folder.glob("*/*"))
        hint = "subfolders are not searched: name them" if below else None
        raise ResumeError("no-source", f"there is no Markdown file in {folder}", hint=hint)
    return inside


def open_pdf(argument: str, limits: Limits) -> bytes:
    """The bytes that a FILE.pdf argument names; raises "no-source", "limit-size", "limit-pages"."""
    from ..proof import page_count

    name = "<stdin>" if argument == "-" else argument
    try:
        if argument == "-":
            data = _stdin(limits.pdf)
        else:
            with Path(argument).open("rb") as file:
                data = read_all(file, name, limits.pdf)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ResumeError("no-source", f"{argument}: {reason}") from error
    if (pages := page_count(data)) > limits.pages:
        raise ResumeError(
            "limit-pages",
            f"{name} has {pages:,} pages, which are more than {limits.pages:,}",
            hint="if that is what you mean to read, allow more with --max-pages N",
        )
    return data
