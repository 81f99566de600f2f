"""What `resume-pdf styles` and `resume-pdf layouts` print: a line each, or JSON."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, TypeVar

from ..diagnostics import ResumeError
from ..theme import Layout, Style, bundled
from .report import Reporter

_T = TypeVar("_T", Style, Layout)


def show(
    what: Literal["styles", "layouts"],
    names: Callable[[Sequence[Path]], tuple[str, ...]],
    find: Callable[[str, Sequence[Path]], _T],
    file: Callable[[_T], Path],
    arguments: Namespace,
    reporter: Reporter,
) -> int:
    """Prints all there are, those beside the résumé first, with `file` where it does not ship.

    One that cannot be used is listed with the reason, and makes the exit status 1.
    """
    beside = (Path(arguments.source).parent,)
    rows: list[tuple[str, str, str | None]] = []
    status = 0
    for name in names(beside):
        try:
            found = find(name, beside)
        except ResumeError as error:
            rows.append((name, f"cannot be used: {error}", None))
            status = 1
            continue
        path = file(found)
        rows.append((name, found.description, None if _ships(path, what) else str(path)))
    if arguments.format == "json":
        keys = ("name", "description", "file")
        objects = [dict(zip(keys, row, strict=True)) for row in rows]
        reporter.json(objects)
    else:
        width = max(len(name) for name, _, _ in rows)
        for name, description, place in rows:
            reporter.result(f"{name:<{width}}  {description}{f' ({place})' if place else ''}")
    return status


def _ships(path: Path, what: Literal["styles", "layouts"]) -> bool:
    return path.resolve().is_relative_to(bundled(what).resolve())
