"""What is asked of `render`, `watch` and `preview`: how to build, and where the PDFs go."""

from __future__ import annotations

import os
from argparse import Namespace
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..layout_keys import DEFAULT_LAYOUTS
from .bounds import limits
from .report import WrongUse

if TYPE_CHECKING:
    from ..pipeline import Rendering

TO_STDOUT = "-"


def layouts_of(arguments: Namespace) -> tuple[str, ...]:
    """The layouts that were asked for."""
    return tuple(arguments.layouts or DEFAULT_LAYOUTS)


def photo_of(arguments: Namespace) -> Path | Literal[False] | None:
    """The photograph that was asked for; False for none, None for what the résumé says."""
    return False if arguments.no_photo else arguments.photo and Path(arguments.photo)


def options_of(arguments: Namespace) -> dict[str, Any]:
    """The options of `build` that arguments stand for."""
    return {
        "layouts": layouts_of(arguments),
        "style": arguments.style,
        "paper": arguments.paper,
        "pages": arguments.pages,
        "photo": photo_of(arguments),
        "variables": dict(arguments.variables),
        "audiences": arguments.audiences,
        "standard": arguments.standard,
        "attachment": arguments.attachment,
        "date": _source_date(),
        "limits": limits(arguments),
    }


def check_use(arguments: Namespace, sources: int) -> None:
    """What can be known to be wrong before anything is read. Raises `WrongUse`."""
    layouts = layouts_of(arguments)
    for what, given in (("source", arguments.sources), ("layout", layouts)):
        twice = [name for name, count in Counter(given).items() if count > 1]
        if twice:
            raise WrongUse(f"the {what} {twice[0]} is named twice: both would go to one path")
    if arguments.standard == "a4f+ua2" and not arguments.attachment:
        raise WrongUse("PDF/A-4f must hold a file: leave out --no-attachment")
    count = sources * len(layouts)
    if count > 1 and not is_folder(arguments.output):
        where = "standard output" if arguments.output == TO_STDOUT else arguments.output
        raise WrongUse(
            f"{count} PDFs cannot go to one path, {where}: name one source and one --layout, "
            "or a folder"
        )


def _source_date() -> str | None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org), in seconds since 1970, as ISO 8601."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError) as error:
        raise WrongUse(f"SOURCE_DATE_EPOCH is no number of seconds: {epoch}") from error


def is_folder(output: str) -> bool:
    """Whether `output` is a folder, there already or to be made."""
    return output != TO_STDOUT and (
        Path(output).is_dir() or Path(output).suffix.casefold() != ".pdf"
    )


def path_of(output: str, rendering: Rendering) -> Path:
    """Where a rendering goes that is put into the folder, or file, `output`."""
    return Path(output) / rendering.file_name if is_folder(output) else Path(output)
